"""Sources: by name, as an asset, an expression, or code; and requests below the limits."""

from __future__ import annotations

import json
from datetime import date

import numpy as np
import pytest

from tilewright.core.earthengine.client import Connection, connect
from tilewright.core.earthengine.given import (
    check_asset_id,
    image_of_asset,
    image_of_code,
    image_of_expression,
    read_expression,
)
from tilewright.core.earthengine.grids import TileSize, parse_pixels, plan_grids
from tilewright.core.earthengine.plan import plan_requests, read_in_requests
from tilewright.core.earthengine.query import Query
from tilewright.core.earthengine.sources import SOURCES, make_image
from tilewright.core.errors import ParameterError
from tilewright.core.geometry.outlines import TileGeometries
from tilewright.core.resampling.grid import TargetGrid

JUNE = Query(date(2024, 6, 1), date(2024, 6, 30))
HERE = (3.0, 41.0, 3.1, 41.1)


@pytest.fixture
def client(connected):
    return connect(Connection())


@pytest.mark.parametrize("name", SOURCES)
def test_every_source_is_an_expression_with_its_assets_and_licence(client, name):
    query = JUNE if SOURCES[name].is_dated else Query()
    image = make_image(client.ee, name, query)
    text = json.dumps(client.ee.serializer.encode(image.at(client.ee, HERE)))
    assert image.ids and all(f'"{asset}"' in text for asset in image.ids)
    assert len(image.attribution) > 20
    assert image.is_one or "Filter.intersects" in text
    if SOURCES[name].is_dated:
        assert '"2024-06-01"' in text and '"2024-07-01"' in text


@pytest.mark.parametrize(
    ("how", "function"),
    [("MEDIAN", "reduce.median"), ("MEAN", "reduce.mean"), ("FIRST", "ImageCollection.mosaic"),
     ("BEST", "Collection.qualityMosaic")],
)  # fmt: skip
def test_images_become_one_as_asked(client, how, function):
    query = Query(JUNE.start, JUNE.end, how)
    image = make_image(client.ee, "sentinel2-reflectance", query).at(client.ee, HERE)
    text = json.dumps(client.ee.serializer.encode(image))
    assert function.rpartition(".")[2] in text


@pytest.mark.parametrize(
    ("name", "query", "told"),
    [
        ("sentinel2-rgb", Query(), "give {START} and {END}"),
        ("sentinel1", Query(date(2024, 1, 1)), "give {START} and {END}"),
        ("worldcover", JUNE, "leave {START} and {END} out"),
        ("dynamicworld", Query(JUNE.start, JUNE.end, "MEAN"), "leave {COMPOSITE} out"),
        ("sentinel1", Query(JUNE.start, JUNE.end, "", 20), "leave {MAX_CLOUD} out"),
    ],
)
def test_what_a_source_does_not_know_is_refused(client, name, query, told):
    with pytest.raises(ParameterError) as caught:
        make_image(client.ee, name, query)
    assert told in caught.value.message.template or told in str(caught.value)


def test_days_the_wrong_way_round_are_refused():
    with pytest.raises(ParameterError, match="lies before"):
        Query(date(2024, 7, 1), date(2024, 6, 1))


def test_assets_are_asked_what_they_are(client, connected):
    image = image_of_asset(client, "projects/earthengine-public/assets/ESA/WorldCover", Query())
    assert image.is_one and image.ids == ("ESA/WorldCover",)
    connected.asset_types["ESA/WorldCover"] = "IMAGE_COLLECTION"
    image = image_of_asset(client, "ESA/WorldCover", Query(JUNE.start, JUNE.end, "", 20, ("Map",)))
    text = json.dumps(client.ee.serializer.encode(image.at(client.ee, HERE)))
    for part in ("ImageCollection.load", '"2024-07-01"', "CLOUDY_PIXEL_PERCENTAGE", '["Map"]'):
        assert part in text
    connected.asset_types["ESA/WorldCover"] = "TABLE"
    with pytest.raises(ParameterError, match="neither an image nor a collection of images, but"):
        image_of_asset(client, "ESA/WorldCover", Query())


@pytest.mark.parametrize("text", ["", "a", "../etc/passwd", "http://x/y", "a b/c", "a/b?c=d"])
def test_what_is_no_asset_is_refused(text):
    with pytest.raises(ParameterError, match="write the id of an image"):
        check_asset_id(text)


def test_an_expression_is_what_the_client_has_written(client, tmp_path):
    ee = client.ee
    wanted = ee.Image("a/b").select(["x"]).add(3)
    path = tmp_path / "image.json"
    path.write_text(wanted.serialize())
    for text in (wanted.serialize(), str(path)):
        image = image_of_expression(client, read_expression(text), Query(), "e", "EXPRESSION")
        assert image.at(ee, HERE).serialize() == wanted.serialize()
    images = ee.ImageCollection("a/c").filterDate("2020-01-01", "2021-01-01")
    image = image_of_expression(client, json.loads(images.serialize()), Query(), "e", "LAYER")
    assert "Collection.filter" in image.at(ee, HERE).serialize()


@pytest.mark.parametrize("text", ["", "{", "nothing", "[" * 100_000])
def test_what_is_no_expression_is_refused(text):
    with pytest.raises(ParameterError, match="is not the JSON of an Earth Engine object"):
        read_expression(text)


@pytest.mark.parametrize("value", [5, "text", [1], {"a": 1}, {"result": "0", "values": {}}])
def test_what_is_no_image_is_refused(client, value):
    with pytest.raises(ParameterError):
        image_of_expression(client, value, Query(), "e", "EXPRESSION")


def write_code(tmp_path, text):
    path = tmp_path / "code" / "mine.py"
    path.parent.mkdir(exist_ok=True)
    path.write_text("import ee\n" + text)
    return str(path)


def test_code_of_the_seed_gives_an_image(client, tmp_path):
    path = write_code(tmp_path, "def get_ee_image():\n    return ee.Image('a/b').add(1)\n")
    image = image_of_code(client, path, Query())
    assert image.at(client.ee, HERE).serialize() == client.ee.Image("a/b").add(1).serialize()
    assert [p.name for p in (tmp_path / "code").iterdir()] == ["mine.py"]


def test_code_of_geetiles_is_asked_for_each_tile(client, tmp_path):
    path = write_code(
        tmp_path,
        "class DatasetDefinition:\n"
        "    def get_dataset_name(self): return 'mine'\n"
        "    def get_gee_image(self, tile_geometry):\n"
        "        return ee.Image.constant(tile_geometry.bounds[0])\n"
        "    def get_dtype(self): return 'uint16'\n",
    )
    image = image_of_code(client, path, Query())
    assert image.cast == "uint16"
    ee = client.ee
    assert image.at(ee, HERE).serialize() == ee.Image.constant(3.0).serialize()


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("x = 1", "has neither a function get_ee_image"),
        ("def get_ee_image():\n    return 5", "is not an image of Earth Engine, but int"),
        ("def get_ee_image():\n    return 1 / 0", "ZeroDivisionError"),
        ("this is no code", "SyntaxError"),
        ("class DatasetDefinition:\n    def __init__(self, a, b): pass", "TypeError"),
    ],
)
def test_code_that_fails_is_a_sentence(client, tmp_path, text, told):
    with pytest.raises(ParameterError, match=told):
        image_of_code(client, write_code(tmp_path, text), Query())


@pytest.mark.parametrize(
    ("width", "height", "item_bytes"),
    [(100, 100, [1]), (4000, 4000, [2] * 12), (40000, 10, [1]), (10, 70000, [4]),
     (64, 64, [4] * 1500), (5000, 7000, [8] * 3), (1, 1, [1] * 2047)],
)  # fmt: skip
def test_requests_cover_a_tile_once_and_stay_below_the_limits(width, height, item_bytes):
    requests = plan_requests(width, height, item_bytes)
    times = {}
    for request in requests:
        left, top, columns, rows = request.window
        assert max(columns, rows) <= 32768 and len(request.bands) + 1 <= 1024
        size = columns * rows * (sum(item_bytes[k] + 1 for k in request.bands) + 2)
        assert size <= 48 * 1024**2
        assert left + columns <= width and top + rows <= height
        times[request.bands] = times.get(request.bands, 0) + columns * rows
    assert sorted(k for bands in times for k in bands) == list(range(len(item_bytes)))
    assert set(times.values()) == {width * height}
    whole = width * height * (sum(item_bytes) + len(item_bytes))
    if whole < 40 * 1024**2 and max(width, height) < 32768 and len(item_bytes) < 1024:
        assert len(requests) == 1


def test_what_is_put_together_is_the_whole():
    wanted = np.arange(3 * 1000 * 4000, dtype="uint32").reshape(3, 1000, 4000)
    target = TargetGrid("", (1.0, 0.0, 0.0, 0.0, -1.0, 1000.0), 4000, 1000)
    asked = []

    def ask(grid, bands):
        left, top = int(grid.transform[2]), int(1000 - grid.transform[5])
        part = wanted[list(bands), top : top + grid.height, left : left + grid.width]
        asked.append(grid)
        return part, np.ones(part.shape[1:], dtype=bool)

    values, valid = read_in_requests(target, [4, 4, 4], "uint32", ask)
    assert len(asked) > 1 and valid.all()
    np.testing.assert_array_equal(values, wanted)


def outlines_of(*boxes):
    from shapely.geometry import box

    return TileGeometries([box(*each).wkb for each in boxes])


def test_neighbours_in_a_zone_share_edges():
    from rasterio.warp import transform_bounds

    boxes = [
        transform_bounds("EPSG:32631", "EPSG:4326", x, 4599000, x + 640, 4599640)
        for x in (500003, 500643)
    ]
    grids = plan_grids(outlines_of(*boxes), TileSize(metres=10), False)
    first, second = grids.targets
    assert grids.codes == ["EPSG:32631"]
    assert all(value % 10 == 0 for t in (first, second) for value in t.transform)
    assert grids.places.off_grid.max() < 1e-6


@pytest.mark.parametrize(("text", "size"), [("100", (100, 100)), (" 70, 50", (70, 50)), ("", None)])
def test_numbers_of_pixels(text, size):
    assert parse_pixels(text) == size


@pytest.mark.parametrize("text", ["0", "a", "1,2,3", "-5", "1.5", "9999999"])
def test_what_is_no_number_of_pixels_is_refused(text):
    with pytest.raises(ParameterError, match="write one number"):
        parse_pixels(text)


@pytest.mark.parametrize(("how", "function"), [("BILINEAR", "resample"), ("BICUBIC", "resample")])
def test_images_are_interpolated_before_they_become_one(client, how, function):
    image = make_image(client.ee, "sentinel2-reflectance", JUNE)
    text = json.dumps(client.ee.serializer.encode(image.at(client.ee, HERE, how)))
    # Within what is done to each image, and not to the composite, whose pixels are a degree wide.
    assert text.count("Image.resample") == 1 and "Collection.map" in text
    plain = image_of_asset(client, "ESA/WorldCover", Query()).at(client.ee, HERE, how).serialize()
    assert "Image.resample" in plain and how.lower() in plain


def test_averages_of_composites_know_the_pixels_of_their_images(client):
    image = make_image(client.ee, "sentinel1", JUNE)
    text = json.dumps(client.ee.serializer.encode(image.at(client.ee, HERE, "AVERAGE")))
    assert "Image.reduceResolution" in text and "Image.setDefaultProjection" in text
    assert "Collection.first" in text
    plain = image_of_asset(client, "ESA/WorldCover", Query()).at(client.ee, HERE, "AVERAGE")
    assert "Image.setDefaultProjection" not in plain.serialize()
