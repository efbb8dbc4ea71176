"""Whether the clock can be right, and the time zone is known: every figure is of a day."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta, tzinfo
from pathlib import Path
from zoneinfo import ZoneInfo

from emulation.doctor.finding import Finding, fault, good, note
from emulation.doctor.place import Place
from emulation.intake.problems import shown
from emulation.scope import VIETNAM
from emulation.store import backup, history

FIRST_YEAR, LAST_YEAR = 2026, 2100
"""The program did not exist before; the data know no year after (the contract)."""
SLACK = timedelta(minutes=10)
"""By how much the clocks of two machines that share a folder may differ."""
LONG = timedelta(days=400)
"""For which nothing was written: a year's work leaves traces."""
_SHOWN = 3
_SET = "Đặt lại ngày giờ của máy (bật tự động lấy giờ từ mạng)"


def look(place: Place, zone: tzinfo = VIETNAM) -> Iterator[Finding]:
    if not isinstance(zone, ZoneInfo):
        yield note(
            "Máy thiếu dữ liệu múi giờ (tzdata); đang tính giờ Việt Nam là UTC+7.",
            "Chạy lại python3 run.py để cài đủ gói, hoặc cài gói tzdata của hệ điều hành.",
        )
    said = f"{place.now:%H:%M ngày %d/%m/%Y}"
    if not FIRST_YEAR <= place.now.year <= LAST_YEAR:
        yield fault(f"Đồng hồ của máy chỉ {said}, không thể đúng.", f"{_SET} rồi xem lại dữ liệu mới ghi.")
        return
    written = sorted(_traces(place), reverse=True)
    ahead = [f"{name} ({when:%H:%M %d/%m/%Y})" for when, name in written if when > place.now + SLACK]
    if ahead:
        more = f" và {len(ahead) - _SHOWN} tệp khác" if len(ahead) > _SHOWN else ""
        yield fault(
            f"Đồng hồ của máy chỉ {said}, nhưng có tệp ghi sau lúc đó: {', '.join(ahead[:_SHOWN])}{more}.",
            f"{_SET}; nếu giờ của máy đúng, các tệp này được ghi khi đồng hồ sai, hãy mở ra và lưu lại.",
        )
    elif written and place.now - written[0][0] > LONG:
        yield note(
            f"Đồng hồ của máy chỉ {said}, mà từ {written[0][0]:%d/%m/%Y} không có tệp nào được ghi.",
            f"Nếu ngày của máy không đúng: {_SET[0].lower()}{_SET[1:]}.",
        )
    else:
        yield good(f"Đồng hồ của máy chỉ {said}, khớp với các tệp đã ghi.")


def _traces(place: Place) -> Iterator[tuple[datetime, str]]:
    """When what is in the folder, and the program itself, was written."""
    for path in (*place.files, *_existing(Path(__file__), place.accounts)):
        yield place.moment_of(path), path.name
    if last := next(history.newest(place.data), None):
        yield history.moment_of(last.id), f"lần lưu “{shown(last.what)}”"
    for copy in backup.backups(place.data)[:1]:
        yield datetime(copy.day.year, copy.day.month, copy.day.day, tzinfo=VIETNAM), copy.path.name


def _existing(*paths: Path) -> list[Path]:
    return [path for path in paths if path.is_file()]
