"""Share of valid pixels of tiles."""

from __future__ import annotations

import numpy as np
import pytest

from tilewright.core.errors import CancelledError, GridError
from tilewright.core.grid.valid import ValidShareStep, measure_valid_percent

WINDOWS = np.array([[0, 0, 5, 4], [3, 2, 7, 9], [12, 8, 8, 8], [19, 15, 1, 1]])


def counted(valid, windows=WINDOWS):
    return [
        100 * int(valid[y : y + h, x : x + w].sum()) / (w * h) for x, y, w, h in windows.tolist()
    ]


@pytest.fixture
def values():
    return np.random.default_rng(3).integers(0, 3, (2, 16, 20)).astype(np.uint8)


def test_share_equals_counting_pixels(open_source, values):
    source = open_source(values, nodata=0)
    expected = counted((values != 0).any(axis=0))
    for workers in (1, 4):
        found = measure_valid_percent(source, WINDOWS, workers=workers)
        assert found.tolist() == expected


def test_share_of_the_chosen_band_alone(open_source, values):
    source = open_source(values, tagged=0, bands="2")
    assert measure_valid_percent(source, WINDOWS).tolist() == counted(values[1] != 0)


def test_whole_tile_is_exactly_100_percent(open_source):
    source = open_source(np.ones((7, 3), np.float32))
    assert measure_valid_percent(source, np.array([[0, 0, 3, 7]])).tolist() == [100.0]


def test_tiles_below_the_limit_are_rejected_with_the_number(open_source, make_table):
    values = np.zeros((4, 8), np.uint8)
    values[:, :3] = 1
    step = ValidShareStep(open_source(values, nodata=0), 75)
    windows = [(0, 0, 4, 4), (4, 0, 4, 4), (0, 0, 3, 4)]
    columns = {
        name: [w[k] for w in windows]
        for k, name in enumerate(("col_off", "row_off", "width", "height"))
    }
    table, kept = step.extend(make_table(windows, **columns))
    assert kept.tolist() == [True, False, True]
    assert table["valid_pct"].tolist() == [75.0, 0.0, 100.0]
    assert table["reason"][1] == "too few valid pixels (0.0 %, at least 75 %)"


def test_cancel_stops_the_measuring(open_source, values):
    with pytest.raises(CancelledError):
        measure_valid_percent(open_source(values), WINDOWS, is_cancelled=lambda: True)


@pytest.mark.parametrize("least", [-1, 100.5])
def test_limit_must_be_a_percentage(open_source, values, least):
    with pytest.raises(GridError, match="MIN_VALID is .*; it is a percentage from 0 to 100"):
        ValidShareStep(open_source(values), least)
