"""How long does bringing in a workbook of 100,000 rows take, and does it leave others their turn?

`.venv/bin/python benchmarks/importing.py [ROWS]` prints the seconds of reading and checking, how often the progress
was told, and the longest that another thread had to wait meanwhile, as the screens of other sessions do.
"""

from __future__ import annotations

import csv
import io
import sys
import threading
import time
from datetime import datetime
from pathlib import Path

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT))

from xlsxwriter import Workbook  # noqa: E402

from emulation.folder import DataFolder  # noqa: E402
from emulation.intake import open_upload  # noqa: E402


class Watch(threading.Thread):
    """Wants to run every millisecond and notes the longest it had to wait for that."""

    def __init__(self) -> None:
        super().__init__(daemon=True)
        self.longest = 0.0
        self.on = True

    def run(self) -> None:
        last = time.perf_counter()
        while self.on:
            time.sleep(0.001)
            now = time.perf_counter()
            self.longest, last = max(self.longest, now - last), now


def grown(count: int) -> bytes:
    """A workbook with the sample's log of progress, repeated to `count` rows."""
    with (ROOT / "data/progress.csv").open(encoding="utf-8-sig", newline="") as file:
        heading, *rows = csv.reader(file)
    out = io.BytesIO()
    with Workbook(out, {"in_memory": True}) as book:
        sheet, day = book.add_worksheet("Nhật ký tiến độ"), book.add_format({"num_format": "dd/mm/yyyy"})
        sheet.write_row(0, 0, heading)
        for number in range(count):
            first, *others = rows[number % len(rows)]
            sheet.write_datetime(number + 1, 0, datetime.strptime(first, "%d/%m/%Y"), day)
            sheet.write_row(number + 1, 1, [text or None for text in others])
    return out.getvalue()


def main(count: int) -> None:
    data, folder = grown(count), DataFolder(ROOT / "data")
    told: list[float] = []
    watch = Watch()
    watch.start()
    began = time.perf_counter()
    found = open_upload("progress.xlsx", data)
    opened = time.perf_counter()
    reading = folder.preview(found.sheets, told.append)
    read = time.perf_counter()
    watch.on = False
    print(
        f"{count} rows: workbook read {opened - began:.1f} s, checked {read - opened:.1f} s, "
        f"{len(reading.records['progress'])} accepted, progress told {len(told)} times, "
        f"longest wait of another thread {watch.longest * 1000:.0f} ms"
    )


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 100_000)
