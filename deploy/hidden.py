"""Starts the launcher without a window, with the options given; what it says goes to a file.

The entry that `run.py --install` makes on Windows runs this with pythonw. The launcher itself gets a console, though an
unseen one: the programs that it starts would each open one otherwise.
"""

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]


def start(options):
    """Start and leave it; what it says replaces what it said the last time."""
    python = Path(sys.executable).with_name(Path(sys.executable).name.replace("pythonw", "python"))
    with open(str(ROOT / "khoi-dong.log"), "wb") as log:
        return subprocess.Popen(
            [str(python), str(ROOT / "run.py")] + options,
            stdin=subprocess.DEVNULL,
            stdout=log,
            stderr=subprocess.STDOUT,
            creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
        )


if __name__ == "__main__":
    start(sys.argv[1:])
