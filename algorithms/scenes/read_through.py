"""Reading all that is cut of scenes, to find those that cannot be read."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import numpy as np

from ...core.errors import UnreadableError
from ...core.grid.valid import measure_valid_percent
from ...core.raster.source import RasterSource
from ...core.resampling.windows import PixelWindows, each_part
from ..base.values import Values
from .taken import TakenRasters


@contextmanager
def naming_unreadable(
    taken: TakenRasters, source: RasterSource, places: PixelWindows, values: Values
) -> Iterator[None]:
    """Where a scene cannot be read within the block, all are read, and those that cannot told.

    Raises:
        RasterError: names all scenes that cannot be read.
        CancelledError: the user stopped it.
    """
    try:
        yield
    except UnreadableError:
        _name_unreadable(taken, source, places, values)
        raise


def _name_unreadable(
    taken: TakenRasters, source: RasterSource, places: PixelWindows, values: Values
) -> None:
    """Read what is cut of each scene; does nothing of one raster."""
    is_cancelled = values.feedback.isCanceled
    if not taken.scenes:
        return
    for number, index in each_part(places.parts, len(places.windows)):
        part = source.part(number)
        if part.is_asked:
            continue
        corners = places.windows[index]
        size = np.array([part.info.width, part.info.height])
        start = np.clip(corners[:, :2], 0, size)
        windows = np.hstack([start, np.clip(corners[:, :2] + corners[:, 2:], 0, size) - start])
        try:
            measure_valid_percent(part, windows[windows[:, 2:].all(axis=1)], is_cancelled)
        except UnreadableError as error:
            scene = taken.scenes[number]
            taken.left_out.add(scene.name, scene.raster.path, error)
    taken.left_out.settle(values, len(taken.scenes))
