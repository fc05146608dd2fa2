"""Small answers of servers: asked with patience, and never larger than is allowed."""

from __future__ import annotations

import json
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from qgis.core import QgsApplication
from qgis.PyQt.QtCore import QCoreApplication, QThread

from ...core.errors import CancelledError, NetworkError
from ...core.message import Message, as_message, counted
from ...core.network.back_off import LONGEST_WAIT, PASSING, read_retry_after, wait_before
from ...core.network.spoken import spoken_words
from ...core.network.web import check_url, host_of, plain_url
from .attempt import Outcome, Request
from .courier import Courier
from .redirects import MOST_REDIRECTS, REDIRECTS, redirected

if TYPE_CHECKING:
    from ..base.values import Values

_MEGABYTE = 1024**2
_ACCEPT_JSON = {"Accept": "application/json, application/geo+json;q=0.9, */*;q=0.5"}


@dataclass(frozen=True)
class Answer:
    """What a server answered.

    Attributes:
        url: of the answer, after redirects.
        headers: by names in small letters.
        body: unpacked.
    """

    url: str
    headers: Mapping[str, str]
    body: bytes

    def json(self) -> Any:
        """The answer as JSON.

        Raises:
            NetworkError: it is none.
        """
        try:
            return json.loads(self.body)
        except (ValueError, RecursionError) as error:
            start = self.body[:60].decode("utf-8", "replace").strip()
            raise NetworkError(
                "{url} should answer with JSON and answers with {start!r} ({reason}); check the "
                "address.",
                url=plain_url(self.url),
                start=start,
                reason=str(error),
            ) from None


class Fetcher:
    """Asks servers over QGIS's network settings: proxy, certificates, authentication.

    Requests go one after the other, each from one thread at a time, with QGIS's own User-Agent.
    Answers 429 and 5xx and lost connections are asked again after a while, the one that the server
    asks for if it does. To be closed, as a context manager does.

    Args:
        is_cancelled: asked all the time; a cancel takes less than a second.
        authcfg: the id of a configuration of QGIS's authentication manager, empty for none. It
            signs requests to the hosts of the addresses that are asked, never to others to which
            these redirect.
        tell: told why and how long it waits; by default nobody is.
        timeout: seconds in which nothing arrives until a connection counts as lost.
        retries: how often a request is made again.
        most_bytes: the largest answer.
        first_wait: seconds before the second request; doubles with each.
    """

    def __init__(
        self,
        is_cancelled: Callable[[], bool],
        authcfg: str = "",
        tell: Callable[[Message], None] | None = None,
        *,
        timeout: float = 30.0,
        retries: int = 4,
        most_bytes: int = 64 * _MEGABYTE,
        first_wait: float = 1.0,
    ) -> None:
        self._is_cancelled, self._authcfg = is_cancelled, authcfg
        self._tell = tell or (lambda message: None)
        self._timeout, self._retries, self._first_wait = timeout, retries, first_wait
        self._most = most_bytes
        self._courier = Courier()
        if authcfg and QThread.currentThread() == QCoreApplication.instance().thread():
            # Later this thread would wait for the one that needs its window.
            QgsApplication.authManager().setMasterPassword(True)

    @classmethod
    def for_run(cls, values: Values, authcfg: str = "", **settings: Any) -> Fetcher:
        """One that heeds a run's cancel, and tells its log."""
        return cls(values.feedback.isCanceled, authcfg, values.info, **settings)

    def __enter__(self) -> Fetcher:
        return self

    def __exit__(self, *error: object) -> None:
        self.close()

    def close(self) -> None:
        """End its thread and connections."""
        self._courier.close()

    def get(self, url: str, headers: Mapping[str, str] | None = None) -> Answer:
        """What an address has.

        Args:
            url: with http or https.
            headers: more headers, by name.

        Raises:
            NetworkError: there is no answer, it is refused, or it is too large.
            CancelledError: the user stopped it.
        """
        return self._fetch(Request(url, None, headers or {}, self._authcfg))

    def post(self, url: str, data: bytes, headers: Mapping[str, str] | None = None) -> Answer:
        """What an address answers to data, which it may get more than once; see get."""
        return self._fetch(Request(url, data, headers or {}, self._authcfg))

    def get_json(self, url: str) -> Any:
        """The JSON that an address has; see get."""
        return self.get(url, _ACCEPT_JSON).json()

    def post_json(self, url: str, value: object) -> Any:
        """The JSON that an address answers to a value as JSON; see post."""
        headers = {**_ACCEPT_JSON, "Content-Type": "application/json"}
        return self.post(url, json.dumps(value).encode(), headers).json()

    def read_json(self, url: str, posted: object = None) -> bytes:
        """The bytes of a JSON document, which may be asked for by JSON that is posted; see get."""
        if posted is None:
            return self.get(url, _ACCEPT_JSON).body
        headers = {**_ACCEPT_JSON, "Content-Type": "application/json"}
        return self.post(url, json.dumps(posted).encode(), headers).body

    def _fetch(self, request: Request) -> Answer:
        for _ in range(MOST_REDIRECTS + 1):
            check_url(request.url)
            outcome = self._ask_patiently(request)
            if outcome.status not in REDIRECTS:
                return Answer(request.url, outcome.headers, outcome.body)
            request = redirected(request, outcome)
        raise NetworkError(
            "{url} redirects again and again; check the address.", url=plain_url(request.url)
        )

    def _ask_patiently(self, request: Request) -> Outcome:
        for attempt in range(1, self._retries + 2):
            outcome = self._courier.send(request, self._is_cancelled, self._timeout, self._most)
            if outcome is None:
                raise CancelledError
            if outcome.is_too_large:
                raise NetworkError(
                    "The answer of {url} is larger than {size} MB; ask for less.",
                    url=plain_url(request.url),
                    size=max(1, self._most // _MEGABYTE),
                )
            is_passing = outcome.status in PASSING or outcome.is_lost
            if not is_passing:
                break
            asked = read_retry_after(outcome.headers.get("retry-after", ""))
            if attempt > self._retries or (asked or 0) > LONGEST_WAIT:
                raise _give_up(request, outcome, attempt, asked, self._timeout)
            self._wait(request, outcome, wait_before(attempt, asked, self._first_wait))
        _check(request, outcome)
        return outcome

    def _wait(self, request: Request, outcome: Outcome, seconds: float) -> None:
        self._tell(
            Message(
                "{host}: {reason}; asking again in {seconds:.0f} s.",
                host=host_of(request.url),
                reason=_reason(outcome, self._timeout),
                seconds=seconds,
            )
        )
        end = time.monotonic() + seconds
        while time.monotonic() < end:
            if self._is_cancelled():
                raise CancelledError
            time.sleep(min(0.1, max(0.0, end - time.monotonic())))


def _reason(outcome: Outcome, timeout: float) -> Message:
    if outcome.status in PASSING:
        return Message("it answers {status}", status=outcome.status)
    if outcome.error:
        return as_message(outcome.error)
    return Message("it is silent for {seconds:.0f} s", seconds=timeout)


def _give_up(
    request: Request, outcome: Outcome, attempt: int, asked: float | None, timeout: float
) -> NetworkError:
    host = host_of(request.url)
    if (asked or 0) > LONGEST_WAIT:
        return NetworkError(
            "{host} takes no more requests for {seconds:.0f} s (it answers {status}); try again "
            "then.",
            status=outcome.status,
            host=host,
            seconds=asked,
        )
    error = NetworkError(
        counted(
            attempt,
            "{host} does not answer: {reason}. Check the address and your connection, or try again "
            "later.",
            "{host} does not answer: {reason} (asked {count} times). Check the address and your "
            "connection, or try again later.",
            host=host,
            reason=_reason(outcome, timeout),
        )
    )
    error.status = outcome.status
    return error


def _check(request: Request, outcome: Outcome) -> None:
    """Refuse what is no answer."""
    url, status = plain_url(request.url), outcome.status
    if 200 <= status < 300 or (status in REDIRECTS and outcome.headers.get("location")):
        return
    if status in (401, 403):
        raise NetworkError(
            "{url} is refused to you ({status}); choose an authentication configuration that may "
            "read it, with {AUTHCFG}.",
            status=status,
            url=url,
        )
    if status in (404, 410):
        raise NetworkError(
            "{url} does not exist ({status}); check the address.", status=status, url=url
        )
    if status:
        raise NetworkError(
            "{url} answers {status}: {text}",
            status=status,
            url=url,
            text=spoken_words(outcome.body, outcome.headers.get("content-type", ""))
            or outcome.error,
        )
    raise NetworkError(
        "{url} cannot be asked: {reason}.", url=url, reason=outcome.error.rstrip(".")
    )
