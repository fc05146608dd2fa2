"""Which band of an image is which, for the indices that are chosen."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from qgis.PyQt.QtCore import pyqtSignal
from qgis.PyQt.QtWidgets import QComboBox, QLabel, QLineEdit, QVBoxLayout, QWidget

from ...algorithms.base.words import put_into_words
from ...core.indices.titles import MEANING_TITLES
from ...core.scenes.image_facts import ImageFacts
from ..widgets.narrow_row import NarrowRow

# Pixels of a caption in a dock of 300.
_MOST_WIDE = 220
# The entry that stands for what the image tells.
_TOLD = 0


class MeaningRows(QWidget):
    """A row a meaning that is needed, with the band that it is; and the scale of reflectances.

    Signals: ``changed`` when the user changes something.

    Attributes:
        boxes: by meaning.
        reflectance: the field for the scale.
    """

    changed = pyqtSignal()

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("bandMeanings")
        self.setAccessibleName(self.tr("Bands of the indices"))
        self._given: dict[str, int] = {}
        self._found: Mapping[str, int] = {}
        self._names: Mapping[int, str] = {}
        self._path: str | None = None
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        self.boxes: dict[str, QComboBox] = {}
        self._rows: dict[str, NarrowRow] = {}
        for meaning, title in MEANING_TITLES.items():
            box = QComboBox()
            box.setObjectName(f"meaning_{meaning}")
            box.setToolTip(self.tr("The band that indices use for this."))
            box.activated.connect(lambda _, meaning=meaning: self._choose(meaning))
            self.boxes[meaning] = box
            self._rows[meaning] = self._add_row(column, put_into_words(title, {}), box)
        self.reflectance = QLineEdit()
        self.reflectance.setObjectName("reflectance")
        usual = self.tr("as the image says")
        self.reflectance.setPlaceholderText(usual)
        # Else the placeholder would be cut beside its label, where there is room below it.
        wanted = self.fontMetrics().horizontalAdvance(f"{usual}xx")
        self.reflectance.setMinimumWidth(min(_MOST_WIDE, wanted))
        self.reflectance.setToolTip(
            self.tr(
                "Factor and offset that turn stored numbers into reflectances from 0 to 1: "
                "0.0001,-0.1 for Sentinel-2 since processing baseline 04.00, 0.0001 before, "
                "0.0000275,-0.2 for Landsat Collection 2."
            )
        )
        self.reflectance.editingFinished.connect(self.changed)
        self._scale = self._add_row(column, self.tr("Scale of reflectances"), self.reflectance)
        self.show_needed((), False)

    def _add_row(self, column: QVBoxLayout, text: str, field: QWidget) -> NarrowRow:
        field.setAccessibleName(text)
        label = QLabel(text)
        label.setBuddy(field)
        label.setToolTip(field.toolTip())
        label.setWordWrap(True)
        # Above its field where both do not fit side by side, and in lines where that is not enough.
        label.setMinimumWidth(min(_MOST_WIDE, label.fontMetrics().horizontalAdvance(f"{text} ")))
        row = NarrowRow()
        row.add(label)
        row.add(field, 1)
        column.addWidget(row)
        return row

    def load(self, given: Mapping[str, int], reflectance: str) -> None:
        """Take what was chosen for the image that comes next."""
        self._given, self._path = dict(given), None
        self.reflectance.setText(reflectance)
        self._fill()

    def offer(self, facts: ImageFacts, found: Mapping[str, int]) -> None:
        """Take note of an image's bands; what was chosen for another is forgotten."""
        path = facts.info.path
        if self._path not in (None, path):
            self._given = {}
        self._path, self._names, self._found = path, facts.band_names, found
        self._fill()

    def text(self) -> str:
        """The bands that the user chose, as BAND_MEANINGS takes them."""
        shown = ((m, k) for m, k in self._given.items() if not self._rows[m].isHidden())
        return ",".join(f"{band}={meaning}" for meaning, band in shown)

    def missing(self, meanings: Iterable[str]) -> list[str]:
        """Which of these no band is known for; none while nothing is known of the image."""
        if not self._names:
            return []
        return [m for m in meanings if m not in self._given and m not in self._told()]

    def show_needed(self, meanings: Sequence[str], has_scale: bool) -> None:
        """Show the rows of these meanings; ``has_scale`` shows that of reflectances."""
        for meaning, row in self._rows.items():
            row.setVisible(meaning in meanings)
        self._scale.setVisible(has_scale)
        self.setVisible(bool(meanings))

    def _told(self) -> dict[str, int]:
        """What the image tells of bands that the user has not called otherwise."""
        return {m: k for m, k in self._found.items() if k not in self._given.values()}

    def _choose(self, meaning: str) -> None:
        band = self.boxes[meaning].currentData()
        if band == _TOLD:
            self._given.pop(meaning, None)
        else:
            # A band is one thing; of two that it is called the last is meant.
            self._given = {m: k for m, k in self._given.items() if k != band}
            self._given[meaning] = band
        self._fill()
        self.changed.emit()

    def _fill(self) -> None:
        told = self._told()
        for meaning, box in self.boxes.items():
            box.clear()
            text = self.tr("choose a band…")
            if meaning in told:
                text = self.tr("{} (found)").format(self._name(told[meaning]))
            box.addItem(text, _TOLD)
            for band in self._names:
                box.addItem(self._name(band), band)
            if meaning in self._given and box.findData(self._given[meaning]) < 0:
                box.addItem(self._name(self._given[meaning]), self._given[meaning])
            box.setCurrentIndex(max(0, box.findData(self._given.get(meaning, _TOLD))))

    def _name(self, band: int) -> str:
        name = self._names.get(band)
        return f"{band}: {name}" if name else self.tr("band {}").format(band)
