"""The buttons of a marking tool, with what it did and why it does nothing."""

from __future__ import annotations

from qgis.core import QgsApplication
from qgis.PyQt.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from ..map.mark_tiles import TileMarking
from ..widgets.note import Note


class MarkControls(QWidget):
    """Use, Undo and Clear; below them a note on the marks, and a hint when nothing happens."""

    def __init__(self, text: str, tip: str, name: str) -> None:
        super().__init__()
        self._marking = None
        body = QVBoxLayout(self)
        body.setContentsMargins(0, 0, 0, 0)
        row = QHBoxLayout()
        body.addLayout(row)
        self.use = QPushButton(text)
        self.use.setObjectName(name)
        self.use.setToolTip(tip)
        self.use.setCheckable(True)
        row.addWidget(self.use, 1)
        self.undo = self._make_button(
            "mActionUndo.svg",
            self.tr("Undo"),
            self.tr("Take the last change of the marks back; Ctrl+Z on the map does the same."),
        )
        self.clear = self._make_button(
            "mActionDeleteSelected.svg",
            self.tr("Clear"),
            self.tr("Take all marks away; Undo brings them back."),
        )
        for button, what in ((self.undo, "undo"), (self.clear, "clear")):
            # There are several of each in the dock.
            button.setAccessibleName(f"{text}: {button.accessibleName()}")
            button.setObjectName(f"{what}{name[:1].upper()}{name[1:]}")
            row.addWidget(button)
        self.hint, self.note = Note(f"{name}Hint"), Note(f"{name}Note")
        body.addWidget(self.hint)
        body.addWidget(self.note)

    @staticmethod
    def _make_button(icon: str, name: str, tip: str) -> QPushButton:
        """A button with a picture: three words beside each other do not fit into a narrow dock."""
        button = QPushButton(QgsApplication.getThemeIcon(f"/{icon}"), "")
        button.setAccessibleName(name)
        button.setToolTip(f"{name}. {tip}")
        return button

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
        self.hint.say(f"\u26a0 {text}" if text else "")

    def show_note(self, text: str) -> None:
        """How many tiles are marked, and which marks do not count here."""
        lines = [text] if text else []
        away = self._marking.count_elsewhere()
        if away:
            sentence = self.tr("Marks on no tile of this image: {}. They are kept.")
            lines.append(sentence.format(away))
        self.note.say("\n".join(lines))

    @property
    def marking(self) -> TileMarking | None:
        """The marks that the buttons work on."""
        return self._marking
