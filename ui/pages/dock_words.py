"""The algorithms' messages in the dock's words."""

from __future__ import annotations

from collections.abc import Sequence

from qgis.PyQt.QtWidgets import QComboBox, QWidget

from ...algorithms.base.words import AlgorithmWords, quoted, tr
from ...algorithms.export.build_dataset import BuildDatasetAlgorithm
from ...core.message import Message, Parameter
from ..rows.dock_page import DockPage

# The field that sets a parameter of builddataset, by its name as an object; or several, of which
# one is on show.
_FIELDS = {
    "RASTER": "raster scenes",
    "SCENES": "scenes raster",
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
    "LABEL_RASTER": "labels",
    "LABEL_BAND": "labelBand",
    "CLASS_MAP": "classMap",
    "CLASS_ORDER": "classTable rasterClasses objectClasses maskClasses",
    "MULTI": "multi",
    "PREDICATE": "predicate",
    "MIN_COVERAGE": "minCoverage",
    "OTHER_LABEL": "otherLabel",
    "MAX_PER_CLASS": "maxPerClass",
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
    "METERS_PER_PIXEL": "metersPerPixel",
    "MAX_REQUESTS": "maxRequests",
    "BANDS": "bands",
    "INDICES": "indices",
    "BAND_MEANINGS": "bandMeanings indices",
    "REFLECTANCE": "reflectance indices",
    "SCALING": "scaling",
    "SCALING_PER": "scalingPer",
    "SCALE_MIN": "scaleMin",
    "SCALE_MAX": "scaleMax",
    "QUALITY": "quality",
    "COMPRESS": "compress",
    "NAMING": "naming",
    "LAYOUT": "layout",
    "OBJECTS": "objects",
    "OBJECT_FIELD": "objectField",
    "OBJECT_LABEL": "objectLabel",
    "SHAPE": "objectShape",
    "MASK": "mask",
    "MASK_FIELD": "maskField",
    "MASK_LABEL": "maskLabel",
    "MASK_CLASS_MAP": "maskClassMap",
    "EMPTY_TILES": "emptyTiles",
    "EMPTY_SHARE": "emptyShare",
    "BLACKEN": "blacken",
    "RASTER2": "raster2",
    "PAIRS": "pairs",
    "OUTPUT": "output",
    "RESUME": "resume",
    "OVERWRITE": "overwrite",
    "APPEND": "append",
}


class DockWords(AlgorithmWords):
    """Words that call parameters as their fields are called, and values as their entries."""

    def __init__(self, pages: Sequence[DockPage]) -> None:
        # What no field sets is called as in Processing's dialog.
        self._algorithm = BuildDatasetAlgorithm()
        self._algorithm.initAlgorithm()
        super().__init__(
            self._algorithm.NAMES, self._algorithm.parameterDefinitions(), shows_names=False
        )
        self._pages = pages

    def say(self, message: str) -> str:
        """A message in these words; a text of QGIS as it stands."""
        return message.render(self) if isinstance(message, Message) else message

    def find_field(self, message: str) -> tuple[DockPage, QWidget] | None:
        """The first field on show that the message names, and its page."""
        for parameter in message.parameters() if isinstance(message, Message) else ():
            found = self._find(parameter)
            if found is not None and found[0].has_row(found[1]):
                return found
        return None

    def name(self, parameter: Parameter) -> str:
        found = self._find(parameter)
        if found is None:
            return super().name(parameter)
        widget = found[1]
        field = quoted(widget.accessibleName() or widget.text())
        if not parameter.choices:
            return field
        values = tr(" or ").join(_shown(widget, choice) for choice in parameter.choices)
        return tr("{} in {}").format(values, field)

    def _find(self, parameter: Parameter) -> tuple[DockPage, QWidget] | None:
        found = [
            (page, widget)
            for name in _FIELDS.get(self.own_name(parameter), "").split()
            for page in self._pages
            if (widget := page.findChild(QWidget, name)) is not None
        ]
        on_show = (each for each in found if each[0].has_row(each[1]))
        return next(on_show, found[0] if found else None)


def _shown(widget: QWidget, value: str) -> str:
    """What a list calls a value; the value itself where it has no such entry, or is none."""
    entry = widget.itemText(widget.findData(value)) if isinstance(widget, QComboBox) else ""
    return quoted(entry) if entry else value
