"""What users are told of an export: padding, and what files with raw values do not say."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np

from ..formats.writer import ImageProfile
from ..message import Message, counted, list_names
from ..raster.info import RasterInfo, fits_type
from ..raster.nodata import nodata_interval
from ..resampling.windows import count_padded
from ..scaling.scaling import Scaling
from ..tiles.reasons import Reason
from .request import ExportRequest, image_profile

# On nodata of one scene each.
_MOST_SENTENCES = 3


def list_scales(profile: ImageProfile) -> list[dict[str, Any]]:
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
    if request.targets is None:
        rasters = [
            (info, own) for info, own in _rasters(request) if _has_other_nodata(info, own, request)
        ]
        for info, own in rasters[:_MOST_SENTENCES]:
            notes.append(_other_nodata_sentence(info, own, request))
        if len(rasters) > _MOST_SENTENCES:
            more = (info.name for info, _ in rasters[_MOST_SENTENCES:])
            notes.append(Message("The same is so of {names}.", names=list_names(more)))
    found = scene_nodata(request)
    if found is not None:
        notes.append(_tell_scene_nodata(request, found))
    return notes


def _rasters(request: ExportRequest) -> list[tuple[RasterInfo, ImageProfile]]:
    """Each raster, and what its files hold."""
    if not request.scenes:
        return [(request.source.info, request.profile)]
    return [
        (part.info, image_profile(part, request.options, request.nodata))
        for part in map(request.source.part, range(len(request.scenes)))
    ]


def scene_nodata(request: ExportRequest) -> list[float | None] | None:
    """What pixels without a value hold in each scene; None where that is the same in all."""
    found = [profile.nodata for _, profile in _rasters(request)]
    # NaN is no number that equals another.
    return found if len({str(value) for value in found}) > 1 else None


def _tell_scene_nodata(request: ExportRequest, found: list[float | None]) -> Message:
    names: dict[str, list[str]] = {}
    for scene, value in zip(request.scenes, found):
        names.setdefault("" if value is None else f"{value:.10g}", []).append(scene.name)
    parts = [
        Message("{value} in {scenes}", value=value or Message("none"), scenes=list_names(scenes))
        for value, scenes in names.items()
    ]
    return Message(
        "The nodata value differs from scene to scene: {values}. Tiles keep that of their scene; "
        "dataset.json tells it for each of the scenes.",
        values=list_names(parts),
    )


def _has_other_nodata(info: RasterInfo, profile: ImageProfile, request: ExportRequest) -> bool:
    """Whether a band has nodata that the one value of the files does not stand for."""
    gaps = info.gaps
    if request.options.spec.marks_invalid:
        # What is nodata in every band is masked in the files.
        return any(own != gaps[0] for own in gaps)
    tagged = nodata_interval(profile.nodata, np.dtype(info.dtype))
    known = () if tagged is None else (tagged,)
    return any(own != known for own in gaps) and any(gaps)


def _other_nodata_sentence(
    info: RasterInfo, profile: ImageProfile, request: ExportRequest
) -> Message:
    nodata = profile.nodata
    values = {
        "raster": info.name,
        "bands": list_names(
            Message("{values} in {band}", values=_nodata_text(info, k), band=name)
            for k, name in enumerate(profile.band_names)
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


def find_padding(request: ExportRequest) -> tuple[int, float]:
    """How many tiles of an export reach beyond the raster, and the value that stands there."""
    info = request.source.info
    places = request.plan.places
    count = count_padded(places, *places.limits(info))
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
            "Tile Grid and {EDGE=DROP|SHIFT}, set {NODATA}, or choose {FORMAT=GTIFF}.",
            format=spec.name,
        )
    if spec.holds_any:
        return Message(
            ", and {format} files do not tell which pixels these are; make the grid with Create "
            "Tile Grid and {EDGE=DROP|SHIFT}, or choose {FORMAT=GTIFF}.",
            format=spec.name,
        )
    return Message(
        ", and {format} files do not tell which pixels these are; make the grid with Create Tile "
        "Grid and {EDGE=DROP|SHIFT}.",
        format=spec.name,
    )


def _outside(request: ExportRequest) -> float:
    info = request.source.info
    dtype = np.dtype(info.dtype)
    if request.targets is None:
        known = (info.nodata, request.source.nodata)
    else:
        known = (info.nodata, float("nan") if dtype.kind == "f" else None)
    return next((v for v in known if v is not None and fits_type(v, dtype)), 0)


@dataclass(frozen=True)
class ExportResult:
    """What an export wrote.

    Attributes:
        masks: what dataset.json says of the masks, or None when there are none.
        objects: the same of objects.
        failed: the same of tiles that could not be read; empty without.
        refused: why the source refused a tile, by tile_id.
        there_count: tiles whose images were there before.
    """

    tile_count: int
    skipped_count: int
    manifest: Path
    scaling: Scaling | None
    image_bytes: int
    masks: dict[str, Any] | None = None
    objects: dict[str, Any] | None = None
    failed: dict[str, Any] = field(default_factory=dict)
    refused: Mapping[str, Reason] = field(default_factory=dict)
    there_count: int = 0
