"""Pixels of services: where they lie, and which size is nearest."""

from __future__ import annotations

import pytest

from tilewright.core.errors import RasterError
from tilewright.core.services.lattice import (
    Box,
    Lattice,
    TilePixels,
    lattice_of_tile,
    nearest_size,
    whole_pixels,
)


def test_bounds_are_snapped_to_pixels_and_steps():
    lattice = Lattice(100.0, 200.0, 10.0, 5.0)
    assert lattice.snap((105, 150, 125, 190)) == Box(0, 2, 3, 8)
    # What lies on an edge touches nothing beyond it.
    assert lattice.snap((110, 150, 120, 190)) == Box(1, 2, 1, 8)
    assert lattice.snap((110, 150, 120, 190), (4, 4)) == Box(0, 0, 4, 12)
    assert lattice.snap((110, 150, 120, 190), pad=1) == Box(0, 1, 3, 10)
    assert lattice.bounds(Box(1, 2, 1, 8)) == (110, 150, 120, 190)
    assert lattice.transform(Box(1, 2, 1, 8)) == (10, 0, 110, 0, -5, 190)
    assert lattice.snap((-50, 190, -40, 200)) == Box(-15, 0, 1, 2)


def test_more_pixels_than_any_raster_has_are_refused():
    with pytest.raises(RasterError, match="choose larger pixels"):
        Lattice(0, 0, 1e-6, 1e-6).snap((0, 0, 1e6, 1))


def test_the_nearest_size_is_that_of_the_least_ratio():
    sizes = [1.0, 2.0, 4.0, 8.0]
    assert [nearest_size(sizes, w) for w in (0.1, 1.4, 1.42, 2.9, 100)] == [0, 0, 1, 2, 3]
    # Of two that are as near, the finer.
    assert nearest_size(sizes, 2**0.5) == 0


@pytest.mark.parametrize(
    "length, told, count", [(10240, 1025, 1024), (10240, 1024, 1024), (7680, 769, 768), (3, 2, 2)]
)
def test_one_pixel_too_many_is_noticed_by_the_size_of_pixels(length, told, count):
    assert whole_pixels(length, told) == count


def test_pixels_of_a_tile_begin_at_its_corner_and_fill_it():
    bounds = (735345.0, -2787615.0, 737265.0, -2785695.0)
    assert lattice_of_tile(TilePixels(bounds), 30) == Lattice(15, 15, 30, 30)
    assert lattice_of_tile(TilePixels(bounds, 64, 64), 30.001) == Lattice(15, 15, 30, 30)
    # Whole multiples of the tile's pixels, or what comes near; nothing else is wanted.
    assert lattice_of_tile(TilePixels(bounds, 64, 64), 15) == Lattice(0, 0, 15, 15)
    assert lattice_of_tile(TilePixels(bounds, 64, 64), 1500).across == 1500
    assert lattice_of_tile(TilePixels(bounds, 64, 64), 1500).left == 735345 % 1500
    assert lattice_of_tile(TilePixels(bounds, 64, 32, True), 10).down == 60


def test_tiles_of_one_grid_have_one_lattice():
    size, found = 0.00027, set()
    for k in range(0, 60_000, 7):
        x, y = -54.6 + k * 64 * size / 64, -25.5 - k * size
        found.add(lattice_of_tile(TilePixels((x, y - 64 * size, x + 64 * size, y)), size).left)
    assert max(found) - min(found) < 1e-6 * size
