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
    """Answers with the places of pixels; the first requests may fail."""

    def __init__(self, failures=0, wait=None, seconds=0.0, is_final=False):
        self.asked, self.failures, self.wait, self.seconds = [], failures, wait, seconds
        self.is_final, self.now, self.most, self._lock = is_final, 0, 0, threading.Lock()

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
        make_source(service).read((0, 0, 4, 4))
    assert len(service.asked) == 1


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
