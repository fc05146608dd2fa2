"""Export Tiles: the dataset's folder, from class names to a run that is cut short."""

import json
import os
from pathlib import Path

import numpy as np
import pytest
from shapely.geometry import box

LEFT, TOP = 500000, 4600000


@pytest.fixture
def raster(make_raster):
    image = np.random.default_rng(6).integers(1, 4000, (3, 160, 160), dtype="uint16")
    image[:, :6, :6] = 0
    return make_raster(image, descriptions=("red", "green", "blue"))


@pytest.fixture
def make_tiles(make_layer):
    """25 tiles of 32 pixels, labelled by a function of row and column."""

    def make(label):
        features = []
        for row in range(5):
            for col in range(5):
                x, y = LEFT + 320 * col, TOP - 320 * row
                attributes = {"tile_id": f"r{row}_c{col}", "label": label(row, col), "note": "é"}
                features.append((box(x, y - 320, x + 320, y).wkt, attributes))
        fields = "tile_id:string,label:string(400),note:string"
        return make_layer(features, fields=fields, name="tiles")

    return make


@pytest.fixture
def two_classes(make_tiles):
    return make_tiles(lambda row, col: "urban" if row < 2 else None if col == 4 else "rural")


@pytest.fixture
def export(run, raster, two_classes):
    def call(folder, tiles=two_classes, **parameters):
        return run(
            "exporttiles",
            RASTER=raster,
            TILES=tiles,
            LABEL_FIELD="label",
            NODATA=0,
            OUTPUT=str(folder),
            **parameters,
        )

    return call


@pytest.fixture
def refuse(run_error, raster, two_classes):
    def call(folder, tiles=two_classes, **parameters):
        return run_error(
            "exporttiles",
            RASTER=raster,
            TILES=tiles,
            LABEL_FIELD="label",
            NODATA=0,
            OUTPUT=str(folder),
            **parameters,
        )

    return call


HAZARDS = ["Vårbyg", "a/b", "..", "CON", "Forest", "forest", "x" * 300, "a:b*?", "masks", "ends."]


def test_hazardous_class_names_make_safe_folders_and_stay_true_in_the_manifest(
    make_tiles, export, tmp_path, csv_rows
):
    folder = tmp_path / "out"
    tiles = make_tiles(lambda row, col: HAZARDS[(5 * row + col) % len(HAZARDS)])
    export(folder, tiles)
    lines = csv_rows(folder / "tiles.csv")
    assert {line["tile_id"]: line["label"] for line in lines} == {
        f["tile_id"]: f["label"] for f in tiles.getFeatures()
    }
    assert {line["label"] for line in lines} == set(HAZARDS)
    folders = {line["label"]: line["file"].split("/")[0] for line in lines}
    assert len({name.lower() for name in folders.values()}) == len(HAZARDS)
    for name in folders.values():
        assert not set(name) & set('<>:"/\\|?*')
        assert name.lower() not in {"con", "masks", "..", "."}
        assert len(name.encode()) <= 200
        assert not name.endswith((".", " "))
    assert all((folder / line["file"]).is_file() for line in lines)
    assert {p.name for p in folder.iterdir() if p.is_dir()} == set(folders.values())
    facts = json.loads((folder / "dataset.json").read_text("utf-8"))
    assert {row["name"]: row["folder"] for row in facts["classes"]} == folders
    assert [row["folder"] for row in facts["classes"]] == sorted(folders.values())
    assert {row["name"]: row["folder"] for row in facts["classes"]} == folders


@pytest.mark.parametrize("file_format", ["JPEG", "PNG", "GTIFF", "NPY"])
def test_class_folders_hold_images_only(export, files, tmp_path, file_format):
    folder = tmp_path / "out"
    export(folder, FORMAT=file_format, RESAMPLING="NEAREST")
    ending = {"JPEG": "jpg", "PNG": "png", "GTIFF": "tif", "NPY": "npy"}[file_format]
    names = list(files(folder))
    top = {
        "tiles.csv", "tiles.gpkg", "dataset.json", "README.md", "map.png", "index.html",
        "croissant.json",
    }  # fmt: skip
    assert {name for name in names if "/" not in name} == top
    inside = [name for name in names if "/" in name]
    assert len(inside) == 22
    assert all(name.endswith(f".{ending}") for name in inside)
    assert {name.split("/")[0] for name in inside} == {"urban", "rural"}


def test_two_runs_give_the_same_bytes_whatever_the_workers(export, dataset_files, tmp_path):
    export(tmp_path / "one" / "set", WORKERS=1)
    export(tmp_path / "two" / "set", WORKERS=4)
    one, two = (dataset_files(tmp_path / name / "set") for name in ("one", "two"))
    assert one.keys() == two.keys()
    assert [name for name in one if one[name] != two[name]] == []
    assert len(one) == 22 + 7


def test_layers_of_tiles_gpkg_equal_tiles_csv(export, two_classes, rows, csv_rows, tmp_path):
    from qgis.core import QgsVectorLayer

    folder = tmp_path / "out"
    export(folder)
    tiles, rejected = (
        QgsVectorLayer(f"{folder}/tiles.gpkg|layername={name}", name, "ogr")
        for name in ("tiles", "rejected")
    )
    lines = csv_rows(folder / "tiles.csv")
    assert list(lines[0]) == [
        *("file", "label", "split", "tile_id", "col_off", "row_off", "width", "height"),
        *("xmin", "ymin", "xmax", "ymax", "crs", "valid_pct", "note"),
    ]
    assert [f.name() for f in tiles.fields()][1:] == list(lines[0])
    for line, row in zip(lines, rows(tiles)):
        row.pop("fid")
        assert line == {name: "" if v is None else str(v) for name, v in row.items()}
    assert tiles.crs().authid() == "EPSG:32631"
    for line, feature in zip(lines, tiles.getFeatures()):
        extent = feature.geometry().boundingBox()
        edges = (extent.xMinimum(), extent.yMinimum(), extent.xMaximum(), extent.yMaximum())
        assert tuple(float(line[n]) for n in ("xmin", "ymin", "xmax", "ymax")) == edges
    assert [line["tile_id"] for line in lines] == sorted(line["tile_id"] for line in lines)
    assert {(r["tile_id"], r["reason"], r["note"]) for r in rows(rejected)} == {
        (f"r{row}_c4", "no label", "é") for row in (2, 3, 4)
    }
    first = lines[0]
    assert (first["file"], first["crs"]) == ("urban/urban_r0_c0.jpg", "EPSG:32631")
    assert float(first["valid_pct"]) == pytest.approx(100 * (1 - 36 / 1024))


def test_rejected_layers_of_earlier_steps_are_listed(
    export, make_layer, run, rows, tmp_path, two_classes
):
    from qgis.core import QgsVectorLayer

    early = make_layer(
        [(box(0, 0, 1, 1).wkt, {"tile_id": "a1", "reason": "cloud mark"})],
        fields="tile_id:string,reason:string",
    )
    late = make_layer(
        [(box(3, 40, 4, 41).wkt, {"tile_id": "z9", "reason": "too cloudy", "cloud_pct": 4.5})],
        crs="EPSG:4326",
        fields="tile_id:string,reason:string,cloud_pct:double",
    )
    export(tmp_path / "out", REJECTED_TILES=[early, late])
    layer = QgsVectorLayer(f"{tmp_path}/out/tiles.gpkg|layername=rejected", "rejected", "ogr")
    found = {row["tile_id"]: (row["reason"], row["cloud_pct"]) for row in rows(layer)}
    assert found == {
        "a1": ("cloud mark", None),
        "z9": ("too cloudy", 4.5),
        **{f"r{row}_c4": ("no label", None) for row in (2, 3, 4)},
    }
    moved = run("native:reprojectlayer", INPUT=late, TARGET_CRS="EPSG:32631")["OUTPUT"]
    extents = {f["tile_id"]: f.geometry().boundingBox() for f in layer.getFeatures()}
    assert extents["z9"].toString(3) == moved.extent().toString(3)


def test_description_tells_how_the_dataset_was_made(export, raster, tmp_path, csv_rows):
    import hashlib

    import rasterio
    from qgis.core import Qgis

    folder = tmp_path / "out"
    export(folder, FORMAT="NPY", FILL=5)
    facts = json.loads((folder / "dataset.json").read_text("utf-8"))
    assert [(c["index"], c["name"], c["folder"], c["tiles"]) for c in facts["classes"]] == [
        (0, "rural", "rural", 12),
        (1, "urban", "urban", 10),
    ]
    counts = (facts["tile_count"], facts["skipped_count"], facts["rejected_count"])
    assert counts == (22, 3, 3)
    lines = csv_rows(folder / "tiles.csv")
    with rasterio.open(raster) as dataset:
        image = dataset.read()
    used = np.zeros((160, 160), dtype=bool)
    for line in lines:
        col, row = int(line["col_off"]), int(line["row_off"])
        used[row : row + 32, col : col + 32] = True
    used &= (image != 0).any(axis=0)
    written = np.concatenate([np.load(folder / r["file"]).reshape(3, -1) for r in lines], axis=1)
    valid = np.concatenate([_valid(image, r).ravel() for r in lines])
    for k, name in enumerate(("red", "green", "blue")):
        scaling, statistics = facts["scaling"]["bands"][k], facts["statistics"][k]
        ends = np.percentile(image[k][used].astype(float), (2, 98))
        assert (scaling["min"], scaling["max"]) == pytest.approx(tuple(ends))
        own = written[k][valid].astype(float)
        assert (scaling["band"], statistics["band"]) == (name, name)
        assert statistics["pixels"] == own.size
        assert statistics["mean"] == pytest.approx(own.mean())
        assert statistics["std"] == pytest.approx(own.std())
    source = facts["sources"]["raster"]
    assert source["name"] == "raster.tif"
    assert source["size"] == Path(raster).stat().st_size
    with Path(raster).open("rb") as file:
        assert source["sha256"] == hashlib.sha256(file.read()).hexdigest()
    parameters = facts["parameters"]
    assert parameters["ALGORITHM"] == "tilewright:exporttiles"
    assert (parameters["FORMAT"], parameters["FILL"], parameters["NODATA"]) == ("NPY", 5, 0)
    assert (parameters["LABEL_FIELD"], parameters["RASTER"]) == ("label", raster)
    assert not {"OUTPUT", "WORKERS", "RESUME", "OVERWRITE"} & set(parameters)
    assert (facts["crs"], facts["dtype"]) == ("EPSG:32631", "uint8")
    assert facts["versions"]["qgis"] == Qgis.QGIS_VERSION


def _valid(image, line):
    col, row = int(line["col_off"]), int(line["row_off"])
    return (image[:, row : row + 32, col : col + 32] != 0).any(axis=0)


@pytest.mark.parametrize("file_format", ["JPEG", "PNG", "GTIFF", "NPY"])
def test_python_in_the_readme_loads_the_dataset(export, tmp_path, monkeypatch, file_format):
    folder = tmp_path / "out"
    export(folder, FORMAT=file_format)
    text = (folder / "README.md").read_text("utf-8")
    code = text.split("```python\n")[1].split("```")[0]
    monkeypatch.chdir(folder)
    loaded = {}
    exec(code, loaded)
    assert len(loaded["images"]) == 22
    sizes = {image.shape for image in loaded["images"]}
    assert sizes == {(32, 32, 3) if file_format in ("JPEG", "PNG") else (3, 32, 32)}
    assert loaded["classes"] == ["rural", "urban"]
    assert loaded["labels"].count("urban") == 10
    assert "| 0 | rural | `rural` | 12 |" in text
    assert "*of the imagery and of the labels: fill in*" in text


def test_folders_are_those_that_imagefolder_reads(export, tmp_path):
    """As torchvision does: sorted sub-folders are classes, all files in them images."""
    from PIL import Image

    folder = tmp_path / "out"
    export(folder)
    classes = sorted(entry.name for entry in os.scandir(folder) if entry.is_dir())
    samples = [
        (str(Path(place, name)), classes.index(os.path.relpath(place, folder)))
        for target in classes
        for place, _, names in sorted(os.walk(folder / target))
        for name in sorted(names)
    ]
    assert classes == ["rural", "urban"]
    assert [target for _, target in samples] == [0] * 12 + [1] * 10
    for path, _ in samples:
        with Image.open(path) as image:
            assert image.convert("RGB").size == (32, 32)


def test_a_folder_with_files_is_left_alone(refuse, files, tmp_path):
    folder = tmp_path / "thesis"
    folder.mkdir()
    (folder / "chapter.txt").write_text("mine")
    for parameters, part in (
        ({}, "is not empty; choose another one, or set OVERWRITE"),
        ({"OVERWRITE": True}, "holds files but no dataset of Tilewright, so it is left alone"),
        ({"RESUME": True}, "holds files but no dataset of Tilewright"),
    ):
        assert part in refuse(folder, **parameters)
        assert files(folder) == {"chapter.txt": b"mine"}
    file = tmp_path / "file"
    file.write_text("x")
    assert f"OUTPUT {file} is a file; name a folder" in refuse(file)
    assert "RESUME and OVERWRITE exclude each other" in refuse(folder, RESUME=True, OVERWRITE=True)


def test_overwrite_replaces_a_dataset_and_spares_other_files(
    export, make_tiles, dataset_files, tmp_path
):
    folder = tmp_path / "set"
    export(folder)
    (folder / "urban" / "my notes.txt").write_text("mine")
    tiles = make_tiles(lambda row, col: "new")
    export(folder, tiles, OVERWRITE=True, FORMAT="PNG")
    export(tmp_path / "fresh" / "set", tiles, FORMAT="PNG")
    found = dataset_files(folder)
    assert found.pop("urban/my notes.txt") == b"mine"
    assert found == dataset_files(tmp_path / "fresh" / "set")
    assert [p.name for p in tmp_path.iterdir() if p.name.startswith(".")] == []


def test_overwrite_that_fails_leaves_the_earlier_dataset_whole(export, refuse, files, tmp_path):
    folder = tmp_path / "set"
    export(folder)
    before = files(folder)
    refuse(folder, OVERWRITE=True, FORMAT="JPEG", SCALING="NONE")
    refuse(folder, OVERWRITE=True, BANDS="1,2")
    assert files(folder) == before
    assert [p.name for p in tmp_path.iterdir() if p.name.startswith(".")] == []


@pytest.fixture
def cancel_export(qgis, raster, two_classes):
    """Exports until progress was reported so many times, as a user who presses Cancel."""
    import processing
    from qgis.core import QgsProcessingException, QgsProcessingFeedback

    def call(folder, after, **parameters):
        feedback = QgsProcessingFeedback(False)
        seen = []

        def count(_):
            seen.append(1)
            if len(seen) == after:
                feedback.cancel()

        feedback.progressChanged.connect(count)
        with pytest.raises(QgsProcessingException, match="Cancelled"):
            processing.run(
                "tilewright:exporttiles",
                {
                    "RASTER": raster,
                    "TILES": two_classes,
                    "LABEL_FIELD": "label",
                    "NODATA": 0,
                    "OUTPUT": str(folder),
                    "WORKERS": 1,
                    **parameters,
                },
                feedback=feedback,
            )
        assert len(seen) >= after

    return call


@pytest.fixture
def small_batches(monkeypatch):
    """Reads of a few tiles, so that there is something to interrupt."""
    from tilewright.core.resampling import plan_reads

    monkeypatch.setattr(plan_reads, "DEFAULT_BUDGET", 40_000)
    monkeypatch.setattr(plan_reads, "_LARGE_BUDGET", 0)


def test_cancel_leaves_whole_files_that_resume_completes(
    cancel_export, small_batches, export, refuse, files, dataset_files, tmp_path
):
    folder = tmp_path / "set"
    cancel_export(folder, after=4)
    left = files(folder)
    images = {name: data for name, data in left.items() if name.endswith(".jpg")}
    assert 0 < len(images) < 22
    assert set(left) - set(images) == {".tilewright-unfinished.json"}
    export(tmp_path / "whole" / "set")
    whole = dataset_files(tmp_path / "whole" / "set")
    assert all(whole[name] == data for name, data in images.items())
    assert "begun with other inputs or parameters" in refuse(folder, RESUME=True, QUALITY=50)
    assert "is not empty" in refuse(folder)
    assert files(folder) == left
    times = {name: (folder / name).stat().st_mtime_ns for name in images}
    export(folder, RESUME=True)
    assert dataset_files(folder) == whole
    assert {name: (folder / name).stat().st_mtime_ns for name in images} == times


@pytest.mark.parametrize("exists", [False, True])
def test_cancel_before_the_first_tile_leaves_nothing(cancel_export, tmp_path, exists):
    folder = tmp_path / "set"
    if exists:
        folder.mkdir()
    cancel_export(folder, after=1)
    assert folder.exists() == exists
    assert not exists or list(folder.iterdir()) == []


def test_cancelled_overwrite_leaves_the_earlier_dataset_whole(
    cancel_export, small_batches, export, files, tmp_path
):
    folder = tmp_path / "set"
    export(folder)
    before = files(folder)
    cancel_export(folder, after=4, OVERWRITE=True, QUALITY=50)
    assert files(folder) == before
    assert [p.name for p in tmp_path.iterdir() if p.name.startswith(".")] == []


def test_resume_of_a_finished_dataset_writes_the_same_again(export, dataset_files, tmp_path):
    export(tmp_path / "set")
    before = dataset_files(tmp_path / "set")
    result = export(tmp_path / "set", RESUME=True)
    assert dataset_files(tmp_path / "set") == before
    assert result["TILE_COUNT"] == 22


def test_an_output_that_cannot_be_made_is_one_sentence(refuse, tmp_path):
    blocker = tmp_path / "blocker"
    blocker.write_text("")
    assert "cannot be read or written" in refuse(blocker / "below")


@pytest.mark.parametrize("ask", ["OVERWRITE", "RESUME"])
@pytest.mark.parametrize("name", ["README.md", "map.png", "images"])
def test_what_the_user_changed_is_not_taken_away(export, refuse, files, tmp_path, ask, name):
    folder = tmp_path / "set"
    export(folder)
    path = next(folder.glob("rural/*")) if name == "images" else folder / name
    path.write_bytes(path.read_bytes() + b"mine")
    # As if somebody had edited it the next day.
    os.utime(path, (path.stat().st_mtime + 86400,) * 2)
    before = files(folder)
    text = refuse(folder, **{ask: True})
    assert f"{path} was changed after the dataset was written" in text
    assert files(folder) == before
    path.rename(tmp_path / "mine")
    export(folder, **{ask: True})
    assert path.is_file() and (tmp_path / "mine").read_bytes().endswith(b"mine")
