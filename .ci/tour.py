"""Run inside QGIS by run_tour.sh: uses the dock as a person would, and checks what comes out.

Writes pictures and tour.json; ends QGIS with status 0 only when every check held.
"""

from __future__ import annotations

import json
import os
import sys
import time
import traceback
from pathlib import Path

import processing
from qgis.core import QgsApplication, QgsProject, QgsRasterLayer
from qgis.PyQt.QtCore import QCoreApplication, QEvent, QPoint, Qt, QTimer
from qgis.PyQt.QtTest import QTest
from qgis.PyQt.QtWidgets import (
    QApplication,
    QComboBox,
    QMenu,
    QPushButton,
    QScrollArea,
    QToolButton,
    QWidget,
)
from qgis.utils import iface, loadPlugin, plugins, startPlugin, unloadPlugin

EXAMPLES = Path(os.environ["EXAMPLES"])
OUT = Path(os.environ["OUT"])
LEFT, NO_KEY = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
MOST_CLICKS = 12
MOST_MS = 200


class Tour:
    """A person's hands and eyes: counts clicks, measures how long the window is stuck."""

    def __init__(self) -> None:
        self.clicks = 0
        self.failures = []
        self.stuck_ms = 0.0
        self.facts = {}

    def check(self, holds: bool, what: str) -> None:
        """Note whether something holds."""
        print("ok  " if holds else "FAIL", what, flush=True)
        if not holds:
            self.failures.append(what)

    def wait(self, until=lambda: False, seconds: float = 30.0) -> bool:
        """Let QGIS work until something is so."""
        end = time.monotonic() + seconds
        while not until() and time.monotonic() < end:
            start = time.monotonic()
            QApplication.processEvents()
            self.stuck_ms = max(self.stuck_ms, 1000 * (time.monotonic() - start))
            time.sleep(0.005)
        return until()

    def do(self, action) -> None:
        """An action of the user, timed as the window feels it."""
        start = time.monotonic()
        action()
        self.stuck_ms = max(self.stuck_ms, 1000 * (time.monotonic() - start))

    def click(self, widget: QWidget) -> None:
        """One click on a widget."""
        self.clicks += 1
        self._show(widget)
        self.do(lambda: QTest.mouseClick(widget, LEFT, NO_KEY, _middle(widget)))
        QApplication.processEvents()

    def type_into(self, widget: QWidget, text: str) -> None:
        """A click into a field, then its text and Tab."""
        self.click(widget)
        QTest.keyClick(widget, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
        QTest.keyClicks(widget, text)
        self.do(lambda: QTest.keyClick(widget, Qt.Key.Key_Tab))
        QApplication.processEvents()

    def choose(self, box: QComboBox, text: str) -> None:
        """A click on a list and one on its entry."""
        self.click(box)
        index = box.findText(text, Qt.MatchFlag.MatchStartsWith)
        self.wait(box.view().isVisible, 2)
        box.view().scrollTo(box.model().index(index, 0))
        place = box.view().visualRect(box.model().index(index, 0)).center()
        self.clicks += 1
        self.do(lambda: QTest.mouseClick(box.view().viewport(), LEFT, NO_KEY, place))
        QApplication.processEvents()

    def click_map(self, x: float, y: float, keys=NO_KEY) -> None:
        """A click on the map at a place in map units."""
        self.clicks += 1
        canvas = iface.mapCanvas()
        place = canvas.getCoordinateTransform().transform(x, y)
        point = QPoint(int(place.x()), int(place.y()))
        self.do(lambda: QTest.mouseClick(canvas.viewport(), LEFT, keys, point))
        QApplication.processEvents()

    def drag_map(self, start, end, keys=NO_KEY) -> None:
        """A drag on the map between two places in map units."""
        canvas = iface.mapCanvas()
        places = [canvas.getCoordinateTransform().transform(*p) for p in (start, end)]
        first, last = (QPoint(int(p.x()), int(p.y())) for p in places)
        viewport = canvas.viewport()
        QTest.mousePress(viewport, LEFT, keys, first)
        for k in range(1, 21):
            place = first + (last - first) * k / 20
            self.do(lambda place=place: _move(viewport, place, keys))
        self.do(lambda: QTest.mouseRelease(viewport, LEFT, keys, last))
        self.do(QApplication.processEvents)

    @staticmethod
    def _show(widget: QWidget) -> None:
        parent = widget.parent()
        while parent is not None and not isinstance(parent, QScrollArea):
            parent = parent.parent()
        if parent is not None:
            parent.ensureWidgetVisible(widget)
            QApplication.processEvents()


def _middle(widget: QWidget) -> QPoint:
    # The arrow of an editable list is at its right; elsewhere the middle does.
    return QPoint(min(30, widget.width() // 2), widget.height() // 2)


def _move(widget: QWidget, place: QPoint, keys) -> None:
    from qgis.PyQt.QtCore import QPointF
    from qgis.PyQt.QtGui import QMouseEvent

    event = QMouseEvent(QEvent.Type.MouseMove, QPointF(place), LEFT, LEFT, keys)
    QApplication.sendEvent(widget, event)
    QApplication.processEvents()


def dock():
    """The plugin's dock."""
    return plugins["tilewright"]._action.dock


def dataset_files(folder: Path) -> dict[str, bytes]:
    """All files of a dataset; the time of day is taken out."""
    files = {}
    for path in sorted(folder.rglob("*")):
        if path.is_file():
            data = path.read_bytes()
            if path.name == "dataset.json":
                facts = json.loads(data)
                facts.pop("created")
                data = json.dumps(facts, sort_keys=True).encode()
            files[path.relative_to(folder).as_posix()] = data
    return files


def make_dataset(tour: Tour) -> None:
    """The tutorial's task, from an open project to a dataset."""
    button = next(
        b
        for b in iface.mainWindow().findChildren(QToolButton)
        if b.defaultAction() is plugins["tilewright"]._action._action and b.isVisible()
    )
    tour.click(button)
    d = dock()
    tour.check(d is not None and d.isVisible(), "one click opens the dock")
    tour.check(d.image.raster.currentLayer() is not None, "the image is preselected")
    tour.type_into(d.image.tile_size, "64")
    tour.type_into(d.image.min_valid, "100")
    tour.type_into(d.image.nodata, "0")
    tour.check(d.labels.field.currentField() == "class", "label layer and field are guessed")
    tour.type_into(d.labels.other, "non_urban")
    tour.check(tour.wait(lambda: not d.preview.is_busy), "the preview ends")
    tour.check(len(d.preview.tiles.tiles) == 352, "352 tiles are drawn")
    tour.check("Tiles: 336, each of 64" in d.image.read_out.text(), "the read-out counts 336 tiles")
    tour.click(d.clouds.mark)
    tiles = {t.tile_id: t for t in d.preview.tiles.tiles}
    for name in ("r00003_c00009", "r00007_c00010"):
        tour.click_map(tiles[name].centre.x(), tiles[name].centre.y())
    tour.check(len(d.cloud_marks.marks) == 2, "two clicks mark two tiles")
    tour.check(tour.wait(lambda: not d.preview.is_busy), "the preview follows the marks")
    reasons = {t.tile_id: t.reason for t in d.preview.tiles.tiles}
    tour.check(reasons["r00003_c00009"] == "cloud mark", "a marked tile is shown as left out")
    tour.type_into(d.export.output.lineEdit(), str(OUT / "made" / "dataset"))
    tour.check(d.panel.run.isEnabled(), f"Run can be pressed ({d.panel.why_not.text()})")
    tour.click(d.panel.run)
    tour.facts["clicks"] = tour.clicks
    tour.check(tour.clicks <= MOST_CLICKS, f"{tour.clicks} clicks of at most {MOST_CLICKS}")
    d.run()
    tour.check("being made" in _messages(), "a second run is refused kindly")
    tour.check(tour.wait(lambda: not d.runs.is_busy, 60), "the run ends")


def _messages() -> str:
    bar = iface.messageBar()
    return (
        " ".join(i.text() for i in bar.items())
        if hasattr(bar, "items")
        else (bar.currentItem().text() if bar.currentItem() else "")
    )


def click_message(tour: Tour, name: str) -> None:
    """A click on a button of the message that QGIS shows."""
    buttons = iface.messageBar().findChildren(QPushButton, name)
    tour.check(bool(buttons), f"the message bar offers {name}")
    tour.click(buttons[-1])


def compare(tour: Tour) -> None:
    """What the dock made equals what builddataset makes of the same settings."""
    d = dock()
    parameters = {**d.parameters(), "OUTPUT": str(OUT / "again" / "dataset")}
    processing.run("tilewright:builddataset", parameters)
    made, again = dataset_files(OUT / "made" / "dataset"), dataset_files(OUT / "again" / "dataset")
    tour.check(len(made) > 300, f"{len(made)} files were written")
    tour.check(made.keys() == again.keys(), "builddataset writes the same files")
    different = [n for n in made if made[n] != again.get(n)]
    tour.check(not different, f"and the same bytes {different[:3]}")


def correct_label(tour: Tour) -> None:
    """A label is corrected by hand, taken back, and corrected again."""
    d = dock()
    tile = next(t for t in d.preview.tiles.tiles if t.tile_id == "r00010_c00012")
    d.labels.edit_class.setCurrentText("urban")
    tour.click(d.labels.edit)
    tour.click_map(tile.centre.x(), tile.centre.y())
    tour.check(len(d.label_edits.marks) == 1, "a click corrects a tile")
    canvas = iface.mapCanvas()
    QTest.keyClick(canvas, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    tour.check(len(d.label_edits.marks) == 0, "Ctrl+Z takes it back")
    tour.click_map(tile.centre.x(), tile.centre.y())
    tour.wait(lambda: not d.preview.is_busy)
    labels = {t.tile_id: t.label for t in d.preview.tiles.tiles}
    tour.check(labels["r00010_c00012"] == "urban", "the correction shows on the map")
    QTest.keyClick(canvas, Qt.Key.Key_Escape)
    tour.check(not d.labels.edit.isChecked(), "Esc leaves the tool")
    tour.click(d.export.overwrite)
    tour.click(d.panel.run)
    tour.check(tour.wait(lambda: not d.runs.is_busy, 60), "a second dataset replaces the first")
    place = iface.mapCanvas().center()
    tour.type_into(d.panel.find, "urban_r00010_c00012.jpg")
    QTest.keyClick(d.panel.find, Qt.Key.Key_Return)
    found = iface.mapCanvas().center()
    tour.check(found.distance(tile.centre.x(), tile.centre.y()) < 1, "Find Tile goes to the tile")
    tour.check(found.distance(place) > 1, "which the map did not show before")
    counts = json.loads((OUT / "made" / "dataset" / "dataset.json").read_text("utf-8"))["classes"]
    tour.facts["classes"] = {row["name"]: row["tiles"] for row in counts}


def mark_more(tour: Tour) -> None:
    """Drag, rectangle, and marks that outlive the dock."""
    d = dock()
    before = len(d.cloud_marks.marks)
    tiles = {t.tile_id: t for t in d.preview.tiles.tiles}
    d.clouds.mark.click()
    place = [(tiles[n].centre.x(), tiles[n].centre.y()) for n in ("r00014_c00010", "r00014_c00013")]
    tour.drag_map(*place)
    tour.check(len(d.cloud_marks.marks) == before + 4, "a drag marks four tiles")
    corner = [
        (tiles[n].centre.x(), tiles[n].centre.y()) for n in ("r00016_c00010", "r00017_c00012")
    ]
    shift = Qt.KeyboardModifier.ShiftModifier
    left, right = corner[0][0] - 300, corner[1][0] + 300
    tour.drag_map((left, corner[0][1] + 300), (right, corner[1][1] - 300), shift)
    tour.check(len(d.cloud_marks.marks) == before + 10, "Shift and a drag mark six more")
    d.cloud_marks.marks.undo()
    d.cloud_marks.marks.undo()
    d.clouds.mark.click()
    d.setUserVisible(False)
    d.close()
    plugins["tilewright"]._action.show(True)
    tour.check(len(d.cloud_marks.marks) >= before, "marks survive closing the dock")
    tour.wait(lambda: not d.preview.is_busy)


def follow_edits(tour: Tour) -> None:
    """The preview follows edits of the labels, and Ctrl+Z is the tool's while it is up."""
    d = dock()
    labels = d.labels.layer.currentLayer()
    before = {t.tile_id for t in d.preview.tiles.tiles if t.label == "urban"}
    labels.startEditing()
    labels.deleteFeature(next(labels.getFeatures()).id())
    tour.wait(lambda: d.preview.is_busy, 2)
    tour.wait(lambda: not d.preview.is_busy)
    after = {t.tile_id for t in d.preview.tiles.tiles if t.label == "urban"}
    tour.check(after < before, "the preview follows edits that are not saved")
    d.clouds.mark.click()
    tile = d.preview.tiles.tiles[100]
    marks = len(d.cloud_marks.marks)
    tour.click_map(tile.centre.x(), tile.centre.y())
    tour.check(len(d.cloud_marks.marks) == marks + 1, "a tile is marked while labels are edited")
    canvas = iface.mapCanvas()
    QTest.keyClick(canvas, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    tour.check(len(d.cloud_marks.marks) == marks, "Ctrl+Z takes the mark back")
    tour.check(labels.isModified(), "and not the edit of the labels")
    d.clouds.mark.click()
    labels.rollBack()
    tour.wait(lambda: d.preview.is_busy, 2)
    tour.wait(lambda: not d.preview.is_busy)
    again = {t.tile_id for t in d.preview.tiles.tiles if t.label == "urban"}
    tour.check(again == before, "and follows when edits are given up")


def take_pictures(tour: Tour) -> None:
    """Every page at 300 and 420 pixels, light and dark; and the whole window."""
    d = dock()
    iface.mapCanvas().zoomToFullExtent()
    tour.wait(seconds=3)
    iface.mainWindow().grab().save(str(OUT / "window.png"))
    area = d.findChild(QScrollArea)
    d.setFloating(True)
    for theme in ("light", "dark"):
        QgsApplication.setUITheme("default" if theme == "light" else "Night Mapping")
        for width in (300, 420):
            d.resize(width, 700)
            tour.wait(seconds=0.3)
            for number, page in enumerate(d.pages, 1):
                area.verticalScrollBar().setValue(page.y())
                tour.wait(seconds=0.1)
                d.grab().save(str(OUT / f"page{number}-{width}-{theme}.png"))
                fits = page.width() <= area.viewport().width()
                tour.check(fits, f"page {number} fits into {width} px, {theme}")
    QgsApplication.setUITheme("default")
    d.setFloating(False)


def keep_settings(tour: Tour) -> None:
    """A project keeps its settings; a new one starts without them."""
    d = dock()
    tour.type_into(d.image.tile_size, "96")
    kept = d.settings()
    marks = len(d.cloud_marks.marks)
    path = str(EXAMPLES / "foz" / "kept.qgs")
    tour.check(QgsProject.instance().write(path), "the project is saved")
    iface.newProject()
    tour.wait(seconds=0.5)
    fresh = d.settings()
    tour.check(not fresh.output and not fresh.other_label, "a new project starts afresh")
    tour.check(len(d.cloud_marks.marks) == 0, "without marks")
    iface.addProject(path)
    tour.wait(lambda: not d.preview.is_busy)
    again = d.settings()
    again.overwrite = kept.overwrite
    tour.check(again == kept, "the saved project brings its settings back")
    tour.check(len(d.cloud_marks.marks) == marks, "and its marks")
    tour.check(not QgsProject.instance().isDirty(), "and is not changed by the dock")
    wheel_over(tour, d.image.overlap)
    tour.check(d.image.overlap.value() == again.overlap, "the wheel over a field changes nothing")
    d.image.tile_size.setValue(64)


def wheel_over(tour: Tour, widget: QWidget) -> None:
    """One step of the wheel over a field that has no focus."""
    from qgis.PyQt.QtCore import QPointF
    from qgis.PyQt.QtGui import QWheelEvent

    place = QPointF(_middle(widget))
    event = QWheelEvent(
        place,
        QPointF(widget.mapToGlobal(_middle(widget))),
        QPoint(),
        QPoint(0, 120),
        Qt.MouseButton.NoButton,
        NO_KEY,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    widget.clearFocus()
    tour.do(lambda: QApplication.sendEvent(widget, event))


def meet_trouble(tour: Tour) -> None:
    """Removed layers, a cancelled run, a folder that cannot be written."""
    d = dock()
    d.export.output.setFilePath(str(OUT / "cancelled"))
    d.image.tile_size.setValue(16)
    tour.wait(lambda: not d.preview.is_busy)
    d.run()
    tour.wait(lambda: d.panel.progress.value() > 25, 20)
    start = time.monotonic()
    d.runs.cancel()
    tour.wait(lambda: not d.runs.is_busy, 10)
    tour.facts["cancel_ms"] = round(1000 * (time.monotonic() - start))
    tour.check(not d.runs.is_busy, f"Cancel ends the run in {tour.facts['cancel_ms']} ms")
    torn = list((OUT / "cancelled").rglob("*.part"))
    tour.check(not torn, "no torn file is left")
    (OUT / "a file").write_text("mine")
    d.export.output.setFilePath(str(OUT / "a file"))
    d.run()
    tour.wait(lambda: not d.runs.is_busy, 10)
    tour.check("is a file" in d.panel.log.toPlainText(), "a file as folder gives a sentence")
    tour.check((OUT / "a file").read_text() == "mine", "and the file is left alone")
    d.export.output.setFilePath("/proc/tilewright")
    d.run()
    tour.wait(lambda: not d.runs.is_busy, 10)
    tour.check("/proc/tilewright cannot be" in _messages(), "so does one that cannot be made")
    d.image.tile_size.setValue(64)
    d.image.overlap.setValue(64)
    tour.check("smaller than the tile" in d.panel.why_not.text(), "Run says why it cannot run")
    tour.check(not d.panel.run.isEnabled(), "and is off")
    d.image.overlap.setValue(0)
    d.export.output.setFilePath(str(OUT / "closed"))
    d.run()
    d.close()
    tour.check(tour.wait(lambda: not d.runs.is_busy, 20), "a run goes on in a closed dock")
    tour.check((OUT / "closed" / "dataset.json").exists(), "and finishes its dataset")
    plugins["tilewright"]._action.show(True)
    labels = d.labels.layer.currentLayer()
    QgsProject.instance().removeMapLayer(labels.id())
    tour.wait(seconds=0.5)
    tour.check(d.labels.layer.currentLayer() is not labels, "a removed layer is let go")


def face_a_million(tour: Tour) -> None:
    """A grid of a million tiles never blocks the window."""
    import rasterio

    d = dock()
    path = str(OUT / "million.tif")
    with rasterio.open(
        path,
        "w",
        driver="GTiff",
        width=64000,
        height=64000,
        count=1,
        dtype="uint8",
        crs="EPSG:32621",
        transform=rasterio.Affine(10, 0, 0, 0, -10, 640000),
        tiled=True,
        sparse_ok=True,
        BIGTIFF="YES",
    ):
        pass
    layer = QgsRasterLayer(path, "A million tiles")
    QgsProject.instance().addMapLayer(layer)
    tour.wait(lambda: not d.preview.is_busy)
    tour.stuck_ms = 0
    tour.do(lambda: d.image.raster.setLayer(layer))
    tour.do(lambda: d.image.tile_size.setValue(64))
    tour.do(lambda: d.image.overlap.setValue(1))
    tour.do(lambda: d.image.overlap.setValue(0))
    iface.mapCanvas().setExtent(layer.extent())
    tour.wait(seconds=2)
    marks = len(d.cloud_marks.marks)
    d.cloud_marks.use(True)
    tour.click_map(320320, 320320)
    tour.drag_map((320320, 300000), (330000, 300000))
    tour.drag_map((100000, 100000), (125000, 125000), Qt.KeyboardModifier.ShiftModifier)
    tour.wait(seconds=1)
    tour.facts["million_marks"] = len(d.cloud_marks.marks) - marks
    tour.check(tour.facts["million_marks"] > 1000, "tiles of them are marked")
    iface.mainWindow().grab().save(str(OUT / "million.png"))
    for _ in range(3):
        tour.do(d.cloud_marks.marks.undo)
    tour.check(len(d.cloud_marks.marks) == marks, "in three steps")
    d.cloud_marks.use(False)
    tour.wait(seconds=0.5)
    tour.facts["million_ms"] = round(tour.stuck_ms)
    tour.check("Tiles: 1000000" in d.image.read_out.text(), "a million tiles are counted")
    tour.check(
        tour.stuck_ms <= MOST_MS, f"and the window is stuck for {tour.stuck_ms:.0f} ms at most"
    )
    QgsProject.instance().removeMapLayer(layer.id())


def project_state() -> dict[str, int]:
    """What unloading must bring back."""
    project, canvas = QgsProject.instance(), iface.mapCanvas()
    return {
        "items on the map": len(canvas.scene().items()),
        "readProject": project.receivers(project.readProject),
        "cleared": project.receivers(project.cleared),
        "layersWillBeRemoved": project.receivers(project.layersWillBeRemoved),
        "newProjectCreated": iface.receivers(iface.newProjectCreated),
        "destinationCrsChanged": canvas.receivers(canvas.destinationCrsChanged),
        "widgets": len(
            [
                w
                for w in iface.mainWindow().findChildren(QWidget)
                if w.objectName().lower().startswith("tilewright")
                # QGIS keeps the emptied menu, out of sight.
                and not isinstance(w, QMenu)
            ]
        ),
    }


def unload(tour: Tour, before: dict[str, int]) -> None:
    """Unload while a run is on its way."""
    d = dock()
    d.export.output.setFilePath(str(OUT / "unloaded"))
    d.run()
    tour.check(unloadPlugin("tilewright"), "the plugin unloads while it runs")
    tour.wait(seconds=0.5)
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    tour.wait(seconds=0.5)
    after = project_state()
    tour.check(after == before, f"unloading leaves nothing: {before} {after}")


def start() -> None:
    tour = Tour()
    status = 1
    try:
        iface.mainWindow().resize(1240, 820)
        QgsProject.instance().read(str(EXAMPLES / "foz" / "foz.qgs"))
        raster = QgsProject.instance().mapLayersByName("Landsat 8, 18 May 2020")[0]
        iface.setActiveLayer(raster)
        tour.wait(seconds=2)
        before = project_state()
        loadPlugin("tilewright")
        startPlugin("tilewright")
        tour.wait(seconds=1)
        make_dataset(tour)
        compare(tour)
        correct_label(tour)
        mark_more(tour)
        follow_edits(tour)
        take_pictures(tour)
        click_message(tour, "addToProject")
        keep_settings(tour)
        meet_trouble(tour)
        face_a_million(tour)
        unload(tour, before)
        status = 1 if tour.failures else 0
    except Exception:
        traceback.print_exc()
    finally:
        (OUT / "tour.json").write_text(json.dumps(tour.facts, indent=2))
        print(f"{tour.facts}\n{len(tour.failures)} checks failed", flush=True)
        sys.stdout.flush()
        os._exit(status)


QTimer.singleShot(2500, start)
