"""A data folder in which every text that tells something is marked: an answer or a screen that has it can be caught."""

from __future__ import annotations

import csv
import re
from pathlib import Path
from random import Random

from emulation.access import Role, Viewer
from emulation.intake import read_folder
from emulation.schema import TABLE
from emulation.scope import Scope
from emulation.warehouse import Warehouse

SAMPLE = Path(__file__).parents[1] / "data"
MARKED = {  # file -> its columns of text that tell something -> the mark's letter
    "dossiers": {"dossier_id": "D", "nominee_name": "N"},
    "dossier_events": {"document_no": "V", "note": "V"},
    "extensions": {"note": "E"},
    "progress": {"evidence": "E", "note": "E"},
    "scores": {"note": "E"},
}
"""A value becomes `zqNdos12qz`: of the twelfth dossier, or of the twelfth row of another file."""
Row = dict[str, str]


class Folder:
    """A folder with every telling text marked, and one like it in which `other` values stand for what only others know."""

    def __init__(self, source: Path, path: Path, rng: Random) -> None:
        files = {file.stem: _rows(file) for file in source.glob("*.csv") if file.stem in TABLE}
        self.owners: dict[str, str] = {}
        self._mark(files)
        self.path = path / "marked"
        self.data = _written(files, self.path)
        self.units = list(self.data.table("units")["unit_id"])
        has_dossiers = self.data.table("dossiers")["unit_id"].unique()
        self.own = tuple(rng.sample(list(has_dossiers), min(2, len(has_dossiers))))
        known = self.data.ask("nominee_publicity", Scope.at(self.data.default_as_of))
        self.decided = set(known.loc[known["is_decided"].astype(bool), "dossier_id"])
        self.on_agenda = set(known.loc[known["is_on_agenda"].astype(bool), "dossier_id"])
        self._vary(files)
        self.varied = _written(files, path / "varied")
        self.ids = {
            name: list(self.data.table(f"{name}s")[f"{name}_id"])
            for name in ("bloc", "dossier", "movement", "task")
        }

    def _mark(self, files: dict[str, list[Row]]) -> None:
        number = {row["Mã hồ sơ"]: place for place, row in enumerate(files["dossiers"])}
        unit = {row["Mã hồ sơ"]: row["Mã đơn vị"] for row in files["dossiers"]}
        for name, columns in MARKED.items():
            for place, row in enumerate(files.get(name, [])):
                dossier = row.get("Mã hồ sơ", "")
                whose = unit.get(dossier) or row.get("Mã đơn vị", "")
                of = number.get(dossier, place)
                for column, letter in columns.items():
                    row[TABLE[name].column(column).label] = marked(f"{letter}{name[:3]}{of}")
                    self.owners[f"{letter}{name[:3]}{of}"] = whose
                if dossier:
                    row["Mã hồ sơ"] = marked(f"Ddos{number[dossier]}")

    def _vary(self, files: dict[str, list[Row]]) -> None:
        """Other points that are not final, and other nominees who have not been honoured, of the units of others."""
        self.not_final = [
            row
            for row in files.get("scores", [])
            if row["Mã đơn vị"] not in self.own and row["Bước chấm"] != "Hội đồng chấm"
        ]
        for row in self.not_final:
            row["Điểm"] = "0" if row["Điểm"] not in ("0", "0,0") else "1"
        honoured = {
            row["Mã hồ sơ"] for row in files["dossier_events"] if row["Bước xử lý"] == "Đã khen thưởng"
        }
        for row in files["dossiers"]:
            if row["Mã đơn vị"] not in self.own and row["Mã hồ sơ"] not in honoured:
                kinds = ("Cá nhân", "Tập thể", "Hộ gia đình")
                row["Đối tượng"] = kinds[(kinds.index(row["Đối tượng"]) + 1) % 3]
                row["Số lượng"] = "77"

    def may_know(self, viewer: Viewer, mark: str) -> bool:
        """Whether a viewer may know the text that has this mark."""
        letter, dossier = mark[0], marked(f"Ddos{mark[4:]}")
        if self.owners[mark] in viewer.units:
            return True
        if viewer.role is Role.COUNCIL:
            return letter in "DE" or dossier in self.decided | self.on_agenda
        return letter == "N" and dossier in self.decided


def marked(mark: str) -> str:
    return f"zq{mark}qz"


def marks_in(text: str) -> set[str]:
    return set(re.findall(r"zq(\w+?)qz", text))


def viewers(folder: Folder) -> list[Viewer]:
    """Somebody of each role that may not see all; the last but one speaks for no unit."""
    return [
        Viewer(Role.COUNCIL, "hoidong", "Uỷ viên Hội đồng"),
        Viewer(Role.UNIT, "donvi", "Cán bộ đơn vị", folder.own),
        Viewer(Role.UNIT, "khongdonvi", "Cán bộ"),
        Viewer(Role.GUEST),
    ]


def _rows(file: Path) -> list[Row]:
    with file.open(encoding="utf-8-sig", newline="") as stream:
        return list(csv.DictReader(stream))


def _written(files: dict[str, list[Row]], path: Path) -> Warehouse:
    path.mkdir(parents=True)
    for name, rows in files.items():
        heads = list(rows[0]) if rows else [column.label for column in TABLE[name].columns]
        with (path / f"{name}.csv").open("w", encoding="utf-8", newline="") as stream:
            writer = csv.DictWriter(stream, heads)
            writer.writeheader()
            writer.writerows(rows)
    reading, _ = read_folder(path)
    assert not reading.faults, [problem.line() for problem in reading.faults]
    return Warehouse(reading)
