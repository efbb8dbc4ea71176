"""The figures of the council's show in a real browser: they stand until new ones are asked for, and name nobody."""

import json
import re
import shutil
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from emulation.intake import read_folder
from emulation.ui.parts.assets import asset
from emulation.warehouse import Warehouse
from tests.browser.conftest import Changing
from tests.browser.driver import ROOT, free_port, open_page, serving
from tests.browser.show import assert_sound, number, open_show, part, press, slide

WAITING = "Dữ liệu đã thay đổi – bấm R để cập nhật"
LOST = "Mất kết nối – vẫn chiếu số liệu đã lấy"


def sign(folder: Path, dossier: str) -> None:
    """One dossier less for the chairman to sign."""
    with (folder / "dossier_events.csv").open("a", encoding="utf-8") as events:
        events.write(f"16/11/2026,{dossier},Đã khen thưởng,,\n")


def test_a_cold_server_answers_a_deep_link_and_figures_stand_until_asked_for_and_outlive_it(
    page: Page, tmp_path: Path
):
    folder = Path(shutil.copytree(ROOT / "data", tmp_path / "data"))
    port, notes = free_port(), part(page, ".notes")
    with serving(folder, port=port) as url:
        visit = open_page(page, f"{url}/unit?unit=HND&quarter=2")
        about = "Năm 2026 · Quý II · Hội Nông dân · tính đến 16/11/2026"
        expect(page.locator(".heading .scope")).to_have_text(about)
        expect(page.get_by_role("dialog")).to_have_count(0)

        open_show(page, f"{url}/show?slides=title,standing,plan&slide=standing&hold=1")
        first = slide(page).inner_text()
        announce = part(page, ".bar button", has_text="Công bố")
        expect(announce).not_to_have_attribute("hidden", "")
        press(page, "r")
        sign(folder, "HS-2026-116")
        expect(notes).to_have_text(WAITING)
        press(page, "c")
        expect(announce).to_have_attribute("hidden", "")  # of the figures that stand
        assert slide(page).inner_text() == first
        press(page, "r")
        expect(notes).to_have_text("")
        second = slide(page).inner_text()
        assert second != first
        assert number(page) == 2
        assert_sound(visit)
    expect(notes).to_have_text(LOST)
    press(page, "ArrowRight", "r", "ArrowLeft")
    expect(slide(page)).to_be_visible()
    sign(folder, "HS-2026-130")
    with serving(folder, port=port):
        expect(notes).to_have_text(WAITING)
        expect(page.get_by_role("dialog")).to_have_count(0)
        assert slide(page).inner_text() == second
        press(page, "r")
        expect(notes).to_have_text("")
        assert slide(page).inner_text() != second
        assert number(page) == 2


def test_what_a_restarted_server_sends_is_taken_or_waits(page: Page):
    said = page.evaluate(
        f"""() => {{
          {asset("show/figures.js")}
          const of = (digest, version, newer = false) => ({{ digest, newer, taken: {{ version }} }})
          const tried = []
          const one = figures()
          const offer = (data) => tried.push([one.offer(data), one.kept().digest, one.isNewer()])
          offer(of("a", 1))
          offer(of("a", 2)) // started again, the same figures
          offer(of("b", 2)) // the ranking announced
          offer(of("c", 3)) // started again, other figures
          tried.push([one.ready(), one.kept().digest, one.isNewer()]) // R
          offer(of("c", 3, true)) // the folder has changed
          tried.push([one.ready(), one.kept().digest, one.isNewer()]) // R: the server has to be asked
          one.ask()
          offer(of("d", 4))
          return tried
        }}"""
    )
    assert said == [
        [True, "a", False],
        [True, "a", False],
        [True, "b", False],
        [False, "b", True],
        [True, "c", False],
        [True, "c", True],
        [False, "c", True],
        [True, "d", False],
    ]


def test_in_other_slides_the_show_stays_where_it_was(page: Page):
    places = page.evaluate(
        f"""() => {{
          {asset("show/deck.js")}
          const slides = ["title title", "q1 tasks", "q1.2 tasks", "q2 tasks", "end end"].map((text) => {{
            const [id, section] = text.split(" ")
            return {{ id, section }}
          }})
          return [["q2", "tasks", 1], ["q1.3", "tasks", 4], ["q3", "tasks", 4], ["gone", "gone", 2], ["gone", "gone", 9]]
            .map(([id, section, place]) => placeIn(slides, {{ id, section, place }}))
        }}"""
    )
    assert places == [3, 1, 3, 2, 4]


def undecided(folder: Path) -> set[str]:
    """Names of nominees who are not awarded, but for those that other rows make public."""
    reading, _ = read_folder(folder)
    data = Warehouse(reading)
    day = data.default_as_of
    events, dossiers, units = (data.table(name) for name in ("dossier_events", "dossiers", "units"))
    awarded = events[(events["stage"] == "Đã khen thưởng") & (events["occurred_on"] <= day)]["dossier_id"]
    is_awarded = dossiers["dossier_id"].isin(awarded)
    public = {*dossiers[is_awarded]["nominee_name"], *units["name"], *units["short_name"]}
    return {*dossiers[~is_awarded]["nominee_name"]} - public


@pytest.fixture
def frames(page: Page) -> list[bytes]:
    """All that comes over the page's connection."""
    received: list[bytes] = []

    def note(payload: Any) -> None:
        received.append(payload if isinstance(payload, bytes) else payload.encode())

    page.on("websocket", lambda socket: socket.on("framereceived", note))
    return received


def named(names: set[str], where: bytes) -> set[str]:
    """Those of the names that occur, as they are or as JSON writes them; "Cá nhân 6" is not in "Cá nhân 68"."""
    spelt = ((name, text) for name in names for text in (name, json.dumps(name)[1:-1]))
    return {name for name, text in spelt if re.search(re.escape(text.encode()) + rb"(?!\w)", where)}


def content(page: Page) -> bytes:
    """The document with all that stands in shadow roots."""
    inside = """() => {
      const of = (root) => root.innerHTML + [...root.querySelectorAll('*')]
        .map((each) => (each.shadowRoot ? of(each.shadowRoot) : '')).join('')
      return of(document.documentElement)
    }"""
    return page.evaluate(inside).encode()


def test_no_undecided_nominee_reaches_the_browser_not_even_where_files_have_faults(
    page: Page, frames: list[bytes], tab: Page, changing: Changing
):
    with (changing.folder / "dossiers.csv").open("a", encoding="utf-8") as dossiers:
        dossiers.write("HS-X,01/13/2026,KHONGCO,Người,Nguyễn Thị Lỗi,KT-X,Công trạng,,\n")
        dossiers.write("HS-Y,Nguyễn Văn Lệch,HND,Cá nhân,,KT-X,Công trạng,,\n")
    names = undecided(changing.folder) | {"Nguyễn Thị Lỗi", "Nguyễn Văn Lệch"}
    assert len(names) > 10
    open_page(tab, changing.url)
    expect(tab.locator(".notice.problems")).to_contain_text("dossiers.csv")

    open_show(page, f"{changing.url}/show")
    expect(slide(page)).to_contain_text("Dữ liệu có")
    assert named(names, b"".join(frames)) == named(names, content(page)) == set()

    open_page(page, f"{changing.url}/dossiers")  # the test would notice
    assert len(named(names, b"".join(frames))) > 10
    assert len(named(names, content(page))) > 10
    open_show(page, f"{changing.url}/show")
    assert named(names, content(page)) == set(), "what the screen before showed is gone"
    open_page(page, f"{changing.url}/data")
    assert "Nguyễn Văn Lệch" in named(names, b"".join(frames))
