"""Masks of classes for tiles: 8 bits, 0 background, 255 ignore."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Protocol

import numpy as np

from ..errors import ExportError
from ..formats import FormatSpec, ImageProfile
from ..labels.mask_codes import BACKGROUND, IGNORE, MOST_CLASSES, TOO_MANY
from ..polygons.parcels import ParcelValues
from ..polygons.rasterize import NO_CONFLICT, rasterize_polygons
from ..polygons.store import PolygonStore
from ..raster.info import RasterInfo, check_can_be_sent
from ..raster.source import RasterSource
from ..resampling.align import GridReader
from ..resampling.grid import TargetGrid, grid_of
from ..resampling.resample import NEAREST, read_resampled
from ..tiles.words import SPLITS
from .cut import PixelBlock

# Covering takes many times the memory of what comes out.
_STRIP_PIXELS = 1_000_000


class MaskSource(Protocol):
    """Where masks come from; safe to use from several threads."""

    names: Mapping[int, str]

    def check_can_be_sent(self) -> None:
        """Refuse masks that only work inside this program.

        Raises:
            ExportError: they cannot be sent to another process.
        """
        ...

    def read(self, block: PixelBlock) -> np.ndarray:
        """Uint8 (height, width) of the block's pixels: class numbers, BACKGROUND or IGNORE."""
        ...

    def part(self, number: int) -> MaskSource:
        """The masks over the raster of a number; see RasterSource.part."""
        return self

    def close(self) -> None:
        """Free what reading has opened."""


@dataclass(frozen=True)
class TileMasks:
    """The masks of an export.

    Attributes:
        source: where they come from.
        format: of the mask files, which does not change numbers.
    """

    source: MaskSource
    format: FormatSpec

    def profile(self, crs_wkt: str) -> ImageProfile:
        """What the files of tiles in a coordinate system hold."""
        return ImageProfile("uint8", ("class",), ("gray",), None, crs_wkt)


class MaskCounts:
    """Pixels of masks, and masks that have some, by split and class number.

    Attributes:
        pixels: int64 (splits, 256), tiles without a split last.
        tiles: the same.
    """

    def __init__(self) -> None:
        self.pixels = np.zeros((len(SPLITS) + 1, IGNORE + 1), dtype=np.int64)
        self.tiles = np.zeros_like(self.pixels)

    def __reduce__(self) -> tuple[Callable[..., MaskCounts], tuple[np.ndarray, ...]]:
        # Every task of a cluster sends them back, and few of them hold more than some numbers.
        places = np.flatnonzero(self.pixels)
        return _unpack_counts, (places, self.pixels.flat[places], self.tiles.flat[places])

    def add_block(self, codes: np.ndarray, block: PixelBlock, splits: Sequence[int]) -> None:
        """Count the masks of a block's tiles in, with the pixels that lie beyond the raster.

        Args:
            codes: uint8 (height, width), of the block's pixels.
            block: the tiles.
            splits: number of each, of split_number.
        """
        beyond = block.boxes[:, 2:].prod(axis=1) - block.boxes_inside[:, 2:].prod(axis=1)
        for box, outside, split in zip(block.boxes_inside.tolist(), beyond.tolist(), splits):
            left, top, width, height = box
            part = codes[top : top + height, left : left + width]
            found = np.bincount(part.reshape(-1), minlength=IGNORE + 1)
            found[IGNORE] += outside
            self.pixels[split] += found
            self.tiles[split] += found > 0

    def merge(self, other: MaskCounts) -> None:
        """Count another's in."""
        self.pixels += other.pixels
        self.tiles += other.tiles


def _unpack_counts(places: np.ndarray, pixels: np.ndarray, tiles: np.ndarray) -> MaskCounts:
    made = MaskCounts()
    made.pixels.flat[places], made.tiles.flat[places] = pixels, tiles
    return made


def split_number(split: str | None) -> int:
    """The row of a split in MaskCounts."""
    return len(SPLITS) if split is None else SPLITS.index(split)


def mark_ignored(codes: np.ndarray, valid: np.ndarray) -> np.ndarray:
    """The codes with IGNORE where the image has no value."""
    return codes if valid.all() else np.where(valid, codes, np.uint8(IGNORE))


@dataclass(frozen=True)
class PolygonMask(MaskSource):
    """Classes of polygons by exact coverage; pixels in conflict are ignored.

    Attributes:
        store: polygons in pixels of the raster that is cut.
        values: their class numbers.
        names: class name of each number.
        min_share: see rasterize_polygons.
    """

    store: PolygonStore = field(repr=False)
    values: ParcelValues = field(repr=False)
    names: Mapping[int, str]
    min_share: float = 0.5

    def check_can_be_sent(self) -> None:
        """See MaskSource.check_can_be_sent."""
        raise ExportError(
            "The polygons of {MASK} are kept in this program, where the workers of a {SCHEDULER} "
            "do not see them; turn them into a raster with Rasterize Labels, and give that as "
            "{MASK}."
        )

    def read(self, block: PixelBlock) -> np.ndarray:
        """See MaskSource.read."""
        if block.origin is None:
            raise ExportError(
                "{MASK} polygons lie on the raster's pixels, and {RESAMPLING} makes others; turn "
                "them into a raster with Rasterize Labels, and give that as {MASK}."
            )
        height, width = block.valid.shape
        left, top = block.origin
        codes = np.empty((height, width), dtype=np.uint8)
        numbers = np.append(self.values.values, BACKGROUND).astype(np.uint8)
        rows = max(1, _STRIP_PIXELS // width)
        for start in range(0, height, rows):
            part = codes[start : start + rows]
            found = rasterize_polygons(
                self.store,
                self.values.values,
                (left, top + start, width, len(part)),
                self.min_share,
            )
            part[...] = numbers[found.polygons]
            part[found.conflicts != NO_CONFLICT] = IGNORE
        return codes

    def close(self) -> None:
        """See MaskSource.close."""
        self.store.close()


@dataclass(frozen=True)
class PartMasks(MaskSource):
    """Masks over several rasters, those of each by its number.

    Attributes:
        parts: of each raster.
    """

    parts: Sequence[MaskSource] = field(repr=False)

    @property
    def names(self) -> Mapping[int, str]:  # type: ignore[override]
        """Class name of each number, the same in all."""
        return self.parts[0].names

    def check_can_be_sent(self) -> None:
        """See MaskSource.check_can_be_sent."""
        self.parts[0].check_can_be_sent()

    def part(self, number: int) -> MaskSource:
        """See MaskSource.part."""
        return self.parts[number]

    def read(self, block: PixelBlock) -> np.ndarray:
        """See MaskSource.read."""
        return self.parts[block.part].read(block)

    def close(self) -> None:
        """See MaskSource.close."""
        for part in self.parts:
            part.close()


def check_polygon_classes(values: ParcelValues) -> None:
    """Refuse classes that no mask can hold.

    Raises:
        ExportError: measured values, too many classes, or numbers out of range.
    """
    if values.legend is None:
        raise ExportError(
            "{MASK} needs classes, and its field holds measured values; name another {MASK_FIELD}."
        )
    numbers = list(values.legend.names)
    if len(numbers) > MOST_CLASSES:
        raise ExportError(
            "{MASK} has {count} classes, but {too_many}; leave some out.",
            count=len(numbers),
            too_many=TOO_MANY,
        )
    wrong = next((n for n in numbers if not 1 <= n <= MOST_CLASSES), None)
    if wrong is not None:
        raise ExportError(
            "{MASK} has the class number {wrong}, but {too_many}; give other numbers with the "
            "class map.",
            wrong=wrong,
            too_many=TOO_MANY,
        )


@dataclass(frozen=True)
class RasterMask(MaskSource):
    """Codes of a class raster, at the pixels' centres; what it does not know is ignored.

    Attributes:
        source: the class raster, of one band.
        like: the raster that is cut.
        codes: numbers that masks hold, by value; other values are background.
        names: class name of each number.
    """

    source: RasterSource
    like: RasterInfo
    codes: Mapping[int, int]
    names: Mapping[int, str]

    def check_can_be_sent(self) -> None:
        """See MaskSource.check_can_be_sent."""
        check_can_be_sent(self.source)

    def read(self, block: PixelBlock) -> np.ndarray:
        """See MaskSource.read."""
        height, width = block.valid.shape
        if block.origin is None:
            target = TargetGrid(block.crs_wkt or self.like.crs_wkt, block.transform, width, height)
            values, known = read_resampled(self.source, target, NEAREST)
        else:
            reader = GridReader(self.source, grid_of(self.like), NEAREST)
            values, known = reader.read((*block.origin, width, height))
        found = np.array(sorted(self.codes), dtype=np.int64)
        numbers = np.array([self.codes[v] for v in found.tolist()], dtype=np.uint8)
        # NaN is not a class, whether or not it is tagged.
        known = known & np.isfinite(values[0])
        whole = np.where(known, values[0], 0).astype(np.int64)
        place = np.minimum(np.searchsorted(found, whole), len(found) - 1)
        codes = np.where(found[place] == whole, numbers[place], np.uint8(BACKGROUND))
        return np.where(known, codes, np.uint8(IGNORE))

    def close(self) -> None:
        """See MaskSource.close."""
        self.source.close()
