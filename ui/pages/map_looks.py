"""How the tiles look on the map."""

from __future__ import annotations

from qgis.PyQt.QtCore import QRectF, Qt, pyqtSignal
from qgis.PyQt.QtGui import QColor, QPainter
from qgis.PyQt.QtWidgets import (
    QHBoxLayout,
    QLabel,
    QSlider,
    QVBoxLayout,
    QWidget,
)

from ..map.tile_preview import CLOUD_RAMP
from ..widgets.narrow_row import NarrowRow
from ..widgets.wrapped_button import WrappedCheckBox

# Tiles that are fainter would be taken for none.
_FAINTEST = 15


class MapLooks(NarrowRow):
    """Whether tiles show on the map, and how strongly; ``changed`` tells both (0 to 1)."""

    changed = pyqtSignal(bool, float)

    def __init__(self) -> None:
        super().__init__()
        self.shown = WrappedCheckBox(self.tr("Tiles on the map"))
        self.shown.setObjectName("tilesOnMap")
        self.shown.setToolTip(
            self.tr(
                "Shows the tiles over the map. Marks are shown in any case, and can still be set."
            )
        )
        self.shown.setChecked(True)
        self.add(self.shown)
        self.opacity = QSlider(Qt.Orientation.Horizontal)
        self.opacity.setObjectName("tileOpacity")
        self.opacity.setAccessibleName(self.tr("Opacity of the tiles"))
        self.opacity.setRange(_FAINTEST, 100)
        self.opacity.setValue(100)
        self.opacity.setToolTip(self.tr("How strongly the tiles are drawn over the map."))
        self.add(self.opacity, 1)
        self.shown.toggled.connect(self._tell)
        self.opacity.valueChanged.connect(self._tell)

    def _tell(self, *_args) -> None:
        is_shown = self.shown.isChecked()
        self.opacity.setEnabled(is_shown)
        self.changed.emit(is_shown, self.opacity.value() / 100)


class CloudLooks(QWidget):
    """Whether tiles show their share of cloud, and what its colours mean; ``changed`` tells."""

    changed = pyqtSignal()

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("cloudLooks")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        self.shown = WrappedCheckBox(self.tr("Show share of cloud"))
        self.shown.setObjectName("showClouds")
        self.shown.setToolTip(
            self.tr(
                "Colours the tiles on the map by their share of cloudy pixels; the number "
                "appears under the mouse. Tiles that are left out keep their symbols."
            )
        )
        column.addWidget(self.shown)
        self.ramp = _Ramp()
        column.addWidget(self.ramp)
        self.shown.toggled.connect(self.changed)
        self.shown.toggled.connect(self.ramp.setEnabled)
        self.ramp.setEnabled(False)


class _Ramp(QWidget):
    """The colours from no cloud to nothing but cloud, with their numbers."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("cloudRamp")
        self.setAccessibleName(
            self.tr("Colours of the share of cloud, from 0 % (dark blue) to 100 % (yellow)")
        )
        self.setToolTip(self.accessibleName())
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(1)
        column.addSpacing(self.fontMetrics().height())
        # Labels have the colour of the theme's texts, which a painter does not know.
        numbers, sides = QHBoxLayout(), Qt.AlignmentFlag
        for text, side in (
            ("0 %", sides.AlignLeft),
            ("50", sides.AlignHCenter),
            ("100 %", sides.AlignRight),
        ):
            number = QLabel(text)
            number.setAlignment(side)
            numbers.addWidget(number, 1)
        column.addLayout(numbers)

    def paintEvent(self, _event) -> None:
        painter = QPainter(self)
        painter.setOpacity(1.0 if self.isEnabled() else 0.35)
        high, wide = self.fontMetrics().height(), self.width() / len(CLOUD_RAMP)
        for place, color in enumerate(CLOUD_RAMP):
            painter.fillRect(QRectF(place * wide, 0, wide, high), QColor(*color))
        painter.end()
