"""A request → its files: Word documents from templates, workbooks, PDF, a zip of many."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable, Mapping
from pathlib import Path

from emulation.reports.contents import CONTENTS
from emulation.reports.facts import Facts
from emulation.reports.request import KINDS
from emulation.reports.word import Template, template_of


def word_files(
    facts: Facts, folder: Path | None = None, tell: Callable[[float], None] | None = None
) -> dict[str, bytes]:
    """File name → Word document. `folder`: the data folder, whose own templates go first.

    `tell` gets the share that is done, 0 to 1. Raises TemplateFault and NotAvailable.
    """
    kind = facts.request.kind
    template = Template.read(template_of(KINDS[kind].template, folder))
    contents = list(CONTENTS[kind](facts))
    made: dict[str, bytes] = {}
    for name, values in contents:
        made[f"{name}.docx"] = template.fill(values)
        if tell:
            tell(len(made) / len(contents))
    return made


def zipped(files: Mapping[str, bytes]) -> bytes:
    """One .zip of the files."""
    archive = io.BytesIO()
    with zipfile.ZipFile(archive, "w", zipfile.ZIP_DEFLATED) as zipping:
        for name, content in files.items():
            zipping.writestr(name, content)
    return archive.getvalue()
