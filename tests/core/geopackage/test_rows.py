"""Layers filled in bulk are those that GDAL fills feature by feature."""

from __future__ import annotations

import sqlite3

import numpy as np
import pytest
from osgeo import ogr, osr
from shapely import affinity
from shapely.geometry import MultiPolygon, Polygon, box

from tilewright.core.errors import CancelledError
from tilewright.core.geopackage.rows import count_indexed, count_rows, write_index, write_rows
from tilewright.core.tiles.table import DOUBLE, INT, TEXT, Field, TileTable, make_column

_KINDS = {TEXT: ogr.OFTString, INT: ogr.OFTInteger64, DOUBLE: ogr.OFTReal}
_NAME = 'tiles "of" it\'s'


def _table(shapes) -> TileTable:
    count = len(shapes)
    fields = [
        Field("tile_id", TEXT),
        Field("row", INT),
        Field("maybe", INT),
        Field("valid_pct", DOUBLE),
        Field("nothing", DOUBLE),
        Field('a "name"', TEXT),
    ]
    words = ["", None, "ciudad, ñandú", 'say "a"', "1", "Москва 🛰", "line\nbreak"]
    columns = [
        [f"t{k:05d}" for k in range(count)],
        [k * 2**40 for k in range(count)],
        [None if k % 3 else -k for k in range(count)],
        [None if k % 5 == 1 else k / 7 for k in range(count)],
        [None] * count,
        [words[k % len(words)] for k in range(count)],
    ]
    made = {f.name: make_column(f.kind, column) for f, column in zip(fields, columns)}
    return TileTable(fields, made, [shape.wkb for shape in shapes])


def _shapes(count: int) -> list:
    """Squares about the origin, some turned, one with a hole, one of two parts."""
    rng = np.random.default_rng(3)
    places = rng.uniform(-2e6, 2e6, size=(count, 2)).tolist()
    shapes = [box(x, y, x + 640.1, y + 320.3) for x, y in places]
    shapes[::4] = [affinity.rotate(shape, 31) for shape in shapes[::4]]
    if count > 2:
        x, y = places[1]
        shapes[1] = shapes[1].difference(box(x + 10, y + 10, x + 20, y + 20))
        shapes[2] = MultiPolygon([shapes[2], box(0, 0, 1, 1)])
    return shapes


def _make_layer(path, table, is_filled: bool) -> None:
    """The layer as GDAL makes it, empty or filled by GDAL."""
    place = osr.SpatialReference()
    place.ImportFromEPSG(32631)
    source = ogr.GetDriverByName("GPKG").CreateDataSource(str(path))
    layer = source.CreateLayer(_NAME, place, ogr.wkbMultiPolygon)
    for field in table.fields:
        layer.CreateField(ogr.FieldDefn(field.name, _KINDS[field.kind]))
    if is_filled:
        layer.StartTransaction()
        for k, wkb in enumerate(table.wkb):
            feature = ogr.Feature(layer.GetLayerDefn())
            feature.SetGeometry(ogr.ForceToMultiPolygon(ogr.CreateGeometryFromWkb(wkb)))
            for n, field in enumerate(table.fields):
                value = table[field.name][k]
                is_null = value is None or value != value
                feature.SetFieldNull(n) if is_null else feature.SetField(n, _plain(value))
            layer.CreateFeature(feature)
        layer.CommitTransaction()


def _plain(value):
    return value if isinstance(value, str) else value.item() if hasattr(value, "item") else value


def _content(path) -> tuple:
    """All rows of all tables, but how the index is laid together; and the schema."""
    with sqlite3.connect(path) as base:
        schema = sorted(base.execute("SELECT type, name, tbl_name, sql FROM sqlite_master"))
        names = [name for kind, name, *_ in schema if kind == "table"]
        inner = ("_node", "_parent", "_rowid")
        rows = {}
        for name in names:
            if not name.endswith(inner):
                quoted = '"' + name.replace('"', '""') + '"'
                rows[name] = sorted(base.execute(f"SELECT * FROM {quoted}"), key=repr)
        # GDAL keeps the extent of a layer with fewer digits.
        rows["gpkg_contents"] = [
            [round(v, 6) if isinstance(v, float) else v for v in row]
            for row in rows["gpkg_contents"]
        ]
        checked = base.execute("SELECT rtreecheck(?)", (f"rtree_{_NAME}_geom",)).fetchall()
    base.close()
    return schema, rows, checked


@pytest.fixture
def fill(tmp_path, monkeypatch):
    """Fills a layer in bulk, and another by GDAL; returns their paths."""
    monkeypatch.setenv("OGR_CURRENT_DATE", "2000-01-01T00:00:00.000Z")

    def run(table):
        own, other = tmp_path / "own #1?.gpkg", tmp_path / "gdal.gpkg"
        _make_layer(own, table, False)
        _make_layer(other, table, True)
        write_rows(own, _NAME, table)
        write_index(own, _NAME, table.geometries.bounds)
        return own, other

    return run


@pytest.mark.parametrize("count", [0, 1, 51, 52, 3000])
def test_all_tables_are_those_that_gdal_makes(fill, count):
    own, other = fill(_table(_shapes(count)))
    assert _content(own) == _content(other)
    assert _content(own)[2] == [("ok",)]
    assert (count_rows(own, _NAME), count_indexed(own, _NAME)) == (count, count)


def test_the_index_finds_what_a_look_at_all_boxes_finds(fill):
    table = _table(_shapes(3000))
    own, _ = fill(table)
    bounds = table.geometries.bounds
    source = ogr.Open(str(own))
    layer = source.GetLayerByName(_NAME)
    for x, y in ((-1e6, -1e6), (0, 0), (1.5e6, -5e5)):
        area = (x, y, x + 5e5, y + 3e5)
        layer.SetSpatialFilterRect(*area)
        found = {feature.GetFID() - 1 for feature in layer}
        reach = (bounds[:, :2] <= area[2:]).all(axis=1) & (bounds[:, 2:] >= area[:2]).all(axis=1)
        wanted = {k for k in np.flatnonzero(reach).tolist() if _touches(table.wkb[k], area)}
        assert found == wanted
        assert len(found) > 10


def _touches(wkb: bytes, area) -> bool:
    from shapely import wkb as well_known

    return well_known.loads(wkb).intersects(box(*area))


def test_layers_that_were_filled_take_more(fill):
    own, _ = fill(_table(_shapes(120)))
    source = ogr.Open(str(own), 1)
    layer = source.GetLayerByName(_NAME)
    feature = ogr.Feature(layer.GetLayerDefn())
    feature.SetGeometry(ogr.CreateGeometryFromWkb(MultiPolygon([box(5e6, 5e6, 6e6, 6e6)]).wkb))
    layer.CreateFeature(feature)
    layer.DeleteFeature(7)
    assert feature.GetFID() == 121
    del layer, source
    assert count_rows(own, _NAME) == count_indexed(own, _NAME) == 120
    assert _content(own)[2] == [("ok",)]
    with sqlite3.connect(own) as base:
        assert base.execute("SELECT feature_count FROM gpkg_ogr_contents").fetchone() == (120,)
    base.close()


def test_a_cancel_is_heard_between_rows(tmp_path):
    table = _table(_shapes(10))
    path = tmp_path / "tiles.gpkg"
    _make_layer(path, table, False)
    with pytest.raises(CancelledError):
        write_rows(path, _NAME, table, lambda: True)


def test_a_file_that_is_gone_is_not_made(tmp_path):
    table = _table([Polygon([(0, 0), (1, 0), (1, 1)])])
    with pytest.raises(sqlite3.OperationalError):
        write_index(tmp_path / "gone.gpkg", _NAME, table.geometries.bounds)
    assert not list(tmp_path.iterdir())
