"""Build Dataset: the whole workflow in one call."""

from __future__ import annotations

import json
from collections import Counter
from contextlib import closing
from pathlib import Path

from qgis.core import (
    QgsProcessing,
    QgsProcessingOutputNumber,
    QgsProcessingOutputString,
    QgsProcessingParameterBoolean,
    QgsProcessingParameterFeatureSink,
    QgsProcessingParameterFileDestination,
    QgsProcessingParameterString,
    QgsWkbTypes,
)

from ...core.classes.folders import class_folders
from ...core.dataset.folder import OutputFolder
from ...core.errors import ExportError
from ...core.export.labels import count_objects
from ...core.export.request import image_profile
from ...core.files.whole import write_files
from ...core.message import Message, counted
from ...core.preview.sample import sample_dataset
from ...core.tiles.table import TILE_ID, TileTable, merge_tables
from ...core.tiles.targets import LABELS, split_names
from ...core.tiles.words import SPLITS
from ..append.append_parameters import add_append_parameter, read_append
from ..append.append_run import append_tiles
from ..append.part_of_progress import PartOfProgress
from ..base.algorithm import TilewrightAlgorithm
from ..base.values import Values
from ..base.words import tr
from ..clouds.cloud_parameters import add_cloud_mark_parameters, add_cloud_mask_parameters
from ..grid.grid_parameters import add_grid_parameters
from ..labels.label_parameters import add_label_parameters
from ..labels.label_raster_parameters import LABEL_BAND
from ..objects.target_fields import TargetFields
from ..outputs.report import log_class_counts, size_text
from ..outputs.tiles import TileSink, layer_fields
from ..scenes.read_through import naming_unreadable
from ..scenes.scene_parameters import add_raster_parameters
from ..split.dataset_split import DATASET_SPLIT_ROLES, add_dataset_split_parameters
from ..split.split_parameters import SPLIT_COUNTS, add_split_outputs
from .dataset_tiles import GRID_PART, DatasetTileMaker, DatasetTiles
from .export_parameters import OUTPUT, add_export_outputs, add_export_parameters
from .export_run import ExportRun, TilesToExport
from .raster_to_tile import CLOUD_PREFIX, MAKING_TILES
from .warn_of_classes import warn_of_missing_classes

DRY_RUN = "DRY_RUN"
MASK_CLASS_MAP = "MASK_CLASS_MAP"
TILES = "TILES"
REJECTED = "REJECTED"
SAMPLE = "SAMPLE"
SAMPLE_TILE = "SAMPLE_TILE"
OBJECT_COUNT = "OBJECT_COUNT"
# Of a dry run whose part of the grid has no tile that is exported.
_NOTHING = {"TILE_COUNT": 0, "ESTIMATED_BYTES": 0}


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

    def initAlgorithm(self, config=None) -> None:
        add_raster_parameters(self, "The image to cut into tiles.")
        add_grid_parameters(self)
        add_label_parameters(self, LABEL_BAND)
        add_cloud_mark_parameters(self, CLOUD_PREFIX, optional=True)
        add_cloud_mask_parameters(self, CLOUD_PREFIX, optional=True)
        add_dataset_split_parameters(self)
        self.begin_section("Dataset")
        self.add(
            QgsProcessingParameterBoolean(DRY_RUN, tr("Dry run: count, write nothing"), False),
            "Only counts tiles and classes and estimates the size on disk.",
        )
        # CLASS_MAP is that of the labels here.
        add_export_parameters(self, is_output_optional=True, mask_classes=MASK_CLASS_MAP)
        add_append_parameter(self)
        self.add(
            QgsProcessingParameterString(GRID_PART, tr("Part of the grid"), optional=True),
            "For dry runs: only the tiles in these rows and columns, such as r0-9c20-39, one part "
            "a raster with commas. So a grid of millions is looked at where the map shows it.",
            advanced=True,
        )
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
        self.addOutput(
            QgsProcessingOutputNumber(OBJECT_COUNT, tr("Objects on the tiles, of a dry run"))
        )
        self.addOutput(QgsProcessingOutputString(SAMPLE_TILE, tr("Tile in the picture")))
        self.addOutput(QgsProcessingOutputString("CLASS_COUNTS", tr("Tiles by class, as JSON")))
        self.addOutput(
            QgsProcessingOutputNumber(
                "TOTAL_TILE_COUNT", tr("Tiles of the dataset, with those before APPEND")
            )
        )
        self.addOutput(
            QgsProcessingOutputString(
                "TOTAL_CLASS_COUNTS", tr("Tiles of the dataset by class, as JSON")
            )
        )
        add_split_outputs(self)

    def take_inputs(self, values: Values) -> None:
        earlier = self._earlier = read_append(values, values.text(OUTPUT))
        self._run = ExportRun(values, MASK_CLASS_MAP, earlier)
        self._tiles = DatasetTileMaker(values, self._run.rasters, earlier, self._run.pairs)
        if earlier is not None:
            run = self._run
            profile = image_profile(run.source, run.options, run.nodata)
            parameters = {**run.options.describe(), **run.parameters}
            earlier.check(profile, parameters, self._tiles.is_split)
        self._targets = TargetFields(labels=LABELS.name if self._tiles.has_label_sets else None)
        self._targets.check(self._run.layout, None)
        self._is_dry = values.flag(DRY_RUN)
        if values.is_given(GRID_PART) and not self._is_dry:
            raise ExportError(
                "{GRID_PART} is for dry runs; leave it out, or name the area with {AOI}."
            )
        if not self._is_dry and earlier is None:
            if not self._run.output:
                raise ExportError("Name a folder for the dataset with {OUTPUT}.")
            # A refusal should come before the work, not after it.
            OutputFolder(self._run.output, self._run.resume, self._run.overwrite)

    def compute(self, values: Values) -> dict:
        crs = self._run.rasters.crs
        with closing(self._run):
            made, wanted = self.make_tiles(values)
            finish = self._foretell if self._is_dry else self._export
            results = dict(_NOTHING)
            if len(made.kept):
                results = finish(wanted, values)
            kept, dropped = self._run.balance.divide(made.kept)
            counts = self._counts(kept, wanted) if len(kept) else {}
            results["CLASS_COUNTS"] = json.dumps(counts, ensure_ascii=False)
            results.update(self._totals(results["TILE_COUNT"], counts, values))
            rejected = merge_tables([made.rejected, dropped]) if dropped else made.rejected
            results["REJECTED_COUNT"] = len(rejected)
            if made.split_results:
                results.update(made.split_results)
                splits = Counter(kept[wanted.split_field].tolist())
                # Without the tiles that balancing leaves out.
                results[SPLIT_COUNTS] = json.dumps({split: splits[split] for split in SPLITS})
            self._run.warn_of_fill(values, made.watches)
        like = (QgsWkbTypes.Type.Polygon, crs)
        for name, table in ((TILES, kept), (REJECTED, rejected)):
            sink = TileSink(values, name, layer_fields(table.fields), like)
            sink.write_table(table)
            sink.close()
            if sink.is_wanted:
                results[name] = sink.destination
        return results

    def make_tiles(self, values: Values) -> tuple[DatasetTiles, TilesToExport]:
        """The tiles, and what an export takes of them with masks and objects read."""
        made = self._tiles.make(values)
        wanted = TilesToExport(
            made.kept,
            self._run.rasters.crs,
            "label" if self._tiles.has_labels and not self._targets.labels else None,
            "split" if made.split_results else None,
            made.rejected,
            made.sources,
            self._targets,
            made.block_size,
        )
        wanted.sources.update(self._run.read_labels(values))
        return made, wanted

    def _counts(self, tiles: TileTable, wanted: TilesToExport) -> dict[str, int]:
        """Tiles by class, as they are numbered; a tile of several classes counts for each."""
        order = self._run.labels.class_order
        if wanted.targets.labels:
            several = map(split_names, tiles[wanted.targets.labels].tolist())
            counts = Counter(name for names in several for name in names)
            return {name: counts[name] for name in class_folders(counts, order)}
        if wanted.label_field is None:
            return {}
        counts = Counter(tiles[wanted.label_field].tolist())
        return {name: counts[name] for name in self._run.layout.order_classes(counts, order)}

    def _totals(self, tile_count: int, counts: dict[str, int], values: Values) -> dict:
        """Log the classes; returns what the dataset has with the tiles of this run."""
        if self._earlier is not None:
            if counts:
                values.info("New tiles by class:")
                log_class_counts(values, counts)
                values.info("All tiles of the dataset by class:")
            tile_count += int(self._earlier.facts["tile_count"])
            counts = self._earlier.total_counts(counts)
        log_class_counts(values, counts)
        total = json.dumps(counts, ensure_ascii=False)
        return {"TOTAL_TILE_COUNT": tile_count, "TOTAL_CLASS_COUNTS": total}

    def _export(self, wanted: TilesToExport, values: Values) -> dict:
        """Results of the export."""
        rest = values.replaced(feedback=PartOfProgress(values.feedback, MAKING_TILES, 100))
        if self._earlier is None:
            done = self._run.run(rest, wanted)
        else:
            done = append_tiles(
                rest, self._earlier, lambda part, folder: self._run.run(part, wanted, folder)
            )
            self._run.validate(values)
        return {
            key: done[key]
            for key in (OUTPUT, "TILE_COUNT", "MANIFEST", "FAILED_COUNT", "REQUEST_COUNT")
        }

    def _foretell(self, wanted: TilesToExport, values: Values) -> dict:
        """Results of a dry run: what an export would give."""
        if self._run.rasters.services is not None:
            # A sample would ask the service for it.
            return self._run.foretell(wanted, values)
        request = self._run.plan(wanted)
        run = self._run
        with naming_unreadable(run.rasters, run.source, request.plan.places, values):
            run.check(request, values)
            sample = sample_dataset(request)
        count = len(request.plan.tiles)
        values.info(
            counted(
                count,
                "Dry run: {count} tile, about {size} of images. Nothing was written.",
                "Dry run: {count} tiles, about {size} of images. Nothing was written.",
                size=size_text(sample.image_bytes),
            )
        )
        warn_of_missing_classes(request.plan, values)
        results = {"TILE_COUNT": count, "ESTIMATED_BYTES": sample.image_bytes}
        if request.objects is not None:
            results[OBJECT_COUNT] = count_objects(request, values.feedback.isCanceled)
            values.info(Message("Objects on the tiles: {count}.", count=results[OBJECT_COUNT]))
        picture = values.output_file(SAMPLE)
        if picture:
            write_files({Path(picture): sample.picture()})
            results[SAMPLE] = picture
            results[SAMPLE_TILE] = str(request.plan.tiles[TILE_ID.name][sample.number])
        return results
