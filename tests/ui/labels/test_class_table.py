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


def press(table, key):
    from qgis.PyQt.QtCore import Qt
    from qgis.PyQt.QtTest import QTest

    QTest.keyClick(table, key, Qt.KeyboardModifier.AltModifier)


def rows(table):
    return [table.topLevelItem(k).text(0) for k in range(table.topLevelItemCount())]


@pytest.fixture
def order(table):
    from tilewright.ui.labels.class_order import ClassOrder

    order = ClassOrder(table)
    order.add(table)
    return order


def test_rows_are_moved_by_keys_and_the_order_is_told(table, order):
    from qgis.PyQt.QtCore import Qt

    heard = []
    table.changed.connect(lambda: heard.append(order.text()))
    table.show_classes(["a", "b", "c"], {}, "")
    assert order.text() == ""
    table.setCurrentItem(table.topLevelItem(2))
    press(table, Qt.Key.Key_Up)
    assert (rows(table), heard) == (["a", "c", "b"], ["a,c,b"])
    press(table, Qt.Key.Key_Up)
    # It is the first already.
    press(table, Qt.Key.Key_Up)
    assert (rows(table), heard) == (["c", "a", "b"], ["a,c,b", "c,a,b"])
    # The table is listed anew while it has the focus; new classes come last.
    table.show_classes(["a", "b", "c", "d"], {}, "")
    assert rows(table) == ["c", "a", "b", "d"]
    press(table, Qt.Key.Key_Down)
    assert rows(table) == ["a", "c", "b", "d"]
    # Renamed and ignored classes keep their places.
    table.topLevelItem(0).setText(1, "tree")
    table.topLevelItem(1).setCheckState(0, Qt.CheckState.Unchecked)
    assert (table.text(), order.text()) == ("a=tree,c=", "tree,b,d")
    table.show_classes(["a", "b", "c", "d"], {}, table.text())
    assert rows(table) == ["a", "c", "b", "d"]
    table.show_classes([], {}, "")
    assert order.text() == ""


def test_rows_that_are_back_in_their_usual_order_say_nothing(table, order):
    from qgis.PyQt.QtCore import Qt

    table.show_classes(["a", "b"], {}, "")
    table.setCurrentItem(table.topLevelItem(0))
    press(table, Qt.Key.Key_Down)
    assert order.text() == "b,a"
    press(table, Qt.Key.Key_Up)
    assert order.text() == ""


@pytest.mark.parametrize(
    ("dragged", "target", "is_below", "expected"),
    [
        (2, 0, False, ["c", "a", "b"]),
        (2, 0, True, ["a", "c", "b"]),
        (0, 1, True, ["b", "a", "c"]),
        (0, None, True, ["b", "c", "a"]),
        # To where it is already.
        (1, 0, True, None),
        (1, 2, False, None),
    ],
)
def test_a_row_is_dropped_at_another_place(table, order, dragged, target, is_below, expected):
    from qgis.PyQt.QtCore import QPointF, Qt
    from qgis.PyQt.QtGui import QDropEvent
    from qgis.PyQt.QtWidgets import QApplication

    table.show_classes(["a", "b", "c"], {}, "")
    table.resize(300, 300)
    table.show()
    QApplication.processEvents()
    heard = []
    table.changed.connect(lambda: heard.append(order.text()))
    item = table.topLevelItem(dragged)
    table.setCurrentItem(item)
    place = QPointF(20, 250)
    if target is not None:
        box = table.visualItemRect(table.topLevelItem(target))
        place = QPointF(20, box.bottom() if is_below else box.top())
    data = table.mimeData([item])
    event = QDropEvent(
        place, Qt.DropAction.MoveAction, data, Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
    )  # fmt: skip
    table.dropEvent(event)
    QApplication.processEvents()
    assert rows(table) == (expected or ["a", "b", "c"])
    assert heard == ([",".join(expected)] if expected else [])
    assert table.currentItem() is item
    # Else Qt removes the row from where it was.
    assert event.dropAction() == Qt.DropAction.IgnoreAction


def test_an_order_names_what_the_dataset_gets(table, order):
    order.load("water,wood,gone")
    table.show_classes(["a", "b", "c", "lava"], {}, "a=wood,b=wood,c=water,lava=")
    assert rows(table) == ["c", "a", "b", "lava"]
    assert table.names() == ["water", "wood"]
    # Without another order they are numbered so as well, by name.
    assert order.text() == ""
    order.load("wood,water,gone")
    assert (rows(table), order.text()) == (["a", "b", "c", "lava"], "wood,water")
    order.load("wood,wood")
    assert order.text() == ""


def test_tables_share_one_order(table, order):
    from qgis.PyQt.QtCore import Qt

    from tilewright.ui.labels.class_table import ClassTable

    other = ClassTable(has_names=False)
    order.add(other)
    table.show_classes(["a", "b", "c"], {}, "")
    other.show_classes(["b", "c", "house"], {})
    assert other.isColumnHidden(1) and other.text() == ""
    other.setCurrentItem(other.topLevelItem(0))
    press(other, Qt.Key.Key_Down)
    assert rows(other) == ["c", "b", "house"]
    assert rows(table) == ["c", "b", "a"]
    assert order.text() == "c,b,house"
    other.deleteLater()


def test_the_tooltip_says_how_rows_are_moved(table):
    assert table.toolTip().splitlines()[1] == (
        "Drag a class to another place, or press Alt+Up or Alt+Down: classes are numbered in this "
        "order."
    )
