"""Layers that break off while they are read, and layers that only look so."""

from __future__ import annotations

import re

import numpy as np
import pytest

COUNT = 2500


@pytest.fixture
def squares(make_layer):
    """50 x 50 squares with a side of 100 m."""
    made = []
    for k in range(COUNT):
        x, y = 500000 + 100 * (k % 50), 4600000 - 100 * (k // 50)
        corners = (x, y), (x + 100, y), (x + 100, y - 100), (x, y - 100), (x, y)
        wkt = ", ".join(f"{a} {b}" for a, b in corners)
        made.append((f"POLYGON(({wkt}))", {"class": f"c{k % 3}", "tile_id": f"t{k}"}))
    return make_layer(made, fields="class:string,tile_id:string", name="squares")


@pytest.fixture
def save(squares, tmp_path):
    """Writes the squares with one of GDAL's drivers."""

    def write(driver, name):
        from qgis.core import QgsCoordinateTransformContext, QgsVectorFileWriter

        options = QgsVectorFileWriter.SaveVectorOptions()
        options.driverName = driver
        path = tmp_path / name
        QgsVectorFileWriter.writeAsVectorFormatV3(
            squares, str(path), QgsCoordinateTransformContext(), options
        )
        return path

    return write


def break_page(path):
    """Overwrite two pages at two thirds of a file."""
    data = bytearray(path.read_bytes())
    at = len(data) * 2 // 3 // 4096 * 4096
    data[at : at + 8192] = b"\xff" * 8192
    path.write_bytes(bytes(data))


def cut(path):
    """Leave the first two thirds of a file."""
    data = path.read_bytes()
    path.write_bytes(data[: len(data) * 2 // 3])


KINDS = [
    ("GPKG", "squares.gpkg", break_page),
    ("FlatGeobuf", "squares.fgb", cut),
    ("ESRI Shapefile", "squares.shp", cut),
    ("GML", "squares.gml", cut),
]


@pytest.fixture
def raster(make_raster):
    return make_raster(np.ones((500, 500), dtype="uint8"))


@pytest.mark.parametrize(("driver", "name", "spoil"), KINDS, ids=[k[0] for k in KINDS])
@pytest.mark.parametrize("is_project", [False, True], ids=["file", "project"])
def test_no_part_of_a_tile_layer_passes_for_the_whole(
    save, run_error, raster, tmp_path, driver, name, spoil, is_project
):
    path = save(driver, name)
    spoil(path)
    tiles = str(path)
    if is_project:
        from qgis.core import QgsVectorLayer

        tiles = QgsVectorLayer(str(path), "squares", "ogr")
    folder = tmp_path / "dataset"
    text = run_error("exporttiles", RASTER=raster, TILES=tiles, OUTPUT=str(folder))
    assert "squares is damaged" in text
    assert "get the file again" in text
    if driver in ("GPKG", "FlatGeobuf"):
        read, count = map(int, re.search(r"only (\d+) of its (\d+) features", text).groups())
        assert 0 < read < count == COUNT
    assert not folder.exists()


@pytest.mark.parametrize(("driver", "name", "spoil"), KINDS[:2], ids=[k[0] for k in KINDS[:2]])
def test_nor_of_labels_that_are_sought_by_place(save, run, run_error, raster, driver, name, spoil):
    path = save(driver, name)
    spoil(path)
    grid = run("createtilegrid", INPUT=raster, TILE_SIZE=100)["OUTPUT"]
    text = run_error("joinlabels", INPUT=grid, LABELS=str(path), LABEL_FIELD="class")
    assert "squares is damaged" in text


def test_fewer_features_than_promised_without_a_word_of_gdal(save, run_error, raster):
    import sqlite3

    path = save("GPKG", "squares.gpkg")
    with sqlite3.connect(path) as base:
        base.execute("UPDATE gpkg_ogr_contents SET feature_count = feature_count + 7")
    base.close()
    text = run_error("exporttiles", RASTER=raster, TILES=str(path), OUTPUT="TEMPORARY_OUTPUT")
    assert f"Only {COUNT} of the {COUNT + 7} features of squares can be read" in text


def test_a_layer_of_the_project_whose_file_has_lost_features_since_is_whole(save, run, rows):
    from osgeo import gdal
    from qgis.core import QgsVectorLayer

    path = save("GPKG", "squares.gpkg")
    layer = QgsVectorLayer(str(path), "squares", "ogr")
    assert layer.featureCount() == COUNT
    base = gdal.OpenEx(str(path), gdal.OF_VECTOR | gdal.OF_UPDATE)
    base.ExecuteSQL("DELETE FROM squares WHERE fid > 10")
    base = None
    assert layer.featureCount() == COUNT
    out = run("splittiles", INPUT=layer, METHOD="RANDOM")["OUTPUT"]
    assert len(rows(out)) == 10


def test_a_selection_and_a_filter_are_whole(save, run, rows):
    from qgis.core import QgsProcessingFeatureSourceDefinition, QgsProject, QgsVectorLayer

    layer = QgsVectorLayer(str(save("GPKG", "squares.gpkg")), "squares", "ogr")
    QgsProject.instance().addMapLayer(layer)
    layer.selectByIds([3, 4, 5, 6, 7])
    chosen = QgsProcessingFeatureSourceDefinition(layer.id(), selectedFeaturesOnly=True)
    out = run("splittiles", INPUT=chosen, METHOD="RANDOM")["OUTPUT"]
    assert len(rows(out)) == 5
    layer.setSubsetString("class = 'c1'")
    out = run("splittiles", INPUT=layer, METHOD="RANDOM")["OUTPUT"]
    assert len(rows(out)) == 833
    QgsProject.instance().clear()
