"""Make what the documents show anew: the pictures, and the README's table of files.

`.venv/bin/python docs/refresh.py` starts the dashboard with the sample, photographs it and rewrites the table.
"""

from __future__ import annotations

import re
import sys
from pathlib import Path

from playwright.sync_api import Page, sync_playwright

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT))

from emulation.schema import TABLES  # noqa: E402
from tests.browser.chromium import find_chromium  # noqa: E402
from tests.browser.driver import LAUNCH, serving, settle  # noqa: E402

PICTURES = {  # name → address, width, height
    "tong-quan": ("", 1366, 768),
    "tien-do": ("progress", 1366, 768),
    "xep-hang": ("rankings?quarter=3", 1366, 768),
    "ho-so": ("dossiers", 1366, 768),
    "phong-trao": ("movements", 1366, 768),
    "don-vi": ("unit?unit=T03", 1366, 768),
    "dien-thoai": ("", 390, 844),
}
FILES = re.compile(r"(<!-- files -->\n).*?(<!-- /files -->)", re.DOTALL)


def files_table() -> str:
    """The README's table of files and columns, from the schema; `*` must be filled, `◦` may be missing."""
    lines = ["| file | what | columns |", "|---|---|---|"]
    for table in TABLES:
        columns = " · ".join(c.label + ("*" if c.required else "") for c in table.columns)
        lines.append(f"| `{table.file}`{' ◦' if table.optional else ''} | {table.title} | {columns} |")
    return "\n".join(lines) + "\n"


def write_table() -> None:
    readme = ROOT / "README.md"
    text = readme.read_text(encoding="utf-8")
    readme.write_text(FILES.sub(lambda m: m[1] + files_table() + m[2], text), encoding="utf-8")


def take_pictures() -> None:
    with serving(ROOT / "data") as url, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=str(find_chromium()), args=LAUNCH)
        for name, (address, width, height) in PICTURES.items():
            page = browser.new_page(viewport={"width": width, "height": height})
            _photograph(page, f"{url}/{address}", ROOT / "docs" / "img" / f"{name}.png")
            page.close()
        browser.close()


def _photograph(page: Page, address: str, file: Path) -> None:
    page.goto(address)
    page.locator(".heading").wait_for()
    settle(page)
    page.wait_for_timeout(1000)
    file.parent.mkdir(exist_ok=True)
    page.screenshot(path=file)


if __name__ == "__main__":
    write_table()
    take_pictures()
