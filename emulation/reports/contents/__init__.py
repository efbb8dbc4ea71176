"""What fills each template: kind of report → its documents, each a name and the values of its tags."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Any

from emulation.reports.contents import ranking
from emulation.reports.facts import Facts

Document = tuple[str, Mapping[str, Any]]
"""File name without extension, and the template's values."""

CONTENTS: Mapping[str, Callable[[Facts], Iterator[Document]]] = {
    "ranking": ranking.documents,
}
