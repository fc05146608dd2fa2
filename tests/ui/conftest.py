"""The dock; and a map, a preview and marks, as it has them."""

from __future__ import annotations

import time

import numpy as np
import pytest


@pytest.fixture
def project(qgis):
    """The open project, empty before and after."""
    from qgis.core import QgsProject

    QgsProject.instance().clear()
    yield QgsProject.instance()
    QgsProject.instance().clear()


@pytest.fixture
def wait(qgis):
    """Lets QGIS work until something is so: ``wait(lambda: done)``; then for ``seconds`` more."""
    from qgis.PyQt.QtCore import QCoreApplication

    def work(until=lambda: True, seconds=0.0):
        end = time.monotonic() + 30
        while not until():
            assert time.monotonic() < end, "waited in vain"
            QCoreApplication.processEvents()
            time.sleep(0.002)
        end = time.monotonic() + seconds
        while time.monotonic() < end:
            QCoreApplication.processEvents()
            time.sleep(0.002)

    return work


@pytest.fixture
def canvas(project):
    """A map of 400 x 400 pixels on a screen that nobody sees."""
    from qgis.core import QgsCoordinateReferenceSystem
    from qgis.gui import QgsMapCanvas

    canvas = QgsMapCanvas()
    canvas.setDestinationCrs(QgsCoordinateReferenceSystem("EPSG:32631"))
    canvas.resize(400, 400)
    canvas.show()
    yield canvas
    canvas.close()


@pytest.fixture(scope="module")
def make_iface(qgis):
    """What the dock needs of QGIS's window."""
    from qgis.gui import QgsMapCanvas, QgsMessageBar
    from qgis.PyQt.QtCore import QObject, pyqtSignal
    from qgis.PyQt.QtWidgets import QMainWindow

    class Window(QObject):
        # QGIS calls it so.
        newProjectCreated = pyqtSignal()  # noqa: N815

        def __init__(self):
            super().__init__()
            self.window = QMainWindow()
            self.canvas = QgsMapCanvas(self.window)
            self.bar = QgsMessageBar(self.window)
            self.layer = None

        def mainWindow(self):
            return self.window

        def mapCanvas(self):
            return self.canvas

        def messageBar(self):
            return self.bar

        def activeLayer(self):
            return self.layer

        def removeDockWidget(self, dock):
            pass

    return Window


@pytest.fixture
def settings_folder(tmp_path, qgis, monkeypatch):
    """Preferences and small files of this test alone."""
    from qgis.core import QgsApplication, QgsSettings

    QgsSettings().remove("tilewright")
    monkeypatch.setattr(QgsApplication, "qgisSettingsDirPath", lambda: str(tmp_path / "profile"))
    yield tmp_path / "profile"
    QgsSettings().remove("tilewright")


@pytest.fixture
def layers(project, examples):
    """The example's image and labels in the project."""
    from qgis.core import QgsRasterLayer, QgsVectorLayer

    raster = QgsRasterLayer(str(examples / "foz" / "foz.tif"), "image")
    labels = QgsVectorLayer(str(examples / "foz" / "urban.geojson"), "labels")
    project.addMapLayers([raster, labels])
    return raster, labels


@pytest.fixture
def soon(monkeypatch):
    """What waits for the user to pause waits for less."""
    from tilewright.ui.map import preview_run
    from tilewright.ui.tasks import watch_layers

    for module in (preview_run, watch_layers):
        monkeypatch.setattr(module, "_DELAY_MS", 5)


@pytest.fixture
def dock(make_iface, layers, settings_folder, soon):
    """A dock on show, with a folder still to be chosen."""
    from qgis.PyQt import sip
    from qgis.PyQt.QtCore import Qt

    from tilewright.ui.tile_dock import TileDock

    iface = make_iface()
    made = TileDock(iface)
    made.iface = iface
    iface.window.addDockWidget(Qt.DockWidgetArea.RightDockWidgetArea, made)
    iface.window.show()
    made.image.tile_size.setValue(128)
    made.image.nodata.setText("0")
    made.image.min_valid.setValue(100)
    made.labels.other.setText("rest")
    made.update_all()
    yield made
    made.remove()
    # Windows that outlive QGIS complain at the end.
    sip.delete(iface.window)


@pytest.fixture
def add_raster(project, make_raster):
    """Writes a raster of random values, 80 x 80 pixels of 10 m, and adds it to the project."""
    from qgis.core import QgsRasterLayer

    def add(name="image.tif", size=80, **profile):
        values = np.random.default_rng(3).integers(1, 255, (3, size, size), dtype="uint8")
        layer = QgsRasterLayer(make_raster(values, name=name, **profile), name)
        project.addMapLayer(layer)
        return layer

    return add


@pytest.fixture
def add_labels(project, make_layer):
    """Adds a layer of boxes in pixels of the raster: ``add_labels([(0, 0, 40, 80, "urban")])``."""

    def add(boxes, name="labels"):
        layer = make_layer([(square(*box[:4]), {"class": box[4]}) for box in boxes], name=name)
        project.addMapLayer(layer)
        return layer

    return add


def square(left, top, right, bottom):
    """A box in pixels of the raster as WKT in map units."""
    x0, y0, x1, y1 = (
        500000 + 10 * left,
        4600000 - 10 * top,
        500000 + 10 * right,
        4600000 - 10 * bottom,
    )
    return f"POLYGON(({x0} {y0}, {x1} {y0}, {x1} {y1}, {x0} {y1}, {x0} {y0}))"


class Desk:
    """A preview on a map with marks of both kinds."""

    def __init__(self, canvas, wait):
        from qgis.PyQt.QtCore import QObject

        from tilewright.ui.map.mark_files import MarkLayers
        from tilewright.ui.map.mark_tiles import TileMarking
        from tilewright.ui.map.preview_grid import GridPreview

        self.canvas, self.wait = canvas, wait
        self.parent = QObject()
        self.preview = GridPreview(canvas, self.parent)
        self.clouds = TileMarking("cloud_marks", canvas, self.preview, self.parent)
        self.edits = TileMarking("label_edits", canvas, self.preview, self.parent)
        self.label = "urban"
        self.edits.choose_label = lambda: self.label
        self.marks = MarkLayers(self.clouds.marks, self.edits.marks)
        self.ended = []
        self.preview.ended.connect(lambda results, problem: self.ended.append((results, problem)))
        self.runs = 0
        self.preview._runs.started.connect(self._count)
        self.shown = None
        self.preview.outdated.connect(self.again)
        for marking in (self.clouds, self.edits):
            marking.marks.changed.connect(self.again)

    def _count(self):
        self.runs += 1

    def show(self, layer, **settings):
        """Preview settings of a raster layer; returns the results of the dry run, or None."""
        from tilewright.ui.settings.dock_settings import DockSettings

        values = {"tile_size": 10.0, "raster": layer.id(), **settings}
        self.shown = layer, DockSettings(**values)
        self.canvas.setExtent(layer.extent())
        return self.again_now()

    def again(self):
        if self.shown is not None:
            self.preview.show(*self.shown, self.marks)

    def again_now(self):
        self.again()
        self.wait(lambda: not self.preview.is_busy)
        return self.ended[-1][0] if self.ended else None

    def labels(self):
        """tile_id -> class of the kept tiles on the map."""
        return {t.tile_id: t.label for t in self.preview.tiles.tiles if t.reason is None}

    def reasons(self):
        """tile_id -> reason of the tiles left out."""
        return {t.tile_id: t.reason for t in self.preview.tiles.tiles if t.reason is not None}

    def middle(self, name):
        """The middle of a tile on the screen."""
        from qgis.PyQt.QtCore import QPoint

        cells = self.preview.cells
        x, y = cells.centres([cells.find_name(name)])[0].tolist()
        place = self.canvas.getCoordinateTransform().transform(x, y)
        return QPoint(round(place.x()), round(place.y()))

    def remove(self):
        self.shown = None
        for part in (self.clouds, self.edits, self.preview):
            part.remove()


@pytest.fixture
def desk(canvas, wait, soon):
    """A preview with marks on a map; nothing is left of it on the map when it is removed."""
    before = len(canvas.scene().items())
    desk = Desk(canvas, wait)
    assert len(canvas.scene().items()) > before
    yield desk
    desk.remove()
    assert len(canvas.scene().items()) == before
