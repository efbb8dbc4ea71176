"""`python -m emulation check`, `show`, `report`, `template`, `doctor`, `user`, `remind`, `publish`, `city`: data, figures,
reports, an empty start, safety, accounts, mail, what goes up to the city and what comes in there."""

from __future__ import annotations

import argparse
import csv
import io
import json
import os
import sys
from importlib.abc import MetaPathFinder
from pathlib import Path
from typing import TYPE_CHECKING, Any, TextIO

from emulation.arguments import Parser, day, period
from emulation.commune import LEVEL
from emulation.intake import FileState, Problem, Reading, default_folder, read_folder, states
from emulation.scope import CONTRACT, Scope, today

# What only some commands need is imported where they need it: DuckDB, pandas, Word and Excel load slowly.
if TYPE_CHECKING:
    from emulation.warehouse import Warehouse


def _parser() -> argparse.ArgumentParser:
    parser = Parser(
        prog="python -m emulation",
        description="Kiểm tra dữ liệu, in số liệu, lập báo cáo, tạo mẫu trống, khám chương trình, quản lý tài khoản, "
        "gửi thư nhắc việc.",
    )
    commands = parser.add_subparsers(dest="command", metavar="LỆNH", required=True)
    commands.add_parser("check", help="đọc mọi tệp và in từng lỗi", fill=_fill_check)
    commands.add_parser("show", help="in các dòng của một câu hỏi thành CSV", fill=_fill_show)
    commands.add_parser("report", help="lập một báo cáo, văn bản, biểu thống kê", fill=_fill_report)
    template = commands.add_parser("template", help="tạo thư mục dữ liệu hoặc sổ Excel còn trống")
    template.add_argument("target", type=Path, metavar="DIR|FILE.xlsx")
    commands.add_parser(
        "doctor",
        help="khám chương trình, máy và thư mục dữ liệu: phiên bản, quyền, đồng hồ, bản sao, tài khoản",
        epilog="Mã thoát: 0 mọi thứ tốt, 1 có lưu ý, 2 có lỗi (hoặc lệnh sai).",
        fill=_fill_check,
    )
    commands.add_parser("user", help="thêm, sửa, khoá tài khoản đăng nhập", fill=_fill_user)
    commands.add_parser(
        "remind",
        help="gửi thư nhắc việc cho các đơn vị, thứ Hai gửi Chủ tịch",
        epilog="Mã thoát: 0 đã gửi hết hoặc không có gì để gửi, 1 có thư chưa gửi được, 2 lệnh hoặc cấu hình sai.",
        fill=_fill_remind,
    )
    commands.add_parser(
        "publish",
        help="gửi số liệu của một ngày lên cấp trên, trong một gói đã ký",
        epilog="Mã thoát: 0 gói đã tới nơi, 1 chưa gửi được, 2 lệnh hoặc cấu hình sai.",
        fill=_fill_publish,
    )
    commands.add_parser(
        "city", help="ở thành phố: nhận gói số liệu của các xã, dọn kho số liệu", fill=_fill_city
    )
    return parser


def _fill_user(user: argparse.ArgumentParser) -> None:
    from emulation.accounts import command

    command.fill(user)


def _fill_remind(remind: argparse.ArgumentParser) -> None:
    from emulation.remind import command

    _add_folder(remind)
    command.fill(remind, day)


def _fill_publish(publish: argparse.ArgumentParser) -> None:
    from emulation.publish import command

    _add_folder(publish)
    command.fill(publish, day)


def _fill_city(city: argparse.ArgumentParser) -> None:
    from emulation.city import command

    command.fill(city)


def _fill_check(command: argparse.ArgumentParser) -> None:
    _add_folder(command)
    command.add_argument(
        "--format", choices=("text", "json"), default="text", help="json: cho chương trình khác đọc"
    )


def _fill_show(show: argparse.ArgumentParser) -> None:
    show.add_argument("query", choices=CONTRACT)
    _add_scope(show, quarters=range(5))
    show.add_argument("--since", type=day, metavar="YYYY-MM-DD")


def _fill_report(report: argparse.ArgumentParser) -> None:
    from emulation.reports.kinds import KINDS

    report.add_argument("kind", choices=KINDS)
    report.add_argument(
        "--out", type=Path, required=True, metavar="FILE", help=".docx, .xlsx, .pdf, .zip hoặc một thư mục"
    )
    _add_scope(report, quarters=range(1, 5))
    report.add_argument("--level", choices=LEVEL.words, metavar="CẤP", help=", ".join(LEVEL.words))
    report.add_argument("--meeting", metavar="ID", help="mã cuộc họp")


def _add_folder(command: argparse.ArgumentParser) -> None:
    command.add_argument(
        "--data",
        type=Path,
        metavar="DIR|FILE.xlsx",
        help="thư mục dữ liệu, hoặc sổ Excel của cả dữ liệu (mặc định: EMULATION_DATA hoặc data/)",
    )


def _add_scope(command: argparse.ArgumentParser, quarters: range) -> None:
    """The data, the day and the filter of a figure."""
    _add_folder(command)
    command.add_argument("--as-of", type=day, metavar="YYYY-MM-DD")
    command.add_argument("--year", type=int)
    command.add_argument("--quarter", type=int, choices=quarters)
    command.add_argument("--period", type=period, metavar="2026-Q1|2026-H1|2026|2025-2026")
    command.add_argument("--bloc", action="append", default=[], metavar="ID")
    command.add_argument("--unit", action="append", default=[], metavar="ID")


def check(folder: Path, form: str = "text") -> int:
    """Print every problem on a line of its own, or all as one JSON object; 1 if any leaves rows out, else 0."""
    reading, _ = read_folder(folder)
    if form == "json":
        print(json.dumps(_findings(reading, folder), ensure_ascii=False, indent=2))
    else:
        _report(reading.problems, sys.stdout)
        if not reading.faults:
            rows = sum(map(len, reading.records.values()))
            print(f"Không có lỗi: {len(reading.records)} tệp, {rows} dòng.")
    return 1 if reading.faults else 0


def _findings(reading: Reading, folder: Path) -> dict[str, Any]:
    return {
        "ok": not reading.faults,
        "data": str(folder),
        "files": [_file(state) for state in states(reading, folder)],
        "problems": [_problem(problem) for problem in reading.problems],
    }


def _file(state: FileState) -> dict[str, Any]:
    return {
        "table": state.table.name,
        "file": state.table.file,
        "state": state.state,
        "rows": state.rows,
        "accepted": state.accepted,
        "refused": state.refused,
        "newest": state.newest and state.newest.isoformat(),
        "modified": state.modified and state.modified.isoformat(timespec="seconds"),
        "size": state.size,
    }


def _problem(problem: Problem) -> dict[str, Any]:
    return {
        "file": problem.file,
        "cell": problem.cell,
        "column": problem.label,
        "value": problem.value,
        "reason": problem.reason,
        "remedy": problem.remedy,
        "note": problem.note,
    }


def show(folder: Path, args: argparse.Namespace) -> int:
    """Print a query's rows as CSV, the data's problems to standard error; 1 when no rows can be given."""
    from emulation.warehouse import NotAvailable, Warehouse

    reading, _ = read_folder(folder)
    _report(reading.faults, sys.stderr)
    warehouse = Warehouse(reading)
    if unknown := _unknown(warehouse, args):
        print(unknown, file=sys.stderr)
    as_of = args.as_of or warehouse.default_as_of
    default_year = as_of.year if args.query == "awards_given" else warehouse.default_year(as_of)
    scope = Scope.at(
        as_of,
        year=default_year if args.year is None else args.year,
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


def _unknown(warehouse: Warehouse, args: argparse.Namespace) -> str:
    """A sentence on the chosen ids that the data do not have; empty where they have all."""
    known = {
        name: {row[0] for row in warehouse.rows_of(f"select {name}_id from {name}s")}
        for name in ("bloc", "unit")
    }
    unknown = [
        f"--{name} {i}"
        for name, chosen in (("bloc", getattr(args, "bloc", ())), ("unit", args.unit))
        for i in chosen
        if f"{name}s" not in warehouse.unreadable and i not in known[name]
    ]
    return f"Không có mã này trong dữ liệu: {', '.join(unknown)}" if unknown else ""


def report(folder: Path, args: argparse.Namespace) -> int:
    """Write the report asked for; 1 if it cannot be made."""
    from emulation.reports.command import write
    from emulation.warehouse import Warehouse

    reading, _ = read_folder(folder)
    _report(reading.faults, sys.stderr)
    warehouse = Warehouse(reading)
    if unknown := _unknown(warehouse, args):
        print(unknown, file=sys.stderr)
        return 1
    return write(warehouse, folder, args)


def template(target: Path) -> int:
    """Write an empty data folder, or a workbook where `target` ends in .xlsx; 1 if something is in the way."""
    from emulation.workbook import NotWritten, write_template

    try:
        files = write_template(target, today())
    except NotWritten as error:
        print(f"Không tạo được mẫu: {error}.", file=sys.stderr)
        return 1
    print(
        f"Đã tạo {target}" + (f": {len(files)} tệp còn trống." if len(files) > 1 else ", sổ Excel còn trống.")
    )
    return 0


def doctor(folder: Path, form: str = "text") -> int:
    """Print everything that the doctor finds, the worst first; 2 if there is a fault, 1 if there is a note, else 0."""
    from emulation.doctor import Grade, Place, examine

    found = examine(Place(folder))
    if form == "json":
        fields = [{"grade": each.grade.word, "what": each.what, "remedy": each.remedy} for each in found]
        print(json.dumps({"data": str(folder), "findings": fields}, ensure_ascii=False, indent=2))
    else:
        for finding in found:
            print(finding.line())
        print(
            ", ".join(
                f"{sum(each.grade == grade for each in found)} {grade.word}" for grade in reversed(Grade)
            )
        )
    return max(each.grade for each in found)


def user(args: argparse.Namespace) -> int:
    """Do what is asked with an account; 1 if it is refused."""
    from emulation.accounts import command

    return command.run(args)


def remind(folder: Path, args: argparse.Namespace) -> int:
    """Send mail to whom something new presses, or print it; 1 if something was not sent, 2 where nothing is set."""
    from emulation.remind.command import WRONG, run
    from emulation.warehouse import Warehouse

    if not folder.is_dir():
        print(f"Không có thư mục dữ liệu {folder}; thư đã gửi được ghi vào đó.", file=sys.stderr)
        return WRONG
    reading, _ = read_folder(folder)
    _report(reading.faults, sys.stderr)
    warehouse = Warehouse(reading)
    if unknown := _unknown(warehouse, args):
        print(unknown, file=sys.stderr)
        return WRONG
    return run(warehouse, folder, args, os.environ)


def publish(folder: Path, args: argparse.Namespace) -> int:
    """Send a day's figures up; 1 if they did not arrive, 2 where nothing is set."""
    from emulation.publish.command import WRONG, run
    from emulation.warehouse import Warehouse

    if not folder.is_dir():
        print(f"Không có thư mục dữ liệu {folder}; khoá ký của xã nằm trong đó.", file=sys.stderr)
        return WRONG
    reading, _ = read_folder(folder)
    _report(reading.faults, sys.stderr)
    return run(Warehouse(reading), folder, args, os.environ)


def city(args: argparse.Namespace) -> int:
    """Do what is asked in a city's folder; 1 if something is not taken."""
    from emulation.city import command

    return command.run(args)


def _report(problems: list[Problem], out: TextIO) -> None:
    for problem in problems:
        print(problem.line(), file=out)


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
    if args.command == "template":
        return template(args.target)
    if args.command == "user":
        return user(args)
    try:
        if args.command == "city":
            return city(args)
        folder = args.data or default_folder()
        if args.command == "check":
            return check(folder, args.format)
        if args.command == "doctor":
            return doctor(folder, args.format)
        if args.command == "remind":
            return remind(folder, args)
        if args.command == "publish":
            return publish(folder, args)
        return show(folder, args) if args.command == "show" else report(folder, args)
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0


class _WithoutPandas(MetaPathFinder):
    """Pandas is as if not installed. DuckDB and Arrow import it wherever it is, to know its own values among those that they
    are given, and `show` gives none."""

    def find_spec(self, fullname: str, *_: object) -> None:
        if fullname == "pandas":
            raise ModuleNotFoundError(fullname, name=fullname)


if __name__ == "__main__":
    if "show" in sys.argv[1:2]:
        sys.meta_path.insert(0, _WithoutPandas())
    sys.exit(main())
