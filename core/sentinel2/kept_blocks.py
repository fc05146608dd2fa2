"""Storage blocks that stay in memory while windows that cut them are read."""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np

from ..raster.source import RasterSource

# Besides the pixels, whether each is valid.
_MASK_BYTES = 1


@dataclass
class _Block:
    lock: threading.Lock = field(default_factory=threading.Lock)
    pixels: tuple[np.ndarray, np.ndarray] | None = None


class KeptBlocks(RasterSource):
    """Reads whole storage blocks and keeps the last of them.

    Unpacking a block of JPEG2000 takes as long for a row of it as for all. GDAL keeps blocks too,
    but for each thread by itself, so that several threads would unpack the same ones.

    Args:
        source: a raster.
        budget: bytes that blocks may take; two blocks are the least.
    """

    def __init__(self, source: RasterSource, budget: int) -> None:
        self._source = source
        self._budget = budget
        self.info = source.info
        self._start()

    def _start(self) -> None:
        height, width = self.info.block_shape
        pixel_bytes = self.info.itemsize * len(self.info.bands) + _MASK_BYTES
        self._most = max(2, self._budget // (height * width * pixel_bytes))
        self._blocks: OrderedDict[tuple[int, int], _Block] = OrderedDict()
        self._lock = threading.Lock()

    def __getstate__(self) -> dict[str, Any]:
        return {"source": self._source, "budget": self._budget}

    def __setstate__(self, state: dict[str, Any]) -> None:
        self.__init__(state["source"], state["budget"])  # type: ignore[misc]

    @property
    def can_be_sent(self) -> bool:
        """Whether other processes can read it."""
        return self._source.can_be_sent

    def read(self, window: Sequence[int]) -> tuple[np.ndarray, np.ndarray]:
        """See RasterSource.read."""
        left, top, width, height = window
        down, across = self.info.block_shape
        values = np.empty((len(self.info.bands), height, width), dtype=self.info.dtype)
        valid = np.empty((height, width), dtype=bool)
        for row in range(top // down, -(-(top + height) // down)):
            for col in range(left // across, -(-(left + width) // across)):
                numbers, known = self._read_block(row, col)
                first_row, first_col = max(top, row * down), max(left, col * across)
                last_row = min(top + height, row * down + known.shape[0])
                last_col = min(left + width, col * across + known.shape[1])
                inside = np.s_[
                    first_row - row * down : last_row - row * down,
                    first_col - col * across : last_col - col * across,
                ]
                place = np.s_[first_row - top : last_row - top, first_col - left : last_col - left]
                values[(slice(None), *place)] = numbers[(slice(None), *inside)]
                valid[place] = known[inside]
        return values, valid

    def _read_block(self, row: int, col: int) -> tuple[np.ndarray, np.ndarray]:
        with self._lock:
            block = self._blocks.setdefault((row, col), _Block())
            self._blocks.move_to_end((row, col))
            while len(self._blocks) > self._most:
                self._blocks.popitem(last=False)
        with block.lock:
            if block.pixels is None:
                down, across = self.info.block_shape
                width = min(across, self.info.width - col * across)
                height = min(down, self.info.height - row * down)
                block.pixels = self._source.read((col * across, row * down, width, height))
            return block.pixels

    def read_overview(self, width: int, height: int) -> tuple[np.ndarray, np.ndarray]:
        """See RasterSource.read_overview."""
        return self._source.read_overview(width, height)

    def close(self) -> None:
        """See RasterSource.close."""
        self._blocks.clear()
        self._source.close()
