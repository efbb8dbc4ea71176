"""Counts of several quarters added up, and the rates that follow from the sums."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, fields
from typing import Any, Self


def completion_rate(done: int, everything: int, not_arising: int) -> float | None:
    """done ÷ (all − không phát sinh); none without a denominator (the contract, "Rates")."""
    return done / (everything - not_arising) if everything > not_arising else None


def on_time_rate(on_time: int, late: int, overdue: int) -> float | None:
    """done on time ÷ (done on time + done late + overdue); none without a denominator (the contract, "Rates")."""
    judged = on_time + late + overdue
    return on_time / judged if judged else None


@dataclass(frozen=True, slots=True)
class Counts:
    """The sums of rows of quarterly_progress, whose columns these are."""

    tasks: int = 0
    done_on_time: int = 0
    done_late: int = 0
    in_progress: int = 0
    not_started: int = 0
    not_arising: int = 0
    overdue: int = 0
    due_soon: int = 0

    @classmethod
    def of(cls, rows: Iterable[Any]) -> Self:
        listed = list(rows)
        return cls(**{f.name: sum(getattr(row, f.name) for row in listed) for f in fields(cls)})

    @property
    def done(self) -> int:
        return self.done_on_time + self.done_late

    @property
    def arising(self) -> int:
        """The denominator of completion."""
        return self.tasks - self.not_arising

    @property
    def judged(self) -> int:
        """The denominator of on time: done, or overdue."""
        return self.done + self.overdue

    @property
    def open(self) -> int:
        return self.arising - self.done

    @property
    def completion_rate(self) -> float | None:
        return completion_rate(self.done, self.tasks, self.not_arising)

    @property
    def on_time_rate(self) -> float | None:
        return on_time_rate(self.done_on_time, self.done_late, self.overdue)
