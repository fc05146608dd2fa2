"""What tiles that hold a raster's own numbers do not say by themselves."""

from __future__ import annotations

import numpy as np

from ..formats.writer import ImageProfile
from ..listing import list_names
from ..raster.info import RasterInfo
from ..raster.nodata import nodata_interval
from .request import ExportRequest


def list_scales(profile: ImageProfile) -> list[dict]:
    """Scale and offset of each band, for dataset.json; empty where numbers stand for themselves."""
    if all(v == 1 for v in profile.scales) and not any(profile.offsets):
        return []
    return [
        {"band": name, "scale": scale, "offset": offset}
        for name, scale, offset in zip(profile.band_names, profile.scales, profile.offsets)
    ]


def describe_raw_values(request: ExportRequest) -> list[str]:
    """Sentences on what is kept out of, or lost in, files that hold the raster's own numbers."""
    profile, options = request.profile, request.options
    if profile.is_picture:
        return []
    notes = []
    if options.fill:
        notes.append(
            f"FILL={options.fill} is not used: SCALING=NONE keeps the raster's own values, those "
            "of invalid pixels too."
        )
    if request.targets is None and _has_other_nodata(request):
        notes.append(_other_nodata_sentence(request))
    return notes


def _has_other_nodata(request: ExportRequest) -> bool:
    """Whether a band has nodata that the one value of the files does not stand for."""
    gaps = request.source.info.gaps
    if request.options.spec.marks_invalid:
        # What is nodata in every band is masked in the files.
        return any(own != gaps[0] for own in gaps)
    tagged = nodata_interval(request.profile.nodata, np.dtype(request.source.info.dtype))
    known = () if tagged is None else (tagged,)
    return any(own != known for own in gaps) and any(gaps)


def _other_nodata_sentence(request: ExportRequest) -> str:
    info, profile = request.source.info, request.profile
    texts = [f"{_nodata_text(info, k)} in {name}" for k, name in enumerate(profile.band_names)]
    if profile.nodata is None:
        told = "have none: these pixels count as data there"
    else:
        told = (
            f"have one value for all bands, {profile.nodata:.10g}: pixels of other values count as "
            "data there"
        )
    return (
        f"Nodata of {info.name} is {list_names(texts)}, and {request.options.format} tiles {told}. "
        "Make a raster with one nodata value by Stack Bands first, and cut that."
    )


def _nodata_text(info: RasterInfo, k: int) -> str:
    tagged = () if info.nodatas[k] is None else (info.nodatas[k],)
    texts = [f"{value:.10g}" for value in tagged]
    for least, last in info.more_nodata[k]:
        texts.append(f"{least:.10g}" if least == last else f"{least:.10g} to {last:.10g}")
    return " and ".join(texts) or "none"
