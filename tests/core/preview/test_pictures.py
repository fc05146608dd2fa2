"""Looked tiles as pictures: one stretch for both, values counted, boxes as labels have them."""

from __future__ import annotations

from types import SimpleNamespace

import numpy as np
import pytest

from tilewright.core.objects.tile_object import TileObject
from tilewright.core.preview.pictures import (
    AS_IS,
    BINS,
    CUT,
    OWN,
    draw_tile,
    lay_mask,
    outline_objects,
)
from tilewright.core.preview.tiles import LookedTile
from tilewright.core.scaling.scaling import Scaling


def make_tile(stored, written=None, scaling=None, valid=None, objects=()):
    valid = np.ones(stored.shape[1:], dtype=bool) if valid is None else valid
    written = stored if written is None else written
    return LookedTile(
        3, "t", "t.png", ("a",), "val", stored, valid, written, 9, scaling, None, objects
    )


def request(bands=("red", "green", "blue"), objects=None):
    info = SimpleNamespace(descriptions=bands)
    return SimpleNamespace(
        source=SimpleNamespace(info=info),
        masks=None,
        objects=objects,
        plan=SimpleNamespace(classes=()),
        colors={},
        object_colors={},
    )


VALUES = np.random.default_rng(4).integers(0, 3000, (3, 20, 24), dtype="uint16")


def test_values_that_are_cut_are_drawn_as_the_export_scales_them():
    scaling = Scaling("PERCENTILE", (100.0, 200.0, 300.0), (2000.0, 2500.0, 2900.0))
    low, high = (np.array(ends)[:, None, None] for ends in (scaling.least, scaling.greatest))
    expected = np.rint(np.clip((VALUES - low) / (high - low), 0, 1) * 255).astype(np.uint8)
    written = expected ^ 1
    shown = draw_tile(request(), make_tile(VALUES, written, scaling))
    assert shown.stretch == CUT
    assert np.array_equal(shown.stored, expected.transpose(1, 2, 0))
    assert np.array_equal(shown.written, written.transpose(1, 2, 0))
    assert [band.cuts for band in shown.bands] == [(100, 2000), (200, 2500), (300, 2900)]


def test_values_that_are_kept_get_one_stretch_for_both_pictures():
    valid = np.ones((20, 24), dtype=bool)
    valid[:3] = False
    written = VALUES.copy()
    written[:, 10:] = 0
    shown = draw_tile(request(), make_tile(VALUES, written, valid=valid))
    assert shown.stretch == OWN
    low, high = np.percentile(VALUES[:, valid].astype(float), (2, 98), axis=1)[..., None, None]
    expected = np.rint(np.clip((VALUES - low) / (high - low), 0, 1) * 255) * valid
    assert np.array_equal(shown.stored, expected.transpose(1, 2, 0).astype(np.uint8))
    assert np.array_equal(shown.written[:10], shown.stored[:10])
    assert not shown.written[10:].any()
    assert all(band.cuts is None for band in shown.bands)


def test_bytes_are_shown_as_they_are_and_bands_by_their_names():
    values = (VALUES >> 4).astype(np.uint8)
    shown = draw_tile(request(("blue", "green", "red")), make_tile(values))
    assert shown.stretch == AS_IS
    assert np.array_equal(shown.stored, values[::-1].transpose(1, 2, 0))
    one = draw_tile(request(("gray",)), make_tile(values[:1]))
    assert np.array_equal(one.stored, values[[0, 0, 0]].transpose(1, 2, 0))


def test_values_are_counted_where_pixels_are_valid():
    values = VALUES.astype(np.float32)
    values[0, 0, 0] = np.nan
    valid = np.arange(480).reshape(20, 24) % 3 > 0
    scaling = Scaling("RANGE", (-50.0,) * 3, (4000.0,) * 3)
    shown = draw_tile(request(), make_tile(values, (VALUES >> 4).astype("uint8"), scaling, valid))
    for k, band in enumerate(shown.bands):
        used = values[k][valid & np.isfinite(values[k])]
        assert (band.first, band.last) == (-50, 4000)
        assert (band.least, band.greatest) == (used.min(), used.max())
        steps = np.floor((used.astype(float) + 50) / 4050 * BINS).astype(int)
        assert np.array_equal(band.counts, np.bincount(steps, minlength=BINS))


def test_a_tile_without_a_valid_pixel_has_no_values():
    tile = make_tile(VALUES, valid=np.zeros((20, 24), dtype=bool))
    shown = draw_tile(request(), tile)
    assert tile.valid_percent == 0
    assert not shown.stored.any()
    assert all(np.isnan(band.least) and not band.counts.any() for band in shown.bands)


def test_masks_have_the_colours_of_their_classes():
    mask = np.array([[0, 1, 2, 255]], dtype=np.uint8)
    shown = lay_mask(mask, {1: "crop", 2: "urban"}, {"crop": (1, 2, 3), "urban": (4, 5, 6)})
    expected = [(0, 0, 0, 0), (1, 2, 3, 255), (4, 5, 6, 255), (128, 128, 128, 255)]
    assert [tuple(pixel) for pixel in shown[0].tolist()] == expected


@pytest.mark.parametrize(
    ("shape", "expected"),
    [
        ("BOX", [[(2, 1), (8, 1), (8, 7), (2, 7)]]),
        ("ORIENTED_BOX", [[(5, 0), (9, 4), (5, 8), (1, 4)]]),
        ("POLYGON", [[(5, 1), (8, 4), (5, 7), (2, 4)], [(4, 4), (5, 3), (6, 4)]]),
    ],
)
def test_objects_are_drawn_in_the_shape_of_their_labels(shape, expected):
    rings = [np.array(ring, dtype=float) for ring in ([(5, 1), (8, 4), (5, 7), (2, 4)],)]
    hole = np.array([(4, 4), (5, 3), (6, 4)], dtype=float)
    # Beyond the tile, whose edge is at 0.
    whole = np.array([(5, -1), (9, 4), (5, 8), (1, 4)], dtype=float)
    found = TileObject("1", 2, ((rings[0], hole),), 17.0, 1.0, False, False, whole)
    source = SimpleNamespace(names={2: "house"}, settings=SimpleNamespace(shape=shape))
    (outline,) = outline_objects(request(objects=source), make_tile(VALUES, objects=[found]))
    assert outline.name == "house"
    assert [[tuple(p) for p in ring.tolist()] for ring in outline.rings] == expected


def test_one_band_is_shown_in_grey():
    names = ("red", "green", "blue", "NDVI")
    values = np.concatenate([VALUES, VALUES[:1] // 2]).astype("uint8")
    shown = draw_tile(request(names), make_tile(values), "NDVI")
    for picture in (shown.stored, shown.written):
        assert np.array_equal(picture, np.repeat(values[3][..., None], 3, axis=2))
    assert [band.is_shown for band in shown.bands] == [False, False, False, True]
    colors = draw_tile(request(names), make_tile(values), "gone")
    assert np.array_equal(colors.stored, values[:3].transpose(1, 2, 0))


def test_a_second_image_has_the_stretch_of_the_first():
    from dataclasses import replace

    tile = make_tile(VALUES)
    assert draw_tile(request(), tile).second is None
    shown = draw_tile(request(), replace(tile, second=VALUES))
    assert np.array_equal(shown.second, shown.written)
    halved = draw_tile(request(), replace(tile, second=VALUES // 2))
    assert halved.second.mean() < 0.6 * halved.written.mean()
