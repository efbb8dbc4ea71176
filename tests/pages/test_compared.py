"""What screens are compared with: chosen once in the address, beside last year where there are data of it."""

from __future__ import annotations

import html
import re
from pathlib import Path

import pytest

from emulation.access import PUBLIC
from emulation.ui.parts import viewer
from tests.folders import write_folder
from tests.pages.screens import bodies, open_screen, run_screen, text_of

OF_BOTH_YEARS = {
    "plan": "year,issuer,view_on\n2026,UBND xã Một,16/11/2026\n",
    "blocs": "bloc_id,name\nK1,Khối một\n",
    "units": "unit_id,name,bloc_id\nA,Thôn A,K1\nB,Thôn B,K1\n",
    "tasks": """
        task_id,year,clause,quarter,title,due_on
        L3,2025,II.3.a,3,Việc năm trước,30/09/2025
        L4,2025,II.4.a,4,Việc năm trước hai,31/10/2025
        T3,2026,II.3.a,3,Việc một,30/09/2026
        T4,2026,II.4.a,4,Việc hai,15/10/2026
        T5,2026,II.4.b,4,Việc ba,31/12/2026
        """,
    "assignments": """
        task_id,unit_id,role
        L3,A,Chủ trì
        L4,A,Chủ trì
        T3,A,Chủ trì
        T4,A,Chủ trì
        T5,A,Chủ trì
        """,
    "progress": """
        recorded_on,task_id,unit_id,status
        20/09/2025,L3,A,Hoàn thành
        17/11/2025,L4,A,Hoàn thành
        01/10/2026,T3,A,Hoàn thành
        05/11/2026,T5,A,Hoàn thành
        """,
    "awards": """
        award_id,name,category,level
        GK,Giấy khen,Hình thức khen thưởng,Cấp xã
        """,
    "dossiers": """
        dossier_id,received_on,unit_id,nominee_kind,nominee_name,award_id,commendation_type,quantity
        H1,15/07/2025,A,Cá nhân,Cá nhân 01,GK,Công trạng,3
        H2,20/10/2025,A,Cá nhân,Cá nhân 02,GK,Công trạng,
        H3,20/10/2026,A,Cá nhân,Cá nhân 03,GK,Công trạng,2
        """,
    "dossier_events": """
        occurred_on,dossier_id,stage
        01/08/2025,H1,Đã khen thưởng
        17/11/2025,H2,Rút hồ sơ
        10/11/2026,H3,Đã khen thưởng
        """,
    "meetings": "meeting_id,held_on,kind,title\nM1,15/10/2026,Họp Hội đồng,Họp\n",
}
OF_ONE_YEAR = OF_BOTH_YEARS | {
    name: "\n".join(
        line for line in rows.splitlines() if "2025" not in line and not re.match(r"\s*L\d", line)
    )
    for name, rows in OF_BOTH_YEARS.items()
}


@pytest.fixture(scope="module")
def both(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_folder(tmp_path_factory.mktemp("both"), OF_BOTH_YEARS)


@pytest.fixture(scope="module")
def one(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_folder(tmp_path_factory.mktemp("one"), OF_ONE_YEAR)


def test_last_year_stands_beside_the_change_since_the_meeting(
    both: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    text = open_screen("overview", both, monkeypatch)
    assert "Nhiệm vụ đã hoàn thành 2 /3 ▲ tăng 1 từ họp 15/10 cùng kỳ 2025: 1" in text
    assert "Nhiệm vụ quá hạn 1 /3 ▲ tăng 1 từ họp 15/10 cùng kỳ 2025: 1; lâu nhất 32 ngày" in text
    assert "Hồ sơ quá hạn 0 /0 ● không đổi từ họp 15/10 cùng kỳ 2025: 0" in text
    assert "Thay đổi từ cuộc họp trước" in text


def test_more_that_is_done_is_good_and_more_that_is_late_is_not(
    both: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    text = " ".join(bodies(run_screen("overview", both, monkeypatch)))
    turns = re.findall(r'class="label">([^<]*)</span>.*?<span class="(change[^"]*)">([▲▼●])', text)
    assert {label: (turn, mark) for label, turn, mark in turns} == {
        "Nhiệm vụ đã hoàn thành": ("change better", "▲"),
        "Nhiệm vụ quá hạn": ("change worse", "▲"),
        "Phần việc quá hạn": ("change worse", "▲"),
        "Hồ sơ chờ Chủ tịch ký": ("change", "●"),
        "Hồ sơ quá hạn": ("change", "●"),
    }


def test_a_guest_compares_with_no_meeting_and_sees_no_dossiers_of_any_year(
    both: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(viewer, "identify", lambda: PUBLIC)
    text = open_screen("overview", both, monkeypatch)
    assert "So với cùng kỳ năm trước đầu quý" in text
    assert "Nhiệm vụ đã hoàn thành 2 /3 cùng kỳ 2025: 1" in text
    assert "Chưa có cuộc họp" not in text
    text = open_screen("overview", both, monkeypatch, compare="year")
    assert "▲ tăng 1 so với cùng kỳ 2025" in text
    assert "ồ sơ" not in text.partition("Tổng quan")[2]
    text = open_screen("dossiers", both, monkeypatch)
    assert "Cộng 2 khen thưởng: cùng kỳ 2025: 3" in text
    assert "Đã kết thúc" not in text


def test_a_year_ago_is_compared_once_and_with_what_was_known_then(
    both: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    text = open_screen("overview", both, monkeypatch, compare="year")
    assert (
        "Nhiệm vụ đã hoàn thành 2 /3 ▲ tăng 1 so với cùng kỳ 2025 Nhiệm vụ" in text
    )  # L4 was done on the next day
    assert "cùng kỳ 2025:" not in text
    assert "Chưa có dữ liệu năm 2025: nhiệm vụ Quý I và Quý II, hồ sơ trước tháng 07/2025." in text
    assert "Thay đổi từ cùng kỳ năm trước" in text


def test_the_quarter_begins_the_evening_before(both: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    text = open_screen("overview", both, monkeypatch, compare="quarter")
    assert (
        "Nhiệm vụ đã hoàn thành 2 /3 ▲ tăng 2 từ đầu Quý IV" in text
    )  # T3 on 01/10, the quarter's first day
    assert "Thay đổi từ đầu quý" in text


def test_progress_follows_the_choice(both: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    text = open_screen("progress", both, monkeypatch)
    assert (
        "Đã xong 2/3 nhiệm vụ: ▲ tăng 1 từ họp 15/10; cùng kỳ 2025: 1/2. "
        "Quá hạn 1: ▲ tăng 1 từ họp 15/10; cùng kỳ 2025: 1."
    ) in text
    assert "Xong 50%: ▲ tăng 50 điểm % từ họp 15/10; cùng kỳ 2025: 0%" in text
    text = open_screen("progress", both, monkeypatch, compare="year", show="overdue")
    assert "Đã xong 2/3 nhiệm vụ: ▲ tăng 1 so với cùng kỳ 2025 (1/2)." in text
    assert "nét mảnh: đã xong năm 2025" in text
    assert "Chưa có dữ liệu năm 2025: nhiệm vụ Quý I và Quý II." in text


def test_awards_and_finished_dossiers_follow_the_choice(both: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    text = open_screen("dossiers", both, monkeypatch)
    assert (
        "Cộng 2 khen thưởng: ▲ tăng 2 từ họp 15/10; cùng kỳ 2025: 3, chỉ có từ tháng 07/2025. "
        "Đã kết thúc 1 hồ sơ: ▲ tăng 1 từ họp 15/10; cùng kỳ 2025: 1, chỉ có từ tháng 07/2025."
    ) in text
    text = open_screen("dossiers", both, monkeypatch, compare="year", quarter="4")
    assert "Cộng 2 khen thưởng: ▲ tăng 2 so với cùng kỳ 2025 (0). Đã kết thúc 1 hồ sơ: ▲ tăng 1" in text


def test_without_data_of_last_year_nothing_is_said_of_it_but_that(
    one: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert "2025" not in open_screen("overview", one, monkeypatch)
    assert "Cộng 2 khen thưởng: ▲ tăng 2 từ họp 15/10. Đã" in open_screen("dossiers", one, monkeypatch)
    for screen in ("overview", "progress", "dossiers"):
        text = open_screen(screen, one, monkeypatch, compare="year")
        assert "Chưa có dữ liệu năm 2025." in text
        assert "so với cùng kỳ" not in text


def test_without_a_meeting_that_is_said(one: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    text = open_screen("progress", one, monkeypatch, as_of="2026-10-14")
    assert "Chưa có cuộc họp Hội đồng nào để so." in text
    assert "Đã xong 1/3" not in text


def test_the_choice_is_kept_by_every_link_and_nonsense_is_refused(
    both: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    app = run_screen("overview", both, monkeypatch, compare="quarter", unit="A")
    links = {html.unescape(link) for body in bodies(app) for link in re.findall(r'href="([^"]*)"', body)}
    kept = {link for link in links if "compare=quarter" in link}
    assert links - kept == {"./?unit=A", "./?unit=A&compare=year"}  # the two other choices
    app = run_screen("overview", both, monkeypatch, compare="<i>hôm qua</i>")
    assert "Không có mốc so sánh “<i>hôm qua</i>”." in text_of(app)
    assert "từ họp 15/10" in text_of(app)
