"""How long the window is stuck at most, for the tour: with a million tiles, and with 20 images.

A timer ticks all the while; the longest time between two ticks is what a person would feel. It is
printed, and decides nothing: other programs take their share of the computer too. What the thread
of the window worked meanwhile is printed beside it; the rest it waited.
"""

from __future__ import annotations

import os
import time
from collections.abc import Callable

from osgeo import gdal, osr
from qgis.core import QgsProject, QgsRasterLayer, QgsRectangle, QgsVector
from qgis.PyQt.QtCore import Qt, QTimer
from qgis.PyQt.QtWidgets import QApplication
from qgis.utils import iface
from tour_person import OUT, Tour, dock

_TICK_MS = 2
_GOAL_MS = 100
_SCENES = 20
_OLD = 1_600_000_000
_SHIFT = Qt.KeyboardModifier.ShiftModifier


class Gaps:
    """The longest time between two ticks of a timer, for each thing that is done."""

    def __init__(self) -> None:
        self.found: dict[str, float] = {}
        self.worked: dict[str, float] = {}
        self._doing = ""
        self._last, self._last_work = time.monotonic(), time.thread_time()
        self._timer = QTimer()
        self._timer.timeout.connect(self._tick)
        self._timer.start(_TICK_MS)

    def _tick(self) -> None:
        now, work = time.monotonic(), time.thread_time()
        gaps = 1000 * (now - self._last), 1000 * (work - self._last_work)
        if self._doing:
            for kept, gap in zip((self.found, self.worked), gaps):
                kept[self._doing] = max(kept.get(self._doing, 0.0), gap)
        self._last, self._last_work = now, work

    def do(self, what: str, act: Callable[[], object], seconds: float = 1.5) -> None:
        """Do something, and watch the window until the dock has come to rest."""
        QApplication.processEvents()
        self._tick()
        self._doing = what
        act()
        # The act itself holds the window up until the next tick.
        end = time.monotonic() + seconds
        while time.monotonic() < end or (dock().preview.is_busy and time.monotonic() < end + 60):
            QApplication.processEvents()
        self._doing = ""

    def stop(self) -> None:
        """Measure no more."""
        self._timer.stop()


def measure_gaps(tour: Tour) -> None:
    """Print how long the window is stuck while the dock is used on large things."""
    for title, use in (("10^6 tiles", _use_million), (f"{_SCENES} images", _use_scenes)):
        gaps = Gaps()
        use(tour, gaps)
        gaps.stop()
        worst = sorted(gaps.found.items(), key=lambda item: -item[1])
        tour.facts[f"longest gap, {title}"] = {what: round(gap) for what, gap in worst}
        work = max(gaps.worked.values())
        tour.facts[f"longest work, {title}"] = round(work)
        print(
            f"longest gap with {title}: {worst[0][1]:.0f} ms, longest work in one go {work:.0f} ms "
            f"(goal {_GOAL_MS} ms)",
            flush=True,
        )
        for what, gap in worst:
            print(f"    {gap:6.0f} ms, work {gaps.worked[what]:4.0f} ms  {what}", flush=True)


def _use_million(tour: Tour, gaps: Gaps) -> None:
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
    for _ in range(4):
        gaps.do("undo", d.cloud_marks.marks.undo)
    tour.check(len(d.cloud_marks.marks) == marks, "in four steps the marks are taken back")
    d.cloud_marks.use(False)
    gaps.do("another field", lambda: d.labels.other.setText("land") or d.labels.tell())
    QgsProject.instance().removeMapLayer(layer.id())


def _use_scenes(tour: Tour, gaps: Gaps) -> None:
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
