"""The dock's page with tiles before they are written."""

from __future__ import annotations

from collections.abc import Sequence

from qgis.gui import QgsCollapsibleGroupBox
from qgis.PyQt.QtCore import Qt, QTimer, pyqtSignal
from qgis.PyQt.QtWidgets import (
    QComboBox,
    QLabel,
    QSlider,
    QVBoxLayout,
    QWidget,
)

from ...core.preview.choose import TileGroup
from ...core.preview.pictures import TilePictures
from ..widgets.help_button import HelpButton
from ..widgets.narrow_row import NarrowRow
from ..widgets.note import Note
from ..widgets.wrapped_button import WrappedCheckBox, give_key, make_button
from .band_histogram import BandHistogram
from .tile_pair import TilePair
from .tile_words import describe_bands, describe_stretch, describe_tile, mask_key

# Where docs/dock.md tells of it.
TOPIC = "Sample"
_HALF = 50


class SamplePage(QgsCollapsibleGroupBox):
    """One tile at a time: which, its two pictures, what is drawn over them, and its values.

    Signals: ``seen`` (something of it came into sight), ``asked`` (make the sample now),
    ``filtered``, ``band_chosen``, ``moved`` (-1 back, 1 on), ``map_asked``.
    """

    seen = pyqtSignal()
    asked = pyqtSignal()
    filtered = pyqtSignal()
    band_chosen = pyqtSignal()
    moved = pyqtSignal(int)
    map_asked = pyqtSignal()

    def __init__(self) -> None:
        super().__init__("")
        self.setObjectName("tilewrightSamplePage")
        self.setTitle(self.tr("6  Sample"))
        self._help = HelpButton(self, TOPIC)
        self._body = QVBoxLayout(self)
        self._body.setContentsMargins(6, 4, 6, 6)
        self._eyes = QTimer(self)
        self._eyes.setSingleShot(True)
        self._eyes.timeout.connect(self._tell_seen)
        self.waits_to_be_seen = False
        self.note = Note("sampleNote")
        self._body.addWidget(self.note)
        self.make = make_button(
            "makeSample",
            self.tr("Make the Sample"),
            self.tr("Plans all tiles of the grid and shows some of them."),
        )
        self.make.clicked.connect(lambda *_: self.asked.emit())
        self._body.addWidget(self.make)
        self.tools = QWidget()
        self._column = QVBoxLayout(self.tools)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._body.addWidget(self.tools)
        self._add_choices()
        self._add_steps()
        self.pair = TilePair()
        self._column.addWidget(self.pair)
        self._add_overlay()
        self.histogram = BandHistogram()
        self._column.addWidget(self.histogram)
        self.numbers, self.stretch = Note("sampleNumbers"), Note("sampleStretch")
        self.fit = Note("sampleFit")
        for note in (self.numbers, self.stretch, self.fit):
            self._column.addWidget(note)
        self.collapsedStateChanged.connect(lambda *_: self._eyes.start(0))
        self.show_state("")

    def _add_choices(self) -> None:
        self.label, self.split, self.band = QComboBox(), QComboBox(), QComboBox()
        row = NarrowRow()
        for box, name, spoken in (
            (self.label, "sampleClass", self.tr("Class of the tiles shown")),
            (self.split, "sampleSplit", self.tr("Split of the tiles shown")),
            (self.band, "sampleBand", self.tr("Colours, or one band or index in grey")),
        ):
            box.setObjectName(name)
            box.setAccessibleName(spoken)
            box.setToolTip(spoken)
            box.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
            box.setSizeAdjustPolicy(
                QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
            )
            box.setMinimumContentsLength(6)
            signal = self.band_chosen if box is self.band else self.filtered
            box.activated.connect(lambda *_, signal=signal: signal.emit())
            row.add(box, 1)
        self._column.addWidget(row)

    def _add_steps(self) -> None:
        self.back = make_button(
            "sampleBack", "", self.tr("The tile before (\u2190)"), icon="mActionArrowLeft"
        )
        self.next = make_button(
            "sampleNext", "", self.tr("The next tile (\u2192)"), icon="mActionArrowRight"
        )
        self.place = QLabel()
        self.place.setObjectName("samplePlace")
        self.place.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.on_map = make_button(
            "sampleOnMap",
            self.tr("Show on Map"),
            self.tr("The map goes to this tile. A click on a tile of the map shows it here."),
        )
        row = NarrowRow()
        for widget in (self.back, self.place, self.next, self.on_map):
            row.add(widget, 1)
        self._column.addWidget(row)
        self.tile_note = Note("sampleTile")
        self._column.addWidget(self.tile_note)
        self.on_map.clicked.connect(lambda *_: self.map_asked.emit())
        for key, button, step in (("Left", self.back, -1), ("Right", self.next, 1)):
            button.clicked.connect(lambda *_, step=step: self.moved.emit(step))
            give_key(button, key, self)

    def _add_overlay(self) -> None:
        self.opacity = QSlider(Qt.Orientation.Horizontal)
        self.opacity.setObjectName("sampleMask")
        self.opacity.setRange(0, 100)
        self.opacity.setValue(_HALF)
        self.opacity.setAccessibleName(self.tr("Opacity of the mask"))
        self.opacity.setToolTip(self.opacity.accessibleName())
        self.has_mask = WrappedCheckBox(self.tr("Mask"))
        self.has_mask.setObjectName("sampleMaskShown")
        self.has_objects = WrappedCheckBox(self.tr("Objects"))
        self.has_objects.setObjectName("sampleObjects")
        for box in (self.has_mask, self.has_objects):
            box.setChecked(True)
            box.toggled.connect(self._overlay)
        self.opacity.valueChanged.connect(self._overlay)
        self._overlays = NarrowRow()
        self._overlays.add(self.has_mask)
        self._overlays.add(self.opacity, 1)
        self._overlays.add(self.has_objects)
        self.key = QLabel()
        self.key.setObjectName("sampleKey")
        self.key.setTextFormat(Qt.TextFormat.RichText)
        self.key.setWordWrap(True)
        for widget in (self._overlays, self.key):
            self._column.addWidget(widget)

    # whether somebody looks

    @property
    def is_in_sight(self) -> bool:
        """Whether it is open and not scrolled away."""
        return self.isVisible() and not self.isCollapsed() and not self.visibleRegion().isEmpty()

    def paintEvent(self, event) -> None:
        super().paintEvent(event)
        if self.waits_to_be_seen:
            # Nothing may change while it is drawn.
            self._eyes.start(0)

    def _tell_seen(self) -> None:
        self.seen.emit()

    def resizeEvent(self, event) -> None:
        super().resizeEvent(event)
        self._help.move(self.width() - self._help.width() - 4, 0)

    # what is shown

    def show_state(self, text: str, can_make: bool = False, keeps_tile: bool = False) -> None:
        """Say why there is no tile, or that one is coming.

        Args:
            text: what is said; empty when there is nothing to say.
            can_make: whether a button makes the sample.
            keeps_tile: whether the last tile stays on show, greyed.
        """
        has_tile = keeps_tile and not self.tools.isHidden()
        # A line more would move the buttons away under the mouse.
        self.note.say("" if has_tile else text)
        if has_tile:
            self.place.setText("\u2026")
        self.make.setVisible(can_make)
        self.tools.setVisible(has_tile)
        self.tools.setEnabled(False)

    def show_progress(self, percent: int) -> None:
        """Say how much of the sample is made."""
        if self.tools.isHidden():
            self.note.say(self.tr("The sample is being made: {} %").format(percent))
        else:
            self.place.setText(f"{percent} %")

    def offer(self, groups: Sequence[TileGroup], bands: Sequence[str], fit: str) -> None:
        """Offer classes, splits and bands; what was chosen stays where it is there."""
        self._fill(self.band, self.tr("Colours"), bands)
        self._fill(self.label, self.tr("All classes"), [group.label for group in groups])
        self._fill(self.split, self.tr("All splits"), [group.split for group in groups])
        self.fit.say(fit)

    def _fill(self, box: QComboBox, title: str, values: Sequence[str]) -> None:
        before, names = box.currentData(), list(dict.fromkeys(values))
        box.clear()
        box.addItem(title, None)
        for name in names:
            box.addItem(name or self.tr("without"), name)
        box.setCurrentIndex(max(0, box.findData(before)) if before is not None else 0)
        box.setVisible(len(names) > 1)

    def choice(self) -> tuple[str | None, str | None]:
        """The class and split that are chosen; None for all."""
        return self.label.currentData(), self.split.currentData()

    def chosen_band(self) -> str:
        """The band that is chosen; empty for colours."""
        return self.band.currentData() or ""

    def show_place(self, text: str, has_back: bool, has_next: bool) -> None:
        """Say which tile of how many is on show."""
        self.place.setText(text)
        self.back.setEnabled(has_back)
        self.next.setEnabled(has_next)

    def show_tile(self, shown: TilePictures, image: str) -> None:
        """Show a tile; ``image`` is the name of its image, where there are several."""
        self.note.say("")
        self.make.hide()
        self.tools.show()
        self.tools.setEnabled(True)
        self.pair.show_tile(shown)
        self.tile_note.say(describe_tile(shown, image))
        self.histogram.show_bands(shown.bands)
        self.numbers.say(describe_bands(shown.bands))
        self.stretch.say(describe_stretch(shown))
        has_mask, has_objects = shown.mask is not None, bool(shown.outlines)
        self._overlays.setVisible(has_mask or has_objects)
        for widget in (self.has_mask, self.opacity):
            widget.setVisible(has_mask)
        self.has_objects.setVisible(has_objects)
        key = mask_key(shown)
        self.key.setText(key)
        self.key.setVisible(bool(key))
        self._overlay()

    def show_none(self, text: str) -> None:
        """Say why there is no picture here; one can go on to other tiles."""
        self.note.say(text)
        self.make.hide()
        self.tools.show()
        self.tools.setEnabled(True)
        self.pair.clear()
        self.histogram.show_bands(())
        for note in (self.tile_note, self.numbers, self.stretch):
            note.say("")
        for widget in (self._overlays, self.key):
            widget.hide()

    def _overlay(self, *_args) -> None:
        share = self.opacity.value() / 100 if self.has_mask.isChecked() else 0.0
        self.opacity.setEnabled(self.has_mask.isChecked())
        self.pair.set_overlay(share, self.has_objects.isChecked())
