"""Hearing of changes in the layers that a preview is made of."""

from __future__ import annotations

from collections.abc import Iterable

from qgis.core import QgsMapLayer, QgsProject, QgsRasterLayer, QgsVectorLayer
from qgis.PyQt import sip
from qgis.PyQt.QtCore import QObject, QTimer, pyqtSignal
from qgis.PyQt.QtXml import QDomDocument

from .scene_looks import SceneChoice

# Edits by a script come by the thousand; they are told as one.
_DELAY_MS = 100


class LayerWatch(QObject):
    """Follows layers: edits, saved or not, filters, sources, coordinate systems and styles.

    ``changed`` is said a moment later; ``revision`` is then another number than before. It stays
    the same while nothing changes, so it tells whether what was made of the layers still holds.
    When a layer with features is drawn otherwise, ``look`` is another number instead.
    """

    changed = pyqtSignal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.revision = self.look = 0
        self._layers = ()
        self._styled = None
        self._style = ""
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self.changed)

    @property
    def is_waiting(self) -> bool:
        """Whether a change is about to be told."""
        return self._timer.isActive()

    def follow(self, layers: Iterable[QgsMapLayer], styled: QgsMapLayer | None = None) -> None:
        """Follow these layers and no others; ``styled`` is the one whose style counts too."""
        layers = tuple(dict.fromkeys(layers))
        if layers != self._layers:
            self._connect(self._layers, False)
            self._layers = layers
            self._connect(self._layers, True)
        if styled is not self._styled:
            self._connect_style(False)
            self._styled = styled
            self._style = _style_of(styled)
            self._connect_style(True)

    def _connect(self, layers: tuple[QgsMapLayer, ...], follow: bool) -> None:
        for layer in layers:
            if sip.isdeleted(layer):
                continue
            signals = [layer.crsChanged, layer.dataChanged, layer.dataSourceChanged]
            if isinstance(layer, QgsVectorLayer):
                # Saving, taking edits back and filters all end in dataChanged.
                signals.append(layer.layerModified)
            for signal in signals:
                (signal.connect if follow else signal.disconnect)(self._note)
            if isinstance(layer, QgsVectorLayer):
                signal = layer.rendererChanged
                (signal.connect if follow else signal.disconnect)(self._note_look)

    def _connect_style(self, follow: bool) -> None:
        layer = self._styled
        if layer is None or sip.isdeleted(layer):
            return
        # Brightness and contrast change without a word but for the repaint.
        for signal in (layer.styleChanged, layer.repaintRequested):
            (signal.connect if follow else signal.disconnect)(self._note_style)

    def _note(self, *_args) -> None:
        self.revision += 1
        self._timer.start(_DELAY_MS)

    def _note_look(self, *_args) -> None:
        self.look += 1
        self._timer.start(_DELAY_MS)

    def _note_style(self, *_args) -> None:
        style = _style_of(self._styled)
        if style != self._style:
            self._style = style
            self._note()

    def remove(self) -> None:
        """Follow nothing any more."""
        self.follow(())
        self._timer.stop()


def layers_read(
    parameters: dict, image: QgsRasterLayer | SceneChoice
) -> tuple[list[QgsMapLayer], QgsMapLayer | None]:
    """The layers that a run reads, and the one whose style it draws, if any."""
    project = QgsProject.instance()
    found = (project.mapLayer(v) for v in parameters.values() if isinstance(v, str))
    images = image.layers if isinstance(image, SceneChoice) else [image]
    layers = [*images, *(layer for layer in found if layer is not None)]
    is_styled = parameters.get("SCALING") == "STYLE" and not isinstance(image, SceneChoice)
    return layers, image if is_styled else None


def unsaved_layers(parameters: dict) -> list[str]:
    """Names of the layers among parameters whose edits are used, but are not saved."""
    project = QgsProject.instance()
    layers = [project.mapLayer(value) for value in parameters.values() if isinstance(value, str)]
    return [x.name() for x in layers if isinstance(x, QgsVectorLayer) and x.isModified()]


def _style_of(layer: QgsMapLayer | None) -> str:
    if layer is None or sip.isdeleted(layer):
        return ""
    document = QDomDocument()
    layer.exportNamedStyle(document)
    return document.toString()
