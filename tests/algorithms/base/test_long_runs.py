"""The garbage collector is as it was, however many runs overlap."""

import gc
import sys
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest


@pytest.fixture
def collector(qgis):
    from tilewright.algorithms.base.long_runs import delayed_collector

    before = gc.get_threshold()
    yield delayed_collector
    gc.set_threshold(*before)


@pytest.mark.parametrize(
    ("before", "within"),
    [((700, 10, 10), 100_000), ((0, 10, 10), 0), ((200_000, 5, 5), 200_000)],
)
def test_cycles_are_looked_for_less_often(collector, before, within):
    gc.set_threshold(*before)
    with collector():
        assert gc.get_threshold()[0] == within
        with collector():
            assert gc.get_threshold()[0] == within
        assert gc.get_threshold()[0] == within
    assert gc.get_threshold() == before


def test_runs_that_overlap_leave_it_as_it_was(collector):
    gc.set_threshold(700, 10, 10)
    first_ends, second_ends = Barrier(2), Barrier(2)

    def first():
        with collector():
            first_ends.wait(60)
        second_ends.wait(60)

    def second():
        with collector():
            first_ends.wait(60)
            second_ends.wait(60)
            assert gc.get_threshold()[0] == 100_000

    with ThreadPoolExecutor(2) as pool:
        for task in [pool.submit(first), pool.submit(second)]:
            task.result()
    assert gc.get_threshold() == (700, 10, 10)


def test_an_error_leaves_it_as_it_was(collector):
    before = gc.get_threshold()
    with pytest.raises(KeyError), collector():
        raise KeyError
    assert gc.get_threshold() == before


def test_threads_take_turns_more_often_for_a_window_alone(qgis):
    from tilewright.algorithms.base.long_runs import short_turns

    before = sys.getswitchinterval()
    try:
        sys.setswitchinterval(0.004)
        with short_turns(False):
            assert sys.getswitchinterval() == pytest.approx(0.004)
        with short_turns(True), short_turns(True):
            assert sys.getswitchinterval() == pytest.approx(0.001)
        assert sys.getswitchinterval() == pytest.approx(0.004)
        sys.setswitchinterval(0.0005)
        with short_turns(True):
            assert sys.getswitchinterval() == pytest.approx(0.0005)
    finally:
        sys.setswitchinterval(before)


def test_the_search_passes_over_what_is_there_and_looks_at_it_again(qgis):
    from tilewright.algorithms.base.long_runs import spare_collector, use_collector

    before = gc.get_freeze_count()
    there = [[]]
    spare_collector()
    try:
        assert gc.get_freeze_count() > before
        later = [[]]
        looked_at = {id(each) for each in gc.get_objects()}
        assert id(there) not in looked_at and id(later) in looked_at
    finally:
        use_collector()
    assert id(there) in {id(each) for each in gc.get_objects()}
