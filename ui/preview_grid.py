"""The live preview: read-out at once, tiles and counts a moment later."""

from __future__ import annotations

import json
import os
import re

from qgis.core import (
    QgsCoordinateTransform,
    QgsExpression,
    QgsFeatureRequest,
    QgsProject,
    QgsRasterLayer,
    QgsRectangle,
    QgsVectorLayer,
)
from qgis.gui import QgsMapCanvas
from qgis.PyQt.QtCore import QObject, QPointF, pyqtSignal
from qgis.PyQt.QtGui import QPolygonF

from ..algorithms.describe_grid import describe_grid
from ..core.errors import TilewrightError
from .dock_settings import DockSettings
from .preview_run import PreviewRun
from .tile_preview import TilePreview

# More tiles than this are drawn as one outline, and not counted by class before the run.
MANY_TILES = 10_000
# What says where a dataset goes, not what is in it.
_NOT_PREVIEWED = ("OUTPUT", "OVERWRITE")


class GridPreview(QObject):
    """Shows what a run would make."""

    ended = pyqtSignal(object, str)

    def __init__(self, canvas: QgsMapCanvas, parent: QObject) -> None:
        super().__init__(parent)
        self._canvas = canvas
        self.tiles = TilePreview(canvas)
        self.read_out = ""
        self.problem = ""
        self._asked = None
        self._runs = PreviewRun(self)
        self._runs.ended.connect(self._finish)

    @property
    def is_busy(self) -> bool:
        """Whether a preview is being made."""
        return self._runs.is_busy

    def clear(self) -> None:
        """Show nothing and stop what runs."""
        self._runs.stop()
        self._asked = None
        self.read_out = self.problem = ""
        self.tiles.clear()

    def show(self, layer: QgsRasterLayer, parameters: dict, settings: DockSettings) -> None:
        """Describe the grid now, and its tiles soon."""
        try:
            summary = describe_grid(
                layer, settings.tile_size, settings.units, settings.overlap, settings.edge
            )
        except TilewrightError as error:
            self.clear()
            self.problem = str(error)
            return
        self.problem = ""
        self.read_out = self._describe(summary)
        wanted = {k: v for k, v in parameters.items() if k not in _NOT_PREVIEWED}
        asked = (wanted, self._canvas.mapSettings().destinationCrs().authid())
        if asked == self._asked:
            return
        self._asked = asked
        if summary.count > MANY_TILES:
            self._runs.stop()
            self.tiles.show_outline(self._to_map(layer, summary.corners))
            self.ended.emit(None, "")
            return
        wanted.update(DRY_RUN=True, TILES="TEMPORARY_OUTPUT", REJECTED="TEMPORARY_OUTPUT")
        wanted.update(SAMPLE="TEMPORARY_OUTPUT")
        self._runs.ask(wanted)

    def _describe(self, summary) -> str:
        width, height = summary.tile_pixels
        lines = [self.tr("{} tiles of {} × {} pixels").format(summary.count, width, height)]
        if summary.tile_metres:
            across, down = summary.tile_metres
            lines.append(self.tr("{:.5g} × {:.5g} m on the ground").format(across, down))
        if any(summary.left_over):
            lines.append(
                self.tr("{} columns and {} rows of pixels left over").format(*summary.left_over)
            )
        if summary.count > MANY_TILES:
            lines.append(self.tr("too many to draw: the outline is shown"))
        return "\n".join(lines)

    def _to_map(self, layer: QgsRasterLayer, corners) -> QPolygonF:
        crs = self._canvas.mapSettings().destinationCrs()
        transform = QgsCoordinateTransform(layer.crs(), crs, QgsProject.instance())
        points = [transform.transform(x, y) for x, y in corners]
        return QPolygonF([QPointF(p.x(), p.y()) for p in points])

    def _finish(self, results, run, problem: str) -> None:
        if results is None:
            self.tiles.clear()
        else:
            self.tiles.show_layers(
                run.take_layer(results, "TILES"), run.take_layer(results, "REJECTED")
            )
        self.ended.emit(results, problem)

    @staticmethod
    def class_counts(results) -> dict[str, int]:
        """Tiles by class of a dry run."""
        return json.loads(results["CLASS_COUNTS"]) if results else {}

    def zoom_to(self, text: str, dataset: str) -> bool:
        """Zoom to the tile of a file name or id; False when there is none.

        Looks among the files of the dataset's tiles.gpkg, then among the tiles on the map.
        """
        stem = os.path.splitext(os.path.basename(text.strip().replace("\\", "/")))[0]
        if not stem:
            return False
        extent = self._find_file(stem, dataset) or self._find_id(stem)
        if extent is None:
            return False
        extent.scale(4)
        self._canvas.setExtent(extent)
        self._canvas.refresh()
        return True

    def _find_file(self, stem: str, dataset: str) -> QgsRectangle | None:
        layer = QgsVectorLayer(f"{dataset}|layername=tiles", "tiles", "ogr")
        if not layer.isValid():
            return None
        to_map = QgsCoordinateTransform(
            layer.crs(), self._canvas.mapSettings().destinationCrs(), QgsProject.instance()
        )
        ending = QgsExpression.quotedString(f"(^|/){re.escape(stem)}[.][a-z]+$")
        is_id = QgsExpression.createFieldEqualityExpression("tile_id", stem)
        request = QgsFeatureRequest().setFilterExpression(
            f'regexp_match("file", {ending}) or {is_id}'
        )
        for feature in layer.getFeatures(request):
            return to_map.transformBoundingBox(feature.geometry().boundingBox())
        return None

    def _find_id(self, stem: str) -> QgsRectangle | None:
        for tile in self.tiles.tiles:
            if stem == tile.tile_id or stem.endswith(f"_{tile.tile_id}"):
                box = tile.outline.boundingRect()
                return QgsRectangle(box.left(), box.top(), box.right(), box.bottom())
        return None

    def remove(self) -> None:
        """Take everything off the map."""
        self._runs.remove()
        self._canvas.scene().removeItem(self.tiles)
