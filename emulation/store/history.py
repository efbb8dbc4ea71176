"""The history: every saved version of every file.

An entry `lich-su/2026-11/20261123-094501-123456.json` describes a change; `….progress.csv.gz` next to it is the file after
the change. It works as a write-ahead log. Before the files are replaced, the entry is written as a draft (`lich-su/ID.cho`).
Afterwards the draft is renamed into the month's folder, which commits it. A draft that is left over belongs to a process
that was killed; the next save completes or discards it.
"""

from __future__ import annotations

import gzip
import json
import os
import re
import zlib
from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import lru_cache
from pathlib import Path
from typing import Any

from emulation.schema import TABLE
from emulation.scope import VIETNAM
from emulation.store import disk
from emulation.store.disk import SaveRefused
from emulation.store.document import Cells, digest_of
from emulation.store.edit import Entry

FOLDER = "lich-su"
FIRST = "Bản có sẵn trước lần lưu đầu tiên"
OUTSIDE = "Sửa ngoài chương trình"

_ID = "%Y%m%d-%H%M%S-%f"
_SHAPE = re.compile(r"[0-9]{8}-[0-9]{6}-[0-9]{6}")
_NAME = re.compile(rf"{_SHAPE.pattern}\.json")
_DRAFT = ".cho"


class NotKept(SaveRefused):
    """The history does not have that version."""


# ---- reading


def entries(folder: Path) -> list[Entry]:
    """The changes, newest first. Kept as long as no entry is added, so that it may be asked at every run of a screen."""
    return [entry for month in reversed(_months(folder)) for entry in _of_month(month)]


def in_force(newest_first: Iterable[Entry]) -> list[Entry]:
    """The changes that no change in force undoes, newest first. To undo an undo brings back what it undid."""
    undone: set[str] = set()
    standing = []
    for entry in newest_first:
        if entry.id not in undone:
            standing.append(entry)
            undone.add(entry.undoes)
    return standing


def newest(folder: Path, table: str | None = None, *, before: str = "") -> Iterator[Entry]:
    """`entries`, read lazily; with `table`, only those of that file; with `before`, only those older than that id."""
    for month in reversed(_months(folder)):
        names = {path.name for path in month.iterdir()}
        for name in sorted(filter(_NAME.fullmatch, names), reverse=True):
            path = month / name
            asked = (not before or path.stem < before) and (not table or _content(path, table).name in names)
            if asked and (entry := _entry(path)):
                yield entry


_LISTED: dict[Path, tuple[list[str], list[Entry]]] = {}
"""Month → the names in its folder, and its entries."""


def _of_month(month: Path) -> list[Entry]:
    """The entries of a month, newest first."""
    names = os.listdir(month)  # noqa: PTH208 (a path for each of 20,000 names costs more than all the rest)
    kept, found = _LISTED.get(month, ([], []))
    if names == kept:
        return found
    paths = [month / name for name in sorted(filter(_NAME.fullmatch, names), reverse=True)]
    known = {entry.id: entry for entry in found}
    read = [known.get(path.stem) or _entry(path) for path in paths]
    found = [entry for entry in read if entry]
    if len(found) == len(paths):  # else it is tried again: a share may be away for a moment
        _LISTED[month] = names, found
    return found


def _months(folder: Path) -> list[Path]:
    """The months' folders, oldest first. Other files in the folder are ignored."""
    found = (folder / FOLDER).glob("[0-9][0-9][0-9][0-9]-[0-9][0-9]")
    return sorted(month for month in found if month.is_dir())


def damaged(folder: Path) -> Iterator[Path]:
    """The entries that cannot be read, newest first."""
    for month in reversed(_months(folder)):
        for path in sorted(month.glob("*.json"), reverse=True):
            if _NAME.fullmatch(path.name) and _entry(path) is None:
                yield path


def moment_of(entry_id: str) -> datetime:
    """When the entry with that id was written, by the clock of the machine that wrote it."""
    return datetime.strptime(entry_id, _ID).replace(tzinfo=VIETNAM)


def version(folder: Path, entry_id: str, table: str) -> bytes:
    """The content of a file after a change. Raises NotKept."""
    entry = find(folder, entry_id)
    return _unpacked(_path(folder, entry.id), table, entry.digests.get(table, ""))


def kept(folder: Path, table: str, digest: str) -> bytes | None:
    """The content of a file with that digest; None if the history does not have it (any more)."""
    for entry in newest(folder, table):
        if entry.digests.get(table) == digest:
            with suppress(NotKept):
                return _unpacked(_path(folder, entry.id), table, digest)
    return None


def _unpacked(path: Path, table: str, digest: str) -> bytes:
    try:
        data = gzip.decompress(_content(path, table).read_bytes())
    except (OSError, EOFError, zlib.error):
        data = None
    if data is None or digest_of(data) != digest:
        raise NotKept(f"Không còn giữ bản này của {TABLE[table].file}.")
    return data


def before(folder: Path, entry_id: str, table: str) -> bytes | None:
    """The content of a file before a change; None if it did not exist. Raises NotKept."""
    former = next(newest(folder, table, before=entry_id), None)
    return version(folder, former.id, table) if former else None


def find(folder: Path, entry_id: str) -> Entry:
    """The entry with that id. Raises NotKept."""
    if _SHAPE.fullmatch(entry_id) and (entry := _entry(_path(folder, entry_id))):
        return entry
    raise NotKept("Không tìm thấy lần thay đổi này trong lịch sử.")


def _path(folder: Path, entry_id: str) -> Path:
    return folder / FOLDER / f"{entry_id[:4]}-{entry_id[4:6]}" / f"{entry_id}.json"


def _content(path: Path, table: str) -> Path:
    return path.with_name(f"{path.stem}.{TABLE[table].file}.gz")


def _entry(path: Path) -> Entry | None:
    """The entry in a JSON file; None if the file is damaged."""
    try:
        return _parsed(path)
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return None


@lru_cache(maxsize=1 << 16)
def _parsed(path: Path) -> Entry:
    """Entries are immutable, so they are cached."""
    fields: dict[str, Any] = json.loads(path.read_bytes())
    when = datetime.fromisoformat(fields["when"]).astimezone(VIETNAM)
    added: Any = fields.get("added", {})
    if not fields["after"].keys() | fields["before"].keys() | added.keys() <= TABLE.keys():
        raise ValueError(path)  # written by another program: a table's name becomes one of a file
    return Entry(
        path.stem,
        when,
        fields["what"],
        fields["who"],
        fields["after"],
        fields["before"],
        added={table: tuple(_cells(row) for row in rows) for table, rows in added.items()},
        answers=tuple(map(str, fields.get("answers", ()))),
        **{name: fields.get(name, "") for name in ("account", "role", "reason", "undoes")},
    )


def _cells(row: dict[str, Any]) -> Cells:
    return {name: str(text) for name, text in row.items()}


# ---- writing; the caller holds the folder's lock


@dataclass(frozen=True, slots=True)
class Draft:
    """A change that is written but not yet committed."""

    path: Path
    """Path of the entry after the commit."""
    waiting: Path
    entry: Entry


def draft(
    folder: Path,
    what: str,
    who: str,
    versions: Mapping[str, tuple[str | None, bytes]],
    when: datetime | None = None,
    **more: Any,
) -> Draft:
    """Write a draft. `versions`: table → digest before, content after; `more`: the other fields of `Entry`. Raises OSError,
    and then leaves nothing behind."""
    own = _next_id(folder)
    path = _path(folder, own)
    entry = Entry(
        own,
        when or datetime.now(VIETNAM),
        what,
        who,
        {table: digest_of(data) for table, (_, data) in versions.items()},
        {table: former for table, (former, _) in versions.items()},
        **more,
    )
    made = Draft(path, folder / FOLDER / f"{own}{_DRAFT}", entry)
    fields = {
        "when": entry.when.isoformat(),
        "what": what,
        "who": who,
        "account": entry.account,
        "before": entry.formerly,
        "after": entry.digests,
        **{name: told for name, told in more.items() if told},
    }
    path.parent.mkdir(parents=True, exist_ok=True)
    try:
        for table, (_, data) in versions.items():
            disk.write(_content(path, table), gzip.compress(data, 6))
        disk.sync_folder(path.parent)
        disk.write(made.waiting, json.dumps(fields, ensure_ascii=False, indent=1).encode())
    except BaseException:
        discard(made)
        raise
    disk.sync_folder(folder / FOLDER)
    return made


def commit(made: Draft) -> None:
    """Commit a draft. Raises OSError."""
    made.waiting.replace(made.path)


def draft_content(made: Draft, table: str) -> bytes:
    """The content of a file in a draft. Raises NotKept."""
    return _unpacked(made.path, table, made.entry.digests[table])


def discard(made: Draft) -> None:
    """Delete a draft whose change was not made."""
    with suppress(OSError):
        made.waiting.unlink(missing_ok=True)
        for table in made.entry.tables:
            _content(made.path, table).unlink(missing_ok=True)


def drafted(folder: Path) -> list[Path]:
    """The files of drafts: of saves under way, and of killed processes."""
    return sorted((folder / FOLDER).glob(f"*{_DRAFT}"))


def drafts(folder: Path) -> list[Draft]:
    """The drafts of killed processes. Deletes what they left half-written."""
    found = []
    for waiting in drafted(folder):
        if entry := _entry(waiting):
            found.append(Draft(_path(folder, entry.id), waiting, entry))
        else:
            waiting.unlink()
    _delete_orphans(folder, {made.entry.id for made in found})
    return found


def _delete_orphans(folder: Path, known: set[str]) -> None:
    """Delete contents without an entry. Only the newest month can have any."""
    months = _months(folder)
    if not months:
        return
    known = known | {path.stem for path in months[-1].glob("*.json")}
    for path in months[-1].glob("*.gz"):
        if path.name.partition(".")[0] not in known:
            path.unlink()


def _next_id(folder: Path) -> str:
    """An id greater than all others, even if the clock was set back."""
    now = datetime.now(VIETNAM).replace(tzinfo=None)
    last = next(newest(folder), None)
    if last and last.id >= f"{now:{_ID}}":
        now = datetime.strptime(last.id, _ID) + timedelta(microseconds=1)
    return f"{now:{_ID}}"
