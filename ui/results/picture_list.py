"""Pictures of tiles by class and split, to look at and to go to."""

from __future__ import annotations

from collections.abc import Sequence

from qgis.PyQt.QtCore import QEvent, QSize, Qt, pyqtSignal
from qgis.PyQt.QtGui import QIcon, QPalette, QPixmap
from qgis.PyQt.QtWidgets import QListWidget, QListWidgetItem

from ...core.page.gallery import GalleryTile, TileGroup

_SIDE = 66
_HEIGHT = 330
_TILE = Qt.ItemDataRole.UserRole


class PictureList(QListWidget):
    """A heading for each class and split, and some of its tiles below it.

    Signals: ``chosen`` (the GalleryTile that was clicked, or chosen with Enter).
    """

    chosen = pyqtSignal(object)

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("tilePictures")
        self.setAccessibleName(self.tr("Pictures of tiles by class and split"))
        self.setToolTip(self.tr("Click a picture: the map goes to its tile."))
        self.setViewMode(QListWidget.ViewMode.IconMode)
        self.setResizeMode(QListWidget.ResizeMode.Adjust)
        self.setMovement(QListWidget.Movement.Static)
        self.setIconSize(QSize(_SIDE, _SIDE))
        self.setSpacing(2)
        self.setUniformItemSizes(False)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QListWidget.ScrollMode.ScrollPerPixel)
        self.setMinimumWidth(_SIDE + 40)
        self._headings: list[QListWidgetItem] = []
        self.itemClicked.connect(self._choose)
        # Of Enter; a click has said so already.
        self.itemActivated.connect(self._choose)
        self.hide()

    def show_groups(self, groups: Sequence[TileGroup]) -> None:
        """Show these tiles; without any the list vanishes."""
        self.clear()
        self._headings = []
        for group in groups:
            if group.tiles:
                self._add_heading(group)
            for tile in group.tiles:
                self._add_tile(tile)
        self.setVisible(bool(self._headings))
        self._fit()

    def _add_heading(self, group: TileGroup) -> None:
        words = " \u00b7 ".join(filter(None, (group.label, group.split)))
        pattern = self.tr("{}: {} tile") if group.count == 1 else self.tr("{}: {} tiles")
        text = pattern.format(words or self.tr("All"), group.count)
        item = QListWidgetItem(text)
        item.setFlags(Qt.ItemFlag.NoItemFlags)
        item.setForeground(self.palette().brush(QPalette.ColorRole.Text))
        font = self.font()
        font.setBold(True)
        item.setFont(font)
        item.setTextAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        item.setToolTip(text)
        self._headings.append(item)
        self.addItem(item)

    def _add_tile(self, tile: GalleryTile) -> None:
        item = QListWidgetItem()
        picture = QPixmap()
        picture.loadFromData(tile.jpeg)
        if picture.isNull():
            item.setText("?")
        else:
            item.setIcon(QIcon(picture))
        words = " \u00b7 ".join(filter(None, (tile.label, tile.split)))
        name = f"{tile.tile_id}\n{words}\n{tile.file}" if words else f"{tile.tile_id}\n{tile.file}"
        item.setToolTip(name)
        item.setData(Qt.ItemDataRole.AccessibleTextRole, f"{tile.tile_id} {words}")
        item.setData(_TILE, tile)
        item.setSizeHint(QSize(_SIDE + 6, _SIDE + 6))
        self.addItem(item)

    def tiles(self) -> list[GalleryTile]:
        """Those on show, in order."""
        data = (self.item(k).data(_TILE) for k in range(self.count()))
        return [tile for tile in data if tile is not None]

    def choose(self, tile_id: str) -> None:
        """As a click on that tile's picture."""
        for k in range(self.count()):
            tile = self.item(k).data(_TILE)
            if tile is not None and tile.tile_id == tile_id:
                self.setCurrentRow(k)
                self._choose(self.item(k))

    def _choose(self, item: QListWidgetItem) -> None:
        tile = item.data(_TILE)
        if tile is not None:
            self.chosen.emit(tile)

    def resizeEvent(self, event) -> None:
        super().resizeEvent(event)
        self._fit()

    def changeEvent(self, event) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange:
            for item in self._headings:
                item.setForeground(self.palette().brush(QPalette.ColorRole.Text))

    def _fit(self) -> None:
        """Headings take a line each, whatever the width; a few pictures need no scroll bar."""
        width = max(1, self.viewport().width() - 2 * self.spacing() - 2)
        height = self.fontMetrics().height() + 4
        for item in self._headings:
            if item.sizeHint() != QSize(width, height):
                item.setSizeHint(QSize(width, height))
        self.doItemsLayout()
        last = self.item(self.count() - 1)
        bottom = self.visualItemRect(last).bottom() + self.verticalOffset() if last else 0
        wanted = min(_HEIGHT, bottom + 2 * self.frameWidth() + 4)
        if wanted != self.height():
            self.setFixedHeight(max(_SIDE, wanted))
