"""What COCO says of objects, as text."""

from __future__ import annotations

import json
from collections.abc import Sequence
from json.encoder import encode_basestring

import numpy as np

from ..objects.keyhole import join_holes
from ..objects.run_lengths import object_pixels, run_lengths
from ..objects.tile_object import TileObject, boxes_of
from .numbers import join_numbers, whole_units

# Decimals of pixels, and of shares.
_PIXELS, _SHARES = 3, 4
_ENCODER = json.JSONEncoder(ensure_ascii=False, allow_nan=False)


def annotation_rows(
    objects: Sequence[TileObject],
    images: Sequence[int],
    sizes: Sequence[tuple[int, int]],
    first: int,
    has_outlines: bool,
) -> list[str]:
    """A line of JSON for each object; ``object_id``, ``visible`` and ``truncated`` are our own.

    Args:
        objects: of one or more tiles.
        images: number of the image of each.
        sizes: columns and rows of its image.
        first: number of the first annotation.
        has_outlines: whether outlines are written, rather than boxes alone.
    """
    if not objects:
        return []
    count = len(objects)
    boxes = whole_units(boxes_of(objects).ravel(), _PIXELS).reshape(-1, 4)
    boxes[:, 2:] -= boxes[:, :2]
    if has_outlines:
        areas = np.array([found.area for found in objects])
    else:
        widths, heights = (boxes[:, 2:] / 10**_PIXELS).T
        areas = widths * heights
    shares = whole_units(np.array([found.visible for found in objects]), _SHARES)
    ones = np.ones(count, dtype=np.int64)
    box_texts = _join(boxes.ravel(), 4 * ones)
    area_texts = _join(whole_units(areas, _PIXELS), ones)
    share_texts = join_numbers(shares, ones, _SHARES, ", ", has_point=True)
    outlines = ["[]"] * count
    if has_outlines:
        rings = [join_holes(part) for found in objects for part in found.parts]
        points = whole_units(np.concatenate(rings).ravel(), _PIXELS)
        texts = iter(_join(points, np.array([2 * len(ring) for ring in rings])))
        outlines = [
            f"[{', '.join([f'[{next(texts)}]' for _ in found.parts])}]" for found in objects
        ]
    for k, found in enumerate(objects):
        if found.is_small:
            outlines[k] = _runs(found, *sizes[k])
    return [
        f'{{"id": {number}, "image_id": {image}, "category_id": {found.class_id}, '
        f'"bbox": [{box}], "area": {area}, "segmentation": {outline}, '
        f'"iscrowd": {found.is_small:d}, "object_id": {encode_basestring(found.object_id)}, '
        f'"visible": {visible}, "truncated": {found.is_cut:d}}}'
        for number, image, found, box, area, outline, visible in zip(
            range(first, first + count), images, objects, box_texts, area_texts, outlines, share_texts
        )
    ]


def _join(units: np.ndarray, counts: np.ndarray) -> list[str]:
    return join_numbers(units, counts, _PIXELS, ", ", has_point=True)


def _runs(found: TileObject, width: int, height: int) -> str:
    counts = run_lengths(object_pixels(found.parts, width, height))
    return _ENCODER.encode({"counts": counts, "size": [height, width]})
