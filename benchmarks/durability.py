"""Is a file ever torn, or a row lost that was acknowledged, whatever happens while it is saved?

`.venv/bin/python benchmarks/durability.py kills [--rounds 1000]` kills saving processes at random moments,
`full-disk [--rounds 200]` saves on disks that fill up (a small tmpfs where it may mount one, else a limit on the
size of files), `refused [--rounds 200]` refuses to replace files as Excel on Windows does, `writers [--each 500]`
appends from two processes at once. Prints the outcome; exits 1 on any torn file or lost row. Not for Windows.
"""

from __future__ import annotations

import argparse
import errno
import os
import random
import resource
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT))

from emulation.schema import TABLE  # noqa: E402
from emulation.store import Document, Edit, NewRow, SaveRefused, disk, history, read_document, save  # noqa: E402

OLD = 40
"""Rows in each of the two files that a save changes together."""
TABLES = ("units", "progress")
TMPFS = "2m"


class Torn(Exception):
    """What must never happen."""


def edits(number: str) -> list[Edit]:
    """One save of two files: a unit, and a report about it."""
    unit = {"unit_id": f"U{number}", "name": f"Thôn “{number}”; =\n dòng hai"}
    report = {"recorded_on": "05/01/2026", "task_id": "T1", "unit_id": f"U{number}", "status": "Hoàn thành"}
    return [Edit("units", rows=[NewRow(unit)]), Edit("progress", rows=[NewRow(report)])]


def fill(folder: Path) -> Path:
    """A folder whose two files hold the old rows."""
    folder.mkdir(parents=True, exist_ok=True)
    for table in TABLES:
        rows = [row.cells for n in range(OLD) for e in edits(f"old{n}") if e.table == table for row in e.rows]
        (folder / TABLE[table].file).write_bytes(Document.empty(TABLE[table]).edited({}, (), rows).to_bytes())
    return folder


def numbers(folder: Path) -> set[str]:
    """The numbers that were saved, in both files the same. Raises Torn."""
    units, reports = (whole(folder, table) for table in TABLES)
    if units != reports:
        raise Torn(f"saved in one file only: {units ^ reports}")
    return units


def whole(folder: Path, table: str) -> set[str]:
    """The numbers that were saved into a file, once all its rows were seen to be as they were written. Raises Torn."""
    rows = list(read_document(folder, table).rows().values())
    found = [row["unit_id"].removeprefix("U") for row in rows]
    if len(found) != len(set(found)) or found[:OLD] != [f"old{n}" for n in range(OLD)]:
        raise Torn(f"{table}: rows doubled or lost")
    for row, number in zip(rows, found, strict=True):
        (written,) = (edit.rows[0].cells for edit in edits(number) if edit.table == table)
        if any(row[name] != text for name, text in written.items()):
            raise Torn(f"{table}: row {number} is damaged")
    return set(found[OLD:])


def tidy(folder: Path) -> None:
    """Nothing of a writer may be left, and the history must be readable. Raises Torn."""
    if left := [path.name for path in folder.rglob("*") if path.suffix in (".tam", ".cho")]:
        raise Torn(f"left behind: {left}")
    for entry in history.entries(folder):
        for table in entry.tables:
            Document.read(history.version(folder, entry.id, table), TABLE[table])


def in_child(act: Callable[[], None]) -> int:
    """Fork a process that acts; its id."""
    child = os.fork()
    if child == 0:
        try:
            act()
            os._exit(0)
        except BaseException as error:
            print(f"{type(error).__name__}: {error}", file=sys.stderr, flush=True)
            os._exit(1)
    return child


def kills(rounds: int, folder: Path, chance: random.Random) -> str:
    """Kill a process that saves without pause; every row that it acknowledged must be there afterwards."""
    acknowledged = finished = inside = 0
    home, former = folder, set()
    for number in range(rounds):
        if number % 40 == 0:  # A small file, so that kills also meet the writing and not the reading only.
            home, former = fill(folder / str(number)), set()
        told = kill_one(home, number, chance)
        acknowledged += len(told)
        inside += any(home.glob(".*.tam")) or any(home.glob("lich-su/*.cho"))
        if lost := (former | told) - whole(home, "units") & whole(home, "progress"):
            raise Torn(f"round {number}: lost {lost}")
        save(home, edits(f"{number}next"), "sau khi bị ngắt")
        now = numbers(home)
        expected = former | told | {f"{number}next"}
        if expected - now or len(now) > len(expected) + 1:
            raise Torn(f"round {number}: {len(now)} rows instead of {len(expected)}")
        finished += len(now) - len(expected)
        tidy(home) if number % 40 == 39 else None
        former = now
    return (
        f"{rounds} kills, {inside} of them in the midst of writing; {acknowledged} acknowledged saves, none lost; "
        f"{finished} more were whole"
    )


def kill_one(home: Path, number: int, chance: random.Random) -> set[str]:
    """The saves that a child acknowledged until it was killed: up to 30 ms after its start, or somewhere in its
    second save."""
    reader, writer = os.pipe()

    def act() -> None:
        for count in range(10_000):
            save(home, edits(f"{number}n{count}"), "ghi")
            os.write(writer, f"{number}n{count}\n".encode())

    child = in_child(act)
    os.close(writer)
    with os.fdopen(reader, encoding="utf-8") as pipe:
        began, first = time.perf_counter(), ""
        if chance.random() < 0.8:
            first = pipe.readline()
        time.sleep(chance.uniform(0, max(0.03, time.perf_counter() - began)))
        os.kill(child, signal.SIGKILL)
        os.waitpid(child, 0)
        return {first.strip(), *pipe.read().split()} - {""}


def full_disk(rounds: int, folder: Path, chance: random.Random) -> str:
    """Save where the disk is full, or becomes so."""
    with small_disk(folder) as mounted:
        home = fill(folder / "data")
        known, saved = numbers(home), 0
        for number in range(rounds):
            done = (on_full if mounted else on_limited)(home, number, chance)
            now = numbers(home)
            if now != known | ({str(number)} if done else set()):
                raise Torn(f"round {number}: {'not saved' if done else 'saved though refused'}")
            tidy(home)
            known, saved = now, saved + done
            if number % 20 == 19:  # The history would fill the small disk by itself.
                for path in sorted((home / "lich-su").rglob("*.*")):
                    path.unlink()
        save(home, edits("last"), "đĩa đã trống lại")
        if numbers(home) != known | {"last"}:
            raise Torn("the save with room again")
    way = f"a tmpfs of {TMPFS}" if mounted else "files of limited size"
    return f"{rounds} saves on {way}: {saved} done, {rounds - saved} refused, none torn"


@contextmanager
def small_disk(folder: Path, size: str = TMPFS) -> Iterator[bool]:
    """Mount a tmpfs at `folder` for as long as it is used; False where that is not allowed."""
    folder.mkdir(parents=True, exist_ok=True)
    command = ["mount", "-t", "tmpfs", "-o", f"size={size}", "tmpfs", str(folder)]
    mounted = (
        sys.platform == "linux" and os.geteuid() == 0 and not subprocess.run(command, check=False).returncode
    )
    try:
        yield mounted
    finally:
        if mounted:
            subprocess.run(["umount", str(folder)], check=True)


def on_full(home: Path, number: int, chance: random.Random) -> bool:
    """Save with a random little room left; whether it was done."""
    ballast = home.parent / "ballast"
    stat = os.statvfs(home)
    room = stat.f_bavail * stat.f_frsize - chance.randrange(0, 16) * 4096
    try:
        with ballast.open("wb") as file:
            file.write(bytes(max(room, 0)))
        return tried(home, number)
    finally:
        ballast.unlink()


def on_limited(home: Path, number: int, chance: random.Random) -> bool:
    """Save in a process whose files may not grow beyond a random size; whether it was done."""
    most = chance.randrange(0, 2 * (home / "units.csv").stat().st_size)

    def act() -> None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (most, most))
        os._exit(0 if tried(home, number) else 2)

    _, status = os.waitpid(in_child(act), 0)
    if (code := os.waitstatus_to_exitcode(status)) not in (0, 2):
        raise Torn(f"round {number}: the save ended with {code}")
    return code == 0


def tried(home: Path, number: int) -> bool:
    """Whether a save was done; refused it must be in words."""
    then = {table: (home / TABLE[table].file).read_bytes() for table in TABLES}
    try:
        save(home, edits(str(number)), "ghi")
    except SaveRefused:
        if any((home / TABLE[table].file).read_bytes() != data for table, data in then.items()):
            raise Torn(f"round {number}: refused, yet changed") from None
        return False
    return True


def refused(rounds: int, folder: Path, chance: random.Random) -> str:
    """Save while files may not be replaced, for a moment or for good."""
    home, saved = fill(folder / "data"), 0
    known = numbers(home)
    for number in range(rounds):
        with held(chance):
            done = tried(home, number)
        now = numbers(home)
        if now != known | ({str(number)} if done else set()):
            raise Torn(f"round {number}: {'not saved' if done else 'saved though refused'}")
        save(home, edits(f"{number}next"), "tệp đã đóng")
        known, saved = numbers(home), saved + done
        if f"{number}next" not in known:
            raise Torn(f"round {number}: the next save")
    tidy(home)
    return f"{rounds} saves with refused replaces: {saved} done after waiting, {rounds - saved} refused, none torn"


@contextmanager
def held(chance: random.Random) -> Iterator[None]:
    """Have some program hold one of the files, for so many replaces or for good."""
    genuine, wait = os.replace, disk.REPLACE_WAIT
    name = TABLE[chance.choice(TABLES)].file
    left = [chance.choice([1, 1, 2, 3, float("inf")])]

    def replace(source: Path, target: Path) -> None:
        if Path(target).name == name and left[0] > 0:
            left[0] -= 1
            raise PermissionError(errno.EACCES, "held", str(source))
        genuine(source, target)

    os.replace, disk.REPLACE_WAIT = replace, 0.2
    try:
        yield
    finally:
        os.replace, disk.REPLACE_WAIT = genuine, wait


def writers(each: int, folder: Path, chance: random.Random) -> str:
    """Two processes append at once: every row must be there, once."""
    home = fill(folder / "data")

    def act(name: str) -> Callable[[], None]:
        def append() -> None:
            for number in range(each):
                save(home, [edits(f"{name}{number}")[1]], f"{name} {number}")

        return append

    children = [in_child(act(name)) for name in ("a", "b")]
    ends = [os.waitpid(child, 0)[1] for child in children]
    if any(ends):
        raise Torn("a writer failed")
    units = [row["unit_id"] for row in read_document(home, "progress").rows().values()][OLD:]
    wanted = {f"U{name}{number}" for name in ("a", "b") for number in range(each)}
    if len(units) != 2 * each or set(units) != wanted:
        raise Torn(f"{len(units)} rows instead of {2 * each}")
    tidy(home)
    if len(history.entries(home)) != 2 * each + 1:
        raise Torn(f"{len(history.entries(home))} entries in the history")
    return (
        f"two writers, {each} rows each: {len(units)} rows, each once; {len(history.entries(home))} versions"
    )


TRIALS: dict[str, tuple[Callable[[int, Path, random.Random], str], str, int]] = {
    "kills": (kills, "--rounds", 1000),
    "full-disk": (full_disk, "--rounds", 200),
    "refused": (refused, "--rounds", 200),
    "writers": (writers, "--each", 500),
}


def main(arguments: list[str]) -> int:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--seed", type=int, default=random.randrange(1 << 32))
    trials = parser.add_subparsers(dest="trial", required=True)
    for name, (_, option, count) in TRIALS.items():
        trials.add_parser(name).add_argument(option, dest="count", type=int, default=count)
    options = parser.parse_args(arguments)
    began = time.perf_counter()
    try:
        with tempfile.TemporaryDirectory() as temporary:
            outcome = TRIALS[options.trial][0](options.count, Path(temporary), random.Random(options.seed))
    except Torn as torn:
        print(f"{options.trial}, seed {options.seed}: FAILED, {torn}")
        return 1
    print(f"{options.trial}: {outcome} ({time.perf_counter() - began:.0f} s)")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
