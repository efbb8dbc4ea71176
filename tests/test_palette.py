"""Every colour is said once."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

from emulation.palette import DARK, DARK_SLIDE, LIGHT, SLIDE, STATES, screen_css, slide_css
from emulation.ui.parts import states
from emulation.ui.show.sizes import sizes_css

ROOT = Path(__file__).parents[1]
THEME = {
    "primaryColor": "primary",
    "backgroundColor": "ground",
    "secondaryBackgroundColor": "panel",
    "textColor": "ink",
    "borderColor": "line",
    "linkColor": "primary",
}


def test_the_theme_of_streamlit_is_the_palette() -> None:
    themes = tomllib.loads((ROOT / ".streamlit/config.toml").read_text(encoding="utf-8"))["theme"]
    for found, palette in ((themes["light"], LIGHT), (themes["dark"], DARK)):
        assert found == {setting: palette[name] for setting, name in THEME.items()}


def test_nothing_else_names_a_colour_by_its_number() -> None:
    code = [
        path for path in (ROOT / "emulation").rglob("*") if path.suffix in {".py", ".css", ".js", ".html"}
    ]
    for path in {*code, *(ROOT / "pages").rglob("*.py")} - {ROOT / "emulation/palette.py"}:
        assert not re.findall(r"(?<!&)#[0-9a-fA-F]{3,8}\b", path.read_text(encoding="utf-8")), path


def test_light_and_dark_have_the_same_names() -> None:
    assert LIGHT.keys() == DARK.keys()
    assert SLIDE.keys() == DARK_SLIDE.keys()
    assert list(states.STATE) == list(STATES)


def test_no_stylesheet_uses_a_variable_that_nothing_sets() -> None:
    code = {
        path: path.read_text(encoding="utf-8")
        for path in (ROOT / "emulation/ui").rglob("*.*")
        if path.suffix != ".pyc"
    }
    sheets = "".join(text for path, text in code.items() if path.suffix == ".css")
    elsewhere = "".join(text for path, text in code.items() if path.suffix != ".css")
    set_there = re.findall(r"--([\w-]+):", screen_css() + slide_css() + sizes_css() + sheets)
    unset = {*re.findall(r"var\(--(?!st-)([\w-]+)", sheets)} - {
        *set_there,
        *re.findall(r"--([\w-]+)", elsewhere),
    }
    assert unset == {"fit-paper", "wrap-paper", "whole-paper"}, (
        "these fit.js sets, putting their names together"
    )


def test_a_slide_has_its_colours_on_a_wall_and_on_paper() -> None:
    assert re.findall(r"--ink: (#\w+);", slide_css()) == [SLIDE["ink"], DARK_SLIDE["ink"], "#000000"]
    assert "--ink: light-dark(#1B2733, #E8EDF2);" in screen_css()
