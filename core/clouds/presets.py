"""Well-known cloud masks: which of their values or bits are clouds and what goes with them."""

from __future__ import annotations

from dataclasses import dataclass

from ..message import Message, as_message, listed
from ..sentinel2.names import SCL_CLASSES


@dataclass(frozen=True)
class MaskPreset:
    """What is cloudy in a kind of mask.

    Attributes:
        name: what users write instead of values or bits.
        title: the mask as its makers call it.
        short_title: the same where there is little room.
        values, bits: as in VALUES and BITS of the algorithms; one of them is empty.
        meaning: what is taken out.
    """

    name: str
    title: str
    short_title: str
    meaning: Message
    values: str = ""
    bits: str = ""

    @property
    def codes(self) -> str:
        """Its values or bits."""
        return self.values or self.bits


# Sen2Cor's classes; USGS, "Landsat 8-9 Collection 2 Level 2 Science Product Guide" (LSDS-1619) for
# QA_PIXEL; USGS, "Landsat 8 Data Users Handbook" of 2015 for the quality band before Collections,
# whose pairs of bits hold the confidence, 3 being the highest; ESA for QA60, whose bits Earth
# Engine keeps.
PRESETS = (
    MaskPreset(
        "SENTINEL2_SCL",
        "Sentinel-2 SCL",
        "Sentinel-2 SCL",
        Message("cloud shadow, cloud of medium and high probability, thin cirrus"),
        values="3,8-10",
    ),
    MaskPreset(
        "LANDSAT_C2",
        "Landsat Collection 2 QA_PIXEL",
        "Landsat Collection 2",
        Message("dilated cloud, cirrus, cloud, cloud shadow"),
        bits="1,2,3,4",
    ),
    MaskPreset(
        "LANDSAT_PRE_COLLECTION",
        "Landsat before Collections, BQA",
        "Landsat pre-Collection",
        Message("cloud and cirrus of high confidence"),
        bits="14-15=3,12-13=3",
    ),
    MaskPreset(
        "SENTINEL2_QA60",
        "Sentinel-2 QA60",
        "Sentinel-2 QA60",
        Message("opaque cloud, cirrus"),
        bits="10,11",
    ),
)
PRESET_NAMES = tuple(preset.name for preset in PRESETS)
# What a cloud-free image leaves out of Sentinel-2's scene classification, in one word.
SCL_CLOUDS = "CLOUDS"
# What users may write among values: the classes of Sentinel-2's scene classification as well.
VALUE_NAMES = {name: str(value) for value, name in SCL_CLASSES.items()} | {
    SCL_CLOUDS: PRESETS[0].values
}


def find_preset(text: str) -> MaskPreset | None:
    """The preset that a text names, in capitals or not; None when it is something else."""
    name = text.strip().upper()
    return next((preset for preset in PRESETS if preset.name == name), None)


def list_presets() -> Message:
    """The names with their masks, for helps and messages."""
    return listed(as_message(f"{preset.name} ({preset.title})") for preset in PRESETS)
