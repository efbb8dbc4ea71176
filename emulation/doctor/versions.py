"""Whether the packages installed are free of the holes that are known: `floors.csv`, each with its source."""

from __future__ import annotations

import csv
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from importlib import metadata
from pathlib import Path

from emulation.doctor.finding import Finding, fault, good
from emulation.doctor.place import Place

_FLOORS = Path(__file__).with_name("floors.csv")
_REMEDY = "Dừng bảng theo dõi, chạy lại python3 run.py (cần mạng): chương trình tự cài đúng bản"


@dataclass(frozen=True, slots=True)
class Floor:
    """A hole of a package, closed in the version `safe_from`; `source`: where that was published."""

    package: str
    safe_from: str
    hole: str
    source: str


def floors() -> list[Floor]:
    with _FLOORS.open(encoding="utf-8", newline="") as file:
        return [Floor(**row) for row in csv.DictReader(file)]


def is_below(version: str, floor: str) -> bool:
    """Whether a version is older; of versions of numbers between dots, which is what the pins are.

    >>> is_below("1.9.10", "1.61.0"), is_below("1.61", "1.61.0"), is_below("0.0.27", "0.0.27")
    (True, False, False)
    """
    width = max(version.count("."), floor.count(".")) + 1
    return _numbers(version, width) < _numbers(floor, width)


def _numbers(version: str, width: int) -> list[int]:
    numbers = [int(part) for part in re.findall(r"[0-9]+", version)]
    return (numbers + [0] * width)[:width]


def look(_place: Place, installed: Callable[[str], str] = metadata.version) -> Iterator[Finding]:
    """The packages below a floor, or missing; else that there is none."""
    versions: dict[str, str] = {}
    bad = False
    for floor in floors():
        try:
            version = versions.setdefault(floor.package, installed(floor.package))
        except metadata.PackageNotFoundError:
            if versions.setdefault(floor.package, "") == "":
                bad, versions[floor.package] = True, "chưa cài"
                yield fault(f"Thiếu gói phần mềm {floor.package}.", f"{_REMEDY}.")
            continue
        if is_below(version, floor.safe_from):
            bad = True
            yield fault(
                f"{floor.package} {version} có lỗ hổng đã biết: {floor.hole}. Xem {floor.source}",
                f"{_REMEDY} (từ {floor.safe_from} trở lên).",
            )
    if not bad:
        yield good(f"{len(versions)} gói phần mềm được kiểm tra không có lỗ hổng nào đã biết.")
