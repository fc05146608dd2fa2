"""Telling of tiles that reach beyond the raster, and what stands there."""

from __future__ import annotations

import numpy as np

from ..listing import count_text
from ..raster.info import fits_type
from ..resampling.windows import count_padded
from .request import ExportRequest

_REMEDY = "make the grid with Create Tile Grid and EDGE=DROP or SHIFT"


def describe_padding(request: ExportRequest) -> str:
    """A sentence on the tiles of an export that reach beyond the raster; empty without any."""
    info, options, profile = request.source.info, request.options, request.profile
    places = request.plan.places
    count = count_padded(places, info.width, info.height)
    if not count:
        return ""
    start = count_text(
        count,
        "{} of {} tiles reaches beyond {}; it is padded",
        "{} of {} tiles reach beyond {}; they are padded",
        len(places.windows),
        info.name,
    )
    if profile.is_picture:
        text = f"{start} with {options.fill} (FILL)"
        can_tell = options.format == "GTIFF"
    else:
        value = _outside(request)
        text = f"{start} with {value:.10g}"
        if profile.nodata is not None and value == profile.nodata:
            return f"{text}, the nodata value."
        can_tell = options.format == "GTIFF" or value != value
    if options.format == "GTIFF":
        return f"{text}, and a mask in each file tells which pixels these are."
    if can_tell:
        return f"{text}, which no pixel of the raster is."
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
        known = (info.nodata, getattr(request.source, "nodata", None))
    else:
        known = (info.nodata, float("nan") if dtype.kind == "f" else None)
    return next((v for v in known if v is not None and fits_type(v, dtype)), 0)
