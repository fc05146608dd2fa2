"""Compare Maps."""

from __future__ import annotations

import json
from contextlib import closing

from qgis.core import (
    QgsProcessingOutputNumber,
    QgsProcessingOutputString,
)

from ...core.assess.codes import ClassReader
from ...core.assess.reference import GridClasses
from ...core.class_maps.change import (
    ChangeClasses,
    change_color,
    change_name,
    count_changes,
    write_changes,
)
from ...core.class_maps.change_facts import ComparedMaps, facts_of
from ...core.class_maps.change_report import check_report, write_report
from ...core.classes.colors import Color, class_colors
from ...core.classes.renaming import parse_class_map
from ...core.message import list_names
from ...core.resampling.align import check_ground
from ...core.resampling.grid import grid_of
from ..assess.class_raster import (
    CLASS_MAP,
    ClassRaster,
    TalliedMap,
    add_class_raster,
    read_class_raster,
    tally_map,
)
from ..assess.report_outputs import (
    REPORT,
    add_report_json,
    add_report_parameters,
    report_results,
)
from ..base.algorithm import TilewrightAlgorithm
from ..base.values import Values
from ..base.words import tr
from ..inputs.warn_of_class_names import warn_of_near_names
from ..labels.label_raster_parameters import add_class_map_parameter
from ..outputs.rasters import add_raster_output, read_raster_outputs
from ..outputs.style_classes import finish_class_raster

BEFORE, BEFORE_BAND = "BEFORE", "BEFORE_BAND"
AFTER, AFTER_BAND = "AFTER", "AFTER_BAND"
OUTPUT = "OUTPUT"
_MOST_ROWS = 12
# Of a run's progress: counting each map, and comparing them.
_FIRST, _SECOND, _COMPARED = 0.15, 0.3, 0.65


class CompareMapsAlgorithm(TilewrightAlgorithm):
    """Tells what became of each class between two maps."""

    ID = "comparemaps"
    NAME = "Compare maps"
    GROUP_ID = "classify"
    GROUP = "Classify"
    NAMES = {"BANDS": BEFORE_BAND}
    TAGS = ("change", "change detection", "transition", "from-to", "land cover", "difference")
    HELP = (
        "Compares two class maps of one place, such as those of two years: how much of each class "
        "became which other one, what each class gained and lost, and a raster of the changes "
        "with colours and names. Classes are matched by name, and by code where a map has no "
        "names. A second map on another pixel grid is brought onto the first one's by nearest "
        "neighbours. Areas are in hectares, of maps in degrees measured on the ellipsoid. They "
        "count pixels, so that every error of either map looks like a change: the raster of "
        "changes can be assessed like any class map."
    )

    def initAlgorithm(self, config=None) -> None:
        add_class_raster(
            self,
            BEFORE,
            BEFORE_BAND,
            ("Class raster before", "Band of the class raster before"),
            "The earlier map, whose pixels are compared. Names and colours come from its style, "
            "its attribute table or its category names.",
        )
        add_class_raster(
            self,
            AFTER,
            AFTER_BAND,
            ("Class raster after", "Band of the class raster after"),
            "The later map, on any pixel grid.",
        )
        add_class_map_parameter(self)
        add_raster_output(
            self,
            OUTPUT,
            "Changes",
            "A GeoTIFF of codes from class to class, such as 103 from class 1 to class 3; 0 where "
            "a map has no class. What changed has the colour of the new class, the rest is pale.",
            is_optional=True,
            is_default=True,
        )
        add_report_parameters(
            self,
            "A page with gains and losses, the table from class to class and a picture. A JSON "
            "file of the same name stands beside it.",
            "Changes as a table",
            "One line for each pair of classes that occurs: its code, its area, and its share of "
            "all and of what the class was before.",
        )
        self.addOutput(QgsProcessingOutputNumber("CHANGED_SHARE", tr("Share changed, 0 to 1")))
        self.addOutput(QgsProcessingOutputNumber("CHANGED_AREA", tr("Area changed")))
        self.addOutput(QgsProcessingOutputString("NET", tr("Net change by class, as JSON")))
        add_report_json(self)

    def take_inputs(self, values: Values) -> None:
        self._before = read_class_raster(values, BEFORE, BEFORE_BAND)
        self._after = read_class_raster(values, AFTER, AFTER_BAND)
        self._report = values.output_page(REPORT)
        if self._report is not None:
            check_report(self._report)

    def compute(self, values: Values) -> dict:
        def progress(start: float, end: float):
            return lambda f: values.feedback.setProgress(100 * (start + (end - start) * f))

        (output,) = read_raster_outputs(values, (OUTPUT,))
        before = self._tally(values, self._before, self._after, progress(0, _FIRST))
        after = self._tally(values, self._after, self._before, progress(_FIRST, _SECOND))
        classes = ChangeClasses.of(before.classes, after.classes)
        self._tell_classes(values, classes, before, after)
        colors = _colors(classes, before, after)
        is_cancelled = values.feedback.isCanceled
        with (
            closing(self._before.open(values)) as first,
            closing(self._after.open(values)) as second,
        ):
            check_ground([second.info], grid_of(first.info), first.info.name)
            reader = ClassReader(first, before.class_map, classes.number_of)
            other = GridClasses(ClassReader(second, after.class_map, classes.number_of), first.info)
            alignment = other.describe()
            values.info(alignment)
            counts = count_changes(
                reader, other, classes, before.areas, progress(_SECOND, _COMPARED), is_cancelled
            )
            compared = ComparedMaps(
                classes,
                colors,
                counts,
                before.areas.is_known,
                self._before.raster.name,
                self._after.raster.name,
                str(alignment),
            )
            if output:
                write_changes(
                    output, reader, other, classes, counts, colors,
                    progress(_COMPARED, 1), is_cancelled,
                )  # fmt: skip
        facts = facts_of(compared)
        _log(values, facts)
        return self._write(values, compared, facts, output)

    @staticmethod
    def _tally(values: Values, raster: ClassRaster, other: ClassRaster, progress) -> TalliedMap:
        # Codes without any names of their own are the other map's.
        names = raster.names or other.names
        return tally_map(values, raster, progress, parse_class_map(values.text(CLASS_MAP), names))

    def _tell_classes(
        self, values: Values, classes: ChangeClasses, before: TalliedMap, after: TalliedMap
    ) -> None:
        warn_of_near_names(
            values, after.classes.names, self._after.raster.name, before.classes.names
        )
        for names, raster in (
            (classes.only_before, self._before),
            (classes.only_after, self._after),
        ):
            if names:
                values.info(
                    "Only {raster} has {names}.",
                    raster=raster.raster.name,
                    names=list_names(names),
                )
        if len(classes.only_before) == len(before.classes.names):
            values.warn(
                "The maps have no class in common, so that all has changed; give them the same "
                "names with {CLASS_MAP}, or in their styles."
            )

    def _write(self, values: Values, compared: ComparedMaps, facts: dict, output: str) -> dict:
        results = {
            "CHANGED_SHARE": facts["changed"]["share"],
            "CHANGED_AREA": facts["changed"]["area"],
            "NET": json.dumps({c["name"]: c["net"] for c in facts["classes"]}, ensure_ascii=False),
        }
        if output:
            results[OUTPUT] = output
            finish_class_raster(values.context, output, *_legend(compared))
        table, told = report_results(values, self._report)
        write_report(compared, facts, self._report, table)
        return {**results, **told}


def _colors(classes: ChangeClasses, before: TalliedMap, after: TalliedMap) -> list[Color]:
    """Those of the later map, which shows what there is now, then those of the earlier one."""
    own: dict[str, Color] = {}
    for tallied in (after, before):
        for name, color in zip(tallied.classes.names, tallied.colors):
            own.setdefault(name, color)
    chosen = class_colors(classes.names, own)
    return [chosen[name] for name in classes.names]


def _legend(compared: ComparedMaps) -> tuple[dict, dict]:
    """Colours and names by the codes of the changes that occur."""
    codes, colors, names = compared.classes.codes, {}, {}
    for i, j in zip(*compared.counts.pixels.nonzero()):
        code = int(codes[i, j])
        colors[code] = (*change_color(int(i), int(j), compared.colors), 255)
        names[code] = change_name(int(i), int(j), compared.classes.names)
    return colors, names


def _log(values: Values, facts: dict) -> None:
    changed, unit = facts["changed"], tr(facts["area_unit"])
    values.info(
        "{percent:.1f} % of {area:.2f} {unit} changed: {changed:.2f} {unit}.",
        percent=100 * changed["share"],
        area=facts["area"],
        changed=changed["area"],
        unit=unit,
    )
    width = max(len(tr("class")), *(len(c["name"]) for c in facts["classes"]))
    heads = (tr("before"), tr("after"), tr("gained"), tr("lost"), tr("net"))
    values.row(f"{tr('class'):<{width}}  {'  '.join(f'{h:>12}' for h in heads)}  ({unit})")
    for c in facts["classes"]:
        areas = (c["before"]["area"], c["after"]["area"], c["gain"], c["loss"], c["net"])
        values.row(f"{c['name']:<{width}}  {'  '.join(f'{area:>12.2f}' for area in areas)}")
    rows = [row for row in facts["changes"] if row["from"] != row["to"]]
    for row in rows[:_MOST_ROWS]:
        values.row(f"{row['code']:>6}  {row['name']}  {row['area']:.2f} {unit}")
