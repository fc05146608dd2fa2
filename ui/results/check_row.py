"""The dock's row for a check: what is checked, the verdict, and a button."""

from __future__ import annotations

from qgis.PyQt.QtCore import Qt, pyqtSignal
from qgis.PyQt.QtWidgets import QHBoxLayout, QWidget

from ..widgets.note import Note
from ..widgets.wrapped_button import WrappedButton


class CheckRow(QWidget):
    """A sentence and one button, which checks, cancels, or opens the report.

    Args:
        name: of the button.
        title: what is checked.
        tip: what that means.
        verb: of the button that checks.
        shown: what it says once there is a report.

    Signals: ``check_asked``, ``cancel_asked``, ``report_asked``.
    """

    check_asked = pyqtSignal()
    cancel_asked = pyqtSignal()
    report_asked = pyqtSignal()

    def __init__(self, name: str, title: str, tip: str, verb: str = "", shown: str = "") -> None:
        super().__init__()
        self._title, self._verb, self._shown = title, verb or self.tr("Check"), shown
        self._asked = self.check_asked
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        self.note = Note(f"{name}Verdict")
        self.note.setToolTip(tip)
        self.button = WrappedButton()
        self.button.setObjectName(name)
        self.button.setToolTip(tip)
        self.button.clicked.connect(lambda *_: self._asked.emit())
        row.addWidget(self.note, 1)
        row.addWidget(self.button, 0, Qt.AlignmentFlag.AlignVCenter)
        self.show_state("", False, 0, False)

    def show_state(self, verdict: str, is_busy: bool, percent: int, has_report: bool) -> None:
        """Show what is known, and what the button does now."""
        text, self._asked = self._verb, self.check_asked
        if is_busy:
            verdict = self.tr("{} %").format(percent)
            text, self._asked = self.tr("Cancel"), self.cancel_asked
        elif has_report:
            text, self._asked = self._shown, self.report_asked
        self.button.setText(text)
        self.button.setAccessibleName(f"{self._title}: {text}")
        self.note.say(f"{self._title}: {verdict or self.tr('not checked yet')}")
