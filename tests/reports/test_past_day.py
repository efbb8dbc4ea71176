"""A document about a day knows nothing of what came later: it is the same where later rows do not exist yet."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from emulation.intake import Reading, read_folder
from emulation.reports.facts import Facts
from emulation.reports.kinds import KINDS
from emulation.reports.request import NotAsked, Request
from emulation.scope import VIETNAM
from emulation.warehouse import Warehouse
from tests.reference.folders import write_random_folder

DATED = {
    "progress": "recorded_on", "extensions": "decided_on", "dossiers": "received_on", "dossier_events": "occurred_on",
    "scores": "recorded_on", "movements": "launched_on", "movement_results": "recorded_on",
}  # fmt: skip
"""What comes to exist on a day. The plan, its due dates, meetings and days off are known before."""


@pytest.fixture(scope="module")
def reading(tmp_path_factory: pytest.TempPathFactory) -> Reading:
    path: Path = tmp_path_factory.mktemp("folder")
    write_random_folder(path, 73)
    return read_folder(path)[0]


def until(reading: Reading, day: date) -> Warehouse:
    """The data as they were on the day: without the rows that came later."""
    records = dict(reading.records)

    def keep(table: str, holds: Callable[[Any], bool]) -> None:
        records[table] = records[table].without({row["line"] for row in records[table] if not holds(row)})

    for table, column in DATED.items():
        keep(table, lambda row, column=column: row[column] <= day)
    held = {row["meeting_id"] for row in records["meetings"] if row["held_on"] <= day}
    keep("tasks", lambda row: row["meeting_id"] in {None, "", *held})
    for table, key, others in (
        ("tasks", "task_id", ("assignments", "progress", "extensions")),
        ("dossiers", "dossier_id", ("dossier_events",)),
        ("movements", "movement_id", ("movement_results",)),
    ):
        known = {row[key] for row in records[table]}
        for other in others:
            keep(other, lambda row, key=key, known=known: row[key] in known)
    return Warehouse(replace(reading, records=records))


def made(data: Warehouse, as_of: date, day: date) -> Iterator[tuple[str, Any]]:
    """The values of every document and workbook: of the periods around `day`, asked as of a day; of its meetings."""
    ranked = data.ranked_periods(day)
    rows: Any = data.table("meetings").itertuples()
    meetings = [row.meeting_id for row in rows if row.held_on == day]
    asked: list[tuple[str, dict[str, Any]]] = [("minutes", {"meeting": each}) for each in meetings[:1]]
    if as_of == day:
        asked += [
            ("quarter", {"quarter": 1}),
            ("half-year", {}),
            ("year", {}),
            ("ranking", {"period": ranked[0]}),
        ]
        asked += [
            ("proposal", {"level": "Cấp xã"}),
            ("reminders", {}),
            *(("proposal", {"meeting": each}) for each in meetings),
        ]
    for kind, choice in asked:
        request = Request.of(
            KINDS[kind], as_of, **({"year": day.year} if "period" not in choice else {}), **choice
        )
        assert request.kind.documents
        try:
            for name, values in request.kind.documents(
                Facts(data, request, datetime(2030, 1, 1, tzinfo=VIETNAM))
            ):
                yield f"{kind} {name}", {tag: value for tag, value in values.items() if tag != "dong_cuoi"}
        except NotAsked as refusal:
            yield kind, str(refusal)


def test_no_document_knows_of_what_came_after_its_day(reading: Reading) -> None:
    meetings = [row for row in reading.records["meetings"] if row["kind"] == "Họp Hội đồng"]
    scored = min(row["recorded_on"] for row in reading.records["scores"])
    day = next(row["held_on"] for row in meetings if row["held_on"] > scored)
    whole, then = Warehouse(reading), until(reading, day)
    documents = dict(made(whole, day, day))
    assert len(documents) > 6
    assert documents == dict(made(then, day, day))
    (minutes,) = (values for name, values in documents.items() if name.startswith("minutes"))
    assert dict(made(whole, day + timedelta(200), day)).popitem()[1] == minutes
