"""The line that says what an image is, word by word."""

from __future__ import annotations

from contextlib import closing

import numpy as np
import pytest

METRES = (30, 0, 500000, 0, -30, 4600000)


@pytest.fixture
def describe(qgis, make_raster):
    """The line of an image with these values."""
    from qgis.core import QgsCoordinateReferenceSystem

    from tilewright.core.raster.source import FileRasterSource
    from tilewright.core.scenes.image_facts import look_at_image
    from tilewright.ui.image.facts_line import describe_image

    def make(values, crs="EPSG:32631", transform=METRES, **profile):
        path = make_raster(values, crs=crs, transform=transform, **profile)
        with closing(FileRasterSource(path)) as source:
            facts = look_at_image(source)
        return describe_image(facts, QgsCoordinateReferenceSystem(crs or ""))

    return make


def ones(bands=3, dtype="uint8", rows=4, columns=6):
    return np.ones((bands, rows, columns), dtype)


def with_zeros(share, dtype="uint16", rows=100, columns=100):
    """An image of two bands of which the first pixels, this share of all, are 0 in both."""
    values = ones(2, dtype, rows, columns)
    values.reshape(2, -1)[:, : round(share * rows * columns)] = 0
    return values


def test_size_pixel_bands_type_and_nodata_are_named(describe):
    assert describe(ones()) == (
        "6 × 4 pixels of 30 m, 3 bands of 8-bit whole numbers, no nodata value."
    )
    assert describe(ones(1, "int16"), nodata=-999) == (
        "6 × 4 pixels of 30 m, 1 band of 16-bit whole numbers with sign, nodata -999."
    )


@pytest.mark.parametrize(
    ("dtype", "expected"),
    [
        ("uint16", "16-bit whole numbers,"),
        ("int32", "32-bit whole numbers with sign,"),
        ("float32", "32-bit decimal numbers,"),
        ("float64", "64-bit decimal numbers,"),
    ],
)
def test_types_are_words(describe, dtype, expected):
    assert expected in describe(ones(1, dtype))


@pytest.mark.parametrize(
    ("transform", "crs", "expected"),
    [
        ((0.5, 0, 0, 0, -0.5, 0), "EPSG:2154", "pixels of 0.5 m,"),
        ((20, 0, 500000, 0, -10, 4600000), "EPSG:32631", "pixels of 20 × 10 m,"),
        ((0.00025, 0, -54, 0, -0.00025, -25), "EPSG:4326", "pixels of 0.00025°,"),
        ((3, 4, 500000, 4, -3, 4600000), "EPSG:32631", "pixels of 5 m,"),
        ((2, 0, 0, 0, -2, 0), None, "pixels of 2 map units,"),
    ],
)
def test_pixels_have_their_unit(describe, transform, crs, expected):
    assert expected in describe(ones(), crs=crs, transform=transform)


def test_a_mask_is_said_where_there_is_no_nodata_value(describe):
    assert describe(ones(), mask=np.full((4, 6), 255, "uint8")).endswith(
        ", nodata given by its mask."
    )


@pytest.mark.parametrize(
    ("share", "expected"),
    [(0.25, "25 %"), (0.1, "10 %"), (0.034, "3.4 %"), (0.0012, "0.12 %")],
)
def test_the_share_of_zeros_that_are_not_tagged_is_told(describe, share, expected):
    told = describe(with_zeros(share))
    assert told.endswith(f". {expected} of the pixels are 0 without being marked as nodata.")


def test_few_zeros_are_dark_pixels_and_tagged_ones_are_nodata(describe):
    assert "without being marked" not in describe(with_zeros(0.0005))
    assert "without being marked" not in describe(with_zeros(0.25), nodata=0)


@pytest.fixture
def line(qgis, make_raster, wait):
    """The line on the screen; ``line.see(values)`` has it look at an image."""
    from qgis.core import QgsRasterLayer

    from tilewright.ui.image.facts_line import FactsLine
    from tilewright.ui.image.look_at_layer import input_of

    line = FactsLine()
    line.show()

    def see(values, name="image.tif", **profile):
        layer = QgsRasterLayer(make_raster(values, name=name, **profile), name)
        line.look(input_of(layer))
        wait(lambda: not line.looker.is_busy)
        line.show_choice(None)

    line.see = see
    yield line
    line.looker.remove()
    line.hide()
    line.deleteLater()


def test_zeros_are_offered_as_nodata_where_there_are_enough(line):
    line.see(with_zeros(0.25))
    assert line.zeros.isVisible() and not line.zeros.isChecked()
    assert line.has_any
    asked = []
    line.zeros_meant.connect(asked.append)
    line.zeros.click()
    line.zeros.click()
    assert asked == [True, False]
    line.see(with_zeros(0.0005), name="few.tif")
    assert not line.zeros.isVisible()
    line.see(with_zeros(0.25), name="tagged.tif", nodata=0)
    assert not line.zeros.isVisible()


def test_zeros_that_are_nodata_already_can_be_unticked_whatever_their_share(line):
    line.see(ones())
    line.show_choice(0.0)
    assert line.zeros.isVisible() and line.zeros.isChecked()
    line.show_choice(255.0)
    assert not line.zeros.isVisible() and not line.zeros.isChecked()


def test_a_collar_of_another_value_is_offered_by_its_name(line):
    values = ones(2, "uint16", 40, 50)
    values[:, :10] = 65535
    line.see(values)
    assert line.zeros.isVisible() and line.zeros.text() == "Treat 65535 as nodata"
    assert line.fill_value == 65535
    assert line.note.text().endswith(
        ". 25 % of the pixels are 65535 without being marked as nodata."
    )
    line.show_choice(65535.0)
    assert line.zeros.isChecked()
    line.show_choice(0.0)
    assert not line.zeros.isChecked()


def test_without_an_image_nothing_is_said(line):
    line.see(with_zeros(0.25))
    line.look(None)
    assert line.note.text() == "" and not line.has_any
    line.show_choice(None)
    assert not line.zeros.isVisible()
