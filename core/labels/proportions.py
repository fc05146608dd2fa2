"""Shares of classes in tiles: names, percentages, fields."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np

from ..classes.renaming import ClassMap
from ..classes.shares import PREFIX, PROPORTIONS
from ..tiles.table import DOUBLE, TEXT, Field, TileTable, make_column
from .areas import ClassAreas

KNOWN = Field("known_pct", DOUBLE)
# Digits of a percentage in the JSON field; the other fields keep all.
_DIGITS = 6
_LONGEST_NAME = 48


@dataclass(frozen=True)
class Proportions:
    """Shares of classes in N tiles.

    Attributes:
        classes: K names, sorted.
        percent: float64 (N, K), 0 to 100; NaN in the rows of tiles of which nothing is known.
        known: float64 (N,), the part of the tile's area in percent that has a class.
    """

    classes: tuple[str, ...]
    percent: np.ndarray
    known: np.ndarray

    @property
    def fields(self) -> list[Field]:
        """One field a class, then ``proportions`` and ``known_pct``."""
        names = proportion_names(self.classes)
        return [*(Field(names[name], DOUBLE) for name in self.classes), PROPORTIONS, KNOWN]

    def extend(self, tiles: TileTable, start: int) -> TileTable:
        """A table of consecutive tiles, the first of which is number ``start``, with the fields."""
        rows = slice(start, start + len(tiles))
        percent = self.percent[rows]
        for k, field in enumerate(self.fields[: len(self.classes)]):
            tiles = tiles.with_column(field, percent[:, k])
        texts = (_as_json(self.classes, row) for row in percent.tolist())
        tiles = tiles.with_column(PROPORTIONS, make_column(TEXT, texts))
        return tiles.with_column(KNOWN, self.known[rows])

    def mean(self) -> dict[str, float]:
        """Mean share of each class over the tiles of which something is known."""
        rows = self.percent[~np.isnan(self.percent).any(axis=1)]
        if not len(rows):
            return {}
        return dict(zip(self.classes, rows.mean(axis=0).tolist()))


def _as_json(classes: Sequence[str], row: list[float]) -> str | None:
    if any(value != value for value in row):
        return None
    return json.dumps(
        {name: round(value, _DIGITS) for name, value in zip(classes, row)}, ensure_ascii=False
    )


def proportion_names(classes: Iterable[str]) -> dict[str, str]:
    """A field name ``p_<class>`` for each class.

    Letters and digits of any script stay, everything else becomes ``_``. Names that a GeoPackage
    or an expression would take for the same one, because only the case or such signs differ, are
    numbered in the order of the classes.
    """
    names, taken = {}, {PROPORTIONS.name.casefold(), KNOWN.name.casefold()}
    for name in sorted(classes):
        text = "".join(c if c.isalnum() else "_" for c in name).strip("_") or "class"
        field = stem = PREFIX + text[:_LONGEST_NAME]
        number = 1
        while field.casefold() in taken:
            number += 1
            field = f"{stem}_{number}"
        taken.add(field.casefold())
        names[name] = field
    return names


def proportions_of_raster(areas: ClassAreas, class_map: ClassMap) -> Proportions:
    """Shares of each tile's known area, which sum to 100, from the areas of codes."""
    names = [class_map.name(code) for code in areas.codes.tolist()]
    classes = tuple(sorted({n for n in names if n is not None} | class_map.declared))
    summed = np.zeros((len(areas.areas), len(classes)))
    for k, name in enumerate(names):
        if name is not None:
            summed[:, classes.index(name)] += areas.areas[:, k]
    total = summed.sum(axis=1)
    whole = np.maximum(areas.tile_areas, total)
    with np.errstate(invalid="ignore", divide="ignore"):
        percent = np.where(total[:, None] > 0, 100 * summed / total[:, None], np.nan)
        known = np.where(whole > 0, 100 * total / whole, 0.0)
    return Proportions(classes, percent, known)


def proportions_of_shares(
    shares: Sequence[dict[str, float]], rest: Sequence[float], declared: Iterable[str] = ()
) -> tuple[Proportions, int]:
    """Shares of each tile's area, from those of polygons in percent by class.

    Where polygons of several classes overlap, they share the overlap in proportion.

    Args:
        shares: of each tile, by class.
        rest: what no polygon covers of each tile, in percent.
        declared: classes that get a field in any case.

    Returns:
        The proportions, and in how many tiles classes overlap.
    """
    classes = tuple(sorted({name for row in shares for name in row} | set(declared)))
    places = {name: k for k, name in enumerate(classes)}
    percent = np.zeros((len(shares), len(classes)))
    for i, row in enumerate(shares):
        for name, value in row.items():
            percent[i, places[name]] = value
    known = 100.0 - np.asarray(rest, dtype=float).reshape(-1)
    total = percent.sum(axis=1)
    crowded = total > known + 1e-6
    percent[crowded] *= (known[crowded] / total[crowded])[:, None]
    return Proportions(classes, percent, known), int(crowded.sum())
