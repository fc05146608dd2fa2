"""GDAL's sieve by rasterio, which holds all pixels."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from ..errors import CancelledError


def sieve(
    source: Path,
    target: Path,
    least: int,
    connectedness: int,
    progress: Callable[[float], None],
    is_cancelled: Callable[[], bool],
) -> None:
    """See sieve_file; heeds a cancel at the end alone."""
    import rasterio
    from rasterio import features

    with rasterio.open(source) as opened:
        band = opened.read(1)
        mask = None if opened.nodata is None else band != opened.nodata
        profile = {"width": opened.width, "height": opened.height, "dtype": band.dtype}
        profile.update(nodata=opened.nodata, transform=opened.transform)
    found = features.sieve(band, least, mask=mask, connectivity=connectedness)
    with rasterio.open(target, "w", driver="GTiff", count=1, **profile) as made:
        made.write(found, 1)
    progress(1.0)
    if is_cancelled():
        raise CancelledError
