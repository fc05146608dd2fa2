"""What a map shows, classified: the same classes as the file that classify_raster writes."""

from __future__ import annotations

import math

import numpy as np
import pytest
import rasterio

from tilewright.core.classes.legend import LegendClass
from tilewright.core.classify.predict import ClassPredictor, classify_view
from tilewright.core.classify.raster import classify_raster
from tilewright.core.classify.train import TrainingOptions, train_classifier
from tilewright.core.errors import CancelledError, RasterError
from tilewright.core.resampling.grid import TargetGrid, carry_points, grid_of
from tilewright.core.samples.training import TrainingData

LEGEND = (LegendClass(1, "low", (0, 0, 255)), LegendClass(4, "high", (255, 200, 0)))


@pytest.fixture(scope="module")
def predictor():
    rng = np.random.default_rng(0)
    values = rng.integers(0, 1000, (400, 2)).astype("float32")
    labels = (values.sum(axis=1) > 1000).astype(np.int64)
    zeros = np.zeros(400, dtype=np.int64)
    data = TrainingData(values, labels, np.arange(400), zeros)
    options = TrainingOptions(trees=8, folds=0)
    return ClassPredictor(train_classifier(data, ("a", "b"), LEGEND, options)[0])


@pytest.fixture
def source(open_source):
    values = np.random.default_rng(1).integers(1, 1000, (2, 90, 120)).astype("uint16")
    values[:, :10, :15] = 0
    return open_source(values, nodata=0)


@pytest.fixture
def whole(source, predictor, tmp_path):
    """The classes of the whole raster, of a file."""
    path = str(tmp_path / "classes.tif")
    classify_raster(source, predictor.model, path)
    with rasterio.open(path) as dataset:
        return dataset.read(1)


def look_up(whole, source, grid):
    """The class of the pixel that the centre of each of the grid's lies in; 0 beside it."""
    cols, rows = np.meshgrid(np.arange(grid.width) + 0.5, np.arange(grid.height) + 0.5)
    points = grid.coordinates(cols, rows).reshape(-1, 2)
    if grid.crs_wkt != source.info.crs_wkt:
        points = carry_points(points, grid.crs_wkt, source.info.crs_wkt)
    col, row = np.floor(grid_of(source.info).pixels(points)).astype(int).T
    inside = (col >= 0) & (row >= 0) & (col < whole.shape[1]) & (row < whole.shape[0])
    found = np.zeros(len(points), dtype=whole.dtype)
    found[inside] = whole[row[inside], col[inside]]
    return found.reshape(grid.height, grid.width)


@pytest.mark.parametrize("window", [(0, 0, 120, 90), (20, 30, 40, 25), (-8, -5, 60, 40)])
def test_pixels_of_the_raster_are_those_of_the_file(source, predictor, whole, window):
    grid = grid_of(source.info).window(window)
    view = classify_view(source, predictor, grid)
    expected = look_up(whole, source, grid)
    assert np.array_equal(view.classes, expected)
    assert view.factor == 1
    assert set(np.unique(expected)) == ({1, 4} if window[0] > 0 else {0, 1, 4})
    assert view.counts == {k: int((expected == k).sum()) for k in (1, 4)}


def test_finer_and_turned_maps_repeat_pixels(source, predictor, whole):
    finer = grid_of(source.info).window((10, 10, 30, 20)).finer(3)
    assert np.array_equal(
        classify_view(source, predictor, finer).classes, look_up(whole, source, finer)
    )
    a, _, c, _, e, f = source.info.transform
    cos, sin = math.cos(0.5), math.sin(0.5)
    turned = TargetGrid(
        source.info.crs_wkt,
        (a * cos, -e * sin, c + 40 * a, -a * sin, e * cos, f + 20 * e),
        60,
        50,
    )
    view = classify_view(source, predictor, turned)
    # GDAL places pixels to an eighth of one.
    assert (view.classes == look_up(whole, source, turned)).mean() > 0.9
    assert set(np.unique(view.classes)) == {0, 1, 4} or set(np.unique(view.classes)) == {1, 4}


def test_maps_in_another_coordinate_system(source, predictor, whole):
    from rasterio.crs import CRS
    from rasterio.warp import transform_bounds

    info = source.info
    left, bottom, right, top = transform_bounds(
        CRS.from_wkt(info.crs_wkt), CRS.from_epsg(4326), *_bounds(info)
    )
    width, height = 200, 150
    grid = TargetGrid(
        CRS.from_epsg(4326).to_wkt(),
        ((right - left) / width, 0.0, left, 0.0, (bottom - top) / height, top),
        width,
        height,
    )
    view = classify_view(source, predictor, grid)
    assert (view.classes == look_up(whole, source, grid)).mean() > 0.9


def _bounds(info):
    a, _, c, _, e, f = info.transform
    return c, f + e * info.height, c + a * info.width, f


@pytest.mark.parametrize("factor", [2, 3, 7])
def test_coarser_maps_classify_every_so_manieth_pixel(source, predictor, whole, factor):
    grid = grid_of(source.info).coarser(factor)
    reads = []
    read = source.read_reduced
    source.read_reduced = lambda *args: reads.append(args) or read(*args)
    view = classify_view(source, predictor, grid)
    assert view.factor == factor
    rows, cols = 90 // factor, 120 // factor
    # No more than about the map's pixels are read, the middle one of each square.
    ((window, width, height),) = reads
    assert width * height <= (rows + 1) * (cols + 1)
    middle = factor // 2
    expected = whole[middle::factor, middle::factor][:rows, :cols]
    assert np.array_equal(view.classes[:rows, :cols], expected)


def test_maps_beside_the_raster_are_told(source, predictor):
    grid = grid_of(source.info).window((5000, 0, 50, 50))
    with pytest.raises(RasterError, match=r"The map shows nothing of .*; zoom to it\."):
        classify_view(source, predictor, grid)


def test_a_cancel(source, predictor):
    with pytest.raises(CancelledError):
        classify_view(source, predictor, grid_of(source.info), lambda: True)
