"""The line that says what an image is, and the box for zeros, or other fill, that are no values."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
from qgis.core import QgsCoordinateReferenceSystem, QgsUnitTypes
from qgis.PyQt.QtCore import pyqtSignal
from qgis.PyQt.QtWidgets import QVBoxLayout, QWidget

from ...algorithms.base.words import tr
from ...algorithms.rasters.source import RasterInput
from ...core.raster.info import RasterInfo
from ...core.scenes.image_facts import ImageFacts
from ..widgets.note import Note, NotePlace
from ..widgets.wrapped_button import WrappedCheckBox
from .look_at_layer import ImageLooker

# Of a narrow dock, with the share of fill.
_LINES = 4


class FactsLine(QWidget):
    """Size, pixel, type, nodata and untagged fill of an image, found out beside the window.

    Signals: ``changed`` (there is more or less to show), ``zeros_meant`` (whether the user wants
    ``fill_value`` to be nodata).

    Attributes:
        fill_value: of the box; 0 unless the image has more of another.
    """

    changed = pyqtSignal()
    zeros_meant = pyqtSignal(bool)

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("imageFacts")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        self.note = Note("imageFactsNote")
        column.addWidget(NotePlace("imageFactsPlace", _LINES, self.note))
        self.fill_value = 0.0
        # With a text, so that there is room for it before it is known which.
        self.zeros = WrappedCheckBox(" ")
        self.zeros.setObjectName("treatZeros")
        self.zeros.clicked.connect(self.zeros_meant)
        policy = self.zeros.sizePolicy()
        policy.setRetainSizeWhenHidden(True)
        self.zeros.setSizePolicy(policy)
        self.zeros.hide()
        column.addWidget(self.zeros)
        self.looker = ImageLooker(self)
        self.looker.looked.connect(self._show)

    @property
    def facts(self) -> ImageFacts | None:
        """What is known of the image; None while nobody knows."""
        return self.looker.facts

    @property
    def meanings(self) -> Mapping[str, int]:
        """Number of the band of each meaning that anything tells of the image."""
        return self.looker.meanings

    @property
    def has_any(self) -> bool:
        """Whether there is an image of which there is something to show, or will be."""
        return self.looker.image is not None

    def look(self, image: RasterInput | None) -> None:
        """Tell of another image, or of the same where it has changed."""
        self.looker.look(image)

    def show_choice(self, nodata: float | None) -> None:
        """Show whether its fill is taken for nodata already; offers the box where that matters."""
        fill = self.facts.fill if self.facts is not None else None
        self.fill_value = 0.0 if fill is None else fill.value
        is_it = nodata == self.fill_value
        text = f"{self.fill_value:.10g}"
        self.zeros.setText(self.tr("Treat {} as nodata").format(text))
        tip = self.tr(
            "Pixels that are {} in all bands then do not count as part of the image, and tiles "
            "with any of them are left out, unless you lower At least valid."
        )
        self.zeros.setToolTip(tip.format(text))
        self.zeros.setChecked(is_it)
        self.zeros.setVisible(is_it or fill is not None)

    def _show(self) -> None:
        if self.looker.image is None:
            self.note.say("")
        elif self.facts is not None:
            self.note.say(describe_image(self.facts, self.looker.image.crs))
        elif self.looker.is_busy:
            self.note.say(self.tr("Looking at the image…"))
        else:
            self.note.say("")
        self.changed.emit()


def describe_image(facts: ImageFacts, crs: QgsCoordinateReferenceSystem) -> str:
    """Such as ``1024 × 1400 pixels of 30 m, 3 bands of 16-bit whole numbers, no nodata value.``"""
    info = facts.info
    bands = len(info.bands)
    one = tr("{} × {} pixels of {}, {} band of {}, {}.")
    many = tr("{} × {} pixels of {}, {} bands of {}, {}.")
    size = info.width, info.height, _pixel_size(info, crs)
    told = (one if bands == 1 else many).format(*size, bands, _type_name(info.dtype), _nodata(info))
    fill = facts.fill
    if fill is not None:
        share = f"{100 * fill.share:.2g}" if fill.share < 0.1 else f"{100 * fill.share:.0f}"
        text = tr("{} % of the pixels are {} without being marked as nodata.")
        told += " " + text.format(share, f"{fill.value:.10g}")
    return told


def _pixel_size(info: RasterInfo, crs: QgsCoordinateReferenceSystem) -> str:
    """Width and height of a pixel with their unit; one number where both are the same."""
    a, b, _, d, e, _ = info.transform
    sides = [f"{side:.6g}" for side in (float(np.hypot(a, d)), float(np.hypot(b, e)))]
    return " × ".join(dict.fromkeys(sides)) + _unit(crs)


def _unit(crs: QgsCoordinateReferenceSystem) -> str:
    if not crs.isValid():
        return " " + tr("map units")
    unit = crs.mapUnits()
    if unit == QgsUnitTypes.DistanceUnit.DistanceDegrees:
        return "°"
    return " " + QgsUnitTypes.toAbbreviatedString(unit)


def _type_name(dtype: str) -> str:
    kind, bits = np.dtype(dtype).kind, 8 * np.dtype(dtype).itemsize
    text = {
        "u": tr("{}-bit whole numbers"),
        "i": tr("{}-bit whole numbers with sign"),
        "f": tr("{}-bit decimal numbers"),
    }.get(kind, "{}")
    return text.format(bits)


def _nodata(info: RasterInfo) -> str:
    values = list(dict.fromkeys(f"{v:.10g}" for v in info.nodatas if v is not None))
    if values:
        return tr("nodata {}").format(", ".join(values[:3]))
    if info.has_mask:
        return tr("nodata given by its mask")
    return tr("no nodata value")
