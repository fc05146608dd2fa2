"""Label Proportions, Assign Coarse Tile, Coarse Proportions, and labels from class rasters."""

from __future__ import annotations

import csv
import json
from pathlib import Path

import numpy as np
import pytest
import rasterio
from osgeo import gdal
from rasterio.warp import transform as move
from shapely import wkt

from tilewright.algorithms.base.compat import is_null

CLASSES = ("Tree", "tree", "å/b", "9")
NAMES = "1=Tree,2=tree,3=å/b"


@pytest.fixture
def codes():
    """90 x 120 codes 1, 2, 3, 9 in patches, with a nodata corner."""
    values = np.random.default_rng(8).choice([1, 2, 3, 9], (18, 24), p=[0.5, 0.2, 0.2, 0.1])
    values = np.kron(values, np.ones((5, 5))).astype(np.uint8)
    values[:30, :25] = 0
    return values


@pytest.fixture
def grid(run, make_raster, codes):
    """Tiles of 20 pixels over the codes, 10 of them cut at the right and lower edges."""
    self = make_raster(codes, name="image.tif")
    return run("createtilegrid", INPUT=self, TILE_SIZE=20, EDGE="KEEP")["OUTPUT"]


def shares_of(rows, prefix="p_"):
    return {r["tile_id"]: {k: v for k, v in r.items() if k.startswith(prefix)} for r in rows}


def window(feature):
    col, row = feature["col_off"], feature["row_off"]
    return np.s_[row : row + feature["height"], col : col + feature["width"]]


def test_shares_of_a_co_registered_raster_are_a_pixel_count(
    run, rows, make_raster, grid, codes, tmp_path
):
    raster = make_raster(codes, name="codes.tif", nodata=0)
    done = run(
        "labelproportions", INPUT=grid, LABEL_RASTER=raster, CLASS_MAP=NAMES,
        CSV=str(tmp_path / "é" / "shares.csv"), OUTPUT=str(tmp_path / "shares.gpkg"),
    )  # fmt: skip
    assert json.loads(done["CLASSES"]) == sorted(CLASSES)
    from qgis.core import QgsVectorLayer

    layer = QgsVectorLayer(done["OUTPUT"])
    fields = ["p_9", "p_Tree", "p_tree_2", "p_å_b", "proportions", "known_pct"]
    # A GeoPackage would have dropped p_tree beside p_Tree.
    assert [f.name() for f in layer.fields()][-6:] == fields
    assert layer.featureCount() == done["TILE_COUNT"] == 30
    with Path(done["CSV"]).open(encoding="utf-8", newline="") as file:
        table = {row["tile_id"]: row for row in csv.DictReader(file)}
    for feature in layer.getFeatures():
        part = codes[window(feature)]
        valid = part[part > 0]
        assert feature["known_pct"] == 100 * valid.size / part.size
        shares = {}
        for code, field, name in ((1, "p_Tree", "Tree"), (2, "p_tree_2", "tree"),
                                  (3, "p_å_b", "å/b"), (9, "p_9", "9")):  # fmt: skip
            if not valid.size:
                assert is_null(feature[field])
                assert table[feature["tile_id"]][field] == ""
                continue
            shares[name] = 100 * np.count_nonzero(valid == code) / valid.size
            assert feature[field] == shares[name]
            assert float(table[feature["tile_id"]][field]) == shares[name]
        if valid.size:
            assert sum(shares.values()) == pytest.approx(100)
            assert json.loads(feature["proportions"]) == pytest.approx(shares, abs=1e-6)
    empty = [r for r in rows(layer) if r["known_pct"] == 0]
    assert len(empty) == 1 and "1 tile has no class at all." in run.log
    assert f"{100 * (codes == 0).mean():.2f} % of the tiles' area" not in run.log
    assert "of the tiles' area has no class (known_pct)." in run.log


def centres(grid, transform, shape, crs):
    """For each tile, which pixel centres of a raster lie in it (PROJ, pixel by pixel)."""
    cols, rows = np.meshgrid(np.arange(shape[1]) + 0.5, np.arange(shape[0]) + 0.5)
    xs, ys = rasterio.Affine(*transform) * (cols, rows)
    moved = move(crs, "EPSG:32631", xs.ravel().tolist(), ys.ravel().tolist())
    x, y = (np.array(v).reshape(shape) for v in moved)
    for feature in grid.getFeatures():
        b = feature.geometry().boundingBox()
        yield (
            feature["tile_id"],
            (x > b.xMinimum()) & (x < b.xMaximum()) & (y > b.yMinimum()) & (y < b.yMaximum()),
        )


@pytest.mark.parametrize(
    ("crs", "transform", "shape", "tolerance"),
    [
        # Finer, in degrees: pixel centres tell the share to about the outline's pixels.
        ("EPSG:4326", (2e-5, 0, 2.9999, 0, -1.4e-5, 41.5522), (600, 740), 1.0),
        # Coarser and shifted, in the same system: parts of pixels count.
        ("EPSG:32631", (3.7, 0, 499990.3, 0, -3.1, 4600011.7), (310, 340), 2.0),
        ("EPSG:32632", (4.1, 0, 0, 0, -4.1, 0), (300, 330), 2.0),
    ],
)
def test_other_systems_and_resolutions_come_near_a_count(
    run, rows, make_raster, grid, crs, transform, shape, tolerance
):
    if crs == "EPSG:32632":
        x, y = move("EPSG:32631", crs, [499990], [4600020])
        transform = (4.1, 0, x[0] - 60, 0, -4.1, y[0] + 20)
    smooth = np.add.outer(np.sin(np.arange(shape[0]) / 25), np.cos(np.arange(shape[1]) / 31))
    values = np.digitize(smooth, [-0.7, 0.1, 0.9]).astype(np.uint8) + 1
    raster = make_raster(values, name="other.tif", crs=crs, transform=transform)
    done = run("labelproportions", INPUT=grid, LABEL_RASTER=raster)
    found = {r["tile_id"]: r for r in rows(done["OUTPUT"])}
    checked = 0
    for name, inside in centres(grid, transform, shape, crs):
        row = found[name]
        if inside.sum() < 1000 or row["known_pct"] < 99:
            continue
        checked += 1
        assert sum(row[f"p_{k}"] for k in (1, 2, 3, 4)) == pytest.approx(100)
        for k in (1, 2, 3, 4):
            expected = 100 * (values[inside] == k).mean()
            assert row[f"p_{k}"] == pytest.approx(expected, abs=tolerance)
    assert checked >= 12


def test_names_come_from_categories_tables_and_styles(run, make_raster, grid, codes, tmp_path):
    def classes(raster, **parameters):
        done = run("labelproportions", INPUT=grid, LABEL_RASTER=raster, **parameters)
        return json.loads(done["CLASSES"])

    with_categories = make_raster(codes, name="categories.tif", nodata=0)
    dataset = gdal.Open(with_categories, gdal.GA_Update)
    dataset.GetRasterBand(1).SetCategoryNames(["", "wood", "", "water"])
    del dataset
    assert classes(with_categories) == ["2", "9", "water", "wood"]
    assert classes(with_categories, CLASS_MAP="1=forest,9=city") == ["2", "city", "forest", "water"]

    with_table = make_raster(codes, name="table.tif", nodata=0)
    dataset = gdal.Open(with_table, gdal.GA_Update)
    table = gdal.RasterAttributeTable()
    table.CreateColumn("Value", gdal.GFT_Integer, gdal.GFU_MinMax)
    table.CreateColumn("Class", gdal.GFT_String, gdal.GFU_Name)
    for row, (code, name) in enumerate([(1, "oak"), (9, "town")]):
        table.SetValueAsInt(row, 0, code)
        table.SetValueAsString(row, 1, name)
    dataset.GetRasterBand(1).SetDefaultRAT(table)
    del dataset
    assert classes(with_table) == ["2", "3", "oak", "town"]

    from qgis.core import QgsPalettedRasterRenderer, QgsRasterLayer
    from qgis.PyQt.QtGui import QColor

    path = make_raster(codes, name="styled.tif", nodata=0)
    layer = QgsRasterLayer(path, "styled")
    named = [
        QgsPalettedRasterRenderer.Class(code, QColor("red"), name)
        for code, name in ((1, "fields"), (2, "2"), (3, "meadow"))
    ]
    layer.setRenderer(QgsPalettedRasterRenderer(layer.dataProvider(), 1, named))
    assert classes(layer) == ["2", "9", "fields", "meadow"]
    # A style saved beside the file names the classes of a raster that is given by its path.
    layer.saveDefaultStyle()
    assert (tmp_path / "styled.qml").is_file()
    assert classes(path) == ["2", "9", "fields", "meadow"]


def test_codes_without_a_name_are_left_out(run, rows, make_raster, grid, codes):
    raster = make_raster(codes, name="codes.tif", nodata=0)
    done = run("labelproportions", INPUT=grid, LABEL_RASTER=raster, CLASS_MAP="1=,2=a,3=a,9=a")
    for feature in done["OUTPUT"].getFeatures():
        part = codes[window(feature)]
        known = np.count_nonzero(part > 1)
        assert feature["known_pct"] == pytest.approx(100 * known / part.size)
        assert feature["p_a"] == 100 if known else is_null(feature["p_a"])


def test_shares_of_polygons_equal_the_overlap_analysis_of_qgis(run, rows, make_layer, grid):
    import processing

    polygons = make_layer(
        [
            ("POLYGON((499990 4599300, 500700 4599350, 500650 4599900, 500010 4600010,"
             "499990 4599300))", {"class": "wood"}),
            ("POLYGON((500300 4599000, 501300 4599050, 501250 4599500, 500300 4599000))",
             {"class": "wood"}),
            ("POLYGON((501000 4599500, 501100 4599500, 501100 4599900, 501000 4599500))",
             {"class": "water"}),
            ("POLYGON((501000 4599500, 501100 4599500, 501100 4599900, 501000 4599500))",
             {"class": None}),
        ]
    )  # fmt: skip
    oracle = {}
    for name in ("wood", "water"):
        chosen = processing.run(
            "native:extractbyexpression",
            {"INPUT": polygons, "EXPRESSION": f"class='{name}'", "OUTPUT": "TEMPORARY_OUTPUT"},
        )["OUTPUT"]
        chosen.setName(name)
        result = processing.run(
            "native:calculatevectoroverlaps",
            {"INPUT": grid, "LAYERS": [chosen], "OUTPUT": "TEMPORARY_OUTPUT"},
        )["OUTPUT"]
        for row in rows(result):
            oracle[row["tile_id"], name] = row[f"{name}_pc"]
    done = run("labelproportions", INPUT=grid, LABELS=polygons, LABEL_FIELD="class")
    assert "1 label polygon has no class (NULL) and was skipped." in run.log
    for row in rows(done["OUTPUT"]):
        for name in ("wood", "water"):
            assert row[f"p_{name}"] == pytest.approx(oracle[row["tile_id"], name], abs=1e-5)
    done = run(
        "labelproportions", INPUT=grid, LABELS=polygons, LABEL_FIELD="class",
        CLASS_MAP="wood=green,water=blue", OTHER_LABEL="rest",
    )  # fmt: skip
    for row in rows(done["OUTPUT"]):
        assert row["p_green"] + row["p_blue"] + row["p_rest"] == pytest.approx(100)
        assert row["known_pct"] == 100


def test_overlapping_classes_share_their_ground(run, rows, make_layer, grid):
    square = (
        "POLYGON((500000 4599800, 500100 4599800, 500100 4600000, 500000 4600000, 500000 4599800))"
    )
    layer = make_layer(
        [(square, {"class": "a"}), (square, {"class": "b"}), (square, {"class": "b"})]
    )
    done = run("labelproportions", INPUT=grid, LABELS=layer, LABEL_FIELD="class")
    assert "In 1 tile polygons of several classes overlap" in run.log
    first = rows(done["OUTPUT"])[0]
    assert (first["p_a"], first["p_b"], first["known_pct"]) == pytest.approx((25, 25, 50))


def test_odd_inputs_are_told(run, run_error, make_raster, make_layer, grid, codes, tmp_path):
    raster = make_raster(codes, name="codes.tif", nodata=0)
    text = run_error("labelproportions", INPUT=grid)
    assert "Name what tells the classes" in text
    text = run_error("labelproportions", INPUT=grid, LABEL_RASTER=raster, LABELS=grid)
    assert "LABEL_RASTER and LABELS are both given" in text
    text = run_error("labelproportions", INPUT=grid, LABEL_RASTER=raster, OTHER_LABEL="x")
    assert "OTHER_LABEL is for polygons" in text
    assert "LABEL_FIELD" in run_error("labelproportions", INPUT=grid, LABELS=grid)
    smooth = make_raster(np.random.default_rng(1).random((90, 120)), name="ndvi.tif")
    text = run_error("labelproportions", INPUT=grid, LABEL_RASTER=smooth)
    assert "ndvi.tif has more than 256 different values, so it is not a raster of classes" in text
    away = make_raster(codes, name="away.tif", transform=(10, 0, 900000, 0, -10, 100000))
    run("labelproportions", INPUT=grid, LABEL_RASTER=away)
    assert "No tile has any class" in run.log
    run("labelproportions", INPUT=grid, LABEL_RASTER=raster, OUTPUT=str(tmp_path / "x.shp"))
    assert "Shapefiles cut field names at 10 characters" in run.log
    first = run("labelproportions", INPUT=grid, LABEL_RASTER=raster)["OUTPUT"]
    again = run("labelproportions", INPUT=first, LABEL_RASTER=raster, CLASS_MAP="1=wood")["OUTPUT"]
    assert "The fields p_1 were there before and stay" in run.log
    names = [f.name() for f in again.fields()]
    assert len(names) == len(set(names)) and names[-1] == "known_pct"
    empty = make_layer([])
    done = run("labelproportions", INPUT=empty, LABEL_RASTER=raster)
    assert done["TILE_COUNT"] == 0 and "The tile layer has no tiles." in run.log


def test_coarse_tiles_and_their_proportions_come_to_the_tiles(
    run, rows, make_raster, make_layer, grid, codes
):
    raster = make_raster(codes, name="codes.tif", nodata=0)
    west = "POLYGON((499000 4599000,500610 4599000,500610 4601000,499000 4601000,499000 4599000))"
    east = "POLYGON((500610 4599000,502000 4599000,502000 4601000,500610 4601000,500610 4599000))"
    coarse = make_layer(
        [
            (west, {"name": "west", "number": 10}),
            (east, {"name": "east", "number": 9}),
            (east, {"name": None, "number": None}),
        ],
        fields="name:string,number:integer",
    )
    own = run("labelproportions", INPUT=grid, LABEL_RASTER=raster)["OUTPUT"]
    assigned = run("assigncoarsetile", INPUT=own, COARSE=coarse, COARSE_ID="name")
    assert assigned["TILE_COUNT"] == 30
    assert "1 coarse tile has no id (NULL) and was skipped." in run.log
    for row in rows(assigned["OUTPUT"]):
        west = min(20, max(0, 61 - row["col_off"]), row["width"])
        share = max(west, row["width"] - west) / row["width"]
        assert row["coarse_id"] == ("west" if 2 * west >= row["width"] else "east")
        assert row["coarse_pct"] == pytest.approx(100 * share)
    numbers = run("assigncoarsetile", INPUT=own, COARSE=coarse, COARSE_ID="number")["OUTPUT"]
    assert {r["coarse_id"] for r in rows(numbers)} == {"10", "9"}
    measured = run("labelproportions", INPUT=coarse, LABEL_RASTER=raster)["OUTPUT"]
    done = run("coarseproportions", INPUT=assigned["OUTPUT"], COARSE=measured)
    by_name = {r["name"]: r for r in rows(measured)}
    for row in rows(done["OUTPUT"]):
        expected = by_name[row["coarse_id"]]
        for field in ("p_1", "p_2", "p_3", "p_9", "proportions", "known_pct"):
            assert row[f"coarse_{field}"] == expected[field]
    west = codes[:, :61]
    counts = [np.count_nonzero(west == c) / np.count_nonzero(west) for c in (1, 2, 3, 9)]
    assert [by_name["west"][f"p_{c}"] for c in (1, 2, 3, 9)] == pytest.approx(
        [100 * c for c in counts]
    )


def test_coarse_proportions_are_weighted_as_geetiles_does(
    run, rows, make_raster, make_layer, grid, codes
):
    """Its formula: weights are areas of intersection over their sum, a class not there is 0."""
    raster = make_raster(codes, name="codes.tif", nodata=0)
    west = "POLYGON((499000 4599000,500610 4599000,500610 4601000,499000 4601000,499000 4599000))"
    east = "POLYGON((500610 4599000,502000 4599000,502000 4601000,500610 4601000,500610 4599000))"
    coarse = make_layer([(west, {"name": "west"}), (east, {"name": "east"})], fields="name:string")
    measured = run("labelproportions", INPUT=coarse, LABEL_RASTER=raster)["OUTPUT"]
    shares = [json.loads(r["proportions"]) for r in rows(measured)]
    shapes = [wkt.loads(west), wkt.loads(east)]
    done = run("coarseproportions", INPUT=grid, COARSE=measured, METHOD="WEIGHTED")["OUTPUT"]
    mixed = 0
    for feature in done.getFeatures():
        tile = wkt.loads(feature.geometry().asWkt(6))
        w = np.array([tile.intersection(shape).area for shape in shapes])
        mixed += (w > 0).all()
        w = w / w.sum()
        for name in ("1", "2", "3", "9"):
            expected = sum(k * s.get(name, 0.0) for k, s in zip(w, shares))
            assert feature[f"coarse_p_{name}"] == pytest.approx(expected, abs=1e-5)
            text = json.loads(feature["coarse_proportions"])
            assert text[name] == pytest.approx(expected, abs=1e-5)
    assert mixed > 2


def test_coarse_layers_that_do_not_serve_are_told(run, run_error, make_layer, grid):
    bare = make_layer([("POLYGON((0 0,9 0,9 9,0 0))", {"class": "x"})])
    assert "has no field p_...; run Label Proportions on it first" in run_error(
        "coarseproportions", INPUT=grid, COARSE=bare
    )
    assert "has no such field" in run_error(
        "assigncoarsetile", INPUT=grid, COARSE=bare, COARSE_ID="nope"
    )
    done = run("assigncoarsetile", INPUT=grid, COARSE=bare, COARSE_ID="class")
    assert "30 tiles lie in no coarse tile." in run.log and done["TILE_COUNT"] == 30
    empty = make_layer([("POLYGON((0 0,9 0,9 9,0 0))", {"class": None})])
    assert "is empty near the tiles" in run_error(
        "assigncoarsetile", INPUT=grid, COARSE=empty, COARSE_ID="class"
    )


def test_labels_from_a_class_raster(run, rows, run_error, make_raster, make_layer, grid, codes):
    raster = make_raster(codes, name="codes.tif", nodata=0)
    done = run(
        "joinlabels", INPUT=grid, LABEL_RASTER=raster, CLASS_MAP=NAMES, REJECTED="TEMPORARY_OUTPUT"
    )
    names = {1: "Tree", 2: "tree", 3: "å/b", 9: "9"}
    for feature in done["OUTPUT"].getFeatures():
        part = codes[window(feature)]
        ranked = sorted((-np.count_nonzero(part == c) / part.size, n) for c, n in names.items())
        assert feature["label"] == ranked[0][1]
        assert feature["label_pct"] == pytest.approx(-100 * ranked[0][0])
        if ranked[1][0]:
            assert feature["second_label"] == ranked[1][1]
            assert feature["second_pct"] == pytest.approx(-100 * ranked[1][0])
    assert [r["reason"] for r in rows(done["REJECTED"])] == ["no label (INTERSECTS)"]
    assert sum(json.loads(done["CLASS_COUNTS"]).values()) == 29
    strict = {"PREDICATE": "COVERAGE", "MIN_COVERAGE": 60, "OTHER_LABEL": "mixed"}
    done = run("joinlabels", INPUT=grid, LABEL_RASTER=raster, **strict)
    for feature in done["OUTPUT"].getFeatures():
        part = codes[window(feature)]
        best = max((np.count_nonzero(part == c) / part.size, c) for c in names)
        assert feature["label"] == (str(best[1]) if best[0] >= 0.6 else "mixed")
    edits = make_layer(
        [("POINT(500110 4599990)", {"label": "mine"})], kind="Point", fields="label:string"
    )
    done = run("joinlabels", INPUT=grid, LABEL_RASTER=raster, LABEL_EDITS=edits)
    assert rows(done["OUTPUT"])[0]["label"] == "mine"
    for parameters, part in (
        ({"LABELS": grid}, "LABELS and LABEL_RASTER are both given"),
        ({"LABEL": "x"}, "LABEL and LABEL_RASTER are both given"),
        ({"PREDICATE": "CENTROID"}, "PREDICATE=CENTROID is for polygons"),
        ({"CLASS_MAP": "x"}, "CLASS_MAP has 'x'"),
    ):
        assert part in run_error("joinlabels", INPUT=grid, LABEL_RASTER=raster, **parameters)
    assert "Name what tells the classes" in run_error("joinlabels", INPUT=grid)


def test_one_call_takes_a_class_raster_as_well(run, make_raster, codes, tmp_path, csv_rows):
    image = make_raster(np.stack([codes] * 3), name="image.tif")
    raster = make_raster(codes, name="codes.tif", nodata=0)
    labels = {"LABEL_RASTER": raster, "CLASS_MAP": NAMES, "OTHER_LABEL": "none"}
    done = run(
        "builddataset",
        RASTER=image,
        TILE_SIZE=20,
        FORMAT="PNG",
        OUTPUT=str(tmp_path / "a"),
        **labels,
    )
    grid = run("createtilegrid", INPUT=image, TILE_SIZE=20)["OUTPUT"]
    joined = run("joinlabels", INPUT=grid, **labels)
    assert done["CLASS_COUNTS"] == joined["CLASS_COUNTS"]
    facts = json.loads((tmp_path / "a" / "dataset.json").read_text("utf-8"))
    assert facts["parameters"]["LABEL_RASTER"] == raster
    assert len(facts["sources"]["labels"]["sha256"]) == 64
    assert len(csv_rows(tmp_path / "a" / "tiles.csv")) == 24


def test_ranges_make_classes_of_measurements(run, rows, make_raster, make_layer, grid, tmp_path):
    """The same tiles as geetiles' range map, [20, 40, 60, 80] of a share of trees, gives them."""
    values = np.random.default_rng(9).uniform(0, 100, (90, 120)).astype(np.float32)
    trees = make_raster(values, name="trees.tif")
    names = "0-20=a,20-40=b,40-60=c,60-80=d,80-100=e"
    done = run("labelproportions", INPUT=grid, LABEL_RASTER=trees, CLASS_MAP=f"{names},200-300=f")
    assert "CLASS_MAP names 200-300, which matches nothing on the tiles." in run.log
    coded = np.digitize(values, [20, 40, 60, 80])
    for row in rows(done["OUTPUT"]):
        top, left = row["row_off"], row["col_off"]
        part = coded[top : top + row["height"], left : left + row["width"]]
        for k, name in enumerate("abcde"):
            assert row[f"p_{name}"] == pytest.approx(100 * (part == k).mean())
        assert row["p_f"] == 0 and row["known_pct"] == 100
    joined = run("joinlabels", INPUT=grid, LABEL_RASTER=trees, CLASS_MAP=f"{names},7=g")["OUTPUT"]
    assert "CLASS_MAP names 7, which matches nothing on the tiles." in run.log
    for row in rows(joined):
        top, left = row["row_off"], row["col_off"]
        part = coded[top : top + row["height"], left : left + row["width"]]
        assert row["label"] == "abcde"[np.bincount(part.ravel()).argmax()]
    square = (
        "POLYGON((500000 4599800, 500100 4599800, 500100 4600000, 500000 4600000, 500000 4599800))"
    )
    layer = make_layer(
        [(square, {"number": 12.5}), (square, {"number": -3.0}), (square, {"number": 77.0})],
        fields="number:double",
    )
    joined = run(
        "joinlabels",
        INPUT=grid,
        LABELS=layer,
        LABEL_FIELD="number",
        CLASS_MAP="-5--1=cold,0-19=low,20-30=gone",
        MULTI=True,
    )
    assert rows(joined["OUTPUT"])[0]["labels"] == "cold|low"
    assert "CLASS_MAP names 20-30, which matches nothing on the tiles." in run.log
