"""What a package says of itself: whose figures of which day it holds, made from which data, and the sums of its files."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any

from emulation import words
from emulation.intake.problems import shown
from emulation.publish.contents import PUBLISHED
from emulation.publish.refused import Refused

FORMAT = 1
"""The form of packages. A reader refuses what is newer than it knows."""
CONTRACT = 1
"""The version of what a package's files hold, `contents.PUBLISHED`."""
MOST_BYTES = 100_000
"""Of a manifest; real ones have some thousand."""
MOST_ROWS = 200_000
"""Of a file; the busiest commune has some thousand."""
COMMUNE_ID = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
"""Ids are part of file names, and of folders of the lake."""
HOW_COMMUNE_ID = "Viết chữ thường không dấu, chữ số và dấu gạch nối, ví dụ xa-nghi-duong"
_LONGEST = 2000
_YEARS = range(2000, 2101)
_DATA = re.compile(r"[0-9a-f]{8}")
_SUM = re.compile(r"[0-9a-f]{64}")
_AT = "%Y-%m-%dT%H:%M:%SZ"
_DAMAGED = "Bản kê của gói không đúng mẫu; gửi lại gói bằng chương trình."
_NEWER = "Gói do chương trình mới hơn lập ({what} {theirs}, ở đây chỉ đến {ours}); cập nhật chương trình của thành phố."


@dataclass(frozen=True, slots=True)
class Entry:
    """A file's rows below its heading, and the SHA-256 of its bytes in hex."""

    rows: int
    sha256: str


@dataclass(frozen=True, slots=True)
class Manifest:
    """`data`: `Warehouse.version`. `made_at`: when the newest data file was written, UTC, whole seconds, so that the same
    data say the same whenever they are sent. `name`, `superior`, `notice`: the plan's. `files`: file → what it holds."""

    commune: str
    as_of: date
    year: int
    data: str
    made_at: datetime
    name: str
    superior: str
    notice: str
    program: str
    files: Mapping[str, Entry]
    contract: int = CONTRACT
    format: int = FORMAT

    @property
    def file(self) -> str:
        """The name of the package's file."""
        return f"{self.commune}_{self.as_of}_{self.data}.zip"


def written(manifest: Manifest) -> bytes:
    """The manifest's bytes; equal manifests have the same."""
    said = {
        "format": manifest.format,
        "contract": manifest.contract,
        "program": manifest.program,
        "commune": manifest.commune,
        "name": manifest.name,
        "superior": manifest.superior,
        "as_of": manifest.as_of.isoformat(),
        "year": manifest.year,
        "data": manifest.data,
        "made_at": manifest.made_at.astimezone(UTC).strftime(_AT),
        "notice": manifest.notice,
        "files": {name: {"rows": e.rows, "sha256": e.sha256} for name, e in manifest.files.items()},
    }
    return f"{json.dumps(said, ensure_ascii=False, indent=1)}\n".encode()


def read(data: bytes) -> Manifest:
    """The manifest of such bytes. Raises Refused."""
    if len(data) > MOST_BYTES:
        raise Refused(_DAMAGED)
    try:
        said = json.loads(data)
        _refuse_newer(said)
        manifest = _manifest(said)
        same = written(manifest) == data
    except (ValueError, TypeError, KeyError, AttributeError, RecursionError, OverflowError):
        raise Refused(_DAMAGED) from None
    if not same:
        raise Refused(_DAMAGED)
    return manifest


def _refuse_newer(said: Any) -> None:
    """Before all else: what is newer may look otherwise altogether."""
    for field, what, ours in (("format", "định dạng", FORMAT), ("contract", "hợp đồng số liệu", CONTRACT)):
        theirs = said[field]
        if type(theirs) is not int or theirs < 1:
            raise ValueError(field)
        if theirs > ours:
            raise Refused(_NEWER.format(what=what, theirs=shown(str(theirs)), ours=ours))


def _manifest(said: Any) -> Manifest:
    """Raises ValueError and what else Python raises of values of other types."""
    as_of, year = date.fromisoformat(said["as_of"]), said["year"]
    made_at = datetime.strptime(said["made_at"], _AT).replace(tzinfo=UTC)
    if type(year) is not int or {as_of.year, year, made_at.year} - set(_YEARS):
        raise Refused("Gói ghi ngày hoặc năm không thể có; xem lại đồng hồ của máy ở xã rồi gửi lại.")
    commune = said["commune"]
    if len(commune) > 60 or not COMMUNE_ID.fullmatch(commune):
        raise Refused(f"Gói ghi mã xã “{shown(commune)}” không dùng được. {HOW_COMMUNE_ID}.")
    entries = {name: _entry(name, each["rows"], each["sha256"]) for name, each in said["files"].items()}
    if list(entries) != [table.file for table in PUBLISHED]:
        raise Refused("Gói không đủ tệp số liệu, hoặc có tệp lạ; gửi lại gói bằng chương trình.")
    return Manifest(
        commune=commune,
        as_of=as_of,
        year=year,
        data=_matched(_DATA, said["data"]),
        made_at=made_at,
        name=_text(said["name"]),
        superior=_text(said["superior"]),
        notice=_text(said["notice"]),
        program=_text(said["program"]),
        files=entries,
        contract=said["contract"],
        format=said["format"],
    )


def _matched(pattern: re.Pattern[str], text: str) -> str:
    if not pattern.fullmatch(text):
        raise ValueError(text)
    return text


def _entry(file: str, rows: Any, sha256: str) -> Entry:
    if type(rows) is not int or rows < 0:
        raise ValueError(rows)
    if rows > MOST_ROWS:
        raise Refused(f"{shown(file)} có quá {words.number(MOST_ROWS)} dòng, không phải số liệu của một xã.")
    return Entry(rows, _matched(_SUM, sha256))


def _text(text: str) -> str:
    """A text of the plan's, which screens show: of letters only, and not endless."""
    if len(text) > _LONGEST or not all(c.isprintable() or c == "\n" for c in text):
        raise ValueError(text)
    return text
