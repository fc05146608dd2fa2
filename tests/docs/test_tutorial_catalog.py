"""The commands of docs/tutorial_catalog.md, on a catalogue of images cut from the example."""

from __future__ import annotations

import csv
import json

import numpy as np
import pytest
import rasterio
import rasterio.warp

# Date, cloudy percent of the product, baseline, and which part of the image is cloudy.
IMAGES = (
    ("2022-01-10", 5, "03.01", 0.0),
    ("2022-03-10", 5, "04.00", 1.0),
    ("2022-05-10", 20, "04.00", 0.0),
    ("2022-08-10", 90, "04.00", 0.0),
    ("2022-10-10", 10, "04.00", 0.1),
)
NAMES = ("red", "green", "blue", "nir")


@pytest.fixture
def made(tmp_path, make_server, examples, optional_libraries):
    """A server with a catalogue, and the numbers of its images by day."""
    pytest.importorskip("pystac_client")
    folder = tmp_path / "www"
    folder.mkdir()
    server = make_server(folder)
    with rasterio.open(examples / "foz" / "foz.tif") as source:
        window = rasterio.windows.Window(100, 50, 400, 400)
        values = source.read(window=window)
        place = source.window_transform(window)
        box = rasterio.warp.transform_bounds(source.crs, "EPSG:4326", *source.window_bounds(window))
        crs = source.crs
    numbers, items = {}, []
    for day, cloud, baseline, cloudy in IMAGES:
        offset = 1000 if baseline >= "04" else 0
        numbers[day] = values[[0, 1, 2, 0]] // 8 + offset
        classes = np.full(values.shape[1:], 4, np.uint8)
        classes[: round(cloudy * 400)] = 9
        assets = {}
        for name, band in (*zip(NAMES, numbers[day]), ("scl", classes)):
            path = folder / day / f"{name}.tif"
            path.parent.mkdir(exist_ok=True)
            profile = {"dtype": band.dtype, "crs": crs, "transform": place, "nodata": 0}
            shape = {"width": 400, "height": 400, "count": 1}
            with rasterio.open(path, "w", driver="GTiff", tiled=True, **shape, **profile) as file:
                file.write(band, 1)
            assets[name] = {"href": f"../{day}/{name}.tif", "type": "image/tiff; profile=cog"}
            if name != "scl":
                told = {"scale": 0.0001, "offset": -offset / 10000, "nodata": 0}
                assets[name]["raster:bands"] = [told]
                assets[name]["eo:bands"] = [{"name": name, "common_name": name}]
        items.append(
            {
                "type": "Feature",
                "stac_version": "1.0.0",
                "id": f"S2A_21JYN_{day.replace('-', '')}_0_L2A",
                "collection": "sentinel-2-l2a",
                "geometry": None,
                "bbox": list(box),
                "properties": {
                    "datetime": f"{day}T13:50:00Z",
                    "eo:cloud_cover": cloud,
                    "s2:processing_baseline": baseline,
                    "proj:epsg": 32621,
                },
                "assets": assets,
                "links": [],
            }
        )
    _write(folder / "catalog", items)
    return server, numbers, place


def _write(folder, items):
    folder.mkdir()
    for item in items:
        (folder / f"{item['id']}.json").write_text(json.dumps(item))
    catalog = {
        "type": "Catalog",
        "stac_version": "1.0.0",
        "id": "made",
        "description": "made from the example",
        "links": [{"rel": "item", "href": f"./{item['id']}.json"} for item in items],
    }
    (folder / "catalog.json").write_text(json.dumps(catalog))


def test_the_commands_of_the_page(run, rows, commands_of, made, tmp_path):
    server, numbers, place = made
    results = {}
    for name, parameters in commands_of("tutorial_catalog.md"):
        if name == "tilewright:searchcatalog":
            assert parameters.pop("CATALOG") == "EARTH_SEARCH"
            parameters["URL"] = f"{server.url}/catalog/catalog.json"
        for key in ("OUTPUT", "AOI", "CATALOG", "SCENE_TABLE"):
            if key in parameters:
                parameters[key] = str(tmp_path / parameters[key])
        results[name.partition(":")[2]] = run(name, **parameters)
    # One is too cloudy by its metadata, one in the area itself.
    assert results["searchcatalog"]["ITEM_COUNT"] == 4
    assert results["selectproducts"]["SELECTED_COUNT"] == 3
    check_tiles(tmp_path / "foz2022", numbers, place)


def check_tiles(folder, numbers, place):
    with (folder / "tiles.csv").open(encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    assert {row["date"] for row in rows} == {"2022-01-10", "2022-05-10", "2022-10-10"}
    for row in rows:
        left, top, width, height = (
            int(row[name]) for name in ("col_off", "row_off", "width", "height")
        )
        own = numbers[row["date"]][:, top : top + height, left : left + width]
        offset = np.float32(0 if row["date"] < "2022-02" else -0.1)
        with rasterio.open(folder / row["file"]) as image:
            np.testing.assert_array_equal(
                image.read(), own.astype(np.float32) * np.float32(0.0001) + offset
            )
