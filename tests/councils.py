"""Folders at the ends of what a commune may have: `large`, 8 blocs of 12 units with names as long as real ones get, every
file filled; `forty_units`, half of it with what a meeting concluded; `almost_empty`, one bloc, one unit, one task and
nothing else. All are seen on 16/11/2026."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from io import StringIO
from pathlib import Path

from emulation.schema import CLOSING_STAGES, COMMENDATION_TYPES, DOSSIER_STAGES, NOMINEE_KINDS, TABLES
from tests.folders import write_folder

SEEN_ON = date(2026, 11, 16)
BLOCS, MEMBERS, TASKS, DOSSIERS, MOVEMENTS = 8, 12, 24, 140, 9
NOMINEE = "Nguyễn Thị Tuyết Nhưỡng"
"""With a number after it, the name of every nominee."""
NOTICE = (
    "Số liệu giả định để thử trình chiếu ở một xã có nhiều khối thi đua, nhiều đơn vị và tên gọi rất dài; "
    "không cơ quan, đơn vị, cá nhân nào trong đây là có thật, mọi trùng hợp về tên gọi đều là ngẫu nhiên."
)
FIELDS = (
    "Phát triển nông nghiệp sinh thái",
    "Giữ gìn vệ sinh môi trường, nguồn nước",
    "Bảo vệ an ninh trật tự ở cơ sở",
    "Chăm sóc, bảo vệ và giáo dục trẻ em",
    "Chuyển đổi số, cải cách thủ tục hành chính",
    "Hỗ trợ khởi nghiệp, đổi mới sáng tạo",
)
UNIT_KINDS = (
    "Trung tâm Hỗ trợ, Đào tạo và Cung ứng dịch vụ",
    "Hợp tác xã Sản xuất, Kinh doanh tổng hợp",
    "Câu lạc bộ Liên thế hệ tự giúp nhau",
    "Ban Vận động ngày vì người nghèo, quỹ khuyến học",
)
STATES = ("Hoàn thành", "Đang thực hiện", "Chưa bắt đầu", "Hoàn thành", "Không phát sinh")

Rows = Iterable[tuple]


def large(path: Path) -> Path:
    """8 × 12 units, 24 tasks with up to six leads, dossiers at every stage, scores at every step with ties and gaps."""
    return write_folder(
        path,
        {
            name: _csv(name, rows)
            for name, rows in {
                "plan": [_plan(NOTICE)],
                "blocs": (
                    (f"K{b}", f"Khối thi đua số {b}: {FIELDS[b % 6].lower()} trên địa bàn xã")
                    for b in _blocs()
                ),
                "units": _units(),
                "tasks": _tasks(),
                "assignments": _assignments(),
                "progress": _progress(),
                "awards": _awards(),
                "dossiers": _dossiers(),
                "dossier_events": _events(),
                "criteria": _criteria(),
                "scores": _scores(),
                "bands": [("Xuất sắc", 95), ("Tốt", 85), ("Khá", 70), ("Trung bình", 0)],
                "movements": _movements(),
                "movement_results": _results(),
                "meetings": _meetings(),
                "days_off": [("02/01/2026", "Nghỉ", "Nghỉ liền Tết Dương lịch")],
            }.items()
        },
    )


def forty_units(path: Path) -> Path:
    """4 × 10 of the units of `large`, and five conclusions of its last meeting but one."""
    large(path)
    gone = {
        name for bloc, member, unit in _members() if bloc > 4 or member > 10 for name in (unit, f"K{bloc}")
    }
    gone -= {f"K{bloc}" for bloc in range(1, 5)}
    for file in path.glob("*.csv"):
        rows = list(csv.reader(StringIO(file.read_text(encoding="utf-8"))))
        if file.stem == "tasks":
            rows += [
                [
                    f"KL{n}",
                    "2026",
                    f"KL.{n}",
                    "4",
                    FIELDS[n],
                    "",
                    "",
                    "không",
                    "nhập tay",
                    f"{18 + n}/11/2026",
                    "M2",
                ]
                for n in range(1, 6)
            ]
        text = StringIO()
        csv.writer(text, lineterminator="\n").writerows(row for row in rows if not gone & {*row})
        file.write_text(text.getvalue(), encoding="utf-8")
    return path


def almost_empty(path: Path) -> Path:
    """One bloc, one unit, one task without a lead; all else has its header only."""
    return write_folder(
        path,
        {
            "plan": _csv("plan", [(*_plan("")[:9], "", *_plan("")[10:])]),
            "blocs": _csv("blocs", [("K1", "Khối thôn")]),
            "units": _csv("units", [("T1", "Thôn 1", "", "K1", "Khối trưởng")]),
            "tasks": _csv(
                "tasks",
                [
                    (
                        "2026-II.1.a",
                        2026,
                        "II.1.a",
                        1,
                        "Ban hành Kế hoạch",
                        "",
                        "",
                        "không",
                        "nhập tay",
                        "31/03/2026",
                    )
                ],
            ),
        },
    )


def _csv(name: str, rows: Rows) -> str:
    """The file's text; last columns that a row does not say are empty."""
    text = StringIO()
    writer = csv.writer(text, lineterminator="\n")
    columns = next(table.columns for table in TABLES if table.name == name)
    writer.writerow(column.label for column in columns)
    for row in rows:
        last = [""] * (len(columns) - len(row))
        writer.writerow(_day(cell) if isinstance(cell, date) else cell for cell in (*row, *last))
    return text.getvalue()


def _day(day: date) -> str:
    return f"{day:%d/%m/%Y}"


def _before(days: int) -> date:
    return SEEN_ON - timedelta(days)


def _plan(notice: str) -> tuple:
    issuer = "Ủy ban nhân dân xã Nghĩa Dưỡng Thượng"
    return (
        2026,
        "1/KH-UBND",
        "23/02/2026",
        "Kế hoạch",
        issuer,
        "Nghĩa Dưỡng",
        "CHỦ TỊCH",
        "",
        "Ủy ban nhân dân thành phố Hải Phòng",
        "D101",
        "VHXH",
        _day(SEEN_ON),
        notice,
    )


def _blocs() -> range:
    return range(1, BLOCS + 1)


def _members() -> list[tuple[int, int, str]]:
    """Bloc, number in it, id."""
    return [(b, m, f"D{b}{m:02}") for b in _blocs() for m in range(1, MEMBERS + 1)]


def _units() -> Iterator[tuple]:
    for bloc, member, unit in _members():
        name = (
            f"{UNIT_KINDS[member % 4]} {FIELDS[(bloc + member) % 6].lower()} thôn Ngõ Dưỡng {bloc}.{member}"
        )
        role = {1: "Khối trưởng", 2: "Khối phó"}.get(member, "Thành viên")
        short = "" if member % 3 == 0 else f"Đơn vị Ngõ Dưỡng Hữu Nghị {bloc}.{member}"
        yield unit, name, short, f"K{bloc}", role


def _clauses() -> Iterator[tuple[int, str, int]]:
    """Number, clause, quarter (0: the whole year): twelve of them in the last quarter."""
    for number in range(TASKS):
        quarter = (1, 2, 3, 0)[number % 4] if number < 12 else 4
        yield (
            number,
            f"II.{quarter or 5}.{'abcdđeghiklmnopqrstuvxy'[number]}" if number < 23 else "III.1",
            quarter,
        )


def _tasks() -> Iterator[tuple]:
    for number, clause, quarter in _clauses():
        title = f"Chỉ đạo, đôn đốc, kiểm tra các khối thi đua {FIELDS[number % 6].lower()} và báo cáo kết quả về Ủy ban"
        short = "" if number % 2 else f"Kiểm tra, đôn đốc các khối lần {number}, gửi báo cáo kết quả"
        ends = date(2026, 3 * (quarter or 4), 28)
        due = _before(20 - number) if quarter == 4 else ends
        yield f"N{number}", 2026, clause, quarter or "", title, short, "", "có", "nhập tay", due


def _assignments() -> Iterator[tuple]:
    units = [unit for *_, unit in _members()]
    for number, *_ in _clauses():
        leads = number % 6 + 1
        for place in range(leads + 3):
            role = "Chủ trì" if place < leads else "Phối hợp"
            yield f"N{number}", units[(7 * number + 5 * place) % len(units)], role, ""


def _progress() -> Iterator[tuple]:
    for place, (task, unit, *_) in enumerate(_assignments()):
        if place % 4:
            yield _before(3 * place % 290), task, unit, STATES[int(task[1:]) % 5], "", ""


def _awards() -> Iterator[tuple]:
    levels = ("Cấp xã", "Cấp thành phố", "Cấp Nhà nước")
    for number in range(9):
        name = f"Bằng khen, giấy khen về thành tích xuất sắc trong {FIELDS[number % 6].lower()} hạng {number + 1}"
        yield f"A{number}", name, "Hình thức khen thưởng", levels[number % 3], 10 + number, ""


def _dossiers() -> Iterator[tuple]:
    units = [unit for *_, unit in _members()]
    for number in range(DOSSIERS):
        yield (
            f"H{number:03}", _before(9 + number), units[11 * number % len(units)], NOMINEE_KINDS[number % 3],
            f"{NOMINEE} {number:03}", f"A{number % 9}", COMMENDATION_TYPES[number % 6], "", _before(number % 60 - 25),
        )  # fmt: skip


def _events() -> Iterator[tuple]:
    for number in range(DOSSIERS):
        stage = DOSSIER_STAGES[number % 7] if number < 60 else (*CLOSING_STAGES, "Đã khen thưởng")[number % 5]
        yield _before(9 + number), f"H{number:03}", "Tiếp nhận", "", ""
        yield _before(1 + number // 2), f"H{number:03}", stage, "", ""


def _criteria() -> Iterator[tuple]:
    for number in range(1, 5):
        yield f"C{number}", 2026, "Phong trào thi đua", f"Tiêu chí {number}", "Chuẩn", 25, "chấm điểm", ""


def _scores() -> Iterator[tuple]:
    """The fourth quarter not yet scored by all; units whose numbers differ by 5 have equal points."""
    for quarter, held_on in ((3, _before(40)), (4, _before(4))):
        for bloc, member, unit in _members():
            if quarter == 4 and member % 4 == 0:
                continue
            for criterion in range(1, 5):
                points = f"{25 - (bloc + member % 5 + criterion + quarter) % 6 * 0.25}".replace(".", ",")
                stages = ("Tự chấm", "Khối chấm", "Hội đồng chấm")[: 3 if quarter == 3 else 1 + bloc % 2]
                for stage in stages:
                    yield held_on, f"2026-Q{quarter}", unit, f"C{criterion}", stage, points, ""


def _movements() -> Iterator[tuple]:
    for number in range(MOVEMENTS):
        name = f"Phong trào thi đua {FIELDS[number % 6].lower()}, xây dựng xã nông thôn mới kiểu mẫu giai đoạn {number + 1}"
        yield f"P{number}", name, "Xã", _before(300 - number), _before(20 * (4 - number)), ""


def _results() -> Iterator[tuple]:
    for number in range(MOVEMENTS):
        for place, (*_, unit) in enumerate(_members()):
            if (place + number) % 4 == 0:
                yield (
                    _before(10 + 9 * number),
                    f"P{number}",
                    unit,
                    "Hộ đạt tiêu chí",
                    "hộ",
                    1200 + place,
                    900 + 4 * place,
                )


def _meetings() -> Iterator[tuple]:
    what = "Bình xét các danh hiệu thi đua, hình thức khen thưởng và thông qua điểm thi đua của các khối trên địa bàn xã"
    for number, days in enumerate((200, 100, 30, 0, -25)):
        yield f"M{number}", _before(days), "Họp Hội đồng", what, "Hội trường lớn Ủy ban nhân dân xã", ""
