"""The dock's table of asked and achieved shares."""

from __future__ import annotations

from collections.abc import Sequence

from qgis.PyQt.QtCore import QSize, Qt
from qgis.PyQt.QtGui import QIcon, QPalette
from qgis.PyQt.QtWidgets import QHeaderView, QTreeWidget, QTreeWidgetItem

from ...core.classes.folders import class_folders
from ...core.tiles.words import SPLITS
from ..map.draw_tiles import draw_swatch
from ..map.tile_preview import split_style

_SWATCH = 14
_MANY_ROWS = 10
_ROOM = 8


class SplitTable(QTreeWidget):
    """A row a split with its tiles, asked and achieved share; the classes of each below it."""

    def __init__(self) -> None:
        super().__init__()
        self.setColumnCount(4)
        self.setHeaderLabels([self.tr("Split"), self.tr("Tiles"), self.tr("Asked"), self.tr("Got")])
        self.setUniformRowHeights(True)
        self.setIconSize(QSize(_SWATCH, _SWATCH))
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        header = self.header()
        header.setStretchLastSection(False)
        header.setMinimumSectionSize(20)
        header.setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        header.setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        for name in ("itemExpanded", "itemCollapsed"):
            getattr(self, name).connect(self._fit)
        self._fit()
        self.hide()

    def reserve(self, is_wanted: bool) -> None:
        """Keep the room for a split, whether its shares are known or not."""
        policy = self.sizePolicy()
        policy.setRetainSizeWhenHidden(is_wanted)
        self.setSizePolicy(policy)

    def show_shares(self, facts: dict, names: Sequence[str] = ()) -> None:
        """List what a split came out as (SPLIT_REPORT); without one the table vanishes.

        Classes are in the order of ``names``, and others after them by name.
        """
        opened = {
            self.topLevelItem(k).text(0)
            for k in range(self.topLevelItemCount())
            if self.topLevelItem(k).isExpanded()
        }
        self.clear()
        splits, classes = facts.get("splits", {}), facts.get("classes", {})
        border = self.palette().color(QPalette.ColorRole.Text)
        for name in SPLITS:
            if name not in splits:
                continue
            row = splits[name]
            item = self._make_item(name, row["tiles"], row["asked"], row["achieved"])
            swatch = draw_swatch(split_style(name), _SWATCH, border, self.devicePixelRatioF())
            item.setIcon(0, QIcon(swatch))
            self.addTopLevelItem(item)
            for class_name in class_folders(classes, names):
                of_class = classes[class_name]
                share = of_class["splits"][name]
                item.addChild(
                    self._make_item(class_name, share["tiles"], row["asked"], share["achieved"])
                )
            item.setExpanded(name in opened)
        self.setVisible(bool(splits))
        self._fit()

    def _make_item(self, name: str, tiles: float, asked: float, got: float | None):
        locale = self.locale()
        texts = [
            name,
            locale.toString(tiles) if isinstance(tiles, int) else f"{tiles:g}",
            f"{asked:.1f} %",
            "–" if got is None else f"{got:.1f} %",
        ]
        item = QTreeWidgetItem(texts)
        item.setToolTip(0, name)
        for column in range(1, len(texts)):
            item.setTextAlignment(
                column, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
            )
        return item

    def _fit(self, *_args) -> None:
        rows = sum(
            1 + self.topLevelItem(k).childCount() * self.topLevelItem(k).isExpanded()
            for k in range(self.topLevelItemCount())
        )
        one = self.sizeHintForRow(0) if rows else max(_SWATCH, self.fontMetrics().height()) + 2
        height = one * min(max(rows, len(SPLITS)), _MANY_ROWS)
        # Themes differ in what they put around rows and header.
        around = self.header().sizeHint().height() + 2 * self.frameWidth() + _ROOM
        self.setFixedHeight(height + around)
