"""Keeping the classes of the map up to date while polygons are drawn."""

from __future__ import annotations

from qgis.core import QgsMapLayer, QgsProcessingException, QgsProject
from qgis.gui import QgsMapCanvas
from qgis.PyQt.QtCore import QObject, QTimer, pyqtSignal

from ...algorithms.base.words import tr
from ...algorithms.live.train_preview import PreviewTraining, TrainedPreview
from ...algorithms.live.view_classes import classify_map, grid_of_map
from ...core.errors import TilewrightError
from ..tasks.background import Background
from ..tasks.watch_layers import LayerWatch

# Quiet before anything is computed; changes of layers are told after a part of it.
QUIET_MS = 300
_AFTER_NEWS_MS = 200


class LiveClasses(QObject):
    """Trains when the layers have changed, and classifies when the map shows something else.

    Both happen beside the window; what is out of date is cancelled.

    Signals: ``started``, ``shown`` (a ViewPreview), ``failed`` (what went wrong).
    """

    started = pyqtSignal()
    shown = pyqtSignal(object)
    failed = pyqtSignal(object)

    def __init__(self, canvas: QgsMapCanvas, parent: QObject) -> None:
        super().__init__(parent)
        self._canvas = canvas
        self._parameters: dict | None = None
        self._trained: TrainedPreview | None = None
        self._key: object = None
        self._training, self._viewing = Background(self), Background(self)
        self._watch = LayerWatch(self)
        self._watch.changed.connect(self._retrain)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self._work)
        # Turned maps have other extents, too.
        self._signals = (canvas.extentsChanged, canvas.destinationCrsChanged)
        for signal in self._signals:
            signal.connect(self._look)

    @property
    def is_busy(self) -> bool:
        """Whether something is computed or about to be."""
        is_waiting = self._watch.is_waiting or self._timer.isActive()
        return is_waiting or self._training.is_busy or self._viewing.is_busy

    def follow(self, parameters: dict | None) -> None:
        """Show the classes that Train Classifier's parameters lead to; None stops.

        Layers are named by their ids.
        """
        self._parameters = parameters
        if parameters is None:
            self._watch.follow(())
            self._timer.stop()
            self._training.cancel()
            self._viewing.cancel()
            self._trained = self._key = None
            return
        self._watch.follow(_layers_of(parameters))
        self._retrain(QUIET_MS)

    def _retrain(self, delay: int = _AFTER_NEWS_MS) -> None:
        if self._parameters is not None and self._key != self._wanted_key():
            self._training.cancel()
            self._viewing.cancel()
            self._timer.start(delay)

    def _look(self, *_args: object) -> None:
        """The map shows something else; what is being trained still holds."""
        if self._parameters is not None:
            self._viewing.cancel()
            self._timer.start(QUIET_MS)

    def _wanted_key(self) -> object:
        parameters = sorted(self._parameters.items(), key=lambda item: item[0])
        return repr(parameters), self._watch.revision, self._watch.look

    def _work(self) -> None:
        if self._parameters is None:
            return
        key = self._wanted_key()
        if key != self._key:
            self._train(key)
        elif self._trained is not None:
            self._view()

    def _train(self, key: object) -> None:
        self._key, self._trained = key, None
        self.started.emit()
        try:
            training = PreviewTraining(self._parameters)
        except TilewrightError as error:
            self.failed.emit(error.message)
            return
        except QgsProcessingException as error:
            self.failed.emit(str(error))
            return
        self._training.start(tr("Training the preview"), training.train, self._take_trained)

    def _take_trained(self, trained: TrainedPreview | None, problem: str) -> None:
        if trained is None:
            self.failed.emit(problem)
            return
        self._trained = trained
        if not self._timer.isActive():
            self._view()

    def _view(self) -> None:
        trained = self._trained
        try:
            grid = grid_of_map(self._canvas.mapSettings())
        except TilewrightError as error:
            self.failed.emit(error.message)
            return
        self.started.emit()
        self._viewing.start(
            tr("Classifying the map"),
            lambda feedback: classify_map(trained, grid, feedback),
            self._take_view,
        )

    def _take_view(self, preview: object, problem: str) -> None:
        if preview is None:
            self.failed.emit(problem)
        else:
            self.shown.emit(preview)

    def remove(self) -> None:
        """Stop for good, and wait for what runs."""
        self.follow(None)
        for signal in self._signals:
            signal.disconnect(self._look)
        self._watch.remove()
        self._training.stop()
        self._viewing.stop()


def _layers_of(parameters: dict) -> list[QgsMapLayer]:
    project = QgsProject.instance()
    names = [parameters["LABELS"], *parameters["RASTER"]]
    return [layer for layer in map(project.mapLayer, names) if layer is not None]
