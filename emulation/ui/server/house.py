"""What the server does between the visits: it watches the data folder, asks ahead, and collects garbage."""

from __future__ import annotations

import gc
import logging
import threading
import time

from emulation.folder import DataFolder, Edition
from emulation.ui.parts import session

_LOG = logging.getLogger(__name__)
LOOK_EVERY = 0.5
"""Seconds between two looks at the folder. It also waits until files lie still, and a tab asks every two seconds:
together a change shows within five."""
ASK_AHEAD = 0.1 * LOOK_EVERY
"""Seconds after each look that may go into answers nobody has asked for yet."""
COLLECT_EVERY = 60.0
"""Seconds. Streamlit would collect all garbage after each run (`runner.postScriptGC`), which 20 readers cannot afford."""


def keep_house(folder: DataFolder, stopped: threading.Event) -> None:
    """Read the files when they change, compute beforehand what is asked first, and collect garbage, until stopped.

    A fault is logged and the house kept on: open tabs would not hear of new data any more.
    """
    house, wait = _House(folder), 0.0
    while not stopped.wait(wait):
        wait = LOOK_EVERY
        try:
            house.look()
        except Exception:
            _LOG.exception("The house was not kept")


class _House:
    """What was last seen of a folder, and when garbage was last collected."""

    def __init__(self, folder: DataFolder) -> None:
        self._folder = folder
        self._shown: Edition | None = None
        self._collected = time.monotonic()

    def look(self) -> None:
        now = self._folder.edition()
        if now is not self._shown:
            self._shown = now
            now.warehouse.warm()
            session.forget_older(now)
            # What lives on need not be looked through at every collection; what was frozen before and has died must be.
            gc.unfreeze()
            gc.collect()
            gc.freeze()
        elif time.monotonic() - self._collected > COLLECT_EVERY:
            gc.collect()
            self._collected = time.monotonic()
        session.ask_ahead(now, ASK_AHEAD)
