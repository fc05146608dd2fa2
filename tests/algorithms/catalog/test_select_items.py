"""Choosing among the images of a catalogue."""

from __future__ import annotations

import json

import pytest


@pytest.fixture
def place(tmp_path, make_server):
    (tmp_path / "www").mkdir()
    return make_server(tmp_path / "www")


@pytest.fixture
def found(run, tmp_path, write_catalog, place):
    """The layer of a search over items."""

    def make(items):
        path = write_catalog(tmp_path / "catalog", items)
        return run("searchcatalog", URL=str(path))["OUTPUT"]

    return make


def months(make_item, place, clouds):
    return [
        make_item(f"S2A_31TEK_2022{k:02d}01_0_L2A", f"{place.url}/{k}", f"2022-{k:02d}-01", cloud)
        for k, cloud in enumerate(clouds, 1)
    ]


def chosen(rows, result):
    return [row["date"] for row in rows(result["OUTPUT"]) if row["selected"]]


def test_clear_images_spread_over_time(run, rows, found, make_item, place):
    layer = found(months(make_item, place, [5, 90, 5, 5, 5, 90, 5]))
    result = run("selectproducts", CATALOG=layer, MAX_CLOUD=50, COUNT=3)
    assert chosen(rows, result) == ["2022-01-01", "2022-04-01", "2022-07-01"]
    assert result["PRODUCT_COUNT"] == 7
    reasons = {row["date"]: row["reason"] for row in rows(result["OUTPUT"])}
    assert "cloudy" in reasons["2022-02-01"]
    # Nothing is read for that.
    assert place.asked == []


def test_of_one_scene_the_newest_baseline_counts_once(run, rows, found, make_item, place):
    items = [
        make_item("S2A_31TEK_20220601_0_L2A", f"{place.url}/a", baseline="04.00"),
        make_item("S2A_31TEK_20220601_1_L2A", f"{place.url}/b", baseline="05.10"),
        make_item("S2A_31TEK_20220601_2_L2A", f"{place.url}/c", baseline="05.10"),
        make_item("S2A_31TFK_20220601_0_L2A", f"{place.url}/d", **{"grid:code": "MGRS-31TFK"}),
    ]
    result = run("selectproducts", CATALOG=found(items))
    names = [row["name"] for row in rows(result["OUTPUT"]) if row["selected"]]
    assert names == ["S2A_31TEK_20220601_2_L2A", "S2A_31TFK_20220601_0_L2A"]
    assert json.loads(result["SELECTED"])[0].endswith("S2A_31TEK_20220601_2_L2A.json")


def test_coverage_is_that_of_the_area(run, rows, found, make_item, make_layer, place):
    from shapely.geometry import box

    items = [
        make_item("west", f"{place.url}/a", "2022-06-01"),
        make_item("east", f"{place.url}/b", "2022-07-01", left=501280),
    ]
    # Three quarters of it are over the first image.
    area = box(500320, 4999000, 501600, 4999500).wkt
    layer = make_layer([(area, {})])
    result = run("selectproducts", CATALOG=found(items), AOI=layer, MIN_COVERAGE=60)
    told = {row["name"]: row for row in rows(result["OUTPUT"])}
    assert told["west"]["coverage_pct"] == pytest.approx(75, abs=0.5)
    assert told["east"]["coverage_pct"] == pytest.approx(25, abs=0.5)
    assert [told["west"]["selected"], told["east"]["selected"]] == [1, 0]


def test_clouds_of_the_area_are_counted_in_the_classification(
    run, rows, found, make_item, make_cogs, make_layer, place
):
    from shapely.geometry import box

    make_cogs(place.folder / "a")
    layer = found([make_item("a", f"{place.url}/a", cloud=77)])
    # The upper quarter of the image is cloudy.
    area = make_layer([(box(500000, 5000000 - 640, 501280, 5000000).wkt, {})])
    result = run("selectproducts", CATALOG=layer, AOI=area, CLOUD_COVER="SCL")
    (row,) = rows(result["OUTPUT"])
    assert row["cloud_pct"] == pytest.approx(50, abs=1)
    assert set(place.paths()) == {"/a/scl.tif"}


def test_the_result_is_a_table_of_scenes(run, rows, found, make_item, make_cogs, place, tmp_path):
    items = months(make_item, place, [5, 90, 5])
    for k in (1, 2, 3):
        make_cogs(place.folder / str(k), seed=k)
    result = run("selectproducts", CATALOG=found(items), MAX_CLOUD=50)
    assert result["OUTPUT"].crs().authid() == "EPSG:4326"
    assert all(feature.hasGeometry() for feature in result["OUTPUT"].getFeatures())
    tiles = run("createtilegrid", SCENE_TABLE=result["OUTPUT"], TILE_SIZE=64)["OUTPUT"]
    assert {row["scene"] for row in rows(tiles)} == {items[0]["id"], items[2]["id"]}


def test_what_is_no_layer_of_a_search(run_error, make_layer):
    layer = make_layer([("POLYGON((0 0, 1 0, 1 1, 0 0))", {"class": "a"})])
    text = run_error("selectproducts", CATALOG=layer)
    assert "CATALOG layer has no column name, date, path" in text
    assert "give INPUT or CATALOG" in run_error("selectproducts")


def test_footprints_are_outlines_by_whether_they_are_chosen(run, found, make_item, place):
    from qgis.core import QgsRenderContext

    from tilewright.algorithms.outputs.style_tiles import style_footprints

    layer = found(months(make_item, place, [5, 90]))
    chosen = run("selectproducts", CATALOG=layer, MAX_CLOUD=50)["OUTPUT"]
    seen = []
    for each in (layer, chosen):
        style_footprints(each)
        renderer, context = each.renderer(), QgsRenderContext()
        renderer.startRender(context, each.fields())
        for feature in each.getFeatures():
            symbol = renderer.symbolForFeature(feature, context)
            assert symbol.symbolLayer(0).properties()["style"] == "no"
            seen.append(symbol.symbolLayer(0).strokeColor().name())
        renderer.stopRender(context)
    assert seen[0] == seen[1] == seen[2] != seen[3]
