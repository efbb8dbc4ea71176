"""Do two checkouts of the project answer alike, to the byte where that can be compared?

`.venv/bin/python benchmarks/same_answers.py OTHER_CHECKOUT [--folders N] [--questions N] [--only PART ...] [--keep DIR]`
asks this checkout and another (a `git worktree` of an earlier commit, say) the same questions about the sample and about N
random folders, names each answer that differs with its first differing lines, and ends with 1 if any does. Each folder takes
some 30 seconds on two free cores. The parts:

show       `python -m emulation check` and `show`: every query, of the whole commune and of the question's filter
reports    `python -m emulation report`: the XML of every Word document and workbook
workbooks  the XML of the workbook of everything, and of the empty one
pages      what each page of `pages/` gives to the browser: HTML, tables, figures, widgets, and the slides of the show

`answers.py` asks, in a process for each checkout, with this interpreter and a clock that stands still. Stylesheets, scripts
and the ids of elements are not compared. An answer that is an exception is compared too, and counted, for it says little.
`--keep` leaves all answers in DIR, as `this.json` and `other.json`.
"""

from __future__ import annotations

import argparse
import itertools
import json
import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path
from random import Random

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT))

from benchmarks.answers import FAILED, NOW, PARTS, Answers, Question  # noqa: E402
from tests.reference.folders import random_question, write_random_folder  # noqa: E402

SAMPLE_QUESTIONS: list[Question] = [
    {},
    {"as_of": "2026-06-30", "quarter": "2", "period": "2026-Q2", "bloc": ["K4"], "since": "2026-04-01"},
    {"as_of": "2026-10-05", "unit": ["PVHXH"]},
]


def differences(this: Answers, other: Answers, most: int = 3) -> list[str]:
    """A paragraph for each question that is not answered alike: what was asked, and the first differing lines."""
    found = []
    for asked in sorted(this.keys() | other.keys()):
        if asked not in this or asked not in other:
            found.append(f"{asked}: only {'this' if asked in this else 'the other'} checkout answers")
        elif this[asked] != other[asked]:
            both = itertools.zip_longest(*(each[asked].split("\n") for each in (this, other)), fillvalue="")
            unlike = ((n, *pair) for n, pair in enumerate(both, 1) if pair[0] != pair[1])
            lines = [line for pair in itertools.islice(unlike, most) for line in side_by_side(*pair)]
            found.append("\n".join([asked, *lines]))
    return found


def side_by_side(number: int, this: str, other: str) -> tuple[str, str]:
    """Both lines of that number; of long ones what lies around the first difference."""
    alike = itertools.takewhile(lambda pair: pair[0] == pair[1], zip(this, other, strict=False))
    begin = max(sum(1 for _ in alike) - 60, 0)
    shown = (f"{'…' if begin else ''}{line[begin : begin + 200]}" for line in (this, other))
    return f"    {number}: this  {next(shown)}", f"    {number}: other {next(shown)}"


def folders(into: Path, random: int, questions: int) -> list[tuple[str, str, list[Question]]]:
    """Name, path and questions of the sample and of random folders, all as this checkout makes them."""
    names = {"blocs": "bloc", "units": "unit"}
    shutil.copytree(ROOT / "data", into / "sample", ignore=shutil.ignore_patterns("*.py", "__pycache__"))
    made = [("sample", str(into / "sample"), SAMPLE_QUESTIONS[:questions])]
    for seed in range(random):
        folder, rng = into / f"random-{seed}", Random(seed)
        write_random_folder(folder, seed)
        drawn = [random_question(rng, folder) for _ in range(questions - 1)]
        asked = [{names.get(k, k): v for k, v in each.items() if v is not None and v != ()} for each in drawn]
        asked = [{k: list(v) if isinstance(v, tuple) else str(v) for k, v in each.items()} for each in asked]
        made.append((folder.name, str(folder), [{}, *asked]))
    for file in into.rglob("*.*"):
        os.utime(file, (NOW.timestamp(), NOW.timestamp()))
    return made


def main() -> int:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("other", type=Path, help="a checkout of the project")
    parser.add_argument("--folders", type=int, default=10, metavar="N", help="random folders (default: 10)")
    parser.add_argument("--questions", type=int, default=3, metavar="N", help="of each folder (default: 3)")
    parser.add_argument("--only", nargs="+", choices=PARTS, default=list(PARTS), help="parts (default: all)")
    parser.add_argument("--keep", type=Path, metavar="DIR", help="leave all answers here")
    given = parser.parse_args()
    if not (given.other / "dashboard.py").is_file():
        parser.error(f"{given.other} is no checkout of the project")
    with tempfile.TemporaryDirectory() as temporary:
        keep, request = (given.keep or Path(temporary)).resolve(), Path(temporary) / "request.json"
        keep.mkdir(parents=True, exist_ok=True)
        asked = folders(Path(temporary) / "folders", given.folders, given.questions)
        request.write_text(json.dumps({"parts": given.only, "folders": asked}), encoding="utf-8")
        outs = {keep / "this.json": ROOT, keep / "other.json": given.other}
        ask = [
            sys.executable,
            "-B",
            "-W",
            "ignore",
            str(Path(__file__).with_name("answers.py").resolve()),
            str(request),
        ]
        running = [subprocess.Popen([*ask, str(out)], cwd=checkout) for out, checkout in outs.items()]
        if any([process.wait() for process in running]):  # noqa: C419 - wait for both
            return 2
        this, other = (json.loads(out.read_text(encoding="utf-8")) for out in outs)
    found = differences(this, other)
    for paragraph in found:
        print(paragraph)
    failed = sum(answer.startswith(FAILED) or f"\n{FAILED}" in answer for answer in this.values())
    print(f"{len(found)} of {len(this.keys() | other.keys())} answers differ; {failed} here are exceptions.")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
