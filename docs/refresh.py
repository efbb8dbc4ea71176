"""Make what the documents show anew: the pictures, and the tables of files.

`.venv/bin/python docs/refresh.py` starts the dashboard with the sample, photographs it and rewrites the tables.
`.venv/bin/python docs/refresh.py tables` rewrites the tables alone.
"""

from __future__ import annotations

import re
import shutil
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from playwright.sync_api import Page, sync_playwright

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT))

from emulation.schema import TABLES, Column  # noqa: E402
from tests.browser.chromium import find_chromium  # noqa: E402
from tests.browser.driver import LAUNCH, serving, settle  # noqa: E402

IMAGES = ROOT / "docs" / "img"
FILES = re.compile(r"(<!-- files -->\n).*?(<!-- /files -->)", re.DOTALL)


# ---- the tables of files


def files_table() -> str:
    """The README's table of files and columns, from the schema; `*` must be filled, `◦` may be missing."""
    return _table("| file | what | columns |", lambda column: "")


def guide_table() -> str:
    """The guide's table of files: the README's with the words that a cell may hold."""
    return _table("| Tệp | Nội dung | Các cột |", lambda column: f" ({', '.join(column.values)})")


def _table(head: str, explain: Callable[[Column], str]) -> str:
    lines = [head, "|---|---|---|"]
    for table in TABLES:
        columns = " · ".join(
            c.label + "*" * c.required + (explain(c) if c.values else "") for c in table.columns
        )
        lines.append(f"| `{table.file}`{' ◦' if table.optional else ''} | {table.title} | {columns} |")
    return "\n".join(lines) + "\n"


def write_tables() -> None:
    for file, table in (("README.md", files_table()), ("docs/huong-dan.md", guide_table())):
        text = (ROOT / file).read_text(encoding="utf-8")
        filled = FILES.sub(lambda m, table=table: m[1] + table + m[2], text)
        (ROOT / file).write_text(filled, encoding="utf-8", newline="\n")


# ---- the pictures


def search_unit(page: Page) -> None:
    page.locator("#filter-unit").click()
    page.locator("#filter-unit").fill("mam non")


def unfold_problems(page: Page) -> None:
    page.locator(".notice.problems summary").click()


@dataclass(frozen=True)
class Picture:
    """Where to go, how large the window is, and what to do there first."""

    address: str
    width: int = 1366
    height: int = 768
    act: Callable[[Page], None] | None = None
    with_faults: bool = False


PICTURES = {
    "tong-quan": Picture(""),
    "tien-do": Picture("progress"),
    "xep-hang": Picture("rankings?quarter=3"),
    "ho-so": Picture("dossiers"),
    "phong-trao": Picture("movements"),
    "don-vi": Picture("unit?unit=VPUB"),
    "dien-thoai": Picture("", 390, 844),
    "bo-loc": Picture("?as_of=2026-06-30", height=400, act=search_unit),
    "chi-tiet-ho-so": Picture("dossiers?dossier=HS-2026-121", height=700),
    "loi": Picture("", height=560, act=unfold_problems, with_faults=True),
}


def take_pictures() -> None:
    IMAGES.mkdir(exist_ok=True)
    with faulty_copy() as faulty, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=str(find_chromium()), args=LAUNCH)
        for data in (ROOT / "data", faulty):
            chosen = {name: p for name, p in PICTURES.items() if p.with_faults == (data == faulty)}
            with serving(data) as url:
                for name, picture in chosen.items():
                    page = browser.new_page(viewport={"width": picture.width, "height": picture.height})
                    _photograph(page, url, picture, IMAGES / f"{name}.png")
                    page.close()
        browser.close()


@contextmanager
def faulty_copy() -> Iterator[Path]:
    """The sample with the faults that the guide explains."""
    faults = {
        "progress.csv": "31/02/2026,2026-II.3.a,PVHXH,Hoàn thành,,\n15/11/2026,2026-II.4.b,PVHXH,Xong,,\n",
        "scores.csv": "10/11/2026,2026-Q4,T99,26-01,Tự chấm,9,\n10/11/2026,2026-Q4,T03,26-01,Tự chấm,1.250,\n",
    }
    with tempfile.TemporaryDirectory() as folder:
        for file in (ROOT / "data").glob("*.csv"):
            shutil.copy(file, folder)
        for name, rows in faults.items():
            with (Path(folder) / name).open("a", encoding="utf-8", newline="") as file:
                file.write(rows)
        yield Path(folder)


def _photograph(page: Page, url: str, picture: Picture, file: Path) -> None:
    page.goto(f"{url}/{picture.address}")
    page.locator(".heading").wait_for()
    settle(page)
    if picture.act:
        picture.act(page)
    page.wait_for_timeout(1000)
    page.screenshot(path=file)


if __name__ == "__main__":
    write_tables()
    if sys.argv[1:] != ["tables"]:
        take_pictures()
