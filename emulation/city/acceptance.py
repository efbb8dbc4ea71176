"""A package's bytes → the rows of a commune's edition, checked whole; or one sentence why nothing of it is taken."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace

from emulation import words
from emulation.city.communes import Commune
from emulation.columns import Table
from emulation.intake import Problem, Unreadable, checks
from emulation.intake.checks import Checked
from emulation.intake.files import Source, read_source
from emulation.intake.problems import in_order, shown
from emulation.intake.reading import not_collected
from emulation.intake.records import Records
from emulation.publish.contents import PUBLISHED
from emulation.publish.package import Package, Refused, Unsigned, read, verify

LONGEST_CELL = 32_767
"""Characters, as in Excel, where a commune's cells come from."""
_REMAKE = "Gửi lại gói bằng chương trình"
_NOMINEE = next(table for table in PUBLISHED if table.name == "pending_dossiers").column("nominee_name").label


@dataclass(frozen=True, slots=True)
class Accepted:
    """`rows`: table → its rows. All of them are sound."""

    package: Package
    commune: Commune
    rows: Mapping[str, Records]


def examine(name: str, data: bytes, communes: Mapping[str, Commune]) -> Accepted:
    """The edition in a package of that file name, sent by one of `communes`. Raises Refused; Unsigned where by none."""
    package = read(name, data)
    commune = communes.get(package.manifest.commune)
    if commune is None:
        raise Unsigned(f"Gói của {package.manifest.commune}, nơi không có trong communes.csv của thành phố.")
    if commune.key is None:
        raise Unsigned(f"communes.csv chưa có khoá công khai dùng được của {shown(commune.name)}.")
    verify(package, commune.key)
    return Accepted(package, commune, _rows(package))


@not_collected()
def _rows(package: Package) -> dict[str, Records]:
    """Table → its rows, where all are sound. Raises Refused."""
    files = {table.name: _file(table, package) for table in PUBLISHED}
    units = frozenset(files["unit_progress"].records.column("unit_id"))
    for file in files.values():
        checks.references(file, files)
        _check(file, units)
    faults = [problem for file in files.values() for problem in in_order(file.problems) if not problem.note]
    if faults:
        raise _refused(faults)
    return {name: file.records for name, file in files.items()}


def _file(table: Table, package: Package) -> Checked:
    """The file of a table, read by the rules of any file of a data folder. Raises Refused."""
    data = package.files[table.file]
    heading = ",".join(column.name for column in table.columns)
    if data.split(b"\n", 1)[0] != heading.encode():
        raise _refused([Problem(table.file, "dòng tiêu đề không phải của gói số liệu", _REMAKE, "A1")])
    try:
        file = read_source(Source(table.file, data), table)
    except Unreadable as error:
        raise _refused(error.problems(table)) from None
    stated = package.manifest.files[table.file].rows
    if file.rows != stated:
        reason = f"có {words.number(file.rows)} dòng, bản kê ghi {words.number(stated)}"
        raise _refused([Problem(table.file, reason, _REMAKE)])
    return file


def _refused(faults: Sequence[Problem]) -> Refused:
    """A refusal by the first fault. A name that it may not be known by is not repeated."""
    first = replace(faults[0], value="") if faults[0].label == _NOMINEE else faults[0]
    others = f" (và {words.number(len(faults) - 1)} lỗi khác)" if len(faults) > 1 else ""
    return Refused(f"Gói có số liệu sai{others}: {first.line()}")


def _check(file: Checked, units: frozenset[str]) -> None:
    """What the rules of single cells let by, and a signed package of a faulty program could hold."""
    for column in file.table.columns:
        if column.kind in ("text", "id"):
            longer = f"ô dài hơn {words.number(LONGEST_CELL)} chữ"
            _refuse(file, (column.name,), lambda value: len(value) > LONGEST_CELL, longer)
    named = {column.name for column in file.table.columns}
    if "quarter" in named:
        _refuse(file, ("quarter",), lambda quarter: quarter > 4, "không phải quý: 1 đến 4, hoặc 0 là cả năm")
    if file.table.name in ("tasks", "conclusions") and not any(";" in unit for unit in units):
        strange = "có đơn vị chủ trì không có trong unit_progress.csv"
        _refuse(file, ("unit_id",), lambda leads: not units.issuperset(leads.split(";")), strange)
    if "nominee_name" in named:
        _refuse(file, ("with_higher_level", "stage"), _misplaced, "không khớp với bước xử lý của hồ sơ")
        _refuse(file, ("nominee_name", "with_higher_level"), _undecided, "nêu tên người chưa được khen")


def _misplaced(with_higher_level: str, stage: str) -> bool:
    return (with_higher_level == "có") != (stage == "Trình cấp trên")


def _undecided(_name: str, with_higher_level: str) -> bool:
    """Whether a name is one that only the commune may know: nothing of the kind may come into the lake."""
    return with_higher_level != "có"


def _refuse(file: Checked, columns: tuple[str, ...], is_wrong: Callable[..., bool], reason: str) -> None:
    """Refuse the rows whose values in `columns` are wrong; where the first is empty there is nothing to look at."""
    wrong = {key for key in file.records.distinct(columns) if key[0] is not None and is_wrong(*key)}
    file.refuse(columns, wrong, lambda _: (columns[0], reason, _REMAKE))
