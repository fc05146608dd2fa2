"""Clean Classes."""

from __future__ import annotations

import json
from contextlib import closing

from qgis.core import QgsProcessingOutputNumber, QgsProcessingOutputString

from ...core.assess.tally import MOST_CLASSES
from ...core.class_maps.clean import CleanedRaster, clean_profile, clean_raster
from ...core.classes.renaming import ClassMap
from ...core.errors import ParameterError
from ..assess.class_raster import (
    BAND,
    RASTER,
    TalliedMap,
    add_class_raster,
    read_class_raster,
    tally_map,
)
from ..base.algorithm import TilewrightAlgorithm
from ..base.values import Values
from ..base.words import tr
from ..outputs.rasters import add_raster_output, read_raster_outputs
from ..outputs.style_classes import finish_class_raster
from .clean_parameters import (
    add_clean_parameters,
    check_cleaning,
    log_cleaned,
    read_clean_rule,
    wants_cleaning,
)

OUTPUT = "OUTPUT"
# Of a run's progress, what counting the pixels takes.
_COUNTING = 0.15


class CleanClassesAlgorithm(TilewrightAlgorithm):
    """Takes specks out of a class raster."""

    ID = "cleanclasses"
    NAME = "Clean classes"
    GROUP_ID = "classify"
    GROUP = "Classify"
    NAMES = {"BANDS": BAND}
    TAGS = (
        "sieve",
        "majority",
        "mode",
        "filter",
        "salt and pepper",
        "minimum mapping unit",
        "land cover",
    )
    HELP = (
        "Takes specks out of a class raster: first each pixel takes the commonest class of a "
        "window around it, if asked for, then patches below a least area (the minimum mapping "
        "unit) take the class of their largest neighbour, as GDAL's sieve does. Nodata stays as "
        "it is, and so do colours and names of the classes. Works through files, so that memory "
        "does not grow with the raster, only with the number of its patches. In degrees the least "
        "area is measured on the ellipsoid, in the middle of the raster."
    )

    def initAlgorithm(self, config=None) -> None:
        add_class_raster(
            self,
            RASTER,
            BAND,
            ("Class raster", "Band of the class raster"),
            "The map to clean. Names and colours come from its style, its attribute table or its "
            "category names.",
        )
        add_clean_parameters(self, 0.5, is_advanced=False)
        add_raster_output(self, OUTPUT, "Cleaned classes", "The GeoTIFF of classes to write.")
        self.addOutput(QgsProcessingOutputNumber("CHANGED_COUNT", tr("Pixels with another class")))
        self.addOutput(QgsProcessingOutputString("CLASS_COUNTS", tr("Pixels by class, as JSON")))

    def take_inputs(self, values: Values) -> None:
        self._raster = read_class_raster(values, RASTER, BAND)
        check_cleaning(values)
        if not wants_cleaning(values):
            raise ParameterError(
                "Nothing is cleaned: give {MIN_AREA}, or a {MAJORITY} of 3 or more."
            )

    def compute(self, values: Values) -> dict:
        def progress(start: float, end: float):
            return lambda f: values.feedback.setProgress(100 * (start + (end - start) * f))

        (output,) = read_raster_outputs(values, (OUTPUT,))
        # What names more is a map of classes all the same, such as one of all crops.
        named = self._raster.names
        most = max(MOST_CLASSES, len(named))
        tallied = tally_map(values, self._raster, progress(0, _COUNTING), ClassMap({}, named), most)
        rule = read_clean_rule(values, tallied.info)
        names, colors = _by_code(tallied)
        with closing(self._raster.open(values)) as source:
            cleaned = clean_raster(
                source,
                clean_profile(source.info, names, colors),
                output,
                rule,
                progress=progress(_COUNTING, 1),
                is_cancelled=values.feedback.isCanceled,
            )
        shown = {code: (*colors[code], 255) for code in cleaned.counts}
        finish_class_raster(values.context, output, shown, names)
        _log(values, tallied, cleaned)
        log_cleaned(values, cleaned)
        return {
            OUTPUT: output,
            "CHANGED_COUNT": cleaned.changed,
            "CLASS_COUNTS": json.dumps(_counts(tallied, cleaned), ensure_ascii=False),
        }


def _by_code(tallied: TalliedMap) -> tuple[dict, dict]:
    """Names and colours by code."""
    names, colors = {}, {}
    classes = tallied.classes
    for name, codes, color in zip(classes.names, classes.codes, tallied.colors):
        for code in codes:
            names[round(float(code))], colors[round(float(code))] = name, color
    return names, colors


def _counts(tallied: TalliedMap, cleaned: CleanedRaster) -> dict[str, int]:
    classes = tallied.classes
    return {
        name: sum(cleaned.counts.get(round(float(code)), 0) for code in codes)
        for name, codes in zip(classes.names, classes.codes)
    }


def _log(values: Values, tallied: TalliedMap, cleaned: CleanedRaster) -> None:
    """Pixels of each class before and after."""
    counts = _counts(tallied, cleaned)
    width = max(len(tr("class")), *map(len, counts))
    values.row(f"{tr('class'):<{width}}  {tr('before'):>12}  {tr('after'):>12}")
    for (name, after), before in zip(counts.items(), tallied.classes.pixels.tolist()):
        values.row(f"{name:<{width}}  {before:>12}  {after:>12}")
