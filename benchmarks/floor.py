"""What every figure of a browser is held against: an app of the framework with one field and nothing else."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import Browser, sync_playwright

from tests.browser.chromium import find_chromium
from tests.browser.driver import LAUNCH, serving

FLOOR = """
import streamlit as st
units = [line.split(",")[0] for line in open(UNITS, encoding="utf-8-sig")][1:]
unit = st.selectbox("unit", ["", *units], key="unit", bind="query-params")
st.navigation([st.Page(lambda: st.text(unit), title="x")]).run()
"""


@contextmanager
def empty_page(data: Path) -> Iterator[str]:
    with tempfile.TemporaryDirectory() as folder:
        script = Path(folder) / "empty.py"
        units = str(data / "units.csv")
        script.write_text(FLOOR.replace("UNITS", repr(units)), encoding="utf-8")
        with serving(data, script) as url:
            yield url


@contextmanager
def chromium() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=str(find_chromium()), args=LAUNCH)
        yield browser
        browser.close()
