"""Files that end before they should are told by their ends."""

from __future__ import annotations

import io
import zipfile

import numpy as np
import pytest

from tilewright.core.formats.cut_off import is_cut_off, npy_has_objects


def _image(driver, dtype="uint8", **options):
    def make(path):
        import rasterio

        side = 64
        pixels = np.random.default_rng(1).integers(0, 255, (3, side, side)).astype(dtype)
        facts = {"driver": driver, "width": side, "height": side, "count": 3, "dtype": dtype}
        with rasterio.open(path, "w", **facts, **options) as file:
            file.write(pixels)
        return path.read_bytes()

    return make


def _array(*shape, **options):
    def make(path):
        stream = io.BytesIO()
        np.save(stream, np.ones(shape, **options))
        return stream.getvalue()

    return make


def _zip(path):
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        archive.writestr("a", b"x" * 1000)
    return stream.getvalue()


MADE = {
    "png": _image("PNG"),
    "jpeg": _image("JPEG"),
    "tiff": _image("GTiff"),
    "tiff of tiles": _image("GTiff", tiled=True, blockxsize=16, blockysize=16, compress="deflate"),
    "tiff of large numbers": _image("GTiff", "uint16", bigtiff="YES", endianness="BIG"),
    "npy": _array(3, 8, 8),
    "npy of a number": _array(),
    "npz": _zip,
}


@pytest.mark.parametrize("name", MADE)
@pytest.mark.filterwarnings("ignore")
def test_whole_files_pass_and_cut_ones_do_not(tmp_path, name):
    path = tmp_path / "tile"
    data = MADE[name](path)
    path.write_bytes(data)
    assert not is_cut_off(path)
    for length in (0, 1, 9, len(data) // 3, len(data) * 9 // 10, len(data) - 1):
        path.write_bytes(data[:length])
        assert is_cut_off(path), length


@pytest.mark.parametrize("name", ["png", "jpeg", "tiff", "npz"])
@pytest.mark.filterwarnings("ignore")
def test_what_other_programs_add_is_no_harm(tmp_path, name):
    path = tmp_path / "tile"
    data = MADE[name](path)
    path.write_bytes(data + b"\0" * 10 + b"more")
    assert not is_cut_off(path)


def test_other_formats_pass(tmp_path):
    path = tmp_path / "tile.png"
    path.write_text("picture 7")
    assert not is_cut_off(path)


def test_a_tiff_that_promises_more_than_there_is_is_cut_off(tmp_path):
    path = tmp_path / "tile.tif"
    for rest in (
        b"\x08\0\0\0\xff\xff",
        b"\x08\0\0\0\1\0\x11\1\4\0\xff\xff\xff\xff\0\0\0\0\0\0\0\0",
    ):
        path.write_bytes(b"II*\0" + rest)
        assert is_cut_off(path)


def test_arrays_of_objects_are_told(tmp_path):
    path = tmp_path / "a.npy"
    for shape, dtype, has in (((2,), object, True), ((2,), float, False), ((), "O", True)):
        np.save(path, np.ones(shape, dtype), allow_pickle=True)
        assert npy_has_objects(path) is has
    path.write_bytes(b"\x80\4K\1.")
    assert npy_has_objects(path)
    path.write_bytes(b"\x93NUMPY\1\0v\0{'descr': (((")
    assert not npy_has_objects(path)
    assert is_cut_off(path)
