"""A thread of Qt's that makes requests while its caller waits, and can go at any time."""

from __future__ import annotations

import time
from collections.abc import Callable
from queue import SimpleQueue

from qgis.PyQt.QtCore import QCoreApplication, QEventLoop, QThread

from .attempt import Job, Outcome, Request

# A cancel is heard, and an answer seen, after so many seconds.
_POLL = 0.02
# Milliseconds that it has to end by itself.
_LAST_WAIT = 200
# Threads that were told to end, and may still wait for the network; Qt wants them to be kept.
_ending: set[Courier] = set()


class Courier(QThread):
    """A thread that makes requests one after the other, so that connections stay open.

    Its caller waits for it, but can go at any time; Python's own threads have none of Qt's timers.
    """

    def __init__(self) -> None:
        super().__init__()
        self._jobs: SimpleQueue[Job | None] = SimpleQueue()

    def run(self) -> None:
        while True:
            job = self._jobs.get()
            if job is None:
                return
            job.run()
            del job

    def send(
        self,
        request: Request,
        is_cancelled: Callable[[], bool],
        timeout: float,
        most_bytes: int,
    ) -> Outcome | None:
        """What came of a request; None when it was cancelled.

        Args:
            request: what is asked for.
            is_cancelled: asked all the time.
            timeout: seconds in which nothing arrives until the connection counts as lost.
            most_bytes: the largest answer, packed or unpacked.
        """
        job = Job(request, most_bytes)
        if not self.isRunning():
            self.start()
        self._jobs.put(job)
        while not job.is_done.wait(_POLL):
            let_main_thread_answer()
            if is_cancelled():
                job.stop()
                return None
            if time.monotonic() - job.last_heard > timeout:
                job.stop()
                return Outcome(is_lost=True)
        return job.outcome

    def close(self) -> None:
        """End the thread, once it is done with what it does."""
        self._jobs.put(None)
        if not self.wait(_LAST_WAIT):
            _ending.difference_update({t for t in _ending if t.isFinished()})
            _ending.add(self)


def let_main_thread_answer() -> None:
    """Called by a waiting main thread, so that it is not stuck where others wait for it.

    QGIS asks it for passwords, and about certificates.
    """
    if QThread.currentThread() == QCoreApplication.instance().thread():
        QCoreApplication.processEvents(QEventLoop.ProcessEventsFlag.ExcludeUserInputEvents)
