"""Signing in to a service with what QGIS's authentication manager keeps."""

from __future__ import annotations

import json
import time
from dataclasses import dataclass, field
from urllib.parse import urlencode

from qgis.core import QgsApplication, QgsAuthMethodConfig

from ...core.downloads.transfer import Transfer
from ...core.errors import NetworkError
from ...core.network.web import host_of
from .fetch import Fetcher

_BASIC = "Basic"
# The service's public client for programs that people run.
_CLIENT = "cdse-public"
_FORM = {"Content-Type": "application/x-www-form-urlencoded", "Accept": "application/json"}
# A token is renewed so long before its end: a minute, or a fifth of its life.
_MARGIN, _MARGIN_SHARE = 60.0, 0.2
# Seconds of a token that does not tell.
_SHORT_LIFE = 300.0
_HEADER = "Authorization"


@dataclass
class _Token:
    """A token; never shown, not even by its representation."""

    text: str = field(repr=False)
    until: float


@dataclass(frozen=True)
class Account:
    """How to sign in; user and password only where they are to be exchanged for a token."""

    authcfg: str = ""
    user: str = field(default="", repr=False)
    password: str = field(default="", repr=False)


def load_configuration(authcfg: str, is_full: bool) -> QgsAuthMethodConfig:
    """A configuration of QGIS's authentication manager; in the main thread.

    Args:
        authcfg: its id.
        is_full: whether its secrets are read as well.

    Raises:
        NetworkError: there is no such configuration, or QGIS cannot open it.
    """
    manager = QgsApplication.authManager()
    is_read, config = False, QgsAuthMethodConfig()
    if authcfg in manager.configIds():
        is_read, config = manager.loadAuthenticationConfig(authcfg, config, is_full)
    if not is_read:
        raise NetworkError(
            "{AUTHCFG} is {name}, which QGIS's authentication manager does not have, or cannot "
            "open; choose a configuration of Settings > Options > Authentication.",
            name=authcfg,
        )
    return config


def read_account(authcfg: str, has_tokens: bool) -> Account:
    """What QGIS's authentication manager keeps; in the main thread, which may ask its user.

    Args:
        authcfg: the id of a configuration; empty for none.
        has_tokens: whether there is a service that gives tokens for user and password.

    Raises:
        NetworkError: there is no such configuration, or QGIS cannot open it.
    """
    if not authcfg:
        return Account()
    config = load_configuration(authcfg, True)
    if config.method() != _BASIC or not has_tokens:
        return Account(authcfg)
    return Account(authcfg, config.config("username"), config.config("password"))


class ServiceSignIn:
    """Lets requests for files pass.

    User and password are exchanged for a token at a token service, which is renewed before its
    end; without them the configuration signs requests itself. Neither password nor token are
    written or told anywhere.

    Args:
        account: how to sign in.
        token_url: the address of the token service.
        fetcher: asks it; signs nothing itself.
    """

    def __init__(self, account: Account, token_url: str, fetcher: Fetcher) -> None:
        self._account, self._token_url, self._fetcher = account, token_url, fetcher
        self._access: _Token | None = None
        self._refresh: _Token | None = None

    def authorize(self, transfer: Transfer) -> None:
        """See SignIn.authorize."""
        if not self._account.user:
            transfer.authcfg = self._account.authcfg
            return
        if self._access is None or time.monotonic() > self._access.until:
            self._fetch()
        transfer.headers[_HEADER] = f"Bearer {self._access.text}"

    def renew(self, refused: Transfer) -> bool:
        """See SignIn.renew."""
        if not self._account.user:
            return False
        # It may have been renewed since that was asked.
        if self._access and refused.headers.get(_HEADER) == f"Bearer {self._access.text}":
            self._access = self._refresh = None
        return True

    def _fetch(self) -> None:
        refresh, self._refresh = self._refresh, None
        if refresh is not None and time.monotonic() < refresh.until:
            try:
                self._ask({"grant_type": "refresh_token", "refresh_token": refresh.text})
                return
            except NetworkError as error:
                if error.status not in (400, 401, 403):
                    raise
        try:
            account = {"username": self._account.user, "password": self._account.password}
            self._ask({"grant_type": "password", **account})
        except NetworkError as error:
            if error.status not in (400, 401, 403):
                raise
            raise NetworkError(
                "{host} takes no such user name and password; check the authentication "
                "configuration {AUTHCFG}. Accounts with a second factor need one of the method "
                "OAuth2.",
                status=error.status,
                host=host_of(self._token_url),
            ) from None

    def _ask(self, what: dict[str, str]) -> None:
        form = urlencode({"client_id": _CLIENT, **what}).encode()
        answer = self._fetcher.post(self._token_url, form, _FORM)
        try:
            found = json.loads(answer.body)
            self._access = _read_token(found, "access_token", "expires_in")
            if found.get("refresh_token"):
                self._refresh = _read_token(found, "refresh_token", "refresh_expires_in")
        except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
            # What it answers may be a secret.
            raise NetworkError(
                "{host} does not answer as a token service does; check {TOKEN_URL}.",
                host=host_of(self._token_url),
            ) from None


def _read_token(found: dict, name: str, life: str) -> _Token:
    text = found[name]
    if not isinstance(text, str) or not text.isascii() or not text.isprintable() or not text:
        raise ValueError
    seconds = float(found.get(life) or _SHORT_LIFE)
    return _Token(text, time.monotonic() + seconds - min(_MARGIN, _MARGIN_SHARE * seconds))
