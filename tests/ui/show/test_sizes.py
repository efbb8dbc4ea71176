"""The stylesheets draw with the sizes with which paging.py reckons: each said once, in sizes.py."""

from __future__ import annotations

import re

from emulation.ui.parts.assets import asset
from emulation.ui.show.sizes import sizes_css


def test_the_stylesheets_use_every_size_and_no_other():
    given = set(re.findall(r"--(?:size|factor)-[a-z-]+(?=:)", sizes_css()))
    drawn = asset("show/slides.css", "show/player.css", "show/print.css")
    used = set(re.findall(r"var\((--(?:size|factor)-[a-z-]+)\)", drawn))
    assert given == used
    assert "--size-text: 3.3cqh;" in sizes_css()
