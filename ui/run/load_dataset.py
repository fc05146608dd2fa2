"""A dataset's tiles as layers of the project."""

from __future__ import annotations

import os
from collections.abc import Mapping
from functools import partial
from pathlib import Path

from qgis.core import QgsCategorizedSymbolRenderer, QgsProject, QgsVectorLayer

from ...algorithms.base.check_values import refuse_layers
from ...algorithms.base.words import tr
from ...algorithms.outputs.style_tiles import style_rejected, style_tiles
from ...core.classes.colors import Color
from ...core.files.paths import path_key
from ...core.tiles.layout import LAYERS


def load_dataset(folder: str, colors: Mapping[str, Color] | None = None) -> str:
    """Load a dataset's tiles and rejected tiles, styled, in a group that is called after it.

    Those that are in the project already are shown as they now are. ``colors`` are those that the
    label layer gives its classes. Returns what went wrong, empty when nothing did.
    """
    path = str(Path(folder, LAYERS))
    if not os.path.exists(path):
        return tr("{} is gone; there is nothing to load.").format(path)
    refusal = refuse_layers(path)
    if refusal:
        return refusal
    reload_dataset(folder, colors)
    loaded = {_layer_name(layer) for layer in _find_layers(path)}
    name = Path(folder).name
    layers = []
    for part, title, style in (
        ("tiles", tr("{}: tiles"), partial(style_tiles, own=colors)),
        ("rejected", tr("{}: rejected tiles"), style_rejected),
    ):
        layer = QgsVectorLayer(f"{path}|layername={part}", title.format(name), "ogr")
        if part not in loaded and layer.isValid() and layer.featureCount():
            style(layer)
            layers.append(layer)
    if not layers:
        return "" if loaded else tr("{} holds no tiles.").format(path)
    project = QgsProject.instance()
    root = project.layerTreeRoot()
    group = (root.findGroup(name) if loaded else None) or root.insertGroup(0, name)
    for layer in project.addMapLayers(layers, False):
        group.addLayer(layer)
    return ""


def reload_dataset(folder: str, colors: Mapping[str, Color] | None = None) -> None:
    """Open a dataset's layers in the project anew: its GeoPackage is another file now."""
    for layer in _find_layers(str(Path(folder, LAYERS))):
        layer.setDataSource(layer.source(), layer.name(), layer.providerType())
        if layer.isValid() and _lacks_classes(layer):
            if _layer_name(layer) == "rejected":
                style_rejected(layer)
            else:
                style_tiles(layer, colors)
        layer.triggerRepaint()


def _find_layers(path: str) -> list[QgsVectorLayer]:
    wanted = path_key(os.path.realpath(path))
    return [
        layer
        for layer in QgsProject.instance().mapLayers().values()
        if isinstance(layer, QgsVectorLayer)
        and path_key(os.path.realpath(layer.source().partition("|")[0])) == wanted
    ]


def _layer_name(layer: QgsVectorLayer) -> str:
    parts = (part.partition("=") for part in layer.source().split("|")[1:])
    return next((name for key, _, name in parts if key == "layername"), "")


def _lacks_classes(layer: QgsVectorLayer) -> bool:
    """Whether some tiles would not be drawn, as no category is theirs."""
    renderer = layer.renderer()
    if not isinstance(renderer, QgsCategorizedSymbolRenderer):
        return False
    index = layer.fields().lookupField(renderer.classAttribute())
    if index < 0:
        # An expression: that of the reasons is ours, any other the user's.
        return "reason" in renderer.classAttribute()
    drawn = {str(category.value()) for category in renderer.categories()}
    return not {str(value) for value in layer.uniqueValues(index) if value} <= drawn
