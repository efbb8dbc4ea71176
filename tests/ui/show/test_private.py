"""No name of a nominee who is not honoured by the as-of date is in a show, in any field or in its markup."""

from __future__ import annotations

import csv
import shutil
from datetime import date
from pathlib import Path

import pytest

from emulation.intake import read_folder
from emulation.ui.show.markup import html_of
from emulation.ui.show.sections import SECTIONS, slides
from emulation.warehouse import Warehouse
from tests.reference.folders import write_random_folder
from tests.ui.show.moments import moment_of

SAMPLE = Path(__file__).parents[3] / "data"
NAME = "Tên đối tượng"
DECIDED_ON = """
    with last_of_day as (
        from dossier_events
        qualify row_number() over (partition by dossier_id, occurred_on order by line desc) = 1
    )
    select nominee_name, min(occurred_on) filter (where stage = 'Đã khen thưởng')
    from dossiers left join last_of_day using (dossier_id)
    group by dossier_id, nominee_name
"""


def with_telling_names(folder: Path) -> Warehouse:
    """The folder's warehouse, each nominee under a name that nothing else contains."""
    file = folder / "dossiers.csv"
    with file.open(encoding="utf-8", newline="") as stream:
        rows = list(csv.DictReader(stream))
    for number, row in enumerate(rows):
        row[NAME] = f"Ngườithứ{number}là"
    with file.open("w", encoding="utf-8", newline="") as stream:
        writer = csv.DictWriter(stream, list(rows[0]) if rows else [NAME])
        writer.writeheader()
        writer.writerows(rows)
    return Warehouse(read_folder(folder)[0])


def said(data: Warehouse, day: date) -> str:
    """All that the server makes for a show of that day."""
    made = slides(moment_of(data, day), list(SECTIONS))
    return repr(made) + "".join(html_of(made, as_of=str(day)))


def named(data: Warehouse, day: date) -> set[str]:
    """Whose names are said on that day, after a check that all of them have been honoured by then."""
    text = said(data, day)
    decided = dict(data.rows_of(DECIDED_ON))
    found = {name for name in decided if name in text}
    assert {name for name in found if not decided[name] or decided[name] > day} == set()
    return found


def test_the_sample_names_the_honoured_and_nobody_else(tmp_path: Path) -> None:
    shutil.copytree(SAMPLE, tmp_path, dirs_exist_ok=True)
    data = with_telling_names(tmp_path)
    for day in (data.default_as_of, date(2026, 1, 20)):
        assert named(data, day)


@pytest.mark.parametrize("seed", range(2))
def test_no_folder_names_anyone_else(seed: int, tmp_path: Path) -> None:
    write_random_folder(tmp_path, seed)
    data = with_telling_names(tmp_path)
    days = sorted(day for (day,) in data.rows_of("select distinct occurred_on from dossier_events"))
    for day in (days[len(days) // 2], days[-1]):
        named(data, day)
