"""How cloudy tiles are, as colours on the map and as a number under the mouse."""

from __future__ import annotations

import math

from qgis.core import QgsPointXY
from qgis.gui import QgsMapCanvas
from qgis.PyQt.QtCore import QObject

from ...algorithms.base.words import put_into_words
from ...core.grid.find import NOWHERE
from ..cells.map_hint import MapHint
from .preview_grid import GridPreview


class CloudShares(QObject):
    """Colours the tiles of a preview by their share of cloud, and reads it out under the mouse."""

    def __init__(self, canvas: QgsMapCanvas, preview: GridPreview, parent: QObject) -> None:
        super().__init__(parent)
        self._canvas, self._preview = canvas, preview
        self._hint = MapHint(canvas, is_low=True)
        self._is_on = False

    def show(self, is_on: bool) -> None:
        """Colour the tiles by their share, or by what they are."""
        tiles = self._preview.tiles
        if tiles.has_clouds != is_on:
            tiles.has_clouds = is_on
            tiles.refresh()
        if is_on == self._is_on:
            return
        self._is_on = is_on
        moved = self._canvas.xyCoordinates
        (moved.connect if is_on else moved.disconnect)(self._tell)
        self._hint.say("")

    def _tell(self, point: QgsPointXY) -> None:
        self._hint.say(self.describe(point))

    def describe(self, point: QgsPointXY) -> str:
        """The tile at a point of the map, and its share; empty where nobody knows it."""
        cells, known = self._preview.cells, self._preview.tiles.known
        number = NOWHERE if cells is None or known is None else cells.at(point)
        place = None if number == NOWHERE else known.places.get(number)
        share = None if place is None else known.clouds[place]
        if share is None or math.isnan(share):
            return ""
        text = self.tr("{0}: {1:.0f} % cloud").format(known.ids[place], share)
        reason = known.reasons[place]
        if reason is None:
            return text
        return f"{text} ({self.tr('left out: {}').format(put_into_words(reason.kind.title, {}))})"

    def remove(self) -> None:
        """Leave nothing on the map."""
        self.show(False)
        self._hint.deleteLater()
