"""How long to wait before a server is asked again that could not answer."""

from __future__ import annotations

from datetime import datetime, timezone
from email.utils import parsedate_to_datetime

# What a server answers where the same request may do later.
PASSING = frozenset({408, 425, 429, 500, 502, 503, 504})
# A server that asks for more is done for the moment.
LONGEST_WAIT = 120.0


def wait_before(attempt: int, asked: float | None = None, first: float = 1.0) -> float:
    """Seconds until a request is made again: each time twice as long, at most a minute.

    Args:
        attempt: how many requests have failed, from 1.
        asked: the seconds that the server asked for, which are kept; see read_retry_after.
        first: seconds before the second request.
    """
    wait: float = min(first * 2 ** (attempt - 1), 60.0)
    return wait if asked is None else max(asked, min(wait, first))


def read_retry_after(text: str, now: datetime | None = None) -> float | None:
    """The seconds of a header Retry-After, which has them or a date; None where it has neither.

    Args:
        text: the header's value, empty where there is none.
        now: by default the time as it is.
    """
    text = text.strip()
    if text.isascii() and text.isdigit():
        return float(text[:9])
    try:
        date = parsedate_to_datetime(text)
    except (TypeError, ValueError, IndexError):
        return None
    if date.tzinfo is None:
        date = date.replace(tzinfo=timezone.utc)
    return max(0.0, (date - (now or datetime.now(timezone.utc))).total_seconds())
