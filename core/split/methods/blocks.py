"""Cutting the area into square blocks."""

from __future__ import annotations

import math
from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np

from ...geodesy.tiles import TileGround
from ...hashing import hash_numbers
from ...message import Message
from .method import Cut, SplitMethod

if TYPE_CHECKING:
    from ..request import SplitRequest

# Blocks that are chosen for the user: about this many; fewer where that keeps them some tiles wide,
# since tiles at the edges of blocks are lost.
_BLOCKS = 60
_FEWEST_BLOCKS = 20
_SIDES = 5
_BUFFERS = 3
_LEAST_BLOCKS = 9


class BlocksMethod(SplitMethod):
    """Square blocks, whose size can be left to choose."""

    name = "BLOCKS"
    title = Message("square blocks")
    help = "BLOCKS: square blocks, assigned at random."
    units = Message("blocks with tiles")
    unit = Message("block with tiles")
    too_few = Message("choose a smaller {BLOCK_SIZE}")
    closer = Message("smaller blocks")
    parameters = ("BLOCK_SIZE",)
    cuts_area = True

    def complete(
        self, request: SplitRequest, ground: TileGround, place_count: int, buffer: float
    ) -> tuple[SplitRequest, list[Message]]:
        """See SplitMethod.complete."""
        if request.block_size is not None:
            return request, []
        size = choose_block_size(ground, place_count, buffer)
        note = Message("{BLOCK_SIZE} is not given; blocks of {size:g} m are used.", size=size)
        return replace(request, block_size=size), [note]

    def cut(self, request: SplitRequest, ground: TileGround) -> Cut:
        """See SplitMethod.cut."""
        size = float(request.block_size or 0)
        return Cut(block_of_tiles(ground, size, request.seed), size)

    def keeps_more(self, request: SplitRequest) -> Message:
        """See SplitMethod.keeps_more."""
        return Message("a {BLOCK_SIZE} larger than {size:g} m", size=request.block_size)


def block_of_tiles(ground: TileGround, size: float, seed: int) -> np.ndarray:
    """Uint64 (N,): a number for the block of ``size`` metres that holds each tile's centre.

    The number depends on the block's place and the seed alone.
    """
    return hash_numbers(seed, *ground.cells(size).T)


def choose_block_size(ground: TileGround, tile_count: int, buffer: float) -> float:
    """A side in metres, of two digits, that gives some sixty blocks, or twenty larger ones.

    Args:
        ground: where the tiles are.
        tile_count: how many places have a tile.
        buffer: metres that splits are kept apart; blocks are larger than that, where they can be.
    """
    width, height = ground.size()
    side = ground.tile_side()
    # Overlapping tiles cover less than the sum of their areas.
    area = min(tile_count * side * side, width * height)
    size = math.sqrt(area / _BLOCKS)
    size = max(size, min(_SIDES * side, math.sqrt(area / _FEWEST_BLOCKS)), side)
    size = max(size, min(_BUFFERS * buffer, math.sqrt(area / _LEAST_BLOCKS)))
    step = 10.0 ** (math.floor(math.log10(size)) - 1)
    return math.ceil(size / step - 1e-9) * step
