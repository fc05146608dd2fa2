"""A product on its way: how often it was asked for, and how long to wait."""

from __future__ import annotations

from dataclasses import dataclass

from .queue import Entry
from .transfer import Transfer

# A connection that brought so much was no failure.
_PROGRESS_BYTES = 1024**2
_PROGRESS_SHARE = 0.01


@dataclass
class Job:
    """A product that is wanted.

    Attributes:
        entry: in the queue.
        not_before: when it may be asked for again, as time.monotonic tells it.
        fruitless: how often in a row nothing came that was not there before.
        most: bytes that have been here at once.
        refused: how often in a row its sign-in was refused.
        is_anew: whether it had to be thrown away once.
        started: when it was first asked for; 0 before.
    """

    entry: Entry
    not_before: float = 0.0
    fruitless: int = 0
    most: int = 0
    refused: int = 0
    is_anew: bool = False
    started: float = 0.0

    def count_failure(self, transfer: Transfer) -> None:
        """Heed that a transfer broke off; what counts is how far it came."""
        whole = transfer.total or self.entry.size or 0
        came = transfer.have + transfer.received
        if came > self.most + min(_PROGRESS_BYTES, _PROGRESS_SHARE * whole):
            self.fruitless = 0
        self.most = max(self.most, came)
        self.fruitless += 1
