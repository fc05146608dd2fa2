"""Marks on the map."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st


@pytest.fixture
def marks(qgis):
    from qgis.core import QgsProject

    from tilewright.ui.cells.map_marks import MapMarks

    QgsProject.instance().clear()
    yield MapMarks("test_marks")
    QgsProject.instance().clear()


def mark(x, y, label=""):
    from tilewright.ui.cells.map_marks import Mark

    return Mark(x, y, "EPSG:32631", label)


def test_undo_takes_changes_back_one_by_one(marks):
    marks.change([mark(1, 1), mark(2, 2)], [])
    marks.change([], [mark(1, 1)])
    assert marks.values() == (mark(2, 2),)
    assert marks.undo()
    assert marks.values() == (mark(1, 1), mark(2, 2))
    assert marks.undo()
    assert marks.values() == ()
    assert not marks.undo()


def test_what_changes_nothing_is_no_step_of_undo(marks):
    marks.change([mark(1, 1)], [])
    marks.change([mark(1, 1)], [])
    marks.undo()
    assert len(marks) == 0


def test_clearing_can_be_undone(marks):
    marks.change([mark(1, 1)], [])
    marks.clear()
    assert len(marks) == 0
    marks.undo()
    assert len(marks) == 1


steps = st.lists(
    st.one_of(
        st.tuples(st.sets(st.integers(0, 5), max_size=3), st.sets(st.integers(0, 5), max_size=3)),
        st.sampled_from(["undo", "redo", "clear"]),
    ),
    max_size=20,
)


@given(steps)
def test_undo_and_redo_walk_through_all_that_was_done(qgis, steps):
    from tilewright.ui.cells.map_marks import MapMarks

    marks, states, now = MapMarks("test_marks"), [frozenset()], 0
    for step in steps:
        if step == "undo":
            assert marks.undo() == (now > 0)
            now = max(0, now - 1)
        elif step == "redo":
            assert marks.redo() == (now < len(states) - 1)
            now = min(len(states) - 1, now + 1)
        else:
            added, removed = ((), states[now]) if step == "clear" else step
            after = (states[now] - frozenset(removed)) | frozenset(added)
            marks.change([mark(k, k) for k in added], [mark(k, k) for k in removed])
            if after != states[now]:
                states = [*states[: now + 1], after]
                now += 1
        assert marks.values() == tuple(mark(k, k) for k in sorted(states[now]))
        assert marks.can_undo == (now > 0)


def test_marks_are_kept_in_the_project_file(marks, tmp_path):
    from qgis.core import QgsCoordinateReferenceSystem, QgsProject

    from tilewright.ui.cells.map_marks import MapMarks, Mark, crs_text

    own = QgsCoordinateReferenceSystem.fromProj("+proj=tmerc +lat_0=1 +lon_0=2 +ellps=GRS80")
    kept = [mark(0.1, 4.6e6, "Vårbyg"), Mark(1, 2, crs_text(own)), Mark(3, 4, "")]
    marks.change([*kept, mark(9, 9)], [])
    marks.change([], [mark(9, 9)])
    project = QgsProject.instance()
    assert project.write(str(tmp_path / "marks.qgs"))
    project.clear()
    assert project.read(str(tmp_path / "marks.qgs"))
    again = MapMarks("test_marks")
    again.read()
    assert again.values() == tuple(sorted(kept))
    # What was done before the project was opened is not undone in it.
    marks.read()
    assert not marks.can_undo and not marks.undo() and not marks.redo()
    assert marks.values() == again.values()


def test_a_project_with_damaged_marks_gives_none(marks):
    from qgis.core import QgsProject

    rows = ("[[1, 2]]", '[["a", 1, 0, ""]]', '[[1, 1, 5, ""]]', '[[NaN, 1, 0, ""]]', "7")
    damaged = [f'{{"crs": ["EPSG:32631"], "marks": {text}}}' for text in rows]
    for text in ("{", '{"a": 1}', "[[1, 2]]", "7", *damaged):
        QgsProject.instance().writeEntry("Tilewright", "test_marks", text)
        marks.read()
        assert len(marks) == 0


def test_marks_move_to_another_coordinate_system(qgis):
    from qgis.core import QgsCoordinateReferenceSystem

    from tilewright.ui.cells.map_marks import Mark, place_marks

    kept = [mark(500000, 4600000), Mark(3, 41.5, "EPSG:4326"), Mark(7, 8, "")]
    places = place_marks(kept, QgsCoordinateReferenceSystem("EPSG:4326"))
    assert places[0, 0] == pytest.approx(3, abs=1e-9) and 41.5 < places[0, 1] < 41.6
    assert places[1:].tolist() == [[3, 41.5], [7, 8]]
    assert place_marks([], QgsCoordinateReferenceSystem("EPSG:4326")).shape == (0, 2)


def test_marks_without_a_place_there_are_nowhere(qgis):
    from qgis.core import QgsCoordinateReferenceSystem

    from tilewright.ui.cells.map_marks import Mark, place_marks

    kept = [Mark(3, 41.5, "EPSG:4326"), Mark(3, 95, "EPSG:4326"), Mark(4, 42, "EPSG:4326")]
    places = place_marks(kept, QgsCoordinateReferenceSystem("EPSG:3395"))
    assert np.isfinite(places[[0, 2]]).all() and np.isnan(places[1]).all()
