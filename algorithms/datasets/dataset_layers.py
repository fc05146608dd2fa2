"""A dataset's tiles with their outlines and coordinate systems."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path

from qgis.core import QgsCoordinateReferenceSystem, QgsVectorLayer

from ...core.dataset.finished import FinishedDataset, read_finished, with_kinds
from ...core.dataset.manifest import layer_files
from ...core.network.stays_local import check_stays_local
from ...core.run.batches import run_aside
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
    exact = read_exact(folder, dataset.tiles, is_cancelled)
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


def open_layers(folder: Path, name: str) -> list[QgsVectorLayer]:
    """The layers of a dataset's GeoPackages that together are one; none where a file lacks.

    Args:
        folder: of the dataset.
        name: ``tiles`` or ``rejected``.

    Raises:
        FileError: dataset.json names files that no export writes.
    """
    paths = [folder / file for file in layer_files(folder)]
    if not all(path.is_file() for path in paths):
        return []
    layers = []
    for path in paths:
        check_stays_local(str(path), is_raster=False)
        layers.append(QgsVectorLayer(f"{path}|layername={name}", name, "ogr"))
    return layers if all(layer.isValid() for layer in layers) else []


def read_layers(layers: list[QgsVectorLayer], is_cancelled) -> TileTable:
    """The tiles of some layers, one after the other, with the fields of the first."""
    tables = [read_table(LayerSnapshot(layer), is_cancelled) for layer in layers]
    return tables[0] if len(tables) == 1 else TileTable.concatenate(tables, tables[0].fields)


def read_exact(
    folder: Path, tiles: TileTable, is_cancelled
) -> tuple[TileTable, QgsCoordinateReferenceSystem] | None:
    """The tiles of the layers, when they are as many and, where they have names, the same."""
    layers = open_layers(folder, "tiles")
    if not layers or sum(layer.featureCount() for layer in layers) != len(tiles):
        return None
    table = read_layers(layers, is_cancelled)
    same = [None if t.find_field(TILE_ID.name) is None else t[TILE_ID.name].tolist()
            for t in (table, tiles)]  # fmt: skip
    return (table, layers[0].crs()) if same[0] == same[1] else None


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
