"""Connecting to Earth Engine with what is stored, without ever asking the user."""

from __future__ import annotations

import json
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from types import ModuleType
from typing import Any, TypeVar

from ..errors import CancelledError, MissingLibraryError, TileRefusedError
from ..network.web import split_url
from ..run.batches import never_cancelled
from .answers import EarthEngineError, explain
from .detached import run_detached

Result = TypeVar("Result")
_HIGH_VOLUME = "https://earthengine-highvolume.googleapis.com"
_LOCAL = ("127.0.0.1", "localhost", "::1")
_QUOTA, _RESTRICTED = "x-earth-engine-quota-status", "parallelism_restricted=true"
# Requests at once of a project whose quota is used up.
_FEW = 2
_lock = threading.Lock()
_made_here: list[Connection] = []
# No address that anybody gives.
_OLD = "old"


@dataclass(frozen=True)
class Connection:
    """How to connect.

    Attributes:
        project: Cloud project; empty for that of the credentials.
        credentials: path of a service account's key; empty for the sign-in that is stored.
        is_high_volume: whether the endpoint for many small requests is used.
        url: of another server; empty for Google's.
    """

    project: str = ""
    credentials: str = ""
    is_high_volume: bool = True
    url: str = ""


class EarthEngine:
    """The connected client.

    Args:
        ee: its module.
        is_own: whether it was connected here, and not by another plugin.

    Attributes:
        is_restricted: whether Earth Engine has said that the project's quota is used up.
    """

    def __init__(self, ee: ModuleType, is_own: bool) -> None:
        self.ee, self.is_own = ee, is_own
        self.is_restricted = False
        self.is_cancelled: Callable[[], bool] = never_cancelled
        self._few = threading.Semaphore(_FEW)

    @property
    def project(self) -> str:
        """The Cloud project that requests count for."""
        return str(self._state("cloud_api_user_project") or "")

    @property
    def endpoint(self) -> str:
        """The address that requests go to."""
        return str(self._state("cloud_api_base_url") or "")

    @property
    def version(self) -> str:
        """Of the client."""
        return str(self.ee.__version__)

    def _state(self, name: str) -> object:
        # The client has no public way to ask for these.
        state = getattr(self.ee.data, "_get_state", None)
        return getattr(state(), name, "") if state is not None else ""

    def call(self, work: Callable[[], Result]) -> Result:
        """The answer to a request, which the client repeats by itself where that may help.

        Raises:
            EarthEngineError, TooMuchError, NoImageError, TileRefusedError: see explain.
            CancelledError: ``is_cancelled`` said so; the answer is dropped when it comes.
        """
        try:
            return run_detached(lambda: self._in_turn(work), self.is_cancelled)
        except (CancelledError, TileRefusedError):
            raise
        except Exception as error:  # the client lets errors of all its libraries through
            raise explain(error, self.project) from error

    def _in_turn(self, work: Callable[[], Result]) -> Result:
        if not self.is_restricted:
            return work()
        with self._few:
            return work()

    def listen(self) -> None:
        """Notice when Earth Engine says that the project's quota is used up, and ask less."""
        session = self._state("requests_session")
        hooks = getattr(session, "hooks", {}).get("response")

        def notice(response: Any, **_: object) -> None:
            if _RESTRICTED in response.headers.get(_QUOTA, ""):
                self.is_restricted = True

        if hooks is not None:
            hooks[:] = [notice]


# What the client raises where a server does not describe an API; its libraries may be missing.
_NO_API = ("UnknownApiNameOrVersion", "InvalidJsonError")


def import_client() -> ModuleType:
    """The client's module.

    Raises:
        MissingLibraryError: it is not installed.
    """
    try:
        import ee
    except ImportError as error:
        raise MissingLibraryError(
            "Earth Engine needs the Python package earthengine-api, which is missing ({error}). "
            "Install it with `python3 -m pip install --user earthengine-api` for QGIS's Python, "
            "and start QGIS again.",
            error=error,
        ) from None
    return ee


def connect(
    connection: Connection, is_cancelled: Callable[[], bool] = never_cancelled
) -> EarthEngine:
    """The client, connected; as it is where another plugin has connected it.

    Args:
        connection: how.
        is_cancelled: polled while the server is waited for, now and at each later call.

    Raises:
        MissingLibraryError: the client is not installed.
        EarthEngineError: nobody has signed in, or the server refuses.
        CancelledError: ``is_cancelled`` said so.
    """
    ee = import_client()
    with _lock:
        is_connected = ee.data.is_initialized()
        is_own = bool(_made_here) and is_connected
        if not is_connected or (is_own and _made_here[0] != connection):
            client = EarthEngine(ee, is_own=True)
            client.is_cancelled = is_cancelled
            _initialize(client, connection)
            _made_here[:] = [connection]
            client.listen()
            return client
    client = EarthEngine(ee, is_own)
    client.is_cancelled = is_cancelled
    if is_own:
        client.listen()
    return client


def forget_connection() -> None:
    """Connect anew the next time, unless another plugin has connected the client."""
    with _lock:
        if _made_here:
            _made_here[:] = [Connection(url=_OLD)]


def _initialize(client: EarthEngine, connection: Connection) -> None:
    ee = client.ee
    credentials, project = _credentials(ee, connection)
    url = connection.url.rstrip("/") or (_HIGH_VOLUME if connection.is_high_volume else None)

    def work() -> None:
        with _without_catalogue(ee):
            ee.Initialize(credentials=credentials, url=url, project=project or None)

    try:
        client.call(work)
    except TileRefusedError as error:
        if "no project found" in str(error).lower():
            raise EarthEngineError(
                "Earth Engine needs the name of a Cloud project; give {PROJECT}, or choose one "
                "with Raster > Tilewright > Sign In to Earth Engine."
            ) from error
        if type(error.__cause__).__name__ in _NO_API:
            raise EarthEngineError(
                "There is no Earth Engine at {url}: the server does not tell what it can do. Check "
                "{URL}.",
                url=url or "googleapis.com",
            ) from error
        raise EarthEngineError(
            "There is no connection to Earth Engine: {error}. Check the network, then run again.",
            error=error.message,
        ) from error


@contextmanager
def _without_catalogue(ee: ModuleType) -> Iterator[None]:
    """Keeps the client from asking another server which assets are deprecated."""
    module = getattr(ee, "deprecation", None)
    fetch = getattr(module, "_FetchDataCatalogStac", None)
    if module is None or fetch is None:
        yield
        return
    module._FetchDataCatalogStac = dict
    try:
        yield
    finally:
        module._FetchDataCatalogStac = fetch


def _credentials(ee: ModuleType, connection: Connection) -> tuple[Any, str]:
    """What to sign requests with, and the project that they count for."""
    if connection.url:
        check_address(connection.url)
    if connection.credentials:
        project = connection.project or _project_of_key(connection.credentials)
        try:
            return ee.ServiceAccountCredentials("", key_file=connection.credentials), project
        except (OSError, ValueError, KeyError) as error:
            raise not_a_key(connection.credentials, error) from error
    if connection.url:
        # The stored sign-in is for Google, and for nobody else.
        from google.auth.credentials import AnonymousCredentials

        return AnonymousCredentials(), connection.project or "tilewright"
    return "persistent", connection.project


def check_address(url: str) -> None:
    """Refuse an address that others could read along.

    Raises:
        EarthEngineError: it is neither https, nor of this computer, or holds a password.
    """
    parts = split_url(url)
    if parts.username or parts.password:
        raise EarthEngineError(
            "{URL} holds a name or a password, which datasets would tell; leave them out."
        )
    is_local = parts.hostname in _LOCAL
    if parts.scheme != "https" and not (parts.scheme == "http" and is_local):
        raise EarthEngineError(
            "{URL} is {url}; it has to begin with https://, or to be an address of this computer.",
            url=url,
        )


def _project_of_key(path: str) -> str:
    try:
        key = json.loads(Path(path).read_text("utf-8"))
        return str(key["project_id"])
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise not_a_key(path, error) from error


def not_a_key(path: str, error: Exception) -> EarthEngineError:
    """What is said of a file that is no service account's key, and why it is none."""
    return EarthEngineError(
        "{CREDENTIALS} {path} is not the key of a service account (a JSON file with project_id "
        "and private_key): {error}.",
        path=path,
        error=error if isinstance(error, OSError) else type(error).__name__,
    )
