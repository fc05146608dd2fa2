"""Each line of the tables: the call ends well or with one clear sentence, and harms nothing.

``cases_*.csv`` hold a case a line; the modules bad_* make what they name.
"""

from __future__ import annotations

import re
import shutil
import socket
import threading
from pathlib import Path

import pytest
from cases import carry_out, read_table
from child import tree
from world import make_world

HERE = Path(__file__).parent
TABLES = sorted(HERE.glob("cases_*.csv"))
# A sentence that is longer is not read.
LONGEST = 450
# Whoever wrote these did not think of the reader.
RAW = re.compile(
    r"Traceback|failed unexpectedly|-2147483648|sqlite3?_|SELECT |OGR error|0x[0-9a-f]{6}|\bnan to int"
)
# QGIS writes statistics beside rasters that it loads.
ASIDE = ".aux.xml"


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
def world(qgis, tmp_path_factory):
    """The good world, made once."""
    return tmp_path_factory.mktemp("bad inputs") / "world"


@pytest.fixture
def whole_world(world, run, make_product):
    return world if world.exists() else make_world(world, run, make_product)


def kept(facts: dict) -> dict:
    return {name: fact for name, fact in facts.items() if not name.endswith(ASIDE)}


@pytest.mark.parametrize("path", TABLES, ids=lambda path: path.stem)
def test_tables_are_sorted_and_name_what_there_is(path):
    cases = read_table(path)
    ids = [case.id for case in cases]
    assert ids == sorted(set(ids))
    assert all(case.end in ("works", "refused") for case in cases)
    assert all(case.says for case in cases if case.end == "refused")


def check_case(case, world, folder, listener):
    before = kept(tree(world))
    requests = listener.count
    outcome = carry_out(case, world, folder, listener.port)
    assert (outcome.end, case.says in outcome.text) == (case.end, True), outcome
    assert not RAW.search(outcome.text), outcome.text
    assert len(outcome.error) <= LONGEST, outcome.error
    assert kept(tree(world)) == before
    assert listener.count == requests
    if outcome.end == "refused":
        assert kept(tree(folder / "out")) == {}
        rasters = (".tif", ".vrt", ".jp2", ".png", ".jpg")
        assert [p for p in outcome.opened if p.endswith(rasters)] == []


def cases_of(name: str):
    cases = read_table(HERE / f"cases_{name}.csv")
    return pytest.mark.parametrize("case", cases, ids=lambda case: case.id)


@cases_of("rasters")
def test_bad_raster(case, whole_world, listener):
    folder = whole_world.parent / "case"
    try:
        check_case(case, whole_world, folder, listener)
    finally:
        shutil.rmtree(folder, ignore_errors=True)
