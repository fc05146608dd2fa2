"""Where footprints of tiles in different splits overlap."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import numpy as np

from ..errors import CancelledError
from ..geodesy.tiles import TileGround
from ..geometry.near import near_pairs
from ..geometry.pairs import TilePairs
from ..run.batches import never_cancelled

_EXAMPLES = 20


class SharedFootprint:
    """Sums over all pairs of tiles that overlap and are in different splits.

    Args:
        pairs: the tiles.
        ground: the same, in metres.
        codes: int64 (N,) split of each tile; below 0: not looked at.
        pixel_areas: float64 (N,) square units of a pixel of each tile, NaN where unknown.
        scenes: name of the scene of each tile, where they are of several.

    Attributes:
        tiles: bool (N,): tiles that overlap one of another split.
        pair_counts: (first code, second code) -> pairs of tiles, the lower code first.
        areas: the same -> square metres, or square units without a coordinate system.
        pixels: the same -> pixels, NaN where unknown.
        examples: the same -> a few pairs of indices.
        scene_names: the scenes, sorted; "" comes first and stands for none.
    """

    def __init__(
        self,
        pairs: TilePairs,
        ground: TileGround,
        codes: np.ndarray,
        pixel_areas: np.ndarray,
        is_cancelled: Callable[[], bool] = never_cancelled,
        scenes: Sequence[str | None] | None = None,
    ) -> None:
        self.scene_names: list[str] = []
        self._of_scene = np.zeros(len(codes), dtype=np.int64)
        if scenes is not None:
            names, place = np.unique([scene or "" for scene in scenes], return_inverse=True)
            self.scene_names, self._of_scene = names.tolist(), place.ravel()
        self._scene_pairs: dict[tuple[int, int], dict[int, int]] = {}
        self.tiles = np.zeros(len(codes), dtype=bool)
        self.pair_counts: dict[tuple[int, int], int] = {}
        self.areas: dict[tuple[int, int], float] = {}
        self.pixels: dict[tuple[int, int], float] = {}
        self.examples: dict[tuple[int, int], list[tuple[int, int]]] = {}
        self._pairs = pairs
        self._scales = ground.scales if ground.has_metres else np.ones((len(codes), 2))
        self._codes = codes
        self._pixel_areas = pixel_areas
        used = np.flatnonzero(codes >= 0)
        for one, other in near_pairs(pairs.geometries.bounds[used], codes[used]):
            if is_cancelled():
                raise CancelledError
            self._add(used[one], used[other])

    def _add(self, one: np.ndarray, other: np.ndarray) -> None:
        overlap = self._pairs.overlap(one, other)
        one, other = one[overlap], other[overlap]
        if not len(one):
            return
        swap = self._codes[one] > self._codes[other]
        i, j = np.where(swap, other, one), np.where(swap, one, other)
        area = self._pairs.shared_area(i, j)
        pixels = area / np.fmin(self._pixel_areas[i], self._pixel_areas[j])
        metres = self._pairs.square_metres(area, i, j, self._scales)
        self.tiles[i] = self.tiles[j] = True
        between = np.stack((self._codes[i], self._codes[j]), axis=1)
        for s, t in np.unique(between, axis=0).tolist():
            here = np.flatnonzero((between == (s, t)).all(axis=1))
            key = (s, t)
            self.pair_counts[key] = self.pair_counts.get(key, 0) + len(here)
            self.areas[key] = self.areas.get(key, 0.0) + float(metres[here].sum())
            self.pixels[key] = self.pixels.get(key, 0.0) + float(pixels[here].sum())
            known = self.examples.setdefault(key, [])
            some = here[: _EXAMPLES - len(known)]
            known.extend(zip(i[some].tolist(), j[some].tolist()))
            if self.scene_names:
                self._add_scenes(key, i[here], j[here])

    def _add_scenes(self, key: tuple[int, int], i: np.ndarray, j: np.ndarray) -> None:
        both = self._of_scene[i] * len(self.scene_names) + self._of_scene[j]
        sums = self._scene_pairs.setdefault(key, {})
        for pair, count in zip(*(v.tolist() for v in np.unique(both, return_counts=True))):
            sums[pair] = sums.get(pair, 0) + count

    def describe_scenes(self, key: tuple[int, int]) -> dict[str, Any]:
        """Which scenes share the ground of two splits, those with most pairs of tiles first.

        Returns:
            ``pairs``: pairs of tiles of different scenes; ``examples``: scene in the first split,
            scene in the second, and how many pairs of tiles they share.
        """
        names = self.scene_names
        rows = [
            (names[one], names[other], count)
            for pair, count in self._scene_pairs.get(key, {}).items()
            for one, other in [divmod(pair, len(names))]
            if one != other
        ]
        rows.sort(key=lambda row: (-row[2], row[:2]))
        examples = [list(row) for row in rows[:_EXAMPLES]]
        return {"pairs": sum(row[2] for row in rows), "examples": examples}
