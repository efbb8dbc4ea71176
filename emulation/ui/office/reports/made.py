"""Reports under way: made once for a request and kept until the data, the template or the day are others."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date, datetime
from functools import cached_property
from pathlib import Path
from typing import Any

import streamlit as st

from emulation.folder import Edition
from emulation.intake import Problem
from emulation.reports import preview, tags
from emulation.reports.contents import CONTENTS, MEANINGS
from emulation.reports.facts import Facts
from emulation.reports.making import workbook_files
from emulation.reports.missing import Gap, missing
from emulation.reports.request import KINDS, Request
from emulation.reports.word import Template, template_of
from emulation.scope import VIETNAM, today
from emulation.ui.parts import session

_TRUTH = {"True": "có", "False": "không"}


class Made:
    """One report: its documents, each filled when it is first wanted. All raise NotAsked and NotAvailable, what fills
    a template TemplateFault too."""

    def __init__(self, facts: Facts, folder: Path, problems: Sequence[Problem]) -> None:
        """`problems`: those of the data folder."""
        self._facts, self._folder, self._problems = facts, folder, problems
        self._files: dict[str, bytes] = {}
        self._previews: dict[str, str] = {}

    @cached_property
    def contents(self) -> dict[str, Any]:
        """File name → what it is made from; of a workbook itself."""
        if not self._kind.template:
            return workbook_files(self._facts)
        return {f"{name}.docx": values for name, values in CONTENTS[self._facts.request.kind](self._facts)}

    def file(self, name: str) -> bytes:
        """One of the documents."""
        if name not in self._files:
            given = self.contents[name]
            self._files[name] = self._template.fill(given) if self._kind.template else given
        return self._files[name]

    def files(self, tell: Callable[[float], None] = lambda share: None) -> dict[str, bytes]:
        """All of them; `tell` gets the share that is made, 0 to 1."""
        for number, name in enumerate(self.contents, start=1):
            self.file(name)
            tell(number / len(self.contents))
        return {name: self.file(name) for name in self.contents}

    def whose(self) -> dict[str, str]:
        """File name → the unit that a letter is to."""
        return {name: values["don_doc"]["don_vi"] for name, values in self.contents.items()}

    @cached_property
    def gaps(self) -> list[Gap]:
        """What the data lack for it."""
        return missing(self._facts, self._problems)

    def preview(self, name: str) -> str:
        """One of the documents as HTML."""
        if name not in self._previews:
            of = preview.of_word if self._kind.template else preview.of_workbook
            self._previews[name] = of(self.file(name))
        return self._previews[name]

    def try_with(self, template: Template) -> None:
        """Fill a template as this report's is filled, for its faults."""
        template.fill(next(iter(self.contents.values())))

    def tags(self) -> dict[str, tuple[str, str]]:
        """What a template may use, as it is written there → what it stands for, and its present value; of a list that
        of the first row."""
        meanings = MEANINGS[self._facts.request.kind]
        found: dict[str, tuple[str, str]] = {}
        for path, value in tags.offered(next(iter(self.contents.values()))):
            tag, _, row = path.partition("[]")
            written = f"{{% … in {tag} %}}" if row or path != tag else f"{{{{ {tag} }}}}"
            if value in _TRUTH:
                written, value = f"{{% if {tag} %}}", _TRUTH[value]
            found.setdefault(written, (meanings.get(tag, ""), value))
        return found

    @cached_property
    def _template(self) -> Template:
        return Template.read(template_of(self._kind.template, self._folder))

    @property
    def _kind(self) -> Any:
        return KINDS[self._facts.request.kind]


def of(request: Request) -> Made:
    """The report of a request on the present data."""
    edition, folder = session.edition(), session.folder().path
    return _made(edition.version, request, _stamp(request, folder), today(), edition, folder)


def _stamp(request: Request, folder: Path) -> tuple[str, int]:
    """Changes with the template in use."""
    if not KINDS[request.kind].template:
        return "", 0
    path = template_of(KINDS[request.kind].template, folder)
    return str(path), path.stat().st_mtime_ns


@st.cache_resource(show_spinner=False, max_entries=20)
def _made(
    version: str, request: Request, template: tuple[str, int], day: date, _edition: Edition, _folder: Path
) -> Made:
    return Made(Facts(_edition.warehouse, request, datetime.now(VIETNAM)), _folder, _edition.problems)
