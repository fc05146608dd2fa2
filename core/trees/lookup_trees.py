"""Evaluating decision trees by table look-up: the same leaves, several times faster.

The thresholds of all trees cut each band into ranges, and a pixel is fully described by the
number of its range in each band. A tree cuts the space of these numbers into boxes; where it has
few thresholds, a table with one cell for each combination of ranges names the leaf at once. Large
trees have a table for their upper part and further ones below.
"""

from __future__ import annotations

import threading
from collections.abc import Iterator, Sequence

import numpy as np

from .arrays import DecisionTrees
from .tables import TreeLevel, TreeNodes, codes_of_ranges, join_tables, make_table

# Cells of a tree's first table, which should stay in a processor's cache, and of those below.
_FIRST_CELLS = 1 << 17
_NEXT_CELLS = 1 << 12
# Trees share their ranges as long as there are no more than this in a band: each tree has a table
# of all of them.
_MAX_RANGES = 1 << 13


def flatten_trees(trees: DecisionTrees, band_count: int) -> list[FlatTrees]:
    """Tables for checked trees over pixels of ``band_count`` bands, in the order of the trees."""
    return [
        FlatTrees(trees, first, last, band_count) for first, last in _batches(trees, band_count)
    ]


class FlatTrees:
    """Some neighbouring trees that share ranges.

    Attributes:
        trees: numbers of the trees.
    """

    def __init__(self, trees: DecisionTrees, first: int, last: int, band_count: int) -> None:
        self.trees = range(first, last)
        start, end = int(trees.starts[first]), int(trees.starts[last])
        features = trees.features[start:end]
        ranks = np.zeros(end - start, dtype=np.int64)
        self._thresholds = []
        for band in range(band_count):
            nodes = np.flatnonzero(features == band)
            found, places = np.unique(trees.thresholds[start:end][nodes], return_inverse=True)
            self._thresholds.append(found)
            ranks[nodes] = places.reshape(-1)
        self._flat = []
        for k in self.trees:
            part = slice(int(trees.starts[k]) - start, int(trees.starts[k + 1]) - start)
            nodes = slice(int(trees.starts[k]), int(trees.starts[k + 1]))
            self._flat.append(
                _FlatTree(
                    TreeNodes(
                        features[part],
                        ranks[part],
                        trees.lefts[nodes],
                        trees.rights[nodes],
                        trees.samples[nodes],
                    ),
                    [len(t) + 1 for t in self._thresholds],
                )
            )
        self._lookups: dict[tuple[int, str], np.ndarray] = {}
        self._local = threading.local()

    @property
    def work(self) -> float:
        """How many tables are looked into for a pixel and tree, at most, on average."""
        return sum(tree.work for tree in self._flat) / len(self._flat)

    def encode(self, bands: np.ndarray) -> list[np.ndarray]:
        """The number of the range that each value lies in: int64 (N,) a band.

        ``bands`` is (bands, N) of any type; values are compared as float64.
        """
        return [self._encode(band, k) for k, band in enumerate(bands)]

    def _encode(self, band: np.ndarray, k: int) -> np.ndarray:
        # The range is how many thresholds the value is greater than.
        if band.dtype.kind not in "iu" or band.dtype.itemsize > 2:
            return np.searchsorted(self._thresholds[k], band.astype(np.float64), side="left")
        key = (k, band.dtype.str)
        lookup = self._lookups.get(key)
        if lookup is None:
            limits = np.iinfo(band.dtype)
            # Negative values index from the end.
            values = np.roll(np.arange(limits.min, limits.max + 1), limits.min)
            lookup = np.searchsorted(self._thresholds[k], values.astype(np.float64), side="left")
            self._lookups[key] = lookup
        return lookup[band]

    def select(self, codes: list[np.ndarray], index: np.ndarray) -> list[np.ndarray]:
        """Codes of some pixels only."""
        return [code.take(index) for code in codes]

    def leaves(self, tree: int, codes: list[np.ndarray]) -> np.ndarray:
        """The leaf of a tree that each pixel falls into, counted from the tree's first node.

        ``codes`` is what encode returned. The result is int32 (N,), and good until the same
        thread asks again.
        """
        buffers = getattr(self._local, "buffers", None)
        if buffers is None or buffers.shape[1] < len(codes[0]):
            # New memory for each of the many small steps would take longer than the steps.
            buffers = np.empty((3, len(codes[0])), dtype=np.int32)
            self._local.buffers = buffers
        return self._flat[tree - self.trees.start].leaves(codes, buffers)


def _batches(trees: DecisionTrees, band_count: int) -> Iterator[tuple[int, int]]:
    """First and last tree (exclusive) of batches with a bounded number of ranges."""
    first, counts = 0, np.zeros(band_count, dtype=np.int64)
    for k in range(len(trees)):
        features = trees.features[trees.starts[k] : trees.starts[k + 1]]
        own = np.bincount(features[features >= 0], minlength=band_count)
        if k > first and (counts + own).max() > _MAX_RANGES:
            # Trees repeat each other's thresholds, so that this is more batches than needed.
            yield first, k
            first, counts = k, np.zeros(band_count, dtype=np.int64)
        counts += own
    yield first, len(trees)


class _FlatTree:
    """The levels of one tree.

    Args:
        nodes: all of its nodes, its root first.
        sizes: the number of ranges in each band.
    """

    def __init__(self, nodes: TreeNodes, sizes: Sequence[int]) -> None:
        lists = [column.tolist() for column in nodes]
        self._levels: list[TreeLevel] = []
        # Below the first level a tree's own ranges do, so that tables of many groups stay small.
        own = [np.unique(nodes.ranks[nodes.features == band]) for band in range(len(sizes))]
        groups = [0]
        while groups:
            is_first = not self._levels
            limit = _FIRST_CELLS if is_first else _NEXT_CELLS
            following: list[int] = []
            tables = [make_table(lists, root, limit, following) for root in groups]
            codes = [np.arange(n) for n in sizes] if is_first else [codes_of_ranges(o) for o in own]
            self._levels.append(join_tables(tables, codes))
            groups = following
        self._own = {}
        if len(self._levels) > 1:
            bands = {band for level in self._levels[1:] for band, _ in level.steps}
            self._own = {
                b: np.searchsorted(own[b], np.arange(sizes[b]), side="left") for b in bands
            }

    @property
    def work(self) -> int:
        """Tables on the longest way."""
        return sum(len(level.steps) for level in self._levels)

    def leaves(self, codes: list[np.ndarray], buffers: np.ndarray) -> np.ndarray:
        """See FlatTrees.leaves; ``buffers`` are int32 (3, N or more), of which one is returned."""
        first, count = self._levels[0], len(codes[0])
        if not first.steps:
            return np.zeros(count, dtype=np.int32)
        cell, added, found = (buffer[:count] for buffer in buffers)
        for k, (band, steps) in enumerate(first.steps):
            # All indices are in range; any mode but the default writes straight into the buffer.
            steps[0].take(codes[band], out=added if k else cell, mode="wrap")
            if k:
                np.add(cell, added, out=cell)
        first.cells.take(cell, out=found, mode="wrap")
        if len(self._levels) > 1:
            self._descend(found, codes)
        return np.invert(found, out=found)

    def _descend(self, found: np.ndarray, codes: list[np.ndarray]) -> None:
        """Replace groups by leaves."""
        pixels = np.flatnonzero(found >= 0)
        own = {b: table.take(codes[b].take(pixels)) for b, table in self._own.items()}
        for level in self._levels[1:]:
            groups = found.take(pixels)
            added = (
                steps.reshape(-1).take(groups * steps.shape[1] + own[band])
                for band, steps in level.steps
            )
            # Only a node that has a cut goes to a level below.
            cell = next(added)
            for more in added:
                np.add(cell, more, out=cell)
            here = level.cells.take(cell)
            found[pixels] = here
            is_open = here >= 0
            if not is_open.any():
                return
            pixels = pixels[is_open]
            own = {b: code[is_open] for b, code in own.items()}
