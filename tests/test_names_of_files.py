"""Whatever a user may name – an upload, an id, a version, a day, a script – no file outside its place is read or written."""

from __future__ import annotations

import csv
import gzip
import io
import json
import re
import zipfile
from datetime import date, datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from starlette.requests import Request as HttpRequest
from starlette.responses import Response

from emulation.folder import DataFolder
from emulation.intake import read_folder
from emulation.office import importing
from emulation.reports.facts import Facts
from emulation.reports.kinds import KINDS
from emulation.reports.made import Made
from emulation.reports.request import NotAsked, Request
from emulation.scope import VIETNAM
from emulation.store import SaveRefused, backup, history, restoring, save
from emulation.text import file_part
from emulation.ui.parts.assets import script
from emulation.ui.server import serve
from emulation.warehouse import Warehouse
from tests import aside
from tests.folders import write_folder
from tests.store.writing import small
from tests.test_cli import run

SAMPLE = Path(__file__).parents[1] / "data"
NAMES = (
    *(
        "../../x",
        "..\\..\\x",
        "/etc/passwd",
        "C:\\Windows\\x",
        "\\\\evil\\share\\x",
        "..",
        ".",
        "~",
        "-rf",
        "%2e%2e%2fx",
    ),
    *("CON", "nul", "COM1", "a:b", "a|b", 'a"b', "a*b", "x.", ".x", "a b", "đội/1", "=cmd", "x" * 300),
)
SAFE = re.compile(r"[a-zA-Z0-9]+(-[a-zA-Z0-9]+)*(\.[a-z]+)?")
RESERVED = re.compile(r"(con|prn|aux|nul|com[0-9]|lpt[0-9])(\..*)?", re.IGNORECASE)
"""Names that Windows keeps for devices."""


@given(st.text() | st.sampled_from(NAMES))
def test_a_part_of_a_file_name_has_only_letters_digits_and_hyphens(text: str) -> None:
    part = file_part(text)
    assert part == "" or (SAFE.fullmatch(part) and len(part) <= 60)


@pytest.fixture(scope="module")
def named(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sample, in which units, meetings, movements and dossiers have the NAMES for ids."""
    folder = tmp_path_factory.mktemp("named")
    ids: dict[tuple[str, str], str] = {}
    left = {label: list(NAMES) for label in ("Mã đơn vị", "Mã cuộc họp", "Mã phong trào", "Mã hồ sơ")}
    for file in sorted(SAMPLE.glob("*.csv"), key=lambda file: file.name not in ("units.csv", "meetings.csv")):
        with file.open(encoding="utf-8-sig", newline="") as read:
            rows = list(csv.DictReader(read))
        for row in rows:
            for label in left.keys() & row.keys():
                if (label, row[label]) not in ids and row[label]:
                    ids[label, row[label]] = left[label].pop(0) if left[label] else row[label]
                row[label] = ids.get((label, row[label]), "").replace("=cmd", "'=cmd")
        with (folder / file.name).open("w", encoding="utf-8", newline="") as written:
            writer = csv.DictWriter(written, rows[0])
            writer.writeheader()
            writer.writerows(rows)
    return folder


@pytest.fixture(scope="module")
def asked(named: Path) -> Warehouse:
    reading, _ = read_folder(named)
    assert not reading.faults
    return Warehouse(reading)


@pytest.mark.parametrize("kind", KINDS)
def test_documents_are_named_safely_whatever_the_ids(asked: Warehouse, kind: str) -> None:
    period = "2026-Q3" if KINDS[kind].on == "scoring period" else ""
    meetings = asked.table("meetings")["meeting_id"][:4] if "meeting" in KINDS[kind].about else [""]
    made = 0
    for meeting in meetings:
        try:
            request = Request.of(KINDS[kind], asked.default_as_of, year=2026, period=period, meeting=meeting)
            names = list(Made(Facts(asked, request, datetime.now(VIETNAM))).contents)
        except NotAsked:
            continue
        made += len(names)
        assert [name for name in names if not SAFE.fullmatch(name) or RESERVED.fullmatch(name)] == []
        assert len({name.lower() for name in names}) == len(names)
    assert made


def test_letters_are_written_into_the_folder_that_was_named(named: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    assert run("report", "reminders", "--data", named, "--out", out).returncode == 0
    assert {path.parent for path in tmp_path.rglob("*.docx")} == {out}


def test_an_upload_is_read_from_memory_whatever_it_is_called(tmp_path: Path) -> None:
    folder = DataFolder(write_folder(tmp_path / "data", {"units": "Mã đơn vị,Tên đơn vị\nU1,Một\n"}))
    data = "Mã đơn vị,Tên đơn vị\nU1,Hai\n".encode()
    before = set(tmp_path.rglob("*"))
    for name in NAMES:
        taken = importing.prepare([(f"{name} units.csv", data), (name, b"PK\x03\x04")], folder)
        assert [file.table for file in taken.files] == ["units"]
    saved = save(folder.path, taken.edits, taken.what)
    assert history.find(folder.path, saved.entry_id).tables == ("units",)
    new = {path.relative_to(folder.path).parts[0] for path in set(tmp_path.rglob("*")) - before}
    assert new <= {history.FOLDER, backup.FOLDER, ".khoa", ".khoa-cho"}


def test_the_parts_of_a_workbook_are_never_files(tmp_path: Path) -> None:
    folder = write_folder(tmp_path / "data")
    before = sorted(tmp_path.rglob("*"))
    archive = io.BytesIO()
    with zipfile.ZipFile(archive, "w") as zipping:
        for name in ("../../evil", "/tmp/evil", "xl/workbook.xml", "[Content_Types].xml"):
            zipping.writestr(name, b"<x/>")
    assert importing.prepare([("units.xlsx", archive.getvalue())], DataFolder(folder)).edits == ()
    assert sorted(tmp_path.rglob("*")) == before


@pytest.mark.parametrize("name", [*NAMES, "20261130-080000-00000", "../sao-luu/20261130-080000-000000", "*"])
def test_a_version_is_found_by_its_id_alone(tmp_path: Path, name: str) -> None:
    folder = small(tmp_path / "data")
    for act in (lambda: history.find(folder, name), lambda: restoring.undo(folder, name)):
        with pytest.raises(SaveRefused, match="Không tìm thấy"):
            act()


@pytest.mark.parametrize("table", ["../../units", "units.csv", ""])
def test_an_entry_that_names_no_table_counts_as_damaged(tmp_path: Path, table: str) -> None:
    folder = small(tmp_path / "data")
    month = folder / history.FOLDER / "2026-11"
    month.mkdir(parents=True)
    fields = {
        "when": "2026-11-30T08:00:00+07:00",
        "what": "x",
        "who": "",
        "before": {table: ""},
        "after": {table: "0"},
    }
    (month / "20261130-080000-000000.json").write_text(json.dumps(fields))
    (month / "20261130-080000-000000.units.csv.gz").write_bytes(gzip.compress(b""))
    assert history.entries(folder) == []
    assert [path.name for path in history.damaged(folder)] == ["20261130-080000-000000.json"]


def test_of_a_copy_only_the_tables_are_read(tmp_path: Path) -> None:
    folder = small(tmp_path / "data")
    (folder / backup.FOLDER).mkdir()
    for name in ("2026-11-30.zip", "..zip", "2026-11-31.zip", "x.zip"):
        with zipfile.ZipFile(folder / backup.FOLDER / name, "w") as zipping:
            zipping.writestr("../../evil.csv", "x")
            zipping.writestr("units.csv", "Mã đơn vị,Tên đơn vị\nU9,Chín\n")
    assert [copy.day for copy in backup.backups(folder)] == [date(2026, 11, 30)]
    assert list(backup.contents(folder, date(2026, 11, 30))) == ["units"]
    restoring.restore_backup(folder, date(2026, 11, 30))
    assert not list(tmp_path.rglob("evil*"))


@pytest.mark.parametrize("name", [*NAMES, "../../run.py", "..%2f..%2frun.py", "....//run.py", "%00"])
def test_a_script_is_one_of_those_that_components_made(name: str) -> None:
    made = re.search(r"/script/(known-\w+\.js)", script("known", "export default 1"))
    assert made
    assert asked_for(made[1]).body == b"export default 1"
    answer = asked_for(name)
    assert (answer.status_code, answer.body) == (404, b"")


def asked_for(file: str) -> Response:
    """What the server answers; the route itself takes no slash."""
    return aside.run(serve.script(HttpRequest({"type": "http", "path_params": {"file": file}})))
