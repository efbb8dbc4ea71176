"""From the bytes of a data folder to checked tables, with every problem named at its place.

`decoding` bytes → text, `grid` text → rows, `headers` which column is which, `cells` text → value,
`checks` what rows must satisfy together, `reading` the whole folder.
"""

from emulation.intake.problems import Problem
from emulation.intake.reading import Reading, fingerprint, read_folder

__all__ = ["Problem", "Reading", "fingerprint", "read_folder"]
