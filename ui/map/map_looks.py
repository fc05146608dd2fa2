"""How the tiles look on the map."""

from __future__ import annotations

from qgis.PyQt.QtCore import Qt, pyqtSignal
from qgis.PyQt.QtWidgets import QCheckBox, QHBoxLayout, QSlider, QWidget

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
