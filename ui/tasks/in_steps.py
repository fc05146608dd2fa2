"""Work that only the window's own thread can do, in steps between which the window goes on."""

from __future__ import annotations

import time
from collections.abc import Generator, Iterator
from typing import TypeVar

from qgis.PyQt.QtCore import QObject, QTimer

# So many seconds go by before the window has its turn: what is not done by then is done the next
# time.
TURN = 0.01
Result = TypeVar("Result")


def at_once(steps: Generator[object, None, Result]) -> Result:
    """Do all steps without a turn of the window; returns what they return."""
    while True:
        try:
            next(steps)
        except StopIteration as end:
            return end.value


class InSteps(QObject):
    """Does one thing at a time, a step or more each turn; a newer one takes the older's place.

    Args:
        parent: of the object.
        turn: seconds of a turn; with none each step has a turn of its own.
    """

    def __init__(self, parent: QObject | None = None, turn: float | None = None) -> None:
        super().__init__(parent)
        self._turn = turn
        self._steps: Iterator[object] | None = None
        # Whether one is being done just now; what it calls may process events.
        self.is_at_it = False
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self._go_on)

    @property
    def is_busy(self) -> bool:
        """Whether steps are left."""
        return self._steps is not None

    def start(self, steps: Iterator[object]) -> None:
        """Do the steps of a generator, the first of them now."""
        self._steps = steps
        self._go_on()

    def start_later(self, steps: Iterator[object]) -> None:
        """Do the steps of a generator, the first of them in the window's next turn."""
        self._steps = steps
        self._timer.start(0)

    def cancel(self) -> None:
        """Do no more steps."""
        self._steps = None
        self._timer.stop()

    def _go_on(self) -> None:
        turn = TURN if self._turn is None else self._turn
        steps, end = self._steps, time.monotonic() + turn
        # A step may begin something else, or give this up.
        while steps is not None and steps is self._steps:
            try:
                self.is_at_it = True
                next(steps)
            except BaseException as error:
                if steps is self._steps:
                    self._steps = None
                if isinstance(error, StopIteration):
                    return
                raise
            finally:
                self.is_at_it = False
            if time.monotonic() >= end and steps is self._steps:
                self._timer.start(0)
                return
