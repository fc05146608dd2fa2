"""Tiles on the map and the tool that marks them, with PyQt6."""

from __future__ import annotations

import numpy as np
import pytest
from anything import Anything
from PyQt6 import QtCore, QtGui, QtWidgets

Qt = QtCore.Qt
LEFT = Qt.MouseButton.LeftButton


class MapEvent(QtGui.QMouseEvent):
    """A mouse event that knows its place on the map."""

    def mapPoint(self):
        return self.position()


class Cells:
    """A grid of two tiles."""

    def at(self, point):
        return 0

    def along(self, start, end):
        return [0, 1]

    def inside(self, box, most):
        return np.array([0, 1])

    def geometry(self, number, step=1):
        return Anything()


@pytest.fixture
def tool(dock):
    """A marking tool, and what it was told."""
    from tilewright.ui.map.mark_tool import MarkTool

    preview = Anything()
    preview.cells, preview.step = Cells(), 1
    told = []
    tool = MarkTool(
        dock._iface.canvas, preview, lambda tiles: False, lambda *mark: told.append(mark), str, str
    )
    for name in ("left", "undone", "redone"):
        getattr(tool, name).connect(lambda name=name: told.append(name))
    dock._iface.canvas.setMapTool(tool)
    yield tool, told
    dock._iface.canvas.unsetMapTool(tool)
    tool.remove()


def map_event(kind, button=LEFT, buttons=LEFT, modifiers=Qt.KeyboardModifier.NoModifier):
    return MapEvent(kind, QtCore.QPointF(3, 3), QtCore.QPointF(3, 3), button, buttons, modifiers)


def test_tiles_are_painted(dock):
    from tilewright.ui.map.draw_tiles import SIGNS, TileStyle

    item = dock.preview.tiles
    box = np.array([[0.0, 0], [30, 0], [30, 30], [0, 30]])
    turned = np.array([[10.0, 0], [20, 10], [10, 20], [0, 10]])
    styles = [TileStyle((200, 0, 0), fill=80, sign=sign) for sign in ("", *SIGNS)]
    quads = [box[None] + 3, turned[None] + 40, box[None] * 0.1]
    item.show_groups([(quad, style) for style in styles for quad in quads])
    image = QtGui.QImage(100, 100, QtGui.QImage.Format.Format_RGB32)
    image.fill(Qt.GlobalColor.white)
    painter = QtGui.QPainter(image)
    # It draws as many at once as there is time for.
    for _ in range(200):
        item.paint(painter, None, None)
    painter.end()
    assert len(item._drawn) == len(styles) * len(quads)
    assert image.pixelColor(3, 3) != QtGui.QColor(Qt.GlobalColor.white)


@pytest.mark.parametrize(
    "modifiers", [Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.ShiftModifier]
)
def test_marking_tool_marks(tool, modifiers):
    tool, told = tool
    kinds = QtCore.QEvent.Type
    none = Qt.MouseButton.NoButton
    tool.canvasMoveEvent(map_event(kinds.MouseMove, none, none))
    tool.canvasPressEvent(map_event(kinds.MouseButtonPress, modifiers=modifiers))
    tool.canvasMoveEvent(map_event(kinds.MouseMove, none))
    tool.canvasReleaseEvent(map_event(kinds.MouseButtonRelease, buttons=none))
    assert told == [([0, 1], True)]


def test_marking_tool_hears_keys(tool):
    tool, told = tool
    none, control = Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.ControlModifier
    press, override = QtCore.QEvent.Type.KeyPress, QtCore.QEvent.Type.ShortcutOverride
    for key, modifiers in (
        (Qt.Key.Key_Escape, none),
        (Qt.Key.Key_Z, control),
        (Qt.Key.Key_Z, control | Qt.KeyboardModifier.ShiftModifier),
        (Qt.Key.Key_A, none),
    ):
        tool.keyPressEvent(QtGui.QKeyEvent(press, key, modifiers))
    assert told == ["left", "undone", "redone"]
    canvas = tool.canvas()
    assert QtWidgets.QApplication.sendEvent(
        canvas, QtGui.QKeyEvent(override, Qt.Key.Key_Z, control)
    )


def test_marking_from_the_dock(dock):
    for tools in (dock.clouds.tools, dock.labels.tools):
        tools.use.click()
        tools.use.click()
