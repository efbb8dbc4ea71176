"""Forms of a folder in which all names are alike offer each id under a name of its own, and count ids."""

from __future__ import annotations

from pathlib import Path

import pytest

from emulation.office import progress, reception
from emulation.scope import Scope
from emulation.warehouse import Warehouse
from tests.alike import SEEN_ON, TABLES, UNITS
from tests.folders import warehouse

AT = Scope.at(SEEN_ON)


@pytest.fixture
def data(tmp_path: Path) -> Warehouse:
    return warehouse(tmp_path, TABLES)


def test_what_a_form_offers_is_told_apart(data: Warehouse) -> None:
    offered = progress.choices(data, AT)
    received = reception.choices(data, SEEN_ON)
    for names in (offered.tasks, offered.units, received.units, received.awards, received.movements):
        assert len(set(names.values())) == len(names) > 1
    assert offered.tasks["N03"] == "5.4 (3) – Báo cáo tháng (N03)"


def test_a_change_set_counts_tasks_and_units_not_names(data: Warehouse) -> None:
    entry = progress.Entry(SEEN_ON, "Đang thực hiện", ("N09", "N10"), UNITS)
    change_set = progress.prepare(data, AT, entry, today=SEEN_ON)
    assert change_set.what == "Ghi tiến độ 2 nhiệm vụ: 3 đơn vị Đang thực hiện"
