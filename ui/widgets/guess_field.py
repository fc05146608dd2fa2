"""Guessing what fields are for by their names."""

from __future__ import annotations

import re

from qgis.core import QgsVectorLayer

from ...algorithms.base.compat import make_field

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


def guess_class_field(layer: QgsVectorLayer, is_chosen: bool = False) -> str:
    """The field that most likely names the class; empty where none does.

    Args:
        layer: of the fields.
        is_chosen: whether its features are labels for sure: its only field of text is then what
            tells them apart, whatever it is called.
    """
    fields = layer.fields()
    names = fields.names()
    for wanted in _NAMES:
        for name in names:
            if re.sub(r"[\W_]", "", name.lower()) == wanted:
                return name
    text = make_field("", "text").type()
    texts = [field.name() for field in fields if field.type() == text]
    return texts[0] if is_chosen and len(texts) == 1 else ""
