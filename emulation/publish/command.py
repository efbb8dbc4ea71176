"""`python -m emulation publish`: a day's figures as a signed package, to a folder or to the city's server; for a scheduler
as for a terminal."""

from __future__ import annotations

import sys
from argparse import ArgumentParser, Namespace
from collections.abc import Callable, Mapping
from datetime import date
from pathlib import Path

from emulation.publish import making
from emulation.publish.sending import CA, TO, NotSent, send
from emulation.warehouse import Warehouse

DONE, NOT_SENT, WRONG = 0, 1, 2
"""Exit codes: it has arrived; it has not; a wrong command or setting."""


def fill(publish: ArgumentParser, day: Callable[[str], date]) -> None:
    """The command's own arguments."""
    publish.add_argument(
        "--to",
        metavar="DIR|URL",
        help=f"thư mục (ổ USB, ổ mạng) hoặc địa chỉ https:// của thành phố (mặc định: {TO})",
    )
    publish.add_argument("--as-of", type=day, metavar="YYYY-MM-DD")
    publish.add_argument(
        "--key", action="store_true", help="chỉ in dòng của xã cho communes.csv của thành phố"
    )


def run(warehouse: Warehouse, folder: Path, args: Namespace, environ: Mapping[str, str]) -> int:
    """Send a package, or print the commune's line. The exit code."""
    as_of = args.as_of or warehouse.default_as_of
    to = args.to or environ.get(TO, "")
    if not (to or args.key):
        return _wrong(f"Chưa biết gửi đi đâu: thêm --to hoặc đặt {TO}.")
    try:
        if args.key:
            print(making.line_of(warehouse, folder, as_of, environ))
        else:
            name, data = making.package_of(warehouse, folder, as_of, environ)
            print(send(to, name, data, environ.get(CA, "")))
        return DONE
    except making.NotMade as error:
        print(error, file=sys.stderr)
        return WRONG if error.is_setting else NOT_SENT
    except NotSent as error:
        print(error, file=sys.stderr)
        return NOT_SENT


def _wrong(sentence: str) -> int:
    print(sentence, file=sys.stderr)
    return WRONG
