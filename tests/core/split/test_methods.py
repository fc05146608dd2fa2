"""Pieces of the area, and what is chosen for the user, by a plain loop or by hand."""

from __future__ import annotations

import math
from collections import Counter
from dataclasses import FrozenInstanceError

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tilewright.core.geodesy.tiles import TileGround
from tilewright.core.geometry.outlines import TileGeometries, corners_of_windows, wkb_of_corners
from tilewright.core.hashing import hash_numbers, hash_texts
from tilewright.core.split.methods.bands import BandsMethod, across_bands, band_of_tiles
from tilewright.core.split.methods.blocks import (
    BlocksMethod,
    block_of_tiles,
    choose_block_size,
)
from tilewright.core.split.methods.groups import gather_units, group_codes, group_keys
from tilewright.core.split.methods.single import RandomMethod
from tilewright.core.split.request import SplitRequest


class Ground:
    """A stand-in of TileGround: tiles of one side over an area."""

    def __init__(self, width, height, side):
        self.size = lambda: (width, height)
        self.tile_side = lambda: side


@pytest.mark.parametrize(
    ("width", "height", "side", "count", "buffer", "expected"),
    [
        # Sixty blocks: 60 000 by 10 000 m are sixty of 3162 m; two digits, upwards.
        (60_000, 10_000, 100, 60_000, 0, 3200.0),
        # Five tiles wide, as twenty blocks may be as wide: 20 of 1000 m on 20 km2.
        (20_000, 1_000, 200, 500, 0, 1000.0),
        # Twenty blocks of 707 m where five tiles were wider.
        (10_000, 1_000, 200, 250, 0, 710.0),
        # One tile at least, though four make up the whole area.
        (200, 200, 100, 4, 0, 100.0),
        # Tiles cover a tenth of the extent; those that overlap never more than all of it.
        (100_000, 60_000, 1000, 600, 0, 5000.0),
        (60_000, 10_000, 100, 10**9, 0, 3200.0),
        # Three times the distance; not so wide that fewer than nine blocks are left.
        (60_000, 10_000, 100, 60_000, 2_000, 6000.0),
        (60_000, 10_000, 100, 60_000, 50_000, 8200.0),
        (60_000, 10_000, 100, 60_000, 1_000, 3200.0),
        # Exactly two digits stay as they are.
        (6_000, 1_000, 1, 6_000_000, 0, 320.0),
        (600, 100, 1, 60_000, 10, 32.0),
        (60, 100, 0.1, 600_000, 0, 10.0),
    ],
)
def test_blocks_are_chosen_by_area_tiles_and_distance(width, height, side, count, buffer, expected):
    found = choose_block_size(Ground(width, height, side), count, buffer)
    assert found == pytest.approx(expected, rel=1e-12)


def test_chosen_block_size_is_told_and_a_given_one_kept():
    method, ground = BlocksMethod(), Ground(60_000, 10_000, 100)
    request, notes = method.complete(SplitRequest("BLOCKS"), ground, 60_000, 0.0)
    assert request == SplitRequest("BLOCKS", block_size=3200.0)
    assert notes == ["BLOCK_SIZE is not given; blocks of 3200 m are used."]
    given_one = SplitRequest("BLOCKS", block_size=7.0)
    assert method.complete(given_one, ground, 60_000, 0.0) == (given_one, [])
    assert method.keeps_more(given_one) == "a BLOCK_SIZE larger than 7 m"
    bands = BandsMethod()
    assert bands.keeps_more(SplitRequest("BANDS", band_count=6)) == "a BAND_COUNT smaller than 6"
    assert RandomMethod().keeps_more(given_one) is None
    with pytest.raises(TypeError, match="RANDOM does not cut the area"):
        RandomMethod().cut(SplitRequest("RANDOM"), ground)


def test_what_each_method_says_of_itself():
    for method, cuts, in_order, single in (
        (BandsMethod, True, True, False),
        (BlocksMethod, True, False, False),
        (RandomMethod, False, False, True),
    ):
        found = (method.cuts_area, method.lies_in_order, method.has_single_tiles)
        assert found == (cuts, in_order, single)
        assert method.needs_groups is False


@pytest.fixture(scope="module")
def ground():
    from rasterio.crs import CRS

    windows = np.array([(64 * c, 64 * r, 64, 64) for r in range(6) for c in range(11)])
    place = (10.0, 0.0, 500_000.0, 0.0, -10.0, 4_600_000.0)
    tiles = TileGeometries(wkb_of_corners(corners_of_windows(windows, place)))
    return TileGround(tiles, CRS.from_epsg(32631).to_wkt())


def test_blocks_hold_the_centres_in_their_square(ground):
    centres = [(500_320 + 640 * c, 4_599_680 - 640 * r) for r in range(6) for c in range(11)]
    squares = np.array([(x // 1500, y // 1500) for x, y in centres])
    assert np.array_equal(block_of_tiles(ground, 1500.0, 5), hash_numbers(5, *squares.T))
    cut = BlocksMethod().cut(SplitRequest("BLOCKS", block_size=1500, seed=5), ground)
    assert np.array_equal(cut.pieces, hash_numbers(5, *squares.T))
    assert cut.reach == 1500.0
    with pytest.raises(FrozenInstanceError):
        cut.reach = 0.0


def test_bands_are_as_wide_as_the_area_divided_by_their_number(ground):
    cut = BandsMethod().cut(SplitRequest("BANDS", band_count=5, angle=90), ground)
    assert cut.reach == pytest.approx(10 * 640 / 5)
    # Eleven columns in five bands of 1280 m: the last band holds three of them.
    expected = [min(4, c * 640 // 1280) for c in range(10, -1, -1)]
    assert cut.pieces.reshape(6, 11).tolist() == [expected] * 6
    assert cut.pieces.dtype == np.uint64


@given(
    st.lists(st.tuples(st.floats(-1e4, 1e4), st.floats(-1e4, 1e4)), min_size=1, max_size=20),
    st.integers(1, 9),
    st.sampled_from([0, 30, 45, 90, 135, 200.5, -60]),
)
def test_each_tile_is_in_the_band_that_holds_its_centre(places, count, angle):
    x, y = math.cos(math.radians(angle)), math.sin(math.radians(angle))
    across = [b * x - a * y for a, b in places]
    assert across_bands(np.array(places), angle) == pytest.approx(across, abs=1e-9)
    found = band_of_tiles(np.array(places), count, angle)
    least, width = min(across), max(across) - min(across)
    for value, band in zip(across, found.tolist()):
        share = (value - least) / width * count if width else 0
        assert 0 <= band < count
        assert band - 1e-6 <= share <= band + 1 + 1e-6


def test_tiles_on_one_line_are_in_one_band_whatever_the_rounding():
    steps = np.arange(40)
    for angle in (10, 33, 71):
        turn = math.radians(angle)
        along = np.array((math.cos(turn), math.sin(turn)))
        up = np.array((-math.sin(turn), math.cos(turn)))
        places = np.concatenate([steps[:, None] * along * 777.7 + k * 100 * up for k in range(5)])
        found = band_of_tiles(places, 4, angle).reshape(5, 40)
        # The five lines are at 0, 1, 2, 3 and 4 bands' widths.
        assert found.tolist() == [[k] * 40 for k in (0, 1, 2, 3, 3)]
    assert band_of_tiles(np.array([[3.0, 4.0]] * 3), 4, 20).tolist() == [0, 0, 0]


def test_groups_have_the_number_of_their_name():
    names = ["b", None, "a", "b", "é", None]
    codes, known = group_codes(names)
    assert codes.tolist() == [1, -1, 0, 1, 2, -1]
    assert known == ["a", "b", "é"]
    keys = np.arange(100, 106, dtype=np.uint64)
    a, b, e = hash_texts(9, known).tolist()
    assert group_keys(codes, known, keys, 9).tolist() == [b, 101, a, b, e, 105]
    codes, known = group_codes([None, None])
    assert group_keys(codes, known, keys[:2], 9).tolist() == [100, 101]


@given(st.lists(st.tuples(st.integers(0, 5), st.sampled_from([3, 8, 2**63, 40, 7])), min_size=1))
def test_sets_go_to_the_piece_that_holds_most_of_them(tiles):
    expected = []
    for own, _ in tiles:
        counts = Counter(piece for other, piece in tiles if other == own)
        expected.append(min(counts, key=lambda piece: (-counts[piece], piece)))
    found = gather_units(
        np.array([t for t, _ in tiles]), np.array([p for _, p in tiles], dtype=np.uint64)
    )
    assert found.tolist() == expected
    assert found.dtype == np.uint64
