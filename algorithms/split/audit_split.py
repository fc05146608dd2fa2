"""Audit Split."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
from qgis.core import (
    QgsCoordinateReferenceSystem,
    QgsProcessing,
    QgsProcessingFeatureSource,
    QgsProcessingOutputBoolean,
    QgsProcessingOutputFile,
    QgsProcessingParameterBoolean,
    QgsProcessingParameterFeatureSource,
    QgsProcessingParameterField,
    QgsProcessingParameterFile,
    QgsProcessingParameterFileDestination,
    QgsVectorLayer,
)

from ...core.audit.audit import audit_split
from ...core.audit.report import write_audit_report
from ...core.audit.result import AuditInput, AuditResult
from ...core.dataset.read import holds_series, read_dataset_tiles, read_pictures
from ...core.errors import ExportError, LayerError, ParameterError
from ...core.files.whole import write_whole
from ...core.message import Message, sentences
from ...core.tiles.layout import FILE, LAYERS, TOOL
from ...core.tiles.table import TILE_ID, TileTable
from ...core.tiles.words import LABEL, SPLIT, class_name, split_word
from ..base.algorithm import TilewrightAlgorithm
from ..base.parameters import (
    check_field,
    choose_field,
    double_parameter,
    field_names,
)
from ..base.values import Values
from ..base.words import tr
from ..inputs.layer_transform import crs_text
from ..inputs.tiles import make_table, read_table, table_fields

INPUT = "INPUT"
DATASET = "DATASET"
SPLIT_FIELD = "SPLIT_FIELD"
LABEL_FIELD = "LABEL_FIELD"
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
        "is false when anything leaks."
    )

    def initAlgorithm(self, config=None) -> None:
        self.add(
            QgsProcessingParameterFeatureSource(
                INPUT, tr("Tiles"), [QgsProcessing.SourceType.TypeVectorPolygon], optional=True
            ),
            "A tile layer with a field that names the split. Give this or a dataset folder.",
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
            double_parameter("DISTANCE", "Distance that splits must keep (m)", 0, 0),
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
        if values.is_given(INPUT) == values.is_given(DATASET):
            raise LayerError("Give either a tile layer ({INPUT}) or a dataset folder ({DATASET}).")
        report = values.output_file(REPORT)
        self._report = Path(report) if report else None
        if self._report is not None:
            if not self._report.suffix:
                self._report = self._report.with_suffix(".html")
            elif self._report.suffix.lower() == ".json":
                raise ExportError(
                    "{REPORT} is {report}, where the JSON file goes; name a .html file.",
                    report=self._report,
                )
            _check_json(self._report.with_suffix(".json"))

    def compute(self, values: Values) -> dict:
        pictures, are_series = None, False
        if values.is_given(DATASET):
            folder = Path(values.text(DATASET))
            table, crs = _read_folder(folder)
            _check_splits(folder, table)
            fields = (SPLIT.name, LABEL.name)
            name = folder.name
            are_series = holds_series(folder)
            if table.find_field(FILE.name) is not None and not are_series:
                files = table[FILE.name].tolist()
                pictures = read_pictures(
                    folder,
                    files,
                    lambda f: values.feedback.setProgress(60 * f),
                    values.feedback.isCanceled,
                )
        else:
            source = values.source(INPUT)
            table, crs = read_table(source, values.feedback.isCanceled), source.sourceCrs()
            fields = self._field_names(values, source)
            name = source.sourceName()
        distance = values.double("DISTANCE")
        tiles = _audit_input(table, crs, *fields, distance, are_series)
        result = audit_split(
            tiles,
            pictures,
            lambda f: values.feedback.setProgress(60 + 40 * f),
            values.feedback.isCanceled,
        )
        results = {PASSED: result.passed}
        if self._report is not None:
            self._write(tr("Split audit of {}").format(name), tiles, result)
            results[REPORT] = str(self._report)
            results[REPORT_JSON] = str(self._report.with_suffix(".json"))
        _tell(values, result)
        if not result.passed and values.flag("FAIL_ON_LEAK"):
            raise ParameterError("The splits leak: {leaks}", leaks=sentences(result.leaks))
        return results

    @staticmethod
    def _field_names(values: Values, source: QgsProcessingFeatureSource) -> tuple[str, str]:
        given = values.text(SPLIT_FIELD)
        # What stands there without anybody's doing is no wish.
        given = "" if given == SPLIT.name else given
        split = choose_field(source, SPLIT_FIELD, given, SPLIT.name)
        if split is None:
            raise LayerError(
                "Name the field of {sourcename} with the split as {SPLIT_FIELD}; it has "
                "{field_names}.",
                sourcename=source.sourceName(),
                field_names=field_names(source),
            )
        label = values.text(LABEL_FIELD)
        label = check_field(source, LABEL_FIELD, label) if label else LABEL.name
        return split, label

    def _write(self, title: str, tiles: AuditInput, result: AuditResult) -> None:
        self._report.parent.mkdir(parents=True, exist_ok=True)
        write_whole(self._report, write_audit_report(title, tiles, result))
        facts = {"tool": TOOL, "kind": _KIND, "title": title, **result.facts}
        text = json.dumps(facts, indent=2, ensure_ascii=False, allow_nan=False) + "\n"
        write_whole(self._report.with_suffix(".json"), text.encode("utf-8", "replace"))


def _check_json(path: Path) -> None:
    """Another's file of that name must not go."""
    if not path.exists():
        return
    try:
        known = json.loads(path.read_text("utf-8"))
        is_ours = isinstance(known, dict) and known.get("kind") == _KIND
    except (OSError, ValueError):
        is_ours = False
    if not is_ours:
        raise ExportError(
            "{path} is there already and is no audit; choose another name for {REPORT}.", path=path
        )


def _read_folder(folder: Path) -> tuple[TileTable, QgsCoordinateReferenceSystem]:
    """Tiles of a dataset with their outlines; of the manifest, where there are no layers."""
    table = read_dataset_tiles(folder)
    if (folder / LAYERS).is_file():
        layer = QgsVectorLayer(f"{folder / LAYERS}|layername=tiles", "tiles", "ogr")
        if layer.isValid() and layer.featureCount() == len(table):
            features = list(layer.getFeatures())
            return make_table(features, table_fields(layer.fields())), layer.crs()
    names = set(table["crs"].tolist()) if table.find_field("crs") is not None else set()
    crs = QgsCoordinateReferenceSystem(names.pop() or "") if len(names) == 1 else None
    return table, crs or QgsCoordinateReferenceSystem()


def _check_splits(folder: Path, table: TileTable) -> None:
    """Refuse a dataset that was not split: no parameter says where its splits are."""
    field = table.find_field(SPLIT.name)
    found = set() if field is None else {class_name(v) for v in table[field.name].tolist()}
    found.discard(None)
    if len(found) < 2:
        told = Message("no splits")
        if found:
            told = Message("only the split {split}", split=found.pop())
        raise LayerError(
            "The dataset {folder} has {told}, and leaks are between two; split the tiles, for "
            "example with Split Tiles, and export them with {SPLIT_FIELD}.",
            folder=folder,
            told=told,
        )


def _audit_input(
    table: TileTable, crs, split_field: str, label_field: str, distance: float, are_series: bool
) -> AuditInput:
    def words(name: str) -> list | None:
        field = table.find_field(name)
        return None if field is None else [class_name(v) for v in table[field.name].tolist()]

    splits = words(split_field)
    if splits is None:
        raise LayerError(
            "The tiles have no field {split_field}; split them first, for example with Split "
            "Tiles.",
            split_field=split_field,
        )
    names = words(FILE.name) or words(TILE_ID.name) or [None] * len(table)
    sizes = [words(name) for name in ("width", "height")]
    pixels = None
    if None not in sizes:
        wide, high = (np.array([_number(v) for v in values]) for values in sizes)
        pixels = wide * high
    return AuditInput(
        table.geometries,
        crs_text(crs),
        [split_word(split) for split in splits],
        [name or f"tile {k}" for k, name in enumerate(names, 1)],
        words(label_field),
        pixels,
        distance,
        are_series,
    )


def _number(text: str | None) -> float:
    try:
        return float(text) if text else float("nan")
    except ValueError:
        return float("nan")


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
