"""Rasters of measurements, read as classes: ranges of their values."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import replace

import numpy as np

from ..classes.renaming import ClassMap
from ..geometry.outlines import TileGeometries
from ..raster.info import RasterInfo
from ..raster.source import RasterSource
from ..raster.true_values import is_scaled
from ..run.batches import ignore_progress, never_cancelled
from .areas import ClassAreas, measure_class_areas

_DECIMALS = 10


class RangedSource(RasterSource):
    """The ranges and codes of a class map instead of a raster's values.

    A value is compared as its scale and offset make it. What no range and no code names is
    invalid.

    Args:
        source: a raster of one band.
        class_map: ranges and codes.

    Attributes:
        keys: by what is read, the code or range; 0 is code 0 or nothing.
    """

    def __init__(self, source: RasterSource, class_map: ClassMap) -> None:
        self._source = source
        codes = {float(c): c for c in (*class_map.known, *class_map.names) if _is_number(c)}
        ordered = sorted((code, 0, text) for code, text in codes.items() if code)
        ordered += [(found.low, 1, found.text) for found in class_map.ranges]
        self.keys = [codes.get(0.0, ""), *(text for _, _, text in sorted(ordered))]
        # In the raster's own precision 0.7 is the 0.7 that it holds.
        dtype = _compared_type(source.info)
        number = {text: k for k, text in enumerate(self.keys) if text}
        # A code that the user gives goes before a range, and a range before a name of the raster.
        named = {c: t for c, t in codes.items() if t in class_map.names}
        others = {c: t for c, t in codes.items() if t not in class_map.names}
        self._named = _Codes(named, number, dtype)
        self._others = _Codes(others, number, dtype)
        self._lows = np.array([found.low for found in class_map.ranges]).astype(dtype)
        self._highs = np.array([found.high for found in class_map.ranges]).astype(dtype)
        self._numbers = np.array([number[found.text] for found in class_map.ranges])
        type_name = "uint8" if len(self.keys) <= np.iinfo(np.uint8).max else "uint16"
        self.info = replace(
            source.info,
            dtype=type_name,
            nodatas=(None,),
            more_nodata=((),),
            scales=(1.0,),
            offsets=(0.0,),
            is_mixed=False,
            colormap=None,
        )

    @property
    def can_be_sent(self) -> bool:
        """Whether other processes can read it."""
        return self._source.can_be_sent

    def read(self, window: Sequence[int]) -> tuple[np.ndarray, np.ndarray]:
        """See RasterSource.read."""
        return self._convert(*self._source.read(window))

    def read_overview(self, width: int, height: int) -> tuple[np.ndarray, np.ndarray]:
        """See RasterSource.read_overview."""
        return self._convert(*self._source.read_overview(width, height))

    def _convert(self, values: np.ndarray, valid: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
        info = self._source.info
        values = values.astype(_compared_type(info), copy=False)
        if is_scaled(info):
            # 3000 times 0.0001 is more than 0.3 by a rounding error.
            values = np.round(values * info.scales[0] + info.offsets[0], _DECIMALS)
        found = np.full(values.shape, -1, dtype=np.int64)
        self._others.mark(values, found)
        place = np.searchsorted(self._lows, values, side="right") - 1
        inside = (place >= 0) & (values <= self._highs[place])
        found[inside] = self._numbers[place[inside]]
        self._named.mark(values, found)
        known = valid & (found[0] >= 0)
        return np.where(known, found, 0).astype(self.info.dtype), known

    def close(self) -> None:
        """See RasterSource.close."""
        self._source.close()


class _Codes:
    """Single values and their numbers."""

    def __init__(self, codes: dict[float, str], number: dict[str, int], dtype: np.dtype) -> None:
        ordered = sorted(codes)
        self._values = np.array(ordered).astype(dtype)
        self._numbers = np.array([number[codes[code]] for code in ordered], dtype=np.int64)

    def mark(self, values: np.ndarray, found: np.ndarray) -> None:
        """Set the numbers of the values that are codes."""
        if len(self._values):
            place = np.minimum(np.searchsorted(self._values, values), len(self._values) - 1)
            inside = self._values[place] == values
            found[inside] = self._numbers[place[inside]]


def measure_classes(
    source: RasterSource,
    tiles: TileGeometries,
    class_map: ClassMap,
    is_cancelled: Callable[[], bool] = never_cancelled,
    progress: Callable[[float], None] = ignore_progress,
) -> ClassAreas:
    """Areas of the codes, or of the ranges of a class map as its texts; see measure_class_areas."""
    if not class_map.ranges:
        return measure_class_areas(source, tiles, is_cancelled, progress)
    ranged = RangedSource(source, class_map)
    areas = measure_class_areas(ranged, tiles, is_cancelled, progress)
    codes = np.array([ranged.keys[k] for k in areas.codes.tolist()], dtype=object)
    return replace(areas, codes=codes)


def _compared_type(info: RasterInfo) -> np.dtype:
    """A float type that holds the raster's values and, where it is one, is the raster's own."""
    dtype = np.dtype(info.dtype)
    return dtype if dtype.kind == "f" and not is_scaled(info) else np.dtype(np.float64)


def _is_number(text: str) -> bool:
    try:
        return math.isfinite(float(text))
    except ValueError:
        return False
