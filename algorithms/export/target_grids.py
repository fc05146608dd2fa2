"""The pixel grids of tiles that are resampled."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
from qgis.core import QgsCoordinateReferenceSystem

from ...core.dataset.plan import DatasetPlan
from ...core.errors import ExportError
from ...core.export.options import ExportOptions
from ...core.geodesy.scale import GroundScale, measure_ground_scale
from ...core.geometry.outlines import TileGeometries, pixel_coordinates
from ...core.message import Message
from ...core.raster.info import RasterInfo
from ...core.raster.source import RasterSource
from ...core.resampling.grid import TargetGrid, tile_corners
from ...core.resampling.resample import target_pixels
from ...core.resampling.windows import PixelWindows, each_part
from ...core.run.batches import never_cancelled
from ...core.run.memory import check_fits, is_trifle
from ...core.scenes.harmonize import called, check_pixel_sizes
from ...core.scenes.source import SceneSource
from ..inputs.layer_transform import LayerTransform
from ..scenes.taken import TakenRasters

# Of a pixel of one band, while it is interpolated.
_BYTES = 8
_NORTH_UP = (1.0, 0.0, 0.0, 0.0, -1.0, 0.0)


def target_grids(
    plan: DatasetPlan,
    options: ExportOptions,
    source: RasterSource,
    rasters: TakenRasters,
    crs: QgsCoordinateReferenceSystem,
    is_cancelled: Callable[[], bool] = never_cancelled,
) -> list[TargetGrid]:
    """A pixel grid for each tile: in the tile layer's coordinate system, over its outline.

    Those of several rasters are in the coordinate system of the raster.

    Raises:
        ExportError: tiles of several rasters become images of different sizes.
    """
    parts = plan.places.parts
    if parts is None:
        transform = rasters.to_raster(0, crs)
        return _grids_over(plan.tiles.geometries, plan.places, options, source.info, transform, crs)
    targets: dict[int, TargetGrid] = {}
    largest: dict[str, np.ndarray] = {}
    for number, index in each_part(parts, len(parts)):
        own = rasters.rasters[number].crs
        outlines = rasters.to_raster(number, crs).outlines(plan.tiles.select(index), is_cancelled)
        found = _grids_over(
            outlines,
            plan.places.select(index),
            options,
            source.part(number).info,
            rasters.to_raster(number, own),
            own,
        )
        largest[rasters.rasters[number].name] = np.array(
            [(target.width, target.height) for target in found]
        ).max(axis=0)
        targets.update(zip(index.tolist(), found))
    _check_one_size(largest)
    return [targets[k] for k in range(len(parts))]


def _check_one_size(largest: dict[str, np.ndarray]) -> None:
    """Refuse scenes whose whole tiles are images of other sizes, which no batch can hold."""
    (first, size), *others = largest.items()
    for name, other in others:
        if not np.array_equal(size, other):
            raise ExportError(
                "Tiles of {first} become images of {width} x {height} pixels, and those of {other} "
                "of {other_width} x {other_height}; give {PIXELS}, which makes all of one size.",
                first=first,
                width=int(size[0]),
                height=int(size[1]),
                other=name,
                other_width=int(other[0]),
                other_height=int(other[1]),
            )


def _grids_over(
    geometries: TileGeometries,
    places: PixelWindows,
    options: ExportOptions,
    info: RasterInfo,
    transform: LayerTransform,
    crs: QgsCoordinateReferenceSystem,
) -> list[TargetGrid]:
    wkt = info.crs_wkt
    if not transform.is_identity:
        wkt = crs.toWkt(QgsCoordinateReferenceSystem.WktVariant.WKT_PREFERRED)
    axes = info.transform if transform.is_identity else _NORTH_UP
    scale = None
    if options.metres_per_pixel:
        centre = geometries.bounds.reshape(-1, 2, 2).mean(axis=(0, 1))
        scale = measure_ground_scale(wkt, *centre.tolist())
    targets = []
    for i in range(len(geometries)):
        corners = tile_corners(geometries, i, axes)
        size = _ground_size(corners, scale)
        exact = places.exact[i]
        native = (exact[2] - exact[0], exact[3] - exact[1])
        if transform.is_identity and geometries.is_quad[i] and not places.off_grid[i] < np.inf:
            # The box around a turned tile has more pixels than the tile.
            native = _sides(pixel_coordinates(corners, info.transform))
        width, height = target_pixels(size, options.pixels, options.metres_per_pixel, native)
        needed = width * height * len(info.bands) * _BYTES
        if not is_trifle(needed):
            check_fits(
                needed,
                Message("A tile of {width} x {height} pixels", width=width, height=height),
                Message("choose fewer {PIXELS}, or a larger {METERS_PER_PIXEL}"),
            )
        targets.append(TargetGrid.over_corners(corners, width, height, wkt))
    return targets


def _ground_size(corners: np.ndarray, scale: GroundScale | None) -> tuple[float, float]:
    """Width and height in metres; zeros without a scale."""
    if scale is None:
        return 0.0, 0.0
    return _sides((corners - corners[0]) * (scale.x, scale.y))


def _sides(corners: np.ndarray) -> tuple[float, float]:
    """Width and height of a closed outline (5, 2); see TargetGrid.over_corners."""
    across = corners - corners[0]
    return float(np.hypot(*across[1])), float(np.hypot(*across[3]))


def check_resampling(options: ExportOptions, source: RasterSource, name: str) -> None:
    """Refuse to mix class codes, and scenes of several pixel sizes that nothing makes one.

    Raises:
        ExportError: the raster holds some, and the resampling mixes values.
        RasterError: see check_pixel_sizes.
    """
    if isinstance(source, SceneSource) and not options.is_resampled:
        check_pixel_sizes(
            called((s.source.info for s in source.scenes), (s.name for s in source.scenes))
        )
    info = source.info
    if info.colormap and options.resampling not in ("NONE", "NEAREST"):
        raise ExportError(
            "{name} holds class codes, which {resampling} would mix; choose {RESAMPLING=NEAREST}.",
            name=name,
            resampling=options.resampling,
        )
