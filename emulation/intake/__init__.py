"""From the bytes of a data folder to checked tables, with every problem named at its place.

`disk` file → bytes, `decoding` bytes → text, `grid` text → rows, `headers` which column is which, `cells`
text → value, `files` a file's rows, `checks` what rows must satisfy together, `reading` the whole folder.
`beside` what lies there under another name, `package` and `workbook` make such files of an Excel workbook's sheets,
`recognise` tells which is which.
"""

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
    "fingerprint",
    "not_a_folder",
    "open_upload",
    "read_files",
    "read_folder",
    "states",
]
