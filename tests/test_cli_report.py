"""`python -m emulation report`, from a terminal."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import pytest
from docx import Document

from tests.folders import write_folder
from tests.test_cli import run

TABLES = {
    "plan": "Năm,Cơ quan ban hành,Ngày xem mặc định\n2026,Ủy ban nhân dân xã A,16/11/2026\n2025,Ủy ban nhân dân xã Cũ,\n",
    "blocs": "Mã khối,Tên khối\nK1,Khối thôn\n",
    "units": "Mã đơn vị,Tên đơn vị,Mã khối\nT1,Thôn Một,K1\nT2,Thôn Hai,K1\n",
    "tasks": "Mã nhiệm vụ,Năm,Điều khoản,Quý,Nội dung,Hạn hoàn thành\nN1,2026,II.1.a,1,Việc một,31/03/2026\n",
    "assignments": "Mã nhiệm vụ,Mã đơn vị,Vai trò\nN1,T1,Chủ trì\nN1,T2,Phối hợp\n",
    "criteria": "Mã tiêu chí,Năm,Nhóm tiêu chí,Tiêu chí,Loại điểm,Điểm tối đa\nC1,2026,Nhóm,Một,Chuẩn,10\n",
    "scores": "Ngày chấm,Kỳ,Mã đơn vị,Mã tiêu chí,Bước chấm,Điểm\n"
    + "".join(
        f"01/07/2026,{period},T1,C1,Hội đồng chấm,9\n" for period in ("2026-Q2", "2026-Q3", "2025-2026")
    ),
    "meetings": "Mã cuộc họp,Ngày họp,Loại,Nội dung\nM1,15/10/2025,Họp Hội đồng,Xét khen thưởng\n",
}


@pytest.fixture(scope="module")
def data(tmp_path_factory) -> Path:
    """Two units, both late."""
    return write_folder(tmp_path_factory.mktemp("bao-cao"), TABLES)


def text_of(content: bytes | Path) -> str:
    document = Document(io.BytesIO(content) if isinstance(content, bytes) else str(content))
    return "\n".join(paragraph.text for paragraph in document.paragraphs)


def test_a_report_is_written_where_asked(data, tmp_path):
    out = tmp_path / "moi" / "bao cao.docx"
    done = run("report", "quarter", "--quarter", 3, "--data", data, "--out", out)
    assert (done.returncode, done.stdout) == (0, f"Đã lập {out}\n")
    assert "quý III năm 2026" in text_of(out)


@pytest.mark.parametrize(
    ("chosen", "said"),
    [
        ([], "quý III năm 2026"),  # the last that has ranks
        (["--period", "2026-Q2"], "quý II năm 2026"),
        (["--period", "2025-2026"], "năm học 2025-2026"),
        (["--as-of", "2026-07-02"], "quý III năm 2026"),
    ],
)
def test_a_ranking_is_of_the_period_said_else_of_the_usual_one(data, chosen, said, tmp_path):
    out = tmp_path / "x.docx"
    assert run("report", "ranking", *chosen, "--data", data, "--out", out).returncode == 0
    assert said in text_of(out)


@pytest.mark.parametrize(
    ("kind", "chosen", "said"),
    [
        ("quarter", [], "quý III năm 2026"),  # of 16/11: the quarter that ended
        (
            "minutes",
            ["--meeting", "M1"],
            "Hội đồng Thi đua - Khen thưởng xã Cũ",
        ),  # by the plan of the meeting's year
    ],
)
def test_other_reports_are_of_the_period_that_the_screen_proposes(data, kind, chosen, said, tmp_path):
    out = tmp_path / "x.docx"
    assert run("report", kind, *chosen, "--data", data, "--out", out).returncode == 0
    assert said in text_of(out)


def test_a_level_is_asked_for_by_any_of_its_words(data, tmp_path):
    out = tmp_path / "x.docx"
    done = run("report", "proposal", "--level", "Cấp phường", "--data", data, "--out", out)
    assert (done.returncode, out.exists()) == (1, False), "nobody is proposed"
    assert "không có hồ sơ nào đề nghị khen thưởng cấp xã đã qua thẩm định" in done.stderr


def test_letters_go_into_a_folder_or_an_archive(data, tmp_path):
    assert run("report", "reminders", "--data", data, "--out", tmp_path / "thu").returncode == 0
    assert run("report", "reminders", "--data", data, "--out", tmp_path / "thu.zip").returncode == 0
    files = {path.name: path.read_bytes() for path in (tmp_path / "thu").iterdir()}
    with zipfile.ZipFile(tmp_path / "thu.zip") as archive:
        assert set(archive.namelist()) == set(files)
        assert set(files) == {"cong-van-don-doc-t1.docx", "cong-van-don-doc-t2.docx"}


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (["year", "--out", "x.xlsx"], "Báo cáo tổng kết năm lưu được dạng .docx và .pdf"),
        (["year", "--quarter", "2", "--out", "x.docx"], "không làm theo quý"),
        (["year", "--level", "Cấp xã", "--out", "x.docx"], "không làm theo cấp"),
        (["year", "--meeting", "H01", "--out", "x.docx"], "không làm theo cuộc họp"),
        (["reminders", "--out", "x.docx"], "hãy ghi --out là một thư mục hoặc tệp .zip"),
        (["year", "--unit", "KHONGCO", "--out", "x.docx"], "Không có mã này trong dữ liệu: --unit KHONGCO"),
        (
            ["ranking", "--period", "2026", "--out", "x.docx"],
            "Tính đến 16/11/2026 chưa có đơn vị nào được xếp hạng năm 2026, nên không có thông báo để lập.",
        ),
        (["yearly", "--out", "x.docx"], "kind không nhận 'yearly'"),
        (["year"], "còn thiếu --out"),
    ],
)
def test_what_cannot_be_made_is_said(data, arguments, sentence, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    done = run("report", *arguments, "--data", data)
    assert done.returncode in (1, 2)
    assert sentence in done.stderr
    assert list(tmp_path.iterdir()) == []


def test_a_file_that_cannot_be_written_is_named(data, tmp_path):
    (tmp_path / "x.docx").mkdir()
    done = run("report", "ranking", "--data", data, "--out", tmp_path / "x.docx")
    assert done.returncode == 1
    assert done.stderr.startswith(f"Không ghi được {tmp_path / 'x.docx'}")


def test_a_communes_own_template_goes_first(tmp_path):
    folder = write_folder(tmp_path / "du-lieu", TABLES)
    own = folder / "mau-bao-cao" / "bao-cao-nam.docx"
    own.parent.mkdir()
    document = Document()
    document.add_paragraph("Mẫu của xã, {{ ky }}")
    document.save(str(own))
    assert run("report", "year", "--data", folder, "--out", tmp_path / "x.docx").returncode == 0
    assert text_of(tmp_path / "x.docx") == "Mẫu của xã, năm 2026"
    document.add_paragraph("{{ khong_co }}")
    document.save(str(own))
    done = run("report", "year", "--data", folder, "--out", tmp_path / "y.docx")
    assert done.returncode == 1
    assert "bao-cao-nam.docx" in done.stderr
    assert "khong_co" in done.stderr


def test_a_missing_office_is_said(data, tmp_path, monkeypatch):
    monkeypatch.setattr("emulation.reports.pdf.find_office", lambda: None)
    done = run("report", "ranking", "--data", data, "--out", tmp_path / "x.pdf")
    assert done.returncode == 1
    assert "LibreOffice" in done.stderr
