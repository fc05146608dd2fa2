"""How far an export is: for the progress bar, and now and then as a line in the log."""

from __future__ import annotations

import time
from collections.abc import Callable

from ..message import Message, counted

# A user who has just begun wants to know whether to wait; one who waits reads few lines.
_FIRST_LINE = 1
_SECONDS_BETWEEN_LINES = 10


class ProgressReport:
    """Counts tiles as they are done.

    Args:
        total: tiles in all.
        progress: called with the fraction done, 0 to 1.
        log: called after 1, 2, 4 and 8 seconds, and then every 10, with how many tiles are done,
            how fast, and the time left (see tells_time_left).
        clock: seconds, for tests.
    """

    def __init__(
        self,
        total: int,
        progress: Callable[[float], None],
        log: Callable[[str], None],
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self.total, self.done = total, 0
        self._progress, self._log, self._clock = progress, log, clock
        self._start = clock()
        self._next = self._start + _FIRST_LINE

    def add(self, tiles: int) -> None:
        """So many more are done."""
        self.done += tiles
        self._progress(self.done / max(1, self.total))
        now = self._clock()
        if now >= self._next and self.done < self.total:
            self._next = now + min(max(now - self._start, _FIRST_LINE), _SECONDS_BETWEEN_LINES)
            left = (self.total - self.done) * (now - self._start) / self.done
            self._log(
                Message(
                    "{done} of {total} tiles, {rate} per second, about {left} left.",
                    done=self.done,
                    total=self.total,
                    rate=self._rate(now, self.done),
                    left=duration_text(left),
                )
            )

    def finish(self, there: int = 0, failed: int = 0) -> None:
        """Tell how fast it went.

        Args:
            there: of the tiles, how many had images before.
            failed: of the tiles, how many have none now.
        """
        now, cut = self._clock(), self.done - there - failed
        if there:
            self._log(
                counted(
                    there,
                    "{count} of {total} tiles was there already.",
                    "{count} of {total} tiles were there already.",
                    total=self.total,
                )
            )
        if (there or failed) and cut <= 0:
            return
        self._log(
            counted(
                cut,
                "{count} tile cut in {time} ({rate} per second).",
                "{count} tiles cut in {time} ({rate} per second).",
                time=duration_text(now - self._start),
                rate=self._rate(now, cut),
            )
        )

    def _rate(self, now: float, done: int) -> str:
        rate = done / max(now - self._start, 1e-3)
        return f"{rate:.3g}" if rate < 999.5 else f"{rate:.0f}"


def tells_time_left(message: object) -> bool:
    """Whether a line of the log tells how far an export is, and when it will be done."""
    return isinstance(message, Message) and {"done", "rate", "left"} <= message.values.keys()


def duration_text(seconds: float) -> str:
    """A time as people read it."""
    if seconds < 60:
        return f"{seconds:.1f} s" if seconds < 10 else f"{seconds:.0f} s"
    minutes = round(seconds / 60)
    return f"{minutes} min" if minutes < 120 else f"{seconds / 3600:.1f} h"
