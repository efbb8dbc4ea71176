"""How much CPU do the commands take from start to end?

`.venv/bin/python benchmarks/commands.py [--checkout DIR] [--rounds N]` runs each command in a process of its own, with
the sample, and prints the least and the median of the seconds of CPU. `--checkout` measures another checkout of the project.
"""

from __future__ import annotations

import argparse
import resource
import statistics
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT))

from benchmarks.table import Line, markdown  # noqa: E402

COMMANDS = ("check", "show tasks", "show unit_ranking", "show pending_dossiers", "--help")


def seconds(command: str, checkout: Path) -> float:
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    run = [sys.executable, "-m", "emulation", *command.split()]
    subprocess.run(run, cwd=checkout, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def lines(rounds: int, checkout: Path = ROOT) -> list[Line]:
    found = []
    for command in COMMANDS:
        times = [seconds(command, checkout) for _ in range(rounds)]
        goal = 0.6 if command.startswith(("check", "show")) else None
        found.append(Line("commands", f"{command}: median", statistics.median(times), "s", goal=goal))
        found.append(Line("commands", f"{command}: least", min(times), "s"))
    return found


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--checkout", type=Path, default=ROOT)
    parser.add_argument("--rounds", type=int, default=11)
    options = parser.parse_args()
    print(markdown(lines(options.rounds, options.checkout)))


if __name__ == "__main__":
    main()
