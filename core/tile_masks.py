"""Masks of classes for tiles: 8 bits, 0 background, 255 ignore."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Protocol

import numpy as np

from .align_grid import GridReader, grid_of
from .cut_tiles import PixelBlock
from .errors import CancelledError, ExportError
from .formats import ImageProfile
from .parcels import ParcelValues
from .polygon_store import PolygonStore
from .raster_info import RasterInfo
from .raster_source import RasterSource
from .rasterize_polygons import NO_CONFLICT, rasterize_polygons
from .read_plan import plan_reads
from .resample_window import NEAREST, TargetGrid, read_resampled
from .run_batches import never_cancelled

BACKGROUND, IGNORE = 0, 255
MOST_CLASSES = 254
# Masks are of the format of the images, but JPEG would change their numbers.
MASK_FORMATS = {"JPEG": "PNG", "PNG": "PNG", "GTIFF": "GTIFF", "NPY": "NPY"}
# Covering takes many times the memory of what comes out.
_STRIP_PIXELS = 1_000_000
_TOO_MANY = (
    f"a mask of 8 bits has room for the numbers 1 to {MOST_CLASSES} (0 is background, 255 ignore)"
)


class MaskSource(Protocol):
    """Where masks come from; safe to use from several threads."""

    names: Mapping[int, str]
    can_be_sent: bool

    def read(self, block: PixelBlock) -> np.ndarray:
        """Uint8 (height, width) of the block's pixels: class numbers, BACKGROUND or IGNORE."""
        ...


@dataclass(frozen=True)
class TileMasks:
    """The masks of an export.

    Attributes:
        source: where they come from.
        format: of the mask files, one of MASK_FORMATS' values.
        crs_wkt: of the tiles.
    """

    source: MaskSource
    format: str
    crs_wkt: str

    @property
    def profile(self) -> ImageProfile:
        """What the files hold."""
        return ImageProfile("uint8", ("class",), ("gray",), None, self.crs_wkt)


def mark_ignored(codes: np.ndarray, valid: np.ndarray) -> np.ndarray:
    """The codes with IGNORE where the image has no value."""
    return codes if valid.all() else np.where(valid, codes, np.uint8(IGNORE))


@dataclass(frozen=True)
class PolygonMask:
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
    can_be_sent: bool = False

    def read(self, block: PixelBlock) -> np.ndarray:
        """See MaskSource.read."""
        if block.origin is None:
            raise ExportError(
                "MASK polygons lie on the raster's pixels, and RESAMPLING makes others; turn them "
                "into a raster with Rasterize Labels, and give that as MASK."
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


def check_polygon_classes(values: ParcelValues) -> None:
    """Refuse classes that no mask can hold.

    Raises:
        ExportError: measured values, too many classes, or numbers out of range.
    """
    if values.legend is None:
        raise ExportError(
            "MASK needs classes, and its field holds measured values; name another MASK_FIELD."
        )
    numbers = list(values.legend.names)
    if len(numbers) > MOST_CLASSES:
        raise ExportError(f"MASK has {len(numbers)} classes, but {_TOO_MANY}; leave some out.")
    wrong = next((n for n in numbers if not 1 <= n <= MOST_CLASSES), None)
    if wrong is not None:
        raise ExportError(
            f"MASK has the class number {wrong}, but {_TOO_MANY}; give other numbers with the "
            "class map."
        )


@dataclass(frozen=True)
class RasterMask:
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

    @property
    def can_be_sent(self) -> bool:
        """Whether other processes can read it."""
        return getattr(self.source, "can_be_sent", False)

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
        whole = values[0].astype(np.int64)
        place = np.minimum(np.searchsorted(found, whole), len(found) - 1)
        codes = np.where(found[place] == whole, numbers[place], np.uint8(BACKGROUND))
        return np.where(known, codes, np.uint8(IGNORE))


def raster_codes(
    values: Sequence[int], names: Mapping[str, str | None], known: Mapping[str, str]
) -> tuple[dict[int, int], dict[int, str]]:
    """What masks hold for the values of a class raster.

    Values keep their number; those of one name share the least one. Where a named value is beyond
    254 the names are numbered 1, 2, ... in the order of their values, and values without a name are
    background.

    Args:
        values: all that the raster holds.
        names: of the user, by value as text; None ignores a value.
        known: of the raster itself.

    Returns:
        Numbers by value, and class names by number.

    Raises:
        ExportError: values that fit no mask.
    """
    shared, codes, titles = {}, {}, {}
    ordered = sorted(set(values) | {int(v) for v in names if _is_whole(v)})
    named = [v for v in ordered if names.get(str(v))]
    if any(not BACKGROUND <= v <= MOST_CLASSES for v in named):
        unique = list(dict.fromkeys(names[str(v)] for v in named))
        shared = {name: number for number, name in enumerate(unique, 1)}
        ordered = [v for v in ordered if str(v) in names]
    for value in ordered:
        name = names.get(str(value), known.get(str(value), str(value)))
        if name is None:
            codes[value] = IGNORE
            continue
        number = shared.setdefault(name, value)
        if not BACKGROUND <= number <= MOST_CLASSES:
            raise ExportError(
                f"MASK holds the class number {number}, but {_TOO_MANY}; name up to "
                f"{MOST_CLASSES} classes with the class map, for example {number}=forest."
            )
        codes[value] = number
        if number != BACKGROUND:
            titles[number] = name
    return codes, titles


def _is_whole(text: str) -> bool:
    return text.lstrip("-").isdigit()


def distinct_values(
    source: RasterSource, is_cancelled: Callable[[], bool] = never_cancelled
) -> list[int]:
    """The values of a raster of one band, ascending; those of 8 bits without reading it.

    Raises:
        ExportError: a raster of decimals.
        CancelledError: ``is_cancelled`` said so.
    """
    info = source.info
    dtype = np.dtype(info.dtype)
    if dtype.kind == "f":
        raise ExportError(
            f"MASK {info.name} holds decimals and no classes; give a class raster, or polygons."
        )
    if dtype.itemsize == 1:
        limits = np.iinfo(dtype)
        return [v for v in range(limits.min, limits.max + 1) if 0 <= v <= MOST_CLASSES]
    found = set()
    block_height, block_width = info.block_shape
    side = max(block_height, block_width, 1024)
    windows = np.array(
        [
            (col, row, min(side, info.width - col), min(side, info.height - row))
            for row in range(0, info.height, side)
            for col in range(0, info.width, side)
        ]
    )
    for batch in plan_reads(windows, info.shape, info.block_shape, info.itemsize + 1):
        if is_cancelled():
            raise CancelledError
        values, known = source.read(batch.window)
        found.update(np.unique(values[0][known]).tolist())
    return sorted(found)
