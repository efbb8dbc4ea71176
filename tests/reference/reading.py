"""Reads a well-formed data folder: comma-separated UTF-8 with the Vietnamese headings, nothing else."""

import csv
import re
import unicodedata
from collections.abc import Callable
from datetime import date
from fractions import Fraction
from functools import lru_cache
from pathlib import Path
from typing import Any

Row = dict[str, Any]


def day(text: str) -> date:
    """“dates are dd/mm/yyyy (yyyy-mm-dd accepted)”."""
    if "/" in text:
        return date(*map(int, reversed(text.split("/"))))
    return date.fromisoformat(text)


def number(text: str) -> Fraction:
    """“Decimals have a comma; a dot is accepted”."""
    return Fraction(text.replace(",", "."))


def quarter(text: str) -> int:
    """“1 to 4 or I to IV”; “a quarter also as `Quý I`, and with its row's year (`II/2026`)”."""
    word = text.removeprefix("Quý").partition("/")[0].strip()
    return {"I": 1, "II": 2, "III": 3, "IV": 4}.get(word) or int(word)


TONES = "\u0300\u0301\u0303\u0309\u0323"
"""The five tone marks as combining characters; the other marks (â, ă, ơ) belong to the letter."""
VOWELS = re.compile(f"[aeiouy\u0302\u0306\u031b{TONES}]+")


def tone_last(vowels: re.Match[str]) -> str:
    letters = [c for c in vowels[0] if c not in TONES]
    return "".join([*letters, *(c for c in vowels[0] if c in TONES)])


def indicator_key(text: str) -> str:
    """“Indicators are compared without regard to case, spaces and the place of a tone mark (`hòa` = `hoà`)”."""
    return VOWELS.sub(tone_last, unicodedata.normalize("NFD", "".join(text.casefold().split())))


Column = tuple[str, str, Callable[[str], Any]]
RECORDED_BY: Column = ("recorded_by", "Người ghi", str)
"""“Every log may have a column recorded_by”."""

COLUMNS: dict[str, list[Column]] = {
    "plan": [
        ("year", "Năm", int),
        ("number", "Số kế hoạch", str),
        ("issued_on", "Ngày ban hành", day),
        ("title", "Tên kế hoạch", str),
        ("issuer", "Cơ quan ban hành", str),
        ("place", "Địa danh", str),
        ("signer_title", "Chức vụ người ký", str),
        ("signer_name", "Người ký", str),
        ("superior", "Cấp trên trực tiếp", str),
        ("unit_id", "Mã đơn vị", str),
        ("symbol", "Ký hiệu văn bản", str),
        ("view_on", "Ngày xem mặc định", day),
        ("notice", "Thông báo", str),
    ],
    "blocs": [("bloc_id", "Mã khối", str), ("name", "Tên khối", str)],
    "units": [
        ("unit_id", "Mã đơn vị", str),
        ("name", "Tên đơn vị", str),
        ("short_name", "Tên gọn", str),
        ("bloc_id", "Mã khối", str),
        ("bloc_role", "Vai trò trong khối", str),
    ],
    "tasks": [
        ("task_id", "Mã nhiệm vụ", str),
        ("year", "Năm", int),
        ("clause", "Điều khoản", str),
        ("quarter", "Quý", quarter),
        ("title", "Nội dung", str),
        ("short_title", "Tên gọn", str),
        ("place", "Địa điểm", str),
        ("conditional", "Nếu có", str),
        ("measured_by", "Cách theo dõi", str),
        ("due_on", "Hạn hoàn thành", day),
        ("meeting_id", "Mã cuộc họp", str),
    ],
    "assignments": [
        ("task_id", "Mã nhiệm vụ", str),
        ("unit_id", "Mã đơn vị", str),
        ("role", "Vai trò", str),
        ("due_on", "Hạn riêng", day),
    ],
    "progress": [
        ("recorded_on", "Ngày ghi nhận", day),
        ("task_id", "Mã nhiệm vụ", str),
        ("unit_id", "Mã đơn vị", str),
        ("status", "Trạng thái", str),
        ("evidence", "Văn bản, minh chứng", str),
        ("note", "Ghi chú", str),
        RECORDED_BY,
    ],
    "extensions": [
        ("decided_on", "Ngày gia hạn", day),
        ("task_id", "Mã nhiệm vụ", str),
        ("unit_id", "Mã đơn vị", str),
        ("due_on", "Hạn mới", day),
        ("document_no", "Số văn bản", str),
        ("note", "Ghi chú", str),
        RECORDED_BY,
    ],
    "awards": [
        ("award_id", "Mã khen thưởng", str),
        ("name", "Tên danh hiệu, hình thức", str),
        ("category", "Nhóm", str),
        ("level", "Cấp quyết định", str),
        ("working_days", "Số ngày làm việc giải quyết", int),
        ("legal_basis", "Căn cứ", str),
    ],
    "dossiers": [
        ("dossier_id", "Mã hồ sơ", str),
        ("received_on", "Ngày tiếp nhận", day),
        ("unit_id", "Mã đơn vị", str),
        ("nominee_kind", "Đối tượng", str),
        ("nominee_name", "Tên đối tượng", str),
        ("award_id", "Mã khen thưởng", str),
        ("commendation_type", "Loại khen thưởng", str),
        ("movement_id", "Mã phong trào", str),
        ("due_on", "Hạn giải quyết", day),
        ("quantity", "Số lượng", int),
    ],
    "dossier_events": [
        ("occurred_on", "Ngày", day),
        ("dossier_id", "Mã hồ sơ", str),
        ("stage", "Bước xử lý", str),
        ("document_no", "Số văn bản", str),
        ("note", "Ghi chú", str),
        RECORDED_BY,
    ],
    "criteria": [
        ("criterion_id", "Mã tiêu chí", str),
        ("year", "Năm", int),
        ("group", "Nhóm tiêu chí", str),
        ("name", "Tiêu chí", str),
        ("kind", "Loại điểm", str),
        ("max_points", "Điểm tối đa", number),
        ("source", "Nguồn điểm", str),
        ("points_each", "Điểm mỗi lần", number),
        ("award_id", "Mã khen thưởng", str),
        ("award_level", "Cấp quyết định", str),
        ("bloc_id", "Mã khối", str),
    ],
    "scores": [
        ("recorded_on", "Ngày chấm", day),
        ("period", "Kỳ", str),
        ("unit_id", "Mã đơn vị", str),
        ("criterion_id", "Mã tiêu chí", str),
        ("stage", "Bước chấm", str),
        ("points", "Điểm", number),
        ("note", "Ghi chú", str),
        RECORDED_BY,
    ],
    "bands": [("name", "Xếp loại", str), ("from_points", "Từ điểm", number)],
    "movements": [
        ("movement_id", "Mã phong trào", str),
        ("name", "Tên phong trào", str),
        ("launched_by", "Cấp phát động", str),
        ("launched_on", "Ngày phát động", day),
        ("ends_on", "Ngày kết thúc", day),
        ("document_no", "Văn bản phát động", str),
    ],
    "movement_results": [
        ("recorded_on", "Ngày ghi nhận", day),
        ("movement_id", "Mã phong trào", str),
        ("unit_id", "Mã đơn vị", str),
        ("indicator", "Chỉ tiêu", str),
        ("measure", "Đơn vị tính", str),
        ("target", "Kế hoạch", number),
        ("actual", "Thực hiện", number),
        ("better", "Chiều tốt", str),
        RECORDED_BY,
    ],
    "meetings": [
        ("meeting_id", "Mã cuộc họp", str),
        ("held_on", "Ngày họp", day),
        ("kind", "Loại", str),
        ("title", "Nội dung", str),
        ("place", "Địa điểm", str),
        ("task_id", "Mã nhiệm vụ", str),
    ],
    "days_off": [("day", "Ngày", day), ("kind", "Loại ngày", str), ("name", "Tên", str)],
}


def read_table(folder: Path, file: str) -> list[Row]:
    """A file's rows in file order; an empty or missing field is None, a missing file has no rows."""
    path = folder / f"{file}.csv"
    if not path.exists():
        return []
    with path.open(encoding="utf-8-sig", newline="") as stream:
        records = list(csv.DictReader(stream))
    rows = []
    for record in records:
        texts = {name: (record.get(label) or "").strip() for name, label, _ in COLUMNS[file]}
        rows.append({name: parse(texts[name]) if texts[name] else None for name, _, parse in COLUMNS[file]})
    return rows


@lru_cache(maxsize=4)
def read_state(folder: Path, state: tuple[tuple[str, int, int], ...]) -> dict[str, list[Row]]:
    """Every file of one state of a folder; of an indicator “the first spelling in the file is shown”."""
    tables = {file: read_table(folder, file) for file in COLUMNS}
    spellings: dict[str, str] = {}
    for row in tables["movement_results"]:
        row["indicator"] = spellings.setdefault(indicator_key(row["indicator"]), row["indicator"])
    return tables


def read_folder(folder: Path) -> dict[str, list[Row]]:
    """Every file of the contract by its name; read again only when a file changed."""
    files = [(file, file.stat()) for file in sorted(folder.glob("*.csv"))]
    return read_state(folder, tuple((file.name, stat.st_mtime_ns, stat.st_size) for file, stat in files))
