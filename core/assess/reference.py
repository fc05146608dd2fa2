"""What reference and map say of the same ground, counted by stratum."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

import numpy as np

from ..geodesy.pixel_areas import PixelAreas
from ..message import Message
from ..polygons.burn import PolygonBurner
from ..raster.info import RasterInfo
from ..resampling.align import GridReader
from ..resampling.grid import grid_of
from ..resampling.resample import NEAREST
from ..run.batches import heed, ignore_progress, never_cancelled
from ..samples.labelled import strip_windows, strips
from .codes import NO_CLASS, ClassReader
from .tally import each_window

Window = tuple[int, int, int, int]


@dataclass
class ReferenceCounts:
    """Units of a sample.

    Attributes:
        counts: int64 (strata, classes, classes): stratum, the map's class, the reference's class.
        ground: float64 of the same shape, their square metres; None where units are points.
        without_map: units that have a reference class where the map or the strata have none.
        claimed_twice: pixels that polygons of two classes claim, which are left out.
    """

    counts: np.ndarray
    ground: np.ndarray | None = None
    without_map: int = 0
    claimed_twice: int = 0

    @classmethod
    def of_nothing(cls, strata: int, classes: int, *, has_ground: bool) -> ReferenceCounts:
        """Nothing counted so far."""
        shape = (strata, classes, classes)
        return cls(np.zeros(shape, dtype=np.int64), np.zeros(shape) if has_ground else None)

    def add(
        self,
        strata: np.ndarray,
        mapped: np.ndarray,
        true: np.ndarray,
        ground: np.ndarray | None = None,
    ) -> None:
        """Count units, whose classes are numbers (N,); those without a reference class do not.

        Args:
            strata: of each unit.
            mapped: the map's class of each.
            true: the reference's class of each.
            ground: square metres of each; None for points.
        """
        known = (strata >= 0) & (mapped >= 0)
        labelled = true >= 0
        self.without_map += int(np.count_nonzero(labelled & ~known))
        used = known & labelled
        classes = self.counts.shape[-1]
        cells = (strata[used].astype(np.int64) * classes + mapped[used]) * classes + true[used]
        self.counts += np.bincount(cells, minlength=self.counts.size).reshape(self.counts.shape)
        if self.ground is not None and ground is not None:
            added = np.bincount(cells, ground[used], minlength=self.counts.size)
            self.ground += added.reshape(self.counts.shape)


class GridClasses:
    """The classes of a raster on another raster's pixels, nearest neighbours.

    Args:
        reader: the raster.
        info: of the other raster.
    """

    def __init__(self, reader: ClassReader, info: RasterInfo) -> None:
        self._reader = reader
        self._pixels = GridReader(reader.source, grid_of(info), NEAREST)

    def describe(self) -> Message:
        """How it comes onto the other raster's pixels, as a sentence."""
        return self._pixels.describe()

    def read(self, window: Window) -> np.ndarray:
        """int32 (height, width), see ClassReader.read."""
        return self._reader.numbers(*self._pixels.read(window))


def count_polygons(
    reader: ClassReader,
    strata: ClassReader | GridClasses | None,
    burner: PolygonBurner,
    areas: PixelAreas,
    found: ReferenceCounts,
    progress: Callable[[float], None] = ignore_progress,
    is_cancelled: Callable[[], bool] = never_cancelled,
) -> None:
    """Count the map's pixels whose middle lies in a polygon; class numbers there begin at 1.

    Args:
        reader: the map.
        strata: the strata on the map's pixels; None: its classes are the strata.
        burner: the reference polygons.
        areas: of the map's pixels.
        found: gets the counts.
        progress: called with the fraction done.
        is_cancelled: polled between windows.

    Raises:
        CancelledError: ``is_cancelled`` said so.
    """
    for window in _windows_of(reader.source.info, burner, progress, is_cancelled):
        classes, _, twice = burner.burn(window)
        found.claimed_twice += twice
        _add_window(reader, strata, classes - 1, window, areas, found)


def count_raster(
    reader: ClassReader,
    strata: ClassReader | GridClasses | None,
    reference: GridClasses,
    areas: PixelAreas,
    found: ReferenceCounts,
    progress: Callable[[float], None] = ignore_progress,
    is_cancelled: Callable[[], bool] = never_cancelled,
) -> None:
    """Count the map's pixels where a reference raster has a class; see count_polygons.

    Raises:
        CancelledError: ``is_cancelled`` said so.
    """
    for window in each_window(reader.source.info, progress, is_cancelled):
        true = reference.read(window)
        if (true >= 0).any():
            _add_window(reader, strata, true, window, areas, found)


def _add_window(
    reader: ClassReader,
    strata: ClassReader | GridClasses | None,
    true: np.ndarray,
    window: Window,
    areas: PixelAreas,
    found: ReferenceCounts,
) -> None:
    mapped = reader.read(window)
    own = mapped if strata is None else strata.read(window)
    has = true != NO_CLASS
    ground = np.broadcast_to(areas.of_window(window), true.shape)
    found.add(own[has], mapped[has], true[has], ground[has])


def _windows_of(
    info: RasterInfo,
    burner: PolygonBurner,
    progress: Callable[[float], None],
    is_cancelled: Callable[[], bool],
) -> Iterator[Window]:
    """Windows that polygons reach into."""
    bounds = burner.bounds
    for top, height in strips(info, bounds[:, 1], bounds[:, 3]):
        near = bounds[burner.touches((0, top, info.width, height))]
        for window in strip_windows(info, top, height, near[:, 0], near[:, 2]):
            heed(is_cancelled)
            if len(burner.touches(window)):
                yield window
        progress((top + height) / info.height)
