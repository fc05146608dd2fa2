"""Pixels outside objects and classes, which become one value."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np

from ..errors import ExportError
from ..labels.mask_codes import BACKGROUND
from ..objects.carry import carry_pixels
from ..objects.run_lengths import object_pixels
from ..objects.tile_object import Part
from ..polygons.store import PolygonStore
from ..raster.info import RasterInfo
from ..resampling.grid import TargetGrid, grid_of
from .cut import PixelBlock


@dataclass(frozen=True)
class Blackener:
    """Finds the pixels that are shown: those in an object or in a class of the mask.

    Attributes:
        like: the raster that is cut.
        objects: in its pixels, or None.
    """

    like: RasterInfo
    objects: PolygonStore | None = field(default=None, repr=False)

    def part(self, number: int) -> Blackener:
        """What finds them on the raster of a number; see RasterSource.part."""
        return self

    def check_can_be_sent(self) -> None:
        """Refuse objects, which only work inside this program.

        Raises:
            ExportError: there are some.
        """
        if self.objects is not None:
            raise ExportError(
                "{OBJECTS} are kept in this program, where the workers of a {SCHEDULER} do not see "
                "them; leave {BLACKEN} off, or work without {SCHEDULER}."
            )

    def shown(self, block: PixelBlock, codes: np.ndarray | None) -> np.ndarray:
        """Bool (height, width): pixels whose centre lies in an object, and those of a class.

        Pixels that the mask ignores are shown: nobody knows whether they are background.

        Args:
            block: the pixels.
            codes: what MaskSource.read gives for them, or None without masks.
        """
        shown = np.zeros(block.valid.shape, dtype=bool)
        if self.objects is not None:
            shown |= self._in_objects(self.objects, block)
        if codes is not None:
            shown |= codes != BACKGROUND
        return shown

    def _in_objects(self, store: PolygonStore, block: PixelBlock) -> np.ndarray:
        height, width = block.valid.shape
        if block.origin is not None:
            index = store.find((*block.origin, width, height))
            place = np.array(block.origin, dtype=float)
            parts = [[ring - place for ring in part] for part in _parts(store, index)]
        else:
            wkt = block.crs_wkt or self.like.crs_wkt
            target, like = TargetGrid(wkt, block.transform, width, height), grid_of(self.like)
            index = store.find(_window_around(target, like))
            parts = [
                [carry_pixels(ring, like, target) for ring in part] for part in _parts(store, index)
            ]
        # What has no place on the tile's grid is not on the tile.
        found = tuple(p for p in parts if all(np.isfinite(ring).all() for ring in p))
        if not found:
            return np.zeros((height, width), dtype=bool)
        return object_pixels(found, width, height)


@dataclass(frozen=True)
class PartBlackener(Blackener):
    """The same over several rasters, by their numbers; its own are of the first.

    Attributes:
        parts: of each raster.
    """

    parts: Sequence[Blackener] = field(default=(), repr=False)

    def part(self, number: int) -> Blackener:
        """See Blackener.part."""
        return self.parts[number]


def blacken(values: np.ndarray, shown: np.ndarray, fill: int) -> np.ndarray:
    """Pixels (bands, height, width) with ``fill`` where none is shown; the given ones stay."""
    if shown.all():
        return values
    # A copy of the same order in memory.
    blackened = values.copy(order="K")
    blackened[:, ~shown] = fill
    return blackened


def _parts(store: PolygonStore, index: np.ndarray) -> list[Part]:
    """Shells with their holes, in pixels of the raster."""
    parts: list[list[np.ndarray]] = []
    if not len(index):
        return []
    outlines = store.outlines(index)
    for start, end, is_hole in zip(outlines.starts, outlines.ends, outlines.is_hole):
        ring = outlines.points[start:end]
        if is_hole:
            parts[-1].append(ring)
        else:
            parts.append([ring])
    return list(parts)


def _window_around(target: TargetGrid, like: TargetGrid) -> tuple[int, int, int, int]:
    """Column, row, width and height in pixels of ``like`` that hold all of a tile."""
    there = target.places_on(like).reshape(-1, 2)
    there = there[np.isfinite(there).all(axis=1)]
    if not len(there):
        return 0, 0, 0, 0
    # Between these places an edge bends by less than a pixel.
    left, top = (np.floor(there.min(axis=0)) - 1).astype(int).tolist()
    right, bottom = (np.ceil(there.max(axis=0)) + 1).astype(int).tolist()
    return left, top, right - left, bottom - top
