"""Telling of tiles that reach beyond the raster, and what stands there."""

from __future__ import annotations

import numpy as np

from ..listing import count_text
from ..raster.info import fits_type
from ..resampling.windows import count_padded
from .request import ExportRequest

_REMEDY = "make the grid with Create Tile Grid and EDGE=DROP or SHIFT"


def find_padding(request: ExportRequest) -> tuple[int, float]:
    """How many tiles of an export reach beyond the raster, and the value that stands there."""
    info = request.source.info
    count = count_padded(request.plan.places, info.width, info.height)
    return count, request.options.fill if request.profile.is_picture else _outside(request)


def describe_padding(request: ExportRequest) -> str:
    """A sentence on the tiles of an export that reach beyond the raster; empty without any."""
    info, options, profile = request.source.info, request.options, request.profile
    count, value = find_padding(request)
    if not count:
        return ""
    start = count_text(
        count,
        "{} of {} tiles reaches beyond {}; it is padded",
        "{} of {} tiles reach beyond {}; they are padded",
        len(request.plan.places.windows),
        info.name,
    )
    text = f"{start} with {value:.10g}" + (" (FILL)" if profile.is_picture else "")
    if not profile.is_picture and profile.nodata is not None and value == profile.nodata:
        return f"{text}, the nodata value."
    if options.format == "GTIFF":
        return f"{text}, and a mask in each file tells which pixels these are."
    if not profile.is_picture and value != value:
        return f"{text}, which no pixel of the raster is."
    if value == 0 and info.alpha_band in info.bands:
        return f"{text}, in the alpha band too, which tells which pixels these are."
    remedy = _REMEDY
    if not profile.is_picture:
        remedy += ", set NODATA, or choose FORMAT=GTIFF"
    elif options.format == "NPY":
        remedy += ", or choose FORMAT=GTIFF"
    return f"{text}, and {options.format} files do not tell which pixels these are; {remedy}."


def _outside(request: ExportRequest) -> float:
    info = request.source.info
    dtype = np.dtype(info.dtype)
    if request.targets is None:
        known = (info.nodata, request.source.nodata)
    else:
        known = (info.nodata, float("nan") if dtype.kind == "f" else None)
    return next((v for v in known if v is not None and fits_type(v, dtype)), 0)
