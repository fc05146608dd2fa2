"""The world that bad inputs are tried in, made once, and a port that counts who calls."""

from __future__ import annotations

import itertools
import shutil
import socket
import sys
import threading
from contextlib import ExitStack
from pathlib import Path

import pytest

sys.path.append(str(Path(__file__).parent))

from cases import CHILD  # noqa: E402
from servers import earth_engine  # noqa: E402
from world import NEED_SERVERS, make_world  # noqa: E402

_numbers = itertools.count(1)


class Listener:
    """Counts the connections that are made to a port of this machine."""

    def __init__(self, home: Path) -> None:
        self._home = home
        self._stack = ExitStack()
        self._server = ""
        self._socket = socket.create_server(("127.0.0.1", 0))
        self.port = self._socket.getsockname()[1]
        self.count = 0
        threading.Thread(target=self._listen, daemon=True).start()

    def _listen(self) -> None:
        while True:
            connection, _ = self._socket.accept()
            self.count += 1
            connection.sendall(b"HTTP/1.0 404 Not Found\r\nContent-Length: 0\r\n\r\n")
            connection.close()

    def server_of(self, case, world: Path) -> str:
        """The address of the server that a case needs, which starts with the first."""
        if case.algorithm == "searchcatalog":
            pytest.importorskip("pystac_client")
        if case.algorithm not in NEED_SERVERS:
            return ""
        pytest.importorskip("ee")
        if not self._server:
            # Nobody has signed in there, whose sign-in could be sent to the network.
            patch = self._stack.enter_context(pytest.MonkeyPatch.context())
            patch.setenv("HOME", str(self._home))
            patch.delenv("GOOGLE_APPLICATION_CREDENTIALS", raising=False)
            self._server = self._stack.enter_context(earth_engine(world))
        return self._server

    def close(self) -> None:
        self._stack.close()


@pytest.fixture(scope="session")
def listener(tmp_path_factory):
    listener = Listener(tmp_path_factory.mktemp("home"))
    yield listener
    CHILD.end()
    listener.close()


@pytest.fixture(scope="session")
def bad_place(tmp_path_factory):
    """A folder for the world and, beside it, for a case at a time."""
    return tmp_path_factory.mktemp("bad inputs")


@pytest.fixture
def world(bad_place, run, make_product, optional_libraries):
    folder = bad_place / "world"
    return folder if folder.exists() else make_world(folder, run, make_product)


@pytest.fixture
def case_folder(bad_place):
    """Where a case makes its bad input, and in ``out`` what the call makes."""
    # QGIS may remember what was at a path.
    folder = bad_place / f"case{next(_numbers)}"
    (folder / "out").mkdir(parents=True)
    yield folder
    shutil.rmtree(folder)
