"""The show is legible from the last row: on three projectors, in both themes, for a usual, a large and a nearly empty
commune. Every slide is measured in the browser (measure.js); the tests fail with the list of what is wrong."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from playwright.sync_api import Page, expect

from emulation.changed import STATIONS
from emulation.ui.show.markup import html_of
from emulation.ui.show.paging import continued
from emulation.ui.show.slide import (
    Bar,
    Bars,
    Box,
    Figure,
    Figures,
    Journey,
    Lane,
    Line,
    More,
    Pill,
    Segment,
    Slide,
    SlideColumn,
    Statement,
    Strip,
    Table,
)
from tests.browser.conftest import Changing
from tests.browser.driver import open_page
from tests.councils import almost_empty, large

SIZES = ((1920, 1080), (1366, 768), (1024, 768))
MEASURE = (Path(__file__).parent / "measure.js").read_text(encoding="utf-8")
# From the first slide to the last as the keys lead, and through the details of each; all are measured where they stand.
WALK = f"""
() => {{
  {MEASURE}
  const press = (key) => document.body.dispatchEvent(
    new KeyboardEvent("keydown", {{ key, code: key, bubbles: true, composed: true, cancelable: true }}))
  const slides = [...document.querySelector("#council-show").shadowRoot.querySelectorAll(".slide")]
  const behind = (id) => slides.filter((slide) => slide.dataset.behind === id)
  const seen = (slide) => slide.checkVisibility() ? measure(slide) : [`${{slide.dataset.id}}: not shown`]
  press("Home")
  return behind("").flatMap((slide) => {{
    const wrong = seen(slide)
    const details = behind(slide.dataset.id)
    for (const [place, detail] of details.entries()) {{
      press(place ? "ArrowRight" : "d")
      wrong.push(...seen(detail))
    }}
    if (details.length) press("d")
    press("ArrowRight")
    return wrong
  }})
}}
"""


# The script of the show fits a slide when it is shown; here it must forget what it knows of the one before.
REPLACE = """
(slides, given) => slides.forEach((slide, number) => {
  const html = given[Math.min(number, given.length - 1)]
  slide.innerHTML = html
  slide.dataset.shape = ""
})
"""
LONG = "Chỉ đạo, đôn đốc các khối thi đua sơ kết giao ước thi đua 6 tháng đầu năm; " * 8
WORD = "ưỡ" * 40


def assert_sizes(page: Page, sizes: Sequence[tuple[int, int]] = SIZES) -> None:
    for width, height in sizes:
        page.set_viewport_size({"width": width, "height": height})
        page.evaluate("new Promise(requestAnimationFrame)")
        found = page.evaluate(WALK)
        assert not found, f"{width} × {height}\n" + "\n".join(found)


def assert_legible(page: Page, url: str, fewest: int, sizes: Sequence[tuple[int, int]] = SIZES) -> None:
    """At every size."""
    open_page(page, url)
    slides = page.locator(".slide")
    slides.first.wait_for(state="attached")
    assert slides.count() >= fewest
    assert_sizes(page, sizes)


def test_texts_of_every_length_are_legible(tab: Page, sample: str):
    """Slides of our own, in the place of the sample's."""
    slides = [part for n, slide in enumerate(extremes()) for part in continued(replace(slide, id=f"{n}"))]
    open_page(tab, f"{sample}/show?slides=blocs,tasks,changes,dossiers,decisions,awards")
    shown = tab.locator(".slide")
    shown.first.wait_for(state="attached")
    given = html_of(slides, as_of="Tính đến 16/11/2026", notices=(LONG, "Dữ liệu có 2 lỗi."))
    for start in range(0, len(given), shown.count()):
        shown.evaluate_all(REPLACE, given[start : start + shown.count()])
        assert_sizes(tab, SIZES[-1:])  # the narrowest, for which pages are reckoned


def extremes() -> Iterator[Slide]:
    """Texts of 600 letters, a word of 80, many figures and long ones, labels of 120 letters."""
    title = "Khối thi đua số 1 đứng đầu với 97,78 điểm"
    slide = Slide("plan", "plan", "Kế hoạch", title, Statement(("Xin cảm ơn.",)), "Kế hoạch năm")
    columns = (SlideColumn("Nhiệm vụ", 0.4), SlideColumn("Đơn vị", 0.3), SlideColumn("Trạng thái", 0.3))
    pill = Pill("Không phát sinh")
    for text in (LONG, WORD, "Ễ Ộ Ậ Ự Ỹ ợ ự ỵ " * 9):
        yield replace(slide, title=text, kicker=text, note=text, source=text)
        yield replace(slide, section="title", title=text, kicker=text, body=Statement((text, text)))
        yield replace(slide, body=Table(columns, ((text, text, pill), ("Ngắn", "Thôn 1", pill))))
        yield replace(
            slide, body=Bars((Bar(text[:120], "1.234.567,25", (Segment(1, "Quá hạn"),), text),) * 7)
        )
        yield replace(slide, body=Figures((Figure("11", text, text, "▲ tăng 2"),) * 4))
    yield replace(
        slide, body=Table(columns, (("Thôn 1", ", ".join(["Trường Tiểu học số 1"] * 20), pill),) * 2)
    )
    for value in ("1.234.567", "1.234.567,8", "100%"):
        for count in (1, 2, 3, 4):
            yield replace(slide, body=Figures((Figure(value, "hồ sơ", "trên 1.234.567 hồ sơ"),) * count))
    for text in ("Sơ kết, trễ 5 ngày", LONG, WORD):
        yield replace(slide, body=Strip((Line("Quý IV", ("Đang thực hiện",) * 25, (text,)),)))
    stops = tuple((place, "1.234") for place in range(8))
    yield replace(
        slide, body=Journey(STATIONS, (Lane("back", "◀", "kết thúc không khen", "1.234", 7, 0, stops),) * 6)
    )
    vote = (SlideColumn("Danh hiệu", 0.6), SlideColumn("Đồng ý", 0.2), SlideColumn("Không", 0.2))
    rows = (("Chiến sĩ thi đua cơ sở", Box(), Box()),) * 6
    yield replace(slide, body=Table(vote, (*rows, (More("… và 1.234 hồ sơ khác"),))))


def test_the_sample_is_legible(tab: Page, sample: str):
    assert_legible(tab, f"{sample}/show?meeting=H10&hold=0", fewest=20)
    tab.keyboard.press("t")
    dark = tab.evaluate(WALK)
    assert not dark, "dark\n" + "\n".join(dark)


def test_a_part_of_it_is_legible(tab: Page, sample: str):
    address = f"{sample}/show?bloc=K1&bloc=K2&bloc=K3&quarter=4"
    assert_legible(tab, address, fewest=10, sizes=SIZES[-1:])


def test_a_nearly_empty_and_a_large_commune_with_long_names_are_legible(tab: Page, changing: Changing):
    """The folder grows under the show, as folders do."""
    almost_empty(changing.folder)
    open_page(tab, changing.url)
    expect(tab.locator(".figures")).to_contain_text("0/1")
    assert_legible(tab, f"{changing.url}/show", fewest=2)
    large(changing.folder)
    expect(tab.locator(".notes")).to_contain_text("Dữ liệu đã thay đổi")
    tab.keyboard.press("r")
    expect(tab.locator(".slide").nth(40)).to_be_attached()
    assert_sizes(tab)
