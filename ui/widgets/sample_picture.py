"""One tile before and after scaling."""

from __future__ import annotations

from qgis.PyQt.QtCore import Qt
from qgis.PyQt.QtGui import QPixmap
from qgis.PyQt.QtWidgets import QGridLayout, QLabel, QWidget

from .note import Note

_WIDTH = 230


class SamplePicture(QWidget):
    """The picture of a dry run, which shows both halves side by side, with a caption for each."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("sample")
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setVerticalSpacing(2)
        self._picture = QLabel()
        self._picture.setAccessibleName(self.tr("One tile as stored and as exported"))
        grid.addWidget(self._picture, 0, 0, 1, 2)
        for column, text in enumerate((self.tr("as stored"), self.tr("as exported"))):
            caption = Note(f"sample{column}", text)
            caption.setAlignment(Qt.AlignmentFlag.AlignHCenter)
            grid.addWidget(caption, 1, column)
        self._origin = Note("sampleOrigin")
        self._origin.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        grid.addWidget(self._origin, 2, 0, 1, 2)
        for column in (0, 1):
            grid.setColumnStretch(column, 1)
        self.setFixedWidth(_WIDTH)
        self.hide()

    def show_file(self, path: str | None, image: str = "") -> None:
        """Show a picture; without one nothing is shown. ``image`` is that which it is a tile of."""
        picture = QPixmap(path) if path else QPixmap()
        self.setVisible(not picture.isNull())
        self._origin.say(self.tr("a tile of {}").format(image) if image else "")
        if not picture.isNull():
            self._picture.setPixmap(
                picture.scaledToWidth(_WIDTH, Qt.TransformationMode.SmoothTransformation)
            )
