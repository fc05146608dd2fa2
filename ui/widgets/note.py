"""A line of text, or some, and room for it, so that nothing moves when it comes or goes."""

from __future__ import annotations

import html
import math
import re

from qgis.PyQt.QtCore import QEvent, Qt, pyqtSignal
from qgis.PyQt.QtWidgets import QFrame, QLabel, QScrollArea, QVBoxLayout, QWidget

# Long paths and names have no spaces to break at.
_BREAKS = re.compile(r"(?<=[/\\_])(?=\S)")
_GAP = 2
# What a dock of 300 pixels leaves for a place; and the part of a line that is not worth another.
_NARROW, _SLACK = 258, 0.1


class Note(QLabel):
    """Text that wraps and can be copied; without any there is no note.

    Signals: ``said``, when it says something else.
    """

    said = pyqtSignal()

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
        shown = _BREAKS.sub("\u200b", text)
        if shown == self.text() and self.isHidden() != bool(shown):
            return
        self.setText(shown)
        self.setVisible(bool(text))
        self._reserve()
        self.said.emit()

    def resizeEvent(self, event) -> None:
        super().resizeEvent(event)
        self._reserve()

    def _reserve(self) -> None:
        """Group boxes reckon with a little more width than they have, and would cut a line."""
        # Labels reckon with at least what was reserved before.
        self.setMinimumHeight(0)
        self.setMinimumHeight(self.heightForWidth(self.width()) if self.text() else 0)


class NotePlace(QScrollArea):
    """As high as some lines whatever its notes say; longer ones are scrolled, or read as a tip.

    Args:
        name: of the widget.
        lines: how many show at once in a dock of 300 pixels; wider ones need fewer.
        notes: from top to bottom.
        grows: whether it is only as high as its notes need, up to so many lines, because what
            moves then is above it, such as the upper edge of the dock's foot.
    """

    def __init__(self, name: str, lines: int, *notes: Note, grows: bool = False) -> None:
        super().__init__()
        self.setObjectName(name)
        self._lines, self._grows = lines, grows
        self._notes: list[Note] = []
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setWidgetResizable(True)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        inner = QWidget()
        self._column = QVBoxLayout(inner)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(_GAP)
        self._column.addStretch(1)
        self.setWidget(inner)
        for each in (self.viewport(), inner):
            each.setAutoFillBackground(False)
        # Keys scroll it where there is more than shows.
        self.verticalScrollBar().rangeChanged.connect(self._heed_range)
        for note in notes:
            self.add(note)
        self._fit()

    def add(self, note: Note) -> None:
        """A note below the others."""
        self._notes.append(note)
        self._column.insertWidget(self._column.count() - 1, note)
        note.said.connect(self._tell)
        self._tell()
        self._fit()

    def _tell(self) -> None:
        said = (note.text().replace("\u200b", "") for note in self._notes)
        texts = [html.escape(text) for text in said if text]
        self.setToolTip("".join(f"<p>{text}</p>" for text in texts).replace("\n", "<br>"))
        self.verticalScrollBar().setValue(0)
        if self._grows:
            self._fit()

    def _heed_range(self, _least: int, most: int) -> None:
        policy = Qt.FocusPolicy.TabFocus if most else Qt.FocusPolicy.NoFocus
        if policy != self.focusPolicy():
            self.setFocusPolicy(policy)
            # Whoever lays it out decides when Tab comes to it.
            self.updateGeometry()

    def changeEvent(self, event) -> None:
        super().changeEvent(event)
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.StyleChange):
            self._fit()

    def resizeEvent(self, event) -> None:
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self._fit()

    @property
    def most(self) -> int:
        """Its height when it is full."""
        return self._height_of(
            math.ceil(self._lines * _NARROW / max(_NARROW, self.width()) - _SLACK)
        )

    @property
    def greatest(self) -> int:
        """The same where it is as narrow as can be."""
        return self._height_of(self._lines)

    def _height_of(self, lines: int) -> int:
        # Themes give labels another font than what is around them.
        metrics = (self._notes[0] if self._notes else self).fontMetrics()
        return lines * metrics.lineSpacing() + 2 * _GAP

    def _fit(self) -> None:
        height = self.most
        if self._grows:
            shown = [note for note in self._notes if note.text()]
            needed = sum(note.heightForWidth(self.viewport().width()) + _GAP for note in shown)
            height = min(height, needed + _GAP if shown else 0)
        self.setFixedHeight(height)
