"""The dock's settings as a dataset tells them, and the layers that they name."""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, fields
from pathlib import Path
from typing import Any

from qgis.core import QgsMapLayer, QgsProject, QgsRasterLayer, QgsVectorLayer

from ...algorithms.base.compat import is_null
from ...core.files.paths import path_key
from ...core.network.stays_local import check_stays_local
from ...core.tiles.layout import MADE_WITH
from ..cells.map_marks import Mark, crs_text
from ..image.add_images import add_images
from ..settings.dock_settings import DOCK_DEFAULTS, DockSettings
from ..settings.plan_parameters import CLOUD_LAYER, CLOUD_RASTER, MARKS

BUILD = "tilewright:builddataset"
_RASTER_NAMES = ("RASTER", "CLOUD_MASK", "LABEL_RASTER", "RASTER2")
_IMAGES = ("RASTER", "RASTER2")
_VECTOR_NAMES = ("AOI", "LABELS", "SPLIT_GROUPS", "OBJECTS")
# Of polygons, or a class raster.
_EITHER = ("MASK",)
_NOT_TOLD = ("OUTPUT", "RESUME", "OVERWRITE", "APPEND", "CLOUDS", "SCENES")


@dataclass
class ToldSettings:
    """What a dataset tells.

    Attributes:
        settings: of the dock.
        cloud_marks: those that were made in the dock.
        label_edits: the same of corrections.
        missing: files that it names and that are not there.
    """

    settings: DockSettings
    cloud_marks: list[Mark] = field(default_factory=list)
    label_edits: list[Mark] = field(default_factory=list)
    missing: list[str] = field(default_factory=list)


def read_told_settings(folder: str, facts: Mapping[str, Any]) -> ToldSettings | None:
    """The settings that a dataset was made with, and its layers in the project.

    Layers that the project lacks are added, of files that check_told_files has seen. Returns None
    where it does not tell its settings.
    """
    told = _told(facts)
    if told is None:
        return None
    found = ToldSettings(DockSettings(output=folder, scaling_is_proposed=False))
    for each in fields(DockSettings):
        name = each.metadata.get("parameter")
        if name and name not in _NOT_TOLD and told.get(name) is not None:
            value = told[name]
            if name in (*_RASTER_NAMES, *_VECTOR_NAMES, *_EITHER):
                layer = _find_layer(name, str(value), found.missing)
                value = "" if layer is None else layer.id()
            _set(found.settings, each.name, value)
    _take_scenes(facts, found)
    _take_clouds(told, found)
    if not found.settings.scenes:
        # Of several images nobody knows which one a mark was set on.
        found.label_edits = _read_marks(told.get("LABEL_EDITS"), found.missing)
    return found


def _told(facts: Mapping[str, Any]) -> Mapping[str, Any] | None:
    """Parameters of Build Dataset, by which the dataset was made at first; None without any."""
    for name in ("parameters", MADE_WITH):
        told = facts.get(name)
        if isinstance(told, Mapping) and told.get("ALGORITHM") == BUILD:
            return told
    return None


def check_told_files(facts: Mapping[str, Any]) -> None:
    """Refuse what a stranger's dataset leads to the network with; reads files, for any thread.

    Raises:
        RasterError: names the file.
    """
    told = _told(facts)
    if told is None:
        return
    for name in (*_RASTER_NAMES, *_VECTOR_NAMES, *_EITHER, "CLOUDS", "LABEL_EDITS"):
        path = str(told.get(name) or "").partition("|")[0]
        if os.path.exists(path):
            check_stays_local(path, is_raster=name in _RASTER_NAMES)


def _set(settings: DockSettings, name: str, value: Any) -> None:
    """Set one; what is of another kind than the dock's stays at its default."""
    usual = getattr(settings, name)
    if isinstance(usual, bool) or isinstance(value, bool):
        if isinstance(usual, bool) and isinstance(value, bool):
            setattr(settings, name, value)
    elif isinstance(usual, (int, float)) and isinstance(value, (int, float)):
        setattr(settings, name, type(usual)(value))
    elif usual is None and isinstance(value, (int, float)):
        setattr(settings, name, float(value))
    elif isinstance(usual, str) and isinstance(value, str):
        setattr(settings, name, value)
    elif isinstance(usual, str) and isinstance(value, list):
        setattr(settings, name, ",".join(str(each) for each in value))


def _take_scenes(facts: Mapping[str, Any], found: ToldSettings) -> None:
    rows = facts.get("scenes") or ()
    paths = [str((row.get("file") or {}).get("path") or row.get("name")) for row in rows]
    found.missing += [path for path in paths if not os.path.exists(path)]
    found.settings.scenes = [path for path in paths if os.path.exists(path)]


def _take_clouds(told: Mapping[str, Any], found: ToldSettings) -> None:
    if told.get("CLOUD_MASK"):
        found.settings.cloud_source = CLOUD_RASTER
        return
    found.settings.max_cloud = DOCK_DEFAULTS["MAX_CLOUD"]
    source = told.get("CLOUDS")
    if source and Path(str(source).partition("|")[0]).name.startswith("cloud_marks-"):
        found.settings.cloud_source = MARKS
        if not found.settings.scenes:
            found.cloud_marks = _read_marks(source, found.missing)
    elif source:
        layer = _find_layer("CLOUDS", str(source), found.missing)
        if layer is not None:
            found.settings.cloud_source, found.settings.cloud_layer = CLOUD_LAYER, layer.id()


def _find_layer(name: str, source: str, missing: list[str]) -> QgsMapLayer | None:
    """The layer of the project with a source; it is added where there is none."""
    project = QgsProject.instance()
    wanted = _source_key(source)
    for layer in project.mapLayers().values():
        if _source_key(layer.source()) == wanted:
            return layer
    path = source.partition("|")[0]
    if not os.path.exists(path):
        missing.append(path)
        return None
    layer = _open(name, source, Path(path).stem)
    if layer is None:
        missing.append(path)
        return None
    if name in _IMAGES:
        add_images([layer])
    else:
        project.addMapLayer(layer)
    return layer


def _open(name: str, source: str, title: str) -> QgsMapLayer | None:
    kinds: Sequence[str] = ("raster",) if name in _RASTER_NAMES else ("vector",)
    if name in _EITHER:
        kinds = ("vector", "raster")
    for kind in kinds:
        layer = (
            QgsRasterLayer(source, title)
            if kind == "raster"
            else QgsVectorLayer(source, title, "ogr")
        )
        if layer.isValid():
            return layer
    return None


def _source_key(source: str) -> str:
    path, bar, rest = source.partition("|")
    return path_key(os.path.realpath(path)) + bar + rest


def _read_marks(source: object, missing: list[str]) -> list[Mark]:
    """The marks of a file that the dock wrote, or of any layer of the same kind."""
    if not source:
        return []
    path = str(source).partition("|")[0]
    if not os.path.exists(path):
        missing.append(path)
        return []
    layer = QgsVectorLayer(str(source), "marks", "ogr")
    crs, has_label = crs_text(layer.crs()), layer.fields().lookupField("label") >= 0
    marks = []
    for feature in layer.getFeatures():
        point = feature.geometry().centroid().asPoint()
        label = feature["label"] if has_label else ""
        marks.append(Mark(point.x(), point.y(), crs, "" if is_null(label) else str(label)))
    return marks
