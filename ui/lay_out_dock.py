"""Where the dock's pages and its run panel stand."""

from __future__ import annotations

from qgis.PyQt.QtCore import QEvent, Qt
from qgis.PyQt.QtWidgets import QGridLayout, QLabel, QScrollArea, QVBoxLayout, QWidget


class DockBody(QWidget):
    """The pages one below the other, to scroll through, and the panel that always shows.

    What the panel says comes and goes over the lower end of the pages, so that nothing moves; below
    the last page there is room for it.
    """

    def __init__(self) -> None:
        super().__init__()
        inner = QWidget()
        self._column = QVBoxLayout(inner)
        self._column.setContentsMargins(4, 4, 4, 4)
        self._column.addStretch(1)
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setWidget(inner)
        self._rows = QGridLayout(self)
        self._rows.setContentsMargins(0, 0, 0, 0)
        self._rows.setSpacing(0)
        self._rows.setRowStretch(0, 1)
        self._rows.addWidget(area, 0, 0)
        self._cover: QLabel | None = None
        self._panel = None

    def add_page(self, page: QWidget) -> None:
        """One more page, below the others."""
        # Above the stretch, which keeps the pages at their own heights.
        self._column.insertWidget(self._column.count() - 1, page)
        self._raise_cover()

    def add_panel(self, panel) -> None:
        """The run panel (``RunPanel``), once all pages are there."""
        self._column.insertSpacing(self._column.count() - 1, panel.most_said)
        self._rows.addWidget(panel, 1, 0)
        self._panel = panel
        panel.said.setParent(self)
        for each in (panel, panel.said):
            each.installEventFilter(self)
        self._raise_cover()

    def cover(self, text: str) -> None:
        """Say something in the place of all pages, which nobody can see or click meanwhile."""
        self._cover = QLabel(text)
        self._cover.setObjectName("dockCover")
        self._cover.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._cover.setWordWrap(True)
        self._cover.setAutoFillBackground(True)
        self._rows.addWidget(self._cover, 0, 0, 2, 1)

    @property
    def is_covered(self) -> bool:
        """Whether ``cover`` is in the place of the pages."""
        return self._cover is not None

    def uncover(self) -> None:
        """Show the pages."""
        if self._cover is not None:
            self._cover.hide()
            self._cover.deleteLater()
            self._cover = None

    def _raise_cover(self) -> None:
        if self._cover is not None:
            self._cover.raise_()

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
        self._raise_cover()
