"""A button a class, however many classes there are and however long their names."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from qgis.PyQt.QtCore import QSize, Qt
from qgis.PyQt.QtGui import QColor, QIcon, QPixmap
from qgis.PyQt.QtWidgets import (
    QFrame,
    QPushButton,
    QScrollArea,
    QStyle,
    QStyleOptionButton,
    QStylePainter,
    QVBoxLayout,
    QWidget,
)

from ...core.classes.colors import Color

_SWATCH = 12
# Room beside icon and text, and what a button is never narrower than, in pixels.
_MARGIN, _NARROWEST = 24, 80
_ROWS = 2


class ClassButton(QPushButton):
    """A button whose text is cut with an ellipsis where there is no room for it."""

    def shown_text(self) -> str:
        """As much of the text as there is room for."""
        room = self.width() - self.iconSize().width() - _MARGIN
        whole = self.text().replace("&&", "&")
        cut = self.fontMetrics().elidedText(whole, Qt.TextElideMode.ElideRight, room)
        return cut.replace("&", "&&")

    def minimumSizeHint(self) -> QSize:
        return QSize(_NARROWEST, super().minimumSizeHint().height())

    def paintEvent(self, event) -> None:
        option = QStyleOptionButton()
        self.initStyleOption(option)
        option.text = self.shown_text()
        QStylePainter(self).drawControl(QStyle.ControlElement.CE_PushButton, option)


class ClassButtons(QScrollArea):
    """The buttons in a column that scrolls."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("interpretClasses")
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        inner = QWidget()
        self._column = QVBoxLayout(inner)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.addStretch(1)
        self.setWidget(inner)

    def add(self, text: str, name: str, color: Iterable[int] | Color, work: Callable[[], None]):
        """Add a button at the end; returns it."""
        button = ClassButton(text.replace("&", "&&"))
        button.setToolTip(name)
        button.setIcon(_swatch(QColor(*color)))
        button.setCheckable(True)
        # The map keeps the focus, and with it the keys.
        button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        button.clicked.connect(lambda _checked=False: work())
        self._column.insertWidget(self._column.count() - 1, button)
        return button

    def minimumSizeHint(self) -> QSize:
        height = self.fontMetrics().height() + 12
        return QSize(_NARROWEST, _ROWS * height)

    def sizeHint(self) -> QSize:
        return QSize(super().sizeHint().width(), self.widget().sizeHint().height() + 2)

    def take(self, button: QPushButton) -> None:
        """Take a button away."""
        self._column.removeWidget(button)
        button.deleteLater()


def _swatch(color: QColor) -> QIcon:
    pixels = QPixmap(_SWATCH, _SWATCH)
    pixels.fill(color)
    return QIcon(pixels)
