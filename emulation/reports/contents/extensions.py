"""Extensions (`extensions.csv`): a report names one wherever it shows a due date that comes from it."""

from __future__ import annotations

from datetime import date
from typing import Any

from emulation import words
from emulation.reports.facts import Facts


class Extensions:
    """The extensions decided by the report's day: of one day's about one thing the last in the file."""

    def __init__(self, facts: Facts) -> None:
        self._facts = facts
        as_of = facts.request.scope.as_of
        decided = [row for row in facts.table("extensions") if row.decided_on <= as_of]
        self._of: dict[tuple[str, str], dict[date, Any]] = {}
        for row in sorted(decided, key=lambda row: row.decided_on):
            self._of.setdefault((row.task_id, row.unit_id or ""), {})[row.decided_on] = row

    def of(self, row: Any) -> str:
        """Gia hạn từ 31/03/2026 đến 15/04/2026 (12/TB-UBND): the extension from which a row of `tasks` has its due date;
        empty where it has none."""
        last = self.in_force(row)
        if last is None:
            return ""
        document = f" ({last.document_no})" if last.document_no else ""
        return f"Gia hạn từ {words.day(self._before(last))} đến {words.day(last.due_on)}{document}"

    def in_force(self, row: Any) -> Any | None:
        """The row of `extensions.csv` that set the due date of a row of `tasks`; None where no extension did."""
        for unit in (*(row.unit_id or "").split(";"), ""):
            last = next(reversed(self._of.get((row.task_id, unit), {}).values()), None)
            if last is not None and last.due_on == row.due_on:
                return last
        return None

    def _before(self, extension: Any) -> date:
        """The date whose place an extension takes: that of the one before, else the unit's own, else the task's as it was
        then."""
        decided = self._of[extension.task_id, extension.unit_id or ""].values()
        earlier = [row.due_on for row in decided if row.decided_on < extension.decided_on]
        return earlier[-1] if earlier else self._begun(extension)

    def _begun(self, first: Any) -> date:
        own = next(
            (
                row.due_on
                for row in (self._facts.table("assignments") if first.unit_id else ())
                if (row.task_id, row.unit_id) == (first.task_id, first.unit_id)
            ),
            None,
        )
        of_task = self._of.get((first.task_id, ""), {}).values() if first.unit_id else ()
        by_then = [row.due_on for row in of_task if row.decided_on <= first.decided_on]
        planned = (row.due_on for row in self._facts.table("tasks") if row.task_id == first.task_id)
        return own or (by_then[-1] if by_then else next(planned))
