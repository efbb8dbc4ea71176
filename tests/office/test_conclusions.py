"""A meeting with its conclusions: what is added, what is there already, what forbids it and what is to be known."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from emulation.office import conclusions, next_year
from emulation.office.change_set import ChangeSet, ask
from emulation.office.conclusions import Entry, Line
from emulation.office.teams import Team
from emulation.scope import Scope
from emulation.warehouse import Warehouse
from tests.folders import warehouse
from tests.office import told

DAY = date(2026, 11, 16)
SCOPE = Scope.at(DAY)
TABLES = {
    "blocs": "bloc_id,name\nK1,Khối thôn\n",
    "units": "unit_id,name,bloc_id\nA,Công an xã,\nB,Thôn 1,K1\nC,Thôn 2,K1\n",
    "meetings": "meeting_id,held_on,kind,title\nH09,09/11/2026,Họp UBND,Rà soát tiến độ\n",
    "tasks": """
        task_id,year,clause,quarter,title,due_on,meeting_id
        2026-II.4.a,2026,II.4.a,4,Tự kiểm tra,30/11/2026,
        2026-KL.1,2026,KL.1,4,Gửi lịch họp,15/11/2026,H09
        """,
}


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> Warehouse:
    return warehouse(tmp_path_factory.mktemp("conclusions"), TABLES)


def line(title: str, due_on: str = "30/11", leads: tuple[str, ...] = ("A",), *helpers: str) -> Line:
    return Line(title, Team(leads, helpers), due_on)


def prepared(data: Warehouse, *lines: Line, today: date = DAY, **meeting: Any) -> ChangeSet:
    new = {"day": DAY, "kind": "Họp UBND", "title": "Giao ban tháng 11"}
    return conclusions.prepare(data, SCOPE, Entry(lines, **(new | meeting)), today=today)


def test_a_meeting_gets_the_next_id_and_its_conclusions_the_next_clauses(data: Warehouse) -> None:
    # 05/12/2026 is a Saturday.
    change_set = prepared(data, line("Rà soát hồ sơ", "5/12", ("A",), "B", "C"), line("Gửi báo cáo", "15.1"))
    assert told.changes(change_set) == [
        "H10 · Họp UBND 16/11/2026: Giao ban tháng 11",
        "KL.2 · Rà soát hồ sơ: Quý IV, hạn 05/12 (nghỉ), tính đến 07/12/2026; chủ trì Công an xã; phối hợp Thôn 1, Thôn 2",
        "KL.3 · Gửi báo cáo: Quý IV, hạn 15/01/2027; chủ trì Công an xã",
    ]
    assert change_set.warnings == ("Hạn sang năm sau, việc vẫn thuộc năm 2026, Quý IV: KL.3 – 15/01/2027.",)
    rows = told.rows(change_set)
    assert [tuple(filter(None, row.values())) for row in rows["tasks"]] == [
        ("2026-KL.2", "2026", "KL.2", "4", "Rà soát hồ sơ", "không", "05/12/2026", "H10"),
        ("2026-KL.3", "2026", "KL.3", "4", "Gửi báo cáo", "không", "15/01/2027", "H10"),
    ]
    assert [tuple(row.values())[:3] for row in rows["assignments"]] == [
        ("2026-KL.2", "A", "Chủ trì"),
        ("2026-KL.2", "B", "Phối hợp"),
        ("2026-KL.2", "C", "Phối hợp"),
        ("2026-KL.3", "A", "Chủ trì"),
    ]
    assert change_set.what == "Họp UBND 16/11/2026: 2 kết luận"


def test_only_what_is_new_of_a_known_meeting_is_added(data: Warehouse) -> None:
    change_set = prepared(data, line("gửi  lịch họp"), line("Họp lại"), line("Họp lại"), meeting="H09")
    assert [change.about for change in change_set.changes] == ["KL.2 · Họp lại"]
    assert change_set.warnings == (
        "Đã có trong kết luận của cuộc họp, bỏ qua: gửi  lịch họp.",
        "Nội dung ghi hai lần, chỉ lấy dòng đầu: Họp lại.",
    )
    again = prepared(data, line("Họp lại"), day=date(2026, 11, 9), kind="Họp UBND", title="rà soát tiến độ")
    assert "meetings" not in told.rows(again)
    assert again.warnings == ("Cuộc họp này đã ghi (H09), chỉ thêm kết luận mới.",)


def test_what_should_be_known_before(data: Warehouse) -> None:
    new = {"day": date(2027, 1, 5), "kind": "Khác", "title": "Đầu năm"}
    change_set = prepared(data, line("Một", "04/01/2027", ()), line("Hai", "6/1", ("B",), "B", "C"), **new)
    assert change_set.warnings == (
        "Ngày 05/01/2027 sau ngày đang xem 16/11/2026: các màn hình chỉ tính khi xem từ ngày đó trở đi.",
        "Ngày 05/01/2027 chưa tới, hôm nay là 16/11/2026.",
        "Chưa có đơn vị chủ trì: KL.1.",
        "Vừa chủ trì vừa phối hợp, chỉ ghi Chủ trì: KL.2 – Thôn 1.",
        "Hạn trước ngày họp 05/01/2027: KL.1 – 04/01/2027.",
        "Năm 2027 chưa có nhiệm vụ nào, từ nay các màn hình mở năm ấy.",
    )


@pytest.mark.parametrize(
    ("lines", "meeting", "refusal"),
    [
        (
            [line("", "1/12")],
            {},
            "Kết luận 1 chưa có nội dung. Ghi nội dung, hoặc xoá các ô còn lại của dòng ấy.",
        ),
        (
            [line("Một"), line("Hai", "31/11")],
            {},
            "Kết luận 2: Hạn hoàn thành “31/11”: không phải ngày tháng. Viết ngày/tháng/năm, ví dụ 23/02/2026.",
        ),
        (
            [line("Một", "")],
            {},
            "Kết luận 1: Hạn hoàn thành: ô trống, nhưng cột này bắt buộc phải có. Điền giá trị vào ô.",
        ),
        ([line("Một", leads=("X",))], {}, "Không có đơn vị X. Chọn đơn vị trong danh sách."),
        (
            [line("Một")],
            {"meeting": "H99"},
            "Không còn cuộc họp H99. Chọn cuộc họp khác, hoặc bỏ chọn để ghi cuộc họp mới.",
        ),
        (
            [],
            {"day": date(2026, 11, 9), "kind": "Khác", "title": "Rà soát tiến độ"},
            "Cuộc họp này đã ghi (H09). Ghi ít nhất một kết luận, hoặc đổi nội dung.",
        ),
    ],
)
def test_what_is_not_allowed(
    data: Warehouse, lines: list[Line], meeting: dict[str, Any], refusal: str
) -> None:
    change_set = prepared(data, *lines, **meeting)
    assert (change_set.refusals, change_set.edits) == ((refusal,), ())


def test_conclusions_exist_from_the_meeting_s_day_on(tmp_path: Path) -> None:
    data = warehouse(tmp_path, TABLES)
    rows = told.rows(prepared(data, line("Rà soát hồ sơ")))
    lines = {
        name: TABLES.get(name, "task_id,unit_id,role,due_on\n")
        for name in ("meetings", "tasks", "assignments")
    }
    for name, cells in rows.items():
        header = lines[name].split()[0].split(",")
        lines[name] = "\n".join(
            [
                *(each.strip() for each in lines[name].strip().splitlines()),
                *(",".join(row[c] for c in header) for row in cells),
            ]
        )
    after = warehouse(tmp_path / "after", TABLES | {name: f"{text}\n" for name, text in lines.items()})
    found = {
        day: [row["task_id"] for row in ask(after, "conclusions", Scope.at(date(2026, 11, day)))]
        for day in (15, 16)
    }
    assert found == {15: ["2026-KL.1"], 16: ["2026-KL.2", "2026-KL.1"]}
    (row, _) = ask(after, "conclusions", SCOPE)
    assert (row["meeting_id"], row["unit_id"], row["timeliness"]) == ("H10", "A", "Sắp đến hạn")


def test_the_year_after_is_made_although_it_has_conclusions(tmp_path: Path) -> None:
    """A meeting in January may conclude before the year's plan is copied."""
    concluded = {"tasks": TABLES["tasks"] + "        2027-KL.1,2027,KL.1,1,Việc tháng Giêng,31/01/2027,H09\n"}
    change_set = next_year.prepare(warehouse(tmp_path, TABLES | concluded), 2026)
    assert change_set.allowed
    assert [row["task_id"] for row in told.rows(change_set)["tasks"]] == ["2027-II.4.a"]
