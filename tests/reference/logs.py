"""The order of an invented log's rows."""

from random import Random
from typing import Any

from .reading import Row


def shuffled_log(rng: Random, rows: list[Row], date_column: str, key: tuple[str, ...]) -> list[Row]:
    """The rows in any order, but those of one thing and date still one after another as they were."""
    if rng.random() < 0.15:
        return rows

    def same_date(row: Row) -> tuple[Any, ...]:
        return (row[date_column], *(row[column] for column in key))

    queues: dict[tuple[Any, ...], list[Row]] = {}
    for row in rows:
        queues.setdefault(same_date(row), []).append(row)
    mixed = rng.sample(rows, len(rows))
    return [queues[same_date(row)].pop(0) for row in mixed]
