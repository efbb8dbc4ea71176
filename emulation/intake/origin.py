"""Where an exported workbook comes from: the commune, the moment, the versions of the files. It stands in a sheet and in the
properties of the workbook, because programs lose the one or people delete the other."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from emulation.schema import TABLES
from emulation.scope import VIETNAM

SHEET = "Nguồn gốc"
COMMUNE, SUPERIOR, MOMENT = "Cơ quan ban hành", "Cấp trên trực tiếp", "Xuất lúc"

_MOMENT = "%H:%M:%S ngày %d/%m/%Y"
_DIGEST = re.compile("[0-9a-f]{64}")
_NO_FILE = "chưa có tệp"
_LONGEST = 200
"""Characters of a name that are kept: a property holds 255."""


@dataclass(frozen=True, slots=True)
class Origin:
    """`commune` and `superior` as the plan names them, empty if it does not. `moment`: of the export, Vietnam's time.
    `versions`: table → digest of its file; empty if there was none."""

    commune: str
    superior: str
    moment: datetime
    versions: Mapping[str, str]

    def pairs(self) -> list[tuple[str, str]]:
        """Names and texts, which `read` understands."""
        files = [
            (table.file, self.versions[table.name] or _NO_FILE)
            for table in TABLES
            if table.name in self.versions
        ]
        return [
            (COMMUNE, self.commune[:_LONGEST]),
            (SUPERIOR, self.superior[:_LONGEST]),
            (MOMENT, f"{self.moment:{_MOMENT}}"),
            *files,
        ]

    @property
    def agency(self) -> str:
        """The commune, and whose it is."""
        return ", ".join(part for part in (self.commune[:_LONGEST], self.superior[:_LONGEST]) if part)


def read(pairs: Iterable[tuple[str, str]]) -> Origin | None:
    """The origin that the pairs tell; None if they tell none. Others among them are ignored."""
    told = {name.strip(): text.strip() for name, text in pairs}
    try:
        moment = datetime.strptime(told[MOMENT], _MOMENT).replace(tzinfo=VIETNAM)
    except (KeyError, ValueError):
        return None
    versions = {
        table.name: "" if text == _NO_FILE else text
        for table in TABLES
        if (text := told.get(table.file, "")) == _NO_FILE or _DIGEST.fullmatch(text)
    }
    return Origin(told.get(COMMUNE, ""), told.get(SUPERIOR, ""), moment, versions)
