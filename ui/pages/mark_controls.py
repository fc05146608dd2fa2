"""The buttons of a marking tool, with what it did and why it does nothing."""

from __future__ import annotations

import pathlib

from qgis.core import QgsApplication
from qgis.PyQt.QtWidgets import (
    QActionGroup,
    QFileDialog,
    QHBoxLayout,
    QInputDialog,
    QMenu,
    QPushButton,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from ..map.mark_tiles import TileMarking
from ..widgets.note import Note, NotePlace
from ..widgets.wrapped_button import WrappedButton

# Of a file that names tiles; a table of a million tiles is no list to mark.
_MOST_LETTERS = 20_000_000
_LINES = 2


class MarkControls(QWidget):
    """Use, Undo and Clear; below them a note on the marks, and a hint when nothing happens.

    Args:
        text: of the button that takes the tool.
        tip: what it does.
        name: of the widgets.
        place: where the note and the hint are said; None for a place of their own.
    """

    def __init__(self, text: str, tip: str, name: str, place: NotePlace | None = None) -> None:
        super().__init__()
        self._marking = None
        body = QVBoxLayout(self)
        body.setContentsMargins(0, 0, 0, 0)
        row = QHBoxLayout()
        body.addLayout(row)
        self.use = WrappedButton(text)
        self.use.setObjectName(name)
        self.use.setToolTip(tip)
        self.use.setCheckable(True)
        row.addWidget(self.use, 1)
        self.ways = QToolButton()
        self.ways.setIcon(QgsApplication.getThemeIcon("/mActionSelectPolygon.svg"))
        self.ways.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self.ways.setToolTip(self.tr("Ways to mark: by clicks, a polygon, or names of tiles."))
        self.ways.setAccessibleName(f"{text}: {self.tr('ways to mark')}")
        self.ways.setObjectName(f"ways{name[:1].upper()}{name[1:]}")
        self.ways.setMenu(self._make_menu())
        row.addWidget(self.ways)
        self.undo = self._make_button(
            "mActionUndo.svg",
            self.tr("Undo"),
            self.tr("Undo the last change of the marks; Ctrl+Z on the map does the same."),
        )
        self.clear = self._make_button(
            "mActionDeleteSelected.svg",
            self.tr("Clear"),
            self.tr("Remove all marks; Undo restores them."),
        )
        for button, what in ((self.undo, "undo"), (self.clear, "clear")):
            # There are several of each in the dock.
            button.setAccessibleName(f"{text}: {button.accessibleName()}")
            button.setObjectName(f"{what}{name[:1].upper()}{name[1:]}")
            row.addWidget(button)
        self.hint, self.note = Note(f"{name}Hint"), Note(f"{name}Note")
        if place is None:
            place = NotePlace(f"{name}Notes", _LINES)
            body.addWidget(place)
        for note in (self.hint, self.note):
            place.add(note)

    def _make_menu(self) -> QMenu:
        menu = QMenu(self)
        shapes = QActionGroup(menu)
        self.by_clicks = shapes.addAction(self.tr("Clicks, Drags and Rectangles"))
        self.by_polygon = shapes.addAction(self.tr("Polygon"))
        for action in shapes.actions():
            action.setCheckable(True)
            menu.addAction(action)
        self.by_clicks.setChecked(True)
        shapes.triggered.connect(self._choose_shape)
        menu.addSeparator()
        self.by_name = menu.addAction(self.tr("Tiles by Name…"), self._ask_names)
        self.by_file = menu.addAction(self.tr("Tiles Named in a File…"), self._ask_file)
        return menu

    def _choose_shape(self, *_args) -> None:
        self._marking.mark_by_polygon(self.by_polygon.isChecked())
        self.use.setChecked(True)

    def _ask_names(self) -> None:
        title = self.tr("Tiles by Name")
        label = self.tr("Names of tiles or of their files, such as r00012_c00034:")
        text, is_given = QInputDialog.getMultiLineText(self, title, label)
        if is_given:
            self._mark_named(text)

    def _ask_file(self) -> None:
        title = self.tr("Tiles Named in a File")
        kinds = self.tr("Texts and tables (*.csv *.txt);;All files (*)")
        path, _ = QFileDialog.getOpenFileName(self, title, "", kinds)
        if path:
            self.mark_file(path)

    def mark_file(self, path: str) -> None:
        """Mark the tiles that a text or a table names."""
        try:
            with pathlib.Path(path).open(encoding="utf-8", errors="replace") as file:
                text = file.read(_MOST_LETTERS + 1)
        except OSError as error:
            self.show_hint(str(error))
            return
        if len(text) > _MOST_LETTERS:
            self.show_hint(self.tr("{} is too long for a list of tiles.").format(path))
            return
        self._mark_named(text)

    def _mark_named(self, text: str) -> None:
        self.use.setChecked(True)
        self._marking.mark_named(text)

    @staticmethod
    def _make_button(icon: str, name: str, tip: str) -> QPushButton:
        """A button with a picture: three words beside each other do not fit into a narrow dock."""
        button = WrappedButton(QgsApplication.getThemeIcon(f"/{icon}"), "")
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

    def review(self) -> None:
        """Something that may have been wrong is otherwise now."""
        if self._marking is not None:
            self._marking.review()

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
