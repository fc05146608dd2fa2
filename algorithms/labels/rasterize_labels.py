"""Rasterize Labels."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator
from functools import partial
from pathlib import Path

import numpy as np
from qgis.core import (
    QgsProcessingOutputNumber,
    QgsProcessingOutputString,
    QgsProcessingParameterFileDestination,
    QgsProcessingParameterRasterLayer,
)

from ...core.classes.numbers import LEGEND_FIELDS
from ...core.files.csv_file import write_table
from ...core.files.whole import write_files
from ...core.geotiff.write import check_target
from ...core.polygons.label_rasters import (
    CONFLICT_COLORS,
    CONFLICT_NAMES,
    LabelCounts,
    LabelRasters,
    rasterize_labels,
    refine_grid,
)
from ...core.resampling.grid import TargetGrid
from ...core.tiles.words import class_name
from ..base.algorithm import TilewrightAlgorithm
from ..base.parameters import integer_parameter
from ..base.values import Values
from ..base.words import tr
from ..inputs.place import TilesPlace
from ..outputs.rasters import add_raster_output, read_raster_outputs
from ..outputs.report import log_class_counts
from ..outputs.style_classes import finish_class_raster
from ..rasters.source import raster_extent, read_raster_input
from .parcel_parameters import (
    ParcelRequest,
    add_parcel_parameters,
    number_request,
    read_parcel_request,
)

TEMPLATE = "TEMPLATE"
SCALE_FACTOR = "SCALE_FACTOR"
OUTPUT = "OUTPUT"
IDS = "IDS"
CONFLICTS = "CONFLICTS"
RATIOS = "RATIOS"
DISTANCES = "DISTANCES"
LEGEND = "LEGEND"
PARCELS = "PARCELS"
_PARCEL_FIELDS = ("number", "parcel", "class_id", "value", "pixels")
# The share of the time that reading the polygons takes.
_READ_SHARE = 20


class RasterizeLabelsAlgorithm(TilewrightAlgorithm):
    """Turns label polygons into rasters of classes, parcels and conflicts."""

    ID = "rasterizelabels"
    NAME = "Rasterize labels"
    GROUP_ID = "labels"
    GROUP = "Labels"
    TAGS = (
        "rasterize",
        "labels",
        "parcels",
        "classes",
        "segmentation",
        "conflicts",
        "ground truth",
    )
    HELP = (
        "Turns label polygons into a raster of classes (or of measured values) on the pixels of a "
        "template raster, or on finer ones, for dense classification. Each pixel goes to the "
        "polygon that covers most of it, by exact area. A raster of parcel numbers, a mask of "
        "conflicting labels and a legend can be written too."
    )

    def initAlgorithm(self, config=None) -> None:
        add_parcel_parameters(self)
        self.add(
            QgsProcessingParameterRasterLayer(TEMPLATE, tr("Template raster")),
            "The raster whose pixels the labels are to lie on: its extent, pixel size and "
            "coordinate system are taken over.",
        )
        self.add(
            integer_parameter(SCALE_FACTOR, "Pixels a template pixel, along a side", 1, 1, 64),
            "1 uses the template's own pixels; 4 makes pixels of 2.5 m on a template of 10 m.",
        )
        add_raster_output(
            self,
            OUTPUT,
            "Classes or measured values",
            "The raster of labels, a GeoTIFF: class numbers with colours and names, or measured "
            "values.",
        )
        for name, text, help_text in (
            (
                IDS,
                "Parcel numbers",
                "A raster of the number of the polygon that each pixel belongs to; 0 is none.",
            ),
            (
                CONFLICTS,
                "Conflicts",
                "A mask of pixels that polygons of different classes claim: 1 where they share the "
                "pixel, which finer pixels mend, 2 where two cover the whole pixel, which tells of "
                "an error in their outlines.",
            ),
            (
                RATIOS,
                "Coverage",
                "A raster of the share of each pixel that its polygon covers, from 0 to 1.",
            ),
            (
                DISTANCES,
                "Distances to the edge",
                "A raster of how far the middle of each pixel is from the edge of its polygon, in "
                "pixels; below 0 where the middle lies outside of it.",
            ),
        ):
            add_raster_output(self, name, text, help_text, is_optional=True)
        for name, text, help_text in (
            (
                LEGEND,
                "Legend",
                "A table of the classes: class_id, class, color, polygons, pixels. CLASS_MAP reads "
                "it, so that later rasters get the same numbers.",
            ),
            (
                PARCELS,
                "Table of parcels",
                "A table of the polygons: number, parcel, class_id, value, pixels.",
            ),
        ):
            self.add(
                QgsProcessingParameterFileDestination(
                    name, tr(text), "CSV (*.csv)", optional=True, createByDefault=False
                ),
                help_text,
                advanced=name == PARCELS,
            )
        self.addOutput(QgsProcessingOutputString("CLASS_COUNTS", tr("Pixels by class, as JSON")))
        self.addOutput(QgsProcessingOutputNumber("CONFLICT_COUNT", tr("Pixels in conflict")))
        self.addOutput(QgsProcessingOutputNumber("POLYGON_COUNT", tr("Polygons used")))

    def take_inputs(self, values: Values) -> None:
        self._template = read_raster_input(values, TEMPLATE)

    def compute(self, values: Values) -> dict:
        rasters = self._targets(values)
        source = self._template.open()
        info = source.info
        source.close()
        grid = refine_grid(
            TargetGrid(info.crs_wkt, info.transform, info.width, info.height),
            values.integer(SCALE_FACTOR),
        )
        place = TilesPlace(self._template.crs, raster_extent(info), self._template.name)
        request = read_parcel_request(values, grid, place)
        try:
            values.feedback.setProgress(_READ_SHARE)
            numbers = number_request(values, request)
            counts = rasterize_labels(
                request.parcels.store,
                request.values,
                numbers,
                grid,
                rasters,
                request.min_share,
                progress=lambda f: values.feedback.setProgress(
                    _READ_SHARE + (100 - _READ_SHARE) * f
                ),
                is_cancelled=values.feedback.isCanceled,
            )
        finally:
            request.parcels.store.close()
        results = {
            OUTPUT: rasters.values,
            "CONFLICT_COUNT": counts.partly + counts.wholly,
            "POLYGON_COUNT": int(request.values.used.sum()),
        }
        results["CLASS_COUNTS"] = self._finish_classes(request, counts, rasters.values, values)
        more = {
            IDS: rasters.ids,
            CONFLICTS: rasters.conflicts,
            RATIOS: rasters.ratios,
            DISTANCES: rasters.distances,
        }
        results.update({name: path for name, path in more.items() if path})
        if rasters.conflicts:
            finish_class_raster(values.context, rasters.conflicts, CONFLICT_COLORS, CONFLICT_NAMES)
        results.update(self._write_tables(values, request, numbers, counts))
        _log_counts(values, request, counts)
        return results

    def _targets(self, values: Values) -> LabelRasters:
        paths = read_raster_outputs(values, (OUTPUT, IDS, CONFLICTS, RATIOS, DISTANCES))
        for path in filter(None, paths):
            check_target(path)
        return LabelRasters(*(path or None for path in paths))

    def _finish_classes(
        self, request: ParcelRequest, counts: LabelCounts, path: str, values: Values
    ) -> str:
        legend = request.values.legend
        if legend is None:
            return "{}"
        by_number = _pixels_by_class(request, counts)
        by_name = {name: by_number[number] for number, name in legend.names.items()}
        log_class_counts(values, {k: v for k, v in by_name.items() if v}, tr("pixels"))
        finish_class_raster(values.context, path, legend.colors, legend.shown_names)
        return json.dumps(by_name, ensure_ascii=False)

    def _write_tables(
        self, values: Values, request: ParcelRequest, numbers: np.ndarray, counts: LabelCounts
    ) -> dict:
        results = {}
        for name, columns, make_rows in (
            (LEGEND, (*LEGEND_FIELDS, "polygons", "pixels"), _legend_rows),
            (PARCELS, _PARCEL_FIELDS, partial(_parcel_rows, numbers=numbers)),
        ):
            if values.is_given(name):
                path = values.output_file(name)
                write_files({Path(path): write_table(columns, make_rows(request, counts))})
                results[name] = path
        return results


def _legend_rows(request: ParcelRequest, counts: LabelCounts) -> list[dict]:
    """The classes, with how many polygons and pixels each has."""
    mapped = request.values
    if mapped.legend is None:
        return []
    pixels = _pixels_by_class(request, counts)
    polygons = Counter(mapped.values[mapped.used].tolist())
    return [
        {**row, "polygons": polygons[row["class_id"]], "pixels": pixels[row["class_id"]]}
        for row in mapped.legend.rows()
    ]


def _parcel_rows(
    request: ParcelRequest, counts: LabelCounts, numbers: np.ndarray
) -> Iterator[dict]:
    """The polygons, with their number and how many pixels each has."""
    mapped, parcels = request.values, request.parcels
    for number, name, value, true, pixels, used in zip(
        numbers.tolist(),
        parcels.names or [None] * len(parcels),
        mapped.values.tolist(),
        parcels.values,
        counts.pixels.tolist(),
        mapped.used.tolist(),
    ):
        yield {
            "number": number,
            "parcel": class_name(name),
            "class_id": None if mapped.legend is None or not used else value,
            "value": class_name(true),
            "pixels": pixels,
        }


def _pixels_by_class(request: ParcelRequest, counts: LabelCounts) -> Counter:
    pixels = Counter()
    values = request.values.values
    found, place = np.unique(values, return_inverse=True)
    sums = np.bincount(place, weights=counts.pixels, minlength=len(found))
    pixels.update(dict(zip(found.tolist(), sums.astype(int).tolist())))
    return pixels


def _log_counts(values: Values, request: ParcelRequest, counts: LabelCounts) -> None:
    used = request.values.used
    lost = int(((counts.pixels == 0) & used).sum())
    if lost:
        values.warn(
            "{count} of {total} polygons have no pixel: they lie outside, are too small, or "
            "others cover them. A larger {SCALE_FACTOR} helps small ones.",
            count=lost,
            total=int(used.sum()),
        )
    values.info(
        "{partly} pixels are partly claimed by different labels, {wholly} wholly by two.",
        partly=counts.partly,
        wholly=counts.wholly,
    )
    if counts.wholly:
        values.warn("Pixels that two labels cover wholly tell of errors in the outlines.")
