"""A hand at a file's grid, with the mouse or with the keyboard alone. For `grid_walk`."""

from __future__ import annotations

from collections.abc import Mapping

from playwright.sync_api import Locator, Page, expect

from emulation.schema import TABLE
from emulation.text import fold
from tests.browser.driver import settle

GRID = ".st-key-table-grid [data-testid=stDataFrame]"
SELECTED = f"{GRID} [role=gridcell][aria-selected=true]"
EDITOR = "#portal :is(textarea, input)"
ROW = 35
"""Pixels of a row, and of the heading."""
OWN_COLUMNS = 2
"""The marks of the rows and Excel's number of the row come before the file's own columns."""
MOST_TABS = 60
PACE = 100
"""Milliseconds between what a hand does: within less the grid may lose the first letters after a step to another cell."""
# Where the columns begin is drawn, not told: the widths are the component's own.
WIDTHS = """
(canvas) => {
  let node = canvas[Object.keys(canvas).find((key) => key.startsWith("__reactFiber$"))]
  while (!(node.memoizedProps?.columns && "cellXOffset" in node.memoizedProps)) node = node.return
  return node.memoizedProps.columns.map((column) => column.width)
}
"""


class Failed(Exception):
    """What a hand wanted to do and could not."""


class Hand:
    """What both manners share. `typed`: the columns of the file; `lists`: column → what its list shows for a text."""

    def __init__(self, page: Page, name: str, lists: Mapping[str, Mapping[str, str]]) -> None:
        self.page, self.name, self.lists = page, name, lists
        self.columns = [column.name for column in TABLE[name].columns]
        self.tabs = 0
        """Most presses of Tab on the way to one thing."""

    def at(self, column: str) -> int:
        """The number of a column in the grid, which tells what is wrong with its rows in a column of its own."""
        faults = self.page.locator(f"{GRID} [role=columnheader]", has_text="Lỗi").count()
        return OWN_COLUMNS + faults + self.columns.index(column)

    def fill(self, row: int, cells: Mapping[str, str]) -> None:
        for column, text in cells.items():
            self.go(row, self.at(column))
            shown = self.lists.get(column, {})
            if column not in self.lists:
                self.write(text)
            elif not text:
                self.page.keyboard.press("Delete")
            elif text in shown:
                self.choose(shown[text])
            else:
                self.paste(text)
                settle(self.page)  # the grid begins anew

    def type(self, text: str) -> None:
        """Into the editor that is open, instead of what it has."""
        expect(self.page.locator(EDITOR).first).to_be_focused()
        self.page.keyboard.press("Control+A")
        self.page.wait_for_timeout(PACE)
        self.page.keyboard.insert_text(text)
        self.page.wait_for_timeout(PACE)

    def paste(self, text: str) -> None:
        self.page.evaluate("(text) => navigator.clipboard.writeText(text)", text)
        self.page.keyboard.press("Control+V")

    def selected(self) -> tuple[int, int]:
        """Column and row of the selected cell; (-1, -1) where none is, or the empty row at the end."""
        found = self.page.locator(SELECTED)
        if not found.count():
            return -1, -1
        _, _, column, row = (found.first.get_attribute("id") or "").split("-")
        return int(column), int(row)

    def arrived(self, row: int, column: int) -> None:
        expect(self.page.locator(f"{SELECTED}#glide-cell-{column}-{row}")).to_have_count(1)

    # ---- each in its manner

    def go(self, row: int, column: int) -> None:
        raise NotImplementedError

    def write(self, text: str) -> None:
        raise NotImplementedError

    def choose(self, label: str) -> None:
        raise NotImplementedError

    def add_row(self, rows: int) -> None:
        raise NotImplementedError

    def remove_row(self, row: int) -> None:
        raise NotImplementedError

    def press(self, button: Locator) -> None:
        raise NotImplementedError


class Mouse(Hand):
    """A click chooses, a second one opens; what is pressed is clicked. Only texts are typed."""

    def _place(self, row: int, column: int) -> tuple[float, float]:
        canvas = self.page.locator(f"{GRID} canvas").first
        canvas.scroll_into_view_if_needed()
        widths: list[float] = canvas.evaluate(WIDTHS)
        fixed, before = sum(widths[:OWN_COLUMNS]), sum(widths[:column])
        box = canvas.bounding_box()
        assert box
        y = box["y"] + ROW * (row + 1.5)
        if column < OWN_COLUMNS:
            return box["x"] + before + widths[column] / 2, y
        scroller = self.page.locator(f"{GRID} .dvn-scroller")
        middle = before + widths[column] / 2
        self.page.mouse.move(box["x"] + box["width"] / 2, y)
        for _ in range(20):
            x = middle - scroller.evaluate("(node) => node.scrollLeft")
            if fixed < x < box["width"] - 20:
                return box["x"] + x, y
            self.page.mouse.wheel(x - box["width"] / 2, 0)
            self.page.wait_for_timeout(100)
        raise Failed(f"column {column} cannot be scrolled to")

    def go(self, row: int, column: int) -> None:
        self.page.mouse.click(*self._place(row, column))
        self.arrived(row, column)

    def _open(self) -> None:
        column, row = self.selected()
        self.page.mouse.click(*self._place(row, column))
        expect(self.page.locator(EDITOR).first).to_be_focused()

    def write(self, text: str) -> None:
        _, row = self.selected()
        self._open()
        self.type(text)
        self.page.mouse.click(*self._place(row, 1))
        expect(self.page.locator(EDITOR)).to_have_count(0)

    def choose(self, label: str) -> None:
        self._open()
        self.page.locator("#portal [role=option]").get_by_text(label, exact=True).click()
        expect(self.page.locator(EDITOR)).to_have_count(0)

    def add_row(self, rows: int) -> None:
        self.page.mouse.click(*self._place(rows, OWN_COLUMNS))
        settle(self.page)

    def remove_row(self, row: int) -> None:
        self.page.mouse.click(*self._place(row, 0))
        self.page.locator(GRID).get_by_role("button", name="Xoá dòng đã chọn").click()
        settle(self.page)

    def press(self, button: Locator) -> None:
        button.click()
        settle(self.page)


class Keyboard(Hand):
    """Tab and Enter, arrows, letters; lists are found by words without diacritics."""

    def _tab_to(self, there: str) -> None:
        """Tab until the element that has the focus fulfils a condition on `e`."""
        for presses in range(MOST_TABS):
            if self.page.evaluate(f"() => {{ const e = document.activeElement; return Boolean({there}) }}"):
                self.tabs = max(self.tabs, presses)
                return
            self.page.keyboard.press("Tab")
            self.page.wait_for_timeout(60)  # the grid moves the focus a moment later
        raise Failed(f"{MOST_TABS} times Tab do not lead to {there}")

    def _enter(self) -> None:
        """Into the grid."""
        self._tab_to(f"e.closest('{GRID}') && e.closest('canvas')")

    def go(self, row: int, column: int) -> None:
        self._enter()
        for _ in range(100):
            at_column, at_row = self.selected()
            if (at_column, at_row) == (column, row):
                self.page.wait_for_timeout(PACE)
                return
            if at_row < 0:
                key = "ArrowUp"
            elif at_row != row:
                key = "ArrowUp" if at_row > row else "ArrowDown"
            else:
                key = "ArrowLeft" if at_column > column else "ArrowRight"
            before = self.selected()
            self.page.keyboard.press(key)
            for _ in range(20):
                if self.selected() != before:
                    break
                self.page.wait_for_timeout(25)
        raise Failed(f"the arrows do not lead to row {row}, column {column}")

    def write(self, text: str) -> None:
        self.page.keyboard.press("Enter")
        self.type(text)
        self.page.keyboard.press("Tab")
        expect(self.page.locator(EDITOR)).to_have_count(0)

    def choose(self, label: str) -> None:
        self.page.keyboard.press("Enter")
        expect(self.page.locator(EDITOR).first).to_be_focused()
        self.page.wait_for_timeout(PACE)
        self.page.keyboard.type(fold(label))
        self.page.wait_for_timeout(PACE)
        first = self.page.locator("#portal [role=option]").first
        if first.inner_text() != label:
            raise Failed(f"{fold(label)} finds {first.inner_text()}, not {label}")
        self.page.keyboard.press("Tab")
        expect(self.page.locator(EDITOR)).to_have_count(0)

    def add_row(self, rows: int) -> None:
        """Enter in the empty row at the end, of which the grid tells no cells."""
        self.go(rows - 1, OWN_COLUMNS)
        self.page.keyboard.press("ArrowDown")
        self.page.wait_for_timeout(PACE)
        self.page.keyboard.press("Enter")
        settle(self.page)
        self.page.keyboard.press("Escape")  # it opens the first cell

    def remove_row(self, row: int) -> None:
        self.go(row, OWN_COLUMNS)
        self.page.keyboard.press("Shift+Space")
        self.page.wait_for_timeout(PACE)
        self.page.keyboard.press("Delete")
        settle(self.page)

    def press(self, button: Locator) -> None:
        words = button.inner_text()
        if self.page.evaluate(f"() => document.activeElement.closest('{GRID}') !== null"):
            self.page.keyboard.press("End")
        self._tab_to(f"e.tagName === 'BUTTON' && e.innerText === {words!r}")
        self.page.keyboard.press("Enter")
        settle(self.page)


HANDS = {"mouse": Mouse, "keyboard": Keyboard}
