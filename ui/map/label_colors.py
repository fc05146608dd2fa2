"""The colours of classes on the map: read from label layers, and given to new classes there."""

from __future__ import annotations

from qgis.core import QgsProject, QgsVectorLayer

from ...algorithms.base.layer_snapshot import LayerSnapshot
from ...algorithms.inputs.class_colors import read_class_colors
from ...core.classes.colors import Color
from ...core.errors import LayerError

# So many polygons are read in a blink; colours are told by the first as well as by the last.
_MOST = 50_000


def label_colors(layer_id: str, field: str, label: str) -> dict[str, Color]:
    """Colours by class that a label layer of the project tells; none when it is gone.

    Args:
        layer_id: of the layer.
        field: names the class; empty when all polygons are of one.
        label: that one.
    """
    layer = QgsProject.instance().mapLayer(layer_id)
    if not isinstance(layer, QgsVectorLayer) or not layer.isValid():
        return {}
    if layer.fields().lookupField(field) < 0 if field else not label.strip():
        return {}
    try:
        return read_class_colors(LayerSnapshot(layer), field, "" if field else label.strip(), _MOST)
    except LayerError:
        # The run will say what is wrong with the layer.
        return {}
