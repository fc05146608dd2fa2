"""The world that bad inputs are tried in, made once, and a port that counts who calls."""

from __future__ import annotations

import shutil
import socket
import sys
import threading
from pathlib import Path

import pytest

sys.path.append(str(Path(__file__).parent))

from world import make_world  # noqa: E402


class Listener:
    """Counts the connections that are made to a port of this machine."""

    def __init__(self) -> None:
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


@pytest.fixture(scope="session")
def listener():
    return Listener()


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
    folder = bad_place / "case"
    (folder / "out").mkdir(parents=True)
    yield folder
    shutil.rmtree(folder)
