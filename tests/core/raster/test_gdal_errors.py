"""Pixels that GDAL could not decode are refused, and nothing else changes."""

from __future__ import annotations

import logging
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import numpy as np
import pytest
import rasterio
from rasterio.env import get_gdal_config

from tilewright.core.errors import RasterError
from tilewright.core.raster.gdal_errors import advise, gist, is_loss, listening_to_gdal
from tilewright.core.raster.source import FileRasterSource

SIDE, BLOCK = 512, 128
WHOLE = (0, 0, SIDE, SIDE)
START_OF_TILE = b"\xff\x90\x00\x0a"


def scene(bands=1, dtype=np.uint16, side=SIDE):
    rows, columns = np.mgrid[:side, :side]
    noise = np.random.default_rng(1).normal(0, 3, (bands, side, side))
    return (120 + 60 * np.sin(columns / 40) + 40 * np.cos(rows / 30) + noise).astype(dtype)


@pytest.fixture
def jp2(tmp_path):
    """A lossless JPEG 2000 file of 16 tiles."""
    return write_jp2(tmp_path / "band.jp2", scene(), BLOCK)


def write_jp2(path, values, block):
    side = values.shape[1]
    with rasterio.open(
        path, "w", driver="JP2OpenJPEG", width=side, height=side, count=1, dtype="uint16",
        crs="EPSG:32631", transform=rasterio.Affine(10, 0, 300000, 0, -10, 4900020),
        QUALITY="100", REVERSIBLE="YES", blockxsize=block, blockysize=block,
    ) as dataset:  # fmt: skip
        dataset.write(values)
    return path


def read(path, window=WHOLE):
    source = FileRasterSource(str(path))
    try:
        return source.read(window)[0]
    finally:
        source.close()


def tile_heads(data: bytes) -> list[int]:
    found, at = [], data.find(START_OF_TILE)
    while at >= 0:
        found.append(at)
        at = data.find(START_OF_TILE, at + 1)
    return found


@pytest.mark.parametrize("tile", range(1, 16))
def test_tiles_that_cannot_be_decoded_are_refused(jp2, tile):
    """GDAL decodes several at once in threads of its own, and leaves zeros where one fails."""
    data = bytearray(jp2.read_bytes())
    at = tile_heads(data)[tile]
    data[at : at + 12] = bytes(12)
    jp2.write_bytes(data)
    with pytest.raises(RasterError, match=r"band.jp2 cannot be read at column 0, row 0: .*decode"):
        read(jp2)


def test_parts_that_are_whole_are_read(jp2):
    data = bytearray(jp2.read_bytes())
    at = tile_heads(data)[15]
    data[at : at + 12] = bytes(12)
    jp2.write_bytes(data)
    assert np.array_equal(read(jp2, (0, 0, BLOCK, BLOCK)), scene()[:, :BLOCK, :BLOCK])


def test_overviews_are_refused_as_well(jp2):
    data = bytearray(jp2.read_bytes())
    at = tile_heads(data)[5]
    data[at : at + 12] = bytes(12)
    jp2.write_bytes(data)
    source = FileRasterSource(str(jp2))
    with pytest.raises(RasterError, match="band.jp2 cannot be read at column 0, row 0"):
        source.read_overview(64, 64)
    source.close()


@pytest.mark.parametrize("share", [0.2, 0.4, 0.6, 0.8])
def test_warnings_of_lost_pixels_are_refused(make_raster, share):
    """libjpeg goes on after damage and only warns."""
    options = {"compress": "jpeg", "tiled": True, "photometric": "ycbcr"}
    path = Path(make_raster(scene(3, np.uint8), **options))
    data = bytearray(path.read_bytes())
    at = int(share * len(data))
    data[at : at + 300] = np.random.default_rng(0).bytes(300)
    path.write_bytes(data)
    with pytest.raises(RasterError, match="raster.tif cannot be read at column 0, row 0: .*JPEG"):
        read(path)


def test_harmless_warnings_are_no_loss():
    assert is_loss("JPEGLib:Corrupt JPEG data: bad Huffman code")
    assert is_loss("JPEGLib:Premature end of JPEG file")
    assert not is_loss("Corrupt JPEG data: 12 extraneous bytes before marker 0xd9")
    assert not is_loss("TIFFReadDirectory:Unknown field with tag 42112 (0xa480) encountered")


def test_memory_is_told_as_such():
    heard = ["Not enough memory for tile data", "a.jp2, band 1: IReadBlock failed at X offset 0"]
    assert gist(heard) == heard[0] and "too little memory" in advise(OSError(gist(heard)))
    assert advise(OSError("/allocated/memory.tif, band 1: IReadBlock failed")) == (
        "The file may be damaged or incomplete."
    )


def test_other_threads_do_not_hear(jp2, tmp_path):
    """A damaged file is no fault of a whole one that is read at the same time."""
    damaged = tmp_path / "damaged.jp2"
    data = bytearray(jp2.read_bytes())
    for at in tile_heads(data)[1:]:
        data[at : at + 12] = bytes(12)
    damaged.write_bytes(data)

    def outcome(path) -> str:
        try:
            return "whole" if np.array_equal(read(path), scene()) else "other pixels"
        except RasterError:
            return "refused"

    with ThreadPoolExecutor(4) as pool:
        told = list(pool.map(outcome, [jp2, damaged] * 10))
    assert told == ["whole", "refused"] * 10


def test_gdal_and_the_log_are_left_as_they_were(jp2):
    data = bytearray(jp2.read_bytes())
    at = tile_heads(data)[3]
    data[at : at + 12] = bytes(12)
    jp2.write_bytes(data)
    records = []

    class Handler(logging.Handler):
        def emit(self, record):
            records.append(record)

    handler = Handler()
    logging.getLogger().addHandler(handler)
    try:
        for threads in (None, "3"):
            options = {} if threads is None else {"GDAL_NUM_THREADS": threads}
            with rasterio.Env(**options):
                with pytest.raises(RasterError):
                    read(jp2)
                assert get_gdal_config("GDAL_NUM_THREADS", normalize=False) == threads
    finally:
        logging.getLogger().removeHandler(handler)
    told = [r for r in records if r.name.startswith("rasterio") and r.levelno < logging.WARNING]
    assert not told


def test_listening_can_be_nested():
    log = logging.getLogger("rasterio._err")
    with pytest.raises(rasterio.errors.RasterioIOError, match="outer"), listening_to_gdal():
        with pytest.raises(rasterio.errors.RasterioIOError, match="inner"), listening_to_gdal():
            log.error("%s", "inner")
        log.error("%s", "outer")


CHILD = """
import resource, sys
import numpy as np
from tilewright.core.errors import RasterError
from tilewright.core.raster.source import FileRasterSource
path, extra = sys.argv[1], int(sys.argv[2])
good = np.load(sys.argv[3])
source = FileRasterSource(path)
used = int(open("/proc/self/statm").read().split()[0]) * resource.getpagesize()
resource.setrlimit(resource.RLIMIT_AS, (used + extra, used + extra))
try:
    values = source.read((0, 0, 2048, 2048))[0]
    print("same" if np.array_equal(values, good) else "other pixels")
except (RasterError, MemoryError) as error:
    print("refused")
"""


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="needs RLIMIT_AS and /proc")
def test_too_little_memory_never_gives_other_pixels(tmp_path, environment):
    values = scene(side=2048)
    np.save(tmp_path / "good.npy", values)
    path = write_jp2(tmp_path / "large.jp2", values, 1024)
    told = set()
    for megabytes in (0, 2, 4, 8, 16, 400):
        extra = str(megabytes * 1024**2)
        done = subprocess.run(
            [sys.executable, "-c", CHILD, str(path), extra, str(tmp_path / "good.npy")],
            check=True,
            env=environment,
            capture_output=True,
            text=True,
        )
        told.add(done.stdout.strip())
    assert "same" in told and told <= {"same", "refused"}
