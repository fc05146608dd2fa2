"""Whether tiles lie where they say, and on the pixels of the raster at hand."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

import numpy as np

from ..errors import ExportError
from ..message import Message, counted
from ..raster.info import RasterInfo
from ..resampling.windows import ON_GRID_PIXELS, PixelWindows
from ..tiles.table import WINDOW_FIELDS, TileTable

_NAMED_IN_MESSAGES = 5
# So many names are compared in one go.
_AT_ONCE = 50_000


def check_windows(tiles: TileTable, places: PixelWindows, chosen: np.ndarray) -> None:
    """Refuse tiles that were moved away from the window their fields name.

    Fields made for another raster disagree nearly everywhere and say nothing; where most tiles
    agree, the layer was made for this raster and the others are mistakes.
    """
    if any(name not in tiles.columns for name in WINDOW_FIELDS):
        return
    told = np.stack([_as_numbers(tiles[name]) for name in WINDOW_FIELDS], axis=1)
    index = np.flatnonzero(np.isfinite(told).all(axis=1) & chosen)
    agree = (told[index] == places.windows[index]).all(axis=1)
    if not len(index) or agree.all() or 2 * agree.sum() < len(index):
        return
    wrong = index[~agree]
    first = int(wrong[0])
    raise ExportError(
        counted(
            len(wrong),
            "{count} tile is not where its window fields say: {names}. {first} has window {told}, "
            "but its outline is at {window}. Restore the outline, or remove the fields col_off, "
            "row_off, width and height.",
            "{count} tiles are not where their window fields say: {names}. {first} has window "
            "{told}, but its outline is at {window}. Restore the outlines, or remove the fields "
            "col_off, row_off, width and height.",
            names=some_names(tiles["tile_id"][wrong].tolist()),
            first=tiles["tile_id"][first],
            told=_numbers(told[first]),
            window=_numbers(places.windows[first]),
        )
    )


def _as_numbers(column: np.ndarray) -> np.ndarray:
    numbers = []
    for value in column.tolist():
        try:
            numbers.append(float("nan") if value is None else float(value))
        except (TypeError, ValueError):
            numbers.append(float("nan"))
    return np.array(numbers)


def check_on_grid(
    tiles: TileTable, places: PixelWindows, chosen: np.ndarray, info: RasterInfo, remedy: str
) -> None:
    """Refuse chosen tiles that are no rectangles of whole pixels; ``remedy`` says what helps."""
    off = np.flatnonzero(~places.is_on_grid() & chosen)
    if not len(off):
        return
    worst = int(off[np.argmax(places.off_grid[off])])
    name, distance = tiles["tile_id"][worst], places.off_grid[worst]
    how = (
        Message("{name} is not a rectangle of whole pixels", name=name)
        if not np.isfinite(distance)
        else Message("{name} is off by {distance:.3g} pixel", name=name, distance=distance)
    )
    raise ExportError(
        counted(
            len(off),
            "{count} of {total} tiles does not lie on the pixels of {raster}: {how} ({allowed:g} "
            "is allowed). {remedy}",
            "{count} of {total} tiles do not lie on the pixels of {raster}: {how} ({allowed:g} is "
            "allowed). {remedy}",
            total=int(chosen.sum()),
            raster=info.name,
            how=how,
            allowed=ON_GRID_PIXELS,
            remedy=remedy,
        )
    )


def some_names(names: Sequence[str]) -> str:
    """The first few of many names, for a message."""
    shown = ", ".join(str(n) for n in names[:_NAMED_IN_MESSAGES])
    return shown + (", ..." if len(names) > _NAMED_IN_MESSAGES else "")


def _numbers(values: Sequence[float]) -> str:
    return ", ".join(f"{v:g}" for v in values)


def find_repeated(names: Sequence[str]) -> list[str]:
    """Those of some names that occur more than once, each once."""
    distinct: set[str] = set()
    # In parts: a window that shares Python with this thread has its turn between them alone.
    for start in range(0, len(names), _AT_ONCE):
        distinct.update(names[start : start + _AT_ONCE])
    if len(distinct) == len(names):
        return []
    return [name for name, times in Counter(names).items() if times > 1]
