"""Hồ sơ chờ xử lý: what is stuck where, with data, for one unit, for one dossier, and without data."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.folders import write_folder
from tests.pages.screens import ROOT, bodies, open_screen, run_screen, text_of

SAMPLE = ROOT / "data"


def test_the_answer_comes_first(monkeypatch: pytest.MonkeyPatch) -> None:
    text = open_screen("dossiers", SAMPLE, monkeypatch)
    assert (
        "34 hồ sơ chưa kết thúc: 25 ở xã, 9 ở cấp trên; 5 hồ sơ quá hạn, lâu nhất 21 ngày , "
        "nhiều nhất ở bước Trình Chủ tịch (3); 12 sắp đến hạn (3 hạn hôm nay); " in text
    )
    assert "đang chờ bổ sung, thời hạn tạm dừng." in text
    assert "Trình Chủ tịch 6 ● 3 quá hạn ▲ 3 sắp đến hạn lâu nhất 7 ngày" in text


def test_awards_given_are_counted(monkeypatch: pytest.MonkeyPatch) -> None:
    text = open_screen("dossiers", SAMPLE, monkeypatch)
    assert (
        "Cả năm 2026, đến 16/11/2026: 139 cấp xã, 6 cấp thành phố, 2 cấp Nhà nước; "
        "đếm cá nhân, tập thể, hộ, không đếm hồ sơ." in text
    )
    assert "Theo cấp quyết định Cấp xã 139 Cấp thành phố 6 Cấp Nhà nước 2" in text


def test_the_page_has_a_filter_of_its_own(monkeypatch: pytest.MonkeyPatch) -> None:
    text = open_screen("dossiers", SAMPLE, monkeypatch, level="Cấp thành phố", kind="Tập thể")
    assert "Cấp thành phố, Tập thể: 7 hồ sơ chưa kết thúc" in text


def test_a_level_is_chosen_under_whatever_word_the_files_have(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    tables = {
        "plan": "year,issuer,superior\n2026,UBND phường A,UBND tỉnh B\n",
        "units": "unit_id,name\nA,Đơn vị A\n",
        "awards": """
            award_id,name,category,level
            KN,Kỷ niệm chương,Hình thức khen thưởng,Cấp bộ
            BK,Bằng khen,Hình thức khen thưởng,Cấp tỉnh
            GK,Giấy khen,Hình thức khen thưởng,Cấp phường
            """,
        "dossiers": "dossier_id,received_on,unit_id,nominee_kind,nominee_name,award_id,commendation_type\n"
        + "".join(f"H{award},01/05/2026,A,Cá nhân,Ai,{award},Công trạng\n" for award in ("KN", "BK", "GK")),
    }
    folder = write_folder(tmp_path / "data", tables)
    text = open_screen("dossiers", folder, monkeypatch, as_of="2026-05-01", level="Cấp tỉnh")
    assert "Cấp tỉnh: 2 hồ sơ chưa kết thúc, cả 2 ở phường; không hồ sơ nào quá hạn" in text
    text = open_screen("dossiers", folder, monkeypatch, as_of="2026-05-01", level="Cấp xã")
    assert "“Cấp xã” không có. Hãy chọn một trong: Cấp phường, Cấp tỉnh, Cấp Nhà nước." in text


def test_an_unknown_choice_in_the_address_is_refused_in_words(monkeypatch: pytest.MonkeyPatch) -> None:
    text = open_screen("dossiers", SAMPLE, monkeypatch, kind="xyz")
    assert "Đối tượng “xyz” không có. Hãy chọn một trong: Cá nhân, Tập thể, Hộ gia đình." in text
    assert "34 hồ sơ chưa kết thúc" in text


def test_the_list_that_is_asked_for_stands_above_the_chart_with_the_way_back(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    screen = run_screen("dossiers", SAMPLE, monkeypatch, deadline="Quá hạn")
    text = text_of(screen)
    assert "Quá hạn: 5 hồ sơ chưa kết thúc, cả 5 ở xã; cả 5 quá hạn, lâu nhất 21 ngày" in text
    assert text.index("Từng hồ sơ") < text.index("Tiếp nhận 0") < text.index("Hồ sơ nằm ở mỗi bước bao lâu")
    assert any('<a href="dossiers" target="_self">Xem tất cả hồ sơ</a>' in body for body in bodies(screen))


def test_a_stage_opens_its_dossiers_and_keeps_the_other_choices(monkeypatch: pytest.MonkeyPatch) -> None:
    screen = run_screen("dossiers", SAMPLE, monkeypatch, deadline="Quá hạn")
    (flow,) = [body for body in bodies(screen) if 'class="stage-flow"' in body]
    asked = "stage=Tr%C3%ACnh+Ch%E1%BB%A7+t%E1%BB%8Bch&amp;deadline=Qu%C3%A1+h%E1%BA%A1n"
    assert f'<a href="dossiers?{asked}" target="_self">Trình Chủ tịch</a></span><strong>3<' in flow
    assert "<span>Tiếp nhận</span><strong>0<" in flow


def test_a_unit_sees_its_own_dossiers(monkeypatch: pytest.MonkeyPatch) -> None:
    text = open_screen("dossiers", SAMPLE, monkeypatch, unit="MTTQ")
    assert "1 hồ sơ chưa kết thúc ở xã; không hồ sơ nào quá hạn" in text
    assert "1 cấp xã, 1 cấp Nhà nước;" in text


def test_the_address_opens_a_dossier(monkeypatch: pytest.MonkeyPatch) -> None:
    text = open_screen("dossiers", SAMPLE, monkeypatch, dossier="HS-2026-125")
    assert (
        "20/11/2026: 10 ngày làm việc† tính từ ngày làm việc liền sau ngày tiếp nhận 16/10/2026, "
        "lùi thêm 15 ngày làm việc chờ bổ sung" in text
    )
    assert "Yêu cầu bổ sung 13 ngày (9 ngày làm việc) 22/10/2026 – 04/11/2026 MH-95/CV-VHXH" in text


def test_a_dossier_that_is_not_there_is_said_not_to_be(monkeypatch: pytest.MonkeyPatch) -> None:
    assert "Không có hồ sơ mã “<b>X”." in open_screen("dossiers", SAMPLE, monkeypatch, dossier="<b>X")


def test_no_dossiers_is_said_with_what_to_do(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    text = open_screen("dossiers", write_folder(tmp_path / "data"), monkeypatch)
    assert "Không có hồ sơ nào chưa kết thúc." in text
    assert "hoặc điền thêm: Tiếp nhận hồ sơ" in text
    assert "chưa có khen thưởng nào" in text


def test_one_dossier_received_today(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    tables = {
        "units": "unit_id,name\nA,<i>Đơn vị A</i>\n",
        "awards": "award_id,name,category,level\nGK,Giấy khen,Hình thức khen thưởng,Cấp xã\n",
        "dossiers": "dossier_id,received_on,unit_id,nominee_kind,nominee_name,award_id,commendation_type\n"
        "H1,01/05/2026,A,Cá nhân,<b>Tên</b>,GK,Công trạng\n",
    }
    folder = write_folder(tmp_path / "data", tables)
    text = open_screen("dossiers", folder, monkeypatch, as_of="2026-05-01", dossier="H1")
    assert "1 hồ sơ chưa kết thúc ở địa phương; " in text
    assert "H1 · <b>Tên</b>" in text
    assert "Không có: danh mục khen thưởng không ghi số ngày giải quyết" in text
    assert "Tiếp nhận trong ngày 01/05/2026" in text
