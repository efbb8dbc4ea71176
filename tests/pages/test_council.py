"""Trình chiếu: a show is prepared, and the show itself, as the browser is sent them."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from markupsafe import Markup
from streamlit.testing.v1 import AppTest

from tests.folders import write_folder
from tests.pages.screens import ROOT, text_of

TABLES = {
    "plan": "year,issuer,view_on\n2026,UBND xã Thử,30/06/2026\n",
    "blocs": "bloc_id,name\nK1,Khối <một>\n",
    "units": "unit_id,name,bloc_id\nA,Đơn vị A,K1\nB,Đơn vị B,K1\n",
    "tasks": "task_id,year,clause,quarter,title,due_on\nT1,2026,II.1.a,1,Việc một,31/03/2026\n",
    "criteria": "criterion_id,year,group,name,kind,max_points\nC1,2026,Nhóm,Tiêu chí,Chuẩn,100\n",
    "scores": """
        recorded_on,period,unit_id,criterion_id,stage,points
        01/06/2026,2026-Q2,A,C1,Khối chấm,"87,25"
        01/06/2026,2026-H1,B,C1,Khối chấm,"76,5"
        """,
    "meetings": """
        meeting_id,held_on,kind,title,place
        M1,10/06/2026,Họp Hội đồng,Chấm điểm Quý II,Hội trường
        M2,20/07/2026,Khác,Giao ban,
        """,
}


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Read by all, changed by none."""
    return write_folder(tmp_path_factory.mktemp("council"), TABLES)


@pytest.fixture
def damaged(tmp_path: Path) -> Path:
    """The same with a scores.csv that cannot be read."""
    folder = write_folder(tmp_path / "data", TABLES)
    (folder / "scores.csv").write_bytes(b"")
    return folder


def opened(page: str, folder: Path, monkeypatch: pytest.MonkeyPatch, **address: str) -> AppTest:
    """`pages/council/<page>.py` for a folder and an address."""
    monkeypatch.setenv("EMULATION_DATA", str(folder))
    app = AppTest.from_file(str(ROOT / "dashboard.py"), default_timeout=60)
    for name, value in address.items():
        app.query_params[name] = value
    if page == "prepare":
        app.run()  # before its first run it knows a page by its file's name alone
    app.switch_page(f"pages/council/{page}.py").run()
    assert not app.exception, app.exception
    return app


def sent(app: AppTest, having: str) -> dict[str, Any]:
    """What the component of the page is given."""
    given = [json.loads(element.proto.json or "null") for element in app.get("bidi_component")]
    return next(data for data in given if data and having in data)


def links(app: AppTest) -> str:
    return " ".join(element.proto.body for element in app.get("html"))


def slides(app: AppTest) -> dict[str, str]:
    return {slide["id"]: slide["html"] for slide in sent(app, "slides")["slides"]}


# ---- a show is prepared


def test_one_press_starts_the_usual_show(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    app = opened("prepare", folder, monkeypatch)
    assert 'href="show?back=council"' in links(app)
    prepared = sent(app, "parts")
    says = {name: said for name, _, said, _ in prepared["parts"]}
    assert (says["title"], says["movements"]) == ("1 trang", "không có gì để chiếu")
    assert says["blocs"] == "1 trang, sau phím D"
    assert prepared["says"] == "Số liệu tính đến 30/06/2026, ngày của dữ liệu."
    assert prepared["link"] == "show"
    assert "không theo cuộc họp nào" in text_of(app)


def test_what_is_chosen_goes_along(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    chosen = {"meeting": "M2", "slides": "ranking,title", "hold": "0", "theme": "dark", "every": "20"}
    app = opened("prepare", folder, monkeypatch, **chosen, unit="A")
    link = "show?unit=A&meeting=M2&slides=ranking%2Ctitle&hold=0&theme=dark&every=20"
    assert sent(app, "parts")["link"] == link
    assert f'href="{link.replace("&", "&amp;")}&amp;back=council"' in links(app)
    assert sent(app, "parts")["handout"] == f"{link}&back=council&print=1"
    assert "2 trang cho cuộc họp ngày 20/07/2026: Giao ban." in text_of(app)
    assert "vì cuộc họp chưa diễn ra" in sent(app, "parts")["says"]


def test_the_period_of_the_ranking_is_chosen_and_goes_along(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (field,) = sent(opened("prepare", folder, monkeypatch), "lists")["lists"]
    assert (field["param"], field["value"]) == ("period", "2026-Q2")
    assert ["2026-H1", "6 tháng đầu năm 2026", ""] in field["options"]
    app = opened("prepare", folder, monkeypatch, period="2026-H1")
    assert sent(app, "parts")["link"] == "show?period=2026-H1"
    shown = slides(opened("show", folder, monkeypatch, period="2026-H1", slides="ranking", hold="0"))
    assert "6 tháng đầu năm 2026" in shown["ranking"]
    assert "76,5" in shown["ranking"]


def test_figures_are_of_the_day_of_a_past_meeting(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    app = opened("prepare", folder, monkeypatch, meeting="M1")
    assert "tính đến 10/06/2026" in text_of(app)
    assert sent(app, "parts")["says"] == "Số liệu tính đến 10/06/2026, đúng ngày họp."
    offered = [(meeting[0], meeting[3]) for meeting in sent(app, "parts")["meetings"]]
    assert offered == [("M2", ""), ("M1", "2026-06-10")]
    app = opened("prepare", folder, monkeypatch, meeting="M1", as_of="2026-06-05")
    assert "theo ô Tính đến ngày, không phải ngày họp 10/06/2026" in sent(app, "parts")["says"]


def test_what_cannot_be_had_is_said_and_the_rest_holds(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    app = opened("prepare", folder, monkeypatch, slides="title,<x>", every="1", meeting="?")
    text = text_of(app)
    for value in ("<x>", "1", "?"):
        assert f"“{value}”" in text
    assert sent(app, "parts")["link"] == "show?slides=title"


@pytest.mark.parametrize("gone", [True, False], ids=["without meetings.csv", "with no meeting"])
def test_a_folder_without_a_plan_can_be_prepared(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, gone: bool
) -> None:
    folder = write_folder(tmp_path / "data", {"bands": "name,from_points\nTốt,85\n"})
    if gone:
        (folder / "meetings.csv").unlink()
    app = opened("prepare", folder, monkeypatch)
    assert sent(app, "parts")["says"].startswith("Chưa có cuộc họp nào.")
    app = opened("prepare", folder, monkeypatch, slides="plan,movements")
    assert "Không có gì để chiếu" in text_of(app)


def test_an_unreadable_file_is_said_beside_its_parts(damaged: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    parts = sent(opened("prepare", damaged, monkeypatch), "parts")["parts"]
    says = {name: said for name, _, said, _ in parts}
    assert (says["ranking"], says["title"]) == ("chưa đọc được dữ liệu", "1 trang")


# ---- the show


def test_the_show_has_the_chosen_slides_in_their_order(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    app = opened("show", folder, monkeypatch, slides="ranking,title,movements", meeting="M1", hold="0")
    shown = slides(app)
    assert list(shown) == ["ranking", "title", "bloc-K1"]
    places = {slide["id"]: (slide["behind"], slide["place"]) for slide in sent(app, "slides")["slides"]}
    assert places == {"ranking": ("", "1/2"), "title": ("", "2/2"), "bloc-K1": ("ranking", "1 · D 1/1")}
    assert "Chấm điểm Quý II" in shown["title"]
    assert "Tính đến 10/06/2026" in shown["ranking"]
    assert "<một>" not in shown["ranking"]
    assert "Quý II/2026 đang tạm tính: khối đã chấm 1, chưa chấm 1" in Markup(shown["ranking"]).striptags()
    assert "87,25" in shown["ranking"]


def test_ranks_held_back_are_nowhere_in_what_is_sent(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    app = opened("show", folder, monkeypatch, slides="ranking,blocs", as_of="2026-06-30")
    everything = json.dumps(sent(app, "slides"), ensure_ascii=False)
    assert "87,25" not in everything
    assert "đứng đầu" not in everything
    assert "thứ hạng sẽ công bố sau" in everything
    assert sent(app, "slides")["hold"]
    app = opened(
        "show", folder, monkeypatch, slides="ranking,blocs", as_of="2026-06-30", announced="1", back="council"
    )
    assert "87,25" in json.dumps(sent(app, "slides"), ensure_ascii=False)
    assert not sent(app, "slides")["hold"]
    assert sent(app, "slides")["exit"] == "council?slides=ranking%2Cblocs"  # the switch is as it was


def test_a_section_whose_file_cannot_be_read_says_so_and_the_others_stand(
    damaged: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shown = slides(opened("show", damaged, monkeypatch))
    assert "Cần tệp chưa đọc được: scores.csv" in shown["ranking"]
    assert "1 nhiệm vụ" in shown["plan"]


def test_an_empty_folder_has_a_show(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    app = opened("show", write_folder(tmp_path / "data"), monkeypatch)
    assert "title" in slides(app)
    assert "blocs" not in " ".join(slides(app))


def test_the_way_back_keeps_what_was_prepared(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    app = opened("show", folder, monkeypatch, back="council", slides="plan,title", hold="0", unit="A")
    assert sent(app, "slides")["exit"] == "council?unit=A&slides=plan%2Ctitle&hold=0"
    app = opened("show", folder, monkeypatch, back="unit", slides="plan,title", hold="1", unit="A")
    assert sent(app, "slides")["exit"] == "unit?unit=A"
    app = opened("show", folder, monkeypatch, back="//example.org")
    assert sent(app, "slides")["exit"] == "./"
    assert any("example.org" in sentence for sentence in sent(app, "slides")["refused"])


# ---- the way to it


@pytest.mark.parametrize(
    ("page", "address", "link"),
    [
        ("overview", {}, "show?slide=standing"),
        ("progress", {}, "show?slide=plan&amp;back=progress"),
        ("progress", {"quarter": "1"}, "show?quarter=1&amp;slide=tasks&amp;back=progress"),
        ("rankings", {}, "show?slide=ranking&amp;back=rankings"),
        ("dossiers", {}, "show?slide=dossiers&amp;back=dossiers"),
        ("movements", {}, "show?slide=movements&amp;back=movements"),
        ("unit", {"unit": "A"}, "show?unit=A&amp;slide=standing&amp;back=unit"),
    ],
)
def test_every_review_screen_leads_to_its_slide(
    folder: Path, monkeypatch: pytest.MonkeyPatch, page: str, address: dict[str, str], link: str
) -> None:
    monkeypatch.setenv("EMULATION_DATA", str(folder))
    app = AppTest.from_file(str(ROOT / "dashboard.py"), default_timeout=60)
    for name, value in address.items():
        app.query_params[name] = value
    if page != "overview":
        app.switch_page(f"pages/review/{page}.py")
    assert f'class="present" href="{link}"' in links(app.run())
