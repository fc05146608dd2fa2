"""Assess Map."""

from __future__ import annotations

import json
from contextlib import closing

from qgis.core import (
    QgsProcessing,
    QgsProcessingOutputNumber,
    QgsProcessingOutputString,
    QgsProcessingParameterBoolean,
    QgsProcessingParameterFeatureSource,
)

from ...core.assess.codes import ClassReader
from ...core.assess.estimate import assess, check_strata
from ...core.assess.facts import AssessedMap, facts_of
from ...core.assess.map_picture import draw_map
from ...core.assess.report import check_report, write_report
from ...core.errors import LayerError
from ...core.message import counted
from ..base.algorithm import TilewrightAlgorithm
from ..base.parameters import double_parameter
from ..base.values import Values
from ..base.words import tr
from ..dialogs.definitions import class_field_parameter
from ..labels.label_raster_parameters import add_class_map_parameter
from .class_raster import BAND, RASTER, add_class_raster, log_classes, read_class_raster, tally_map
from .read_reference import ReferenceReader, Sample
from .reference_names import (
    REFERENCE,
    REFERENCE_BAND,
    REFERENCE_FIELD,
    REFERENCE_RASTER,
    STRATA,
    STRATA_BAND,
)
from .report_outputs import REPORT, add_report_json, add_report_parameters, report_results

_COUNTING = 0.5


class AssessMapAlgorithm(TilewrightAlgorithm):
    """Tells how good a class map is, and how large its classes are."""

    ID = "assessmap"
    NAME = "Assess map"
    GROUP_ID = "classify"
    GROUP = "Classify"
    NAMES = {"BANDS": BAND}
    TAGS = ("accuracy", "error matrix", "confusion", "validation", "area", "kappa", "land cover")
    HELP = (
        "Compares a class map with what is really there, and reports how accurate it is and how "
        "large its classes are, each with standard error and confidence interval. "
        "The reference is a layer of points (such as Points to assess a map draws) or polygons, or "
        "a raster. Areas are estimated from the reference, because counting a map's pixels repeats "
        "its errors. Points are weighted by the area of their stratum, as Olofsson et al. (2014) "
        "do where the strata are the map's classes, and Stehman (2014) where they are others. "
        "Areas of maps in degrees are measured on the ellipsoid."
    )

    def initAlgorithm(self, config=None) -> None:
        add_class_raster(
            self,
            RASTER,
            BAND,
            ("Class raster", "Band of the class raster"),
            "The map to assess. Names and colours come from its style, its attribute table or its "
            "category names.",
        )
        add_class_map_parameter(self)
        self._add_reference()
        self.add(
            double_parameter("CONFIDENCE", "Confidence (%)", 95, 50, 99.99),
            "Of the intervals: at 95 %, 95 of 100 such intervals contain the true value.",
            advanced=True,
        )
        self.add(
            QgsProcessingParameterBoolean("KAPPA", tr("Report kappa"), False),
            "Whether Cohen's kappa is reported as well. Olofsson et al. (2014) advise against it.",
            advanced=True,
        )
        add_report_parameters(
            self,
            "A page with the error matrix, accuracies, areas and the map. A JSON file of the same "
            "name stands beside it.",
            "Accuracies and areas as a table",
            "One line for each class: its row of the error matrix, its accuracies and its area, "
            "with standard errors and intervals.",
        )
        self.addOutput(QgsProcessingOutputNumber("ACCURACY", tr("Overall accuracy, 0 to 1")))
        self.addOutput(QgsProcessingOutputNumber("ACCURACY_ERROR", tr("Its standard error")))
        self.addOutput(QgsProcessingOutputNumber("POINT_COUNT", tr("Points or pixels compared")))
        self.addOutput(QgsProcessingOutputString("AREAS", tr("Areas of the classes, as JSON")))
        add_report_json(self)

    def _add_reference(self) -> None:
        kinds = QgsProcessing.SourceType
        self.add(
            QgsProcessingParameterFeatureSource(
                REFERENCE,
                tr("Reference points or polygons"),
                [kinds.TypeVectorPoint, kinds.TypeVectorPolygon],
                optional=True,
            ),
            "Points or polygons whose true class is known, in any coordinate system. Of polygons, "
            "every pixel counts whose centre lies in one.",
        )
        self.add(
            class_field_parameter(
                REFERENCE_FIELD, tr("Field with the class"), REFERENCE, "reference"
            ),
            "The field that names the class, or its code on the map. Features where it is NULL are "
            "left out. Empty: reference.",
        )
        add_class_raster(
            self,
            REFERENCE_RASTER,
            REFERENCE_BAND,
            ("Reference raster", "Band of the reference raster"),
            "A class raster that is known to be right, instead of points or polygons, on any pixel "
            "grid. Its classes are matched by name, or by code where it has no names.",
            is_optional=True,
        )
        add_class_raster(
            self,
            STRATA,
            STRATA_BAND,
            ("Strata", "Band of the strata"),
            "The class raster whose classes the points were drawn from, where that is not the map "
            "itself. Empty: the fields stratum and strat_area of the points, else the map.",
            is_optional=True,
        )

    def take_inputs(self, values: Values) -> None:
        if values.is_given(REFERENCE) == values.is_given(REFERENCE_RASTER):
            raise LayerError(
                "{REFERENCE} and {REFERENCE_RASTER} are both given; give one of them."
                if values.is_given(REFERENCE)
                else "Name what tells the true classes: points or polygons, {REFERENCE}, or a "
                "raster, {REFERENCE_RASTER}."
            )
        self._raster = read_class_raster(values, RASTER, BAND)
        self._others = {
            name: read_class_raster(values, name, band)
            for name, band in ((REFERENCE_RASTER, REFERENCE_BAND), (STRATA, STRATA_BAND))
            if values.is_given(name)
        }
        self._report = values.output_page(REPORT)
        if self._report is not None:
            check_report(self._report)

    def compute(self, values: Values) -> dict:
        def progress(start: float, end: float):
            return lambda f: values.feedback.setProgress(100 * (start + (end - start) * f))

        tallied = tally_map(values, self._raster, progress(0, _COUNTING / 2))
        log_classes(values, tallied.classes, tallied.areas)
        reader = ReferenceReader(values, self._raster, tallied, self._others)
        sample = reader.read(progress(_COUNTING / 2, _COUNTING), progress(_COUNTING, 1))
        counts = sample.found.counts
        check_strata(sample.strata, counts, sample.ground, can_join=sample.can_join)
        confidence = values.double("CONFIDENCE") / 100
        assessed = AssessedMap(
            assess(counts, sample.ground, confidence, sample.found.ground),
            tallied.classes.names,
            tallied.colors,
            sample.strata,
            counts.sum(axis=(1, 2)),
            sample.ground,
            tallied.areas.is_known,
            sample.are_classes,
            confidence,
            self._raster.raster.name,
            sample.name,
            sample.units,
            values.flag("KAPPA"),
        )
        facts = facts_of(assessed)
        self._log(values, facts)
        return self._write(values, assessed, facts, tallied, sample)

    @staticmethod
    def _log(values: Values, facts: dict) -> None:
        overall = facts["overall_accuracy"]
        values.info(
            counted(
                facts["points"],
                "Overall accuracy: {percent:.1f} %, standard error {error:.1f} %, from {count} "
                "point or pixel.",
                "Overall accuracy: {percent:.1f} %, standard error {error:.1f} %, from {count} "
                "points or pixels.",
                percent=100 * overall["value"],
                error=100 * overall["standard_error"],
            )
        )
        names = [c["name"] for c in facts["classes"]]
        width = max(len(tr("class")), *map(len, names))
        area = f"{tr('area')} ({tr(facts['area_unit'])})"
        heads = (tr("user's %"), tr("producer's %"), area, tr("standard error"))
        values.row(f"{tr('class'):<{width}}  {'  '.join(f'{h:>14}' for h in heads)}")
        for c in facts["classes"]:
            shares = (c["users_accuracy"]["value"], c["producers_accuracy"]["value"])
            cells = ["-" if s is None else f"{100 * s:.1f}" for s in shares]
            cells += [f"{c['area'][key]:.2f}" for key in ("value", "standard_error")]
            values.row(f"{c['name']:<{width}}  {'  '.join(f'{cell:>14}' for cell in cells)}")

    def _write(
        self, values: Values, assessed: AssessedMap, facts: dict, tallied, sample: Sample
    ) -> dict:
        overall = facts["overall_accuracy"]
        results = {
            "ACCURACY": overall["value"],
            "ACCURACY_ERROR": overall["standard_error"],
            "POINT_COUNT": facts["points"],
            "AREAS": json.dumps(
                {c["name"]: c["area"] for c in facts["classes"]}, ensure_ascii=False
            ),
        }
        picture = None
        if self._report is not None:
            with closing(self._raster.open(values)) as source:
                reader = ClassReader(source, tallied.class_map, tallied.number_of)
                picture = draw_map(reader, tallied.colors, *sample.marks)
        table, told = report_results(values, self._report)
        write_report(assessed, facts, picture, self._report, table)
        return {**results, **told}
