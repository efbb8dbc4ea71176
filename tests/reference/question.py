"""What `show` was asked: a moment, the options, and what they choose."""

from dataclasses import dataclass
from datetime import date
from functools import cached_property

from .moment import Moment, Standing
from .reading import Row


@dataclass
class Question:
    """A moment and the options of `show`."""

    now: Moment
    year: int
    quarter: int | None
    period: str
    blocs: tuple[str, ...]
    units: tuple[str, ...]
    since: date | None

    @property
    def filtered(self) -> bool:
        return bool(self.blocs or self.units)

    @cached_property
    def chosen(self) -> list[Row]:
        """“Several `--bloc` or `--unit` add up; given both, both must hold.” All units without a filter."""
        units = self.now.tables["units"]
        return [
            unit
            for unit in units
            if (not self.blocs or unit["bloc_id"] in self.blocs)
            and (not self.units or unit["unit_id"] in self.units)
        ]

    @cached_property
    def chosen_ids(self) -> set[str]:
        return {unit["unit_id"] for unit in self.chosen}

    @cached_property
    def tasks(self) -> list[Row]:
        """“`--year` (default D's year) and `--quarter` (1–4, 0 = the whole-year tasks; default all) choose tasks by
        their columns”."""
        return [
            task
            for task in self.now.tables["tasks"]
            if task["year"] == self.year and self.quarter in (None, task["quarter"] or 0)
        ]

    @cached_property
    def counted(self) -> list[tuple[Row, str | None, Standing]]:
        """The tasks, or “With a filter the things counted are the chosen units' assignments, in any role, each
        with its own state.” The unit is the assignment's, or “the Chủ trì joined by `;`”."""
        things: list[tuple[Row, str | None, Standing]] = []
        for task in self.tasks:
            assignments = self.now.assignments_of(task)
            if self.filtered:
                mine = [row for row in assignments if row["unit_id"] in self.chosen_ids]
                things += [(task, row["unit_id"], self.now.assignment(row)) for row in mine]
            else:
                leads = ";".join(row["unit_id"] for row in assignments if row["role"] == "Chủ trì")
                things.append((task, leads or None, self.now.task(task)))
        return things
