"""Tables of leaves, with one cell for each combination of ranges of values."""

from __future__ import annotations

import heapq
from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np

# Of a table: the ranks of the thresholds that cut each band.
Cuts = dict[int, list[int]]


@dataclass(frozen=True)
class TreeLevel:
    """Tables at one depth of a tree, one a group of pixels.

    ``steps`` are pairs of a band and int32 (groups, ranges): what a range adds to the number of
    the cell; the cell where the group's table starts is included in the first. ``cells`` is int32
    and holds the group at the next depth, or ``-1 - leaf``.
    """

    steps: tuple[tuple[int, np.ndarray], ...]
    cells: np.ndarray


class TreeNodes(NamedTuple):
    """The nodes of a tree; the rank of a threshold is its place among all of the batch."""

    features: np.ndarray
    ranks: np.ndarray
    lefts: np.ndarray
    rights: np.ndarray
    samples: np.ndarray


def make_table(
    nodes: Sequence[list[int]], root: int, limit: int, following: list[int]
) -> tuple[Cuts, np.ndarray]:
    """Cuts by band and the cells of one table; nodes that do not fit go to ``following``."""
    features, ranks, lefts, rights, _ = nodes
    cuts, inside = _choose_cuts(nodes, root, limit)
    axes = {band: axis for axis, band in enumerate(cuts)}
    places = {band: {r: p for p, r in enumerate(found)} for band, found in cuts.items()}
    table = np.empty([len(found) + 1 for found in cuts.values()], dtype=np.int32)
    stack: list[tuple[int, tuple[tuple[int, int], ...]]] = [
        (root, tuple((0, n) for n in table.shape))
    ]
    while stack:
        node, box = stack.pop()
        if node not in inside:
            if lefts[node] < 0:
                value = -1 - node
            else:
                value = len(following)
                following.append(node)
            table[tuple(slice(*side) for side in box)] = value
            continue
        axis = axes[features[node]]
        (low, high), cut = box[axis], places[features[node]][ranks[node]] + 1
        # A threshold that was passed further up leaves nothing for one of the sides.
        if low < cut:
            left = (*box[:axis], (low, min(high, cut)), *box[axis + 1 :])
            stack.append((lefts[node], left))
        if high > cut:
            right = (*box[:axis], (max(low, cut), high), *box[axis + 1 :])
            stack.append((rights[node], right))
    return cuts, table


def _choose_cuts(nodes: Sequence[list[int]], root: int, limit: int) -> tuple[Cuts, set[int]]:
    """Cuts by band of one table, and the nodes that they are of.

    Nodes that most samples came by go first, so that most pixels end in the first table.
    """
    features, ranks, lefts, rights, samples = nodes
    passed: dict[int, set[int]] = {}
    inside: set[int] = set()
    cells = 1
    waiting = [(0, root)]
    while waiting:
        _, node = heapq.heappop(waiting)
        if lefts[node] < 0:
            continue
        own = passed.setdefault(features[node], set())
        if ranks[node] not in own:
            grown = cells // (len(own) + 1) * (len(own) + 2)
            if grown > limit:
                continue
            cells = grown
            own.add(ranks[node])
        inside.add(node)
        for child in (lefts[node], rights[node]):
            heapq.heappush(waiting, (-samples[child], child))
    cuts = {band: sorted(found) for band, found in sorted(passed.items()) if found}
    return cuts, inside


def codes_of_ranges(own: np.ndarray) -> np.ndarray:
    """For each own range of a tree a code that lies in it, on the batch's scale."""
    return np.concatenate((own, own[-1:] + 1)) if len(own) else np.zeros(1, dtype=np.int64)


def join_tables(tables: Sequence[tuple[Cuts, np.ndarray]], codes: list[np.ndarray]) -> TreeLevel:
    """The tables of one depth, one behind the other; ``codes`` are those of each band."""
    bands = sorted({band for cuts, _ in tables for band in cuts})
    steps = [np.zeros((len(tables), len(codes[band])), dtype=np.int32) for band in bands]
    start = 0
    for group, (cuts, table) in enumerate(tables):
        strides = [s // table.itemsize for s in table.strides]
        for (band, found), stride in zip(cuts.items(), strides):
            places = np.searchsorted(found, codes[band], side="left")
            steps[bands.index(band)][group] = places * stride
        if bands:
            steps[0][group] += start
        start += table.size
    cells = np.concatenate([table.reshape(-1) for _, table in tables])
    return TreeLevel(tuple(zip(bands, steps)), cells)
