"""What the doctor finds."""

from __future__ import annotations

from dataclasses import dataclass
from enum import IntEnum


class Grade(IntEnum):
    """How bad a finding is. The worst one of an examination is the command's exit code."""

    GOOD = 0
    NOTE = 1
    FAULT = 2

    @property
    def word(self) -> str:
        return ("Tốt", "Lưu ý", "Lỗi")[self]


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that was looked at, in sentences for the officer. `remedy`: what to do; empty where all is well."""

    grade: Grade
    what: str
    remedy: str = ""

    def line(self) -> str:
        """`Lỗi: … → …`, as it is printed: on one line, without what would steer a terminal."""
        said = f"{self.grade.word}: {self.what}" + (f" → {self.remedy}" if self.remedy else "")
        return "".join(c if c.isprintable() else " " for c in said)


def good(what: str) -> Finding:
    return Finding(Grade.GOOD, what)


def note(what: str, remedy: str) -> Finding:
    return Finding(Grade.NOTE, what, remedy)


def fault(what: str, remedy: str) -> Finding:
    return Finding(Grade.FAULT, what, remedy)
