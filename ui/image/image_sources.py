"""The ways to an image: of a file, of band files, of a product, of a catalogue, or the example."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from qgis.core import QgsApplication, QgsProject, QgsRasterLayer
from qgis.gui import QgsMapCanvas
from qgis.PyQt.QtCore import QObject, pyqtSignal
from qgis.PyQt.QtGui import QIcon
from qgis.PyQt.QtWidgets import QAction, QWidget

from ...algorithms.base.words import ICONS
from ..settings.dock_settings import DockSettings
from ..tasks.algorithm_dialogs import AlgorithmDialogs
from .add_images import add_images
from .ask_files import ask_new_raster, ask_rasters
from .band_layers import find_band_layers
from .example import copy_example, is_shipped, open_example
from .load_product import ProductLoader
from .stack_files import BandStacker
from .start_page import StartPage

_LEAST_FILES = 2


class ImageSources(QObject):
    """Actions that each end with an image in the project, and the page that offers them.

    Signals: ``arrived`` (layers, which the map shows now), ``prepared`` (settings of the dock, with
    their image), ``failed`` (why, as a sentence).
    """

    arrived = pyqtSignal(list)
    prepared = pyqtSignal(DockSettings)
    failed = pyqtSignal(str)

    def __init__(self, dialogs: AlgorithmDialogs, canvas: QgsMapCanvas, parent: QWidget) -> None:
        super().__init__(parent)
        self._window, self._canvas = parent, canvas
        self._products = ProductLoader(dialogs, canvas, self)
        self._products.loaded.connect(lambda layer: self._arrive([layer]))
        self.stacker = BandStacker(self)
        self.actions = self._make_actions()
        self.stack_layers = self._make_action(
            "stackLayers",
            QgsApplication.getThemeIcon("/mActionDuplicateLayer.svg"),
            self.tr("Stack Layers of One Band\u2026"),
            self.tr("The layers of one band each that lie on one grid become one image."),
            self._stack_layers,
        )
        self.page = StartPage(self.actions)
        self.page.cancel_asked.connect(self.stacker.cancel)
        self.stacker.changed.connect(self._show_stacking)
        self.stacker.progressed.connect(lambda percent: self.page.bar.setValue(int(percent)))
        self.stacker.stacked.connect(self._take_stack)
        self.stacker.failed.connect(self.failed)

    def _make_actions(self) -> list[QAction]:
        theme = QgsApplication.getThemeIcon
        own = QIcon(str(Path(ICONS, "tilewright.svg")))
        rows = [
            (
                "openImage",
                theme("/mActionAddRasterLayer.svg"),
                self.tr("Open Image…"),
                self.tr("A GeoTIFF or any other raster file, or several for one dataset."),
                self.open,
            ),
            (
                "stackBands",
                theme("/mActionDuplicateLayer.svg"),
                self.tr("Stack Band Files…"),
                self.tr("Combines files of one band each, as Landsat ships them, into one image."),
                self.stack,
            ),
            (
                "loadProduct",
                theme("/mActionFileOpen.svg"),
                self.tr("Load Sentinel-2 Product…"),
                self.tr("Makes a reflectance image from a .SAFE folder or a zip file."),
                self._products.open,
            ),
            (
                "findImagery",
                theme("/mActionAddWmsLayer.svg"),
                self.tr("Find Imagery…"),
                self.tr("Searches a catalogue for satellite images of the area on the map."),
                self._products.find,
            ),
        ]
        if is_shipped():
            rows.append(
                (
                    "tryExample",
                    own,
                    self.tr("Try the Example"),
                    self.tr("A Landsat image with urban areas, and settings ready to run."),
                    self.try_example,
                )
            )
        return [self._make_action(*row) for row in rows]

    def _make_action(
        self, name: str, icon: QIcon, text: str, tip: str, act: Callable[[], object]
    ) -> QAction:
        action = QAction(icon, text, self)
        action.setObjectName(name)
        action.setToolTip(tip)
        action.setStatusTip(tip)
        action.triggered.connect(lambda *_: act())
        return action

    def open(self) -> None:
        """Ask for files, each of which becomes a layer."""
        paths = ask_rasters(self._window, self.tr("Open Image"))
        layers = [QgsRasterLayer(path, Path(path).stem) for path in paths]
        bad = [path for path, layer in zip(paths, layers) if not layer.isValid()]
        if bad:
            text = self.tr("{} cannot be opened as an image; choose another file.")
            self.failed.emit(text.format(bad[0]))
        elif layers:
            self._add(layers)

    def stack(self) -> None:
        """Ask for band files and a place for their stack, and make it."""
        if self.stacker.is_busy:
            self.failed.emit(self.tr("Band files are being stacked; wait, or cancel that."))
            return
        title = self.tr("Choose the Files of All Bands")
        self._stack(ask_rasters(self._window, title))

    def _stack_layers(self) -> None:
        if not self.stacker.is_busy:
            self._stack(find_band_layers())

    def offer_layers(self) -> None:
        """Offer to stack layers where there are some to stack."""
        self.stack_layers.setVisible(len(find_band_layers()) > 1)

    def _stack(self, paths: list[str]) -> None:
        """Ask for a place for the stack of some files, and make it."""
        if not paths:
            return
        if len(paths) < _LEAST_FILES:
            text = self.tr("Only {} was chosen; choose the files of all bands together.")
            self.failed.emit(text.format(Path(paths[0]).name))
            return
        try:
            title = self.tr("Save the Stack of {} Files").format(len(paths))
            output = ask_new_raster(self._window, title, paths, self.tr(" stack"))
        except OSError as error:
            self.failed.emit(str(error))
            return
        if output:
            self.stacker.start(paths, output)

    def _show_stacking(self) -> None:
        self.page.show_work(self.tr("Stacking band files…") if self.stacker.is_busy else "")

    def _take_stack(self, path: str) -> None:
        self._add([QgsRasterLayer(path, Path(path).stem)])

    def try_example(self) -> None:
        """Show the example, with all settings but a folder."""
        try:
            image, settings = open_example(copy_example(), QgsProject.instance())
        except OSError as error:
            self.failed.emit(str(error))
            return
        self._show_on_map(image)
        self.prepared.emit(settings)

    def _add(self, layers: Sequence[QgsRasterLayer]) -> None:
        add_images(layers)
        self._arrive(layers)

    def _arrive(self, layers: Sequence[QgsRasterLayer]) -> None:
        self._show_on_map(layers[0])
        self.arrived.emit(list(layers))

    def _show_on_map(self, layer: QgsRasterLayer) -> None:
        extent = self._canvas.mapSettings().layerExtentToOutputExtent(layer, layer.extent())
        if not extent.isEmpty():
            self._canvas.setExtent(extent)
            self._canvas.refresh()

    def remove(self) -> None:
        """Stop what runs."""
        self.stacker.remove()
