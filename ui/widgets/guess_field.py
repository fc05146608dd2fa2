"""Guessing what fields are for by their names."""

from __future__ import annotations

import re

from qgis.core import QgsVectorLayer

# As they are called most, the surest first, without what separates words; those of OpenStreetMap's
# extracts (fclass) and of crop declarations among them.
_NAMES = (
    "class",
    "label",
    "classname",
    "classlabel",
    "labelname",
    "landcover",
    "landuse",
    "category",
    "fclass",
    "kind",
    "type",
    "species",
    "crop",
    "classe",
    "clase",
    "klasse",
    "classid",
    "name",
)


def guess_class_field(layer: QgsVectorLayer) -> str:
    """The field that most likely names the class; empty where none does."""
    names = layer.fields().names()
    for wanted in _NAMES:
        for name in names:
            if re.sub(r"[\W_]", "", name.lower()) == wanted:
                return name
    return ""
