"""The two pictures of a tile: side by side, or one above the other in a narrow dock."""

from __future__ import annotations

from qgis.PyQt.QtWidgets import QBoxLayout, QWidget

from ...core.preview.pictures import TilePictures
from .tile_view import CaptionedPicture

# Narrower ones are too small side by side.
_SIDE_BY_SIDE = 340


class TilePair(QWidget):
    """As stored, and as exported with mask and objects."""

    def __init__(self) -> None:
        super().__init__()
        self._body = QBoxLayout(QBoxLayout.Direction.TopToBottom, self)
        self._body.setContentsMargins(0, 0, 0, 0)
        self._body.setSpacing(4)
        self.stored = CaptionedPicture("sampleStored", self.tr("as stored"))
        self.written = CaptionedPicture("sampleWritten", self.tr("as exported"))
        for part in (self.stored, self.written):
            self._body.addWidget(part, 1)

    def show_tile(self, shown: TilePictures) -> None:
        """Show a tile."""
        self.stored.picture.show_tile(shown.stored)
        self.written.picture.show_tile(shown.written, shown.mask, list(shown.outlines))

    def clear(self) -> None:
        """Show no tile."""
        for part in (self.stored, self.written):
            part.picture.clear()

    def set_overlay(self, mask_share: float, has_objects: bool) -> None:
        """How strongly the mask is drawn, 0 to 1, and whether objects are."""
        picture = self.written.picture
        picture.mask_share, picture.has_objects = mask_share, has_objects
        picture.update()

    def resizeEvent(self, event) -> None:
        is_wide = event.size().width() >= _SIDE_BY_SIDE
        way = QBoxLayout.Direction.LeftToRight if is_wide else QBoxLayout.Direction.TopToBottom
        if way != self._body.direction():
            self._body.setDirection(way)
        super().resizeEvent(event)
