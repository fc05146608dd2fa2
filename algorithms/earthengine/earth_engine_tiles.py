"""Earth Engine Tiles."""

from __future__ import annotations

from contextlib import closing

from qgis.core import (
    QgsCoordinateReferenceSystem,
    QgsProcessing,
    QgsProcessingOutputNumber,
    QgsProcessingParameterFeatureSource,
    QgsProcessingParameterField,
)

from ...core.errors import ExportError, ParameterError
from ...core.geometry.outlines import TileGeometries
from ...core.message import Message, counted
from ...core.tiles.reasons import NO_IMAGE
from ...core.tiles.table import TileTable
from ..base.algorithm import TilewrightAlgorithm
from ..base.parameters import check_field
from ..base.values import Values
from ..base.words import tr
from ..export.export_parameters import OUTPUT, add_export_outputs, add_rejected_parameter
from ..export.label_inputs import TilesToExport
from ..inputs.class_colors import read_tile_colors
from ..inputs.layer_transform import LayerTransform
from ..inputs.rejected import read_rejected
from ..inputs.tiles import read_table
from ..outputs.report import size_text
from .earth_engine_rasters import EarthEngineRun
from .make_run import RunMaker
from .source_parameters import add_source_parameters
from .tile_parameters import (
    DRY_RUN,
    add_image_parameters,
    add_sign_in_parameters,
    add_tile_parameters,
)

_DEGREES = "EPSG:4326"


class EarthEngineTilesAlgorithm(TilewrightAlgorithm):
    """Writes tiles of an image that Earth Engine computes."""

    ID = "earthenginetiles"
    NAME = "Earth Engine tiles"
    GROUP_ID = "imagery"
    GROUP = "Imagery"
    TAGS = ("earth engine", "gee", "download", "tiles", "sentinel", "dataset", "deep learning")
    HELP = (
        "Asks Google Earth Engine for an image of each tile of a layer and writes a dataset, as "
        "Export Tiles does of a raster. Sources are known by name, or given as an asset, an "
        "expression, a layer of the Earth Engine plugin or Python code. Tiles that Earth Engine "
        "does not give are listed with the reason, and asked for again with RESUME. Needs the "
        "Python package earthengine-api, and a sign-in: this algorithm never asks for one, "
        "Raster > Tilewright > Sign In to Earth Engine does."
    )

    def initAlgorithm(self, config=None) -> None:
        self.add(
            QgsProcessingParameterFeatureSource(
                "TILES", tr("Tiles"), [QgsProcessing.SourceType.TypeVectorPolygon]
            ),
            "The tile layer, in any coordinate system. The boxes around its outlines are filled.",
        )
        add_source_parameters(self)
        add_tile_parameters(self)
        for name, label, text in (
            ("LABEL_FIELD", "Field with the class", "that names the class, often label"),
            ("SPLIT_FIELD", "Field with the split", "that says train, val or test"),
        ):
            self.add(
                QgsProcessingParameterField(
                    name, tr(label), parentLayerParameterName="TILES", optional=True
                ),
                f"The field of the tile layer {text}. Empty: there is none.",
            )
        add_image_parameters(self)
        add_rejected_parameter(self)
        add_sign_in_parameters(self)
        add_export_outputs(self)
        for name, label in (
            ("SKIPPED_COUNT", "Tiles skipped"),
            ("EMPTY_COUNT", "Tiles without an image"),
            ("REQUEST_COUNT", "Requests for pixels"),
            ("ESTIMATED_BYTES", "Bytes before compression"),
        ):
            self.addOutput(QgsProcessingOutputNumber(name, tr(label)))

    def take_inputs(self, values: Values) -> None:
        if not values.flag(DRY_RUN) and not values.text(OUTPUT):
            raise ParameterError("{OUTPUT} is empty; name a folder, or choose {DRY_RUN}.")
        self._maker = RunMaker(values)
        self._rejected_layers = [layer.clone() for layer in values.layers("REJECTED_TILES")]

    def compute(self, values: Values) -> dict:
        layer = values.source("TILES")
        fields = {
            name: check_field(layer, name, values.text(name)) if values.is_given(name) else None
            for name in ("LABEL_FIELD", "SPLIT_FIELD")
        }
        if fields["LABEL_FIELD"]:
            self.read_label_colors = lambda: read_tile_colors(layer, fields["LABEL_FIELD"])
        tiles = read_table(layer, values.feedback.isCanceled)
        if not len(tiles):
            raise ExportError("The tile layer has no tiles, so there is nothing to export.")
        outlines = _in_degrees(tiles, layer.sourceCrs(), values)
        run = self._maker.make(outlines, values)
        with closing(run):
            rejected = read_rejected(values, self._rejected_layers, layer.sourceCrs())
            found = run.read_labels(values)
            wanted = TilesToExport(
                tiles,
                layer.sourceCrs(),
                fields["LABEL_FIELD"],
                fields["SPLIT_FIELD"],
                rejected,
                found,
            )
            if values.flag(DRY_RUN):
                return _foretell(run, wanted, values)
            results = run.run(values, wanted)
        self._maker.tell_of_quota(values)
        empty = sum(reason.kind is NO_IMAGE for reason in run.balance.left_out.values())
        return {**results, "EMPTY_COUNT": empty, "REQUEST_COUNT": run.request_count}


def _in_degrees(
    tiles: TileTable, crs: QgsCoordinateReferenceSystem, values: Values
) -> TileGeometries:
    there = LayerTransform(
        crs,
        QgsCoordinateReferenceSystem(_DEGREES),
        values.context.transformContext(),
        Message("the tile layer"),
        Message("Earth Engine"),
    )
    return there.outlines(tiles, values.feedback.isCanceled)


def _foretell(run: EarthEngineRun, wanted: TilesToExport, values: Values) -> dict:
    """Results of a dry run: what an export would give."""
    request = run.plan(wanted)
    run.check(request, values)
    info, count = run.source.info, len(request.plan.tiles)
    pixels = sum(target.width * target.height for target in request.targets)
    size = pixels * len(info.bands) * info.itemsize
    values.info(
        counted(
            count,
            "Dry run: {count} tile in {requests} requests, {size} before compression. Nothing was "
            "written.",
            "Dry run: {count} tiles in {requests} requests, {size} before compression. Nothing "
            "was written.",
            requests=run.request_count,
            size=size_text(size),
        )
    )
    return {"TILE_COUNT": count, "REQUEST_COUNT": run.request_count, "ESTIMATED_BYTES": size}
