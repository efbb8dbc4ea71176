"""What an officer changed in an exported workbook since it was exported, whatever others changed meanwhile."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Self

from emulation.commune import Agency
from emulation.intake import Problem
from emulation.intake.origin import Origin
from emulation.intake.problems import Unreadable
from emulation.schema import TABLE
from emulation.store import Document, RowChange, RowKey, difference, history, rebased, reordered
from emulation.store.edit import Clash


@dataclass(frozen=True, slots=True)
class Exported:
    """An uploaded workbook that this program exported. `lost`: its tables whose version is not known any more."""

    source: str
    origin: Origin
    lost: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Since:
    """One table of it. `document`: the rows that the officer added or changed, at their own positions, merged with the
    folder's; `keys`: position → key in the folder. `clashes`: the conflicts; of them the folder's version counts, unless
    they are overwritten."""

    document: Document
    keys: Mapping[int, RowKey]
    changes: tuple[RowChange, ...]
    missing: tuple[RowChange, ...]
    clashes: tuple[Clash, ...]

    @classmethod
    def of(cls, document: Document, base: Document, present: Document, *, overwriting: bool) -> Self:
        """`base`: the version that was exported. Raises Unwritable."""
        named = reordered(base, document)
        own = {named.get(key, key): position for key, position in document.positions.items()}
        changes = difference(base, document, named)
        effects, clashes = rebased(present, changes)
        if overwriting and clashes:
            effects, _ = rebased(present, changes, insist=True)
        taken = {
            own[change.key]: effect
            for change, effect in zip(changes, effects, strict=True)
            if effect and effect.after is not None
        }
        merged = document.edited({at: effect.after for at, effect in taken.items() if effect.after})
        body = [fields if at in taken else [] for at, fields in enumerate(merged.body)]
        return cls(
            replace(merged, body=body),
            {at: effect.key for at, effect in sorted(taken.items())},
            tuple(taken.values()),
            tuple(effect for effect in effects if effect and effect.after is None),
            tuple(clashes),
        )


def exported_version(folder: Path, table: str, origin: Origin | None) -> Document | None:
    """The version of a file that a workbook was made from; None if it is not known (any more)."""
    digest = origin.versions.get(table) if origin else None
    if digest is None:
        return None
    if digest == "":
        return Document.empty(TABLE[table])
    data = history.kept(folder, table, digest)
    try:
        return None if data is None else Document.read(data, TABLE[table])
    except Unreadable:
        return None


def foreign(source: str, origin: Origin, here: Sequence[Agency], known: Callable[[], bool]) -> Problem | None:
    """Why a workbook is refused: another commune's. `here`: this one and its superior, empty if the plan names none.

    `known`: whether the history has a version that the workbook was made from. It is this commune's then, by whatever name.
    """
    theirs = (origin.commune, origin.superior)
    named = [(str(ours), there) for ours, there in zip(here, theirs, strict=True) if str(ours) and there]
    if all(_plain(ours) == _plain(there) for ours, there in named) or known():
        return None
    ours = ", ".join(str(agency) for agency in here if str(agency))
    return Problem(
        source,
        f"sổ này của {origin.agency} (xuất {origin.moment:%H:%M ngày %d/%m/%Y}), không phải của {ours}; không nhập",
        "Chọn sổ xuất từ dữ liệu của địa phương mình",
    )


def _plain(name: str) -> str:
    return " ".join(name.casefold().split())
