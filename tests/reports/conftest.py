"""What tests of reports share."""

from __future__ import annotations

import pytest

from emulation.warehouse import Warehouse
from tests.folders import warehouse
from tests.reports.full import FULL


@pytest.fixture(scope="session")
def full(tmp_path_factory: pytest.TempPathFactory) -> Warehouse:
    """A small commune whose files lack nothing."""
    return warehouse(tmp_path_factory.mktemp("full"), FULL)
