"""What a service that does not answer is asked, counted."""

from __future__ import annotations

import threading

import numpy as np
import pytest

from tilewright.core.errors import TileRefusedError
from tilewright.core.message import Message
from tilewright.core.services.patience import Manners, NotAnsweredError, PatientAsker, Turns

BOUNDS = (0.0, 0.0, 2.0, 2.0)


class FakeService:
    """Answers some of its requests, by their numbers from 0 on."""

    def __init__(self, answers=lambda number: False, **failure):
        self.count, self._answers, self._failure = 0, answers, failure
        self._lock = threading.Lock()

    def ask(self, bounds, width, height, is_cancelled):
        with self._lock:
            number, self.count = self.count, self.count + 1
        if not self._answers(number):
            raise NotAnsweredError(Message("the service answers 503"), **self._failure)
        return np.zeros((1, height, width), np.uint8), np.ones((height, width), bool)

    def close(self):
        pass


def patient(service, turns=None, **manners):
    return PatientAsker(service, Manners(**{"first_wait": 0.0, **manners}), turns=turns)


def ask_often(asker, times, is_block=False):
    """The reasons of what was refused, None for what was answered."""
    reasons = []
    for _ in range(times):
        try:
            asker.ask(BOUNDS, 2, 2, is_block)
            reasons.append(None)
        except TileRefusedError as error:
            reasons.append(str(error))
    return reasons


@pytest.mark.parametrize("failure", [{}, {"is_of_size": True}])
@pytest.mark.parametrize("is_block", [False, True])
def test_a_service_that_is_down_costs_few_requests(failure, is_block):
    service = FakeService(**failure)
    reasons = ask_often(patient(service, retries=0), 2000, is_block)
    # 16, and then one after 2, 4, ... 512 that are left out; 1024 more are not 2000.
    assert service.count == 16 + 9
    assert sum("503" in reason for reason in reasons) == 16 + 9
    assert set(reasons) == {"the service answers 503", "the service has not answered for long"}


def test_a_service_that_is_back_is_found_and_asked_for_all_again():
    service = FakeService(answers=lambda number: number >= 17)
    reasons = ask_often(patient(service, retries=0), 100)
    # 16 refused, 2 left out, 1 refused, 4 left out.
    assert reasons[:23] == ["the service answers 503"] * 16 + [
        *["the service has not answered for long"] * 2,
        "the service answers 503",
        *["the service has not answered for long"] * 4,
    ]
    assert reasons[23:] == [None] * 77 and service.count == 17 + 77


def test_a_service_that_answers_now_and_then_is_asked_for_everything():
    service = FakeService(answers=lambda number: number % 16 == 15)
    assert ask_often(patient(service, retries=0), 160).count(None) == 10
    assert service.count == 160


def test_tiles_that_a_service_refuses_for_good_are_each_asked_for():
    service = FakeService(is_final=True)
    assert ask_often(patient(service), 50) == ["the service answers 503"] * 50
    assert service.count == 50


@pytest.mark.parametrize("most", [1, 7])
def test_no_more_requests_are_made_than_a_run_may_make(most):
    turns = Turns(2, most)
    one, other = FakeService(), FakeService(answers=lambda number: True)
    reasons = ask_often(patient(one, turns, retries=1), 3)
    reasons += ask_often(patient(other, turns), 10)
    assert one.count + other.count == most
    assert reasons[-1] == "all requests that the run may make are made" and turns.is_over


def test_threads_together_make_no_more_requests_either():
    service = FakeService(answers=lambda number: True)
    asker = patient(service, most=25, requests=4)
    threads = [threading.Thread(target=ask_often, args=(asker, 10)) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert service.count == asker.count == 25
