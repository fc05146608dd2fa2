"""Layers of GeoPackages that are read at once hold what they hold feature by feature."""

import pytest
from osgeo import gdal, ogr, osr
from qgis.core import QgsField, QgsVectorLayer
from qgis.PyQt.QtCore import QVariant

from tilewright.algorithms.base.layer_snapshot import LayerSnapshot
from tilewright.algorithms.inputs import tiles
from tilewright.core.errors import CancelledError, LayerError
from tilewright.core.run.batches import never_cancelled
from tilewright.core.tiles.fingerprint import fingerprint_table

SQUARE = "POLYGON ((0 0,0 1,1 1,1 0,0 0))"
MULTI = "MULTIPOLYGON (((0 0,0 1,1 1,1 0,0 0)),((5 5,5 6,6 6,5 5)))"
FIELDS = {"name": ogr.OFTString, "n": ogr.OFTInteger, "m": ogr.OFTInteger64, "v": ogr.OFTReal}
ROWS = [("Ä 'b'", 3, 2**40, 0.1), (None, None, None, None), ("", -1, 0, -2.5)]
needs_arrow = pytest.mark.skipif(
    not hasattr(ogr.Layer, "GetArrowStreamAsNumPy"), reason="GDAL before 3.6"
)


def make(path, outlines=(SQUARE, SQUARE, SQUARE), fields=FIELDS, rows=ROWS, options=()):
    dataset = gdal.GetDriverByName("GPKG").Create(str(path), 0, 0, 0, gdal.GDT_Unknown)
    crs = osr.SpatialReference()
    crs.ImportFromEPSG(32631)
    layer = dataset.CreateLayer("some tiles", crs, ogr.wkbUnknown, list(options))
    for name, kind in fields.items():
        layer.CreateField(ogr.FieldDefn(name, kind))
    for outline, row in zip(outlines, rows):
        feature = ogr.Feature(layer.GetLayerDefn())
        for name, value in zip(fields, row):
            if value is not None:
                feature[name] = value
        if outline:
            feature.SetGeometry(ogr.CreateGeometryFromWkt(outline))
        layer.CreateFeature(feature)
    del layer, dataset
    return path


def read(layer, monkeypatch, is_at_once, names=None):
    """The table, which must be read in one of the two ways."""
    asked = []
    by_features = tiles.read_batches
    monkeypatch.setattr(tiles, "read_batches", lambda *a: asked.append(1) or by_features(*a))
    table = tiles.read_table(LayerSnapshot(layer), never_cancelled, names)
    assert bool(asked) != is_at_once
    monkeypatch.undo()
    return table


def by_features(layer, names=None):
    snapshot = LayerSnapshot(layer)
    snapshot.stored = None
    return tiles.read_table(snapshot, never_cancelled, names)


def check_same(layer, monkeypatch, is_at_once, names=None):
    found = read(layer, monkeypatch, is_at_once, names)
    expected = by_features(layer, names)
    assert fingerprint_table(found) == fingerprint_table(expected)
    assert [found[f.name].dtype for f in found.fields] == [
        expected[f.name].dtype for f in expected.fields
    ]
    return found


def opened(path, more=""):
    layer = QgsVectorLayer(f"{path}{more}", "tiles", "ogr")
    assert layer.isValid()
    return layer


@needs_arrow
@pytest.mark.parametrize("outlines", [(SQUARE,) * 3, (SQUARE, MULTI, SQUARE), (MULTI,) * 3])
def test_all_columns_and_outlines(qgis, tmp_path, monkeypatch, outlines):
    layer = opened(make(tmp_path / "a.gpkg", outlines))
    found = check_same(layer, monkeypatch, True)
    assert found["name"].tolist() == ["Ä 'b'", None, ""]
    assert found["n"].tolist() == [3, None, -1]
    assert found["v"].tolist()[::2] == [0.1, -2.5]


@needs_arrow
def test_some_columns_of_a_named_table_whose_numbers_have_a_name(qgis, tmp_path, monkeypatch):
    path = make(tmp_path / "a.gpkg", options=["FID=number", "GEOMETRY_NAME=shape"])
    layer = opened(path, "|layername=some tiles")
    found = check_same(layer, monkeypatch, True, ["number", "v"])
    assert found["number"].tolist() == [1, 2, 3]


@pytest.mark.parametrize(
    ("kind", "values"),
    [
        (ogr.OFTDate, ["2024/05/06"] * 3),
        (ogr.OFTBinary, [b"a"] * 3),
        (ogr.OFTString, ["x" * 2000, "b", "c"]),
    ],
)
def test_what_is_unusual_is_left_to_qgis(qgis, tmp_path, monkeypatch, kind, values):
    path = make(tmp_path / "a.gpkg", fields={"u": kind}, rows=[[value] for value in values])
    check_same(opened(path), monkeypatch, False)


def test_outlines_with_heights_are_left_to_qgis(qgis, tmp_path, monkeypatch):
    high = "POLYGON Z ((0 0 1,0 1 1,1 1 1,1 0 1,0 0 1))"
    check_same(opened(make(tmp_path / "a.gpkg", (SQUARE, high, SQUARE))), monkeypatch, False)


def test_a_part_of_a_table_is_left_to_qgis(qgis, tmp_path, monkeypatch):
    path = make(tmp_path / "a.gpkg")
    layer = opened(path, '|subset="n" > 0')
    assert len(check_same(layer, monkeypatch, False)) == 1
    layer = opened(path)
    layer.addExpressionField("1", QgsField("more", QVariant.Type.Int))
    assert check_same(layer, monkeypatch, False)["more"].tolist() == [1, 1, 1]


def test_edits_that_are_not_saved_are_read(qgis, tmp_path, monkeypatch):
    layer = opened(make(tmp_path / "a.gpkg"))
    layer.startEditing()
    layer.changeAttributeValue(1, layer.fields().indexOf("n"), 77)
    assert check_same(layer, monkeypatch, False)["n"].tolist() == [77, None, -1]
    layer.rollBack()


def test_a_tile_without_an_outline_is_named(qgis, tmp_path):
    layer = opened(make(tmp_path / "a.gpkg", (SQUARE, None, SQUARE)))
    with pytest.raises(LayerError, match="Feature 2 of the tile layer has no outline"):
        tiles.read_table(LayerSnapshot(layer), never_cancelled)


@needs_arrow
def test_a_cancel_is_heard(qgis, tmp_path):
    layer = opened(make(tmp_path / "a.gpkg"))
    with pytest.raises(CancelledError):
        tiles.read_table(LayerSnapshot(layer), lambda: True)
