"""Buttons and boxes that break their text where there is no room for it in one line, and keys."""

from __future__ import annotations

from collections.abc import Callable

from qgis.core import QgsApplication
from qgis.PyQt.QtCore import QEvent, QSize, Qt
from qgis.PyQt.QtGui import QKeySequence
from qgis.PyQt.QtWidgets import (
    QAction,
    QCheckBox,
    QLayoutItem,
    QPushButton,
    QSizePolicy,
    QStyle,
    QStyleOptionButton,
    QStylePainter,
    QWidget,
)


def break_text(text: str, measure: Callable[[str], int], room: int) -> list[str]:
    """The lines of a text that is broken between words.

    Args:
        text: of one line.
        measure: pixels that a text is wide.
        room: pixels of a line; a word that is wider has one to itself.
    """
    found = [""]
    for word in text.split():
        longer = f"{found[-1]} {word}".strip()
        if found[-1] and measure(longer) > room:
            found.append(word)
        else:
            found[-1] = longer
    return found


class _Wrapped:
    """What both have in common; mixed into a button of Qt, which alone would cut its text."""

    _CONTROL = QStyle.ControlElement.CE_PushButton

    def __init__(self, text: str = "", parent: QWidget | None = None) -> None:
        super().__init__(text, parent)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)

    def setText(self, text: str) -> None:
        super().setText(text)
        self._reserve()

    def minimumSizeHint(self) -> QSize:
        """As narrow as its longest word."""
        words = self.text().split() or [""]
        widest = max(map(self.fontMetrics().horizontalAdvance, words))
        whole = super().sizeHint()
        return QSize(min(whole.width(), self._beside() + widest), whole.height())

    def lines(self) -> list[str]:
        """The text as it is broken at this width."""
        room = self.width() - self._beside()
        return break_text(self.text(), self.fontMetrics().horizontalAdvance, room)

    def _beside(self) -> int:
        """Pixels across that are not text."""
        flags = Qt.TextFlag.TextShowMnemonic
        return super().sizeHint().width() - self.fontMetrics().size(flags, self.text()).width()

    def _reserve(self) -> None:
        """Layouts ask for the height before they know the width."""
        more = (len(self.lines()) - 1) * self.fontMetrics().lineSpacing()
        self.setMinimumHeight(super().sizeHint().height() + more if more else 0)

    def resizeEvent(self, event) -> None:
        super().resizeEvent(event)
        self._reserve()

    def changeEvent(self, event) -> None:
        super().changeEvent(event)
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.StyleChange):
            self._reserve()

    def paintEvent(self, event) -> None:
        painter, option = QStylePainter(self), QStyleOptionButton()
        self.initStyleOption(option)
        option.text = "\n".join(self.lines())
        painter.drawControl(self._CONTROL, option)
        painter.end()


class WrappedButton(_Wrapped, QPushButton):
    """A button whose text may take several lines."""


class WrappedCheckBox(_Wrapped, QCheckBox):
    """The same of a box that is ticked."""

    _CONTROL = QStyle.ControlElement.CE_CheckBox


def keep_whole(widget: QWidget | None, is_kept: bool) -> None:
    """Let a text stand in one line, where layouts would else share out the room evenly."""
    if isinstance(widget, _Wrapped):
        widget.setMinimumWidth(widget.sizeHint().width() if is_kept else 0)


def least_width(item: QLayoutItem) -> int:
    """Pixels that a widget of a row cannot do without, whatever it is kept to."""
    widget = item.widget()
    hint = widget.minimumSizeHint() if isinstance(widget, _Wrapped) else item.minimumSize()
    return hint.width()


def wanted_width(widget: QWidget | None, least: int) -> int:
    """Pixels that a widget wants beside others: those of its whole text where it could break it."""
    return widget.sizeHint().width() if isinstance(widget, _Wrapped) else least


def make_button(
    name: str, text: str, tip: str, act: Callable[[], object] | None = None, icon: str = ""
) -> QPushButton:
    """A button with a text, or with one of QGIS's icons, whose tip is read out then.

    Args:
        name: of the widget.
        text: empty for an icon alone.
        tip: what it does.
        act: is called when it is pressed.
        icon: name of the icon.
    """
    button = WrappedButton(text)
    button.setObjectName(name)
    button.setToolTip(tip)
    if act is not None:
        button.clicked.connect(lambda *_: act())
    if icon:
        button.setIcon(QgsApplication.getThemeIcon(f"/{icon}.svg"))
        button.setAccessibleName(tip)
    return button


def give_key(button: QPushButton, key: str, panel: QWidget) -> None:
    """Let a key press a button, while the focus is in a panel and nobody types there."""
    action = QAction(panel)
    action.setShortcut(QKeySequence(key))
    action.setShortcutContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
    action.triggered.connect(lambda *_: button.click())
    panel.addAction(action)
