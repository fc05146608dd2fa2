"""Fields for how tiles get their classes, and how many of each are kept."""

from __future__ import annotations

from typing import TYPE_CHECKING

from qgis.PyQt.QtCore import QObject
from qgis.PyQt.QtWidgets import QComboBox, QDoubleSpinBox, QLineEdit, QSpinBox

from ...algorithms.base.words import put_into_words
from ...algorithms.dialogs.choices import words_of_choices
from ...core.labels.step import PREDICATES
from ..settings.dock_settings import DockSettings
from ..widgets.wrapped_button import WrappedCheckBox

if TYPE_CHECKING:
    from .dock_page import DockPage

# Rules that ask for outlines, which a raster does not have.
_OF_POLYGONS = ("INTERSECTS", "CENTROID")
_LARGEST = "LARGEST"


class ClassRule(QObject):
    """One class a tile by a rule, or several; the name of the rest; the most tiles a class."""

    def __init__(self, page: DockPage) -> None:
        super().__init__(page)
        self._page = page
        self._is_raster = False
        self.multi = WrappedCheckBox(self.tr("Several classes per tile"))
        self.multi.setObjectName("multi")
        self.multi.setToolTip(
            self.tr(
                "A tile gets every class that covers at least the minimum share of it "
                "(multi-label)."
            )
        )
        page.form.addRow(self.multi)
        self.predicate = QComboBox()
        words = words_of_choices("PREDICATE", PREDICATES)
        self._rules = [(put_into_words(word, {}), rule) for rule, word in words.items()]
        for text, value in self._rules:
            self.predicate.addItem(text, value)
        page.add_row(
            self.tr("A tile gets a class when"),
            self.predicate,
            "predicate",
            self.tr("The rule by which a tile gets its class."),
        )
        self.coverage = QDoubleSpinBox()
        self.coverage.setRange(0, 100)
        self.coverage.setDecimals(0)
        self.coverage.setSuffix(" %")
        page.add_row(
            self.tr("Minimum share"),
            self.coverage,
            "minCoverage",
            self.tr("Share of the tile that its class must cover."),
        )
        self.other = QLineEdit()
        self.other.setPlaceholderText(self.tr("left out"))
        page.add_row(
            self.tr("All other tiles"),
            self.other,
            "otherLabel",
            self.tr("The class of tiles without any other class, for example non_urban."),
        )
        self.most = QSpinBox()
        self.most.setRange(0, 1_000_000)
        self.most.setSpecialValueText(self.tr("all"))
        page.add_row(
            self.tr("Most tiles of a class"),
            self.most,
            "maxPerClass",
            self.tr(
                "Larger classes are limited to this many training tiles. Validation and test "
                "tiles all stay."
            ),
        )
        self.multi.toggled.connect(page.tell)
        self.predicate.currentIndexChanged.connect(page.tell)
        self.coverage.valueChanged.connect(page.tell)
        self.other.editingFinished.connect(page.tell)
        self.most.valueChanged.connect(page.tell)

    def choose_kind(self, is_raster: bool) -> None:
        """Offer the rules for polygons, or those for a class raster."""
        if is_raster == self._is_raster:
            return
        self._is_raster = is_raster
        box = self.predicate
        chosen = box.currentData()
        box.blockSignals(True)
        box.clear()
        for text, value in self._rules:
            if not (is_raster and value in _OF_POLYGONS):
                box.addItem(text, value)
        self._choose(chosen)
        box.blockSignals(False)

    def _choose(self, predicate: str) -> None:
        box = self.predicate
        # What touches a tile is, of pixels, what has the largest share of it.
        fallback = box.findData(_LARGEST) if self._is_raster else 0
        place = box.findData(predicate)
        box.setCurrentIndex(fallback if place < 0 else place)

    def show(self, has_labels: bool) -> None:
        """Show what matters with or without labels."""
        is_multi = self.multi.isChecked()
        is_coverage = is_multi or self.predicate.currentData() == "COVERAGE"
        show_row = self._page.show_row
        show_row(self.multi, has_labels)
        show_row(self.predicate, has_labels and not is_multi)
        show_row(self.coverage, has_labels and is_coverage)
        show_row(self.most, has_labels and not is_multi)

    def load(self, settings: DockSettings) -> None:
        """Set the fields."""
        self.multi.setChecked(settings.multi)
        self._choose(settings.predicate)
        self.coverage.setValue(settings.min_coverage)
        self.other.setText(settings.other_label)
        self.most.setValue(settings.max_per_class)

    def save(self, settings: DockSettings) -> None:
        """Put what the fields say into the settings."""
        settings.multi = self.multi.isChecked()
        settings.predicate = self.predicate.currentData()
        settings.min_coverage = self.coverage.value()
        settings.other_label = self.other.text()
        settings.max_per_class = self.most.value()
