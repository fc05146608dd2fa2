"""Widgets side by side, where there is room."""

from __future__ import annotations

from qgis.PyQt.QtCore import QSize
from qgis.PyQt.QtWidgets import QBoxLayout, QLayout, QWidget


class NarrowRow(QWidget):
    """A row that becomes a column where it is too narrow, in large letters or a narrow dock."""

    def __init__(self) -> None:
        super().__init__()
        self._body = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._body.setContentsMargins(0, 0, 0, 0)
        # The row's own width would else be the least that the dock can have.
        self._body.setSizeConstraint(QLayout.SizeConstraint.SetNoConstraint)

    def add(self, widget: QWidget, stretch: int = 0) -> None:
        """Add a widget at the end."""
        self._body.addWidget(widget, stretch)

    def _widths(self) -> list[int]:
        return [self._body.itemAt(k).minimumSize().width() for k in range(self._body.count())]

    def resizeEvent(self, event) -> None:
        widths = self._widths()
        needed = sum(widths) + self._body.spacing() * (len(widths) - 1)
        fits = needed <= event.size().width()
        way = QBoxLayout.Direction.LeftToRight if fits else QBoxLayout.Direction.TopToBottom
        if way != self._body.direction():
            self._body.setDirection(way)
            self.updateGeometry()
        super().resizeEvent(event)

    def minimumSizeHint(self) -> QSize:
        return QSize(max(self._widths(), default=0), self._body.minimumSize().height())

    def sizeHint(self) -> QSize:
        return self._body.sizeHint()
