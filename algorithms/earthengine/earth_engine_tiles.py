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

from ...core.earthengine.client import EarthEngine, connect
from ...core.earthengine.grids import TileGrids, TileSize, plan_grids
from ...core.earthengine.plan import plan_requests
from ...core.earthengine.query import Bounds, EarthImage
from ...core.earthengine.record import describe_source, list_images
from ...core.earthengine.source import BandFacts, EarthEngineSource, ask_bands
from ...core.errors import ParameterError
from ...core.geometry.outlines import TileGeometries
from ...core.message import Message, counted
from ...core.tiles.choose import take_some
from ...core.tiles.reasons import NO_IMAGE
from ...core.tiles.table import TileTable
from ..base.algorithm import TilewrightAlgorithm
from ..base.describe_parameters import describe_parameters
from ..base.parameters import check_field
from ..base.values import Values
from ..base.words import tr
from ..export.export_parameters import OUTPUT, add_export_outputs, add_rejected_parameter
from ..export.label_inputs import ExportInputs, TilesToExport
from ..inputs.class_colors import read_tile_colors
from ..inputs.layer_transform import LayerTransform
from ..inputs.rejected import read_rejected
from ..inputs.tiles import read_table
from ..outputs.report import size_text
from .earth_engine_labels import EarthEngineLabels
from .earth_engine_rasters import EarthEngineRasters, EarthEngineRun
from .source_parameters import (
    ImageChoice,
    add_source_parameters,
    read_image_choice,
    read_mask_choice,
)
from .tile_parameters import (
    CRS,
    DRY_RUN,
    LONLAT,
    add_image_parameters,
    add_sign_in_parameters,
    add_tile_parameters,
    read_connection,
    read_options,
    read_size,
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
        self._connection = read_connection(values)
        self._size = read_size(values)
        self._choice = read_image_choice(values)
        self._mask_choice = read_mask_choice(values)
        options = read_options(values)
        labels = EarthEngineLabels(values, options, self._mask_choice is not None)
        self._labels, self._options = labels, options
        self._parameters = describe_parameters(values)
        self._rejected_layers = [layer.clone() for layer in values.layers("REJECTED_TILES")]

    def compute(self, values: Values) -> dict:
        layer = values.source("TILES")
        fields = {
            name: check_field(layer, name, values.text(name)) if values.is_given(name) else None
            for name in ("LABEL_FIELD", "SPLIT_FIELD")
        }
        if fields["LABEL_FIELD"]:
            self.read_label_colors = lambda: read_tile_colors(layer, fields["LABEL_FIELD"])
        tiles = take_some(
            read_table(layer, values.feedback.isCanceled),
            values.optional_integer("MAX_TILES"),
            values.flag("SHUFFLE"),
            values.integer("SEED"),
        )
        outlines = _in_degrees(tiles, layer.sourceCrs(), values)
        client = connect(self._connection, values.feedback.isCanceled)
        run, requests = self._prepare(client, outlines, values)
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
                return _foretell(run, wanted, requests, values)
            results = run.run(values, wanted)
        if client.is_restricted:
            values.warn(
                "The free quota of the Cloud project {project} is used up, so that Earth Engine "
                "answers fewer requests at once.",
                project=client.project,
            )
        empty = sum(reason.kind is NO_IMAGE for reason in run.balance.left_out.values())
        return {**results, "EMPTY_COUNT": empty, "REQUEST_COUNT": requests}

    def _prepare(
        self, client: EarthEngine, outlines: TileGeometries, values: Values
    ) -> tuple[EarthEngineRun, int]:
        """The export, and how many requests it takes."""
        if not client.is_own:
            values.info(
                "Earth Engine is connected already, as the project {project}; that is used.",
                project=client.project,
            )
        bounds = _bounds_of(outlines)
        image = self._choice.make(client)
        facts = ask_bands(client, image, bounds)
        size = _size_or_own(self._size, image, facts)
        grids = plan_grids(outlines, size, values.choice(CRS) == LONLAT)
        source = _open(client, image, facts, grids, values.choice("RESAMPLING"))
        requests = _count_requests(grids, facts)
        if self._mask_choice is not None:
            requests += self._open_mask(client, self._mask_choice, grids, bounds)
        _tell(image, facts, grids, requests, values)
        images = list_images(client, image, bounds)
        described = describe_source(client, image, source, self._choice.query, images, size.metres)
        inputs = ExportInputs(
            EarthEngineRasters(source, grids, image.name, values),
            self._options,
            self._labels,
            self._parameters,
            {"earthengine": described},
        )
        return EarthEngineRun(values, inputs, grids), requests

    def _open_mask(
        self, client: EarthEngine, choice: ImageChoice, grids: TileGrids, bounds: Bounds
    ) -> int:
        image = choice.make(client)
        facts = ask_bands(client, image, bounds)
        # The first is that of the classes.
        facts = BandFacts(facts.names[:1], facts.dtypes[:1], facts.metres)
        source = _open(client, image, facts, grids, "NEAREST", may_be_empty=True)
        self._labels.set_mask(image, source)
        return _count_requests(grids, facts)


def _open(
    client: EarthEngine,
    image: EarthImage,
    facts: BandFacts,
    grids: TileGrids,
    resampling: str,
    may_be_empty: bool = False,
) -> EarthEngineSource:
    return EarthEngineSource(
        client, image, facts, grids.zones, grids.codes, resampling, may_be_empty
    )


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


def _bounds_of(outlines: TileGeometries) -> Bounds:
    west, south = outlines.bounds[:, :2].min(axis=0).tolist()
    east, north = outlines.bounds[:, 2:].max(axis=0).tolist()
    return west, south, east, north


def _size_or_own(size: TileSize, image: EarthImage, facts: BandFacts) -> TileSize:
    if size.pixels is not None or size.metres is not None:
        return size
    metres = image.metres or facts.metres
    if metres is None:
        raise ParameterError(
            "Nothing tells how large the pixels of {name} are; give {METERS_PER_PIXEL} or "
            "{PIXELS}.",
            name=image.name,
        )
    return TileSize(metres=metres)


def _count_requests(grids: TileGrids, facts: BandFacts) -> int:
    return sum(
        len(plan_requests(target.width, target.height, facts.item_bytes))
        for target in grids.targets
    )


def _tell(
    image: EarthImage, facts: BandFacts, grids: TileGrids, requests: int, values: Values
) -> None:
    target = grids.targets[0]
    values.info(
        counted(
            len(facts.names),
            "{name}: {count} band of the type {dtype}; {width} x {height} pixels a tile, in {crs}; "
            "{requests} requests.",
            "{name}: {count} bands of the type {dtype}; {width} x {height} pixels a tile, in "
            "{crs}; {requests} requests.",
            name=image.name,
            dtype=facts.dtype,
            width=target.width,
            height=target.height,
            crs=", ".join(grids.codes),
            requests=requests,
        )
    )
    if image.attribution:
        values.info("To be named with the images: {attribution}.", attribution=image.attribution)


def _foretell(run: EarthEngineRun, wanted: TilesToExport, requests: int, values: Values) -> dict:
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
            requests=requests,
            size=size_text(size),
        )
    )
    return {"TILE_COUNT": count, "REQUEST_COUNT": requests, "ESTIMATED_BYTES": size}
