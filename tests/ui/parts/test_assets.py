"""The sheets that dress the page: all of them, in the order of the cascade."""

from __future__ import annotations

import re
from pathlib import Path

from emulation.ui.parts.assets import script, script_file, stylesheets

UI = Path(__file__).parents[3] / "emulation" / "ui"


def test_a_rooms_own_sheets_come_before_those_of_its_folders():
    found = stylesheets("frame", "review")
    assert found[0].startswith("frame/")
    depths = [name.count("/") for name in found if name.startswith("review/")]
    assert depths == sorted(depths)
    assert {1, 2} == set(depths)


def test_a_sheet_dresses_the_page_or_the_component_that_names_it_never_both():
    rooms = [folder.name for folder in UI.iterdir() if (folder / "__init__.py").is_file()]
    code = "".join(file.read_text(encoding="utf-8") for file in UI.rglob("*.py"))
    every = {file.relative_to(UI).as_posix() for file in UI.rglob("*.css")}
    named = {name for name in every if re.search(rf'asset\([^)]*"{re.escape(name)}"', code)}
    assert named
    assert set(stylesheets(*rooms)) == every - named


def test_another_text_of_a_script_has_another_name_so_that_a_browser_may_keep_each_for_good():
    one, other = script("thing", "export default () => 1"), script("thing", "export default () => 2")
    files = [re.findall(r"/script/([\w.-]+)", text) for text in (one, other)]
    assert [[script_file(name) for name in found] for found in files] == [
        ["export default () => 1"],
        ["export default () => 2"],
    ]
    assert script_file("../pyproject.toml") is None
