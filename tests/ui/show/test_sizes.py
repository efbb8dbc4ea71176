"""slides.css draws with the sizes with which paging.py reckons: each said once, in sizes.py."""

from __future__ import annotations

import re

from emulation.ui.parts.assets import asset
from emulation.ui.show.sizes import sizes_css


def test_the_stylesheet_uses_every_size_and_no_other():
    given = set(re.findall(r"--(?:size|factor)-[a-z-]+(?=:)", sizes_css()))
    used = set(re.findall(r"var\((--(?:size|factor)-[a-z-]+)\)", asset("show/slides.css")))
    assert given == used
    assert "--size-text: 3.3cqh;" in sizes_css()
