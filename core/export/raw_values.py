"""What tiles that hold a raster's own numbers do not say by themselves."""

from __future__ import annotations

import numpy as np

from ..formats.writer import ImageProfile
from ..message import Message, list_names
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


def describe_raw_values(request: ExportRequest) -> list[Message]:
    """Sentences on what is kept out of, or lost in, files that hold the raster's own numbers."""
    profile, options = request.profile, request.options
    if profile.is_picture:
        return []
    notes = []
    if options.fill:
        notes.append(
            Message(
                "{FILL}={fill} is not used: {SCALING=NONE} keeps the raster's own values, those of "
                "invalid pixels too.",
                fill=options.fill,
            )
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


def _other_nodata_sentence(request: ExportRequest) -> Message:
    info, nodata = request.source.info, request.profile.nodata
    values = {
        "raster": info.name,
        "bands": list_names(
            Message("{values} in {band}", values=_nodata_text(info, k), band=name)
            for k, name in enumerate(request.profile.band_names)
        ),
        "format": request.options.format,
    }
    if nodata is None:
        return Message(
            "Nodata of {raster} is {bands}, and {format} tiles have none: these pixels count as "
            "data there. Make a raster with one nodata value by Stack Bands first, and cut that.",
            **values,
        )
    return Message(
        "Nodata of {raster} is {bands}, and {format} tiles have one value for all bands, "
        "{nodata:.10g}: pixels of other values count as data there. Make a raster with one nodata "
        "value by Stack Bands first, and cut that.",
        nodata=nodata,
        **values,
    )


def _nodata_text(info: RasterInfo, k: int) -> Message:
    tagged = () if info.nodatas[k] is None else (info.nodatas[k],)
    texts = [Message("{value:.10g}", value=value) for value in tagged]
    for least, last in info.more_nodata[k]:
        texts.append(
            Message("{value:.10g}", value=least)
            if least == last
            else Message("{least:.10g} to {last:.10g}", least=least, last=last)
        )
    if not texts:
        return Message("none")
    text = texts[0]
    for more in texts[1:]:
        text = Message("{one} and {more}", one=text, more=more)
    return text
