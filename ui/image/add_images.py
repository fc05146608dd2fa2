"""Images that the dock puts into the project."""

from __future__ import annotations

from collections.abc import Sequence

from qgis.core import QgsLayerTree, QgsMapLayer, QgsProject, QgsRasterLayer

from ...algorithms.outputs.show_image import show_natural_colors
from ...core.imagery.natural_color import choose_natural_color


def add_images(layers: Sequence[QgsRasterLayer]) -> None:
    """Add images in natural colours, below the points, lines and areas of the project."""
    project = QgsProject.instance()
    for layer in layers:
        names = [layer.bandName(band) for band in range(1, layer.bandCount() + 1)]
        chosen = choose_natural_color(names, source=layer.name())
        if chosen is not None:
            show_natural_colors(layer, chosen)
    root = project.layerTreeRoot()
    project.addMapLayers(list(layers), False)
    place = _place_below_vectors(root)
    for number, layer in enumerate(layers):
        root.insertLayer(place + number, layer)


def _place_below_vectors(root: QgsLayerTree) -> int:
    """Where the first image, or group with one, stands; else the end."""
    nodes = root.children()
    for place, node in enumerate(nodes):
        layers = [node.layer()] if QgsLayerTree.isLayer(node) else _layers_in(node)
        if any(isinstance(layer, QgsRasterLayer) for layer in layers):
            return place
    return len(nodes)


def _layers_in(group) -> list[QgsMapLayer]:
    return [found.layer() for found in group.findLayers()]
