"""From parameters to an export whose pixels Earth Engine computes."""

from __future__ import annotations

from ...core.earthengine.bands import BandFacts, ask_bands
from ...core.earthengine.client import EarthEngine, connect
from ...core.earthengine.grids import TileGrids, TileSize, plan_grids
from ...core.earthengine.plain_asset import PlainAssetSource
from ...core.earthengine.query import NEAREST, Bounds, EarthImage
from ...core.earthengine.record import describe_source, list_images
from ...core.earthengine.source import EarthEngineSource
from ...core.errors import MissingLibraryError, ParameterError
from ...core.geometry.outlines import TileGeometries
from ...core.message import counted
from ...core.raster.source import RasterSource
from ...core.scaling.scaling import FITTED
from ...core.services.answers import AnswerStore
from ..base.describe_parameters import describe_parameters
from ..base.values import Values
from ..export.label_inputs import ExportInputs
from ..services.limit_tiles import TileLimit
from .earth_engine_labels import EarthEngineLabels
from .earth_engine_rasters import EarthEngineRasters, EarthEngineRun
from .source_parameters import ImageChoice, read_image_choice, read_mask_choice
from .tile_parameters import CRS, LONLAT, read_connection, read_options, read_size


class RunMaker:
    """Takes what is asked for in the main thread, and asks Earth Engine for it in any.

    Args:
        values: of the algorithm.

    Raises:
        ParameterError: see read_size, read_image_choice, read_mask_choice and read_options.
    """

    def __init__(self, values: Values) -> None:
        self._connection = read_connection(values)
        self._size = read_size(values)
        self._choice = read_image_choice(values)
        self._mask_choice = read_mask_choice(values)
        self._options = read_options(values)
        self._labels = EarthEngineLabels(values, self._options, self._mask_choice is not None)
        self._parameters = describe_parameters(values)
        self._client: EarthEngine | None = None
        self._store: AnswerStore | None = None
        # Bytes of a value of each band, of all that is asked for.
        self._sizes: list[list[int]] = [[1]]

    def make(self, outlines: TileGeometries, values: Values) -> EarthEngineRun:
        """The export of tiles, whose outlines are in degrees."""
        self._client = self._connect(values)
        if self._client is None:
            return self._make_plain(outlines, values)
        return self._make(self._client, outlines, values)

    def tell_of_quota(self, values: Values) -> None:
        """Warn where Earth Engine has said that it answers less."""
        if self._client is not None and self._client.is_restricted:
            values.warn(
                "The free quota of the Cloud project {project} is used up, so that Earth Engine "
                "answers fewer requests at once.",
                project=self._client.project,
            )

    def _connect(self, values: Values) -> EarthEngine | None:
        """The client; None where it is missing, and GDAL can do without."""
        try:
            return connect(self._connection, values.feedback.isCanceled)
        except MissingLibraryError:
            if not self._choice.is_plain_asset or self._mask_choice is not None:
                raise
            return None

    def _make_plain(self, outlines: TileGeometries, values: Values) -> EarthEngineRun:
        """The export of an asset as it is, by GDAL."""
        source = PlainAssetSource(
            self._choice.asset,
            self._connection,
            self._choice.query.bands,
            values.choice("RESAMPLING"),
            values.feedback.isCanceled,
        )
        values.info(
            "The Python package earthengine-api is missing; GDAL reads {asset}.",
            asset=self._choice.asset,
        )
        facts = BandFacts(source.info.descriptions, (source.info.dtype,), source.metres)
        image = EarthImage(self._choice.name)
        size = _size_or_own(self._size, image, facts)
        grids = plan_grids(outlines, size, values.choice(CRS) == LONLAT)
        source.set_zones(grids.zones)
        return self._export(values, source, grids, image.name, {"assets": [image.name]})

    def _export(
        self,
        values: Values,
        source: RasterSource,
        grids: TileGrids,
        name: str,
        described: dict,
    ) -> EarthEngineRun:
        inputs = ExportInputs(
            EarthEngineRasters(source, grids, name, values),
            self._options,
            self._labels,
            self._parameters,
            {"earthengine": described},
            limit=TileLimit(values),
        )
        return EarthEngineRun(values, inputs, grids, self._sizes, self._store)

    def _make(
        self, client: EarthEngine, outlines: TileGeometries, values: Values
    ) -> EarthEngineRun:
        """The export of what Earth Engine's client is asked for."""
        if not client.is_own:
            values.info(
                "Earth Engine is connected already, as the project {project}; that is used.",
                project=client.project,
            )
        bounds = _bounds_of(outlines)
        image = self._choice.make(client)
        resampling = values.choice("RESAMPLING")
        if image.classes and resampling != NEAREST:
            raise ParameterError(
                "{name} holds class codes, which {resampling} would mix; choose "
                "{RESAMPLING=NEAREST}.",
                name=image.name,
                resampling=resampling,
            )
        facts = ask_bands(client, image, bounds)
        size = _size_or_own(self._size, image, facts)
        grids = plan_grids(outlines, size, values.choice(CRS) == LONLAT)
        source = _open(client, image, facts, grids, resampling)
        if self._options.scaling in FITTED:
            self._store = AnswerStore()
            source.keep_answers(self._store, grids)
        self._sizes = [facts.item_bytes]
        if self._mask_choice is not None:
            self._open_mask(client, self._mask_choice, grids, bounds)
        _tell(image, facts, grids, values)
        images = list_images(client, image, bounds)
        described = describe_source(client, image, source, self._choice.query, images, size.metres)
        return self._export(values, source, grids, image.name, described)

    def _open_mask(
        self, client: EarthEngine, choice: ImageChoice, grids: TileGrids, bounds: Bounds
    ) -> None:
        image = choice.make(client)
        facts = ask_bands(client, image, bounds)
        # The first is that of the classes.
        facts = BandFacts(facts.names[:1], facts.dtypes[:1], facts.metres)
        source = _open(client, image, facts, grids, NEAREST, may_be_empty=True)
        self._labels.set_mask(image, source)
        self._sizes.append(facts.item_bytes)


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


def _tell(image: EarthImage, facts: BandFacts, grids: TileGrids, values: Values) -> None:
    target = grids.targets[0]
    values.info(
        counted(
            len(facts.names),
            "{name}: {count} band of the type {dtype}; {width} x {height} pixels a tile, in {crs}.",
            "{name}: {count} bands of the type {dtype}; {width} x {height} pixels a tile, in "
            "{crs}.",
            name=image.name,
            dtype=facts.dtype,
            width=target.width,
            height=target.height,
            crs=", ".join(grids.codes),
        )
    )
    if image.attribution:
        values.info("To be named with the images: {attribution}.", attribution=image.attribution)
