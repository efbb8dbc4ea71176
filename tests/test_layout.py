"""The architecture, held: who may import what, how long files are, and that nothing leaves this machine."""

from __future__ import annotations

import ast
import re
import tomllib
from collections.abc import Iterator
from graphlib import CycleError, TopologicalSorter
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
SHIPPED_HIDDEN = {".ci", ".streamlit"}
TEXT = {".py", ".sql", ".js", ".css", ".html", ".svg", ".toml", ".txt", ".md", ".csv", ""}
SCREEN = ("emulation/", "pages/", "static/", "dashboard.py", ".streamlit/")
"""Where what a browser gets comes from."""
MAY_DRAW = ("dashboard.py", "pages/", "emulation/ui/")
PRODUCT = ("run.py", "deploy/", "dashboard.py", "pages/", "emulation/", "data/")
COMPUTING_METHODS = {
    "agg", "aggregate", "apply", "count", "cumsum", "diff", "div", "mean", "median", "mul", "nunique",
    "pivot_table", "quantile", "rank", "rolling", "std", "sub", "sum", "transform", "value_counts",
}  # fmt: skip
COMPUTING_FUNCTIONS = {"sum", "round", "divmod", "pow"}
LATE_IMPORTS = {
    "emulation.access": "loads DuckDB, which the doctor does without where there are no accounts",
    "emulation.accounts": "loads argon2 and SQLite, which a command of another kind does not need",
    "emulation.city": "loads cryptography and the lake, which no command of a commune needs",
    "emulation.doctor": "reads the packages that are installed, of which no other command needs to know",
    "emulation.intake.package": "loads openpyxl, and most folders hold no workbook",
    "emulation.publish": "loads cryptography and httpx, which a command of another kind does not need",
    "emulation.remind": "loads Jinja and what reports load, which a command of another kind does not need",
    "emulation.reports": "loads docxtpl and XlsxWriter, which a command of another kind does not need",
    "tests.browser.chromium": "only the command that runs the tests needs it",
    "emulation.workbook": "loads XlsxWriter, which a command of another kind does not need",
    "emulation.ui.server.packages": "loads cryptography, which the server of a commune does not need",
    "emulation.ui.server.province": "loads Authlib, which a server without accounts does not need",
    "icalendar": "loads slowly, and only who takes a calendar away needs it",
    "emulation.warehouse": "loads DuckDB, which the command that checks files does not need",
    "pandas": "loads slowly, and the commands do without it",
    "pyarrow": "loads slowly, and the command that checks files does without it",
}
"""What a function may import when it is called, or a module only for its types, and why: only what takes long to load."""


def files() -> Iterator[Path]:
    """Every text file of the project, caches and environments apart."""
    for top in ROOT.iterdir():
        if top.is_dir() and (not top.name.startswith(".") or top.name in SHIPPED_HIDDEN):
            yield from (
                f for f in top.rglob("*") if f.is_file() and f.suffix in TEXT and "__pycache__" not in f.parts
            )
        elif top.is_file() and top.suffix in TEXT and not top.name.startswith("."):
            yield top


def place(file: Path) -> str:
    return file.relative_to(ROOT).as_posix()


def text_of(file: Path) -> str:
    return file.read_text(encoding="utf-8")


FILES = sorted(files())
MODULES = [f for f in FILES if f.suffix == ".py"]
PAGES = [f for f in MODULES if place(f).startswith("pages/")]


def imports(file: Path) -> set[str]:
    """The modules that a file imports, by their full names."""
    return imported(ast.parse(text_of(file)))


def imported(tree: ast.AST) -> set[str]:
    found = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            found |= {f"{node.module}.{alias.name}" for alias in node.names}
    return found


def importing(files: list[Path], package: str) -> list[str]:
    return [place(f) for f in files if any(f"{name}.".startswith(f"{package}.") for name in imports(f))]


def lines(file: Path) -> int:
    return len(text_of(file).splitlines())


def test_the_project_is_looked_at():
    assert {"dashboard.py", "run.py", "emulation/schema.py", ".streamlit/config.toml", ".ci/run"} <= set(
        map(place, FILES)
    )
    assert len(PAGES) >= 10


@pytest.mark.parametrize(
    ("most", "of"),
    [(59, [ROOT / "dashboard.py"]), (120, PAGES), (400, MODULES)],
    ids=["frame", "page", "module"],
)
def test_files_are_short(most, of):
    assert {place(f): lines(f) for f in of if lines(f) > most} == {}


def test_streamlit_stays_where_screens_are_drawn():
    elsewhere = [f for f in MODULES if place(f).startswith(PRODUCT) and not place(f).startswith(MAY_DRAW)]
    assert importing(elsewhere, "streamlit") == []
    assert importing([ROOT / "dashboard.py"], "streamlit")


def test_the_library_knows_no_screen():
    library = [f for f in MODULES if place(f).startswith("emulation/") and not place(f).startswith(MAY_DRAW)]
    for package in ("emulation.ui", "pages", "dashboard", "plotly"):
        assert importing(library, package) == []


def test_what_writes_into_a_data_folder_asks_for_a_permit():
    """A screen that finds another way to write belongs into this list, with its permit."""
    writing = {
        "emulation.store.save",
        "emulation.store.saving",
        "emulation.store.restoring",
        "emulation.store.kept_files",
    }
    writing |= {"emulation.store.backup", "emulation.store.disk", "emulation.remind.job"}
    screens = [f for f in MODULES if place(f).startswith(MAY_DRAW)]
    assert {place(f) for f in screens if imports(f) & writing or "store.save(" in text_of(f)} == {
        "emulation/ui/office/saving.py",  # permits.of_edits, of_undo, of_action
        "emulation/ui/office/desk.py",  # saving.not_permitted
        "emulation/ui/office/reports/template.py",  # the same
        "emulation/ui/office/reports/reminding.py",  # the same
        "emulation/ui/office/history/view.py",  # lists the backups
    }


UI = "emulation/ui/"
SEES = {  # a room of emulation/ui -> the rooms whose modules it may import besides its own
    "parts": (),
    "frame": ("parts",),
    "review": ("parts", "frame"),
    "office": ("parts", "frame"),
    "city": ("parts", "frame"),
    "show": ("parts", "frame"),
    "server": ("parts",),
}


def test_the_screens_code_lies_in_rooms():
    assert [f.name for f in (ROOT / UI).glob("*.py")] == ["__init__.py"]
    assert {f.parent.name for f in (ROOT / UI).glob("*/__init__.py")} == set(SEES)


def test_a_room_imports_only_what_lies_below_it():
    rooms = {place(f): imports(f) for f in MODULES if place(f).startswith(UI)}
    wrong = {module: seen_wrongly(module, names) for module, names in rooms.items()}
    assert {module: names for module, names in wrong.items() if names} == {}


def seen_wrongly(module: str, names: set[str]) -> set[str]:
    """Imports beyond a module's room, the rooms that this one sees, and, from a smaller room, the larger around it."""
    room, *inner = Path(module.removeprefix(UI)).parent.parts or [""]
    wrong = set()
    for name in names:
        if not name.startswith("emulation.ui."):
            continue
        other, *rest = name.removeprefix("emulation.ui.").split(".")
        folders = [
            part for at, part in enumerate(rest) if (ROOT / UI / other / "/".join(rest[: at + 1])).is_dir()
        ]
        if other not in (room, *SEES.get(room, ())) or (other == room and folders != inner[: len(folders)]):
            wrong.add(name)
    return wrong


@pytest.mark.parametrize(
    ("module", "name"),
    [
        ("parts/tables.py", "emulation.ui.frame.filters"),
        ("frame/frame.py", "emulation.ui.review.unit"),
        ("show/stage.py", "emulation.ui.review.overview.last_meeting"),
        ("review/dossiers/figures.py", "emulation.ui.review.progress.figures"),
        ("review/unit.py", "emulation.ui.review.progress.sentences.roles"),
    ],
)
def test_an_import_from_another_room_is_recognised(module, name):
    assert seen_wrongly(UI + module, {name}) == {name}


def test_reading_files_knows_no_figures():
    intake = [f for f in MODULES if place(f).startswith("emulation/intake/")]
    for package in ("emulation.warehouse", "emulation.folder", "duckdb"):
        assert importing(intake, package) == []


def test_the_launcher_needs_nothing_installed():
    for package in ("streamlit", "pandas", "duckdb", "emulation"):
        assert importing([ROOT / "run.py", *(ROOT / "deploy").glob("*.py")], package) == []


def test_there_is_no_circle_of_imports():
    """In `emulation`, imports inside functions and those only for type checking included."""
    library = {name_of(f): f for f in MODULES if place(f).startswith("emulation/")}
    assert circle({name: loaded_by(name, f, library) for name, f in library.items()}) == []


def test_imports_inside_functions_are_few_and_have_a_reason():
    late = {(place(f), name) for f in MODULES if place(f).startswith(PRODUCT) for name in late_imports(f)}
    assert {(file, name) for file, name in late if not name.startswith(tuple(LATE_IMPORTS))} == set()
    assert {file for file, _ in late if file.startswith("emulation/store/")} == set()
    assert ("emulation/__main__.py", "emulation.workbook.write_template") in late


def name_of(module: Path) -> str:
    return ".".join(module.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__")


def loaded_by(name: str, file: Path, library: dict[str, Path]) -> set[str]:
    """The modules that an import loads: those named and the packages around them, its own packages apart."""
    parts = (found.split(".") for found in imports(file))
    prefixes = {".".join(each[:end]) for each in parts for end in range(1, len(each) + 1)}
    named = {prefix for prefix in prefixes if prefix in library}
    return {each for each in named if not f"{name}.".startswith(f"{each}.")}


def circle(loads: dict[str, set[str]]) -> list[str]:
    """The modules of a circle in "module → what it loads"; empty where there is none."""
    try:
        TopologicalSorter(loads).prepare()
    except CycleError as error:
        return error.args[1]
    return []


def late_imports(file: Path) -> set[str]:
    """The modules that are imported inside functions, or only for their types."""
    nodes = [n for n in ast.walk(ast.parse(text_of(file))) if isinstance(n, ast.FunctionDef | ast.If)]
    places = [n for n in nodes if isinstance(n, ast.FunctionDef) or ast.unparse(n.test) == "TYPE_CHECKING"]
    return {module for each in places for module in imported(each)}


def test_a_circle_is_recognised():
    assert set(circle({"a": {"b"}, "b": {"c"}, "c": {"a"}, "d": {"a"}})) == {"a", "b", "c"}


def test_a_page_computes_no_figure():
    known = ("streamlit", "emulation", "__future__")
    foreign = {(place(p), n) for p in PAGES for n in imports(p) if n.partition(".")[0] not in known}
    assert foreign == set()
    computing = {place(page): list(computations(ast.parse(text_of(page)))) for page in PAGES}
    assert {page: found for page, found in computing.items() if found} == {}


def computations(tree: ast.AST) -> Iterator[str]:
    """Calls that make figures out of rows, divisions, and SQL in a page."""
    for node in ast.walk(tree):
        match node:
            case ast.Call(func=ast.Attribute(attr=name)) if name in COMPUTING_METHODS:
                yield f"line {node.lineno}: .{name}()"
            case ast.Call(func=ast.Name(id=name)) if name in COMPUTING_FUNCTIONS:
                yield f"line {node.lineno}: {name}()"
            case ast.BinOp(op=ast.Div() | ast.FloorDiv()):
                yield f"line {node.lineno}: a division"
            case ast.Constant(value=str(text)) if re.search(r"\bselect\b.*\bfrom\b", text, re.I | re.S):
                yield f"line {node.lineno}: SQL"


@pytest.mark.parametrize(
    "code",
    ["rows['a'].sum()", "sum(rows['a'])", "done / due", "ask('select a from b')", "rows.a.value_counts()"],
)
def test_a_computation_is_recognised(code):
    assert list(computations(ast.parse(code)))


def test_nothing_is_fetched_from_elsewhere():
    """No other host in what a browser gets (a namespace is a name, not an address)."""
    shown = [f for f in FILES if place(f).startswith(SCREEN)]
    hosts = re.compile(
        r"""(?:https?:|wss?:)//(?!www\.w3\.org/)[\w.-]+|(?:src|href)=["']//|url\(["']?//|@import\b"""
    )
    assert {place(f): found for f in shown if (found := hosts.findall(text_of(f)))} == {}


def test_no_path_of_a_machine():
    own = re.compile(r"""/(?:home|root|Users|work)/\w|[A-Za-z]:\\+Users\\""")
    assert {place(f): found for f in FILES if (found := own.findall(text_of(f)))} == {}


def test_the_settings_are_safe():
    settings = tomllib.loads(text_of(ROOT / ".streamlit/config.toml"))
    assert settings["server"]["address"] == settings["browser"]["serverAddress"] == "127.0.0.1"
    assert set(settings["server"]["allowedHosts"]) == {"127.0.0.1", "localhost"}
    assert settings["server"].get("enableCORS", True)
    assert settings["server"].get("enableXsrfProtection", True)
    assert settings["browser"]["gatherUsageStats"] is False
    assert settings["server"]["showEmailPrompt"] is False
    assert settings["client"]["showErrorDetails"] == "none"
    assert settings["client"]["showErrorLinks"] is False
