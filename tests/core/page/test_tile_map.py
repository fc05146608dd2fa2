"""The map of tiles: each path covers what its tiles do."""

import re

import numpy as np
import pytest

from tilewright.core.page.tile_map import draw_areas, map_height

STEP = re.compile(r"M([\d.]+) ([\d.]+)h([\d.]+)v([\d.]+)h-([\d.]+)z")


def paint(path, shape):
    """What a path covers, at the centres of the cells of a picture of this size."""
    picture = np.zeros(shape, dtype=bool)
    assert STEP.sub("", path) == ""
    for *numbers, back in STEP.findall(path):
        assert numbers[2] == back
        x, y, width, height = map(float, numbers)
        rows, columns = (np.arange(n) + 0.5 for n in shape)
        inside = (columns >= x) & (columns < x + width), (rows >= y) & (rows < y + height)
        picture |= inside[1][:, None] & inside[0]
    return picture


@pytest.mark.parametrize("count", [40, 90])
def test_paths_cover_the_tiles_of_their_name(count):
    rng = np.random.default_rng(3)
    places = np.stack(np.meshgrid(np.arange(count), np.arange(count)), axis=-1).reshape(-1, 2)
    boxes = np.concatenate((places * 8, places * 8 + 8), axis=1).astype(float)
    # With holes of five tiles a side.
    holes = rng.random((count // 5, count // 5)) < 0.4
    kept = ~holes[places[:, 1] // 5, places[:, 0] // 5]
    boxes = boxes[kept]
    # Blocks of tiles, as a class lies on the ground.
    names = ["ab"[(x // 80 + y // 80) % 2] for x, y, _, _ in boxes.astype(int).tolist()]
    paths = draw_areas(boxes, names, (count * 8, count * 8))
    assert list(paths) == list(dict.fromkeys(names))
    for name, path in paths.items():
        expected = np.zeros((count, count), dtype=bool)
        for (x, y, _, _), other in zip(boxes.astype(int).tolist(), names):
            expected[y // 8, x // 8] |= other == name
        found = paint(path, (720, 720))
        centres = ((np.arange(count) + 0.5) * 720 / count).astype(int)
        share = 0.999 if count == 40 else 0.9
        assert (found[np.ix_(centres, centres)] == expected).mean() > share


def test_no_number_of_tiles_makes_a_large_map():
    rng = np.random.default_rng(4)
    boxes = rng.uniform(0, 10_000, (200_000, 2))
    boxes = np.concatenate((boxes, boxes + 30), axis=1)
    names = [str(n) for n in rng.integers(0, 9, len(boxes))]
    paths = draw_areas(boxes, names, (10_000, 10_000))
    assert sum(map(len, paths.values())) < 450_000


def test_stripes_have_a_height():
    assert map_height(720, 360) == 360
    assert map_height(100_000, 1) == 40 and map_height(1, 100_000) == 1440
