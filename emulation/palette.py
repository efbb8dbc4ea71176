"""Every colour of the product, said once: of screens, slides, figures, workbooks and paper.

`.streamlit/config.toml` has the same for Streamlit's own widgets, the icon its own.
"""

from __future__ import annotations

from collections.abc import Mapping

WHITE, BLACK = "#FFFFFF", "#000000"

LIGHT: dict[str, str] = {
    "ink": "#1B2733",
    "muted": "#52606D",
    "ground": WHITE,
    "panel": "#F3F6F9",
    "line": "#D5DCE3",
    "edge": "#7B8794",
    "primary": "#0B5A8F",
    "on-primary": WHITE,
    "warn": "#8A5F00",
    "warn-panel": "#FFF8E6",
    "late": "#B3261E",
    "soon": "#C98A00",
    "share": "#7FB2DC",
    "minus": "#B5562C",
}
"""The screens in light: a colour's name, which is that of its CSS variable, and its value."""
DARK: dict[str, str] = {
    "ink": "#E8EDF2",
    "muted": "#A9B6C2",
    "ground": "#11181F",
    "panel": "#1A232C",
    "line": "#33404C",
    "edge": "#7D8B98",
    "primary": "#6DB3E8",
    "on-primary": "#11181F",
    "warn": "#F0BE4D",
    "warn-panel": "#2A2415",
    "late": "#FF8A80",
    "soon": "#F0BE4D",
    "share": "#3D79A8",
    "minus": "#E0875C",
}

SLIDE: dict[str, str] = {
    "ink": "#0B141C",
    "quiet": "#34414C",
    "ground": WHITE,
    "line": "#9AA7B3",
    "edge": "#34414C",
    "bar": LIGHT["primary"],
    "band": LIGHT["primary"],
    "late": "#A31D16",
    "back": "#8F3F1C",
}
"""A slide in light, to be read from afar."""
DARK_SLIDE: dict[str, str] = SLIDE | {
    "ink": "#F4F7FA",
    "quiet": "#C3CED8",
    "ground": "#0B1117",
    "line": "#5B6A78",
    "edge": "#C3CED8",
    "bar": DARK["primary"],
    "late": "#FFB4AB",
    "back": "#FFB08A",
}
PRINTED_SLIDE: dict[str, str] = SLIDE | {"ink": BLACK}

_DARK_INK = "#0E1720"
STATES: dict[str, tuple[str, str]] = {
    "Quá hạn": (SLIDE["late"], WHITE),
    "Sắp đến hạn": ("#D99A00", _DARK_INK),
    "Tạm dừng": ("#D9CFEA", _DARK_INK),
    "Trễ hạn": ("#F0A58A", _DARK_INK),
    "Đang thực hiện": (LIGHT["share"], _DARK_INK),
    "Chưa bắt đầu": ("#B8C2CC", _DARK_INK),
    "Chưa đến hạn": ("#B8C2CC", _DARK_INK),
    "Chưa chấm": ("#B8C2CC", _DARK_INK),
    "Hoàn thành": (LIGHT["primary"], WHITE),
    "Đúng hạn": (LIGHT["primary"], WHITE),
    "Không phát sinh": ("#E3E8ED", _DARK_INK),
}
"""A state's fill and the ink on it, in light and dark alike."""

RATES: tuple[tuple[float, str, str], ...] = (
    (1.0, LIGHT["primary"], WHITE),
    (0.8, LIGHT["share"], LIGHT["ink"]),
    (0.5, "#F6D9B8", LIGHT["ink"]),
    (0.0, LIGHT["minus"], WHITE),
)
"""A rate of at least, its fill and the ink on it: orange low, blue high."""

PAPER: dict[str, str] = {
    "paper": WHITE,
    "paper-ink": BLACK,
    "paper-line": "#888888",
    "paper-mark": "#FFF2A8",
    "paper-head": STATES["Không phát sinh"][0],
}
"""What is printed, and documents on a screen: CSS variables as those of LIGHT, in dark the same."""
SHEET: dict[str, str] = {
    "heading": "#DCE6EF",
    "chart-line": "#5B6B7A",
    "unknown": "#A6A6A6",
    "impossible": "#808080",
}
"""What only workbooks have."""


def screen_css() -> str:
    """The CSS variables of the screens; light-dark() follows the theme that the framework gives the app."""
    pairs = {name: f"light-dark({LIGHT[name]}, {DARK[name]})" for name in LIGHT}
    return _rule(":root", pairs | PAPER)


def slide_css() -> str:
    """The CSS variables of the council's show, on a wall and on paper."""
    paper = _rule(":host, :host([data-theme])", PRINTED_SLIDE)
    return "\n".join(
        (
            _rule(":host", SLIDE | PAPER),
            _rule(':host([data-theme="dark"])', DARK_SLIDE),
            f"@media print {{\n{paper}\n}}",
        )
    )


def _rule(selector: str, variables: Mapping[str, str]) -> str:
    return f"{selector} {{ {' '.join(f'--{name}: {value};' for name, value in variables.items())} }}"
