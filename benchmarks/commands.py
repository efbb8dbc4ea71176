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
COMMANDS = ("check", "show tasks", "show unit_ranking", "show pending_dossiers", "--help")


def seconds(command: str, checkout: Path) -> float:
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    run = [sys.executable, "-m", "emulation", *command.split()]
    subprocess.run(run, cwd=checkout, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--checkout", type=Path, default=ROOT)
    parser.add_argument("--rounds", type=int, default=11)
    options = parser.parse_args()
    print(f"{'':<24}{'least s':>9}{'median s':>10}")
    for command in COMMANDS:
        times = [seconds(command, options.checkout) for _ in range(options.rounds)]
        print(f"{command:<24}{min(times):>9.2f}{statistics.median(times):>10.2f}", flush=True)


if __name__ == "__main__":
    main()
