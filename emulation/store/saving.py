"""Saving: a transaction over several files, merged with what others saved in between."""

from __future__ import annotations

import os
from collections.abc import Iterable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from emulation.intake.problems import Unreadable
from emulation.intake.rows import HALF_WRITTEN, WAIT
from emulation.schema import TABLE, TABLES, Table
from emulation.scope import VIETNAM
from emulation.store import backup, disk, history
from emulation.store.changes import apply
from emulation.store.disk import SaveRefused
from emulation.store.document import Cells, Document, Unwritable, digest_of
from emulation.store.edit import Clash, Clashed, Edit, Entry, Saved


def save(
    folder: Path,
    edits: Sequence[Edit],
    what: str,
    *,
    who: str = "",
    account: str = "",
    role: str = "",
    answers: Sequence[str] = (),
    reason: str = "",
    undoes: str = "",
    insist: bool = False,
) -> Saved:
    """Apply all edits or none, and record the new versions in the history as one change. A change that `answers` is
    recorded even if no file changes by it.

    `who` to `undoes`: as in `Entry`. `insist`: overwrite conflicting changes. Raises SaveRefused (nothing was changed;
    the message is for the user) and Clashed; with `insist` only for final conflicts.
    """
    with disk.locked(folder):
        try:
            _recover(folder)
            wanted = {TABLE[edit.table].name for edit in edits}
            files = [_File.of(folder, table) for table in TABLES if table.name in wanted]
            _record_outside_changes(folder, files)
            clashes = [clash for file in files for clash in file.take(edits, insist)]
            between = [entry for file in files for entry in _between(folder, file, edits)]
            if clashes:
                raise Clashed(clashes, _in_order(between))
            warning = _backed_up(folder)
            changed = [file for file in files if file.new != file.data]
            if not (changed or answers or _is_in_force(folder, undoes)):
                return Saved("", datetime.now(VIETNAM), _in_order(between), warning)
            versions = {file.table.name: (file.digest, file.new or b"") for file in changed}
            draft = history.draft(
                folder,
                what,
                who,
                versions,
                account=account,
                role=role,
                added=_only_added(edits),
                answers=tuple(answers),
                reason=reason,
                undoes=undoes,
            )
        except OSError as error:
            raise disk.refusal(error, folder) from None
        try:
            _replace_all(changed)
        except BaseException:
            history.discard(draft)
            raise
        warning = _committed(draft) or warning
        return Saved(draft.entry.id, draft.entry.when, _in_order(between), warning)


def _is_in_force(folder: Path, entry_id: str) -> bool:
    """Whether a change is yet to be undone. (Of one whose files were brought back otherwise too.)"""
    return bool(entry_id) and any(each.id == entry_id for each in history.in_force(history.entries(folder)))


def _only_added(edits: Iterable[Edit]) -> dict[str, list[Cells]]:
    """Table → the cells of its new rows that are not empty; nothing if an edit does anything else."""
    added: dict[str, list[Cells]] = {}
    for edit in edits:
        if edit.changes or edit.content is not None:
            return {}
        rows = [{name: text for name, text in row.cells.items() if text} for row in edit.rows]
        added.setdefault(TABLE[edit.table].name, []).extend(rows)
    return added


def keep(folder: Path) -> None:
    """Have the history hold every file as it is now. Raises SaveRefused."""
    with disk.locked(folder):
        try:
            _recover(folder)
            _record_outside_changes(folder, [_File.of(folder, table) for table in TABLES])
        except OSError as error:
            raise disk.refusal(error, folder) from None


@dataclass
class _File:
    """One file of a save: its real path, its content before and after."""

    table: Table
    path: Path
    data: bytes | None
    state: tuple[int, ...] = ()
    new: bytes | None = None
    replaced: bool = False

    @classmethod
    def of(cls, folder: Path, table: Table) -> _File:
        """The file as it is now. A symbolic link is resolved, so that its target is replaced and not the link."""
        path = _real(folder / table.file)
        state = _state(path)
        data = disk.read(path)
        return cls(table, path, data, state, data)

    @property
    def digest(self) -> str:
        return "" if self.data is None else digest_of(self.data)

    def take(self, edits: Iterable[Edit], insist: bool) -> list[Clash]:
        """Compute the new content. Returns the conflicts. Raises SaveRefused."""
        clashes = []
        for edit in edits:
            if edit.table != self.table.name:
                continue
            if edit.content is None:
                clashes += self._merge(edit, insist)
            else:
                if edit.base not in ("", self.digest) and not insist:
                    clashes.append(Clash(self.table.name, (), "", "", "", ""))
                self.new = edit.content
        return clashes

    def _merge(self, edit: Edit, insist: bool) -> list[Clash]:
        document = self._document()
        try:
            merged, clashes = apply(document, edit, insist=insist)
            if merged is not document:
                self.new = merged.to_bytes()
        except Unwritable as error:
            raise SaveRefused(f"Chưa ghi được vào {self.table.file}: {error}.") from None
        return clashes

    def _document(self) -> Document:
        if self.new is None:
            return Document.empty(self.table)
        try:
            document = Document.read(self.new, self.table)
        except Unreadable as error:
            raise self._unfit(error.reason, error.remedy) from None
        if not document.usable:
            raise self._unfit(document.problems[0].reason, document.problems[0].remedy)
        if document.torn:
            raise self._unfit(HALF_WRITTEN, WAIT)
        return document

    def _unfit(self, reason: str, remedy: str) -> SaveRefused:
        return SaveRefused(f"Chưa ghi được vào {self.table.file}: {reason}. {remedy}.")

    def prepare(self) -> Path:
        """Write the new content to the temporary file."""
        if self.data is not None and not os.access(self.path, os.W_OK):
            raise PermissionError(13, "read-only", str(self.path))
        return disk.prepare(self.path, self.new or b"")

    def replace(self, waiting: Path) -> None:
        if _state(self.path) != self.state:
            raise SaveRefused(f"Tệp {self.table.file} vừa được chương trình khác ghi. Bấm lưu lần nữa.")
        disk.replace(waiting, self.path)
        self.replaced = True

    def put_back(self) -> None:
        """Roll back to the content before."""
        if self.data is None:
            self.path.unlink()
        else:
            disk.replace(disk.prepare(self.path, self.data), self.path)


def _real(path: Path) -> Path:
    """The target of a link. A circular link is returned as it is; reading it fails later."""
    try:
        return path.resolve()
    except RuntimeError:
        return path


def _state(path: Path) -> tuple[int, ...]:
    """Time, size and inode: they differ once another program writes the file."""
    try:
        stat = path.stat()
    except OSError:
        return ()
    return stat.st_mtime_ns, stat.st_size, stat.st_ino


def _replace_all(files: Sequence[_File]) -> None:
    """Replace all files, or roll back. Raises SaveRefused."""
    waiting: list[Path] = []
    try:
        for file in files:
            waiting.append(disk.temporary(file.path))
            file.prepare()
        for file, path in zip(files, waiting, strict=True):
            file.replace(path)
    except BaseException as error:
        for path in waiting:
            _delete(path)
        _put_back(files)
        if isinstance(error, OSError):
            raise disk.refusal(error, Path(error.filename or files[0].path)) from None
        raise
    for folder in {file.path.parent for file in files}:
        disk.sync_folder(folder)


def _delete(path: Path) -> None:
    with suppress(OSError):
        path.unlink(missing_ok=True)


def _put_back(files: Sequence[_File]) -> None:
    stuck = []
    for file in files:
        if file.replaced:
            try:
                file.put_back()
            except (OSError, SaveRefused):
                stuck.append(file.table.file)
                _delete(disk.temporary(file.path))
    if stuck:
        raise SaveRefused(
            f"Chỉ ghi được {', '.join(stuck)}, các tệp còn lại thì chưa, và chưa trả lại được như cũ. "
            "Xem Lịch sử để khôi phục, rồi lưu lại."
        )


def _recover(folder: Path) -> None:
    """Recover from killed processes: complete the saves that had replaced a file, discard the others."""
    for table in TABLES:
        _delete(disk.temporary(_real(folder / table.file)))
    for draft in history.drafts(folder):
        entry = draft.entry
        files = [_File.of(folder, TABLE[name]) for name in entry.tables]
        try:
            if all(file.digest != entry.digests[file.table.name] for file in files):
                raise history.NotKept
            begun = [file for file in files if file.digest == entry.formerly[file.table.name]]
            for file in begun:
                file.new = history.draft_content(draft, file.table.name)
        except history.NotKept:
            history.discard(draft)
        else:
            _replace_all(begun)
            history.commit(draft)


def _record_outside_changes(folder: Path, files: Sequence[_File]) -> None:
    """Record in the history what other programs wrote since the last save, with the files' modification times."""
    for file in files:
        last = next(history.newest(folder, file.table.name), None)
        former = last.digests[file.table.name] if last else None
        if file.data is not None and file.digest != former:
            when = datetime.fromtimestamp(file.state[0] / 1e9, VIETNAM) if file.state else None
            what = history.OUTSIDE if last else history.FIRST
            history.commit(history.draft(folder, what, "", {file.table.name: (former, file.data)}, when))


def _between(folder: Path, file: _File, edits: Iterable[Edit]) -> list[Entry]:
    """The changes since the version that the user saw; only the last one if that version is not in the history."""
    name = file.table.name
    bases = {edit.base for edit in edits if edit.table == name and edit.base}
    if not bases or bases == {file.digest}:
        return []
    found: list[Entry] = []
    for entry in history.newest(folder, name):
        if entry.digests[name] in bases:
            return found
        found.append(entry)
    return found[:1]


def _in_order(entries: Iterable[Entry]) -> list[Entry]:
    """Without duplicates, newest first."""
    return sorted({entry.id: entry for entry in entries}.values(), key=lambda entry: entry.id, reverse=True)


def _backed_up(folder: Path) -> str:
    """Make the daily backup if there is none yet. Returns a warning if that fails."""
    try:
        backup.make(folder)
    except (OSError, SaveRefused):
        return "Chưa tạo được bản sao lưu của hôm nay; kiểm tra chỗ trống và quyền ghi của ổ đĩa."
    return ""


def _committed(draft: history.Draft) -> str:
    try:
        history.commit(draft)
    except OSError:
        return "Dữ liệu đã ghi, nhưng chưa vào được Lịch sử; lần lưu sau sẽ ghi bù."
    return ""
