"""Labels that come into the project after the dock."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from qgis.core import QgsMapLayer, QgsProject
from qgis.PyQt.QtCore import QObject

from ..rows.layout_rows import LayoutRows
from .label_page import LabelPage


class LabelOffer(QObject):
    """Proposes polygons with a class that somebody adds, until it is said what the labels are.

    Args:
        labels: the page that they are proposed on.
        rows: whose layout may take polygons itself.
        has_run: whether a dataset was made already.
    """

    def __init__(
        self, labels: LabelPage, rows: LayoutRows, has_run: Callable[[], bool], parent: QObject
    ) -> None:
        super().__init__(parent)
        self._labels, self._rows, self._has_run = labels, rows, has_run
        self._is_open = True
        labels.layer.activated.connect(self._close)
        QgsProject.instance().layersAdded.connect(self._offer)

    def follow(self, _settings: object, found: bool) -> None:
        """A project that was opened may have said what the labels are, or that there are none."""
        self._is_open = not found

    def _close(self, *_args: object) -> None:
        self._is_open = False

    def _offer(self, added: Sequence[QgsMapLayer]) -> None:
        is_asked = self._is_open and self._rows.needed is None and not self._has_run()
        if not is_asked or self._labels.layer.currentLayer() is not None:
            return
        # Those that were there before had their chance.
        layer_id, field = self._labels.guess(added)
        if layer_id:
            self._labels.take(QgsProject.instance().mapLayer(layer_id), field)

    def remove(self) -> None:
        """Hear no more of layers."""
        QgsProject.instance().layersAdded.disconnect(self._offer)
