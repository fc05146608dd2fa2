"""What is kept of an item of a catalogue, also as texts in a table."""

from __future__ import annotations

import json
import math
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from typing import Any

from ..errors import RasterError
from .hrefs import check_place

# Servers that sign the addresses of their assets.
PLANETARY_COMPUTER = "PLANETARY_COMPUTER"


@dataclass(frozen=True)
class Asset:
    """A file of an item.

    Attributes:
        href: where it is, see resolve_href.
        bands: names of its bands, where it tells them.
        scale: factor from its numbers to values; None where the file's own tags count.
        offset: what is added then.
        nodata: the number that stands for none; None where the file's own tag counts.
    """

    href: str
    bands: tuple[str, ...] = ()
    scale: float | None = None
    offset: float | None = None
    nodata: float | None = None


@dataclass(frozen=True)
class Item:
    """An image of a catalogue.

    Attributes:
        name: its id.
        url: of the item itself, or its path.
        collection: the id of its collection.
        date: as ISO has it, empty when nothing tells it.
        time: date and time, as ISO has them.
        cloud: percent, or None.
        tile: of the grid of Sentinel-2, such as 31UFT.
        level: of processing, such as L2A.
        baseline: of processing.
        platform: the satellite.
        preview: the address of a small picture.
        crs: of its assets, such as EPSG:32631; empty where it does not tell one.
        signing: how addresses are signed; empty for not at all.
        assets: those that are images, by name, in order.
        mask: the one that tells clouds by the classes of Sentinel-2's SCL.
        outline: GeoJSON in longitude and latitude, None without one.
        box: west, south, east, north in degrees; None without one.
    """

    name: str
    url: str
    collection: str = ""
    date: str = ""
    time: str = ""
    cloud: float | None = None
    tile: str = ""
    level: str = ""
    baseline: str = ""
    platform: str = ""
    preview: str = ""
    crs: str = ""
    signing: str = ""
    assets: Mapping[str, Asset] = field(default_factory=dict)
    mask: Asset | None = None
    outline: Mapping[str, Any] | None = field(default=None, repr=False)
    box: tuple[float, float, float, float] | None = None


def write_assets(item: Item) -> str:
    """The assets of an item and how they are read, as a text for a table: JSON."""
    found: dict[str, Any] = {
        "assets": {name: _plain(asset) for name, asset in item.assets.items()},
    }
    if item.mask is not None:
        found["mask"] = _plain(item.mask)
    found |= {key: text for key, text in (("crs", item.crs), ("signing", item.signing)) if text}
    return json.dumps(found, ensure_ascii=False)


def _plain(asset: Asset) -> dict[str, Any]:
    return {key: value for key, value in asdict(asset).items() if value not in (None, ())}


def read_assets(name: str, url: str, collection: str, text: str) -> Item:
    """The item whose assets write_assets has written.

    Args:
        name: of the item.
        url: of the item.
        collection: of the item.
        text: what was written.

    Raises:
        RasterError: it is no such text, or leads elsewhere than a catalogue may.
    """
    try:
        told = json.loads(text)
        assets = {str(key): _read(value) for key, value in told["assets"].items()}
        mask = _read(told["mask"]) if told.get("mask") else None
        crs, signing = str(told.get("crs", "")), str(told.get("signing", ""))
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
        raise RasterError(
            "The assets of {name} cannot be understood: {text!r}; make the table with Search "
            "Catalogue.",
            name=name,
            text=text,
        ) from None
    if not assets:
        raise RasterError("{name} has no asset that is an image; leave it out.", name=name)
    return Item(
        name,
        url,
        collection,
        crs=crs,
        signing=signing if signing == PLANETARY_COMPUTER else "",
        assets=assets,
        mask=mask,
    )


def _read(told: Mapping[str, Any]) -> Asset:
    href = told["href"]
    check_place(href)
    return Asset(
        href,
        tuple(str(band) for band in told.get("bands", ())),
        as_number(told.get("scale")),
        as_number(told.get("offset")),
        as_number(told.get("nodata"), may_be_nan=True),
    )


def as_number(value: object, may_be_nan: bool = False) -> float | None:
    """A finite number, written as one or as text; None for anything else."""
    if isinstance(value, bool) or not isinstance(value, (int, float, str)):
        return None
    try:
        number = float(value)
    except (ValueError, OverflowError):
        return None
    return number if math.isfinite(number) or (may_be_nan and math.isnan(number)) else None
