"""A list to choose from, in a dock that scrolls."""

from __future__ import annotations

from qgis.PyQt.QtCore import Qt
from qgis.PyQt.QtWidgets import QComboBox


class CalmList(QComboBox):
    """As narrow as it has to be, and deaf to the wheel until it is asked.

    The wheel that scrolls the dock would else change what is chosen on its way.
    """

    def __init__(self, name: str, letters: int = 6) -> None:
        super().__init__()
        self.setObjectName(name)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.setMinimumContentsLength(letters)

    def wheelEvent(self, event) -> None:
        if self.hasFocus():
            super().wheelEvent(event)
        else:
            event.ignore()
