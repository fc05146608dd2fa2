"""What gdal_errors does, for reading through QGIS, whose GDAL may be another than rasterio's."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from osgeo import gdal

from .gdal_errors import OPTIONS, is_loss, tidy


@contextmanager
def heard_by_osgeo() -> Iterator[list[str]]:
    """The failures that GDAL tells of in the calling thread, while it reads, in a list."""
    heard = []

    def hear(kind: int, number: int, message: str) -> None:
        if kind >= gdal.CE_Failure or (kind == gdal.CE_Warning and is_loss(message)):
            heard.append(tidy(message))

    before = {name: gdal.GetThreadLocalConfigOption(name) for name in OPTIONS}
    for name, value in OPTIONS.items():
        gdal.SetThreadLocalConfigOption(name, value)
    gdal.PushErrorHandler(hear)
    try:
        yield heard
    finally:
        gdal.PopErrorHandler()
        for name, value in before.items():
            gdal.SetThreadLocalConfigOption(name, value)
