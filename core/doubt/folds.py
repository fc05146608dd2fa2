"""Folds that lie apart, so that no tile is judged by a model that has seen its ground."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import numpy as np

from ..errors import SplitError
from ..geodesy.several import lay_on_ground
from ..geometry.outlines import TileGeometries
from ..message import counted
from ..run.batches import never_cancelled
from ..split.methods.blocks import BlocksMethod
from ..split.methods.single import RandomMethod
from ..split.request import SplitRequest
from ..split.units import UnitMaker


def spatial_folds(
    geometries: TileGeometries,
    crs_wkt: str,
    labels: np.ndarray,
    count: int,
    seed: int,
    scenes: Sequence[str | None] | None = None,
    is_cancelled: Callable[[], bool] = never_cancelled,
) -> np.ndarray:
    """Int64 (N,): the fold of each tile, 0 to ``count`` - 1, or fewer where there is no room.

    Blocks are those of a split by BLOCKS; tiles that overlap stay together. Each block goes to the
    fold that lacks its classes most. Without a coordinate system single tiles take the place of
    blocks.

    Args:
        geometries: outlines of N tiles.
        crs_wkt: their coordinate system; empty for none.
        labels: int64 (N,): their classes.
        count: folds, at least 2.
        seed: another number gives other blocks.
        scenes: name of the scene of each tile, or None.

    Raises:
        SplitError: all tiles overlap each other.
        CancelledError: ``is_cancelled`` said so.
    """
    pairs, ground = lay_on_ground(geometries, crs_wkt, scenes)
    maker = UnitMaker(pairs, ground, None, is_cancelled, scenes)
    method = BlocksMethod if ground.has_metres else RandomMethod
    # Only the blocks are wanted, and these do not depend on the shares.
    request = SplitRequest(method=method.name, shares=(100.0, 0.0, 0.0), seed=seed)
    request, _ = request.of_method.complete(request, ground, maker.place_count, 0.0)
    units = maker.make(request)
    if len(units) < 2:
        raise SplitError(
            counted(
                len(labels),
                "There is {count} tile to judge; labels are judged by those of other places.",
                "All {count} tiles to judge lie in one place, overlapping each other; labels are "
                "judged by those of other places.",
            )
        )
    table = np.zeros((len(units), int(labels.max()) + 1))
    np.add.at(table, (units.of_tiles, labels), 1.0)
    table /= table.sum(axis=0).clip(min=1)
    return _deal(table, min(count, len(units)))[units.of_tiles]


def _deal(table: np.ndarray, count: int) -> np.ndarray:
    """Int64 (U,): the fold of each unit, large units first.

    Args:
        table: (U, K): share of each class that lies in the unit.
    """
    folds = np.zeros(len(table), dtype=np.int64)
    filled = np.zeros((count, table.shape[1]))
    for unit in np.argsort(-table.sum(axis=1), kind="stable").tolist():
        # What a fold has of the unit's own classes counts, and little the rest.
        weight = filled @ table[unit] + 1e-6 * filled.sum(axis=1)
        folds[unit] = fold = int(weight.argmin())
        filled[fold] += table[unit]
    return folds
