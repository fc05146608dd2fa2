"""Annotations of COCO against their parts, one after the other."""

import json

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tilewright.core.annotations.coco_rows import annotation_rows
from tilewright.core.objects.keyhole import join_holes
from tilewright.core.objects.run_lengths import object_pixels, run_lengths
from tilewright.core.objects.tile_object import TileObject

SIZE = (16, 12)


def expected(found, number, image, has_outlines):
    """By Python's own rounding and writing of numbers."""
    left, top, right, bottom = found.box
    box = [left, top, round(right - left, 3), round(bottom - top, 3)]
    outline = [join_holes(part).ravel().tolist() for part in found.parts] if has_outlines else []
    if found.is_small:
        counts = run_lengths(object_pixels(found.parts, *SIZE))
        outline = {"counts": counts, "size": [SIZE[1], SIZE[0]]}
    return json.dumps(
        {
            "id": number,
            "image_id": image,
            "category_id": found.class_id,
            "bbox": box,
            "area": round(found.area if has_outlines else box[2] * box[3], 3),
            "segmentation": outline,
            "iscrowd": int(found.is_small),
            "object_id": found.object_id,
            "visible": round(found.visible, 4),
            "truncated": int(found.is_cut),
        },
        ensure_ascii=False,
    )


def square(left, top, side):
    corners = [(left, top), (left + side, top), (left + side, top + side), (left, top + side)]
    return np.round(np.array(corners) * 1000) / 1000


@st.composite
def pieces(draw):
    left, top, side = (draw(st.integers(1, 5000)) / 1000 for _ in range(3))
    hole = [square(left + side / 4, top + side / 4, side / 4)] if draw(st.booleans()) else []
    parts = [(square(left, top, side), *hole)]
    if draw(st.booleans()):
        parts.append((square(left + 6, top, 1),))
    return TileObject(
        draw(st.sampled_from(["1", 'a "b"', "Bäume\\\n"])),
        draw(st.integers(1, 3)),
        tuple(parts),
        draw(st.integers(1, 20000)) / 2000,
        draw(st.integers(1, 20000)) / 20000,
        draw(st.booleans()),
        draw(st.booleans()),
    )


@given(st.lists(st.lists(pieces(), max_size=3), max_size=4), st.booleans())
def test_rows_are_those_of_one_after_the_other(tiles, has_outlines):
    rows = annotation_rows(tiles, [SIZE] * len(tiles), 5, 9, has_outlines)
    images = [k for k, tile in enumerate(tiles, 5) for _ in tile]
    objects = [found for tile in tiles for found in tile]
    assert rows == [
        expected(found, number, image, has_outlines)
        for number, (found, image) in enumerate(zip(objects, images), 9)
    ]


def test_numbers_of_edited_files_are_kept_and_told_boxes_too():
    odd = square(1, 2, 3) + [0.00025, -7.5]
    told = (0.5, 1.0, 2.25, 3.125)
    tile = [
        TileObject("1", 1, ((odd,),), 9.0, 1.0, False),
        TileObject("2", 1, ((square(0, 0, 4),),), 16.0, 0.5, True, True, told_box=told),
    ]
    rows = annotation_rows([tile], [SIZE], 1, 1, True)
    assert rows == [expected(found, k, 1, True) for k, found in enumerate(tile, 1)]
    assert json.loads(rows[0])["segmentation"][0][:2] == pytest.approx([1.00025, -5.5])
    assert json.loads(rows[1])["bbox"] == [0.5, 1.0, 1.75, 2.125]
