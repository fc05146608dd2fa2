"""An image that its fill had left all but black."""

from contextlib import closing

import numpy as np
import pytest


@pytest.fixture
def show(qgis, make_raster):
    """An image of 16 bits with a collar, as QGIS shows it, with what is known of it."""
    from qgis.core import (
        QgsContrastEnhancement,
        QgsMultiBandColorRenderer,
        QgsRasterLayer,
        QgsRasterMinMaxOrigin,
    )

    from tilewright.core.raster.source import FileRasterSource
    from tilewright.core.scenes.image_facts import look_at_image

    def make(fill, **profile):
        values = np.random.default_rng(4).integers(1000, 3000, (4, 60, 60)).astype("uint16")
        values[:, :, :20] = fill
        path = make_raster(values, **profile)
        layer = QgsRasterLayer(path, "drone")
        layer.setRenderer(QgsMultiBandColorRenderer(layer.dataProvider(), 3, 2, 1))
        layer.setContrastEnhancement(
            QgsContrastEnhancement.ContrastEnhancementAlgorithm.StretchToMinimumMaximum,
            QgsRasterMinMaxOrigin.Limits.MinMax,
        )
        with closing(FileRasterSource(path)) as source:
            facts = look_at_image(source)
        return layer, facts, values

    return make


def stretched(layer):
    renderer = layer.renderer()
    enhancements = (
        renderer.redContrastEnhancement(),
        renderer.greenContrastEnhancement(),
        renderer.blueContrastEnhancement(),
    )
    return [(each.minimumValue(), each.maximumValue()) for each in enhancements]


def test_the_image_is_stretched_to_its_own_values(show):
    from tilewright.ui.image.stretch import stretch_without_fill

    layer, facts, values = show(65535)
    assert [most for _, most in stretched(layer)] == [65535] * 3
    assert stretch_without_fill(layer, facts)
    inner = values[:, :, 20:].reshape(4, -1)
    expected = [tuple(np.percentile(inner[band], (2, 98))) for band in (2, 1, 0)]
    assert stretched(layer) == [pytest.approx(each) for each in expected]
    renderer = layer.renderer()
    assert (renderer.redBand(), renderer.greenBand(), renderer.blueBand()) == (3, 2, 1)
    assert not stretch_without_fill(layer, facts)


def test_what_is_shown_well_or_in_another_way_stays(show):
    from qgis.core import QgsSingleBandGrayRenderer

    from tilewright.ui.image.stretch import stretch_without_fill

    layer, facts, _ = show(0)
    before = stretched(layer)
    assert not stretch_without_fill(layer, facts)
    assert stretched(layer) == before
    layer, facts, _ = show(65535, nodata=65535, name="tagged.tif")
    assert not stretch_without_fill(layer, facts)
    layer, facts, _ = show(65535, name="grey.tif")
    layer.setRenderer(QgsSingleBandGrayRenderer(layer.dataProvider(), 1))
    assert not stretch_without_fill(layer, facts)
