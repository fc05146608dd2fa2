"""What keeps the dataset from being made, and the frame around the field that it is about."""

from __future__ import annotations

from typing import NamedTuple

from qgis.PyQt.QtCore import QRect, Qt
from qgis.PyQt.QtWidgets import QFrame, QWidget

# So far around a field is its frame.
_FRAME = 2


class Problem(NamedTuple):
    """What keeps the dataset from being made.

    Attributes:
        widget: the field it is about.
        text: what is wrong, and what to do.
        is_hint: nothing is wrong; something is still to be said.
        is_of_folder: the settings are right, only the folder is taken.
    """

    widget: QWidget
    text: str
    is_hint: bool = False
    is_of_folder: bool = False

    @property
    def shown_text(self) -> str:
        """The text, with a sign when something is wrong, so that colour is not needed."""
        return self.text if self.is_hint else f"\u26a0 {self.text}"


class ProblemFrame(QFrame):
    """A frame around a field, which takes no room.

    Attributes:
        field: what it is around, or None.
    """

    def __init__(self, page: QWidget) -> None:
        super().__init__(page)
        self.setObjectName("problemFrame")
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setStyleSheet("QFrame#problemFrame { border: 2px solid #d55e00; background: none; }")
        self.field: QWidget | None = None
        self.hide()

    def surround(self, field: QWidget | None) -> None:
        """Frame a field of the page, or none."""
        self.field = field
        self.place()

    def place(self) -> None:
        """Follow the field, wherever it is now."""
        page, field = self.parentWidget(), self.field
        is_there = field is not None and page.isAncestorOf(field) and field.isVisibleTo(page)
        self.setVisible(is_there)
        if is_there:
            corner = field.mapTo(page, field.rect().topLeft())
            self.setGeometry(QRect(corner, field.size()).adjusted(-_FRAME, -_FRAME, _FRAME, _FRAME))
            self.raise_()
