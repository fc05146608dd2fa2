"""What is told of an image at a glance, against numbers counted by hand."""

from __future__ import annotations

import numpy as np
import pytest

from tilewright.core.errors import CancelledError
from tilewright.core.raster.source import FileRasterSource
from tilewright.core.scenes import image_facts
from tilewright.core.scenes.image_facts import lattice_windows, look_at_image


def collar(width=120, height=80, bands=3, dtype="uint16"):
    """Ones with zeros in the left quarter."""
    values = np.ones((bands, height, width), dtype=dtype)
    values[:, :, : width // 4] = 0
    return values


def look(path, **options):
    source = FileRasterSource(path, **options)
    try:
        return look_at_image(source)
    finally:
        source.close()


def test_the_share_of_untagged_zeros_is_that_of_all_pixels_of_a_small_image(make_raster):
    assert look(make_raster(collar())).shares[0] == 0.25


def test_a_pixel_counts_where_all_bands_are_zero(make_raster):
    values = collar()
    values[1, :, :15] = 7
    assert look(make_raster(values)).shares[0] == 0.125


def test_zeros_that_are_tagged_do_not_count(make_raster):
    assert look(make_raster(collar(), nodata=0)).shares[0] == 0.0


@pytest.mark.parametrize("has_overviews", [False, True])
def test_of_a_large_image_some_pixels_are_read(make_raster, monkeypatch, has_overviews):
    import rasterio

    path = make_raster(collar(480, 320, 1))
    if has_overviews:
        with rasterio.open(path, "r+") as dataset:
            dataset.build_overviews([2, 4])
    monkeypatch.setattr(image_facts, "_MOST_VALUES", 2000)
    read = []
    for name in ("read", "read_overview"):
        whole = getattr(FileRasterSource, name)

        def count(self, *args, whole=whole):
            values, valid = whole(self, *args)
            read.append(valid.size)
            return values, valid

        monkeypatch.setattr(FileRasterSource, name, count)
    facts = look(path)
    # Of 24 columns of squares, the middles of six lie in the left quarter.
    assert facts.shares[0] == pytest.approx(0.25, abs=0.02)
    assert len(read) == (1 if has_overviews else 24**2)
    assert sum(read) <= (2000 if has_overviews else 24**2 * 16**2)


@pytest.mark.parametrize("size", [(1, 1), (5, 700), (700, 5), (333, 222)])
def test_windows_of_the_lattice_lie_inside_and_are_spread(size):
    windows = list(lattice_windows(*size, 6))
    assert len(windows) == 36
    for left, top, width, height in windows:
        assert 0 <= left <= left + width <= size[0]
        assert 0 <= top <= top + height <= size[1]
        assert min(width, height) > 0
    for axis in (0, 1):
        middles = sorted({w[axis] + w[axis + 2] / 2 for w in windows})
        wanted = sorted({size[axis] * (2 * k + 1) / 12 for k in range(6)})
        if size[axis] > 6 * 16:
            assert middles == pytest.approx(wanted, abs=1)


def test_a_cancel_is_heeded(make_raster):
    source = FileRasterSource(make_raster(collar()))
    with pytest.raises(CancelledError):
        look_at_image(source, lambda: True)
    source.close()


@pytest.mark.parametrize(
    "names, expected",
    [
        (("B2", "B3", "B4"), (3, 2, 1)),
        (("blue", "green", "red", "nir"), (3, 2, 1)),
        (("B02", "B03", "B04", "B08"), (3, 2, 1)),
        (("492 nm", "560 nm", "665 nm"), (3, 2, 1)),
        (("a", "b", "c"), None),
    ],
)
def test_natural_colours_are_told_by_names(make_raster, names, expected):
    facts = look(make_raster(collar(bands=len(names)), descriptions=names))
    assert facts.natural == expected
    assert facts.band_names == dict(enumerate(names, 1))


def test_colour_tags_tell_where_bands_have_no_names(make_raster):
    tags = ["alpha", "blue", "green", "red"]
    facts = look(make_raster(collar(bands=4), colorinterp=tags))
    assert facts.natural == (4, 3, 2)
    assert facts.band_names == {2: "", 3: "", 4: ""}


def test_wavelengths_in_tags_tell(make_raster):
    import rasterio

    path = make_raster(collar())
    with rasterio.open(path, "r+") as dataset:
        for band, value in enumerate(("0.665", "0.560", "0.490"), 1):
            dataset.update_tags(band, ns="IMAGERY", CENTRAL_WAVELENGTH_UM=value)
    assert look(path).natural == (1, 2, 3)


@pytest.mark.parametrize(
    ("dtype", "value", "expected"),
    [
        ("uint16", 65535, 65535),
        ("uint8", 255, 255),
        ("int16", -32768, -32768),
        ("int16", -9999, -9999),
        ("float32", -9999, -9999),
        ("uint16", 0, 0),
        ("uint16", 700, None),
    ],
)
def test_a_collar_of_a_usual_value_looks_like_fill(make_raster, dtype, value, expected):
    values = np.random.default_rng(1).integers(1, 200, (2, 40, 50)).astype(dtype)
    values[:, :10] = value
    fill = look(make_raster(values)).fill
    assert (None if fill is None else (fill.value, fill.share)) == (
        None if expected is None else (expected, 0.25)
    )
    assert look(make_raster(values, name="tagged.tif", nodata=value)).fill is None


@pytest.mark.parametrize(("value", "least"), [(0, 0.001), (255, 0.02)])
def test_a_few_dark_or_bright_pixels_are_no_fill(make_raster, value, least):
    values = np.full((1, 100, 100), 7, "uint8")
    values.ravel()[: round(10_000 * least) - 1] = value
    assert look(make_raster(values)).fill is None
    values.ravel()[: round(10_000 * least)] = value
    assert look(make_raster(values, name="more.tif")).fill.value == value


def test_ranges_are_percentiles_of_what_is_no_fill_and_no_nodata(make_raster):
    values = np.random.default_rng(5).integers(1000, 5000, (2, 60, 50)).astype("uint16")
    values[1] += 3000
    inner = values[:, :, 10:].reshape(2, -1)
    values[:, :, :10] = 65535
    expected = [tuple(np.percentile(band, (2, 98))) for band in inner]
    ranges = look(make_raster(values)).ranges
    assert [ranges[1], ranges[2]] == [pytest.approx(each) for each in expected]
    assert look(make_raster(values, name="tagged.tif", nodata=65535)).ranges == ranges
    assert look(make_raster(np.zeros((1, 4, 4), "uint8"), name="empty.tif", nodata=0)).ranges == {}
