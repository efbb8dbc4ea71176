"""How fast is the question of a unit's page with other tools, over the same files and in the same browser?

`.venv/bin/python benchmarks/peers_beside.py [--data DIR] [--rounds N] [--venv DIR]` measures the dashboard's page of a unit,
a plain Streamlit app, Dash and Datasette (`benchmarks/peers/`) beside an empty Streamlit page. Dash and Datasette are
installed into an environment of their own, never the project's; where there is no network the line says so.
"""

from __future__ import annotations

import argparse
import csv
import shutil
import sqlite3
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path

from playwright.sync_api import Browser, Page

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT))

from benchmarks.crowd import units_of  # noqa: E402
from benchmarks.filter_change import measure  # noqa: E402
from benchmarks.floor import chromium, empty_page  # noqa: E402
from benchmarks.opening import OPEN, medians  # noqa: E402
from benchmarks.table import Line, markdown, median  # noqa: E402
from tests.browser.driver import free_port, running, serving  # noqa: E402

PEERS = Path(__file__).parent / "peers"
VENV = Path(tempfile.gettempdir()) / "emulation-peers"
PACKAGES = {"Dash": ("dash==4.4.1", "pandas"), "Datasette": ("datasette==0.65.5",)}
DASH_OPEN = """
() => document.querySelector('#answer') !== null && document.querySelector('.js-plotly-plot .main-svg') !== null
  && performance.now()
"""
DASH_CHANGE = """
(unit) => new Promise((done) => {
  const began = performance.now();
  const look = () => document.querySelector('#answer')?.dataset.unit === unit
    ? requestAnimationFrame(() => done(performance.now() - began)) : requestAnimationFrame(look);
  const address = new URL(location.href);
  address.searchParams.set('unit', unit);
  history.pushState({}, '', address);
  dispatchEvent(new PopStateEvent('popstate', { state: {} }));
  setTimeout(() => done(null), 20000);
  look();
})
"""
LOADED = """
() => document.readyState === 'complete' && document.querySelector('table') !== null
  && performance.getEntriesByType('navigation')[0].loadEventEnd
"""


def python(venv: Path, peer: str) -> str | None:
    """The interpreter of an environment that has the peer; None where it cannot be installed."""
    inside = venv / "bin" / "python"
    if not inside.exists():
        subprocess.run([sys.executable, "-m", "venv", str(venv)], check=True)
    install = [str(inside), "-m", "pip", "install", "--quiet", "--only-binary", ":all:", "--retries", "1"]
    done = subprocess.run([*install, *PACKAGES[peer]], capture_output=True, check=False)
    return str(inside) if done.returncode == 0 else None


@contextmanager
def plain(data: Path) -> Iterator[str]:
    """Served as anyone would, without the settings of this project."""
    port = str(free_port())
    command = [sys.executable, "-m", "streamlit", "run", str(PEERS / "plain_streamlit.py")]
    command += ["--server.headless=true", f"--server.port={port}", "--browser.gatherUsageStats=false"]
    url = f"http://127.0.0.1:{port}"
    with (
        tempfile.TemporaryDirectory() as elsewhere,
        running(command, f"{url}/_stcore/health", Path(elsewhere), EMULATION_DATA=str(data)),
    ):
        yield url


@contextmanager
def dash(interpreter: str, data: Path) -> Iterator[str]:
    url = f"http://127.0.0.1:{(port := free_port())}"
    with running([interpreter, str(PEERS / "dash_app.py"), str(port)], url, PEERS, EMULATION_DATA=str(data)):
        yield url


@contextmanager
def datasette(interpreter: str, data: Path) -> Iterator[str]:
    url = f"http://127.0.0.1:{(port := free_port())}"
    with tempfile.TemporaryDirectory() as temporary:
        database = Path(temporary) / "commune.db"
        fill(database, data)
        command = [interpreter, "-m", "datasette", str(database), "--metadata", str(PEERS / "datasette.yml")]
        with running([*command, "--port", str(port)], url, PEERS):
            yield f"{url}/commune/unit"


def fill(database: Path, data: Path) -> None:
    """The files as tables, with the days as `2026-11-16` beside, by which SQLite can sort."""
    connection = sqlite3.connect(database)
    for name in ("units", "tasks", "assignments", "progress"):
        with (data / f"{name}.csv").open(encoding="utf-8-sig", newline="") as file:
            header, *rows = csv.reader(file)
        days = {"on": "Ngày ghi nhận", "due": "Hạn hoàn thành", "own_due": "Hạn riêng"}
        more = {new: header.index(label) for new, label in days.items() if label in header}
        rows = [
            [*row, *("-".join(reversed(row[at].split("/"))) or None for at in more.values())] for row in rows
        ]
        columns = [*header, *more]
        quoted = ", ".join(f'"{column}"' for column in columns)
        connection.execute(f"create table {name} ({quoted})")
        places = ", ".join("?" * len(columns))
        connection.executemany(f"insert into {name} values ({places})", rows)
    connection.commit()
    connection.close()


def changed(page: Page, address: str, change: str, units: list[str]) -> tuple[float, float]:
    """Medians of a first and a second change to each unit; without a script to `change` it is by loading the address."""
    page.goto(f"{address}?unit={units[-1]}")
    page.wait_for_function(DASH_OPEN if change else LOADED)
    found = []
    for _ in range(2):
        times: list[float | None] = []
        for unit in units:
            if change:
                times.append(page.evaluate(change, unit))
            else:
                page.goto(f"{address}?unit={unit}")
                times.append(page.wait_for_function(LOADED).json_value())
        found.append(median(times))
    return found[0], found[1]


def _lines(browser: Browser, name: str, url: str, floor: str, units: list[str], rounds: int) -> list[Line]:
    """One tool beside the empty page, both now."""
    ready, change = {"Dash": (DASH_OPEN, DASH_CHANGE), "Datasette": (LOADED, "")}.get(name, (OPEN, None))
    page = browser.new_page(viewport={"width": 1366, "height": 768})
    least = measure(page, floor, units)
    times = measure(page, url, units) if change is None else changed(page, url, change, units)
    page.close()
    addresses = {"floor": floor, name: f"{url}?unit={units[0]}"}
    opened = medians(browser, addresses, rounds, {name: ready})
    return [
        Line("peers", f"{name}: change of filter, new", times[0], floor=least[0]),
        Line("peers", f"{name}: change of filter, again", times[1], floor=least[1]),
        Line("peers", f"{name}: opened", opened[name][0], floor=opened["floor"][0]),
        Line("peers", f"{name}: over HTTP", opened[name][1], "KB", opened["floor"][1]),
    ]


def lines(data: Path, rounds: int, venv: Path = VENV) -> list[Line]:
    units = units_of(data)[:rounds]
    found = []
    with chromium() as browser, empty_page(data) as floor:
        with serving(data) as url:
            found += _lines(browser, "the dashboard", f"{url}/unit", floor, units, rounds)
        with plain(data) as url:
            found += _lines(browser, "plain Streamlit", url, floor, units, rounds)
        for name, serve in (("Dash", dash), ("Datasette", datasette)):
            interpreter = python(venv, name)
            if interpreter is None:
                found.append(Line("peers", name, remark="not installed"))
                continue
            served: AbstractContextManager[str] = serve(interpreter, data)
            with served as url:
                found += _lines(browser, name, url, floor, units, rounds)
    return found


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, default=ROOT / "data")
    parser.add_argument("--rounds", type=int, default=11)
    parser.add_argument("--venv", type=Path, default=VENV, help="an environment for Dash and Datasette")
    parser.add_argument("--remove", action="store_true", help="remove the environment afterwards")
    options = parser.parse_args()
    print(markdown(lines(options.data, options.rounds, options.venv)))
    if options.remove:
        shutil.rmtree(options.venv)


if __name__ == "__main__":
    main()
