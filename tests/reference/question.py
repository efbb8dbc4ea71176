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
    asked_year: int | None
    quarter: int | None
    period: str
    blocs: tuple[str, ...]
    units: tuple[str, ...]
    since: date | None

    @property
    def year(self) -> int:
        """“`--year` (default: the latest year ≤ D's that has tasks existing on D, else D's)”."""
        if self.asked_year is not None:
            return self.asked_year
        this_year = self.now.day.year
        years = [task["year"] for task in self.now.tasks.values() if task["year"] <= this_year]
        return max(years, default=this_year)

    @property
    def year_of_awards(self) -> int:
        """“awards by the date of Đã khen thưởng (default D's year...)”."""
        return self.now.day.year if self.asked_year is None else self.asked_year

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
        """“`--year` and `--quarter` (1–4, 0 = the whole-year tasks; default all) choose tasks by their columns”."""
        year = self.year
        return [
            task
            for task in self.now.tasks.values()
            if task["year"] == year and self.quarter in (None, task["quarter"] or 0)
        ]

    def leads(self, task: Row) -> str | None:
        """“the Chủ trì joined by `;`”."""
        return ";".join(row["unit_id"] for row in self.now.leads_of(task)) or None

    @cached_property
    def counted(self) -> list[tuple[Row, str | None, Standing]]:
        """The tasks, or “With a filter the things counted are the chosen units' assignments, in any role, each
        with its own state.” The unit is the assignment's, or the task's Chủ trì."""
        things: list[tuple[Row, str | None, Standing]] = []
        for task in self.tasks:
            if self.filtered:
                mine = [r for r in self.now.assignments_of(task) if r["unit_id"] in self.chosen_ids]
                things += [(task, row["unit_id"], self.now.assignment(row)) for row in mine]
            else:
                things.append((task, self.leads(task), self.now.task(task)))
        return things
