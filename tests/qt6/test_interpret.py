"""The panel for interpreting points is built, painted and used with PyQt6."""

from __future__ import annotations

import pytest
from anything import Anything
from PyQt6 import QtCore
from PyQt6.QtTest import QTest

Key = QtCore.Qt.Key


class Point:
    """A feature."""

    def __init__(self, number):
        self.number, self.reference = number, None

    def id(self):
        return self.number

    def attribute(self, index):
        return self.reference if index == 1 else self.number

    def isValid(self):
        return True

    def geometry(self):
        return Anything()


class Layer(QtCore.QObject):
    """Three points, whose field of index 1 is the class."""

    attributeValueChanged = QtCore.pyqtSignal(int, int, object)  # noqa: N815
    afterRollBack = QtCore.pyqtSignal()  # noqa: N815

    def __init__(self):
        super().__init__()
        self.points = [Point(k) for k in range(3)]

    def __getattr__(self, name):
        return Anything()

    def id(self):
        return "points"

    def name(self):
        return "points"

    def fields(self):
        return self

    def lookupField(self, name):
        return ("point_id", "reference").index(name)

    def getFeatures(self, request):
        return iter(self.points)

    def getFeature(self, number):
        return self.points[number]

    def isEditable(self):
        return True

    def commitChanges(self):
        return True

    def changeAttributeValue(self, number, index, value):
        self.points[number].reference = value
        self.attributeValueChanged.emit(number, index, value)


@pytest.fixture
def panel(iface, monkeypatch):
    from tilewright.ui.assess import interpret_dock, interpretation

    colors = {"forest": (0, 99, 0), "water": (0, 0, 200)}
    monkeypatch.setattr(interpret_dock, "is_assessment", lambda layer: isinstance(layer, Layer))
    monkeypatch.setattr(interpretation, "classes_of_layer", lambda layer: colors)
    iface.window.show()
    made = interpret_dock.InterpretDock(iface)
    iface.addDockWidget(QtCore.Qt.DockWidgetArea.RightDockWidgetArea, made)
    made.show()
    yield made
    made.remove()


def test_keys_and_buttons_give_classes(panel, iface):
    layer = Layer()
    panel.follow(layer)
    assert not panel.grab().isNull()
    assert iface.canvas.mapTool() is panel.tool
    # The stand-in for the map hands no keys to its tools.
    QTest.keyClick(panel, Key.Key_2)
    QTest.keyClick(panel, Key.Key_9)
    QTest.keyClick(panel, Key.Key_1, QtCore.Qt.KeyboardModifier.KeypadModifier)
    assert [point.reference for point in layer.points] == ["water", "forest", None]
    assert panel.progress.value() == 2
    QTest.keyClick(panel, Key.Key_P)
    QTest.keyClick(panel, Key.Key_0)
    panel.class_buttons[1].click()
    for button in (panel.back, panel.forth, panel.open, panel.save):
        button.click()
    assert [point.reference for point in layer.points] == ["water", "water", None]
    QTest.keyClick(panel, Key.Key_Escape)
    assert iface.canvas.mapTool() is None


def test_without_a_layer_it_says_what_to_do(panel):
    assert panel.note.text().startswith("Choose a layer of points")
    assert not panel.grab().isNull()
