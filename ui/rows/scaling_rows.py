"""How values become those of the files, proposed after the image's type."""

from __future__ import annotations

from typing import TYPE_CHECKING

from qgis.PyQt.QtCore import QObject
from qgis.PyQt.QtWidgets import QComboBox, QLineEdit, QWidget

from ...core.scaling.scaling import DATASET, FITTED, NONE, PERCENTILE, SCENE
from ...core.scenes.image_facts import ImageFacts
from ..settings.dock_settings import DockSettings
from ..widgets.note import Note

if TYPE_CHECKING:
    from .dock_page import DockPage

# What the dock chooses between while the user has not chosen.
_PROPOSALS = (PERCENTILE, NONE)


def propose_scaling(facts: ImageFacts) -> str:
    """What suits an image that nobody has chosen a scaling for.

    8 bits are what pictures hold: a stretch would only change the colours of a photograph.
    """
    return NONE if facts.info.dtype == "uint8" else PERCENTILE


class ScalingRows(QObject):
    """The scaling, what it is fitted to, and its ends.

    Attributes:
        is_kept: whether what was loaded stays, for the image that it was loaded with.
    """

    def __init__(self, page: DockPage) -> None:
        super().__init__(page)
        self._page = page
        self.is_kept = self._is_chosen = self._is_ours = False
        self._path: str | None = None
        self._proposal = ""
        self._are_several = False
        self.scaling = self._add_choice(
            self.tr("Scaling"),
            "scaling",
            self.tr("How values become 0 to 255, the same for all tiles."),
            (
                (self.tr("2nd–98th percentile"), PERCENTILE),
                (self.tr("as on the map"), "STYLE"),
                (self.tr("least to greatest"), "MINMAX"),
                (self.tr("from … to …"), "RANGE"),
                (self.tr("none, keep values"), NONE),
            ),
        )
        self.note = Note("scalingNote")
        page.form.addRow(self.note)
        self.per = self._add_choice(
            self.tr("Fitted to"),
            "scalingPer",
            self.tr("One scaling for all images, or one for each if haze or sensors differ."),
            (
                (self.tr("all images"), DATASET),
                (self.tr("each image by itself"), SCENE),
            ),
        )
        self.least, self.greatest = QLineEdit(), QLineEdit()
        for line, label, name, tip in (
            (self.least, self.tr("From"), "scaleMin", self.tr("The value that becomes 0.")),
            (self.greatest, self.tr("To"), "scaleMax", self.tr("The value that becomes 255.")),
        ):
            page.add_row(label, line, name, tip)
            line.editingFinished.connect(page.tell)
        for heard in (self.scaling.currentIndexChanged, self.scaling.activated):
            heard.connect(self._choose)
        for box in (self.scaling, self.per):
            box.currentIndexChanged.connect(page.tell)

    def _add_choice(self, label: str, name: str, tip: str, entries) -> QComboBox:
        box = QComboBox()
        for text, value in entries:
            box.addItem(text, value)
        return self._page.add_row(label, box, name, tip)

    def _choose(self, *_args) -> None:
        """What is chosen by anybody but us stays."""
        if not (self._is_ours or self._page.is_loading):
            self._is_chosen = True
            self._say()

    def offer(self, facts: ImageFacts) -> bool:
        """Propose what suits an image; returns whether another scaling is chosen now."""
        path = facts.info.path
        if self.is_kept and self._path not in (None, path):
            self.is_kept = False
        self._path, self._proposal = path, propose_scaling(facts)
        before = self.scaling.currentData()
        if not (self.is_kept or self._is_chosen):
            self._is_ours = True
            self.scaling.setCurrentIndex(self.scaling.findData(self._proposal))
            self._is_ours = False
        self._say()
        return self.scaling.currentData() != before

    def _say(self) -> None:
        is_it = not self._is_chosen and self._proposal == self.scaling.currentData() == NONE
        text = self.tr("The image has values from 0 to 255, so they are proposed as they are.")
        many = self.tr("The images have values from 0 to 255, so they are proposed as they are.")
        self.note.say((many if self._are_several else text) if is_it else "")
        self._page.show_row(self.note, is_it)

    def show(self, are_several: bool) -> None:
        """Show what goes with the scaling, and with several images."""
        self._are_several = are_several
        chosen = self.scaling.currentData()
        self._page.show_row(self.per, are_several and chosen in FITTED)
        for line in (self.least, self.greatest):
            self._page.show_row(line, chosen == "RANGE")
        self._say()

    def load(self, settings: DockSettings) -> None:
        """Set the fields."""
        self.scaling.setCurrentIndex(max(0, self.scaling.findData(settings.scaling)))
        self.per.setCurrentIndex(max(0, self.per.findData(settings.scaling_per)))
        self.least.setText(settings.scale_min)
        self.greatest.setText(settings.scale_max)
        is_ours = settings.scaling_is_proposed and settings.scaling in _PROPOSALS
        self._is_chosen = not is_ours

    def save(self, settings: DockSettings) -> None:
        """Put what the fields say into the settings."""
        settings.scaling = self.scaling.currentData()
        settings.scaling_is_proposed = not self._is_chosen
        settings.scaling_per = self.per.currentData()
        settings.scale_min = self.least.text()
        settings.scale_max = self.greatest.text()

    def find_problem(self) -> tuple[QWidget, str] | None:
        """A field that is wrong, and what is wrong with it."""
        lines = self.least, self.greatest
        if self.scaling.currentData() == "RANGE" and not all(line.text().strip() for line in lines):
            text = self.tr("Enter the values at which the scaling starts and ends.")
            return self.greatest, text
        return None
