"""qgis_process: what it lists, what it runs, what it says when it cannot."""

from __future__ import annotations

import json
import re
import shutil
from pathlib import Path

import pytest


def test_list_has_all_algorithms(console, algorithm_ids):
    done = console.call("list")
    assert done.returncode == 0
    listed = {line.split("\t")[1] for line in done.stdout.splitlines() if "\ttilewright:" in line}
    assert listed == {f"tilewright:{name}" for name in algorithm_ids}


def test_help_has_all_parameters_with_their_values(console, qgis):
    done = console.call("help", "tilewright:builddataset")
    assert done.returncode == 0
    algorithm = qgis.processingRegistry().algorithmById("tilewright:builddataset")
    for parameter in algorithm.parameterDefinitions():
        assert f"\n{parameter.name()}: {parameter.description()}" in done.stdout
        assert parameter.help() in done.stdout
    for output in algorithm.outputDefinitions():
        assert f"\n{output.name()}:" in done.stdout
    for values in (
        "PIXELS, METERS.",
        "DROP, KEEP, SHIFT.",
        "INTERSECTS, WITHIN, CENTROID, LARGEST, COVERAGE.",
        "JPEG, PNG, GTIFF, NPY.",
        "NONE, NEAREST, BILINEAR, CUBIC, AVERAGE.",
        "TILE_ID, SEQUENCE.",
    ):
        assert f"Values: {values}\n" in done.stdout


def test_console_and_python_write_the_same_bytes(console, run, foz, tmp_path, read_dataset):
    by_console, by_python = tmp_path / "console" / "città", tmp_path / "python" / "città"
    printed = console.run("builddataset", **foz, OUTPUT=by_console)
    returned = run("builddataset", **foz, OUTPUT=str(by_python))

    assert printed == {
        "CLASS_COUNTS": '{"non_urban": 247, "urban": 56}',
        "FAILED_COUNT": "0",
        "MANIFEST": str(by_console / "tiles.csv"),
        "OUTPUT": str(by_console),
        "REJECTED_COUNT": "49",
        "REQUEST_COUNT": "0",
        "TILE_COUNT": "303",
        "TOTAL_CLASS_COUNTS": '{"non_urban": 247, "urban": 56}',
        "TOTAL_TILE_COUNT": "303",
    }
    assert returned == {
        "CLASS_COUNTS": '{"non_urban": 247, "urban": 56}',
        "FAILED_COUNT": 0,
        "MANIFEST": str(by_python / "tiles.csv"),
        "OUTPUT": str(by_python),
        "REJECTED_COUNT": 49,
        "REQUEST_COUNT": 0,
        "TILE_COUNT": 303,
        "TOTAL_CLASS_COUNTS": '{"non_urban": 247, "urban": 56}',
        "TOTAL_TILE_COUNT": 303,
    }
    files = read_dataset(by_console)
    assert files == read_dataset(by_python)
    images = [name for name in files if "/" in name]
    assert len(images) == 303
    assert all(files[name][:3] == b"\xff\xd8\xff" for name in images)
    assert set(files) - set(images) == {
        "README.md", "croissant.json", "dataset.json", "index.html", "map.png", "tiles.csv",
        "tiles.gpkg",
    }  # fmt: skip


def test_steps_chained_through_files_write_what_build_dataset_does(
    console, run, clouds, tmp_path, read_dataset, read_tiles
):
    layers = tmp_path / "zwischen schritte"
    layers.mkdir()

    def sinks(step):
        return {"OUTPUT": layers / f"{step}.gpkg", "REJECTED": layers / f"{step} rejected.gpkg"}

    def in_python(name, **parameters):
        texts = {k: str(v) if isinstance(v, Path) else v for k, v in parameters.items()}
        return run(name, **texts)

    grid = console.run("createtilegrid", INPUT=clouds["RASTER"], TILE_SIZE=16, **sinks("grid"))
    assert (grid["TILE_COUNT"], grid["REJECTED_COUNT"]) == ("1443", "77")
    # What these take is of the same kinds as what the others do.
    marks = in_python(
        "maskcloudpoints",
        INPUT=layers / "grid.gpkg",
        CLOUDS=clouds["CLOUDS"],
        **sinks("marks"),
    )
    mask = console.run(
        "maskcloudraster",
        INPUT=layers / "marks.gpkg",
        MASK=clouds["CLOUD_MASK"],
        BITS="14-15=3",
        MAX_CLOUD=5,
        **sinks("mask"),
    )
    assert int(marks["TILE_COUNT"]) == 1443 - int(marks["REJECTED_COUNT"])
    assert int(mask["TILE_COUNT"]) == int(marks["TILE_COUNT"]) - int(mask["REJECTED_COUNT"]) == 1106
    labels = in_python(
        "joinlabels",
        INPUT=layers / "mask.gpkg",
        LABELS=clouds["LABELS"],
        LABEL_FIELD="class",
        PREDICATE="COVERAGE",
        MIN_COVERAGE=50,
        **sinks("labels"),
    )
    chained = tmp_path / "chained" / "tiles"
    steps = ("grid", "marks", "mask", "labels")
    export = console.run(
        "exporttiles",
        RASTER=clouds["RASTER"],
        TILES=layers / "labels.gpkg",
        LABEL_FIELD="label",
        REJECTED_TILES=[layers / f"{step} rejected.gpkg" for step in steps],
        OUTPUT=chained,
    )
    built = run("builddataset", **clouds, OUTPUT=str(tmp_path / "built" / "tiles"))

    assert labels["CLASS_COUNTS"] == built["CLASS_COUNTS"]
    assert int(export["TILE_COUNT"]) == labels["TILE_COUNT"] == built["TILE_COUNT"]
    assert export["SKIPPED_COUNT"] == "0"
    assert read_tiles(chained) == read_tiles(built["OUTPUT"])
    files, expected = read_dataset(chained), read_dataset(built["OUTPUT"])
    assert files["map.png"] == expected["map.png"]
    for key in ("classes", "statistics", "scaling", "rejected_count", "tile_count"):
        assert files["dataset.json"][key] == expected["dataset.json"][key]
    assert _reasons(chained) == _reasons(built["OUTPUT"])
    assert sum(_reasons(chained).values()) == built["REJECTED_COUNT"]


def _reasons(folder) -> dict:
    from collections import Counter

    from qgis.core import QgsVectorLayer

    layer = QgsVectorLayer(f"{folder}/tiles.gpkg|layername=rejected", "rejected", "ogr")
    return Counter((f["tile_id"], f["reason"]) for f in layer.getFeatures())


WRONG = {
    "no such field": (
        {"LABEL_FIELD": "klass"},
        "LABEL_FIELD is 'klass', but the layer urban has no such field; it has class, name, color.",
    ),
    "no field": (
        {"LABEL_FIELD": ""},
        "Say which class the polygons are: name a field with LABEL_FIELD, or one class for all "
        "with LABEL.",
    ),
    "half a pixel": (
        {"TILE_SIZE": 64.5},
        "TILE_SIZE is 64.5; in pixels it must be a whole number from 1 on. For metres, set "
        "UNITS=METERS.",
    ),
    "tile larger than the raster": (
        {"TILE_SIZE": 5000},
        "foz.tif has 1024 x 1400 pixels, less than one whole tile; choose a smaller TILE_SIZE, or "
        "EDGE=KEEP.",
    ),
    "16 bits in JPEG": (
        {"SCALING": "NONE"},
        "JPEG holds 8-bit values and the raster has uint16; choose a SCALING other than NONE, or "
        "FORMAT=GTIFF.",
    ),
    "no such band": (
        {"BANDS": "9"},
        "BANDS asks for band 9, but foz.tif has 3 bands; choose from 1 to 3.",
    ),
    "no such file": (
        {"RASTER": "nowhere.tif"},
        "Could not load source layer for RASTER: nowhere.tif not found",
    ),
    "nothing left": (
        {"NODATA": "", "MIN_VALID": 0, "CLOUD_BUFFER": 1000000},
        "No tile is left of 352: 336 cloud mark; 16 cut by the raster's edge. Change the settings "
        "that reject them.",
    ),
}


# One that is refused before the work, one by QGIS itself, one in the work.
STARTED = ("no such field", "no such file", "nothing left")


@pytest.mark.parametrize("case", sorted(WRONG.keys() - set(STARTED)))
def test_wrong_input_gets_a_sentence_and_leaves_nothing(run_error, foz, tmp_path, case):
    changed, sentence = WRONG[case]
    output = tmp_path / "dataset"
    parameters = {k: v for k, v in {**foz, **changed}.items() if v != ""}
    assert sentence in run_error("builddataset", **parameters, OUTPUT=str(output))
    assert not output.exists()
    assert sorted(p.name for p in tmp_path.iterdir()) == ["Éxample data"]


@pytest.mark.parametrize("case", STARTED)
def test_wrong_input_gets_one_sentence_of_the_program_and_leaves_nothing(
    console, foz, tmp_path, case
):
    changed, sentence = WRONG[case]
    output = tmp_path / "dataset"
    parameters = {k: v for k, v in {**foz, **changed}.items() if v != ""}
    done = console.attempt("builddataset", **parameters, OUTPUT=output)
    assert done.returncode == 1
    assert "Traceback" not in done.stdout + done.stderr
    # QGIS's own code uses what newer Pythons deprecate: a line of warning and one of source.
    errors = re.sub(r".*DeprecationWarning.*\n.*\n", "", done.stderr)
    said = {line.replace("ERROR:", "").strip() for line in errors.splitlines()}
    said -= {"", "An error was encountered while checking parameter values"}
    assert said == {sentence}
    assert not output.exists()
    assert sorted(p.name for p in tmp_path.iterdir()) == ["Éxample data"]


def test_folder_with_files_is_refused_and_kept(console, foz, tmp_path):
    output = tmp_path / "mine"
    output.mkdir()
    (output / "thesis.txt").write_text("years of work")
    done = console.attempt("builddataset", **foz, OVERWRITE="true", OUTPUT=output)
    assert done.returncode == 1
    assert (
        f"The folder {output} holds files but no dataset of Tilewright, so it is left alone; "
        "choose another one." in done.stderr
    )
    assert [p.name for p in output.iterdir()] == ["thesis.txt"]
    assert (output / "thesis.txt").read_text() == "years of work"


def test_dry_run_counts_and_writes_nothing(console, foz, data, tmp_path):
    output, before = tmp_path / "dataset", {p.name for p in (data / "foz").iterdir()}
    printed = console.run("builddataset", **foz, DRY_RUN="true", OUTPUT=output)
    assert json.loads(printed["CLASS_COUNTS"]) == {"non_urban": 247, "urban": 56}
    assert (printed["TILE_COUNT"], printed["REJECTED_COUNT"]) == ("303", "49")
    # Of this format and size, the images come to 0.6 MB.
    assert 400_000 < int(printed["ESTIMATED_BYTES"]) < 1_000_000
    assert "OUTPUT" not in printed
    assert "MANIFEST" not in printed
    assert sorted(p.name for p in tmp_path.iterdir()) == ["Éxample data"]
    # QGIS itself notes statistics beside a raster that it opens.
    assert {p.name for p in (data / "foz").iterdir()} - before <= {"foz.tif.aux.xml"}


def test_split_and_audit_on_the_console(console, run, foz, tmp_path):
    dataset = tmp_path / "ñ set"
    split = {
        "SPLIT_METHOD": "BLOCKS",
        "SPLIT_BLOCK_SIZE": 6000,
        "SPLIT_BUFFER": 500,
        "TRAIN": 60,
        "VAL": 20,
        "TEST": 20,
    }
    built = console.run("builddataset", **foz, **split, OUTPUT=dataset)
    counts = json.loads(built["SPLIT_COUNTS"])
    assert set(counts) == {"train", "val", "test"} and min(counts.values()) > 20
    assert sum(counts.values()) == int(built["TILE_COUNT"])
    folders = {p.relative_to(dataset).as_posix() for p in dataset.glob("*/*/")}
    assert folders == {f"{s}/{c}" for s in counts for c in ("urban", "non_urban")}
    report = tmp_path / "audit.html"
    found = console.run("auditsplit", DATASET=dataset, DISTANCE=500, REPORT=report)
    assert found["PASSED"] in ("true", "True", "1")
    assert found["REPORT"] == str(report) and report.is_file()
    doubtful = tmp_path / "doubtful.gpkg"
    told = run("reviewlabels", INPUT=str(dataset), OUTPUT=str(doubtful))
    assert told["TILE_COUNT"] == counts["train"] + counts["val"]
    assert json.loads(told["CONFUSION"])["classes"] == ["non_urban", "urban"]
    assert doubtful.is_file()
    done = console.attempt("auditsplit", DATASET=dataset, DISTANCE=9000, FAIL_ON_LEAK=True)
    assert done.returncode != 0
    assert "The splits leak: " in done.stdout + done.stderr
    assert "and 9000 m are asked for" in done.stdout + done.stderr


def test_tiles_of_an_area_are_measured_and_packed_from_the_console(console, run, data, tmp_path):
    folder = tmp_path / "città"
    folder.mkdir()
    outline = folder / "area.wkt"
    outline.write_text("POLYGON((6 49.6, 6.1 49.6, 6.1 49.7, 6 49.7, 6 49.6))")
    area = {"AOI_WKT": outline, "UNITS": "METERS", "TILE_SIZE": 1000}
    made = console.run("createtilegrid", **area, OUTPUT=folder / "grid_{grid_id}.gpkg")
    assert made["OUTPUT"] == str(folder / f"grid_{made['GRID_ID']}.gpkg")
    # 7.2 x 11.1 km, a little turned.
    assert 80 < int(made["TILE_COUNT"]) < 130

    clouds = data / "clouds"
    labels = {"LABELS": clouds / "land.geojson", "LABEL_FIELD": "class"}
    grid = run("createtilegrid", INPUT=str(clouds / "scene.tif"), TILE_SIZE=64,
               OUTPUT=str(folder / "grid.gpkg"))  # fmt: skip
    measured = console.run("labelproportions", INPUT=grid["OUTPUT"], **labels,
                           CSV=folder / "shares.csv", OUTPUT=folder / "measured.gpkg")  # fmt: skip
    assert int(measured["TILE_COUNT"]) == grid["TILE_COUNT"]
    classes = json.loads(measured["CLASSES"])
    head = (folder / "shares.csv").read_text("utf-8").splitlines()[0]
    assert head == ",".join(["tile_id", *(f"p_{name}" for name in classes), "known_pct"])

    dataset = run("exporttiles", RASTER=str(clouds / "scene.tif"), BANDS="3,2,1",
                  TILES=measured["OUTPUT"], OUTPUT=str(folder / "set"))  # fmt: skip
    packed = console.run("packagedataset", INPUT=dataset["OUTPUT"], OUTPUT=folder / "set.zip")
    assert packed["OUTPUT"] == str(folder / "set.zip")
    assert int(packed["TILE_COUNT"]) == grid["TILE_COUNT"]


def test_scenes_stay_as_they_are_and_nothing_is_said_of_their_folder(console, data, tmp_path):
    folder = tmp_path / "two scenes"
    folder.mkdir()
    for name in "ab":
        shutil.copy(data / "foz" / "foz.tif", folder / f"{name}.tif")
        with (folder / f"{name}.tif").open("ab") as file:
            file.write(name.encode())
    before = sorted(p.name for p in folder.iterdir())
    given = {"TILE_SIZE": 400, "FORMAT": "GTIFF", "SCALING": "NONE"}
    for number, scenes in enumerate((folder, [folder / "a.tif", folder / "b.tif"])):
        done = console.attempt(
            "builddataset", SCENES=scenes, OUTPUT=tmp_path / f"out{number}", **given
        )
        assert done.returncode == 0, done.stdout + done.stderr
        for word in ("ERROR", "HDF5", "mesh", "not recognized"):
            assert word not in done.stdout + done.stderr
        assert sorted(p.name for p in folder.iterdir()) == before
