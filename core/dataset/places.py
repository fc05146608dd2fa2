"""Whether tiles lie where they say, and on the pixels of the raster at hand."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from ..errors import ExportError
from ..listing import count_text
from ..raster.info import RasterInfo
from ..resampling.windows import ON_GRID_PIXELS, PixelWindows
from ..tiles.table import WINDOW_FIELDS, TileTable

_NAMED_IN_MESSAGES = 5


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
        count_text(
            len(wrong),
            "{} tile is not where its window fields say: ",
            "{} tiles are not where their window fields say: ",
        )
        + f"{some_names(tiles['tile_id'][wrong].tolist())}. {tiles['tile_id'][first]} has window "
        f"{_numbers(told[first])}, but its outline is at {_numbers(places.windows[first])}. "
        "Restore the outlines, or remove the fields col_off, row_off, width and height."
    )


def _are_not(count: int) -> str:
    return "1 tile is not" if count == 1 else f"{count} tiles are not"


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
        f"{name} is no rectangle of whole pixels"
        if not np.isfinite(distance)
        else f"{name} is off by {distance:.3g} pixel"
    )
    raise ExportError(
        count_text(
            len(off),
            "{} of {} tiles does not lie on the pixels of {}: ",
            "{} of {} tiles do not lie on the pixels of {}: ",
            int(chosen.sum()),
            info.name,
        )
        + f"{how} ({ON_GRID_PIXELS:g} is allowed). {remedy}"
    )


def some_names(names: Sequence[str]) -> str:
    """The first few of many names, for a message."""
    shown = ", ".join(str(n) for n in names[:_NAMED_IN_MESSAGES])
    return shown + (", ..." if len(names) > _NAMED_IN_MESSAGES else "")


def _numbers(values: Sequence[float]) -> str:
    return ", ".join(f"{v:g}" for v in values)
