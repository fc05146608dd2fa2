"""Some tiles of a dataset as small pictures, with their masks and objects drawn on them."""

from __future__ import annotations

import io
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from ..classes.legend import Color, parse_color
from ..errors import CancelledError
from ..hashing import hash_texts
from ..layouts.layout import TileRecord
from ..report.pictures import picture_bands, read_tile
from ..scaling.picture import as_picture
from .sheet import Thumbnail

SIDE = 144
MOST_OF_GROUP = 3
MOST_IN_ALL = 48
MOST_BANDS = 12
BINS = 32
_QUALITY = 80
_BLEND = 0.45
_PLAIN: Color = (255, 255, 0)


def choose_samples(
    ids: Sequence[str], labels: Sequence[str | None], splits: Sequence[str | None]
) -> list[int]:
    """Indices of the tiles to be shown: the same for the same tiles, some of each class and split.

    Where there are more classes than pictures, the first of each comes before the second of any.
    """
    groups: dict[tuple[str, str], list[int]] = {}
    order = np.argsort(hash_texts(0, ids), kind="stable")
    # A million numbers of Python's at once would take more memory than all else here.
    for index in (int(k) for k in order):
        group = groups.setdefault((labels[index] or "", splits[index] or ""), [])
        if len(group) < MOST_OF_GROUP:
            group.append(index)
    ordered = [groups[key] for key in sorted(groups)]
    turns = [group[k] for k in range(MOST_OF_GROUP) for group in ordered if len(group) > k]
    return sorted(turns[:MOST_IN_ALL])


@dataclass(frozen=True)
class Samples:
    """The pictures, and how often which value is in them.

    Attributes:
        pictures: one a record; None of an image that cannot be read.
        counts: by band, int64 (32,): values in steps of equal width.
        first, last: ends of the steps.
    """

    pictures: list[Thumbnail | None]
    counts: dict[str, np.ndarray]
    first: float = 0.0
    last: float = 1.0


def read_samples(
    folder: Path,
    facts: Mapping[str, Any],
    records: Sequence[TileRecord],
    is_cancelled: Callable[[], bool],
) -> Samples:
    """Draw the images of some tiles as they were written.

    Args:
        folder: of the dataset.
        facts: of dataset.json.
        records: the tiles.
        is_cancelled: asked before each.

    Raises:
        CancelledError: ``is_cancelled`` said so.
        OSError, ValueError: a mask cannot be read.
    """
    bands, found = picture_bands(facts), []
    pictures: list[Thumbnail | None] = []
    colors = {
        key: {row["class_id"]: parse_color(row["color"]) or _PLAIN for row in part["classes"]}
        for key in ("masks", "objects")
        if (part := facts.get(key))
    }
    for record in records:
        if is_cancelled():
            raise CancelledError
        try:
            values = read_tile(folder / record.file)
        except (OSError, ValueError):
            # Formats may be added that only their own loader reads.
            pictures.append(None)
            continue
        step = max(1, max(values.shape[1:]) // (4 * SIDE))
        values = np.array(values[:, ::step, ::step])
        valid = _find_valid(values, facts.get("nodata"))
        found.append((values[:MOST_BANDS], valid))
        shown = values[bands] if len(values) > max(bands) else values
        picture = as_picture(shown, valid, None)
        if record.mask:
            mask = read_tile(folder / record.mask)[0][::step, ::step]
            _lay_mask(picture, mask, colors.get("masks", {}))
        jpeg = _draw(picture, record, colors.get("objects", {}))
        pictures.append(Thumbnail(jpeg, record.tile_id))
    return Samples(pictures, *_count(found, facts["bands"]))


def _find_valid(values: np.ndarray, nodata: object) -> np.ndarray:
    valid = np.isfinite(values).all(axis=0)
    if isinstance(nodata, (int, float)):
        valid &= (values != nodata).any(axis=0)
    return valid


def _lay_mask(picture: np.ndarray, mask: np.ndarray, colors: Mapping[int, Color]) -> None:
    for number, color in colors.items():
        inside = mask == number
        mixed = picture[inside] * (1 - _BLEND) + np.array(color) * _BLEND
        picture[inside] = np.rint(mixed).astype(np.uint8)


def _draw(picture: np.ndarray, record: TileRecord, colors: Mapping[int, Color]) -> bytes:
    from PIL import Image, ImageDraw

    height, width = picture.shape[:2]
    factor = SIDE / max(height, width)
    size = max(1, round(width * factor)), max(1, round(height * factor))
    image = Image.fromarray(picture).resize(size, Image.BOX if factor < 1 else Image.NEAREST)
    draw = ImageDraw.Draw(image)
    scale = np.array([size[0] / record.width, size[1] / record.height])
    for each in record.objects:
        for part in each.parts:
            for ring in part:
                points = [tuple(point) for point in (ring * scale).tolist()]
                draw.line([*points, points[0]], fill=colors.get(each.class_id, _PLAIN))
    buffer = io.BytesIO()
    image.save(buffer, "JPEG", quality=_QUALITY)
    return buffer.getvalue()


def _count(
    found: Sequence[tuple[np.ndarray, np.ndarray]], names: Sequence[str]
) -> tuple[dict[str, np.ndarray], float, float]:
    """How often which value is in some images, over one range for all bands."""
    inside = [values[:, valid] for values, valid in found if valid.any()]
    if not inside:
        return {}, 0.0, 1.0
    first = min(float(values.min()) for values in inside)
    last = max(float(values.max()) for values in inside)
    if inside[0].dtype == np.uint8:
        first, last = 0.0, 255.0
    end = last if last > first else first + 1
    counts = {}
    for k in range(len(inside[0])):
        sums = [np.histogram(values[k], BINS, (first, end))[0] for values in inside]
        counts[str(names[k])] = np.sum(sums, axis=0)
    return counts, first, end
