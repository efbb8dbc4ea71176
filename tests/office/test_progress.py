"""Recording progress: what is offered, what it changes, what is told before."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from emulation.office import progress
from emulation.office.change_set import ChangeSet
from emulation.office.progress import Entry
from emulation.scope import Scope
from emulation.warehouse import Warehouse
from tests.folders import warehouse
from tests.office import told

SCOPE = Scope.at(date(2026, 4, 30))
TABLES = {
    "units": """
        unit_id,name,short_name
        B,Đơn vị B,
        A,Đơn vị A,A
        C,Đơn vị C,
        """,
    "tasks": """
        task_id,year,clause,quarter,title,short_title,conditional,measured_by,due_on
        T1,2026,II.1.a,1,Ký kết giao ước,Ký kết,,,31/03/2026
        T2,2026,II.1.b,1,Tiếp đoàn kiểm tra (nếu có),,có,,31/03/2026
        T3,2026,II.1.đ,1,Giải quyết hồ sơ,,có,hồ sơ,31/03/2026
        T4,2026,II.2.a,2,Tuyên truyền,,,,30/06/2026
        T5,2025,II.1.a,1,Việc năm trước,,,,31/03/2025
        """,
    "assignments": """
        task_id,unit_id,role,due_on
        T1,A,Chủ trì,
        T1,B,Phối hợp,15/04/2026
        T2,B,Chủ trì,
        T3,A,Chủ trì,
        T5,C,Chủ trì,
        """,
    "progress": """
        recorded_on,task_id,unit_id,status,evidence
        01/03/2026,T1,A,Đang thực hiện,
        20/03/2026,T1,A,Hoàn thành,KH-01
        10/03/2026,T1,A,Đang thực hiện,
        """,
}


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> Warehouse:
    return warehouse(tmp_path_factory.mktemp("progress"), TABLES)


def prepared(data: Warehouse, day: tuple[int, int], status: str, **more: Any) -> ChangeSet:
    filled: dict[str, Any] = {"tasks": ("T1",), "units": ("A",)} | more
    entry = Entry(date(2026, day[1], day[0]), status, **filled)
    return progress.prepare(data, SCOPE, entry, today=date(2026, 4, 30))


def test_only_assignments_followed_by_hand_are_offered(data: Warehouse) -> None:
    offered = progress.choices(data, SCOPE)
    assert list(offered.tasks.values())[:2] == ["II.1.a – Ký kết", "II.1.b – Tiếp đoàn kiểm tra (nếu có)"]
    assert offered.units == {"B": "Đơn vị B", "A": "A", "C": "Đơn vị C"}
    assert offered.not_offered == {
        "II.1.đ – Giải quyết hồ sơ": "trạng thái tự tính từ hồ sơ khen thưởng",
        "II.2.a – Tuyên truyền": "chưa phân công đơn vị nào",
    }


def test_a_task_of_the_year_before_stays_until_it_ends(data: Warehouse) -> None:
    assert progress.choices(data, SCOPE).tasks["T5"] == "II.1.a – Việc năm trước (năm 2025)"
    assert "T5" not in progress.choices(data, SCOPE.but(year=2027)).tasks  # not of the default year's past
    change_set = prepared(data, (14, 4), "Hoàn thành", tasks=("T5",), units=("C",))
    assert told.changes(change_set) == [
        "II.1.a · Đơn vị C: Chưa bắt đầu (chưa ghi lần nào), quá hạn 379 ngày → "
        "Hoàn thành từ 14/04/2026, trễ hạn 379 ngày"
    ]
    done = {"recorded_on": date(2026, 4, 14), "task_id": "T5", "unit_id": "C", "status": "Hoàn thành"}
    assert "T5" not in progress.choices(data.supposing({"progress": [done]}), SCOPE).tasks
    assert progress.choices(data, SCOPE.but(year=2025)).tasks == {"T5": "II.1.a – Việc năm trước"}


def test_choices_narrow_each_other_and_keep_what_is_chosen(data: Warehouse) -> None:
    assert list(progress.choices(data, SCOPE, units=["A"]).tasks) == ["T1"]
    assert list(progress.choices(data, SCOPE, tasks=["T2"]).units) == ["B"]
    both = progress.choices(data, SCOPE, tasks=["T2"], units=["A"])
    assert (list(both.tasks), list(both.units)) == (["T1", "T2"], ["B", "A"])


def test_a_row_for_each_assignment_and_what_it_changes(data: Warehouse) -> None:
    change_set = prepared(
        data, (14, 4), "Hoàn thành", tasks=("T1", "T2"), units=("A", "B"), evidence=" BC-02 "
    )
    assert [tuple(row.values()) for row in told.rows(change_set)["progress"]] == [
        ("14/04/2026", "T1", "A", "Hoàn thành", "BC-02", "", ""),
        ("14/04/2026", "T1", "B", "Hoàn thành", "BC-02", "", ""),
        ("14/04/2026", "T2", "B", "Hoàn thành", "BC-02", "", ""),
    ]
    assert told.changes(change_set) == [
        "II.1.a · A: Hoàn thành từ 20/03/2026 → Hoàn thành từ 20/03/2026",
        "II.1.a · Đơn vị B: Hoàn thành (theo nhiệm vụ, chưa ghi lần nào) → Hoàn thành từ 14/04/2026",
        "II.1.b · Đơn vị B: Chưa bắt đầu (chưa ghi lần nào), quá hạn 14 ngày → Hoàn thành từ 14/04/2026, trễ hạn 14 ngày",
    ]
    assert change_set.what == "Ghi tiến độ 2 nhiệm vụ: 2 đơn vị Hoàn thành"
    assert change_set.warnings == (
        "Bỏ qua vì không được phân công: II.1.b · A.",
        "Đã ở trạng thái này, dòng mới không đổi trạng thái: II.1.a · A.",
        "Đang theo nhiệm vụ đã xong, từ dòng này tính theo ngày ghi riêng: II.1.a · Đơn vị B.",
        "Hoàn thành sau hạn nên là Trễ hạn: II.1.b · Đơn vị B (hạn 31/03/2026, trễ 14 ngày).",
    )


def test_what_was_seen_goes_with_each_row(data: Warehouse) -> None:
    (edit,) = prepared(data, (14, 4), "Hoàn thành", units=("A", "B")).edits
    assert edit.table == "progress"
    seen = [row.seen for row in edit.rows]
    assert seen == [
        {
            "recorded_on": "20/03/2026",
            "task_id": "T1",
            "unit_id": "A",
            "status": "Hoàn thành",
            "evidence": "KH-01",
            "note": "",
            "recorded_by": "",
        },
        None,
    ]


@pytest.mark.parametrize(
    ("day", "status", "more", "warning"),
    [
        (
            (14, 4),
            "Đang thực hiện",
            {},
            "Lùi từ Hoàn thành về Đang thực hiện: II.1.a · A (hoàn thành 20/03/2026).",
        ),
        (
            (20, 3),
            "Đang thực hiện",
            {},
            "Ngày này đã có dòng, dòng mới thay dòng cũ: II.1.a · A (Hoàn thành).",
        ),
        (
            (14, 4),
            "Không phát sinh",
            {},
            "Không phát sinh nhưng nhiệm vụ không ghi “nếu có”: II.1.a · A.",
        ),
        (
            (15, 3),
            "Không phát sinh",
            {},
            "Đã có dòng của ngày sau, dòng mới chỉ bổ sung lịch sử; sau cùng vẫn là: "
            "II.1.a · A Hoàn thành từ 20/03/2026.",
        ),
        (
            (15, 3),
            "Hoàn thành",
            {},
            "Đã có dòng của ngày sau, dòng mới chỉ bổ sung lịch sử; sau cùng vẫn là: "
            "II.1.a · A Hoàn thành từ 15/03/2026 thay cho 20/03/2026.",
        ),
        (
            (1, 5),
            "Hoàn thành",
            {},
            "Ngày 01/05/2026 sau ngày đang xem 30/04/2026: các màn hình chỉ tính khi xem từ ngày đó trở đi.",
        ),
        ((1, 5), "Hoàn thành", {}, "Ngày 01/05/2026 chưa tới, hôm nay là 30/04/2026."),
    ],
)
def test_warnings_tell_but_do_not_forbid(
    data: Warehouse, day: tuple[int, int], status: str, more: dict, warning: str
) -> None:
    change_set = prepared(data, day, status, **more)
    assert warning in change_set.warnings
    assert change_set.allowed


def test_not_arising_is_no_surprise_where_the_plan_says_so(data: Warehouse) -> None:
    change_set = prepared(data, (30, 3), "Không phát sinh", tasks=("T2",), units=("B",))
    assert change_set.warnings == ()
    assert change_set.changes[0].after == "Không phát sinh từ 30/03/2026"


@pytest.mark.parametrize(
    ("more", "refusal"),
    [
        ({"tasks": ()}, "Chưa chọn nhiệm vụ hoặc đơn vị. Chọn ít nhất một nhiệm vụ và một đơn vị."),
        (
            {"tasks": ("T3",)},
            "Không có phân công nào giữa các nhiệm vụ và đơn vị đã chọn. "
            "Chọn đơn vị được giao nhiệm vụ, hoặc thêm phân công.",
        ),
        (
            {"note": "#N/A"},
            "Ghi chú “#N/A”: ô đang báo lỗi của Excel. Sửa công thức hoặc nới rộng cột trong Excel, rồi lưu lại.",
        ),
    ],
)
def test_what_the_reader_would_refuse_is_not_offered_for_saving(
    data: Warehouse, more: dict, refusal: str
) -> None:
    change_set = prepared(data, (14, 4), "Hoàn thành", **more)
    assert change_set.refusals == (refusal,)
    assert change_set.edits == ()


def test_a_text_like_a_formula_is_text(data: Warehouse) -> None:
    change_set = prepared(data, (14, 4), "Hoàn thành", note="=1+1\r\nhết", evidence="'=x")
    row = told.rows(change_set)["progress"][0]
    assert (row["note"], row["evidence"]) == ("'=1+1\nhết", "''=x"), "written so that it is read as typed"


def test_the_warehouse_itself_learns_nothing(data: Warehouse) -> None:
    before = data.table("progress").to_dict("records")
    prepared(data, (14, 4), "Hoàn thành", units=("B",))
    assert data.table("progress").to_dict("records") == before
    assert progress.standing(data, SCOPE, ["T1"], ["B"])[0]["recorded_on"] is None
