"""Whether rasters of a list say the same about their bands, so that their values may be mixed."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import reduce

import numpy as np

from ..errors import RasterError
from ..message import Message, counted
from .info import RasterInfo
from .nodata import Interval

REFUSE, AS_TAGGED, AS_FIRST = "REFUSE", "AS_TAGGED", "AS_FIRST"
DIFFERENCES = (REFUSE, AS_TAGGED, AS_FIRST)
EIGHT_BITS = "8 bits"


@dataclass(frozen=True)
class BandTags:
    """What a raster says about one of its bands.

    Attributes:
        raster: the raster's name.
        scale: factor from stored to true values.
        offset: what is added then.
        nodata: the tagged value, or None.
        has_mask: whether anything else says which pixels are valid.
        dtype: numpy name.
        more_nodata: intervals of further values that are nodata.
    """

    raster: str
    scale: float
    offset: float
    nodata: float | None
    has_mask: bool
    dtype: str
    more_nodata: tuple[Interval, ...] = ()

    @property
    def is_scaled(self) -> bool:
        """Whether the stored numbers stand for others."""
        return self.scale != 1 or self.offset != 0

    @property
    def is_float(self) -> bool:
        """Whether NaN can stand for nodata, tagged or not."""
        return np.dtype(self.dtype).kind == "f"

    @property
    def has_gaps(self) -> bool:
        """Whether anything besides NaN says which pixels are valid."""
        return self.has_mask or (self.nodata is not None and self.nodata == self.nodata)

    @property
    def kind(self) -> str:
        """What the numbers may be: true values, 8 bits as pictures have them, or stored ones."""
        dtype = np.dtype(self.dtype)
        if dtype.kind == "f" or self.is_scaled:
            return "true values"
        return EIGHT_BITS if dtype.itemsize == 1 else "whole numbers"

    def describe_scale(self) -> Message:
        """Scale and offset for people."""
        if not self.is_scaled:
            return Message("neither scale nor offset")
        return Message(
            "scale {scale:.10g} and offset {offset:.10g}", scale=self.scale, offset=self.offset
        )


@dataclass(frozen=True)
class Difference:
    """How the same band of two rasters differs.

    Attributes:
        text: names both rasters, as the beginning of a sentence.
        can_be_borrowed: whether the other raster can take what the first one says.
        is_of_nodata: whether a nodata value for all settles it.
    """

    text: Message
    can_be_borrowed: bool = True
    is_of_nodata: bool = False


def tags_of(info: RasterInfo) -> tuple[BandTags, ...]:
    """What a raster says about each of the bands that are read."""
    return tuple(
        BandTags(info.name, scale, offset, nodata, info.has_mask or bool(more), info.dtype, more)
        for scale, offset, nodata, more in zip(
            info.scales, info.offsets, info.nodatas, info.more_nodata
        )
    )


def find_difference(
    bands: Sequence[BandTags], nodata: float | None = None, uses_true_values: bool = True
) -> Difference | None:
    """How the same band of several rasters differs; None when it does not.

    Args:
        bands: one a raster.
        nodata: a value that is given, and counts as nodata in all of them.
        uses_true_values: whether scales and offsets are applied, so that they may differ as long
            as all rasters have some.
    """
    first = bands[0]
    for other in bands[1:]:
        differs = (other.scale, other.offset) != (first.scale, first.offset)
        is_one_bare = first.is_scaled != other.is_scaled and _is_whole(first) and _is_whole(other)
        if differs and (is_one_bare or not uses_true_values):
            text = Message(
                "{name} has {scale}, {other} {other_scale}",
                name=first.raster,
                scale=first.describe_scale(),
                other=other.raster,
                other_scale=other.describe_scale(),
            )
            return Difference(text)
        if first.kind != other.kind:
            text = Message(
                "{name} holds {type}, {other} {other_type}",
                name=first.raster,
                type=first.dtype,
                other=other.raster,
                other_type=other.dtype,
            )
            return Difference(text, can_be_borrowed=False)
    return find_nodata_difference(bands, nodata)


def find_nodata_difference(
    bands: Sequence[BandTags], nodata: float | None = None
) -> Difference | None:
    """That some bands say which pixels are valid and others do not.

    A value that is given for all settles it.
    """
    if nodata is not None:
        return None
    told = next((b for b in bands if b.has_gaps), None)
    if told is None:
        return None
    # NaN may be what stands for nodata in floats; an unusual number would be tagged.
    bare = next(
        (
            b
            for b in bands
            if not b.has_gaps and b.nodata is None and (told.nodata is not None or not b.is_float)
        ),
        None,
    )
    if bare is None:
        return None
    names = {"name": told.raster, "other": bare.raster}
    if told.nodata is None:
        text = Message("{name} has a mask, {other} has none", **names)
    else:
        text = Message("{name} has nodata {value:g}, {other} has none", value=told.nodata, **names)
    return Difference(text, can_be_borrowed=told.nodata is not None, is_of_nodata=True)


def _is_whole(band: BandTags) -> bool:
    return np.dtype(band.dtype).kind in "iub"


def check_band_counts(infos: Sequence[RasterInfo]) -> None:
    """Refuse rasters with different numbers of bands.

    Raises:
        RasterError: names the first raster and the one that differs.
    """
    for info in infos[1:]:
        first = infos[0]
        if len(info.bands) != len(first.bands):
            raise RasterError(
                _band_counts(first.name, len(first.bands), info.name, len(info.bands))
            )


def check_alike(
    infos: Sequence[RasterInfo],
    choice: str = REFUSE,
    nodata: float | None = None,
    uses_true_values: bool = True,
) -> None:
    """Refuse rasters that say different things about the same bands.

    Args:
        infos: rasters whose k-th bands are the same.
        choice: REFUSE; the others settle it, and nothing is looked at.
        nodata: see find_difference.
        uses_true_values: see find_difference.

    Raises:
        RasterError: names two rasters, and what each says.
    """
    check_tags(zip(*map(tags_of, infos)), choice, nodata, uses_true_values)


def check_tags(
    bands: Iterable[Sequence[BandTags]],
    choice: str = REFUSE,
    nodata: float | None = None,
    uses_true_values: bool = True,
) -> None:
    """The same for bands that are known to belong together.

    Args:
        bands: of each band, what the rasters say about it.
        choice: see check_alike.
        nodata: see find_difference.
        uses_true_values: see find_difference.

    Raises:
        RasterError: names two rasters, and what each says.
    """
    for tags in bands if choice == REFUSE else ():
        if len(tags) < 2:
            continue
        difference = find_difference(tags, nodata, uses_true_values)
        if difference:
            raise RasterError(_refusal(difference, tags[0].raster))


def _refusal(difference: Difference, first: str) -> Message:
    """What is said of a difference that is not settled; ``first`` is the first raster."""
    remedies = [Message("set {DIFFERENCES=AS_TAGGED} to take each as its file says")]
    # Types cannot be borrowed from another raster, and neither can masks.
    if difference.can_be_borrowed:
        remedies.insert(0, Message("{DIFFERENCES=AS_FIRST} to treat all like {first}", first=first))
    if difference.is_of_nodata:
        remedies.insert(0, Message("give {NODATA}"))
    return Message(
        "{difference}, so their values cannot be mixed; {remedies}.",
        difference=difference.text,
        remedies=reduce(_or_else, remedies),
    )


def _or_else(first: Message, second: Message) -> Message:
    return Message("{first}, or {second}", first=first, second=second)


def take_tags(info: RasterInfo, tags: Sequence[BandTags]) -> RasterInfo:
    """A raster with scales, offsets and nodata of another's bands, see tags_of.

    Raises:
        RasterError: they have different numbers of bands.
    """
    if len(info.bands) != len(tags):
        raise RasterError(_band_counts(tags[0].raster, len(tags), info.name, len(info.bands)))
    return replace(
        info,
        scales=tuple(band.scale for band in tags),
        offsets=tuple(band.offset for band in tags),
        nodatas=tuple(band.nodata for band in tags),
        more_nodata=tuple(band.more_nodata for band in tags),
    )


def _band_counts(name: str, count: int, other: str, other_count: int) -> Message:
    return counted(
        count,
        "{name} has {count} band, {other} has {other_count}; choose the same {BANDS} of all.",
        "{name} has {count} bands, {other} has {other_count}; choose the same {BANDS} of all.",
        name=name,
        other=other,
        other_count=other_count,
    )
