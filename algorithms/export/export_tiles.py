"""Export Tiles."""

from __future__ import annotations

from contextlib import closing

from qgis.core import (
    QgsProcessing,
    QgsProcessingOutputNumber,
    QgsProcessingParameterBoolean,
    QgsProcessingParameterFeatureSource,
    QgsProcessingParameterField,
)

from ...core.tiles.table import TileTable
from ...core.tiles.words import class_name
from ..base.algorithm import TilewrightAlgorithm
from ..base.parameters import check_field, double_parameter
from ..base.values import Values
from ..base.words import tr
from ..inputs.class_colors import read_tile_colors
from ..inputs.rejected import read_rejected
from ..inputs.tiles import read_table
from ..inputs.warn_of_class_names import warn_of_class_names
from ..objects.target_fields import add_target_fields, check_target_fields, read_target_fields
from ..scenes.scene_parameters import add_raster_parameters
from .export_parameters import (
    add_export_outputs,
    add_export_parameters,
    add_rejected_parameter,
)
from .export_run import ExportRun, TilesToExport
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
        add_export_outputs(self)
        self.addOutput(QgsProcessingOutputNumber("SKIPPED_COUNT", tr("Tiles skipped")))

    def take_inputs(self, values: Values) -> None:
        check_update(values)
        check_target_fields(values)
        self._run = ExportRun(values)
        self._rejected_layers = [layer.clone() for layer in values.layers("REJECTED_TILES")]

    def compute(self, values: Values) -> dict:
        source = values.source("TILES")
        fields = {}
        for name in ("LABEL_FIELD", "SPLIT_FIELD"):
            field = values.optional_text(name)
            fields[name] = check_field(source, name, field) if field else None
        tiles: TileTable = read_table(source, values.feedback.isCanceled)
        if fields["LABEL_FIELD"]:
            names = {class_name(value) for value in tiles[fields["LABEL_FIELD"]].tolist()}
            warn_of_class_names(values, names - {None}, source)
            self.read_label_colors = lambda: read_tile_colors(source, fields["LABEL_FIELD"])
        crs = source.sourceCrs()
        rejected = read_rejected(values, self._rejected_layers, crs)
        with closing(self._run):
            self._run.update = read_update(values, self._run.output)
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
            results = self._run.run(values, wanted)
            self._run.warn_of_fill(values)
            return results
