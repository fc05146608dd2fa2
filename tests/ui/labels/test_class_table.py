"""The table of classes: what is ticked, named and painted is what the run hears."""

from __future__ import annotations

import pytest

RED = (200, 20, 30)


@pytest.fixture
def table(qgis):
    from tilewright.ui.labels.class_table import ClassTable

    table = ClassTable()
    yield table
    table.deleteLater()


def test_rows_show_names_and_what_is_ignored(table):
    from qgis.PyQt.QtCore import Qt

    table.show_classes(["a", "b", "c"], {}, "a=tree,b=tree,c=")
    rows = [table.topLevelItem(k) for k in range(3)]
    assert [row.text(1) for row in rows] == ["tree", "tree", "c"]
    states = [row.checkState(0) == Qt.CheckState.Checked for row in rows]
    assert states == [True, True, False]
    assert table.text() == "a=tree,b=tree,c="


def test_a_change_is_told_and_written_as_scripts_write_it(table):
    from qgis.PyQt.QtCore import Qt

    heard = []
    table.changed.connect(lambda: heard.append(table.text()))
    table.show_classes(["a", "b"], {}, "")
    assert (heard, table.text()) == ([], "")
    table.topLevelItem(0).setText(1, " bare, soil ")
    table.topLevelItem(1).setCheckState(0, Qt.CheckState.Unchecked)
    assert heard == ["a=bare  soil", "a=bare  soil,b="]
    table.topLevelItem(0).setText(1, "")
    assert table.text() == "b="


def test_classes_that_the_text_cannot_name_stay_as_they_are(table):
    from qgis.PyQt.QtCore import Qt

    table.show_classes(["a,b"], {}, "")
    assert not table.topLevelItem(0).flags() & Qt.ItemFlag.ItemIsEditable


def test_swatches_have_the_layers_colours(table):
    table.show_classes(["a", "b"], {"b": RED}, "")
    icon = table.topLevelItem(1).icon(0).pixmap(14, 14).toImage()
    assert icon.pixelColor(7, 7).getRgb()[:3] == RED


def test_a_double_click_asks_for_a_colour(table, monkeypatch):
    from qgis.PyQt.QtGui import QColor
    from qgis.PyQt.QtWidgets import QColorDialog

    monkeypatch.setattr(QColorDialog, "getColor", lambda *_, **__: QColor(*RED))
    heard = []
    table.painted.connect(lambda name, color: heard.append((name, color.getRgb()[:3])))
    table.show_classes(["a", "b"], {}, "")
    table.itemDoubleClicked.emit(table.topLevelItem(1), 0)
    assert heard == [("b", RED)]
