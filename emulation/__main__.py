"""`python -m emulation check` and `python -m emulation show QUERY`: the data and the figures from a terminal."""

from __future__ import annotations

import argparse
import csv
import io
import os
import re
import sys
from datetime import date
from pathlib import Path
from typing import Any, TextIO

from emulation.folder import default_folder
from emulation.intake import Problem, read_folder
from emulation.scope import Scope
from emulation.warehouse import NotAvailable, Warehouse

CONTRACT = (
    "quarterly_progress",
    "tasks",
    "unit_progress",
    "unit_ranking",
    "bloc_ranking",
    "pending_dossiers",
    "dossier_summary",
    "awards_given",
    "movements",
    "changes",
)


def _day(text: str) -> date:
    day = date.fromisoformat(text)
    if not 2000 <= day.year <= 2100:
        raise ValueError(text)
    return day


def _period(text: str) -> str:
    if not re.fullmatch(r"20\d\d(-Q[1-4])?|2100", text):
        raise ValueError(text)
    return text


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="python -m emulation", description="Kiểm tra dữ liệu và in số liệu."
    )
    commands = parser.add_subparsers(dest="command", required=True)
    folder: dict[str, Any] = {
        "type": Path,
        "metavar": "DIR",
        "help": "thư mục dữ liệu (mặc định: EMULATION_DATA hoặc data/)",
    }
    check = commands.add_parser("check", help="đọc mọi tệp và in từng lỗi")
    check.add_argument("--data", **folder)
    show = commands.add_parser("show", help="in các dòng của một câu hỏi thành CSV")
    show.add_argument("query", choices=CONTRACT)
    show.add_argument("--data", **folder)
    show.add_argument("--as-of", type=_day, metavar="YYYY-MM-DD")
    show.add_argument("--year", type=int)
    show.add_argument("--quarter", type=int, choices=range(5))
    show.add_argument("--period", type=_period, metavar="2026-Q1|2026")
    show.add_argument("--bloc", action="append", default=[], metavar="ID")
    show.add_argument("--unit", action="append", default=[], metavar="ID")
    show.add_argument("--since", type=_day, metavar="YYYY-MM-DD")
    return parser


def check(folder: Path) -> int:
    """Print every problem on a line of its own; 1 if any leaves rows out, else 0."""
    reading, _ = read_folder(folder)
    for problem in reading.problems:
        print(problem.line())
    if not reading.faults:
        rows = sum(map(len, reading.records.values()))
        print(f"Không có lỗi: {len(reading.records)} tệp, {rows} dòng.")
    return 1 if reading.faults else 0


def show(folder: Path, args: argparse.Namespace) -> int:
    """Print a query's rows as CSV, the data's problems to standard error; 1 when no rows can be given."""
    reading, _ = read_folder(folder)
    _report(reading.faults)
    warehouse = Warehouse(reading)
    known = {
        name: {row[0] for row in warehouse.rows_of(f"select {name}_id from {name}s")}
        for name in ("bloc", "unit")
    }
    unknown = [
        f"--{name} {i}"
        for name, chosen in (("bloc", args.bloc), ("unit", args.unit))
        for i in chosen
        if f"{name}s" not in warehouse.unreadable and i not in known[name]
    ]
    if unknown:
        print(f"Không có mã này trong dữ liệu: {', '.join(unknown)}", file=sys.stderr)
    scope = Scope.at(
        args.as_of or warehouse.default_as_of,
        year=args.year,
        period=args.period,
        quarter=args.quarter,
        blocs=tuple(args.bloc),
        units=tuple(args.unit),
        since=args.since,
    )
    try:
        columns, rows = warehouse.answer(args.query, scope)
    except NotAvailable as error:
        print(f"Không trả lời được vì không đọc được {error}", file=sys.stderr)
        return 1
    _write(columns, rows, sys.stdout)
    return 0


def _report(problems: list[Problem]) -> None:
    for problem in problems:
        print(problem.line(), file=sys.stderr)


def _write(columns: list[str], rows: list[tuple[Any, ...]], out: TextIO) -> None:
    """ISO dates, dot decimals, no value = empty: Python's own text of dates and floats."""
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(columns)
    writer.writerows(rows)


def main(argv: list[str] | None = None) -> int:
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8", newline="\n")
    args = _parser().parse_args(argv)
    folder = args.data or default_folder()
    try:
        return check(folder) if args.command == "check" else show(folder, args)
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0


if __name__ == "__main__":
    sys.exit(main())
