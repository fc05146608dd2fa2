"""What the dock shows before there is an image: the ways to one."""

from __future__ import annotations

from collections.abc import Sequence

from qgis.PyQt.QtCore import QSize, pyqtSignal
from qgis.PyQt.QtGui import QIcon
from qgis.PyQt.QtWidgets import (
    QAction,
    QHBoxLayout,
    QProgressBar,
    QPushButton,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from ..widgets.note import Note

_ICON = 24
_AROUND_TEXT = 12
_ABOVE_BUTTON = 10


class _Choice(QPushButton):
    """A button that goes without its icon where there is no room for it, as in large letters."""

    def __init__(self, icon: QIcon, text: str) -> None:
        super().__init__(icon, text)
        self._own = icon
        self.setIconSize(QSize(_ICON, _ICON))
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)

    def _needed(self) -> int:
        return self.fontMetrics().horizontalAdvance(self.text()) + _AROUND_TEXT

    def minimumSizeHint(self) -> QSize:
        return QSize(self._needed(), super().minimumSizeHint().height())

    def resizeEvent(self, event) -> None:
        has_room = event.size().width() >= self._needed() + 2 * _ICON
        if has_room == self.icon().isNull():
            self.setIcon(self._own if has_room else QIcon())
        super().resizeEvent(event)


class StartPage(QWidget):
    """A button for each way to an image, with what it does below; and how far one has come.

    Signals: ``cancel_asked``.
    """

    cancel_asked = pyqtSignal()

    def __init__(self, actions: Sequence[QAction]) -> None:
        super().__init__()
        self.setObjectName("tilewrightStartPage")
        column = QVBoxLayout(self)
        column.setContentsMargins(6, 6, 6, 6)
        self._choices = QWidget()
        choices = QVBoxLayout(self._choices)
        choices.setContentsMargins(0, 0, 0, 0)
        choices.setSpacing(2)
        choices.addWidget(Note("startTitle", self.tr("Tiles of which image?")))
        self.buttons = [self._add_choice(choices, action) for action in actions]
        # What stands below a button would else move away from it where there is room.
        choices.addStretch(1)
        column.addWidget(self._choices)
        self.progress = self._make_progress()
        column.addWidget(self.progress)
        self.show_work("")

    @staticmethod
    def _add_choice(column: QVBoxLayout, action: QAction) -> QPushButton:
        button = _Choice(action.icon(), action.text())
        button.setObjectName(f"{action.objectName()}Button")
        button.setToolTip(action.toolTip())
        button.clicked.connect(lambda *_: action.trigger())
        column.addSpacing(_ABOVE_BUTTON)
        column.addWidget(button)
        column.addWidget(Note(f"{action.objectName()}Help", action.statusTip()))
        return button

    def _make_progress(self) -> QWidget:
        progress = QWidget()
        column = QVBoxLayout(progress)
        column.setContentsMargins(0, 0, 0, 0)
        self.work = Note("startWork")
        column.addWidget(self.work)
        row = QHBoxLayout()
        self.bar = QProgressBar()
        self.bar.setObjectName("startProgress")
        self.bar.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.cancel = QPushButton(self.tr("Cancel"))
        self.cancel.setObjectName("startCancel")
        self.cancel.setAccessibleName(self.tr("Cancel stacking"))
        self.cancel.clicked.connect(self.cancel_asked)
        row.addWidget(self.bar, 1)
        row.addWidget(self.cancel)
        column.addLayout(row)
        return progress

    def show_choices(self, visible: bool) -> None:
        """Offer the ways to an image, or not."""
        self._choices.setVisible(visible)
        self._show()

    def show_work(self, text: str) -> None:
        """Say what is being done, and that it can be cancelled; nothing when it is over."""
        self.work.say(text)
        self.bar.setValue(0)
        self.progress.setVisible(bool(text))
        for button in self.buttons:
            button.setEnabled(not text)
        self._show()

    def _show(self) -> None:
        self.setVisible(not (self._choices.isHidden() and self.progress.isHidden()))
