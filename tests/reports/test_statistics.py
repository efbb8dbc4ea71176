"""The workbook of figures: those of the contract, as numbers, on sheets that can be printed."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from openpyxl.chart import BarChart
from openpyxl.workbook import Workbook

from emulation import words
from emulation.intake import read_folder
from emulation.reports.contents.awards import NOMINEE_TAGS
from emulation.reports.statistics import statistics
from emulation.scope import Scope
from emulation.warehouse import Warehouse
from tests.folders import warehouse, write_folder
from tests.reference.folders import random_question, write_random_folder
from tests.reports.read_back import names
from tests.reports.workbooks import (
    charts_of,
    facts_of,
    formulas_hold,
    head_row,
    rows_of,
    shown,
    texts,
    written,
)

SAMPLE = Path(__file__).parents[2] / "data"
SHEETS = [
    "Tiến độ", "Nhiệm vụ", "Đơn vị", "Khen thưởng", "Xếp hạng đơn vị", "Xếp hạng khối", "Hồ sơ chờ xử lý",
    "Tổng hợp hồ sơ", "Phong trào",
]  # fmt: skip
RATES = {"Tỷ lệ hoàn thành": "completion_rate", "Tỷ lệ đúng hạn": "on_time_rate"}
FIGURES: dict[str, tuple[str, dict[str, str]]] = {
    "Nhiệm vụ": (
        "tasks",
        {"Điều khoản": "clause", "Nội dung": "title", "Trạng thái": "status", "Hạn hoàn thành": "due_on",
         "Ngày hoàn thành": "completed_on", "Tiến độ so với hạn": "timeliness", "Số ngày trễ": "days_late"},
    ),
    "Đơn vị": (
        "unit_progress",
        {"Tên đơn vị": "name", "Được giao": "assigned", "Hoàn thành đúng hạn": "done_on_time",
         "Hoàn thành trễ hạn": "done_late", "Quá hạn": "overdue", "Sắp đến hạn": "due_soon", **RATES},
    ),
    "Xếp hạng đơn vị": (
        "unit_ranking",
        {"Hạng": "rank", "Hạng trong khối": "bloc_rank", "Tên đơn vị": "name", "Tổng điểm": "total",
         "Điểm chuẩn": "base", "Điểm thưởng": "bonus", "Điểm trừ": "deduction", "Xếp loại†": "band",
         "Hạng kỳ trước": "previous_rank"},
    ),
    "Xếp hạng khối": (
        "bloc_ranking",
        {"Hạng": "rank", "Khối": "name", "Số đơn vị": "members", "Số đơn vị đã chấm": "scored_members",
         "Điểm trung bình": "mean_total", **RATES, "Số khen thưởng": "awards"},
    ),
    "Hồ sơ chờ xử lý": (
        "pending_dossiers",
        {"Mã hồ sơ": "dossier_id", "Ngày tiếp nhận": "received_on", "Đối tượng": "nominee_kind",
         "Cấp quyết định": "level", "Loại khen thưởng": "commendation_type", "Bước xử lý": "stage",
         "Từ ngày": "stage_since", "Hạn giải quyết": "due_on",
         "Số lượng": "quantity"},
    ),
    "Tổng hợp hồ sơ": (
        "dossier_summary",
        {"Bước xử lý": "stage", "Số hồ sơ": "dossiers", "Quá hạn": "overdue", "Sắp đến hạn": "due_soon",
         "Ngày tiếp nhận sớm nhất": "oldest_received_on"},
    ),
    "Phong trào": (
        "movements",
        {"Tên phong trào": "name", "Cấp phát động": "launched_by", "Ngày phát động": "launched_on",
         "Ngày kết thúc": "ends_on", "Số đơn vị có kết quả": "units", "Số chỉ tiêu": "indicators",
         "Số chỉ tiêu đạt": "met", "Mức hoàn thành trung bình": "mean_completion"},
    ),
}  # fmt: skip
"""Sheet → the contract's query, and its headings with the query's columns."""


def answer(data: Warehouse, query: str, scope: Scope) -> list[dict[str, Any]]:
    """The rows, units and blocs under the names of documents."""
    columns, rows = data.answer(query, scope)
    found = [dict(zip(columns, row, strict=True)) for row in rows]
    for row in found if "name" in columns else ():
        for table, key in (("blocs", "bloc_id"), ("units", "unit_id")):
            if key in row:
                row["name"] = names(data, table).get(row[key], row["name"])
    return found


def without_sums(rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """The rows but the sentence of an empty table and the sums."""
    return [row for row in rows if "Cộng" not in row.values() and len(set(row.values()) - {None}) > 1]


def same(ours: Any, theirs: Any) -> bool:
    if theirs is None or theirs == "":
        return ours in (None, words.MISSING)
    return ours == (pytest.approx(theirs, abs=1e-12) if isinstance(theirs, float) else theirs)


# ---- figures


@pytest.fixture(scope="module", params=[4, 7])
def asked(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory):
    """A random folder, a random scope of it (of a year, of a quarter and a bloc), and the workbook."""
    seed = request.param
    folder = tmp_path_factory.mktemp("statistics")
    write_random_folder(folder, seed)
    data = Warehouse(read_folder(folder)[0])
    rng = random.Random(seed)
    given = random_question(rng, folder)
    scope = Scope.at(
        given["as_of"] or data.default_as_of,
        year=given["year"],
        quarter=rng.randint(1, 4) if seed % 2 else None,
        blocs=given["blocs"],
        units=given["units"],
    )
    written_bytes = statistics(facts_of(data, "statistics", scope))
    period = f"{scope.year}-Q{scope.quarter}" if scope.quarter else str(scope.year)
    return data, scope.but(period=period), shown(written_bytes), written_bytes


def test_the_days_that_a_dossier_has_left_are_those_of_the_calendar(asked) -> None:
    data, scope, book, _ = asked
    waiting = answer(data, "pending_dossiers", scope)
    for mine, row in zip(without_sums(rows_of(book["Hồ sơ chờ xử lý"])), waiting, strict=True):
        left, working = mine["Số ngày còn lại"], row["working_days_left"]
        assert (left is None) == (working is None)
        if left is not None:
            assert (left < 0) == (row["timeliness"] == "Quá hạn") == (working < 0)
            until = mine["Tính đến (hạn là ngày nghỉ)"] or row["due_on"]
            assert left == (until - scope.as_of).days


@pytest.mark.parametrize("sheet", FIGURES)
def test_every_figure_is_that_of_the_contract(asked, sheet: str) -> None:
    data, scope, book, _ = asked
    query, columns = FIGURES[sheet]
    theirs = answer(data, query, scope)
    ours = without_sums(rows_of(book[sheet]))
    if sheet == "Tổng hợp hồ sơ" and not any(row["dossiers"] for row in theirs):
        theirs = []
    assert len(ours) == len(theirs)
    for mine, row in zip(ours, theirs, strict=True):
        for heading, column in columns.items():
            assert same(mine[heading], row[column]), (heading, mine, row)


def test_progress_is_that_of_the_quarters_asked_for(asked) -> None:
    data, scope, book, _ = asked
    columns = {
        "Hoàn thành đúng hạn": "done_on_time", "Hoàn thành trễ hạn": "done_late", "Đang thực hiện": "in_progress",
        "Chưa bắt đầu": "not_started", "Không phát sinh": "not_arising", "Quá hạn": "overdue",
        "Sắp đến hạn": "due_soon", "Số phần việc" if scope.filtered else "Số nhiệm vụ": "tasks", **RATES,
    }  # fmt: skip
    theirs = {words.quarter(row["quarter"]): row for row in answer(data, "quarterly_progress", scope)}
    ours = without_sums(rows_of(book["Tiến độ"]))
    if ours:
        assert {row["Quý"] for row in ours} == (
            {words.quarter(scope.quarter)} if scope.quarter else set(theirs)
        )
    else:
        assert not any(row["tasks"] for row in theirs.values())
    for mine in ours:
        for heading, column in columns.items():
            assert same(mine[heading], theirs[mine["Quý"]][column]), (heading, mine)


def test_awards_are_divided_in_three_ways(asked) -> None:
    data, scope, book, _ = asked
    given = answer(data, "awards_given", scope)
    called = {table: names(data, table) for table in ("awards", "units")}
    ways: list[Callable[[Any], str]] = [
        lambda row: called["awards"][row["award_id"]],
        lambda row: row["commendation_type"],
        lambda row: called["units"][row["unit_id"]],
    ]
    expected: Counter[tuple[int, str, str]] = Counter()
    for number, way in enumerate(ways):
        for row in given:
            expected[number, way(row), row["nominee_kind"]] += row["awards"]
    ours: Counter[tuple[int, str, str]] = Counter()
    section = -1
    for row in rows_of(book["Khen thưởng"]):
        section += row["Nội dung"] is None
        if row["TT"] and row["Nội dung"]:
            for kind in NOMINEE_TAGS:
                ours[section, row["Nội dung"], kind] += row[kind]
            assert row["Cộng"] == sum(row[kind] for kind in NOMINEE_TAGS)
        elif row["Nội dung"] == "Cộng":
            assert row["Cộng"] == sum(row["awards"] for row in given)
    assert +ours == expected


def test_sums_are_formulas_with_the_value_they_come_to(asked) -> None:
    *_, data = asked
    assert formulas_hold(data) > 0


# ---- what Excel sees


@pytest.fixture(scope="module")
def sample() -> tuple[Workbook, bytes]:
    data = statistics(facts_of(Warehouse(read_folder(SAMPLE)[0]), "statistics"))
    return written(data), data


def test_a_sheet_for_every_question(sample) -> None:
    assert sample[0].sheetnames == SHEETS


def test_a_sheet_can_be_printed_and_read(sample, subtests: pytest.Subtests) -> None:
    for name in SHEETS:
        with subtests.test(name):
            sheet = sample[0][name]
            head = head_row(sheet)
            paper = sheet.page_setup
            assert (paper.paperSize, paper.fitToWidth or 1, paper.fitToHeight) == (9, 1, 0)
            assert paper.orientation == (
                "portrait" if name in ("Khen thưởng", "Tổng hợp hồ sơ") else "landscape"
            )
            assert sheet.print_options.horizontalCentered
            assert "Trang &P/&N" in sheet.oddFooter.center.text
            assert sheet.print_title_rows == f"${head}:${head}"
            fonts = {cell.font.name for row in sheet.iter_rows() for cell in row if cell.value is not None}
            assert fonts == {"Times New Roman"}


def test_a_sheet_says_whose_it_is_of_when_and_from_which_data(sample, subtests: pytest.Subtests) -> None:
    for name in SHEETS:
        with subtests.test(name):
            said = texts(sample[0][name])
            assert said[0] == "ỦY BAN NHÂN DÂN XÃ NGHI DƯƠNG"
            assert "Số liệu tính đến 16/11/2026" in said[2]
            assert ("Năm 2026" in said[2]) == (
                name not in ("Hồ sơ chờ xử lý", "Tổng hợp hồ sơ", "Phong trào")
            )
            assert "lập lúc 10:15 ngày 23/11/2026; phiên bản dữ liệu" in said[-1]
            assert "minh họa" in said[-1]


def test_numbers_are_numbers_in_the_vietnamese_form(sample) -> None:
    of_quarter = Scope.at(date(2026, 11, 16), quarter=3)  # the year itself is not scored yet
    scored = written(statistics(facts_of(Warehouse(read_folder(SAMPLE)[0]), "statistics", of_quarter)))
    book = sample[0]
    formats = {
        (type(cell.value), cell.number_format)
        for sheet in (*book.worksheets, *scored.worksheets)
        for row in sheet.iter_rows()
        for cell in row
        if isinstance(cell.value, int | float | date)
    }
    assert {shown for _, shown in formats} == {
        "[$-42A]#,##0", "[$-42A]#,##0.00", "[$-42A]0.0%", "[$-42A]dd/mm/yyyy",
    }  # fmt: skip
    for sheet in book.worksheets:
        assert not [text for text in texts(sheet) if text.replace(".", "").replace(",", "").isdigit()]


def test_a_change_of_rank_is_shown_only_where_the_periods_compare(tmp_path: Path) -> None:
    scores = """
        recorded_on,period,unit_id,criterion_id,stage,points
        01/04/2026,2026-Q1,A,C1,Hội đồng chấm,9
        01/04/2026,2026-Q1,B,C1,Hội đồng chấm,8
        01/07/2026,2026-Q2,A,C1,Hội đồng chấm,7
        01/07/2026,2026-Q2,B,C1,Hội đồng chấm,8
        01/10/2026,2026-Q3,A,C1,Tự chấm,9
        """
    data = warehouse(
        tmp_path,
        {
            "blocs": "bloc_id,name\nK1,Khối một\n",
            "units": "unit_id,name,bloc_id\nA,Thôn A,K1\nB,Thôn B,K1\n",
            "criteria": "criterion_id,year,group,name,kind,max_points\nC1,2026,Nhóm,Tiêu chí,Chuẩn,10\n",
            "scores": scores,
        },
    )
    for quarter, changes, reason in ((2, [1, -1], ""), (3, [], "Quý III/2026 đang tạm tính nên chưa so")):
        book = written(statistics(facts_of(data, "statistics", Scope.at(date(2026, 10, 5), quarter=quarter))))
        sheet = book["Xếp hạng đơn vị"]
        cells = [cell for row in sheet.iter_rows() for cell in row if "▲" in cell.number_format]
        assert [cell.value for cell in cells if isinstance(cell.value, int)] == changes
        assert reason in " ".join(texts(sheet))


def test_a_native_chart_shows_the_parts_of_each_quarters_tasks(sample) -> None:
    sheet = sample[0]["Tiến độ"]
    (chart,) = charts_of(sheet)
    assert isinstance(chart, BarChart)
    assert (chart.type, chart.grouping) == ("bar", "stacked")
    rows = without_sums(rows_of(sheet))
    parts = [
        [c.value for (c,) in sheet[series.val.numRef.f.partition("!")[2].replace("$", "")]]
        for series in chart.series
    ]
    assert [sum(part) for part in zip(*parts, strict=True)] == [row["Số nhiệm vụ"] for row in rows]
    assert not any(charts_of(other) for other in sample[0].worksheets if other is not sheet)


# ---- what must not be seen, and what is not there


TINY = {
    "units": "unit_id,name,bloc_id\nA,'=1+1,K\nB,<r>Thôn</r>,K\n",
    "blocs": "bloc_id,name\nK,'@SUM(A1)\n",
    "tasks": "task_id,year,clause,quarter,title,due_on\nT,2026,II.1.a,1,'+ba mươi,31/03/2026\n",
    "assignments": "task_id,unit_id,role\nT,A,Chủ trì\nT,B,Chủ trì\n",
    "awards": """award_id,name,category,level
GK,"'=HYPERLINK(""http://x"",""y"")",Hình thức khen thưởng,Cấp xã
""",
    "dossiers": "dossier_id,received_on,unit_id,nominee_kind,nominee_name,award_id,commendation_type\n"
    "007,06/07/2026,A,Cá nhân,Nguyễn Thị Kín,GK,Công trạng\n",
}


@pytest.fixture(scope="module")
def tiny(tmp_path_factory: pytest.TempPathFactory) -> Workbook:
    data = warehouse(tmp_path_factory.mktemp("tiny"), TINY)
    return written(statistics(facts_of(data, "statistics", Scope.at(date(2026, 11, 16)))))


def test_texts_of_the_data_stay_texts(tiny: Workbook) -> None:
    told = {
        cell.value: (cell.data_type, bool(cell.quotePrefix))
        for sheet in tiny.worksheets
        for row in sheet.iter_rows()
        for cell in row
        if isinstance(cell.value, str)
    }
    for formula in ("=1+1", "@SUM(A1)", '=HYPERLINK("http://x","y")'):
        assert told[formula] == ("s", True)
    assert told["<r>Thôn</r> "] == told["007"] == ("s", False)
    assert told["+ba mươi"] == ("s", True)


def test_an_undecided_nominee_is_not_named(tiny: Workbook) -> None:
    assert not [text for sheet in tiny.worksheets for text in texts(sheet) if "Kín" in text]


def test_several_units_of_a_task_are_all_named(tiny: Workbook) -> None:
    assert rows_of(tiny["Nhiệm vụ"])[0]["Đơn vị chủ trì"] == "=1+1; <r>Thôn</r>"


def test_an_empty_folder_gives_sheets_that_say_so(tmp_path: Path) -> None:
    book = written(
        statistics(facts_of(warehouse(tmp_path), "statistics", Scope.at(date(2026, 3, 1), quarter=1)))
    )
    for sheet in book.worksheets:
        said = texts(sheet)
        assert any(text.startswith(("Chưa có", "Không còn")) for text in said), sheet.title
    assert charts_of(book["Tiến độ"]) == []
    assert "Quý I năm 2026. Số liệu tính đến 01/03/2026" in texts(book["Tiến độ"])


def test_a_file_that_cannot_be_read_is_named_in_its_sheets_and_the_others_stand(tmp_path: Path) -> None:
    write_folder(tmp_path, TINY)
    (tmp_path / "tasks.csv").write_bytes(b"\0\0")
    (tmp_path / "plan.csv").write_bytes(b"\0\0")
    data = Warehouse(read_folder(tmp_path)[0])
    book = written(statistics(facts_of(data, "statistics", Scope.at(date(2026, 11, 16)))))
    assert book.sheetnames == SHEETS
    for name in ("Tiến độ", "Nhiệm vụ", "Đơn vị"):
        assert any("không đọc được tệp tasks.csv" in text for text in texts(book[name])), name
    assert texts(book["Phong trào"])[0].startswith("ỦY BAN NHÂN DÂN …")
    assert "Chưa có phong trào nào được phát động." in texts(book["Phong trào"])


def test_a_filter_is_said_and_rows_are_then_each_units(tmp_path: Path) -> None:
    data = warehouse(tmp_path, TINY)
    scope = Scope.at(date(2026, 11, 16), blocs=("K",), units=("B",))
    book = written(statistics(facts_of(data, "statistics", scope)))
    assert "Phạm vi số liệu: @SUM(A1), trong đó <r>Thôn</r>" in texts(book["Nhiệm vụ"])
    assert [row["Đơn vị"] for row in without_sums(rows_of(book["Nhiệm vụ"]))] == ["<r>Thôn</r> "]
    assert rows_of(book["Tiến độ"])[0]["Số phần việc"] == 1
