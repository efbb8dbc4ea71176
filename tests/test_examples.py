"""The examples in docstrings hold."""

from __future__ import annotations

import doctest
import importlib
import pkgutil

import emulation

MODULES = [
    m.name for m in pkgutil.walk_packages(emulation.__path__, "emulation.") if not m.name.endswith("__main__")
]


def test_examples() -> None:
    results = {name: doctest.testmod(importlib.import_module(name)) for name in MODULES}
    assert sum(result.attempted for result in results.values())
    assert {name: result.failed for name, result in results.items() if result.failed} == {}
