"""How long does a large folder take to read and to load, and do other threads get their turn meanwhile?

`.venv/bin/python benchmarks/reading.py [--checkout DIR] [--rounds N]` makes three folders of the sample: its log of progress
grown to 100,000 rows with notes of their own, its logs a hundred times, and a city of 126 communes. Each round reads
each folder in a process of its own; printed are the medians of the seconds of CPU, and the longest wait of another thread.
`--checkout` measures another checkout of the project.
"""

from __future__ import annotations

import argparse
import csv
import shutil
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Iterable, Sequence
from pathlib import Path

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT))

from benchmarks.table import Line, markdown  # noqa: E402
from emulation.schema import TABLES, home  # noqa: E402

COMMUNES = 126
MEASURE = """
import sys, threading, time
from pathlib import Path
from emulation.intake import read_folder
from emulation.warehouse import Warehouse

class Watch(threading.Thread):
    on, longest = True, 0.0
    def run(self):
        last = time.perf_counter()
        while self.on:
            time.sleep(0.001)
            now = time.perf_counter()
            self.longest, last = max(self.longest, now - last), now

def seconds(act):
    watch = Watch()
    watch.start()
    began = time.process_time()
    result = act()
    took = time.process_time() - began
    watch.on = False
    watch.join()
    return took, watch.longest, result

read, waited, (reading, _) = seconds(lambda: read_folder(Path(sys.argv[1])))
load, _, _ = seconds(lambda: Warehouse(reading))
print(sum(reading.rows.values()), read, load, waited * 1000)
"""


def grown(folder: Path) -> None:
    header, rows = _rows("progress")
    note = header.index("Ghi chú")
    many = [list(rows[i % len(rows)]) for i in range(100_000)]
    for number, row in enumerate(many):
        row[note] = f"lần {number}"
    _copy(folder)
    _write(folder, "progress", header, many)


def hundredfold(folder: Path) -> None:
    _copy(folder)
    for table in TABLES:
        if not table.key:
            header, rows = _rows(table.name)
            _write(folder, table.name, header, rows * 100)


def city(folder: Path) -> None:
    """The sample's rows for each commune, its ids behind the commune's number; catalogues once, and with them the criteria
    that are every unit's: each commune's would be those of the units of all others too."""
    _copy(folder)
    header, rows = _rows("criteria")
    place, bloc = header.index("Mã tiêu chí"), header.index("Mã khối")
    everyones = {row[place] for row in rows if not row[bloc]}
    own = {"blocs", "units", "tasks", "dossiers", "criteria", "movements", "meetings"}
    for table in TABLES:
        ids = {
            c.label
            for c in table.columns
            if home(table, c.name) in own or ((c.name,) == table.key and table.name in own)
        }
        if ids and table.name != "plan":
            header, rows = _rows(table.name)
            at = {i for i, label in enumerate(header) if label in ids}
            many = (
                tuple(
                    f"X{number:03}-{text}" if i in at and text and text not in everyones else text
                    for i, text in enumerate(row)
                )
                for number in range(COMMUNES)
                for row in rows
            )
            _write(folder, table.name, header, dict.fromkeys(many))


def _copy(folder: Path) -> None:
    for path in (ROOT / "data").glob("*.csv"):
        shutil.copy(path, folder)


def _rows(name: str) -> tuple[list[str], list[list[str]]]:
    with (ROOT / "data" / f"{name}.csv").open(encoding="utf-8-sig", newline="") as file:
        header, *rows = csv.reader(file)
    return header, rows


def _write(folder: Path, name: str, header: list[str], rows: Iterable[Sequence[str]]) -> None:
    with (folder / f"{name}.csv").open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(header)
        writer.writerows(rows)


def lines(rounds: int, checkout: Path = ROOT) -> list[Line]:
    found = []
    for title, make in (("progress 100,000", grown), ("logs × 100", hundredfold), ("a city", city)):
        with tempfile.TemporaryDirectory() as temporary:
            make(Path(temporary))
            command = [sys.executable, "-c", MEASURE, temporary]
            said = [
                subprocess.run(command, cwd=checkout, capture_output=True, text=True, check=True).stdout
                for _ in range(rounds)
            ]
        rows, read, load, waited = (
            statistics.median(map(float, each)) for each in zip(*(s.split() for s in said), strict=True)
        )
        name = f"{title} ({rows:,.0f} rows)"
        goal = 1 if make is grown else 4
        found += [
            Line("reading", f"{name}: read", read, "s", goal=goal),
            Line("reading", f"{name}: loaded", load, "s"),
            Line("reading", f"{name}: longest wait of others", waited, goal=100),
        ]
    return found


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--checkout", type=Path, default=ROOT)
    parser.add_argument("--rounds", type=int, default=3)
    options = parser.parse_args()
    print(markdown(lines(options.rounds, options.checkout)))


if __name__ == "__main__":
    main()
