"""Windows of a service: each of its cells asked for once, few at a time, and patiently."""

from __future__ import annotations

import threading
import time
from dataclasses import replace

import numpy as np
import pytest

from tilewright.core.errors import CancelledError, TileRefusedError
from tilewright.core.message import Message
from tilewright.core.services.answers import AnswerStore
from tilewright.core.services.lattice import Box, Lattice
from tilewright.core.services.patience import Manners, NotAnsweredError, PatientAsker
from tilewright.core.services.source import ServiceSource

LATTICE = Lattice(0.0, 0.0, 1.0, 1.0)
BOX = Box(5, 3, 100, 80)


def pixels(box: Box) -> np.ndarray:
    """Values of some pixels of the lattice, uint16 (2, height, width)."""
    columns, rows = np.meshgrid(
        np.arange(box.left, box.left + box.width), np.arange(box.top, box.top + box.height)
    )
    return np.stack([columns, rows]).astype(np.uint16)


class FakeService:
    """Answers with the places of pixels; the first requests may fail, or those of some boxes."""

    def __init__(self, failures=0, wait=None, seconds=0.0, is_final=False):
        self.asked, self.failures, self.wait, self.seconds = [], failures, wait, seconds
        self.is_final, self.now, self.most, self._lock = is_final, 0, 0, threading.Lock()
        self.refuses = lambda box: False

    def ask(self, bounds, width, height, is_cancelled):
        with self._lock:
            self.now += 1
            self.most = max(self.most, self.now)
            box = Box(round(bounds[0]), round(-bounds[3]), width, height)
            self.asked.append(box)
            fails, self.failures = self.failures > 0, max(0, self.failures - 1)
        time.sleep(self.seconds)
        with self._lock:
            self.now -= 1
        if fails:
            raise NotAnsweredError(Message("busy"), self.wait, self.is_final)
        if self.refuses(box):
            raise NotAnsweredError(Message("no"), is_of_size=True)
        return pixels(box), np.ones((height, width), dtype=bool)

    def close(self):
        pass


@pytest.fixture
def make_source(open_source):
    info = open_source(np.zeros((2, 8, 8), dtype=np.uint16)).info
    stores = []

    def make(service, cell=(16, 16), most=(4, 4), store=None, **manners):
        stores.append(store or AnswerStore())
        asker = PatientAsker(
            service, Manners(**{"first_wait": 0.01, **manners}), make.is_cancelled, make.told.append
        )
        sized = replace(info, width=BOX.width, height=BOX.height)
        return ServiceSource(sized, LATTICE, BOX, asker, stores[-1], cell, most, False)

    make.is_cancelled, make.told = (lambda: False), []
    yield make
    for store in stores:
        store.close()


def test_windows_hold_their_pixels_and_cells_are_asked_for_once(make_source):
    service = FakeService()
    source = make_source(service)
    windows = [(0, 0, 30, 20), (10, 5, 50, 40), (0, 0, 100, 80), (99, 79, 1, 1)]
    assert source.count_requests(windows) > 0
    count = source.count_requests(windows)
    for window in windows:
        values, valid = source.read(window)
        left, top, width, height = window
        wanted = pixels(Box(BOX.left + left, BOX.top + top, width, height))
        np.testing.assert_array_equal(values, wanted)
        assert valid.all()
    assert len(service.asked) == count
    cells = [
        (x, y)
        for box in service.asked
        for y in range(box.top // 16, (box.top + box.height) // 16)
        for x in range(box.left // 16, (box.left + box.width) // 16)
    ]
    assert max(box.width for box in service.asked) <= 64
    assert source.count_requests(windows) == 0 and len(set(cells)) >= 7 * 6


def test_threads_ask_no_more_at_once_than_is_allowed(make_source):
    service = FakeService(seconds=0.02)
    source = make_source(service, most=(1, 1), requests=2)
    windows = [(x, y, 20, 20) for x in range(0, 80, 20) for y in range(0, 60, 20)] * 2
    threads = [threading.Thread(target=source.read, args=(w,)) for w in windows]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert service.most == 2 and len(service.asked) == len(set(service.asked))


def test_a_failed_request_is_made_again_and_told(make_source):
    service = FakeService(failures=3)
    values, _ = make_source(service).read((0, 0, 4, 4))
    np.testing.assert_array_equal(values, pixels(Box(5, 3, 4, 4)))
    assert len(service.asked) == 4
    assert [str(line) for line in make_source.told] == ["Busy; asking again in 0 s."] * 3


def test_a_request_is_given_up_after_all_attempts_or_where_another_helps_nothing(make_source):
    service = FakeService(failures=99)
    with pytest.raises(TileRefusedError, match="busy"):
        make_source(service, retries=2).read((0, 0, 4, 4))
    assert len(service.asked) == 3
    service = FakeService(failures=99, is_final=True)
    with pytest.raises(TileRefusedError):
        make_source(service).read((11, 13, 16, 16))
    assert service.asked == [Box(16, 16, 16, 16)]


def test_a_service_that_is_gone_is_asked_once_a_window(make_source):
    service = FakeService(failures=99)
    source = make_source(service, most=(1, 1), retries=2)
    for k in range(6):
        with pytest.raises(TileRefusedError):
            source.read((16 * k, 0, 1, 1))
    assert len(service.asked) == 4 * 3 + 2
    service.failures = 0
    source.read((0, 0, 1, 1))


def test_the_wait_that_a_service_asks_for_is_for_all(make_source):
    service = FakeService(failures=1, wait=0.4)
    source = make_source(service, most=(1, 1), requests=1)
    began = time.monotonic()
    first = threading.Thread(target=source.read, args=((0, 0, 4, 4),))
    first.start()
    time.sleep(0.1)
    source.read((40, 40, 4, 4))
    first.join()
    assert time.monotonic() - began >= 0.4


def test_a_cancel_ends_the_waiting(make_source):
    cancelled = threading.Event()
    make_source.is_cancelled = cancelled.is_set
    source = make_source(FakeService(failures=99), first_wait=30.0)
    threading.Timer(0.2, cancelled.set).start()
    began = time.monotonic()
    with pytest.raises(CancelledError):
        source.read((0, 0, 4, 4))
    assert time.monotonic() - began < 1


def test_answers_outlive_a_run_in_the_folder_of_its_dataset(make_source, tmp_path):
    service = FakeService()
    store = AnswerStore()
    source = make_source(service, store=store)
    source.read((0, 0, 40, 40))
    store.move_to(tmp_path)
    source.read((0, 0, 40, 40))
    source.read((50, 40, 40, 40))
    asked = len(service.asked)
    store.close()
    later = AnswerStore()
    later.find_in(tmp_path)
    source = make_source(service, store=later)
    for window in ((0, 0, 40, 40), (50, 40, 40, 40)):
        left, top, width, height = window
        wanted = pixels(Box(BOX.left + left, BOX.top + top, width, height))
        np.testing.assert_array_equal(source.read(window)[0], wanted)
    assert len(service.asked) == asked


def check(source, window):
    left, top, width, height = window
    values, valid = source.read(window)
    np.testing.assert_array_equal(
        values, pixels(Box(BOX.left + left, BOX.top + top, width, height))
    )
    assert valid.all()


GRID = [(x, y, 20, 20) for y in range(0, 80, 20) for x in range(0, 100, 20)]


def covers(box, column, row):
    is_there = box.left <= column < box.left + box.width
    return is_there and box.top <= row < box.top + box.height


def test_of_a_block_only_the_windows_are_refused_that_a_service_does_not_give(make_source):
    service = FakeService()
    service.refuses = lambda box: covers(box, 47, 30)
    source = make_source(service, retries=0)
    assert source.count_requests(GRID) <= 4
    for window in GRID:
        if covers(Box(BOX.left + window[0], BOX.top + window[1], 20, 20), 47, 30):
            with pytest.raises(TileRefusedError, match="no"):
                source.read(window)
        else:
            check(source, window)
    # Ever smaller parts, and of the smallest the window itself.
    refused = [box for box in service.asked if covers(box, 47, 30)]
    sizes = [(box.width, box.height) for box in refused]
    assert sizes == [(64, 64), (32, 32), (16, 16), (20, 20)]
    assert len(service.asked) <= 4 + 3 + 3 + 4
    assert 1 <= source.count_requests(GRID) <= 2
    asked, service.refuses = len(service.asked), lambda box: False
    for window in GRID:
        check(source, window)
    assert len(service.asked) == asked + 1


def test_requests_become_smaller_where_large_ones_are_refused(make_source):
    service = FakeService()
    service.refuses = lambda box: box.width > 40
    source = make_source(service)
    assert source.count_requests(GRID) == 4
    for window in GRID:
        check(source, window)
    large = [box for box in service.asked if box.width > 40]
    assert len(large) == 2 and len(set(service.asked)) == len(service.asked) <= 2 + 4 * 4


def test_a_window_larger_than_what_a_service_gives_is_put_together(make_source):
    for most in ((8, 8), (2, 2)):
        service = FakeService()
        service.refuses = lambda box: max(box.width, box.height) > 30
        source = make_source(service, most=most)
        for _ in range(2):
            check(source, (0, 0, 90, 70))
        count = len(service.asked)
        assert len(set(service.asked)) == count <= 6 * 5 + 14


def test_windows_by_themselves_outlive_a_run(make_source, tmp_path):
    service = FakeService()
    service.refuses = lambda box: box.width in (16, 32, 64)
    store = AnswerStore()
    source = make_source(service, store=store)
    store.move_to(tmp_path)
    for window in GRID[:6]:
        check(source, window)
    asked = len(service.asked)
    later = AnswerStore()
    later.find_in(tmp_path)
    source = make_source(service, store=later)
    assert source.count_requests(GRID[:6]) == 0
    for window in GRID[:6]:
        check(source, window)
    assert len(service.asked) == asked


def test_a_service_that_is_gone_is_asked_for_no_parts(make_source):
    service = FakeService(failures=10**6)
    source = make_source(service, retries=0)
    source.count_requests(GRID)
    for window in GRID:
        with pytest.raises(TileRefusedError):
            source.read(window)
    assert len(service.asked) <= len(GRID) + 4


def test_threads_that_share_a_refused_block_get_their_windows(make_source):
    service = FakeService(seconds=0.005)
    service.refuses = lambda box: box.width in (16, 32, 64)
    source = make_source(service)
    source.count_requests(GRID)
    failed = []

    def read(window):
        try:
            check(source, window)
        except BaseException as error:
            failed.append(error)

    threads = [threading.Thread(target=read, args=(window,)) for window in GRID]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert not failed and service.most <= 2
