"""Points and rasters that claim pixels, against plain loops."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from tilewright.core.samples.claims import PointClaims, RasterClaims

PLACES = st.floats(-2, 12, allow_nan=False)


@given(
    st.lists(st.tuples(PLACES, PLACES, st.integers(1, 3)), max_size=25),
    st.tuples(st.integers(0, 5), st.integers(0, 5), st.integers(1, 5), st.integers(1, 5)),
)
def test_a_pixel_has_the_class_of_all_of_its_points_or_none(points, window):
    cols, rows, ids = (np.array(v) for v in zip(*points)) if points else (np.zeros(0),) * 3
    claims = PointClaims(cols, rows, ids.astype(int).tolist())
    classes, owners, twice = claims.burn(window)
    col, row, width, height = window
    conflicts = 0
    for y in range(height):
        for x in range(width):
            inside = [
                k
                for k, (c, r, _) in enumerate(points)
                if np.floor(c) == col + x and np.floor(r) == row + y
            ]
            own = {points[k][2] for k in inside}
            conflicts += len(own) > 1
            assert classes[y, x] == (own.pop() if len(own) == 1 else 0)
            assert not inside or owners[y, x] in inside
    assert twice == conflicts
    assert len(claims.touches(window)) == sum(
        col <= np.floor(c) < col + width and row <= np.floor(r) < row + height for c, r, _ in points
    )


def test_a_raster_is_cut_into_blocks_that_count_as_polygons():
    codes = np.arange(30 * 47).reshape(30, 47) % 4
    claims = RasterClaims(lambda w: codes[w[1] : w[1] + w[3], w[0] : w[0] + w[2]], 47, 30)
    classes, blocks, twice = claims.burn((3, 2, 44, 28))
    assert np.array_equal(classes, codes[2:, 3:])
    assert twice == 0
    for y in (0, 3, 27):
        for x in (0, 2, 43):
            # Five pixels are the tenth of 47, rounded up.
            assert blocks[y, x] == (2 + y) // 5 * 10 + (3 + x) // 5
