"""Bands that a style stretches and does nothing else to, drawn by tables of QGIS's own values.

QGIS draws several bands pixel by pixel, which takes ten times as long.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from qgis.core import (
    QgsContrastEnhancement,
    QgsHueSaturationFilter,
    QgsMultiBandColorRenderer,
    QgsRasterDataProvider,
    QgsRasterLayer,
)

from ...core.raster.info import RasterInfo
from ...core.raster.source import FileRasterSource

# Types of so few values that a table holds them all.
_TYPES = ("uint8", "uint16", "int16")


class StretchedBands:
    """Reads windows as QGIS draws them: red, green, blue of 8 bits, and what is shown at all.

    Args:
        source: the three bands; closed with it.
        stretches: of each.
    """

    def __init__(
        self, source: FileRasterSource, stretches: Sequence[QgsContrastEnhancement]
    ) -> None:
        self._source = source
        limits = np.iinfo(source.info.dtype)
        self._least = limits.min
        values = [float(v) for v in range(limits.min, limits.max + 1)]
        # Of numbers beyond 255, which no stretch has made less, QGIS keeps the lowest bits.
        self._tables = [
            (np.array([s.enhanceContrast(v) for v in values]) & 255).astype(np.uint8)
            for s in stretches
        ]

    def read(self, window: Sequence[int]) -> tuple[np.ndarray, np.ndarray]:
        """Colours (3, height, width) and what is not transparent, in the raster's own order.

        Raises:
            RasterError: pixels cannot be read.
        """
        numbers, _ = self._source.read(window)
        colors = np.empty(numbers.shape, dtype=np.uint8)
        visible = np.ones(numbers.shape[1:], dtype=bool)
        for k, band in enumerate(numbers):
            places = band if not self._least else band.astype(np.int32) - self._least
            np.take(self._tables[k], places, out=colors[k], mode="wrap")
            has_values = self._source.info.has_values(k, band)
            if has_values is not None:
                visible &= has_values
        if not visible.all():
            colors[:, ~visible] = 0
        return colors, visible

    def close(self) -> None:
        """Free what reading has opened."""
        self._source.close()


def stretched_bands(layer: QgsRasterLayer, info: RasterInfo) -> StretchedBands | None:
    """How a layer is drawn without QGIS, or None where its style does more than stretch bands.

    Args:
        layer: with its style; only in the main thread.
        info: of the same raster.
    """
    renderer, provider = layer.renderer(), layer.dataProvider()
    if not isinstance(renderer, QgsMultiBandColorRenderer) or not _is_plain(layer, renderer):
        return None
    bands = [renderer.redBand(), renderer.greenBand(), renderer.blueBand()]
    stretches = [
        renderer.redContrastEnhancement(),
        renderer.greenContrastEnhancement(),
        renderer.blueContrastEnhancement(),
    ]
    if min(bands) < 1 or not all(s and _is_stretch(s) for s in stretches):
        return None
    source = FileRasterSource(info.path, ",".join(map(str, bands)))
    if not _has_plain_values(source.info, provider, bands):
        source.close()
        return None
    return StretchedBands(source, stretches)


def _is_stretch(enhancement: QgsContrastEnhancement) -> bool:
    """Whether it clips nothing."""
    algorithms = QgsContrastEnhancement.ContrastEnhancementAlgorithm
    return enhancement.contrastEnhancementAlgorithm() in (
        algorithms.NoEnhancement,
        algorithms.StretchToMinimumMaximum,
    )


def _is_plain(layer: QgsRasterLayer, renderer: QgsMultiBandColorRenderer) -> bool:
    """Whether nothing is transparent for its colour, and no filter changes anything."""
    transparency = renderer.rasterTransparency()
    if renderer.opacity() != 1 or renderer.alphaBand() > 0:
        return False
    if transparency is not None and transparency.transparentThreeValuePixelList():
        return False
    light, hue = layer.brightnessFilter(), layer.hueSaturationFilter()
    is_light = light is None or (light.brightness(), light.contrast(), light.gamma()) == (0, 0, 1)
    gray = QgsHueSaturationFilter.GrayscaleMode.GrayscaleOff
    return is_light and (
        hue is None
        or (hue.saturation() == 0 and hue.grayscaleMode() == gray and not hue.colorizeOn())
    )


def _has_plain_values(
    info: RasterInfo, provider: QgsRasterDataProvider, bands: Sequence[int]
) -> bool:
    """Whether QGIS draws the numbers of the file, and knows of the same gaps in them."""
    is_known = all(
        not provider.userNoDataValues(band)
        and (not provider.sourceHasNoDataValue(band) or provider.useSourceNoDataValue(band))
        for band in bands
    )
    is_stored = all(v == 1 for v in info.scales) and not any(info.offsets)
    return is_known and is_stored and info.dtype in _TYPES and not info.has_mask
