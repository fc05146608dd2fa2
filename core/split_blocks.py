"""Cutting the ground into square blocks."""

from __future__ import annotations

import math

import numpy as np

from .stable_hash import hash_numbers
from .tile_ground import TileGround

# Blocks that are chosen for the user: about this many, and at least this many tiles wide.
_BLOCKS = 60
_LEAST_SIDES = 2


def block_of_tiles(ground: TileGround, size: float, seed: int) -> np.ndarray:
    """Uint64 (N,): a number for the block of ``size`` metres that holds each tile's centre.

    The number depends on the block's place and the seed alone.
    """
    return hash_numbers(seed, *ground.cells(size).T)


def choose_block_size(ground: TileGround, tile_count: int) -> float:
    """A side in metres, of two digits, that gives some sixty blocks of tiles.

    Args:
        ground: where the tiles are.
        tile_count: how many places have a tile.
    """
    side = ground.tile_side()
    size = max(side * math.sqrt(tile_count / _BLOCKS), _LEAST_SIDES * side)
    # The ground that overlapping tiles cover is less than the sum of theirs.
    size = min(size, max(math.sqrt(math.prod(ground.size()) / _BLOCKS), _LEAST_SIDES * side))
    step = 10.0 ** (math.floor(math.log10(size)) - 1)
    return math.ceil(size / step - 1e-9) * step
