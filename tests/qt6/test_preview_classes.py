"""The panel that previews classes is built, painted and used with PyQt6."""

from __future__ import annotations

import numpy as np
import pytest
from PyQt6 import QtCore, QtGui

LEGEND_COLORS = ((200, 0, 0), (0, 0, 255))


@pytest.fixture
def panel(iface):
    from tilewright.ui.classify.preview_dock import PreviewDock

    iface.window.show()
    made = PreviewDock(iface)
    iface.addDockWidget(QtCore.Qt.DockWidgetArea.RightDockWidgetArea, made)
    made.show()
    yield made
    made.remove()


@pytest.fixture
def preview():
    """What a map of 3 x 2 pixels shows."""
    from tilewright.algorithms.live.train_preview import TrainedPreview
    from tilewright.algorithms.live.view_classes import ViewPreview
    from tilewright.core.classes.legend import LegendClass
    from tilewright.core.classify.model import ClassifierModel
    from tilewright.core.classify.predict import ClassifiedView
    from tilewright.core.indices.request import IndexRequest
    from tilewright.core.resampling.grid import TargetGrid

    legend = tuple(
        LegendClass(k, name, color)
        for k, name, color in zip((1, 3), ("urban", "water"), LEGEND_COLORS)
    )

    class Predictor:
        model = ClassifierModel("KNN", ("a",), legend, facts={"options": {"trees": 100}})

    classes = np.array([[1, 1, 3], [0, 3, 1]], dtype=np.uint16)
    grid = TargetGrid("", (10.0, 0.0, 0.0, 0.0, -10.0, 0.0), 3, 2)
    view = ClassifiedView(grid, classes, {1: 3, 3: 2}, 4)
    trained = TrainedPreview(Predictor(), None, "", None, IndexRequest(()), 1234, 0.5, ())
    return ViewPreview(trained, view, 0.25)


def test_classes_are_drawn_and_listed(panel, preview):
    panel.live.shown.emit(preview)
    image = panel.item.image
    assert image.size() == QtCore.QSize(3, 2)
    assert image.pixelColor(0, 0).getRgb() == (200, 0, 0, 255)
    assert image.pixelColor(2, 0).getRgb() == (0, 0, 255, 255)
    assert image.pixelColor(0, 1).alpha() == 0
    rows = [panel.legend.topLevelItem(k) for k in range(panel.legend.topLevelItemCount())]
    percent = panel.locale().toString(60.0, "f", 1)
    assert [rows[0].text(0), rows[0].text(1)] == ["urban", f"{percent} %"]
    assert rows[1].text(0) == "water"
    assert panel.note.text().startswith("Preview, not assessed: Nearest neighbours, 1")
    canvas = QtGui.QPixmap(40, 40)
    painter = QtGui.QPainter(canvas)
    panel.item.paint(painter, None, None)
    painter.end()
    assert not panel.grab().isNull()


def test_fields_switch_and_slider_are_used(panel):
    panel.switch.setChecked(True)
    panel.opacity.setValue(20)
    for place in range(panel.form.method.count()):
        panel.form.method.setCurrentIndex(place)
    panel.form.trees.setValue(7)
    panel.live.failed.emit("no image")
    assert panel.note.text() == "no image"
    panel.switch.setChecked(False)
    panel.hide()
    panel.resize(300, 500)
    assert not panel.grab().isNull()
