"""Reads and validates a data folder: bytes → checked tables, and the problems with their cells.

The pipeline: `disk` file → bytes, `decoding` bytes → text, `grid` text → rows, `headers` columns, `cells` text → value,
`rows` rows → `records`, `files` one file, `checks` rules between rows and files, `reading` the whole folder. `package` and
`workbook` convert the sheets of an Excel workbook to CSV. `recognise` finds out which table a file holds, `lookalikes` which
other files of the folder may be meant as data.
"""

from emulation.intake.disk import default_folder
from emulation.intake.files import Source
from emulation.intake.problems import Problem, Unreadable
from emulation.intake.reading import Reading, fingerprint, not_a_folder, read_files, read_folder
from emulation.intake.states import FileState, states
from emulation.intake.workbook import Book, open_upload

__all__ = [
    "Book",
    "FileState",
    "Problem",
    "Reading",
    "Source",
    "Unreadable",
    "default_folder",
    "fingerprint",
    "not_a_folder",
    "open_upload",
    "read_files",
    "read_folder",
    "states",
]
