"""The button that lists the datasets of late, of whatever project."""

from __future__ import annotations

from pathlib import Path

from qgis.core import QgsSettings
from qgis.PyQt.QtCore import Qt, pyqtSignal
from qgis.PyQt.QtWidgets import QMenu, QToolButton

from ...core.tiles.layout import DESCRIPTION

_KEY = "tilewright/recentDatasets"
_MOST = 8
# So many pixels of a path are shown; its tip has the rest.
_WIDE = 260
_MIDDLE = Qt.TextElideMode.ElideMiddle


class RecentDatasets(QToolButton):
    """A small arrow with a menu of the folders that were made or opened last, as far as they exist.

    Signals: ``chosen`` (the folder).
    """

    chosen = pyqtSignal(str)

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("recentDatasets")
        self.setArrowType(Qt.ArrowType.DownArrow)
        self.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self.setAccessibleName(self.tr("Recent datasets"))
        self.setToolTip(self.tr("Opens one of the datasets that were made or opened last."))
        self.list = QMenu(self)
        self.list.setToolTipsVisible(True)
        self.list.aboutToShow.connect(self._fill)
        self.setMenu(self.list)
        self.setEnabled(bool(_remembered()))

    def remember(self, folder: str) -> None:
        """Put a folder in front of the list."""
        others = [each for each in _remembered() if each != folder]
        QgsSettings().setValue(_KEY, [folder, *others][:_MOST])
        self.setEnabled(True)

    def _fill(self) -> None:
        self.list.clear()
        there = [each for each in _remembered() if Path(each, DESCRIPTION).is_file()]
        for folder in there:
            place = Path(folder)
            parent = self.fontMetrics().elidedText(str(place.parent), _MIDDLE, _WIDE)
            text = self.tr("{0} in {1}").format(place.name, parent)
            # Ampersands of names are no keys.
            action = self.list.addAction(text.replace("&", "&&"))
            action.setToolTip(folder)
            action.triggered.connect(lambda *_, folder=folder: self.chosen.emit(folder))
        if not there:
            self.list.addAction(self.tr("None of them is there any more")).setEnabled(False)


def _remembered() -> list[str]:
    """The folders as they were remembered, the newest first."""
    kept = QgsSettings().value(_KEY, [])
    # QGIS gives a list of one back as a text.
    kept = [kept] if isinstance(kept, str) else kept
    return [each for each in kept or [] if isinstance(each, str) and each]
