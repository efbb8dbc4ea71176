"""`python -m emulation.ui.frame.serve [options of streamlit run]`: start the dashboard.

Streamlit takes a folder named `pages` for its older kind of app until the first run has called
`st.navigation`, so a cold server answers its very first deep link with "page not found". Told
beforehand, it does not.
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
