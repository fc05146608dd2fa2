"""Parts of a grid in words."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tilewright.core.errors import GridError
from tilewright.core.grid.part import NO_TILES, GridPart, parse_parts, parts_text

ENDS = st.tuples(st.integers(0, 20), st.integers(1, 20)).map(lambda p: (p[0], p[0] + p[1]))
PARTS = st.tuples(ENDS, ENDS).map(lambda p: GridPart(*p[0], *p[1]))


@given(st.lists(st.one_of(st.just(NO_TILES), PARTS), min_size=1, max_size=4))
def test_what_is_written_is_read_again(parts):
    assert parse_parts(parts_text(parts), len(parts)) == parts


@pytest.mark.parametrize(
    ("text", "count"),
    [("r0-9", 1), ("r9-0c0-1", 1), ("r0-1c5-4", 1), ("", 1), ("r0-1c0-1", 2), ("-,-", 1)],
)
def test_other_words_are_refused(text, count):
    with pytest.raises(GridError, match="GRID_PART"):
        parse_parts(text, count)
