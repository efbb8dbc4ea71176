"""The statistics forms 0601–0603 of Thông tư 02/2023/TT-BNV as an Excel workbook, as far as the data carry them.

What the data cannot say is marked for a person to fill in; what fits no column is named under the form.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from itertools import groupby
from typing import Any

from xlsxwriter.utility import xl_rowcol_to_cell

from emulation import words
from emulation.commune import DOTS, LAUNCHED_BY, LEVEL
from emulation.palette import SHEET, WHITE
from emulation.reports.contents import phrases
from emulation.reports.facts import Facts
from emulation.reports.layouts import ALL, LAUNCHED_IN, MOVEMENTS, PROVINCE, STATE, TERMS, Form, Line, Slot
from emulation.reports.sheets import NUMBERS, Book, Paper, not_available
from emulation.reports.tables import HEAD
from emulation.schema import LEVELS
from emulation.warehouse import NotAvailable

_CELL = {"border": 1, "valign": "vcenter", "text_wrap": True}
_FIGURE = {**_CELL, "align": "center", "num_format": NUMBERS["whole"]}
_UNKNOWN = {**_FIGURE, "pattern": 14, "fg_color": SHEET["unknown"], "bg_color": WHITE}
"""Hatched, with an x: a person has to fill it in."""
_IMPOSSIBLE = {**_FIGURE, "diag_type": 3, "diag_border": 1, "diag_color": SHEET["impossible"]}
"""Crossed out."""
_NOTES_OF_ONE_PAGE = 2000
"""Letters of notes with which a form on one page can still be read."""
_IN_FORCE = (
    "† Giả định: chưa xác minh được biểu của Thông tư số 02/2023/TT-BNV còn hiệu lực (Thông tư số 18/2025/TT-BNV ngày "
    "08/10/2025 cũng quy định chế độ báo cáo thống kê ngành Nội vụ) và có phải dùng biểu này để báo cáo cấp trên "
    "hay không. Bố cục lấy theo nguồn thứ cấp, chưa đối chiếu với văn bản gốc: kiểm tra trước khi gửi."
)


@dataclass(slots=True)
class _Filled:
    """The figures of a form: what is counted and the index of a column → how many. notes: what must be known of them."""

    figures: Counter[tuple[str, int]] = field(default_factory=Counter)
    notes: list[str] = field(default_factory=list)


def forms(facts: Facts) -> bytes:
    """The workbook (.xlsx) of the three forms for the request's year. One whose files cannot be read says so."""
    book = Book("Biểu thống kê 0601–0603", facts)
    fill: dict[str, tuple[Form, Callable[[Facts], _Filled]]] = {
        "0601": (MOVEMENTS, _movements),
        "0602": (STATE, _state),
        "0603": (PROVINCE, _province),
    }
    for name, (form, filled_from) in fill.items():
        paper = book.paper(name, form.widths)
        _begin(paper, form, facts)
        try:
            filled = filled_from(facts)
        except NotAvailable as error:
            paper.line(not_available(error))
        else:
            _headings(paper, form)
            _body(paper, form, filled)
            _legend(paper)
            notes = (*filled.notes, _IN_FORCE)
            for note in notes:
                paper.line(note, font_size=11)
            if sum(map(len, notes)) <= _NOTES_OF_ONE_PAGE:
                paper.sheet.fit_to_pages(1, 1)
        _signatures(paper)
        paper.end()
    return book.close()


# ---- what the figures are


def _movements(facts: Facts) -> _Filled:
    """Movements that ran in the year, by who launched them and how long they were to last."""
    year = facts.request.scope.year
    running = [
        row
        for row in facts.rows("movements")
        if row.launched_on.year <= year and (row.ends_on is None or row.ends_on.year >= year)
    ]
    filled, without = _Filled(), []
    for row in running:
        slot = LAUNCHED_IN[LAUNCHED_BY.value_of(row.launched_by)]
        filled.figures[ALL, slot] += 1
        if lasting := term(row.launched_on, row.ends_on):
            filled.figures[lasting, slot] += 1
        else:
            without.append(row.name)
    filled.notes.append(
        f"Đếm phong trào đã phát động đến ngày {words.day(facts.request.scope.as_of)} và chưa kết thúc trước năm {year}: "
        + ", ".join(f"cột {column} do {name}" for column, name in enumerate(_launchers(facts), start=2))
        + " phát động."
        + (" Phạm vi số liệu không thu hẹp số phong trào." if facts.request.scope.filtered else "")
        + ("" if running else " Chưa có phong trào nào.")
    )
    if without:
        filled.notes.append(
            f"Không có ngày kết thúc nên không có ở mã 06–10: {'; '.join(without)} ({words.number(len(without))} "
            "phong trào)."
        )
    filled.notes.append("“1 năm”: kết thúc vào ngày tròn năm kể từ ngày phát động hoặc ngày liền trước.")
    return filled


def _launchers(facts: Facts) -> Iterator[str]:
    """Who launches, inside a sentence: Trung ương, thành phố, xã."""
    first, *others = LAUNCHED_IN
    yield facts.commune.launcher(first)
    yield from (phrases.clause(facts.commune.launcher(level)) for level in others)


def term(launched_on: date, ends_on: date | None) -> str:
    """How long a movement lasts, one of TERMS, its last day included; empty where that is not known.

    >>> term(date(2026, 1, 1), date(2026, 12, 31)), term(date(2026, 2, 1), date(2026, 12, 31))
    ('1 năm', 'Dưới 1 năm')
    """
    if ends_on is None or ends_on < launched_on:
        return ""
    day = timedelta(1)
    years = _full_years(launched_on, min(ends_on, date.max - day) + day)
    if years == 1 and not _full_years(launched_on, ends_on - day):
        return TERMS[1]
    return TERMS[0 if not years else 2 if years < 3 else 3 if years < 5 else 4]


def _full_years(first: date, end: date) -> int:
    return end.year - first.year - ((end.month, end.day) < (first.month, first.day))


def _state(facts: Facts) -> _Filled:
    filled = _awards(facts, STATE, LEVELS[2])
    filled.notes.append(
        "Hộ gia đình ghi ở cột “Tập thể” của từng hình thức. Mã 04, 05 không có trong bố cục đã xem."
    )
    return filled


def _province(facts: Facts) -> _Filled:
    filled = _awards(facts, PROVINCE, LEVELS[1])
    if below := sum(row.awards for row in _given(facts, LEVELS[0])):
        filled.notes.append(
            f"{words.number(below)} khen thưởng {facts.commune.level(LEVELS[0])} trong năm không thuộc các biểu 0602, 0603; "
            "xem sổ Số liệu thống kê."
        )
    return filled


def _given(facts: Facts, level: str) -> list[Any]:
    """The awards of a level, under whatever word."""
    rows = facts.rows("awards_given", quarter=None)
    return [row for row in rows if LEVEL.value_of(row.level) == level]


def _awards(facts: Facts, form: Form, level: str) -> _Filled:
    """Awards of a level that were decided in the year, by column, kind of nominee and type."""
    filled = _Filled()
    held: dict[str, Counter[str]] = {}
    outside: Counter[str] = Counter()
    for row in _given(facts, level):
        name = facts.name("awards", row.award_id)
        places = (index for index, slot in enumerate(form.slots) if slot.takes(name, row.nominee_kind))
        if (place := next(places, None)) is None:
            outside[f"{name} ({row.nominee_kind})"] += row.awards
            continue
        held.setdefault(form.slots[place].number, Counter())[name] += row.awards
        for counted in (ALL, row.nominee_kind, row.commendation_type):
            filled.figures[counted, place] += row.awards
    year, day = facts.request.scope.year, words.day(facts.request.scope.as_of)
    shown = facts.commune.level(level)
    filled.notes.append(
        f"Đếm số tập thể, hộ, cá nhân của hồ sơ {shown} Đã khen thưởng trong năm {year}, đến ngày {day}. "
        "Mỗi khen thưởng xếp vào cột theo tên: "
        + (
            "; ".join(f"cột {number}: {_listed(names)}" for number, names in sorted(held.items()))
            or "chưa có"
        )
        + "."
    )
    if outside:
        filled.notes.append(
            f"Không thuộc cột nào nên không có trong biểu, kể cả Tổng số: {_listed(outside)}."
        )
    return filled


def _listed(counts: Counter[str]) -> str:
    return ", ".join(f"{name} {words.number(count)}" for name, count in counts.items())


# ---- how they are written


def _begin(paper: Paper, form: Form, facts: Facts) -> None:
    head, split = paper.book.head, _middle(paper)
    left = (
        f"Biểu số: {form.code}",
        "Ban hành theo Thông tư số 02/2023/TT-BNV ngày 23/3/2023†",
        "Ngày nhận báo cáo: ngày 15 tháng 12 năm báo cáo",
    )
    right = (f"Đơn vị báo cáo: {head['uy_ban']}", f"Đơn vị nhận báo cáo: {DOTS}{DOTS}", "")
    for index, (one, other) in enumerate(zip(left, right, strict=True)):
        paper.line(one, last=split - 1, on=0, bold=not index)
        paper.line(other, first=split, bold=not index)
    paper.line(form.title.upper(), bold=True, align="center", font_size=14)
    paper.dated(facts, f"Năm {facts.request.scope.year}")
    if form.measure:
        paper.line(f"Đơn vị tính: {form.measure}", italic=True, align="right")


def _middle(paper: Paper) -> int:
    """Index of the column from which on the right half of a sheet's lines is written."""
    widths = paper.widths
    return next(index for index in range(1, len(widths)) if sum(widths[:index]) >= 0.5 * sum(widths))


def _headings(paper: Paper, form: Form) -> None:
    """The headings, equal neighbours made one, and the line of the columns' letters and numbers."""
    top, depth = paper.row, len(form.head_lines)
    said = ["", "Mã số", *(["Đơn vị tính"] if form.has_unit else []), "Tổng số"]
    for column, text in enumerate(said):
        paper.cells(top, column, top + depth - 1, column, text, **HEAD)
    _branch(paper, top, form.first_slot, [slot.path for slot in form.slots])
    numbers = [*"ABC"[: len(said) - 1], form.total, *(slot.number for slot in form.slots)]
    for number, places in groupby(enumerate(numbers), key=lambda place: place[1]):
        columns = [column for column, _ in places]
        paper.cells(top + depth, columns[0], top + depth, columns[-1], number, **HEAD)
    for row, lines in enumerate((*form.head_lines, 1), start=top):
        paper.fit(row, [("\n" * (lines - 1), 1)])
    paper.row = top + depth + 1
    paper.headings(depth + 1)


def _branch(paper: Paper, top: int, left: int, paths: Sequence[tuple[str, ...]]) -> None:
    """Headings that part downwards; one said again below itself is one that is higher."""
    for text, group in groupby(paths, key=lambda path: path[0]):
        below = list(group)
        height = 1
        while all(path[height : height + 1] == (text,) for path in below):
            height += 1
        paper.cells(top, left, top + height - 1, left + len(below) - 1, text, **HEAD)
        if rest := [path[height:] for path in below if path[height:]]:
            _branch(paper, top + height, left, rest)
        left += len(below)


def _body(paper: Paper, form: Form, filled: _Filled) -> None:
    rows = {line.code: paper.row + index for index, line in enumerate(form.lines) if line.code}
    total = form.first_slot - 1
    for line in form.lines:
        bold = {"bold": not line.code or line.counts == ALL}
        paper.put(paper.row, 0, line.label, **_CELL, **bold)
        paper.put(paper.row, 1, line.code or None, **_FIGURE, **bold)
        if form.has_unit:
            paper.put(paper.row, 2, line.unit or None, **_FIGURE)
        if line.code:
            cells = [_value(line, slot, filled, index) for index, slot in enumerate(form.slots)]
            for column, value in enumerate(cells, start=form.first_slot):
                _figure(paper, column, value, [rows[code] for code in line.sums], bold)
            known = [value for value in cells if isinstance(value, int)]
            if known:
                ends = [xl_rowcol_to_cell(paper.row, column) for column in (total + 1, paper.last)]
                paper.formula(paper.row, total, f"=SUM({':'.join(ends)})", sum(known), **_FIGURE, **bold)
            else:
                paper.put(paper.row, total, "x", **_UNKNOWN)
        else:
            for column in range(total, paper.last + 1):
                paper.put(paper.row, column, None, **_FIGURE)
        paper.fit(paper.row, [(line.label, form.widths[0]), (line.unit, form.widths[2] - 1)])
        paper.row += 1


def _value(line: Line, slot: Slot, filled: _Filled, index: int) -> int | str | None:
    """The figure; "x" where the data have none; None where the form has none."""
    if not line.can_have(slot):
        return None
    return filled.figures[line.counts, index] if line.counts else "x"


def _figure(paper: Paper, column: int, value: int | str | None, sums: Sequence[int], bold: Any) -> None:
    if value is None:
        paper.put(paper.row, column, None, **_IMPOSSIBLE)
    elif isinstance(value, str):
        paper.put(paper.row, column, value, **_UNKNOWN)
    elif sums:
        parts = ",".join(xl_rowcol_to_cell(row, column) for row in sums)
        paper.formula(paper.row, column, f"=SUM({parts})", value, **_FIGURE, **bold)
    else:
        paper.put(paper.row, column, value, **_FIGURE, **bold)


def _legend(paper: Paper) -> None:
    paper.row += 1
    for value, look, text in (
        ("x", _UNKNOWN, "Dữ liệu không có; điền tay."),
        (None, _IMPOSSIBLE, "Biểu không có số liệu ở ô này."),
    ):
        paper.put(paper.row, 1, value, **look)
        paper.line(text, first=2, valign="vcenter")


def _signatures(paper: Paper) -> None:
    split = _middle(paper)
    paper.row += 1
    day = f"{paper.book.head['dia_danh']}, ngày … tháng … năm …"
    paper.line(day, first=split, italic=True, align="center")
    for left, right, look in (
        ("Người lập biểu", "Thủ trưởng đơn vị", {"bold": True}),
        ("(Ký, họ tên)", "(Ký, họ tên, đóng dấu)", {"italic": True}),
    ):
        paper.line(left, last=split - 1, on=0, align="center", **look)
        paper.line(right, first=split, align="center", **look)
    paper.row += 4
