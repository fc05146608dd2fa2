"""WMS and WCS of QGIS Server: the pixels of the file that it serves."""

from __future__ import annotations

import json

import numpy as np
import pytest
import rasterio


def read_all(folder):
    found = {}
    for path in sorted((folder / "images").iterdir()):
        with rasterio.open(path) as file:
            found[path.name] = (file.read(), file.transform, file.crs)
    return found


@pytest.mark.parametrize("kind", ["wms", "wcs"])
def test_tiles_equal_those_of_the_file(
    kind, request, export, image_file, image_tiles, proxy, tmp_path
):
    layer = request.getfixturevalue(f"{kind}_layer")
    tiles = image_tiles()
    export(str(image_file), tiles, "file")
    results = export(layer, tiles, "service")
    assert results["TILE_COUNT"] == 120
    ours, theirs = read_all(tmp_path / "service"), read_all(tmp_path / "file")
    assert ours.keys() == theirs.keys()
    for name, (values, transform, crs) in theirs.items():
        np.testing.assert_array_equal(ours[name][0], values)
        assert ours[name][1].almost_equals(transform, 1e-6) and ours[name][2] == crs
    # QGIS itself asks for fewer pixels of coverages that it opens.
    asked = [path for path in proxy.asked if kind == "wms" or "WIDTH=768" in path]
    assert len(asked) == results["REQUEST_COUNT"] <= 4
    assert proxy.most <= 2
    facts = json.loads((tmp_path / "service" / "dataset.json").read_text("utf-8"))
    assert facts["sources"]["service"]["provider"] == kind


def test_a_map_service_equals_what_qgis_draws_of_the_same_windows(
    export, wms_layer, image_tiles, tmp_path
):
    from qgis.core import QgsRectangle

    export(wms_layer, image_tiles({0, 17, 119}))
    for path in (tmp_path / "out" / "images").iterdir():
        with rasterio.open(path) as file:
            values, bounds = file.read(), file.bounds
        extent = QgsRectangle(bounds.left, bounds.bottom, bounds.right, bounds.top)
        block = wms_layer.dataProvider().block(1, extent, 64, 64)
        pixels = np.frombuffer(block.data(), dtype=np.uint32).reshape(64, 64)
        drawn = np.stack([(pixels >> shift).astype(np.uint8) for shift in (16, 8, 0)])
        np.testing.assert_array_equal(values, drawn)


def test_values_of_a_coverage_are_scaled_as_those_of_the_file(
    export, wcs_layer, image_file, image_tiles, files, tmp_path
):
    for name, raster in (("file", str(image_file)), ("service", wcs_layer)):
        export(raster, image_tiles(), name, FORMAT="PNG", SCALING="PERCENTILE")
    ours, theirs = (files(tmp_path / name / "images") for name in ("service", "file"))
    assert ours == theirs
    facts = [
        json.loads((tmp_path / name / "dataset.json").read_text("utf-8"))
        for name in ("file", "service")
    ]
    assert facts[0]["scaling"]["bands"][0]["min"] == facts[1]["scaling"]["bands"][0]["min"]
    assert facts[0]["statistics"][0]["mean"] == facts[1]["statistics"][0]["mean"]


def test_a_dataset_and_a_grid_are_made_of_a_service_by_its_area(
    run, wms_layer, image_file, make_layer, tmp_path
):
    area = make_layer(
        [("POLYGON((501000 4598000,503000 4598000,503000 4596500,501000 4598000))", {})], fields=""
    )
    common = {"AOI": area, "TILE_SIZE": 64}
    grid = run("createtilegrid", INPUT=wms_layer, RESOLUTION=10.0, **common)["OUTPUT"]
    assert grid.featureCount() > 3
    widths = {round(f.geometry().boundingBox().width(), 3) for f in grid.getFeatures()}
    assert len(widths) == 1
    results = run(
        "builddataset",
        RASTER=wms_layer,
        METERS_PER_PIXEL=10.0,
        FORMAT="PNG",
        OUTPUT=str(tmp_path / "out"),
        **common,
    )
    assert results["TILE_COUNT"] == grid.featureCount() and results["REQUEST_COUNT"] > 0
    dry = run(
        "builddataset",
        RASTER=wms_layer,
        METERS_PER_PIXEL=10.0,
        DRY_RUN=True,
        OUTPUT="",
        **common,
    )
    assert dry["REQUEST_COUNT"] == results["REQUEST_COUNT"]


def test_tiles_are_resampled_from_the_nearest_pixels(
    export, wcs_layer, image_file, image_tiles, tmp_path
):
    asked = {"RESAMPLING": "BILINEAR", "PIXELS": 24}
    for name, raster in (("file", str(image_file)), ("service", wcs_layer)):
        export(raster, image_tiles({5, 6, 40}), name, **asked)
    ours, theirs = read_all(tmp_path / "service"), read_all(tmp_path / "file")
    for name, (values, _, _) in theirs.items():
        assert values.shape == (3, 24, 24)
        np.testing.assert_array_equal(ours[name][0], values)
