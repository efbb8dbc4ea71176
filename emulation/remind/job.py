"""The sending behind a screen: one thread a data folder, whose progress every tab may see."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterable
from pathlib import Path

from emulation.remind.outbox import Outcome


class Job:
    """A sending that runs, or the last one that ran. `total`: how many messages; None until that is known; `fault`: a
    sentence on why it ended early."""

    def __init__(
        self, work: Callable[[], Iterable[Outcome | int]], faults: tuple[type[Exception], ...]
    ) -> None:
        self.total: int | None = None
        self.outcomes: list[Outcome] = []
        self.fault = ""
        self._work, self._faults = work, faults
        self._thread = threading.Thread(target=self._run, daemon=True)
        self._thread.start()

    @property
    def runs(self) -> bool:
        return self._thread.is_alive()

    def wait(self) -> None:
        """Until it is done."""
        self._thread.join()

    def _run(self) -> None:
        try:
            for each in self._work():
                if isinstance(each, int):
                    self.total = each
                else:
                    self.outcomes.append(each)
        except self._faults as fault:
            self.fault = f"Chưa gửi được thư. {fault}"
        except Exception:
            self.fault = "Chương trình gặp lỗi khi gửi; thư nào đã gửi thì có trong Thư đã gửi."
            raise


_JOBS: dict[Path, Job] = {}
_STARTING = threading.Lock()


def of(folder: Path) -> Job | None:
    """The job of a data folder, if anybody ever started one."""
    return _JOBS.get(folder)


def start(
    folder: Path, work: Callable[[], Iterable[Outcome | int]], faults: tuple[type[Exception], ...]
) -> Job:
    """Start a job, unless one runs: then that one."""
    with _STARTING:
        running = _JOBS.get(folder)
        if running is None or not running.runs:
            _JOBS[folder] = running = Job(work, faults)
        return running
