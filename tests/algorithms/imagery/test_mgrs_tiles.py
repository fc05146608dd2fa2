"""Sentinel-2 tiles of an area, in QGIS."""

import pytest


def test_toulouse_needs_one_tile_and_luxembourg_some(run, make_layer, luxembourg, rows):
    area = make_layer([("POLYGON((1.3 43.4, 1.6 43.4, 1.6 43.7, 1.3 43.4))", {})], crs="EPSG:4326")
    result = run("mgrstiles", AOI=area)
    assert (result["TILES"], result["NEEDED_COUNT"], result["TILE_COUNT"]) == ("31TCJ", 1, 1)
    assert rows(result["OUTPUT"]) == [
        {"tile": "31TCJ", "crs": "EPSG:32631", "aoi_pct": pytest.approx(100), "needed": 1}
    ]
    assert "1 tile holds the area: 31TCJ." in run.log
    result = run("mgrstiles", AOI=luxembourg)
    tiles = rows(result["OUTPUT"])
    assert result["TILES"].split(",") == [t["tile"] for t in tiles if t["needed"]]
    assert {t["tile"] for t in tiles} >= {"31UFR", "31UGR", "32ULA", "32ULV"}
    assert result["NEEDED_COUNT"] < result["TILE_COUNT"] == len(tiles)


def test_outlines_are_the_tiles_of_their_zones(run, make_layer):
    from qgis.core import QgsCoordinateReferenceSystem, QgsCoordinateTransform, QgsProject

    # In another coordinate system than degrees.
    area = make_layer(
        [("POLYGON((399000 4795000, 412000 4795000, 405000 4810000, 399000 4795000))", {})]
    )
    layer = run("mgrstiles", AOI=area)["OUTPUT"]
    found = {}
    for feature in layer.getFeatures():
        zone = QgsCoordinateReferenceSystem(feature["crs"])
        to = QgsCoordinateTransform(layer.crs(), zone, QgsProject.instance())
        geometry = feature.geometry()
        geometry.transform(to)
        extent = geometry.boundingBox()
        edges = extent.xMinimum(), extent.yMinimum(), extent.xMaximum(), extent.yMaximum()
        found[feature["tile"]] = [round(v) for v in edges]
    assert found["31TCJ"] == [300000, 4790220, 409800, 4900020]
    assert found["31TDJ"] == [399960, 4790220, 509760, 4900020]
    assert found["31TCH"] == [300000, 4690200, 409800, 4800000]


def test_an_area_is_needed(run_error):
    assert "Name an area of interest" in run_error("mgrstiles")
