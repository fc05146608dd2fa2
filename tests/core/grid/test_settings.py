"""What is asked of a grid becomes whole pixels."""

from __future__ import annotations

import pytest

from tilewright.core.errors import GridError
from tilewright.core.grid.settings import METERS, GridSettings, TileSize


@pytest.mark.parametrize(
    ("settings", "resolution", "expected"),
    [
        (GridSettings(64), 10.0, (TileSize(64, 64), (10.0, 10.0))),
        (GridSettings(64, 32), 10.0, (TileSize(64, 32), (10.0, 10.0))),
        (GridSettings(637, units=METERS), 10.0, (TileSize(64, 64, (640, 640)), (10.0, 10.0))),
        (GridSettings(3, units=METERS), 10.0, (TileSize(1, 1, (10, 10)), (10.0, 10.0))),
        (GridSettings(637, 20, units=METERS), None, (TileSize(1, 1), (637, 20))),
    ],
)
def test_without_a_raster_the_resolution_tells_the_size(settings, resolution, expected):
    assert settings.size_without_raster(resolution) == expected


@pytest.mark.parametrize(
    ("settings", "resolution", "told"),
    [
        (GridSettings(0), 10.0, "TILE_SIZE is 0; it must be more than 0"),
        (GridSettings(64, -1), 10.0, "TILE_HEIGHT is -1; it must be more than 0"),
        (GridSettings(2**31), 10.0, "TILE_SIZE is 2.14748e.09, more than any raster has"),
        (GridSettings(64), None, "the size of 64 pixels is not known"),
        (GridSettings(64), -1.0, "RESOLUTION is -1 metres"),
        (GridSettings(64.5), 10.0, "TILE_SIZE is 64.5; in pixels it must be a whole number"),
    ],
)
def test_sizes_that_make_no_tile_are_refused(settings, resolution, told):
    with pytest.raises(GridError, match=told):
        settings.size_without_raster(resolution)
