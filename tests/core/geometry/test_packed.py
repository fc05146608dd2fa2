"""Outlines that are kept as corners are the bytes they were made of."""

from __future__ import annotations

import numpy as np
import pytest
from shapely.geometry import MultiPolygon, Polygon, box

from tilewright.core.geometry.outlines import multi_wkb
from tilewright.core.geometry.packed import (
    PackedOutlines,
    join_outlines,
    pack_outlines,
    select_outlines,
)

BOXES = [box(k / 3, -k, k / 3 + 1, -k + 0.1).wkb for k in range(12_000)]
TRIANGLE = Polygon([(0, 0), (1, 0), (0, 1)]).wkb
HOLED = box(0, 0, 9, 9).difference(box(1, 1, 2, 2)).wkb


@pytest.mark.parametrize("kind", ["polygons", "multipolygons"])
def test_outlines_of_one_kind_are_packed(kind):
    wkb = BOXES if kind == "polygons" else [multi_wkb(w) for w in BOXES]
    packed = pack_outlines(wkb)
    assert isinstance(packed, PackedOutlines)
    assert len(packed) == len(wkb)
    assert list(packed) == wkb
    assert packed == wkb
    assert packed == pack_outlines(wkb)
    assert packed[7] == wkb[7]
    assert packed[-1] == wkb[-1]
    assert list(packed[5:9]) == wkb[5:9]
    assert packed[5:9] != packed[6:10]
    assert packed.quads.nbytes == 80 * len(wkb)
    with pytest.raises(IndexError):
        packed[len(wkb)]


@pytest.mark.parametrize(
    "wkb",
    [
        [],
        [TRIANGLE],
        [*BOXES[:3], HOLED],
        [BOXES[0], multi_wkb(BOXES[1])],
        [MultiPolygon([box(0, 0, 1, 1), box(2, 2, 3, 3)]).wkb],
        [BOXES[0][:-1]],
    ],
)
def test_other_outlines_stay_as_they_are(wkb):
    assert pack_outlines(wkb) == wkb
    assert isinstance(pack_outlines(wkb), list)


def test_outlines_are_chosen_and_joined():
    index = np.array([4, 0, 4])
    packed, plain = pack_outlines(BOXES[:6]), pack_outlines([*BOXES[:5], TRIANGLE])
    multi = pack_outlines([multi_wkb(w) for w in BOXES[:2]])
    for some in (packed, plain):
        assert list(select_outlines(some, index)) == [BOXES[k] for k in (4, 0, 4)]
    whole = join_outlines([packed, [], packed])
    assert isinstance(whole, PackedOutlines)
    assert list(whole) == BOXES[:6] * 2
    for parts in ([packed, plain], [packed, multi], []):
        assert list(join_outlines(parts)) == [w for part in parts for w in part]
