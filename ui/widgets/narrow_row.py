"""Widgets side by side where there is room, and the way of Tab through them."""

from __future__ import annotations

from qgis.PyQt.QtCore import QPoint, QSize, Qt
from qgis.PyQt.QtWidgets import QBoxLayout, QLayout, QLayoutItem, QWidget

from .wrapped_button import keep_whole, least_width, wanted_width

# Widgets of one row differ in height, and so in where their middles are.
_ROW = 10


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

    def _items(self) -> list[QLayoutItem]:
        items = (self._body.itemAt(k) for k in range(self._body.count()))
        return [item for item in items if not item.isEmpty()]

    def resizeEvent(self, event) -> None:
        widths = [wanted_width(i.widget(), i.minimumSize().width()) for i in self._items()]
        needed = sum(widths) + self._body.spacing() * (len(widths) - 1)
        fits = needed <= event.size().width()
        for item in self._items():
            keep_whole(item.widget(), fits)
        way = QBoxLayout.Direction.LeftToRight if fits else QBoxLayout.Direction.TopToBottom
        if way != self._body.direction():
            self._body.setDirection(way)
            self.updateGeometry()
        super().resizeEvent(event)

    def minimumSizeHint(self) -> QSize:
        widths = list(map(least_width, self._items()))
        return QSize(max(widths, default=0), self._body.minimumSize().height())

    def sizeHint(self) -> QSize:
        return self._body.sizeHint()


def order_tabs(page: QWidget, before: list[QWidget]) -> list[QWidget]:
    """Let Tab go through what a page shows row by row, whatever came and went in it.

    Args:
        page: holds the fields.
        before: the order that was set last; where it still holds, nothing is done.

    Returns:
        The order.
    """
    shown = [
        (widget.mapTo(page, QPoint(0, widget.height() // 2)), widget)
        for widget in page.findChildren(QWidget)
        if widget.focusPolicy() & Qt.FocusPolicy.TabFocus
        and widget.focusProxy() is None
        and widget.isVisibleTo(page)
    ]
    shown.sort(key=lambda each: each[0].y())
    rows: list[list] = []
    for place, widget in shown:
        if not rows or place.y() - rows[-1][-1][0].y() > _ROW:
            rows.append([])
        rows[-1].append((place, widget))
    order = [widget for row in rows for _, widget in sorted(row, key=lambda each: each[0].x())]
    if order != before:
        for one, other in zip(order, order[1:]):
            QWidget.setTabOrder(one, other)
    return order
