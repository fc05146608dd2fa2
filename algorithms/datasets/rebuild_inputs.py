"""A call of Export Tiles that makes a dataset again from what it says of itself."""

from __future__ import annotations

import csv
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from qgis.core import (
    QgsApplication,
    QgsCategorizedSymbolRenderer,
    QgsFillSymbol,
    QgsRasterLayer,
    QgsRasterRange,
    QgsRendererCategory,
    QgsVectorLayer,
)

from ...core.classes.colors import hex_color
from ...core.dataset.finished import FinishedDataset
from ...core.errors import ExportError
from ...core.merge.facts import ALGORITHM
from ...core.merge.parents import NAME, NUMBER
from ...core.message import Message
from ...core.rebuild.inputs import (
    FoundInput,
    find_dataset,
    find_layer,
    find_raster,
    named_as_before,
)
from ...core.tiles.layout import LAYERS, MERGED_FROM
from ...core.update.scaling import is_of_earlier_tiles
from .object_layer import told_colors

EXPORT = "tilewright:exporttiles"
DATASETS = "DATASETS"
# What says where inputs lie, or is told anew.
_OWN = {
    "SCENES",
    "SCENE_TABLE",
    "TILES",
    "LABEL_FIELD",
    "SPLIT_FIELD",
    "REJECTED_TILES",
    "ALGORITHM",
}
LABEL_LAYERS = ("MASK", "OBJECTS")
SCENES = "SCENES"
# Rasters, by what dataset.json calls them.
RASTERS = {"RASTER": "raster", "RASTER2": "raster2", "TARGET": "target"}
TARGET_FIELDS = {"VALUE_FIELD": "value", "LABELS_FIELD": "labels"}
# Build Dataset has a class map for labels as well, and calls that of the mask otherwise.
_MASK_CLASSES = "MASK_CLASS_MAP"


@dataclass(frozen=True)
class RebuildCall:
    """What is to be run.

    Attributes:
        parameters: of the algorithm, but for its output.
        missing: inputs that were not found.
        notes: what is to be said of the others.
        algorithm: its id.
    """

    parameters: dict[str, Any]
    missing: list[str]
    notes: list[Message]
    algorithm: str = EXPORT


def make_merge_call(dataset: FinishedDataset, sources: Path | None, is_cancelled) -> RebuildCall:
    """The call that merges the datasets again of which one was made.

    Args:
        dataset: that one.
        sources: a folder with datasets that were moved, or None.
        is_cancelled: polled between files.

    Raises:
        CancelledError: ``is_cancelled`` said so.
    """
    told, rows = dataset.facts.get("parameters") or {}, dataset.facts[MERGED_FROM]
    folders = told.get(DATASETS) or []
    missing, notes, found = [], [], []
    for k, row in enumerate(rows):
        path = str(folders[k]) if k < len(folders) else str(row["name"])
        here = find_dataset(DATASETS, path, row["sha256"], sources, is_cancelled)
        if here is None:
            missing.append(f"{DATASETS} ({path})")
            continue
        found.append(here.path)
        notes += [here.note] if here.note is not None else []
    prefixes = [row.get("tile_id_prefix", "") for row in rows]
    choice = NUMBER if not any(prefixes) or prefixes[0].strip("d0") == "1_" else NAME
    return RebuildCall({DATASETS: found, "PREFIX": choice}, missing, notes, ALGORITHM)


def make_rebuild_call(
    dataset: FinishedDataset, layers: Path, sources: Path | None, is_cancelled
) -> RebuildCall:
    """The call that makes a dataset again.

    Args:
        dataset: that one.
        layers: a copy of its tiles.gpkg, which changes when it is looked at, in a folder of its
            own.
        sources: a folder with inputs that were moved, or None.
        is_cancelled: polled between files.

    Raises:
        ExportError: the dataset does not say how it was made.
        CancelledError: ``is_cancelled`` said so.
    """
    facts, told = dataset.facts, dataset.facts.get("parameters") or {}
    recorded = facts.get("sources") or {}
    if not told or not recorded.get("raster") or facts.get("kind"):
        raise ExportError(
            "The dataset in {folder} does not say how it was made, or Export Tiles did not make "
            "it; name one that Export Tiles or Build Dataset wrote.",
            folder=dataset.folder,
        )
    if recorded.get("earthengine"):
        raise ExportError(
            "Earth Engine computed the images in {folder}; make them again with Earth Engine "
            "Tiles and the parameters that dataset.json tells.",
            folder=dataset.folder,
        )
    parameters = plain_parameters(told)
    missing, notes = [], []
    inputs = {
        name: find_raster(name, recorded[key], sources, is_cancelled)
        for name, key in RASTERS.items()
        if recorded.get(key)
    }
    scenes = []
    if facts.get("scenes"):
        del inputs["RASTER"]
        scenes = [
            find_raster(SCENES, row["file"], sources, is_cancelled) for row in facts["scenes"]
        ]
        for row, found in zip(facts["scenes"], scenes):
            missing += [] if found is not None else [f"{SCENES} ({row['file'].get('path')})"]
            notes += [found.note] if found is not None and found.note is not None else []
    for name in LABEL_LAYERS:
        if told.get(name):
            inputs[name] = _find(name, told[name], recorded, sources, is_cancelled)
    for name, found in inputs.items():
        if found is None:
            missing.append(f"{name} ({told.get(name)})")
            continue
        parameters[name] = found.path
        notes += [found.note] if found.note is not None else []
    if not missing:
        for name, key in RASTERS.items():
            if name in parameters:
                title = str(recorded[key].get("name") or "")
                path = named_as_before(Path(parameters[name]), title, layers.parent)
                parameters[name] = open_recorded(str(path), recorded[key])
        if scenes:
            parameters.update(
                scene_parameters(facts["scenes"], [str(found.path) for found in scenes], layers)
            )
        _color_layers(parameters, facts)
        parameters.update(_tiles(dataset, layers))
    return RebuildCall(parameters, missing, notes)


def scene_parameters(rows: list[dict[str, Any]], paths: list[str], layers: Path) -> dict[str, Any]:
    """The scenes, and a table of what was told of them."""
    table = layers.parent / "scenes.csv"
    with table.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, ("file", "scene", "date", "bands", "nodata"))
        writer.writeheader()
        for row, path in zip(rows, paths):
            own = {name: row.get(name, "") for name in ("date", "bands", "nodata")}
            writer.writerow({"file": path, "scene": row["name"], **own})
    rasters = [open_recorded(path, row["file"]) for path, row in zip(paths, rows)]
    return {SCENES: rasters, "SCENE_TABLE": str(table)}


def plain_parameters(told: dict[str, Any]) -> dict[str, Any]:
    """What Export Tiles is told as it was told then."""
    algorithm = QgsApplication.processingRegistry().algorithmById(EXPORT)
    known = {definition.name() for definition in algorithm.parameterDefinitions()}
    if _MASK_CLASSES in told:
        told = {**told, "CLASS_MAP": told[_MASK_CLASSES]}
    return {
        name: value
        for name, value in told.items()
        if name in known.difference(_OWN, LABEL_LAYERS, RASTERS) and value is not None
    }


def _find(name, source, recorded, sources, is_cancelled) -> FoundInput | None:
    facts = recorded.get(name.lower()) or {}
    if name == "MASK" and "path" in facts:
        return find_raster(name, facts, sources, is_cancelled)
    return find_layer(name, source, sources, is_cancelled)


def open_recorded(path: str, recorded: dict[str, Any]) -> QgsRasterLayer | str:
    """The raster with the nodata settings of the layer that it was then."""
    layer = QgsRasterLayer(path, Path(path).stem, "gdal")
    if not layer.isValid():
        # What it is, and why it is none, is told by the export.
        return path
    provider = layer.dataProvider()
    for band, gaps in (recorded.get("additional_nodata") or {}).items():
        provider.setUserNoDataValue(int(band), [QgsRasterRange(*gap) for gap in gaps])
    for band in recorded.get("nodata_switched_off") or ():
        provider.setUseSourceNoDataValue(int(band), False)
    return layer


def _tiles(dataset: FinishedDataset, path: Path) -> dict[str, Any]:
    """The tiles of the dataset, its rejected tiles, and its scaling where nothing fits it."""
    facts = dataset.facts
    layers = {
        name: QgsVectorLayer(f"{path}|layername={name}", name, "ogr")
        for name in ("tiles", "rejected")
    }
    if not path.is_file() or not all(layer.isValid() for layer in layers.values()):
        raise ExportError(
            "The dataset in {folder} has no {name}, from which its tiles are taken.",
            folder=dataset.folder,
            name=LAYERS,
        )
    _drop_added(layers["tiles"], layers["rejected"])
    # Without any tile it tells the order of the fields.
    given: dict[str, Any] = {"TILES": layers["tiles"], "REJECTED_TILES": [layers["rejected"]]}
    if facts.get("classes"):
        given["LABEL_FIELD"] = "label"
        _categorize(layers["tiles"], "label", told_colors(facts["classes"], "name"))
    if facts.get("splits"):
        given["SPLIT_FIELD"] = "split"
    # Whatever they were called, they are called so in the dataset.
    told = facts.get("parameters") or {}
    given.update({name: field for name, field in TARGET_FIELDS.items() if told.get(name)})
    scaling = facts.get("scaling") or {}
    if is_of_earlier_tiles(scaling):
        given["SCALING"] = "RANGE"
        for name, key in (("SCALE_MIN", "min"), ("SCALE_MAX", "max")):
            given[name] = ",".join(repr(float(row[key])) for row in scaling["bands"])
    return given


def _drop_added(tiles: QgsVectorLayer, rejected: QgsVectorLayer) -> None:
    """Take away the fields that the export added, which tiles that it left out do not have."""
    names = {field.name().lower() for field in rejected.fields()}
    added = [k for k, field in enumerate(tiles.fields()) if field.name().lower() not in names]
    tiles.dataProvider().deleteAttributes(added)
    tiles.updateFields()


def _color_layers(parameters: dict[str, Any], facts: dict[str, Any]) -> None:
    """Give layers the colours that their classes had."""
    for name, field, key in (
        ("OBJECTS", "OBJECT_FIELD", "objects"),
        ("MASK", "MASK_FIELD", "masks"),
    ):
        rows = (facts.get(key) or {}).get("classes") or ()
        if not isinstance(parameters.get(name), str) or not parameters.get(field) or not rows:
            continue
        layer = QgsVectorLayer(parameters[name], Path(parameters[name]).stem, "ogr")
        if layer.isValid():
            _categorize(layer, parameters[field], told_colors(rows, "class"))
            parameters[name] = layer


def _categorize(layer: QgsVectorLayer, field: str, colors: dict) -> None:
    categories = []
    for name, color in colors.items():
        symbol = QgsFillSymbol.createSimple({"color": hex_color(color)})
        categories.append(QgsRendererCategory(name, symbol, name))
    layer.setRenderer(QgsCategorizedSymbolRenderer(field, categories))
