"""Coarse tiles from a QGIS layer, in the tiles' coordinate system."""

from __future__ import annotations

from collections.abc import Sequence

from ...core.errors import CancelledError, LayerError
from ...core.geometry.repair import repair_polygons
from ...core.tiles.coarse import CoarseTiles
from ...core.tiles.table import TEXT, Field
from ...core.tiles.words import class_name
from ..base.polygons import PolygonTaker
from ..base.words import count_text, tr
from .shapes import make_transform
from .tiles import flat_wkb, plain_value, read_near

COARSE_ID = Field("coarse_id", TEXT)


def read_polygons(source, tiles, names: Sequence[str], context, feedback) -> tuple[list, list]:
    """Valid polygons of a layer, and the values of some fields of each.

    Args:
        source: the coarse layer.
        tiles: the tile layer, whose coordinate system and extent count.
        names: fields.

    Raises:
        LayerError: no polygon lies anywhere near the tiles.
    """
    transform = make_transform(
        source,
        tr("the coarse layer"),
        tiles.sourceCrs(),
        tr("the tile layer"),
        context,
        tiles.sourceExtent(),
    )
    wkb, values, taker = [], [], PolygonTaker()
    for feature in read_near(source, list(names), transform):
        if feedback.isCanceled():
            raise CancelledError
        geometry = feature.geometry()
        if geometry.isEmpty() or (geometry := taker.take(geometry)) is None:
            continue
        geometry = transform.apply(geometry)
        if geometry is not None:
            wkb.append(flat_wkb(geometry))
            values.append([plain_value(feature[name]) for name in names])
    polygons, origins, repaired = repair_polygons(wkb)
    taker.tell(source.sourceName(), feedback)
    if repaired:
        feedback.pushInfo(
            count_text(
                repaired,
                tr("{} invalid polygon of {} was repaired."),
                tr("{} invalid polygons of {} were repaired."),
                source.sourceName(),
            )
        )
    if not polygons:
        raise LayerError(
            tr("The coarse layer {} has no polygon near the tiles; check its place.").format(
                source.sourceName()
            )
        )
    return polygons, [values[i] for i in origins]


def read_coarse_ids(source, tiles, field: str, context, feedback) -> CoarseTiles:
    """Coarse tiles with their ids, in the order of the ids; parts of one id become one."""
    from shapely.ops import unary_union

    polygons, values = read_polygons(source, tiles, [field], context, feedback)
    parts = {}
    for polygon, (value,) in zip(polygons, values):
        if class_name(value) is not None:
            parts.setdefault(value, []).append(polygon)
    skipped = len(polygons) - sum(len(found) for found in parts.values())
    if skipped:
        feedback.pushWarning(
            count_text(
                skipped,
                tr("{} coarse tile has no id (NULL) and was skipped."),
                tr("{} coarse tiles have no id (NULL) and were skipped."),
            )
        )
    if not parts:
        raise LayerError(
            tr("The field {} of the coarse layer is empty near the tiles; name another.").format(
                field
            )
        )
    are_texts = any(isinstance(value, str) for value in parts)
    ids = sorted(parts, key=str if are_texts else None)
    merged = [parts[k][0] if len(parts[k]) == 1 else unary_union(parts[k]) for k in ids]
    return CoarseTiles(merged, [COARSE_ID], {COARSE_ID.name: [class_name(k) for k in ids]})
