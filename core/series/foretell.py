"""What reading windows of a series comes to, before anything is written."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator

import numpy as np

from ..errors import CancelledError, UnreadableError
from .plan import SeriesPlan


def count_requests(series: SeriesPlan, windows: np.ndarray) -> int:
    """How many requests reading windows of the reference, int64 (N, 4), makes to servers."""
    wanted: dict[int, list[tuple[int, int, int, int]]] = defaultdict(list)
    asked = {id(source): source for source in series.sources if source.is_asked}
    for step in series.steps:
        for read in step.reads:
            if id(read.reader.source) in asked:
                group = series.read_groups[read.group]
                for window in series.grow(windows).tolist():
                    ground = group.ground(window)
                    wanted[id(read.reader.source)] += read.reader.windows_of(ground)
    return sum(asked[key].count_requests(found) for key, found in wanted.items())


def find_unreadable(
    series: SeriesPlan, windows: np.ndarray, is_cancelled: Callable[[], bool]
) -> Iterator[tuple[str, str, UnreadableError]]:
    """Name and path of each image that cannot be read in windows, int64 (N, 4), and why.

    Servers are not asked.

    Raises:
        CancelledError: ``is_cancelled`` said so.
    """
    seen: set[str] = set()
    for step in series.steps:
        for read, path in zip(step.reads, step.paths):
            if path in seen or read.reader.source.is_asked:
                continue
            try:
                for window in series.grow(windows).tolist():
                    if is_cancelled():
                        raise CancelledError
                    read.reader.read(series.read_groups[read.group].ground(window))
            except UnreadableError as error:
                seen.add(path)
                yield read.reader.source.info.name, path, error
