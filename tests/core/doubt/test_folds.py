"""Folds lie apart, hold whole blocks, and share every class as far as blocks allow."""

import numpy as np
import pytest
import rasterio

from tilewright.core.doubt.folds import spatial_folds
from tilewright.core.errors import SplitError
from tilewright.core.geometry.outlines import TileGeometries, wkb_of_corners

UTM = rasterio.crs.CRS.from_epsg(32631).to_wkt()


def grid(rows, columns, side=100.0, step=100.0):
    """Square tiles, row by row."""
    row, column = (v.ravel() for v in np.mgrid[:rows, :columns])
    left, top = 500000 + column * step, 5000000 - row * step
    corners = [(left, top), (left + side, top), (left + side, top - side), (left, top - side)]
    corners = np.stack([np.stack(c, axis=1) for c in (*corners, corners[0])], axis=1)
    return TileGeometries(wkb_of_corners(corners))


def test_every_fold_has_a_like_share_of_each_class():
    labels = np.random.default_rng(0).integers(0, 3, 900)
    folds = spatial_folds(grid(30, 30), UTM, labels, 5, 0)
    assert np.unique(folds).tolist() == [0, 1, 2, 3, 4]
    for label in range(3):
        counts = np.bincount(folds[labels == label], minlength=5)
        assert counts.min() > 0.6 * counts.mean(), counts
    # Neighbours mostly share a fold, which tiles dealt one by one would not.
    table = folds.reshape(30, 30)
    assert (table[:, 1:] == table[:, :-1]).mean() > 0.6


def test_tiles_that_overlap_are_in_one_fold():
    both = grid(8, 8, step=300).wkb
    shifted = grid(8, 8, side=120, step=300).wkb
    labels = np.arange(128) % 2
    folds = spatial_folds(TileGeometries([*both, *shifted]), UTM, labels, 4, 3)
    assert (folds[:64] == folds[64:]).all()
    assert len(np.unique(folds)) == 4


def test_the_seed_decides_and_nothing_else():
    labels = np.arange(400) % 4
    first = spatial_folds(grid(20, 20), UTM, labels, 3, 1)
    assert (first == spatial_folds(grid(20, 20), UTM, labels, 3, 1)).all()


def test_without_a_coordinate_system_single_tiles_are_dealt():
    folds = spatial_folds(grid(4, 4), "", np.arange(16) % 2, 4, 0)
    assert np.bincount(folds).tolist() == [4, 4, 4, 4]


def test_few_tiles_make_fewer_folds_and_a_single_place_none():
    assert set(spatial_folds(grid(1, 2), UTM, np.array([0, 1]), 5, 0).tolist()) == {0, 1}
    with pytest.raises(SplitError, match="All 4 tiles to judge lie in one place"):
        spatial_folds(grid(1, 4, side=300), UTM, np.array([0, 1, 0, 1]), 5, 0)
    with pytest.raises(SplitError, match="There is 1 tile"):
        spatial_folds(grid(1, 1), UTM, np.array([0]), 5, 0)
