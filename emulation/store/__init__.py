"""The CSV files as a record that can be changed safely.

`document` one file's rows, `changes` what differs and how it is merged, `saving` putting it into the folder,
`history` every former version, `backup` a copy a day, `kept_files` what is no table, `disk` how bytes get there whole.
"""

from emulation.store.changes import Clash, NewRow, RowChange, apply, counted, difference, last_about
from emulation.store.disk import SaveRefused
from emulation.store.document import Document, RowKey
from emulation.store.history import Entry
from emulation.store.saving import Clashed, Edit, Saved, digest, read_document, save

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
    "last_about",
    "read_document",
    "save",
]
