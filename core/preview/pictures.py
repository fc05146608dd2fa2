"""Looked tiles as pictures of 8 bits, with what is drawn over them, and their values counted."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from ..annotations.yolo_rows import corners_on_tile
from ..classes.colors import GREY, PALETTE, PLAIN, Color
from ..export.colors import mask_colors, object_colors
from ..export.request import ExportRequest
from ..labels.mask_codes import BACKGROUND, IGNORE
from ..objects.tile_object import BOX, ORIENTED_BOX, TileObject
from ..report.pictures import picture_bands
from ..scaling.picture import as_picture
from ..scaling.scaling import HIGH_QUANTILE, LOW_QUANTILE, PERCENTILE, Scaling
from .tiles import LookedTile

BINS = 64
# How a picture comes from values: with the cut values of the export, with those of the tile
# where the export keeps values, or as they are.
CUT, OWN, AS_IS = "cut", "own", "as is"


@dataclass(frozen=True)
class Outline:
    """An object on a tile: its class, colour, and rings of float64 (points, 2) in pixels."""

    name: str
    color: Color
    rings: Sequence[np.ndarray]
    is_small: bool


@dataclass(frozen=True)
class BandValues:
    """The values of a band on a tile.

    Attributes:
        name: of the band.
        counts: int64 (BINS,), in steps of equal width from ``first`` to ``last``.
        first, last: ends of the steps, which the cut values are within.
        least, greatest: of the valid pixels; NaN where there is none.
        cuts: what becomes 0 and 255 in the export; None where values are kept.
        is_shown: whether it is one of the picture.
    """

    name: str
    counts: np.ndarray
    first: float
    last: float
    least: float
    greatest: float
    cuts: tuple[float, float] | None
    is_shown: bool


@dataclass(frozen=True)
class TilePictures:
    """A tile to be looked at.

    Attributes:
        tile: what is shown.
        stored: uint8 (height, width, 3).
        written: the same of the file that the export writes.
        stretch: CUT, OWN or AS_IS, the same for both pictures.
        mask: uint8 (height, width, 4), colours of the classes, clear elsewhere; None without one.
        shares: class, colour and share in percent of the mask's pixels, the most first.
        outlines: objects in the form in which labels have them.
        bands: the values as stored.
        second: as ``written``, of the second image that lies beside; None without.
    """

    tile: LookedTile
    stored: np.ndarray
    written: np.ndarray
    stretch: str
    mask: np.ndarray | None
    shares: Sequence[tuple[str, Color, float]]
    outlines: Sequence[Outline]
    bands: Sequence[BandValues]
    second: np.ndarray | None = None


def draw_tile(request: ExportRequest, tile: LookedTile, band: str = "") -> TilePictures:
    """Make a looked tile's pictures.

    Args:
        request: that the tile is of.
        tile: the tile.
        band: name of the one that is shown in grey; empty, or one that is not there, for colours.
    """
    info = request.source.info
    bands = picture_bands({"bands": info.descriptions})
    if band in info.descriptions:
        bands = [info.descriptions.index(band)]
    elif max(bands) >= len(tile.stored):
        bands = [0]
    stretch, scaling = _choose_stretch(tile)
    stored = _picture(tile.stored, tile.valid, bands, scaling)
    drawn = None if stretch == CUT else scaling
    written = _picture(tile.written, _valid_of(tile), bands, drawn)
    second = None
    if tile.second is not None:
        second = _picture(tile.second, np.ones(tile.second.shape[1:], bool), bands, drawn)
    names, colors = _mask_classes(request, tile)
    overlay = None if tile.mask is None else lay_mask(tile.mask, names, colors)
    shares = [] if tile.mask is None else _count_mask(tile.mask, names, colors)
    outlines = outline_objects(request, tile)
    counted = [
        _count(tile, k, str(name), k in bands)
        for k, name in enumerate(info.descriptions[: len(tile.stored)])
    ]
    return TilePictures(tile, stored, written, stretch, overlay, shares, outlines, counted, second)


def _mask_classes(
    request: ExportRequest, tile: LookedTile
) -> tuple[dict[int, str], dict[str, Color]]:
    """Names of the classes of the masks by number, and their colours.

    Numbers that nobody has named are called as they are, as in the dataset's description.
    """
    if request.masks is None or tile.mask is None:
        return {}, {}
    names = dict(request.masks.names)
    colors = dict(mask_colors(request, names.values()))
    for number in np.unique(tile.mask).tolist():
        if number not in (BACKGROUND, IGNORE) and number not in names:
            names[number] = str(number)
            colors.setdefault(str(number), PALETTE[(number - 1) % len(PALETTE)])
    return names, colors


def _choose_stretch(tile: LookedTile) -> tuple[str, Scaling | None]:
    if tile.scaling is not None:
        return CUT, tile.scaling
    if tile.stored.dtype == np.uint8:
        return AS_IS, None
    ends = [
        np.percentile(used.astype(float), (100 * LOW_QUANTILE, 100 * HIGH_QUANTILE))
        if (used := band[tile.valid & np.isfinite(band)]).size
        else (0.0, 1.0)
        for band in tile.stored
    ]
    least, greatest = zip(*((float(low), float(high)) for low, high in ends))
    return OWN, Scaling(PERCENTILE, least, greatest)


def _valid_of(tile: LookedTile) -> np.ndarray:
    """What is drawn of the exported image: all of a picture, what has values of others."""
    shape = tile.written.shape[1:]
    is_picture = tile.scaling is not None or tile.written.dtype == np.uint8
    if is_picture or shape != tile.valid.shape:
        return np.ones(shape, dtype=bool)
    return tile.valid


def _picture(
    values: np.ndarray, valid: np.ndarray, bands: Sequence[int], scaling: Scaling | None
) -> np.ndarray:
    """Uint8 (height, width, 3) of some bands."""
    if scaling is not None:
        values = scaling.apply(values, valid)
    return as_picture(values[list(bands)], valid, None)


def lay_mask(mask: np.ndarray, names: Mapping[int, str], colors: Mapping[str, Color]) -> np.ndarray:
    """A mask as uint8 (height, width, 4): classes in their colours, ignored pixels grey.

    Args:
        mask: uint8 (height, width) class numbers.
        names: class name of each number.
        colors: by name.
    """
    table = np.zeros((256, 4), dtype=np.uint8)
    for number, name in names.items():
        table[number] = (*colors.get(name, PLAIN), 255)
    table[IGNORE] = (*GREY, 255)
    return table[mask]


def _count_mask(
    mask: np.ndarray, names: Mapping[int, str], colors: Mapping[str, Color]
) -> list[tuple[str, Color, float]]:
    """Classes on a mask with colour and share; ignored pixels have no name."""
    numbers, counts = np.unique(mask, return_counts=True)
    shown = {**names, IGNORE: ""}
    found = [
        (shown[number], colors.get(shown[number], GREY), 100 * count / mask.size)
        for number, count in zip(numbers.tolist(), counts.tolist())
        if number in shown
    ]
    return sorted(found, key=lambda row: -row[2])


def outline_objects(request: ExportRequest, tile: LookedTile) -> list[Outline]:
    """The objects of a tile as its labels have them: polygons, boxes or rotated boxes."""
    if request.objects is None:
        return []
    names, shape = request.objects.names, request.objects.settings.shape
    colors = object_colors(request, names.values())
    height, width = tile.valid.shape
    return [
        Outline(
            names[found.class_id],
            colors.get(names[found.class_id], PLAIN),
            _rings(found, shape, (width, height)),
            found.is_small,
        )
        for found in tile.objects
    ]


def _rings(found: TileObject, shape: str, size: tuple[int, int]) -> list[np.ndarray]:
    if shape == BOX:
        left, top, right, bottom = found.box
        return [np.array(((left, top), (right, top), (right, bottom), (left, bottom)))]
    if shape == ORIENTED_BOX:
        return [corners_on_tile(found, size)]
    return [ring for part in found.parts for ring in part]


def _count(tile: LookedTile, k: int, name: str, is_shown: bool) -> BandValues:
    band = tile.stored[k]
    used = band[tile.valid & np.isfinite(band)]
    scaling = tile.scaling
    cuts = None if scaling is None else (float(scaling.least[k]), float(scaling.greatest[k]))
    least = float(used.min()) if used.size else float("nan")
    greatest = float(used.max()) if used.size else float("nan")
    ends = [value for value in (least, greatest, *(cuts or ())) if np.isfinite(value)]
    first, last = (min(ends), max(ends)) if ends else (0.0, 1.0)
    if not last > first:
        last = first + 1
    counts = np.histogram(used.astype(float), BINS, (first, last))[0]
    return BandValues(name, counts, first, last, least, greatest, cuts, is_shown)
