"""The buttons of a marking tool, with what it did and why it does nothing."""

from __future__ import annotations

from qgis.PyQt.QtCore import Qt
from qgis.PyQt.QtWidgets import QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from .mark_tiles import TileMarking


class MarkControls(QWidget):
    """Use, Undo and Clear; below them a note on the marks, and a hint when nothing happens."""

    def __init__(self, text: str, tip: str, name: str) -> None:
        super().__init__()
        self._marking = None
        body = QVBoxLayout(self)
        body.setContentsMargins(0, 0, 0, 0)
        row = QHBoxLayout()
        body.addLayout(row)
        self.use = self._make_button(row, text, tip, name, 1)
        self.use.setCheckable(True)
        self.undo = self._make_button(
            row,
            self.tr("Undo"),
            self.tr("Take the last change of the marks back; Ctrl+Z on the map does the same."),
            f"undo{name[:1].upper()}{name[1:]}",
        )
        self.clear = self._make_button(
            row,
            self.tr("Clear"),
            self.tr("Take all marks away; Undo brings them back."),
            f"clear{name[:1].upper()}{name[1:]}",
        )
        for button in (self.undo, self.clear):
            # There are several of each in the dock.
            button.setAccessibleName(f"{text}: {button.text()}")
        self.hint = self._make_note(body, f"{name}Hint")
        self.note = self._make_note(body, f"{name}Note")

    @staticmethod
    def _make_button(row: QHBoxLayout, text: str, tip: str, name: str, stretch: int = 0):
        button = QPushButton(text)
        button.setObjectName(name)
        button.setToolTip(tip)
        # Else three words do not fit beside each other into a narrow dock.
        button.setMinimumWidth(button.fontMetrics().horizontalAdvance(text) + 14)
        row.addWidget(button, stretch)
        return button

    @staticmethod
    def _make_note(body: QVBoxLayout, name: str) -> QLabel:
        note = QLabel()
        note.setObjectName(name)
        note.setWordWrap(True)
        note.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        note.hide()
        body.addWidget(note)
        return note

    def bind(self, marking: TileMarking) -> None:
        """Make the buttons work on marks, and follow them."""
        self._marking = marking
        self.use.toggled.connect(marking.use)
        marking.used.connect(self.use.setChecked)
        marking.refused.connect(self.show_hint)
        marking.marks.changed.connect(self._enable)
        for button, action in ((self.undo, marking.marks.undo), (self.clear, marking.marks.clear)):
            button.clicked.connect(action)
            button.clicked.connect(marking.focus_map)
        self._enable()

    def _enable(self) -> None:
        self.undo.setEnabled(self._marking.marks.can_undo)
        self.clear.setEnabled(len(self._marking.marks) > 0)

    def show_hint(self, text: str) -> None:
        """Why nothing happens; empty when all is well."""
        self.hint.setText(f"\u26a0 {text}" if text else "")
        self.hint.setVisible(bool(text))

    def show_note(self, text: str) -> None:
        """How many tiles are marked, and which marks do not count here."""
        lines = [text] if text else []
        away = self._marking.count_elsewhere()
        if away:
            sentence = self.tr("Marks on no tile of this image: {}. They are kept.")
            lines.append(sentence.format(away))
        self.note.setText("\n".join(lines))
        self.note.setVisible(bool(lines))

    @property
    def marking(self) -> TileMarking | None:
        """The marks that the buttons work on."""
        return self._marking
