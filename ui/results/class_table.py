"""The dock's table of a dataset's tiles by class and split."""

from __future__ import annotations

from qgis.PyQt.QtCore import QSize, Qt
from qgis.PyQt.QtGui import QIcon, QPalette
from qgis.PyQt.QtWidgets import QHeaderView, QTreeWidget, QTreeWidgetItem

from ...core.page.gallery import ClassCount, Gallery
from ..map.draw_tiles import TileStyle, draw_swatch

_SWATCH = 14
_MANY_ROWS = 12
_ROOM = 6


class ClassTable(QTreeWidget):
    """A row a class with its tiles by split and in all."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("classTable")
        self.setAccessibleName(self.tr("Tiles by class and split"))
        self.setRootIsDecorated(False)
        self.setUniformRowHeights(True)
        self.setIconSize(QSize(_SWATCH, _SWATCH))
        self.setTextElideMode(Qt.TextElideMode.ElideMiddle)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.hide()

    def show_dataset(self, gallery: Gallery | None) -> None:
        """List what a dataset holds; without one the table vanishes."""
        self.clear()
        self.setVisible(gallery is not None)
        if gallery is None:
            return
        splits = list(gallery.splits)
        first = self.tr("Objects by class") if gallery.counts_objects else self.tr("Class")
        columns = [] if gallery.counts_objects else splits
        self.setColumnCount(2 + len(columns))
        self.setHeaderLabels([first, *columns, self.tr("All")])
        for row in gallery.classes:
            counts = [row.splits.get(name, 0) for name in columns]
            self._add(row.name, [*counts, row.total], row)
        if not gallery.counts_objects:
            counts = [gallery.splits[name] for name in columns]
            self._add(self.tr("All tiles"), [*counts, gallery.tile_count], is_bold=True)
        self._fit()

    def _add(
        self,
        name: str,
        counts: list[int],
        of_class: ClassCount | None = None,
        is_bold: bool = False,
    ) -> None:
        texts = [self.locale().toString(count) for count in counts]
        item = QTreeWidgetItem([name, *texts])
        item.setToolTip(0, name)
        for column in range(1, len(texts) + 1):
            item.setTextAlignment(
                column, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
            )
        if of_class is not None and of_class.color is not None:
            border = self.palette().color(QPalette.ColorRole.Text)
            style = TileStyle(of_class.color, 2)
            swatch = draw_swatch(style, _SWATCH, border, self.devicePixelRatioF())
            item.setIcon(0, QIcon(swatch))
        if is_bold:
            font = self.font()
            font.setBold(True)
            for column in range(len(texts) + 1):
                item.setFont(column, font)
        self.addTopLevelItem(item)

    def _fit(self) -> None:
        header = self.header()
        header.setStretchLastSection(False)
        header.setMinimumSectionSize(20)
        header.setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        header.setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        rows = min(self.topLevelItemCount(), _MANY_ROWS)
        around = header.sizeHint().height() + 2 * self.frameWidth() + _ROOM
        self.setFixedHeight(max(0, self.sizeHintForRow(0)) * rows + around)
