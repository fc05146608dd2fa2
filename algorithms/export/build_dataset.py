"""Build Dataset: the whole workflow in one call."""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path

from qgis.core import (
    QgsProcessing,
    QgsProcessingFeedback,
    QgsProcessingOutputNumber,
    QgsProcessingOutputString,
    QgsProcessingParameterBoolean,
    QgsProcessingParameterFeatureSink,
    QgsProcessingParameterFileDestination,
    QgsProcessingParameterRasterLayer,
    QgsWkbTypes,
)

from ...core.classes.folders import class_folders
from ...core.dataset.folder import OutputFolder
from ...core.dataset.manifest import class_counts
from ...core.errors import CancelledError, ExportError, LayerError
from ...core.export.sample import sample_dataset
from ...core.files.fingerprint import fingerprint_file, fingerprint_shapes
from ...core.files.whole import write_whole
from ...core.grid.over_raster import grid_batches
from ...core.message import Parameter
from ...core.tiles.reasons import NO_LABEL, ReasonKind
from ...core.tiles.steps import run_steps
from ...core.tiles.table import GRID_FIELDS, TileTable, merge_tables
from ..base.algorithm import TilewrightAlgorithm
from ..base.parameters import is_given
from ..base.values import Values
from ..base.words import MessageFeedback, count_text, tr
from ..clouds.cloud_parameters import (
    CloudMarkNames,
    CloudMaskNames,
    add_cloud_mark_parameters,
    add_cloud_mask_parameters,
    make_cloud_mark_step,
    make_cloud_mask_step,
)
from ..grid.grid_parameters import add_grid_parameters, read_grid_request
from ..inputs.place import TilesPlace
from ..labels.label_parameters import (
    LABEL,
    LABEL_EDITS,
    LABEL_FIELD,
    LABELS,
    OTHER_LABEL,
    add_label_parameters,
    make_label_step,
    warn_of_unused_edits,
)
from ..labels.label_raster_parameters import LABEL_BAND, LABEL_RASTER, read_label_raster
from ..outputs.report import log_class_counts, size_text
from ..outputs.tiles import TileSink, layer_fields
from ..rasters.source import raster_extent, read_raster_input
from ..rasters.warn_of_pixels import warn_of_fill
from ..split.dataset_split import (
    DATASET_SPLIT_ROLES,
    DatasetSplit,
    add_dataset_split_parameters,
)
from ..split.split_parameters import add_split_outputs, report_split
from .export_parameters import OUTPUT, RASTER, add_export_outputs, add_export_parameters
from .export_run import ExportRun
from .warn_of_classes import warn_of_missing_classes

DRY_RUN = "DRY_RUN"
MASK_CLASS_MAP = "MASK_CLASS_MAP"
TILES = "TILES"
REJECTED = "REJECTED"
SAMPLE = "SAMPLE"


class BuildDatasetAlgorithm(TilewrightAlgorithm):
    """Grid, clouds, labels, split and export in one call."""

    ID = "builddataset"
    NAMES = DATASET_SPLIT_ROLES
    NAME = "Build dataset"
    GROUP_ID = "export"
    GROUP = "Export"
    TAGS = ("dataset", "tiles", "chips", "labels", "deep learning", "training data", "workflow")
    HELP = (
        "Makes a labelled dataset of image tiles from a raster and label polygons in one call: "
        "tile grid, cloud masking, label join, split and export. It gives the same files as the "
        "algorithms one after the other. A dry run counts tiles and classes and estimates the "
        "size on disk, and writes nothing."
    )

    MARKS = CloudMarkNames(clouds="CLOUDS", buffer="CLOUD_BUFFER")
    MASK = CloudMaskNames(
        mask="CLOUD_MASK", band="CLOUD_BAND", values="CLOUD_VALUES", bits="CLOUD_BITS"
    )

    def initAlgorithm(self, config=None) -> None:
        self.add(
            QgsProcessingParameterRasterLayer(RASTER, tr("Raster")), "The image to cut into tiles."
        )
        add_grid_parameters(self)
        add_label_parameters(self, LABEL_BAND)
        add_cloud_mark_parameters(self, self.MARKS, optional=True)
        add_cloud_mask_parameters(self, self.MASK, optional=True)
        add_dataset_split_parameters(self)
        self.add(
            QgsProcessingParameterBoolean(DRY_RUN, tr("Dry run: count, write nothing"), False),
            "Only counts tiles and classes and estimates the size on disk.",
        )
        # CLASS_MAP is that of the labels here.
        add_export_parameters(self, is_output_optional=True, mask_classes=MASK_CLASS_MAP)
        self.add(
            QgsProcessingParameterFileDestination(
                SAMPLE,
                tr("Picture of one tile"),
                tr("PNG (*.png)"),
                optional=True,
                createByDefault=False,
            ),
            "Made by a dry run: one tile as it is stored and as it will be exported, side by side.",
            advanced=True,
        )
        for name, label, text in (
            (TILES, "Tiles as a layer", "The exported tiles, to look at on the map."),
            (REJECTED, "Rejected tiles", "The tiles left out, each with its reason."),
        ):
            self.add(
                QgsProcessingParameterFeatureSink(
                    name,
                    tr(label),
                    QgsProcessing.SourceType.TypeVectorPolygon,
                    optional=True,
                    createByDefault=False,
                ),
                text + " A dry run makes it too.",
            )
        add_export_outputs(self)
        self.addOutput(QgsProcessingOutputNumber("REJECTED_COUNT", tr("Tiles rejected")))
        self.addOutput(QgsProcessingOutputNumber("ESTIMATED_BYTES", tr("Estimated size (bytes)")))
        self.addOutput(QgsProcessingOutputString("CLASS_COUNTS", tr("Tiles by class, as JSON")))
        add_split_outputs(self)

    def take_inputs(self, values: Values) -> None:
        parameters, context, feedback = values.parameters, values.context, values.feedback
        self._run = ExportRun(self, parameters, context, feedback, MASK_CLASS_MAP)
        self._mask = None
        if is_given(parameters, self.MASK.mask):
            self._mask = read_raster_input(self, parameters, self.MASK.mask, context)
        self._label_raster = read_label_raster(values, LABEL_BAND)
        self._picture = self.parameterAsFileOutput(parameters, SAMPLE, context)
        self._refuse_idle(parameters)
        self._splitter = DatasetSplit(values)
        self._is_dry = self.parameterAsBool(parameters, DRY_RUN, context)
        if not self._is_dry:
            if not self._run.output:
                raise ExportError("Name a folder for the dataset with {OUTPUT}.")
            # A refusal should come before the work, not after it.
            OutputFolder(self._run.output, self._run.resume, self._run.overwrite)

    def compute(self, values: Values) -> dict:
        parameters, context, feedback = values.parameters, values.context, values.feedback
        try:
            kept, rejected, labels, sources = self._make_tiles(values)
            mask = self._run.read_mask(parameters, context, feedback)
            if mask:
                sources["mask"] = mask
            results = self._finish(kept, rejected, labels, sources, values)
            results.update(self._split_results)
            watches = [self._watch, self._run.watch]
            warn_of_fill(watches, self._run.raster.name, feedback)
        finally:
            self._run.close()
        like = (QgsWkbTypes.Type.Polygon, self._run.raster.crs)
        for name, table in ((TILES, kept), (REJECTED, rejected)):
            sink = TileSink(values, name, layer_fields(table.fields), like)
            sink.write_table(table)
            sink.close()
            if sink.is_wanted:
                results[name] = sink.destination
        return results

    def _make_tiles(self, values: Values):
        """The kept and the rejected tiles, the label step or None, and what they came from."""
        parameters, feedback = values.parameters, values.feedback
        raster = self._run.raster
        request = read_grid_request(values, raster)
        info = request.source.info
        self._watch = request.watch
        place = TilesPlace(raster.crs, raster_extent(info), raster.name)
        steps = list(request.steps)
        sources = {}
        if is_given(parameters, self.MARKS.clouds):
            step = make_cloud_mark_step(values, self.MARKS, place)
            sources["clouds"] = {"sha256": fingerprint_shapes(step.marks)}
            steps.append(step)
        if self._mask is not None:
            steps.append(make_cloud_mask_step(values, self.MASK, self._mask, place))
            sources["cloud_mask"] = fingerprint_file(self._mask.path)
        labels = self._label_step(values, place)
        if labels is not None:
            sources["labels"] = {"sha256": labels.fingerprint()}
            steps.append(labels)
        batches = run_steps(grid_batches(request.grid, info, request.edge), steps)
        try:
            kept, rejected = self._collect(batches, len(request.grid), feedback)
        finally:
            if labels is not None:
                labels.close()
        request.source.close()
        if labels is not None:
            warn_of_unused_edits(values, labels)
        self._split_results = {}
        if len(kept) and self._splitter.is_wanted:
            step = self._splitter.make_step(kept, place, values, sources)
            kept, dropped = step.divide(kept)
            rejected = merge_tables([rejected, dropped])
            self._split_results = report_split(step.result, values)
        kinds = _count_reasons(rejected)
        for kind, count in kinds:
            # QGIS prints its progress in front of the line: a number there would be misread.
            feedback.pushInfo(
                count_text(
                    count, tr("Left out: {} tile, {}."), tr("Left out: {} tiles, {}."), kind.title
                )
            )
        if not len(kept):
            why = "; ".join(f"{count} {kind.title}" for kind, count in kinds)
            remedy = tr("Change the settings that reject them.")
            if labels is not None and labels.trouble and kinds[0][0] == NO_LABEL:
                remedy = labels.trouble
            raise ExportError(
                "No tile is left of {count}: {why}. {remedy}",
                count=len(request.grid),
                why=why,
                remedy=remedy,
            )
        return kept, rejected, labels, sources

    def _refuse_idle(self, parameters) -> None:
        """A cloud setting that does nothing would let clouds into the dataset."""
        for needed, idle in (
            (self.MASK.mask, (self.MASK.values, self.MASK.bits, self.MASK.max_cloud)),
            (self.MARKS.clouds, (self.MARKS.buffer,)),
        ):
            for name in idle:
                given = is_given(parameters, name) and str(parameters[name]) not in ("0", "0.0")
                if given and not is_given(parameters, needed):
                    raise ExportError(
                        "{name} is given without {needed}; name the layer it is for.",
                        name=Parameter(name),
                        needed=Parameter(needed),
                    )

    def _label_step(self, values: Values, place: TilesPlace):
        sources = (LABELS, LABEL_RASTER, LABEL_EDITS, OTHER_LABEL)
        if any(values.is_given(name) for name in sources):
            return make_label_step(values, place, self._label_raster)
        for name in (LABEL_FIELD, LABEL):
            if values.is_given(name):
                raise LayerError(
                    "{name} is given without {LABELS}; name the label layer.",
                    name=Parameter(name),
                )
        return None

    @staticmethod
    def _collect(batches, count: int, feedback) -> tuple[TileTable, TileTable]:
        kept, rejected, done = [], [], 0
        for tiles, dropped in batches:
            if feedback.isCanceled():
                raise CancelledError
            kept.append(tiles)
            rejected.append(dropped)
            done += len(tiles) + len(dropped)
            feedback.setProgress(20 * done / count)
        filled = [t for t in kept if len(t)]
        fields = filled[0].fields if filled else GRID_FIELDS
        return TileTable.concatenate(filled, fields), merge_tables(rejected)

    def _finish(self, kept, rejected, labels, sources, values: Values) -> dict:
        feedback = values.feedback
        label_field = "label" if labels is not None else None
        split_field = "split" if self._split_results else None
        crs = self._run.raster.crs
        results = {"REJECTED_COUNT": len(rejected)}
        if self._is_dry:
            plan = self._run.plan(kept, crs, label_field, split_field, rejected, sources)
            sample = sample_dataset(plan)
            size = sample.image_bytes
            feedback.pushInfo(
                count_text(
                    len(plan.plan.tiles),
                    tr("Dry run: {} tile, about {} of images. Nothing was written."),
                    tr("Dry run: {} tiles, about {} of images. Nothing was written."),
                    size_text(size),
                )
            )
            warn_of_missing_classes(plan.plan, feedback)
            counts = class_counts(plan.plan)
            results.update(TILE_COUNT=len(plan.plan.tiles), ESTIMATED_BYTES=size)
            if self._picture:
                write_whole(Path(self._picture), sample.picture())
                results[SAMPLE] = self._picture
        else:
            rest = _Rest(feedback)
            done = self._run.run(kept, crs, label_field, split_field, rest, rejected, sources)
            counts = _counts(kept, label_field)
            results.update((key, done[key]) for key in (OUTPUT, "TILE_COUNT", "MANIFEST"))
        log_class_counts(values, counts)
        results["CLASS_COUNTS"] = json.dumps(counts, ensure_ascii=False)
        return results


class _Rest(MessageFeedback):
    """Feedback of the export, which is the rest of the work after 20 %."""

    def __init__(self, feedback: QgsProcessingFeedback) -> None:
        super().__init__(False)
        self._feedback = feedback
        if isinstance(feedback, MessageFeedback):
            self.messages = feedback.messages

    def isCanceled(self) -> bool:
        return self._feedback.isCanceled()

    def pushInfo(self, info: str) -> None:
        self._feedback.pushInfo(info)

    def pushWarning(self, warning: str) -> None:
        self._feedback.pushWarning(warning)

    def reportError(self, error: str, fatalError: bool = False) -> None:
        self._feedback.reportError(error, fatalError)

    def setProgress(self, percent: float) -> None:
        self._feedback.setProgress(20 + 0.8 * percent)


def _counts(tiles: TileTable, label_field: str | None) -> dict[str, int]:
    if label_field is None:
        return {}
    counts = Counter(tiles[label_field].tolist())
    return {name: counts[name] for name in class_folders(counts)}


def _count_reasons(rejected: TileTable) -> list[tuple[ReasonKind, int]]:
    """Kinds of reasons and how many tiles each rejects."""
    reasons = rejected["reason"].tolist() if len(rejected) else []
    return Counter(reason.kind for reason in reasons).most_common()
