"""Going to a tile by its name."""

from __future__ import annotations

import os
import re
from collections.abc import Iterable
from pathlib import Path

from qgis.core import (
    QgsCoordinateTransform,
    QgsExpression,
    QgsFeatureRequest,
    QgsGeometry,
    QgsProject,
    QgsVectorLayer,
)
from qgis.gui import QgsMapCanvas

from ...algorithms.base.check_values import refuse_layers
from ...algorithms.base.words import tr
from ...core.files.paths import clean_path
from ...core.grid.find import NOWHERE
from ...core.tiles.layout import LAYERS
from ..cells.grid_cells import GridCells

# Enough to see where they are; a shorter name would match every tile of a large dataset.
_MANY = 1000
# In a grid of more tiles only whole names are looked for.
_MOST_NAMES = 100_000
_GROW = 4
# With the number of the scene in front where there are several.
_TILE_ID = re.compile(r"(?:s\d{3,}_)?r\d+_c\d+$")


def show_tile(canvas: QgsMapCanvas, geometry: QgsGeometry) -> None:
    """Zoom to an outline in map units with some of what lies around it, and flash it."""
    extent = geometry.boundingBox()
    extent.scale(_GROW)
    canvas.setExtent(extent)
    canvas.refresh()
    canvas.flashGeometries([geometry], canvas.mapSettings().destinationCrs())


class TileFinder:
    """Zooms to tiles, one after the other when several have what was typed in their names."""

    def __init__(self, canvas: QgsMapCanvas) -> None:
        self._canvas = canvas
        self._last = ""
        self._turn = 0

    def find(self, text: str, dataset: str, cells: GridCells | None) -> str:
        """Zoom to the next tile with a text in its name; returns what to tell the user.

        Args:
            text: a file's name or path, a tile's id, or a part of one; in any case.
            dataset: tiles.gpkg of a dataset, looked through first; it need not exist.
            cells: the grid on the map, if any.
        """
        stem = _stem(text)
        if not stem:
            return ""
        refusal = refuse_layers(dataset)
        if refusal:
            return refusal
        layer = QgsVectorLayer(f"{dataset}|layername=tiles", "tiles", "ogr")
        if not layer.isValid() and cells is None:
            return tr("There are no tiles yet: choose an image, or make a dataset.")
        found = self._find_files(layer, stem) if layer.isValid() else []
        found = found or (self._find_tiles(cells, stem) if cells is not None else [])
        if not found:
            return tr("No tile has {} in its name.").format(text.strip())
        self._turn = self._turn + 1 if stem == self._last else 0
        self._last = stem
        turn = self._turn % len(found)
        show_tile(self._canvas, found[turn])
        if len(found) == 1:
            return ""
        count = f"{_MANY}+" if len(found) == _MANY else len(found)
        return tr("{} tiles have {} in their names; this is number {}. Enter: the next.").format(
            count, text.strip(), turn + 1
        )

    def _find_files(self, layer: QgsVectorLayer, stem: str) -> list[QgsGeometry]:
        """Outlines of the dataset's tiles of this name, or else of those with it in theirs."""
        # SQLite knows the case of plain letters only: others may be any, and are compared below.
        pattern = "".join(c if c.isascii() and c not in "%_\\" else "_" for c in stem)
        whole = [f"%/{pattern}.%", f"{pattern}.%"]
        return self._select(layer, stem, whole, pattern, exactly=True) or self._select(
            layer, stem, [f"%{pattern}%"], f"%{pattern}%", exactly=False
        )

    def _select(
        self, layer: QgsVectorLayer, stem: str, files: list[str], tile_id: str, exactly: bool
    ) -> list[QgsGeometry]:
        quote = QgsExpression.quotedString
        terms = [f'"file" ILIKE {quote(p)}' for p in files] + [f'"tile_id" ILIKE {quote(tile_id)}']
        request = QgsFeatureRequest().setFilterExpression(" OR ".join(terms))
        request.setSubsetOfAttributes(["file", "tile_id"], layer.fields())
        to_map = QgsCoordinateTransform(
            layer.crs(), self._canvas.mapSettings().destinationCrs(), QgsProject.instance()
        )
        found = []
        for feature in layer.getFeatures(request):
            names = (_stem(str(feature["file"])), str(feature["tile_id"]).casefold())
            if stem in names or (not exactly and any(stem in name for name in names)):
                geometry = feature.geometry()
                geometry.transform(to_map)
                found.append(geometry)
            if len(found) == _MANY:
                break
        return found

    @staticmethod
    def _find_tiles(cells: GridCells, stem: str) -> list[QgsGeometry]:
        """The same of tiles on the map; a file is known by the tile's id at its end."""
        # File names begin with the class, which may hold underscores too.
        number = cells.find_name(_TILE_ID.search(stem)[0]) if _TILE_ID.search(stem) else NOWHERE
        if number != NOWHERE:
            return [cells.geometry(number)]
        if len(cells) > _MOST_NAMES:
            return []
        numbers = cells.all()
        found = [n for n, name in zip(numbers.tolist(), cells.names(numbers)) if stem in name]
        return [cells.geometry(number) for number in found[:_MANY]]


def find_layers(folders: Iterable[str]) -> str:
    """The tiles of the first folder that holds a dataset; empty where none does."""
    paths = [str(Path(folder, LAYERS)) for folder in folders if folder]
    return next((path for path in paths if os.path.exists(path)), "")


def _stem(text: str) -> str:
    """A file's name without folders and ending, in lower case."""
    path = clean_path(text.replace("\\", "/"), "/")
    # Names of tiles have no dots, so what follows one is an ending.
    return Path(path).stem.casefold()
