"""Tokens with which addresses of the Planetary Computer may be read, for an hour or so."""

from __future__ import annotations

import json
import re
import threading
from collections.abc import Callable
from datetime import datetime, timezone
from urllib.parse import quote

from ..errors import NetworkError
from ..network.web import split_url

SIGNING_URL = "https://planetarycomputer.microsoft.com/api/sas/v1/token/"
# Nobody else is shown a token.
SIGNED_HOSTS = re.compile(r"[a-z0-9-]+\.blob\.core\.windows\.net")
# Reads that begin shall end before the token does.
_SPARE_SECONDS = 300.0


class Tokens:
    """A token for each collection, renewed before it ends; for all threads.

    Args:
        read: asks an address of the web.
        url: before the name of the collection.
        hosts: whose addresses are signed.
        now: the time.
    """

    def __init__(
        self,
        read: Callable[[str], bytes],
        url: str = SIGNING_URL,
        hosts: re.Pattern[str] = SIGNED_HOSTS,
        now: Callable[[], datetime] = lambda: datetime.now(timezone.utc),
    ) -> None:
        self._read, self._url, self._hosts, self._now = read, url, hosts, now
        self._lock = threading.Lock()
        self._tokens: dict[str, tuple[str, datetime]] = {}

    def sign(self, collection: str, href: str) -> str:
        """The address of an asset as it may be read now.

        Raises:
            NetworkError: there is no token to be had.
        """
        parts = split_url(href)
        is_signed = re.search(r"(?:^|&)sig=", parts.query) is not None
        if is_signed or not self._hosts.fullmatch((parts.hostname or "").lower()):
            return href
        with self._lock:
            token, renewal = self._tokens.get(collection, ("", self._now()))
            if renewal <= self._now():
                token, renewal = self._ask(collection)
                self._tokens[collection] = token, renewal
        return f"{href}{'&' if parts.query else '?'}{token}"

    def _ask(self, collection: str) -> tuple[str, datetime]:
        """A new token, and when it is to be renewed: after half of a short life."""
        address = self._url + quote(collection, safe="")
        try:
            told = json.loads(self._read(address))
            token = str(told["token"])
            end = datetime.fromisoformat(str(told["msft:expiry"]).replace("Z", "+00:00"))
            if end.tzinfo is None:
                end = end.replace(tzinfo=timezone.utc)
        except (ValueError, KeyError, TypeError, OverflowError, RecursionError) as error:
            raise NetworkError(
                "{url} gives no token that can be understood ({reason}); try again later.",
                url=address,
                reason=str(error),
            ) from None
        now = self._now()
        life = (end - now).total_seconds()
        if not re.fullmatch(r"[!-~]+", token) or life <= 0:
            raise NetworkError(
                "{url} gives a token that cannot be used; try again later.", url=address
            )
        spare = min(_SPARE_SECONDS, life / 2)
        return token, datetime.fromtimestamp(end.timestamp() - spare, timezone.utc)
