"""A line of text, or some."""

from __future__ import annotations

import re

from qgis.PyQt.QtCore import Qt
from qgis.PyQt.QtWidgets import QLabel

# Long paths and names have no spaces to break at.
_BREAKS = re.compile(r"(?<=[/\\_])(?=\S)")


class Note(QLabel):
    """Text that wraps and can be copied; without any there is no note."""

    def __init__(self, name: str, text: str = "") -> None:
        super().__init__()
        self.setObjectName(name)
        # Names of classes and files may look like markup.
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setWordWrap(True)
        self.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.say(text)

    def say(self, text: str) -> None:
        """Show a text, or nothing."""
        self.setText(_BREAKS.sub("\u200b", text))
        self.setVisible(bool(text))
        self._reserve()

    def resizeEvent(self, event) -> None:
        super().resizeEvent(event)
        self._reserve()

    def _reserve(self) -> None:
        """Group boxes reckon with a little more width than they have, and would cut a line."""
        # Labels reckon with at least what was reserved before.
        self.setMinimumHeight(0)
        self.setMinimumHeight(self.heightForWidth(self.width()) if self.text() else 0)
