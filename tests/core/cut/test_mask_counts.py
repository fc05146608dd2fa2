"""Counts of masks come back from other processes as they were, and small."""

from __future__ import annotations

import copy

import numpy as np
import pytest

from tilewright.core.cut.masks import MaskCounts


@pytest.mark.parametrize("places", [[], [(0, 3), (2, 255), (3, 0)]])
def test_counts_are_sent_by_what_they_hold(places):
    counts = MaskCounts()
    for number, place in enumerate(places, 1):
        counts.pixels[place] = 10**12 * number
        counts.tiles[place] = number
    found = copy.copy(counts)
    assert found is not counts
    assert np.array_equal(found.pixels, counts.pixels) and found.pixels.dtype == np.int64
    assert np.array_equal(found.tiles, counts.tiles) and found.tiles.dtype == np.int64
    # A number more for each place, where all places would be 2 x 1024.
    _, sent = counts.__reduce__()
    assert [len(part) for part in sent] == 3 * [len(places)]
    found.merge(counts)
    assert np.array_equal(found.pixels, 2 * counts.pixels)
    assert not np.shares_memory(found.pixels, counts.pixels)
