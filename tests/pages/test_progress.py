"""Tiến độ theo quý: is the plan on time, with data, for one unit, for one task, and without data."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pandas as pd
import pytest

from emulation.access import Role, Viewer
from emulation.ui.parts import viewer
from emulation.ui.review.progress import figures
from tests.folders import write_folder
from tests.pages.screens import ROOT, bodies, open_screen, run_screen, text_of

SAMPLE = ROOT / "data"


def test_the_answer_comes_first(monkeypatch: pytest.MonkeyPatch) -> None:
    text = open_screen("progress", SAMPLE, monkeypatch)
    assert "Kế hoạch đang chậm: 3 nhiệm vụ quá hạn, lâu nhất 47 ngày ; " in text
    assert "; 24 phần việc của 15 đơn vị quá hạn, lâu nhất 230 ngày ." in text
    assert (
        "Đến 16/11/2026 phải xong 18 nhiệm vụ: 13 đúng hạn, 1 trễ hạn, 3 quá hạn, 1 đến hạn hôm nay; "
        "2 sắp đến hạn." in text
    )
    assert "Đến 16/11/2026 phải xong 18, đã xong 14, trên tổng số 28." in text


def test_who_is_late_and_since_when_by_unit(monkeypatch: pytest.MonkeyPatch) -> None:
    text = open_screen("progress", SAMPLE, monkeypatch)
    assert "Ai chậm, từ bao giờ UBKT Đảng ủy II.1.b Ký kết giao ước, phát động thi đua từ 31/03/2026" in text
    assert "Phòng VH-XH II.3.a Đôn đốc các khối sơ kết 6 tháng (chủ trì) từ 30/09/2026 trễ 47 ngày" in text
    assert "II.4.e Giải quyết hồ sơ khen thưởng Quý IV (do hồ sơ) từ 26/10/2026 trễ 21 ngày" in text


@pytest.mark.parametrize(
    ("show", "first", "task"),
    [
        ("late", "Ai chậm, từ bao giờ", "2026-II.1.b"),
        ("overdue", "Nhiệm vụ quá hạn", "2026-II.3.a"),
        ("done", "Nhiệm vụ đã xong", "2026-II.1.a"),
    ],
)
def test_the_list_that_is_asked_for_stands_above_the_charts(
    monkeypatch: pytest.MonkeyPatch, show: str, first: str, task: str
) -> None:
    screen = run_screen("progress", SAMPLE, monkeypatch, show=show)
    headings = [body for body in bodies(screen) if 'class="section"' in body]
    assert f"<h2>{first}</h2>" in headings[0]
    (views,) = [body for body in bodies(screen) if 'class="views"' in body]
    assert 'href="progress" target="_self">Tất cả<' in views
    assert f'href="progress?show={show}" target="_self" aria-current="true"' in views
    assert sum(first in heading for heading in headings) == 1


def test_an_unknown_list_is_refused_in_words(monkeypatch: pytest.MonkeyPatch) -> None:
    text = open_screen("progress", SAMPLE, monkeypatch, show="<b>x")
    assert "Không có danh sách “<b>x”. Hãy chọn một trong các danh sách dưới đây." in text
    assert "Các nhiệm vụ" in text


def test_each_quarter_is_said_in_words(monkeypatch: pytest.MonkeyPatch) -> None:
    text = open_screen("progress", SAMPLE, monkeypatch)
    assert "Quý III 5 nhiệm vụ ✓ 3 đúng hạn ● 1 quá hạn – 1 không phát sinh" in text
    assert "Cả năm 5 nhiệm vụ ◐ 5 đang thực hiện" in text


def test_the_map_writes_its_rates(monkeypatch: pytest.MonkeyPatch) -> None:
    text = open_screen("progress", SAMPLE, monkeypatch)
    assert "Phòng VH-XH 100% 5/5 75% 3/4 66,7% 2/3 50% 1/2 –" in text
    assert (
        "Ngoài các khối Đơn vị Quý I Quý II Quý III Quý IV Cả năm HTX nông nghiệp số 1 – 100% 1/1 – 0% 0/1 –"
        in text
    )


def test_a_unit_sees_its_own_work(monkeypatch: pytest.MonkeyPatch) -> None:
    text = open_screen("progress", SAMPLE, monkeypatch, unit="MTTQ")
    assert "Đang chậm: 3 phần việc quá hạn, lâu nhất 147 ngày" in text
    assert "phải xong 5 phần việc: 1 đúng hạn, 1 trễ hạn, 3 quá hạn; " in text
    assert "Quý II 2 phần việc ✓ 1 đúng hạn ● 1 quá hạn" in text
    assert " nhiệm vụ quá hạn" not in text
    assert "Phòng VH-XH 100%" not in text


def test_the_address_opens_a_task(monkeypatch: pytest.MonkeyPatch) -> None:
    text = open_screen("progress", SAMPLE, monkeypatch, task="2026-II.4.e")
    assert (
        "Giải quyết hồ sơ đề nghị các danh hiệu thi đua, hình thức khen thưởng thường xuyên, đột xuất" in text
    )
    assert "Điều khoản II.4.e" in text
    assert (
        "Theo 36 hồ sơ tiếp nhận trong kỳ: 25 đang xử lý ở xã, 11 đã xong hoặc ở cấp trên; 5 hồ sơ quá hạn"
        in text
    )


def test_what_the_chairman_and_a_unit_remark_reads_as_what_it_is(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    folder = write_folder(
        tmp_path / "data",
        {
            "plan": "year,issuer,view_on\n2026,UBND xã,16/11/2026\n",
            "units": "unit_id,name\nA,Thôn <b>A\n",
            "tasks": "task_id,year,clause,title,due_on\nT1,2026,II.1.a,Ký kết,15/11/2026\n",
            "assignments": "task_id,unit_id,role\nT1,A,Chủ trì\n",
            "progress": """
                recorded_on,task_id,unit_id,status,note
                12/11/2026,T1,A,Đang thực hiện,Đề nghị gia hạn đến 30/11/2026: chờ <i>kinh phí
                13/11/2026,T1,A,Đang thực hiện,Chỉ đạo: làm ngay
                """,
        },
    )
    drawn: dict[str, pd.DataFrame] = {}
    monkeypatch.setattr(
        "emulation.ui.parts.tables.table", lambda rows, *_, **how: drawn.update({how["key"]: rows})
    )
    text = open_screen("progress", folder, monkeypatch, task="T1")
    assert "Thôn <b>A đề nghị gia hạn đến 30/11/2026 (ngày 12/11/2026): chờ <i>kinh phí." in text
    assert "Trả lời đề nghị của Thôn <b>A" in text
    assert "Chỉ đạo ngày 13/11/2026 cho Thôn <b>A: làm ngay" in text
    assert list(drawn["task_log_T1"]["status"]) == ["Chỉ đạo", "Đề nghị gia hạn"]
    monkeypatch.setattr(viewer, "identify", lambda: Viewer(Role.CHAIRMAN, "ct", "Chủ"))
    text = open_screen("progress", folder, monkeypatch, task="T1")
    assert "đề nghị gia hạn đến 30/11/2026" in text
    app = run_screen("overview", folder, monkeypatch)
    assert any('href="inbox?request=T1%2FA' in body for body in bodies(app))
    text = text_of(app)
    assert "Cần đôn đốc (2) 1 đề nghị gia hạn, 1 đến hạn hôm nay" in text
    assert text.index("Đề nghị gia hạn đến 30/11/2026 ·") < text.index("Nhiệm vụ sắp đến hạn")
    monkeypatch.setattr(viewer, "identify", lambda: Viewer(Role.COUNCIL, "hd", "Uỷ viên"))
    assert "ề nghị gia hạn" not in open_screen("overview", folder, monkeypatch)


def test_a_task_that_is_not_there_is_said_not_to_be(monkeypatch: pytest.MonkeyPatch) -> None:
    assert "Không có nhiệm vụ mã “<b>X”." in open_screen("progress", SAMPLE, monkeypatch, task="<b>X")


def test_before_anything_is_due(monkeypatch: pytest.MonkeyPatch) -> None:
    text = open_screen("progress", SAMPLE, monkeypatch, as_of="2026-01-05")
    assert "Không nhiệm vụ nào quá hạn; không phần việc nào quá hạn." in text
    assert "Đến 05/01/2026 chưa nhiệm vụ nào đến hạn; không nhiệm vụ nào sắp đến hạn." in text


def test_no_tasks_is_said_with_what_to_do(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    text = open_screen("progress", write_folder(tmp_path / "data"), monkeypatch)
    assert "Chưa có nhiệm vụ nào để theo dõi." in text
    assert "Hãy đổi bộ lọc, hoặc" in text


def test_tasks_that_did_not_arise_or_have_no_unit(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    tables = {
        "units": "unit_id,name\nA,<i>Đơn vị A</i>\n",
        "tasks": "task_id,year,clause,title,due_on\nT1,2026,II.1.a,<b>Việc</b>,31/03/2026\n",
    }
    open_screen("progress", write_folder(tmp_path / "alone", tables), monkeypatch, as_of="2026-05-01")
    tables |= {
        "assignments": "task_id,unit_id,role\nT1,A,Chủ trì\n",
        "progress": "recorded_on,task_id,unit_id,status\n01/03/2026,T1,A,Không phát sinh\n",
    }
    text = open_screen("progress", write_folder(tmp_path / "none", tables), monkeypatch, as_of="2026-05-01")
    assert "Mọi nhiệm vụ đang xem đều không phát sinh." in text
    assert "– 1 không phát sinh" in text
    assert "<i>Đơn vị A</i>" in text  # escaped, so it is read as it was typed


def test_nobody_late_is_said_where_the_list_would_stand(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    tables = {
        "units": "unit_id,name\nA,Đơn vị A\n",
        "tasks": "task_id,year,clause,title,due_on\nT1,2026,II.1.a,Việc,31/03/2026\n",
    }
    folder = write_folder(tmp_path, tables)
    text = open_screen("progress", folder, monkeypatch, as_of="2026-04-02", show="late")
    assert "1 nhiệm vụ quá hạn, lâu nhất 2 ngày ; không phần việc nào quá hạn." in text
    assert "Không phần việc nào quá hạn trong phạm vi đang xem." in text


def test_the_curve_of_few_tasks_counts_in_whole_numbers() -> None:
    rows = pd.DataFrame({"day": [date(2026, 3, 31)], "planned": [2], "done": [1]}, dtype=object)
    assert figures.curve(rows, date(2026, 5, 4), 2026).layout["yaxis"]["dtick"] == 1
