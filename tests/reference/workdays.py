"""The working days of the contract, counted one by one."""

from datetime import date, timedelta
from functools import cache
from typing import Any

import holidays

ONE_DAY = timedelta(days=1)


@cache
def vietnam() -> Any:
    """The library's calendar, with every year filled in so that its `weekend_workdays` are complete."""
    return holidays.country_holidays("VN", years=range(1999, 2105))


class Calendar:
    """“Monday to Friday, less the holidays of `holidays.country_holidays('VN')`, plus its
    `weekend_workdays`, then `days_off.csv` over both.”
    """

    def __init__(self, days_off: list[dict[str, Any]]) -> None:
        self.days_off = {row["day"]: row["kind"] for row in days_off}

    def is_working(self, day: date) -> bool:
        if day in self.days_off:
            return self.days_off[day] == "Làm bù"
        if day in vietnam().weekend_workdays:
            return True
        return day.weekday() < 5 and day not in vietnam()

    def between(self, after: date, until: date) -> int:
        """The working days after `after` up to and including `until`."""
        count = 0
        day = after + ONE_DAY
        while day <= until:
            count += self.is_working(day)
            day += ONE_DAY
        return count

    def add(self, start: date, working_days: int) -> date:
        """The date `working_days` after `start` (“day 1 is the next working day”)."""
        day = start
        while working_days > 0:
            day += ONE_DAY
            working_days -= self.is_working(day)
        return day

    def last_day(self, due_on: date) -> date:
        """L, “the due date or, where that is not a working day, the next one that is”."""
        day = due_on
        while not self.is_working(day):
            day += ONE_DAY
        return day
