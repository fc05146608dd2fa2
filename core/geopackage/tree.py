"""The spatial index of a layer: an R-tree of SQLite's, packed from the boxes of all rows.

SQLite takes boxes one by one, which lasts three times as long as writing the rows. Here the nodes
are laid together and put into the tables in which SQLite keeps them: rows that are near each other
share a node (sort-tile-recursive packing).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

# As SQLite has them: what is in a node, how many of that, and where a node's cells begin.
_CELL = np.dtype([("id", ">i8"), ("box", ">f4", (4,))])
_MOST_CELLS = 51
_HEAD = 4
_ROOT = 1
# What SQLite multiplies by to get to the next number of 32 bits, away from zero or towards it.
_AWAY, _TOWARDS = 1 + 1 / 2**23, 1 - 1 / 2**23


@dataclass(frozen=True)
class TreeLevel:
    """Nodes of a tree that are equally far from its root.

    Attributes:
        numbers: int64 (nodes,) of the nodes; the root is 1.
        nodes: their bytes.
        children: int64 (cells,) what they hold: numbers of rows, or of nodes of the level below.
        parents: int64 (cells,) the node in which each of these is.
        is_leaf: whether they hold rows.
    """

    numbers: np.ndarray
    nodes: list[bytes]
    children: np.ndarray
    parents: np.ndarray
    is_leaf: bool


def pack_tree(bounds: np.ndarray, node_size: int) -> Iterator[TreeLevel]:
    """The levels of a tree, from the leaves to the root.

    Args:
        bounds: float64 (N, 4) least x, least y, greatest x, greatest y of rows 1 to N.
        node_size: bytes of a node.
    """
    boxes = np.stack([_round(bounds[:, k], k >= 2) for k in (0, 2, 1, 3)], axis=1)
    order = _near_order(boxes)
    boxes, children = boxes[order], order + 1
    depth, following = 0, _ROOT + 1
    while True:
        count = max(1, -(-len(boxes) // _MOST_CELLS))
        starts = np.arange(count) * _MOST_CELLS
        sizes = np.minimum(_MOST_CELLS, len(boxes) - starts)
        is_root = count == 1
        numbers = np.array([_ROOT]) if is_root else following + np.arange(count)
        nodes = _make_nodes(children, boxes, sizes, depth if is_root else 0, node_size)
        yield TreeLevel(numbers, nodes, children, np.repeat(numbers, sizes), depth == 0)
        if is_root:
            return
        least = np.minimum.reduceat(boxes[:, ::2], starts)
        most = np.maximum.reduceat(boxes[:, 1::2], starts)
        boxes = np.stack((least[:, 0], most[:, 0], least[:, 1], most[:, 1]), axis=1)
        children, depth, following = numbers, depth + 1, following + count


def _round(values: np.ndarray, is_most: bool) -> np.ndarray:
    """Numbers of 32 bits that are not greater, or not less, as SQLite chooses them."""
    near = values.astype(np.float32)
    is_wrong = near < values if is_most else near > values
    factor = np.where((values < 0) == is_most, _TOWARDS, _AWAY)
    return np.where(is_wrong, (values * factor).astype(np.float32), near)


def _near_order(boxes: np.ndarray) -> np.ndarray:
    """Indices of the boxes: strips from left to right, in each from below to above."""
    count = len(boxes)
    strips = max(1, int(np.ceil(np.sqrt(count / _MOST_CELLS))))
    middle = boxes[:, ::2] + boxes[:, 1::2]
    strip = np.empty(count, dtype=np.int64)
    strip[np.argsort(middle[:, 0], kind="stable")] = np.arange(count) // (strips * _MOST_CELLS)
    return np.lexsort((middle[:, 1], strip))


def _make_nodes(
    children: np.ndarray, boxes: np.ndarray, sizes: np.ndarray, depth: int, node_size: int
) -> list[bytes]:
    cells = np.empty(len(children), dtype=_CELL)
    cells["id"], cells["box"] = children, boxes
    data, nodes, start = cells.tobytes(), [], 0
    for size in sizes.tolist():
        stop = start + size * _CELL.itemsize
        head = depth.to_bytes(2, "big") + size.to_bytes(2, "big")
        nodes.append((head + data[start:stop]).ljust(node_size, b"\0"))
        start = stop
    return nodes
