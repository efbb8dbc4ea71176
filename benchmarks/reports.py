"""How long does a large commune wait for its reports?

`.venv/bin/python benchmarks/reports.py [LETTERS]` makes up a commune with as many units (at least 96), all of them late,
and prints the seconds that its letters take, the year's report, the statistics, their previews, and the letters as PDF
where there is LibreOffice.
"""

from __future__ import annotations

import sys
import tempfile
import time
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT))

from emulation.intake import read_folder  # noqa: E402
from emulation.reports import preview  # noqa: E402
from emulation.reports.facts import Facts  # noqa: E402
from emulation.reports.kinds import KINDS  # noqa: E402
from emulation.reports.made import Made  # noqa: E402
from emulation.reports.pdf import find_office, to_pdf  # noqa: E402
from emulation.reports.request import Request  # noqa: E402
from emulation.scope import VIETNAM  # noqa: E402
from emulation.warehouse import Warehouse  # noqa: E402
from tests.councils import BLOCS, MEMBERS, large  # noqa: E402

LATE = 5
"""Overdue tasks of every unit, besides those that it has."""


def commune(folder: Path, count: int) -> Warehouse:
    """The large commune of the tests, with more units and more that is overdue."""
    large(folder)
    units = (folder / "units.csv").read_text(encoding="utf-8").splitlines()[1:]
    codes = [line.partition(",")[0] for line in units]
    more = [f"V{number}" for number in range(count - len(codes))]
    append(folder / "units.csv", (f"{code},Đơn vị thêm {code},,K1,Thành viên" for code in more))
    tasks = [f"QH{number}" for number in range(LATE)]
    append(
        folder / "tasks.csv",
        (f"{t},2026,II.1.a,1,Việc quá hạn {t},,,không,nhập tay,31/03/2026" for t in tasks),
    )
    append(folder / "assignments.csv", (f"{t},{code},Chủ trì," for t in tasks for code in codes + more))
    reading, _ = read_folder(folder)
    assert not reading.faults, [problem.line() for problem in reading.faults][:3]
    return Warehouse(reading)


def append(path: Path, lines: Any) -> None:
    with path.open("a", encoding="utf-8") as file:
        file.writelines(f"{line}\n" for line in lines)


def timed(what: str, make: Callable[[], Any]) -> Any:
    began = time.perf_counter()
    result = make()
    print(f"{what:<34}{time.perf_counter() - began:>8.2f} s", flush=True)
    return result


def main(count: int) -> None:
    with tempfile.TemporaryDirectory() as temporary:
        data = commune(Path(temporary), max(count, BLOCS * MEMBERS))

        def report(kind: str, tell: Callable[[float], None] | None = None) -> dict[str, bytes]:
            facts = Facts(data, Request.of(KINDS[kind], data.default_as_of), datetime.now(VIETNAM))
            return Made(facts).files(tell=tell)

        told: list[float] = []
        letters = timed("letters, .docx", lambda: report("reminders", told.append))
        (year,) = timed("year's report, .docx", lambda: report("year")).values()
        (book,) = timed("statistics, .xlsx", lambda: report("statistics")).values()
        timed("preview of the year's report", lambda: preview.of_word(year))
        timed("preview of the statistics", lambda: preview.of_workbook(book))
        if find_office():
            timed("letters, .pdf", lambda: to_pdf(letters))
        print(f"{len(letters)} letters, progress told {len(told)} times")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 100)
