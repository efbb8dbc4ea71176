"""The accepted rows of a file, kept by column."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from itertools import compress
from typing import Any, overload

Record = dict[str, Any]
"""A row's values by column name, and `line`: its row number in Excel."""
Key = tuple[Any, ...]
"""The values of some columns in one row."""


class Records(Sequence[Record]):
    """Rows in the file's order. By column, equal values are one object, and the collector has few objects to look through;
    a row becomes a `Record` when it is asked for."""

    def __init__(self, columns: Mapping[str, list[Any]]) -> None:
        self._columns = columns

    def column(self, name: str) -> list[Any]:
        return self._columns[name]

    def keys(self, names: Collection[str]) -> Iterator[Key]:
        """The values of some columns, row by row; at least one."""
        return zip(*(self._columns[name] for name in names), strict=True)

    def distinct(self, names: Collection[str]) -> set[Key]:
        """The values of some columns, each combination once."""
        if len(names) > 1:
            return set(self.keys(names))
        (name,) = names
        return {(value,) for value in set(self._columns[name])}

    def having(self, names: Collection[str], keys: Collection[Key]) -> list[Record]:
        """The rows whose values in columns `names` are one of `keys`."""
        return [self[i] for i, key in enumerate(self.keys(names)) if key in keys] if keys else []

    def without(self, lines: Collection[int]) -> Records:
        if not lines:
            return self
        stay = [line not in lines for line in self._columns["line"]]
        return Records({name: list(compress(values, stay)) for name, values in self._columns.items()})

    def __len__(self) -> int:
        return len(self._columns["line"])

    @overload
    def __getitem__(self, index: int) -> Record: ...
    @overload
    def __getitem__(self, index: slice) -> list[Record]: ...
    def __getitem__(self, index: int | slice) -> Record | list[Record]:
        if isinstance(index, slice):
            return list(self)[index]
        return {name: values[index] for name, values in self._columns.items()}

    def __iter__(self) -> Iterator[Record]:
        for row in zip(*self._columns.values(), strict=True):
            yield dict(zip(self._columns, row, strict=True))

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Sequence) and list(self) == list(other)

    __hash__ = None  # type: ignore[assignment]

    def __repr__(self) -> str:
        return repr(list(self))
