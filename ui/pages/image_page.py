"""Page 1: the image and its grid."""

from __future__ import annotations

import math
from collections.abc import Sequence

from qgis.core import (
    QgsCoordinateReferenceSystem,
    QgsMapLayerProxyModel,
    QgsProject,
    QgsRasterLayer,
)
from qgis.gui import QgsMapLayerComboBox
from qgis.PyQt.QtCore import QTimer
from qgis.PyQt.QtWidgets import QComboBox, QDoubleSpinBox, QLineEdit, QSpinBox

from ...algorithms.grid.grid_parameters import WIDEST_GAP
from ...algorithms.services.service_input import has_many_sizes
from ..image.facts_line import FactsLine
from ..image.stretch import stretch_without_fill
from ..rows.dock_page import DockPage
from ..settings.dock_settings import DockSettings
from ..tasks.scene_looks import SceneChoice
from ..widgets.narrow_row import NarrowRow
from ..widgets.plain_spin_box import PlainSpinBox
from ..widgets.problem import Problem
from .map_looks import MapLooks
from .scene_rows import SceneRows

_METRE_DECIMALS = 2
# Percent of a tile that nothing is missing of.
_WHOLE = 100.0


class ImagePage(DockPage):
    """Raster, tile size, overlap, edges, area and least valid share."""

    NOTE_LINES = 4

    def __init__(self) -> None:
        super().__init__("", "tilewrightImagePage")
        self.setTitle(self.tr("1  Image and Tiles"))
        self.raster = QgsMapLayerComboBox()
        self.raster.setFilters(QgsMapLayerProxyModel.Filter.RasterLayer)
        self.add_row(
            self.tr("Image"), self.raster, "raster", self.tr("The raster to cut into tiles.")
        )
        self.facts = FactsLine()
        self.facts.changed.connect(self._show_facts)
        self.facts.zeros_meant.connect(self._mean_zeros)
        self.scenes = SceneRows(self, self.raster, self.facts)
        self._add_service_rows()
        self.tile_size = PlainSpinBox()
        self.tile_size.setDecimals(0)
        self.tile_size.setRange(1, 1_000_000)
        self.units = QComboBox()
        self.units.addItem(self.tr("pixels"), "PIXELS")
        self.units.addItem(self.tr("metres"), "METERS")
        self.units.setObjectName("units")
        self.units.setAccessibleName(self.tr("Unit of the tile size"))
        size = NarrowRow()
        size.add(self.tile_size, 1)
        size.add(self.units)
        tip = self.tr("Width and height of a tile. Metres are rounded to whole pixels.")
        self.add_row(self.tr("Tile size"), size, "tileSizeRow", tip)
        self.form.labelForField(size).setBuddy(self.tile_size)
        self.tile_size.setObjectName("tileSize")
        self.tile_size.setAccessibleName(self.tr("Tile size"))
        self.tile_size.setToolTip(tip)
        self.overlap = QSpinBox()
        self.overlap.setRange(-WIDEST_GAP, 100_000)
        self.overlap.setSuffix(self.tr(" px"))
        self.add_row(
            self.tr("Overlap"),
            self.overlap,
            "overlap",
            self.tr("Pixels that neighbouring tiles share; negative for a gap."),
        )
        self.edge = QComboBox()
        for text, value in (
            (self.tr("leave out"), "DROP"),
            (self.tr("keep, smaller"), "KEEP"),
            (self.tr("move inward"), "SHIFT"),
        ):
            self.edge.addItem(text, value)
        self.add_row(
            self.tr("Edge tiles"),
            self.edge,
            "edge",
            self.tr("What happens to tiles that cross the edge of the image."),
        )
        self.aoi = QgsMapLayerComboBox()
        self.aoi.setFilters(QgsMapLayerProxyModel.Filter.PolygonLayer)
        self.aoi.setAllowEmptyLayer(True)
        self.add_row(
            self.tr("Area"),
            self.aoi,
            "aoi",
            self.tr("Polygons that tiles must touch; empty for the whole image."),
        )
        self.min_valid = QDoubleSpinBox()
        self.min_valid.setRange(0, 100)
        self.min_valid.setDecimals(0)
        self.min_valid.setSuffix(" %")
        self.add_row(
            self.tr("At least valid"),
            self.min_valid,
            "minValid",
            self.tr("Tiles with a smaller share of valid pixels are left out."),
        )
        self.nodata = QLineEdit()
        self.nodata.setPlaceholderText(self.tr("none"))
        self.add_row(
            self.tr("Extra nodata"),
            self.nodata,
            "nodata",
            self.tr("A value to treat as nodata if the image does not define it, often 0."),
        )
        self.looks = MapLooks()
        self.form.addRow(self.looks)
        self.read_out = self.add_note("imageReadOut")
        self.raster.layerChanged.connect(self.tell)
        self.aoi.layerChanged.connect(self.tell)
        for box in (self.tile_size, self.overlap, self.min_valid):
            box.valueChanged.connect(self.tell)
        self.units.currentIndexChanged.connect(self._change_units)
        self.edge.currentIndexChanged.connect(self.tell)
        self.nodata.editingFinished.connect(self.tell)

    def _add_service_rows(self) -> None:
        """What a map service is asked for; on show only where the image is one."""
        self.metres = PlainSpinBox()
        self.metres.setDecimals(4)
        self.metres.setRange(0, 1_000_000)
        self.metres.setSuffix(self.tr(" m"))
        self.metres.setSpecialValueText(self.tr("not chosen"))
        self.add_row(
            self.tr("Pixel size"),
            self.metres,
            "metersPerPixel",
            self.tr("Metres of a pixel on the ground. The service is asked at its nearest zoom."),
        )
        self.max_requests = PlainSpinBox()
        self.max_requests.setDecimals(0)
        self.max_requests.setRange(1, 100_000_000)
        self.add_row(
            self.tr("Most requests"),
            self.max_requests,
            "maxRequests",
            self.tr(
                "A run that needs more requests does not start. Read the terms of the service "
                "before you allow more."
            ),
        )
        self.metres.valueChanged.connect(self.tell)
        self.max_requests.valueChanged.connect(self.tell)

    @property
    def _service(self) -> QgsRasterLayer | None:
        """The image, where it is a layer of a service that has pixels of many sizes."""
        layer = None if self.scenes.texts() else self.raster.currentLayer()
        is_one = layer is not None and layer.isValid() and has_many_sizes(layer)
        return layer if is_one else None

    def _change_units(self) -> None:
        """Pixels are whole; metres need not be."""
        is_whole = self.units.currentData() == "PIXELS"
        self.tile_size.setDecimals(0 if is_whole else _METRE_DECIMALS)
        self.tell()

    def let_go(self, ids: list[str]) -> None:
        """See DockPage.let_go; images of the list stay there, and say that they are gone."""
        super().let_go(ids)
        if set(ids) & set(self.scenes.texts()):
            # The layers go after this. What is no slot of an object would outlive the dock.
            QTimer.singleShot(0, self._tell_gone)

    def _tell_gone(self) -> None:
        self.scenes.looked.emit()

    @property
    def target(self) -> QgsRasterLayer | SceneChoice | None:
        """What the grid is laid over; None where nothing is chosen, or nobody knows it yet."""
        return self.scenes.choice() if self.scenes.texts() else self.raster.currentLayer()

    @property
    def crs(self) -> QgsCoordinateReferenceSystem | None:
        """The coordinate system of the image, or of the current one of several."""
        if self.scenes.texts():
            return self.scenes.crs
        layer = self.raster.currentLayer()
        return None if layer is None else layer.crs()

    @property
    def has_misfits(self) -> bool:
        """Whether there are images that cannot be used together: the others show their grids."""
        choice = self.scenes.choice()
        return choice is not None and not choice.are_fit

    @property
    def is_empty(self) -> bool:
        """Whether there is no image that could be chosen."""
        return not self.raster.count() and not self.scenes.texts()

    @property
    def is_first(self) -> bool:
        """Whether what is known is of the one image, or of the first of several."""
        choice = self.scenes.choice()
        return choice is None or choice.current == 0

    def take_layers(self, layers: Sequence[QgsRasterLayer]) -> None:
        """One image that has arrived is the image, or one more of several; several make a list."""
        ids = [layer.id() for layer in layers]
        if len(ids) > 1:
            self.scenes.replace(ids)
        elif self.scenes.texts():
            self.scenes.extend(ids)
        else:
            self._gone.pop(self.raster, None)
            self.raster.setLayer(layers[0])

    def _show_facts(self) -> None:
        self.facts.show_choice(self.nodata_value())
        self.show_row(self.facts, self.facts.has_any)

    def _mean_zeros(self, is_nodata: bool) -> None:
        """Whoever says that 0, or other fill, is no value wants no tiles of it."""
        self.nodata.setText(_number_text(self.facts.fill_value) if is_nodata else "")
        before, after = (0.0, _WHOLE) if is_nodata else (_WHOLE, 0.0)
        if self.min_valid.value() == before:
            self.min_valid.setValue(after)
        layer = None if self.scenes.texts() else self.raster.currentLayer()
        if is_nodata and layer is not None and self.facts.facts is not None:
            stretch_without_fill(layer, self.facts.facts)
        self.tell()

    def on_change(self) -> None:
        self.scenes.on_change()
        self._show_facts()
        for widget in (self.metres, self.max_requests):
            self.show_row(widget, self._service is not None)

    def remove(self) -> None:
        """Give up what is being looked at."""
        self.scenes.remove()
        self.facts.looker.remove()

    def set_fields(self, settings: DockSettings) -> None:
        project = QgsProject.instance()
        self.scenes.list.fill(settings.scenes, settings.hidden_scenes)
        self.scenes.note.say("")
        if settings.raster:
            # An image that is gone is not replaced by just any other.
            self.raster.setLayer(project.mapLayer(settings.raster))
        self.aoi.setLayer(project.mapLayer(settings.aoi))
        self.units.setCurrentIndex(max(0, self.units.findData(settings.units)))
        self.tile_size.setValue(settings.tile_size)
        self.overlap.setValue(settings.overlap)
        self.edge.setCurrentIndex(max(0, self.edge.findData(settings.edge)))
        self.min_valid.setValue(settings.min_valid)
        self.metres.setValue(settings.meters_per_pixel or 0.0)
        self.max_requests.setValue(settings.max_requests)
        self.nodata.setText("" if settings.nodata is None else _number_text(settings.nodata))

    def save(self, settings: DockSettings) -> None:
        layer, area = self.raster.currentLayer(), self.aoi.currentLayer()
        settings.scenes = self.scenes.texts()
        settings.hidden_scenes = self.scenes.list.hidden()
        is_one = layer is not None and not settings.scenes
        settings.raster = layer.id() if is_one else ""
        settings.aoi = area.id() if area is not None else ""
        settings.tile_size = self.tile_size.value()
        settings.units = self.units.currentData()
        settings.overlap = self.overlap.value()
        settings.edge = self.edge.currentData()
        settings.min_valid = self.min_valid.value()
        settings.nodata = self.nodata_value()
        if self._service is not None:
            settings.meters_per_pixel = self.metres.value() or None
            settings.max_requests = int(self.max_requests.value())

    def nodata_value(self) -> float | None:
        """The extra nodata value, None when there is none or it is not a number."""
        try:
            value = float(self.nodata.text().strip().replace(",", "."))
        except ValueError:
            return None
        return value if math.isfinite(value) else None

    def find_problem(self) -> Problem | None:
        """See DockPage.find_problem."""
        if self.scenes.texts():
            problem = self.scenes.find_problem()
            if problem is not None:
                return problem
        elif self.raster.currentLayer() is None:
            text = self.tr("Choose an image.")
            if not self.raster.count():
                text = self.tr("Load an image into QGIS.")
            return Problem(self.raster, text, is_hint=True)
        service = self._service
        if service is not None and not self.metres.value():
            text = self.tr("Set the pixel size for {}; a map service has many.")
            return Problem(self.metres, text.format(service.name()), is_hint=True)
        if service is not None and self.aoi.currentLayer() is None:
            text = self.tr("Choose the area to use of {}; it may cover the whole world.")
            return Problem(self.aoi, text.format(service.name()), is_hint=True)
        if self.nodata.text().strip() and self.nodata_value() is None:
            return Problem(self.nodata, self.tr("Extra nodata must be a number, or empty."))
        if self.units.currentData() == "PIXELS" and self.overlap.value() >= self.tile_size.value():
            return Problem(self.overlap, self.tr("The overlap must be smaller than the tile."))
        return None


def _number_text(value: float) -> str:
    """Short where that loses nothing: a nodata value must stay what it is."""
    short = f"{value:g}"
    return short if float(short) == value else repr(value)
