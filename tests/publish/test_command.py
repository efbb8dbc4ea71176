"""`python -m emulation publish`: what goes up of a commune's day, and what does not."""

from __future__ import annotations

import csv
import errno
import io
import os
import shutil
import stat
import subprocess
import sys
import threading
import zipfile
from collections.abc import Iterator
from datetime import date
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path

import pytest

from emulation.__main__ import main
from emulation.city import communes
from emulation.city.acceptance import examine
from emulation.folder import DataFolder
from emulation.intake import read_folder
from emulation.office.exporting import export
from emulation.publish.edition import edition
from emulation.publish.keys import FILE
from emulation.scope import CONTRACT, Scope
from emulation.store import backup, disk
from emulation.warehouse import Warehouse
from tests.folders import write_folder

SAMPLE = Path(__file__).parents[2] / "data"
WHEN = 1_782_000_000


@pytest.fixture(scope="module")
def commune(tmp_path_factory) -> Path:
    """A data folder of its own, with a task and a meeting that name nominees."""
    folder = tmp_path_factory.mktemp("commune")
    for path in SAMPLE.glob("*.csv"):
        os.utime(shutil.copy(path, folder), (WHEN, WHEN))
    return folder


@pytest.fixture(scope="module")
def warehouse(commune) -> Warehouse:
    return Warehouse(read_folder(commune)[0])


@pytest.fixture
def publish(commune, capsys):
    def run(*args):
        code = main(["publish", "--data", str(commune), *map(str, args)])
        said = capsys.readouterr()
        return code, said.out + said.err

    return run


@pytest.fixture
def small(tmp_path, monkeypatch) -> Path:
    monkeypatch.setenv("EMULATION_COMMUNE", "xa-a")
    return write_folder(tmp_path / "data", {"units": "unit_id,name\nA,Đơn vị A\n"})


def sent(folder: Path) -> list[Path]:
    return sorted(folder.glob("*.zip"))


def test_the_city_takes_what_a_commune_sends_by_the_line_that_it_prints(
    publish, commune, tmp_path, warehouse
):
    code, line = publish("--key")
    assert (code, line.partition(",ed25519:")[0]) == (0, 'xa-nghi-duong,"Xã Nghi Dương",')
    (tmp_path / "communes.csv").write_text(f"id,name,cluster,public_key\n{line}", "utf-8")
    code, said = publish("--to", tmp_path)
    (path,) = sent(tmp_path)
    assert (code, said) == (0, f"Đã ghi gói {path.name} vào {tmp_path}.\n")
    accepted = examine(path.name, path.read_bytes(), communes.read(tmp_path))
    day = warehouse.default_as_of
    for query in CONTRACT:
        scope = Scope.at(day, year=warehouse.default_year(day))
        columns, rows = warehouse.answer(query, scope)
        names = {"nominee_name"} & set(columns)
        kept = [column for column in columns if column not in names]
        came = [tuple(row[column] for column in kept) for row in accepted.rows[query]]
        at = [columns.index(column) for column in kept]
        assert came == [tuple(row[index] for index in at) for row in rows], query
    assert stat.S_IMODE((commune / FILE).stat().st_mode) == 0o600


def test_the_same_data_make_the_same_bytes(publish, commune, tmp_path):
    first, second = folders = [tmp_path / "a", tmp_path / "b"]
    for folder in folders:
        folder.mkdir()
    assert publish("--to", first)[0] == 0
    elsewhere = os.environ | {"TZ": "Pacific/Auckland", "PYTHONHASHSEED": "7"}
    command = [sys.executable, "-m", "emulation", "publish", "--data", commune, "--to", second]
    subprocess.run(command, cwd=SAMPLE.parent, env=elsewhere, check=True)
    (here,), (there,) = sent(first), sent(second)
    assert (here.name, here.read_bytes()) == (there.name, there.read_bytes())
    assert publish("--to", first) == (0, f"Gói {here.name} đã có trong {first}.\n")
    assert [path.name for path in first.iterdir()] == [here.name]


def test_what_does_not_fit_on_the_disk_leaves_nothing(publish, small, tmp_path, monkeypatch):
    def full(path, data):
        path.write_bytes(data[:100])
        raise OSError(errno.ENOSPC, "full")

    assert publish("--data", small, "--key")[0] == 0
    monkeypatch.setattr(disk, "write", full)
    code, said = publish("--data", small, "--to", tmp_path)
    assert (code, said.partition(",")[0]) == (1, "Ổ đĩa đã đầy")
    assert list(tmp_path.iterdir()) == [small]


def test_the_key_is_in_no_copy_of_the_data(publish, small):
    assert publish("--data", small, "--key")[0] == 0
    secret = (small / FILE).read_bytes().splitlines()[1]
    copy = backup.daily(small)
    assert copy
    with zipfile.ZipFile(copy) as archive:
        assert archive.namelist()
        assert FILE not in archive.namelist()
    with zipfile.ZipFile(io.BytesIO(export(DataFolder(small)).data)) as book:
        assert not any(secret in book.read(name) for name in book.namelist())


def test_of_data_with_problems_goes_up_what_counts(publish, small, tmp_path):
    with (small / "units.csv").open("a", encoding="utf-8") as file:
        file.write("B,\n")
    code, said = publish("--data", small, "--to", tmp_path)
    assert code == 0
    assert "units.csv" in said
    assert len(sent(tmp_path)) == 1
    (small / "units.csv").unlink()
    code, said = publish("--data", small, "--to", tmp_path)
    assert code == 1
    assert "Chưa lập được gói vì không đọc được" in said
    assert len(sent(tmp_path)) == 1


def test_those_with_the_higher_level_keep_their_names(warehouse, commune):
    found = edition(warehouse, commune, warehouse.default_as_of, "xa-a")
    pending = list(csv.DictReader(found.files["pending_dossiers.csv"].decode().splitlines()))
    assert {row["with_higher_level"] for row in pending} == {"có", "không"}
    assert all(bool(row["nominee_name"]) is (row["with_higher_level"] == "có") for row in pending)


@pytest.fixture
def server(request) -> Iterator[tuple[str, list[tuple[str, bytes]]]]:
    """A city's server that answers with the given code, and what it got."""
    got: list[tuple[str, bytes]] = []

    class Handler(BaseHTTPRequestHandler):
        def do_PUT(self):
            got.append((self.path, self.rfile.read(int(self.headers["content-length"]))))
            self.send_response(request.param)
            self.send_header("content-type", "text/plain; charset=utf-8")
            self.end_headers()
            self.wfile.write("Câu trả lời của thành phố.".encode())

        def log_message(self, *_): ...

    with HTTPServer(("127.0.0.1", 0), Handler) as running:
        thread = threading.Thread(target=running.serve_forever, args=(0.01,), daemon=True)
        thread.start()
        yield f"http://127.0.0.1:{running.server_port}/goi", got
        running.shutdown()
        thread.join()


@pytest.mark.parametrize(("server", "code"), [(201, 0), (422, 1)], indirect=["server"])
def test_over_the_network_it_says_what_the_city_answers(publish, small, server, code):
    url, got = server
    ended, said = publish("--data", small, "--to", url, "--as-of", date(2026, 6, 30))
    ((path, data),) = got
    assert ended == code
    assert "Câu trả lời của thành phố." in said
    assert path.startswith("/goi/xa-a_2026-06-30_")
    assert data.startswith(b"PK")


@pytest.mark.parametrize(
    ("args", "code", "sentence"),
    [
        ([], 2, "Chưa biết gửi đi đâu: thêm --to hoặc đặt EMULATION_PUBLISH_TO."),
        (["--to", "/khong/co"], 1, "Không có thư mục /khong/co. Kiểm tra ổ USB hoặc ổ mạng."),
        (["--to", "http://thanhpho.example/goi"], 1, "Địa chỉ nhận gói phải là https://"),
        (["--to", "https://127.0.0.1:1/goi"], 1, "Không gửi được tới https://127.0.0.1:1/goi"),
        (["--to", "https://["], 1, "Không gửi được tới https://["),
        (["--as-of", "hôm nay"], 2, "Lệnh chưa đúng"),
    ],
)
def test_what_cannot_be_sent_is_told(publish, small, monkeypatch, capsys, args, code, sentence):
    monkeypatch.delenv("EMULATION_PUBLISH_TO", raising=False)
    try:
        ended, said = publish("--data", small, *args)
    except SystemExit as stopped:
        ended, said = stopped.code, capsys.readouterr().err
    assert ended == code
    assert said.startswith(sentence)
