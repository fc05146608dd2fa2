"""GeoTIFFs are the same bytes by GDAL's bindings, which run side by side, and by rasterio."""

from __future__ import annotations

import io
import sys
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace

import numpy as np
import pytest
import rasterio
from hypothesis import given
from hypothesis import strategies as st
from osgeo import gdal

from tilewright.core.errors import ExportError
from tilewright.core.formats import gtiff, make_writer
from tilewright.core.formats.gtiff_by_osgeo import encode_by_osgeo
from tilewright.core.formats.gtiff_by_rasterio import encode_by_rasterio
from tilewright.core.formats.writer import ImageProfile, TileImage

CRSES = ("", "EPSG:32631", "EPSG:4326", "EPSG:3035", "ESRI:54009", "+proj=sinu +R=6371007.181")
TYPES = ("uint8", "int8", "uint16", "int16", "uint32", "int32", "float32", "float64", "complex64")


@st.composite
def tiles(draw):
    dtype = np.dtype(draw(st.sampled_from(TYPES)))
    bands = draw(st.integers(1, 5))
    shape = (bands, draw(st.integers(1, 70)), draw(st.integers(1, 70)))
    rng = np.random.default_rng(draw(st.integers(0, 99)))
    # Cut out of a larger block, as an export does.
    values = rng.integers(0, 200, (bands, 80, 80)).astype(dtype)[:, : shape[1], : shape[2]]
    crs = draw(st.sampled_from(CRSES))
    names = [draw(st.sampled_from(["red", "B8 & <Ø>", "", "undefined"])) for _ in range(bands)]
    colors = (
        ["red", "green", "blue", "undefined", "alpha"][:bands] if bands > 2 else ["gray"] * bands
    )
    is_palette = bands == 1 and dtype == np.uint8 and draw(st.booleans())
    scales = draw(st.sampled_from([(), (1.0,) * bands, (0.0001,) * bands]))
    profile = ImageProfile(
        dtype.name,
        tuple(names),
        ("palette",) if is_palette else tuple(colors),
        draw(st.sampled_from([None, 0, 7, -128 if dtype == np.int8 else 199])),
        rasterio.crs.CRS.from_user_input(crs).to_wkt() if crs else "",
        {3: (1, 2, 3, 255), 9: (250, 0, 7, 255)} if is_palette else None,
        scales=scales,
        offsets=tuple(-0.1 * k for k in range(bands)) if scales else (),
        descriptions=draw(st.sampled_from([None, tuple(name or None for name in names)])),
    )
    mask = rng.random(shape[1:]) > 0.3 if draw(st.booleans()) else None
    place = draw(st.sampled_from([(10.0, 0.0, 5e5, 0.0, -10.0, 46e5), (0.8, 0.6, 7, 0.6, -0.8, 9)]))
    return TileImage(values, np.ones(shape[1:], bool), place), profile, mask


@given(tiles(), st.booleans())
def test_both_write_the_same_bytes(case, compress):
    tile, profile, mask = case
    options = gtiff.creation_options(tile, profile, compress)
    data = encode_by_osgeo(tile, profile, options, mask)
    assert data == encode_by_rasterio(tile, profile, options, mask)
    with rasterio.MemoryFile(data) as memory, memory.open() as dataset:
        assert np.array_equal(dataset.read(), tile.values)
        if mask is not None and profile.nodata is None:
            assert np.array_equal(dataset.dataset_mask() > 0, mask)


@pytest.fixture
def tile():
    values = np.arange(3 * 64 * 64, dtype=np.uint16).reshape(3, 64, 64)
    return TileImage(values, np.ones((64, 64), bool), (10.0, 0.0, 5e5, 0.0, -10.0, 46e5))


@pytest.fixture
def profile():
    wkt = rasterio.crs.CRS.from_epsg(32631).to_wkt()
    return ImageProfile("uint16", ("r", "g", "b"), ("red", "green", "blue"), None, wkt)


def test_many_threads_write_the_same_bytes_and_leave_nothing(tile, profile):
    writer = make_writer("GTIFF")
    with ThreadPoolExecutor(8) as pool:
        found = set(pool.map(lambda _: writer.encode(tile, profile), range(400)))
    assert found == {writer.encode(tile, profile)}
    assert not [n for n in gdal.ReadDir("/vsimem/") or [] if n.startswith("tilewright")]


@pytest.mark.parametrize("compress", [True, False])
def test_compression_is_a_choice(tile, profile, compress):
    data = make_writer("GTIFF", compress=compress).encode(tile, profile)
    with rasterio.MemoryFile(data) as memory, memory.open() as dataset:
        assert dataset.compression == (rasterio.enums.Compression.deflate if compress else None)
        assert np.array_equal(dataset.read(), tile.values)
    assert (len(data) > tile.values.nbytes) is not compress


def test_without_gdals_bindings_rasterio_writes(tile, profile, monkeypatch):
    expected = make_writer("GTIFF").encode(tile, profile)
    gtiff._encoder.cache_clear()
    monkeypatch.setitem(sys.modules, "tilewright.core.formats.gtiff_by_osgeo", None)
    try:
        assert gtiff._encoder() is encode_by_rasterio
        assert make_writer("GTIFF").encode(tile, profile) == expected
    finally:
        gtiff._encoder.cache_clear()


def _tags(data, *numbers):
    """Values of TIFF tags of one number, None for tags that are missing."""
    from PIL import TiffImagePlugin

    file = io.BytesIO(data)
    found = TiffImagePlugin.ImageFileDirectory_v2(file.read(8))
    file.seek(found.next)
    found.load(file)
    return [found.get(number) for number in numbers]


@pytest.mark.parametrize("encode", [encode_by_osgeo, encode_by_rasterio])
@pytest.mark.parametrize("bands", [3, 4])
@pytest.mark.parametrize(
    ("dtype", "photometric"),
    [("uint8", 2), ("uint16", 1), ("int16", 1), ("uint32", 1), ("float32", 1)],
)
def test_only_pictures_of_8_bits_are_rgb_to_other_programs(encode, bands, dtype, photometric):
    values = np.full((bands, 16, 16), 99, dtype=dtype)
    names = ("red", "green", "blue", "undefined")[:bands]
    tile = TileImage(values, np.ones((16, 16), bool), (10.0, 0.0, 5e5, 0.0, -10.0, 46e5))
    profile = ImageProfile(dtype, names, names, None, "")
    data = encode(tile, profile, gtiff.creation_options(tile, profile), None)
    extra = (0,) * (bands - (3 if photometric == 2 else 1))
    found = _tags(data, 262, 338)
    assert found == [photometric, extra or None]
    with rasterio.MemoryFile(data) as memory, memory.open() as dataset:
        assert tuple(c.name for c in dataset.colorinterp) == names


def test_pillow_refuses_16_bit_colours_instead_of_cutting_them(tile, profile):
    from PIL import Image, UnidentifiedImageError

    tile = replace(tile, values=np.full((3, 64, 64), 14654, dtype=np.uint16))
    with pytest.raises(UnidentifiedImageError):
        Image.open(io.BytesIO(make_writer("GTIFF").encode(tile, profile))).load()


@pytest.mark.parametrize("uses_exceptions", [True, False])
def test_what_gdal_refuses_is_a_sentence(tile, profile, uses_exceptions):
    earlier = gdal.GetUseExceptions()
    (gdal.UseExceptions if uses_exceptions else gdal.DontUseExceptions)()
    try:
        with pytest.raises(ExportError, match="GDAL cannot write a GeoTIFF: .*PHOTOMETRIC"):
            encode_by_osgeo(
                replace(tile, values=tile.values[:2]), profile, {"PHOTOMETRIC": "YCBCR"}, None
            )
    finally:
        (gdal.UseExceptions if earlier else gdal.DontUseExceptions)()
    assert not [n for n in gdal.ReadDir("/vsimem/") or [] if n.startswith("tilewright")]


@pytest.mark.parametrize(
    ("dtype", "predictor"), [("uint8", "2"), ("int32", "2"), ("float32", None), ("float64", None)]
)
def test_numbers_that_all_readers_know_are_kept_as_differences(tile, profile, dtype, predictor):
    data = make_writer("GTIFF").encode(replace(tile, values=tile.values.astype(dtype)), profile)
    with rasterio.MemoryFile(data) as memory, memory.open() as dataset:
        assert dataset.tags(ns="IMAGE_STRUCTURE").get("PREDICTOR") == predictor
        assert np.array_equal(dataset.read(), tile.values.astype(dtype))
