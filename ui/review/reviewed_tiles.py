"""What Review Labels found, as the dock goes through it."""

from __future__ import annotations

from typing import NamedTuple

from qgis.core import (
    NULL,
    QgsCoordinateReferenceSystem,
    QgsCoordinateTransform,
    QgsCsException,
    QgsGeometry,
    QgsProject,
    QgsVectorLayer,
)

from ...core.grid.find import NOWHERE
from ..cells.grid_cells import GridCells
from ..cells.scene_cells import SceneCells

# A tile of the grid is the dataset's when their middles are nearer than this part of its side.
_NEAR = 0.25


class ReviewedTile(NamedTuple):
    """A tile whose label was judged; ``geometry`` in the coordinate system of its review."""

    tile_id: str
    given: str
    likely: str
    doubt: float
    is_doubtful: bool
    duplicate_of: str
    split: str
    geometry: QgsGeometry
    file: str = ""


class ReviewedTiles(NamedTuple):
    """The judged tiles, the worst first, and the coordinate system of their outlines."""

    tiles: tuple[ReviewedTile, ...]
    crs: QgsCoordinateReferenceSystem

    def classes(self) -> list[str]:
        """All classes that a tile has or is likely of, sorted."""
        return sorted({name for tile in self.tiles for name in (tile.given, tile.likely)})

    def on_map(self, k: int, map_crs: QgsCoordinateReferenceSystem) -> QgsGeometry:
        """A tile's outline in map units; empty where it has no place on this map."""
        geometry = QgsGeometry(self.tiles[k].geometry)
        transform = QgsCoordinateTransform(self.crs, map_crs, QgsProject.instance())
        try:
            geometry.transform(transform)
        except QgsCsException:
            return QgsGeometry()
        return geometry

    def number_on_grid(
        self, k: int, cells: GridCells | SceneCells, map_crs: QgsCoordinateReferenceSystem
    ) -> int:
        """The tile of the grid on the map that is this tile, or NOWHERE."""
        return number_on_grid(self.tiles[k].tile_id, self.on_map(k, map_crs), cells)


def number_on_grid(tile_id: str, outline: QgsGeometry, cells: GridCells | SceneCells) -> int:
    """The tile of a grid that has this name and lies in this place, in map units, or NOWHERE."""
    number = cells.find_name(tile_id)
    if number == NOWHERE or outline.isEmpty():
        return NOWHERE
    theirs = cells.geometry(number)
    side = theirs.boundingBox().width()
    is_same = outline.centroid().distance(theirs.centroid()) <= _NEAR * side
    return number if is_same else NOWHERE


def read_reviewed(layer: QgsVectorLayer) -> ReviewedTiles:
    """The judged tiles of a layer that Review Labels wrote."""
    tiles = []
    for feature in layer.getFeatures():
        rank = feature["rank"]
        if rank in (None, NULL):
            continue
        text = {
            name: "" if feature[name] in (None, NULL) else str(feature[name])
            for name in ("tile_id", "given", "likely", "duplicate_of", "split", "file")
        }
        tile = ReviewedTile(
            text["tile_id"],
            text["given"],
            text["likely"],
            float(feature["doubt"]),
            bool(feature["doubtful"]),
            text["duplicate_of"],
            text["split"],
            QgsGeometry(feature.geometry()),
            text["file"],
        )
        tiles.append((int(rank), tile))
    return ReviewedTiles(tuple(tile for _, tile in sorted(tiles, key=lambda t: t[0])), layer.crs())
