"""Datasets that are made again: identical, or told why not."""

import json
import shutil
from pathlib import Path

import numpy as np
import pytest
import rasterio
from PIL import Image

from tilewright.core.layouts import LAYOUTS


@pytest.fixture
def saved(objects, tmp_path):
    """The objects as a file, as only what lies somewhere can be found again."""
    from qgis.core import QgsCoordinateTransformContext, QgsVectorFileWriter

    options = QgsVectorFileWriter.SaveVectorOptions()
    options.driverName, options.layerName = "GPKG", "things"
    path = tmp_path / "objects.gpkg"
    QgsVectorFileWriter.writeAsVectorFormatV3(
        objects, str(path), QgsCoordinateTransformContext(), options
    )
    return f"{path}|layername=things"


@pytest.fixture
def make(export, saved):
    def make_dataset(name="COCO", folder="out", **more):
        takes = LAYOUTS[name].takes
        given = {"OBJECTS": None, "OBJECT_FIELD": None, "OBJECT_ID_FIELD": None}
        if takes.shapes:
            given = {"OBJECTS": saved, "OBJECT_FIELD": "class", "OBJECT_ID_FIELD": "ref"}
        if takes.has_masks and not takes.one_kind:
            given.update(MASK=saved, MASK_FIELD="class")
        return Path(export(name, folder, **{"MASK": None, **given, **more}))

    return make_dataset


def rebuild(run, folder, tmp_path, **more):
    report = tmp_path / "report.json"
    found = run("rebuilddataset", INPUT=str(folder), REPORT=str(report), OUTPUT=None, **more)
    facts = json.loads(report.read_text(encoding="utf-8"))
    assert facts["identical"] == found["IDENTICAL"]
    assert [p.name for p in Path(folder).parent.iterdir() if p.name.startswith(".")] == []
    return facts


def told(facts):
    return {row["file"]: row for row in facts["differences"]}


@pytest.mark.parametrize("name", list(LAYOUTS))
def test_every_layout_comes_out_the_same(run, make, tmp_path, files, name):
    folder = make(name)
    before = files(folder)
    facts = rebuild(run, folder, tmp_path)
    assert facts["differences"] == [] and facts["identical"], run.log
    assert facts["reasons"] == facts["missing"] == []
    assert files(folder) == before


@pytest.mark.parametrize(
    "more",
    [
        {"FORMAT": "JPEG", "SCALING": "PERCENTILE", "QUALITY": 70},
        {"FORMAT": "GTIFF", "BANDS": "3,1", "NODATA": 7},
        {"FORMAT": "NPY", "NAMING": "SEQUENCE"},
        {"FORMAT": "GTIFF", "COMPRESS": False},
        {"RESAMPLING": "BILINEAR", "PIXELS": 24, "SCALING": "MINMAX"},
        {"SHAPE": "BOX", "MIN_VISIBLE": 40, "SMALL_PIECES": "IGNORE"},
    ],
)
def test_options_are_taken_from_the_dataset(run, make, tmp_path, more):
    assert rebuild(run, make(**more), tmp_path)["differences"] == []


def test_what_builddataset_made_is_made_again_of_its_tiles(run, raster, saved, tmp_path):
    folder = tmp_path / "built"
    run(
        "builddataset", RASTER=raster, TILE_SIZE=16, LABELS=saved, LABEL_FIELD="class",
        SPLIT_METHOD="RANDOM", MASK=saved, MASK_FIELD="class", SPLIT_SEED=2, OUTPUT=str(folder),
    )  # fmt: skip
    facts = rebuild(run, folder, tmp_path)
    assert facts["differences"] == [], run.log
    assert facts["identical"]


def test_a_kept_scaling_is_taken_from_the_dataset(run, make, tmp_path):
    folder = make(SCALING="MINMAX")
    layer = run("loaddataset", INPUT=str(folder), TILES="TEMPORARY_OUTPUT")["TILES"]
    split = layer.fields().lookupField("split")
    train = [f.id() for f in layer.getFeatures() if f["split"] == "train"]
    layer.dataProvider().changeAttributeValues({k: {split: "test"} for k in train[:4]})
    make(SCALING="MINMAX", UPDATE=True, TILES=layer)
    facts = rebuild(run, folder, tmp_path)
    assert facts["differences"] == [], run.log
    assert any("fitted to earlier tiles" in note for note in facts["notes"])


def test_moved_inputs_are_found_and_missing_ones_named(run, make, raster, saved, tmp_path):
    folder = make()
    moved = tmp_path / "moved" / "deep"
    moved.mkdir(parents=True)
    shutil.move(raster, moved / "renamed.tif")
    shutil.move(saved.partition("|")[0], moved / "objects.gpkg")
    facts = rebuild(run, folder, tmp_path)
    assert not facts["identical"] and facts["differences"] == []
    assert [text.partition(" ")[0] for text in facts["missing"]] == ["RASTER", "OBJECTS"]
    assert "Missing input: RASTER" in run.log
    (moved / "decoy.tif").write_bytes(b"0" * (moved / "renamed.tif").stat().st_size)
    facts = rebuild(run, folder, tmp_path, SOURCES=str(tmp_path / "moved"))
    assert facts["identical"], run.log
    assert len(facts["notes"]) == 2


def test_a_changed_raster_is_a_reason(run, make, raster, tmp_path):
    folder = make()
    with rasterio.open(raster, "r+") as dataset:
        values = dataset.read()
        values[:, 0, 0] = np.where(values[:, 0, 0] > 99, values[:, 0, 0] - 9, values[:, 0, 0] + 9)
        dataset.write(values)
    facts = rebuild(run, folder, tmp_path)
    assert not facts["identical"]
    assert "raster holds something else" in " ".join(facts["reasons"])
    images = {name: row for name, row in told(facts).items() if "r00000_c00000" in name}
    assert [row["largest"] for row in images.values()] == [9.0]
    others = [name for name in told(facts) if "/" in name and name not in images]
    assert others == []


def test_changed_objects_and_files_are_told(run, make, saved, tmp_path):
    folder = make()
    from qgis.core import QgsVectorLayer

    layer = QgsVectorLayer(saved, "things", "ogr")
    first = next(layer.getFeatures()).id()
    layer.dataProvider().changeAttributeValues({first: {layer.fields().lookupField("class"): "x"}})
    del layer
    facts = rebuild(run, folder, tmp_path)
    assert "objects holds something else" in " ".join(facts["reasons"])
    assert "dataset.json: objects" in told(facts)
    assert not any(name.endswith(".png") and "/" in name for name in told(facts))


def test_images_that_were_tampered_with_are_told(run, make, csv_rows, tmp_path):
    folder = make(FORMAT="PNG")
    names = [row["file"] for row in csv_rows(folder / "tiles.csv")]
    with Image.open(folder / names[0]) as image:
        pixels = np.asarray(image).copy()
    Image.fromarray(pixels).save(folder / names[0], compress_level=1)
    with Image.open(folder / names[1]) as image:
        other = np.asarray(image).copy()
    other[3, 4, 1] ^= 64
    Image.fromarray(other).save(folder / names[1])
    (folder / names[2]).unlink()
    facts = json.loads((folder / "dataset.json").read_text(encoding="utf-8"))
    facts["versions"]["pillow"] = "1.0"
    (folder / "dataset.json").write_text(json.dumps(facts), encoding="utf-8")
    report = rebuild(run, folder, tmp_path)
    found = told(report)
    assert found.keys() == set(names[:3])
    assert [found[name]["largest"] for name in names[:3]] == [0.0, 64.0, None]
    assert "missing" in found[names[2]]["difference"]
    assert any(text.startswith("pillow 1.0 is") for text in report["reasons"])


def test_the_new_dataset_stays_where_it_is_asked_for(run, run_error, make, tmp_path, dataset_files):
    folder = make()
    text = tmp_path / "report.txt"
    found = run(
        "rebuilddataset", INPUT=str(folder), OUTPUT=str(tmp_path / "again"), REPORT=str(text)
    )
    assert found["IDENTICAL"] is True
    assert dataset_files(tmp_path / "again").keys() == dataset_files(folder).keys()
    assert text.read_text(encoding="utf-8") == "Identical: every file came out the same.\n"
    assert "not empty" in run_error("rebuilddataset", INPUT=str(folder), OUTPUT=str(folder))
    (folder / "tiles.gpkg").unlink()
    assert "has no tiles.gpkg" in run_error("rebuilddataset", INPUT=str(folder), OUTPUT=None)


def test_addresses_in_a_strangers_dataset_are_not_followed(run, make, tmp_path):
    folder = make()
    path = folder / "dataset.json"
    facts = json.loads(path.read_text(encoding="utf-8"))
    for address in ("/vsicurl/http://localhost:9/a.tif", "http://localhost:9/a.tif"):
        facts["sources"]["raster"] = {"name": "a.tif", "path": address}
        facts["parameters"]["OBJECTS"] = "http://localhost:9/a.geojson"
        path.write_text(json.dumps(facts), encoding="utf-8")
        found = rebuild(run, folder, tmp_path)
        assert [text.partition(" ")[0] for text in found["missing"]] == ["RASTER", "OBJECTS"]


@pytest.mark.parametrize(
    "change", [{"parameters": None}, {"sources": None}, {"kind": "time series"}]
)
def test_datasets_that_do_not_say_how_they_were_made(run_error, make, change):
    folder = make()
    path = folder / "dataset.json"
    facts = json.loads(path.read_text(encoding="utf-8"))
    path.write_text(json.dumps({**facts, **change}), encoding="utf-8")
    text = run_error("rebuilddataset", INPUT=str(folder), OUTPUT=None)
    assert "does not say how it was made" in text


def test_second_rasters_targets_and_blackened_tiles_are_made_again(
    run, make, make_raster, tmp_path
):
    draw = np.random.default_rng(4)
    later = make_raster(draw.integers(1, 255, (3, 48, 64), dtype="uint8"), name="later.tif")
    heights = make_raster(draw.normal(size=(1, 48, 64)).astype("float32"), name="heights.tif")
    folder = make("MASKS", RASTER2=later, TARGET=heights)
    assert rebuild(run, folder, tmp_path)["differences"] == [], run.log
    moved = tmp_path / "moved"
    moved.mkdir()
    shutil.move(later, moved / "else.tif")
    assert rebuild(run, folder, tmp_path)["missing"][0].startswith("RASTER2")
    facts = rebuild(run, folder, tmp_path, SOURCES=str(moved))
    assert facts["identical"], run.log
    folder = make("COCO", "black", BLACKEN=True)
    assert rebuild(run, folder, tmp_path)["differences"] == [], run.log


@pytest.mark.parametrize(
    ("name", "formula", "kind"),
    [("VALUE_FIELD", "row + col / 4.0", 0), ("LABELS_FIELD", "if(col > 1, 'a|b', 'b')", 2)],
)
def test_numbers_and_several_classes_are_made_again(
    run, raster, split_tiles, tmp_path, name, formula, kind
):
    tiles = run(
        "native:fieldcalculator", INPUT=split_tiles, FIELD_NAME="own", FIELD_TYPE=kind,
        FORMULA=formula,
    )["OUTPUT"]  # fmt: skip
    folder = tmp_path / "out"
    run(
        "exporttiles", RASTER=raster, TILES=tiles, SPLIT_FIELD="split", LAYOUT="HUGGINGFACE",
        FORMAT="PNG", OUTPUT=str(folder), **{name: "own"},
    )  # fmt: skip
    assert rebuild(run, folder, tmp_path)["differences"] == [], run.log


def test_a_dataset_in_a_folder_that_cannot_be_written_to_wants_an_output(
    run, make, tmp_path, monkeypatch
):
    folder = make()

    def mkdir(path, *args, **options):
        if path.name.startswith(f".{folder.name}-"):
            raise PermissionError(13, "Permission denied")
        make_folder(path, *args, **options)

    make_folder = Path.mkdir
    monkeypatch.setattr(Path, "mkdir", mkdir)
    with pytest.raises(Exception) as told:
        run("rebuilddataset", INPUT=str(folder), OUTPUT=None)
    assert str(told.value) == (
        f"Nothing can be written beside the dataset, in {folder.parent} (Permission denied); give "
        "OUTPUT, a folder elsewhere."
    )
    found = run("rebuilddataset", INPUT=str(folder), OUTPUT=str(tmp_path / "again"))
    assert found["IDENTICAL"]


def test_records_for_catalogues_come_out_the_same(run, make, tmp_path):
    folder = make(METADATA=["CROISSANT", "STAC", "TDML"], DATE="2024-05-01/2024-09-30")
    assert {"items.json", "tdml.json"} <= {path.name for path in folder.iterdir()}
    facts = rebuild(run, folder, tmp_path)
    assert (facts["identical"], facts["differences"]) == (True, [])
