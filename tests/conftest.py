"""What all tests share."""

from __future__ import annotations

import gc
from collections.abc import Iterator

import pytest
from hypothesis import HealthCheck, settings
from streamlit.components.v2 import manifest_scanner


def pytest_configure() -> None:
    """Look for garbage seldom: thousands of short tests leave little, and the looking took a twentieth of their time.

    An example that Hypothesis invents may take its time: how long it does is the machine's affair.
    """
    gc.set_threshold(100_000, 20, 100)
    settings.register_profile("unhurried", deadline=None, suppress_health_check=[HealthCheck.too_slow])
    settings.load_profile("unhurried")


@pytest.fixture(scope="session", autouse=True)
def _no_search_for_components() -> Iterator[None]:
    """Each AppTest would look for components of others through all installed packages; the dashboard uses none."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(manifest_scanner, "scan_component_manifests", list)
        yield
