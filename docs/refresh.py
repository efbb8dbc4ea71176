"""Make anew what is made of other things: the documents' pictures and tables of files, and the table of public holidays.

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

from holidays import country_holidays
from playwright.sync_api import Page, sync_playwright

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT))

from emulation.schema import TABLES, Column  # noqa: E402
from emulation.workdays import FIRST_YEAR, LAST_YEAR, PUBLIC_DAYS  # noqa: E402
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


# ---- the table of public holidays


def public_days() -> str:
    """Vietnam's public calendar of the years that data may lie in: what is off, and what is made up for."""
    calendar = country_holidays("VN", years=range(FIRST_YEAR, LAST_YEAR + 1))
    kinds = dict.fromkeys(calendar, "Nghỉ") | dict.fromkeys(calendar.weekend_workdays, "Làm bù")
    return "day,kind\n" + "".join(f"{day},{kinds[day]}\n" for day in sorted(kinds))


# ---- the pictures


def search_unit(page: Page) -> None:
    page.locator("#filter-unit").click()
    page.locator("#filter-unit").fill("mam non")


def unfold_problems(page: Page) -> None:
    page.locator(".notice.problems summary").click()


def fill_progress(page: Page) -> None:
    page.get_by_role("radio", name="Hoàn thành").click()
    settle(page)
    page.get_by_label("Văn bản, minh chứng").fill("MH-45/BC-TDP")
    page.keyboard.press("Tab")
    settle(page)


def drop_files(page: Page) -> None:
    header, *rows = (ROOT / "data" / "progress.csv").read_text(encoding="utf-8").splitlines()
    changed = [row.replace("Đang thực hiện", "Hoàn thành") for row in rows[:3]]
    added = ["16/11/2026,2026-II.4.b,PVHXH,Xong,,", "16/11/2026,2026-II.4.c,PVHXH,Hoàn thành,,"]
    data = "\n".join([header, *changed, *rows[3:], *added]).encode()
    file = {"name": "progress.csv", "mimeType": "text/csv", "buffer": data}
    page.locator('[data-testid="stFileUploader"] input').set_input_files([file])
    page.get_by_text("Sẽ áp dụng").wait_for()


def make_changes(page: Page) -> None:
    drop_files(page)
    page.get_by_role("button", name="Áp dụng").click()
    page.get_by_text("Đã lưu lúc").wait_for()
    page.goto(page.url.replace("exchange", "history"))
    settle(page)


@dataclass(frozen=True)
class Picture:
    """Where to go, how large the window is, and what to do there first."""

    address: str
    width: int = 1366
    height: int = 768
    act: Callable[[Page], None] | None = None
    with_faults: bool = False
    in_copy: bool = False
    """Whether it changes the data."""
    ready: str = ".heading"
    """What is there once the screen is."""


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
    "trinh-chieu": Picture("show?quarter=3&slide=standing", ready="#council-show h1:visible"),
    "chuan-bi-trinh-chieu": Picture("council?meeting=H12", height=900),
    "bao-cao": Picture("reports?report=half-year&as_of=2026-06-30", height=900, ready=".preview"),
    "ghi-nhan": Picture(
        "entry?form=tien-do&task=2026-II.4.b&unit=T01&unit=T02&unit=T03", act=fill_progress, in_copy=True
    ),
    "nhap-tep": Picture("exchange", height=900, act=drop_files, in_copy=True),
    "lich-su": Picture("exchange", act=make_changes, in_copy=True),
    "du-lieu": Picture("data", with_faults=True),
    "loi": Picture("", height=560, act=unfold_problems, with_faults=True),
}


def take_pictures() -> None:
    IMAGES.mkdir(exist_ok=True)
    with folders() as (copy, faulty), sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=str(find_chromium()), args=LAUNCH)
        for data in (ROOT / "data", copy, faulty):
            with serving(data) as url:
                for name, picture in PICTURES.items():
                    if data != (
                        faulty if picture.with_faults else copy if picture.in_copy else ROOT / "data"
                    ):
                        continue
                    page = browser.new_page(
                        viewport={"width": picture.width, "height": picture.height}, locale="vi-VN"
                    )
                    _photograph(page, url, picture, IMAGES / f"{name}.png")
                    page.close()
        browser.close()


@contextmanager
def folders() -> Iterator[tuple[Path, Path]]:
    """Two copies of the sample: one to change, one with the faults that the guide explains."""
    faults = {
        "progress.csv": "31/02/2026,2026-II.3.a,PVHXH,Hoàn thành,,\n15/11/2026,2026-II.4.b,PVHXH,Xong,,\n",
        "scores.csv": "10/11/2026,2026-Q4,T99,26-01,Tự chấm,9,\n10/11/2026,2026-Q4,T03,26-01,Tự chấm,1.250,\n",
    }
    with tempfile.TemporaryDirectory() as temporary:
        copy, faulty = Path(temporary) / "thi-dua", Path(temporary) / "thi-dua-co-loi"
        for folder in (copy, faulty):
            folder.mkdir()
            for file in (ROOT / "data").glob("*.csv"):
                shutil.copy(file, folder)
        for name, rows in faults.items():
            with (faulty / name).open("a", encoding="utf-8", newline="") as file:
                file.write(rows)
        yield copy, faulty


def _photograph(page: Page, url: str, picture: Picture, file: Path) -> None:
    page.goto(f"{url}/{picture.address}")
    page.locator(picture.ready).wait_for()
    settle(page)
    if picture.act:
        picture.act(page)
    page.wait_for_timeout(1000)
    page.screenshot(path=file)


if __name__ == "__main__":
    write_tables()
    PUBLIC_DAYS.write_text(public_days(), encoding="utf-8", newline="\n")
    if sys.argv[1:] != ["tables"]:
        take_pictures()
