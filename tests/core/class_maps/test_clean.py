"""Cleaned class rasters beside plain loops and GDAL's own sieve."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import numpy as np
import pytest
import rasterio
import rasterio.features

from tilewright.core.class_maps.clean import CleanRule, clean_profile, clean_raster, least_pixels
from tilewright.core.class_maps.majority import majority
from tilewright.core.errors import CancelledError, RasterError


def flood(codes, valid, connectedness):
    """Patches as lists of places, by a walk from pixel to pixel."""
    steps = [(-1, 0), (1, 0), (0, -1), (0, 1)]
    if connectedness == 8:
        steps += [(-1, -1), (-1, 1), (1, -1), (1, 1)]
    seen, patches = ~valid, []
    for start in zip(*np.nonzero(valid)):
        if seen[start]:
            continue
        stack, patch = [start], []
        seen[start] = True
        while stack:
            row, col = stack.pop()
            patch.append((row, col))
            for down, across in steps:
                place = row + down, col + across
                inside = 0 <= place[0] < codes.shape[0] and 0 <= place[1] < codes.shape[1]
                if inside and not seen[place] and codes[place] == codes[row, col]:
                    seen[place] = True
                    stack.append(place)
        patches.append(patch)
    return patches


def speckled(seed, nodata=0, size=60):
    """Blobs of three classes with specks of others and some nodata."""
    rng = np.random.default_rng(seed)
    rows, cols = np.mgrid[:size, :size]
    codes = (1 + (np.sin(rows / 9) + np.cos(cols / 7) > 0) + (rows > size * 0.7)).astype("uint8")
    specks = rng.random(codes.shape) < 0.2
    codes[specks] = rng.integers(1, 5, specks.sum())
    codes[rng.random(codes.shape) < 0.05] = nodata
    return codes


def clean(source, path, **rule):
    profile = clean_profile(source.info, {1: "a", 2: "b"}, {1: (10, 20, 30), 2: (40, 50, 60)})
    found = clean_raster(source, profile, str(path), CleanRule(**rule))
    with rasterio.open(path) as dataset:
        return dataset.read(1), found


@pytest.mark.parametrize("connectedness", [4, 8])
@pytest.mark.parametrize("least", [2, 7, 40])
def test_no_patch_is_too_small_that_has_a_large_neighbour(
    open_source, tmp_path, connectedness, least
):
    codes = speckled(least)
    source = open_source(codes, tagged=0, blockxsize=16, blockysize=16, tiled=True)
    got, found = clean(source, tmp_path / "clean.tif", least=least, connectedness=connectedness)
    valid = codes > 0
    assert (got[~valid] == 0).all()
    assert (got[valid] > 0).all()
    assert found.changed == np.count_nonzero(got != codes) > 0
    assert found.counts == Counter(got[valid].tolist())
    for patch in flood(codes, valid, connectedness):
        if len(patch) >= least:
            assert all(got[place] == codes[place] for place in patch)
    patches = flood(got, valid, connectedness)
    size = np.zeros(codes.shape, dtype=int)
    for patch in patches:
        for place in patch:
            size[place] = len(patch)
    for patch in patches:
        if len(patch) >= least:
            continue
        near = [
            size[row + down, col + across]
            for row, col in patch
            for down, across in [(-1, 0), (1, 0), (0, -1), (0, 1)]
            if 0 <= row + down < codes.shape[0] and 0 <= col + across < codes.shape[1]
        ]
        assert max(near, default=0) < least


def test_the_first_round_is_that_of_gdal_sieve(open_source, tmp_path):
    codes = speckled(5, size=90)
    source = open_source(codes, tagged=0)
    got, _ = clean(source, tmp_path / "clean.tif", least=12)
    expected = codes
    for _ in range(3):
        expected = rasterio.features.sieve(expected, 12, mask=codes > 0, connectivity=4)
    assert np.array_equal(got, expected)


@pytest.mark.parametrize("nodata", [0, None])
def test_both_ways_to_gdals_sieve_agree(make_raster, tmp_path, nodata):
    from tilewright.core.class_maps import sieve_by_osgeo, sieve_by_rasterio

    source, found = Path(make_raster(speckled(6), nodata=nodata)), []
    for k, module in enumerate((sieve_by_osgeo, sieve_by_rasterio)):
        told = []
        module.sieve(source, tmp_path / f"{k}.tif", 9, 8, told.append, lambda: False)
        with rasterio.open(tmp_path / f"{k}.tif") as dataset:
            found.append(dataset.read(1))
            assert dataset.nodata == nodata
        assert told[-1] == 1
    assert np.array_equal(*found)
    assert (found[0] != speckled(6)).any()


@pytest.mark.parametrize("lowest", [0, 1])
@pytest.mark.parametrize("rule", [{"least": 3}, {"window": 3}])
def test_pixels_that_are_no_number_stay_without_a_class(open_source, tmp_path, lowest, rule):
    codes = speckled(4).astype("float32") - 1 + lowest
    tagged = codes.copy()
    codes[:20], tagged[:20] = np.nan, -9999
    found, told = clean(open_source(codes), tmp_path / "nan.tif", **rule)
    with rasterio.open(tmp_path / "nan.tif") as dataset:
        assert dataset.nodata == found[0, 0] and not (found[20:] == dataset.nodata).any()
        assert not dataset.read_masks(1)[:20].any()
    marked = open_source(tagged, nodata=-9999, name="tagged.tif")
    expected, told_of_it = clean(marked, tmp_path / "out.tif", **rule)
    np.testing.assert_array_equal(found[20:], expected[20:])
    assert told == told_of_it


def test_a_hole_takes_the_class_around_it_and_corners_join_patches(open_source, tmp_path):
    codes = np.ones((9, 9), dtype="uint8")
    codes[2:4, 2:4] = 2
    codes[4:6, 4:6] = 2
    codes[7, 7] = 3
    source = open_source(codes)
    four, found = clean(source, tmp_path / "four.tif", least=5)
    assert (four == 1).all()
    assert (found.changed, found.counts) == (9, {1: 81})
    eight, found = clean(source, tmp_path / "eight.tif", least=5, connectedness=8)
    assert found.counts == {1: 73, 2: 8}
    assert np.array_equal(eight == 2, codes == 2)


def test_palette_names_and_nodata_are_kept(open_source, tmp_path):
    codes = speckled(1, nodata=9)
    source = open_source(codes, tagged=9)
    clean(source, tmp_path / "clean.tif", least=4)
    with rasterio.open(tmp_path / "clean.tif") as dataset:
        assert dataset.nodata == 9
        assert dataset.dtypes == ("uint8",)
        assert dataset.colormap(1)[2] == (40, 50, 60, 255)
        assert dataset.colormap(1)[9][3] == 0
        assert dataset.transform.to_gdal() == pytest.approx((500_000, 10, 0, 4_600_000, 0, -10))
    assert "<Category>b</Category>" in (tmp_path / "clean.tif.aux.xml").read_text()
    assert sorted(p.name for p in tmp_path.iterdir()) == [
        "clean.tif", "clean.tif.aux.xml", "raster.tif",
    ]  # fmt: skip


def by_loops(codes, valid, side):
    """The commonest class of each square, pixel by pixel."""
    found, reach = codes.copy(), side // 2
    for row, col in zip(*np.nonzero(valid)):
        part = np.s_[max(0, row - reach) : row + reach + 1, max(0, col - reach) : col + reach + 1]
        counts = Counter(codes[part][valid[part]].tolist())
        most = max(counts.values())
        if counts[codes[row, col]] < most:
            found[row, col] = min(code for code, n in counts.items() if n == most)
    return found


@pytest.mark.parametrize("side", [3, 5])
def test_majority_is_what_loops_say(side):
    codes = speckled(3, size=40).astype("int16") - 2
    valid = codes != -2
    assert np.array_equal(majority(codes, valid, side), by_loops(codes, valid, side))


@pytest.mark.parametrize("dtype", ["uint8", "float32", "int16"])
def test_majority_by_windows_is_that_of_the_whole(open_source, tmp_path, dtype):
    codes = np.tile(speckled(8, size=60), (18, 3)).astype(dtype)
    source = open_source(codes, tagged=0)
    got, found = clean(source, tmp_path / "clean.tif", window=5)
    expected = majority(codes, codes > 0, 5)
    if dtype == "float32":
        assert got.dtype == np.int32
        got = np.where(got == np.iinfo("int32").min, 0, got)
    assert np.array_equal(got, expected)
    assert found.changed == np.count_nonzero(expected != codes)


def test_least_pixels_is_the_area_rounded_up():
    assert [least_pixels(area, 100.0) for area in (0, 100, 101, 299.99999999999, 300)] == [
        1, 1, 2, 3, 3,
    ]  # fmt: skip


def test_values_that_are_no_classes_are_refused_and_nothing_stays(open_source, tmp_path):
    source = open_source(np.full((20, 20), 1.5, dtype="float32"))
    with pytest.raises(RasterError, match=r"raster\.tif has values such as 1\.5"):
        clean(source, tmp_path / "clean.tif", least=4)
    assert [p.name for p in tmp_path.iterdir()] == ["raster.tif"]


def test_a_cancel_leaves_nothing(open_source, tmp_path):
    source = open_source(speckled(2), tagged=0)
    calls = []

    def is_cancelled():
        calls.append(1)
        return len(calls) > 12

    profile = clean_profile(source.info, {}, {})
    with pytest.raises(CancelledError):
        clean_raster(
            source, profile, str(tmp_path / "clean.tif"), CleanRule(3, 5), is_cancelled=is_cancelled
        )
    assert [p.name for p in tmp_path.iterdir()] == ["raster.tif"]
