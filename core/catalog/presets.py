"""Catalogues that are known by name."""

from __future__ import annotations

from dataclasses import dataclass

from .hrefs import same_host
from .item import PLANETARY_COMPUTER


@dataclass(frozen=True)
class Preset:
    """A catalogue.

    Attributes:
        name: the word that chooses it.
        title: for people.
        url: of its API; empty where the user gives it.
        tile_property: which property of items holds the tile, behind tile_prefix.
        tile_prefix: what stands before its name there.
        signing: how addresses of assets are signed; empty for not at all.
    """

    name: str
    title: str = ""
    url: str = ""
    tile_property: str = ""
    tile_prefix: str = ""
    signing: str = ""


EARTH_SEARCH = "EARTH_SEARCH"
COPERNICUS = "COPERNICUS"
PRESETS = (
    Preset(
        EARTH_SEARCH,
        "Earth Search",
        "https://earth-search.aws.element84.com/v1",
        "grid:code",
        "MGRS-",
    ),
    Preset(
        PLANETARY_COMPUTER,
        "Planetary Computer",
        "https://planetarycomputer.microsoft.com/api/stac/v1",
        "s2:mgrs_tile",
        signing=PLANETARY_COMPUTER,
    ),
    Preset(
        COPERNICUS,
        "Copernicus Data Space",
        "https://stac.dataspace.copernicus.eu/v1",
        "grid:code",
        "MGRS-",
    ),
)


def find_preset(name: str, url: str) -> Preset:
    """The preset of a name; of an address, which counts more, the one with that host or a new one.

    Args:
        name: one of PRESETS.
        url: what the user gives, empty for nothing.
    """
    if not url:
        return next(preset for preset in PRESETS if preset.name == name)
    known = next((preset for preset in PRESETS if same_host(preset.url, url)), None)
    if known is None:
        return Preset("", url=url)
    return Preset(
        known.name, known.title, url, known.tile_property, known.tile_prefix, known.signing
    )
