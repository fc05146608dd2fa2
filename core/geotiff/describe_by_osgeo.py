"""What bands are, told to GDAL's own bindings."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from threading import local

from affine import Affine
from osgeo import gdal, osr
from rasterio.dtypes import dtype_rev

_own = local()


def band_type(dtype: str) -> tuple[int, dict[str, str]]:
    """GDAL's code of a numpy type, and the creation options of GeoTIFF that it needs besides.

    Before GDAL 3.7 signed bytes are bytes that an option calls signed.
    """
    if dtype in ("int64", "uint64"):
        # rasterio before 1.4 takes the two for each other.
        return (gdal.GDT_Int64 if dtype == "int64" else gdal.GDT_UInt64), {}
    if dtype != "int8":
        return dtype_rev[dtype], {}
    code = getattr(gdal, "GDT_Int8", None)
    return (gdal.GDT_Byte, {"PIXELTYPE": "SIGNEDBYTE"}) if code is None else (code, {})


def describe_dataset(
    dataset: gdal.Dataset,
    crs_wkt: str,
    transform: Sequence[float],
    names: Sequence[str | None],
    *,
    nodata: float | None = None,
    scales: Sequence[float] = (),
    offsets: Sequence[float] = (),
    colormap: Mapping[int, Sequence[int]] | None = None,
) -> None:
    """Set the place of a raster, and what its bands are.

    Args:
        dataset: a new one, before its pixels are written.
        crs_wkt: coordinate system, empty when there is none.
        transform: six affine numbers a, b, c, d, e, f with x = a col + b row + c.
        names: of the bands; empty for none.
        nodata: value of invalid pixels, or None.
        scales: factor of each band from stored to true values; empty for 1.
        offsets: what is added then; empty for 0.
        colormap: value -> (red, green, blue, alpha) of the first band.
    """
    dataset.SetGeoTransform(Affine(*transform).to_gdal())
    if crs_wkt:
        dataset.SetSpatialRef(_spatial_reference(crs_wkt))
    for k in range(dataset.RasterCount):
        band = dataset.GetRasterBand(k + 1)
        if nodata is not None:
            band.SetNoDataValue(nodata)
        if names and names[k]:
            band.SetDescription(names[k])
        if scales or offsets:
            band.SetScale(scales[k] if scales else 1.0)
            band.SetOffset(offsets[k] if offsets else 0.0)
    if colormap:
        table = gdal.ColorTable()
        for value, color in colormap.items():
            table.SetColorEntry(value, tuple(color))
        dataset.GetRasterBand(1).SetColorTable(table)


def _spatial_reference(wkt: str) -> osr.SpatialReference:
    # Reading the text takes its time, and PROJ's objects must end with the thread that made them.
    if getattr(_own, "wkt", None) != wkt:
        _own.reference, _own.wkt = osr.SpatialReference(wkt), wkt
    return _own.reference
