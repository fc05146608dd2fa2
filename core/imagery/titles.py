"""What an image is called for people: satellite, tile and date."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date

from ..files.dates import read_date
from ..sentinel2.names import read_file_name
from ..sentinel2.product import Sentinel2Product

_SATELLITE = re.compile(r"(?:^|[^A-Za-z0-9])(S2[A-Z])(?=_)")
# LC08_L2SP_224078_20200518 of the Collections, LC82240782020139LGN00 before.
_LANDSAT = re.compile(
    r"(?:^|[^A-Za-z0-9])(?:(L[COTEM]0\d)_L\d\w\w_(\d{6})_|(L[COTEM]\d)(\d{6})\d{7}\w{3}\d\d)"
)


def title_product(product: Sentinel2Product, ending: str) -> str:
    """Such as ``S2A T31TCJ 2021-09-08 10 m``; the product's name where nothing else is known.

    Args:
        product: the product.
        ending: what is shown of it, such as ``10 m``.
    """
    satellite = _SATELLITE.search(product.name)
    facts = [
        satellite[1] if satellite else "",
        f"T{product.tile}" if product.tile else "",
        product.date.isoformat() if product.date else "",
    ]
    known = [fact for fact in facts if fact] or [product.name]
    return " ".join([*known, ending])


def title_files(names: Sequence[str]) -> str:
    """What files of one scene are called, such as ``LC08 224078 2020-05-18``.

    Args:
        names: of the files.

    Returns:
        What all of them share: satellite and tile, and their dates; empty when that is nothing.
    """
    scenes = {_scene_of(name) for name in names}
    days = title_days([read_date(name) for name in names])
    scene = scenes.pop() if len(scenes) == 1 else ""
    return " ".join(part for part in (scene, days) if part)


def title_days(days: Sequence[date | None]) -> str:
    """A day, or the first and the last of several; empty when one is unknown."""
    known = [day for day in days if day is not None]
    if not known or len(known) < len(days):
        return ""
    first, last = min(known), max(known)
    return first.isoformat() if first == last else f"{first.isoformat()} - {last.isoformat()}"


def _scene_of(name: str) -> str:
    landsat = _LANDSAT.search(name)
    if landsat:
        return " ".join(part for part in landsat.groups() if part)
    band = read_file_name(name)
    if band is None or not band.tile:
        return ""
    satellite = _SATELLITE.search(name)
    return " ".join(filter(None, (satellite and satellite[1], f"T{band.tile}")))
