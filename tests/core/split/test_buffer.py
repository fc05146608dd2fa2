"""The distance between splits, and what is said of it."""

from __future__ import annotations

import numpy as np
import pytest

from tilewright.core.classes.shares import ClassShares
from tilewright.core.errors import SplitError
from tilewright.core.geodesy.tiles import TileGround
from tilewright.core.geometry.outlines import TileGeometries, corners_of_windows, wkb_of_corners
from tilewright.core.split import buffer
from tilewright.core.split.buffer import BufferChoice, choose_buffer
from tilewright.core.split.request import SplitRequest
from tilewright.core.split.variogram import LabelVariogram

PLACE = (10.0, 0.0, 500_000.0, 0.0, -10.0, 4_600_000.0)


@pytest.fixture
def ground():
    """Eight by six tiles of 30 m, side by side: 240 by 180 m, 300 m across."""
    from rasterio.crs import CRS

    windows = np.array([(3 * c, 3 * r, 3, 3) for r in range(6) for c in range(8)])
    tiles = TileGeometries(wkb_of_corners(corners_of_windows(windows, PLACE)))
    return TileGround(tiles, CRS.from_epsg(32631).to_wkt())


def choose(ground, classes=None, **options):
    keys = np.arange(48, dtype=np.uint64)
    return choose_buffer(SplitRequest("RANDOM", **options), ground, classes, keys)


def test_a_distance_is_taken_up_to_the_length_of_the_area(ground):
    assert choose(ground, buffer=25) == BufferChoice(25)
    assert choose(ground, buffer=299.9).metres == 299.9
    with pytest.raises(SplitError) as caught:
        choose(ground, buffer=300)
    assert str(caught.value) == (
        "SPLIT_BUFFER is 300 m and the tiles cover only 240 by 180 m, so no two splits fit in; "
        "choose a smaller SPLIT_BUFFER."
    )
    # A single split has nothing to be kept from.
    assert choose(ground, buffer=301, shares=(0, 100, 0)) == BufferChoice(301)
    with pytest.raises(SplitError, match="cover only 240 by 180 m"):
        choose(ground, buffer=301, shares=(50, 50, 0))


def test_without_a_distance_nothing_is_measured():
    """Tiles without a coordinate system have no metres."""
    tiles = TileGeometries(wkb_of_corners(corners_of_windows(np.array([(0, 0, 3, 3)]), PLACE)))
    assert choose(TileGround(tiles, "")) == BufferChoice(0)
    with pytest.raises(SplitError, match="metres need tiles with a coordinate system"):
        classes = ClassShares.from_labels(["a"])
        choose(TileGround(tiles, ""), classes, buffer_auto=True)


def test_labels_are_asked_for():
    for classes in (None, ClassShares.from_labels([None] * 48)):
        with pytest.raises(SplitError) as caught:
            choose(None, classes, buffer_auto=True)
        assert str(caught.value) == (
            "BUFFER_AUTO looks at how far labels are alike, so it needs the class of each tile; "
            "name it with STRATIFY_FIELD."
        )


COMPARED = "BUFFER_AUTO compared the labels of 48 tiles. "


@pytest.mark.parametrize(
    ("found", "asked", "metres", "note", "warnings"),
    [
        (0.0, 5, 5, "They are no more alike near each other than far apart, so no distance", 0),
        (110.0, 0, 80, "Tiles are 30 m wide, so splits are kept 80 m apart.", 0),
        (110.0, 90, 90, "Tiles are 30 m wide, so splits are kept 90 m apart.", 0),
        (20.0, 0, 0, "Tiles are 30 m wide, so splits are kept 0 m apart.", 0),
        (110.6, 0, 81, "They are alike up to 110.6 m between tile centres (the range of the", 0),
        (140.0, 0, 110, "splits are kept 110 m apart.", 1),
    ],
)
def test_the_range_of_the_labels_less_a_tile_is_kept_between_outlines(
    ground, monkeypatch, found, asked, metres, note, warnings
):
    measured = LabelVariogram((20.0,), (0.25,), (0.5,), found, 140.0, 48)
    classes = ClassShares.from_labels(["a", "b"] * 24)
    calls = []

    def measure(places, given_classes, keys, reach):
        assert reach is None
        calls.append((places.tolist(), given_classes is classes, keys.tolist()))
        return measured

    monkeypatch.setattr(buffer, "measure_variogram", measure)
    choice = choose(ground, classes, buffer=asked, buffer_auto=True)
    assert choice.metres == metres
    assert choice.facts == {"variogram": measured.describe()}
    assert len(choice.notes) == 1
    assert choice.notes[0].startswith(COMPARED) and note in choice.notes[0]
    assert len(choice.warnings) == warnings
    if warnings:
        assert choice.warnings == [
            "Labels are still alike at 140 m, half the length of the area, so their true range may "
            "be longer."
        ]
    assert calls == [(ground.plane().tolist(), True, list(range(48)))]
