"""The sizes of a slide, said once: the stylesheets of the show draw with them, paging.py reckons with them."""

from __future__ import annotations

from dataclasses import asdict, dataclass


@dataclass(frozen=True)
class Lengths:
    """In hundredths of the slide's height; the type of a body is for --fit: 1."""

    text: float = 3.3
    small: float = 2.5  # nothing is smaller: 1/40
    top: float = 3.0
    side: float = 5.0
    bottom: float = 2.4
    gap: float = 2.6
    band: float = 1.2
    wide_band: float = 5.0  # of the first slide and the last
    kicker: float = 3.0
    first_kicker: float = 4.0
    first_kicker_below: float = 1.5
    as_of: float = 28
    position: float = 21  # the slide's number, before it the key of its details
    source_gap: float = 4.0
    source_above: float = 1.0
    source_rule: float = 0.25
    note_below: float = 1.0
    notice_above: float = 0.4
    figures_gap: float = 5.0
    head: float = 2.8
    cell_side: float = 1.2
    bar_value: float = 4.4
    bar_value_most: float = 26
    track: float = 5.5
    tile: float = 4.8  # of the plan, and between two
    tile_gap: float = 0.7
    tiles: float = 43.3
    strip_label: float = 19  # “Kết luận cuộc họp” on two lines
    strip_gap: float = 2.6
    lane_value: float = 9.5  # its column; its type is a bar's value
    stop: float = 4.6
    key: float = 2.6
    key_gap: float = 2.0
    statement: float = 4.6
    statement_gap: float = 2.0
    statement_above: float = 3.0
    statement_rule: float = 0.5


@dataclass(frozen=True)
class Factors:
    """Heights of lines as multiples of their type, a share of the width, the shape."""

    line: float = 1.25
    kicker_line: float = 1.3
    title_line: float = 1.24  # Ễ under ợ needs 1.22
    statement_line: float = 1.3
    bar_label: float = 0.38
    lane_label: float = 0.27
    narrowest: float = 4 / 3  # of a slide: its width by its height
    widest: float = 2.0


SIZE = Lengths()
FACTOR = Factors()


def sizes_css() -> str:
    """The CSS variables: `--size-text: 3.3cqh`, `--factor-line: 1.25`."""
    lengths = {f"size-{name}": f"{length}cqh" for name, length in asdict(SIZE).items()}
    factors = {f"factor-{name}": str(factor) for name, factor in asdict(FACTOR).items()}
    said = (f"--{name.replace('_', '-')}: {value};" for name, value in (lengths | factors).items())
    return f":host {{ {' '.join(said)} }}"
