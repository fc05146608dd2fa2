"""Rebuild Dataset."""

from __future__ import annotations

import shutil
from pathlib import Path

from osgeo import gdal
from qgis.core import (
    QgsApplication,
    QgsProcessingContext,
    QgsProcessingOutputBoolean,
    QgsProcessingParameterFile,
    QgsProcessingParameterFileDestination,
    QgsProcessingParameterFolderDestination,
    QgsProcessingUtils,
)

from ...core.dataset.finished import FinishedDataset, read_finished
from ...core.dataset.manifest import layer_files, read_description
from ...core.errors import ExportError
from ...core.files.runs import running
from ...core.files.whole import write_files
from ...core.message import Message
from ...core.rebuild.compare import compare_datasets, other_sources, other_versions
from ...core.rebuild.report import RebuildReport
from ...core.tiles.layout import LAYERS, MERGED_FROM
from ...core.update.scaling import is_of_earlier_tiles
from ..base.algorithm import TilewrightAlgorithm
from ..base.values import Values
from ..base.words import put_into_words, tr
from .rebuild_inputs import RebuildCall, make_merge_call, make_rebuild_call

INPUT = "INPUT"
SOURCES = "SOURCES"
OUTPUT = "OUTPUT"
REPORT = "REPORT"
IDENTICAL = "IDENTICAL"


class RebuildDatasetAlgorithm(TilewrightAlgorithm):
    """Makes a dataset again and compares."""

    ID = "rebuilddataset"
    NAME = "Rebuild dataset"
    GROUP_ID = "export"
    GROUP = "Export"
    TAGS = ("dataset", "reproduce", "compare", "verify", "identical", "hash", "provenance")
    HELP = (
        "Makes a dataset again from what its dataset.json says, with the tiles of its own "
        "tiles.gpkg, and compares every file. It is identical, or each difference is told with "
        "its reason: an input that has changed or is missing, or another version of a library, "
        "and then whether the pixels are equal or how far they are apart."
    )

    def initAlgorithm(self, config=None) -> None:
        folder = QgsProcessingParameterFile.Behavior.Folder
        self.add(
            QgsProcessingParameterFile(INPUT, tr("Dataset folder"), folder),
            "A folder that Export Tiles or Build Dataset wrote. Nothing in it is changed.",
        )
        self.add(
            QgsProcessingParameterFile(
                SOURCES, tr("Folder with moved inputs"), folder, optional=True
            ),
            "Where inputs are looked for that are no longer where they were: rasters by their "
            "hash, layers by the name of their file.",
        )
        self.add(
            QgsProcessingParameterFileDestination(
                REPORT,
                tr("Report"),
                tr("JSON files (*.json);;Text files (*.txt)"),
                optional=True,
                createByDefault=False,
            ),
            "What was found, for people (.txt) or for programs (.json).",
        )
        self.add(
            QgsProcessingParameterFolderDestination(
                OUTPUT, tr("Folder of the new dataset"), optional=True, createByDefault=False
            ),
            "A new or empty folder in which the dataset that was made again stays. Empty: it is "
            "made beside the dataset, and taken away.",
        )
        self.addOutput(QgsProcessingOutputBoolean(IDENTICAL, tr("Every file is the same")))

    def compute(self, values: Values) -> dict:
        dataset = read_finished(Path(values.file(INPUT)))
        given = values.file(SOURCES) if values.is_given(SOURCES) else ""
        sources = Path(given) if given else None
        output = values.output_file(OUTPUT) if values.is_given(OUTPUT) else ""
        # QGIS holds layers open for longer than it needs them, and empties this folder at its end.
        copy = Path(QgsProcessingUtils.generateTempFilename(LAYERS))
        copy_layers(dataset.folder, copy)
        if dataset.facts.get(MERGED_FROM):
            call = make_merge_call(dataset, sources, values.feedback.isCanceled)
        else:
            call = make_rebuild_call(dataset, copy, sources, values.feedback.isCanceled)
        report = RebuildReport(str(dataset.folder), call.missing, notes=call.notes)
        if not call.missing:
            report = self._rebuild(values, dataset, call, output)
        for line in report.lines():
            (values.info if report.is_identical else values.warn)("{line}", line=line)
        results = {IDENTICAL: report.is_identical}
        if output and not report.missing:
            results[OUTPUT] = output
        place = values.output_file(REPORT)
        if place:
            path = Path(place)
            is_json = path.suffix.lower() == ".json"
            text = report.write_json() if is_json else report.write_text(_words)
            write_files({path: text})
            results[REPORT] = place
        return results

    def _rebuild(
        self, values: Values, dataset: FinishedDataset, call: RebuildCall, output: str
    ) -> RebuildReport:
        if output:
            return _export_and_compare(values, dataset, call, Path(output))
        with running() as mark:
            # Its name is that of folders which killed runs leave, and the next one takes away.
            folder = dataset.folder.resolve()
            beside = folder.with_name(f".{folder.name}-{mark}")
            try:
                beside.mkdir()
            except OSError as error:
                raise ExportError(
                    "Nothing can be written beside the dataset, in {folder} ({error}); give "
                    "{OUTPUT}, a folder elsewhere.",
                    folder=folder.parent,
                    error=error.strerror or error,
                ) from error
            try:
                return _export_and_compare(values, dataset, call, beside)
            finally:
                shutil.rmtree(beside, ignore_errors=True)


def copy_layers(folder: Path, copy: Path) -> None:
    """A copy of tiles.gpkg, or one of all files that together are it."""
    paths = [folder / name for name in layer_files(folder)]
    if not all(path.is_file() for path in paths):
        return
    shutil.copyfile(paths[0], copy)
    for path in paths[1:]:
        gdal.VectorTranslate(str(copy), str(path), options=["-append"])


def _export_and_compare(
    values: Values, dataset: FinishedDataset, call: RebuildCall, folder: Path
) -> RebuildReport:
    context = QgsProcessingContext()
    context.setTransformContext(values.context.transformContext())
    algorithm = QgsApplication.processingRegistry().createAlgorithmById(call.algorithm)
    parameters = {**call.parameters, OUTPUT: str(folder)}
    algorithm.run(parameters, context, values.feedback, {}, False)
    differences = compare_datasets(
        dataset.folder,
        folder,
        lambda fraction: values.feedback.setProgress(100 * fraction),
        values.feedback.isCanceled,
    )
    before, now = dataset.facts, read_description(folder)
    reasons = [
        Message("The source {name} holds something else than it did.", name=name)
        for name in other_sources(before, now)
    ]
    reasons += [Message("{version}.", version=found) for found in other_versions(before, now)]
    notes = list(call.notes)
    if is_of_earlier_tiles(before.get("scaling")):
        notes.append(Message("The scaling was fitted to earlier tiles, so its values are taken."))
    return RebuildReport(str(dataset.folder), (), reasons, differences, notes)


def _words(message: Message) -> str:
    return put_into_words(message, {})
