"""Rounds of windows as units of work, each with its labels."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence

import numpy as np

from ..dataset.folder import OutputFolder
from ..dataset.plan import fit_tiles
from ..errors import CancelledError
from ..series.read import SeriesRound
from ..tiles.layout import FILE
from .encode import SeriesWork
from .labels import pack_labels
from .request import SeriesRequest


def plan_series_work(
    request: SeriesRequest,
    output: OutputFolder,
    rounds: Sequence[SeriesRound],
    is_sent: bool,
    is_cancelled: Callable[[], bool],
) -> Iterator[SeriesWork]:
    """What is done in each round; its labels are read when it is asked for.

    Args:
        request: what to write.
        output: tells which files are there already.
        rounds: of the request's windows.
        is_sent: whether the work leaves this process.
        is_cancelled: asked before each window.

    Raises:
        CancelledError: ``is_cancelled`` said so.
    """
    windows = request.plan.places.windows
    files = request.plan.tiles[FILE.name].tolist()
    ids = request.plan.tiles["tile_id"].tolist()
    counted = fit_tiles(request.plan)
    for part in rounds:
        labels = []
        for i in part.index.tolist():
            if is_cancelled():
                raise CancelledError
            found = _read_labels(request, windows[i], ids[i])
            # Labels hold few values: packed they are small, however fine their pixels are.
            labels.append(pack_labels(found) if is_sent and found else found)
        names = [files[i] for i in part.index.tolist()]
        yield SeriesWork(
            part.read,
            part.index,
            windows[part.index],
            names,
            counted[part.index],
            [output.has(name) for name in names],
            labels,
        )


def _read_labels(
    request: SeriesRequest, window: np.ndarray, tile_id: str
) -> Mapping[str, np.ndarray] | None:
    """Arrays by name; None for a window that is left out since it has no label."""
    if request.labels is None:
        return {}
    only = None if request.parcels is None else request.parcels[tile_id]
    labels = request.labels.read(window.tolist(), only)
    if request.skip_unlabelled and request.labels.is_empty(labels):
        return None
    return labels
