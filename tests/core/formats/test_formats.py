"""Files of each format, read back by others."""

from __future__ import annotations

import io
import re
from contextlib import contextmanager

import numpy as np
import pytest
import rasterio
from PIL import Image, ImageSequence

from tilewright.core.errors import ExportError
from tilewright.core.formats import FORMATS, make_writer
from tilewright.core.formats.writer import ImageProfile, TileImage

UTM = (10.0, 0.0, 500000.0, 0.0, -10.0, 4600000.0)
RNG = np.random.default_rng(6)


def random_values(bands, dtype):
    if dtype[0] == "f":
        return RNG.normal(0, 1000, (bands, 12, 17)).astype(dtype)
    limits = np.iinfo(dtype)
    return RNG.integers(limits.min, limits.max, (bands, 12, 17), dtype=dtype, endpoint=True)


def profile_of(values, **options):
    names = ("red", "green", "blue")
    count = len(values)
    facts = {
        "dtype": values.dtype.name,
        "band_names": names if count == 3 else tuple(f"band {k}" for k in range(1, count + 1)),
        "color_names": names if count == 3 else ("gray",) + ("undefined",) * (count - 1),
        "nodata": None,
        "crs_wkt": rasterio.crs.CRS.from_epsg(32631).to_wkt(),
    }
    return ImageProfile(**{**facts, **options})


def encode(name, values, valid=None, transform=UTM, quality=90, **options):
    valid = np.ones(values.shape[1:], bool) if valid is None else valid
    writer, profile = make_writer(name, quality), profile_of(values, **options)
    writer.check(profile)
    return writer.encode(TileImage(values, valid, transform), profile)


@contextmanager
def gdal(data):
    with rasterio.MemoryFile(data) as memory, memory.open() as dataset:
        yield dataset


@pytest.mark.parametrize(
    ("bands", "dtype"), [(1, "uint8"), (3, "uint8"), (1, "uint16"), (3, "uint16")]
)
def test_png_is_read_back_exactly(bands, dtype):
    values = random_values(bands, dtype)
    data = encode("PNG", values)
    assert data.startswith(b"\x89PNG\r\n\x1a\n")
    with pytest.warns(rasterio.errors.NotGeoreferencedWarning), gdal(data) as dataset:
        assert np.array_equal(dataset.read(), values)
        assert dataset.dtypes == (dtype,) * bands
    if dtype == "uint8":
        picture = np.asarray(Image.open(io.BytesIO(data)))
        assert np.array_equal(picture, values[0] if bands == 1 else values.transpose(1, 2, 0))


@pytest.mark.parametrize("bands", [1, 3])
def test_jpeg_is_a_jpeg_near_the_values(bands):
    ramp = np.tile(np.linspace(20, 220, 64).astype(np.uint8), (bands, 48, 1))
    data = encode("JPEG", ramp, quality=95)
    assert data.startswith(b"\xff\xd8\xff")
    with Image.open(io.BytesIO(data)) as image:
        assert image.format == "JPEG"
        assert image.size == (64, 48)
        assert image.mode == ("L" if bands == 1 else "RGB")
        found = np.asarray(image).reshape(48, 64, bands).transpose(2, 0, 1)
    assert np.abs(found.astype(int) - ramp.astype(int)).max() <= 4


def test_quality_makes_jpegs_larger():
    values = random_values(3, "uint8")
    assert len(encode("JPEG", values, quality=30)) < len(encode("JPEG", values, quality=95))


@pytest.mark.parametrize("dtype", ["uint8", "int16", "float32"])
def test_npy_is_the_array(dtype):
    values = random_values(5, dtype)[:, ::2, 1:]
    found = np.load(io.BytesIO(encode("NPY", values)), allow_pickle=False)
    assert np.array_equal(found, values) and found.dtype == values.dtype
    assert found.flags["C_CONTIGUOUS"]


@pytest.mark.parametrize("dtype", ["uint8", "int16", "float32", "float64"])
def test_npy_in_a_file_is_what_numpy_saves(dtype, tmp_path):
    values = random_values(5, dtype)[:, ::2, 1:]
    tile = TileImage(values, np.ones(values.shape[1:], dtype=bool), UTM)
    with (tmp_path / "tile.npy").open("w+b", buffering=0) as file:
        make_writer("NPY", 90).write(tile, profile_of(values), file)
    np.save(tmp_path / "own.npy", np.ascontiguousarray(values))
    assert (tmp_path / "tile.npy").read_bytes() == (tmp_path / "own.npy").read_bytes()


TRANSFORMS = {
    "utm": UTM,
    "south-up": (30.0, 0.0, 738885.0, 0.0, 30.0, -2787285.0),
    "rotated": (8.0, 6.0, 500000.0, 6.0, -8.0, 4600000.0),
    "degrees": (0.0003, 0.0, -54.7, 0.0, -0.0002, -25.1),
}


@pytest.mark.parametrize("transform", TRANSFORMS)
@pytest.mark.parametrize("dtype", ["uint8", "uint16", "int16", "int32", "float32", "float64"])
def test_geotiff_keeps_everything(transform, dtype):
    values = random_values(3, dtype)
    names = ("near infrared", "Rødt", "b3")
    place = TRANSFORMS[transform]
    with gdal(encode("GTIFF", values, transform=place, nodata=7, band_names=names)) as dataset:
        assert dataset.driver == "GTiff"
        assert np.array_equal(dataset.read(), values)
        assert dataset.dtypes == (dtype,) * 3
        assert dataset.transform == rasterio.Affine(*place)
        assert dataset.crs == rasterio.crs.CRS.from_epsg(32631)
        assert dataset.nodatavals == (7, 7, 7)
        assert dataset.descriptions == names
        assert [c.name for c in dataset.colorinterp] == ["red", "green", "blue"]


def test_geotiff_of_one_band_is_gray_and_of_many_undefined():
    for bands in (1, 2, 8):
        with gdal(encode("GTIFF", random_values(bands, "uint16"))) as dataset:
            assert dataset.count == bands and dataset.nodata is None
            assert dataset.colorinterp[0].name == "gray"


def test_geotiff_without_a_coordinate_system():
    with gdal(encode("GTIFF", random_values(1, "uint8"), crs_wkt="")) as dataset:
        assert dataset.crs is None and dataset.transform == rasterio.Affine(*UTM)


def test_geotiff_keeps_invalid_pixels_in_a_mask_unless_nodata_tells_them():
    values = np.full((2, 12, 17), 5, np.uint8)
    valid = np.ones((12, 17), bool)
    valid[3:, 4] = False
    with gdal(encode("GTIFF", values, valid)) as dataset:
        assert np.array_equal(dataset.dataset_mask() > 0, valid)
        assert np.array_equal(dataset.read(), values)
    values[:, ~valid] = 0
    with gdal(encode("GTIFF", values, valid, nodata=0)) as dataset:
        flags = dataset.mask_flag_enums[0]
        assert rasterio.enums.MaskFlags.per_dataset not in flags
        assert np.array_equal(dataset.dataset_mask() > 0, valid)
    values[0, 5, 4] = 9
    with gdal(encode("GTIFF", values, valid, nodata=0)) as dataset:
        assert rasterio.enums.MaskFlags.per_dataset in dataset.mask_flag_enums[0]


def test_geotiff_with_nan_as_nodata():
    values = random_values(1, "float32")
    valid = np.ones((12, 17), bool)
    valid[0] = False
    values[0, 0] = np.nan
    with gdal(encode("GTIFF", values, valid, nodata=float("nan"))) as dataset:
        assert np.isnan(dataset.nodata)
        assert np.array_equal(dataset.read_masks(1) > 0, valid)


def test_geotiff_keeps_a_palette():
    colors = {0: (0, 0, 0, 255), 1: (255, 0, 0, 255), 7: (1, 2, 3, 255)}
    values = RNG.integers(0, 8, (1, 12, 17)).astype(np.uint8)
    with gdal(encode("GTIFF", values, colormap=colors, color_names=("palette",))) as dataset:
        assert dataset.colorinterp[0].name == "palette"
        assert {k: dataset.colormap(1)[k] for k in colors} == colors


@pytest.mark.parametrize("name", [*FORMATS, "TIFF_PAGES"])
def test_encoding_twice_gives_the_same_bytes(name):
    values = random_values(3, "uint8")
    assert encode(name, values) == encode(name, values)


@pytest.mark.parametrize("bands", [2, 4, 7])
def test_pages_are_bands_in_their_order(bands):
    values = random_values(bands, "uint8")
    data = encode("TIFF_PAGES", values, valid=values[0] > 0)
    with Image.open(io.BytesIO(data)) as image:
        pages = [np.array(page) for page in ImageSequence.Iterator(image)]
    assert np.array_equal(pages, values)
    with rasterio.MemoryFile(data) as memory:
        for number, band in enumerate(values, 1):
            with rasterio.open(f"GTIFF_DIR:{number}:{memory.name}") as page:
                assert np.array_equal(page.read(), band[None])


@pytest.mark.parametrize(
    ("name", "bands", "dtype", "message"),
    [
        (
            "JPEG",
            3,
            "uint16",
            "JPEG holds 8-bit values and the raster has uint16; choose a SCALING",
        ),
        ("JPEG", 1, "float32", "JPEG holds 8-bit values and the raster has float32"),
        (
            "PNG",
            1,
            "int16",
            "PNG holds values of 8 or 16 bits without sign and the raster has int16",
        ),
        ("PNG", 3, "float32", "PNG holds values of 8 or 16 bits"),
        ("JPEG", 8, "uint8", "JPEG holds 1 or 3 bands and 8 are exported; choose some"),
        ("PNG", 2, "uint8", "PNG holds 1, 3 or 4 bands and 2 are exported"),
    ],
)
def test_what_a_format_cannot_hold_is_refused(name, bands, dtype, message):
    with pytest.raises(ExportError, match=re.escape(message)):
        make_writer(name).check(profile_of(np.zeros((bands, 2, 2), dtype)))


@pytest.mark.parametrize(
    ("name", "quality", "message"),
    [
        ("BMP", 90, "FORMAT is 'BMP'; choose one of JPEG, PNG, GTIFF, NPY."),
        ("JPEG", 0, "QUALITY is 0; choose from 1 to 100."),
        ("JPEG", 101, "QUALITY is 101"),
    ],
)
def test_unknown_formats_and_qualities_are_refused(name, quality, message):
    with pytest.raises(ExportError, match=re.escape(message)):
        make_writer(name, quality)


def test_extensions_are_the_usual_ones():
    assert {name: spec.extension for name, spec in FORMATS.items()} == {
        "JPEG": "jpg",
        "PNG": "png",
        "GTIFF": "tif",
        "NPY": "npy",
    }
