"""Which class each tile gets, of all tiles at once."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from .on_tiles import ClassesOnTiles

NONE = -1


@dataclass(frozen=True)
class Choice:
    """Classes of N tiles, as places in the names; NONE where there is none.

    Attributes:
        labels: int64 (N,).
        percents: float64 (N,) what the label covers, NaN where there is none.
        seconds: int64 (N,) the runner-up.
        second_percents: float64 (N,) what it covers, NaN where there is none.
    """

    labels: np.ndarray
    percents: np.ndarray
    seconds: np.ndarray
    second_percents: np.ndarray


def choose_classes(
    ranked: ClassesOnTiles, is_candidate: np.ndarray, sizes: np.ndarray, otherwise: np.ndarray
) -> Choice:
    """The largest candidate of each tile, and the largest of the other classes.

    Of equal ones the first name counts.

    Args:
        ranked: the shares that labels and runners-up have.
        is_candidate: bool (rows,).
        sizes: float64 (rows,) what candidates are ordered by.
        otherwise: int64 (N,) what tiles without a candidate get.
    """
    count = len(otherwise)
    labels, seconds = otherwise.copy(), np.full(count, NONE)
    percents, second_percents = np.full(count, np.nan), np.full(count, np.nan)
    first = _first_rows(ranked, np.flatnonzero(is_candidate), sizes)
    labels[ranked.tiles[first]] = ranked.classes[first]
    is_label = ranked.classes == labels[ranked.tiles]
    percents[ranked.tiles[is_label]] = ranked.percents[is_label]
    others = np.flatnonzero(~is_label & (ranked.percents > 0))
    first = _first_rows(ranked, others, ranked.percents)
    seconds[ranked.tiles[first]] = ranked.classes[first]
    second_percents[ranked.tiles[first]] = ranked.percents[first]
    return Choice(labels, percents, seconds, second_percents)


def _first_rows(ranked: ClassesOnTiles, rows: np.ndarray, sizes: np.ndarray) -> np.ndarray:
    """Of some rows, that of each tile which is largest, or of the first name."""
    order = rows[np.lexsort((ranked.classes[rows], -sizes[rows], ranked.tiles[rows]))]
    return np.asarray(order[np.diff(ranked.tiles[order], prepend=-1) > 0])
