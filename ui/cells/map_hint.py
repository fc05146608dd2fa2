"""What clicks on the map do while a tool is up, said on the map."""

from __future__ import annotations

from qgis.gui import QgsMapCanvas
from qgis.PyQt.QtCore import QEvent, Qt
from qgis.PyQt.QtWidgets import QLabel

_MARGIN = 8
_LOOK = """
QLabel#tilewrightMapHint {
    background: rgba(20, 20, 20, 210); color: white; border-radius: 4px; padding: 4px 8px;
}
"""


class MapHint(QLabel):
    """A line at the upper or lower edge of the map, through which the mouse goes."""

    def __init__(self, canvas: QgsMapCanvas, is_low: bool = False) -> None:
        super().__init__(canvas)
        self._is_low = is_low
        self._canvas = canvas
        self.setObjectName("tilewrightMapHint")
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setWordWrap(True)
        self.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setStyleSheet(_LOOK)
        self.hide()

    def say(self, text: str) -> None:
        """Show a text, or nothing."""
        self.setText(text)
        if bool(text) == self.isHidden():
            watch = self._canvas.installEventFilter if text else self._canvas.removeEventFilter
            watch(self)
        self.setVisible(bool(text))
        self._place()

    def eventFilter(self, watched, event) -> bool:
        if event.type() == QEvent.Type.Resize:
            self._place()
        return False

    def _place(self) -> None:
        room = max(1, self._canvas.width() - 2 * _MARGIN)
        self.ensurePolished()
        # The padding of the style is on both sides of the text.
        wanted = self.fontMetrics().horizontalAdvance(self.text()) + 4 * _MARGIN
        width = min(room, wanted)
        height = self.heightForWidth(width)
        self.resize(width, height)
        top = self._canvas.height() - height - _MARGIN if self._is_low else _MARGIN
        self.move((self._canvas.width() - width) // 2, top)
        self.raise_()
