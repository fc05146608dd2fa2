"""How long the window is stuck at most, for the tour: with a million tiles, and with 20 images.

What is printed decides nothing: other programs take their share of the computer too.
"""

from __future__ import annotations

import os
from collections.abc import Callable

from osgeo import gdal, osr
from qgis.core import QgsProject, QgsRasterLayer, QgsRectangle, QgsVector
from qgis.gui import QgsCollapsibleGroupBox
from qgis.PyQt.QtCore import Qt
from qgis.PyQt.QtWidgets import QScrollArea
from qgis.utils import iface, plugins
from tour_person import OUT, Tour, dock
from tour_watch import GapWatch

_SCENES = 20
_OLD = 1_600_000_000
_SHIFT = Qt.KeyboardModifier.ShiftModifier


def measure_gaps(tour: Tour) -> None:
    """Print how long the window is stuck while the dock is used on large things."""
    uses = (
        ("panels", _open_panels),
        ("10^6 tiles", _use_million),
        (f"{_SCENES} images", _use_scenes),
    )
    for title, use in uses:
        watch = GapWatch()
        use(tour, _Watched(watch))
        watch.stop()
        watch.print(title)
        for kind in ("wall", "work"):
            found = {what: round(getattr(gap, kind)) for what, gap in watch.gaps.items()}
            tour.facts[f"longest {kind}, {title}"] = found


class _Watched:
    """Does things, and watches until the dock has come to rest."""

    def __init__(self, watch: GapWatch) -> None:
        self._watch = watch

    def do(self, what: str, act: Callable[[], object], seconds: float = 1.5) -> None:
        """Do something, and watch the window until nothing is being made."""
        self._watch.do(what, act, seconds, lambda: not _is_busy())


def _is_busy() -> bool:
    d = dock()
    if d is None or not d.is_ready:
        # One that is closed while it opens would wait.
        return d is not None and d.isVisible()
    return d.preview.is_busy or d.sample.is_busy or d.results.is_busy


def _open_panels(tour: Tour, gaps: _Watched) -> None:
    """Each panel is opened, for the first time where the tour has not done so before."""
    actions = plugins["tilewright"]._action
    gaps.do("open the dock", lambda: actions.show(True), 3.0)
    gaps.do("open the live preview", lambda: actions._classes.show(True), 6.0)
    gaps.do("close the live preview", lambda: actions._classes.show(False))
    gaps.do("open the interpretation", lambda: actions._interpret.show(True), 3.0)
    gaps.do("close the interpretation", lambda: actions._interpret.show(False))
    gaps.do("the dock again", lambda: actions.show(True))
    tour.check(dock().isVisible(), "the dock is back")


def _go_through_pages(gaps: _Watched) -> None:
    """Every page is opened and looked at, one after the other, and closed."""
    pages = [
        page
        for page in dock().findChildren(QgsCollapsibleGroupBox)
        if page.objectName().startswith("tilewright") and page.isVisibleTo(dock())
    ]
    for page in pages:
        name = page.title()
        gaps.do(f"close the page {name}", lambda page=page: page.setCollapsed(True), 0.5)
        gaps.do(f"open the page {name}", lambda page=page: _look_at(page), 1.0)
    gaps.do("back to the first page", lambda: _look_at(pages[0]))


def _look_at(page: QgsCollapsibleGroupBox) -> None:
    page.setCollapsed(False)
    parent = page.parent()
    while not isinstance(parent, QScrollArea):
        parent = parent.parent()
    parent.ensureWidgetVisible(page, 0, 0)
    # Its head is what one scrolls to.
    place = page.mapTo(parent.widget(), page.rect().topLeft())
    parent.verticalScrollBar().setValue(place.y())


def _use_million(tour: Tour, gaps: _Watched) -> None:
    """A raster of a million tiles is chosen, looked at from near and far, and marked."""
    d, canvas = dock(), iface.mapCanvas()
    layer = _add_raster("million", 64000)
    tour.wait(lambda: not d.preview.is_busy)
    gaps.do("choose the image", lambda: d.image.raster.setLayer(layer))
    # Its zeros are pixels like others.
    d.image.nodata.setText("")
    d.image.nodata.editingFinished.emit()
    gaps.do("another tile size", lambda: d.image.tile_size.setValue(64))
    gaps.do("overlap", lambda: d.image.overlap.setValue(1))
    gaps.do("no overlap", lambda: d.image.overlap.setValue(0))
    gaps.do("look at all of it", lambda: canvas.setExtent(layer.extent()))
    tour.check("Tiles: 1000000" in d.image.read_out.text(), "a million tiles are counted")
    tour.check(d.preview.step > 1, f"boxes of {d.preview.step} tiles are drawn")
    iface.mainWindow().grab().save(str(OUT / "million.png"))
    marks = len(d.cloud_marks.marks)
    gaps.do("take the marking tool", lambda: d.cloud_marks.use(True))
    gaps.do("click a box", lambda: tour.click_map(320320, 320320))
    gaps.do("drag over boxes", lambda: tour.drag_map((320320, 200000), (330000, 200000)))
    gaps.do("a rectangle", lambda: tour.drag_map((100000, 100000), (125000, 125000), _SHIFT), 2.0)
    tour.facts["million_marks"] = len(d.cloud_marks.marks) - marks
    tour.check(tour.facts["million_marks"] > 1000, "tiles of a million are marked")
    near = QgsRectangle(312000, 313000, 332000, 333000)
    gaps.do("zoom in to tiles", lambda: canvas.setExtent(near))
    known = len(d.preview.tiles.tiles)
    tour.check(d.preview.step == 1 and 1000 < known <= 4000, f"{known} tiles in view are known")
    left_out = sum(tile.reason == "cloud mark" for tile in d.preview.tiles.tiles)
    tour.check(left_out > 0, f"of which {left_out} are marked")
    iface.mainWindow().grab().save(str(OUT / "million-near.png"))
    gaps.do("click a tile", lambda: tour.click_map(330100, 331000))
    for number in range(5):
        near = near + QgsVector(8000 * (number + 1), 0)
        gaps.do("pan", lambda box=near: canvas.setExtent(box), 0.3)
    gaps.do("zoom out", lambda: canvas.setExtent(layer.extent()))
    gaps.do(
        "a rectangle of thousands",
        lambda: tour.drag_map((200000, 420000), (263000, 483000), _SHIFT),
        2.0,
    )
    most = len(d.cloud_marks.marks)
    tour.check(most - marks > 10_000, f"{most - marks} tiles are marked")
    gaps.do(
        "zoom in to marks", lambda: canvas.setExtent(QgsRectangle(215000, 435000, 235000, 455000))
    )
    gaps.do("click a tile among thousands of marks", lambda: tour.click_map(225000, 445000))
    for factor, what in ((0.5, "zoom in"), (0.5, "zoom in"), (4, "zoom out"), (8, "zoom out")):
        gaps.do(f"{what} among marks", lambda factor=factor: canvas.zoomByFactor(factor))
    gaps.do("zoom out", lambda: canvas.setExtent(layer.extent()))
    # The click of a tile, the thousands, the click of a tile, the rectangle, the drag and the box.
    steps = ("a click", "thousands", "a click", "a rectangle", "a drag", "a box")
    for what in steps:
        gaps.do(f"undo {what}", d.cloud_marks.marks.undo)
    tour.check(len(d.cloud_marks.marks) == marks, f"in {len(steps)} steps the marks are taken back")
    for what in reversed(steps):
        gaps.do(f"redo {what}", d.cloud_marks.marks.redo)
    tour.check(len(d.cloud_marks.marks) >= most - 1, "and in as many they come again")
    gaps.do("clear the marks", d.cloud_marks.marks.clear)
    gaps.do("undo the clearing", d.cloud_marks.marks.undo)
    gaps.do("clear the marks", d.cloud_marks.marks.clear)
    d.cloud_marks.use(False)
    gaps.do("another field", lambda: d.labels.other.setText("land") or d.labels.tell())
    _go_through_pages(gaps)
    _make_sample(tour, gaps)
    QgsProject.instance().removeMapLayer(layer.id())


def _make_sample(tour: Tour, gaps: _Watched) -> None:
    """The Sample page shows tiles of a grid of which all are planned for it."""
    d = dock()
    page = d.findChild(QgsCollapsibleGroupBox, "tilewrightSamplePage")
    gaps.do("open the sample page", lambda: _look_at(page))
    if not page.make.isHidden():
        gaps.do("make the sample", page.make.click)
    tour.check(not page.tools.isHidden(), "a tile is on show")
    for what, button in (("next tile", page.next), ("tile before", page.back)):
        gaps.do(f"sample: {what}", button.click)
    gaps.do("sample: show on map", page.on_map.click)
    gaps.do("sample: another setting", lambda: d.image.overlap.setValue(1), 4.0)
    gaps.do("sample: setting back", lambda: d.image.overlap.setValue(0), 4.0)
    gaps.do("close the sample page", lambda: page.setCollapsed(True))


def _use_scenes(tour: Tour, gaps: _Watched) -> None:
    """Twenty images are chosen, ticked and changed."""
    d, canvas = dock(), iface.mapCanvas()
    paths = [_make_raster(f"scene {k}", 1024, 12000 * k) for k in range(_SCENES)]
    gaps.do("add images", lambda: d.image.scenes.add_paths(paths), 4.0)
    count = len(d.image.scenes.texts())
    tour.check(count == _SCENES, f"{count} images are in the list")
    extent = QgsRectangle(0, 629760, 12000 * _SCENES, 640000)
    gaps.do("look at all of them", lambda: canvas.setExtent(extent))
    tree = d.image.scenes.list.tree
    gaps.do("hide one", lambda: tree.topLevelItem(3).setCheckState(0, Qt.CheckState.Unchecked))
    gaps.do("choose one", lambda: tree.setCurrentItem(tree.topLevelItem(7)))
    gaps.do("move it down", d.image.scenes.list.down.click, 4.0)
    gaps.do("many tiles", lambda: d.image.tile_size.setValue(16), 4.0)
    tour.check(f"Tiles: {64 * 64 * _SCENES}" in d.image.read_out.text(), "their tiles are counted")
    near = QgsRectangle(0, 629760, 20000, 640000)
    gaps.do("zoom in", lambda: canvas.setExtent(near))
    gaps.do("take the marking tool", lambda: d.cloud_marks.use(True))
    gaps.do("click a tile", lambda: tour.click_map(3000, 635000))
    gaps.do("undo", d.cloud_marks.marks.undo)
    d.cloud_marks.use(False)
    gaps.do("fewer tiles", lambda: d.image.tile_size.setValue(64), 4.0)
    _go_through_pages(gaps)
    _make_sample(tour, gaps)
    gaps.do("overlap", lambda: d.image.overlap.setValue(8), 4.0)
    iface.mainWindow().grab().save(str(OUT / "twenty.png"))
    d.image.overlap.setValue(0)
    while d.image.scenes.texts():
        d.image.scenes.list.take.click()
    tour.wait(lambda: not d.preview.is_busy)


def _add_raster(name: str, size: int) -> QgsRasterLayer:
    layer = QgsRasterLayer(_make_raster(name, size), name)
    QgsProject.instance().addMapLayer(layer)
    return layer


def _make_raster(name: str, size: int, left: int = 0) -> str:
    """A raster of pixels of 10 m that takes no room on the disk."""
    path = str(OUT / f"{name}.tif")
    options = ["TILED=YES", "SPARSE_OK=TRUE", "BIGTIFF=YES"]
    raster = gdal.GetDriverByName("GTiff").Create(path, size, size, 1, gdal.GDT_Byte, options)
    raster.SetGeoTransform((left, 10, 0, 640000, 0, -10))
    reference = osr.SpatialReference()
    reference.ImportFromEPSG(32621)
    raster.SetProjection(reference.ExportToWkt())
    raster.GetRasterBand(1).WriteRaster(0, 0, 2, 1, bytes([1, 200]))
    del raster
    # Images are older than the project they are used in: what was just written is not believed.
    os.utime(path, (_OLD, _OLD))
    return path
