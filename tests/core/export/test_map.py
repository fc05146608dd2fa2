"""The picture of a dataset card: taken from the tiles, and outlines drawn on it."""

from __future__ import annotations

import itertools

import numpy as np
import pytest
from PIL import Image, ImageDraw

from tilewright.core.cut.cut import plan_window_batches
from tilewright.core.cut.resampled import plan_resampled_batches
from tilewright.core.export import map as module
from tilewright.core.export.map import MapPicture, MapSampler, draw_outlines
from tilewright.core.geometry.outlines import corners_of_windows
from tilewright.core.resampling.grid import TargetGrid


@pytest.mark.parametrize("budget", [2_000, 10_000_000])
def test_picture_holds_the_nearest_pixels_of_tiles_however_they_are_read(open_source, budget):
    values = np.random.default_rng(2).integers(1, 999, (2, 150, 201)).astype(np.uint16)
    values[:, 20:40, 20:40] = 7
    source = open_source(values, tagged=7, tiled=True, blockxsize=16, blockysize=16)
    sampler = MapSampler(source.info, 67, 50)
    windows = np.array([[x, y, 20, 20] for y in range(0, 120, 30) for x in range(-10, 195, 20)])
    picture = MapPicture(sampler)
    for batch in plan_window_batches(source, windows, budget):
        for block in batch.blocks(source):
            for samples in sampler.sample(block):
                picture.add(samples)
    covered = np.zeros((150, 201), bool)
    for x, y, w, h in windows.tolist():
        covered[y : y + h, max(0, x) : x + w] = True
    for row, col in itertools.product(range(50), range(67)):
        y, x = int((row + 0.5) * 3), int((col + 0.5) * 3)
        assert picture.valid[row, col] == (covered[y, x] and (values[:, y, x] != 7).any())
        if covered[y, x]:
            assert picture.values[:, row, col].tolist() == values[:, y, x].tolist()


@pytest.mark.parametrize("method", ["NEAREST", "CUBIC", "AVERAGE"])
def test_picture_of_resampled_tiles_holds_the_rasters_own_pixels(open_source, method):
    values = np.random.default_rng(2).integers(1, 999, (2, 150, 201)).astype(np.uint16)
    values[:, 20:40, 20:40] = 7
    source = open_source(values, tagged=7, tiled=True, blockxsize=16, blockysize=16)
    sampler, info = MapSampler(source.info, 67, 50), source.info
    places = [
        (x + 0.3, y - 0.4, 21.7, 19.2) for y in range(0, 120, 30) for x in range(-10, 195, 25)
    ]
    targets = [
        TargetGrid.over_corners(
            corners_of_windows(np.array([place]), info.transform)[0], 9, 11, info.crs_wkt
        )
        for place in places
    ]
    picture = MapPicture(sampler)
    for batch in plan_resampled_batches(targets, method):
        for block in batch.blocks(source):
            for samples in sampler.sample(block):
                picture.add(samples)
    for row, col in itertools.product(range(50), range(67)):
        y, x = int((row + 0.5) * 3), int((col + 0.5) * 3)
        held = any(a <= x + 0.5 < a + w and b <= y + 0.5 < b + h for a, b, w, h in places)
        assert picture.valid[row, col] == (held and (values[:, y, x] != 7).any())
        if held:
            assert picture.values[:, row, col].tolist() == values[:, y, x].tolist()


def test_only_large_rasters_without_overviews_need_the_tiles(open_source, monkeypatch):
    info = open_source(np.zeros((1, 64, 64), np.uint8)).info
    assert not MapSampler.of_raster(info).is_needed
    monkeypatch.setattr(module, "_SMALL_PIXELS", 1000)
    assert MapSampler.of_raster(info).is_needed


def test_raster_with_overviews_shows_itself(make_raster, monkeypatch):
    import rasterio

    from tilewright.core.raster.source import FileRasterSource

    monkeypatch.setattr(module, "_SMALL_PIXELS", 1000)
    path = make_raster(np.zeros((1, 64, 64), np.uint8))
    with rasterio.open(path, "r+") as dataset:
        dataset.build_overviews([2])
    source = FileRasterSource(path)
    assert not MapSampler.of_raster(source.info).is_needed
    source.close()


def test_outlines_are_pillows_and_the_last_is_on_top():
    rng = np.random.default_rng(1)
    corners = rng.integers(-5, 45, (80, 2))
    # Pillow draws a pixel too many on boxes that are one pixel high.
    boxes = np.concatenate((corners, corners + rng.integers(1, 12, (80, 2))), axis=1)
    colors = rng.integers(0, 256, (80, 3)).astype(np.uint8)
    picture = np.full((40, 40, 3), 9, np.uint8)
    expected = Image.fromarray(picture.copy())
    draw = ImageDraw.Draw(expected)
    for box, color in zip(boxes.tolist(), colors.tolist()):
        draw.rectangle(box, None, tuple(color))
    draw_outlines(picture, boxes, colors)
    assert np.array_equal(picture, np.asarray(expected))


def test_outlines_of_single_pixels_and_of_none():
    picture = np.zeros((4, 5, 3), np.uint8)
    draw_outlines(picture, np.zeros((0, 4), int), np.zeros((0, 3), np.uint8))
    draw_outlines(picture, np.array([[9, 9, 12, 12]]), np.full((1, 3), 9, np.uint8))
    assert not picture.any()
    draw_outlines(picture, np.array([[1, 2, 3, 2], [0, 0, 0, 0]]), np.full((2, 3), 9, np.uint8))
    assert np.argwhere(picture[..., 0]).tolist() == [[0, 0], [2, 1], [2, 2], [2, 3]]
