"""Cutting the ground into square blocks."""

from __future__ import annotations

import math

import numpy as np

from ..geodesy.tiles import TileGround
from ..hashing import hash_numbers

# Blocks that are chosen for the user: about this many; fewer where that keeps them some tiles wide,
# since tiles at the edges of blocks are lost.
_BLOCKS = 60
_FEWEST_BLOCKS = 20
_SIDES = 5
_BUFFERS = 3
_LEAST_BLOCKS = 9


def block_of_tiles(ground: TileGround, size: float, seed: int) -> np.ndarray:
    """Uint64 (N,): a number for the block of ``size`` metres that holds each tile's centre.

    The number depends on the block's place and the seed alone.
    """
    return hash_numbers(seed, *ground.cells(size).T)


def choose_block_size(ground: TileGround, tile_count: int, buffer: float = 0.0) -> float:
    """A side in metres, of two digits, that gives some sixty blocks, or twenty larger ones.

    Args:
        ground: where the tiles are.
        tile_count: how many places have a tile.
        buffer: metres that splits are kept apart; blocks are larger than that, where they can be.
    """
    width, height = ground.size()
    side = ground.tile_side()
    # The ground that overlapping tiles cover is less than the sum of theirs.
    area = min(tile_count * side**2, width * height)
    size = math.sqrt(area / _BLOCKS)
    size = max(size, min(_SIDES * side, math.sqrt(area / _FEWEST_BLOCKS)), side)
    size = max(size, min(_BUFFERS * buffer, math.sqrt(area / _LEAST_BLOCKS)))
    step = 10.0 ** (math.floor(math.log10(size)) - 1)
    return math.ceil(size / step - 1e-9) * step
