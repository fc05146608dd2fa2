"""Where the dock's pages and its run panel stand."""

from __future__ import annotations

from collections.abc import Iterable

from qgis.PyQt.QtCore import QEvent
from qgis.PyQt.QtWidgets import QScrollArea, QVBoxLayout, QWidget

from .run.run_panel import RunPanel


def lay_out(pages: Iterable[QWidget], panel: RunPanel) -> QWidget:
    """The pages one below the other, to scroll through, and the panel that always shows.

    What the panel says comes and goes over the lower end of the pages, so that nothing moves; below
    the last page there is room for it.
    """
    inner = QWidget()
    column = QVBoxLayout(inner)
    column.setContentsMargins(4, 4, 4, 4)
    for page in pages:
        column.addWidget(page)
    column.addSpacing(panel.most_said)
    column.addStretch(1)
    area = QScrollArea()
    area.setWidgetResizable(True)
    area.setWidget(inner)
    return _Whole(area, panel)


class _Whole(QWidget):
    """Pages and panel, and what the panel says above its upper edge."""

    def __init__(self, area: QScrollArea, panel: RunPanel) -> None:
        super().__init__()
        body = QVBoxLayout(self)
        body.setContentsMargins(0, 0, 0, 0)
        body.setSpacing(0)
        body.addWidget(area, 1)
        body.addWidget(panel)
        self._panel = panel
        panel.said.setParent(self)
        for each in (panel, panel.said):
            each.installEventFilter(self)

    def eventFilter(self, watched, event) -> bool:
        kinds = QEvent.Type.LayoutRequest, QEvent.Type.Move, QEvent.Type.Resize, QEvent.Type.Show
        if event.type() in kinds:
            self._place()
        return super().eventFilter(watched, event)

    def _place(self) -> None:
        said = self._panel.said
        said.setFixedWidth(self.width())
        said.layout().activate()
        height = said.layout().sizeHint().height()
        said.setGeometry(0, self._panel.y() - height, self.width(), height)
        said.raise_()
