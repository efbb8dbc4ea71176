"""The Excel workbook with all data: one sheet per file, with drop-down lists, notes and formats.

`export` documents → workbook, `template` an empty workbook or folder, `explain` the notes on the columns.
"""

from emulation.workbook.explain import explain
from emulation.workbook.export import CannotExport, workbook
from emulation.workbook.template import NotWritten, write_template

__all__ = ["CannotExport", "NotWritten", "explain", "workbook", "write_template"]
