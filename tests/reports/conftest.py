"""What tests of reports share."""

from __future__ import annotations

import pytest

from emulation.warehouse import Warehouse
from tests.folders import warehouse
from tests.reports.filled import FILLED, PROPOSING, documents_of
from tests.reports.full import FULL
from tests.reports.looks import Document


@pytest.fixture(scope="session")
def full(tmp_path_factory: pytest.TempPathFactory) -> Warehouse:
    """A small commune whose files lack nothing."""
    return warehouse(tmp_path_factory.mktemp("full"), FULL)


@pytest.fixture(scope="session")
def proposing(tmp_path_factory: pytest.TempPathFactory) -> Warehouse:
    """The small commune, with somebody to be proposed to the province, too."""
    return warehouse(tmp_path_factory.mktemp("proposing"), FULL | PROPOSING)


@pytest.fixture(scope="session")
def contents(proposing: Warehouse) -> dict[str, bytes]:
    """The templates and documents of `tests/reports/filled.py`, by name."""
    return documents_of(proposing)


@pytest.fixture(scope="session")
def read(contents: dict[str, bytes]) -> dict[str, Document]:
    """The same, read back."""
    return {name: Document(content) for name, content in contents.items()}


@pytest.fixture(scope="session")
def filled(read: dict[str, Document]) -> dict[str, Document]:
    """Of them the documents."""
    return {name: read[name] for name in FILLED}
