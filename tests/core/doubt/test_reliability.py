"""Warnings that doubts are not to be relied on."""

from __future__ import annotations

import numpy as np
import pytest

from tilewright.core.doubt.reliability import UNRELIABLE, find_unreliable

NAMES = ("a", "b")


def warnings_of(labels, likely, folds=2):
    return [str(w) for w in find_unreliable(np.array(labels), np.array(likely), NAMES, folds)]


@pytest.mark.parametrize("right", range(25))
def test_no_better_than_guessing_by_the_shares_is_told(right):
    # 12 of each class: who guesses is right in 12 of 24.
    labels = np.repeat([0, 1], 12)
    likely = np.where(np.arange(24) < right, labels, 1 - labels)
    found = warnings_of(labels, likely)
    assert bool(found) == (right <= 12)
    for text in found:
        assert text.startswith(UNRELIABLE)
        assert f"gave {right} of 24 tiles their class" in text
        assert "gives about 12." in text


def test_guessing_is_right_more_often_where_a_class_is_rare():
    # 90 and 10 of 100: 0.9 * 0.9 + 0.1 * 0.1 = 0.82.
    labels = np.repeat([0, 1], [90, 10])
    for right, is_told in ((82, True), (83, False)):
        likely = np.where(np.arange(100) < right, labels, 1 - labels)
        assert bool(warnings_of(labels, likely)) == is_told


def test_classes_with_fewer_tiles_than_folds_are_told():
    labels = np.array([0] * 5 + [1] * 3)
    found = warnings_of(labels, labels, folds=4)
    assert len(found) == 1
    assert "1 class has fewer tiles than there are folds (4): b." in found[0]
    assert "set fewer FOLDS" in found[0]
    assert warnings_of(labels, labels, folds=3) == []
    assert (
        "2 classes have fewer tiles than there are folds (6): a, b."
        in (warnings_of(labels, labels, folds=6)[0])
    )
