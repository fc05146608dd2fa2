"""Export Tiles."""

from __future__ import annotations

from contextlib import closing

from qgis.core import (
    QgsCoordinateReferenceSystem,
    QgsProcessing,
    QgsProcessingOutputNumber,
    QgsProcessingParameterBoolean,
    QgsProcessingParameterFeatureSource,
    QgsProcessingParameterField,
)

from ...core.export.request import image_profile
from ...core.tiles.table import TileTable, merge_tables
from ...core.tiles.words import class_name
from ..append.append_parameters import TILES_HELP, add_append_parameter, read_append
from ..append.append_run import append_tiles
from ..append.tiles_to_add import choose_tiles_to_add
from ..base.algorithm import TilewrightAlgorithm
from ..base.parameters import check_field, double_parameter
from ..base.values import Values
from ..base.words import tr
from ..inputs.class_colors import read_tile_colors
from ..inputs.rejected import read_rejected
from ..inputs.tiles import read_table
from ..inputs.warn_of_class_names import warn_of_class_names
from ..objects.target_fields import (
    LABELS_FIELD,
    VALUE_FIELD,
    add_target_fields,
    check_target_fields,
    read_target_fields,
)
from ..scenes.scene_parameters import add_raster_parameters
from .export_parameters import (
    OUTPUT,
    add_export_outputs,
    add_export_parameters,
    add_rejected_parameter,
)
from .export_run import ExportRun, TilesToExport
from .log_skipped import refuse_without_tiles
from .update_parameters import add_update_parameters, check_update, read_update

DRY_RUN = "DRY_RUN"


class ExportTilesAlgorithm(TilewrightAlgorithm):
    """Writes tiles as image files with a manifest."""

    ID = "exporttiles"
    NAME = "Export tiles"
    GROUP_ID = "export"
    GROUP = "Export"
    TAGS = ("export", "tiles", "chips", "jpeg", "dataset", "deep learning", "imagefolder")
    HELP = (
        "Cuts a raster into the tiles of a layer and writes a dataset: images in one folder per "
        "class, tiles.csv, tiles.gpkg, dataset.json and a README. Scaling is fitted once for all "
        "tiles. Tiles without a class are skipped and listed."
    )

    def initAlgorithm(self, config=None) -> None:
        add_raster_parameters(self, "The image to cut.")
        self.add(
            QgsProcessingParameterFeatureSource(
                "TILES", tr("Tiles"), [QgsProcessing.SourceType.TypeVectorPolygon]
            ),
            "The tile layer. Its outlines decide what is cut.",
        )
        self.add(
            QgsProcessingParameterField(
                "LABEL_FIELD",
                tr("Field with the class"),
                parentLayerParameterName="TILES",
                optional=True,
            ),
            "The field of the tile layer that names the class, often label. Empty: all images go "
            "to one folder.",
        )
        self.add(
            QgsProcessingParameterField(
                "SPLIT_FIELD",
                tr("Field with the split"),
                parentLayerParameterName="TILES",
                optional=True,
            ),
            "The field of the tile layer that says train, val or test. Empty: no split.",
        )
        add_target_fields(self)
        self.add(
            QgsProcessingParameterBoolean(
                DRY_RUN, tr("Dry run: count, write nothing"), False, optional=True
            ),
            "Only counts tiles, and the requests to a service.",
            advanced=True,
        )
        add_export_parameters(self)
        self.add(
            double_parameter("NODATA", "Extra nodata value", decimals=6),
            "A value to treat as nodata besides the raster's own, for rasters that forgot to tag "
            "theirs; often 0.",
        )
        add_rejected_parameter(self)
        add_update_parameters(self)
        add_append_parameter(self, "Add tiles to an earlier dataset", TILES_HELP)
        add_export_outputs(self)
        self.addOutput(QgsProcessingOutputNumber("SKIPPED_COUNT", tr("Tiles skipped")))

    def take_inputs(self, values: Values) -> None:
        check_update(values)
        check_target_fields(values)
        earlier = self._earlier = read_append(values, values.text(OUTPUT), keeps_scenes=True)
        self._run = ExportRun(values, earlier=earlier)
        if earlier is not None:
            run = self._run
            profile = image_profile(run.source, run.options, run.nodata)
            parameters = {**run.options.describe(), **run.parameters}
            earlier.check(profile, parameters, values.is_given("SPLIT_FIELD"))
            earlier.check_labels(
                {
                    "classes": values.is_given("LABEL_FIELD"),
                    "values": values.is_given(VALUE_FIELD),
                    "labels": values.is_given(LABELS_FIELD),
                }
            )
        self._rejected_layers = [layer.clone() for layer in values.layers("REJECTED_TILES")]

    def compute(self, values: Values) -> dict:
        with closing(self._run):
            return self._export_selected(values)

    def _export_selected(self, values: Values) -> dict:
        source = values.source("TILES")
        if not values.flag(DRY_RUN):
            self._run.start_early(source.featureCount())
        fields = {}
        for name in ("LABEL_FIELD", "SPLIT_FIELD"):
            field = values.optional_text(name)
            fields[name] = check_field(source, name, field) if field else None
        read: TileTable = read_table(source, values.feedback.isCanceled)
        tiles = self._run.rasters.without_left_out(read)
        if fields["LABEL_FIELD"]:
            names = {class_name(value) for value in tiles[fields["LABEL_FIELD"]].tolist()}
            warn_of_class_names(values, names - {None}, source)
            self.read_label_colors = lambda: read_tile_colors(source, fields["LABEL_FIELD"])
        crs = source.sourceCrs()
        rejected = read_rejected(values, self._rejected_layers, crs)
        self._run.update = read_update(values, self._run.output)
        if self._earlier is not None:
            tiles = choose_tiles_to_add(
                tiles,
                crs,
                self._run.rasters,
                self._earlier,
                fields["SPLIT_FIELD"],
                values,
            )
        tiles, rejected, unpaired = self._pair(tiles, crs, rejected, values)
        labels = self._run.read_labels(values)
        wanted = TilesToExport(
            tiles,
            crs,
            fields["LABEL_FIELD"],
            fields["SPLIT_FIELD"],
            rejected,
            labels,
            read_target_fields(values, source),
        )
        if values.flag(DRY_RUN):
            return self._run.foretell(wanted, values)
        results = self._export(wanted, values)
        results["SKIPPED_COUNT"] += unpaired
        self._run.warn_of_fill(values)
        return results

    def _export(self, wanted: TilesToExport, values: Values) -> dict:
        if self._earlier is None:
            return self._run.run(values, wanted)
        done = append_tiles(
            values, self._earlier, lambda part, folder: self._run.run(part, wanted, folder)
        )
        self._run.validate(values)
        return done

    def _pair(
        self,
        tiles: TileTable,
        crs: QgsCoordinateReferenceSystem,
        rejected: TileTable | None,
        values: Values,
    ) -> tuple[TileTable, TileTable | None, int]:
        """Paired tiles, the rejected ones with those that are not, and how many these are."""
        if self._run.pairs is None:
            return tiles, rejected, 0
        kept, dropped = self._run.pairs.divide(tiles, crs, values)
        if not len(dropped):
            return kept, rejected, 0
        refuse_without_tiles(kept, dropped, values)
        earlier = [] if rejected is None else [rejected]
        return kept, merge_tables([*earlier, dropped]), len(dropped)
