"""One cell's text → its value, or what is wrong with it."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from emulation.intake.cells import Fault, Value, parse
from emulation.schema import TABLE, TABLES, Column
from emulation.text import fold

DAY = TABLE["assignments"].column("due_on")
LOG_DAY = TABLE["progress"].column("recorded_on")
POINTS = TABLE["scores"].column("points")
TARGET = TABLE["movement_results"].column("target")
DAYS = TABLE["awards"].column("working_days")
QUARTER = TABLE["tasks"].column("quarter")
YEAR = TABLE["tasks"].column("year")
PERIOD = TABLE["scores"].column("period")
STATUS = TABLE["progress"].column("status")
MEASURED = TABLE["tasks"].column("measured_by")
ID = TABLE["units"].column("unit_id")
NOTE = TABLE["progress"].column("note")
NBSP = "\u00a0"

READ: list[tuple[Column, str, Value]] = [
    (DAY, "06/03/2026", date(2026, 3, 6)),
    (DAY, "6/3/2026", date(2026, 3, 6)),
    (DAY, "2026-03-06", date(2026, 3, 6)),
    (DAY, "46087", date(2026, 3, 6)),
    (DAY, "06/03/2026 00:00:00", date(2026, 3, 6)),
    (DAY, f"6/3/2026{NBSP}0:00", date(2026, 3, 6)),
    (DAY, "2026-03-06T00:00:00", date(2026, 3, 6)),
    (DAY, f" {NBSP}06/03/2026 ", date(2026, 3, 6)),
    (DAY, "29/02/2028", date(2028, 2, 29)),
    (DAY, "31/12/1999", date(1999, 12, 31)),
    (DAY, "", None),
    (LOG_DAY, "01/01/2000", date(2000, 1, 1)),
    (LOG_DAY, "31/12/2100", date(2100, 12, 31)),
    (POINTS, "18,75", 18.75),
    (POINTS, "18.75", 18.75),
    (POINTS, "0", 0.0),
    (POINTS, "0.125", 0.125),
    (POINTS, "18,750", 18.75),
    (TARGET, "-3,5", -3.5),
    (TARGET, "−3,5", -3.5),
    (TARGET, "1.250,5", 1250.5),
    (TARGET, "1.250.000", 1250000.0),
    (TARGET, "", None),
    (DAYS, "20", 20),
    (DAYS, "20,0", 20),
    (QUARTER, "1", 1),
    (QUARTER, "IV", 4),
    (QUARTER, "iii", 3),
    (QUARTER, "Quý II", 2),
    (QUARTER, f"quy{NBSP} 3", 3),
    (QUARTER, "", None),
    (YEAR, "2026", 2026),
    (PERIOD, "2026-Q1", "2026-Q1"),
    (PERIOD, "2026-q4", "2026-Q4"),
    (PERIOD, "2026", "2026"),
    (STATUS, "Hoàn thành", "Hoàn thành"),
    (STATUS, "hoan  thanh", "Hoàn thành"),
    (STATUS, f"ĐANG{NBSP} THỰC HIỆN", "Đang thực hiện"),
    (MEASURED, "", "nhập tay"),
    (ID, "007", "007"),
    (ID, " II.1.đ ", "II.1.đ"),
    (NOTE, "hai  khoảng trống\nhai dòng", "hai  khoảng trống\nhai dòng"),
    (NOTE, NBSP, None),
]
REFUSED: list[tuple[Column, str, str]] = [
    (DAY, "02/23/2026", "không có ngày này"),
    (DAY, "31/02/2026", "không có ngày này"),
    (DAY, "29/02/2026", "không có ngày này"),
    (DAY, "00/01/2026", "không có ngày này"),
    (DAY, "01/01/0000", "không có ngày này"),
    (DAY, "6/3/26", "không phải ngày"),
    (DAY, "06.03.2026", "không phải ngày"),
    (DAY, "2026", "không phải ngày"),
    (DAY, "460871", "không phải ngày"),
    (DAY, "06/03/2026 25:00", "không phải ngày"),
    (DAY, "٠٦/٠٣/٢٠٢٦", "không phải ngày"),
    (LOG_DAY, "31/12/1999", "năm không thể có"),
    (LOG_DAY, "01/01/2101", "năm không thể có"),
    (LOG_DAY, "12345", "năm không thể có"),
    (LOG_DAY, "", "bắt buộc"),
    (LOG_DAY, NBSP, "bắt buộc"),
    (POINTS, "1.250", "hàng nghìn"),
    (POINTS, "1250.125", "hàng nghìn"),
    (TARGET, "-1.250", "hàng nghìn"),
    (TARGET, "−1.250", "hàng nghìn"),
    (POINTS, "-1", "nhỏ hơn 0"),
    (POINTS, "1,250.5", "không phải số"),
    (POINTS, "1 250", "không phải số"),
    (POINTS, "12%", "không phải số"),
    (POINTS, "mười", "không phải số"),
    (POINTS, "1e3", "không phải số"),
    (POINTS, "nan", "không phải số"),
    (POINTS, "inf", "không phải số"),
    (POINTS, ",5", "không phải số"),
    (POINTS, "9" * 400, "quá lớn"),
    (DAYS, "2,5", "không phải số nguyên"),
    (DAYS, "-1", "nhỏ hơn 0"),
    (TABLE["criteria"].column("max_points"), "0", "lớn hơn 0"),
    (QUARTER, "0", "không phải quý"),
    (QUARTER, "5", "không phải quý"),
    (QUARTER, "Quý", "không phải quý"),
    (YEAR, "26", "không phải năm"),
    (YEAR, "1999", "không phải năm"),
    (YEAR, "2026.0", "không phải năm"),
    (PERIOD, "2026-Q5", "không phải kỳ"),
    (PERIOD, "2026Q1", "không phải kỳ"),
    (PERIOD, "Quý I/2026", "không phải kỳ"),
    (STATUS, "Xong", "không phải giá trị"),
    (STATUS, "Hoàn thành.", "không phải giá trị"),
    (ID, "", "bắt buộc"),
    (NOTE, "§ang thùc hiÖn", "bảng mã cũ"),
    *(
        (column, error, "lỗi của Excel")
        for column in (DAY, POINTS, STATUS, ID, NOTE)
        for error in ("#N/A", "#REF!")
    ),
    *(
        (NOTE, e, "lỗi của Excel")
        for e in ("#VALUE!", "#NAME?", "#DIV/0!", "#NUM!", "#NULL!", "########", "#n/a")
    ),
]


def value_or_fault(text: str, column: Column) -> Value | Fault:
    try:
        return parse(text, column)
    except Fault as fault:
        return fault


@pytest.mark.parametrize(("column", "text", "value"), READ)
def test_a_cell_is_read(column: Column, text: str, value: Value) -> None:
    found = parse(text, column)
    assert found == value
    assert type(found) is type(value)


@pytest.mark.parametrize(("column", "text", "reason"), REFUSED)
def test_a_cell_is_refused(column: Column, text: str, reason: str) -> None:
    with pytest.raises(Fault) as fault:
        parse(text, column)
    assert reason in fault.value.reason
    assert fault.value.remedy


def test_a_near_coded_value_is_offered_beside_all_that_are_allowed() -> None:
    with pytest.raises(Fault) as fault:
        parse("Hoàn thàn", STATUS)
    assert fault.value.remedy.startswith("Có phải “Hoàn thành”? Chọn một trong: Chưa bắt đầu, ")


def test_both_meanings_of_an_unclear_number_are_offered() -> None:
    with pytest.raises(Fault) as fault:
        parse("1.250", TARGET)
    assert fault.value.remedy == "Viết 1250 nếu là hàng nghìn, 1,25 nếu là số thập phân"


@pytest.mark.parametrize("id_", ["II.1.đ", "II.1.Đ", "II.1.d", "ii.1.d"])
def test_ids_stay_as_written(id_: str) -> None:
    assert parse(id_, ID) == id_


@given(st.dates(date(2000, 1, 1), date(2100, 12, 31)))
def test_every_day_is_read_in_every_form(day: date) -> None:
    serial = (day - date(1899, 12, 30)) // timedelta(days=1)
    forms = [f"{day:%d/%m/%Y}", f"{day.day}/{day.month}/{day.year}", day.isoformat(), str(serial)]
    assert {parse(form, LOG_DAY) for form in forms} == {day}


@given(st.integers(-(10**8), 10**8), st.integers(0, 9999), st.sampled_from(",."))
def test_a_number_means_what_is_written_or_is_refused(whole: int, rest: int, point: str) -> None:
    for text in (f"{whole}{point}{rest}", f"{whole}{point}{rest:03}"):
        digits = text.split(point)[1]
        found = value_or_fault(text, TARGET)
        if isinstance(found, Fault):
            assert point == "."
            assert len(digits) == 3
            assert "hàng nghìn" in found.reason
        else:
            assert found == float(text.replace(",", "."))


CODED = [column for table in TABLES for column in table.columns if column.values]


@pytest.mark.parametrize("column", CODED, ids=lambda column: column.name)
def test_coded_values_are_read_however_typed(column: Column) -> None:
    for value in column.values:
        assert parse(value, column) == value
        assert parse(f" {NBSP}{fold(value).upper().replace(' ', NBSP + ' ')} ", column) == value


ALL = [column for table in TABLES for column in table.columns]


@given(st.sampled_from(ALL), st.text(max_size=30))
def test_any_text_is_read_or_refused_with_a_remedy(column: Column, text: str) -> None:
    found = value_or_fault(text, column)
    assert not isinstance(found, Fault) or (found.reason and found.remedy)


@given(
    st.sampled_from(ALL),
    st.from_regex(r"[-−#]?[0-9]{0,14}[.,/:%eQ-]?[0-9]{0,14}([.,/ ][0-9]{0,6})?", fullmatch=True),
)
def test_any_number_like_text_is_read_or_refused(column: Column, text: str) -> None:
    found = value_or_fault(text, column)
    assert not isinstance(found, Fault) or (found.reason and found.remedy)
