"""What goes wrong, for the tour: cancel, full disks, folders, layers and projects that go."""

from __future__ import annotations

import os
import subprocess
import time
from pathlib import Path

import processing
from qgis.core import QgsProject, QgsRasterLayer
from qgis.utils import iface, plugins
from tour_person import EXAMPLES, OUT, Tour, click_message, dataset_files, dock, messages

SMALL = Path(os.environ["SMALL"])


def _make(tour: Tour, folder: Path, tile_size: int = 64, seconds: float = 60) -> dict:
    """Run the dock's settings into a folder; returns the parameters."""
    d = dock()
    d.export.output.setFilePath(str(folder))
    d.image.tile_size.setValue(tile_size)
    parameters = d.parameters()
    d.run()
    tour.wait(lambda: not d.runs.is_busy, seconds)
    return parameters


def _run_elsewhere(parameters: dict, name: str) -> dict[str, bytes]:
    """The dataset that builddataset makes of the same parameters."""
    folder = OUT / name
    processing.run("tilewright:builddataset", {**parameters, "OUTPUT": str(folder)})
    return dataset_files(folder)


def cancel_and_continue(tour: Tour) -> None:
    """A cancelled run goes on when it is asked to, and makes the same dataset."""
    d = dock()
    folder = OUT / "cancelled"
    d.export.output.setFilePath(str(folder))
    d.image.tile_size.setValue(16)
    tour.wait(lambda: not d.preview.is_busy)
    parameters = d.parameters()
    d.run()
    tour.wait(lambda: len(list(folder.rglob("*.jpg"))) > 20, 20)
    start = time.monotonic()
    tour.click(d.panel.cancel)
    tour.wait(lambda: not d.runs.is_busy, 10)
    tour.facts["cancel_ms"] = round(1000 * (time.monotonic() - start))
    tour.check(not d.runs.is_busy, f"Cancel ends the run in {tour.facts['cancel_ms']} ms")
    tour.check(not list(folder.rglob("*.part")), "no torn file is left")
    kept = {p: p.stat().st_mtime_ns for p in folder.rglob("*.jpg")}
    tour.check("unfinished dataset" in d.panel.why_not.text(), "the folder is seen as unfinished")
    tour.check(d.export.folder_rows.resume.isVisible(), "and can be continued there")
    click_message(tour, "continueRun")
    tour.check(tour.wait(lambda: not d.runs.is_busy, 60), "the message continues it as well")
    same = all(p.stat().st_mtime_ns == written for p, written in kept.items())
    tour.check(bool(kept) and same, f"{len(kept)} tiles that were there are not made again")
    again = _run_elsewhere(parameters, "in one go")
    tour.check(dataset_files(folder) == again, "and the dataset is that of a run in one go")
    d.image.tile_size.setValue(64)


def fill_disk(tour: Tour) -> None:
    """A disk that fills up: one sentence, and the run goes on when there is room."""
    d = dock()
    mount = ["mount", "-t", "tmpfs", "-o", "size=400k", "tmpfs", str(SMALL)]
    if subprocess.run(mount, check=False).returncode:
        tour.facts["full disk"] = "not tried: making a small disk needs root"
        print("SKIP", tour.facts["full disk"], flush=True)
        return
    try:
        parameters = _make(tour, SMALL / "set")
        text = messages()
        tour.check("The disk is full: " in text, f"a full disk is told: {text}")
        tour.check("Free some space" in text, "with what to do")
        tour.check(d.panel.log.toPlainText().count("The disk is full") == 1, "once in the log")
        tour.check(not list(SMALL.rglob("*.part")), "no torn file is left on it")
        subprocess.run(["mount", "-o", "remount,size=40m", str(SMALL)], check=True)
        click_message(tour, "continueRun")
        tour.wait(lambda: not d.runs.is_busy, 60)
        again = _run_elsewhere(parameters, "on a large disk")
        tour.check(dataset_files(SMALL / "set") == again, "with room the same dataset is finished")
    finally:
        d.export.output.setFilePath("")
        subprocess.run(["umount", str(SMALL)], check=False)


def meet_folders(tour: Tour) -> None:
    """Folders that cannot take a dataset, while they are typed and when they are tried."""
    d = dock()
    line = d.export.output.lineEdit()
    (OUT / "a file").write_text("mine")
    tour.type_into(line, str(OUT / "a file"))
    tour.check("is a file" in d.panel.why_not.text(), "a file as folder gives a sentence")
    tour.check(not d.panel.run.isEnabled(), "and Run is off")
    d.run()
    tour.wait(lambda: not d.runs.is_busy, 10)
    log = d.panel.log.toPlainText()
    tour.check(log.count("is a file") == 1, "a run that is forced says so once")
    tour.check("\u201cFolder\u201d" in log, "in the dock's words")
    tour.check((OUT / "a file").read_text() == "mine", "and the file is left alone")
    tour.type_into(line, "/proc/tilewright")
    d.run()
    tour.wait(lambda: not d.runs.is_busy, 10)
    told = "/proc/tilewright, where nothing can be written" in messages()
    tour.check(told, "so does one that cannot be made")
    tour.type_into(line, str(OUT))
    tour.check("other files" in d.panel.why_not.text(), "a folder with other files is refused")
    tour.type_into(line, str(OUT / "made" / "dataset"))
    tour.check("holds a dataset (tiles: 313)" in d.panel.why_not.text(), "datasets are counted")
    tour.type_into(line, str(OUT / "données 数据"))
    tour.check(line.text().endswith("données 数据"), "a folder may have any letters")
    tour.type_into(line, " '~/tiles' ")
    tour.check(
        line.text() == str(Path("~/tiles").expanduser()),
        f"a path is shown as understood: {line.text()}",
    )
    d.image.overlap.setValue(64)
    tour.check("smaller than the tile" in d.panel.why_not.text(), "Run says why it cannot run")
    tour.check(not d.panel.run.isEnabled(), "and is off")
    d.image.overlap.setValue(0)


def close_dock(tour: Tour) -> None:
    """A run goes on in a closed dock."""
    d = dock()
    d.export.output.setFilePath(str(OUT / "closed"))
    d.run()
    d.close()
    tour.check(tour.wait(lambda: not d.runs.is_busy, 20), "a run goes on in a closed dock")
    tour.check((OUT / "closed" / "dataset.json").exists(), "and finishes its dataset")
    plugins["tilewright"]._action.show(True)


def change_project(tour: Tour) -> None:
    """A run finishes its dataset while another project is opened."""
    d = dock()
    d.export.output.setFilePath(str(OUT / "project gone"))
    parameters = d.parameters()
    again = _run_elsewhere(parameters, "project there")
    QgsProject.instance().write(str(EXAMPLES / "foz" / "left.qgs"))
    d.run()
    iface.newProject()
    tour.check(d.runs.is_busy, "a new project is opened while a dataset is made")
    tour.check(tour.wait(lambda: not d.runs.is_busy, 60), "the run ends")
    tour.check(dataset_files(OUT / "project gone") == again, "with the dataset it was to make")
    tour.check("Tiles made: " in messages(), "and says so")
    iface.addProject(str(EXAMPLES / "foz" / "left.qgs"))
    tour.wait(lambda: not d.preview.is_busy)


def remove_layers(tour: Tour) -> None:
    """A chosen layer that is removed is not replaced by another one."""
    d = dock()
    labels, name = d.labels.layer.currentLayer(), d.labels.layer.currentLayer().name()
    QgsProject.instance().removeMapLayer(labels.id())
    tour.wait(seconds=0.5)
    tour.check(d.labels.layer.currentLayer() is None, "a removed label layer is let go")
    expected = f"The layer {name} was removed"
    tour.check(expected in d.panel.why_not.text(), f"and missed: {d.panel.why_not.text()}")
    tour.choose(d.labels.layer, "")
    tour.check("removed" not in d.panel.why_not.text(), "until it is said that there is none")
    raster = d.image.raster.currentLayer()
    other = QgsRasterLayer(raster.source(), "Another image")
    QgsProject.instance().addMapLayer(other)
    QgsProject.instance().removeMapLayer(raster.id())
    tour.wait(seconds=0.5)
    tour.check(d.image.raster.currentLayer() is None, "a removed image is let go")
    tour.check(d.image.read_out.text() == "", "with what was said of it")
    tour.check(not d.preview.tiles.tiles, "and with its tiles on the map")
