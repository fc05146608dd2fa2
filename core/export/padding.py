"""Telling of tiles that reach beyond the raster, and what stands there."""

from __future__ import annotations

import numpy as np

from ..message import Message, counted
from ..raster.info import fits_type
from ..resampling.windows import count_padded
from .request import ExportRequest


def find_padding(request: ExportRequest) -> tuple[int, float]:
    """How many tiles of an export reach beyond the raster, and the value that stands there."""
    info = request.source.info
    count = count_padded(request.plan.places, info.width, info.height)
    return count, request.options.fill if request.profile.is_picture else _outside(request)


def describe_padding(request: ExportRequest) -> Message | None:
    """A sentence on the tiles of an export that reach beyond the raster; None without any."""
    count, value = find_padding(request)
    if not count:
        return None
    padded = Message(
        "{value:.10g} ({FILL})" if request.profile.is_picture else "{value:.10g}", value=value
    )
    return counted(
        count,
        "{count} of {total} tiles reaches beyond {raster}; it is padded with {padded}{rest}",
        "{count} of {total} tiles reach beyond {raster}; they are padded with {padded}{rest}",
        total=len(request.plan.places.windows),
        raster=request.source.info.name,
        padded=padded,
        rest=_how_it_is_told(request, value),
    )


def _how_it_is_told(request: ExportRequest, value: float) -> Message:
    """The end of the sentence: how one tells which pixels are padding."""
    info, spec, profile = request.source.info, request.options.spec, request.profile
    if not profile.is_picture and profile.nodata is not None and value == profile.nodata:
        return Message(", the nodata value.")
    if spec.marks_invalid:
        return Message(", and a mask in each file tells which pixels these are.")
    if not profile.is_picture and value != value:
        return Message(", which no pixel of the raster is.")
    if value == 0 and info.alpha_band in info.bands:
        return Message(", in the alpha band too, which tells which pixels these are.")
    if not profile.is_picture:
        return Message(
            ", and {format} files do not tell which pixels these are; make the grid with Create "
            "Tile Grid and {EDGE=DROP} or SHIFT, set {NODATA}, or choose {FORMAT=GTIFF}.",
            format=spec.name,
        )
    if spec.holds_any:
        return Message(
            ", and {format} files do not tell which pixels these are; make the grid with Create "
            "Tile Grid and {EDGE=DROP} or SHIFT, or choose {FORMAT=GTIFF}.",
            format=spec.name,
        )
    return Message(
        ", and {format} files do not tell which pixels these are; make the grid with Create Tile "
        "Grid and {EDGE=DROP} or SHIFT.",
        format=spec.name,
    )


def _outside(request: ExportRequest) -> float:
    info = request.source.info
    dtype = np.dtype(info.dtype)
    if request.targets is None:
        known = (info.nodata, getattr(request.source, "nodata", None))
    else:
        known = (info.nodata, float("nan") if dtype.kind == "f" else None)
    return next((v for v in known if v is not None and fits_type(v, dtype)), 0)
