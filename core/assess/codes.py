"""The classes of a raster's codes, window by window."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import numpy as np

from ..classes.renaming import ClassMap
from ..labels.ranged import RangedSource
from ..raster.source import RasterSource
from ..samples.labelled import strip_windows, strips
from ..tiles.words import class_name

# What a code is that no class has.
NO_CLASS = -1
_UNSEEN = -2
# Types whose every value has a place in a table.
_SMALL = ("uint8", "uint16")


def shortest_code(code: str, dtype: str) -> str:
    """A code with no more digits than tell it from others of its type: 2.37 for 2.36999988."""
    kind = np.dtype(dtype)
    return class_name(float(str(kind.type(code)))) or code if kind.kind == "f" else code


class ClassReader:
    """Numbers of classes instead of a raster's codes.

    Args:
        source: a raster of one band; closed by its owner.
        class_map: names of its codes.
        number_of: the number of a class by its name and its code, called once a code; NO_CLASS
            leaves it out.
    """

    def __init__(
        self, source: RasterSource, class_map: ClassMap, number_of: Callable[[str, str], int]
    ) -> None:
        self._keys: Sequence[str] = ()
        self.source = source
        if class_map.ranges:
            ranged = RangedSource(source, class_map)
            self.source, self._keys = ranged, ranged.keys
        self._class_map, self._number_of = class_map, number_of
        self._known: dict[float, int] = {}
        dtype = np.dtype(self.source.info.dtype)
        self._table: np.ndarray | None = None
        if dtype.name in _SMALL:
            self._table = np.full(np.iinfo(dtype).max + 1, _UNSEEN, dtype=np.int32)

    def read(self, window: Sequence[int]) -> np.ndarray:
        """int32 (height, width): numbers of the classes of a window, NO_CLASS where there is none.

        Args:
            window: column offset, row offset, width, height.
        """
        values, valid = self.source.read(window)
        return self.numbers(values, valid)

    def numbers(self, values: np.ndarray, valid: np.ndarray) -> np.ndarray:
        """The same of what was read: values (1, height, width), and which of them count."""
        band = values[0]
        if self._table is not None:
            found = self._table[band]
            unseen = valid & (found == _UNSEEN)
            if unseen.any():
                for code in np.flatnonzero(np.bincount(band[unseen])).tolist():
                    self._table[code] = self._number(code)
                found = self._table[band]
            return np.where(valid, found, NO_CLASS)
        found = np.full(band.shape, NO_CLASS, dtype=np.int32)
        codes, places = np.unique(band[valid], return_inverse=True)
        numbers = np.array([self._number(code) for code in codes.tolist()], dtype=np.int32)
        found[valid] = numbers[places.reshape(-1)] if len(numbers) else NO_CLASS
        return found

    def at(self, cols: np.ndarray, rows: np.ndarray) -> np.ndarray:
        """int32 (N,): the classes of pixels; NO_CLASS outside the raster too.

        Args:
            cols: int64 (N,) columns.
            rows: int64 (N,) rows.
        """
        info = self.source.info
        found = np.full(len(cols), NO_CLASS, dtype=np.int32)
        inside = (cols >= 0) & (rows >= 0) & (cols < info.width) & (rows < info.height)
        for top, height in strips(info, rows[inside], rows[inside] + 1):
            here = np.flatnonzero(inside & (rows >= top) & (rows < top + height))
            for left, _, width, _ in strip_windows(info, top, height, cols[here], cols[here] + 1):
                some = here[(cols[here] >= left) & (cols[here] < left + width)]
                if not len(some):
                    continue
                first_col, first_row = int(cols[some].min()), int(rows[some].min())
                last_col, last_row = int(cols[some].max()), int(rows[some].max())
                size = (last_col - first_col + 1, last_row - first_row + 1)
                part = self.read((first_col, first_row, *size))
                found[some] = part[rows[some] - first_row, cols[some] - first_col]
        return found

    def _as_text(self, code: float) -> str:
        # Styles and tables may have all digits of a float.
        whole = class_name(code) or ""
        if whole in self._class_map.names or whole in self._class_map.known:
            return whole
        return shortest_code(whole, self.source.info.dtype)

    def _number(self, code: float) -> int:
        number = self._known.get(code)
        if number is None:
            key = self._keys[int(code)] if self._keys else self._as_text(code)
            name = self._class_map.name(key)
            number = NO_CLASS if name is None else self._number_of(name, key)
            self._known[code] = number
        return number
