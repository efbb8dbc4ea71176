"""Receiving dossiers: what is offered, their ids and due dates, what forbids it."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from emulation.intake import read_folder
from emulation.office import reception
from emulation.office.change_set import ChangeSet
from emulation.office.nominee_kinds import kind_of
from emulation.office.reception import Entry
from emulation.scope import Scope
from emulation.warehouse import NotAvailable, Warehouse
from tests.folders import warehouse, write_folder
from tests.office import told

DAY = date(2026, 11, 16)
SCOPE = Scope.at(DAY)
TABLES = {
    "units": """
        unit_id,name,short_name
        A,Đơn vị A,A
        B,Đơn vị B,
        """,
    "awards": """
        award_id,name,category,level,working_days
        LDTT,Lao động tiên tiến,Danh hiệu thi đua,Cấp xã,20
        HC,Huân chương,Hình thức khen thưởng,Cấp Nhà nước,
        """,
    "movements": """
        movement_id,name,launched_by,launched_on
        PT1,Bình dân học vụ số,Trung ương,12/01/2026
        PT2,Chưa phát động,Xã,17/11/2026
        """,
    "days_off": """
        day,kind,name
        18/11/2026,Nghỉ,Hội xã
        """,
    "dossiers": """
        dossier_id,received_on,unit_id,nominee_kind,nominee_name,award_id,commendation_type
        HS-2025-090,01/12/2025,A,Cá nhân,Trần Thị Hoa,LDTT,Công trạng
        HS-2026-008,02/11/2026,A,Cá nhân,Lê Văn Đức,LDTT,Công trạng
        HS-2026-009,03/11/2026,A,Cá nhân,Vũ Văn An,LDTT,Công trạng
        HS-2026-010,03/11/2026,B,Cá nhân,Ngô Thị Bé,LDTT,Công trạng
        HS-2026-011,03/11/2026,B,Cá nhân,Bùi Văn Cờ,LDTT,Công trạng
        """,
    "dossier_events": """
        occurred_on,dossier_id,stage
        05/11/2026,HS-2026-009,Trả lại
        """,
}


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> Warehouse:
    return warehouse(tmp_path_factory.mktemp("reception"), TABLES)


def prepared(data: Warehouse, **more: Any) -> ChangeSet:
    filled: dict[str, Any] = {
        "day": DAY,
        "unit": "A",
        "nominee_kind": "Cá nhân",
        "names": ("Nguyễn Văn A",),
        "award": "LDTT",
        "commendation_type": "Công trạng",
    }
    return reception.prepare(data, SCOPE, Entry(**(filled | more)), today=DAY)


def test_what_is_offered(data: Warehouse) -> None:
    offered = reception.choices(data, DAY)
    assert offered.units == {"A": "A", "B": "Đơn vị B"}
    assert offered.awards == {
        "LDTT": "Lao động tiên tiến (Cấp xã, 20 ngày làm việc)",
        "HC": "Huân chương (Cấp Nhà nước, không ghi hạn)",
    }
    assert offered.movements == {"PT1": "Bình dân học vụ số"}
    assert (offered.next_id, reception.choices(data, date(2027, 1, 4)).next_id) == (
        "HS-2026-012",
        "HS-2027-001",
    )


def test_each_name_is_a_dossier_with_its_reception(data: Warehouse) -> None:
    names = reception.names_in(" 1. Nguyễn Văn A\r\n\n2\tPhạm  B ")
    change_set = prepared(data, names=names, movement="PT1", document_no="12/TTr", note="đủ hồ sơ")
    assert [edit.table for edit in change_set.edits] == ["dossiers", "dossier_events"]
    assert [tuple(row.values()) for row in told.rows(change_set)["dossiers"]] == [
        ("HS-2026-012", "16/11/2026", "A", "Cá nhân", "Nguyễn Văn A", "LDTT", "Công trạng", "PT1", "", ""),
        ("HS-2026-013", "16/11/2026", "A", "Cá nhân", "Phạm B", "LDTT", "Công trạng", "PT1", "", ""),
    ]
    assert [tuple(row.values()) for row in told.rows(change_set)["dossier_events"]] == [
        ("16/11/2026", "HS-2026-012", "Tiếp nhận", "12/TTr", "đủ hồ sơ", ""),
        ("16/11/2026", "HS-2026-013", "Tiếp nhận", "12/TTr", "đủ hồ sơ", ""),
    ]
    assert change_set.what == "Tiếp nhận 2 hồ sơ HS-2026-012 – HS-2026-013 của A"
    assert (change_set.warnings, change_set.refusals) == ((), ())


def test_the_due_date_is_told_by_the_commune_s_calendar(data: Warehouse) -> None:
    # Twenty working days after Monday 16/11, less 18/11 (the commune's own) and 24/11 (public), end on 16/12.
    assert told.changes(prepared(data)) == ["HS-2026-012 · Nguyễn Văn A: hạn 16/12/2026, 20 ngày làm việc"]
    assert prepared(data, due_on=date(2026, 12, 1)).changes[0].after == "hạn riêng 01/12/2026"
    sunday = "hạn riêng 29/11 (nghỉ), tính đến 30/11/2026"
    assert prepared(data, due_on=date(2026, 11, 29)).changes[0].after == sunday
    assert (
        prepared(data, award="HC").changes[0].after == "không có hạn vì danh mục không ghi số ngày giải quyết"
    )


def test_a_dossier_of_many_says_of_how_many(data: Warehouse) -> None:
    change_set = prepared(data, names=("Trường A", "Trường B"), quantity="24")
    assert [row["quantity"] for row in told.rows(change_set)["dossiers"]] == ["24", "24"]
    assert change_set.changes[0].about == "HS-2026-012 · Trường A, 24 cá nhân"
    assert change_set.warnings == ("Số lượng ghi cho từng hồ sơ: 2 hồ sơ, mỗi hồ sơ 24, cộng 48.",)
    refused = prepared(data, quantity="0")
    assert refused.refusals[0].startswith("Số lượng “0”: ")


def test_a_typed_id_is_taken_for_the_first(data: Warehouse) -> None:
    change_set = prepared(data, names=("X", "Y"), first_id=" TD-07 ")
    assert [row["dossier_id"] for row in told.rows(change_set)["dossiers"]] == ["TD-07", "TD-08"]


@pytest.mark.parametrize(
    ("more", "warning"),
    [
        (
            {"names": ("le van  duc", "Vũ Văn An", "Trần Thị Hoa")},
            "Có thể trùng với hồ sơ đang xử lý: le van  duc – HS-2026-008 của A, Tiếp nhận.",
        ),
        ({"names": ("Hà", "hà")}, "Tên ghi hai lần: hà."),
        ({"due_on": date(2026, 11, 1)}, "Hạn giải quyết trước ngày tiếp nhận."),
        (
            {"nominee_kind": "Tập thể"},
            "Cả 5 hồ sơ trước của danh hiệu, hình thức này đều cho đối tượng khác: Cá nhân.",
        ),
        ({"day": date(2026, 11, 17)}, "Ngày 17/11/2026 chưa tới, hôm nay là 16/11/2026."),
    ],
)
def test_warnings_tell_but_do_not_forbid(data: Warehouse, more: dict, warning: str) -> None:
    change_set = prepared(data, **more)
    assert warning in change_set.warnings
    assert change_set.allowed


@pytest.mark.parametrize(
    ("more", "refusal"),
    [
        ({"names": ()}, "Chưa có tên đối tượng. Ghi mỗi đối tượng một dòng."),
        ({"unit": "Z"}, "Chưa chọn đơn vị có trong danh sách. Chọn đơn vị trình hồ sơ."),
        ({"award": ""}, "Chưa chọn danh hiệu, hình thức có trong danh mục. Chọn danh hiệu hoặc hình thức."),
        ({"movement": "PT2"}, "Phong trào chưa phát động tính đến 16/11/2026. Bỏ chọn hoặc đổi ngày."),
        (
            {"first_id": "HS-2026-009"},
            "Mã HS-2026-009 đã có hồ sơ khác. Chọn mã chưa dùng, ví dụ HS-2026-012.",
        ),
        (
            {"first_id": "HS", "names": ("X", "Y")},
            "Mã “HS” không có số để đánh tiếp cho 2 hồ sơ. Chọn mã có số thứ tự.",
        ),
        (
            {"commendation_type": ""},
            "Loại khen thưởng: ô trống, nhưng cột này bắt buộc phải có. Điền giá trị vào ô.",
        ),
    ],
)
def test_what_cannot_be_saved(data: Warehouse, more: dict, refusal: str) -> None:
    change_set = prepared(data, **more)
    assert change_set.refusals == (refusal,)
    assert change_set.edits == ()


def test_ids_are_not_proposed_from_a_file_that_could_not_be_read(tmp_path: Path) -> None:
    reading, _ = read_folder(write_folder(tmp_path, TABLES | {"dossiers": ""}))
    with pytest.raises(NotAvailable, match=r"dossiers\.csv"):
        reception.choices(Warehouse(reading), DAY)


def test_one_dossier_of_a_pasted_list_counts_its_names_and_keeps_them(data: Warehouse) -> None:
    names = ("Trần Thị Hoa", "Lê Văn Đức", "Ngô Thị Bé")
    entry = Entry(DAY, "A", "Cá nhân", names, "LDTT", "Công trạng", note="đợt 1", together=True)
    rows = told.rows(reception.prepare(data, SCOPE, entry, today=DAY))
    (dossier,), (event,) = rows["dossiers"], rows["dossier_events"]
    assert (dossier["nominee_name"], dossier["quantity"]) == ("Trần Thị Hoa và 2 người khác", "3")
    assert event["note"] == "đợt 1; Danh sách: Trần Thị Hoa, Lê Văn Đức, Ngô Thị Bé"


def test_the_typed_quantity_of_a_list_holds_and_another_than_its_names_is_told(data: Warehouse) -> None:
    names = ("Tổ 1", "Tổ 2")
    entry = Entry(DAY, "A", "Tập thể", names, "HC", "Công trạng", quantity="5", together=True)
    change_set = reception.prepare(data, SCOPE, entry, today=DAY)
    assert [row["quantity"] for row in told.rows(change_set)["dossiers"]] == ["5"]
    assert change_set.warnings == ("Số lượng 5 khác số tên trong danh sách (2).",)


@pytest.mark.parametrize(
    ("award", "kind"),
    [
        ("LAO ĐỘNG TIÊN TIẾN năm học 2025-2026", "Cá nhân"),
        ("Danh hiệu Chiến sĩ thi đua cấp tỉnh", "Cá nhân"),
        ("Chiến sỹ thi đua cơ sở", "Cá nhân"),
        ("Tập thể lao động xuất sắc", "Tập thể"),
        ("Cờ thi đua của Chính phủ", "Tập thể"),
        ("Xã, phường tiêu biểu", "Tập thể"),
        ("Thôn, tổ dân phố văn hoá", "Tập thể"),
        ("Giấy khen của Chủ tịch UBND xã đối với hộ gia đình", "Hộ gia đình"),
        ("Bằng khen của Thủ tướng Chính phủ", ""),
        ("Huân chương Lao động hạng Ba", ""),
    ],
)
def test_the_name_of_an_award_says_for_whom_it_is(award: str, kind: str) -> None:
    assert kind_of(award) == kind


def test_another_kind_than_the_award_is_named_for_is_told_not_forbidden(data: Warehouse) -> None:
    entry = Entry(DAY, "A", "Tập thể", ("Tổ 1",), "LDTT", "Công trạng")
    change_set = reception.prepare(data, SCOPE, entry, today=DAY)
    assert change_set.allowed
    assert "Theo tên, danh hiệu, hình thức này dành cho cá nhân." in change_set.warnings
