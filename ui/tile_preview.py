"""Tiles drawn over the map while the user still decides."""

from __future__ import annotations

from qgis.core import QgsCoordinateTransform, QgsCsException, QgsPointXY, QgsProject, QgsVectorLayer
from qgis.gui import QgsMapCanvas, QgsMapCanvasItem
from qgis.PyQt.QtCore import QPointF, QRectF, Qt
from qgis.PyQt.QtGui import QColor, QPainterPath, QPen, QPolygonF

from ..core.dataset_card import PALETTE

_REJECTED = "rejected"
_PLAIN = QColor(*PALETTE[5])
_GREY = QColor(128, 128, 128)
_HALO = QColor(0, 0, 0, 110)


class PreviewTile:
    """A tile on the map: its name, class or None, reason or None, and outline in map units."""

    __slots__ = ("centre", "label", "outline", "reason", "second_gap", "tile_id")

    def __init__(self, tile_id, label, reason, outline, centre, second_gap) -> None:
        self.tile_id = tile_id
        self.label = label
        self.reason = reason
        self.outline = outline
        self.centre = centre
        self.second_gap = second_gap


class TilePreview(QgsMapCanvasItem):
    """Draws kept tiles as outlines coloured by class, and rejected ones dashed and crossed out.

    Classes differ by colour and are named in the dock's list beside their colour; rejected and
    ambiguous tiles differ by line as well.
    """

    def __init__(self, canvas: QgsMapCanvas) -> None:
        super().__init__(canvas)
        self._canvas = canvas
        self.tiles = []
        self.colors = {}
        self.ambiguous_below = None
        self._paths = []
        self.setZValue(5)

    def clear(self) -> None:
        """Draw nothing."""
        self.tiles, self._paths = [], []
        self.update()

    def show_outline(self, polygon: QPolygonF) -> None:
        """One outline for a grid that is too large to draw."""
        path = QPainterPath()
        path.addPolygon(polygon)
        self.tiles = []
        self._paths = [(path, QPen(_PLAIN, 2, Qt.PenStyle.DashLine))]
        self.update()

    def show_layers(self, kept: QgsVectorLayer | None, rejected: QgsVectorLayer | None) -> None:
        """Read tiles from the layers of a dry run."""
        self.tiles = [
            tile
            for layer, is_rejected in ((kept, False), (rejected, True))
            if layer is not None
            for tile in read_tiles(layer, self._canvas, is_rejected)
        ]
        labels = sorted({t.label for t in self.tiles if t.label and t.reason is None})
        self.colors = {name: QColor(*PALETTE[k % len(PALETTE)]) for k, name in enumerate(labels)}
        self.refresh()

    def refresh(self) -> None:
        """Draw the tiles anew, after a change of what counts as ambiguous."""
        groups = {}
        for tile in self.tiles:
            key = _REJECTED if tile.reason is not None else (tile.label, self._is_ambiguous(tile))
            path = groups.setdefault(key, QPainterPath())
            path.addPolygon(tile.outline)
            if tile.reason is not None:
                path.moveTo(tile.outline[0])
                path.lineTo(tile.outline[2])
                path.moveTo(tile.outline[1])
                path.lineTo(tile.outline[3])
        self._paths = []
        if _REJECTED in groups:
            self._paths.append((groups.pop(_REJECTED), QPen(_GREY, 1, Qt.PenStyle.DotLine)))
        for (label, is_ambiguous), path in groups.items():
            style = Qt.PenStyle.DashLine if is_ambiguous else Qt.PenStyle.SolidLine
            width = 3 if is_ambiguous else 2
            self._paths.append((path, QPen(self.colors.get(label, _PLAIN), width, style)))
        self.update()

    def _is_ambiguous(self, tile: PreviewTile) -> bool:
        gap = self.ambiguous_below
        return gap is not None and tile.second_gap is not None and tile.second_gap <= gap

    def tile_at(self, point: QgsPointXY) -> PreviewTile | None:
        """The tile under a point in map units; of several that overlap, the last drawn."""
        place = QPointF(point.x(), point.y())
        for tile in reversed(self.tiles):
            if tile.outline.boundingRect().contains(place) and tile.outline.containsPoint(
                place, Qt.FillRule.OddEvenFill
            ):
                return tile
        return None

    def tiles_in(self, rectangle: QRectF) -> list[PreviewTile]:
        """Tiles whose centre lies in a rectangle in map units."""
        return [t for t in self.tiles if rectangle.contains(t.centre)]

    def boundingRect(self) -> QRectF:
        return QRectF(0, 0, self._canvas.width(), self._canvas.height())

    def updatePosition(self) -> None:
        self.setPos(0, 0)
        self.prepareGeometryChange()

    def paint(self, painter, option, widget) -> None:
        if not self._paths:
            return
        to_pixels = self._canvas.getCoordinateTransform()
        centre = self._canvas.center()
        # While the user drags the map, QGIS moves items without telling a new extent.
        moved = self.toCanvasCoordinates(centre)
        resting = to_pixels.transform(centre)
        painter.save()
        painter.translate(moved.x() - resting.x(), moved.y() - resting.y())
        painter.setTransform(to_pixels.transform(), True)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        for path, pen in self._paths:
            halo = QPen(_HALO, pen.widthF() + 1.5)
            for each in (halo, pen):
                each.setCosmetic(True)
                painter.setPen(each)
                painter.drawPath(path)
        painter.restore()


def read_tiles(layer: QgsVectorLayer, canvas: QgsMapCanvas, is_rejected: bool):
    """Tiles of a layer with their outlines in the map's coordinate system."""
    to_map = QgsCoordinateTransform(
        layer.crs(), canvas.mapSettings().destinationCrs(), QgsProject.instance()
    )
    find = layer.fields().lookupField
    name_at, label_at, reason_at = find("tile_id"), find("label"), find("reason")
    first_at, second_at = find("label_pct"), find("second_pct")
    for feature in layer.getFeatures():
        geometry = feature.geometry()
        try:
            geometry.transform(to_map)
        except QgsCsException:
            continue
        outline = geometry.asQPolygonF()
        values = feature.attributes()
        first = values[first_at] if first_at >= 0 else None
        second = values[second_at] if second_at >= 0 else None
        are_numbers = isinstance(first, float) and isinstance(second, float)
        yield PreviewTile(
            values[name_at],
            (values[label_at] or None) if label_at >= 0 else None,
            (values[reason_at] or "") if is_rejected else None,
            outline,
            outline.boundingRect().center(),
            first - second if are_numbers else None,
        )
