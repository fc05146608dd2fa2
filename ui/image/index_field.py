"""Indices that are computed of an image's bands, chosen by what they show."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from qgis.PyQt.QtCore import QEvent, Qt, pyqtSignal
from qgis.PyQt.QtGui import QPalette
from qgis.PyQt.QtWidgets import (
    QComboBox,
    QLineEdit,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from ...algorithms.base.words import put_into_words
from ...core.errors import ParameterError
from ...core.indices.meanings import parse_meanings
from ...core.indices.neighbourhood import find_index, index_of
from ...core.indices.request import IndexRequest, parse_indices
from ...core.indices.titles import GROUPS, MEANING_TITLES
from ...core.scenes.image_facts import ImageFacts
from ..widgets.note import Note
from .meaning_rows import MeaningRows

_NONE, _CHOSEN = "none", "chosen"
_NAME = Qt.ItemDataRole.UserRole
_ROWS = 8
_TITLES = {name: title for group in GROUPS for name, title in group.titles.items()}


class IndexField(QWidget):
    """No indices, or some of a list that can be searched, and what their bands are.

    Signals: ``changed`` when the user changes something.
    """

    changed = pyqtSignal()

    def __init__(self) -> None:
        super().__init__()
        self._names: list[str] = []
        self._rows: list[tuple[str, list[tuple[str, str]]]] = []
        self._is_listed = False
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        self.choice = QComboBox()
        self.choice.setObjectName("indexChoice")
        self.choice.setAccessibleName(self.tr("Indices"))
        self.choice.addItem(self.tr("none"), _NONE)
        self.choice.addItem(self.tr("chosen from a list"), _CHOSEN)
        self.search = QLineEdit()
        self.search.setObjectName("indexSearch")
        self.search.setClearButtonEnabled(True)
        self.search.setPlaceholderText(self.tr("Search: water, NDVI, …"))
        self.search.setAccessibleName(self.tr("Search indices"))
        self.search.setToolTip(
            self.tr(
                "Names, what indices show, and bands. NDVI_SD5 or NIR_MEAN3 add a texture: the "
                "standard deviation or the mean of so many by so many pixels around each."
            )
        )
        self.list = QTreeWidget()
        self.list.setObjectName("indexList")
        self.list.setAccessibleName(self.tr("Indices by what they show"))
        self.list.setHeaderHidden(True)
        self.list.setRootIsDecorated(False)
        self.list.setIndentation(8)
        self.list.setUniformRowHeights(True)
        self.list.setTextElideMode(Qt.TextElideMode.ElideRight)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setMinimumWidth(100)
        self.note = Note("indicesNote")
        self.bands = MeaningRows()
        self.of_first = Note("indicesOfFirst")
        self._are_several = False
        for widget in (self.choice, self.search, self.list, self.note, self.bands, self.of_first):
            column.addWidget(widget)
        self.choice.activated.connect(lambda *_: self._choose(self.choice.currentData()))
        self.search.textChanged.connect(self._fill)
        self.list.itemChanged.connect(self._tick)
        self.bands.changed.connect(self._tell)
        self._show()

    def text(self) -> str:
        """Names of the indices, as INDICES takes them; empty for none."""
        return ",".join(self._names) if self._is_listed else ""

    def meanings_text(self) -> str:
        """What the user says that bands are, as BAND_MEANINGS takes it."""
        return self.bands.text() if self.text() else ""

    def reflectance_text(self) -> str:
        """What makes reflectances of the numbers, as REFLECTANCE takes it."""
        return self.bands.reflectance.text().strip() if self.text() else ""

    def load(self, indices: str, meanings: str, reflectance: str) -> None:
        """Show what these texts say; tells nobody."""
        try:
            self._names = list(parse_indices(indices))
        except ParameterError:
            self._names = []
        try:
            given = parse_meanings(meanings)
        except ParameterError:
            given = {}
        self.bands.load(given, reflectance)
        self._is_listed = bool(self._names)
        self.search.clear()
        self._show()

    def tell_scenes(self, are_several: bool) -> None:
        """Say whose bands these are, where there are several images."""
        self._are_several = are_several
        self._say_whose()

    def _say_whose(self) -> None:
        text = self.tr(
            "These are bands of the first image. Those of the others are matched with them by "
            "name, wavelength or number."
        )
        self.of_first.say(text if self._are_several and self._is_listed else "")

    def offer(self, facts: ImageFacts, meanings: Mapping[str, int]) -> None:
        """Take note of an image's bands, and of what is known of each."""
        self.bands.offer(facts, meanings)
        self._show()

    def find_problem(self) -> tuple[QWidget, str] | None:
        """A field that is wrong, and what is wrong with it."""
        if not self._is_listed:
            return None
        if not self._names:
            return self.choice, self.tr("Tick at least one index, or choose none.")
        for name in self._names:
            missing = self.bands.missing(index_of(name).bands)
            if missing:
                text = self.tr(
                    "{} needs a band that the image does not identify: {}. Choose that band "
                    "below the list of indices."
                )
                return self.bands.boxes[missing[0]], text.format(name, _join(missing))
        return None

    def _choose(self, kind: str) -> None:
        self._is_listed = kind == _CHOSEN
        self._show()
        self.changed.emit()

    def _tell(self) -> None:
        self._show()
        self.changed.emit()

    def _show(self) -> None:
        kind = _CHOSEN if self._is_listed else _NONE
        self.choice.setCurrentIndex(self.choice.findData(kind))
        for widget in (self.search, self.list):
            widget.setVisible(self._is_listed)
        text = self.text()
        self.note.say(self.tr("Chosen: {}").format(text.replace(",", ", ")) if text else "")
        names = self._names if self._is_listed else ()
        is_scaled = not all(index_of(name).is_ratio for name in names)
        self.bands.show_needed(IndexRequest(tuple(names)).needed, is_scaled)
        self._say_whose()
        if self._is_listed:
            self._fill()

    def _fill(self, *_args) -> None:
        """List what the search finds; a texture is offered once it is spelt out, or chosen."""
        rows = list(self._find())
        blocked = self.list.blockSignals(True)
        # Not while one of them is being ticked, which would vanish under it.
        if rows != self._rows:
            self._rows = rows
            self._build()
        for item in self._items():
            self._describe(item)
        self.list.blockSignals(blocked)
        self._fit()

    def _find(self) -> Iterator[tuple[str, list[tuple[str, str]]]]:
        """Titles of groups with names and words of their indices that are searched for."""
        wanted = self.search.text().strip()
        for group in GROUPS:
            title = put_into_words(group.title, {})
            rows = [(name, put_into_words(words, {})) for name, words in group.titles.items()]
            yield title, [row for row in rows if _is_found(wanted, title, *row)]
        typed, title = wanted.upper(), self.tr("Texture")
        textures = [name for name in self._names if name not in _TITLES]
        if typed not in (*_TITLES, *textures) and find_index(typed) is not None:
            textures.append(typed)
        yield title, [(name, "") for name in textures if _is_found(wanted, title, name)]

    def _build(self) -> None:
        self.list.clear()
        for title, rows in self._rows:
            if not rows:
                continue
            head = QTreeWidgetItem([title])
            head.setFlags(Qt.ItemFlag.ItemIsEnabled)
            font = self.list.font()
            font.setBold(True)
            head.setFont(0, font)
            self.list.addTopLevelItem(head)
            for name, words in rows:
                item = QTreeWidgetItem([f"{name}: {words}" if words else name])
                item.setData(0, _NAME, name)
                item.setFlags(
                    Qt.ItemFlag.ItemIsEnabled
                    | Qt.ItemFlag.ItemIsSelectable
                    | Qt.ItemFlag.ItemIsUserCheckable
                )
                head.addChild(item)
        self.list.expandAll()

    def _items(self) -> Iterator[QTreeWidgetItem]:
        heads = (self.list.topLevelItem(k) for k in range(self.list.topLevelItemCount()))
        return (head.child(k) for head in heads for k in range(head.childCount()))

    def _describe(self, item: QTreeWidgetItem) -> None:
        """Show whether it is chosen, and whether the image has what it needs."""
        name = item.data(0, _NAME)
        index = index_of(name)
        is_on = name in self._names
        item.setCheckState(0, Qt.CheckState.Checked if is_on else Qt.CheckState.Unchecked)
        tip = [item.text(0), index.formula, index.source]
        missing = self.bands.missing(index.bands)
        group = QPalette.ColorGroup.Disabled if missing else QPalette.ColorGroup.Active
        item.setForeground(0, self.list.palette().brush(group, QPalette.ColorRole.Text))
        if missing:
            tip.append(
                self.tr("The image does not identify these bands: {}").format(_join(missing))
            )
        item.setToolTip(0, "\n".join(filter(None, tip)))

    def _tick(self, item: QTreeWidgetItem) -> None:
        name = item.data(0, _NAME)
        is_on = item.checkState(0) == Qt.CheckState.Checked
        if is_on == (name in self._names):
            return
        self._names = [*self._names, name] if is_on else [n for n in self._names if n != name]
        self._tell()

    def changeEvent(self, event) -> None:
        super().changeEvent(event)
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.StyleChange):
            self._fit()

    def _fit(self) -> None:
        """Room for some rows, whatever is searched for."""
        row = self.list.sizeHintForRow(0) if self.list.topLevelItemCount() else 0
        row = max(row, self.fontMetrics().height() + 2)
        self.list.setFixedHeight(_ROWS * row + 2 * self.list.frameWidth() + 2)


def _join(meanings: Iterable[str]) -> str:
    words = (put_into_words(MEANING_TITLES[each], {}) for each in meanings)
    return ", ".join(f"{text[:1].lower()}{text[1:]}" for text in words)


def _is_found(wanted: str, title: str, name: str, words: str = "") -> bool:
    """Whether every word of a search is in a name, what it stands for or its bands."""
    all_of_it = f"{title} {name} {words} {_join(index_of(name).bands)}".casefold()
    return all(word in all_of_it for word in wanted.casefold().split())
