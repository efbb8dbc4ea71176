"""What the documents say is so: commands, files, pictures, queries and options."""

from __future__ import annotations

import argparse
import re
import shutil
from pathlib import Path

import pytest

import run
from docs import refresh
from emulation import __main__ as cli
from emulation import provider
from tests.city.cities import city

ROOT = Path(run.__file__).parent
README, GUIDE, VOCABULARY = "README.md", "docs/huong-dan.md", "docs/vocabulary.md"
DOCUMENTS = (
    README,
    GUIDE,
    "docs/may-chu.md",
    "docs/thanh-pho.md",
    VOCABULARY,
    "CONTRIBUTING.md",
    "CHANGELOG.md",
)
SHEETS = tuple(sheet.relative_to(ROOT).as_posix() for sheet in refresh.SHEETS)
LARGEST_PICTURE = 250_000
SYSTEM = {"DISPLAY", "WAYLAND_DISPLAY", "PROMPT", "PROGRAMFILES", "PROGRAMFILES(X86)", "LOCALAPPDATA"}
"""Variables that the system sets, not the user."""


def text_of(document: str) -> str:
    return (ROOT / document).read_text(encoding="utf-8")


def code_blocks(document: str) -> list[str]:
    return re.findall(r"^ *```\w*\n(.*?)^ *```", text_of(document), re.MULTILINE | re.DOTALL)


def commands(start: str) -> list[list[str]]:
    """The arguments of every such command in the documents' code blocks, any folder being the sample."""
    found = [
        [word.strip('"') for word in re.findall(r'"[^"]*"|\S+', re.split(r"\s+#", match[1])[0])]
        for document in DOCUMENTS
        for block in code_blocks(document)
        for match in re.finditer(rf"{start}\b(.*)", block)
    ]
    return [
        [
            str(ROOT / "data") if before == "--data" else word
            for before, word in zip(["", *c], c, strict=False)
        ]
        for c in found
    ]


def between_marks(document: str) -> str:
    return text_of(document).partition("<!-- files -->\n")[2].partition("<!-- /files -->")[0]


def pictures_and_links(document: str) -> list[str]:
    text = text_of(document)
    found = re.findall(r"\]\(([^)\s]+)\)", text) + re.findall(r'(?:src|href)="([^"]+)"', text)
    return [target for target in found if not target.startswith("http")]


def anchors(document: str) -> set[str]:
    """The names that GitHub gives the headings."""
    titles = re.findall(r"^#+ (.+)$", text_of(document), re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", title.lower()).replace(" ", "-") for title in titles}


def test_the_readme_begins_with_a_sentence_a_picture_and_the_two_commands():
    first, second = code_blocks(README)[:2]
    assert (first, second) == ("python3 run.py\n", "python3 run.py test\n")
    opening = text_of(README).partition("```")[0]
    assert opening.count("](docs/img/") == 1


@pytest.mark.parametrize("arguments", commands(r"(?<!/)\brun\.py"), ids=" ".join)
def test_the_launcher_knows_the_commands(arguments, monkeypatch, capsys):
    started = []
    monkeypatch.setattr(run, "check_python", lambda version: None)
    monkeypatch.setattr(run, "run_tests", lambda rest: started.append("tests") or 0)
    monkeypatch.setattr(run, "run_benchmarks", lambda rest: started.append("benchmarks") or 0)
    monkeypatch.setattr(run, "run_dashboard", lambda rest: started.append(run.parse_options(rest)) or 0)
    assert run.main(arguments) == 0, capsys.readouterr().out
    assert (started == ["tests"]) == (arguments[:1] == ["test"])
    assert (started == ["benchmarks"]) == (arguments[:1] == ["bench"])
    assert "run.py test" in run.HELP


def test_the_documents_show_the_launcher_and_the_other_commands():
    assert len(commands(r"(?<!/)\brun\.py")) >= 4
    assert {c[0] for c in commands("python -m emulation")} == {
        "check",
        "show",
        "report",
        "template",
        "doctor",
        "user",
        "remind",
        "publish",
        "city",
    }


@pytest.mark.parametrize("arguments", commands("python -m emulation"), ids=" ".join)
def test_the_commands_on_the_data_run(arguments, capsys, tmp_path, monkeypatch):
    monkeypatch.setenv("EMULATION_ACCOUNTS", str(tmp_path / "tai-khoan.sqlite"))
    monkeypatch.setenv("EMULATION_PUBLISH_TO", str(tmp_path))
    if arguments[0] == "report":
        arguments = [*arguments[:-1], str(tmp_path / arguments[-1])]
    if arguments[0] == "template":
        arguments = ["template", str(tmp_path / Path(arguments[1].replace("\\", "/")).name)]
    if arguments[0] == "publish":
        data = tmp_path / "data"
        data.mkdir()
        for file in (ROOT / "data").glob("*.csv"):
            shutil.copy(file, data)
        arguments = [str(tmp_path) if each == "DIR" else each for each in arguments] + ["--data", str(data)]
    if arguments[0] == "city":
        arguments = [*arguments[:-1], str(city(tmp_path))]
    if arguments[0] == "remind":
        arguments = [*arguments, "--dry-run", "--unit", "T09"]  # for speed, and no test sends mail
    code = cli.main(arguments)
    assert code == 0 or arguments[0] == "doctor"  # which judges this machine
    assert capsys.readouterr().out.count("\n") >= (2 if arguments[0] == "show" else 1)


def test_the_tables_of_files_are_those_of_the_schema():
    assert between_marks(README) == refresh.files_table()
    assert between_marks(GUIDE) == refresh.guide_table()


def test_the_queries_named_are_those_of_the_contract():
    listed = re.search(r"answers eleven\s+questions:(.*?)\.\s", text_of(README), re.DOTALL)
    assert listed
    assert tuple(re.findall(r"`(\w+)`", listed[1])) == cli.CONTRACT
    assert len(cli.CONTRACT) == 11


@pytest.mark.parametrize("document", [*DOCUMENTS, *SHEETS])
def test_linked_files_and_pictures_exist(document):
    for target in pictures_and_links(document):
        file, _, anchor = target.partition("#")
        linked = (ROOT / document).parent / file if file else ROOT / document
        assert linked.is_file(), target
        assert not anchor or anchor in anchors(str(linked)), target


def test_every_picture_is_shown_and_small_and_made_by_refresh():
    stored = {file.name: file.stat().st_size for file in (ROOT / "docs/img").iterdir()}
    documents = (*DOCUMENTS, *SHEETS)
    shown = {Path(target).name for document in documents for target in pictures_and_links(document)}
    assert set(stored) == {f"{name}.png" for name in refresh.PICTURES}
    assert set(stored) <= shown
    assert {name: size for name, size in stored.items() if size > LARGEST_PICTURE} == {}


def test_the_sheets_use_the_words_of_the_screens():
    """What is bold is read on a screen: a button, a field, a heading, a state."""
    code = [file for top in ("emulation", "pages") for file in (ROOT / top).rglob("*")]
    told = "\n".join(
        file.read_text(encoding="utf-8") for file in code if file.suffix in (".py", ".js", ".html", ".sql")
    )
    named = {word for sheet in SHEETS for word in re.findall(r"<b>(.*?)</b>", text_of(sheet))}
    assert len(named) >= 40
    assert {word for word in named if word not in told} == set()


def test_the_guide_and_the_readme_lead_to_every_sheet():
    for document in (README, GUIDE):
        linked = {Path(target).name for target in pictures_and_links(document)}
        assert {Path(sheet).name for sheet in SHEETS} <= linked


def test_the_guide_names_every_key_of_the_show():
    section = text_of(GUIDE).partition("## Trình chiếu")[2].partition("\n## ")[0]
    keys = text_of("emulation/ui/show/keys.js")
    signs = re.search(r"SIGNS = \{(.*?)\}", keys, re.DOTALL)
    assert signs
    asked = {sign.upper() for sign in re.findall(r'[ "]?([\w.?])"?: "', signs[1])}
    assert len(asked) >= 10
    assert {
        sign for sign in asked if not re.search(rf"(?:\| |hoặc |\*\*){re.escape(sign)}", section)
    } == set()


@pytest.mark.parametrize("document", DOCUMENTS)
def test_paths_named_in_the_text_exist(document):
    """`like/this` or `like-this.py`; placeholders in <> and the files of a data folder apart."""
    named = set(re.findall(r"`([\w.][\w./-]*(?:/|\.(?:py|md|txt|toml)))`", text_of(document))) - {
        provider.FILE
    }
    missing = [
        path for path in named if not any((ROOT / base / path).exists() for base in ("", "docs", "data"))
    ]
    assert missing == []


def test_the_vocabulary_has_the_names_of_the_code():
    cells = [line.split("|")[2] for line in text_of(VOCABULARY).splitlines() if line.startswith("| ")]
    named = {name for cell in cells for name in re.findall(r"`(\w+)`", cell)}
    code = [
        f for top in ("emulation", "queries") for f in (ROOT / top).rglob("*") if f.suffix in (".py", ".sql")
    ]
    words = set(re.findall(r"\w+", "\n".join(file.read_text(encoding="utf-8") for file in code)))
    assert len(named) >= 40
    assert named - words == set()


def options_of_run(monkeypatch: pytest.MonkeyPatch) -> set[str]:
    names: set[str] = set()
    add_argument = argparse.ArgumentParser.add_argument

    def record(self, *flags, **rest):
        names.update(flags)
        return add_argument(self, *flags, **rest)

    monkeypatch.setattr(argparse.ArgumentParser, "add_argument", record)
    run.parse_options([])
    return names


def test_every_option_and_variable_is_explained(monkeypatch):
    readers = [ROOT / "run.py", ROOT / "tests/browser/chromium.py", *(ROOT / "emulation").rglob("*.py")]
    source = "\n".join(file.read_text(encoding="utf-8") for file in readers)
    variables = set(re.findall(r'environ(?:\.get\(|\[)"([^"]+)"', source)) - SYSTEM
    options = options_of_run(monkeypatch)
    assert {"EMULATION_DATA", "CHROMIUM"} <= variables
    assert {"--data", "--port"} <= options
    explained = set(re.findall(r"--?[\w-]+|\w+", text_of(README) + run.HELP))
    assert (variables | options) - explained == set()
