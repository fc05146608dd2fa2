"""The nodata settings of a layer: Layer Properties, Transparency."""

from __future__ import annotations

import numpy as np
from qgis.core import QgsRasterDataProvider, QgsRasterRange

from ...core.raster.nodata import NodataSettings


def read_nodata_settings(provider: QgsRasterDataProvider) -> NodataSettings:
    """Additional nodata values, and bands whose own value is switched off."""
    more, off = {}, set()
    for band in range(1, provider.bandCount() + 1):
        ranges = provider.userNoDataValues(band)
        if ranges:
            more[band] = tuple(_interval(r) for r in ranges)
        if provider.sourceHasNoDataValue(band) and not provider.useSourceNoDataValue(band):
            off.add(band)
    return NodataSettings(more, frozenset(off))


def _interval(values: QgsRasterRange) -> tuple[float, float]:
    """Both ends included. A range without a bound has NaN there."""
    bounds = QgsRasterRange.BoundsType
    least = values.min() if np.isfinite(values.min()) else -np.inf
    last = values.max() if np.isfinite(values.max()) else np.inf
    if values.bounds() in (bounds.IncludeMax, bounds.Exclusive):
        least = np.nextafter(least, np.inf)
    if values.bounds() in (bounds.IncludeMin, bounds.Exclusive):
        last = np.nextafter(last, -np.inf)
    return float(least), float(last)
