"""What is a number or a day to Excel, and what Excel would not keep as it is."""

from __future__ import annotations

import pytest

from emulation.schema import TABLE
from emulation.workbook.cells import stored

POINTS, DAY, NOTE = (TABLE["scores"].column(name) for name in ("points", "recorded_on", "note"))
LAUNCHED = TABLE["movements"].column("launched_on")


@pytest.mark.parametrize(
    ("column", "text", "held"),
    [
        (POINTS, "18,75", 18.75),
        (POINTS, "0", 0),
        (POINTS, "0,12345678901234", 0.12345678901234),
        (POINTS, "0,123456789012345", "0,123456789012345"),
        (POINTS, "-0", "-0"),
        (POINTS, "1.250", "1.250"),
        (NOTE, "18,75", "18,75"),
        (DAY, "23/02/2026", 46076),
        (DAY, "31/02/2026", "31/02/2026"),
        (DAY, "1/1/1999", "1/1/1999"),
        (LAUNCHED, "01/03/1900", 61),
        (LAUNCHED, "28/02/1900", "28/02/1900"),
    ],
)
def test_a_cell_holds(column, text: str, held: str | float) -> None:
    found = stored(text, column)
    assert found == held
    assert isinstance(found, str) == isinstance(held, str)
