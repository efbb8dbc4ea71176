"""How states look."""

import pytest

from emulation.ui.parts import states


def _luminance(colour: str) -> float:
    channels = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return sum(weight * c for weight, c in zip((0.2126, 0.7152, 0.0722), linear, strict=True))


@pytest.mark.parametrize("word", states.STATE)
def test_every_state_reads_well_on_its_fill(word):
    state = states.STATE[word]
    light, dark = sorted((_luminance(state.colour), _luminance(state.ink)), reverse=True)
    assert (light + 0.05) / (dark + 0.05) >= 4.5
    assert state.mark
