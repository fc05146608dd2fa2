"""Work on threads: in order, bounded, stoppable."""

from __future__ import annotations

import threading
import time
from concurrent.futures import Executor, Future

import pytest

from tilewright.core.errors import CancelledError
from tilewright.core.run.batches import default_workers, run_aside, run_in_order, thread_pool


@pytest.mark.parametrize("workers", [1, 3, 8])
def test_results_come_in_the_order_of_the_items(workers):
    def work(item):
        time.sleep(0.002 * (item % 3))
        return item * item

    with thread_pool(workers) as pool:
        assert list(run_in_order(pool, work, range(40), workers)) == [i * i for i in range(40)]


def test_no_items_give_no_results():
    with thread_pool(2) as pool:
        assert list(run_in_order(pool, str, [], 2)) == []


def test_only_a_few_items_are_taken_ahead():
    taken = []

    def items():
        for i in range(100):
            taken.append(i)
            yield i

    with thread_pool(2) as pool:
        results = run_in_order(pool, str, items(), 2)
        assert next(results) == "0"
        assert len(taken) <= 4
        results.close()


def test_error_reaches_the_caller_and_drops_the_rest():
    started = []

    def work(item):
        started.append(item)
        if item == 3:
            raise KeyError("three")
        return item

    seen = []
    with thread_pool(1) as pool, pytest.raises(KeyError, match="three"):
        for result in run_in_order(pool, work, range(100), 1):
            seen.append(result)
    assert seen == [0, 1, 2]
    assert len(started) < 10


def test_cancel_drops_what_has_not_begun():
    release, started = threading.Event(), []

    def work(item):
        started.append(item)
        release.wait(5)

    def is_cancelled():
        release.set()
        return True

    with thread_pool(1) as pool, pytest.raises(CancelledError, match="Cancelled"):
        list(run_in_order(pool, work, range(50), 4, is_cancelled))
    assert len(started) <= 2


class Silent(Executor):
    """Never tells again of work that is dropped, as clusters do when it ends just then."""

    def submit(self, work, *arguments):
        return Future()


def test_cancel_does_not_wait_for_what_was_dropped():
    raised = []

    def run():
        with pytest.raises(CancelledError):
            list(run_in_order(Silent(), str, range(9), 3, lambda: True))
        raised.append(True)

    thread = threading.Thread(target=run, daemon=True)
    thread.start()
    thread.join(30)
    assert raised


def test_default_is_at_least_one_worker():
    assert default_workers() >= 1


def test_work_aside_returns_what_it_finds_and_raises_what_it_meets():
    assert run_aside(lambda: threading.current_thread().name).startswith("tilewright")
    with pytest.raises(KeyError, match="lost"):
        run_aside(lambda: {}["lost"])


def test_work_aside_that_is_cancelled_ends_by_itself():
    asked, may_end, ended = threading.Event(), threading.Event(), threading.Event()

    def work():
        asked.set()
        assert may_end.wait(60)
        ended.set()

    with pytest.raises(CancelledError):
        run_aside(work, asked.is_set)
    assert not ended.is_set()
    may_end.set()
    assert ended.wait(60)
