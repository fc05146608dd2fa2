"""The pictures of a tile: side by side, or one above the other in a narrow dock."""

from __future__ import annotations

from qgis.PyQt.QtWidgets import QBoxLayout, QWidget

from ...core.preview.pictures import TilePictures
from .tile_view import CaptionedPicture

# Narrower ones are too small side by side.
_LEAST = 168


class TilePair(QWidget):
    """As stored, as exported with mask and objects, and the second image if there is one."""

    def __init__(self) -> None:
        super().__init__()
        self._body = QBoxLayout(QBoxLayout.Direction.TopToBottom, self)
        self._body.setContentsMargins(0, 0, 0, 0)
        self._body.setSpacing(4)
        self.stored = CaptionedPicture("sampleStored", self.tr("as stored"))
        self.written = CaptionedPicture("sampleWritten", self.tr("as exported"))
        self.second = CaptionedPicture("sampleSecond", self.tr("second image, as exported"))
        self._parts = (self.stored, self.written, self.second)
        for part in self._parts:
            self._body.addWidget(part, 1)
        self.second.hide()

    def show_tile(self, shown: TilePictures) -> None:
        """Show a tile."""
        self.stored.picture.show_tile(shown.stored)
        self.written.picture.show_tile(shown.written, shown.mask, list(shown.outlines))
        if shown.second is not None:
            self.second.picture.show_tile(shown.second)
        self.second.setVisible(shown.second is not None)
        self._turn()

    def clear(self) -> None:
        """Show no tile."""
        for part in self._parts:
            part.picture.clear()

    def set_overlay(self, mask_share: float, has_objects: bool) -> None:
        """How strongly the mask is drawn, 0 to 1, and whether objects are."""
        picture = self.written.picture
        picture.mask_share, picture.has_objects = mask_share, has_objects
        picture.update()

    def resizeEvent(self, event) -> None:
        self._turn()
        super().resizeEvent(event)

    def _turn(self) -> None:
        count = sum(not part.isHidden() for part in self._parts)
        is_wide = self.width() >= _LEAST * count + self._body.spacing() * (count - 1)
        way = QBoxLayout.Direction.LeftToRight if is_wide else QBoxLayout.Direction.TopToBottom
        if way != self._body.direction():
            self._body.setDirection(way)
