"""Run inside QGIS by run_tour.sh: uses the dock as a person would, and checks what comes out.

Writes pictures and tour.json; ends QGIS with status 0 only when every check held.
"""

from __future__ import annotations

import json
import os
import sys
import traceback

import processing
from processing.gui.AlgorithmDialog import AlgorithmDialog
from qgis.core import QgsProject
from qgis.PyQt.QtCore import QCoreApplication, QEvent, Qt, QTimer
from qgis.PyQt.QtTest import QTest
from qgis.PyQt.QtWidgets import QApplication, QDockWidget, QMenu, QWidget
from qgis.utils import iface, loadPlugin, plugins, startPlugin, unloadPlugin
from tour_classes import preview_classes
from tour_gaps import measure_gaps
from tour_looks import go_through_fields, take_large_pictures, take_pictures
from tour_person import (
    EXAMPLES,
    OUT,
    Tour,
    click_message,
    dataset_files,
    dock,
    messages,
    open_dock,
    wheel_over,
)
from tour_results import look_at_results
from tour_scenes import picture_two_images, use_two_images
from tour_trouble import (
    cancel_and_continue,
    change_project,
    close_dock,
    fill_disk,
    meet_folders,
    remove_layers,
)
from tour_ways import count_clicks, go_all_ways


def make_dataset(tour: Tour) -> None:
    """The tutorial's task, from an open project to a dataset."""
    window = iface.mainWindow()
    toolbox = window.findChild(QDockWidget, "ProcessingToolbox")
    toolbox.show()
    tour.wait(seconds=0.5)
    open_dock(tour)
    d = dock()
    tour.wait(seconds=0.5)
    is_tab = toolbox in window.tabifiedDockWidgets(d)
    has_room = not d.visibleRegion().isEmpty() and d.height() > 400
    tour.check(is_tab and has_room, f"as a tab beside the toolbox, {d.height()} px high")
    window.grab().save(str(OUT / "first.png"))
    toolbox.hide()
    tour.check(d.image.raster.currentLayer() is not None, "the image is preselected")
    tour.type_into(d.image.tile_size, "64")
    tour.check(tour.wait(d.image.facts.zeros.isVisible), "its zeros are told")
    tour.click(d.image.facts.zeros)
    tour.check(d.image.min_valid.value() == 100, "tiles with any of them are left out")
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
    count_clicks(tour, "tutorial")
    d.run()
    tour.check("being made" in messages(), "a second run is refused kindly")
    tour.check(tour.wait(lambda: not d.runs.is_busy, 60), "the run ends")


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


def share_run(tour: Tour) -> None:
    """What the menu gives makes the same dataset: Python, and the dialog of Processing."""
    d = dock()
    actions = {action.objectName(): action for action in d.panel.menu.actions()}
    actions["copyPython"].trigger()
    text = QApplication.clipboard().text()
    own, copied = str(OUT / "made" / "dataset"), str(OUT / "by python")
    tour.check(own in text, "the menu copies Python lines")
    exec(text.replace(own, copied), {})
    made = dataset_files(OUT / "made" / "dataset")
    tour.check(dataset_files(OUT / "by python") == made, "which make the same dataset")
    actions["copyCommand"].trigger()
    text = QApplication.clipboard().text()
    tour.check(" run tilewright:builddataset " in text, f"and a command: {text[:60]}")
    d.export.output.setFilePath(str(OUT / "by dialog"))
    actions["openDialog"].trigger()
    dialog = next(w for w in QApplication.topLevelWidgets() if isinstance(w, AlgorithmDialog))
    done = []
    dialog.algorithmFinished.connect(lambda successful, _: done.append(successful))
    dialog.runButton().click()
    tour.check(tour.wait(lambda: bool(done), 60) and done[0], "the dialog of Processing runs")
    dialog.close()
    tour.check(dataset_files(OUT / "by dialog") == made, "and makes the same dataset")
    d.export.output.setFilePath(own)


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
    tour.click(d.export.folder_rows.overwrite)
    tour.click(d.panel.run)
    tour.check(tour.wait(lambda: not d.runs.is_busy, 60), "a second dataset replaces the first")
    place = iface.mapCanvas().center()
    tour.type_into(d.panel.find, "urban_r00010_c00012.jpg")
    QTest.keyClick(d.panel.find, Qt.Key.Key_Return)
    found = iface.mapCanvas().center()
    tour.check(found.distance(tile.centre.x(), tile.centre.y()) < 1, "Find Tile goes to the tile")
    tour.check(found.distance(place) > 1, "which the map did not show before")
    for text in ("R00003_C00009", "dataset/non_urban/non_urban_r00003_c00008.JPG"):
        tour.type_into(d.panel.find, text)
        QTest.keyClick(d.panel.find, Qt.Key.Key_Return)
        place, found = found, iface.mapCanvas().center()
        tour.check(found.distance(place) > 1, f"and to {text}")
    tour.type_into(d.panel.find, "r99999")
    QTest.keyClick(d.panel.find, Qt.Key.Key_Return)
    tour.check("No tile has r99999" in messages(), "a name that no tile has is told")
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
    tour.check(fresh.tile_size == 256, "with the usual tiles")
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
    d.image.raster.setLayer(QgsProject.instance().mapLayersByName("Another image")[0])
    d.export.output.setFilePath(str(OUT / "unloaded"))
    d.run()
    tour.check(d.runs.is_busy, "a last run begins")
    tour.check(unloadPlugin("tilewright"), "the plugin unloads while it runs")
    tour.wait(seconds=0.5)
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    tour.wait(seconds=0.5)
    after = project_state()
    tour.check(after == before, f"unloading leaves nothing: {before} {after}")


def go_through(tour: Tour) -> None:
    """The tutorial, and what can be done and go wrong after it."""
    before = project_state()
    loadPlugin("tilewright")
    startPlugin("tilewright")
    tour.wait(seconds=1)
    make_dataset(tour)
    compare(tour)
    share_run(tour)
    correct_label(tour)
    look_at_results(tour)
    mark_more(tour)
    follow_edits(tour)
    take_pictures(tour, picture_two_images)
    click_message(tour, "addToProject")
    keep_settings(tour)
    use_two_images(tour)
    go_through_fields(tour)
    meet_folders(tour)
    cancel_and_continue(tour)
    fill_disk(tour)
    close_dock(tour)
    change_project(tour)
    take_large_pictures(tour)
    remove_layers(tour)
    measure_gaps(tour)
    unload(tour, before)


def measure_alone(tour: Tour) -> None:
    """The gaps alone, in a QGIS where no panel has been opened yet."""
    loadPlugin("tilewright")
    startPlugin("tilewright")
    tour.wait(seconds=3)
    measure_gaps(tour)


# By the name that TOUR takes.
PARTS = {
    "tutorial": go_through,
    "ways": go_all_ways,
    "classes": preview_classes,
    "gaps": measure_alone,
}
# Without one the tour goes through these.
_USUAL = ["tutorial", "ways", "classes"]


def start() -> None:
    tour = Tour()
    status = 1
    try:
        iface.mainWindow().resize(1240, 820)
        chosen = os.environ.get("TOUR", "")
        for part in [chosen] if chosen else _USUAL:
            QgsProject.instance().read(str(EXAMPLES / "foz" / "foz.qgs"))
            raster = QgsProject.instance().mapLayersByName("Landsat 8, 18 May 2020")[0]
            iface.setActiveLayer(raster)
            tour.wait(seconds=2)
            PARTS[part](tour)
        status = 1 if tour.failures else 0
    except Exception:
        traceback.print_exc()
    finally:
        (OUT / "tour.json").write_text(json.dumps(tour.facts, indent=2))
        print(f"{tour.facts}\n{len(tour.failures)} checks failed", flush=True)
        sys.stdout.flush()
        os._exit(status)


QTimer.singleShot(2500, start)
