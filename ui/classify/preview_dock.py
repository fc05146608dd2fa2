"""The panel of the live preview of classes."""

from __future__ import annotations

import json

from qgis.core import QgsProject, QgsRasterLayer, QgsVectorLayer
from qgis.gui import QgsDockWidget
from qgis.PyQt.QtCore import Qt
from qgis.PyQt.QtWidgets import (
    QCheckBox,
    QHBoxLayout,
    QLabel,
    QScrollArea,
    QSlider,
    QVBoxLayout,
    QWidget,
)

from ...algorithms.base.long_runs import spare_collector
from ...algorithms.base.words import tr
from ...algorithms.live.describe_preview import describe_preview, say_problem, shares_of
from ...algorithms.live.train_preview import load_libraries
from ...algorithms.live.view_classes import ViewPreview
from ..map.draw_tiles import TileStyle
from ..settings.project_settings import ProjectEntry
from ..tasks.algorithm_dialogs import AlgorithmDialogs
from ..tasks.background import Background
from ..widgets.note import Note
from ..widgets.swatch_list import SwatchList
from .classes_on_map import ClassesOnMap
from .live_classes import LiveClasses
from .map_steps import MapSteps, come_close
from .preview_form import PreviewForm

_OPACITY = 60


class PreviewDock(QgsDockWidget):
    """Fields above, classes of the map below. While it is hidden nothing is computed."""

    def __init__(self, iface) -> None:
        super().__init__(iface.mainWindow())
        self.setObjectName("TilewrightClasses")
        self.setWindowTitle(tr("Preview Classes"))
        self._iface = iface
        self._dialogs = AlgorithmDialogs()
        self._project = ProjectEntry(iface, "preview_classes", self)
        self.form = PreviewForm()
        self.item = ClassesOnMap(iface.mapCanvas())
        self.live = LiveClasses(iface.mapCanvas(), self)
        self._lay_out()
        # The first classes come sooner.
        self._loading = Background(self)
        self._loading.start(
            tr("Loading scikit-learn"), load_libraries, lambda *_: spare_collector()
        )
        layer = iface.activeLayer()
        self.form.offer(
            layer if isinstance(layer, QgsRasterLayer) else None,
            layer if isinstance(layer, QgsVectorLayer) else None,
        )
        self.form.changed.connect(self._follow)
        self.switch.toggled.connect(self._follow)
        self.opacity.valueChanged.connect(self._fade)
        self.live.started.connect(self._begin)
        self.live.shown.connect(self._show)
        self.live.failed.connect(self._fail)
        self.visibilityChanged.connect(self._follow)
        QgsProject.instance().layersRemoved.connect(self._follow)
        self._project.arrived.connect(self._take)
        self._project.stayed.connect(self._follow)
        self._project.restore()
        self._fade(self.opacity.value())
        self._follow()

    def _take(self, text: str, found: bool) -> None:
        """Say what the project keeps; another project's fields have their first values."""
        try:
            state = json.loads(text or "{}")
        except ValueError:
            state = {}
        state = state if isinstance(state, dict) else {}
        self.form.load(state)
        opacity = state.get("opacity")
        self.opacity.setValue(opacity if isinstance(opacity, int) else _OPACITY)

    def _remember(self) -> None:
        state = {**self.form.state(), "opacity": self.opacity.value()}
        self._project.keep(json.dumps(state, sort_keys=True))

    def _lay_out(self) -> None:
        inner = QWidget()
        column = QVBoxLayout(inner)
        column.addWidget(self.form)
        self.switch = QCheckBox(tr("Live"))
        self.switch.setObjectName("previewLive")
        self.switch.setToolTip(
            tr("Classify the visible part of the map, again after each edit of the training layer.")
        )
        column.addWidget(self.switch)
        self.note = Note("previewNote")
        column.addWidget(self.note)
        self.legend = SwatchList()
        self.legend.setObjectName("previewLegend")
        self.legend.setAccessibleName(tr("Classes and their shares of the map"))
        column.addWidget(self.legend)
        row = QHBoxLayout()
        label = QLabel(tr("Opacity"))
        self.opacity = QSlider(Qt.Orientation.Horizontal)
        self.opacity.setObjectName("previewOpacity")
        self.opacity.setRange(0, 100)
        self.opacity.setValue(_OPACITY)
        self.opacity.setAccessibleName(label.text())
        label.setBuddy(self.opacity)
        row.addWidget(label)
        row.addWidget(self.opacity, 1)
        column.addLayout(row)
        self.steps = MapSteps(self._dialogs, self.form.parameters)
        self.steps.points_drawn.connect(self._uncover)
        column.addWidget(self.steps)
        column.addStretch(1)
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setFrameShape(QScrollArea.Shape.NoFrame)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setWidget(inner)
        self.setWidget(area)

    @property
    def _is_live(self) -> bool:
        return self.switch.isChecked() and not self.isHidden()

    def _follow(self, *_values: object) -> None:
        """Preview what the fields say, or nothing."""
        self._remember()
        parameters = self.form.parameters()
        self.steps.follow(parameters)
        if self._is_live and parameters is not None:
            self.live.follow(parameters)
            return
        self.live.follow(None)
        self._show_nothing()
        if parameters is None:
            self.note.say(tr("Choose an image, a layer of polygons, and the field of their class."))
        elif not self.switch.isChecked():
            self.note.say(tr("Switch on Live, and draw polygons of two classes or more."))

    def _show_nothing(self) -> None:
        self.item.clear()
        self.legend.show_swatches(())

    def _begin(self) -> None:
        if self.item.image is None:
            self.note.say(tr("Classifying\u2026"))

    def _show(self, preview: ViewPreview) -> None:
        self.item.show_view(preview.view, preview.trained.legend)
        self.note.say(describe_preview(preview))
        locale = self.locale()
        self.legend.show_swatches(
            (
                TileStyle(row.color, fill=255),
                row.name,
                tr("{} %").format(locale.toString(100 * row.share, "f", 1)),
            )
            for row in shares_of(preview)
        )

    def _fail(self, problem: str) -> None:
        self._show_nothing()
        self.note.say(say_problem(problem))

    def _fade(self, percent: int) -> None:
        self.item.setOpacity(percent / 100)
        self._remember()

    def _uncover(self) -> None:
        """Let the image be seen where points on a map are to be interpreted."""
        self.switch.setChecked(False)
        image = self.form.image.currentLayer()
        if image is not None:
            come_close(self._iface.mapCanvas(), image)

    def remove(self) -> None:
        """Leave nothing on the map, in signals or on the screen."""
        self.visibilityChanged.disconnect(self._follow)
        QgsProject.instance().layersRemoved.disconnect(self._follow)
        self._project.remove()
        self._dialogs.close()
        self._loading.cancel()
        self.live.remove()
        self.item.remove()
        self._iface.removeDockWidget(self)
        self.deleteLater()
