"""Label Proportions."""

from __future__ import annotations

import json
from collections.abc import Sequence
from contextlib import ExitStack

import numpy as np
from qgis.core import (
    QgsFields,
    QgsProcessing,
    QgsProcessingOutputNumber,
    QgsProcessingOutputString,
    QgsProcessingParameterFeatureSink,
    QgsProcessingParameterFeatureSource,
    QgsProcessingParameterFileDestination,
    QgsProcessingParameterString,
)

from ...core.classes.shares import PREFIX, PROPORTIONS
from ...core.errors import LayerError
from ...core.grid.over_area import tile_numbers
from ...core.labels.proportions import KNOWN, Proportions
from ...core.message import Parameter, counted
from ...core.tiles.csv_file import TableCsv
from ...core.tiles.table import TILE_ID, Field, TileTable
from ..base.algorithm import TilewrightAlgorithm
from ..base.layer_snapshot import FeatureSource
from ..base.values import Values
from ..base.words import tr
from ..dialogs.definitions import class_field_parameter
from ..inputs.tiles import read_batches
from ..outputs.layer_fields import refuse_twin_fields, tell_replaced_fields
from ..outputs.tiles import TileSink, extend_features, merge_fields
from .label_raster_parameters import (
    LABEL_RASTER,
    add_label_raster_parameters,
    read_label_raster,
)
from .measure_proportions import (
    LABEL_FIELD,
    LABELS,
    OTHER_LABEL,
    measure_polygons,
    measure_raster,
)

INPUT = "INPUT"
OUTPUT = "OUTPUT"
CSV = "CSV"


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
            class_field_parameter(LABEL_FIELD, tr("Field with the class"), LABELS),
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
        has_raster, has_polygons = values.is_given(LABEL_RASTER), values.is_given(LABELS)
        if has_raster == has_polygons:
            raise LayerError(
                "{LABEL_RASTER} and {LABELS} are both given; give one of them."
                if has_raster
                else "Name what tells the classes: a raster, {LABEL_RASTER}, or polygons, {LABELS}."
            )
        for name in (LABEL_FIELD, OTHER_LABEL):
            if has_raster and values.is_given(name):
                raise LayerError(
                    "{name} is for polygons, and {LABELS} is missing.", name=Parameter(name)
                )
        if has_polygons and not values.is_given(LABEL_FIELD):
            raise LayerError("Name the field with the class of the polygons, {LABEL_FIELD}.")
        self._raster = read_label_raster(values)
        self._csv = values.output_file(CSV)

    def compute(self, values: Values) -> dict:
        source = values.source(INPUT)
        # What the tiles' own fields forbid is told before the work.
        refuse_twin_fields(values, OUTPUT, source.fields())
        if self._raster is None:
            found, ids = measure_polygons(values, source)
        else:
            found, ids = measure_raster(values, source, self._raster)
        _log_proportions(values, found)
        tell_replaced_fields(values, source, found.fields)
        _warn_of_old_fields(values, source.fields(), found.fields)
        like = (source.wkbType(), source.sourceCrs())
        sink = TileSink(values, OUTPUT, merge_fields(source.fields(), found.fields), like)
        self._write(values, source, found, ids, sink)
        results = {
            OUTPUT: sink.destination,
            "TILE_COUNT": len(ids),
            "CLASSES": json.dumps(list(found.classes), ensure_ascii=False),
        }
        return {**results, CSV: self._csv} if self._csv else results

    def _write(
        self,
        values: Values,
        source: FeatureSource,
        found: Proportions,
        ids: np.ndarray,
        sink: TileSink,
    ) -> None:
        """Read the tiles once more and write them with their shares."""
        fields, start = found.fields, 0
        with ExitStack() as stack:
            file = stack.enter_context(TableCsv(self._csv)) if self._csv else None
            for features, batch in read_batches(source):
                values.check_cancelled()
                if [f.id() for f in features] != ids[start : start + len(features)].tolist():
                    raise LayerError(
                        "The tile layer changed while it was read; save it, then run again."
                    )
                table = found.extend(batch, start)
                sink.write(extend_features(features, table, sink.fields, fields, source.fields()))
                if file is not None:
                    file.write(_csv_table(table, fields, start))
                start += len(features)
                values.feedback.setProgress(90 + 10 * start / len(ids))
            sink.close()


def _csv_table(table: TileTable, fields: Sequence[Field], start: int) -> TileTable:
    """Name, known share and shares of each tile."""
    own = table.find_field(TILE_ID.name)
    names = table[own.name] if own else tile_numbers(start + 1, len(table))
    columns = {f.name: table[f.name] for f in fields if f.name != PROPORTIONS.name}
    shown = [TILE_ID, *(f for f in fields if f.name in columns)]
    return TileTable(shown, {**columns, TILE_ID.name: names}, table.wkb)


def _warn_of_old_fields(values: Values, existing: QgsFields, fields: Sequence[Field]) -> None:
    """Shares of an earlier run would stand beside the new ones."""
    new = {field.name.lower() for field in fields}
    old = [
        f.name()
        for f in existing
        if f.name().lower().startswith(PREFIX) and f.isNumeric() and f.name().lower() not in new
    ]
    if old:
        values.warn(
            "The fields {names} were there before and stay; delete them if they are outdated.",
            names=", ".join(old),
        )


def _log_proportions(values: Values, found: Proportions) -> None:
    """Mean share of each class, and what is unknown."""
    count = len(found.known)
    if not count:
        values.warn("The tile layer has no tiles.")
        return
    nothing = int(np.count_nonzero(~(found.known > 0)))
    mean = found.mean()
    width = max([len(tr("class")), *(len(name) for name in mean)])
    for name, share in mean.items():
        values.row(f"{name:<{width}}  {share:6.2f} %")
    if found.known.min() < 100 - 1e-6:
        values.info(
            "{percent:.2f} % of the tiles' area has no class ({field}).",
            percent=100 - found.known.mean(),
            field=KNOWN.name,
        )
    if nothing == count:
        values.warn("No tile has any class: check that the labels lie where the tiles are.")
    elif nothing:
        values.warn(
            counted(
                nothing,
                "{count} tile has no class at all.",
                "{count} tiles have no class at all.",
            )
        )
