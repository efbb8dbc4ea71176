"""A file as a grid: what edits change, what forbids them, and what others' saves do to them."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from functools import cache, partial
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest

from emulation.folder import DataFolder, Edition
from emulation.intake import read_files
from emulation.office import draft
from emulation.office.named import Names, names_for
from emulation.office.table import Effect, Pending, RowId, Sheet
from emulation.office.table_check import Verdict, verdict
from emulation.schema import TABLE
from emulation.store import Clashed, read_document, save
from tests.folders import write_folder

BLOCS = """
    Mã khối,Tên khối
    K1,Khối một
    K2,Khối hai
"""
UNITS = """
    Mã đơn vị,Tên đơn vị,Tên gọn,Mã khối,Vai trò trong khối,Điện thoại
    CAX,Công an xã Nghi Dương,Công an xã,K1,Khối trưởng,0225
    T01,Thôn 1,,K1,Thành viên,
    T02,Thôn 2,,K2,trưởng,
"""
TASKS = """
    Mã nhiệm vụ,Năm,Điều khoản,Quý,Nội dung,Hạn hoàn thành
    2026-1,2026,II.1.a,1,Ban hành kế hoạch,31/03/2026
    2026-2,2026,II.2.a,2,Sơ kết sáu tháng,30/06/2026
"""
ASSIGNMENTS = """
    Mã nhiệm vụ,Mã đơn vị,Vai trò
    2026-1,CAX,Chủ trì
    2026-2,T01,Chủ trì
"""
PROGRESS = """
    Ngày ghi nhận,Mã nhiệm vụ,Mã đơn vị,Trạng thái,"Văn bản, minh chứng",Ghi chú,Người ghi
    01/03/2026,2026-1,CAX,Đang thực hiện,,,An
    20/03/2026,2026-1,CAX,Hoàn thành,12/KH,,An
"""
FILES = {"blocs": BLOCS, "units": UNITS, "tasks": TASKS, "assignments": ASSIGNMENTS, "progress": PROGRESS}
TODAY = date(2026, 11, 30)


@cache
def edition() -> Edition:
    """The files as read, once for all tests: it takes longest."""
    with TemporaryDirectory() as path:
        return DataFolder(write_folder(Path(path) / "data", FILES)).edition()


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return write_folder(tmp_path / "data", FILES)


def sheet(folder: Path, name: str) -> Sheet:
    names = names_for(TABLE[name], edition().warehouse)
    return Sheet(read_document(folder, name), names, TODAY.year)


def edited(of: Sheet, **edits: Any) -> Effect:
    """The effect of what a grid of the whole file gives: edited_rows, added_rows, deleted_rows."""
    return of.effect(Pending().with_edits(ids(of), edits))


def ids(of: Sheet) -> list[RowId]:
    return [row for row, _ in of.rows(Pending())]


def judged(effect: Effect, folder: Path) -> Verdict:
    return verdict(effect, edition(), partial(read_files, folder=folder), TODAY)


def saved(effect: Effect, folder: Path) -> str:
    """The file after the save."""
    found = judged(effect, folder)
    assert found.allowed, (found.refusals, found.pointing)
    save(folder, found.edits, found.what)
    return text(folder, effect.sheet.table.name)


def text(folder: Path, name: str) -> str:
    return (folder / f"{name}.csv").read_text("utf-8-sig")


def changed(effect: Effect) -> list[tuple[str, Mapping[str, str]]]:
    return [(c.kind, {name: (c.after or c.before or {})[name] for name in c.fields}) for c in effect.every]


# ---- what is changed


def test_cells_rows_added_and_rows_removed_are_one_save(folder: Path):
    effect = edited(
        sheet(folder, "assignments"),
        edited_rows={1: {"role": "Phối hợp", "due_on": "5.6.26"}},
        added_rows=[{"task_id": "2026-1", "unit_id": "T02", "role": "Phối hợp"}],
        deleted_rows=[],
    )
    assert changed(effect) == [
        ("Thêm", {"task_id": "2026-1", "unit_id": "T02", "role": "Phối hợp"}),
        ("Sửa", {"role": "Phối hợp", "due_on": "05/06/2026"}),
    ]
    assert effect.what == "Sửa bảng Phân công: 1 dòng thêm, 1 dòng sửa"
    assert saved(effect, folder).splitlines() == [
        "Mã nhiệm vụ,Mã đơn vị,Vai trò,Hạn riêng",
        "2026-1,CAX,Chủ trì",
        "2026-2,T01,Phối hợp,05/06/2026",
        "2026-1,T02,Phối hợp,",
    ]


def test_a_row_is_removed_from_a_log_and_no_other(folder: Path):
    assert "Đang thực hiện" not in saved(edited(sheet(folder, "progress"), deleted_rows=[0]), folder)
    assert "12/KH" in text(folder, "progress")


def test_what_is_typed_as_it_was_and_rows_without_text_are_no_change(folder: Path):
    effect = edited(
        sheet(folder, "units"),
        edited_rows={0: {"name": " Công an xã Nghi Dương "}, 1: {"short_name": None}},
        added_rows=[{}, {"name": None}],
    )
    assert not effect
    assert judged(effect, folder) == Verdict((), "")


def test_names_stand_for_ids_where_only_one_has_them(folder: Path):
    new = {"task_id": "II.2.a", "unit_id": "cong an xa", "role": "phoi hop"}
    effect = edited(sheet(folder, "assignments"), added_rows=[new])
    assert [{**cells} for cells in effect.added] == [
        {"task_id": "2026-2", "unit_id": "CAX", "role": "Phối hợp", "due_on": ""}
    ]


def test_own_columns_are_kept_shown_last_and_edited(folder: Path):
    of = sheet(folder, "units")
    assert [column.name for column in of.columns][-1] == "Điện thoại"
    effect = edited(of, edited_rows={1: {"Điện thoại": "0912"}, 2: {"bloc_role": "Khối trưởng"}})
    assert "T01,Thôn 1,,K1,Thành viên,0912" in saved(effect, folder)
    assert "CAX,Công an xã Nghi Dương,Công an xã,K1,Khối trưởng,0225" in text(folder, "units")


def test_an_id_is_proposed_for_a_new_row(folder: Path):
    new = [{"name": "Khối ba"}, {"name": "Khối bốn"}]
    effect = edited(sheet(folder, "blocs"), added_rows=new)
    assert [cells["bloc_id"] for cells in effect.added] == ["K3", "K4"]


def test_a_row_removed_and_typed_anew_under_its_key_has_changed(folder: Path):
    new = {"task_id": "2026-2", "unit_id": "T01", "role": "Phối hợp"}
    effect = edited(sheet(folder, "assignments"), added_rows=[new], deleted_rows=[1])
    assert changed(effect) == [("Sửa", {"role": "Phối hợp"})]


# ---- what is refused


def test_a_cell_that_the_intake_refuses_is_named(folder: Path):
    effect = edited(
        sheet(folder, "progress"),
        edited_rows={1: {"recorded_on": "31/02/2026"}},
        added_rows=[{"recorded_on": "01/04/2026", "task_id": "2026-2", "unit_id": "T01", "status": "xong"}],
    )
    first, second = judged(effect, folder).refusals
    assert first.startswith("Dòng 3, Ngày ghi nhận “31/02/2026”: ")
    assert second.startswith("Dòng mới 1, Trạng thái “xong”: ")


def test_a_key_that_there_is_already_is_refused(folder: Path):
    for edits in (
        {"added_rows": [{"bloc_id": "K1", "name": "Khác"}]},
        {"edited_rows": {1: {"bloc_id": "K1"}}},
    ):
        found = judged(edited(sheet(folder, "blocs"), **edits), folder)
        assert not found.allowed
        assert "trùng Mã khối với dòng 2" in found.refusals[0]


def test_a_row_that_others_point_at_cannot_vanish_nor_change_its_id(folder: Path):
    for edits in ({"deleted_rows": [0]}, {"edited_rows": {0: {"unit_id": "CA"}}}):
        found = judged(edited(sheet(folder, "units"), **edits), folder)
        assert not found.allowed
        assert [(each.id, each.counts) for each in found.pointing] == [("CAX", {"assignments": 1})]
        assert (
            found.pointing[0]
            .sentence()
            .startswith("Dòng 2 (CAX): còn 1 dòng của assignments.csv dùng mã này")
        )
        assert found.refusals == ()
    gone = judged(edited(sheet(folder, "assignments"), deleted_rows=[0]), folder)
    assert [each.counts for each in gone.pointing] == [{"progress": 2}]


def test_what_would_make_rows_of_other_files_faulty_is_refused(folder: Path):
    effect = edited(sheet(folder, "tasks"), edited_rows={0: {"measured_by": "hồ sơ"}})
    (told,) = judged(effect, folder).refusals
    assert told.startswith(
        "progress.csv sẽ có 2 dòng không được tính (B2 “2026-1”; B3 “2026-1”): nhiệm vụ này"
    )


def test_what_is_likely_a_slip_is_told_and_allowed(folder: Path):
    new = {"recorded_on": "05/12/2026", "task_id": "2026-2", "unit_id": "T01", "status": "Hoàn thành"}
    found = judged(edited(sheet(folder, "progress"), added_rows=[new]), folder)
    assert found.allowed
    assert found.warnings == (
        "Dòng mới 1, Ngày ghi nhận “05/12/2026”: ngày chưa tới, hôm nay là 30/11/2026. Xem lại ngày này.",
    )


# ---- faulty rows


def test_a_faulty_cell_is_shown_as_it_stands_and_mended(folder: Path):
    of = sheet(folder, "units")
    assert dict(of.rows(Pending()))["T02", "1"]["bloc_role"] == "trưởng"
    assert "T02,Thôn 2,,K2,Khối phó," in saved(edited(of, edited_rows={2: {"bloc_role": "Khối phó"}}), folder)


def test_a_faulty_row_may_be_mended_in_part_but_gets_no_new_fault(folder: Path):
    of = sheet(folder, "units")
    assert judged(edited(of, edited_rows={2: {"name": "Thôn Hai"}}), folder).allowed
    worse = judged(edited(of, edited_rows={2: {"bloc_id": "K9"}}), folder)
    assert len(worse.refusals) == 1
    assert worse.refusals[0].startswith("Dòng 4, Mã khối “K9”: mã không có trong blocs.csv")


# ---- what others save meanwhile


def test_another_s_change_of_other_cells_is_kept(folder: Path):
    mine = edited(sheet(folder, "units"), edited_rows={1: {"short_name": "T.1"}})
    saved(edited(sheet(folder, "units"), edited_rows={1: {"bloc_id": "K2"}}), folder)
    assert "T01,Thôn 1,T.1,K2,Thành viên," in saved(mine, folder)


def test_another_s_change_of_the_same_cell_is_asked_about_and_kept_edits_go_on(folder: Path):
    of = sheet(folder, "units")
    typed = Pending().with_edits(ids(of), {"edited_rows": {1: {"bloc_id": ""}, 0: {"short_name": "CA"}}})
    saved(edited(sheet(folder, "units"), edited_rows={1: {"bloc_id": "K2"}}), folder)
    with pytest.raises(Clashed):
        saved(of.effect(typed), folder)
    kept = of.moved_to(read_document(folder, "units"), typed)
    assert kept.changed == {("CAX", "1"): {"short_name": "CA"}}
    new = sheet(folder, "units")
    assert "CAX,Công an xã Nghi Dương,CA,K1,Khối trưởng,0225" in saved(new.effect(kept), folder)


def test_a_row_that_another_recorded_meanwhile_is_asked_about(folder: Path):
    new = {"recorded_on": "05/05/2026", "task_id": "2026-2", "unit_id": "T01", "status": "Đang thực hiện"}
    mine = edited(sheet(folder, "progress"), added_rows=[new])
    saved(edited(sheet(folder, "progress"), added_rows=[{**new, "status": "Hoàn thành"}]), folder)
    with pytest.raises(Clashed):
        saved(mine, folder)


# ---- the search


def test_rows_are_found_without_diacritics_and_by_the_names_behind_ids(folder: Path):
    of = sheet(folder, "progress")

    def found(**by: Any) -> list[RowId]:
        return [row for row, _ in of.found(Pending(), **by)]

    assert found(words="cong an nghi duong 12/kh") == [("20/03/2026", "2026-1", "CAX", "1")]
    assert found(units=["T01"]) == []
    assert len(found(units=["CAX", "T01"], words="ban hanh")) == 2
    assert found(lines=[2]) == [("01/03/2026", "2026-1", "CAX", "1")]


def test_a_period_is_found_as_it_is_called(tmp_path: Path):
    scores = "recorded_on,period,unit_id,criterion_id,stage,points\n" + "".join(
        f"01/10/2026,2026-{period},CAX,C1,Tự chấm,5\n" for period in ("Q3", "H1")
    )
    of = sheet(write_folder(tmp_path / "scores", {"scores": scores}), "scores")
    for words, lines in [("cong an q3", [2]), ("cong an quy III", [2]), ("6 thang dau nam cong an", [3])]:
        assert [of.lines[row] for row, _ in of.found(Pending(), words=words) if row in of.lines] == lines


def test_edits_stay_with_their_rows_when_the_search_changes(folder: Path):
    of = sheet(folder, "units")
    first = Pending().with_edits(
        ids(of)[2:], {"edited_rows": {0: {"short_name": "T2"}}, "added_rows": [{"name": "A"}]}
    )
    shown = [row for row, _ in of.found(first, words="cong an")]
    assert shown == [("CAX", "1"), 0]
    second = first.with_edits(
        shown, {"edited_rows": {0: {"short_name": "CA"}, 1: {"unit_id": "DA"}}, "added_rows": [{"name": "B"}]}
    )
    assert second.changed == {("T02", "1"): {"short_name": "T2"}, ("CAX", "1"): {"short_name": "CA"}}
    assert second.added == ({"name": "A", "unit_id": "DA"}, {"name": "B"})
    assert second.with_edits([0], {"deleted_rows": [0]}).added == ({"name": "B"},)


@pytest.mark.parametrize(
    ("name", "line", "told"),
    [
        ("progress", 3, "Công an xã · 20/03/2026"),
        ("assignments", 3, "Thôn 1"),
        ("units", 2, "Công an xã"),
        ("tasks", 2, "Ban hành kế hoạch · 2026"),
        ("tasks", 99, ""),
    ],
)
def test_a_row_is_said_by_unit_and_time(folder: Path, name: str, line: int, told: str):
    assert sheet(folder, name).about(line) == told


def test_an_id_that_looks_like_another_and_a_nominee_are_no_names():
    tasks = Names({"a": "II.1.đ Kiểm tra"}, {"a": ("II.1.đ", "Kiểm tra")})
    assert [tasks.meant(text) for text in ("II.1.d", "ii.1.đ", "kiem tra")] == ["II.1.d", "a", "a"]


def test_what_a_browser_keeps_of_edits_is_read_back_as_far_as_it_fits(folder: Path):
    of = sheet(folder, "units")
    typed = Pending(
        {("CAX", "1"): {"name": "Công an"}, ("X", "1"): {}}, frozenset({("T01", "1")}), ({"name": "A"},)
    )
    kept = draft.read(draft.told(of, typed))
    assert kept == draft.Draft(of.document.digest, typed)
    assert draft.fitting(of, typed).changed == {("CAX", "1"): {"name": "Công an"}}
    assert draft.told(of, Pending()) == ""
    assert [draft.read(text) for text in ("", "[]", "{}", '{"base": "", "changed": [1]}')] == [None] * 4
