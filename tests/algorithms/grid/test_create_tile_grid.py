"""Create Tile Grid."""

import math

import numpy as np
import pytest
from rasterio.transform import Affine
from shapely.geometry import box

ROTATED = (8.0, 3.0, 500000.0, 2.0, -9.0, 4600000.0)
CIREBON = (0.0002658692, 0.0, 108.4, 0.0, -0.0002641357688, -6.6)


def blank(height, width):
    return np.ones((height, width), dtype="uint8")


def values(layer, *names):
    return [tuple(f[name] for name in names) for f in layer.getFeatures()]


def test_grid_equals_native_grid_clipped_to_the_raster(run, make_raster, boxes):
    raster = make_raster(blank(230, 300))
    ours = run("createtilegrid", INPUT=raster, TILE_SIZE=64, EDGE="KEEP")
    native = run(
        "native:creategrid",
        TYPE=2,
        EXTENT=raster,
        HSPACING=640,
        VSPACING=640,
        CRS="EPSG:32631",
    )["OUTPUT"]
    extent = ours["OUTPUT"].extent()
    theirs = {
        f.geometry().boundingBox().intersect(extent).toString(3) for f in native.getFeatures()
    }
    assert ours["TILE_COUNT"] == 20
    assert {f.geometry().boundingBox().toString(3) for f in ours["OUTPUT"].getFeatures()} == theirs


@pytest.mark.parametrize(
    ("edge", "columns", "rows"),
    [
        ("DROP", [(0, 40), (30, 40), (60, 40)], [(0, 40)]),
        ("KEEP", [(0, 40), (30, 40), (60, 40), (90, 20)], [(0, 40), (30, 35)]),
        ("SHIFT", [(0, 40), (30, 40), (60, 40), (70, 40)], [(0, 40), (25, 40)]),
    ],
)
def test_edge_rules_with_overlap_give_these_windows(run, make_raster, edge, columns, rows):
    layer = run(
        "createtilegrid", INPUT=make_raster(blank(65, 110)), TILE_SIZE=40, OVERLAP=10, EDGE=edge
    )["OUTPUT"]
    expected = [
        (f"r{j:05d}_c{i:05d}", j, i, col, row, width, height, None)
        for j, (row, height) in enumerate(rows)
        for i, (col, width) in enumerate(columns)
    ]
    names = ("tile_id", "row", "col", "col_off", "row_off", "width", "height", "valid_pct")
    assert values(layer, *names) == expected


@pytest.mark.parametrize(
    ("edge", "columns", "rows"),
    [
        ("DROP", [(0, 20), (35, 20), (70, 20)], [(0, 20), (35, 20)]),
        ("KEEP", [(0, 20), (35, 20), (70, 20), (105, 5)], [(0, 20), (35, 20)]),
        ("SHIFT", [(0, 20), (35, 20), (70, 20), (90, 20)], [(0, 20), (35, 20)]),
    ],
)
def test_negative_overlap_leaves_a_gap_between_tiles(run, make_raster, edge, columns, rows):
    raster = make_raster(blank(65, 110))
    layer = run("createtilegrid", INPUT=raster, TILE_SIZE=20, OVERLAP=-15, EDGE=edge)["OUTPUT"]
    expected = [(col, row, w, h) for row, h in rows for col, w in columns]
    assert values(layer, "col_off", "row_off", "width", "height") == expected


@pytest.mark.parametrize(
    ("transform", "crs"),
    [
        (ROTATED, "EPSG:32631"),
        ((10.0, 0.0, 5e5, 0.0, 10.0, 4.6e6), "EPSG:32631"),
        ((30.0, 0.0, 7e5, 0.0, -30.0, -2.8e6), "EPSG:32621"),
        (CIREBON, "EPSG:4326"),
    ],
)
def test_corners_are_the_affine_image_of_pixel_edges(run, make_raster, transform, crs):
    raster = make_raster(blank(50, 70), transform=transform, crs=crs)
    layer = run("createtilegrid", INPUT=raster, TILE_SIZE=30, TILE_HEIGHT=20, EDGE="KEEP")["OUTPUT"]
    assert layer.crs().authid() == crs
    assert layer.featureCount() == 9
    for feature in layer.getFeatures():
        col, row = feature["col_off"], feature["row_off"]
        width, height = feature["width"], feature["height"]
        pixels = [(col, row), (col + width, row), (col + width, row + height), (col, row + height)]
        ring = [(p.x(), p.y()) for p in feature.geometry().asPolygon()[0]]
        assert ring[:4] == [Affine(*transform) * pixel for pixel in pixels]


AREA = "POLYGON((3.0195 41.5300, 3.0480 41.5335, 3.0390 41.5510, 3.0220 41.5450, 3.0195 41.5300))"


@pytest.fixture
def area_scene(make_raster, make_layer):
    return make_raster(blank(400, 400), transform=(10, 0, 501000, 0, -10, 4601000)), make_layer(
        [(AREA, {})], crs="EPSG:4326", name="study area"
    )


@pytest.mark.parametrize(
    ("predicate", "native", "uses_centres"),
    [("INTERSECTS", 0, False), ("WITHIN", 6, False), ("CENTROID", 0, True)],
)
def test_area_in_another_crs_keeps_the_tiles_that_qgis_keeps(
    run, area_scene, predicate, native, uses_centres
):
    raster, area = area_scene
    grid = run("createtilegrid", INPUT=raster, TILE_SIZE=20)["OUTPUT"]
    moved = run("native:reprojectlayer", INPUT=area, TARGET_CRS="EPSG:32631")["OUTPUT"]
    looked_at = run("native:centroids", INPUT=grid)["OUTPUT"] if uses_centres else grid
    inside = run("native:extractbylocation", INPUT=looked_at, PREDICATE=[native], INTERSECT=moved)[
        "OUTPUT"
    ]
    expected = {f["tile_id"] for f in inside.getFeatures()}
    ours = run(
        "createtilegrid",
        INPUT=raster,
        TILE_SIZE=20,
        AOI=area,
        AOI_PREDICATE=predicate,
        REJECTED="TEMPORARY_OUTPUT",
    )
    assert {f["tile_id"] for f in ours["OUTPUT"].getFeatures()} == expected
    assert ours["TILE_COUNT"] == len(expected) > 10
    assert ours["REJECTED_COUNT"] == 400 - len(expected) == ours["REJECTED"].featureCount()


def test_area_as_a_wkt_file_is_the_same_as_a_layer(run, area_scene, tmp_path):
    raster, area = area_scene
    path = tmp_path / "area.wkt"
    path.write_text(AREA)
    by_layer = run("createtilegrid", INPUT=raster, TILE_SIZE=20, AOI=area)
    by_file = run("createtilegrid", INPUT=raster, TILE_SIZE=20, AOI_WKT=str(path))
    assert values(by_file["OUTPUT"], "tile_id") == values(by_layer["OUTPUT"], "tile_id")
    assert by_file["TILE_COUNT"] > 10


def test_area_errors_name_the_parameter(run_error, area_scene, tmp_path, make_layer):
    raster, area = area_scene
    line = tmp_path / "line.wkt"
    line.write_text("LINESTRING(3 41, 4 42)")
    missing = str(tmp_path / "none.wkt")
    empty = make_layer([], name="empty area")
    for parameters, part in (
        ({"AOI": area, "AOI_WKT": str(line)}, "AOI and AOI_WKT are both given"),
        ({"AOI_WKT": str(line)}, "holds no polygon"),
        ({"AOI_WKT": missing}, f"{missing} cannot be read"),
        ({"AOI": empty}, "The area of interest empty area has no polygon"),
    ):
        assert part in run_error("createtilegrid", INPUT=raster, TILE_SIZE=20, **parameters)


def ground_pixel(crs, transform, height, width):
    """Width and height in metres of the middle pixel, measured by QGIS on the ellipsoid."""
    from qgis.core import (
        QgsCoordinateReferenceSystem,
        QgsCoordinateTransformContext,
        QgsDistanceArea,
        QgsPointXY,
    )

    measure = QgsDistanceArea()
    measure.setSourceCrs(QgsCoordinateReferenceSystem(crs), QgsCoordinateTransformContext())
    measure.setEllipsoid("WGS84")
    middle, right, down = (
        QgsPointXY(*(Affine(*transform) * place))
        for place in (
            (width / 2, height / 2),
            (width / 2 + 1, height / 2),
            (width / 2, height / 2 + 1),
        )
    )
    return measure.measureLine(middle, right), measure.measureLine(middle, down)


@pytest.mark.parametrize(
    ("crs", "transform"),
    [
        ("EPSG:32631", (10.0, 0.0, 5e5, 0.0, -10.0, 4.6e6)),
        ("EPSG:4326", CIREBON),
        ("EPSG:4326", (1e-4, 0.0, 25.0, 0.0, -1e-4, 65.0)),
        ("EPSG:3857", (10.0, 0.0, 2e6, 0.0, -10.0, 8.4e6)),
    ],
)
def test_metres_become_the_nearest_whole_pixels_on_the_ground(run, make_raster, crs, transform):
    raster = make_raster(blank(300, 300), crs=crs, transform=transform)
    x, y = ground_pixel(crs, transform, 300, 300)
    layer = run("createtilegrid", INPUT=raster, TILE_SIZE=640, UNITS="METERS")["OUTPUT"]
    width, height = math.floor(640 / x + 0.5), math.floor(640 / y + 0.5)
    assert values(layer, "width", "height")[0] == (width, height)
    assert f"Tiles of {width} x {height} pixels" in run.log
    assert "640 x 640 m" in run.log


def test_metres_take_utm_units_at_their_word_and_web_mercator_ones_not(run, make_raster):
    sizes = []
    for crs, y in (("EPSG:32631", 4.6e6), ("EPSG:3857", 8.4e6)):
        raster = make_raster(blank(200, 200), crs=crs, transform=(10, 0, 5e5, 0, -10, y))
        layer = run("createtilegrid", INPUT=raster, TILE_SIZE=640, UNITS="METERS")["OUTPUT"]
        sizes.append(values(layer, "width")[0][0])
    assert sizes == [64, 128]


@pytest.mark.parametrize("kind", ["tag", "mask", "alpha", "nan", "parameter"])
def test_valid_share_counts_what_a_raster_calls_invalid(run, make_raster, kind):
    image = np.full((3, 40, 40), 7, dtype="float32" if kind == "nan" else "uint8")
    valid = np.ones((40, 40), dtype=bool)
    valid[:10, 20:] = False  # half of the upper right tile
    valid[20:30, :10] = False  # a quarter of the lower left one
    valid[20:, 20:] = False  # all of the lower right one
    options, parameters = {}, {}
    if kind == "tag":
        image[:, ~valid] = 9
        options["nodata"] = 9
    elif kind == "mask":
        options["mask"] = valid
    elif kind == "alpha":
        image = np.concatenate((image, np.where(valid, 255, 0)[None].astype("uint8")))
        options["colorinterp"] = ["red", "green", "blue", "alpha"]
    elif kind == "nan":
        image[:, ~valid] = np.nan
    else:
        image[:, ~valid] = 0
        parameters["NODATA"] = 0
    # One band alone without a value is no hole.
    image[0, 0, 0] = 0 if kind == "parameter" else image[0, 0, 0]
    result = run(
        "createtilegrid",
        INPUT=make_raster(image, **options),
        TILE_SIZE=20,
        MIN_VALID=50,
        REJECTED="TEMPORARY_OUTPUT",
        **parameters,
    )
    assert values(result["OUTPUT"], "tile_id", "valid_pct") == [
        ("r00000_c00000", 100.0),
        ("r00000_c00001", 50.0),
        ("r00001_c00000", 75.0),
    ]
    assert values(result["REJECTED"], "tile_id", "valid_pct", "reason") == [
        ("r00001_c00001", 0.0, "too few valid pixels (0.0 %, at least 50 %)")
    ]
    assert (result["TILE_COUNT"], result["REJECTED_COUNT"]) == (3, 1)


def test_foz_zeros_are_valid_until_nodata_says_otherwise(run, examples):
    raster = str(examples / "foz" / "foz.tif")
    counts = [
        run("createtilegrid", INPUT=raster, TILE_SIZE=64, MIN_VALID=100, **more)["REJECTED_COUNT"]
        for more in ({}, {"NODATA": 0})
    ]
    import rasterio

    with rasterio.open(raster) as dataset:
        image = dataset.read()
    tiles = (image[:, : 21 * 64] != 0).any(axis=0).reshape(21, 64, 16, 64).all(axis=(1, 3))
    cut = 16  # the last row is 56 pixels high
    assert counts == [cut, cut + int((~tiles).sum())]


def test_rejected_tiles_tell_the_first_reason(run, make_raster, make_layer):
    image = blank(50, 50)
    image[:20, :20] = 0
    area = make_layer([(box(500000, 4599800, 500400, 4600000).wkt, {})])
    result = run(
        "createtilegrid",
        INPUT=make_raster(image, nodata=0),
        TILE_SIZE=20,
        AOI=area,
        AOI_PREDICATE="CENTROID",
        MIN_VALID=1,
        REJECTED="TEMPORARY_OUTPUT",
    )
    assert values(result["OUTPUT"], "tile_id") == [("r00000_c00001",)]
    assert sorted(values(result["REJECTED"], "tile_id", "reason")) == [
        ("r00000_c00000", "too few valid pixels (0.0 %, at least 1 %)"),
        ("r00000_c00002", "cut by the raster's edge (10 x 20 pixels)"),
        ("r00001_c00000", "centre outside the area of interest"),
        ("r00001_c00001", "centre outside the area of interest"),
        ("r00001_c00002", "cut by the raster's edge (10 x 20 pixels)"),
        ("r00002_c00000", "cut by the raster's edge (20 x 10 pixels)"),
        ("r00002_c00001", "cut by the raster's edge (20 x 10 pixels)"),
        ("r00002_c00002", "cut by the raster's edge (10 x 10 pixels)"),
    ]


def test_raster_smaller_than_a_tile_is_kept_or_refused_with_a_remedy(run, run_error, make_raster):
    raster = make_raster(blank(30, 40))
    kept = run("createtilegrid", INPUT=raster, TILE_SIZE=64, EDGE="KEEP")["OUTPUT"]
    assert values(kept, "col_off", "row_off", "width", "height") == [(0, 0, 40, 30)]
    for edge in ("DROP", "SHIFT"):
        text = run_error("createtilegrid", INPUT=raster, TILE_SIZE=64, EDGE=edge)
        assert "pixels" in text
        assert "choose a smaller TILE_SIZE, or EDGE=KEEP" in text


def test_raster_without_crs_makes_a_grid_in_pixels_only(run, run_error, make_raster, make_layer):
    raster = make_raster(blank(40, 40), crs=None)
    layer = run("createtilegrid", INPUT=raster, TILE_SIZE=20)["OUTPUT"]
    assert layer.featureCount() == 4
    assert not layer.crs().isValid()
    text = run_error("createtilegrid", INPUT=raster, TILE_SIZE=200, UNITS="METERS")
    assert "Metres need a coordinate system and the raster has none" in text
    area = make_layer([(AREA, {})], crs="EPSG:4326")
    text = run_error("createtilegrid", INPUT=raster, TILE_SIZE=20, AOI=area)
    assert "raster has no coordinate system" in text
    assert "assign one to raster" in text


def test_raster_without_georeferencing_is_refused(run_error, make_raster):
    raster = make_raster(blank(40, 40), crs=None, transform=Affine.identity()[:6])
    text = run_error("createtilegrid", INPUT=raster, TILE_SIZE=20)
    assert "raster.tif has no georeferencing" in text


@pytest.mark.parametrize(
    ("parameters", "part"),
    [
        ({"TILE_SIZE": 0}, "TILE_SIZE is 0; in pixels it must be a whole number from 1 on"),
        ({"TILE_SIZE": 2.5}, "TILE_SIZE is 2.5; in pixels it must be a whole number"),
        ({"TILE_SIZE": 20, "TILE_HEIGHT": 0}, "TILE_HEIGHT is 0; in pixels"),
        ({"TILE_SIZE": 20, "TILE_HEIGHT": 1.5}, "TILE_HEIGHT is 1.5; in pixels"),
        ({"TILE_SIZE": 20, "OVERLAP": 20}, "OVERLAP is 20 pixels and a tile only 20"),
        ({"TILE_SIZE": 20, "OVERLAP": -900}, "OVERLAP is -900 pixels, a gap beyond which no"),
        ({"TILE_SIZE": 3, "UNITS": "METERS"}, "A tile of 3 m is smaller than a pixel"),
        ({"TILE_SIZE": 20, "BANDS": "4"}, "BANDS asks for band 4, but raster.tif has 1 band"),
        ({"TILE_SIZE": 20, "BANDS": "red"}, "BANDS is 'red'; write band numbers"),
        ({"TILE_SIZE": 20, "EDGE": "drop"}, "EDGE is 'drop'; choose one of DROP, KEEP, SHIFT"),
        ({"TILE_SIZE": 20, "MIN_VALID": 101}, "Incorrect parameter value for MIN_VALID"),
    ],
)
def test_wrong_values_are_named_with_a_remedy(run_error, make_raster, parameters, part):
    assert part in run_error("createtilegrid", INPUT=make_raster(blank(40, 40)), **parameters)


def test_no_tile_left_is_a_layer_without_tiles_and_a_warning(run, make_raster):
    raster = make_raster(np.zeros((40, 40), dtype="uint8"), nodata=0)
    result = run("createtilegrid", INPUT=raster, TILE_SIZE=20, MIN_VALID=1)
    assert (result["TILE_COUNT"], result["REJECTED_COUNT"]) == (0, 4)
    assert "No tile is left" in run.log


def test_grid_goes_into_files_of_any_vector_format(run, make_raster, tmp_path):
    from qgis.core import QgsVectorLayer

    raster = make_raster(blank(40, 40))
    for name in ("grid.gpkg", "grid.geojson", "grid.shp"):
        path = str(tmp_path / name)
        run("createtilegrid", INPUT=raster, TILE_SIZE=20, OUTPUT=path)
        layer = QgsVectorLayer(path, name)
        assert values(layer, "tile_id", "row_off", "width")[3] == ("r00001_c00001", 20, 20)
