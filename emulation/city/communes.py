"""The communes of a city: the rows of `communes.csv`, each with its cluster and the key that signs its packages."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

from emulation.columns import Table, identifier, text
from emulation.intake import Problem, Unreadable, disk
from emulation.intake.checks import Checked, Wrong
from emulation.intake.files import Source, read_source
from emulation.intake.problems import in_order
from emulation.intake.records import Record
from emulation.publish.keys import NotAKey, public_key
from emulation.publish.manifest import COMMUNE_ID, HOW_COMMUNE_ID

TABLE = Table(
    "communes",
    "Các xã, phường",
    "Các xã, phường của thành phố và khoá công khai của từng nơi",
    (
        identifier("id", "Mã xã"),
        text("name", "Tên", required=True),
        text("cluster", "Cụm thi đua", "để trống nếu chưa xếp cụm"),
        text("public_key", "Khoá công khai", "do lệnh publish --key ở xã in ra; để trống nếu chưa có"),
    ),
    key=("id",),
)
MISSING = Problem(
    TABLE.file,
    "chưa có tệp này",
    f"Tạo tệp với dòng tiêu đề {', '.join(column.label for column in TABLE.columns)}, mỗi xã, phường một dòng",
)


@dataclass(frozen=True, slots=True)
class Commune:
    """`key`: None where none is known, or none that may be trusted; then nothing is taken from the commune."""

    id: str
    name: str
    cluster: str | None
    key: Ed25519PublicKey | None


@dataclass(frozen=True, slots=True)
class Communes(Mapping[str, Commune]):
    """Id → commune, in the file's order. A commune whose key is at fault is one nevertheless: it counts as not sent."""

    by_id: Mapping[str, Commune]
    problems: tuple[Problem, ...] = ()

    def __getitem__(self, id_: str) -> Commune:
        return self.by_id[id_]

    def __iter__(self) -> Iterator[str]:
        return iter(self.by_id)

    def __len__(self) -> int:
        return len(self.by_id)


def read(city: Path) -> Communes:
    """The communes of a city's folder; none, and the problem, where the file cannot be read."""
    try:
        data, _ = disk.read_bytes(city / TABLE.file, disk.Patience())
        return _read(data)
    except FileNotFoundError:
        return Communes({}, (MISSING,))
    except Unreadable as error:
        return Communes({}, tuple(error.problems(TABLE)))


def _read(data: bytes) -> Communes:
    """Raises Unreadable."""
    file = read_source(Source(TABLE.file, data), TABLE)
    every = file.records.distinct(("id",))
    file.refuse(("id",), every, _odd_id)
    keys = _keys(file)
    communes = {
        row["id"]: Commune(row["id"], row["name"], row["cluster"], keys.get(row["line"]))
        for row in file.records
    }
    return Communes(communes, tuple(in_order(file.problems)))


def _odd_id(row: Record) -> Wrong | None:
    """An id is part of file names and of the lake's folders."""
    return None if COMMUNE_ID.fullmatch(row["id"]) else ("id", "không dùng làm mã xã được", HOW_COMMUNE_ID)


def _keys(file: Checked) -> dict[int, Ed25519PublicKey]:
    """Line → key. With one that two communes have, one could sign for the other: neither counts."""
    keys: dict[int, Ed25519PublicKey] = {}
    lines: dict[bytes, list[Record]] = {}
    for row in file.records:
        try:
            key = public_key(row["public_key"]) if row["public_key"] else None
        except NotAKey:
            reason = "không phải khoá công khai Ed25519; chưa nhận gói nào của xã này"
            file.report(row, ("public_key", reason, "Chép lại dòng do lệnh publish --key ở xã in ra"))
            continue
        if key:
            keys[row["line"]] = key
            lines.setdefault(key.public_bytes_raw(), []).append(row)
    for first, *others in lines.values():
        for row in others:
            reason = f"trùng khoá với dòng {first['line']}; chưa nhận gói nào của cả hai nơi"
            file.report(
                row, ("public_key", reason, "Mỗi xã có khoá riêng: xem lại từng nơi bằng publish --key")
            )
            keys.pop(first["line"], None)
            del keys[row["line"]]
    return keys
