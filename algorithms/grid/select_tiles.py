"""Select Tiles."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from typing import TYPE_CHECKING

import numpy as np
from qgis.core import (
    QgsFeature,
    QgsGeometry,
    QgsProcessing,
    QgsProcessingParameterFeatureSource,
    QgsWkbTypes,
)

from ...core.geometry.repair import repair_polygons
from ...core.grid.over_area import grid_id
from ...core.grid.select import SelectStep
from ...core.grid.settings import GridSettings
from ...core.message import Message, counted
from ...core.tiles.area import AREA_PREDICATES
from ...core.tiles.table import REASON, TILE_ID, TileTable
from ..base.layer_snapshot import FeatureSource
from ..base.parameters import choices_help, double_parameter, enum_parameter
from ..base.values import Values
from ..base.words import tr
from ..inputs.area_names import AOI_PREDICATE, AOI_WKT, area_source
from ..inputs.metric_area import add_area_parameters, check_area_given
from ..inputs.place import TilesPlace
from ..inputs.shapes import make_transform, read_area, read_wkt_area
from ..inputs.tiles import BATCH, flat_wkb, make_table, read_features, table_fields
from ..outputs.layer_fields import tell_replaced_fields
from ..outputs.tile_layer_algorithm import TileLayerAlgorithm
from ..outputs.tiles import TileSink, extend_features, merge_fields
from .area_meter import AreaMeter
from .name_outputs import GRID_ID, GRID_ID_HELP, add_grid_id_output, name_outputs

MIN_SHARE = "MIN_SHARE"

if TYPE_CHECKING:
    from shapely.geometry.base import BaseGeometry


class SelectTilesAlgorithm(TileLayerAlgorithm):
    """Takes the polygons of a layer that lie in an area as tiles."""

    ID = "selecttiles"
    NAME = "Select tiles"
    GROUP_ID = "grid"
    GROUP = "Grid"
    TAGS = ("tiles", "polygons", "communes", "administrative", "regions", "select")
    HELP = (
        "Takes the polygons of a layer that lie in an area of interest as tiles: communes, parcels "
        "or any others. Each gets a tile_id, if it has none, and its true area on the ellipsoid, "
        "area_km2. " + GRID_ID_HELP
    )
    INPUT = "INPUT"

    def initAlgorithm(self, config=None) -> None:
        self.add(
            QgsProcessingParameterFeatureSource(
                self.INPUT, tr("Polygons"), [QgsProcessing.SourceType.TypeVectorPolygon]
            ),
            "The polygons to choose from. Invalid ones are repaired.",
        )
        add_area_parameters(self)
        self.add(
            enum_parameter(
                AOI_PREDICATE,
                "Rule of the area of interest",
                AREA_PREDICATES,
                GridSettings.predicate,
            ),
            choices_help(
                "INTERSECTS keeps polygons that touch the area, WITHIN those wholly inside, "
                "CENTROID those with their centre in it.",
                AREA_PREDICATES,
            ),
            advanced=True,
        )
        self.add(
            double_parameter(
                MIN_SHARE, "Least share in the area of interest (%)", 0, 0, 100, is_optional=True
            ),
            "Polygons of whose own area less than this share lies in the area of interest are left "
            "out, such as slivers along its outline.",
            advanced=True,
        )
        self.add_outputs("Selected tiles", "Polygons elsewhere")
        add_grid_id_output(self)

    def take_inputs(self, values: Values) -> None:
        check_area_given(values)

    def compute(self, values: Values) -> dict:
        source = values.source(self.INPUT)
        area = self._read_area(values, source)
        predicate = values.choice(AOI_PREDICATE)
        is_named = source.fields().lookupField(TILE_ID.name) >= 0
        measure = AreaMeter(source.sourceCrs(), values.context)
        least = values.double(MIN_SHARE)
        step = SelectStep(area, predicate, measure, is_named, least)
        # Without a least share the digits are those of grids that knew none.
        facts = {"min_share": least} if least else {}
        digits = grid_id(polygons=_digest(values, source), area=area, predicate=predicate, **facts)
        named = name_outputs(values, (self.OUTPUT, self.REJECTED), digits)
        added = list(step.fields)
        tell_replaced_fields(values, source, added)
        like = (QgsWkbTypes.multiType(QgsWkbTypes.flatType(source.wkbType())), source.sourceCrs())
        extras = (added, [*added, REASON])
        sinks = tuple(
            TileSink(named, name, merge_fields(source.fields(), new), like)
            for name, new in zip((self.OUTPUT, self.REJECTED), extras)
        )
        counts, done, total = [0, 0], 0, max(1, source.featureCount())
        for features, table in _repaired_batches(values, source):
            values.check_cancelled()
            tiles, kept = step.extend(table)
            for k, (sink, chosen, new) in enumerate(zip(sinks, (kept, ~kept), extras)):
                index = np.flatnonzero(chosen)
                own = [features[i] for i in index.tolist()]
                if sink.is_wanted:
                    part = tiles.select(index)
                    sink.write(extend_features(own, part, sink.fields, new, source.fields()))
                counts[k] += len(index)
            done += len(features)
            values.feedback.setProgress(100 * done / total)
        return {**self.finish(values, sinks, *counts), GRID_ID: digits}

    @staticmethod
    def _read_area(values: Values, source: FeatureSource) -> BaseGeometry:
        crs, extent = source.sourceCrs(), source.sourceExtent()
        name = source.sourceName() or Message("the polygon layer")
        if values.is_given(AOI_WKT):
            path = values.file(AOI_WKT)
            return read_wkt_area(values, path, crs, name, extent)
        aoi = area_source(values)
        place = TilesPlace(crs, extent, name)
        transform = make_transform(values, aoi, Message("the area of interest"), place)
        return read_area(values, aoi, transform)


def _digest(values: Values, source: FeatureSource) -> str:
    """SHA-256 of all outlines of a layer."""
    digest = hashlib.sha256()
    for feature in read_features(source, []):
        values.check_cancelled()
        digest.update(flat_wkb(feature.geometry()) if feature.hasGeometry() else b"")
    return digest.hexdigest()


def _repaired_batches(
    values: Values, source: FeatureSource
) -> Iterator[tuple[list[QgsFeature], TileTable]]:
    """Features with valid outlines, and the same as tables; what has no area is left out."""
    fields = table_fields(source.fields())
    features, repaired, empty = [], 0, 0
    for feature in read_features(source):
        geometry = feature.geometry()
        found, _, count = repair_polygons([] if geometry.isEmpty() else [flat_wkb(geometry)])
        if not found:
            empty += 1
            continue
        repaired += count
        outline = QgsGeometry()
        outline.fromWkb(found[0].wkb)
        outline.convertToMultiType()
        kept = QgsFeature(feature)
        kept.setGeometry(outline)
        features.append(kept)
        if len(features) == BATCH:
            yield features, make_table(features, fields)
            features = []
    if features:
        yield features, make_table(features, fields)
    if repaired:
        values.info(
            counted(
                repaired,
                "{count} invalid polygon of {layer} was repaired.",
                "{count} invalid polygons of {layer} were repaired.",
                layer=source.sourceName(),
            )
        )
    if empty:
        values.warn(
            counted(
                empty,
                "{count} feature has no area and was skipped.",
                "{count} features have no area and were skipped.",
            )
        )
