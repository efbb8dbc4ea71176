"""The choice of the standing body among the units."""

from __future__ import annotations

from collections.abc import Mapping

from emulation.office.founding import units
from emulation.ui.office.start import steps
from emulation.ui.parts import picker


def pick(names: Mapping[str, str], step: str) -> str:
    """The id of the unit that is the standing body; at first the likely one. Empty if none is chosen."""
    options = [picker.Option(unit_id, name, unit_id) for unit_id, name in names.items()]
    likely = units.likely_standing_body(names)
    key = steps.key_of(step, f"standing-{likely}")
    return (
        picker.pick_one("Cơ quan thường trực thi đua, khen thưởng", options, key=key, chosen=likely or None)
        or ""
    )
