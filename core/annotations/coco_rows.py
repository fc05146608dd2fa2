"""What COCO says of objects, as text."""

from __future__ import annotations

import json
from collections.abc import Sequence
from itertools import islice
from json.encoder import encode_basestring

import numpy as np

from ..objects.keyhole import join_holes
from ..objects.run_lengths import object_pixels, run_lengths
from ..objects.tile_object import Part, TileObject, boxes_of
from .numbers import join_numbers, whole_units

# Decimals of pixels, and of shares.
_PIXELS, _SHARES = 3, 4
_ENCODER = json.JSONEncoder(ensure_ascii=False, allow_nan=False)


def annotation_rows(
    tiles: Sequence[Sequence[TileObject]],
    sizes: Sequence[tuple[int, int]],
    first_image: int,
    first: int,
    has_outlines: bool,
) -> list[str]:
    """A line of JSON for each object; ``object_id``, ``visible`` and ``truncated`` are our own.

    Args:
        tiles: their objects.
        sizes: columns and rows of each tile.
        first_image: number of the first tile.
        first: number of the first annotation.
        has_outlines: whether outlines are written, rather than boxes alone.
    """
    objects = [found for tile in tiles for found in tile]
    if not objects:
        return []
    images = [k for k, tile in enumerate(tiles) for _ in tile]
    names, classes, parts, areas, visible, is_cut, is_small, *_ = zip(*objects)
    ones = np.ones(len(objects), dtype=np.int64)
    boxes = boxes_of(objects)
    boxes[:, 2:] = _rounded(boxes[:, 2:] - boxes[:, :2], _PIXELS)
    surface = np.array(areas) if has_outlines else boxes[:, 2] * boxes[:, 3]
    outlines = _outlines(parts) if has_outlines else ["[]"] * len(objects)
    for k in np.flatnonzero(is_small).tolist():
        outlines[k] = _runs(objects[k], *sizes[images[k]])
    columns = zip(
        range(first, first + len(objects)),
        [first_image + k for k in images],
        classes,
        _join(boxes.ravel(), 4 * ones, _PIXELS),
        _join(_rounded(surface, _PIXELS), ones, _PIXELS),
        outlines,
        ["01"[each] for each in is_small],
        map(encode_basestring, names),
        _join(_rounded(np.array(visible), _SHARES), ones, _SHARES),
        ["01"[each] for each in is_cut],
    )
    return [
        f'{{"id": {number}, "image_id": {image}, "category_id": {class_id}, "bbox": [{box}], '
        f'"area": {area}, "segmentation": {outline}, "iscrowd": {crowd}, "object_id": {name}, '
        f'"visible": {share}, "truncated": {cut}}}'
        for number, image, class_id, box, area, outline, crowd, name, share, cut in columns
    ]


def _outlines(objects: Sequence[Sequence[Part]]) -> list[str]:
    """The parts of each object, as rings."""
    rings = [part[0] if len(part) == 1 else join_holes(part) for parts in objects for part in parts]
    counts = 2 * np.array(list(map(len, rings)))
    texts = iter(_join(np.concatenate(rings).ravel(), counts, _PIXELS))
    return [f"[[{'], ['.join(islice(texts, len(parts)))}]]" for parts in objects]


def _rounded(values: np.ndarray, decimals: int) -> np.ndarray:
    return whole_units(values, decimals) / 10**decimals


def _join(values: np.ndarray, counts: np.ndarray, decimals: int) -> list[str]:
    """Texts of several numbers each; what is read from files may have more decimals."""
    units = np.rint(values * 10**decimals)
    is_odd = ~((units / 10**decimals == values) & (units >= 0))
    texts = join_numbers(np.where(is_odd, 0, units).astype(np.int64), counts, decimals, ", ", True)
    if is_odd.any():
        ends = np.cumsum(counts)
        for k in np.flatnonzero(np.logical_or.reduceat(is_odd, ends - counts)).tolist():
            row = values[ends[k] - counts[k] : ends[k]].tolist()
            texts[k] = _ENCODER.encode(row)[1:-1]
    return texts


def _runs(found: TileObject, width: int, height: int) -> str:
    counts = run_lengths(object_pixels(found.parts, width, height))
    return _ENCODER.encode({"counts": counts, "size": [height, width]})
