"""The bands of tiles, chosen by their names."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from qgis.PyQt.QtCore import QEvent, Qt, pyqtSignal
from qgis.PyQt.QtWidgets import (
    QAbstractItemView,
    QComboBox,
    QHBoxLayout,
    QListWidget,
    QListWidgetItem,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from ...core.scenes.image_facts import ImageFacts
from ..widgets.note import Note

_COLORS = ("red", "green", "blue")
_ALL, _NATURAL, _CHOSEN = "all", "natural", "chosen"
_NUMBER = Qt.ItemDataRole.UserRole
# Rows on show at most; more are scrolled to.
_MOST_ROWS = 7


class BandField(QWidget):
    """All bands, those of natural colours, or some of a list in an order of its own.

    Pictures of images whose red, green and blue are known get these, until the user chooses.

    Signals: ``changed`` when the user does.

    Attributes:
        is_kept: whether what was loaded stays, for the image that it was loaded with.
    """

    changed = pyqtSignal()

    def __init__(self) -> None:
        super().__init__()
        self.is_kept = False
        self._text = self._proposed = ""
        self._names: Mapping[int, str] = {}
        self._natural = ""
        self._path: str | None = None
        self._is_listed = False
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        self.choice = QComboBox()
        self.choice.setObjectName("bandChoice")
        self.choice.setAccessibleName(self.tr("Bands"))
        for text, value in (
            (self.tr("all"), _ALL),
            (self.tr("natural colours"), _NATURAL),
            (self.tr("chosen from a list"), _CHOSEN),
        ):
            self.choice.addItem(text, value)
        column.addWidget(self.choice)
        self.note = Note("bandsNote")
        column.addWidget(self.note)
        self.list = QListWidget()
        self.list.setObjectName("bandList")
        self.list.setAccessibleName(self.tr("Bands, in the order in which they are written"))
        self.list.setToolTip(
            self.tr("Tick bands, and drag them into the order in which they are written.")
        )
        self.list.setDragDropMode(QAbstractItemView.DragDropMode.InternalMove)
        self.list.setTextElideMode(Qt.TextElideMode.ElideMiddle)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setMinimumWidth(100)
        column.addWidget(self.list)
        self._buttons = QWidget()
        row = QHBoxLayout(self._buttons)
        row.setContentsMargins(0, 0, 0, 0)
        self.up = self._add_button(row, self.tr("Move Band Up"), "bandUp", Qt.ArrowType.UpArrow, -1)
        self.down = self._add_button(
            row, self.tr("Move Band Down"), "bandDown", Qt.ArrowType.DownArrow, 1
        )
        row.addStretch(1)
        column.addWidget(self._buttons)
        self.choice.activated.connect(lambda *_: self._choose(self.choice.currentData()))
        self.list.itemChanged.connect(lambda *_: self._read_list())
        self.list.model().rowsMoved.connect(lambda *_: self._read_list())
        self.list.currentRowChanged.connect(lambda *_: self._enable())
        self._show()

    def _add_button(
        self, row: QHBoxLayout, text: str, name: str, arrow: Qt.ArrowType, step: int
    ) -> QToolButton:
        button = QToolButton()
        button.setText(text)
        button.setObjectName(name)
        button.setToolTip(text)
        button.setAccessibleName(text)
        button.setArrowType(arrow)
        button.clicked.connect(lambda *_: self._move(step))
        row.addWidget(button)
        return button

    def text(self) -> str:
        """Numbers of the bands, as BANDS takes them; empty for all."""
        return self._text

    def setText(self, text: str) -> None:
        """Show numbers of bands; tells nobody."""
        self._text = text.strip()
        self._is_listed = self._text not in ("", self._natural)
        self._show()

    @property
    def is_empty(self) -> bool:
        """Whether no band is ticked in the list."""
        return self._is_listed and not self._text

    def offer(self, facts: ImageFacts, is_picture: bool) -> bool:
        """Offer the bands of an image; returns whether others are chosen now.

        Args:
            facts: of the image.
            is_picture: whether tiles become pictures, which have colours.
        """
        path = facts.info.path
        if self.is_kept and self._path not in (None, path):
            self.is_kept, self._proposed = False, self._text
        self._path = path
        was_natural = bool(self._natural) and self._text == self._natural
        self._names = facts.band_names
        self._natural = "" if facts.natural is None else _join(facts.natural)
        before = self._text
        if was_natural and self._text == self._proposed and self._natural:
            self._text = self._proposed = self._natural
        self.propose(is_picture)
        self._is_listed = (self._is_listed or bool(self._text)) and self._text != self._natural
        self._show()
        return self._text != before

    def propose(self, is_picture: bool) -> None:
        """Choose natural colours for pictures, and all bands for else, unless the user has."""
        # Of three bands in this order, all is the same, and says so.
        is_same = self._natural == _join(self._names)
        proposal = self._natural if is_picture and not is_same else ""
        if not self.is_kept and not self._is_listed and self._text == self._proposed:
            self._text = proposal
            self._show()
        self._proposed = proposal

    def _choose(self, kind: str) -> None:
        self.is_kept, self._is_listed = False, kind == _CHOSEN
        if kind == _CHOSEN:
            self._text = self._text or _join(self._names)
        else:
            self._text = self._natural if kind == _NATURAL else ""
        self._show()
        self.changed.emit()

    def _show(self) -> None:
        kind = _CHOSEN if self._is_listed else _NATURAL if self._text else _ALL
        self.choice.setCurrentIndex(self.choice.findData(kind))
        entry = self.choice.model().item(self.choice.findData(_NATURAL))
        entry.setEnabled(bool(self._natural))
        self.note.say(self._describe_colors() if kind == _NATURAL else "")
        for widget in (self.list, self._buttons):
            widget.setVisible(self._is_listed)
        if self._is_listed:
            self._fill()

    def _describe_colors(self) -> str:
        bands = _split(self._text)
        if len(bands) != len(_COLORS):
            return ""
        # A band that is called after its colour tells more by its number.
        names = [
            self._number(band) if self._name(band).lower() == color else self._name(band)
            for band, color in zip(bands, _COLORS)
        ]
        return self.tr("red {}, green {}, blue {}").format(*names)

    def _number(self, band: int) -> str:
        return self.tr("band {}").format(band)

    def _name(self, band: int) -> str:
        return self._names.get(band) or self._number(band)

    def _fill(self) -> None:
        """The chosen bands in their order, then the others."""
        chosen = _split(self._text)
        rows = [*chosen, *(band for band in self._names if band not in chosen)]
        if rows == self._rows() and chosen == self._ticked():
            return
        blocked = self.list.blockSignals(True)
        self.list.clear()
        for place, band in enumerate(rows):
            name = self._names.get(band)
            item = QListWidgetItem(f"{band}: {name}" if name else self._name(band))
            item.setData(_NUMBER, band)
            # An item that takes drops would swallow the one that is dragged.
            item.setFlags(
                Qt.ItemFlag.ItemIsEnabled
                | Qt.ItemFlag.ItemIsSelectable
                | Qt.ItemFlag.ItemIsUserCheckable
                | Qt.ItemFlag.ItemIsDragEnabled
            )
            is_on = place < len(chosen)
            item.setCheckState(Qt.CheckState.Checked if is_on else Qt.CheckState.Unchecked)
            self.list.addItem(item)
        self.list.blockSignals(blocked)
        self._fit()
        self._enable()

    def _rows(self) -> list[int]:
        return [self.list.item(k).data(_NUMBER) for k in range(self.list.count())]

    def _ticked(self) -> list[int]:
        items = (self.list.item(k) for k in range(self.list.count()))
        on = Qt.CheckState.Checked
        return [item.data(_NUMBER) for item in items if item.checkState() == on]

    def _read_list(self) -> None:
        self._text = _join(self._ticked())
        self._enable()
        self.changed.emit()

    def _move(self, step: int) -> None:
        place = self.list.currentRow()
        goal = place + step
        if place >= 0 and 0 <= goal < self.list.count():
            blocked = self.list.blockSignals(True)
            item = self.list.takeItem(place)
            self.list.insertItem(goal, item)
            self.list.setCurrentRow(goal)
            self.list.blockSignals(blocked)
            self._read_list()

    def _enable(self) -> None:
        place = self.list.currentRow()
        self.up.setEnabled(place > 0)
        self.down.setEnabled(0 <= place < self.list.count() - 1)

    def changeEvent(self, event) -> None:
        super().changeEvent(event)
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.StyleChange):
            self._fit()

    def _fit(self) -> None:
        """As high as its rows, within reason."""
        line = self.list.sizeHintForRow(0) if self.list.count() else self.fontMetrics().height()
        rows = min(_MOST_ROWS, max(1, self.list.count()))
        self.list.setFixedHeight(max(1, line) * rows + 2 * self.list.frameWidth() + 2)


def _join(bands: Sequence[int]) -> str:
    return ",".join(str(band) for band in bands)


def _split(text: str) -> list[int]:
    """The numbers of a text; what is none is left out, as builddataset will say."""
    parts = (part.strip() for part in text.replace(";", ",").split(","))
    return [int(part) for part in parts if part.isdecimal()]
