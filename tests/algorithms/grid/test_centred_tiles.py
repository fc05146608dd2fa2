"""Tiles around features, in Create Tile Grid."""

from __future__ import annotations

import math

import numpy as np
import pytest
from shapely import wkt
from shapely.geometry import Point, Polygon, box

ROTATED = (8.0, 3.0, 500000.0, 2.0, -9.0, 4600000.0)
LEFT, TOP = 300000.0, 4900020.0
NORTH_UP = (10.0, 0.0, LEFT, 0.0, -10.0, TOP)
WINDOW = ("col_off", "row_off", "width", "height")
WIDTH, HEIGHT = 110, 65


def found(layer):
    return {f["tile_id"]: tuple(f[name] for name in WINDOW) for f in layer.getFeatures()}


def reasons(layer):
    return {f["tile_id"]: f["reason"] for f in layer.getFeatures()}


def pixels_of(shape, transform):
    """Columns and rows of a shape's corners, by solving for each."""
    a, b, c, d, e, f = transform
    points = shape.exterior.coords if shape.geom_type == "Polygon" else shape.coords
    solved = [np.linalg.solve([[a, b], [d, e]], [x - c, y - f]) for x, y in points]
    return np.round(solved, 6)


def around(shape, transform, width, height):
    pixels = pixels_of(shape, transform)
    middle = (pixels.min(axis=0) + pixels.max(axis=0)) / 2
    return tuple(math.floor(m - s / 2 + 0.5) for m, s in zip(middle, (width, height)))


@pytest.fixture
def raster(make_raster):
    def make(transform=NORTH_UP):
        values = np.ones((HEIGHT, WIDTH), dtype="uint8")
        return make_raster(values, transform=transform, crs="EPSG:32631")

    return make


def scattered(transform, count=90):
    """Points and triangles inside the raster and around it."""
    rng = np.random.default_rng(5)
    a, b, c, d, e, f = transform
    shapes = []
    for col, row in rng.uniform((-20, -20), (WIDTH + 20, HEIGHT + 20), (count, 2)):
        corners = rng.uniform(-9, 9, (3, 2)) + (col, row)
        shapes.append(
            Polygon([(a * x + b * y + c, d * x + e * y + f) for x, y in corners.tolist()])
        )
    return shapes


@pytest.mark.parametrize("transform", [NORTH_UP, ROTATED], ids=["upright", "turned"])
@pytest.mark.parametrize("edge", ["DROP", "KEEP", "SHIFT"])
@pytest.mark.parametrize("is_box", [False, True])
def test_tiles_lie_where_counting_pixels_puts_them(
    run, raster, make_layer, transform, edge, is_box
):
    shapes = scattered(transform)
    layer = make_layer([(shape.wkt, {}) for shape in shapes], crs="EPSG:32631")
    ids = [f.id() for f in layer.getFeatures()]
    done = run("createtilegrid", INPUT=raster(transform), CENTRES=layer, TILE_SIZE=13,
               TILE_HEIGHT=8, EDGE=edge, CROP="BOX" if is_box else "SIZE",
               REJECTED="TEMPORARY_OUTPUT")  # fmt: skip
    kept, rejected = {}, {}
    for number, shape in zip(ids, shapes):
        col, row = around(shape, transform, 13, 8)
        right, bottom = col + 13, row + 8
        if is_box:
            pixels = pixels_of(shape, transform)
            col, row = np.floor(pixels.min(axis=0)).astype(int).tolist()
            right, bottom = np.ceil(pixels.max(axis=0)).astype(int).tolist()
        name = f"f{number:05d}"
        tile = box(col, row, right, bottom)
        inside = tile.intersection(box(0, 0, WIDTH, HEIGHT))
        if inside.area == 0:
            rejected[name] = "outside the raster"
        elif inside.area == tile.area:
            kept[name] = (col, row, right - col, bottom - row)
        elif edge == "SHIFT":
            kept[name] = (min(max(col, 0), WIDTH - right + col),
                          min(max(row, 0), HEIGHT - bottom + row),
                          right - col, bottom - row)  # fmt: skip
        elif edge == "KEEP":
            left, top, most, low = (int(v) for v in inside.bounds)
            kept[name] = (left, top, most - left, low - top)
        else:
            left, top, most, low = (int(v) for v in inside.bounds)
            rejected[name] = f"cut by the raster's edge ({most - left} x {low - top} pixels)"
    assert len(kept) > 20 and len(rejected) > 5
    assert found(done["OUTPUT"]) == kept
    assert reasons(done["REJECTED"]) == rejected
    assert (done["TILE_COUNT"], done["REJECTED_COUNT"]) == (len(kept), len(rejected))


def test_points_of_another_coordinate_system_are_carried_over(run, raster, make_layer):
    from qgis.core import QgsCoordinateReferenceSystem as Crs
    from qgis.core import QgsCoordinateTransform, QgsPointXY, QgsProject

    there = QgsCoordinateTransform(
        Crs("EPSG:32631"), Crs("EPSG:4326"), QgsProject.instance().transformContext()
    )
    places = [(20.5, 30.5), (55.2, 18.9)]
    points = [there.transform(QgsPointXY(LEFT + 10 * c, TOP - 10 * r)) for c, r in places]
    layer = make_layer(
        [(Point(p.x(), p.y()).wkt, {}) for p in points], kind="Point", crs="EPSG:4326"
    )
    tiles = run("createtilegrid", INPUT=raster(), CENTRES=layer, TILE_SIZE=9)["OUTPUT"]
    assert list(found(tiles).values()) == [(16, 26, 9, 9), (51, 14, 9, 9)]
    outlines = [wkt.loads(f.geometry().asWkt()) for f in tiles.getFeatures()]
    assert outlines[0].equals(box(LEFT + 160, TOP - 350, LEFT + 250, TOP - 260))


def test_the_grid_id_is_of_the_features_and_of_no_other_grid(run, raster, make_layer):
    image = raster()
    plain = run("createtilegrid", INPUT=image, TILE_SIZE=9)["GRID_ID"]
    spelt_out = run("createtilegrid", INPUT=image, TILE_SIZE=9, CROP="SIZE")["GRID_ID"]
    ids = set()
    for x in (200, 300, 300):
        point = Point(LEFT + x, TOP - 200).wkt
        layer = make_layer([(point, {})], kind="Point", crs="EPSG:32631")
        ids.add(run("createtilegrid", INPUT=image, TILE_SIZE=9, CENTRES=layer)["GRID_ID"])
    assert spelt_out == plain and len(ids | {plain}) == 3


def test_what_makes_no_sense_with_features_is_refused(run_error, raster, make_layer):
    image = raster()
    points = make_layer([(Point(LEFT + 9, TOP - 9).wkt, {})], kind="Point", crs="EPSG:32631")
    away = make_layer([(Point(3e5, 1e5).wkt, {})], kind="Point", crs="EPSG:32633")
    nowhere = make_layer([], kind="Point", crs="EPSG:32631")
    for given, part in (
        ({"CENTRES": points, "CROP": "BOX"}, "CROP=BOX needs polygons"),
        ({"CENTRES": points, "OVERLAP": 3}, "OVERLAP is for grids"),
        ({"CENTRES": points, "OVERLAP": -3}, "OVERLAP is for grids"),
        ({"CENTRES": points, "TILE_SIZE": 99, "EDGE": "SHIFT"}, "A tile of 99 x 99 pixels is larg"),
        ({"CENTRES": nowhere}, "has no feature near"),
        ({"CENTRES": away}, "has no feature near"),
        ({"CROP": "BOX"}, "CROP=BOX needs features"),
        ({"INPUT": None, "CENTRES": points}, "CENTRES needs a raster"),
    ):
        assert part in run_error("createtilegrid", **{"INPUT": image, "TILE_SIZE": 9, **given})


def test_tiles_around_features_are_exported_as_they_lie(
    run, raster, make_layer, make_raster, tmp_path
):
    rng = np.random.default_rng(1)
    values = rng.integers(0, 255, (3, HEIGHT, WIDTH)).astype("uint8")
    image = make_raster(values, transform=NORTH_UP, crs="EPSG:32631")
    shapes = [
        box(LEFT + 100, TOP - 300, LEFT + 205, TOP - 200),
        box(LEFT, TOP - 90, LEFT + 70, TOP),
    ]
    layer = make_layer([(shape.wkt, {}) for shape in shapes], crs="EPSG:32631")
    tiles = run("createtilegrid", INPUT=image, CENTRES=layer, CROP="BOX", MIN_VALID=1)["OUTPUT"]
    folder = tmp_path / "out"
    run("exporttiles", RASTER=image, TILES=tiles, FORMAT="NPY", SCALING="NONE", OUTPUT=str(folder))
    arrays = {path.stem: np.load(path) for path in folder.rglob("*.npy")}
    first, second = (arrays[name] for name in sorted(arrays))
    assert np.array_equal(np.squeeze(first), values[:, 20:30, 10:21])
    assert np.array_equal(np.squeeze(second), values[:, 0:9, 0:7])
