"""Opens the council's show and tells what is on the wall."""

from playwright.sync_api import Locator, Page, expect

from tests.browser.driver import Visit, open_page

# On a deep link the framework first tries its own address below the page's: two 404s that it recovers from.
FRAMEWORK_ERRORS = "Failed to load resource: the server responded with a status of 404"


def open_show(page: Page, url: str) -> Visit:
    if part(page, ".slide").count():
        page.goto("about:blank")  # a show that is running goes on where it is
    visit = open_page(page, url)
    expect(slide(page)).to_be_visible()
    return visit


def slide(page: Page) -> Locator:
    """The slide on the wall."""
    return page.locator(".slide:visible")


def part(page: Page, selector: str, has_text: str | None = None, has: Locator | None = None) -> Locator:
    return page.locator("#council-show").locator(selector, has_text=has_text, has=has)


def deck(page: Page, behind: str = "") -> list[str]:
    """The ids of the show's own slides, or of the details of one."""
    ids = "(slides, id) => slides.filter(s => s.dataset.behind === id).map(s => s.dataset.id)"
    return part(page, ".slide").evaluate_all(ids, behind)


def number(page: Page) -> int:
    """The number of the slide on the wall, of those counted from 1: first the show's own, then the details."""
    visible = part(page, ".slide").evaluate_all("slides => slides.map(s => !s.hidden)")
    assert visible.count(True) == 1
    return visible.index(True) + 1


def expect_number(page: Page, wanted: int) -> None:
    expect(slide(page).locator(".position")).to_have_text(f"{wanted}/{len(deck(page))}")


def press(page: Page, *keys: str) -> None:
    for key in keys:
        page.keyboard.press(key)


def assert_sound(visit: Visit) -> None:
    assert visit.page_errors == visit.foreign_requests == []
    assert [text for text in visit.console_errors if FRAMEWORK_ERRORS not in text] == []
