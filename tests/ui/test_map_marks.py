"""Marks on the map."""

import pytest


@pytest.fixture
def marks(qgis):
    from qgis.core import QgsProject

    from tilewright.ui.map_marks import MapMarks

    QgsProject.instance().clear()
    yield MapMarks("test_marks")
    QgsProject.instance().clear()


def mark(x, y, label=""):
    from tilewright.ui.map_marks import Mark

    return Mark(x, y, "EPSG:32631", label)


def test_undo_takes_changes_back_one_by_one(marks):
    marks.change([mark(1, 1), mark(2, 2)], [])
    marks.change([], [mark(1, 1)])
    assert marks.values() == [mark(2, 2)]
    assert marks.undo()
    assert marks.values() == [mark(1, 1), mark(2, 2)]
    assert marks.undo()
    assert marks.values() == []
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


def test_marks_are_kept_in_the_project_file(marks, tmp_path):
    from qgis.core import QgsProject

    from tilewright.ui.map_marks import MapMarks

    marks.change([mark(0.1, 4.6e6, "Vårbyg")], [])
    project = QgsProject.instance()
    assert project.write(str(tmp_path / "marks.qgs"))
    project.clear()
    assert project.read(str(tmp_path / "marks.qgs"))
    again = MapMarks("test_marks")
    again.read()
    assert again.values() == [mark(0.1, 4.6e6, "Vårbyg")]


def test_a_project_with_damaged_marks_gives_none(marks):
    from qgis.core import QgsProject

    for text in ("{", '{"a": 1}', "[[1, 2]]", '[["a", 1, "", ""]]', "7"):
        QgsProject.instance().writeEntry("Tilewright", "test_marks", text)
        marks.read()
        assert len(marks) == 0


def test_marks_move_to_another_coordinate_system(marks):
    from qgis.core import QgsCoordinateReferenceSystem

    from tilewright.ui.map_marks import move_mark

    point = move_mark(mark(500000, 4600000), QgsCoordinateReferenceSystem("EPSG:4326"))
    assert point.x() == pytest.approx(3, abs=1e-9)
    assert 41.5 < point.y() < 41.6


def test_files_of_marks_hold_points_and_labels_and_are_written_once(qgis, tmp_path, monkeypatch):
    from qgis.core import QgsApplication, QgsVectorLayer

    from tilewright.ui.mark_files import write_marks

    monkeypatch.setattr(QgsApplication, "qgisSettingsDirPath", lambda: str(tmp_path))
    path = write_marks([mark(1, 2, "a"), mark(3, 4)], "edits")
    layer = QgsVectorLayer(path)
    found = {
        (f.geometry().asPoint().x(), f.geometry().asPoint().y()): f["label"] or None
        for f in layer.getFeatures()
    }
    assert found == {(1, 2): "a", (3, 4): None}
    assert layer.crs().authid() == "EPSG:32631"
    assert write_marks([mark(1, 2, "a"), mark(3, 4)], "edits") == path
    assert write_marks([mark(1, 2, "b")], "edits") != path
    assert write_marks([], "edits") == ""
    assert len(list((tmp_path / "tilewright").iterdir())) == 2
