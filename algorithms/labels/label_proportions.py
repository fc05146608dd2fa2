"""Label Proportions."""

from __future__ import annotations

import json
from contextlib import ExitStack

import numpy as np
from qgis.core import (
    QgsProcessing,
    QgsProcessingOutputNumber,
    QgsProcessingOutputString,
    QgsProcessingParameterFeatureSink,
    QgsProcessingParameterFeatureSource,
    QgsProcessingParameterField,
    QgsProcessingParameterFileDestination,
    QgsProcessingParameterString,
)

from ...core.classes.shares import PREFIX, PROPORTIONS
from ...core.errors import CancelledError, LayerError
from ...core.geometry.outlines import TileGeometries
from ...core.grid.over_area import tile_numbers
from ...core.labels.areas import measure_class_areas
from ...core.labels.by_polygons import rename_labels
from ...core.labels.proportions import (
    KNOWN,
    Proportions,
    proportions_of_raster,
    proportions_of_shares,
)
from ...core.labels.step import LARGEST, LabelRule, LabelStep
from ...core.message import Parameter
from ...core.tiles.csv_file import TableCsv
from ...core.tiles.table import TILE_ID, TileTable
from ..base.algorithm import TilewrightAlgorithm
from ..base.parameters import check_field, is_given, required_source
from ..base.values import Values
from ..base.words import count_text, tr
from ..inputs.layer_transform import LayerTransform
from ..inputs.place import TilesPlace
from ..inputs.shapes import make_transform, read_labels
from ..inputs.tiles import read_batches
from ..outputs.layer_fields import refuse_twin_fields, tell_replaced_fields
from ..outputs.tiles import TileSink, extend_features, merge_fields
from .label_raster_parameters import (
    LABEL_RASTER,
    add_label_raster_parameters,
    read_class_map,
    read_label_raster,
)

INPUT = "INPUT"
LABELS = "LABELS"
LABEL_FIELD = "LABEL_FIELD"
OTHER_LABEL = "OTHER_LABEL"
OUTPUT = "OUTPUT"
CSV = "CSV"
# Stands for ground without a polygon; no field can hold it.
_REST = "\0"


class LabelProportionsAlgorithm(TilewrightAlgorithm):
    """Measures the share of every class in every tile."""

    ID = "labelproportions"
    NAME = "Label proportions"
    GROUP_ID = "labels"
    GROUP = "Labels"
    TAGS = ("labels", "proportions", "shares", "zonal histogram", "land cover", "classes", "tiles")
    HELP = (
        "Measures which share of each tile every class has, from a class raster or from polygons. "
        "Each class gets a field p_ with its name, 0 to 100; the field proportions holds all of "
        "them as JSON, and known_pct the part of the tile that has any class. From a raster, "
        "nodata is left out and the shares sum to 100. Tiles of whole pixels are counted exactly; "
        "where pixels lie partly in a tile, they count by that part, which is sampled 4 "
        "times along a pixel or more unless the tile is a rectangle of the raster's grid. From "
        "polygons, shares are of the whole tile. Where a tile has no class at all, its fields are "
        "NULL."
    )

    def initAlgorithm(self, config=None) -> None:
        polygons = [QgsProcessing.SourceType.TypeVectorPolygon]
        self.add(
            QgsProcessingParameterFeatureSource(INPUT, tr("Tiles"), polygons),
            "The tile layer, or any polygon layer, coarse tiles included.",
        )
        add_label_raster_parameters(self)
        self.add(
            QgsProcessingParameterFeatureSource(
                LABELS, tr("Label polygons"), polygons, optional=True
            ),
            "Polygons with classes instead of a raster, in any coordinate system.",
        )
        self.add(
            QgsProcessingParameterField(
                LABEL_FIELD,
                tr("Field with the class"),
                parentLayerParameterName=LABELS,
                optional=True,
            ),
            "The field of the label layer that names the class.",
        )
        self.add(
            QgsProcessingParameterString(
                OTHER_LABEL, tr("Class of ground without polygons"), optional=True
            ),
            "With polygons: the class of what none of them covers. Empty: it has no class.",
            advanced=True,
        )
        self.add(
            QgsProcessingParameterFeatureSink(
                OUTPUT, tr("Tiles with proportions"), QgsProcessing.SourceType.TypeVectorPolygon
            ),
            "The tiles with the new fields behind their own.",
        )
        self.add(
            QgsProcessingParameterFileDestination(
                CSV,
                tr("Proportions as a table"),
                tr("CSV (*.csv)"),
                optional=True,
                createByDefault=False,
            ),
            "The same as a CSV file, which loads faster than a layer.",
        )
        self.addOutput(QgsProcessingOutputNumber("TILE_COUNT", tr("Tiles measured")))
        self.addOutput(QgsProcessingOutputString("CLASSES", tr("Classes, as JSON")))

    def take_inputs(self, values: Values) -> None:
        parameters, context, _feedback = values.parameters, values.context, values.feedback
        has_raster, has_polygons = is_given(parameters, LABEL_RASTER), is_given(parameters, LABELS)
        if has_raster == has_polygons:
            raise LayerError(
                "{LABEL_RASTER} and {LABELS} are both given; give one of them."
                if has_raster
                else "Name what tells the classes: a raster, {LABEL_RASTER}, or polygons, {LABELS}."
            )
        for name in (LABEL_FIELD, OTHER_LABEL):
            if has_raster and is_given(parameters, name):
                raise LayerError(
                    "{name} is for polygons, and {LABELS} is missing.", name=Parameter(name)
                )
        if has_polygons and not is_given(parameters, LABEL_FIELD):
            raise LayerError("Name the field with the class of the polygons, {LABEL_FIELD}.")
        self._raster = read_label_raster(self, parameters, context)
        self._csv = self.parameterAsFileOutput(parameters, CSV, context)

    def compute(self, values: Values) -> dict:
        parameters, context, feedback = values.parameters, values.context, values.feedback
        source = required_source(self, parameters, INPUT, context)
        # What the tiles' own fields forbid is told before the work.
        refuse_twin_fields(values, OUTPUT, source.fields())
        measure = self._measure_polygons if self._raster is None else self._measure_raster
        found, ids = measure(source, parameters, context, feedback)
        _log_proportions(found, feedback)
        tell_replaced_fields(values, source, found.fields)
        _warn_of_old_fields(source.fields(), found.fields, feedback)
        like = (source.wkbType(), source.sourceCrs())
        fields = merge_fields(source.fields(), found.fields)
        sink = TileSink(values, OUTPUT, fields, like)
        self._write(source, found, ids, sink, feedback)
        results = {
            OUTPUT: sink.destination,
            "TILE_COUNT": len(ids),
            "CLASSES": json.dumps(list(found.classes), ensure_ascii=False),
        }
        return {**results, CSV: self._csv} if self._csv else results

    def _write(self, source, found: Proportions, ids: np.ndarray, sink, feedback) -> None:
        """Read the tiles once more and write them with their shares."""
        fields, start = found.fields, 0
        with ExitStack() as stack:
            file = stack.enter_context(TableCsv(self._csv)) if self._csv else None
            for features, batch in read_batches(source):
                if feedback.isCanceled():
                    raise CancelledError
                if [f.id() for f in features] != ids[start : start + len(features)].tolist():
                    raise LayerError(
                        "The tile layer changed while it was read; save it, then run again."
                    )
                table = found.extend(batch, start)
                sink.write(extend_features(features, table, sink.fields, fields, source.fields()))
                if file is not None:
                    file.write(_csv_table(table, fields, start))
                start += len(features)
                feedback.setProgress(90 + 10 * start / len(ids))
            sink.close()

    def _measure_raster(self, source, parameters, context, feedback):
        """One pass over the raster for all tiles."""
        raster = self._raster
        to_raster = LayerTransform(
            source.sourceCrs(), raster.raster.crs, context.transformContext(),
            tr("the tile layer"), raster.raster.name,
        )  # fmt: skip
        class_map = read_class_map(self, parameters, context, raster)
        wkb, ids = [], []
        for features, table in read_batches(source):
            if feedback.isCanceled():
                raise CancelledError
            wkb += to_raster.outlines(table).wkb
            ids += [feature.id() for feature in features]
        pixels = raster.open(feedback)
        try:
            areas = measure_class_areas(
                pixels,
                TileGeometries(wkb),
                feedback.isCanceled,
                lambda fraction: feedback.setProgress(90 * fraction),
            )
        finally:
            pixels.close()
        return proportions_of_raster(areas, class_map), np.array(ids, dtype=np.int64)

    def _measure_polygons(self, source, parameters, context, feedback):
        layer = required_source(self, parameters, LABELS, context)
        field = check_field(
            layer, LABEL_FIELD, self.parameterAsString(parameters, LABEL_FIELD, context)
        )
        to_tiles = make_transform(
            Values(self, parameters, context, feedback),
            layer,
            tr("the label layer"),
            TilesPlace(source.sourceCrs(), source.sourceExtent(), tr("the tile layer")),
        )
        labels = read_labels(
            Values(self, parameters, context, feedback), layer, field, None, to_tiles
        )
        class_map = read_class_map(self, parameters, context, None)
        other = self.parameterAsString(parameters, OTHER_LABEL, context).strip()
        step = LabelStep(
            rename_labels(labels, class_map), LabelRule(LARGEST, other_label=other or _REST)
        )
        step.is_cancelled = feedback.isCanceled
        shares, ids = [], []
        total = max(1, source.featureCount())
        for features, table in read_batches(source):
            shares += step.shares(table)
            ids += [feature.id() for feature in features]
            feedback.setProgress(90 * len(ids) / total)
        rest = [row.pop(_REST, 0.0) for row in shares]
        declared = class_map.declared | ({other} if other else set())
        found, crowded = proportions_of_shares(shares, rest, declared)
        if crowded:
            feedback.pushWarning(
                count_text(
                    crowded,
                    tr(
                        "In {} tile polygons of several classes overlap; they share that ground in "
                        "proportion."
                    ),
                    tr(
                        "In {} tiles polygons of several classes overlap; they share that ground "
                        "in proportion."
                    ),
                )
            )
        return found, np.array(ids, dtype=np.int64)


def _csv_table(table: TileTable, fields, start: int) -> TileTable:
    """Name, known share and shares of each tile."""
    own = table.find_field(TILE_ID.name)
    names = table[own.name] if own else tile_numbers(start + 1, len(table))
    columns = {f.name: table[f.name] for f in fields if f.name != PROPORTIONS.name}
    shown = [TILE_ID, *(f for f in fields if f.name in columns)]
    return TileTable(shown, {**columns, TILE_ID.name: names}, table.wkb)


def _warn_of_old_fields(existing, fields, feedback) -> None:
    """Shares of an earlier run would stand beside the new ones."""
    new = {field.name.lower() for field in fields}
    old = [
        f.name()
        for f in existing
        if f.name().lower().startswith(PREFIX) and f.isNumeric() and f.name().lower() not in new
    ]
    if old:
        feedback.pushWarning(
            tr(
                "The fields {} were there before and stay; delete them if they are outdated."
            ).format(", ".join(old))
        )


def _log_proportions(found: Proportions, feedback) -> None:
    """Mean share of each class, and what is unknown."""
    count = len(found.known)
    if not count:
        feedback.pushWarning(tr("The tile layer has no tiles."))
        return
    nothing = int(np.count_nonzero(~(found.known > 0)))
    mean = found.mean()
    width = max([len(tr("class")), *(len(name) for name in mean)])
    for name, share in mean.items():
        feedback.pushInfo(f"{name:<{width}}  {share:6.2f} %".replace(" ", "\u00a0"))
    if found.known.min() < 100 - 1e-6:
        feedback.pushInfo(
            tr("{:.2f} % of the tiles' area has no class ({}).").format(
                100 - found.known.mean(), KNOWN.name
            )
        )
    if nothing == count:
        feedback.pushWarning(
            tr("No tile has any class: check that the labels lie where the tiles are.")
        )
    elif nothing:
        feedback.pushWarning(
            count_text(
                nothing, tr("{} tile has no class at all."), tr("{} tiles have no class at all.")
            )
        )
