"""The small map of tiles: where each colour is, by where the tiles are."""

from __future__ import annotations

import io

import numpy as np
import pytest
from PIL import Image
from shapely.geometry import Point, Polygon, box

from tilewright.core.report import tile_map
from tilewright.core.report.tile_map import draw_tiles

COLORS = np.array([(200, 0, 0), (0, 150, 0), (0, 0, 250), (90, 90, 0)], dtype=np.uint8)
CLEAR = (0, 0, 0, 0)


def pixels_of(png):
    return np.asarray(Image.open(io.BytesIO(png)).convert("RGBA"))


@pytest.mark.parametrize("most", [100, 3])
def test_tiles_are_filled_where_they_lie_north_up(outlines, monkeypatch, most):
    """As rectangles, and as dots where there are more than can be told apart."""
    monkeypatch.setattr(tile_map, "_MOST_OUTLINES", most)
    shapes = [box(x, y, x + 10, y + 10) for x, y in ((0, 0), (30, 0), (0, 10), (30, 10))]
    picture = pixels_of(draw_tiles(outlines(shapes), COLORS))
    assert picture.shape == (380, 760, 4)
    for shape, color in zip(shapes, COLORS.tolist()):
        col, row = int(shape.centroid.x * 19), int(380 - shape.centroid.y * 19)
        found = picture[row - 1 : row + 1, col - 1 : col + 1].reshape(4, 4).tolist()
        assert [*color, 255] in found
        assert {tuple(p) for p in found} <= {(*color, 255), CLEAR}
    assert (picture[:, 191:569] == 0).all()
    filled = int((picture[..., 3] == 255).sum())
    # A gap of a pixel stays between neighbours.
    assert filled == (4 if most == 3 else 4 * 189**2)


def test_units_that_are_longer_upwards_make_the_picture_higher(outlines):
    picture = pixels_of(draw_tiles(outlines([box(0, 0, 10, 10)]), COLORS[:1], 2.0))
    assert picture.shape == (760, 380, 4)
    assert (picture[:759, :379] == (200, 0, 0, 255)).all()


def test_shapes_of_any_kind_are_painted_with_later_ones_on_top(outlines):
    triangle = Polygon([(0, 0), (40, 0), (0, 40)])
    turned = Polygon([(20, 0), (40, 20), (20, 40), (0, 20)])
    shapes = [triangle, turned, box(35, 35, 40, 40)]
    picture = pixels_of(draw_tiles(outlines(shapes), COLORS[:3]))
    assert picture.shape == (760, 760, 4)
    wrong = 0
    for row in range(5, 760, 30):
        for col in range(5, 760, 30):
            place = Point((col + 0.5) / 19, (760 - row - 0.5) / 19)
            if min(place.distance(s.exterior) for s in shapes) < 0.2:
                continue
            top = [k for k, shape in enumerate(shapes) if shape.contains(place)]
            expected = (*COLORS[top[-1]].tolist(), 255) if top else CLEAR
            wrong += tuple(picture[row, col].tolist()) != expected
    assert wrong == 0
