"""The datasets that become one, read with their outlines in one coordinate system."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from qgis.core import QgsCoordinateReferenceSystem

from ...core.dataset.finished import FinishedDataset
from ...core.merge.parents import Parent, TilesCrs, check_is_of_tiles, unique_names
from ...core.message import Message
from ...core.tiles.table import REASON, TileTable
from ..base.values import Values
from ..inputs.layer_transform import LayerTransform, crs_text
from .dataset_layers import DatasetLayers, open_layers, read_dataset_layers, read_layers

# Of tiles in several coordinate systems.
_WORLD = "EPSG:4326"


@dataclass(frozen=True)
class Parents:
    """The datasets, and the coordinate system that all outlines were brought to."""

    parents: list[Parent]
    crs: TilesCrs
    layer_crs: QgsCoordinateReferenceSystem


def read_parents(values: Values, folders: Sequence[Path]) -> Parents:
    """Read the tables of all datasets, with their outlines in one coordinate system."""
    layers = []
    for folder in folders:
        values.check_cancelled()
        found = read_dataset_layers(folder, values.feedback.isCanceled)
        check_is_of_tiles(folder, found.dataset.facts, len(found.tiles))
        layers.append(found)
    names = unique_names(folders)
    crs = layers[0].crs
    is_new = any(found.crs != crs for found in layers)
    if is_new:
        crs = QgsCoordinateReferenceSystem(_WORLD)
        values.info(
            "The datasets have several coordinate systems, so that tiles.csv and tiles.gpkg are in "
            "{crs}.",
            crs=_WORLD,
        )
    told = layers[0].dataset.facts.get("tiles_crs") or crs.authid() or crs.description()
    of_tiles = TilesCrs(_WORLD if is_new else str(told), crs_text(crs), crs.isGeographic(), is_new)
    return Parents(
        [_read_parent(values, name, found, crs) for name, found in zip(names, layers)],
        of_tiles,
        crs,
    )


def _read_parent(
    values: Values, name: str, layers: DatasetLayers, crs: QgsCoordinateReferenceSystem
) -> Parent:
    is_cancelled, dataset = values.feedback.isCanceled, layers.dataset
    transform = LayerTransform(
        layers.crs,
        crs,
        values.context.transformContext(),
        Message("the tiles of {name}", name=name),
        Message("the other datasets"),
    )

    def placed(table: TileTable) -> TileTable:
        wkb = table.wkb if transform.is_identity else transform.outlines(table, is_cancelled).wkb
        return TileTable(table.fields, table.columns, wkb)

    rejected = placed(_read_rejected(dataset, is_cancelled))
    tiles = placed(layers.tiles)
    return Parent(name, dataset.folder, dataset.facts, placed(dataset.tiles), tiles, rejected)


def _read_rejected(dataset: FinishedDataset, is_cancelled) -> TileTable:
    """The tiles that were left out of a dataset; none where its tiles.gpkg is gone."""
    layers = open_layers(dataset.folder, "rejected")
    if layers:
        return read_layers(layers, is_cancelled)
    return TileTable([REASON], {REASON.name: np.empty(0, dtype=object)}, [])
