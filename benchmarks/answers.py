"""All that a checkout of the project answers when it is asked what `same_answers.py` asks.

`python benchmarks/answers.py REQUEST.json OUT.json` asks the checkout that is the working directory, this one or another, by
what does not move with its modules: the command line, `dashboard.py` with its pages, `emulation.workbook`.
"""

from __future__ import annotations

import contextlib
import csv
import datetime
import functools
import io
import itertools
import json
import logging
import os
import re
import sys
import tempfile
import time
import zipfile
from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

NOW = datetime.datetime(2026, 11, 16, 9, tzinfo=datetime.timezone(datetime.timedelta(hours=7)))
"""When everything is asked."""
ADDRESS = ("as_of", "year", "quarter", "bloc", "unit")
"""What of a question the address of a screen holds."""
QUARTERLY = ("quarter", "ranking", "statistics")
"""The reports that may be asked for a quarter."""
NOT_COMPARED = re.compile(r"id|url|formId|deferredFileId|(js|css)(Content|SourcePath)")
"""Fields of an element that say where its code lies, or are drawn anew each time."""
FAILED = "! "
"""How the line of an exception begins."""

Question = Mapping[str, Any]
"""Options of the command line: name → a value, or a list of them; without any: as the data propose."""
Answers = dict[str, str]
"""What was asked → the answer, a thing a line."""


def collect(request: Mapping[str, Any]) -> Answers:
    """All answers of the checkout that is the working directory."""
    here = str(Path.cwd())
    stand_still()
    sys.path[0] = here
    answers: Answers = {}
    for name, folder, questions in request["folders"]:
        os.environ["EMULATION_DATA"] = folder
        for part in request["parts"]:
            print(f"{here}: {name}, {part}", file=sys.stderr, flush=True)
            for asked, answer in PARTS[part](Path(folder), questions):
                answers[f"{name} · {asked}"] = answer.replace(here, "CHECKOUT")
    return answers


def stand_still() -> None:
    """Stop the clock for the checkout's modules, which are not imported yet, and keep the answers' log quiet."""
    import pandas  # noqa: F401 - it and Streamlit want the real clock
    from streamlit.components.v2 import manifest_scanner
    from streamlit.testing.v1 import AppTest  # noqa: F401

    real = datetime.datetime

    class Kind(type):
        def __instancecheck__(cls, instance: object) -> bool:
            return isinstance(instance, real)

    class Still(real, metaclass=Kind):
        def __new__(cls, *args: Any, **more: Any) -> Any:
            return real(*args, **more)

        @classmethod
        def now(cls, tz: datetime.tzinfo | None = None) -> Any:
            return NOW.astimezone(tz) if tz else NOW.replace(tzinfo=None)

        utcnow = today = now

    datetime.datetime, time.time = Still, NOW.timestamp
    manifest_scanner.scan_component_manifests = list  # which looks through all packages for each screen
    logging.disable(logging.WARNING)


def show(folder: Path, questions: list[Question]) -> Iterator[tuple[str, str]]:
    yield "check", command("check", "--format", "json")
    scopes = unique(each for question in questions for each in (question, only(question, "as_of", "period")))
    for query, scope in itertools.product(choices("show"), scopes):
        yield f"show {query} · {said(scope)}", command("show", query, *options(scope))


def reports(folder: Path, questions: list[Question]) -> Iterator[tuple[str, str]]:
    for kind, question in itertools.product(choices("report"), questions):
        scope = only(question, *ADDRESS, "period") if kind in QUARTERLY else only(question, *ADDRESS)
        if kind not in QUARTERLY:
            scope.pop("quarter", None)
        for request in [{**scope, **more} for more in subjects(folder, kind)]:
            with tempfile.TemporaryDirectory() as out:
                asked = f"report {kind} · {said(request)}"
                yield asked, command("report", kind, "--out", out, *options(request)).replace(out, "OUT")
                for file in Path(out).iterdir():
                    yield from parts_of(f"{asked} · {file.name}", file.read_bytes())


def subjects(folder: Path, kind: str) -> list[Question]:
    """What a report has to be told it is about, apart from its scope."""
    from emulation.schema import LEVELS

    if kind == "proposal":
        return [{"level": level} for level in LEVELS]
    if kind == "minutes" and (folder / "meetings.csv").exists():
        with (folder / "meetings.csv").open(encoding="utf-8-sig", newline="") as file:
            ids = [row["Mã cuộc họp"] for row in csv.DictReader(file) if row["Loại"] == "Họp Hội đồng"]
        return [{"meeting": each} for each in (*ids[:1], *ids[-1:])]
    return [{}]


def workbooks(folder: Path, questions: list[Question]) -> Iterator[tuple[str, str]]:
    from emulation.schema import TABLES
    from emulation.store import Document, read_document
    from emulation.workbook import workbook

    ways: dict[str, Callable[[Any], Document]] = {"workbook": lambda table: read_document(folder, table.name)}
    if folder.name == "sample":  # one for all
        ways["empty workbook"] = Document.empty
    for name, document in ways.items():
        made: list[bytes] = []
        yield name, heard(lambda: made.append(workbook({t.name: document(t) for t in TABLES}, NOW.date())))  # noqa: B023
        for data in made:
            yield from parts_of(name, data)


def pages(folder: Path, questions: list[Question]) -> Iterator[tuple[str, str]]:
    scopes = unique(only(question, *ADDRESS) for question in questions)
    for page, scope in itertools.product(sorted(Path("pages").rglob("*.py")), scopes):
        yield f"{page} · {said(scope)}", heard(lambda: screen(page, scope))  # noqa: B023


def screen(page: Path, scope: Question) -> None:
    """Print what a page gives to the browser, a field of an element a line."""
    import streamlit
    from google.protobuf.json_format import MessageToDict
    from streamlit.testing.v1 import AppTest

    streamlit.expander = functools.partial(
        streamlit.expander, expanded=True
    )  # what is folded away counts too
    app = AppTest.from_file(str(Path.cwd() / "dashboard.py"), default_timeout=120)
    for name, value in scope.items():
        app.query_params[name] = value
    app.run()  # before its first run it does not know pages that have another address than their file
    app.switch_page(str(page)).run()
    print(*(f"{FAILED}{error.message}" for error in app.exception), sep="\n")
    waiting: list[Any] = [app._tree]
    while waiting:
        node = waiting.pop()
        waiting += reversed(getattr(node, "children", {}).values())
        fields = MessageToDict(node.proto) if getattr(node, "proto", None) else {}
        if not str(fields.get("body", "")).startswith("<style"):
            print(*lines_of(node.type, fields), sep="\n")


def lines_of(name: str, value: Any) -> Iterator[str]:
    """A value on as many lines as it has values inside; JSON and HTML taken apart."""
    if isinstance(value, str) and value[:1] in ("{", "["):
        with contextlib.suppress(ValueError):
            value = json.loads(value)
    if isinstance(value, dict | list):
        for key, each in value.items() if isinstance(value, dict) else enumerate(value):
            if not NOT_COMPARED.fullmatch(str(key)):
                yield from lines_of(f"{name}.{key}", each)
    else:
        yield from (f"{name}: {line}" for line in str(value).replace("<", "\n<").split("\n"))


def command(*arguments: str) -> str:
    """What `python -m emulation` prints, its complaints and its code; the data are read once for all of them."""
    import emulation.__main__ as door
    from emulation import warehouse

    for module, name in ((door, "read_folder"), (door, "Warehouse"), (warehouse, "Warehouse")):
        if hasattr(module, name) and not hasattr(getattr(module, name), "kept"):
            setattr(module, name, once(getattr(module, name)))
    return heard(lambda: print(f"= {door.main(list(arguments))}"))


def once(function: Callable[[Any], Any]) -> Any:
    """The same function; it keeps its last answer."""

    def call(given: Any) -> Any:
        if not call.kept or call.kept[0] != given:
            call.kept = given, function(given)
        return call.kept[1]

    call.kept = ()
    return call


def choices(name: str) -> list[str]:
    """What a command can be asked for, as it says itself: `show` its queries, `report` its kinds."""
    found = re.search(r"^\s+\{([a-z][^{}]*)\}", command(name, "--help"), re.MULTILINE)
    assert found, f"{name} --help names no choices"
    return found[1].split(",")


def heard(act: Callable[[], Any]) -> str:
    """What is printed meanwhile. An exception is an answer too, without where in the code it came from."""
    told = io.StringIO()
    with contextlib.redirect_stdout(told), contextlib.redirect_stderr(told):
        try:
            act()
        except SystemExit as end:
            print(f"= {end.code}")
        except Exception as error:
            print(f"{FAILED}{type(error).__name__}: {error}")
    return told.getvalue()


def parts_of(name: str, archive: bytes) -> Iterator[tuple[str, str]]:
    """The parts of a document or workbook, a tag a line; of what is not XML its size and checksum."""
    with zipfile.ZipFile(io.BytesIO(archive)) as opened:
        for part in opened.infolist():
            is_text = part.filename.endswith((".xml", ".rels"))
            text = (
                opened.read(part).decode().replace("<", "\n<") if is_text else f"{part.file_size} {part.CRC}"
            )
            yield f"{name} · {part.filename}", text


def options(question: Question) -> list[str]:
    given = {name: each if isinstance(each, list) else [each] for name, each in question.items()}
    return [f"--{name.replace('_', '-')}={each}" for name, values in given.items() for each in values]


def said(question: Question) -> str:
    return " ".join(options(question)).replace("--", "") or "default"


def only(question: Question, *names: str) -> dict[str, Any]:
    return {name: value for name, value in question.items() if name in names}


def unique(questions: Iterable[Question]) -> list[Question]:
    return list({said(question): question for question in questions}.values())


PARTS = {"show": show, "reports": reports, "workbooks": workbooks, "pages": pages}


if __name__ == "__main__":
    _, request, out = map(Path, sys.argv)
    answers = collect(json.loads(request.read_text(encoding="utf-8")))
    out.write_text(json.dumps(answers, ensure_ascii=False), encoding="utf-8")
