"""How the numbers of an asset become values, by what its item says."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any

from .item import as_number

_REFLECTANCE = re.compile(r"B\d{1,2}A?(_\d+m)?$", re.IGNORECASE)
# From this baseline on numbers of Sentinel-2 are higher by a thousand.
_BASELINE_WITH_OFFSET = (4, 0)
_SCALE, _OFFSET = 0.0001, -0.1


def band_tables(asset: Mapping[str, Any]) -> list[Mapping[str, Any]]:
    """What an asset tells of its bands, a table each; STAC has written that in three ways."""
    tables: list[dict[str, Any]] = []
    for key in ("bands", "eo:bands", "raster:bands"):
        told = asset.get(key)
        rows = [row for row in told if isinstance(row, Mapping)] if isinstance(told, list) else []
        while len(tables) < len(rows):
            tables.append({})
        for table, row in zip(tables, rows):
            for name, value in row.items():
                table.setdefault(str(name), value)
    return list(tables)


def scale_of(
    name: str, asset: Mapping[str, Any], properties: Mapping[str, Any]
) -> tuple[float | None, float | None, float | None]:
    """Scale, offset and nodata of an asset; None for what is not told.

    What the item says of the asset counts. Earth Search says an offset also where it has taken it
    away already, and that it has. Planetary Computer says none, but the processing baseline, by
    which numbers of Sentinel-2 have one.

    Args:
        name: of the asset.
        asset: as STAC has it.
        properties: of its item.
    """
    bands = band_tables(asset)
    scale = _told(asset, bands, "scale")
    offset = _told(asset, bands, "offset")
    nodata = _told(asset, bands, "nodata", may_be_nan=True)
    if scale is None and offset is None and _is_reflectance(name, bands, properties):
        scale, offset = _SCALE, _OFFSET if _has_offset(properties) else 0.0
        nodata = 0.0 if nodata is None else nodata
    is_taken = any(
        properties.get(key) is True
        for key in ("earthsearch:boa_offset_applied", "sentinel:boa_offset_applied")
    )
    if is_taken and offset is not None:
        offset = 0.0
    return scale, offset, nodata


def _told(
    asset: Mapping[str, Any],
    bands: Sequence[Mapping[str, Any]],
    key: str,
    may_be_nan: bool = False,
) -> float | None:
    tables = [*bands[:1], asset]
    for table in tables:
        for name in (f"raster:{key}", key):
            number = as_number(table.get(name), may_be_nan)
            if number is not None:
                return number
    return None


def _is_reflectance(
    name: str, bands: Sequence[Mapping[str, Any]], properties: Mapping[str, Any]
) -> bool:
    """Whether it is a band of a Sentinel-2 product, as the agency writes them."""
    if baseline_of(properties) == "" or not str(properties.get("platform", "")).lower().startswith(
        "sentinel-2"
    ):
        return False
    names = [name, *(str(band.get("name", "")) for band in bands[:1])]
    return any(_REFLECTANCE.match(each) for each in names)


def _has_offset(properties: Mapping[str, Any]) -> bool:
    parts = re.findall(r"\d+", baseline_of(properties))
    return tuple(int(part[:6]) for part in parts[:2]) >= _BASELINE_WITH_OFFSET


def baseline_of(properties: Mapping[str, Any]) -> str:
    """The processing baseline, such as 05.11; empty when it is not told."""
    for key in ("s2:processing_baseline", "sentinel:processing_baseline", "processing:version"):
        told = properties.get(key)
        if isinstance(told, (str, int, float)) and not isinstance(told, bool):
            return str(told)[:20]
    return ""
