"""Files that are whole or not there."""

from __future__ import annotations

import errno
import io

import numpy as np
import pytest

from tilewright.core.files.whole import is_part, write_file, write_through
from tilewright.core.formats import make_writer
from tilewright.core.formats.writer import TileImage


def test_size_and_bytes_of_what_is_written(tmp_path):
    data = bytes(range(256)) * 5000
    assert write_file(tmp_path / "a", data) == len(data)
    assert (tmp_path / "a").read_bytes() == data
    assert [p.name for p in tmp_path.iterdir()] == ["a"]


def test_part_is_named_so_that_it_is_known_again(tmp_path):
    names = []

    def look(file):
        names.extend(p.name for p in tmp_path.iterdir())

    write_through(tmp_path / "a.jpg", look)
    assert len(names) == 1 and is_part(names[0]) and names[0].startswith(".a.jpg.")
    assert not is_part(".mine.part") and not is_part("a.0123abcd.part")


def image(size=16):
    values = np.random.default_rng(1).integers(0, 255, (3, size, size)).astype(np.uint8)
    return TileImage(values, np.ones((size, size), bool), (1, 0, 0, 0, 1, 0))


@pytest.mark.parametrize("size", [1, 16, 700])
def test_jpeg_written_through_is_the_one_in_memory(tmp_path, size):
    writer, tile = make_writer("JPEG", 90), image(size)
    write_through(tmp_path / "a.jpg", lambda file: writer.write(tile, None, file))
    assert (tmp_path / "a.jpg").read_bytes() == writer.encode(tile, None)


def test_jpeg_that_a_full_disk_cut_short_is_no_file(tmp_path):
    writer, tile = make_writer("JPEG", 90), image()

    class Short(io.BytesIO):
        def write(self, data):
            return super().write(data[: len(data) // 2])

    with pytest.raises(OSError, match="No space left") as caught:
        writer.write(tile, None, Short())
    assert caught.value.errno == errno.ENOSPC


def test_a_file_may_be_written_twice_at_once(tmp_path):
    path = tmp_path / "tile.npy"

    def save(file):
        file.write(b"first")
        write_file(path, b"second")

    assert write_through(path, save) == 5
    assert path.read_bytes() == b"first"
    assert [entry.name for entry in tmp_path.iterdir()] == ["tile.npy"]
