"""Tiles of an area without a raster: grids, random tiles, polygons of other layers."""

from __future__ import annotations

import hashlib
import math
from pathlib import Path

import numpy as np
import pyproj
import pytest
from shapely import wkt as shapely_wkt
from shapely.geometry import box
from shapely.ops import transform, unary_union

KM = {"UNITS": "METERS", "TILE_SIZE": 1000}
# Where the number of tiles is not the point.
COARSE = {"UNITS": "METERS", "TILE_SIZE": 5000}


def shapes(layer):
    return [shapely_wkt.loads(f.geometry().asWkt(12)) for f in layer.getFeatures()]


@pytest.fixture
def in_metres(luxembourg):
    """The outline in UTM zone 32, by PROJ and not by QGIS."""
    to_metres = pyproj.Transformer.from_crs(4326, 32632, always_xy=True)
    return transform(to_metres.transform, shapes(luxembourg)[0])


@pytest.fixture
def wkt_file(luxembourg, tmp_path):
    path = tmp_path / "luxembourg.wkt"
    feature = next(luxembourg.getFeatures())
    path.write_text(feature.geometry().asWkt(17))
    return str(path)


def test_grid_of_luxembourg_is_every_whole_kilometre_that_it_touches(run, luxembourg, in_metres):
    done = run("createtilegrid", AOI=luxembourg, **KM)
    layer = done["OUTPUT"]
    assert layer.crs().authid() == "EPSG:32632"
    assert "Metres are those of UTM zone 32N (EPSG:32632)." in run.log
    left, bottom, right, top = (v / 1000 for v in in_metres.bounds)
    expected = {
        (x, y)
        for x in range(math.floor(left), math.ceil(right))
        for y in range(math.floor(bottom), math.ceil(top))
        if in_metres.intersection(box(*(1000 * v for v in (x, y, x + 1, y + 1)))).area > 1
    }
    found = {tuple(v / 1000 for v in shape.bounds[:2]) for shape in shapes(layer)}
    assert found == expected and done["TILE_COUNT"] == len(expected) == 2766
    assert all(shape.area == 1e6 for shape in shapes(layer))


def name_of(shape, crs="EPSG:32632"):
    text = " ".join([crs, *(f"{v:.3f}" for v in shape.bounds)])
    return "t" + hashlib.sha256(text.encode()).hexdigest()[:13]


def test_ids_are_those_of_the_place_and_window_fields_are_null(run, rows, luxembourg):
    layer = run("createtilegrid", AOI=luxembourg, **COARSE)["OUTPUT"]
    found = rows(layer)
    assert [r["tile_id"] for r in found] == [name_of(shape) for shape in shapes(layer)]
    assert len({r["tile_id"] for r in found}) == len(found)
    assert {
        (r["col_off"], r["row_off"], r["width"], r["height"], r["valid_pct"]) for r in found
    } == {(None,) * 5}
    assert [(r["row"], r["col"]) for r in found] == sorted((r["row"], r["col"]) for r in found)


def test_grids_of_two_areas_name_what_they_share_alike(run, rows, make_layer):
    places = (
        "POLYGON((6 49.6,6.2 49.6,6.2 49.8,6 49.6))",
        "POLYGON((6.1 49.6,6.2 49.6,6.1 49.8,6.1 49.6))",
    )
    named = []
    for place in places:
        layer = make_layer([(place, {})], crs="EPSG:4326")
        made = run("createtilegrid", AOI=layer, **KM)["OUTPUT"]
        named.append({r["tile_id"]: s.bounds for r, s in zip(rows(made), shapes(made))})
    shared = named[0].keys() & named[1].keys()
    assert {named[0][name] for name in shared} == set(named[0].values()) & set(named[1].values())
    assert 30 < len(shared) < min(map(len, named))


def test_areas_are_those_on_the_ellipsoid(run, rows, luxembourg, make_raster):
    geod = pyproj.Geod(ellps="WGS84")
    to_degrees = pyproj.Transformer.from_crs(32632, 4326, always_xy=True)
    for cut in (False, True):
        layer = run("createtilegrid", AOI=luxembourg, CLIP_TO_AOI=cut, **COARSE)["OUTPUT"]
        for row, shape in list(zip(rows(layer), shapes(layer)))[::7]:
            degrees = transform(to_degrees.transform, shape)
            expected = abs(geod.geometry_area_perimeter(degrees)[0]) / 1e6
            assert row["area_km2"] == pytest.approx(expected, rel=1e-4)
    raster = make_raster(np.ones((40, 40), dtype="uint8"))
    plain = run("createtilegrid", INPUT=raster, TILE_SIZE=10)
    measured = run(
        "createtilegrid", INPUT=raster, TILE_SIZE=10, AREA_KM2=True, REJECTED="TEMPORARY_OUTPUT"
    )
    assert [f.name() for f in measured["REJECTED"].fields()][-2:] == ["area_km2", "reason"]
    left = plain["OUTPUT"].fields().names()
    assert measured["OUTPUT"].fields().names() == [*left, "area_km2"] and "area_km2" not in left
    assert [r["area_km2"] for r in rows(measured["OUTPUT"])] == pytest.approx(
        [0.01 / 0.9996**2] * 16, rel=1e-5
    )
    assert plain["GRID_ID"] == run("createtilegrid", INPUT=raster, TILE_SIZE=10)["GRID_ID"]


def test_slivers_are_left_out_with_their_share(run, rows, make_layer):
    cells = [box(x, y, x + 0.1, y + 0.1) for x in (6.0, 6.1, 6.2) for y in (49.0, 49.1)]
    area = shapely_wkt.loads("POLYGON((6.01 49.0, 6.26 49.0, 6.19 49.13, 6.01 49.105, 6.01 49.0))")
    tiles = make_layer([(c.wkt, {}) for c in cells], crs="EPSG:4326")
    layer = make_layer([(area.wkt, {})], crs="EPSG:4326")
    digits = set()
    for least in (0, 4, 60):
        done = run(
            "selecttiles", INPUT=tiles, AOI=layer, MIN_SHARE=least, REJECTED="TEMPORARY_OUTPUT"
        )
        shares = {c.bounds: 100 * c.intersection(area).area / c.area for c in cells}
        kept = {b for b, share in shares.items() if share > 0 and share >= least}
        assert {tuple(round(v, 6) for v in s.bounds) for s in shapes(done["OUTPUT"])} == {
            tuple(round(v, 6) for v in b) for b in kept
        }
        told = sorted(
            f"too little inside the area of interest ({share:.2f} %, at least {least} %)"
            for share in shares.values()
            if 0 < share < least
        )
        found = sorted(r["reason"] for r in rows(done["REJECTED"]))
        assert [text for text in found if "outside" not in text] == told
        digits.add(done["GRID_ID"])
    assert len(digits) == 3 and len(told) > 2


def test_wkt_file_gives_the_same_grid(run, rows, luxembourg, wkt_file):
    by_layer = run("createtilegrid", AOI=luxembourg, **COARSE)
    by_file = run("createtilegrid", AOI_WKT=wkt_file, **COARSE)
    assert rows(by_file["OUTPUT"]) == rows(by_layer["OUTPUT"])
    assert by_file["GRID_ID"] == by_layer["GRID_ID"]


def test_pixels_of_a_resolution_and_overlap(run, luxembourg):
    whole = run("createtilegrid", AOI=luxembourg, **COARSE)["TILE_COUNT"]
    pixels = run("createtilegrid", AOI=luxembourg, TILE_SIZE=100, TILE_HEIGHT=50, RESOLUTION=50)
    sizes = {
        (s.bounds[2] - s.bounds[0], s.bounds[3] - s.bounds[1]) for s in shapes(pixels["OUTPUT"])
    }
    assert sizes == {(5000, 2500)}
    metres = run("createtilegrid", AOI=luxembourg, TILE_HEIGHT=2500, RESOLUTION=50, **COARSE)
    assert "Tiles have 100 x 50 pixels, 5000 x 2500 m." in run.log
    assert metres["TILE_COUNT"] == pixels["TILE_COUNT"]
    overlapping = run("createtilegrid", AOI=luxembourg, TILE_SIZE=200, RESOLUTION=50, OVERLAP=100)
    corners = {shape.bounds[0] % 5000 for shape in shapes(overlapping["OUTPUT"])}
    assert corners == {0} and overlapping["TILE_COUNT"] > whole


def test_tiles_cut_at_the_area_are_the_area(run, luxembourg, in_metres):
    whole = run("createtilegrid", AOI=luxembourg, **COARSE)
    cut = run("createtilegrid", AOI=luxembourg, CLIP_TO_AOI=True, **COARSE)
    assert cut["TILE_COUNT"] == whole["TILE_COUNT"] and cut["GRID_ID"] != whole["GRID_ID"]
    assert unary_union(shapes(cut["OUTPUT"])).symmetric_difference(in_metres).area < 1


@pytest.mark.parametrize("predicate", ["WITHIN", "CENTROID"])
def test_rules_of_the_area_reject_with_a_reason(run, rows, luxembourg, in_metres, predicate):
    whole = run("createtilegrid", AOI=luxembourg, **COARSE)
    done = run(
        "createtilegrid",
        AOI=luxembourg,
        AOI_PREDICATE=predicate,
        REJECTED="TEMPORARY_OUTPUT",
        **COARSE,
    )
    kept, rejected = shapes(done["OUTPUT"]), shapes(done["REJECTED"])
    assert len(kept) + len(rejected) == whole["TILE_COUNT"] and kept and rejected
    holds = (
        in_metres.contains if predicate == "WITHIN" else lambda s: in_metres.contains(s.centroid)
    )
    assert all(holds(shape) for shape in kept)
    assert not any(holds(shape) for shape in rejected)
    reasons = {
        "WITHIN": "not wholly inside the area of interest",
        "CENTROID": "centre outside the area of interest",
    }
    assert {r["reason"] for r in rows(done["REJECTED"])} == {reasons[predicate]}


def test_file_names_carry_the_digits_of_the_grid(run, luxembourg, tmp_path):
    paths = set()
    for size in (5000, 10000):
        done = run(
            "createtilegrid",
            AOI=luxembourg,
            UNITS="METERS",
            TILE_SIZE=size,
            OUTPUT=str(tmp_path / "lux_{grid_id}.gpkg"),
        )
        assert done["OUTPUT"] == str(tmp_path / f"lux_{done['GRID_ID']}.gpkg")
        assert Path(done["OUTPUT"]).is_file()
        paths.add(done["OUTPUT"])
    assert len(paths) == 2


def test_digits_of_grids_over_rasters_tell_them_apart(run, make_raster, make_layer):
    raster = make_raster(np.ones((40, 40), dtype="uint8"))
    square = "POLYGON((500000 4599{0}00, 500200 4599{0}00, 500200 4600000, 500000 4599{0}00))"
    areas = [make_layer([(square.format(k), {})]) for k in (7, 8)]
    made = [
        run("createtilegrid", INPUT=raster, **p)["GRID_ID"]
        for p in (
            {"TILE_SIZE": 10},
            {"TILE_SIZE": 10},
            {"TILE_SIZE": 20},
            {"TILE_SIZE": 10, "AOI": areas[0]},
            {"TILE_SIZE": 10, "AOI": areas[1]},
        )
    ]
    assert made[0] == made[1] and len(set(made)) == 4


def test_layers_in_other_systems_and_invalid_polygons(run, make_layer):
    # A bow tie far south, in degrees, in UTM and in Web Mercator.
    bow = "POLYGON((-54.6 -25.5, -54.5 -25.4, -54.5 -25.5, -54.6 -25.4, -54.6 -25.5))"
    layer = make_layer([(bow, {}), (None, {})], crs="EPSG:4326")
    counts = []
    for crs in ("EPSG:4326", "EPSG:32721", "EPSG:3857"):
        import processing

        moved = processing.run(
            "native:reprojectlayer",
            {"INPUT": layer, "TARGET_CRS": crs, "OUTPUT": "TEMPORARY_OUTPUT"},
        )["OUTPUT"]
        done = run("createtilegrid", AOI=moved, **KM)
        assert done["OUTPUT"].crs().authid() == "EPSG:32721"
        assert "1 invalid polygon of" in run.log
        counts.append(done["TILE_COUNT"])
    assert len(set(counts)) == 1 and 60 < counts[0] < 110


@pytest.mark.parametrize(
    ("place", "crs"),
    [
        ("POLYGON((3 60, 8.9 60, 8.9 61, 3 61, 3 60))", "EPSG:32631"),
        ("POLYGON((20 86, 30 86, 30 87, 20 87, 20 86))", "EPSG:5041"),
        ("POLYGON((-5 -85, 5 -85, 5 -84, -5 -84, -5 -85))", "EPSG:5042"),
        ("MULTIPOLYGON(((179 -17, 180 -17, 180 -16, 179 -16, 179 -17)),"
         "((-180 -17, -179.5 -17, -179.5 -16, -180 -16, -180 -17)))", "EPSG:32760"),
    ],
)  # fmt: skip
def test_zones_at_edges_and_poles(run, make_layer, place, crs):
    kind = "MultiPolygon" if place.startswith("MULTI") else "Polygon"
    layer = make_layer([(place, {})], crs="EPSG:4326", kind=kind)
    done = run("createtilegrid", AOI=layer, UNITS="METERS", TILE_SIZE=20000)
    made = done["OUTPUT"]
    assert made.crs().authid() == crs
    area = sum(s.area for s in shapes(made))
    geod = pyproj.Geod(ellps="WGS84")
    true = abs(geod.geometry_area_perimeter(shapely_wkt.loads(place))[0])
    # Whole tiles around the area, no half of it lost, and none on the other side of the globe.
    assert true < area < 3 * true


def test_wide_areas_are_warned_of_or_refused(run, run_error, make_layer):
    wide = make_layer([("POLYGON((0 40, 40 40, 40 50, 0 50, 0 40))", {})], crs="EPSG:4326")
    run("createtilegrid", AOI=wide, UNITS="METERS", TILE_SIZE=100000)
    assert "beyond what UTM zone 34N is made for: metres are off by up to " in run.log
    globe = make_layer(
        [("POLYGON((-180 -90,180 -90,180 90,-180 90,-180 -90))", {})], crs="EPSG:4326"
    )
    text = run_error("createtilegrid", AOI=globe, UNITS="METERS", TILE_SIZE=100000)
    assert "The area of interest is spread over the whole globe" in text


@pytest.mark.parametrize(
    ("parameters", "part"),
    [
        ({}, "Without a raster the size of 256 pixels is not known; name a raster with INPUT"),
        ({"UNITS": "METERS", "TILE_SIZE": 0}, "TILE_SIZE is 0; it must be more than 0"),
        ({**KM, "OVERLAP": 5}, "OVERLAP is in pixels; say how large they are with RESOLUTION"),
        ({**KM, "MIN_VALID": 5}, "MIN_VALID needs a raster"),
        ({**KM, "NODATA": 0}, "NODATA needs a raster"),
        ({"TILE_SIZE": 2.5, "RESOLUTION": 10}, "TILE_SIZE is 2.5; in pixels it must be a whole"),
        ({"TILE_SIZE": 10, "RESOLUTION": 10, "OVERLAP": 10}, "OVERLAP is 10 pixels and a tile 10"),
        ({"UNITS": "METERS", "TILE_SIZE": 1}, "choose a larger TILE_SIZE"),
    ],
)
def test_wishes_that_make_no_sense_are_refused(run_error, luxembourg, parameters, part):
    assert part in run_error("createtilegrid", AOI=luxembourg, **parameters)


def test_areas_are_needed_and_not_twice(run_error, luxembourg, wkt_file, make_layer, make_raster):
    for name in ("createtilegrid", "createrandomtiles"):
        sizes = KM if name == "createtilegrid" else {}
        assert "Name an area of interest" in run_error(name, **sizes)
        text = run_error(name, AOI=luxembourg, AOI_WKT=wkt_file, **sizes)
        assert "AOI and AOI_WKT are both given" in text
        text = run_error(name, AOI=make_layer([], crs="EPSG:4326"), **sizes)
        assert "has no polygon" in text
        text = run_error(
            name, AOI=make_layer([("POLYGON((0 0,1 0,1 1,0 0))", {})], crs=None), **sizes
        )
        assert "has no coordinate system" in text
    raster = make_raster(np.ones((40, 40), dtype="uint8"))
    assert "RESOLUTION is for grids without a raster" in run_error(
        "createtilegrid", INPUT=raster, RESOLUTION=10
    )
    assert "CLIP_TO_AOI is for grids without a raster" in run_error(
        "createtilegrid", INPUT=raster, CLIP_TO_AOI=True
    )


def test_random_tiles_are_the_area(run, rows, luxembourg, in_metres):
    done = run("createrandomtiles", AOI=luxembourg, MAX_SIZE=5000, SEED=3)
    made = shapes(done["OUTPUT"])
    assert done["OUTPUT"].crs().authid() == "EPSG:32632"
    assert done["TILE_COUNT"] == len(made) > 100
    assert sum(s.area for s in made) == pytest.approx(in_metres.area, rel=1e-8)
    assert unary_union(made).symmetric_difference(in_metres).area < 1
    for shape in made:
        left, bottom, right, top = shape.bounds
        assert right - left <= 5000 and top - bottom <= 5000
    ids = [r["tile_id"] for r in rows(done["OUTPUT"])]
    assert ids == [f"t{i:06d}" for i in range(1, len(ids) + 1)]


def test_random_tiles_repeat_with_their_seed_and_can_stay_whole(run, luxembourg):
    def bounds(**parameters):
        done = run("createrandomtiles", AOI=luxembourg, MAX_SIZE=9000, **parameters)
        return done["GRID_ID"], [s.bounds for s in shapes(done["OUTPUT"])]

    assert bounds(SEED=1) == bounds(SEED=1)
    assert bounds(SEED=1)[0] != bounds(SEED=2)[0] and bounds(SEED=1)[1] != bounds(SEED=2)[1]
    digits, whole = bounds(CLIP_TO_AOI=False)
    made = [box(*b) for b in whole]
    assert sum(s.area for s in made) == pytest.approx(unary_union(made).area, rel=1e-12)


@pytest.fixture(scope="module")
def states(world_map):
    """States and provinces of some countries: the outlines of all take seconds to look through."""
    import processing

    expression = "iso_a2 IN ('LU', 'BE', 'DE', 'FR', 'CI')"
    found = processing.run(
        "native:extractbyexpression",
        {
            "INPUT": f"{world_map}|layername=states_provinces",
            "EXPRESSION": expression,
            "OUTPUT": "TEMPORARY_OUTPUT",
        },
    )["OUTPUT"]
    assert 50 < found.featureCount() < 300
    return found


def test_selected_polygons_have_their_true_area(run, rows, states, luxembourg):
    from qgis.core import QgsCoordinateReferenceSystem, QgsDistanceArea, QgsProject

    done = run(
        "selecttiles",
        INPUT=states,
        AOI=luxembourg,
        REJECTED="TEMPORARY_OUTPUT",
    )
    names = [r["name"] for r in rows(done["OUTPUT"])]
    assert {"Diekirch", "Grevenmacher", "Luxembourg"} <= set(names) and len(names) < 12
    assert done["TILE_COUNT"] + done["REJECTED_COUNT"] == states.featureCount()
    meter = QgsDistanceArea()
    meter.setSourceCrs(
        QgsCoordinateReferenceSystem("EPSG:4326"), QgsProject.instance().transformContext()
    )
    meter.setEllipsoid("WGS84")
    geod = pyproj.Geod(ellps="WGS84")
    for feature in done["OUTPUT"].getFeatures():
        area = feature["area_km2"]
        assert area == pytest.approx(meter.measureArea(feature.geometry()) / 1e6, rel=1e-9)
        shape = shapely_wkt.loads(feature.geometry().asWkt(12))
        assert area == pytest.approx(abs(geod.geometry_area_perimeter(shape)[0]) / 1e6, rel=1e-5)
    assert [r["tile_id"] for r in rows(done["OUTPUT"])] == [
        f"t{i:06d}" for i in range(1, len(names) + 1)
    ]
    assert {r["reason"] for r in rows(done["REJECTED"])} == {"outside the area of interest"}


def test_selected_polygons_are_repaired_and_keep_their_names(run, rows, make_layer, luxembourg):
    polygons = make_layer(
        [
            ("POLYGON((6 49.6, 6.2 49.8, 6.2 49.6, 6 49.8, 6 49.6))", {"tile_id": "bow"}),
            ("POLYGON((6 49.6, 6.2 49.6, 6.1 49.7, 6 49.6))", {"tile_id": "plain"}),
            ("POLYGON((60 49.6, 62 49.6, 61 49.7, 60 49.6))", {"tile_id": "away"}),
            (None, {"tile_id": "empty"}),
        ],
        crs="EPSG:4326",
        fields="tile_id:string",
    )
    done = run("selecttiles", INPUT=polygons, AOI=luxembourg)
    assert [r["tile_id"] for r in rows(done["OUTPUT"])] == ["bow", "plain"]
    assert all(f.geometry().isGeosValid() for f in done["OUTPUT"].getFeatures())
    assert "1 invalid polygon of layer was repaired" in run.log
    assert "1 feature has no area and was skipped" in run.log
    assert done["REJECTED_COUNT"] == 1


def test_very_many_tiles_are_told_before_they_are_made_and_can_be_cancelled(qgis, tmp_path):
    import processing
    from qgis.core import QgsProcessingException, QgsProcessingFeedback

    area = tmp_path / "area.wkt"
    area.write_text("POLYGON((2 44, 2.0125 44, 2.0125 44.009, 2 44.009, 2 44))", "utf-8")
    told = []

    class Feedback(QgsProcessingFeedback):
        def pushInfo(self, text):
            told.append(text)
            if "tiles or more" in text:
                self.cancel()

    parameters = {"AOI_WKT": str(area), "MAX_SIZE": 1, "OUTPUT": str(tmp_path / "out.gpkg")}
    with pytest.raises(QgsProcessingException, match="Cancelled"):
        processing.run("tilewright:createrandomtiles", parameters, feedback=Feedback(False))
    assert "MAX_SIZE of 1 m cuts the rectangle around the area into 10" in told[-1]
    assert list(tmp_path.iterdir()) == [area]


@pytest.mark.parametrize("name", ["Luxembourg", " luxembourg ", "LU", "lux", "LUX, Luxembourg"])
def test_a_country_is_an_area(run, rows, luxembourg, name):
    by_layer = run("createtilegrid", AOI=luxembourg, **COARSE)
    by_name = run("createtilegrid", AOI_NAME=name, **COARSE)
    assert rows(by_name["OUTPUT"]) == rows(by_layer["OUTPUT"])
    assert by_name["GRID_ID"] == by_layer["GRID_ID"]


def test_a_country_is_an_area_wherever_there_is_one(run, rows, luxembourg, states, make_raster):
    pairs = [
        ("createrandomtiles", {"MAX_SIZE": 20000}),
        ("selecttiles", {"INPUT": states}),
    ]
    raster = make_raster(
        np.ones((60, 60), dtype="uint8"), transform=(0.02, 0, 5.4, 0, -0.02, 50.5), crs="EPSG:4326"
    )
    pairs.append(("createtilegrid", {"INPUT": raster, "TILE_SIZE": 3}))
    for name, parameters in pairs:
        found = [
            rows(run(name, **area, **parameters)["OUTPUT"])
            for area in ({"AOI": luxembourg}, {"AOI_NAME": "Luxembourg"})
        ]
        assert found[0] == found[1] and found[0]
    # Belgium and Luxembourg are one area.
    both = shapes(run("selecttiles", INPUT=states, AOI_NAME="Belgium,LU")["OUTPUT"])
    assert len(both) > len(rows(run("selecttiles", INPUT=states, AOI_NAME="BEL")["OUTPUT"]))


def test_accents_and_signs_of_names_do_not_count(run, states):
    for name in ("Cote d'Ivoire", "Côte d’Ivoire", "CIV"):
        found = run("selecttiles", INPUT=states, AOI_NAME=name, AOI_PREDICATE="WITHIN")
        assert found["TILE_COUNT"] > 3


@pytest.mark.parametrize(
    ("name", "part"),
    [
        ("Luxemburg", "AOI_NAME Luxemburg is no country on the map of the world; did you mean Lux"),
        ("Germani", "did you mean Germany"),
        ("Guinea Equatorial", "Guinea"),
        ("Congo Kinshasa", "did you mean"),
        ("Qwxyz", "write its English name or its code of two or three letters, such as Luxembourg"),
        ("LU,Narnia,FR", "AOI_NAME Narnia is no country"),
        ("Atlantis", "AOI_NAME Atlantis is no country on the map of the world; write its English"),
        (" , ", "AOI_NAME names no country"),
        ("-99", "AOI_NAME -99 is no country"),
    ],
)
def test_unknown_countries_are_told_with_near_names(run_error, name, part):
    text = run_error("createtilegrid", AOI_NAME=name, **KM)
    assert part in text, text


def test_a_country_and_a_layer_exclude_each_other(run_error, luxembourg, make_raster):
    raster = make_raster(np.ones((40, 40), dtype="uint8"))
    for name, parameters in (
        ("createtilegrid", {"INPUT": raster, "TILE_SIZE": 10}),
        ("createrandomtiles", {}),
        ("selecttiles", {"INPUT": luxembourg}),
    ):
        text = run_error(name, AOI=luxembourg, AOI_NAME="LU", **parameters)
        assert "AOI and AOI_NAME are both given; give one of them." in text
    assert "a country, AOI_NAME" in run_error("createrandomtiles")
