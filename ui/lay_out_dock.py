"""Where the dock's pages and its run panel stand."""

from __future__ import annotations

from collections.abc import Iterable

from qgis.PyQt.QtWidgets import QScrollArea, QVBoxLayout, QWidget


def lay_out(pages: Iterable[QWidget], panel: QWidget, growth: int) -> QWidget:
    """The pages one below the other, to scroll through, and the panel that always shows.

    Args:
        pages: from top to bottom.
        panel: below them.
        growth: by how many pixels the panel may grow upwards, which moves nothing of the pages:
            below the last one there is so much room.
    """
    inner = QWidget()
    column = QVBoxLayout(inner)
    column.setContentsMargins(4, 4, 4, 4)
    for page in pages:
        column.addWidget(page)
    column.addSpacing(growth)
    column.addStretch(1)
    area = QScrollArea()
    area.setWidgetResizable(True)
    area.setWidget(inner)
    whole = QWidget()
    body = QVBoxLayout(whole)
    body.setContentsMargins(0, 0, 0, 0)
    body.addWidget(area, 1)
    body.addWidget(panel)
    return whole
