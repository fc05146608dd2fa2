"""Tiles over the map while the user still decides, and what their looks mean."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterator
from typing import NamedTuple

import numpy as np
from qgis.core import QgsVectorLayer
from qgis.gui import QgsMapCanvas
from qgis.PyQt.QtCore import Qt

from ...algorithms.base.words import put_into_words
from ...core.classes.colors import LEFT_OUT_COLOR, PLAIN, SPLIT_COLORS, class_colors
from ...core.classes.folders import class_folders
from ...core.tiles.reasons import ReasonKind
from ..cells.grid_cells import GridCells
from ..cells.scene_cells import SceneCells
from .draw_tiles import TileStyle
from .known_tiles import KnownTiles, PreviewTile
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
# Of no cloud to nothing but cloud, a tenth each; lightness grows all along, for eyes that see no
# red and green: cividis (Nunez, Anderton and Renslow 2018, doi 10.1371/journal.pone.0199239).
CLOUD_RAMP = (
    (0, 34, 78),
    (18, 53, 112),
    (59, 73, 108),
    (87, 93, 109),
    (112, 113, 115),
    (138, 134, 120),
    (165, 156, 116),
    (195, 179, 105),
    (225, 204, 85),
    (243, 219, 70),
    (254, 232, 56),
)
_CLOUD_FILL = 190


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
        class_order: classes that the list names first.
        hidden: places in the list of the images whose tiles are counted but not drawn.
        has_clouds: whether tiles are coloured by their share of cloud instead.
    """

    def __init__(self, canvas: QgsMapCanvas) -> None:
        super().__init__(canvas, _LEVEL)
        self._known: KnownTiles | None = None
        self.ambiguous_below = None
        self.has_splits = self.has_clouds = False
        self.own_colors = {}
        self.class_order: tuple[str, ...] = ()
        self.hidden: frozenset[int] = frozenset()
        self.legend = []
        self._bare = np.empty((0, 4, 2))

    @property
    def is_known(self) -> bool:
        """Whether it is known what tiles are."""
        return self._known is not None

    @property
    def known(self) -> KnownTiles | None:
        """What is known of tiles, column by column."""
        return self._known

    @property
    def tiles(self) -> list[PreviewTile]:
        """The tiles that something is known of."""
        return [] if self._known is None else self._known.tiles

    @property
    def kinds_left_out(self) -> list[ReasonKind]:
        """Of each tile that is left out, why."""
        reasons = [] if self._known is None else self._known.reasons
        return [reason.kind for reason in reasons if reason is not None]

    def clear(self) -> None:
        """Draw nothing."""
        self._forget()
        self.show_groups([])

    def _forget(self) -> None:
        self._known, self.legend = None, []
        self._bare = np.empty((0, 4, 2))

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
        known = [] if self._known is None else self._known.numbers
        self._bare = cells.outlines(np.setdiff1d(numbers, known))
        self.refresh()

    def show_layers(
        self,
        cells: GridCells | SceneCells,
        kept: QgsVectorLayer | None,
        rejected: QgsVectorLayer | None,
    ) -> Iterator[None]:
        """Read tiles from the layers of a dry run, in steps; their places are those of the grid.

        What was shown before stays until the last step.
        """
        known = KnownTiles(cells, [layer for layer in (kept, rejected) if layer is not None])
        yield from known.read()
        self._known = known
        self._bare = np.empty((0, 4, 2))
        self.refresh()

    def refresh(self) -> None:
        """Draw the tiles anew, after a change of what counts as ambiguous."""
        known = self._known
        if known is None:
            if len(self._bare):
                self.show_groups([(self._bare, _BARE)])
            return
        pairs = zip(known.labels, known.reasons)
        colors = class_colors(
            {label for label, why in pairs if label and why is None}, self.own_colors
        )
        groups, kinds = self._group(known)
        is_hidden = np.isin(known.scenes, list(self.hidden))
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
            drawn.append((known.outlines[shown], style))
        self.show_groups(self._by_cloud(known, ~is_hidden) if self.has_clouds else drawn)
        self.legend = [
            LegendRow(name, _class_style(colors[name]), counts["", name], CLASS)
            for name in class_folders(colors, self.class_order)
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

    def _by_cloud(
        self, known: KnownTiles, is_shown: np.ndarray
    ) -> list[tuple[np.ndarray, TileStyle]]:
        """Tiles by their share of cloud; those that are left out have their sign as well."""
        groups: dict[tuple[int | None, str], list[int]] = {}
        for number in np.flatnonzero(is_shown).tolist():
            share, reason = known.clouds[number], known.reasons[number]
            tenth = None if share is None or math.isnan(share) else cloud_tenth(share)
            sign = "" if reason is None else reason.kind.sign
            groups.setdefault((tenth, sign), []).append(number)
        drawn = [(self._bare, _BARE)]
        for (tenth, sign), numbers in groups.items():
            style = TileStyle(LEFT_OUT_COLOR, 1, sign=sign)
            if tenth is not None:
                style = TileStyle(CLOUD_RAMP[tenth], 1, fill=_CLOUD_FILL, sign=sign)
            drawn.append((known.outlines[numbers], style))
        return drawn

    def _group(
        self, known: KnownTiles
    ) -> tuple[dict[tuple[str, str, str, bool], list[int]], dict[str, ReasonKind]]:
        """Tiles that look alike: why they are left out, split, class and whether that is doubtful.

        Returns them by place among the known ones, and the kinds of reasons by their titles.
        """
        none: list[None] = [None] * len(known)
        splits = known.splits if self.has_splits else none
        gap = self.ambiguous_below
        leads = none if gap is None else known.leads
        groups: dict[tuple[str, str, str, bool], list[int]] = {}
        kinds = {}
        columns = zip(known.labels, splits, known.reasons, leads)
        for number, (label, split, reason, lead) in enumerate(columns):
            if reason is None:
                key = "", split or "", label or "", lead is not None and lead <= gap
            else:
                title = str(reason.kind.title)
                kinds[title] = reason.kind
                key = title, "", "", False
            groups.setdefault(key, []).append(number)
        return groups, kinds


def cloud_tenth(percent: float) -> int:
    """The place in CLOUD_RAMP of a share of cloud: 0 is for none at all."""
    return min(max(math.ceil(percent / 10), 0), len(CLOUD_RAMP) - 1)


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
