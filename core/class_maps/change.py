"""What became of each class between two maps: counts, and a raster of from-to codes."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

import numpy as np

from ..assess.codes import ClassReader
from ..assess.reference import GridClasses
from ..assess.tally import MapClasses, each_window
from ..classes.legend import Color
from ..errors import RasterError
from ..geodesy.pixel_areas import PixelAreas
from ..geotiff.profile import RasterProfile
from ..geotiff.write import write_raster
from ..raster.info import RasterInfo
from ..resampling.grid import grid_of
from ..run.batches import heed, ignore_progress, never_cancelled

NODATA = 0
# Codes of pairs fit 16 bits up to so many classes; up to 99 they can be read: 103 is from 1 to 3.
MOST_CLASSES = 255
_READABLE = 100
_SIDE = 760
# What has not changed steps back behind what has.
_PALE, _KEPT = 232, 0.3
Window = tuple[int, int, int, int]


@dataclass(frozen=True)
class ChangeClasses:
    """The classes of two maps, those of the first map first.

    Attributes:
        names: of the classes.
        numbers: a number of 1 or more for each: its code where that is one and the same.
        only_before: names of those that the second map does not have.
        only_after: names of those that the first map does not have.
    """

    names: tuple[str, ...]
    numbers: tuple[int, ...]
    only_before: tuple[str, ...]
    only_after: tuple[str, ...]

    @classmethod
    def of(cls, before: MapClasses, after: MapClasses) -> ChangeClasses:
        """The classes that two maps have, matched by name.

        Raises:
            RasterError: there are too many.
        """
        names = tuple(dict.fromkeys((*before.names, *after.names)))
        if len(names) > MOST_CLASSES:
            raise RasterError(
                "Both maps have {count} classes together, and changes between {most} at most can "
                "be written; join some with {CLASS_MAP}.",
                count=len(names),
                most=MOST_CLASSES,
            )
        own = [_only_code(name, (before, after)) for name in names]
        is_plain = None not in own and len(set(own)) == len(own)
        numbers = tuple(code for code in own if code is not None and is_plain)
        return cls(
            names,
            numbers or tuple(range(1, len(names) + 1)),
            tuple(name for name in before.names if name not in after.names),
            tuple(name for name in after.names if name not in before.names),
        )

    @property
    def codes(self) -> np.ndarray:
        """uint16 (classes, classes): the code of a change from the class of the row to another."""
        numbers = np.array(self.numbers)
        base = max(_READABLE, len(numbers) + 1)
        return (numbers[:, None] * base + numbers[None]).astype(np.uint16)

    def number_of(self, label: str, _code: str = "") -> int:
        """The place of a class among the names; all are there."""
        return self.names.index(label)


def _only_code(name: str, maps: Sequence[MapClasses]) -> int | None:
    """The code of 1 to 99 that a class has wherever it is, or None."""
    codes = {
        code
        for classes in maps
        if name in classes.names
        for code in classes.codes[classes.names.index(name)]
    }
    code = codes.pop() if len(codes) == 1 else ""
    return int(code) if code.isascii() and code.isdigit() and 0 < int(code) < _READABLE else None


@dataclass
class ChangeCounts:
    """Pixels of the first map's grid, from class to class.

    Attributes:
        pixels: int64 (classes, classes): of the class of the row before, of the column after.
        ground: float64 of the same shape, square metres; pixels where nobody knows metres.
        only_before: pixels that have a class in the first map alone.
        only_after: pixels that have a class in the second map alone.
        picture: int32 (2, height, width): both classes on a small grid; NO_CLASS where none.
    """

    pixels: np.ndarray
    ground: np.ndarray
    only_before: int = 0
    only_after: int = 0
    picture: np.ndarray = field(default_factory=lambda: np.empty((2, 0, 0), dtype=np.int32))


def count_changes(
    before: ClassReader,
    after: GridClasses,
    classes: ChangeClasses,
    areas: PixelAreas,
    progress: Callable[[float], None] = ignore_progress,
    is_cancelled: Callable[[], bool] = never_cancelled,
) -> ChangeCounts:
    """Count what became of each pixel that has a class in both maps.

    Args:
        before: the first map, by the places of ``classes``.
        after: the second map on its pixels.
        classes: of both.
        areas: of the first map's pixels.
        progress: called with the fraction done.
        is_cancelled: polled between windows.

    Raises:
        CancelledError: ``is_cancelled`` said so.
        RasterError: no pixel has a class in both.
    """
    info, count = before.source.info, len(classes.names)
    pixels = np.zeros(count * count, dtype=np.int64)
    ground = np.zeros(count * count)
    only = [0, 0]
    cols, rows = _picture_places(info)
    picture = np.full((2, len(rows), len(cols)), -1, dtype=np.int32)
    for window in each_window(info, progress, is_cancelled):
        first, second = before.read(window), after.read(window)
        has = (first >= 0) & (second >= 0)
        only[0] += int(np.count_nonzero((first >= 0) & ~has))
        only[1] += int(np.count_nonzero((second >= 0) & ~has))
        cells = first[has].astype(np.int64) * count + second[has]
        added = np.bincount(cells, minlength=pixels.size)
        pixels += added
        area = areas.of_window(window)
        if area.size == 1:
            ground += added * area[0, 0]
        else:
            each = np.broadcast_to(area, has.shape)[has]
            ground += np.bincount(cells, each, minlength=pixels.size)
        _add_to_picture(picture, cols, rows, window, (first, second))
    if not pixels.any():
        raise RasterError(
            "{name} and the other map have no pixel with a class in both; check that they show "
            "the same place, and their nodata values.",
            name=info.name,
        )
    shape = (count, count)
    return ChangeCounts(pixels.reshape(shape), ground.reshape(shape), only[0], only[1], picture)


def _picture_places(info: RasterInfo) -> tuple[np.ndarray, np.ndarray]:
    """Columns and rows of the pixels that a picture shows; of a small map several times."""
    factor = max(info.width, info.height) / _SIDE
    return tuple(
        ((np.arange(max(1, round(n / factor))) + 0.5) * n / max(1, round(n / factor))).astype(int)
        for n in (info.width, info.height)
    )  # type: ignore[return-value]


def _add_to_picture(
    picture: np.ndarray,
    cols: np.ndarray,
    rows: np.ndarray,
    window: Window,
    maps: tuple[np.ndarray, np.ndarray],
) -> None:
    left, top, width, height = window
    x = np.flatnonzero((cols >= left) & (cols < left + width))
    y = np.flatnonzero((rows >= top) & (rows < top + height))
    for k, found in enumerate(maps):
        picture[k, y[:, None], x] = found[rows[y, None] - top, cols[x] - left]


def change_color(before: int, after: int, colors: Sequence[Color]) -> Color:
    """The colour of a change: that of the new class, pale where nothing changed."""
    red, green, blue = colors[after]
    if before != after:
        return red, green, blue
    pale = [round(_KEPT * v + (1 - _KEPT) * _PALE) for v in (red, green, blue)]
    return pale[0], pale[1], pale[2]


def change_name(before: int, after: int, names: Sequence[str]) -> str:
    """What a change is called: ``forest → water``."""
    return names[after] if before == after else f"{names[before]} \u2192 {names[after]}"


def write_changes(
    path: str,
    before: ClassReader,
    after: GridClasses,
    classes: ChangeClasses,
    found: ChangeCounts,
    colors: Sequence[Color],
    progress: Callable[[float], None] = ignore_progress,
    is_cancelled: Callable[[], bool] = never_cancelled,
) -> None:
    """Write a GeoTIFF of the codes of changes with palette and names; 0 where a map has no class.

    Raises:
        RasterError: it cannot be written.
        CancelledError: ``is_cancelled`` said so.
    """
    codes = classes.codes
    pairs = np.argwhere(found.pixels).tolist()
    profile = RasterProfile(
        grid_of(before.source.info),
        "uint16",
        ("change",),
        NODATA,
        {
            NODATA: (0, 0, 0, 0),
            **{int(codes[i, j]): (*change_color(i, j, colors), 255) for i, j in pairs},
        },
        {int(codes[i, j]): change_name(i, j, classes.names) for i, j in pairs},
    )

    def work(window: Window) -> np.ndarray:
        heed(is_cancelled)
        first, second = before.read(window), after.read(window)
        has = (first >= 0) & (second >= 0)
        return np.where(has, codes[np.where(has, first, 0), np.where(has, second, 0)], NODATA)

    write_raster(
        path,
        profile,
        work,
        pixel_bytes=48,
        read_block=before.source.info.block_shape,
        progress=progress,
        is_cancelled=is_cancelled,
    )
