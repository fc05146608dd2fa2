"""A call of Export Tiles that updates a dataset from an edited layer of its tiles."""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from qgis.core import QgsProject, QgsVectorLayer

from ...core.errors import ExportError
from ...core.tiles.layout import MERGED_FROM
from ...core.tiles.words import LABEL, SPLIT
from .rebuild_inputs import (
    LABEL_LAYERS,
    RASTERS,
    SCENES,
    TARGET_FIELDS,
    open_recorded,
    plain_parameters,
    scene_parameters,
)


def make_update_call(
    folder: Path, facts: Mapping[str, Any], tiles: QgsVectorLayer, copy: Path
) -> dict[str, Any]:
    """Parameters of Export Tiles that put a dataset of these tiles in the place of an earlier one.

    Only in the main thread, as it opens layers. Rasters are compared by the export itself.

    Args:
        folder: of the dataset.
        facts: what its dataset.json says.
        tiles: its tiles as Load Dataset made them, with corrected fields.
        copy: of its tiles.gpkg, in a folder of its own; it need not exist.

    Raises:
        ExportError: the dataset does not say how its images were made, or an input is gone.
    """
    told, recorded = facts.get("parameters") or {}, facts.get("sources") or {}
    if not told or not recorded.get("raster") or facts.get("kind") or facts.get(MERGED_FROM):
        raise ExportError(
            "The dataset in {folder} does not say which image it was cut from, so it cannot be "
            "updated; export its tiles into a new folder.",
            folder=folder,
        )
    if recorded.get("earthengine"):
        raise ExportError(
            "Earth Engine computed the images in {folder}, so they cannot be updated here.",
            folder=folder,
        )
    parameters = plain_parameters(dict(told))
    rows = facts.get("scenes") or []
    for name, key in RASTERS.items():
        if recorded.get(key) and not (rows and name == "RASTER"):
            path = _existing(folder, recorded[key].get("path"))
            parameters[name] = open_recorded(path, recorded[key])
    if rows:
        paths = [_existing(folder, row["file"].get("path")) for row in rows]
        parameters.update(scene_parameters(rows, paths, copy))
        parameters[SCENES] = list(parameters[SCENES])
    for name in LABEL_LAYERS:
        if told.get(name):
            parameters[name] = _layer(folder, str(told[name]))
    parameters.update({name: field for name, field in TARGET_FIELDS.items() if told.get(name)})
    parameters["TILES"] = tiles
    rejected = QgsVectorLayer(f"{copy}|layername=rejected", "rejected", "ogr")
    if copy.is_file() and rejected.isValid():
        parameters["REJECTED_TILES"] = [rejected]
    for name, fact, field in (("LABEL_FIELD", "classes", LABEL), ("SPLIT_FIELD", "splits", SPLIT)):
        if facts.get(fact):
            parameters[name] = field.name
    return {**parameters, "UPDATE": True, "OUTPUT": str(folder)}


def _existing(folder: Path, path: object) -> str:
    if not path or not os.path.exists(str(path)):
        raise ExportError(
            "The image {path} of the dataset in {folder} is not there any more; put it back, then "
            "update again.",
            path=path or "",
            folder=folder,
        )
    return str(path)


def _layer(folder: Path, source: str) -> str:
    """A layer of the project, with its edits and colours, or else its file."""
    for layer in QgsProject.instance().mapLayers().values():
        if layer.source() == source:
            return layer.id()
    path, bar, rest = source.partition("|")
    return _existing(folder, path) + bar + rest
