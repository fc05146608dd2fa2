"""What classes do on tiles, column-wise."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

# Digits of a percentage; those behind are rounding in the overlay, and would break ties, miss
# thresholds and keep 100 % from being 100 %.
DIGITS = 7


@dataclass(frozen=True)
class ClassesOnTiles:
    """What classes do on N tiles, a row for each class that touches one.

    Attributes:
        names: of the classes, sorted.
        tiles: int64 (M,) ascending.
        classes: int64 (M,) places in ``names``, ascending for each tile.
        percents: float64 (M,) share of the tile's area that the class covers, 0 for those that
            only touch it.
        is_centred: bool (M,): classes that hold the tile's centre, where the rule asks for it.
        rest: float64 (N,) share that no class covers, 100 where there is none; measured where the
            rule has an ``other_label``.
    """

    names: tuple[str, ...]
    tiles: np.ndarray
    classes: np.ndarray
    percents: np.ndarray
    is_centred: np.ndarray
    rest: np.ndarray

    def with_rest(self, other_label: str | None) -> tuple[ClassesOnTiles, np.ndarray]:
        """The shares, where what no class covers is of the class ``other_label``.

        Only tiles that a class touches get a row of that class.

        Returns:
            The classes, and float64 (rows,) what each covers by itself, NaN where it does not even
            touch the tile.
        """
        if other_label is None:
            return self, self.percents
        names = tuple(sorted({*self.names, other_label}))
        places = {name: k for k, name in enumerate(names)}
        other = places[other_label]
        moved = np.array([places[name] for name in self.names], dtype=np.int64)
        classes = moved[self.classes]
        has_row = np.zeros(len(self.rest), dtype=bool)
        has_row[self.tiles] = True
        has_row[self.tiles[classes == other]] = False
        new = np.flatnonzero(has_row)
        tiles = np.concatenate((self.tiles, new))
        classes = np.concatenate((classes, np.full(len(new), other)))
        covered = np.concatenate((self.percents, np.full(len(new), np.nan)))
        centred = np.concatenate((self.is_centred, np.zeros(len(new), dtype=bool)))
        order = np.lexsort((classes, tiles))
        tiles, classes, covered = tiles[order], classes[order], covered[order]
        percents = np.nan_to_num(covered)
        added = np.flatnonzero(classes == other)
        sums = percents[added] + self.rest[tiles[added]]
        percents[added] = [min(100.0, round(value, DIGITS)) for value in sums.tolist()]
        ranked = ClassesOnTiles(names, tiles, classes, percents, centred[order], self.rest)
        return ranked, covered

    def of_tile(self, tile: int) -> dict[str, float]:
        """The shares by class of one tile."""
        start, end = np.searchsorted(self.tiles, (tile, tile + 1)).tolist()
        names = [self.names[k] for k in self.classes[start:end].tolist()]
        return dict(zip(names, self.percents[start:end].tolist()))

    def by_tile(self) -> dict[int, dict[str, float]]:
        """The shares by class, of each tile that has any."""
        found: dict[int, dict[str, float]] = {}
        rows = zip(self.tiles.tolist(), self.classes.tolist(), self.percents.tolist())
        for tile, number, percent in rows:
            found.setdefault(tile, {})[self.names[number]] = percent
        return found


def no_classes(count: int) -> ClassesOnTiles:
    """No class on any of some tiles."""
    numbers = np.empty(0, dtype=np.int64)
    return ClassesOnTiles(
        (), numbers, numbers, np.empty(0), np.empty(0, dtype=bool), np.full(count, 100.0)
    )


def classes_of_rows(rows: Sequence[Mapping[str, float]], rest: np.ndarray) -> ClassesOnTiles:
    """The same of shares by class, of each tile in percent."""
    names = tuple(sorted({name for row in rows for name in row}))
    places = {name: k for k, name in enumerate(names)}
    triples = sorted(
        (tile, places[name], percent)
        for tile, row in enumerate(rows)
        for name, percent in row.items()
    )
    tiles, classes = (np.array([t[k] for t in triples], dtype=np.int64) for k in (0, 1))
    percents = np.array([t[2] for t in triples], dtype=float)
    return ClassesOnTiles(names, tiles, classes, percents, np.zeros(len(tiles), dtype=bool), rest)
