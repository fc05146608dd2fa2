"""Pixels, ground and matrices beside plain loops over the pixels."""

from __future__ import annotations

import numpy as np
import pytest
from shapely.geometry import Point, Polygon

from tilewright.core.assess.codes import ClassReader
from tilewright.core.assess.estimate import assess
from tilewright.core.assess.reference import (
    GridClasses,
    ReferenceCounts,
    count_polygons,
    count_raster,
)
from tilewright.core.assess.tally import tally_classes
from tilewright.core.classes.renaming import parse_class_map
from tilewright.core.errors import LayerError, RasterError
from tilewright.core.geodesy.pixel_areas import PixelAreas
from tilewright.core.polygons.burn import PolygonBurner

DEGREES = {"transform": (0.5, 0, 10.0, 0, -0.5, 70.0), "crs": "EPSG:4326"}


def areas_of(source):
    info = source.info
    return PixelAreas(info.transform, info.width, info.height, info.crs_wkt)


def tally(source, text=""):
    return tally_classes(source, parse_class_map(text), areas_of(source))


def reader_of(source, classes, text=""):
    return ClassReader(source, parse_class_map(text), lambda name, _: classes.number(name))


@pytest.mark.parametrize("dtype", ["uint8", "int16", "float32"])
def test_pixels_and_ground_of_a_map_in_degrees(open_source, dtype):
    codes = np.random.default_rng(1).integers(0, 5, (60, 40))
    source = open_source(codes.astype(dtype), tagged=0, **DEGREES)
    found = tally(source, "3=wood,4=wood,1=sea")
    assert found.names == ("sea", "2", "wood")
    assert found.codes[2] in (("3", "4"), ("4", "3"), ("3.0", "4.0"), ("4.0", "3.0"))
    rows = areas_of(source).of_window((0, 0, 40, 60))[:, 0]
    pixels, ground = dict.fromkeys(found.names, 0), dict.fromkeys(found.names, 0.0)
    names = {1: "sea", 2: "2", 3: "wood", 4: "wood"}
    for row in range(60):
        for code in codes[row].tolist():
            if code:
                pixels[names[code]] += 1
                ground[names[code]] += rows[row]
    assert found.pixels.tolist() == list(pixels.values())
    assert found.areas.tolist() == pytest.approx(list(ground.values()), rel=1e-12)


def test_ranges_make_classes_of_measurements(open_source):
    values = np.array([[0.1, 0.3], [0.7, 0.95]], dtype="float32")
    found = tally(open_source(values), "0-0.5=low,0.5-1=high")
    assert dict(zip(found.names, found.pixels.tolist())) == {"low": 2, "high": 2}


def test_what_is_no_map_of_classes_is_refused(open_source):
    values = np.arange(400, dtype="float32").reshape(20, 20)
    with pytest.raises(RasterError, match="more than 255 different values, too many for classes"):
        tally(open_source(values))
    with pytest.raises(RasterError, match=r"raster.tif has no pixel with a class; check the band"):
        tally(open_source(np.zeros((4, 4), dtype="uint8"), tagged=0))


def test_classes_are_found_by_name_and_by_code(open_source):
    found = tally(open_source(np.array([[1, 2], [2, 7]], dtype="uint8")), "2=2a,7=1")
    assert found.names == ("1", "2a")
    assert found.pixels.tolist() == [2, 2]
    assert found.number("2a") == found.number("2") == 1
    assert found.number("9") == -1
    with pytest.raises(LayerError) as caught:
        found.require("9", "The field c of points")
    assert str(caught.value) == (
        "The field c of points has the class '9', which the map does not have; it has 1, 2a. "
        "Correct it there, or add it with CLASS_MAP, for example 99=9."
    )
    assert found.with_classes(["2a", "new"]).names == ("1", "2a", "new")


def test_pixels_at_places(open_source):
    codes = np.random.default_rng(2).integers(1, 4, (900, 1300)).astype("uint8")
    source = open_source(codes)
    classes = tally(source)
    rng = np.random.default_rng(3)
    cols, rows = rng.integers(-5, 1310, 400), rng.integers(-5, 910, 400)
    found = reader_of(source, classes).at(cols, rows)
    for col, row, number in zip(cols.tolist(), rows.tolist(), found.tolist()):
        is_inside = 0 <= col < 1300 and 0 <= row < 900
        assert number == (codes[row, col] - 1 if is_inside else -1)


def test_a_reference_raster_of_another_grid_is_counted_pixel_by_pixel(open_source):
    rng = np.random.default_rng(4)
    codes = rng.integers(0, 3, (50, 60)).astype("uint8")
    truth = rng.integers(0, 3, (25, 30)).astype("uint8")
    strata = rng.integers(1, 3, (50, 60)).astype("uint8")
    a, _, c, _, e, f = DEGREES["transform"]
    coarse = {**DEGREES, "transform": (2 * a, 0, c, 0, 2 * e, f)}
    source = open_source(codes, tagged=0, **DEGREES)
    other = open_source(truth, tagged=0, name="truth.tif", **coarse)
    third = open_source(strata, name="strata.tif", **DEGREES)
    classes, layers = tally(source), tally(third)
    found = ReferenceCounts.of_nothing(2, 2, has_ground=True)
    count_raster(
        reader_of(source, classes),
        GridClasses(reader_of(third, layers), source.info),
        GridClasses(reader_of(other, classes), source.info),
        areas_of(source),
        found,
    )
    counts, ground, without = np.zeros((2, 2, 2)), np.zeros((2, 2, 2)), 0
    rows = areas_of(source).of_window((0, 0, 60, 50))[:, 0]
    for row in range(50):
        for col in range(60):
            true = truth[row // 2, col // 2]
            if true and not codes[row, col]:
                without += 1
            elif true:
                cell = strata[row, col] - 1, codes[row, col] - 1, true - 1
                counts[cell] += 1
                ground[cell] += rows[row]
    assert np.array_equal(found.counts, counts)
    assert found.ground == pytest.approx(ground, rel=1e-12)
    assert found.without_map == without


def test_a_census_in_degrees_has_the_areas_of_the_truth(open_source):
    rng = np.random.default_rng(6)
    codes, truth = (rng.integers(1, 4, (40, 30)).astype("uint8") for _ in range(2))
    source = open_source(codes, **DEGREES)
    other = open_source(truth, name="truth.tif", **DEGREES)
    classes = tally(source)
    found = ReferenceCounts.of_nothing(3, 3, has_ground=True)
    reference = GridClasses(reader_of(other, classes), source.info)
    count_raster(reader_of(source, classes), None, reference, areas_of(source), found)
    result = assess(found.counts, classes.areas, ground=found.ground)
    rows = areas_of(source).of_window((0, 0, 30, 40))
    ground = np.broadcast_to(rows, codes.shape)
    real = [ground[truth == k].sum() / ground.sum() for k in (1, 2, 3)]
    assert [f.value for f in result.areas] == pytest.approx(real, rel=1e-12)
    assert result.overall.value == pytest.approx(ground[truth == codes].sum() / ground.sum())
    assert max(f.error for f in result.areas) < 1e-7


def test_pixels_whose_middle_lies_in_a_polygon_are_counted(open_source):
    codes = np.random.default_rng(7).integers(0, 3, (40, 50)).astype("uint8")
    source = open_source(codes, tagged=0)
    # No edge runs through the middle of a pixel.
    x, y = 500_000.37, 4_600_000.23
    shapes = [
        Polygon([(x + 13, y - 17), (x + 301, y - 44), (x + 90, y - 333)]),
        Polygon([(x + 250, y - 180), (x + 480, y - 150), (x + 333, y - 395)]),
        Polygon([(x + 300, y - 200), (x + 420, y - 200), (x + 420, y - 260)]),
    ]
    numbers = [1, 2, 1]
    classes = tally(source)
    found = ReferenceCounts.of_nothing(2, 2, has_ground=True)
    burner = PolygonBurner(shapes, numbers, source.info.transform)
    count_polygons(reader_of(source, classes), None, burner, areas_of(source), found)
    counts, twice = np.zeros((2, 2, 2)), 0
    for row in range(40):
        for col in range(50):
            middle = Point(500_005 + 10 * col, 4_599_995 - 10 * row)
            own = {n for s, n in zip(shapes, numbers) if s.contains(middle)}
            twice += len(own) == 2
            if len(own) == 1 and codes[row, col]:
                k = codes[row, col] - 1
                counts[k, k, own.pop() - 1] += 1
    assert np.array_equal(found.counts, counts)
    assert found.claimed_twice == twice > 10
