"""Marks by their tiles, against one by one."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

NOWHERE = -1
placed_marks = st.lists(st.tuples(st.integers(NOWHERE, 5), st.sampled_from("ab")), max_size=12)


def place(pairs):
    from tilewright.ui.cells.map_marks import Mark, MarkList
    from tilewright.ui.cells.placed_marks import PlacedMarks

    marks = [Mark(k, -k, "EPSG:32631", label) for k, (_, label) in enumerate(pairs)]
    numbers = np.array([number for number, _ in pairs], dtype=np.int64)
    return marks, PlacedMarks(MarkList(marks), numbers)


@given(placed_marks, st.sets(st.integers(NOWHERE, 5)), st.sampled_from(["a", "b", None]))
def test_tiles_have_the_marks_that_lie_on_them(qgis, pairs, asked, label):
    marks, placed = place(pairs)
    wanted = {
        mark
        for mark, (number, own) in zip(marks, pairs)
        if number != NOWHERE and number in asked and label in (None, own)
    }
    assert set(placed.on(sorted(asked), label)) == wanted
    assert len(placed) == sum(number != NOWHERE for number, _ in pairs)


@given(placed_marks)
def test_a_tile_shows_the_label_of_its_last_mark(qgis, pairs):
    _, placed = place(pairs)
    last = {number: label for number, label in pairs if number != NOWHERE}
    found = {label: tiles.tolist() for label, tiles in placed.by_label().items()}
    assert found == {
        label: sorted(number for number, own in last.items() if own == label)
        for label in sorted(set(last.values()))
    }


@given(placed_marks, st.sets(st.integers(0, 5), min_size=1), st.sampled_from("ab"))
def test_tiles_are_marked_when_each_has_such_a_mark(qgis, pairs, asked, label):
    _, placed = place(pairs)
    assert placed.are_on(sorted(asked), label) == all((n, label) in pairs for n in asked)


def test_columns_are_read_once_and_placed_in_another_system(qgis):
    from qgis.core import QgsCoordinateReferenceSystem

    from tilewright.ui.cells.map_marks import Mark, MarkList, place_marks

    marks = MarkList([Mark(500000, 0, "EPSG:32631", "a", "one"), Mark(3.0, 0, "EPSG:4326", "b")])
    assert marks.columns is marks.columns
    assert marks.columns.labels == ("a", "b") and marks.columns.scenes == ("one", "")
    places = place_marks(marks, QgsCoordinateReferenceSystem("EPSG:4326"))
    assert places == pytest.approx(np.array([[3, 0], [3, 0]]), abs=1e-9)
    assert marks.columns.places.tolist() == [[500000, 0], [3, 0]]
    assert MarkList().columns.places.shape == (0, 2)
