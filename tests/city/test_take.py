"""`python -m emulation city take`: what comes in is in whole or not at all, and is told in one line."""

from __future__ import annotations

import io
import os
import subprocess
import sys
import zipfile
from collections.abc import Iterator
from contextlib import redirect_stderr, redirect_stdout
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from emulation.__main__ import main
from emulation.city import command, inbox
from emulation.city.lake import Edition, Lake
from emulation.city.lock import locked
from emulation.city.take import Committer, Fate
from emulation.intake.records import Records
from tests.city.cities import city, package, private_key

ROOT = Path(__file__).parents[2]
NAME, GOOD = package()
LATER = datetime(2026, 7, 29, 9, tzinfo=UTC)


def run(*args: object) -> tuple[int, list[str]]:
    """The command in this process: its exit code, and its lines."""
    out = io.StringIO()
    with redirect_stdout(out), redirect_stderr(out):
        try:
            code = main(["city", *map(str, args)])
        except SystemExit as ended:
            code = int(ended.code or 0)
    return code, out.getvalue().splitlines()


def laid(folder: Path, sent: tuple[str, bytes]) -> Path:
    folder.mkdir(exist_ok=True)
    path = folder / sent[0]
    path.write_bytes(sent[1])
    return path


def state(place: Path) -> dict[str, bytes]:
    """Every file of a city, but for the lock."""
    return {
        str(path.relative_to(place)): path.read_bytes()
        for path in place.rglob("*")
        if path.is_file() and not path.name.startswith(".khoa")
    }


class Kept(dict):
    """What stands for the lake where only the taking is looked at: commune and day → edition."""

    def __enter__(self):
        return self

    def __exit__(self, *_):
        pass

    def edition(self, commune, as_of):
        return self.get((commune, as_of))

    def editions(self):
        return list(self.values())

    def put(self, manifest, rows):
        assert all(isinstance(records, Records) for records in rows.values())
        said = {name: getattr(manifest, name) for name in Edition.__slots__ if name != "taken_at"}
        self[manifest.commune, manifest.as_of] = Edition(**said, taken_at=LATER)


@pytest.fixture(scope="module")
def begun(tmp_path_factory) -> Iterator[Committer]:
    """A city that took a package of Xã A into a real lake."""
    place = city(tmp_path_factory.mktemp("city"))
    with Lake(place) as lake:
        committer = Committer(place, lake, wait=9)
        assert committer.take(laid(place / "usb", (NAME, GOOD))).fate == Fate.TAKEN
        yield committer


@pytest.fixture
def fresh(tmp_path) -> Path:
    return city(tmp_path / "city")


@pytest.fixture
def kept(monkeypatch) -> Kept:
    """In place of the lake of the commands that a test runs."""
    lake = Kept()
    monkeypatch.setattr(command, "Lake", lambda _: lake)
    return lake


def remade(data: bytes, change) -> bytes:
    """A package whose members went through `change`, and whose signature did not."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w") as new:
        for name, member in change({name: old.read(name) for name in old.namelist()}).items():
            new.writestr(zipfile.ZipInfo(name), member)
    return out.getvalue()


def tampered(members):
    return members | {
        "tasks.csv": members["tasks.csv"].replace("Tuyên truyền".encode(), "Tuyên truyềm".encode())
    }


def bomb() -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        new.writestr("manifest.json", b" " * 50_000_000)
    return out.getvalue()


REFUSED = {
    "tampered": (
        (NAME, remade(GOOD, tampered)),
        "Tệp tasks.csv trong gói không đúng với bản kê: gói đã bị sửa hoặc hỏng; gửi lại gói.",
    ),
    "truncated": ((NAME, GOOD[: len(GOOD) // 2]), "Gói bị hỏng hoặc chép chưa trọn; chép hoặc gửi lại."),
    "of a foreign commune": (
        package(commune="xa-c"),
        "Gói của xa-c, nơi không có trong communes.csv của thành phố.",
    ),
    "older": (
        package(data="ffffffff", made_at=datetime(2026, 7, 29, 7, 59, tzinfo=UTC)),
        "Cũ hơn bản đang có của Xã A ngày 29/07/2026: số liệu của gói ghi lúc 14:59 ngày 29/07/2026, bản đang có "
        "15:00 ngày 29/07/2026. Nếu đúng là muốn quay về bản cũ, nhận lại với --older.",
    ),
    "of a future format": (
        package(format=2),
        "Gói do chương trình mới hơn lập (định dạng 2, ở đây chỉ đến 1); cập nhật chương trình của thành phố.",
    ),
    "of a future contract": (
        package(contract=99),
        "Gói do chương trình mới hơn lập (hợp đồng số liệu 99, ở đây chỉ đến 1); cập nhật chương trình của thành phố.",
    ),
    "signed by another commune": (
        package(None, private_key("xa-b")),
        "Chữ ký của gói không phải của xa-a: gói đã bị sửa, hoặc khoá công khai trong "
        "communes.csv không phải khoá đang dùng ở xã.",
    ),
    "renamed": (
        (NAME.replace("xa-a", "xa-b"), GOOD),
        "Tên tệp không đúng với bản kê trong gói; tên đúng là xa-a_2026-07-29_0a1b2c3d.zip.",
    ),
    "a zip bomb": ((NAME, bomb()), "Gói bị nén lại, không phải gói do chương trình lập; gửi lại tệp gốc."),
    "empty": ((NAME, b""), "Gói bị hỏng hoặc chép chưa trọn; chép hoặc gửi lại."),
    "of a day that cannot be": (
        package(as_of=date(1999, 12, 31)),
        "Gói ghi ngày hoặc năm không thể có; xem lại đồng hồ của máy ở xã rồi gửi lại.",
    ),
}


@pytest.mark.parametrize(("sent", "sentence"), REFUSED.values(), ids=REFUSED)
def test_it_is_refused_by_one_sentence_and_nothing_is_written(begun, tmp_path, sent, sentence):
    before = state(begun.city)
    outcome = begun.take(laid(tmp_path, sent))
    assert outcome.line() == f"{sent[0]}: không nhận. {sentence}"
    assert state(begun.city) == before


def test_a_package_taken_twice_changes_nothing(begun):
    before = state(begun.city)
    outcome = begun.take(begun.city / "usb" / NAME)
    assert outcome.line() == f"{NAME}: đã có. Xã A, số liệu ngày 29/07/2026: không có gì thay đổi."
    assert state(begun.city) == before


def test_the_lake_has_the_rows_as_they_were_sent(begun):
    assert begun.lake.edition("xa-a", date(2026, 7, 29)).data == "0a1b2c3d"
    sql = "select commune, as_of::varchar, line, task_id, unit_id, days_late from tasks order by line"
    assert begun.lake.rows(sql) == [
        ("xa-a", "2026-07-29", 2, "T1", "CAX;VP", 29),
        ("xa-a", "2026-07-29", 3, "T2", "CAX", 0),
        ("xa-a", "2026-07-29", 4, "T3", "VP", None),
    ]


def test_a_later_edition_replaces_the_day_and_an_older_one_comes_back_only_when_told(kept, fresh, tmp_path):
    old, new = laid(tmp_path, (NAME, GOOD)), laid(tmp_path, package(data="ffffffff", made_at=LATER))
    day = ("xa-a", date(2026, 7, 29))
    run("take", old, new, "--city", fresh)
    assert kept[day].data == "ffffffff"
    assert run("take", old, "--city", fresh)[0] == 1
    assert kept[day].data == "ffffffff"
    assert run("take", old, "--older", "--city", fresh)[0] == 0
    assert kept[day].data == "0a1b2c3d"


def test_other_data_of_the_same_second_come_in_as_they_arrive(kept, fresh, tmp_path):
    """A file that was put back with its former time makes nothing newer, and yet other figures."""
    old, other = laid(tmp_path, (NAME, GOOD)), laid(tmp_path, package(data="ffffffff"))
    assert run("take", old, other, "--city", fresh)[0] == 0
    assert kept["xa-a", date(2026, 7, 29)].data == "ffffffff"


def test_the_days_before_stay(kept, fresh, tmp_path):
    days = [date(2026, 7, 29), date(2026, 7, 22), date(2026, 8, 5)]
    run("take", *(laid(tmp_path, package(as_of=day)) for day in days), "--city", fresh)
    assert sorted(day for _, day in kept) == sorted(days)


def test_a_folder_s_good_packages_come_in_beside_bad_ones(kept, fresh, tmp_path):
    folder = tmp_path / "usb"
    for sent in (package(), package(commune="xa-b"), package(commune="xa-c")):
        laid(folder, sent)
    for other in (".an.zip", "~a.zip", f"{NAME}.tam", "readme.txt"):
        laid(folder, (other, GOOD))
    before = state(folder)
    code, lines = run("take", folder, "--city", fresh)
    assert (code, lines[-1]) == (1, "2 đã nhận, 1 không nhận")
    assert {commune for commune, _ in kept} == {"xa-a", "xa-b"}
    assert state(folder) == before  # what is given by path stays where it is


def test_the_inbox_is_emptied_into_what_was_taken_and_what_was_refused(kept, fresh):
    foreign, _ = laid(fresh / inbox.CAME, package(commune="xa-c")), laid(fresh / inbox.CAME, (NAME, GOOD))
    assert run("take", "--city", fresh)[0] == 1
    assert [path.name for path in (fresh / inbox.TAKEN).iterdir()] == [NAME]
    assert not list((fresh / inbox.CAME).iterdir())
    (refusal,) = inbox.refusals(fresh)
    assert (refusal.name, refusal.why) == (foreign.name, REFUSED["of a foreign commune"][1])
    assert run("take", "--city", fresh) == (0, ["Không có gói nào."])


def test_one_that_was_taken_but_not_put_away_is_put_away_next_time(kept, fresh):
    """As after a kill between the two."""
    taken = laid(fresh / inbox.CAME, (NAME, GOOD))
    run("take", taken, "--city", fresh)
    assert taken.exists()
    before = dict(kept)
    assert run("take", "--city", fresh)[0] == 0
    assert not taken.exists()
    assert kept == before


def test_two_commands_at_once_lose_nothing(fresh):
    for commune, day in (("xa-a", 28), ("xa-a", 29), ("xa-b", 29)):
        laid(fresh / inbox.CAME, package(commune=commune, as_of=date(2026, 7, day)))
    both = [
        subprocess.Popen(
            [sys.executable, "-m", "emulation", "city", "take", "--city", fresh],
            cwd=ROOT,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            encoding="utf-8",
        )
        for _ in range(2)
    ]
    said = [process.communicate()[0] for process in both]
    assert [process.returncode for process in both] == [0, 0], said
    with Lake(fresh) as lake:
        assert len(lake.editions()) == len(list((fresh / inbox.TAKEN).iterdir())) == 3


@pytest.mark.parametrize(
    ("args", "sentence"),
    [
        (["take", "khong-co.zip"], "Không có tệp hay thư mục này: khong-co.zip."),
        (["take", "--wait", "mãi"], "Lệnh chưa đúng"),
        (["dọn"], "Lệnh chưa đúng"),
        ([], "Lệnh chưa đúng"),
    ],
)
def test_a_wrong_command_is_told_and_does_nothing(kept, fresh, args, sentence):
    before = state(fresh)
    code, lines = run(*args, *(["--city", fresh] if args[:1] == ["take"] else []))
    assert code == 2
    assert lines[0].startswith(sentence)
    assert state(fresh) == before


def test_a_city_that_is_not_there_is_told(monkeypatch, tmp_path):
    monkeypatch.delenv("EMULATION_CITY", raising=False)
    assert run("take") == (2, ["Chưa chỉ thư mục của thành phố: thêm --city DIR hoặc đặt EMULATION_CITY."])
    gone = tmp_path / "gone"
    assert run("status", "--city", gone) == (2, [f"Không có thư mục {gone} của thành phố."])


def test_who_waits_too_long_is_told_who_commits(kept, fresh):
    laid(fresh / inbox.CAME, (NAME, GOOD))
    with locked(fresh, 0):
        code, lines = run("take", "--wait", "0", "--city", fresh)
    assert code == 1
    assert lines[0].startswith("Kho số liệu đang bận ghi (máy ")
    assert f"tiến trình {os.getpid()}, từ" in lines[0]
    assert (fresh / inbox.CAME / NAME).exists()
