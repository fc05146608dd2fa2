"""The panel for interpreting points: a button a class, and where one is."""

from __future__ import annotations

from functools import partial

from qgis.core import QgsMapLayer, QgsProject, QgsVectorLayer
from qgis.gui import QgsDockWidget
from qgis.PyQt.QtCore import QEvent, Qt
from qgis.PyQt.QtWidgets import QLabel, QProgressBar, QPushButton, QScrollArea, QVBoxLayout, QWidget

from ...algorithms.assess.points_layer import is_assessment
from ...algorithms.base.words import tr
from ..tasks.algorithm_dialogs import AlgorithmDialogs
from ..widgets.narrow_row import NarrowRow
from ..widgets.note import Note
from .class_buttons import ClassButtons
from .interpret_tool import MOST_KEYS, InterpretTool
from .interpretation import Interpretation


class InterpretDock(QgsDockWidget):
    """Follows the layer that is chosen in QGIS, as far as it is one of points to interpret."""

    def __init__(self, iface) -> None:
        super().__init__(iface.mainWindow())
        self.setObjectName("TilewrightInterpret")
        self.setWindowTitle(tr("Interpret Points"))
        self._iface, self._canvas = iface, iface.mapCanvas()
        self._dialogs = AlgorithmDialogs()
        self.tool = InterpretTool(self._canvas)
        self.work: Interpretation | None = None
        self._before = None
        self.class_buttons: list[QPushButton] = []
        self._lay_out()
        self.tool.chosen.connect(self.choose)
        self.tool.stepped.connect(self.step)
        self.tool.left.connect(self._leave_map)
        self._canvas.mapToolSet.connect(self._tell)
        iface.currentLayerChanged.connect(self.follow)
        QgsProject.instance().layersWillBeRemoved.connect(self._forget)
        self.visibilityChanged.connect(self._show_or_hide)
        self.follow(iface.activeLayer())

    def _lay_out(self) -> None:
        inner = QWidget()
        column = QVBoxLayout(inner)
        self.note = Note("interpretNote")
        column.addWidget(self.note)
        self.progress = QProgressBar()
        # Beside the bar, as not all themes of QGIS can write on it.
        self.progress.setTextVisible(False)
        self.done = QLabel()
        column.addWidget(self.done)
        column.addWidget(self.progress)
        self.to_points = self._button(tr("Back to the Points"), self._use_map)
        column.addWidget(self.to_points)
        self.classes = ClassButtons()
        column.addWidget(self.classes, 1)
        row = NarrowRow()
        self.back = self._button(tr("Back (P)"), lambda: self.step(-1))
        self.forth = self._button(tr("Next (N)"), lambda: self.step(1))
        self.open = self._button(tr("Next open"), self._go_to_open)
        for button in (self.back, self.forth, self.open):
            row.add(button, 1)
        column.addWidget(row)
        self.save = self._button(tr("Save"), self._save)
        column.addWidget(self.save)
        self.draw = self._button(tr("Draw Points\u2026"), self._draw)
        self.assess = self._button(tr("Assess a Map\u2026"), self._assess)
        column.addWidget(self.draw)
        column.addWidget(self.assess)
        for widget in (inner, self.note, self.done, self.progress, self.classes.viewport()):
            widget.installEventFilter(self)
        # With docks of others above, the window would grow past the screen.
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setFrameShape(QScrollArea.Shape.NoFrame)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setWidget(inner)
        area.setMinimumWidth(inner.minimumSizeHint().width())
        self.setWidget(area)

    def eventFilter(self, watched, event) -> bool:
        """Clicks anywhere in the panel give the map its tool and its keys back."""
        if event.type() == QEvent.Type.MouseButtonPress and self.work is not None:
            self._use_map()
        return super().eventFilter(watched, event)

    @staticmethod
    def _button(text: str, work) -> QPushButton:
        button = QPushButton(text)
        # The map keeps the focus, and with it the keys.
        button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        button.clicked.connect(lambda _checked=False: work())
        return button

    def follow(self, layer: QgsMapLayer | None) -> None:
        """Interpret a layer, if it is one of points to interpret; else go on with the last."""
        if is_assessment(layer) and (self.work is None or self.work.layer is not layer):
            self._stop()
            self._start(layer)
        self._tell()

    def _start(self, layer: QgsVectorLayer) -> None:
        self.work = Interpretation(layer, self)
        self.work.moved.connect(self._look)
        self.work.changed.connect(self._tell)
        for number, (name, color) in enumerate(self.work.classes.items()):
            key = f"{number + 1}  " if number < MOST_KEYS else ""
            work = partial(self._click, number)
            self.class_buttons.append(self.classes.add(f"{key}{name}", name, color, work))
        if not self.isHidden():
            self._take_map()

    def _stop(self) -> None:
        if self.work is not None:
            self.work.remove()
            self.work = None
        self.tool.hide_marker()
        for button in self.class_buttons:
            self.classes.take(button)
        self.class_buttons = []

    def _forget(self, ids: list[str]) -> None:
        if self.work is not None and self.work.layer.id() in ids:
            self._stop()
            self._leave_map()
            self._tell()

    def _click(self, number: int) -> None:
        """A class by its button; a point that is out of sight is shown instead."""
        is_seen = self._is_in_sight()
        self._use_map()
        if is_seen:
            self.choose(number)
        else:
            self._tell()
            self.note.say(tr("The point was out of view. Look at it, then choose its class."))

    def _is_in_sight(self) -> bool:
        place = None if self.work is None else self.tool.place_of(*self.work.where())
        return place is None or self._canvas.extent().contains(place)

    def choose(self, number: int) -> None:
        """Give the current point the class of a number, -1 for none, and go to the next."""
        names = [] if self.work is None else list(self.work.classes)
        if number >= len(names):
            self._tell()
            return
        problem = self.work.take_for(names[number] if number >= 0 else None)
        if problem:
            self.note.say(problem)
        elif number >= 0 and not self.work.to_next_open():
            self._tell()

    def step(self, steps: int) -> None:
        """Go on or back."""
        if self.work is not None:
            self._use_map()
            self.work.step(steps)

    def _go_to_open(self) -> None:
        if self.work is not None:
            self._use_map()
            self.work.to_next_open()

    def _save(self) -> None:
        if self.work is not None:
            problem = self.work.save()
            self._tell()
            if problem:
                self.note.say(problem)

    def _look(self) -> None:
        if self.work is not None and not self.isHidden():
            self.tool.look_at(*self.work.where())
        self._tell()

    def _tell(self, *_tools: object) -> None:
        """Say where one is."""
        has_work = self.work is not None and len(self.work) > 0
        for button in (self.back, self.forth, self.open, self.save, *self.class_buttons):
            button.setEnabled(has_work)
        for widget in (self.done, self.progress, self.classes):
            widget.setVisible(has_work)
        has_map = self._canvas.mapTool() is self.tool
        self.to_points.setVisible(has_work and not has_map)
        if not has_work:
            self.note.say(
                tr(
                    "Choose a layer of points drawn by Points to assess a map, or draw points "
                    "with the button below."
                )
            )
            return
        done = self.work.count_done()
        self.progress.setMaximum(len(self.work))
        self.progress.setValue(done)
        self.done.setText(tr("{} of {} interpreted").format(done, len(self.work)))
        own = self.work.class_of_point()
        for name, button in zip(self.work.classes, self.class_buttons):
            button.setChecked(name == own)
        if done == len(self.work):
            text = tr("All points have a class. Save, then choose Assess a Map.")
        else:
            text = tr("Point {} of {}. Keys 1 to 9 set the class, 0 clears it; N is next, P back.")
            if not has_map:
                text = tr("Point {} of {}. Another map tool is active, so the keys do nothing.")
            text = text.format(self.work.place + 1, len(self.work))
        self.note.say(text)

    def _use_map(self) -> None:
        """Take the map and its keys back, as the panel is used; shows the point if that helps."""
        if self.work is None:
            return
        is_new = self._canvas.mapTool() is not self.tool
        self._take_tool()
        self._canvas.setFocus()
        if is_new:
            self._look()

    def _take_tool(self) -> None:
        if self._canvas.mapTool() is not self.tool:
            self._before = self._canvas.mapTool()
            self._canvas.setMapTool(self.tool)

    def _take_map(self) -> None:
        self._take_tool()
        # Of a layer that was begun before, on to what is left.
        is_open = self.work is None or self.work.class_of_point() is None
        if is_open or not self.work.to_next_open():
            self._look()

    def _leave_map(self) -> None:
        if self._canvas.mapTool() is self.tool:
            self._canvas.unsetMapTool(self.tool)
            if self._before is not None:
                self._canvas.setMapTool(self._before)
        self._before = None

    def _show_or_hide(self, is_visible: bool) -> None:
        if is_visible and self.work is not None:
            self._take_map()
        elif not is_visible:
            self._leave_map()
            self.tool.hide_marker()

    def keyPressEvent(self, event) -> None:
        if not self.tool.hear(event):
            super().keyPressEvent(event)

    def _draw(self) -> None:
        self._dialogs.open("tilewright:assessmentpoints", {})

    def _assess(self) -> None:
        known = {} if self.work is None else {"REFERENCE": self.work.layer.id()}
        self._dialogs.open("tilewright:assessmap", known)

    def remove(self) -> None:
        """Leave nothing on the map, in signals or on the screen."""
        self._dialogs.close()
        self.visibilityChanged.disconnect(self._show_or_hide)
        self._iface.currentLayerChanged.disconnect(self.follow)
        QgsProject.instance().layersWillBeRemoved.disconnect(self._forget)
        self._canvas.mapToolSet.disconnect(self._tell)
        self._leave_map()
        self._stop()
        self.tool.remove()
        self._iface.removeDockWidget(self)
        self.deleteLater()
