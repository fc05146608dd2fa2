"""The process that runs call after call ends with what one of them may leave behind."""

from __future__ import annotations

import os
import signal
import sys
import threading
import time
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parent))
from kept_child import KeptChild

KEPT = []


def work(outcome, what, path=""):
    """Do one of several bad things, and tell which process did it."""
    outcome.error, outcome.end = str(os.getpid()), "works"
    if what == "crash":
        os.kill(os.getpid(), signal.SIGKILL)
    elif what == "hang":
        time.sleep(60)
    elif what == "raise":
        raise ValueError(what)
    elif what == "open":
        KEPT.append(os.open(path, os.O_RDONLY))
    elif what == "thread":
        threading.Thread(target=time.sleep, args=(60,), daemon=True).start()
    elif what == "variable":
        outcome.logged.append(os.environ.get("TILEWRIGHT_TRIED", ""))


@pytest.fixture
def child():
    made = KeptChild(work, lambda path: path.endswith(".tif"))
    yield made
    made.end()


def process_of(child) -> str:
    return child.call({"what": "nothing"}).error


def test_calls_share_a_process_of_their_own(child, tmp_path):
    (tmp_path / "a.csv").touch()
    first = process_of(child)
    child.call({"what": "open", "path": str(tmp_path / "a.csv")})
    assert process_of(child) == first != str(os.getpid())


@pytest.mark.parametrize(
    ("what", "end"),
    [
        ("crash", "crashed"),
        ("raise", "crashed"),
        ("hang", "hangs"),
        ("open", "works"),
        ("thread", "works"),
    ],
)
def test_what_a_call_leaves_behind_meets_no_other(child, tmp_path, what, end):
    (tmp_path / "a.tif").touch()
    first = process_of(child)
    outcome = child.call({"what": what, "path": str(tmp_path / "a.tif")}, seconds=1)
    assert outcome.end == end
    assert ("ValueError: raise" in outcome.error) == (what == "raise")
    assert process_of(child) != first


def test_variables_are_those_of_the_test(child, monkeypatch):
    assert child.call({"what": "variable"}).logged == [""]
    monkeypatch.setenv("TILEWRIGHT_TRIED", "yes")
    assert child.call({"what": "variable"}).logged == ["yes"]
