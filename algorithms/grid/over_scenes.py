"""Grids over one raster, or over each of several."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, closing
from dataclasses import dataclass

from ...core.errors import TilewrightError
from ...core.grid.over_raster import grid_batches
from ...core.grid.settings import GridSettings
from ...core.raster.info import RasterInfo
from ...core.scenes.tiles import name_tiles
from ...core.tiles.steps import run_steps
from ...core.tiles.table import TileTable
from ..base.values import Values
from ..rasters.source import RasterInput
from ..scenes.ground import each_near, refuse_all_away
from ..scenes.scene_input import SceneInput
from ..scenes.taken import TakenRasters
from .centre_parameters import CENTRES
from .grid_parameters import GridRequest, TiledRaster, read_grid_request

Lay = Callable[[GridSettings, RasterInfo], TiledRaster]
Batches = Iterator[tuple[TileTable, TileTable]]


@dataclass(frozen=True)
class GridOver:
    """A grid over a raster.

    Attributes:
        name: of the raster.
        request: the grid.
        batches: kept and rejected tiles, in the coordinate system of all.
        facts: by which the grid is known again.
    """

    name: str
    request: GridRequest
    batches: Batches
    facts: dict


def lay_over_scenes(
    rasters: Sequence[tuple[RasterInput, Lay | None]],
    taken: TakenRasters,
    values: Values,
    opened: ExitStack,
) -> list[GridOver]:
    """A grid over each raster that is near the area of interest; ``opened`` closes them.

    Raises:
        NothingNearError: none is.
    """
    scenes = taken.scenes or [None]

    def lay_over(each: tuple[SceneInput | None, tuple[RasterInput, Lay | None]]) -> GridOver:
        scene, (raster, lay) = each
        own = values if scene is None else taken.values_of(scene, values)
        request = read_grid_request(own, raster, lay, len(rasters) > 1)
        opened.enter_context(closing(request.source))
        return _lay_over(raster, request, lay, own, scene, taken)

    left_out, count = taken.left_out, len(rasters)

    def leave_out(number: int, error: TilewrightError) -> None:
        scene = taken.scenes[number]
        left_out.add(scene.name, scene.raster.path, error, scene.info)

    found = each_near(list(zip(scenes, rasters)), lay_over, leave_out)
    left_out.settle(values, count)
    refuse_all_away([over.request.away for _, over in found])
    return [over for _, over in found]


def _lay_over(
    raster: RasterInput,
    request: GridRequest,
    lay: Lay | None,
    values: Values,
    scene: SceneInput | None,
    taken: TakenRasters,
) -> GridOver:
    info = request.source.info
    # An area in a memory layer is told by its outline, not by its name.
    area = next((step.area for step in request.steps if step.area is not None), None)
    facts = {"area": area, "place": info.transform, "crs": info.crs_wkt, "size": info.shape}
    if values.is_given(CENTRES):
        facts["centred"] = [request.grid.ids, request.grid.windows.tolist()]
    if lay is None:
        batches = grid_batches(request.grid, info, request.edge)
    else:
        batches = request.grid.batches(info, request.edge)
    made = run_steps(batches, request.steps)
    if scene is not None:
        facts["scene"] = [scene.number, scene.name, scene.date]
        # Reading opens it again: there may be more scenes than files that can be open.
        request.source.close()
        made = _of_scene(made, request, scene, taken, values)
    return GridOver(raster.name if scene is None else scene.name, request, made, facts)


def _of_scene(
    batches: Batches,
    request: GridRequest,
    scene: SceneInput,
    taken: TakenRasters,
    values: Values,
) -> Batches:
    """The batches, named and carried to the coordinate system of all."""
    is_cancelled = values.feedback.isCanceled
    with closing(request.source):
        for kept, rejected in name_tiles(batches, scene.number, scene.name, scene.date):
            yield (
                taken.carried(kept, scene, is_cancelled),
                taken.carried(rejected, scene, is_cancelled),
            )
