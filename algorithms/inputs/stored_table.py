"""Tables of tiles read from a GeoPackage at once, without a feature for each.

What is unusual in a file is left to QGIS, feature by feature, and so is what is to be said of it.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextlib import suppress

import numpy as np
from osgeo import gdal, ogr
from qgis.core import QgsFields

from ...core.geometry.outlines import find_broken
from ...core.geometry.packed import pack_outlines
from ...core.raster.gdal_errors_by_osgeo import heard_by_osgeo
from ...core.run.batches import heed
from ...core.tiles.table import DOUBLE, INT, TEXT, Field, TileTable, make_column
from ..base.layer_snapshot import StoredTable

_AT_ONCE = 2000
# NumPy gives all texts of a batch the room of the longest.
_LONGEST_TEXT = 1000
# Numbers of QVariant's types: int, long long, double and text.
_KINDS = {2: "i", 4: "i", 6: "f", 10: "S"}
_EMPTY_BYTES = 13
_FLAT_POLYGONS = (b"\x01\x03\x00\x00\x00", b"\x01\x06\x00\x00\x00")


class _UnusualError(Exception):
    """The file holds what QGIS is to read."""


def read_stored(
    stored: StoredTable,
    count: int,
    layer_fields: QgsFields,
    fields: Sequence[Field],
    is_cancelled: Callable[[], bool],
) -> TileTable | None:
    """A whole table by GDAL's Arrow interface; None where QGIS is to read it.

    Args:
        stored: the table.
        count: features that QGIS finds in it.
        layer_fields: as QGIS knows them.
        fields: what is wanted of them.
        is_cancelled: asked between batches.

    Raises:
        CancelledError: ``is_cancelled`` said so.
    """
    if not hasattr(ogr.Layer, "GetArrowStreamAsNumPy"):
        return None
    kinds = {f.name(): _KINDS.get(int(getattr(f.type(), "value", f.type()))) for f in layer_fields}
    wanted = {field.name: kinds[field.name] for field in fields}
    if None in wanted.values():
        return None
    # GDAL's Python module raises or not as other plugins have set it; NumPy may be too new for it.
    with suppress(_UnusualError, RuntimeError, ImportError, AttributeError, UnicodeDecodeError):
        with heard_by_osgeo() as heard:
            table = _read(stored, fields, wanted, is_cancelled)
        if not heard and len(table) == count:
            return table
    return None


def _read(
    stored: StoredTable,
    fields: Sequence[Field],
    kinds: dict[str, str],
    is_cancelled: Callable[[], bool],
) -> TileTable:
    dataset = gdal.OpenEx(stored.path, gdal.OF_VECTOR, allowed_drivers=["GPKG"])
    if dataset is None:
        raise _UnusualError
    layer = dataset.GetLayerByName(stored.name) if stored.name else dataset.GetLayer(0)
    if layer is None:
        raise _UnusualError
    _check_texts(dataset, layer.GetName(), [name for name, kind in kinds.items() if kind == "S"])
    place = layer.GetGeometryColumn()
    definition = layer.GetLayerDefn()
    names = [definition.GetFieldDefn(k).GetName() for k in range(definition.GetFieldCount())]
    layer.SetIgnoredFields([name for name in names if name not in kinds])
    options = ["USE_MASKED_ARRAYS=YES", f"MAX_FEATURES_IN_BATCH={_AT_ONCE}"]
    tables = []
    for batch in layer.GetArrowStreamAsNumPy(options=options):
        heed(is_cancelled)
        if place not in batch or not batch.keys() >= kinds.keys():
            raise _UnusualError
        outlines = _outlines(batch[place])
        columns = {f.name: _column(batch[f.name], f.kind, kinds[f.name]) for f in fields}
        tables.append(TileTable(fields, columns, outlines))
    return TileTable.concatenate(tables, fields)


def _check_texts(dataset: gdal.Dataset, table: str, names: Sequence[str]) -> None:
    if not names:
        return
    quoted = ['"{}"'.format(name.replace('"', '""')) for name in (table, *names)]
    lengths = ", ".join(f"max(length(CAST({name} AS BLOB)))" for name in quoted[1:])
    found = dataset.ExecuteSQL(" ".join(("SELECT", lengths, "FROM", quoted[0])))
    if found is None:
        raise _UnusualError
    row = found.GetNextFeature()
    longest = max(row.GetField(k) or 0 for k in range(len(names)))
    dataset.ReleaseResultSet(found)
    if longest > _LONGEST_TEXT:
        raise _UnusualError


def _outlines(values: np.ndarray) -> Sequence[bytes]:
    if np.ma.is_masked(values):
        raise _UnusualError
    found = [bytes(value) for value in np.asarray(values).tolist()]
    if not all(len(w) > _EMPTY_BYTES and w.startswith(_FLAT_POLYGONS) for w in found):
        raise _UnusualError
    packed = pack_outlines(found)
    if find_broken(packed) is not None:
        raise _UnusualError
    return packed


def _column(values: np.ndarray, kind: str, stored: str) -> np.ndarray:
    if values.dtype.kind != stored or (stored == "f" and values.dtype.itemsize != 8):
        raise _UnusualError
    if {INT: "i", DOUBLE: "f", TEXT: "S"}[kind] != stored:
        raise _UnusualError
    plain = np.ma.getdata(values)
    hidden = np.ma.getmaskarray(values)
    if stored == "f":
        return np.where(hidden, np.nan, plain)
    if stored == "i" and not hidden.any():
        return plain.astype(np.int64)
    found = [value.decode() if stored == "S" else value for value in plain.tolist()]
    return make_column(kind, [None if h else v for v, h in zip(found, hidden.tolist())])
