"""Buttons of panels that go through tiles."""

from __future__ import annotations

from qgis.core import QgsApplication
from qgis.PyQt.QtCore import Qt
from qgis.PyQt.QtGui import QKeySequence
from qgis.PyQt.QtWidgets import QAction, QPushButton, QWidget

from .wrapped_button import WrappedButton


def make_button(name: str, text: str, tip: str, icon: str = "") -> QPushButton:
    """A button with a text, or with one of QGIS's icons, whose tip is read out then."""
    button = WrappedButton(text)
    button.setObjectName(name)
    button.setToolTip(tip)
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
