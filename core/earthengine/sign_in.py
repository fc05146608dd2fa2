"""Signing in to Earth Engine in the user's browser, for which a server of ours waits."""

from __future__ import annotations

import hmac
import json
import secrets
import time
from base64 import urlsafe_b64encode
from collections.abc import Callable
from hashlib import sha256
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlencode

from ..errors import CancelledError, TileRefusedError
from ..network.web import split_url
from ..run.batches import heed, never_cancelled
from .answers import EarthEngineError
from .client import forget_connection, import_client
from .detached import run_detached

_PORT = 8085
_POLL_SECONDS = 0.25
_PATIENCE_SECONDS = 300.0
_PAGE = (
    b"<!DOCTYPE html><meta charset=utf-8><title>Tilewright</title>"
    b"<p>Earth Engine: you can close this page and go back to QGIS."
)


class SignIn:
    """A sign-in that was begun: its page is to be opened in a browser.

    The server is closed by ``close``, and when a code has come.

    Attributes:
        url: of the page.

    Raises:
        MissingLibraryError: Earth Engine's client is not installed.
    """

    def __init__(self) -> None:
        self._oauth = import_client().oauth
        self._verifier = secrets.token_urlsafe(48)
        self._state = secrets.token_urlsafe(24)
        self._server = _listen(self._state)
        self._redirect = f"http://localhost:{self._server.server_address[1]}"
        digest = sha256(self._verifier.encode()).digest()
        challenge = urlsafe_b64encode(digest).rstrip(b"=").decode()
        page = self._oauth.get_authorization_url(challenge, redirect_uri=self._redirect)
        # Only the page that we have opened may answer; without consent no token would last.
        more = {"state": self._state, "access_type": "offline", "prompt": "consent"}
        self.url = f"{page}&{urlencode(more)}"

    def wait(
        self,
        is_cancelled: Callable[[], bool] = never_cancelled,
        patience: float = _PATIENCE_SECONDS,
    ) -> str:
        """The token that lasts, once the user has agreed; see ``save``.

        Args:
            is_cancelled: polled four times a second.
            patience: seconds that the user may take.

        Raises:
            EarthEngineError: the user did not agree, or not in time, or Google refuses.
            CancelledError: ``is_cancelled`` said so.
        """
        try:
            code = self._wait_for_code(is_cancelled, time.monotonic() + patience)
        finally:
            self.close()
        try:
            return str(
                run_detached(
                    lambda: self._oauth.request_token(
                        code, self._verifier, redirect_uri=self._redirect
                    ),
                    is_cancelled,
                )
            )
        except (CancelledError, TileRefusedError):
            raise
        except KeyError as error:
            raise EarthEngineError("Google has given no lasting sign-in; try again.") from error
        except Exception as error:  # the client raises plain exceptions
            raise EarthEngineError(
                "Google does not accept the sign-in: {error}.", error=error
            ) from error

    def _wait_for_code(self, is_cancelled: Callable[[], bool], until: float) -> str:
        while not self._server.answer:
            heed(is_cancelled)
            if time.monotonic() > until:
                raise EarthEngineError(
                    "Nobody signed in within {minutes:.0f} minutes; try again.",
                    minutes=_PATIENCE_SECONDS / 60,
                )
            self._server.handle_request()
        if "code" not in self._server.answer:
            raise EarthEngineError(
                "The sign-in was refused: {reason}.",
                reason=self._server.answer.get("error", "no reason is given"),
            )
        return self._server.answer["code"]

    def save(self, token: str, project: str = "") -> str:
        """Keep a sign-in where Earth Engine's client looks for it, readable by its owner alone.

        Args:
            token: what ``wait`` gave.
            project: Cloud project that requests count for; empty keeps the one that was stored.

        Returns:
            The path of the file.

        Raises:
            OSError: it cannot be written.
        """
        path = str(self._oauth.get_credentials_path())
        stored = {
            "redirect_uri": self._redirect,
            "refresh_token": token,
            "scopes": list(self._oauth.SCOPES),
        }
        project = project.strip() or stored_project()
        if project:
            stored["project"] = project
        self._oauth.write_private_json(path, stored)
        forget_connection()
        return path

    def close(self) -> None:
        """Close the server."""
        self._server.server_close()


def stored_project() -> str:
    """The Cloud project of the sign-in that is stored; empty without."""
    try:
        path = import_client().oauth.get_credentials_path()
        facts: Any = json.loads(Path(path).read_text("utf-8"))
        return str(facts.get("project") or "")
    except (OSError, ValueError, AttributeError):
        return ""


class _Server(HTTPServer):
    """Waits for the answer of one sign-in.

    Attributes:
        state: what the answer has to repeat.
        answer: what came.
    """

    timeout = _POLL_SECONDS
    allow_reuse_address = False

    def __init__(self, port: int, state: str) -> None:
        super().__init__(("127.0.0.1", port), _Handler)
        self.state = state
        self.answer: dict[str, str] = {}


class _Handler(BaseHTTPRequestHandler):
    server: _Server
    # Whoever connects and says nothing must not hold the sign-in up.
    timeout = 2

    def do_GET(self) -> None:
        """Take the answer of the page, and no other."""
        found = {name: values[0] for name, values in parse_qs(split_url(self.path).query).items()}
        is_ours = hmac.compare_digest(found.get("state", "").encode(), self.server.state.encode())
        is_answer = is_ours and ("code" in found or "error" in found)
        self.send_response(200 if is_answer else 404)
        self.send_header("Content-Type", "text/html")
        self.end_headers()
        if is_answer:
            self.wfile.write(_PAGE)
            self.server.answer = found

    def log_message(self, format: str, *args: object) -> None:
        """Say nothing: the address holds the code."""


def _listen(state: str) -> _Server:
    try:
        return _Server(_PORT, state)
    except OSError:
        return _Server(0, state)
