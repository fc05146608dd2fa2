"""Work in steps, between which the window goes on."""

import pytest


@pytest.fixture
def in_steps(qgis, monkeypatch):
    from tilewright.ui.tasks import in_steps

    # No time at all: each step is a turn of its own.
    monkeypatch.setattr(in_steps, "TURN", 0.0)
    return in_steps


def test_the_window_has_its_turn_between_two_steps(in_steps, wait):
    from qgis.PyQt.QtCore import QTimer

    steps, done = in_steps.InSteps(), []

    def work():
        for k in range(3):
            QTimer.singleShot(0, lambda k=k: done.append(f"turn {k}"))
            done.append(k)
            yield

    steps.start(work())
    assert done == [0] and steps.is_busy
    wait(lambda: not steps.is_busy)
    assert done == [0, "turn 0", 1, "turn 1", 2, "turn 2"]


def test_as_many_steps_as_there_is_time_for_are_done_at_once(in_steps, monkeypatch):
    monkeypatch.setattr(in_steps, "TURN", 60.0)
    steps, done = in_steps.InSteps(), []
    steps.start(done.append(k) for k in range(1000))
    assert done == list(range(1000)) and not steps.is_busy


@pytest.mark.parametrize("gives_up", [True, False])
def test_what_is_given_up_or_replaced_does_no_more_steps(in_steps, wait, gives_up):
    steps, done = in_steps.InSteps(), []
    steps.start(done.append(("old", k)) for k in range(3))
    if gives_up:
        steps.cancel()
        assert not steps.is_busy
    steps.start(done.append(("new", k)) for k in range(2))
    wait(lambda: not steps.is_busy)
    assert done == [("old", 0), ("new", 0), ("new", 1)]


def test_a_step_that_fails_is_the_last(in_steps):
    steps = in_steps.InSteps()
    with pytest.raises(KeyError):
        steps.start({}[k] for k in range(2))
    assert not steps.is_busy


def test_all_steps_at_once_return_what_the_last_returns(in_steps):
    done = []

    def work():
        done.append((yield))
        return "made"

    assert in_steps.at_once(work()) == "made" and done == [None]
