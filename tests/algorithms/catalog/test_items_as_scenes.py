"""Items of a catalogue as scenes: values, masks, and who is asked."""

from __future__ import annotations

import json

import numpy as np
import pytest

NAMES = ("red", "green", "blue", "nir")


@pytest.fixture
def place(tmp_path, make_server):
    """A server with a folder of its own."""
    (tmp_path / "www").mkdir()
    return make_server(tmp_path / "www")


@pytest.fixture
def two_items(place, make_cogs, make_item):
    """An image of Earth Search whose offset is in its numbers, and an earlier one without."""
    folder = place.folder
    late = make_cogs(folder / "late", seed=1, offset=1000)
    early = make_cogs(folder / "early", seed=2, offset=0)
    items = [
        make_item("early", f"{place.url}/early", "2021-06-01", baseline="03.00"),
        make_item("late", f"{place.url}/late", "2022-06-01", baseline="04.00"),
    ]
    for asset in items[0]["assets"].values():
        for band in asset.get("raster:bands", ()):
            band["offset"] = 0
    return items, early, late


@pytest.fixture
def table(run, tmp_path, write_catalog):
    """Searches a catalogue of items; returns the layer."""

    def make(items, **parameters):
        path = write_catalog(tmp_path / "catalog", items)
        return run("searchcatalog", URL=str(path), **parameters)["OUTPUT"]

    return make


def reflectance(numbers, scale=0.0001, offset=-0.1):
    values = numbers.astype(np.float32) * np.float32(scale) + np.float32(offset)
    values[numbers == 0] = np.nan
    return values


def read_tiles(folder):
    import csv

    import rasterio

    with (folder / "tiles.csv").open(encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    for row in rows:
        with rasterio.open(folder / row["file"]) as image:
            yield row, image.read()


def check_tiles(folder, expected, size):
    count = 0
    for row, values in read_tiles(folder):
        number, line, column = row["tile_id"].split("_")
        left, top = int(column[1:]) * size, int(line[1:]) * size
        window = slice(top, top + size), slice(left, left + size)
        wanted = np.stack([band[window] for band in expected[int(number[1:]) - 1]])
        np.testing.assert_array_equal(values, wanted)
        count += 1
    return count


def test_a_dataset_of_items_has_their_values(run, rows, table, two_items, tmp_path, place):
    items, early, late = two_items
    folder = tmp_path / "dataset"
    place.asked.clear()
    run(
        "builddataset",
        SCENE_TABLE=table(items),
        TILE_SIZE=32,
        FORMAT="GTIFF",
        SCALING="NONE",
        SPLIT_METHOD="RANDOM",
        OUTPUT=str(folder),
    )
    expected = [
        [reflectance(early[name], offset=0) for name in NAMES],
        [reflectance(late[name]) for name in NAMES],
    ]
    assert check_tiles(folder, expected, 32) == 32
    told = json.loads((folder / "dataset.json").read_text())
    assert [scene["name"] for scene in told["scenes"]] == ["early", "late"]
    assert {scene["attribution"] for scene in told["scenes"]} == {"ESA - CC-BY-4.0"}
    assert [scene["date"] for scene in told["scenes"]] == ["2021-06-01", "2022-06-01"]
    # Nothing beside the files is looked for.
    assert set(place.paths()) <= {
        f"/{day}/{name}.tif" for day in ("early", "late") for name in NAMES
    }


def test_bands_are_chosen_by_name(run, table, two_items, tmp_path, place):
    items, early, late = two_items
    folder = tmp_path / "dataset"
    run(
        "builddataset",
        SCENE_TABLE=table(items, ASSETS="red,nir"),
        BANDS="nir",
        TILE_SIZE=64,
        FORMAT="GTIFF",
        SCALING="NONE",
        SPLIT_METHOD="RANDOM",
        OUTPUT=str(folder),
    )
    expected = [[reflectance(early["nir"], offset=0)], [reflectance(late["nir"])]]
    assert check_tiles(folder, expected, 64) == 8


@pytest.mark.parametrize(
    ("style", "baseline", "properties", "offset"),
    [
        ("earth_search", "04.00", {}, -0.1),
        ("earth_search", "04.00", {"earthsearch:boa_offset_applied": True}, 0),
        ("earth_search", "04.00", {"earthsearch:boa_offset_applied": False}, -0.1),
        ("planetary", "04.00", {}, -0.1),
        ("planetary", "05.11", {}, -0.1),
        ("planetary", "03.01", {}, 0),
    ],
)
def test_offsets_of_both_conventions(
    run, table, place, make_cogs, make_item, tmp_path, style, baseline, properties, offset
):
    import rasterio

    names = ("B04", "B08") if style == "planetary" else ("red", "nir")
    made = make_cogs(place.folder / "a", names)
    item = make_item(
        "a", f"{place.url}/a", baseline=baseline, style=style, names=names, **properties
    )
    output = tmp_path / "out.tif"
    run("composite", SCENE_TABLE=table([item]), VALUES="0", OUTPUT=str(output))
    with rasterio.open(output) as image:
        for band, name in zip(image.read(), names):
            np.testing.assert_allclose(
                band, reflectance(made[name], offset=offset), rtol=0, atol=2e-7
            )


def test_clouds_of_items_are_masked_in_a_composite(run, table, two_items, tmp_path):
    import rasterio

    items, early, late = two_items
    output = tmp_path / "out.tif"
    run("composite", SCENE_TABLE=table(items), METHOD="FIRST", BANDS="red", OUTPUT=str(output))
    wanted = reflectance(early["red"], offset=0)
    # The upper quarter is cloudy in both.
    wanted[:32] = np.nan
    with rasterio.open(output) as image:
        np.testing.assert_array_equal(image.read(1), wanted)


def test_tiles_with_clouds_are_left_out(run, table, two_items, tmp_path):
    items, _, _ = two_items
    result = run(
        "builddataset",
        SCENE_TABLE=table(items),
        CLOUD_VALUES="SENTINEL2_SCL",
        TILE_SIZE=32,
        FORMAT="GTIFF",
        SCALING="NONE",
        SPLIT_METHOD="RANDOM",
        OUTPUT=str(tmp_path / "dataset"),
    )
    assert result["TILE_COUNT"] == 24
    assert all("r00000" not in row["tile_id"] for row, _ in read_tiles(tmp_path / "dataset"))


def test_coarser_bands_come_to_the_finest_pixels(run, table, place, make_cogs, make_item, tmp_path):
    import rasterio

    names = ("red", "swir16")
    made = make_cogs(place.folder / "a", names)
    item = make_item("a", f"{place.url}/a", names=names)
    output = tmp_path / "out.tif"
    run("composite", SCENE_TABLE=table([item]), VALUES="0", OUTPUT=str(output))
    with rasterio.open(output) as image:
        assert image.shape == (128, 128)
        np.testing.assert_allclose(image.read(1), reflectance(made["red"]), rtol=0, atol=2e-7)


def test_a_file_that_is_no_image_is_not_followed(run_error, table, two_items, place, make_server):
    """A virtual raster in place of a COG would lead to files and to other servers."""
    items, _, _ = two_items
    other = make_server(place.folder)
    (place.folder / "late" / "red.tif").write_text(
        f"""<VRTDataset rasterXSize="128" rasterYSize="128">
        <SRS>EPSG:32631</SRS><GeoTransform>500000, 10, 0, 5000000, 0, -10</GeoTransform>
        <VRTRasterBand dataType="UInt16" band="1"><SimpleSource>
        <SourceFilename>/vsicurl/{other.url}/late/nir.tif</SourceFilename>
        </SimpleSource></VRTRasterBand></VRTDataset>"""
    )
    text = run_error("createtilegrid", SCENE_TABLE=table(items), TILE_SIZE=32)
    assert "red.tif cannot be opened" in text
    assert other.asked == []


@pytest.mark.parametrize("href", ["file:///etc/passwd", "/vsimem/x.tif", "gs://b/x.tif"])
def test_a_hostile_table_leads_nowhere(run_error, make_layer, href):
    assets = json.dumps({"assets": {"red": {"href": href}}, "crs": "EPSG:32631"})
    layer = make_layer(
        [("POLYGON((0 0, 1 0, 1 1, 0 0))", {"name": "a", "path": "a", "assets": assets})],
        fields="name:string,path:string,assets:string(0)",
    )
    text = run_error("createtilegrid", SCENE_TABLE=layer, TILE_SIZE=32)
    assert "a catalogue may lead to http, https and s3" in text


def test_a_time_series_of_items(run, table, two_items, tmp_path, place):
    items, early, late = two_items
    tiles = run("createtilegrid", INPUT=str(place.folder / "late" / "red.tif"), TILE_SIZE=32)
    folder = tmp_path / "series"
    run(
        "exporttimeseries",
        SCENE_TABLE=table(items),
        BANDS="nir,red",
        TILES=tiles["OUTPUT"],
        OUTPUT=str(folder),
    )
    stack = np.stack(
        [
            [reflectance(numbers[name], offset=offset) for name in ("nir", "red")]
            for numbers, offset in ((early, 0), (late, -0.1))
        ]
    )
    with np.load(folder / "images" / "r00002_c00001.npz") as sample:
        np.testing.assert_array_equal(sample["images"], stack[:, :, 64:96, 32:64])


@pytest.fixture
def token_server(place, monkeypatch):
    """Signs addresses as the Planetary Computer does; files are read only with a token."""
    import re
    from datetime import datetime, timedelta, timezone
    from functools import partial

    from tilewright.algorithms.network import signing
    from tilewright.core.catalog.tokens import Tokens

    given = []

    def give(handler):
        given.append(f"sv=1&sig=token{len(given)}")
        end = datetime.now(timezone.utc) + timedelta(seconds=place.life)
        told = {"token": given[-1], "msft:expiry": end.isoformat().replace("+00:00", "Z")}
        handler.answer(json.dumps(told).encode())

    def serve(handler):
        path, _, query = handler.path.partition("?")
        file = place.file_of(path)
        if query != given[-1] if given else True:
            handler.answer(b"no", 403)
        else:
            handler.answer_part(file.read_bytes())

    place.life = 3600
    place.given = given
    place.rules["/token/sentinel-2-l2a"] = give
    place.rules["*"] = serve
    signed = partial(Tokens, url=f"{place.url}/token/", hosts=re.compile("127.0.0.1"))
    monkeypatch.setattr(signing, "Tokens", signed)
    return place


def test_addresses_are_signed_by_a_token_a_collection(
    run, rows, table, token_server, make_cogs, make_item, tmp_path, monkeypatch
):
    import rasterio

    from tilewright.core.catalog import presets

    made = make_cogs(token_server.folder / "a", ("B04",))
    item = make_item("a", f"{token_server.url}/a", style="planetary", names=("B04",))
    layer = table([item])
    layer.startEditing()
    for feature in layer.getFeatures():
        told = json.loads(feature["assets"])
        told["signing"] = presets.PLANETARY_COMPUTER
        layer.changeAttributeValue(
            feature.id(), layer.fields().lookupField("assets"), json.dumps(told)
        )
    layer.commitChanges()
    output = tmp_path / "out.tif"
    run("composite", SCENE_TABLE=layer, VALUES="0", OUTPUT=str(output))
    with rasterio.open(output) as image:
        np.testing.assert_allclose(image.read(1), reflectance(made["B04"]), rtol=0, atol=2e-7)
    assert len(token_server.given) == 1
    # No token is kept.
    assert "sig=" not in "".join(str(row) for row in rows(layer))


def test_nothing_else_is_asked_for_pixels(run, table, two_items, tmp_path, place, make_server):
    """A proxy sees whatever GDAL asks: the files of the table, and nothing besides."""
    import http.client

    from osgeo import gdal

    items, _, _ = two_items
    layer = table(items)
    proxy = make_server()

    def forward(handler):
        path = handler.path.partition("/")[2].partition("/")[2].partition("/")[2]
        connection = http.client.HTTPConnection(place.url.partition("//")[2])
        connection.request(handler.command, f"/{path}", headers=dict(handler.headers))
        reply = connection.getresponse()
        data = reply.read()
        told = reply.getheader("Content-Range")
        more = {"Content_Range": told} if told else {"Accept_Ranges": "bytes"}
        if handler.command == "HEAD":
            more["Content_Length"] = reply.getheader("Content-Length")
        handler.answer(data, reply.status, **more)
        connection.close()

    proxy.rules["*"] = forward
    # GDAL keeps what it has fetched before.
    gdal.VSICurlClearCache()
    gdal.SetConfigOption("GDAL_HTTP_PROXY", proxy.url.partition("//")[2])
    try:
        run("createtilegrid", SCENE_TABLE=layer, TILE_SIZE=64, MIN_VALID=50)
    finally:
        gdal.SetConfigOption("GDAL_HTTP_PROXY", None)
    asked = {path.partition("?")[0] for path in proxy.paths()}
    assert asked
    assert asked <= {f"{place.url}/{day}/{name}.tif" for day in ("early", "late") for name in NAMES}


def test_workers_of_a_cluster_write_the_same(run, table, two_items, tmp_path, scheduler):
    items, _, _ = two_items
    layer = table(items)
    tiles = run("createtilegrid", SCENE_TABLE=layer, TILE_SIZE=64)["OUTPUT"]
    same = {"SCENE_TABLE": layer, "TILES": tiles, "FORMAT": "GTIFF", "SCALING": "NONE"}
    folders = tmp_path / "here", tmp_path / "there"
    run("exporttiles", OUTPUT=str(folders[0]), **same)
    run("exporttiles", OUTPUT=str(folders[1]), SCHEDULER=scheduler, **same)
    here, there = (
        {path.name: path.read_bytes() for path in folder.rglob("*.tif")} for folder in folders
    )
    assert len(here) == 8
    assert here == there


def test_later_images_are_added_to_a_dataset(run, table, two_items, tmp_path):
    items, early, late = two_items
    folder = tmp_path / "dataset"
    same = {"TILE_SIZE": 32, "FORMAT": "GTIFF", "SCALING": "NONE", "SPLIT_METHOD": "RANDOM"}
    run("builddataset", SCENE_TABLE=table(items[:1]), OUTPUT=str(folder), **same)
    run("builddataset", SCENE_TABLE=table(items), OUTPUT=str(folder), APPEND=True, **same)
    told = json.loads((folder / "dataset.json").read_text())
    assert [scene["name"] for scene in told["scenes"]] == ["early", "late"]
    expected = [
        [reflectance(early[name], offset=0) for name in NAMES],
        [reflectance(late[name]) for name in NAMES],
    ]
    assert check_tiles(folder, expected, 32) == 32
