"""Audit Split."""

from __future__ import annotations

import json
from pathlib import Path

from qgis.core import (
    QgsProcessing,
    QgsProcessingOutputBoolean,
    QgsProcessingOutputFile,
    QgsProcessingParameterBoolean,
    QgsProcessingParameterFeatureSource,
    QgsProcessingParameterField,
    QgsProcessingParameterFile,
    QgsProcessingParameterFileDestination,
)

from ...core.audit.audit import audit_split
from ...core.audit.report import write_audit_report
from ...core.audit.result import AuditInput, AuditResult
from ...core.errors import ExportError, LayerError, ParameterError
from ...core.files.json_file import takes_kind
from ...core.files.whole import write_files
from ...core.message import Message, sentences
from ...core.tiles.layout import TOOL, is_dataset_folder
from ...core.tiles.words import SPLIT
from ..base.algorithm import TilewrightAlgorithm
from ..base.parameters import FOLDERS, TAKES_MORE, double_parameter
from ..base.values import Values
from ..base.words import put_into_words, tr
from .audit_input import DISTANCE, LABEL_FIELD, SPLIT_FIELD, read_dataset, read_layer

INPUT = "INPUT"
DATASET = "DATASET"
REPORT = "REPORT"
REPORT_JSON = "REPORT_JSON"
PASSED = "PASSED"
_KIND = "split audit"


class AuditSplitAlgorithm(TilewrightAlgorithm):
    """Says whether a split leaks."""

    ID = "auditsplit"
    NAME = "Audit split"
    GROUP_ID = "split"
    GROUP = "Split"
    TAGS = ("split", "leakage", "audit", "train", "test", "duplicates", "quality", "report")
    HELP = (
        "Checks whether train, val and test have seen each other's ground. "
        "It looks for shared pixels, the least distance between splits, places that occur at "
        "several dates, images that look the same, and classes that a split lacks. It takes any "
        "tile layer with a split field, or a dataset folder, and writes a report to read. PASSED "
        "is false when anything leaks. Where a field scene names several scenes, it tells which of "
        "them show the same ground, and measures distances between tiles in degrees on the "
        "ellipsoid, across zones and dates."
    )

    def initAlgorithm(self, config=None) -> None:
        tiles = QgsProcessingParameterFeatureSource(
            INPUT, tr("Tiles"), [QgsProcessing.SourceType.TypeVectorPolygon], optional=True
        )
        tiles.setMetadata({TAKES_MORE: FOLDERS})
        self.add(
            tiles,
            "A tile layer with a field that names the split. Give this or a dataset folder, which "
            "may also be written here.",
        )
        self.add(
            QgsProcessingParameterFile(
                DATASET,
                tr("Dataset folder"),
                QgsProcessingParameterFile.Behavior.Folder,
                optional=True,
            ),
            "A folder that Export Tiles, Build Dataset or Export Time Series wrote. Its images are "
            "compared as well, but for time series.",
        )
        self.add(
            QgsProcessingParameterField(
                SPLIT_FIELD,
                tr("Field with the split"),
                SPLIT.name,
                parentLayerParameterName=INPUT,
                optional=True,
            ),
            "The field of the tile layer that names the split, any words. Empty: split.",
        )
        self.add(
            QgsProcessingParameterField(
                LABEL_FIELD,
                tr("Field with the class"),
                parentLayerParameterName=INPUT,
                optional=True,
            ),
            "The field of the tile layer that names the class. Empty: label, where there is one.",
        )
        self.add(
            double_parameter(DISTANCE, "Distance that splits must keep (m)", 0, 0),
            "Splits that come nearer to each other than this, in metres, do not pass. 0 asks only "
            "that no ground is shared.",
        )
        self.add(
            QgsProcessingParameterBoolean("FAIL_ON_LEAK", tr("Fail when anything leaks"), False),
            "Stops a model or a pipeline, once the report is written.",
        )
        self.add(
            QgsProcessingParameterFileDestination(
                REPORT, tr("Report"), tr("HTML files (*.html)"), optional=True
            ),
            "A page with findings, a map and plots. A JSON file of the same name stands beside it.",
        )
        self.addOutput(QgsProcessingOutputBoolean(PASSED, tr("Nothing leaks")))
        self.addOutput(QgsProcessingOutputFile(REPORT_JSON, tr("Report as JSON")))

    def take_inputs(self, values: Values) -> None:
        self._folder = _dataset_of(values)
        if values.is_given(INPUT) == values.is_given(DATASET):
            raise LayerError("Give either a tile layer ({INPUT}) or a dataset folder ({DATASET}).")
        self._report = values.output_page(REPORT)
        if self._report is not None:
            if self._report.suffix.lower() == ".json":
                raise ExportError(
                    "{REPORT} is {report}, where the JSON file goes; name a .html file.",
                    report=self._report,
                )
            _check_json(self._report.with_suffix(".json"))

    def compute(self, values: Values) -> dict:
        if self._folder is not None:
            name = self._folder.name
            tiles, pictures = read_dataset(values, self._folder)
        else:
            source = values.source(INPUT)
            name = source.sourceName()
            tiles, pictures = read_layer(values, source), None
        result = audit_split(
            tiles,
            pictures,
            lambda f: values.feedback.setProgress(60 + 40 * f),
            values.feedback.isCanceled,
        )
        results = {PASSED: result.passed}
        if self._report is not None:
            title = put_into_words(Message("Split audit of {name}", name=name), {})
            self._write(title, tiles, result)
            results[REPORT] = str(self._report)
            results[REPORT_JSON] = str(self._report.with_suffix(".json"))
        _tell(values, result)
        if not result.passed and values.flag("FAIL_ON_LEAK"):
            raise ParameterError("The splits leak: {leaks}", leaks=sentences(result.leaks))
        return results

    def _write(self, title: str, tiles: AuditInput, result: AuditResult) -> None:
        page = write_audit_report(title, tiles, result)
        facts = {"tool": TOOL, "kind": _KIND, "title": title, **result.facts}
        text = json.dumps(facts, indent=2, ensure_ascii=False, allow_nan=False) + "\n"
        numbers = text.encode("utf-8", "replace")
        write_files({self._report: page, self._report.with_suffix(".json"): numbers})


def _dataset_of(values: Values) -> Path | None:
    """The dataset folder, by either parameter; None of a layer."""
    if values.is_given(DATASET):
        return Path(values.text(DATASET))
    given = values.raw(INPUT)
    return Path(given) if isinstance(given, str) and is_dataset_folder(given) else None


def _check_json(path: Path) -> None:
    """Another's file of that name must not go."""
    if not takes_kind(path, _KIND):
        raise ExportError(
            "{path} is there already and is not an audit; choose another name for {REPORT}.",
            path=path,
        )


def _tell(values: Values, result: AuditResult) -> None:
    for warning in result.warnings:
        values.warn(warning)
    for leak in result.leaks:
        values.warn("Leak: {leak}", leak=leak)
    for row in result.facts["distances"]:
        values.info(
            "Least distance of {split} and {other}: {metres:.10g} m.",
            split=row["splits"][0],
            other=row["splits"][1],
            metres=row["metres"],
        )
    if result.passed:
        values.info("Passed: no leak was found between the splits.")
    else:
        values.warn("Not passed: the splits leak.")
