"""Blocks that stay in memory, against the windows of the raster itself."""

from __future__ import annotations

import pickle
from collections import Counter
from concurrent.futures import ThreadPoolExecutor

import numpy as np
import pytest

from tilewright.core.raster.source import FileRasterSource
from tilewright.core.sentinel2.kept_blocks import KeptBlocks

VALUES = np.random.default_rng(2).integers(0, 9000, (2, 150, 200)).astype("uint16")


class Counted(FileRasterSource):
    """Counts how often each window is read."""

    def __init__(self, path):
        super().__init__(path)
        self.windows = Counter()

    def read(self, window):
        self.windows[tuple(window)] += 1
        return super().read(window)


@pytest.fixture
def source(make_raster):
    path = make_raster(VALUES, nodata=0, tiled=True, blockxsize=64, blockysize=32)
    source = Counted(path)
    yield source
    source.close()


def windows(step):
    return [
        (col, row, min(step, 200 - col), min(step, 150 - row))
        for row in range(3, 150, step)
        for col in range(5, 200, step)
    ]


@pytest.mark.parametrize("budget", [0, 40_000, 10**7])
@pytest.mark.parametrize("step", [7, 50, 300])
def test_windows_are_those_of_the_raster(source, budget, step):
    kept = KeptBlocks(source, budget)
    for window in windows(step):
        values, valid = kept.read(window)
        col, row, width, height = window
        expected = VALUES[:, row : row + height, col : col + width]
        assert np.array_equal(values, expected) and values.dtype == np.uint16
        assert np.array_equal(valid, (expected != 0).any(axis=0))


def test_each_block_is_read_once_whatever_the_threads(source):
    kept = KeptBlocks(source, 10**7)
    with ThreadPoolExecutor(4) as pool:
        list(pool.map(kept.read, windows(20)))
    assert len(source.windows) == 4 * 5 and set(source.windows.values()) == {1}
    assert all(col % 64 == row % 32 == 0 for col, row, _, _ in source.windows)


def test_no_more_blocks_are_kept_than_the_memory_holds(source):
    kept = KeptBlocks(source, 5 * 64 * 32 * 5)
    for window in windows(20):
        kept.read(window)
        assert len(kept._blocks) <= 5
    assert sum(source.windows.values()) > 20


def test_a_copy_in_another_process_starts_anew(source):
    kept = KeptBlocks(FileRasterSource(source.info.path), 10**7)
    kept.read((0, 0, 9, 9))
    copy = pickle.loads(pickle.dumps(kept))
    assert np.array_equal(copy.read((5, 5, 9, 9))[0], VALUES[:, 5:14, 5:14])
    assert copy.can_be_sent and len(copy._blocks) == 1
    copy.close()
    kept.close()
