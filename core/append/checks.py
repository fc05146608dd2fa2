"""Whether new scenes are exported as those of the dataset were."""

from __future__ import annotations

import math
from collections.abc import Mapping
from typing import Any

from ..errors import ExportError
from ..geodesy.tiles import TileGround
from ..geometry.outlines import TileGeometries
from ..message import Message, Parameter
from ..scaling.scaling import STYLE
from ..tiles.table import TileTable
from ..update.pixels import IMAGE_PARAMETERS, image_parameters

# What shapes tiles and images, or decides which files there are.
_PARAMETERS = (
    "LAYOUT",
    "TILE_SIZE",
    "TILE_HEIGHT",
    "UNITS",
    *IMAGE_PARAMETERS,
    "SCALING_PER",
    "NAMING",
    "SHAPE",
    "METADATA",
    # What decides which class a tile, a pixel or an object has, and which of them count.
    "PREDICATE",
    "MIN_COVERAGE",
    "OTHER_LABEL",
    "MULTI",
    "MASK_MIN_COVERAGE",
    "MIN_VISIBLE",
    "MIN_OBJECT_PIXELS",
    "SMALL_PIECES",
)
_EXPORT = "tilewright:exporttiles"
# Bounds in degrees of tiles that lie askew there are up to a tenth wider than the tiles.
_SAME_SIZE = 1.15
# Of these, what Export Tiles does not know: its tiles and labels are made already.
_OF_BUILDING = (
    "TILE_SIZE",
    "TILE_HEIGHT",
    "UNITS",
    "PREDICATE",
    "MIN_COVERAGE",
    "OTHER_LABEL",
    "MULTI",
    "LABELS",
    "LABEL_RASTER",
)
# What is there or not.
_KINDS = ("LABELS", "LABEL_RASTER", "MASK", "OBJECTS", "RASTER2", "TARGET", "PAIRS")
# What dataset.json tells of tiles where they have it.
_TOLD = {
    "classes": Message("a class"),
    "values": Message("a number"),
    "labels": Message("several classes"),
}


def check_same_options(earlier: Mapping[str, Any], wanted: Mapping[str, Any]) -> None:
    """Refuse to add what was made in another way.

    Args:
        earlier: dataset.json of the dataset.
        wanted: what it would say of the new scenes alone.

    Raises:
        ExportError: names the first difference, and both values.
    """
    before, now = (image_parameters(facts) for facts in (earlier, wanted))
    if now.get("SCALING") == STYLE and not now.get("STYLE_FILE"):
        raise ExportError(
            "{APPEND} cannot tell whether these {SCENES} are drawn as those of the dataset; give "
            "the style of both as a {STYLE_FILE}."
        )
    others = [name for name in _PARAMETERS if (before.get(name) or None) != (now.get(name) or None)]
    is_exported = any(found.get("ALGORITHM") == _EXPORT for found in (before, now))
    others += [name for name in _KINDS if bool(before.get(name)) != bool(now.get(name))]
    if is_exported:
        others = [name for name in others if name not in _OF_BUILDING]
    if others:
        name = others[0]
        raise ExportError(
            "{APPEND} adds tiles that are alike, and {name} is {value} where the dataset has "
            "{other}; give the same.",
            name=Parameter(name),
            value=_text(now.get(name)),
            other=_text(before.get(name)),
        )
    for key, what in (("bands", Message("bands")), ("dtype", Message("values"))):
        if earlier.get(key) != wanted.get(key):
            raise ExportError(
                "The {what} of the new tiles are {value} and those of the dataset are {other}; "
                "choose the same with {BANDS}, or other {SCENES}.",
                what=what,
                value=_words(wanted.get(key)),
                other=_words(earlier.get(key)),
            )


def check_labels(earlier: Mapping[str, Any], has: Mapping[str, bool]) -> None:
    """Refuse tiles with classes or numbers beside tiles without.

    Args:
        earlier: dataset.json of the dataset.
        has: whether new tiles have ``classes`` (one each), ``values`` and ``labels`` (several).

    Raises:
        ExportError: says what they lack or have.
    """
    for key, what in _TOLD.items():
        if has[key] and not earlier.get(key):
            raise ExportError(
                "The tiles of the dataset have no such thing as {what} each, and the new ones "
                "have; leave it out.",
                what=what,
            )
        if earlier.get(key) and not has[key]:
            raise ExportError(
                "The tiles of the dataset have {what} each, and the new ones have none; name its "
                "field.",
                what=what,
            )


def check_splits(earlier: Mapping[str, Any], is_split: bool) -> None:
    """Refuse tiles with splits beside tiles without.

    Args:
        earlier: dataset.json of the dataset.
        is_split: whether the new tiles are dealt to splits.

    Raises:
        ExportError: says which have splits.
    """
    splits = list(earlier.get("splits") or ())
    if splits and not is_split:
        raise ExportError(
            "The tiles of the dataset are split ({splits}), and {SPLIT_METHOD} is NONE; choose how "
            "the new ones are split.",
            splits=", ".join(splits),
        )
    if is_split and not splits:
        raise ExportError(
            "The tiles of the dataset have no splits; leave {SPLIT_METHOD} at NONE, or split the "
            "dataset first."
        )


def check_pixel_sizes(earlier: TileTable, earlier_wkt: str, new: TileTable, new_wkt: str) -> None:
    """Refuse tiles that show much more or less ground with as many pixels.

    Args:
        earlier: tiles of the dataset, cut from whole pixels.
        earlier_wkt: coordinate system of their outlines.
        new: the others.
        new_wkt: of theirs.

    Raises:
        ExportError: names both sizes.
    """
    sizes = [_pixel_metres(earlier, earlier_wkt), _pixel_metres(new, new_wkt)]
    before, now = sizes
    if before and now and max(sizes) / min(sizes) > _SAME_SIZE:
        raise ExportError(
            "Pixels of the new tiles are {size:.3g} m wide and those of the dataset {other:.3g} m; "
            "resample the new {SCENES} first, or build one dataset of all with "
            "{METERS_PER_PIXEL}.",
            size=now,
            other=before,
        )


def _pixel_metres(tiles: TileTable, wkt: str) -> float:
    """Side of a pixel of the first largest tile; 0 where nobody knows."""
    if not wkt or not len(tiles) or not {"width", "height"} <= set(tiles.columns):
        return 0.0
    counts = [int(w or 0) * int(h or 0) for w, h in zip(tiles["width"], tiles["height"])]
    most = max(counts)
    ground = TileGround(TileGeometries([tiles.wkb[counts.index(most)]]), wkt)
    return ground.tile_side() / math.sqrt(most) if most else 0.0


def _text(value: object) -> str | Message:
    if isinstance(value, float):
        return f"{value:.10g}"
    return Message("not given") if value in (None, "") else str(value)


def _words(value: object) -> str:
    return ", ".join(map(str, value)) if isinstance(value, (list, tuple)) else str(value)
