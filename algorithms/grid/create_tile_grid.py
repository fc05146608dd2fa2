"""Create Tile Grid."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import ExitStack
from functools import partial
from itertools import chain

from qgis.core import (
    QgsCoordinateReferenceSystem,
    QgsProcessingParameterBoolean,
    QgsProcessingParameterRasterLayer,
    QgsWkbTypes,
)

from ...core.errors import GridError
from ...core.grid.over_area import clip_tiles, grid_id
from ...core.grid.select import AREA
from ...core.grid.settings import GridSettings
from ...core.message import Parameter
from ...core.raster.info import RasterInfo
from ...core.scenes.tiles import scene_fields
from ...core.tiles.steps import run_steps
from ...core.tiles.table import GRID_FIELDS, REASON, Field, TileTable
from ..base.describe_parameters import describe_parameters
from ..base.parameters import ALL_BANDS
from ..base.values import Values
from ..base.words import tr
from ..outputs.tile_layer_algorithm import TileLayerAlgorithm
from ..outputs.tiles import TileSink, layer_fields
from ..rasters.source import RasterInput, log_bands
from ..rasters.warn_of_pixels import warn_of_fill
from ..scenes.scene_parameters import add_scene_parameters, has_scenes
from ..scenes.taken import TakenRasters
from .anchor_parameter import ANCHOR, add_anchor_parameter
from .area_grid_parameters import (
    add_area_grid_parameters,
    read_area_grid_request,
    refuse_idle_area_grid,
)
from .area_meter import AreaMeter
from .centre_parameters import (
    CENTRES,
    add_centre_parameters,
    lay_around_features,
    refuse_idle_centres,
)
from .grid_parameters import (
    TiledRaster,
    add_bands_parameter,
    add_grid_parameters,
)
from .name_outputs import GRID_ID, GRID_ID_HELP, add_grid_id_output, name_outputs
from .over_scenes import lay_over_scenes
from .rotation_parameters import (
    ROTATION,
    add_rotation_parameter,
    lay_rotated,
    refuse_idle_rotation,
    rotation_of,
)

AREA_KM2 = "AREA_KM2"
# Kept and rejected tiles.
Tables = tuple[TileTable, TileTable]


class CreateTileGridAlgorithm(TileLayerAlgorithm):
    """A grid of whole-pixel tiles over a raster, or of whole tiles over an area."""

    ID = "createtilegrid"
    NAME = "Create tile grid"
    GROUP_ID = "grid"
    GROUP = "Grid"
    TAGS = ("tiles", "chips", "patches", "grid", "fishnet", "deep learning")
    HELP = (
        "Lays a grid of tiles over a raster, whole pixels from its upper left corner or from "
        "another place. "
        "Tiles can be limited to an area of interest and to places with enough valid pixels; "
        "those left out go to the layer of rejected tiles with the reason. "
        "Without a raster, the grid covers the area of interest with whole tiles in its UTM zone; "
        "each has its true area, area_km2, and a tile_id that tells its place: the same place and "
        "size have the same tile_id over other areas, so that what was downloaded for two areas "
        "can be put together. " + GRID_ID_HELP
    )

    INPUT = "INPUT"

    def initAlgorithm(self, config=None) -> None:
        self.add(
            QgsProcessingParameterRasterLayer(self.INPUT, tr("Raster"), optional=True),
            "The image to cut into tiles. Any size, coordinate system and pixel shape. Without "
            "one, name an area of interest and a tile size in metres.",
        )
        add_scene_parameters(self)
        add_grid_parameters(self)
        add_area_grid_parameters(self)
        add_centre_parameters(self)
        add_rotation_parameter(self)
        add_anchor_parameter(self)
        add_bands_parameter(
            self,
            "Bands whose pixels count as valid or not, for example 3,2,1." + ALL_BANDS,
            advanced=True,
        )
        # Models that were saved without it are only valid while it is optional.
        self.add(
            QgsProcessingParameterBoolean(AREA_KM2, tr("Add true areas"), False, optional=True),
            "Whether tiles over a raster get a field area_km2, their area on the ellipsoid. Those "
            "without a raster have it in any case.",
            advanced=True,
        )
        self.add_outputs("Tile grid", "Rejected tiles")
        add_grid_id_output(self)

    def take_inputs(self, values: Values) -> None:
        refuse_idle_centres(values)
        self._rasters = None
        is_over_raster = values.is_given(self.INPUT) or has_scenes(values)
        refuse_idle_rotation(values, is_over_raster)
        _refuse_idle_anchor(values, is_over_raster)
        if is_over_raster:
            self._rasters = TakenRasters(values, self.INPUT)
            refuse_idle_area_grid(values, self._rasters.services is not None)
            self._described = describe_parameters(values)

    def compute(self, values: Values) -> dict:
        if self._rasters is None:
            return self._cover_area(values)
        rasters, scenes = self._rasters, self._rasters.scenes
        with ExitStack() as opened:
            laid = lay_over_scenes(
                [(raster, self._lay(values, raster)) for raster in rasters.rasters],
                rasters,
                values,
                opened,
            )
            log_bands([over.request.source.info for over in laid], values)
            facts = laid[0].facts
            if scenes:
                facts = {
                    f"{name} {k}": fact
                    for k, over in enumerate(laid)
                    for name, fact in over.facts.items()
                }
            digits = grid_id(**self._described, **facts)
            like = (QgsWkbTypes.Type.Polygon, rasters.crs)
            made = chain.from_iterable(over.batches for over in laid)
            total = sum(len(over.request.grid) for over in laid)
            fields = scene_fields(GRID_FIELDS) if scenes else GRID_FIELDS
            if values.flag(AREA_KM2):
                made, fields = _measured(values, made, fields, rasters.crs)
            results = self._write(values, made, total, like, digits, fields)
            for over in laid:
                warn_of_fill([over.request.watch], over.name, values)
            return results

    def _lay(
        self, values: Values, raster: RasterInput
    ) -> Callable[[GridSettings, RasterInfo], TiledRaster] | None:
        """How tiles are laid over the raster; None for a grid of its pixels."""
        if values.is_given(CENTRES):
            return partial(lay_around_features, values, raster)
        if rotation_of(values):
            return partial(lay_rotated, values)
        return None

    def _cover_area(self, values: Values) -> dict:
        request = read_area_grid_request(values)
        area = request.area
        nothing = TileTable([*GRID_FIELDS, REASON], {}, [])

        def batches() -> Iterator[tuple[TileTable, TileTable]]:
            for tiles, done in request.grid.batches(area.shape, crs=area.crs.authid()):
                values.check_cancelled()
                values.feedback.setProgress(100 * done / len(request.grid))
                yield tiles, nothing

        made = run_steps(batches(), request.steps)
        kind = QgsWkbTypes.Type.Polygon
        if request.is_clipped:
            kind = QgsWkbTypes.Type.MultiPolygon
            made = (
                (clip_tiles(kept, area.shape, area.crs.authid()), rejected)
                for kept, rejected in made
            )
        like = (kind, area.crs)
        made, fields = _measured(values, made, GRID_FIELDS, area.crs)
        return self._write(values, made, None, like, request.grid_id, fields)

    def _write(
        self,
        values: Values,
        batches: Iterable[tuple[TileTable, TileTable]],
        total: int | None,
        like: tuple[QgsWkbTypes.Type, QgsCoordinateReferenceSystem],
        digits: str,
        fields: Sequence[Field],
    ) -> dict:
        """Write batches of kept and rejected tiles; ``total`` is what their sum will be."""
        named = name_outputs(values, (self.OUTPUT, self.REJECTED), digits)
        sinks = tuple(
            TileSink(named, name, layer_fields(fields), like)
            for name, fields in ((self.OUTPUT, fields), (self.REJECTED, [*fields, REASON]))
        )
        counts = [0, 0]
        for tables in batches:
            values.check_cancelled()
            for k, (sink, table) in enumerate(zip(sinks, tables)):
                sink.write_table(table)
                counts[k] += len(table)
            if total:
                values.feedback.setProgress(100 * sum(counts) / total)
        return {**self.finish(values, sinks, *counts), GRID_ID: digits}


def _refuse_idle_anchor(values: Values, is_over_raster: bool) -> None:
    """A place that tiles do not heed would be missed by who gave it.

    Raises:
        GridError: tiles that lie elsewhere in any case.
    """
    if not values.is_given(ANCHOR):
        return
    if not is_over_raster:
        raise GridError(
            "{ANCHOR} needs a raster; name one with {INPUT}. Without one, tile edges lie at "
            "multiples of the tile size."
        )
    if values.is_given(CENTRES) or rotation_of(values):
        raise GridError(
            "{ANCHOR} is for upright grids; leave out {ANCHOR} or {other}.",
            other=Parameter(CENTRES if values.is_given(CENTRES) else ROTATION),
        )


def _measured(
    values: Values,
    batches: Iterable[Tables],
    fields: Sequence[Field],
    crs: QgsCoordinateReferenceSystem,
) -> tuple[Iterator[Tables], Sequence[Field]]:
    """The same tiles with their true areas, and all their fields."""
    meter = AreaMeter(crs, values.context)
    return ((meter.extend(kept), meter.extend(dropped)) for kept, dropped in batches), (
        *fields,
        AREA,
    )
