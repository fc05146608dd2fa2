"""The algorithms' messages in the dock's words."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import takewhile

from qgis.PyQt.QtWidgets import QComboBox, QWidget

from .dock_page import DockPage

# The field that sets a parameter, by its name as an object; or several, of which one is on show.
_FIELDS = {
    "RASTER": "raster",
    "TILE_SIZE": "tileSize",
    "UNITS": "units",
    "OVERLAP": "overlap",
    "EDGE": "edge",
    "AOI": "aoi",
    "MIN_VALID": "minValid",
    "NODATA": "nodata",
    "CLOUDS": "cloudLayer",
    "CLOUD_BUFFER": "cloudBuffer",
    "CLOUD_MASK": "cloudMask",
    "CLOUD_BAND": "cloudBand",
    "CLOUD_VALUES": "cloudValues cloudPreset",
    "CLOUD_BITS": "cloudBits",
    "MAX_CLOUD": "maxCloud",
    "LABELS": "labels",
    "LABEL_FIELD": "labelField",
    "LABEL": "label",
    "PREDICATE": "predicate",
    "MIN_COVERAGE": "minCoverage",
    "OTHER_LABEL": "otherLabel",
    "LABEL_EDITS": "correctLabels",
    "SPLIT_METHOD": "splitMethod",
    "TRAIN": "share_train",
    "VAL": "share_val",
    "TEST": "share_test",
    "SPLIT_BAND_COUNT": "bandCount",
    "SPLIT_ANGLE": "bandAngle",
    "SPLIT_BLOCK_SIZE": "blockSize",
    "SPLIT_GROUPS": "splitGroups",
    "SPLIT_GROUP_FIELD": "groupField",
    "SPLIT_BUFFER": "splitBuffer",
    "SPLIT_BUFFER_AUTO": "splitBufferAuto",
    "SPLIT_STRATIFY": "splitStratify",
    "SPLIT_ALLOW_OVERLAP": "allowOverlap",
    "SPLIT_SEED": "splitSeed",
    "FORMAT": "format",
    "BANDS": "bands",
    "SCALING": "scaling",
    "SCALE_MIN": "scaleMin",
    "SCALE_MAX": "scaleMax",
    "QUALITY": "quality",
    "NAMING": "naming",
    "OUTPUT": "output",
    "RESUME": "resume",
    "OVERWRITE": "overwrite",
}
# A parameter's name, where it is no part of a path or of another word, and perhaps its value with
# others to choose from.
_NAME = re.compile(
    r"(?<![\w/\\.-])([A-Z][A-Z_]+)(?:=(\w+(?:[.,-]\w+)*)((?: or [A-Z][A-Z_]+)*))?(?![\w/\\-]|\.\w)"
)


class DockWords:
    """Knows which field of the pages sets which parameter."""

    def __init__(self, pages: Sequence[DockPage]) -> None:
        self._pages = pages

    def translate(self, message: str) -> str:
        """The message with parameters called as their fields are, and values as their entries."""
        return _NAME.sub(self._replace, message)

    def find_field(self, message: str) -> tuple[DockPage, QWidget] | None:
        """The first field on show that the message names, and its page."""
        for match in _NAME.finditer(message):
            found = self._find(match[1])
            if found is not None and found[0].has_row(found[1]):
                return found
        return None

    def _find(self, parameter: str) -> tuple[DockPage, QWidget] | None:
        found = [
            (page, widget)
            for name in _FIELDS.get(parameter, "").split()
            for page in self._pages
            if (widget := page.findChild(QWidget, name)) is not None
        ]
        on_show = (each for each in found if each[0].has_row(each[1]))
        return next(on_show, found[0] if found else None)

    def _replace(self, match: re.Match) -> str:
        found = self._find(match[1])
        if found is None:
            return match[0]
        widget = found[1]
        field = _quoted(widget.accessibleName() or widget.text())
        if not match[2]:
            return field
        values = (match[2] + match[3]).split(" or ")
        # Words that follow may be parameters as well as values.
        entries = list(takewhile(bool, (_entry(widget, value) for value in values)))
        text = " or ".join(map(_quoted, entries)) or values[0]
        others = values[max(1, len(entries)) :]
        return " or ".join([f"{text} in {field}", *map(self.translate, others)])


def _entry(widget: QWidget, value: str) -> str:
    """What a list calls a value; empty when it has no such entry, or is none."""
    return widget.itemText(widget.findData(value)) if isinstance(widget, QComboBox) else ""


def _quoted(text: str) -> str:
    return f"\u201c{text}\u201d"
