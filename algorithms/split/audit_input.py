"""The tiles that Audit Split looks at, from a layer or a dataset folder."""

from __future__ import annotations

from pathlib import Path

import numpy as np
from qgis.core import (
    QgsCoordinateReferenceSystem,
)

from ...core.audit.result import AuditInput
from ...core.dataset.read import holds_series, read_dataset_tiles, read_pictures
from ...core.dataset.thumbnails import Pictures
from ...core.errors import LayerError
from ...core.geodesy.to_degrees import bring_to_degrees
from ...core.message import Message
from ...core.tiles.layout import FILE
from ...core.tiles.table import TILE_ID, TileTable
from ...core.tiles.words import LABEL, SCENE, SPLIT, class_name, split_word
from ..base.layer_snapshot import FeatureSource
from ..base.parameters import check_field, choose_field, field_names
from ..base.values import Values
from ..datasets.dataset_layers import open_layers, read_layers
from ..inputs.layer_transform import crs_text
from ..inputs.tiles import read_table

SPLIT_FIELD = "SPLIT_FIELD"
LABEL_FIELD = "LABEL_FIELD"
DISTANCE = "DISTANCE"


def read_layer(values: Values, source: FeatureSource) -> AuditInput:
    """The tiles of a layer.

    Raises:
        LayerError: no field tells the split.
    """
    table = read_table(source, values.feedback.isCanceled)
    fields = _field_names(values, source)
    return _audit_input(table, source.sourceCrs(), fields, values.double(DISTANCE))


def read_dataset(values: Values, folder: Path) -> tuple[AuditInput, Pictures | None]:
    """The tiles of a dataset, and their images where each tile has one.

    Raises:
        LayerError: the dataset was not split.
    """
    table, crs = _read_folder(folder, values.feedback.isCanceled)
    _check_splits(folder, table)
    are_series, pictures = holds_series(folder), None
    if table.find_field(FILE.name) is not None and not are_series:
        pictures = read_pictures(
            folder,
            table[FILE.name].tolist(),
            lambda f: values.feedback.setProgress(60 * f),
            values.feedback.isCanceled,
        )
    fields = (SPLIT.name, LABEL.name)
    return _audit_input(table, crs, fields, values.double(DISTANCE), are_series), pictures


def _field_names(values: Values, source: FeatureSource) -> tuple[str, str]:
    given = values.text(SPLIT_FIELD)
    # What stands there without anybody's doing is no wish.
    given = "" if given == SPLIT.name else given
    split = choose_field(source, SPLIT_FIELD, given, SPLIT.name)
    if split is None:
        raise LayerError(
            "Name the field of {sourcename} with the split as {SPLIT_FIELD}; it has {field_names}.",
            sourcename=source.sourceName(),
            field_names=field_names(source),
        )
    label = values.text(LABEL_FIELD)
    label = check_field(source, LABEL_FIELD, label) if label else LABEL.name
    return split, label


def _read_folder(folder: Path, is_cancelled) -> tuple[TileTable, QgsCoordinateReferenceSystem]:
    """Tiles of a dataset with their outlines; of the manifest, where there are no layers."""
    table = read_dataset_tiles(folder)
    layers = open_layers(folder, "tiles")
    if layers and sum(layer.featureCount() for layer in layers) == len(table):
        return read_layers(layers, is_cancelled), layers[0].crs()
    names = set(table["crs"].tolist()) if table.find_field("crs") is not None else set()
    if len(names) > 1:
        # Scenes of several zones: only in degrees do their tiles stand side by side.
        whole = bring_to_degrees(table.geometries, table["crs"].tolist())
        table = TileTable(table.fields, table.columns, whole.wkb)
        return table, QgsCoordinateReferenceSystem("EPSG:4326")
    crs = QgsCoordinateReferenceSystem(names.pop() or "") if len(names) == 1 else None
    return table, crs or QgsCoordinateReferenceSystem()


def _check_splits(folder: Path, table: TileTable) -> None:
    """Refuse a dataset that was not split: no parameter says where its splits are."""
    field = table.find_field(SPLIT.name)
    found = set() if field is None else {class_name(v) for v in table[field.name].tolist()}
    found.discard(None)
    if len(found) < 2:
        told = Message("no splits")
        if found:
            told = Message("only the split {split}", split=found.pop())
        raise LayerError(
            "The dataset {folder} has {told}, and leaks are between two; split the tiles, for "
            "example with Split Tiles, and export them with {SPLIT_FIELD}.",
            folder=folder,
            told=told,
        )


def _audit_input(
    table: TileTable,
    crs: QgsCoordinateReferenceSystem,
    fields: tuple[str, str],
    distance: float,
    are_series: bool = False,
) -> AuditInput:
    split_field, label_field = fields

    def words(name: str) -> list | None:
        field = table.find_field(name)
        return None if field is None else [class_name(v) for v in table[field.name].tolist()]

    splits = words(split_field)
    if splits is None:
        raise LayerError(
            "The tiles have no field {split_field}; split them first, for example with Split "
            "Tiles.",
            split_field=split_field,
        )
    ids = words(TILE_ID.name)
    names = words(FILE.name) or ids or [None] * len(table)
    sizes = [words(name) for name in ("width", "height")]
    pixels = None
    if None not in sizes:
        wide, high = (np.array([_number(v) for v in values]) for values in sizes)
        pixels = wide * high
    return AuditInput(
        table.geometries,
        crs_text(crs),
        [split_word(split) for split in splits],
        [name or f"tile {k}" for k, name in enumerate(names, 1)],
        words(label_field),
        pixels,
        distance,
        are_series,
        words(SCENE.name),
        [name or "" for name in ids] if ids is not None else None,
    )


def _number(text: str | None) -> float:
    try:
        return float(text) if text else float("nan")
    except ValueError:
        return float("nan")
