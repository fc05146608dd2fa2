"""The least distance between two sets of tiles."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import numpy as np

from ..errors import CancelledError
from ..geometry.near import near_pairs
from ..geometry.pairs import TilePairs
from ..run.batches import never_cancelled
from .tiles import TileGround

_FAN = 4
_CHUNK = 200_000


def least_distance(
    pairs: TilePairs,
    ground: TileGround,
    ours: np.ndarray,
    theirs: np.ndarray,
    is_cancelled: Callable[[], bool] = never_cancelled,
) -> tuple[float, int, int]:
    """Metres between the nearest tiles of two sets, and these two tiles.

    Two trees of boxes are walked down together, level by level; pairs of boxes that are farther
    apart than what is sure to be found are dropped (dual-tree search: Gray and Moore, "N-Body
    Problems in Statistical Learning", 2000).

    Args:
        ours: int64 indices of tiles, at least one.
        theirs: int64 indices of other tiles, at least one.
        is_cancelled: asked often.

    Raises:
        CancelledError: the user asked to stop.
    """
    touching = _find_touching(pairs, ground, ours, theirs, is_cancelled)
    if touching is not None:
        return touching
    bounds, shrink, stretch = ground.search_boxes()
    is_flat = bounds.shape[1] == 4
    own = bounds if is_flat else pairs.geometries.bounds
    places = (own[:, :2] + own[:, 2:]) / 2
    trees = [_BoxTree(bounds, places, index) for index in (ours, theirs)]
    a, b = np.zeros(1, dtype=np.int64), np.zeros(1, dtype=np.int64)
    levels = max(len(tree.levels) for tree in trees)
    best = np.inf
    for level in range(levels):
        if is_cancelled():
            raise CancelledError
        near, far = _gaps(trees[0].boxes(level)[a], trees[1].boxes(level)[b])
        best = min(best, float(far.min()) * stretch)
        hopeful = near * shrink <= best
        a, b, near = a[hopeful], b[hopeful], near[hopeful]
        if level < levels - 1:
            a, b = _descend(trees, level, a, b)
    one, other = trees[0].tiles[a], trees[1].tiles[b]
    return _nearest(pairs, ground, one, other, near * shrink, is_cancelled)


def _find_touching(
    pairs: TilePairs,
    ground: TileGround,
    ours: np.ndarray,
    theirs: np.ndarray,
    is_cancelled: Callable[[], bool],
) -> tuple[float, int, int] | None:
    tiles = np.concatenate((ours, theirs))
    codes = np.repeat([0, 1], [len(ours), len(theirs)])
    for one, other in near_pairs(pairs.geometries.bounds[tiles], codes):
        if is_cancelled():
            raise CancelledError
        swap = codes[one] == 1
        i, j = tiles[np.where(swap, other, one)], tiles[np.where(swap, one, other)]
        touching = np.flatnonzero(pairs.touch(i, j, ground.scales))
        if len(touching):
            return 0.0, int(i[touching[0]]), int(j[touching[0]])
    return None


def _nearest(
    pairs: TilePairs,
    ground: TileGround,
    i: np.ndarray,
    j: np.ndarray,
    bound: np.ndarray,
    is_cancelled: Callable[[], bool],
) -> tuple[float, int, int]:
    found = (np.inf, -1, -1)
    order = np.argsort(bound, kind="stable")
    for start in range(0, len(order), _CHUNK):
        if is_cancelled():
            raise CancelledError
        part = order[start : start + _CHUNK]
        part = part[bound[part] <= found[0]]
        if not len(part):
            break
        gap = pairs.gap(i[part], j[part], ground.scales)
        k = int(gap.argmin())
        if gap[k] < found[0]:
            found = (float(gap[k]), int(i[part][k]), int(j[part][k]))
    return found


class _BoxTree:
    """Bounding boxes of tiles, of four of those, and so on up to one box.

    Neighbours in the tree are neighbours on the ground, as tiles are sorted along Morton's curve.

    Args:
        bounds: float64 (N, 4) or (N, 6): the least place along each axis, then the greatest.
        places: float64 (N, 2): where tiles lie, in any units.
        index: int64: those of them that count.
    """

    def __init__(self, bounds: np.ndarray, places: np.ndarray, index: np.ndarray) -> None:
        own, axes = bounds[index], bounds.shape[1] // 2
        order = np.argsort(_morton(places[index]), kind="stable")
        self.tiles = index[order]
        levels = [own[order]]
        while len(levels[-1]) > 1:
            boxes = levels[-1]
            first = np.arange(0, len(boxes), _FAN)
            least = np.minimum.reduceat(boxes[:, :axes], first, axis=0)
            last = np.maximum.reduceat(boxes[:, axes:], first, axis=0)
            levels.append(np.concatenate((least, last), axis=1))
        self.levels = levels[::-1]

    def boxes(self, level: int) -> np.ndarray:
        """Boxes of a level, 0 being the whole; below the tiles there are the tiles again."""
        return self.levels[min(level, len(self.levels) - 1)]

    def children(self, level: int, nodes: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
        """Nodes one level down, and the place in ``nodes`` that each comes from."""
        place = np.arange(len(nodes))
        if level + 1 >= len(self.levels):
            return nodes, place
        below = nodes[:, None] * _FAN + np.arange(_FAN)
        exists = below < len(self.levels[level + 1])
        return below[exists], np.broadcast_to(place[:, None], below.shape)[exists]


def _descend(
    trees: Sequence[_BoxTree], level: int, a: np.ndarray, b: np.ndarray
) -> tuple[np.ndarray, np.ndarray]:
    a, place = trees[0].children(level, a)
    b = b[place]
    b, place = trees[1].children(level, b)
    return a[place], b


def _gaps(a: np.ndarray, b: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Least and greatest distance between points of boxes."""
    axes = a.shape[1] // 2
    least_a, last_a, least_b, last_b = a[:, :axes], a[:, axes:], b[:, :axes], b[:, axes:]
    apart = np.maximum(np.maximum(least_a, least_b) - np.minimum(last_a, last_b), 0)
    across = np.maximum(last_a, last_b) - np.minimum(least_a, least_b)
    if axes == 2:
        return np.hypot(*apart.T), np.hypot(*across.T)
    return np.linalg.norm(apart, axis=1), np.linalg.norm(across, axis=1)


def _morton(places: np.ndarray) -> np.ndarray:
    """Places (N, 2) as numbers whose bits take turns between x and y."""
    least = places.min(axis=0)
    span = np.maximum(np.ptp(places, axis=0).max(), 1e-300)
    bits = ((places - least) / span * 65535).astype(np.uint64)
    for shift, mask in (
        (8, 0x00FF00FF00FF00FF),
        (4, 0x0F0F0F0F0F0F0F0F),
        (2, 0x3333333333333333),
        (1, 0x5555555555555555),
    ):
        bits = (bits | (bits << np.uint64(shift))) & np.uint64(mask)
    return bits[:, 0] | (bits[:, 1] << np.uint64(1))
