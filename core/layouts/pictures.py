"""What programs that read 8-bit pictures and train on splits refuse."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from ..errors import ExportError
from .layout import DatasetLayout, LayoutFacts

# Of up to three bands, GeoTIFF is as good a picture as others.
PICTURE_FORMATS = ("JPEG", "PNG", "GTIFF")
PICTURE_BANDS = (1, 3)
TRAIN_AND_VAL = ("train", "val")


def channel_lines(facts: Mapping[str, Any]) -> list[str]:
    """The line of ultralytics' data.yaml for images that are no pictures of one or three bands."""
    count = len(facts["bands"])
    return [] if count in PICTURE_BANDS else [f"channels: {count}"]


def refuse_more_than_pictures(layout: str, facts: LayoutFacts) -> None:
    """Refuse what is not a picture of 8 bits with one or three bands.

    Raises:
        ExportError: says what it is, and what helps.
    """
    refuse_other_types(layout, facts)
    if facts.band_count not in PICTURE_BANDS:
        raise ExportError(
            "{LAYOUT} {layout} takes images of 1 or 3 bands and {count} are exported; choose "
            "some, for example {BANDS=3,2,1}.",
            layout=layout,
            count=facts.band_count,
        )


def refuse_other_types(layout: str, facts: LayoutFacts) -> None:
    """Refuse pixels that are not of 8 bits.

    Raises:
        ExportError: says what they are, and what helps.
    """
    if facts.dtype != "uint8":
        raise ExportError(
            "{LAYOUT} {layout} takes 8-bit values, as the programs that read it do, and the tiles "
            "have {dtype}; choose a {SCALING} other than NONE.",
            layout=layout,
            dtype=facts.dtype,
        )


def refuse_unused_splits(layout: DatasetLayout, facts: LayoutFacts) -> None:
    """Refuse a dataset without tiles to train or to validate on.

    Raises:
        ExportError: says which split is empty, and what helps.
    """
    for split in layout.takes.needed_splits:
        if split not in facts.splits:
            raise ExportError(
                "{LAYOUT} {layout} needs tiles in the splits train and val, and {split} has "
                "none; split the tiles so that each gets a share.",
                layout=layout.name,
                split=split,
            )
