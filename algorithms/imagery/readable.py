"""Images of many dates of which some cannot be read."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from contextlib import closing
from typing import TypeVar

import numpy as np

from ...core.errors import RasterError, UnreadableError
from ...core.grid.valid import measure_valid_percent
from ...core.imagery.scenes import Scene
from ...core.raster.source import FileRasterSource, RasterSource
from ...core.scenes.cut_off import check_not_cut_off
from ..base.values import Values
from ..rasters.source import RasterInput
from ..scenes.left_out import LeftOutScenes
from .composite_inputs import DateInput

_SIDE = 1024
_Found = TypeVar("_Found")


def that_can_be_opened(
    rasters: Sequence[RasterInput], left_out: LeftOutScenes, values: Values
) -> list[RasterInput]:
    """Those of some rasters whose files are whole, as far as can be seen without their pixels.

    Raises:
        RasterError: names all that are not, where the run is not to go on without them.
    """
    kept = []
    for item in rasters:
        values.check_cancelled()
        try:
            with closing(item.open()) as source:
                if isinstance(source, FileRasterSource):
                    check_not_cut_off(source, item.name)
        except UnreadableError as error:
            left_out.add(item.name, item.path, error)
        else:
            kept.append(item)
    left_out.settle(values, len(kept) + len(left_out.found))
    return kept


def without_broken(scenes: Iterable[Scene], left_out: LeftOutScenes, values: Values) -> list[Scene]:
    """Those of the scenes of a folder that could be opened.

    Raises:
        RasterError: as that_can_be_opened does.
    """
    kept = []
    for scene in scenes:
        if scene.problem:
            left_out.add(scene.name, scene.path, RasterError("{why}", why=scene.problem))
        else:
            kept.append(scene)
    left_out.settle(values, len(kept) + len(left_out.found))
    return kept


def that_can_be_read(
    dates: Sequence[DateInput], left_out: LeftOutScenes, values: Values
) -> list[DateInput]:
    """Those of some dates whose pixels can all be read, and those of their masks.

    Raises:
        RasterError: as that_can_be_opened does.
        CancelledError: the user stopped it.
    """
    kept = []
    for date in dates:
        try:
            for make in filter(None, (date.make, date.make_mask)):
                _read_all(make, values)
        except UnreadableError as error:
            left_out.add(str(date.name), date.paths[0], error)
        else:
            kept.append(date)
    left_out.settle(values, len(kept) + len(left_out.found))
    return kept


def _read_all(make: Callable[[], RasterSource], values: Values) -> None:
    with closing(make()) as source:
        info = source.info
        windows = [
            (left, top, min(_SIDE, info.width - left), min(_SIDE, info.height - top))
            for top in range(0, info.height, _SIDE)
            for left in range(0, info.width, _SIDE)
        ]
        measure_valid_percent(source, np.array(windows), values.feedback.isCanceled)
