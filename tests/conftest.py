"""What all tests share."""

from __future__ import annotations

import gc
from collections.abc import Iterator

import pytest
from hypothesis import HealthCheck, settings
from streamlit.components.v2 import manifest_scanner
from streamlit.testing.v1 import local_script_runner
from streamlit.testing.v1.local_script_runner import LocalScriptRunner


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


@pytest.fixture(scope="session", autouse=True)
def _no_asking_whether_a_screen_is_done() -> Iterator[None]:
    """An AppTest would look a thousand times a second whether its thread has ended, and each time hold it up."""
    look = local_script_runner.require_widgets_deltas

    def wait(runner: LocalScriptRunner, timeout: float) -> None:
        assert runner._script_thread is not None
        runner._script_thread.join(timeout)
        look(runner, 1)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(local_script_runner, "require_widgets_deltas", wait)
        yield
