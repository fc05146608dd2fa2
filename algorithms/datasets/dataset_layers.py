"""A dataset's tiles with their outlines and coordinate systems."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path

from qgis.core import QgsCoordinateReferenceSystem, QgsVectorLayer

from ...core.dataset.finished import FinishedDataset, read_finished, with_kinds
from ...core.network.stays_local import check_stays_local
from ...core.run.batches import run_aside
from ...core.tiles.layout import LAYERS
from ...core.tiles.table import TILE_ID, Field, TileTable
from ..base.layer_snapshot import LayerSnapshot
from ..inputs.tiles import read_table


@dataclass(frozen=True)
class DatasetLayers:
    """A dataset as layers.

    Attributes:
        dataset: with the exact outlines of its tiles, where tiles.gpkg has them.
        tiles: the same with columns of their kinds.
        crs: of the outlines.
        object_crs: of its objects.
    """

    dataset: FinishedDataset
    tiles: TileTable
    crs: QgsCoordinateReferenceSystem
    object_crs: QgsCoordinateReferenceSystem


def read_dataset_layers(folder: Path, is_cancelled) -> DatasetLayers:
    """The tables of a dataset, its outlines from tiles.gpkg, else the bounds of tiles.csv.

    Raises:
        ExportError: there is no dataset, or it is damaged.
        CancelledError: ``is_cancelled`` said so.
    """
    # Tables of a million tiles take long, and are read in one go.
    dataset = run_aside(lambda: read_finished(folder), is_cancelled)
    object_crs = QgsCoordinateReferenceSystem.fromWkt(dataset.facts.get("crs_wkt") or "")
    exact = _read_exact(folder / LAYERS, dataset.tiles, is_cancelled)
    if exact is None:
        crs = _crs_of(dataset, object_crs)
        tiles = run_aside(lambda: with_kinds(dataset.tiles, []), is_cancelled)
        return DatasetLayers(dataset, tiles, crs, object_crs)
    outlines, crs = exact
    columns = {field.name: dataset.tiles[field.name] for field in dataset.tiles.fields}
    placed = TileTable(dataset.tiles.fields, columns, outlines.wkb)
    known = [Field(f.name, f.kind) for f in outlines.fields]
    tiles = run_aside(lambda: with_kinds(placed, known), is_cancelled)
    return DatasetLayers(replace(dataset, tiles=placed), tiles, crs, object_crs)


def _read_exact(
    path: Path, tiles: TileTable, is_cancelled
) -> tuple[TileTable, QgsCoordinateReferenceSystem] | None:
    """The layer of tiles, when it is of the same tiles."""
    if not path.is_file():
        return None
    check_stays_local(str(path), is_raster=False)
    layer = QgsVectorLayer(f"{path}|layername=tiles", "tiles", "ogr")
    if not layer.isValid() or layer.featureCount() != len(tiles):
        return None
    table = read_table(LayerSnapshot(layer), is_cancelled)
    same = [None if t.find_field(TILE_ID.name) is None else t[TILE_ID.name].tolist()
            for t in (table, tiles)]  # fmt: skip
    return (table, layer.crs()) if same[0] == same[1] else None


def _crs_of(
    dataset: FinishedDataset, of_images: QgsCoordinateReferenceSystem
) -> QgsCoordinateReferenceSystem:
    """That of the outlines of tiles.csv, which knows its name."""
    facts, table = dataset.facts, dataset.tiles
    names = set(table["crs"].tolist()) if "crs" in table.columns else set()
    name = names.pop() if len(names) == 1 else None
    if not name or name == facts.get("crs"):
        return of_images
    return QgsCoordinateReferenceSystem(name)
