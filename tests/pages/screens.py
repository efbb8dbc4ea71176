"""Screens run without a browser: what they say for a data folder and a filter."""

from __future__ import annotations

import html
import re
from functools import partial
from pathlib import Path

import pytest
import streamlit as st
from streamlit.testing.v1 import AppTest

ROOT = Path(__file__).parents[2]


def open_screen(page: str, folder: Path, monkeypatch: pytest.MonkeyPatch, **address: str) -> str:
    """The text that `pages/review/<page>.py` shows for `folder`, with the parameters of an address."""
    return text_of(run_screen(page, folder, monkeypatch, **address))


def run_screen(
    page: str, folder: Path, monkeypatch: pytest.MonkeyPatch, **address: str | list[str]
) -> AppTest:
    """A screen to be pressed and filled in: `pages/review/<page>.py`, or `office/<page>`. All that folds is open."""
    monkeypatch.setenv("EMULATION_DATA", str(folder))
    monkeypatch.setattr(st, "expander", partial(st.expander, expanded=True))
    app = AppTest.from_file(str(ROOT / "dashboard.py"), default_timeout=60)
    for name, value in address.items():
        app.query_params[name] = value
    app.switch_page(f"pages/{page if '/' in page else f'review/{page}'}.py")
    app.run()
    assert not app.exception, app.exception
    return app


def ran(app: AppTest) -> AppTest:
    """The screen after another run."""
    app.run()
    assert not app.exception, app.exception
    return app


def press(app: AppTest, label: str) -> None:
    """Press the button with that label."""
    next(button for button in app.button if button.label == label).click()
    ran(app)


def choose(app: AppTest, **values: str) -> None:
    """Choose among words side by side and type into fields, all at once. Names are the labels' first words."""
    for label, value in values.items():
        fields = [*app.segmented_control, *app.text_input, *app.text_area]
        next(f for f in fields if f.label.startswith(label.replace("_", " "))).set_value(value)
    ran(app)


def text_of(app: AppTest) -> str:
    """All that the HTML blocks and the tables of a screen say, without markup."""
    text = " ".join(re.sub(r"<[^>]+>", " ", block) for block in bodies(app))
    return " ".join(html.unescape(text).split())


def bodies(app: AppTest) -> list[str]:
    """The HTML blocks of a screen, in their order."""
    return [element.proto.body for element in app.get("html") if not element.proto.body.startswith("<style")]
