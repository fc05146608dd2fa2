"""Loading libraries and asking which are loaded never happen at once."""

from __future__ import annotations

import ast
import sys
import threading

import pytest
import threadpoolctl

from tilewright.core.run import sklearn_threads


@pytest.fixture
def held(monkeypatch):
    """Whether another thread would have had to wait, at each import and each limit."""
    found = {"import": [], "limit": []}

    def is_held():
        taken = []
        other = threading.Thread(
            target=lambda: taken.append(sklearn_threads._loader.acquire(blocking=False))
        )
        other.start()
        other.join()
        return not taken[0]

    plain = threadpoolctl.threadpool_limits

    def load(name):
        found["import"].append(is_held())

    def limit(limits):
        found["limit"].append(is_held())
        return plain(limits=limits)

    monkeypatch.setattr(sklearn_threads, "import_module", load)
    monkeypatch.setattr(threadpoolctl, "threadpool_limits", limit)
    return found


def test_libraries_are_loaded_and_asked_for_one_after_the_other(held):
    with sklearn_threads.limited_threads(1):
        assert not sklearn_threads._loader.locked()
    assert held["import"] == [True] * len(sklearn_threads.PARTS)
    assert held["limit"] == [True]


def test_all_that_training_imports_is_loaded_before(root):
    named = set()
    for folder in ("classify", "doubt"):
        for path in (root / "core" / folder).glob("*.py"):
            for node in ast.walk(ast.parse(path.read_text("utf-8"))):
                if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("sklearn"):
                    named.add(node.module)
    assert len(named) >= 4
    sklearn_threads.load_sklearn()
    assert named <= set(sys.modules)
    assert named <= set(sklearn_threads.PARTS)
