"""Split Tiles, Audit Split and Build Dataset where tiles are of several scenes."""

import csv
import json
import pathlib
from itertools import combinations, product

import numpy as np
import pytest

SIDE = 1280.0


def to_degrees(geometry, crs):
    from qgis.core import QgsCoordinateReferenceSystem, QgsCoordinateTransform, QgsProject

    if crs != "EPSG:4326":
        systems = (QgsCoordinateReferenceSystem(name) for name in (crs, "EPSG:4326"))
        geometry.transform(QgsCoordinateTransform(*systems, QgsProject.instance()))
    return geometry


def squares(left, top, columns, rows, side=SIDE):
    from qgis.core import QgsGeometry, QgsRectangle

    return [
        QgsGeometry.fromRect(QgsRectangle(x, y - side, x + side, y))
        for r, c in product(range(rows), range(columns))
        for x, y in [(left + c * side, top - r * side)]
    ]


@pytest.fixture
def scenes(qgis):
    """Scenes in two zones whose grids lie across each other, a second date, and one in degrees."""
    from qgis.core import (
        QgsCoordinateReferenceSystem,
        QgsCoordinateTransform,
        QgsPointXY,
        QgsProject,
    )

    def place(lon, lat, crs):
        systems = (QgsCoordinateReferenceSystem(name) for name in ("EPSG:4326", crs))
        transform = QgsCoordinateTransform(*systems, QgsProject.instance())
        point = transform.transform(QgsPointXY(lon, lat))
        return point.x(), point.y()

    west, east = place(5.93, 47.06, "EPSG:32631"), place(5.96, 47.05, "EPSG:32632")
    return {
        "west_may": ("EPSG:32631", squares(*west, 6, 5)),
        "west_june": ("EPSG:32631", squares(west[0] + 400, west[1] - 300, 6, 5)),
        "east": ("EPSG:32632", squares(*east, 6, 5)),
        "far": ("EPSG:4326", squares(7.4, 46.9, 6, 5, 0.012)),
        "farther": ("EPSG:4326", squares(9.4, 46.1, 6, 5, 0.012)),
    }


@pytest.fixture
def tiles(scenes, make_layer):
    """The layer that tiles of such scenes are in."""
    made = [
        (
            to_degrees(geometry, crs).asWkt(17),
            {
                "tile_id": f"s{s:03d}_r{k // 6:05d}_c{k % 6:05d}",
                "scene": name,
                "date": "2024-06-01",
                "label": ("wood", "field")[k % 2],
            },
        )
        for s, (name, (crs, geometries)) in enumerate(scenes.items(), 1)
        for k, geometry in enumerate(geometries)
    ]
    fields = "tile_id:string,scene:string,date:string,label:string"
    return make_layer(made, crs="EPSG:4326", fields=fields)


def pairs_between(layer):
    features = list(layer.getFeatures())
    for one, other in combinations(features, 2):
        if one["split"] != other["split"]:
            yield one, other


def shared_ground(layer):
    """Square metres, by QGIS, of each pair of tiles in different splits that overlap."""
    from qgis.core import QgsCoordinateReferenceSystem, QgsDistanceArea, QgsProject

    measure = QgsDistanceArea()
    context = QgsProject.instance().transformContext()
    measure.setSourceCrs(QgsCoordinateReferenceSystem("EPSG:4326"), context)
    measure.setEllipsoid("WGS84")
    found = []
    for one, other in pairs_between(layer):
        common = one.geometry().intersection(other.geometry())
        if common.area() > 1e-11:
            found.append(measure.measureArea(common))
    return found


def test_whole_scenes_go_to_splits_and_those_of_one_place_together(run, tiles, rows):
    result = run("splittiles", INPUT=tiles, METHOD="SCENE", STRATIFY_FIELD="label", SEED=2)
    found = {}
    for row in rows(result["OUTPUT"]):
        found.setdefault(row["scene"], set()).add(row["split"])
    assert all(len(splits) == 1 for splits in found.values())
    assert found["west_may"] == found["west_june"] == found["east"] == {"train"}
    assert {*found["far"], *found["farther"]} == {"val", "test"}
    assert "The 3 scenes of train: east, west_june, west_may." in run.log
    assert shared_ground(result["OUTPUT"]) == []
    report = json.loads(result["SPLIT_REPORT"])
    assert report["scenes"]["train"] == ["east", "west_june", "west_may"]
    assert run("auditsplit", INPUT=result["OUTPUT"])["PASSED"] is True


def test_blocks_of_two_dates_and_zones_share_no_ground_and_keep_away(run, tiles, tmp_path):
    from qgis.core import QgsCoordinateReferenceSystem, QgsDistanceArea, QgsProject

    result = run(
        "splittiles", INPUT=tiles, METHOD="BLOCKS", BLOCK_SIZE=4000, BUFFER=900, SEED=1, TEST=0
    )
    layer = result["OUTPUT"]
    assert shared_ground(layer) == []
    measure = QgsDistanceArea()
    context = QgsProject.instance().transformContext()
    measure.setSourceCrs(QgsCoordinateReferenceSystem("EPSG:4326"), context)
    measure.setEllipsoid("WGS84")
    least = np.inf
    for one, other in pairs_between(layer):
        a, b = one.geometry(), other.geometry()
        if a.distance(b) < 0.03:
            for near, far in ((a, b), (b, a)):
                # From each corner to the other's edge, found with degrees of equal length.
                for corner in near.vertices():
                    least = min(least, distance_to(measure, corner, far))
    assert 899.5 < least < 2500
    report = tmp_path / "audit.html"
    assert run("auditsplit", INPUT=layer, DISTANCE=900, REPORT=str(report))["PASSED"] is True
    facts = json.loads(report.with_suffix(".json").read_text("utf-8"))
    assert facts["distances"][0]["metres"] == pytest.approx(least, abs=1)
    assert facts["scenes"]["count"] == 5


def distance_to(measure, corner, geometry):
    """Metres from a corner to the nearest of many points of an outline."""
    from qgis.core import QgsPointXY

    # Iterators over vertices do not keep their geometry.
    dense = geometry.densifyByCount(60)
    places = np.array([(p.x(), p.y()) for p in dense.vertices()])
    away = (places - (corner.x(), corner.y())) * (0.68, 1)
    near = places[np.argsort((away**2).sum(axis=1))[:3]].tolist()
    return min(measure.measureLine(QgsPointXY(corner), QgsPointXY(*place)) for place in near)


def test_a_split_by_date_leaks_and_the_audit_says_where(run, tiles, tmp_path):
    result = run("splittiles", INPUT=tiles, METHOD="SCENE", ALLOW_OVERLAP=True, SEED=0)
    assert "show the same ground, such as one of " in run.log
    areas = shared_ground(result["OUTPUT"])
    report = tmp_path / "audit.html"
    audited = run("auditsplit", INPUT=result["OUTPUT"], REPORT=str(report))
    assert audited["PASSED"] is False
    facts = json.loads(report.with_suffix(".json").read_text("utf-8"))
    shared = facts["shared_ground"]
    assert sum(row["pairs"] for row in shared) == len(areas) > 0
    assert sum(row["square_metres"] for row in shared) == pytest.approx(sum(areas), rel=1e-3)
    assert sum(row["scenes"]["pairs"] for row in shared) == len(areas)


def test_random_tiles_of_shifted_dates_are_refused(run, run_error, tiles):
    tiles.setSubsetString("\"scene\" like 'west%'")
    assert "overlap each other in a single cluster" in run_error(
        "splittiles", INPUT=tiles, METHOD="RANDOM"
    )


def test_scenes_that_are_missing_or_too_few_are_told(run_error, tiles, make_layer, make_raster):
    tiles.setSubsetString("\"scene\" = 'far'")
    assert "the tiles are of 1 scene only, where 3 splits" in run_error(
        "splittiles", INPUT=tiles, METHOD="SCENE"
    )
    plain = make_layer([("POLYGON((0 0,9 0,9 9,0 9,0 0))", {})], fields="tile_id:string")
    assert "the tiles have no field scene that names theirs" in run_error(
        "splittiles", INPUT=plain, METHOD="SCENE"
    )
    assert "the tiles have no field scene that names theirs" in run_error(
        "builddataset",
        RASTER=make_raster(np.ones((64, 64), "uint8")),
        TILE_SIZE=16,
        SPLIT_METHOD="SCENE",
    )


def test_a_folder_whose_tiles_are_of_several_zones_is_audited_in_degrees(
    run, scenes, make_raster, tmp_path
):
    dataset = tmp_path / "scenes"
    run(
        "builddataset",
        RASTER=make_raster(np.arange(64 * 64, dtype="uint16").reshape(64, 64)),
        TILE_SIZE=16,
        FORMAT="NPY",
        SPLIT_METHOD="BANDS",
        OTHER_LABEL="land",
        OUTPUT=str(dataset),
    )
    (dataset / "tiles.gpkg").unlink()
    path = dataset / "tiles.csv"
    with pathlib.Path(path).open(encoding="utf-8", newline="") as file:
        table = list(csv.DictReader(file))
    # As a dataset of two scenes would have it: tiles in the system of their scene.
    names = ("west_may", "east")
    for k, row in enumerate(table):
        crs, geometries = scenes[names[k % 2]]
        box = geometries[k].boundingBox()
        row.update(
            crs=crs,
            scene=names[k % 2],
            split=("train", "test")[k % 2],
            xmin=box.xMinimum(),
            ymin=box.yMinimum(),
            xmax=box.xMaximum(),
            ymax=box.yMaximum(),
        )
    with pathlib.Path(path).open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, list(table[0]))
        writer.writeheader()
        writer.writerows(table)
    expected = 0
    shapes = [to_degrees(scenes[names[k % 2]][1][k], table[k]["crs"]) for k in range(len(table))]
    for i, j in combinations(range(len(table)), 2):
        if i % 2 != j % 2 and shapes[i].intersection(shapes[j]).area() > 1e-11:
            expected += 1
    report = tmp_path / "audit.html"
    assert run("auditsplit", DATASET=str(dataset), REPORT=str(report))["PASSED"] is False
    facts = json.loads(report.with_suffix(".json").read_text("utf-8"))
    (row,) = facts["shared_ground"]
    assert row["pairs"] == row["scenes"]["pairs"] == expected > 0
    assert facts["distances"][0]["metres"] == 0


@pytest.fixture
def rasters(make_raster, scenes):
    """Images of such scenes, 60 by 50 pixels: two dates of one place, a neighbour, one far away."""
    rng = np.random.default_rng(8)
    paths = []
    for name, (crs, geometries) in scenes.items():
        if name == "farther":
            continue
        bounds = [g.boundingBox() for g in geometries]
        left, top = min(b.xMinimum() for b in bounds), max(b.yMaximum() for b in bounds)
        size = bounds[0].width() / 10
        values = np.kron(rng.integers(1, 250, (3, 25, 30)), np.ones((2, 2))).astype("uint8")
        place = (size, 0, left, 0, -size, top)
        paths.append(make_raster(values, f"{name}.tif", transform=place, crs=crs))
    return paths


@pytest.mark.parametrize(
    "method", [{"SPLIT_METHOD": "SCENE"}, {"SPLIT_METHOD": "BLOCKS", "SPLIT_BUFFER": 500}]
)
def test_a_dataset_of_scenes_shares_no_ground_between_splits(run, rasters, tmp_path, method):
    dataset = tmp_path / "dataset"
    built = run(
        "builddataset",
        SCENES=rasters,
        TILE_SIZE=10,
        PIXELS=10,
        RESAMPLING="NEAREST",
        OTHER_LABEL="land",
        FORMAT="PNG",
        TRAIN=70,
        VAL=30,
        TEST=0,
        SPLIT_SEED=1,
        OUTPUT=str(dataset),
        **method,
    )
    assert sum(json.loads(built["SPLIT_COUNTS"]).values()) > 40
    for has_layers in (True, False):
        if not has_layers:
            (dataset / "tiles.gpkg").unlink()
        report = tmp_path / f"audit {has_layers}.html"
        # Bounds in the table hold a tile's corners, and a little more where it is turned.
        distance = max(0, method.get("SPLIT_BUFFER", 0) - (1 if has_layers else 50))
        result = run("auditsplit", DATASET=str(dataset), DISTANCE=distance, REPORT=str(report))
        facts = json.loads(report.with_suffix(".json").read_text("utf-8"))
        assert facts["scenes"]["count"] == 4
        assert result["PASSED"] is True, facts["leaks"]
        assert facts["duplicates"]["pairs"] == 0 and "tile_ids" in facts["duplicates"]
