"""Tiles over the map while the user still decides, and what their looks mean."""

from __future__ import annotations

from collections import Counter
from typing import NamedTuple

import numpy as np
from qgis.core import QgsPointXY, QgsVectorLayer, QgsVectorLayerUtils
from qgis.gui import QgsMapCanvas
from qgis.PyQt.QtCore import Qt

from ...algorithms.base.compat import is_null
from ...algorithms.base.words import put_into_words
from ...core.classes.colors import LEFT_OUT_COLOR, PLAIN, SPLIT_COLORS, class_colors
from ...core.tiles.reasons import Reason, ReasonKind, read_reason
from ..cells.grid_cells import GridCells
from ..cells.scene_cells import SceneCells
from .draw_tiles import TileStyle
from .map_item import TilesOnMap

CLASS = "class"
AMBIGUOUS = "ambiguous"
LEFT_OUT = "left out"
_LEVEL = 5
_BARE = TileStyle(LEFT_OUT_COLOR, 1)
# A box that stands for many tiles does not look like a tile.
_BOX = TileStyle(LEFT_OUT_COLOR, 1, Qt.PenStyle.DashLine)
# Splits differ by line as well as by colour.
_SPLIT_LINES = {
    "train": Qt.PenStyle.SolidLine,
    "val": Qt.PenStyle.DashLine,
    "test": Qt.PenStyle.DotLine,
}
_SPLIT_FILL = 80
_WANTED = ("row", "col", "tile_id", "label", "split", "reason", "label_pct", "second_pct")


class PreviewTile(NamedTuple):
    """A tile: its middle in map units, name, class, split, why it is left out, its class's lead.

    What a tile does not have is None. ``scene`` is the place of its image in the list of several.
    """

    centre: QgsPointXY
    tile_id: str
    label: str | None
    split: str | None
    reason: Reason | None
    lead: float | None
    scene: int = 0


class LegendRow(NamedTuple):
    """What some tiles are, in which style they are drawn, and how many there are.

    ``kind`` is one of CLASS, AMBIGUOUS and LEFT_OUT.
    """

    text: str
    style: TileStyle
    count: int
    kind: str


class TilePreview(TilesOnMap):
    """Draws kept tiles in the colour of their class, and those left out in grey with a sign each.

    Classes differ by colour and are named in the dock's list; what else matters differs by line.

    Attributes:
        own_colors: colours by class that the label layer tells; the palette has the others.
        hidden: places in the list of the images whose tiles are counted but not drawn.
    """

    def __init__(self, canvas: QgsMapCanvas) -> None:
        super().__init__(canvas, _LEVEL)
        self.tiles = []
        self.ambiguous_below = None
        self.has_splits = False
        self.own_colors = {}
        self.hidden: frozenset[int] = frozenset()
        self.legend = []
        self._numbers = np.empty(0, dtype=np.int64)
        self._outlines = self._bare = np.empty((0, 4, 2))

    def clear(self) -> None:
        """Draw nothing."""
        self._forget()
        self.show_groups([])

    def _forget(self) -> None:
        self.tiles, self.legend = [], []
        self._numbers = np.empty(0, dtype=np.int64)
        self._outlines = self._bare = np.empty((0, 4, 2))

    def show_boxes(self, corners: np.ndarray) -> None:
        """Boxes that stand for many tiles each: corners (N, 4, 2) in map units."""
        self._forget()
        self.show_groups([(corners, _BOX)])

    def show_grid(self, outlines: np.ndarray) -> None:
        """The bare grid, of which nobody knows more: corners (N, 4, 2) in map units."""
        self._forget()
        self.show_groups([(outlines, _BARE)])

    def show_view(self, cells: GridCells | SceneCells, numbers: np.ndarray) -> None:
        """Tiles of a large grid; what is known of some stays until more is known of all."""
        self._bare = cells.outlines(np.setdiff1d(numbers, self._numbers))
        self.refresh()

    def show_layers(
        self,
        cells: GridCells | SceneCells,
        kept: QgsVectorLayer | None,
        rejected: QgsVectorLayer | None,
    ) -> None:
        """Read tiles from the layers of a dry run; their places are those of the grid."""
        columns = [_read_columns(layer) for layer in (kept, rejected) if layer is not None]
        read = {name: [v for c in columns for v in c[name]] for name in _WANTED}
        named = zip(read["tile_id"], read["row"], read["col"])
        numbers = [cells.number(*each) for each in named]
        self._numbers = np.array(numbers, dtype=np.int64)
        self._outlines, self._bare = cells.outlines(numbers), np.empty((0, 4, 2))
        known = {text: read_reason(text) for text in set(read["reason"]) if text is not None}
        self.tiles = [
            PreviewTile(
                QgsPointXY(*xy),
                tile_id,
                label or None,
                split or None,
                known.get(text),
                _lead(first, second),
                scene,
            )
            for xy, scene, tile_id, label, split, text, first, second in zip(
                cells.centres(numbers).tolist(),
                cells.scenes(numbers).tolist(),
                *(read[name] for name in _WANTED[2:]),
            )
        ]
        self.refresh()

    def refresh(self) -> None:
        """Draw the tiles anew, after a change of what counts as ambiguous."""
        if not self.tiles:
            if len(self._bare):
                self.show_groups([(self._bare, _BARE)])
            return
        labels = {tile.label for tile in self.tiles if tile.label and tile.reason is None}
        colors = class_colors(labels, self.own_colors)
        groups, kinds = {}, {}
        is_hidden = np.array([tile.scene in self.hidden for tile in self.tiles])
        for number, tile in enumerate(self.tiles):
            if tile.reason is None:
                split = tile.split if self.has_splits else None
                key = ("", split or "", tile.label or "", self._is_ambiguous(tile))
            else:
                title = str(tile.reason.kind.title)
                kinds[title] = tile.reason.kind
                key = (title, "", "", False)
            groups.setdefault(key, []).append(number)
        drawn, counts, ambiguous = [(self._bare, _BARE)], Counter(), 0
        for (title, split, label, is_ambiguous), numbers in sorted(groups.items(), reverse=True):
            if title:
                style = _reason_style(kinds[title])
            elif split:
                style = split_style(split)
            else:
                style = _class_style(colors.get(label, PLAIN), is_ambiguous)
                ambiguous += len(numbers) * is_ambiguous
            counts[title, label] += len(numbers)
            shown = np.array(numbers)[~is_hidden[numbers]]
            drawn.append((self._outlines[shown], style))
        self.show_groups(drawn)
        self.legend = [
            LegendRow(name, _class_style(colors[name]), counts["", name], CLASS)
            for name in sorted(colors)
        ]
        if self.ambiguous_below is not None and colors:
            self.legend.append(
                LegendRow("", _class_style(LEFT_OUT_COLOR, True), ambiguous, AMBIGUOUS)
            )
        self.legend += [
            LegendRow(
                put_into_words(kinds[title].title, {}),
                _reason_style(kinds[title]),
                counts[title, ""],
                LEFT_OUT,
            )
            for title in sorted(kinds)
        ]

    def _is_ambiguous(self, tile: PreviewTile) -> bool:
        gap = self.ambiguous_below
        if gap is None or tile.reason is not None or tile.lead is None:
            return False
        return tile.lead <= gap


def split_style(name: str) -> TileStyle:
    """How the tiles of a split are drawn."""
    line = _SPLIT_LINES.get(name, Qt.PenStyle.DashDotLine)
    return TileStyle(SPLIT_COLORS.get(name, PLAIN), line=line, fill=_SPLIT_FILL)


def _class_style(color: tuple[int, int, int], is_ambiguous: bool = False) -> TileStyle:
    if is_ambiguous:
        return TileStyle(color, 3, Qt.PenStyle.DashLine)
    return TileStyle(color)


def _reason_style(kind: ReasonKind) -> TileStyle:
    return TileStyle(LEFT_OUT_COLOR, 1, sign=kind.sign)


def _read_columns(layer: QgsVectorLayer) -> dict[str, list]:
    """What the preview needs of all features; None for what the layer does not have.

    Columns come out of QGIS in one piece each, which is faster than features.
    """
    columns = {}
    for name in _WANTED:
        values = [None] * layer.featureCount()
        if layer.fields().lookupField(name) >= 0:
            values, _ = QgsVectorLayerUtils.getValues(layer, name)
        columns[name] = [None if is_null(value) else value for value in values]
    return columns


def _lead(first: float | None, second: float | None) -> float | None:
    return None if first is None or second is None else first - second
