"""Create Tile Grid."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from contextlib import closing
from functools import partial

from qgis.core import QgsCoordinateReferenceSystem, QgsProcessingParameterRasterLayer, QgsWkbTypes

from ...core.grid.over_area import clip_tiles, grid_id
from ...core.grid.over_raster import grid_batches
from ...core.grid.settings import GridSettings
from ...core.raster.info import RasterInfo
from ...core.tiles.steps import run_steps
from ...core.tiles.table import GRID_FIELDS, REASON, TileTable
from ..base.describe_parameters import describe_parameters
from ..base.parameters import ALL_BANDS
from ..base.values import Values
from ..base.words import tr
from ..outputs.tile_layer_algorithm import TileLayerAlgorithm
from ..outputs.tiles import TileSink, layer_fields
from ..rasters.source import log_bands, read_raster_input
from ..rasters.warn_of_pixels import warn_of_fill
from .area_grid_parameters import (
    add_area_grid_parameters,
    read_area_grid_request,
    refuse_idle_area_grid,
)
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
    read_grid_request,
)
from .name_outputs import GRID_ID, GRID_ID_HELP, add_grid_id_output, name_outputs
from .rotation_parameters import (
    add_rotation_parameter,
    lay_rotated,
    refuse_idle_rotation,
    rotation_of,
)


class CreateTileGridAlgorithm(TileLayerAlgorithm):
    """A grid of whole-pixel tiles over a raster, or of whole tiles over an area."""

    ID = "createtilegrid"
    NAME = "Create tile grid"
    GROUP_ID = "grid"
    GROUP = "Grid"
    TAGS = ("tiles", "chips", "patches", "grid", "fishnet", "deep learning")
    HELP = (
        "Lays a grid of tiles over a raster, whole pixels from its upper left corner. "
        "Tiles can be limited to an area of interest and to places with enough valid pixels; "
        "those left out go to the layer of rejected tiles with the reason. "
        "Without a raster, the grid covers the area of interest with whole tiles in its UTM zone. "
        + GRID_ID_HELP
    )

    INPUT = "INPUT"

    def initAlgorithm(self, config=None) -> None:
        self.add(
            QgsProcessingParameterRasterLayer(self.INPUT, tr("Raster"), optional=True),
            "The image to cut into tiles. Any size, coordinate system and pixel shape. Without "
            "one, name an area of interest and a tile size in metres.",
        )
        add_grid_parameters(self)
        add_area_grid_parameters(self)
        add_centre_parameters(self)
        add_rotation_parameter(self)
        add_bands_parameter(
            self,
            "Bands whose pixels count as valid or not, for example 3,2,1." + ALL_BANDS,
            advanced=True,
        )
        self.add_outputs("Tile grid", "Rejected tiles")
        add_grid_id_output(self)

    def take_inputs(self, values: Values) -> None:
        self._raster = None
        refuse_idle_centres(values)
        refuse_idle_rotation(values, values.is_given(self.INPUT))
        if values.is_given(self.INPUT):
            refuse_idle_area_grid(values)
            self._raster = read_raster_input(values, self.INPUT)
            self._described = describe_parameters(values)

    def compute(self, values: Values) -> dict:
        if self._raster is None:
            return self._cover_area(values)
        lay = self._lay(values)
        request = read_grid_request(values, self._raster, lay)
        info = request.source.info
        log_bands([info], values)
        # An area in a memory layer is told by its outline, not by its name.
        area = next((step.area for step in request.steps if step.area is not None), None)
        facts = {"area": area, "place": info.transform, "crs": info.crs_wkt, "size": info.shape}
        if values.is_given(CENTRES):
            facts["centred"] = [request.grid.ids, request.grid.windows.tolist()]
        digits = grid_id(**self._described, **facts)
        if lay is None:
            batches = grid_batches(request.grid, info, request.edge)
        else:
            batches = request.grid.batches(info, request.edge)
        like = (QgsWkbTypes.Type.Polygon, self._raster.crs)
        with closing(request.source):
            made = run_steps(batches, request.steps)
            results = self._write(values, made, len(request.grid), like, digits)
            warn_of_fill([request.watch], self._raster.name, values)
            return results

    def _lay(self, values: Values) -> Callable[[GridSettings, RasterInfo], TiledRaster] | None:
        """How tiles are laid over the raster; None for a grid of its pixels."""
        if values.is_given(CENTRES):
            return partial(lay_around_features, values, self._raster)
        if rotation_of(values):
            return partial(lay_rotated, values)
        return None

    def _cover_area(self, values: Values) -> dict:
        request = read_area_grid_request(values)
        area = request.area
        nothing = TileTable([*GRID_FIELDS, REASON], {}, [])

        def batches() -> Iterator[tuple[TileTable, TileTable]]:
            for tiles, done in request.grid.batches(area.shape):
                values.check_cancelled()
                values.feedback.setProgress(100 * done / len(request.grid))
                yield tiles, nothing

        made = run_steps(batches(), request.steps)
        kind = QgsWkbTypes.Type.Polygon
        if request.is_clipped:
            kind = QgsWkbTypes.Type.MultiPolygon
            made = ((clip_tiles(kept, area.shape), rejected) for kept, rejected in made)
        like = (kind, area.crs)
        return self._write(values, made, None, like, request.grid_id)

    def _write(
        self,
        values: Values,
        batches: Iterable[tuple[TileTable, TileTable]],
        total: int | None,
        like: tuple[QgsWkbTypes.Type, QgsCoordinateReferenceSystem],
        digits: str,
    ) -> dict:
        """Write batches of kept and rejected tiles; ``total`` is what their sum will be."""
        named = name_outputs(values, (self.OUTPUT, self.REJECTED), digits)
        sinks = tuple(
            TileSink(named, name, layer_fields(fields), like)
            for name, fields in (
                (self.OUTPUT, GRID_FIELDS),
                (self.REJECTED, [*GRID_FIELDS, REASON]),
            )
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
