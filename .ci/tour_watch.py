"""How long the window is stuck, for the tour.

A timer ticks all the while; the longest time between two ticks is what a person would feel. Other
programs take their share of the computer too, so what the thread of the window worked meanwhile is
kept beside it; the rest it waited.
"""

from __future__ import annotations

import os
import sys
import threading
import time
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from types import FrameType

from qgis.PyQt.QtCore import QEventLoop, QTimer
from qgis.PyQt.QtWidgets import QApplication

GOAL_MS = 100
_TICK_MS = 2
# What is longer is told apart by where it happened, when GAPS_WHERE is set.
_LONG_MS = 40


@dataclass
class Gap:
    """The longest waits of one interaction, in milliseconds: by the clock, and of own work."""

    wall: float = 0.0
    work: float = 0.0
    where: str = ""
    others: str = ""


class GapWatch:
    """The longest time between two ticks of a timer, for each thing that is done."""

    def __init__(self) -> None:
        self.gaps: dict[str, Gap] = {}
        self._doing = ""
        self._last, self._last_work = time.monotonic(), time.thread_time()
        self._timer = QTimer()
        self._timer.timeout.connect(self._tick)
        self._timer.start(_TICK_MS)
        self._sampler = _Sampler() if os.environ.get("GAPS_WHERE") else None

    def _tick(self) -> None:
        now, work = time.monotonic(), time.thread_time()
        wall, own = 1000 * (now - self._last), 1000 * (work - self._last_work)
        if self._doing:
            gap = self.gaps.setdefault(self._doing, Gap())
            if self._sampler is not None and own > max(gap.work, _LONG_MS):
                gap.where = self._sampler.tell()
            if self._sampler is not None and wall - own > max(gap.wall - gap.work, GOAL_MS):
                gap.others = self._sampler.tell_others()
            gap.wall, gap.work = max(gap.wall, wall), max(gap.work, own)
        if self._sampler is not None:
            self._sampler.forget()
        self._last, self._last_work = now, work

    def do(
        self,
        what: str,
        act: Callable[[], object],
        seconds: float = 1.5,
        until: Callable[[], bool] = lambda: True,
    ) -> None:
        """Do something, and watch the window for some seconds and ``until`` all is at rest."""
        QApplication.processEvents()
        self._tick()
        self._doing = what
        act()
        # The act itself holds the window up until the next tick.
        end = time.monotonic() + seconds
        while time.monotonic() < end or (not until() and time.monotonic() < end + 60):
            # As QGIS itself waits; without the wait this thread would be in the others' way.
            QApplication.processEvents(QEventLoop.ProcessEventsFlag.WaitForMoreEvents)
        self._doing = ""

    def stop(self) -> None:
        """Measure no more."""
        self._timer.stop()
        if self._sampler is not None:
            self._sampler.stop()

    def print(self, title: str) -> None:
        """A line for all, and one for each thing that was done, the longest work first."""
        worst = sorted(self.gaps.items(), key=lambda item: -item[1].work)
        wall = max((gap.wall for gap in self.gaps.values()), default=0.0)
        work = max((gap.work for gap in self.gaps.values()), default=0.0)
        verdict = "met" if work <= GOAL_MS else "NOT MET"
        print(
            f"{title}: longest gap {wall:.0f} ms, longest work in one go {work:.0f} ms; "
            f"limit {GOAL_MS} ms of work: {verdict}",
            flush=True,
        )
        for what, gap in worst:
            mark = " " if gap.work <= GOAL_MS else "*"
            print(f"  {mark} {gap.wall:6.0f} ms, work {gap.work:4.0f} ms  {what}", flush=True)
            if gap.where:
                print(gap.where, flush=True)
            if gap.others:
                print(gap.others, flush=True)


class _Sampler:
    """Looks from another thread at what the window's thread does."""

    def __init__(self) -> None:
        self._main = threading.get_ident()
        self._clock = time.pthread_getcpuclockid(self._main)
        self._seen: Counter = Counter()
        self._last = time.clock_gettime(self._clock)
        self._is_on = True
        self._thread = threading.Thread(target=self._run, daemon=True)
        self._thread.start()

    def _run(self) -> None:
        while self._is_on:
            time.sleep(0.002)
            now = time.clock_gettime(self._clock)
            stack = _stack_of(sys._current_frames().get(self._main))
            self._seen[tuple(stack)] += now - self._last
            self._last = now

    def forget(self) -> None:
        """What was seen so far is over."""
        self._seen = Counter()

    def tell(self) -> str:
        """The calls with most of the work, as a tree."""
        tree: Counter = Counter()
        for stack, share in list(self._seen.items()):
            for depth in range(1, len(stack) + 1):
                tree[stack[:depth]] += share
        lines = []
        for stack in sorted(tree):
            if tree[stack] > 0.012:
                lines.append(f"{1000 * tree[stack]:12.0f} {'  ' * len(stack)}{stack[-1]}")
        return "\n".join(lines[:60])

    def tell_others(self) -> str:
        """What the other threads have come to, of which one kept the window's from going on."""
        lines = []
        for number, frame in sys._current_frames().items():
            if number not in (self._main, self._thread.ident):
                lines += [f"{'held by':>12} {line}" for line in _stack_of(frame)[-4:]]
        return "\n".join(lines)

    def stop(self) -> None:
        """Look no more."""
        self._is_on = False


def _stack_of(frame: FrameType | None) -> list[str]:
    stack = []
    while frame is not None:
        code = frame.f_code
        if "tour" not in code.co_filename:
            stack.append(f"{code.co_filename[-40:]}:{frame.f_lineno} {code.co_name}")
        frame = frame.f_back
    return stack[::-1]
