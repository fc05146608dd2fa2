"""Thumbnails of tiles, and of images that are far larger than any tile."""

import struct
import tracemalloc
import warnings
import zlib

import numpy as np
import pytest

from tilewright.core.dataset import thumbnails
from tilewright.core.dataset.thumbnails import image_size, read_thumbnail, reading_shape
from tilewright.core.errors import ExportError, RasterError


def write_png(path, side, rows=None):
    """Grey, dark on the left and bright on the right; with fewer rows than its head says."""

    def chunk(kind, data):
        return (
            struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
        )

    packer = zlib.compressobj(1)
    row = bytes(1 + side // 2) + b"\xc8" * (side - side // 2)
    pixels = b"".join(packer.compress(row) for _ in range(side if rows is None else rows))
    head = struct.pack(">IIBBBBB", side, side, 8, 0, 0, 0, 0)
    path.write_bytes(
        b"\x89PNG\r\n\x1a\n"
        + chunk(b"IHDR", head)
        + chunk(b"IDAT", pixels + packer.flush())
        + chunk(b"IEND", b"")
    )
    return str(path)


def test_huge_images_are_seen_in_little_memory(tmp_path):
    path = write_png(tmp_path / "huge.png", 12000)
    small = read_thumbnail(write_png(tmp_path / "small.png", 1200))
    tracemalloc.start()
    huge = read_thumbnail(path)
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert np.allclose(huge, small, atol=2)
    assert peak < 800e6


def test_huge_arrays_are_seen_in_little_memory_too(tmp_path, monkeypatch):
    values = np.zeros((2, 512, 512), "float32")
    values[:, :, 256:] = 9
    np.save(tmp_path / "a.npy", values)
    whole = read_thumbnail(str(tmp_path / "a.npy"))
    monkeypatch.setattr(thumbnails, "MOST_PIXELS", 64**2)
    assert np.allclose(read_thumbnail(str(tmp_path / "a.npy")), whole, atol=0.5)


def test_small_images_are_read_as_they_are_and_large_ones_keep_their_shape():
    assert reading_shape(3, 4096, 4096, 1) == (3, 4096, 4096)
    assert reading_shape(1, 60000, 30000, 1) == (1, 4096, 2048)
    assert reading_shape(1, 10**9, 1, 1) == (1, 4096, 1)
    with pytest.raises(RasterError, match="An image of 60000 bands would take"):
        reading_shape(60000, 10**6, 10**6, 8)


def test_an_image_that_ends_early_is_told(tmp_path):
    with pytest.raises(ExportError, match="cannot be read as an image"):
        read_thumbnail(write_png(tmp_path / "a.png", 9000, rows=30))


def test_sizes_of_images_are_read_without_warnings(tmp_path):
    path = write_png(tmp_path / "small.png", 12)
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        assert image_size(path) == (12, 12)
