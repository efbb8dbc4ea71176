"""A request → its files: Word documents from templates, workbooks, PDF, a zip of many."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable, Mapping
from pathlib import Path

from emulation import words
from emulation.reports.contents import CONTENTS
from emulation.reports.facts import Facts
from emulation.reports.pdf import to_pdf
from emulation.reports.request import KINDS, NotAsked
from emulation.reports.word import Template, template_of


def made(
    facts: Facts, form: str = "", folder: Path | None = None, tell: Callable[[float], None] | None = None
) -> dict[str, bytes]:
    """File name → file, in one of the kind's `forms` (its usual one where empty); several for letters.

    `folder`: the data folder, whose own templates go first. `tell` gets the share that is done, 0 to 1.
    Raises NotAsked, TemplateFault, NotAvailable, and NoPdf where there is no LibreOffice.
    """
    kind = KINDS[facts.request.kind]
    usual = kind.forms[0]
    if form and form not in kind.forms:
        raise NotAsked(f"{kind.title} lưu được dạng {words.listed([f'.{each}' for each in kind.forms])}.")
    files = word_files(facts, folder, tell) if kind.template else workbook_files(facts)
    return to_pdf(files) if form not in ("", usual) else files


def word_files(
    facts: Facts, folder: Path | None = None, tell: Callable[[float], None] | None = None
) -> dict[str, bytes]:
    """File name → Word document; see `made`."""
    kind = facts.request.kind
    template = Template.read(template_of(KINDS[kind].template, folder))
    contents = list(CONTENTS[kind](facts))
    files: dict[str, bytes] = {}
    for name, values in contents:
        files[f"{name}.docx"] = template.fill(values)
        if tell:
            tell(len(files) / len(contents))
    return files


def workbook_files(facts: Facts) -> dict[str, bytes]:
    """File name → workbook; see `made`."""
    request = facts.request
    # The command that fills a Word template need not wait for XlsxWriter.
    from emulation.reports.forms import forms
    from emulation.reports.statistics import statistics

    name, write = {"statistics": ("so-lieu-thong-ke", statistics), "forms": ("bieu-thong-ke", forms)}[
        request.kind
    ]
    return {f"{name}-{request.period}.xlsx": write(facts)}


def zipped(files: Mapping[str, bytes]) -> bytes:
    """One .zip of the files."""
    archive = io.BytesIO()
    with zipfile.ZipFile(archive, "w", zipfile.ZIP_DEFLATED) as zipping:
        for name, content in files.items():
            zipping.writestr(name, content)
    return archive.getvalue()
