"""The Excel workbook of everything: a sheet a file, with lists, notes and formats that help to fill it in.

`export` documents → workbook, `template` the empty one or an empty folder, `explain` what a column holds.
"""

from emulation.workbook.explain import explain
from emulation.workbook.export import CannotExport, workbook
from emulation.workbook.template import NotWritten, write_template

__all__ = ["CannotExport", "NotWritten", "explain", "workbook", "write_template"]
