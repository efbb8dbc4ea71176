"""What the server does between the visits: it watches the data folder, asks ahead, and collects garbage."""

from __future__ import annotations

import gc
import logging
import math
import threading
import time

from emulation.folder import DataFolder, Edition
from emulation.ui.parts import session

_LOG = logging.getLogger(__name__)
LOOK_EVERY = 0.5
"""Seconds between two looks at the folder. It also waits until files lie still, and a tab asks every two seconds:
together a change shows within five."""
LEAD_EVERY = 1.5
"""Seconds for which all screens stay with an edition while the data change again and again: each new one has every screen
ask everything anew. Whoever saves sees his own at once."""
ASK_AHEAD = 0.1 * LOOK_EVERY
"""Seconds after each look that may go into answers nobody has asked for yet."""
CALM = 5.0
"""Seconds without new data after which answers are asked for ahead."""
COLLECT_AFTER = 20.0
"""Seconds between two collections while the data change: each holds up every screen for a fifth of a second."""
COLLECT_EVERY = 60.0
"""Seconds. Streamlit would collect all garbage after each run (`runner.postScriptGC`), which 20 readers cannot afford."""


def keep_house(folder: DataFolder, stopped: threading.Event) -> None:
    """Read the files when they change, compute beforehand what is asked first, and collect garbage, until stopped.

    A fault is logged and the house kept on: open tabs would not hear of new data any more. Meanwhile each screen looks
    by itself.
    """
    house, wait = _House(folder), 0.0
    while not stopped.wait(wait):
        wait = LOOK_EVERY
        try:
            house.look()
        except Exception:
            _LOG.exception("The house was not kept")
            folder.lead(None)
    folder.lead(None)


class _House:
    """What was last seen of a folder, and when garbage was last collected."""

    def __init__(self, folder: DataFolder) -> None:
        self._folder = folder
        self._shown: Edition | None = None
        self._led_at = -math.inf
        self._has_former = False
        self._collected = -math.inf

    def look(self) -> None:
        now, moment = self._folder.edition(), time.monotonic()
        if now is not self._shown and moment - self._led_at >= LEAD_EVERY:
            self._led_at = moment
            self._shown = now
            self._folder.lead(now)
            session.forget_older(now)
            now.warehouse.warm()
            self._has_former = True
        since = time.monotonic() - self._collected
        if self._has_former and since > COLLECT_AFTER:
            # What lives on need not be looked through at every collection; what was frozen before and has died must be.
            gc.unfreeze()
            gc.collect()
            gc.freeze()
            self._collected, self._has_former = time.monotonic(), False
        elif since > COLLECT_EVERY:
            gc.collect()
            self._collected = time.monotonic()
        if now is self._shown and moment - self._led_at > CALM:
            session.ask_ahead(now, ASK_AHEAD)
