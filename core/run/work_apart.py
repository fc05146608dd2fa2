"""What runs in a process of its own: work that comes over a connection, one piece after the other.

The file is run as a program by core/run/processes.py, before its package can be imported.
"""

from __future__ import annotations

import importlib.util
import json
import os
import sys
from collections.abc import Callable
from multiprocessing.connection import Client, Connection
from typing import Any


def work_on(connection: Connection) -> None:
    """Answer each (work, item) with (True, result) or (False, error) until nobody asks any more.

    ``work`` is None where it is the one of before: it may be large, and what it opens stays open.
    """
    work: Callable[[Any], Any] | None = None
    while True:
        try:
            given, item = connection.recv()
        except EOFError:
            return
        work = given or work
        if work is None:
            return
        try:
            answer = True, work(item)
        except Exception as error:  # the one who asked explains it
            answer = False, error
        connection.send(answer)


def _start() -> None:
    """Become like the program that tells on the standard input how."""
    told = json.loads(sys.stdin.readline())
    if list(sys.version_info[:3]) != told["version"]:
        return
    sys.path[:] = told["path"]
    os.environ["GDAL_CACHEMAX"] = told["cache"]
    folder, name = told["folder"], told["package"]
    spec = importlib.util.spec_from_file_location(
        name, f"{folder}{os.sep}__init__.py", submodule_search_locations=[folder]
    )
    if spec is None or spec.loader is None:
        return
    sys.modules[name] = module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    with Client(told["address"], authkey=bytes.fromhex(told["key"])) as connection:
        work_on(connection)


if __name__ == "__main__":
    _start()
