"""Coarse tiles from a QGIS layer, in the tiles' coordinate system."""

from __future__ import annotations

from collections.abc import Sequence

from ...core.errors import LayerError
from ...core.geometry.repair import repair_polygons
from ...core.message import Message, counted
from ...core.run.batches import run_aside
from ...core.tiles.coarse import CoarseTiles
from ...core.tiles.table import TEXT, Field
from ...core.tiles.words import class_name
from ..base.polygons import PolygonTaker
from ..base.values import Values
from .label_counts import repaired_of
from .place import TilesPlace
from .shapes import make_transform
from .tiles import flat_wkb, plain_value, read_near

COARSE_ID = Field("coarse_id", TEXT)


def read_polygons(values: Values, source, tiles, names: Sequence[str]) -> tuple[list, list]:
    """Valid polygons of a layer, and the values of some fields of each.

    Args:
        values: of the algorithm that reads.
        source: the coarse layer.
        tiles: the tile layer, whose coordinate system and extent count.
        names: fields.

    Raises:
        LayerError: no polygon lies anywhere near the tiles.
    """
    place = TilesPlace(tiles.sourceCrs(), tiles.sourceExtent(), Message("the tile layer"))
    transform = make_transform(values, source, Message("the coarse layer"), place)
    wkb, rows, taker = [], [], PolygonTaker()
    for feature in read_near(source, list(names), transform):
        values.check_cancelled()
        geometry = feature.geometry()
        if geometry.isEmpty() or (geometry := taker.take(geometry)) is None:
            continue
        geometry = transform.apply(geometry)
        if geometry is not None:
            wkb.append(flat_wkb(geometry))
            rows.append([plain_value(feature[name]) for name in names])
    is_cancelled = values.feedback.isCanceled
    polygons, origins, repaired = run_aside(lambda: repair_polygons(wkb), is_cancelled)
    taker.tell(values, source.sourceName())
    if repaired:
        values.info(repaired_of(repaired, source.sourceName()))
    if not polygons:
        raise LayerError(
            "The coarse layer {layer} has no polygon near the tiles; check where it lies.",
            layer=source.sourceName(),
        )
    return polygons, [rows[i] for i in origins]


def read_coarse_ids(values: Values, source, tiles, field: str) -> CoarseTiles:
    """Coarse tiles with their ids, in the order of the ids; parts of one id become one."""
    from shapely.ops import unary_union

    polygons, rows = read_polygons(values, source, tiles, [field])
    parts = {}
    for polygon, (value,) in zip(polygons, rows):
        if class_name(value) is not None:
            parts.setdefault(value, []).append(polygon)
    skipped = len(polygons) - sum(len(found) for found in parts.values())
    if skipped:
        values.warn(
            counted(
                skipped,
                "{count} coarse tile has no id (NULL) and was skipped.",
                "{count} coarse tiles have no id (NULL) and were skipped.",
            )
        )
    if not parts:
        raise LayerError(
            "The field {field} of the coarse layer is empty near the tiles; name another.",
            field=field,
        )
    are_texts = any(isinstance(value, str) for value in parts)
    ids = sorted(parts, key=str if are_texts else None)
    merged = []
    for k in ids:
        values.check_cancelled()
        merged.append(parts[k][0] if len(parts[k]) == 1 else unary_union(parts[k]))
    return CoarseTiles(merged, [COARSE_ID], {COARSE_ID.name: [class_name(k) for k in ids]})
