"""Marks as layers and as files."""

from __future__ import annotations

import os
import time
from pathlib import Path

import numpy as np
import pytest


@pytest.fixture
def folder(qgis, tmp_path, monkeypatch):
    """The folder of marks in a profile of its own."""
    from qgis.core import QgsApplication

    monkeypatch.setattr(QgsApplication, "qgisSettingsDirPath", lambda: str(tmp_path / "profile é"))
    return tmp_path / "profile é" / "tilewright" / "marks"


@pytest.fixture
def marked(desk, add_raster, folder):
    """Two cloud marks and two corrections on a grid of tiles of which half overlaps."""
    desk.show(add_raster(), overlap=5, cloud_source="marks")
    cells = desk.preview.cells
    desk.clouds._mark([cells.find_name("r00001_c00002"), cells.find_name("r00003_c00004")], True)
    desk.edits._mark([cells.find_name("r00005_c00006")], True)
    desk.label = "Vårbyg, sør"
    desk.edits._mark([cells.find_name("r00005_c00007")], True)
    return desk


def files(folder):
    return sorted(p.name for p in folder.iterdir()) if folder.exists() else []


def test_previews_write_no_file_and_runs_write_what_counts(marked, folder):
    marked.wait(lambda: not marked.preview.is_busy)
    assert files(folder) == []
    layer, settings = marked.shown
    parameters = marked.marks.parameters(settings, marked.preview.cells)
    assert sorted(name.partition("-")[0] for name in files(folder)) == [
        "cloud_marks",
        "label_edits",
    ]
    assert {Path(parameters[n]).name for n in ("CLOUDS", "LABEL_EDITS")} == set(files(folder))
    settings.cloud_source = "none"
    assert "CLOUDS" not in marked.marks.parameters(settings, marked.preview.cells)
    assert marked.marks.parameters(settings, None) == settings.to_parameters()


def test_a_file_holds_the_points_with_class_and_tile(marked, rows):
    from qgis.core import QgsVectorLayer

    parameters = marked.marks.parameters(marked.shown[1], marked.preview.cells)
    edits = QgsVectorLayer(parameters["LABEL_EDITS"])
    assert edits.crs().authid() == "EPSG:32631"
    found = {
        (f.geometry().asPoint().x(), f.geometry().asPoint().y()): (f["label"], f["tile_id"])
        for f in edits.getFeatures()
    }
    assert found == {
        (500350, 4599700): ("urban", "r00005_c00006"),
        (500400, 4599700): ("Vårbyg, sør", "r00005_c00007"),
    }
    clouds = QgsVectorLayer(parameters["CLOUDS"])
    places = {
        (f.geometry().asPoint().x(), f.geometry().asPoint().y()) for f in clouds.getFeatures()
    }
    assert places == {(500150, 4599900), (500250, 4599800)}


def test_the_same_marks_are_the_same_file_and_others_another(marked, folder):
    def paths():
        found = marked.marks.parameters(marked.shown[1], marked.preview.cells)
        return found["CLOUDS"], found["LABEL_EDITS"]

    first = paths()
    written = [Path(path).stat().st_ino for path in first]
    assert paths() == first
    assert [Path(path).stat().st_ino for path in first] == written
    marked.edits._mark([0], True)
    clouds, edits = paths()
    assert clouds == first[0] and edits != first[1]
    marked.edits.marks.undo()
    assert paths() == first
    assert len(files(folder)) == 3, "nothing torn is left beside them"


def test_two_windows_do_not_spoil_each_others_files(marked, folder, monkeypatch):
    from qgis.core import QgsVectorLayer

    settings, cells = marked.shown[1], marked.preview.cells
    path = marked.marks.parameters(settings, cells)["LABEL_EDITS"]
    replace = os.replace

    def be_second(source, target):
        # The other window has the file open, and this is Windows.
        replace(source, target)
        monkeypatch.setattr(os, "replace", replace)
        with Path(source).open("wb"):
            raise PermissionError

    Path(path).unlink()
    monkeypatch.setattr(os, "replace", be_second)
    assert marked.marks.parameters(settings, cells)["LABEL_EDITS"] == path
    assert QgsVectorLayer(path).featureCount() == 2
    assert not [name for name in files(folder) if ".part" in name]


def test_files_that_nobody_used_for_long_are_deleted(marked, folder):
    folder.mkdir(parents=True)
    days = {
        "cloud_marks-old.gpkg": 500,
        "label_edits-new.gpkg": 300,
        ".x.gpkg.0123abcd.part.gpkg": 2,
        ".y.gpkg.0123abcd.part.gpkg": 0,
    }
    for name, age in days.items():
        (folder / name).write_text("x")
        moment = time.time() - age * 86_400
        os.utime(folder / name, (moment, moment))
    settings, cells = marked.shown[1], marked.preview.cells
    path = marked.marks.parameters(settings, cells)["CLOUDS"]
    left = {name for name in days if "new" in name or "y.gpkg" in name}
    assert left < set(files(folder)) and not (set(days) - left) & set(files(folder))
    os.utime(path, (0, time.time() - 300 * 86_400))
    marked.marks.parameters(settings, cells)
    assert time.time() - Path(path).stat().st_mtime < 86_400, "files in use stay young"


def test_a_folder_that_cannot_be_written_is_an_error_with_its_name(marked, folder):
    folder.parent.mkdir(parents=True)
    folder.write_text("mine")
    with pytest.raises(OSError, match="marks"):
        marked.marks.parameters(marked.shown[1], marked.preview.cells)
    assert folder.read_text() == "mine"


def test_a_raster_without_a_coordinate_system_gives_marks_without_one(
    desk, add_raster, folder, run
):
    raster = add_raster(crs=None)
    desk.show(raster, cloud_source="marks")
    desk.clouds._mark([0], True)
    results = desk.again_now()
    assert results["TILE_COUNT"] == 63
    parameters = desk.marks.parameters(desk.shown[1], desk.preview.cells)
    parameters["DRY_RUN"] = True
    assert run("builddataset", **parameters, OUTPUT="")["TILE_COUNT"] == 63


def test_thousands_of_marks_become_a_layer_in_steps(desk, add_raster, folder):
    from tilewright.ui.cells.map_marks import Mark, MarkList, crs_text
    from tilewright.ui.map.mark_files import make_mark_layer

    desk.show(add_raster())
    cells = desk.preview.cells
    x, y = cells.finder.centres(np.array([0]))[0].tolist()
    marks = [Mark(x + k / 1000, y, crs_text(cells.crs), f"class {k}") for k in range(1200)]
    steps = make_mark_layer(MarkList(marks), "edits", cells, are_edits=True)
    counts = []
    while True:
        try:
            next(steps)
        except StopIteration as end:
            layer = end.value
            break
        counts.append(len(counts))
    # Before each 500 the window has its turn.
    assert len(counts) == 3
    found = [(f.geometry().asPoint().x(), f["label"]) for f in layer.getFeatures()]
    assert found == [(mark.x, mark.label) for mark in marks]
    assert {f["tile_id"] for f in layer.getFeatures()} == set(cells.names([0]))
