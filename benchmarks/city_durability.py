"""Is an edition ever torn, lost or doubled in a city's lake, whatever happens while packages are taken?

`.venv/bin/python benchmarks/city_durability.py [--postgres] [--seed N] TRIAL [--count N]`, of which `kills` kills who takes
packages (or tidies the lake) at random moments, `crowd` has so many processes take a package each at once, `full-disk` takes
onto a disk that is full or becomes so (a small tmpfs where one may be mounted, else files of limited size), and `restarts`
breaks PostgreSQL off while packages are taken. `all` does one after the other, embedded and with PostgreSQL.

Every edition's notice ends in a seal over its tables, by which whoever reads its rows can tell that they are that edition's,
all of it and nothing else (`communes/sending.py`). Readers read all the while. Prints what came of it; exits 1 on any
edition torn, lost or doubled, and on any error that a person would see. Not for Windows.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import resource
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from datetime import date, datetime
from functools import partial
from itertools import islice
from pathlib import Path

import duckdb

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT))

from benchmarks.communes.sending import founded, made_at, package, weeks  # noqa: E402
from benchmarks.communes.year import Commune, communes  # noqa: E402
from benchmarks.durability import Torn, small_disk  # noqa: E402
from benchmarks.lake_reading import Key, connected, is_begun, whole  # noqa: E402
from benchmarks.postgres import Postgres, postgres  # noqa: E402

COMMUNES = 12
DAYS = 12
"""On which they send, again and again: most packages are later editions of a day that is there."""
IN_A_ROUND = 6
"""Packages that one committer is given."""
ROOM = "16m"
TAKEN, KNOWN = "đã nhận", "đã có"
READERS = 2


@dataclass
class City:
    """A city on trial: what its communes have sent, and what was said to be taken."""

    folder: Path
    environ: dict[str, str]
    members: list[Commune]
    sent: dict[Key, list[datetime]] = field(default_factory=dict)
    """Every edition's moments, the latest last."""
    taken: dict[Key, datetime] = field(default_factory=dict)
    """The latest of each that was said to be in the lake."""
    names: dict[str, tuple[Key, datetime]] = field(default_factory=dict)

    @property
    def outbox(self) -> Path:
        return self.folder / "outbox"

    def send(self, one: Commune, day: date) -> Path:
        """A package of a commune: of the day, or a later edition of what it has sent of that day."""
        key = (one.id, day)
        moments = self.sent.setdefault(key, [])
        again = len(moments)
        name, data = package(one, day, again)
        moments.append(made_at(day, again))
        self.names[name] = key, moments[-1]
        path = self.outbox / name
        path.write_bytes(data)
        return path

    def round(self, number: int, chance: random.Random) -> tuple[list[Path], list[Key]]:
        """Some packages of the day whose turn it is, and what they are of."""
        day = weeks()[number % DAYS]
        members = chance.sample(self.members, IN_A_ROUND)
        return [self.send(member, day) for member in members], [(member.id, day) for member in members]

    def take(self, *paths: Path, act: str = "take", limit: int = 0) -> subprocess.Popen[str]:
        """A process that takes these packages, or does another act; `limit`: bytes of the largest file it can write."""
        command = [
            sys.executable,
            "-m",
            "emulation",
            "city",
            act,
            "--city",
            str(self.folder),
            *map(str, paths),
        ]
        limited = partial(resource.setrlimit, resource.RLIMIT_FSIZE, (limit, limit)) if limit else None
        return subprocess.Popen(
            command,
            cwd=ROOT,
            env=os.environ | self.environ,
            text=True,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            preexec_fn=limited,
        )

    def note(self, said: str) -> int:
        """Note what a process said that it took; how many editions."""
        count = 0
        for line in said.splitlines():
            name, _, rest = line.partition(": ")
            if name in self.names and rest.startswith((TAKEN, KNOWN)):
                key, moment = self.names[name]
                self.taken[key] = max(self.taken.get(key, moment), moment)
                count += 1
        return count

    def check(self, keys: Iterable[Key] | None = None) -> int:
        """Every edition there is whole, and none is older than what was said to be taken; how many. Raises Torn."""
        there = {}
        try:
            with connected(self.folder, self.environ) as connection:
                if is_begun(connection):
                    there = whole(connection, keys)
        except duckdb.Error:
            if self.taken:
                raise
        for key, moment in there.items():
            if moment not in self.sent.get(key, ()):
                raise Torn(f"nobody sent {key} of {moment}")
        wanted = self.taken if keys is None else {key: self.taken[key] for key in keys if key in self.taken}
        for key, moment in wanted.items():
            if key not in there or there[key] < moment:
                raise Torn(f"lost: {key} of {moment}, there is {there.get(key)}")
        return len(there)

    def take_all(self) -> int:
        """Take the latest of all that was ever sent; then all must be there. How many editions. Raises Torn."""
        latest = [
            self.outbox / name for name, (key, moment) in self.names.items() if moment == self.sent[key][-1]
        ]
        said, wrong = finished(self.take(*latest))
        self.note(said)
        count = self.check()
        if missing := {
            key: moments[-1] for key, moments in self.sent.items() if self.taken.get(key) != moments[-1]
        }:
            raise Torn(f"taken again, yet not in: {missing}\n{said[-500:]}\n{wrong[-500:]}")
        return count


def finished(process: subprocess.Popen[str]) -> tuple[str, str]:
    """What a process said until its end. Raises Torn where it ended in what no person should see."""
    said, wrong = process.communicate(timeout=900)
    if "Traceback" in wrong or process.returncode not in (0, 1):
        raise Torn(f"ended with {process.returncode}: {wrong[-2000:]}")
    return said, wrong


@contextmanager
def reading(city: City) -> Iterator[Callable[[], str]]:
    """Readers who look at what is shown all the while; called it says what they saw. Raises Torn."""
    command = [sys.executable, str(ROOT / "benchmarks" / "city_reader.py"), str(city.folder)]
    started = [
        subprocess.Popen(command, cwd=ROOT, env=os.environ | city.environ, text=True, stdout=subprocess.PIPE)
        for _ in range(READERS)
    ]

    def outcome() -> str:
        seen: Counter[str] = Counter()
        for process in started:
            process.terminate()
            said, _ = process.communicate(timeout=120)
            if process.returncode:
                raise Torn(f"a reader: {said[-2000:]}")
            seen.update(json.loads(said))
        if seen["under a notice"] and not city.environ["EMULATION_LAKE"]:
            raise Torn(f"a reader was told that the lake is away: {dict(seen)}")
        return ", ".join(f"{count} {what}" for what, count in seen.items())

    try:
        yield outcome
    finally:
        for process in started:
            process.kill()
            process.wait()


def kills(city: City, rounds: int, chance: random.Random) -> str:
    """Kill who takes packages, anywhere from its start to its end; one in ten is killed as it tidies the lake."""
    told = inside = 0
    for number in range(rounds):
        paths, keys = city.round(number, chance)
        process = city.take(act="compact") if number % 10 == 9 else city.take(*paths)
        said, ended = killed(process, chance)
        told += city.note(said)
        inside += not ended
        city.check(keys)
        if number % 25 == 24:
            city.take_all()
    last = city.take_all()
    return (
        f"{rounds} kills, {inside} before its end, {told} editions said to be in before them; {last} at last"
    )


def killed(process: subprocess.Popen[str], chance: random.Random) -> tuple[str, bool]:
    """What a process said until it was killed, after some of what it has to say and a moment more; whether it had ended."""
    assert process.stdout
    began = time.perf_counter()
    said = list(islice(process.stdout, chance.randrange(IN_A_ROUND)))
    took = time.perf_counter() - began
    time.sleep(chance.uniform(0, took / 5 if said else 2.0))
    ended = process.poll() is not None
    process.kill()
    rest, wrong = process.communicate()
    if "Traceback" in wrong:
        raise Torn(wrong[-2000:])
    return "".join([*said, rest]), ended


def crowd(city: City, processes: int, chance: random.Random) -> str:
    """As many processes as packages, all at once; those beyond the first three dozen are later editions of the same days."""
    began = time.perf_counter()
    days = weeks()[:3]
    each = [(member, day) for day in days for member in city.members]
    paths = [city.send(*each[number % len(each)]) for number in range(processes)]
    chance.shuffle(paths)
    started = [city.take(path) for path in paths]
    said = [finished(process)[0] for process in started]
    told = sum(map(city.note, said))
    took = time.perf_counter() - began
    there = city.check()
    return f"{processes} at once in {took:.0f} s, {told} said that theirs is in, {there} editions; {city.take_all()} at last"


def full_disk(city: City, rounds: int, chance: random.Random) -> str:
    """Take where the disk is full, or becomes so."""
    home, ballast = city.folder / "kho", city.folder / "kho" / "ballast"
    told = refused = 0
    with small_disk(home, ROOM) as mounted:
        for number in range(rounds):
            paths, keys = city.round(number, chance)
            if mounted:
                stat = os.statvfs(home)
                room = stat.f_bavail * stat.f_frsize - chance.randrange(0, 2_000_000)
                ballast.write_bytes(bytes(max(room, 0)))
            process = city.take(*paths, limit=0 if mounted else chance.randrange(1_000, 300_000))
            said, _ = finished(process)
            taken = city.note(said)
            told, refused = told + taken, refused + len(paths) - taken
            ballast.unlink(missing_ok=True)
            city.check(keys)
            if number % 10 == 9:
                city.take_all()
                finished(city.take(act="compact"))
        last = city.take_all()
    way = f"a tmpfs of {ROOM}" if mounted else "files of limited size"
    return f"{rounds} times on {way}: {told} editions said to be in, {refused} not; {last} at last"


def restarts(city: City, rounds: int, chance: random.Random, server: Postgres) -> str:
    """Break PostgreSQL off as in a power cut, or in order, while packages are taken, and start it again."""
    told = refused = 0
    for number in range(rounds):
        paths, keys = city.round(number, chance)
        process = city.take(*paths)
        assert process.stdout
        said = "".join(islice(process.stdout, chance.randrange(IN_A_ROUND - 1)))
        time.sleep(chance.uniform(0, 0.3))
        server.stop(chance.choice(("immediate", "fast")))
        time.sleep(chance.uniform(0, 1))
        server.start()
        more, _ = finished(process)
        taken = city.note(said + more)
        told, refused = told + taken, refused + len(paths) - taken
        city.check(keys)
    return f"{rounds} restarts, {told} editions said to be in, {refused} not; {city.take_all()} at last"


@dataclass(frozen=True)
class Trial:
    act: Callable[..., str]
    count: int
    wants_postgres: bool = False


TRIALS = {
    "kills": Trial(kills, 200),
    "crowd": Trial(crowd, 50),
    "full-disk": Trial(full_disk, 40),
    "restarts": Trial(restarts, 20, wants_postgres=True),
}


def tried(name: str, count: int, seed: int, *, by_postgres: bool) -> str:
    """One trial in a city of its own. Raises Torn."""
    trial = TRIALS[name]
    with ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory()))
        environ, more = {"EMULATION_LAKE": "", "EMULATION_LAKE_FILES": ""}, {}
        if by_postgres:
            server = stack.enter_context(postgres())
            environ["EMULATION_LAKE"] = server.address("lake")
            more = {"server": server} if trial.wants_postgres else {}
        members = list(communes(COMMUNES, seed=seed))
        city = City(founded(folder / "city", members), environ, members)
        city.outbox.mkdir()
        readers = stack.enter_context(reading(city))
        outcome = trial.act(city, count or trial.count, random.Random(seed), **more)
        return f"{outcome}; {readers()}"


def main(arguments: list[str]) -> int:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("trial", choices=(*TRIALS, "all"))
    parser.add_argument("--count", type=int, default=0)
    parser.add_argument("--seed", type=int, default=random.randrange(1 << 32))
    parser.add_argument("--postgres", action="store_true")
    options = parser.parse_args(arguments)
    every = [(name, by) for by in (False, True) for name in TRIALS if by or not TRIALS[name].wants_postgres]
    torn = False
    for name, by in every if options.trial == "all" else [(options.trial, options.postgres)]:
        began = time.perf_counter()
        try:
            outcome = tried(name, options.count, options.seed, by_postgres=by)
        except Torn as error:
            torn, outcome = True, f"FAILED, {error}"
        kind = "PostgreSQL" if by else "embedded"
        print(
            f"{name}, {kind}, seed {options.seed}: {outcome} ({time.perf_counter() - began:.0f} s)",
            flush=True,
        )
    return int(torn)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
