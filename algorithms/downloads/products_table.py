"""The table of products that were downloaded."""

from __future__ import annotations

import os

from qgis.core import QgsCoordinateReferenceSystem, QgsFeature, QgsWkbTypes

from ...core.downloads.queue import DownloadQueue
from ...core.errors import TilewrightError
from ...core.message import Message
from ...core.sentinel2.names import read_product_name
from ...core.sentinel2.product import open_product
from ...core.tiles.table import DOUBLE, INT, TEXT, Field
from ..base.values import Values
from ..outputs.tiles import TileSink, layer_fields

# Those of Select Products that are known here: tables of scenes are read by them.
_FIELDS = (
    Field("name", TEXT),
    Field("date", TEXT),
    Field("level", TEXT),
    Field("baseline", TEXT),
    Field("tile", TEXT),
    Field("cloud_pct", DOUBLE),
    Field("size_mb", DOUBLE),
    Field("selected", INT),
    Field("reason", TEXT),
    Field("path", TEXT),
)


def product_path(queue: DownloadQueue, name: str) -> str | None:
    """Where a product is, if it is here: its zip file, or the folder that it was unpacked to."""
    if not queue.is_done(name):
        return None
    file = queue.file_of(name)
    return str(file if os.path.exists(file) else file.with_suffix(".SAFE"))


def write_products(
    values: Values, output: str, queue: DownloadQueue, names: list[str], missing: list[str]
) -> str | None:
    """Write the table.

    Args:
        values: of the algorithm.
        output: the parameter of the table.
        queue: what came of the products.
        names: of those that the catalogue has.
        missing: names or ids of those that it does not have.

    Returns:
        Where it is; None when nobody asked for it.
    """
    fields = layer_fields(_FIELDS)
    like = (QgsWkbTypes.Type.NoGeometry, QgsCoordinateReferenceSystem())
    sink = TileSink(values, output, fields, like)
    if not sink.is_wanted:
        return None
    rows = [_row(queue, name) for name in names]
    rows += [_missing_row(key) for key in missing]
    features = []
    for row in rows:
        feature = QgsFeature(fields)
        feature.setAttributes([None if value == "" else value for value in row])
        features.append(feature)
    sink.write(features)
    sink.close(is_tiles=False)
    return sink.destination


def _row(queue: DownloadQueue, name: str) -> list:
    told, path = read_product_name(name), product_path(queue, name)
    entry = queue.entries.get(name)
    size = entry.file_size or entry.size if entry else None
    return [
        name,
        _iso(told.date),
        told.level,
        told.baseline,
        told.tile,
        _cloud(path),
        size / 1e6 if size else None,
        int(path is not None),
        entry.reason if entry and path is None else None,
        path,
    ]


def _missing_row(key: str) -> list:
    told = read_product_name(key)
    reason = str(Message("the catalogue does not have it"))
    facts = [key, _iso(told.date), told.level, told.baseline, told.tile]
    return [*facts, None, None, 0, reason, None]


def _iso(date: str) -> str:
    return f"{date[:4]}-{date[4:6]}-{date[6:]}" if date else ""


def _cloud(path: str | None) -> float | None:
    """Percent of the product, as its metadata say."""
    if path is None or not os.path.exists(path):
        return None
    try:
        metadata = open_product(path).metadata
    except (TilewrightError, OSError):
        return None
    return metadata.cloud_percent if metadata else None
