"""Guessing what fields are for by their names."""

from __future__ import annotations

from qgis.core import QgsVectorLayer


def guess_class_field(layer: QgsVectorLayer) -> str:
    """The field that most likely names the class; empty where none does."""
    names = layer.fields().names()
    for wanted in ("class", "label", "landcover", "category", "type", "name"):
        for name in names:
            if name.lower() == wanted:
                return name
    return ""
