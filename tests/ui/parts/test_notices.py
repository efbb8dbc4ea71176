"""What the notices say, and that text from files is never markup."""

from pathlib import Path

import pandas as pd
import pytest

from emulation.folder import DataFolder
from emulation.intake.problems import Problem
from emulation.ui.parts.notices import LISTED, in_short, plan_notice, problems_notice, stale_notice
from tests.folders import write_folder


def plan(*rows: tuple[int, str | None]) -> pd.DataFrame:
    return pd.DataFrame(rows, columns=["year", "notice"], dtype=object)


def test_the_plan_of_the_year_speaks_first():
    notices = plan((2025, "Số liệu năm cũ"), (2026, "Số liệu mẫu"))
    assert "Số liệu năm cũ" in plan_notice(notices, 2025)
    assert "Số liệu mẫu" in plan_notice(notices, 2026)


def test_the_latest_notice_stands_in_for_a_year_without_one():
    assert "Số liệu mẫu" in plan_notice(plan((2026, "Số liệu mẫu"), (2025, None)), 2025)


def test_no_plan_or_no_notice_says_nothing():
    assert plan_notice(plan(), 2026) == ""
    assert plan_notice(plan((2026, None), (2025, "  ")), 2026) == ""


def test_a_projector_gets_sentences_without_a_word_of_the_rows(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = write_folder(tmp_path / "data", {"dossiers": "dossier_id,received_on\nHS1,Cá nhân Bí Mật\n"})
    opened = DataFolder(folder)
    (folder / "units.csv").write_bytes(b"")
    monkeypatch.setattr("emulation.ui.parts.notices.session.edition", opened.refresh)
    monkeypatch.setattr(
        "emulation.ui.parts.notices.session.table",
        lambda name: plan((2026, "Năm nay"), (2025, "Số liệu mẫu")),
    )
    sample, stale, faults = in_short(2025)
    assert sample == "Số liệu mẫu"
    assert stale == "Đang dùng bản trước của units.csv."
    assert faults.startswith("Dữ liệu có ")
    assert "Bí Mật" not in faults


def test_problems_are_counted_by_file_and_each_names_place_value_and_remedy():
    html = problems_notice(
        [
            Problem("scores.csv", "không phải là số", "Ghi số, ví dụ 8,5", "F17", "Điểm", "ba"),
            Problem("units.csv", "thiếu tệp", "Thêm tệp"),
        ],
        "/data?unit=A",
    )
    assert "2 lỗi" in html
    assert "scores.csv (1), units.csv (1)" in html
    assert "ô F17 · Điểm “ba”: không phải là số. <em>Ghi số, ví dụ 8,5.</em>" in html
    assert "<strong>units.csv</strong>: thiếu tệp. <em>Thêm tệp.</em>" in html
    assert 'href="/data?unit=A"' in html


def test_remarks_are_no_problems():
    assert problems_notice([Problem("scores.csv", "điểm vượt tối đa", "Xem lại", note=True)], "/data") == ""
    assert problems_notice([], "/data") == ""


def test_a_long_list_is_cut_and_says_so():
    html = problems_notice(
        [Problem("scores.csv", "sai", "sửa", f"F{row}") for row in range(LISTED + 5)], "/data"
    )
    assert html.count("<li>") == LISTED
    assert f"{LISTED + 5} lỗi" in html
    assert "… và 5 lỗi nữa" in html


def test_text_from_files_is_escaped():
    bad = "<img src=x onerror=alert(1)>"
    for html in (
        problems_notice([Problem("a<b>.csv", bad, bad, "A1", bad, bad)], bad),
        plan_notice(plan((2026, bad)), 2026),
        stale_notice({bad: bad}),
    ):
        assert html
        assert "<img" not in html


def test_stale_files_are_named_with_the_reason():
    html = stale_notice({"progress.csv": "tệp rỗng", "scores.csv": "sai bảng mã"})
    assert "<strong>progress.csv</strong>: tệp rỗng" in html
    assert "<strong>scores.csv</strong>: sai bảng mã" in html
    assert stale_notice({}) == ""


def test_many_stale_files_leave_the_screen_to_what_it_is_about():
    assert "<details open>" in stale_notice(dict.fromkeys("abc", "tệp rỗng"))
    assert "<strong>4 tệp</strong>" in stale_notice(dict.fromkeys("abcd", "tệp rỗng"))
    assert "<details>" in stale_notice(dict.fromkeys("abcd", "tệp rỗng"))
