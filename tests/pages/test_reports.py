"""Báo cáo: a report is chosen, its gaps are told, it is read before it is taken away, its template is the commune's."""

from __future__ import annotations

import io
import json
from pathlib import Path
from typing import Any

import pytest
from docx import Document
from streamlit.testing.v1 import AppTest

from emulation.reports import preview
from emulation.reports.word import OWN_TEMPLATES, TEMPLATES
from tests.folders import write_folder
from tests.pages.screens import run_screen, text_of

STOCK = TEMPLATES / "bao-cao-nam.docx"
TABLES = {
    "plan": "year,issuer,place,view_on\n2026,Ủy ban nhân dân xã Thử,Thử,16/11/2026\n",
    "blocs": "bloc_id,name\nK1,Khối một\n",
    "units": "unit_id,name,bloc_id\nA,Đơn vị <A>,K1\nB,Đơn vị B,K1\n",
    "tasks": "task_id,year,clause,quarter,title,due_on\nT1,2026,II.2.a,2,Việc một,30/06/2026\n",
    "assignments": "task_id,unit_id,role\nT1,A,Chủ trì\nT1,B,Phối hợp\n",
}


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Read by all, changed by none."""
    return write_folder(tmp_path_factory.mktemp("reports"), TABLES)


def opened(folder: Path, monkeypatch: pytest.MonkeyPatch, **address: str) -> AppTest:
    return run_screen("office/reports", folder, monkeypatch, **address)


def html_of(app: AppTest) -> str:
    return " ".join(element.proto.body for element in app.get("html"))


def choices(app: AppTest) -> dict[str, Any]:
    """What the fields are set to."""
    given = [json.loads(element.proto.json or "null") for element in app.get("bidi_component")]
    fields = next(data for data in given if data and data.get("filter"))
    return {each["param"]: each["value"] for each in fields["lists"]} | {
        "as_of": fields["filter"]["as_of"]["value"]
    }


def labels(app: AppTest) -> list[str]:
    """What can be downloaded, and the other buttons."""
    return [element.proto.label for kind in ("download_button", "button") for element in app.get(kind)]


def pressed(app: AppTest, label: str) -> AppTest:
    next(button for button in app.button if button.label == label).click().run()
    assert not app.exception, app.exception
    return app


def test_the_usual_report_stands_there_at_once(folder: Path, monkeypatch: pytest.MonkeyPatch):
    app = opened(folder, monkeypatch)
    text = text_of(app)
    assert choices(app) == {"report": "quarter", "on": "2026-Q3", "as_of": "2026-11-16"}
    assert "Báo cáo quý III năm 2026. Số liệu tính đến 16/11/2026. Tính đến 30/09/2026 (ngày cuối kỳ)" in text
    assert 'href="reports?report=quarter&amp;on=2026-Q3&amp;as_of=2026-09-30"' in html_of(app)
    assert "Kế hoạch năm 2026 chưa ghi" in text
    assert "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM" in text
    assert {"Tải Word", "Tải mẫu đang dùng"} <= set(labels(app))


def test_a_gap_opens_its_form_with_what_is_known(folder: Path, monkeypatch: pytest.MonkeyPatch):
    app = opened(folder, monkeypatch, report="quarter", on="2026-Q2")
    assert "1 nhiệm vụ quá hạn hoặc trễ hạn chưa ghi lý do: II.2.a." in text_of(app)
    assert 'href="entry?form=tien-do&amp;year=2026&amp;task=T1&amp;unit=A"' in html_of(app)


def test_it_is_made_once_until_something_changes(folder: Path, monkeypatch: pytest.MonkeyPatch):
    made = []
    monkeypatch.setattr(preview, "of_word", lambda document: made.append(document) or "<p>Văn bản</p>")
    app = opened(folder, monkeypatch, report="year")
    app.run()
    assert len(made) == 1
    app.query_params["report"] = "half-year"
    app.run()
    assert len(made) == 2


def test_what_cannot_be_previewed_can_be_taken_away(folder: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(preview, "of_word", lambda document: {}["rId9"])
    app = opened(folder, monkeypatch, report="year", as_of="2026-10-01")
    assert "Chưa xem trước được văn bản này." in text_of(app)
    assert "Tải Word" in labels(app)


def test_the_address_says_what_is_shown_and_what_it_cannot_mean_is_told(
    folder: Path, monkeypatch: pytest.MonkeyPatch
):
    app = opened(folder, monkeypatch, report="half-year", on="1999", as_of="2026-06-30", unit="A")
    text = text_of(app)
    assert "Báo cáo sơ kết 6 tháng không có kỳ “1999”." in text
    assert "Báo cáo sơ kết 6 tháng đầu năm 2026, Đơn vị <A>. Số liệu tính đến 30/06/2026." in text
    assert "ngày cuối kỳ" not in text
    assert "<A>" not in html_of(app)


def test_letters_are_read_one_by_one_and_taken_together(folder: Path, monkeypatch: pytest.MonkeyPatch):
    app = opened(folder, monkeypatch, report="reminders", letter="cong-van-don-doc-b.docx")
    assert "2 công văn gửi đơn vị có phần việc quá hạn tính đến 16/11/2026." in text_of(app)
    assert "Kính gửi: Đơn vị B" in text_of(app)
    assert "Tải 2 công văn (.zip)" not in labels(app)
    assert "Tải 2 công văn (.zip)" in labels(pressed(app, "Tạo cả 2 công văn"))


def test_a_workbook_is_shown_as_its_sheets(folder: Path, monkeypatch: pytest.MonkeyPatch):
    app = opened(folder, monkeypatch, report="statistics", on="2026")
    assert "<h3>Nhiệm vụ</h3>" in html_of(app)
    assert "Tải Excel" in labels(app)
    assert "Sửa mẫu văn bản" not in [expander.label for expander in app.expander]


@pytest.mark.parametrize(
    ("report", "said"),
    [
        ("quarter", "Chưa có nhiệm vụ nào cho quý"),
        ("minutes", "Chưa lập được báo cáo này. Chưa chọn cuộc họp Hội đồng."),
        ("ranking", "Chưa lập được báo cáo này. Tính đến"),
        ("reminders", "nên không có công văn đôn đốc để lập."),
    ],
)
def test_an_empty_folder_has_its_reports_or_says_why_not(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, report: str, said: str
):
    assert said in text_of(opened(write_folder(tmp_path / "data"), monkeypatch, report=report))


def test_a_changed_template_is_tried_before_it_is_used(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    folder = write_folder(tmp_path / "data", TABLES)
    own = folder / OWN_TEMPLATES / STOCK.name
    app = opened(folder, monkeypatch, report="year")
    give(app, with_paragraph("{{ la_gi }}"))
    assert "Chưa lưu." in text_of(app)
    assert "la_gi" in text_of(app)
    assert not own.exists()
    give(app, with_paragraph("Câu của xã về {{ ky }}."))
    assert "Mẫu dùng được" in text_of(app)
    pressed(app, "Dùng mẫu này")
    assert own.exists()
    assert "Đã lưu mẫu riêng" in text_of(app)
    assert "Câu của xã về năm 2026." in text_of(app)


def test_a_template_in_use_that_cannot_be_filled_is_told_and_let_go(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    folder = write_folder(tmp_path / "data", TABLES)
    own = folder / OWN_TEMPLATES / STOCK.name
    own.parent.mkdir()
    own.write_bytes(with_paragraph("{{ la_gi }}"))
    app = opened(folder, monkeypatch, report="year")
    assert "Chưa lập được báo cáo này." in text_of(app)
    assert "la_gi" in text_of(app)
    pressed(app, "Dùng lại mẫu có sẵn")
    assert "Đã dùng lại mẫu có sẵn" in text_of(app)
    assert "CỘNG HÒA" in text_of(app)
    assert not own.exists()


def give(app: AppTest, template: bytes) -> None:
    app.file_uploader[0].set_value(("mau.docx", template, "")).run()
    assert not app.exception, app.exception


def with_paragraph(text: str) -> bytes:
    """The template that came along with a paragraph more."""
    document = Document(str(STOCK))
    document.add_paragraph(text)
    changed = io.BytesIO()
    document.save(changed)
    return changed.getvalue()
