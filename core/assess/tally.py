"""Pixels and ground of each class of a map."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from ..classes.renaming import ClassMap
from ..errors import LayerError, RasterError
from ..geodesy.pixel_areas import PixelAreas
from ..message import list_names
from ..raster.info import RasterInfo
from ..raster.source import RasterSource
from ..run.batches import heed, ignore_progress, never_cancelled
from ..samples.labelled import strip_windows, strips
from .codes import NO_CLASS, ClassReader

# A matrix of more nobody reads; what has more is no map of classes.
MOST_CLASSES = 255


@dataclass(frozen=True)
class MapClasses:
    """The classes of a map, by ascending code.

    Attributes:
        names: of the classes.
        codes: by class, its codes as text.
        pixels: int64 (classes,).
        areas: float64 (classes,), square metres; pixels where nobody knows metres.
    """

    names: tuple[str, ...]
    codes: tuple[tuple[str, ...], ...]
    pixels: np.ndarray
    areas: np.ndarray

    def number(self, label: str) -> int:
        """The number of a class by its name or by one of its codes; NO_CLASS for another."""
        if label in self.names:
            return self.names.index(label)
        code = label.removesuffix(".0")
        return next((k for k, codes in enumerate(self.codes) if code in codes), NO_CLASS)

    def with_classes(self, names: Sequence[str]) -> MapClasses:
        """The same with classes that the map shows nowhere, behind its own."""
        added = [name for name in dict.fromkeys(names) if name not in self.names]
        none = np.zeros(len(added))
        return MapClasses(
            (*self.names, *added),
            (*self.codes, *(() for _ in added)),
            np.concatenate((self.pixels, none.astype(np.int64))),
            np.concatenate((self.areas, none)),
        )

    def require(self, label: str, where: str) -> int:
        """The number of a class.

        Raises:
            LayerError: there is none of that name.
        """
        number = self.number(label)
        if number == NO_CLASS:
            raise LayerError(
                "{where} has the class {label!r}, which the map does not have; it has {names}. "
                "Correct it there, or add it with {CLASS_MAP}, for example 99={label}.",
                where=where,
                label=label,
                names=list_names(self.names),
            )
        return number


def each_window(
    info: RasterInfo,
    progress: Callable[[float], None] = ignore_progress,
    is_cancelled: Callable[[], bool] = never_cancelled,
) -> Iterator[tuple[int, int, int, int]]:
    """Windows of about a million pixels that are the whole raster, in reading order.

    Raises:
        CancelledError: ``is_cancelled`` said so.
    """
    for top, height in strips(info):
        for window in strip_windows(info, top, height):
            heed(is_cancelled)
            yield window
        progress((top + height) / info.height)


def tally_classes(
    source: RasterSource,
    class_map: ClassMap,
    areas: PixelAreas,
    progress: Callable[[float], None] = ignore_progress,
    is_cancelled: Callable[[], bool] = never_cancelled,
    *,
    most: int = MOST_CLASSES,
) -> MapClasses:
    """Count a map's pixels.

    Args:
        source: of one band.
        class_map: names of its codes.
        areas: of its pixels.
        progress: told the share that is done, 0 to 1.
        is_cancelled: asked often.
        most: classes that it may have.

    Raises:
        RasterError: it has none with a class, or so many that it is no map of classes.
        CancelledError: ``is_cancelled`` said so.
    """
    name = source.info.name
    numbers: dict[str, int] = {}
    codes: list[list[str]] = []

    def number_of(label: str, code: str) -> int:
        number = numbers.setdefault(label, len(numbers))
        if number >= most:
            raise RasterError(
                "{name} has more than {most} different values, too many for classes; choose a "
                "class raster, or make classes from ranges with {CLASS_MAP}.",
                name=name,
                most=most,
            )
        if number == len(codes):
            codes.append([])
        codes[number].append(code)
        return number

    reader = ClassReader(source, class_map, number_of)
    pixels, ground = np.zeros(most), np.zeros(most)
    for window in each_window(source.info, progress, is_cancelled):
        found = reader.read(window)
        counts = count_classes(found, most)
        pixels += counts
        area = areas.of_window(window)
        if area.size == 1:
            ground += counts * area[0, 0]
        else:
            has = found >= 0
            each = np.broadcast_to(area, found.shape)[has]
            ground += np.bincount(found[has], each, minlength=most)
    if not pixels.any():
        raise RasterError(
            "{name} has no pixel with a class; check the band and its nodata value, and "
            "{CLASS_MAP}.",
            name=name,
        )
    names = list(numbers)
    order = sorted(range(len(names)), key=lambda k: _code_order(codes[k][0]))
    return MapClasses(
        tuple(names[k] for k in order),
        tuple(tuple(codes[k]) for k in order),
        pixels[order].astype(np.int64),
        ground[order],
    )


def count_classes(found: np.ndarray, classes: int) -> np.ndarray:
    """int64 (classes,): pixels of each class."""
    return np.bincount(found[found >= 0], minlength=classes)


def _code_order(code: str) -> tuple[int, float, str]:
    try:
        return 0, float(code), code
    except ValueError:
        return 1, 0.0, code
