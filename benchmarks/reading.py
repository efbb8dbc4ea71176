"""How long does a folder with 100,000 rows of progress take to read, to load, and to answer?

`.venv/bin/python benchmarks/reading.py [ROWS]` grows the sample's log in a temporary folder and prints seconds.
"""

from __future__ import annotations

import shutil
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT))

from emulation.intake import read_folder  # noqa: E402
from emulation.scope import Scope  # noqa: E402
from emulation.warehouse import Warehouse  # noqa: E402


def main(count: int) -> None:
    with tempfile.TemporaryDirectory() as temporary:
        folder = Path(shutil.copytree(ROOT / "data", Path(temporary) / "data"))
        header, *rows = (folder / "progress.csv").read_text(encoding="utf-8").splitlines(keepends=True)
        many = "".join(rows[i % len(rows)] for i in range(count))
        (folder / "progress.csv").write_text(header + many, encoding="utf-8")
        began = time.perf_counter()
        reading, _ = read_folder(folder)
        read = time.perf_counter()
        warehouse = Warehouse(reading)
        loaded = time.perf_counter()
        warehouse.ask("tasks", Scope.at(warehouse.default_as_of))
        answered = time.perf_counter()
    print(
        f"{count} rows: read {read - began:.2f} s, loaded {loaded - read:.2f} s, first answer {answered - loaded:.2f} s"
    )


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 100_000)
