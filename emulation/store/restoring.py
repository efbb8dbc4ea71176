"""Undoing a change, and restoring an earlier version of a file or a daily backup. Each is itself saved as a change."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from emulation.intake.problems import Unreadable
from emulation.schema import TABLE, TABLES
from emulation.store import backup, history
from emulation.store.changes import difference, reverse
from emulation.store.document import Document, digest, digest_of
from emulation.store.edit import Edit, Entry, Saved
from emulation.store.history import NotKept
from emulation.store.saving import save

_UNDONE, _REDONE = "Hoàn tác: ", "Làm lại: "


def undo_title(what: str) -> str:
    """The title of the change that undoes the change titled `what`. To undo an undo is to redo.

    >>> undo_title("Thêm khối"), undo_title("Hoàn tác: Thêm khối"), undo_title("Làm lại: Thêm khối")
    ('Hoàn tác: Thêm khối', 'Làm lại: Thêm khối', 'Hoàn tác: Thêm khối')
    """
    if what.startswith(_UNDONE):
        return _REDONE + what.removeprefix(_UNDONE)
    return _UNDONE + what.removeprefix(_REDONE)


def restore_title(entry: Entry, table: str) -> str:
    """The title of the change that restores a file as it was after `entry`."""
    return f"Khôi phục {TABLE[table].file} như lúc {entry.when:%H:%M ngày %d/%m/%Y}"


def undo(folder: Path, entry_id: str, *, insist: bool = False, **by: str) -> Saved:
    """Undo a change in all its files; `by`: who, account and role, as `save` takes them. Raises SaveRefused, Clashed.

    If a file was not changed since, its former bytes are written. Otherwise only the rows of the change are reverted,
    and merged with the later changes.
    """
    entry = history.find(folder, entry_id)
    if not entry.undoable:
        raise NotKept("Đây là bản đầu tiên được giữ, không có bản trước đó để quay về.")
    edits = [_reverted(folder, entry, table) for table in entry.tables]
    return save(folder, edits, undo_title(entry.what), undoes=entry.id, insist=insist, **by)


def restore_version(folder: Path, entry_id: str, table: str, *, insist: bool = False, **by: str) -> Saved:
    """Restore one file as it was after a change. Raises SaveRefused."""
    entry = history.find(folder, entry_id)
    edit = Edit(table, content=history.version(folder, entry_id, table))
    return save(folder, [edit], restore_title(entry, table), insist=insist, **by)


def restore_backup(folder: Path, day: date, *, insist: bool = False, **by: str) -> Saved:
    """Restore all files of a daily backup. An optional file that the backup lacks keeps its heading only. Raises
    SaveRefused."""
    contents = backup.contents(folder, day)
    edits = [Edit(name, content=data) for name, data in contents.items()]
    for table in TABLES:
        if table.optional and table.name not in contents and (folder / table.file).exists():
            edits.append(Edit(table.name, content=Document.empty(table).to_bytes()))
    return save(folder, edits, f"Khôi phục bản sao lưu ngày {day:%d/%m/%Y}", insist=insist, **by)


def _reverted(folder: Path, entry: Entry, table: str) -> Edit:
    schema = TABLE[table]
    if entry.formerly[table]:
        former = history.before(folder, entry.id, table)
        if former is None or digest_of(former) != entry.formerly[table]:
            raise NotKept(f"Không còn giữ bản trước đó của {schema.file}.")
    else:
        former = Document.empty(schema).to_bytes()
    after = entry.digests[table]
    if digest(folder, table) == after:
        return Edit(table, content=former, base=after)
    try:
        done = difference(
            Document.read(former, schema), Document.read(history.version(folder, entry.id, table), schema)
        )
    except Unreadable as error:
        raise NotKept(f"Không gộp được với lần sửa sau: {schema.file} {error.reason}.") from None
    return Edit(table, changes=reverse(done), base=after)
