"""Safe changes of the CSV files.

From the bottom up: `disk` atomic writes and the lock, `document` the rows of one file, `edit` what a save is asked and
answers, `changes` difference and merge, `history` every former version, `backup` a daily copy, `saving` a save,
`restoring` undo and restore. `kept_files` keeps files that are not tables.
"""

from emulation.store.changes import apply, counted, difference, rebased, reordered
from emulation.store.disk import SaveRefused, make_folder
from emulation.store.document import Document, RowKey, digest, read_document
from emulation.store.edit import Clash, Clashed, Edit, Entry, NewRow, RowChange, Saved
from emulation.store.saving import keep, save

__all__ = [
    "Clash",
    "Clashed",
    "Document",
    "Edit",
    "Entry",
    "NewRow",
    "RowChange",
    "RowKey",
    "SaveRefused",
    "Saved",
    "apply",
    "counted",
    "difference",
    "digest",
    "keep",
    "make_folder",
    "read_document",
    "rebased",
    "reordered",
    "save",
]
