"""`python -m emulation.ui.frame.serve [options of streamlit run]`: start the dashboard.

Until the first run has called `st.navigation`, Streamlit treats a folder named `pages` as its older kind of
multipage app, and a new server answers its first deep link with "page not found". Telling it beforehand
avoids that.
"""

from __future__ import annotations

import sys
from pathlib import Path

from streamlit.runtime.pages_manager import PagesManager
from streamlit.web import cli

DASHBOARD = Path(__file__).parents[3] / "dashboard.py"


def main(options: list[str]) -> None:
    """Serve until stopped."""
    PagesManager.uses_pages_directory = False
    cli.main(["run", str(DASHBOARD), *options])


if __name__ == "__main__":
    main(sys.argv[1:])
