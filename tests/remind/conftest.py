"""A mail server, and a commune of forty units of which something presses."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

import pytest

from emulation.remind import outbox, settings
from emulation.remind.outbox import Outbox, Outcome
from emulation.warehouse import Warehouse
from tests.folders import warehouse
from tests.remind.communes import COMMUNE, DAY
from tests.remind.post_office import PostOffice

Send = Callable[..., dict[str, Outcome]]


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[PostOffice]:
    """One for all tests of a module."""
    opened = PostOffice(tmp_path_factory.mktemp("post"))
    yield opened
    opened.close()


@pytest.fixture
def office(served: PostOffice) -> PostOffice:
    """The same, without what was before."""
    served.empty()
    return served


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> Warehouse:
    return warehouse(tmp_path_factory.mktemp("data"), COMMUNE)


@pytest.fixture
def send(data: Warehouse, office: PostOffice, tmp_path: Path) -> Send:
    """Send what is due of A, B, C, D: unit → what became of its message. The log is each test's own."""

    def send(
        day: date = DAY, units: tuple[str, ...] = ("A", "B", "C", "D"), *, again: bool = False, **changes: str
    ) -> dict[str, Outcome]:
        environ = office.settings(**changes)
        head, server = settings.letterhead(environ), settings.server(environ)
        assert server
        box = Outbox(data, tmp_path, day, head)
        _, *found = outbox.send(box, tmp_path, head, server, units=units, again=again)
        return {each.parcel.unit: each for each in found if isinstance(each, Outcome)}

    return send
