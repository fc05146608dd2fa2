"""Label polygons as rasters: classes or measurements, parcel numbers, conflicts."""

from __future__ import annotations

import threading
from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from ..errors import LayerError
from ..geotiff.profile import CONTENT_TAG, RasterProfile
from ..geotiff.write import Window, write_rasters
from ..resampling.grid import TargetGrid
from ..run.batches import ignore_progress, never_cancelled
from .edge_distance import edge_distances
from .parcels import ParcelValues
from .rasterize import PARTLY_CLAIMED, WHOLLY_CLAIMED, rasterize_polygons
from .store import PolygonStore

# What covering a pixel takes beside the arrays that are written: indices of pixels and polygons.
_PIXEL_BYTES = 40
CONFLICT_NAMES = {0: "none", PARTLY_CLAIMED: "partly", WHOLLY_CLAIMED: "wholly"}
CONFLICT_COLORS = {
    0: (0, 0, 0, 0),
    PARTLY_CLAIMED: (240, 228, 66, 255),
    WHOLLY_CLAIMED: (213, 94, 0, 255),
}
_MOST_PIXELS_A_SIDE = 2_000_000


@dataclass(frozen=True)
class LabelRasters:
    """Where rasters of labels go; None for those that are not wanted."""

    values: str
    ids: str | None = None
    conflicts: str | None = None
    ratios: str | None = None
    distances: str | None = None


@dataclass(frozen=True)
class LabelCounts:
    """What was written.

    Attributes:
        pixels: int64 (N,) pixels of each polygon.
        partly: pixels that polygons of different values claim in part.
        wholly: pixels that polygons of different values claim as a whole.
    """

    pixels: np.ndarray
    partly: int
    wholly: int


def refine_grid(grid: TargetGrid, factor: int) -> TargetGrid:
    """The same area on pixels ``factor`` times as fine along each side.

    Raises:
        LayerError: a factor below 1, or one that makes too many pixels.
    """
    if factor < 1:
        raise LayerError("{SCALE_FACTOR} is {factor}; it must be at least 1.", factor=factor)
    if max(grid.width, grid.height) * factor > _MOST_PIXELS_A_SIDE:
        raise LayerError(
            "{SCALE_FACTOR} is {factor}, which would make {width} x {height} pixels; choose a "
            "smaller one.",
            factor=factor,
            width=grid.width * factor,
            height=grid.height * factor,
        )
    return grid.finer(factor)


def rasterize_labels(
    store: PolygonStore,
    values: ParcelValues,
    numbers: np.ndarray,
    grid: TargetGrid,
    targets: LabelRasters,
    min_share: float = 0.5,
    *,
    progress: Callable[[float], None] = ignore_progress,
    is_cancelled: Callable[[], bool] = never_cancelled,
) -> LabelCounts:
    """Write label polygons as GeoTIFFs; see rasterize_polygons for the rules.

    Args:
        store: polygons in pixels of ``grid``; finished.
        values: what is written for each.
        numbers: uint32 (N,) for the raster of parcel numbers, in which 0 is none.
        grid: of the rasters.
        targets: where they go.
        min_share: see rasterize_polygons.
        progress: told the share that is done, 0 to 1.
        is_cancelled: asked often.

    Raises:
        RasterError: a file that cannot be written.
        CancelledError: ``is_cancelled`` said so; nothing is left.
    """
    outputs = [(targets.values, _value_profile(values, grid))]
    if targets.ids:
        outputs.append((targets.ids, _plain_profile(grid, "uint32", "parcel", 0)))
    if targets.conflicts:
        outputs.append(
            (
                targets.conflicts,
                RasterProfile(
                    grid,
                    "uint8",
                    ("conflict",),
                    colormap=CONFLICT_COLORS,
                    category_names=CONFLICT_NAMES,
                ),
            )
        )
    if targets.ratios:
        outputs.append((targets.ratios, _plain_profile(grid, "float32", "share", 0)))
    if targets.distances:
        profile = _plain_profile(grid, "float32", "distance", float("nan"))
        outputs.append((targets.distances, profile))
    # The last entry stands for no polygon, whose index is -1.
    values_of = np.append(values.values, values.background).astype(values.dtype)
    numbers_of = np.append(numbers, 0).astype(np.uint32)
    pixels = np.zeros(len(numbers) + 1, dtype=np.int64)
    claimed = np.zeros(WHOLLY_CLAIMED + 1, dtype=np.int64)
    lock = threading.Lock()

    def work(window: Window) -> list[np.ndarray]:
        found = rasterize_polygons(store, values.values, window, min_share)
        # Counted from -1, which is not a polygon, on.
        counts = np.bincount(found.polygons.reshape(-1) + 1)
        with lock:
            pixels[: len(counts)] += counts
            claimed[:] += np.bincount(found.conflicts.reshape(-1), minlength=len(claimed))
        arrays = [values_of[found.polygons]]
        if targets.ids:
            arrays.append(numbers_of[found.polygons])
        if targets.conflicts:
            arrays.append(found.conflicts)
        if targets.ratios:
            arrays.append(found.shares)
        if targets.distances:
            arrays.append(edge_distances(store, found.polygons, window))
        return arrays

    write_rasters(outputs, work, _PIXEL_BYTES, progress=progress, is_cancelled=is_cancelled)
    return LabelCounts(pixels[1:], int(claimed[PARTLY_CLAIMED]), int(claimed[WHOLLY_CLAIMED]))


def _plain_profile(grid: TargetGrid, dtype: str, name: str, nodata: float | None) -> RasterProfile:
    """Of a raster without a palette, which is no image all the same."""
    return RasterProfile(grid, dtype, (name,), nodata=nodata, tags={CONTENT_TAG: name})


def _value_profile(values: ParcelValues, grid: TargetGrid) -> RasterProfile:
    legend = values.legend
    if legend is None:
        return _plain_profile(grid, values.dtype, "value", values.background)
    return RasterProfile(
        grid,
        values.dtype,
        ("class",),
        colormap=legend.colormap,
        category_names=legend.category_names,
    )
