"""What indices and the bands that they are made of are called in words, and what indices show."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from ..message import Message


@dataclass(frozen=True)
class IndexGroup:
    """Indices that show the same kind of thing.

    Attributes:
        title: what they show.
        titles: name of each index -> its name in words.
    """

    title: Message
    titles: Mapping[str, Message]


GROUPS = (
    IndexGroup(
        Message("Vegetation"),
        {
            "NDVI": Message("normalized difference vegetation index"),
            "GNDVI": Message("green NDVI"),
            "NDRE": Message("normalized difference red edge index"),
            "CIG": Message("green chlorophyll index"),
            "CIRE": Message("red-edge chlorophyll index"),
            "EVI": Message("enhanced vegetation index"),
            "EVI2": Message("enhanced vegetation index of two bands"),
            "SAVI": Message("soil-adjusted vegetation index"),
            "MSAVI": Message("modified soil-adjusted vegetation index"),
            "OSAVI": Message("optimized soil-adjusted vegetation index"),
            "ARVI": Message("atmospherically resistant vegetation index"),
        },
    ),
    IndexGroup(
        Message("Vegetation in photographs"),
        {
            "VARI": Message("visible atmospherically resistant index"),
            "NGRDI": Message("normalized green-red difference index"),
            "GLI": Message("green leaf index"),
            "EXG": Message("excess green index"),
        },
    ),
    IndexGroup(
        Message("Water and moisture"),
        {
            "NDWI": Message("normalized difference water index"),
            "MNDWI": Message("modified normalized difference water index"),
            "AWEISH": Message("automated water extraction index, with shadows"),
            "NDMI": Message("normalized difference moisture index"),
            "NDCI": Message("normalized difference chlorophyll index"),
        },
    ),
    IndexGroup(
        Message("Built-up land and bare soil"),
        {
            "NDBI": Message("normalized difference built-up index"),
            "UI": Message("urban index"),
            "BSI": Message("bare soil index"),
        },
    ),
    IndexGroup(
        Message("Burnt land"),
        {
            "NBR": Message("normalized burn ratio"),
            "NBR2": Message("normalized burn ratio 2"),
            "BAI": Message("burned area index"),
        },
    ),
    IndexGroup(Message("Snow"), {"NDSI": Message("normalized difference snow index")}),
)
# The same of what bands mean.
MEANING_TITLES = {
    "coastal": Message("Coastal blue"),
    "blue": Message("Blue"),
    "green": Message("Green"),
    "red": Message("Red"),
    "rededge1": Message("Red edge 1"),
    "rededge2": Message("Red edge 2"),
    "rededge3": Message("Red edge 3"),
    "nir": Message("Near infrared"),
    "swir1": Message("Short-wave infrared 1"),
    "swir2": Message("Short-wave infrared 2"),
}
