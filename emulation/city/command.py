"""`python -m emulation city …`: taking packages into the lake, its state, and keeping it small; for a scheduler as for a
terminal."""

from __future__ import annotations

import sys
from argparse import ArgumentParser, Namespace
from collections import Counter
from collections.abc import Iterator
from itertools import chain
from pathlib import Path

from emulation import words
from emulation.city import communes, inbox
from emulation.city.communes import Communes
from emulation.city.lake import Lake, LakeAway
from emulation.city.lock import Busy, locked
from emulation.city.places import city_folder
from emulation.city.take import Committer, Fate, Outcome, moment
from emulation.intake.problems import shown
from emulation.store.disk import refusal

DONE, NOT_ALL, WRONG = 0, 1, 2
"""Exit codes: all is in; something was not taken; a wrong command."""
WAIT = 600
"""Seconds to wait for whoever is committing."""


def fill(city: ArgumentParser) -> None:
    """Add the arguments of the command."""
    acts = city.add_subparsers(dest="act", metavar="VIỆC", required=True)
    take = acts.add_parser(
        "take",
        help="nhận gói số liệu vào kho",
        epilog="Mã thoát: 0 đã nhận hết hoặc không có gói nào, 1 có gói không nhận được, 2 lệnh sai.",
    )
    take.add_argument(
        "packages",
        nargs="*",
        type=Path,
        metavar="PACKAGE|DIR",
        help=f"gói, hoặc thư mục chứa gói (mặc định: {inbox.CAME} của thành phố)",
    )
    take.add_argument("--older", action="store_true", help="nhận cả gói cũ hơn bản đang có của cùng ngày")
    take.add_argument(
        "--wait", type=_seconds, default=WAIT, metavar="GIÂY", help=f"chờ tới lượt ghi (mặc định {WAIT})"
    )
    acts.add_parser("status", help="in các xã đã gửi, chưa gửi và các gói không nhận")
    acts.add_parser("compact", help="dọn kho số liệu: gộp tệp nhỏ, bỏ tệp không còn dùng")
    for act in acts.choices.values():
        act.add_argument(
            "--city", type=Path, metavar="DIR", help="thư mục của thành phố (mặc định: EMULATION_CITY)"
        )


def _seconds(text: str) -> float:
    seconds = float(text)
    if not 0 <= seconds <= 86_400:
        raise ValueError(text)
    return seconds


def run(args: Namespace) -> int:
    """Do what `args` ask for. The exit code."""
    city = args.city or city_folder()
    if not city:
        return _wrong("Chưa chỉ thư mục của thành phố: thêm --city DIR hoặc đặt EMULATION_CITY.")
    if not city.is_dir():
        return _wrong(f"Không có thư mục {city} của thành phố.")
    try:
        return _ACTS[args.act](city, args)
    except (LakeAway, Busy) as error:
        print(error, file=sys.stderr)
    except BrokenPipeError:  # whoever read it has seen enough
        raise
    except OSError as error:
        print(refusal(error, city), file=sys.stderr)
    return NOT_ALL


def _wrong(sentence: str) -> int:
    print(sentence, file=sys.stderr)
    return WRONG


def _take(city: Path, args: Namespace) -> int:
    missing = [path for path in args.packages if not path.exists()]
    if missing:
        return _wrong(f"Không có tệp hay thư mục này: {', '.join(shown(str(path)) for path in missing)}.")
    with _lake(city, args.wait) as lake:
        committer = Committer(city, lake, older=args.older, wait=args.wait)
        _say_problems(committer.communes)
        paths = list(chain.from_iterable(map(_packages, args.packages)))
        fates: Counter[Fate] = Counter()
        for outcome in _taken(committer, paths) if args.packages else committer.take_inbox():
            print(outcome.line(), flush=True)
            fates[outcome.fate] += 1
    print(", ".join(f"{fates[fate]} {fate}" for fate in Fate if fates[fate]) or "Không có gói nào.")
    return NOT_ALL if fates[Fate.REFUSED] or fates[Fate.LEFT] else DONE


def _lake(city: Path, wait: float = WAIT) -> Lake:
    """The lake, which the first to open it makes."""
    with locked(city, wait):
        return Lake(city)


def _packages(path: Path) -> list[Path]:
    return inbox.packages(path) if path.is_dir() else [path]


def _taken(committer: Committer, paths: list[Path]) -> Iterator[Outcome]:
    """Take packages where they lie, and leave them there."""
    for path in paths:
        try:
            yield committer.take(path)
        except FileNotFoundError:
            yield Outcome(path.name, Fate.LEFT, "Tệp không còn ở đó.")


def _status(city: Path, _args: Namespace) -> int:
    """Print what is known of each commune, and what was refused."""
    known = communes.read(city)
    _say_problems(known)
    with _lake(city) as lake:
        latest = {
            edition.commune: edition for edition in sorted(lake.editions(), key=lambda each: each.as_of)
        }
    for commune in known.values():
        edition = latest.get(commune.id)
        said = (
            f"số liệu ngày {words.day(edition.as_of)}, nhận lúc {moment(edition.taken_at)}"
            if edition
            else "chưa gửi"
        )
        print(
            f"{commune.id} ({commune.name}): {said}{'' if commune.key else '; chưa có khoá công khai dùng được'}"
        )
    sent = sum(commune in latest for commune in known)
    print(f"{sent} trên {len(known)} xã, phường đã gửi.")
    came = inbox.packages(city / inbox.CAME)
    if came:
        print(f"{len(came)} gói chờ nhận trong {inbox.CAME}.")
    for each in inbox.refusals(city):
        print(f"Không nhận {shown(each.name)} ({moment(each.when)}): {each.why}")
    return DONE


def _compact(city: Path, _args: Namespace) -> int:
    with _lake(city) as lake, locked(city, WAIT):
        lake.compact()
    print("Đã dọn kho số liệu.")
    return DONE


def _say_problems(known: Communes) -> None:
    for problem in known.problems:
        print(problem.line(), file=sys.stderr)


_ACTS = {"take": _take, "status": _status, "compact": _compact}
