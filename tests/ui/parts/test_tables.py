"""What the table sends to the browser, and the CSV that it downloads."""

import csv
import io
import json
import re
from datetime import date, datetime

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st
from streamlit.testing.v1 import AppTest

from emulation.ui.parts.tables import TableColumn, csv_text, payload

ROWS = pd.DataFrame(
    {
        "id": ["U1", "U2", None],
        "name": ['Đoàn; "xã"', "=1+1", None],
        "total": [1234.5, None, 90.0],
        "rate": [0.843, None, 1.0],
        "due_on": [date(2026, 3, 5), None, date(2026, 12, 31)],
        "state": ["Quá hạn", "Hoàn thành", "Tiếp nhận"],
        "late": [5, None, None],
    }
)
COLUMNS = {
    "name": "Đơn vị",
    "total": TableColumn("Tổng điểm", "number"),
    "rate": TableColumn("Tỷ lệ", "percent"),
    "due_on": TableColumn("Hạn", "date"),
    "state": TableColumn("Tiến độ", "state"),
    "late": TableColumn("Trễ", "days"),
}


def sent(**changes):
    return payload(**{"rows": ROWS, "columns": COLUMNS, "caption": "Bảng", "opens": "id"} | changes)


def test_cells_carry_what_is_shown_and_what_sorts():
    assert sent()["rows"][0] == (
        ['Đoàn; "xã"'],
        ["1.234,5", 1234.5],
        ["84,3%", 0.843],
        ["05/03/2026", "2026-03-05"],
        ["Quá hạn", "00 Quá hạn"],
        ["trễ 5 ngày", 5.0],
    )


def test_a_moment_is_sorted_by_time():
    rows = pd.DataFrame({"at": [datetime(2026, 11, 30, 9, 5)]}, dtype=object)
    columns = {"at": TableColumn("Lúc", "moment")}
    cell = ["09:05 ngày 30/11/2026", "2026-11-30T09:05:00"]
    assert sent(rows=rows, columns=columns, opens=None)["rows"] == [(cell,)]
    assert csv_text(rows, columns).endswith("09:05 ngày 30/11/2026\r\n")


def test_a_value_has_words_over_it_where_a_column_names_them():
    columns = {"late": TableColumn("Trễ", "days", hover="name")}
    assert sent(columns=columns)["rows"][:2] == [
        (["trễ 5 ngày", 5.0, 'Đoàn; "xã"'],),
        (["–", None, "=1+1"],),
    ]


def test_points_of_a_column_have_as_many_decimals_and_due_dates_say_all():
    rows = pd.DataFrame(
        {
            "points": [90.0, 84.25, None],
            "due_on": [date(2026, 3, 15), date(2026, 12, 7), None],
            "expires_on": [date(2026, 3, 16), date(2026, 12, 7), None],
            "dossiers_expired_on": [None, date(2026, 9, 28), None],
        }
    ).astype(object)
    rows = rows.where(rows.notna(), None)
    columns = {"points": TableColumn("Điểm", "points"), "due_on": TableColumn("Hạn", "due")}
    cells = payload(rows, columns, caption="Bảng", opens=None)["rows"]
    assert [row[0] for row in cells] == [["90,00", 90.0], ["84,25", 84.25], ["–", None]]
    assert [row[1] for row in cells] == [
        ["15/03 (nghỉ), tính đến 16/03/2026", "2026-03-15"],
        ["07/12/2026; có hồ sơ quá hạn, hết hạn từ 28/09/2026", "2026-12-07"],
        ["–", None],
    ]
    assert _read(csv_text(rows, columns)) == [
        ["Điểm", "Hạn", "Hạn, tính đến", "Hạn, hồ sơ hết hạn từ"],
        ["90", "15/03/2026", "16/03/2026", ""],
        ["84,25", "07/12/2026", "07/12/2026", "28/09/2026"],
        ["", "", "", ""],
    ]


def test_missing_values_are_dashes_that_sort_as_nothing():
    assert sent()["rows"][1][1:4] == (["–", None],) * 3
    assert sent()["rows"][2][0] == ["–", None]


def test_states_sort_by_urgency_and_unknown_ones_last():
    assert sorted(row[4][1] for row in sent()["rows"]) == ["00 Quá hạn", "08 Hoàn thành", "11 Tiếp nhận"]


def test_rows_open_by_a_column_that_need_not_be_shown():
    assert sent()["opens"] == ["U1", "U2", None]
    assert sent(opens=None)["opens"] == []


def test_the_payload_is_json_even_for_the_types_of_a_query():
    typed = ROWS.convert_dtypes().assign(due_on=pd.to_datetime(ROWS["due_on"]))
    assert json.loads(json.dumps(sent(rows=typed)))["rows"] == json.loads(json.dumps(sent()))["rows"]
    assert sent(rows=typed)["csv"] == sent()["csv"]


def test_csv_is_what_a_vietnamese_excel_opens():
    assert csv_text(ROWS, COLUMNS).split("\r\n") == [
        "\ufeffĐơn vị;Tổng điểm;Tỷ lệ;Hạn;Tiến độ;Trễ",
        '"Đoàn; ""xã""";1234,5;84,3%;05/03/2026;Quá hạn;5',
        "'=1+1;;;;Hoàn thành;",
        ";90;100%;31/12/2026;Tiếp nhận;",
        "",
    ]


def test_csv_of_no_rows_still_has_its_headings():
    assert csv_text(ROWS.head(0), {"name": "Đơn vị"}) == "\ufeffĐơn vị\r\n"


@pytest.mark.parametrize(
    "text", ["=1+1", "+cmd|' /C calc'!A0", "-2+3", "@SUM(A1)", "\t=1", "\r=1", "\n=1", "-", "+84 912 345"]
)
def test_csv_disarms_formulas(text):
    assert _read(csv_text(pd.DataFrame({"a": [text]}), {"a": "A"}))[1] == ["'" + text]


@pytest.mark.parametrize("text", ["-5", "+5", "-1,5", "-0.25", "-5%", "a=b", "– không"])
def test_csv_leaves_numbers_and_plain_text_alone(text):
    assert _read(csv_text(pd.DataFrame({"a": [text]}), {"a": "A"}))[1] == [text]


@given(st.lists(st.tuples(st.text(), st.text()), min_size=1))
def test_csv_text_comes_back_as_it_went(pairs):
    rows = pd.DataFrame(pairs, columns=["a", "b"], dtype=object)
    expected = [[_as_read(value) for value in pair] for pair in pairs]
    assert _read(csv_text(rows, {"a": "A", "b": "B"}))[1:] == expected


@given(st.lists(st.floats(allow_nan=False, allow_infinity=False), min_size=1))
def test_csv_numbers_come_back_exactly(numbers):
    rows = pd.DataFrame({"a": numbers})
    read = _read(csv_text(rows, {"a": TableColumn("A", "number")}))[1:]
    assert [float(line[0].replace(",", ".")) for line in read] == numbers


def _as_read(text: str) -> str:
    """What a reader of the file must see: blank text as nothing, a formula behind an apostrophe."""
    if not text.strip():
        return ""
    risky = text[0] in "=+-@\t\r\n"
    number = re.fullmatch(r"[-+]?[0-9]+([.,][0-9]+)?%?", text)
    return "'" + text if risky and not number else text


def _read(text: str) -> list[list[str]]:
    assert text.startswith("\ufeff")
    return list(csv.reader(io.StringIO(text[1:], newline=""), delimiter=";"))


def _page() -> None:
    import pandas as pd
    import streamlit as st

    from emulation.ui.parts.tables import table

    rows = pd.DataFrame({"name": [f"Thôn {n}" for n in range(st.session_state.get("size", 0))]})
    table(
        rows, {"name": "Thôn"}, key="t", caption="Các thôn", file_name="thon", opens="name", on_open=st.write
    )


@pytest.mark.parametrize(("size", "searchable"), [(0, False), (8, False), (9, True)])
def test_a_page_shows_the_table_and_searches_where_it_is_long(size, searchable):
    app = AppTest.from_function(_page)
    app.session_state["size"] = size
    app.run(timeout=60)
    assert not app.exception
    [shown] = app.get("bidi_component")
    data = json.loads(shown.proto.json)
    assert (len(data["rows"]), data["search"], data["file"]) == (size, searchable, "thon.csv")
