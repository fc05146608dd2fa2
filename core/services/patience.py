"""Asking a service: few requests at once, and again after a while where it does not answer."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import Protocol

import numpy as np

from ..errors import CancelledError, TileRefusedError
from ..message import Message
from ..network.back_off import LONGEST_WAIT, wait_before
from ..run.batches import never_cancelled
from .lattice import Bounds

# Refusals one after the other, each after all attempts, until a service counts as gone.
_MOST_IN_A_ROW = 4
# Requests in a row that come to nothing, for whatever passing reason, until only a few are made:
# more than it takes to find the one spot of a large picture that a service does not give.
_SILENCE = 16
# So many are left out then before one is made, and twice as many before each further one.
_FIRST_LEFT_OUT = 2
_POLL_SECONDS = 0.1


class NotAnsweredError(Exception):
    """A request came to nothing.

    Args:
        reason: a phrase such as ``the service answers 503``.
        wait: the seconds that the service asks for, or None.
        is_final: whether asking again would come to the same.
        is_of_size: whether asking for less at once may come to more.
    """

    def __init__(
        self,
        reason: Message,
        wait: float | None = None,
        is_final: bool = False,
        is_of_size: bool = False,
    ) -> None:
        super().__init__(reason)
        self.reason, self.wait, self.is_final = reason, wait, is_final
        self.is_of_size = is_of_size or is_final


class SizeRefusedError(TileRefusedError):
    """A request is refused for what it asks for: one for less may be answered."""


class Asker(Protocol):
    """Makes requests, each in the thread that calls it; as many at once as it has places for."""

    def ask(
        self, bounds: Bounds, width: int, height: int, is_cancelled: Callable[[], bool]
    ) -> tuple[np.ndarray, np.ndarray]:
        """Values (bands, height, width) and valid pixels (height, width) of some ground.

        Raises:
            NotAnsweredError: there are none.
            CancelledError: ``is_cancelled`` said so.
        """
        ...

    def close(self) -> None:
        """Free what asking has opened."""
        ...


@dataclass(frozen=True)
class Manners:
    """How a service is asked.

    Attributes:
        requests: at most so many at once.
        retries: how often a request is made again.
        first_wait: seconds before the second request; doubles with each.
        most: requests of a run: one that needs more is refused, and none makes more.
    """

    requests: int = 2
    retries: int = 5
    first_wait: float = 1.0
    most: int = 5000


class Turns:
    """Who asks when, of all that ask in a run; safe to use from several threads.

    Args:
        requests: at most so many at once, of all hosts.
        most: at most so many in all.
    """

    def __init__(self, requests: int, most: int = Manners.most) -> None:
        self.places = threading.BoundedSemaphore(requests)
        self._left = most
        self._not_before: dict[str, float] = {}
        self._lock = threading.Lock()

    @property
    def is_over(self) -> bool:
        """Whether all requests are made."""
        return self._left <= 0

    def take(self) -> bool:
        """Whether one more request may be made, which is made then."""
        with self._lock:
            is_left = self._left > 0
            self._left -= is_left
            return is_left

    def not_before(self, host: str) -> float:
        """When a host may be asked again, by the monotonic clock."""
        return self._not_before.get(host, 0.0)

    def wait_until(self, host: str, end: float) -> None:
        """Ask a host for nothing until then."""
        with self._lock:
            self._not_before[host] = max(self._not_before.get(host, 0.0), end)


class PatientAsker:
    """Asks again with pauses, for all threads together.

    Args:
        asker: makes the requests.
        manners: how many, how often.
        is_cancelled: asked all the time.
        tell: told why and how long it waits.
        turns: shared with others that ask in the same run; None where nobody else does.
        host: whom it asks.

    Attributes:
        count: requests made.
    """

    def __init__(
        self,
        asker: Asker,
        manners: Manners,
        is_cancelled: Callable[[], bool] = never_cancelled,
        tell: Callable[[Message], None] | None = None,
        turns: Turns | None = None,
        host: str = "",
    ) -> None:
        self._asker, self._manners = asker, manners
        self._is_cancelled, self._tell = is_cancelled, tell or (lambda message: None)
        self._turns, self._host = turns or Turns(manners.requests, manners.most), host
        self._lock = threading.Lock()
        self._refused_in_a_row = 0
        self._silent_in_a_row = 0
        self._left_out, self._to_leave_out = 0, _FIRST_LEFT_OUT
        self.count = 0

    @property
    def is_gone(self) -> bool:
        """Whether the service has refused so often that each request is made at most once."""
        return (
            self._refused_in_a_row >= _MOST_IN_A_ROW
            or self._silent_in_a_row >= _SILENCE
            or self._turns.is_over
        )

    def ask(
        self, bounds: Bounds, width: int, height: int, is_block: bool = False
    ) -> tuple[np.ndarray, np.ndarray]:
        """See Asker.ask.

        Of a service that has not answered for long, fewer and fewer requests are made: one that is
        down costs little, one that is back is found.

        Args:
            bounds, width, height: the ground, and its pixels.
            is_block: whether less is asked for where that may help, in place of the same again.

        Raises:
            TileRefusedError: there is no answer after all attempts.
            SizeRefusedError: one for less may be.
            CancelledError: the user stopped it.
        """
        if self._leaves_out():
            raise TileRefusedError(Message("the service has not answered for long"))
        attempt = 0
        while True:
            attempt += 1
            try:
                found = self._ask_once(bounds, width, height)
            except NotAnsweredError as error:
                is_last = error.is_final or self.is_gone or attempt > self._manners.retries
                is_last = is_last or (is_block and error.is_of_size)
                if is_last or (error.wait or 0) > LONGEST_WAIT:
                    with self._lock:
                        is_too_much = is_block and error.is_of_size
                        self._refused_in_a_row += not (error.is_final or is_too_much)
                        self._silent_in_a_row += not error.is_final
                    kind = SizeRefusedError if error.is_of_size else TileRefusedError
                    raise kind(error.reason) from None
                self._pause(error, attempt)
            else:
                with self._lock:
                    self._refused_in_a_row = self._silent_in_a_row = 0
                return found

    def _leaves_out(self) -> bool:
        with self._lock:
            if self._silent_in_a_row < _SILENCE:
                self._left_out, self._to_leave_out = 0, _FIRST_LEFT_OUT
                return False
            if self._left_out < self._to_leave_out:
                self._left_out += 1
                return True
            self._left_out, self._to_leave_out = 0, 2 * self._to_leave_out
            return False

    def _ask_once(self, bounds: Bounds, width: int, height: int) -> tuple[np.ndarray, np.ndarray]:
        while not self._turns.places.acquire(timeout=_POLL_SECONDS):
            self._heed()
        try:
            while time.monotonic() < self._turns.not_before(self._host):
                self._heed()
                time.sleep(_POLL_SECONDS)
            self._heed()
            if not self._turns.take():
                raise NotAnsweredError(
                    Message("all requests that the run may make are made"), is_final=True
                )
            with self._lock:
                self.count += 1
            return self._asker.ask(bounds, width, height, self._is_cancelled)
        finally:
            self._turns.places.release()

    def _pause(self, error: NotAnsweredError, attempt: int) -> None:
        seconds = wait_before(attempt, error.wait, self._manners.first_wait)
        end = time.monotonic() + seconds
        if error.wait is not None:
            # The service means all who ask.
            self._turns.wait_until(self._host, end)
        self._tell(
            Message(
                "{reason}; asking again in {seconds:.0f} s.", reason=error.reason, seconds=seconds
            )
        )
        while time.monotonic() < end:
            self._heed()
            time.sleep(min(_POLL_SECONDS, max(0.0, end - time.monotonic())))

    def _heed(self) -> None:
        if self._is_cancelled():
            raise CancelledError

    def close(self) -> None:
        """Free what asking has opened."""
        self._asker.close()
