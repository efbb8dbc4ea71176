"""A request → its files: Word documents from templates, workbooks, PDF. The screen and the command both make them here."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable, Mapping, Sequence
from functools import cached_property, reduce
from pathlib import Path
from typing import Any

from emulation import words
from emulation.intake import Problem
from emulation.reports import preview, tags
from emulation.reports.contents import letterhead
from emulation.reports.facts import Facts
from emulation.reports.missing import Gap, missing
from emulation.reports.pdf import to_pdf
from emulation.reports.request import NotAsked
from emulation.reports.word import Template, template_of

_TRUTH = {"True": "có", "False": "không"}


class Made:
    """One report. Each of its files is made when it is first wanted, and then kept.

    All raise NotAsked and NotAvailable; what fills a template TemplateFault too.
    """

    def __init__(self, facts: Facts, folder: Path | None = None, problems: Sequence[Problem] = ()) -> None:
        """`folder`: the data folder, whose own templates go first; `problems`: those of its data."""
        self._facts, self._folder, self._problems = facts, folder, problems
        self._kind = facts.request.kind
        self._files: dict[str, bytes] = {}
        self._previews: dict[str, str] = {}

    @cached_property
    def contents(self) -> dict[str, Any]:
        """File name → what it is made from: the values of the template's tags, or the workbook itself."""
        if self._kind.workbook:
            return {f"{self._kind.file}-{self._facts.request.period}.xlsx": self._kind.workbook(self._facts)}
        assert self._kind.documents
        return {f"{name}.docx": values for name, values in self._kind.documents(self._facts)}

    def file(self, name: str) -> bytes:
        """One of the documents."""
        if name not in self._files:
            given = self.contents[name]
            self._files[name] = (
                given
                if self._kind.workbook
                else self._template.fill(given, letterhead.properties(self._facts))
            )
        return self._files[name]

    def files(self, form: str = "", tell: Callable[[float], None] | None = None) -> dict[str, bytes]:
        """File name → file, in one of the kind's `formats` (its usual one where empty); several where each unit has its
        own. `tell` gets the share that is done, 0 to 1. Raises NoPdf where there is no LibreOffice."""
        usual, *others = self._kind.formats
        if form not in ("", usual, *others):
            known = words.listed([f".{each}" for each in self._kind.formats])
            raise NotAsked(f"{self._kind.title} lưu được dạng {known}.")
        for number, name in enumerate(self.contents, start=1):
            self.file(name)
            if tell:
                tell(number / len(self.contents))
        files = {name: self.file(name) for name in self.contents}
        return to_pdf(files) if form in others else files

    def addressees(self) -> dict[str, str]:
        """File name → the unit that it is to."""
        path = self._kind.addressee.split(".")
        return {
            name: reduce(lambda group, tag: group[tag], path, values)
            for name, values in self.contents.items()
        }

    @cached_property
    def gaps(self) -> list[Gap]:
        """What the data lack for it."""
        return missing(self._facts, self._problems)

    def preview(self, name: str) -> str:
        """One of the documents as HTML."""
        if name not in self._previews:
            show = preview.of_workbook if self._kind.workbook else preview.of_word
            self._previews[name] = show(self.file(name))
        return self._previews[name]

    def try_with(self, template: Template) -> None:
        """Fill a template as this report's is filled, for its faults."""
        template.fill(next(iter(self.contents.values())))

    def tags(self) -> dict[str, tuple[str, str]]:
        """What a template may use, as it is written there → what it stands for, and its present value; of a list that
        of the first row."""
        found: dict[str, tuple[str, str]] = {}
        for path, value in tags.offered(next(iter(self.contents.values()))):
            tag, _, row = path.partition("[]")
            written = f"{{% … in {tag} %}}" if row or path != tag else f"{{{{ {tag} }}}}"
            if value in _TRUTH:
                written, value = f"{{% if {tag} %}}", _TRUTH[value]
            found.setdefault(written, (self._kind.tags.get(tag, ""), value))
        return found

    @cached_property
    def _template(self) -> Template:
        return Template.read(template_of(self._kind.file, self._folder))


def zipped(files: Mapping[str, bytes]) -> bytes:
    """One .zip of the files."""
    archive = io.BytesIO()
    with zipfile.ZipFile(archive, "w", zipfile.ZIP_DEFLATED) as zipping:
        for name, content in files.items():
            zipping.writestr(name, content)
    return archive.getvalue()
