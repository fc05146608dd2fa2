"""Items as catalogues write them, whatever their version and whoever made them."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from ..errors import RasterError
from ..files.dates import read_date
from ..message import list_names
from .hrefs import resolve_href
from .item import Asset, Item, as_number
from .radiometry import band_tables, baseline_of, scale_of

_TILE = re.compile(r"(\d{1,2})([C-X])([A-Z]{2})")
_TILE_IN_NAME = re.compile(r"(?:^|_)T?(\d{2}[C-HJ-NP-X][A-Z]{2})(?:_|$)")
_LEVEL = re.compile(r"L\d[A-Z]{0,2}", re.IGNORECASE)
_CRS = re.compile(r"[A-Za-z]+:\d+")
_NO_IMAGE = {"thumbnail", "overview", "metadata", "visual"}
_MASKS = ("scl", "SCL", "SCL_20m", "SCL_60m")
_NOT_BANDS = re.compile(r"(scl|aot|wvp|tci|visual|snow|cloud|dataMask|product|preview).*", re.I)
_MOST_TEXT = 500


def read_item(
    told: Mapping[str, Any], base: str, wanted: Sequence[str] = (), signing: str = ""
) -> Item:
    """What is used of an item.

    Args:
        told: the item, as JSON has it.
        base: the address or path of the document that it is in.
        wanted: names of assets, or of their bands or colours; none for all that are images of a
            band or some.
        signing: how the catalogue signs addresses.

    Raises:
        RasterError: it has no asset that is wanted, or one leads where no catalogue may.
    """
    properties = _table(told, "properties")
    name = _text(told.get("id"))
    url = _own_address(told, base)
    item = Item(
        name,
        url,
        _text(told.get("collection")),
        _day(properties),
        _text(properties.get("datetime") or properties.get("start_datetime")),
        _cloud(properties),
        _tile(properties, name),
        _level(properties, name),
        baseline_of(properties),
        _text(properties.get("platform")),
        signing=signing,
        outline=_table(told, "geometry") or None,
        box=_box(told.get("bbox")),
    )
    assets = {
        key: asset
        for key, asset in _table(told, "assets").items()
        if isinstance(asset, Mapping) and isinstance(asset.get("href"), str)
    }
    chosen = _choose(item.name, assets, wanted)
    mask = next((key for key in _MASKS if key in assets and _is_raster(assets[key])), None)
    return replace(
        item,
        crs=_crs(properties, [assets[key] for key in chosen]),
        assets={key: _asset(key, assets[key], properties, url) for key in chosen},
        mask=Asset(resolve_href(assets[mask]["href"], url), nodata=0) if mask else None,
        preview=_preview(assets, told, url),
    )


def _table(told: Mapping[str, Any], key: str) -> Mapping[str, Any]:
    found = told.get(key)
    return found if isinstance(found, Mapping) else {}


def _text(value: object) -> str:
    return value.strip()[:_MOST_TEXT] if isinstance(value, str) else ""


def _own_address(told: Mapping[str, Any], base: str) -> str:
    links = told.get("links")
    for link in links if isinstance(links, list) else []:
        if isinstance(link, Mapping) and link.get("rel") == "self":
            try:
                return resolve_href(link.get("href"), base)
            except RasterError:
                break
    return base


def _day(properties: Mapping[str, Any]) -> str:
    for key in ("datetime", "start_datetime", "created"):
        day = read_date(_text(properties.get(key))[:10])
        if day is not None:
            return day.isoformat()
    return ""


def _cloud(properties: Mapping[str, Any]) -> float | None:
    number = as_number(properties.get("eo:cloud_cover"))
    return number if number is not None and 0 <= number <= 100 else None


def _tile(properties: Mapping[str, Any], name: str) -> str:
    for key in ("s2:mgrs_tile", "grid:code"):
        found = _TILE.search(_text(properties.get(key)).upper().replace("MGRS-", ""))
        if found:
            return found[1].zfill(2) + found[2] + found[3]
    parts = [properties.get(f"mgrs:{k}") for k in ("utm_zone", "latitude_band", "grid_square")]
    if all(parts):
        return normal_tile("".join(str(part) for part in parts))
    found = _TILE_IN_NAME.search(name.upper())
    return found[1] if found else ""


def normal_tile(text: str) -> str:
    """The name of a tile of Sentinel-2 as it is usually written: 31UFT; empty for none."""
    found = _TILE.fullmatch(text.strip().upper().removeprefix("MGRS-").removeprefix("T"))
    return found[1].zfill(2) + found[2] + found[3] if found else ""


def _level(properties: Mapping[str, Any], name: str) -> str:
    for told in (
        properties.get("processing:level"),
        properties.get("s2:product_type"),
        properties.get("landsat:correction"),
        name,
    ):
        found = _LEVEL.search(_text(told))
        if found:
            return found[0].upper()
    return ""


def _box(told: object) -> tuple[float, float, float, float] | None:
    numbers = [as_number(value) for value in told] if isinstance(told, list) else []
    if len(numbers) == 6:
        numbers = [numbers[k] for k in (0, 1, 3, 4)]
    if len(numbers) != 4:
        return None
    west, south, east, north = numbers
    if west is None or south is None or east is None or north is None:
        return None
    return west, south, east, north


def _crs(properties: Mapping[str, Any], assets: Sequence[Mapping[str, Any]]) -> str:
    """The coordinate system, where the item tells one and all assets are in it."""
    found = set()
    for table in assets or [properties]:
        code = table.get("proj:code", properties.get("proj:code"))
        number = table.get("proj:epsg", properties.get("proj:epsg"))
        if isinstance(code, str) and _CRS.fullmatch(code):
            found.add(code.upper())
        elif isinstance(number, int) and not isinstance(number, bool) and 0 < number < 10**6:
            found.add(f"EPSG:{number}")
        else:
            found.add("")
    return found.pop() if len(found) == 1 else ""


def _is_raster(asset: Mapping[str, Any]) -> bool:
    kind = _text(asset.get("type")).lower()
    path = asset["href"].partition("?")[0].lower()
    is_typed = kind.startswith(("image/tiff", "image/vnd.stac.geotiff", "image/jp2"))
    return is_typed or (not kind and path.endswith((".tif", ".tiff", ".jp2")))


def _is_image(key: str, asset: Mapping[str, Any]) -> bool:
    roles = asset.get("roles")
    known = {str(role) for role in roles} if isinstance(roles, list) else set()
    return _is_raster(asset) and not known & _NO_IMAGE and not _NOT_BANDS.match(key)


def _names(key: str, asset: Mapping[str, Any]) -> list[str]:
    """What an asset may be asked for by."""
    names = [key]
    bands = band_tables(asset)
    if len(bands) == 1:
        for name in ("name", "common_name", "eo:common_name"):
            names += [_text(bands[0].get(name))]
    return [name.lower() for name in names if name]


def _choose(item: str, assets: Mapping[str, Mapping[str, Any]], wanted: Sequence[str]) -> list[str]:
    if wanted:
        return [_find(item, assets, name) for name in wanted]
    images = [key for key, asset in assets.items() if _is_image(key, asset)]
    banded = [key for key in images if band_tables(assets[key])]
    chosen = banded or images
    # The same bands may be there in two formats.
    tiffs = [key for key in chosen if "jp2" not in _text(assets[key].get("type")).lower()]
    chosen = tiffs or chosen
    if not chosen:
        raise RasterError("{item} has no asset that is an image.", item=item)
    return chosen


def _find(item: str, assets: Mapping[str, Mapping[str, Any]], name: str) -> str:
    rasters = [key for key in assets if _is_raster(assets[key])]
    small = name.strip().lower()
    exact = next((key for key in rasters if key.lower() == small), None)
    alike = (key for key in rasters if _is_image(key, assets[key]))
    found = exact or next((key for key in alike if small in _names(key, assets[key])), None)
    if found is None:
        raise RasterError(
            "{item} has no asset {name}, which {ASSETS} names; it has {names}.",
            item=item,
            name=name,
            names=list_names(rasters, 20),
        )
    return found


def _asset(key: str, told: Mapping[str, Any], properties: Mapping[str, Any], base: str) -> Asset:
    bands = band_tables(told)
    names = tuple(_text(band.get("name")) or f"{key}_{k}" for k, band in enumerate(bands, 1))
    scale, offset, nodata = scale_of(key, told, properties)
    place = resolve_href(told["href"], base)
    return Asset(place, names if len(names) > 1 else (), scale, offset, nodata)


def _preview(assets: Mapping[str, Mapping[str, Any]], told: Mapping[str, Any], base: str) -> str:
    """The address of a picture that programs show; empty when there is none that may be read."""
    hrefs = [
        asset["href"]
        for asset in assets.values()
        if _text(asset.get("type")).lower() in ("image/png", "image/jpeg", "image/jpg")
    ]
    links = told.get("links")
    hrefs += [
        link.get("href")
        for link in (links if isinstance(links, list) else [])
        if isinstance(link, Mapping) and link.get("rel") in ("preview", "thumbnail")
    ]
    for href in hrefs:
        try:
            return resolve_href(href, base)
        except RasterError:
            continue
    return ""
