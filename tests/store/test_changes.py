"""Two people's changes of one file: what is merged, what clashes, and how that is said."""

from __future__ import annotations

import pytest

from emulation.store import Document, Edit, NewRow, RowChange, apply, difference
from tests.store.writing import PROGRESS, SEEN_U1, UNITS, document, later, report

U2 = ("U2", "1")


def units(text: str = UNITS) -> Document:
    return document(text, "units")


def changed(
    now: str, wanted: str, base: str = UNITS, *, insist: bool = False
) -> tuple[list[list[str]], list[str]]:
    """`base` made into `wanted` by someone, while it became `now`: the rows that come of it, and what clashed."""
    edit = Edit("units", changes=difference(units(base), units(wanted)))
    made, clashes = apply(units(now), edit, insist=insist)
    return [list(row.values()) for row in made.rows().values()], [clash.sentence() for clash in clashes]


def test_a_difference_says_what_was_added_changed_and_removed():
    new = units("Mã đơn vị;Tên đơn vị\r\nU3;Ba\r\nU1;Một\r\n")
    found = difference(units(), new)
    assert [(change.kind, change.key, change.fields) for change in found] == [
        ("Thêm", ("U3", "1"), ("unit_id", "name")),
        ("Sửa", ("U1", "1"), ("name",)),
        ("Xoá", ("U2", "1"), ("unit_id", "name")),
    ]
    assert found[1].after == {"unit_id": "U1", "name": "Một", "bloc_id": ""}


def test_the_order_and_the_dialect_of_a_file_are_no_difference():
    other = '"Ten don vi"\tma don vi\tMã khối\nThôn Hai\tU2\t\n Thôn Một\tU1\n\t\t\n'
    assert difference(units(), units(other)) == []


def test_different_rows_and_fields_are_merged():
    now = UNITS.replace("Thôn Hai;", "Thôn Hai;K2") + "U3;Ba;\r\n"
    wanted = UNITS.replace("Thôn Hai", "Hai").replace("U1;Thôn Một;", "U1;Thôn Một;K1") + "U4;Bốn;\r\n"
    assert changed(now, wanted) == (
        [["U1", "Thôn Một", "K1"], ["U2", "Hai", "K2"], ["U3", "Ba", ""], ["U4", "Bốn", ""]],
        [],
    )


@pytest.mark.parametrize(
    "wanted",
    [UNITS.replace("Thôn Hai", "Hai"), UNITS + "U3;Ba;\r\n", UNITS.replace("U2;Thôn Hai;\r\n", "")],
    ids=["field", "added", "removed"],
)
def test_what_is_there_already_is_no_clash(wanted):
    edit = Edit("units", changes=difference(units(), units(wanted)))
    now = units(wanted)
    assert apply(now, edit) == (now, [])


def test_the_same_field_changed_to_something_else_clashes():
    now, wanted = UNITS.replace("Thôn Hai", "Hai"), UNITS.replace("Thôn Hai", "Nhì")
    rows, said = changed(now, wanted)
    assert rows[1] == ["U2", "Hai", ""]
    assert said == [
        "units.csv, dòng Mã đơn vị U2, cột “Tên đơn vị”: trước là “Thôn Hai”, nay là “Hai”, bạn ghi “Nhì”"
    ]
    rows, said = changed(now, wanted, insist=True)
    assert (rows[1], said) == (["U2", "Nhì", ""], [])


def test_a_row_that_was_changed_is_not_taken_out():
    now, wanted = UNITS.replace("Thôn Hai", "Hai"), UNITS.replace("U2;Thôn Hai;\r\n", "")
    rows, said = changed(now, wanted)
    assert len(rows) == 2
    assert said == [
        "units.csv, dòng Mã đơn vị U2: trước là Tên đơn vị “Thôn Hai”, nay là Tên đơn vị “Hai”, bạn ghi xoá dòng này"
    ]
    assert len(changed(now, wanted, insist=True)[0]) == 1


def test_a_row_that_was_taken_out_is_not_changed():
    now, wanted = UNITS.replace("U2;Thôn Hai;\r\n", ""), UNITS.replace("Thôn Hai", "Hai")
    rows, said = changed(now, wanted)
    assert len(rows) == 1
    assert "nay là không còn dòng này, bạn ghi Tên đơn vị “Hai”" in said[0]
    assert changed(now, wanted, insist=True)[0][1] == ["U2", "Hai", ""]


def test_a_key_that_others_gave_away_clashes():
    now, wanted = UNITS + "U3;Ba;\r\n", UNITS + "U3;Tam;\r\n"
    rows, said = changed(now, wanted)
    assert rows[2] == ["U3", "Ba", ""]
    assert "trước là chưa có, nay là Tên đơn vị “Ba”, bạn ghi Tên đơn vị “Tam”" in said[0]
    assert changed(now, wanted, insist=True)[0][2] == ["U3", "Tam", ""]


def test_a_changed_key_goes_nowhere_near_another_row():
    row = units().rows()[U2]
    for insist in (False, True):
        edit = Edit("units", changes=[RowChange(U2, row, {**row, "unit_id": "U1"})])
        made, clashes = apply(units(), edit, insist=insist)
        assert [clash.final for clash in clashes] == [True]
        assert list(made.rows()) == [("U1", "1"), U2]
    made, clashes = apply(units(), Edit("units", changes=[RowChange(U2, row, {**row, "unit_id": "U9"})]))
    assert (list(made.rows()), clashes) == ([("U1", "1"), ("U9", "1")], [])


def test_rows_of_one_identity_are_told_apart_by_what_they_say():
    """Someone took the first of three rows of one day out; ours, the third, is now the second."""
    three = PROGRESS + "05/01/2026;T1;U1;Hoàn thành;;a\r\n05/01/2026;T1;U1;Hoàn thành;;b\r\n"
    ours = difference(document(three, "progress"), document(three.replace(";b", ";c"), "progress"))
    now = document(three.replace("05/01/2026;T1;U1;Đang thực hiện;;\r\n", ""), "progress")
    made, clashes = apply(now, Edit("progress", changes=ours))
    assert clashes == []
    assert [row["note"] for row in made.rows().values()] == ["ghi chú", "a", "c"]


# ---- rows of the forms


def test_a_report_is_added_while_the_thing_stands_as_it_was_seen():
    now = document(PROGRESS + "08/01/2026;T1;U2;Hoàn thành;;\r\n", "progress")
    made, clashes = apply(now, Edit("progress", rows=[later("xong")]))
    assert clashes == []
    assert list(made.rows().values())[-1]["note"] == "xong"


def test_a_report_clashes_with_a_newer_one_about_the_same():
    now = document(PROGRESS + "06/01/2026;T1;U1;Không phát sinh;;\r\n", "progress")
    made, (clash,) = apply(now, Edit("progress", rows=[later()]))
    assert made is now
    assert clash.sentence() == (
        "progress.csv, dòng Ngày ghi nhận 07/01/2026, Mã nhiệm vụ T1, Mã đơn vị U1: "
        "trước là Ngày ghi nhận “05/01/2026”, Trạng thái “Đang thực hiện”, "
        "nay là Ngày ghi nhận “06/01/2026”, Trạng thái “Không phát sinh”, "
        "bạn ghi Ngày ghi nhận “07/01/2026”, Trạng thái “Hoàn thành”"
    )
    made, clashes = apply(now, Edit("progress", rows=[later()]), insist=True)
    assert (len(made.rows()), clashes) == (4, [])


def test_a_first_report_clashes_with_another_first_one():
    now = document(PROGRESS + "06/01/2026;T2;U1;Hoàn thành;;\r\n", "progress")
    _, (clash,) = apply(now, Edit("progress", rows=[NewRow({**report("07/01/2026"), "task_id": "T2"}, None)]))
    assert clash.was == "chưa có"


@pytest.mark.parametrize("seen", [None, SEEN_U1, later("xong").cells])
def test_a_report_that_holds_word_for_word_is_not_written_again(seen):
    now = document(PROGRESS + "07/01/2026;T1;U1;Hoàn thành;;xong\r\n", "progress")
    again = NewRow(later("xong").cells, seen)
    assert apply(now, Edit("progress", rows=[again])) == (now, [])


def test_what_holds_is_the_last_by_day_that_counts():
    older_below = "02/01/2026;T1;U1;Chưa bắt đầu;;\r\n"
    refused_below = "32/01/2026;T1;U1;Hoàn thành;;\r\n09/01/2026;T1;U1;xong;;\r\n"
    newer_below = "06/01/2026;T1;U1;Hoàn thành;;\r\n"
    of_another = NewRow(report("07/01/2026", unit="U9"))
    for below, clashes in ((older_below, 0), (refused_below, 0), (newer_below, 1)):
        edit = Edit("progress", rows=[later(), of_another])
        assert len(apply(document(PROGRESS + below, "progress"), edit)[1]) == clashes


@pytest.mark.parametrize("insist", [False, True])
def test_a_key_is_never_given_twice(insist):
    twice = [NewRow({"unit_id": "U3", "name": "Ba"}), NewRow({"unit_id": "U3", "name": "Tam"})]
    made, clashes = apply(
        units(), Edit("units", rows=[NewRow({"unit_id": "U1", "name": "Mới"}), *twice]), insist=insist
    )
    assert [clash.sentence() for clash in clashes] == [
        "units.csv: đã có dòng Mã đơn vị U1 (Tên đơn vị “Thôn Một”), không ghi thêm dòng trùng",
        "units.csv: đã có dòng Mã đơn vị U3 (Tên đơn vị “Ba”), không ghi thêm dòng trùng",
    ]
    assert list(made.rows())[2:] == [("U3", "1")]
