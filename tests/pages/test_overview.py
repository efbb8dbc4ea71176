"""Tổng quan: what a chairman reads first, with data, without, narrowed, and with a file that cannot be read."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest

from tests.folders import write_folder
from tests.pages.screens import ROOT, bodies, open_screen, run_screen

SAMPLE = ROOT / "data"


def test_the_answer_comes_first(monkeypatch: pytest.MonkeyPatch) -> None:
    text = open_screen("overview", SAMPLE, monkeypatch)
    to_sign, pressed = text.index("Chờ Chủ tịch ký (6)"), text.index("Cần đôn đốc (16)")
    assert to_sign < text.index("trễ 14 ngày Chiến sĩ thi đua cơ sở · Cá nhân 68") < pressed
    assert pressed < text.index("trễ 47 ngày II.3.a · Đôn đốc các khối sơ kết 6 tháng Nhiệm vụ quá hạn")
    assert "Số liệu minh họa" in text


def test_each_figure_is_said_once_with_its_denominator_its_change_and_the_worst_of_it(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    text = open_screen("overview", SAMPLE, monkeypatch)
    change = r"▲ tăng \d+ từ họp 15/10"
    assert re.search(rf"Nhiệm vụ quá hạn 3 /\d+ {change}.* lâu nhất 47 ngày", text)
    assert re.search(rf"Phần việc quá hạn 24 /\d+ {change}.* của 15 đơn vị, lâu nhất 230 ngày", text)
    assert "6 hồ sơ chờ Chủ tịch ký" not in text


def test_a_card_opens_the_list_that_it_counts(monkeypatch: pytest.MonkeyPatch) -> None:
    blocks = bodies(run_screen("overview", SAMPLE, monkeypatch, quarter="4"))
    (cards,) = (block for block in blocks if block.startswith('<div class="figures"'))
    assert re.findall(r'<a href="([^"]*)"[^>]*class="figure', cards) == [
        "progress?quarter=4&amp;show=done",
        "progress?quarter=4&amp;show=overdue",
        "progress?quarter=4&amp;show=late",
        "progress?quarter=4&amp;show=conclusions",
        "dossiers?quarter=4&amp;stage=Tr%C3%ACnh+Ch%E1%BB%A7+t%E1%BB%8Bch",
        "dossiers?quarter=4&amp;deadline=Qu%C3%A1+h%E1%BA%A1n",
    ]


def test_filtered_all_words_are_those_for_parts(monkeypatch: pytest.MonkeyPatch) -> None:
    text = open_screen("overview", SAMPLE, monkeypatch, bloc="K4")
    assert "Phần việc quá hạn 4 /31" in text
    assert "của 3 đơn vị, lâu nhất 154 ngày" in text
    assert "Phần việc quá hạn Tiểu học số 3" in text
    assert "ở tình trạng phần việc gấp nhất của các đơn vị đang xem" in text
    assert not re.search(r"Nhiệm vụ (đã hoàn thành|quá hạn|sắp)", text)
    text = open_screen("overview", SAMPLE, monkeypatch, unit="THCS1")
    assert "lâu nhất 6 ngày" in text
    assert "của 1 đơn vị" not in text


def test_the_reasons_of_each_list_add_up_to_its_lines(monkeypatch: pytest.MonkeyPatch) -> None:
    text = open_screen("overview", SAMPLE, monkeypatch)
    assert "Chờ Chủ tịch ký (6) 3 quá hạn, 2 đến hạn hôm nay, 1 sắp đến hạn" in text
    assert (
        "Cần đôn đốc (16) 4 quá hạn, 2 đến hạn hôm nay, 7 sắp đến hạn, 2 tạm dừng chờ bổ sung, 1 chưa chấm điểm"
        in text
    )


def test_on_the_last_day_itself_the_card_says_that_it_is_due(monkeypatch: pytest.MonkeyPatch) -> None:
    text = open_screen("overview", SAMPLE, monkeypatch, as_of="2026-09-30", quarter="3")
    assert re.search(r"Nhiệm vụ quá hạn 0 /\d ● không đổi từ họp 10/07 .*1 đến hạn hôm nay", text)


def test_another_day_shows_the_screen_of_that_day(monkeypatch: pytest.MonkeyPatch) -> None:
    text = open_screen("overview", SAMPLE, monkeypatch, as_of="2026-04-15")
    assert "Nhiệm vụ đã hoàn thành 4 /24" in text


def test_a_filter_is_said_in_words(monkeypatch: pytest.MonkeyPatch) -> None:
    text = open_screen("overview", SAMPLE, monkeypatch, unit="T03", quarter="2")
    assert "Năm 2026 · Quý II · Thôn 3 · tính đến 16/11/2026" in text


def test_an_unknown_unit_in_the_address_is_named_and_the_rest_lives(monkeypatch: pytest.MonkeyPatch) -> None:
    text = open_screen("overview", SAMPLE, monkeypatch, unit="KHONGCO")
    assert "KHONGCO" in text
    assert re.search(r"Nhiệm vụ đã hoàn thành \d+ /\d+", text)


def test_an_empty_folder_says_why_and_what_to_do(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = write_folder(
        tmp_path, {"bands": "name,from_points\nTốt,85\n"}
    )  # of an empty one another screen opens
    text = open_screen("overview", folder, monkeypatch)
    assert "Nhiệm vụ đã hoàn thành – không có nhiệm vụ phát sinh" in text
    assert "Không có hồ sơ nào chờ ký." in text
    assert "Không có việc nào quá hạn hay sắp đến hạn." in text
    assert "Chưa có nhiệm vụ nào Không có nhiệm vụ năm" in text


def test_a_folder_that_does_not_exist_is_said_so(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    text = open_screen("overview", tmp_path / "không có", monkeypatch)
    assert "Chưa có thư mục này, lần lưu đầu sẽ tạo" in text


def test_an_unreadable_file_stops_just_the_parts_that_need_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = shutil.copytree(SAMPLE, tmp_path / "data", ignore=shutil.ignore_patterns("*.py"))
    (folder / "progress.csv").write_bytes(b"")
    text = open_screen("overview", folder, monkeypatch)
    assert "Chưa xem được phần này. Cần tệp chưa đọc được: progress.csv." in text
    text = open_screen("movements", folder, monkeypatch)
    assert "Bình dân học vụ số" in text


REFUSED = "Chưa xem được phần này. Cần tệp chưa đọc được: blocs.csv."


@pytest.mark.parametrize(
    ("page", "refused", "says"),
    [
        ("overview", 0, "Phần việc đã hoàn thành"),
        ("progress", 1, "Chọn điều khoản để xem nguyên văn"),
        ("rankings", 2, "Thứ hạng qua các kỳ"),
        ("dossiers", 0, "Theo đơn vị"),
        ("unit", 0, "Chọn một đơn vị"),
    ],
)
def test_without_the_blocs_screens_show_all_the_rest_and_filter_by_their_ids(
    page: str, refused: int, says: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = shutil.copytree(SAMPLE, tmp_path / "data", ignore=shutil.ignore_patterns("*.py"))
    (folder / "blocs.csv").write_bytes(b"")
    text = open_screen(page, folder, monkeypatch, bloc="K4")
    assert text.count(REFUSED) == refused
    assert says in text
    assert "K4 · tính đến" in text or page == "unit"
    assert "Khối thi đua “K4”" not in text


def test_damaged_optional_files_leave_the_chairman_his_answer(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = shutil.copytree(SAMPLE, tmp_path / "data", ignore=shutil.ignore_patterns("*.py"))
    damaged = [f"{name}.csv" for name in ("scores", "bands", "movements", "criteria")]
    for file in damaged:
        (folder / file).write_bytes(b"")
    text = open_screen("overview", folder, monkeypatch)
    assert [file for file in damaged if file not in text] == []
    assert "Chờ Chủ tịch ký (6)" in text
    assert "trễ 47 ngày II.3.a" in text


def test_what_changed_opens_in_words_which_tasks_turned_and_which_dossiers_moved_where(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    text = open_screen("overview", SAMPLE, monkeypatch)
    assert re.search(
        r"Từ họp Hội đồng ngày 15/10/2026: \d+ nhiệm vụ thành quá hạn, .*; \d+ hồ sơ mới, \d+ đi tiếp", text
    )
    assert "○ Chưa bắt đầu → nay ● Quá hạn KL.2 · Đề nghị khen doanh nghiệp, hợp tác xã" in text
    assert re.search(r"Họp Hội đồng → Trình Chủ tịch 1 .*Cá nhân 68 Phòng Kinh tế", text)
    assert "Xếp hạng Quý IV/2026 Quý IV/2026 đang tạm tính nên chưa so với kỳ trước." in text
    assert re.search(r"Từ đó ghi nhận: \d+ lượt đơn vị cập nhật, \d+ hồ sơ chuyển bước", text)
    text = open_screen("overview", SAMPLE, monkeypatch, period="2025-2026")
    assert "▲ lên 3 THCS số 2 hạng 6 → 3" in text  # the same units, finally ranked in both years


def test_dossiers_of_any_time_are_said_so_beside_a_chosen_quarter(monkeypatch: pytest.MonkeyPatch) -> None:
    text = open_screen("overview", SAMPLE, monkeypatch, quarter="3")
    assert "lâu nhất 21 ngày, hồ sơ của mọi kỳ" in text
    assert "1 sắp đến hạn; hồ sơ của mọi kỳ" in text
    assert "Nhiệm vụ Quý III/2026 đổi tình trạng" in text


def test_names_are_shown_as_text_never_as_markup(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write_folder(
        tmp_path,
        {
            "units": 'unit_id,name\nA,"<img src=x onerror=alert(1)>"\n',
            "tasks": "task_id,year,clause,quarter,title,due_on\nT1,2026,II.1.a,1,<script>alert(2)</script>,31/03/2026\n",
            "assignments": "task_id,unit_id,role\nT1,A,Chủ trì\n",
        },
    )
    text = open_screen("overview", tmp_path, monkeypatch, as_of="2026-05-01", year="2026")
    assert "<img src=x onerror=alert(1)>" in text
    assert "<script>alert(2)</script>" in text


def test_a_dossier_to_be_signed_without_a_deadline_is_listed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    tables = {
        "plan": "Năm,Cơ quan ban hành,Ngày xem mặc định\n2026,UBND xã,16/11/2026\n",
        "units": "Mã đơn vị,Tên đơn vị\nU1,Thôn 1\n",
        "awards": "Mã khen thưởng,Tên,Nhóm,Cấp quyết định\n".replace("Tên", '"Tên danh hiệu, hình thức"')
        + "A1,Giấy khen,Hình thức khen thưởng,Cấp xã\n",
        "dossiers": "Mã hồ sơ,Ngày tiếp nhận,Mã đơn vị,Đối tượng,Tên đối tượng,Mã khen thưởng,Loại khen thưởng\n"
        "H1,02/11/2026,U1,Tập thể,Thôn 1,A1,Công trạng\n",
        "dossier_events": "Ngày,Mã hồ sơ,Bước xử lý\n03/11/2026,H1,Trình Chủ tịch\n",
    }
    text = open_screen("overview", write_folder(tmp_path / "data", tables), monkeypatch)
    assert "Chờ Chủ tịch ký (1) không có hạn • không có hạn Giấy khen · Thôn 1 Trình ngày 03/11/2026" in text


def test_a_year_without_tasks_says_so_instead_of_zero(monkeypatch: pytest.MonkeyPatch) -> None:
    text = open_screen("overview", SAMPLE, monkeypatch, as_of="2001-01-01")
    assert "Nhiệm vụ đã hoàn thành – không có nhiệm vụ phát sinh" in text
    assert "Chưa có cuộc họp Hội đồng nào để so: chưa ghi nhận gì mới." in text


@pytest.mark.parametrize(
    ("page", "late"),
    [("overview", "Chờ Chủ tịch ký (0)"), ("progress", "Kế hoạch đang chậm: 1 nhiệm vụ quá hạn")],
)
def test_that_nothing_is_recorded_is_said_before_what_is_late(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, page: str, late: str
) -> None:
    tables = {
        "plan": "year,issuer,view_on\n2026,UBND xã An Lão,30/11/2026\n",
        "units": "unit_id,name\nA,Công an xã\n",
        "tasks": "task_id,year,clause,quarter,title,due_on\nT1,2026,II.1.a,1,Ban hành,31/03/2026\n",
        "assignments": "task_id,unit_id,role\nT1,A,Chủ trì\n",
    }
    said = "Chưa ghi nhận gì của năm 2026: việc đã làm mà chưa ghi vẫn tính là chưa xong."
    folder = write_folder(tmp_path / "data", tables)
    assert f"{said} {late}" in open_screen(page, folder, monkeypatch)
    log = "recorded_on,task_id,unit_id,status\n29/11/2026,T1,A,Đang thực hiện\n"
    folder = write_folder(tmp_path / "recorded", {**tables, "progress": log})
    assert "Chưa ghi nhận gì" not in open_screen(page, folder, monkeypatch)
