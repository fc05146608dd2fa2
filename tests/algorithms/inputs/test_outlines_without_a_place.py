"""Shapes with corners that are no numbers, which GeoPackages may hold."""

from __future__ import annotations

import math
import struct

import numpy as np
import pytest

CORNERS = [(500000, 4600000), (500100, 4600000), (500100, 4599900), (500000, 4599900)]


@pytest.fixture
def spoilt(make_layer):
    """Makes a layer of one good square, and one of whose corners is as given."""

    def make(number, crs="EPSG:32631", kind="Polygon"):
        from qgis.core import QgsFeature, QgsGeometry

        layer = make_layer([], kind=kind, crs=crs, fields="class:string,label:string", name="odd")
        features = []
        for corner in (CORNERS[2], (CORNERS[2][0], number)):
            ring = [*CORNERS[:2], corner, CORNERS[3], CORNERS[0]]
            data = struct.pack("<BIII", 1, 3, 1, 5)
            geometry = QgsGeometry()
            geometry.fromWkb(data + b"".join(struct.pack("<2d", *point) for point in ring))
            feature = QgsFeature(layer.fields())
            feature.setAttributes(["a", "a"])
            feature.setGeometry(geometry)
            features.append(feature)
        layer.dataProvider().addFeatures(features)
        return layer

    return make


@pytest.fixture
def raster(make_raster):
    return make_raster(np.ones((40, 40), dtype="uint8"))


@pytest.fixture
def grid(run, raster):
    return run("createtilegrid", INPUT=raster, TILE_SIZE=10)["OUTPUT"]


NUMBERS = pytest.mark.parametrize("number", [math.nan, 1e300], ids=str)


@NUMBERS
@pytest.mark.parametrize("algorithm", ["joinlabels", "splittiles", "exporttiles", "auditsplit"])
def test_tiles_without_a_place_are_refused_by_their_id(
    spoilt, make_layer, run_error, raster, tmp_path, algorithm, number
):
    given = {
        "joinlabels": {"LABELS": spoilt(1.0), "LABEL_FIELD": "class"},
        "splittiles": {"METHOD": "BANDS"},
        "exporttiles": {"RASTER": raster, "OUTPUT": str(tmp_path / "dataset")},
        "auditsplit": {"SPLIT_FIELD": "class", "REPORT": str(tmp_path / "report.html")},
    }[algorithm]
    name = "TILES" if algorithm == "exporttiles" else "INPUT"
    text = run_error(algorithm, **given, **{name: spoilt(number)})
    assert "The outline of tile 2 is not a polygon" in text
    assert "all coordinates must be numbers" in text


@NUMBERS
@pytest.mark.parametrize("crs", ["EPSG:32631", "EPSG:32630"])
def test_labels_without_a_place_are_skipped_and_counted(spoilt, run, grid, number, crs):
    labels = spoilt(number, crs)
    run("joinlabels", INPUT=grid, LABELS=labels, LABEL_FIELD="class")
    if crs == "EPSG:32631":
        assert "1 label feature has no area, or no outline that can be read" in run.log


@NUMBERS
def test_so_are_clouds_and_areas(spoilt, run, raster, grid, rows, number):
    run("maskcloudpoints", INPUT=grid, CLOUDS=spoilt(number))
    assert "1 shape of odd has no area, or no outline that can be read" in run.log
    area = spoilt(number)
    tiles = run("createtilegrid", INPUT=raster, TILE_SIZE=10, AOI=area)["OUTPUT"]
    assert len(rows(tiles)) >= 1
    assert "1 shape of odd has no area, or no outline that can be read" in run.log


@NUMBERS
def test_corrections_without_a_place_are_refused(spoilt, run_error, grid, number):
    text = run_error(
        "joinlabels",
        INPUT=grid,
        LABELS=spoilt(4599900.0),
        LABEL_FIELD="class",
        LABEL_EDITS=spoilt(number),
    )
    assert "Feature 2 of LABEL_EDITS odd has no place" in text


def test_layers_of_endless_corners_are_refused_or_read_without_them(spoilt, run, grid, rows):
    """Versions of QGIS differ in whether they know an extent of such a layer."""
    from qgis.core import QgsProcessingException

    call = {"INPUT": grid, "LABELS": spoilt(math.inf), "LABEL_FIELD": "class"}
    try:
        tiles = run("joinlabels", **call)["OUTPUT"]
    except QgsProcessingException as error:
        assert "odd has a corner without a place on the ground" in str(error)
    else:
        assert "1 label feature has no area, or no outline that can be read" in run.log
        assert {row["label"] for row in rows(tiles)} == {"a"}
