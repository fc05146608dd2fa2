"""Updated datasets against fresh ones, and images that stay the same files."""

import json
from pathlib import Path

import numpy as np
import pytest
import rasterio
from qgis.core import QgsProcessingException, QgsVectorLayer

from tilewright.core.dataset import swap
from tilewright.core.export import request
from tilewright.core.layouts import LAYOUTS


@pytest.fixture
def labelled(split_tiles):
    """The tiles with classes, as a layer of its own."""
    uri = "Polygon?crs=EPSG:32631&field=tile_id:string&field=label:string&field=split:string"
    layer = QgsVectorLayer(uri, "labelled", "memory")
    features = list(split_tiles.getFeatures())
    made = []
    for k, feature in enumerate(features):
        new = type(feature)(layer.fields())
        new.setAttributes([feature["tile_id"], ("b", "a 1", "c")[k % 3], feature["split"]])
        new.setGeometry(feature.geometry())
        made.append(new)
    layer.dataProvider().addFeatures(made)
    return layer


def edit(layer, changes):
    """Change attributes of tiles: ``{tile_id: {"label": "b"}}``."""
    fields = layer.fields()
    found = {f["tile_id"]: f.id() for f in layer.getFeatures()}
    wanted = {
        found[tile_id]: {fields.lookupField(k): v for k, v in values.items()}
        for tile_id, values in changes.items()
    }
    assert layer.dataProvider().changeAttributeValues(wanted)


def without_windows(layer):
    """Drop the fields that say where in the raster the tiles lie."""
    fields = [layer.fields().lookupField(n) for n in ("col_off", "row_off", "width", "height")]
    layer.dataProvider().deleteAttributes(fields)
    layer.updateFields()


def ids(layer):
    return sorted(f["tile_id"] for f in layer.getFeatures())


def inodes(folder, rows):
    return {row["tile_id"]: Path(folder, row["file"]).stat().st_ino for row in rows}


def same(one, other, dataset_files):
    """Whether two datasets are equal but for the time."""
    one, other = dataset_files(one), dataset_files(other)
    assert one.keys() == other.keys()
    return [name for name in one if one[name] != other[name]]


@pytest.fixture
def exporter(run, raster, tmp_path):
    def make(layer, folder, **more):
        given = {
            "RASTER": raster, "TILES": layer, "LABEL_FIELD": "label", "SPLIT_FIELD": "split",
            "SCALING": "MINMAX", "OUTPUT": str(tmp_path / folder),
        }  # fmt: skip
        return Path(run("exporttiles", **{**given, **more})["OUTPUT"])

    return make


def loaded(run, folder):
    return run("loaddataset", INPUT=str(folder), TILES="TEMPORARY_OUTPUT")["TILES"]


def test_an_edited_label_moves_a_file_and_encodes_nothing(
    run, exporter, labelled, csv_rows, dataset_files
):
    folder = exporter(labelled, "out")
    before = csv_rows(folder / "tiles.csv")
    numbers = inodes(folder, before)
    layer = loaded(run, folder)
    first, second = ids(layer)[:2]
    edit(layer, {first: {"label": "new one"}, second: {"label": "c"}})
    exporter(layer, "out", UPDATE=True)
    assert "12 images of 12 are kept" in run.log
    after = csv_rows(folder / "tiles.csv")
    assert inodes(folder, after) == numbers
    assert {r["tile_id"]: r["label"] for r in after}[first] == "new one"
    files = {p.relative_to(folder).as_posix() for p in folder.rglob("*.jpg")}
    assert files == {row["file"] for row in after}
    assert same(folder, exporter(layer, "fresh"), dataset_files) == []
    assert [p.name for p in folder.parent.iterdir() if p.name.startswith(".out")] == []


def test_the_raster_is_hashed_once(run, exporter, labelled, monkeypatch):
    folder = exporter(labelled, "out")
    hashed = []
    told = request.fingerprint_file
    monkeypatch.setattr(request, "fingerprint_file", lambda p: hashed.append(p) or told(p))
    exporter(loaded(run, folder), "out", UPDATE=True)
    assert len(hashed) == 1


def test_an_edited_split_keeps_the_scaling_until_it_is_fitted_again(
    run, exporter, labelled, csv_rows, dataset_files
):
    folder = exporter(labelled, "out")
    facts = json.loads((folder / "dataset.json").read_text(encoding="utf-8"))
    numbers = inodes(folder, csv_rows(folder / "tiles.csv"))
    layer = loaded(run, folder)
    train = [f["tile_id"] for f in layer.getFeatures() if f["split"] == "train"]
    edit(layer, {name: {"split": "test"} for name in train[:3]})
    exporter(layer, "out", UPDATE=True)
    now = json.loads((folder / "dataset.json").read_text(encoding="utf-8"))
    assert now["scaling"]["bands"] == facts["scaling"]["bands"]
    assert now["scaling"]["fitted_to"] == "an earlier version"
    assert now["statistics"] != facts["statistics"]
    rows = csv_rows(folder / "tiles.csv")
    assert inodes(folder, rows) == numbers
    # A fresh export with that scaling has the same pixels, statistics and tables.
    bands = facts["scaling"]["bands"]
    ranges = {
        name: ",".join(repr(band[key]) for band in bands)
        for name, key in (("SCALE_MIN", "min"), ("SCALE_MAX", "max"))
    }
    fresh = exporter(layer, "fresh", SCALING="RANGE", **ranges)
    assert set(same(folder, fresh, dataset_files)) <= {"dataset.json", "README.md"}
    told = json.loads((fresh / "dataset.json").read_text(encoding="utf-8"))
    apart = {k for k in now if now[k] != told[k]}
    assert apart <= {"created", "checksums", "fingerprint", "parameters", "scaling"}
    # Once more, and nothing has changed since.
    exporter(layer, "out", UPDATE=True)
    again = json.loads((folder / "dataset.json").read_text(encoding="utf-8"))
    assert {**again, "created": now["created"]} == now
    exporter(layer, "out", UPDATE=True, REFIT=True)
    assert same(folder, exporter(layer, "refitted"), dataset_files) == []


@pytest.mark.parametrize(
    "name", [n for n, found in LAYOUTS.items() if found.takes.shapes or found.takes.has_masks]
)
def test_edited_objects_rewrite_what_tells_of_them(
    run, export, objects, csv_rows, dataset_files, name
):
    takes = LAYOUTS[name].takes
    has_masks = takes.has_masks and not takes.one_kind
    given = {"MASK": objects, "MASK_FIELD": "class"} if has_masks else {}
    if takes.shapes:
        given.update(OBJECTS=objects, OBJECT_FIELD="class", OBJECT_ID_FIELD="ref")
    else:
        given.update(OBJECTS=None, OBJECT_FIELD=None, OBJECT_ID_FIELD=None)
    folder = Path(export(name, **given))
    numbers = inodes(folder, csv_rows(folder / "tiles.csv"))
    layer = loaded(run, folder)
    number = objects.fields().lookupField("class")
    first = next(f.id() for f in objects.getFeatures())
    objects.dataProvider().changeAttributeValues({first: {number: "shed"}})
    last = [f.id() for f in objects.getFeatures()][-1]
    objects.dataProvider().deleteFeatures([last])
    export(name, UPDATE=True, TILES=layer, **given)
    rows = csv_rows(folder / "tiles.csv")
    assert inodes(folder, rows) == numbers
    assert same(folder, export(name, "fresh", TILES=layer, **given), dataset_files) == []


def test_tiles_that_moved_or_are_new_are_cut(run, exporter, labelled, csv_rows):
    folder = exporter(labelled, "out")
    numbers = inodes(folder, csv_rows(folder / "tiles.csv"))
    layer = loaded(run, folder)
    first, second, *rest = ids(layer)
    by_id = {f["tile_id"]: f for f in layer.getFeatures()}
    layer.dataProvider().deleteFeatures([by_id[second].id()])
    # The ids of tiles change places, and their ground does not.
    edit(layer, {first: {"tile_id": rest[0]}, rest[0]: {"tile_id": first}})
    without_windows(layer)
    exporter(layer, "out", UPDATE=True, SCALING="MINMAX")
    rows = csv_rows(folder / "tiles.csv")
    found = inodes(folder, rows)
    kept = {name for name in found if found[name] == numbers[name]}
    assert kept == set(rest[1:])
    for row in rows:
        with rasterio.open(folder / row["file"]) as image:
            assert image.read().std() > 0


@pytest.mark.parametrize("resampling", ["NEAREST", "BILINEAR"])
def test_resampled_tiles_are_told_by_their_outlines(run, exporter, labelled, csv_rows, resampling):
    more = {"RESAMPLING": resampling, "PIXELS": 20, "FORMAT": "PNG"}
    folder = exporter(labelled, "out", **more)
    numbers = inodes(folder, csv_rows(folder / "tiles.csv"))
    layer = loaded(run, folder)
    first, *rest = ids(layer)
    feature = next(f for f in layer.getFeatures() if f["tile_id"] == first)
    moved = feature.geometry()
    moved.translate(15, -15)
    layer.dataProvider().changeGeometryValues({feature.id(): moved})
    edit(layer, {rest[0]: {"label": "b"}})
    without_windows(layer)
    exporter(layer, "out", UPDATE=True, SCALING="MINMAX", **more)
    found = inodes(folder, csv_rows(folder / "tiles.csv"))
    assert {n for n in found if found[n] == numbers[n]} == set(rest)


def test_other_layouts_and_names_keep_the_images_too(run, export, csv_rows, dataset_files):
    folder = Path(export("COCO"))
    numbers = inodes(folder, csv_rows(folder / "tiles.csv"))
    layer = loaded(run, folder)
    export("ROBOFLOW", UPDATE=True, TILES=layer, NAMING="SEQUENCE")
    assert inodes(folder, csv_rows(folder / "tiles.csv")) == numbers
    fresh = export("ROBOFLOW", "fresh", TILES=layer, NAMING="SEQUENCE")
    assert same(folder, fresh, dataset_files) == []


def test_other_rasters_and_options_are_refused(
    run, run_error, exporter, labelled, make_raster, tmp_path, dataset_files, raster
):
    folder = exporter(labelled, "out")
    before = dataset_files(folder)
    base = {
        "RASTER": raster, "TILES": labelled, "LABEL_FIELD": "label", "SPLIT_FIELD": "split",
        "SCALING": "MINMAX", "OUTPUT": str(folder), "UPDATE": True,
    }  # fmt: skip
    assert "QUALITY is 50 where those of the dataset have 90" in run_error(
        "exporttiles", **{**base, "QUALITY": 50}
    )
    assert "NODATA is 7.0 where those of the dataset have not given" in run_error(
        "exporttiles", **{**base, "NODATA": 7}
    )
    assert "BANDS is 3,2,1 where those of the dataset have 1,2,3" in run_error(
        "exporttiles", **{**base, "BANDS": "3,2,1"}
    )
    # Of JPEGs it says nothing.
    exporter(labelled, "out", UPDATE=True, COMPRESS=False)
    assert "12 images of 12 are kept" in run.log
    exporter(labelled, "out", UPDATE=True)
    assert dataset_files(folder) == before
    with rasterio.open(raster) as source:
        values = source.read()
    other = make_raster(255 - values, name="other.tif")
    assert "other.tif is not the raster" in run_error("exporttiles", **{**base, "RASTER": other})
    assert "exclude each other" in run_error("exporttiles", **base, RESUME=True)
    assert "given without UPDATE" in run_error("exporttiles", **{**base, "UPDATE": False}, REFIT=1)
    assert "holds no dataset to update" in run_error(
        "exporttiles", **{**base, "OUTPUT": str(tmp_path / "none")}
    )
    assert not (tmp_path / "none").exists()
    assert dataset_files(folder) == before
    # A copy elsewhere is the same raster.
    moved = tmp_path / "moved" / "image.tif"
    moved.parent.mkdir()
    moved.write_bytes(Path(raster).read_bytes())
    exporter(labelled, "out", UPDATE=True, RASTER=str(moved))
    assert "12 images of 12 are kept" in run.log


def test_images_of_other_programs_and_torn_ones_are_made_anew(
    run, exporter, labelled, csv_rows, dataset_files
):
    from tilewright.core.dataset import edits

    folder = exporter(labelled, "out")
    rows = csv_rows(folder / "tiles.csv")
    whole = dataset_files(folder)
    torn = folder / rows[0]["file"]
    torn.write_bytes(torn.read_bytes()[:200])
    exporter(labelled, "out", UPDATE=True)
    assert "11 images of 12 are kept" in run.log
    assert dataset_files(folder) == whole
    facts = json.loads((folder / "dataset.json").read_text(encoding="utf-8"))
    facts["versions"]["pillow"] = "1.0"
    sums = facts["checksums"]
    sums[edits.DESCRIPTION] = edits._hash_facts(facts)
    (folder / "dataset.json").write_text(json.dumps(facts), encoding="utf-8")
    exporter(labelled, "out", UPDATE=True)
    assert "made with another version of pillow" in run.log
    assert dataset_files(folder) == whole
    assert len(rows) == 12


@pytest.mark.parametrize("step", ["link", "replace", "encode"])
def test_a_run_that_is_stopped_leaves_the_earlier_dataset(
    run, exporter, labelled, dataset_files, monkeypatch, step
):
    from tilewright.core.export import labels
    from tilewright.core.update import images

    folder = exporter(labelled, "out")
    before = dataset_files(folder)
    layer = loaded(run, folder)
    edit(layer, {ids(layer)[0]: {"label": "c"}})
    count = 0

    def stop(*given, **more):
        nonlocal count
        count += 1
        if count > 5 or step == "encode":
            raise OSError(28, "No space left on device", str(given[-1]))
        return link(*given, **more)

    place, name = {
        "link": (images.os, "link"), "replace": (swap, "_move"), "encode": (labels, "LabelFolder"),
    }[step]  # fmt: skip
    link = getattr(place, name)
    with monkeypatch.context() as patch:
        patch.setattr(place, name, stop)
        if step == "link":
            # A disk that knows no links gets copies.
            exporter(layer, "out", UPDATE=True)
        else:
            with pytest.raises(QgsProcessingException):
                exporter(layer, "out", UPDATE=True)
    if step == "encode":
        assert dataset_files(folder) == before
    if step != "link":
        exporter(layer, "out", UPDATE=True)
    assert same(folder, exporter(layer, "fresh"), dataset_files) == []
    assert sorted(p.name for p in folder.parent.iterdir() if p.name[0] == ".") == []


def test_what_builddataset_made_is_updated_too(run, raster, objects, tmp_path, csv_rows):
    folder = tmp_path / "built"
    run(
        "builddataset", RASTER=raster, TILE_SIZE=16, LABELS=objects, LABEL_FIELD="class",
        SPLIT_METHOD="RANDOM", SPLIT_SEED=2, SCALING="MINMAX", FORMAT="PNG", OUTPUT=str(folder),
    )  # fmt: skip
    numbers = inodes(folder, csv_rows(folder / "tiles.csv"))
    layer = loaded(run, folder)
    edit(layer, {ids(layer)[0]: {"label": "new one"}})
    run(
        "exporttiles", RASTER=raster, TILES=layer, LABEL_FIELD="label", SPLIT_FIELD="split",
        SCALING="MINMAX", FORMAT="PNG", UPDATE=True, OUTPUT=str(folder),
    )  # fmt: skip
    rows = csv_rows(folder / "tiles.csv")
    assert inodes(folder, rows) == numbers
    assert "new one" in {row["label"] for row in rows}


def test_second_images_are_written_and_blackened_ones_anew(
    run, export, objects, make_raster, csv_rows, dataset_files
):
    later = make_raster(np.full((3, 48, 64), 9, dtype="uint8"), name="later.tif")
    given = {"MASK": objects, "MASK_FIELD": "class", "RASTER2": later}
    folder = Path(export("MASKS", **given))
    layer = loaded(run, folder)
    edit(layer, {name: {"split": "val"} for name in ids(layer)[:2]})
    export("MASKS", UPDATE=True, TILES=layer, **given)
    assert "12 images of 12 are kept" in run.log
    assert same(folder, export("MASKS", "fresh", TILES=layer, **given), dataset_files) == []
    folder = Path(export("COCO", "black", BLACKEN=True))
    first = next(f.id() for f in objects.getFeatures())
    objects.dataProvider().deleteFeatures([first])
    layer = loaded(run, folder)
    export("COCO", "black", BLACKEN=True, TILES=layer, UPDATE=True)
    assert "their objects may have changed" in run.log
    fresh = export("COCO", "blacker", BLACKEN=True, TILES=layer)
    assert same(folder, fresh, dataset_files) == []


def test_records_tell_of_what_was_edited(run, exporter, labelled, dataset_files):
    records = {"METADATA": ["STAC", "TDML"], "DATE": "2024-07-15"}
    folder = exporter(labelled, "out")
    layer = loaded(run, folder)
    edit(layer, {ids(layer)[0]: {"label": "new one", "split": "test"}})
    exporter(layer, "out", UPDATE=True, **records)
    assert "12 images of 12 are kept" in run.log
    assert not (folder / "croissant.json").exists()
    (tile, *_) = json.loads((folder / "tdml.json").read_text(encoding="utf-8"))["data"]
    assert tile["trainingType"] == "test"
    assert tile["labels"] == [{"type": "AI_SceneLabel", "class": "new one"}]
    before = {name: (folder / name).read_bytes() for name in ("collection.json", "items.json")}
    exporter(layer, "out", UPDATE=True, **records)
    assert before == {name: (folder / name).read_bytes() for name in before}


@pytest.mark.parametrize("compress", [True, False])
def test_geotiffs_of_another_compression_are_refused(exporter, labelled, dataset_files, compress):
    from qgis.core import QgsProcessingException

    given = {"FORMAT": "GTIFF", "COMPRESS": compress}
    folder = exporter(labelled, "out", **given)
    before = dataset_files(folder)
    sentence = f"COMPRESS is {not compress} where those of the dataset have {compress}; give that"
    with pytest.raises(QgsProcessingException, match=sentence):
        exporter(labelled, "out", **{**given, "COMPRESS": not compress}, UPDATE=True)
    assert dataset_files(folder) == before
    # Which quality JPEGs would have is of no matter.
    exporter(labelled, "out", **given, UPDATE=True, QUALITY=50)


def test_datasets_from_before_there_was_a_choice_are_compressed():
    from tilewright.core.update.pixels import image_parameters

    assert image_parameters({"parameters": {"FORMAT": "GTIFF"}})["COMPRESS"] is True
    assert "COMPRESS" not in image_parameters({"parameters": {"FORMAT": "JPEG", "COMPRESS": False}})
