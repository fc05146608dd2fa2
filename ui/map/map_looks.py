"""How the tiles look on the map."""

from __future__ import annotations

from qgis.PyQt.QtCore import QRectF, Qt, pyqtSignal
from qgis.PyQt.QtGui import QColor, QPainter
from qgis.PyQt.QtWidgets import QCheckBox, QHBoxLayout, QSlider, QVBoxLayout, QWidget

from .tile_preview import CLOUD_RAMP

# Tiles that are fainter would be taken for none.
_FAINTEST = 15


class MapLooks(QWidget):
    """Whether tiles show on the map, and how strongly; ``changed`` tells both (0 to 1)."""

    changed = pyqtSignal(bool, float)

    def __init__(self) -> None:
        super().__init__()
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        self.shown = QCheckBox(self.tr("Tiles on the map"))
        self.shown.setObjectName("tilesOnMap")
        self.shown.setToolTip(
            self.tr("Shows the tiles over the map. Marks show in any case, and can be set.")
        )
        self.shown.setChecked(True)
        row.addWidget(self.shown)
        self.opacity = QSlider(Qt.Orientation.Horizontal)
        self.opacity.setObjectName("tileOpacity")
        self.opacity.setAccessibleName(self.tr("Opacity of the tiles"))
        self.opacity.setRange(_FAINTEST, 100)
        self.opacity.setValue(100)
        self.opacity.setToolTip(self.tr("How strongly the tiles are drawn over the map."))
        row.addWidget(self.opacity, 1)
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
        self.shown = QCheckBox(self.tr("Show share of cloud"))
        self.shown.setObjectName("showClouds")
        self.shown.setToolTip(
            self.tr(
                "Colours the tiles on the map by how many of their pixels are cloudy; the number "
                "is read out under the mouse. Tiles that are left out keep their signs."
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
        self.setFixedHeight(2 * self.fontMetrics().height() + 2)

    def paintEvent(self, _event) -> None:
        painter = QPainter(self)
        painter.setOpacity(1.0 if self.isEnabled() else 0.35)
        high, wide = self.height() / 2, self.width() / len(CLOUD_RAMP)
        for place, color in enumerate(CLOUD_RAMP):
            box = QRectF(place * wide, 0, wide, high)
            painter.fillRect(box, QColor(*color))
            # Under every other one, so that numbers have room in a narrow dock.
            if place % 2 == 0:
                below = QRectF((place - 0.5) * wide, high, 2 * wide, high)
                below.moveLeft(min(max(below.left(), 0), self.width() - below.width()))
                text = f"{10 * place} %" if place in (0, len(CLOUD_RAMP) - 1) else f"{10 * place}"
                painter.drawText(below, Qt.AlignmentFlag.AlignCenter, text)
        painter.end()
