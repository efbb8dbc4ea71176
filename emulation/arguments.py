"""What commands share: a parser that speaks Vietnamese, and the types of their arguments."""

from __future__ import annotations

import argparse
import re
from collections.abc import Callable
from datetime import date
from typing import Any, NoReturn

from emulation.periods import is_period

_MISTAKES = (
    (r"the following arguments are required: (.*)", r"còn thiếu \1"),
    (r"unrecognized arguments: (.*)", r"không có lựa chọn \1"),
    (r"argument (\S+): not allowed with argument (\S+)", r"\1 và \2 không dùng cùng nhau"),
    (r"argument (\S+): expected one argument", r"sau \1 phải có giá trị"),
    (r"argument (\S+): invalid choice: (.*?) \(choose from (.*)\)", r"\1 không nhận \2, chọn một trong: \3"),
    (r"argument (\S+): invalid \w+ value: (.*)", r"\1 không nhận giá trị \2"),
)
"""What argparse says of a wrong command, and that in Vietnamese."""


class Parser(argparse.ArgumentParser):
    """Says in Vietnamese what is wrong. `fill` adds the arguments once they are needed."""

    def __init__(
        self, *, fill: Callable[[argparse.ArgumentParser], None] | None = None, **options: Any
    ) -> None:
        super().__init__(**options)
        self._fill = fill

    def parse_known_args(self, *args: Any, **options: Any) -> Any:
        if self._fill:
            self._fill(self)
            self._fill = None
        return super().parse_known_args(*args, **options)

    def error(self, message: str) -> NoReturn:
        for english, vietnamese in _MISTAKES:
            message = re.sub(f"^{english}$", vietnamese, message)
        self.exit(2, f"Lệnh chưa đúng: {message}. Xem cách dùng: {self.prog} --help\n")


def day(text: str) -> date:
    """A day in the years that the data may have. Raises ValueError."""
    found = date.fromisoformat(text)
    if not 2000 <= found.year <= 2100:
        raise ValueError(text)
    return found


def period(text: str) -> str:
    """A scoring period. Raises ValueError."""
    if not is_period(text):
        raise ValueError(text)
    return text
