"""What a save is asked to do, and what comes of it. Records only: the modules that act on them import this one."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Literal

from emulation.intake.problems import shown
from emulation.schema import TABLE
from emulation.store.document import Cells, RowKey


@dataclass(frozen=True, slots=True)
class RowChange:
    """One row before (None: it is added) and after (None: it is deleted), as canonical text."""

    key: RowKey
    before: Cells | None
    after: Cells | None

    @property
    def kind(self) -> Literal["Thêm", "Sửa", "Xoá"]:
        if self.before is None:
            return "Thêm"
        return "Xoá" if self.after is None else "Sửa"

    @property
    def fields(self) -> tuple[str, ...]:
        """The names of the cells that differ. In an added or deleted row: of those that are not empty."""
        before, after = self.before or {}, self.after or {}
        names = before if self.after is None else after
        return tuple(name for name in names if before.get(name, "") != after.get(name, ""))


@dataclass(frozen=True, slots=True)
class NewRow:
    """A row to append, as canonical text. `seen`: the row in force about the same thing when the user decided; None if
    there was none. If another row is in force by the time of the save, that is a conflict; where one says the same in
    every cell, nothing is appended."""

    cells: Cells
    seen: Cells | None = None


@dataclass(frozen=True, slots=True)
class Edit:
    """The edit of one file: rows to change, rows to append, or the whole new `content`.

    `base`: digest of the file that the user saw. What was saved after that version counts as changed in between.
    """

    table: str
    changes: Sequence[RowChange] = ()
    rows: Sequence[NewRow] = ()
    content: bytes | None = None
    base: str = ""


@dataclass(frozen=True, slots=True)
class Entry:
    """One change in the history: when (Vietnam's time), what, by whom, and the files that it changed: none where it only
    answers, or undoes such an answer.

    `account`: the sign-in name behind `who`; empty where there are no accounts. Names may be alike, accounts are not.
    """

    id: str
    when: datetime
    what: str
    who: str
    digests: Mapping[str, str]
    """Table → digest of its file after the change."""
    formerly: Mapping[str, str | None]
    """Table → digest before the change: empty where there was no file, None where it is unknown."""
    account: str = ""
    role: str = ""
    """The role of who saved (`emulation/access.py`); empty where nobody signs in."""
    added: Mapping[str, Sequence[Cells]] = field(default_factory=dict)
    """Table → the cells of the new rows that are not empty, where the change only added rows."""
    answers: tuple[str, ...] = ()
    """What units reported and this change accepts or, with a `reason`, returns: ids of `emulation/office/reported.py`."""
    reason: str = ""
    undoes: str = ""
    """The id of the change that this one undoes."""

    @property
    def tables(self) -> tuple[str, ...]:
        return tuple(self.digests)

    @property
    def undoable(self) -> bool:
        """Whether the content before the change is known."""
        return None not in self.formerly.values()


@dataclass(frozen=True, slots=True)
class Saved:
    """The result of a save. `entry_id` is empty if the files held everything already."""

    entry_id: str
    when: datetime
    merged: Sequence[Entry] = ()
    """The changes made in between that were kept together with this one."""
    warning: str = ""
    """What failed although the data were saved."""


@dataclass(frozen=True, slots=True)
class Clash:
    """A conflict: someone else changed the same cell in between. No `column`: it concerns the whole row; no `key`: the
    whole file. `final`: it cannot be written even with `insist`."""

    table: str
    key: RowKey
    column: str
    was: str
    theirs: str
    mine: str
    final: bool = False

    def sentence(self) -> str:
        """The conflict in Vietnamese: where, the value before, the value now, and the value to be written."""
        table = TABLE[self.table]
        if not self.key:
            return f"{table.file}: tệp đã được sửa sau khi bạn xem"
        identity = zip(table.identity, self.key, strict=False)
        place = ", ".join(f"{table.column(name).label} {shown(text) or '(trống)'}" for name, text in identity)
        if self.final:
            return f"{table.file}: đã có dòng {place} ({self.theirs}), không ghi thêm dòng trùng"
        label = next((c.label for c in table.columns if c.name == self.column), self.column)
        column = f", cột “{label}”" if label else ""
        return f"{table.file}, dòng {place}{column}: trước là {self.was}, nay là {self.theirs}, bạn ghi {self.mine}"


class Clashed(Exception):
    """A save failed because of conflicts; nothing was written. `between`: the changes that caused them."""

    def __init__(self, clashes: Sequence[Clash], between: Sequence[Entry]) -> None:
        super().__init__("; ".join(clash.sentence() for clash in clashes))
        self.clashes, self.between = clashes, between

    @property
    def final(self) -> bool:
        """Whether `insist` would not help either."""
        return any(clash.final for clash in self.clashes)
