"""GDAL's sieve by its own bindings, from file to file."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from osgeo import gdal

from ..errors import CancelledError
from ..raster.gdal_errors_by_osgeo import heard_by_osgeo


def sieve(
    source: Path,
    target: Path,
    least: int,
    connectedness: int,
    progress: Callable[[float], None],
    is_cancelled: Callable[[], bool],
) -> None:
    """See sieve_file."""

    def go_on(fraction: float, _text: str, _data: object) -> int:
        progress(fraction)
        return 0 if is_cancelled() else 1

    with heard_by_osgeo() as heard:
        opened = gdal.Open(str(source))
        band = opened.GetRasterBand(1)
        made = gdal.GetDriverByName("GTiff").Create(
            str(target),
            opened.RasterXSize,
            opened.RasterYSize,
            1,
            band.DataType,
            ["BIGTIFF=IF_SAFER"],
        )
        if made is not None:
            made.SetGeoTransform(opened.GetGeoTransform())
            nodata, into = band.GetNoDataValue(), made.GetRasterBand(1)
            mask = None
            if nodata is not None:
                mask = band.GetMaskBand()
                into.SetNoDataValue(nodata)
            gdal.SieveFilter(band, mask, into, least, connectedness, callback=go_on)
            into.FlushCache()
        # Closing writes what is left, which may fail too.
        band = mask = into = made = opened = None
    if is_cancelled():
        raise CancelledError
    if heard:
        raise RuntimeError(heard[0])
