"""Label files of YOLO against the JSON of COCO and shapely's own clipping."""

import json
from pathlib import Path

import numpy as np
import pytest
import rasterio
from PIL import Image
from shapely.affinity import rotate
from shapely.geometry import Polygon, box
from shapely.ops import unary_union

from .conftest import TILE, on_ground

SPLITS = ("train", "val", "test")
NEAR = 1e-3


def read(folder):
    """Rows of each label file, split and numbers, by the stem of its image."""
    found = {}
    for split in SPLITS:
        images = {path.stem for path in Path(folder, "images", split).iterdir()}
        labels = {path.stem: path for path in Path(folder, "labels", split).iterdir()}
        assert set(labels) == images
        for stem, path in labels.items():
            text = path.read_bytes().decode("ascii")
            assert text == "" or text.endswith("\n")
            rows = [line.split(" ") for line in text.splitlines()]
            found[stem] = [(int(row[0]), np.array(row[1:], dtype=float)) for row in rows]
    return found


def read_coco(folder):
    """Size and annotations of each image by its stem."""
    found = {}
    for split in SPLITS:
        path = Path(folder, f"annotations/instances_{split}.json")
        told = json.loads(path.read_text(encoding="utf-8"))
        for image in told["images"]:
            rows = [a for a in told["annotations"] if a["image_id"] == image["id"]]
            found[Path(image["file_name"]).stem] = (image["width"], image["height"]), rows
    return found


def edges(numbers):
    x, y, w, h = numbers
    return np.array([x - w / 2, y - h / 2, x + w / 2, y + h / 2])


def names_of(folder):
    yaml = pytest.importorskip("yaml")
    return yaml.safe_load(Path(folder, "data.yaml").read_text(encoding="utf-8"))


def test_boxes_are_those_of_coco_and_lie_on_the_tile(export):
    found, truth = read(export("YOLO")), read_coco(export("COCO", "coco"))
    assert set(found) == set(truth)
    count = 0
    for stem, rows in found.items():
        size, expected = truth[stem]
        assert len(rows) == len(expected)
        for (number, numbers), row in zip(rows, expected):
            count += 1
            assert number == row["category_id"] - 1
            assert edges(numbers).min() >= 0 and edges(numbers).max() <= 1
            x, y, w, h = row["bbox"]
            assert np.abs(edges(numbers) * (*size, *size) - (x, y, x + w, y + h)).max() <= NEAR
    assert count == 9


def test_boxes_keep_parts_of_a_pixel(export, windows, clipped):
    folder = export("YOLO")
    stem = next(Path(n).stem for n, w in windows(folder).items() if w[:2] == (TILE, 0))
    ((_, numbers),) = read(folder)[stem]
    expected = clipped("2", (TILE, 0, TILE, TILE)).bounds
    assert edges(numbers) * TILE == pytest.approx(expected, abs=NEAR)
    assert expected[2:] == (6.75, 11.125)


def test_outlines_are_rows_of_parts_with_holes_cut_out(export, windows, clipped, visible_refs):
    folder = export("YOLO", SHAPE="POLYGON")
    found = read(folder)
    places = {Path(name).stem: window for name, window in windows(folder).items()}
    for stem, rows in found.items():
        size = np.array(places[stem][2:])
        for _, numbers in rows:
            assert numbers.min() >= 0 and numbers.max() <= 1
        rings = [Polygon(numbers.reshape(-1, 2) * size).buffer(0) for _, numbers in rows]
        expected = [clipped(ref, places[stem]) for ref in visible_refs(places[stem])]
        assert unary_union(rings).symmetric_difference(unary_union(expected)).area < 0.02
        assert len(rows) == sum(len(getattr(shape, "geoms", [shape])) for shape in expected)
    assert max(map(len, found.values())) == 3


def test_every_tile_has_a_label_file(export):
    found = read(export("YOLO"))
    assert len(found) == 12
    assert sum(not rows for rows in found.values()) >= 3


def test_data_yaml_has_no_path_and_classes_in_their_order(export, make_layer):
    folder = export("YOLO")
    assert names_of(folder) == {
        "train": "images/train",
        "val": "images/val",
        "test": "images/test",
        "names": {0: "house", 1: "pool >10 %"},
    }
    facts = json.loads(Path(folder, "dataset.json").read_text(encoding="utf-8"))
    rows = [number for found in read(folder).values() for number, _ in found]
    assert [row["objects"] for row in facts["objects"]["classes"]] == [
        rows.count(0),
        rows.count(1),
    ]
    odd = make_layer(
        [(on_ground(box(1, 1, 5, 5)).wkt, {"class": 'yes: "no" \u2028 # {x}'})],
        kind="MultiPolygon",
        fields="class:string",
    )
    again = export("YOLO", "odd", OBJECTS=odd, OBJECT_ID_FIELD=None)
    (row,) = json.loads(Path(again, "dataset.json").read_text(encoding="utf-8"))["objects"][
        "classes"
    ]
    assert names_of(again)["names"] == {0: row["class"]}


def test_objects_without_a_class_get_none(export, make_layer):
    layer = make_layer(
        [
            (on_ground(box(1, 1, 5, 5)).wkt, {"class": "house"}),
            (on_ground(box(7, 7, 12, 12)).wkt, {"class": None}),
        ],
        kind="MultiPolygon",
        fields="class:string",
    )
    folder = export("YOLO", OBJECTS=layer, OBJECT_ID_FIELD=None)
    rows = [row for found in read(folder).values() for row in found]
    assert [number for number, _ in rows] == [0]
    assert edges(rows[0][1]) * TILE == pytest.approx([1, 1, 5, 5], abs=NEAR)


def test_equal_boxes_are_one_row(export, make_layer):
    twice = [(on_ground(box(1, 1, 5, 5)).wkt, {"class": name}) for name in ("a", "a", "b")]
    layer = make_layer(twice, kind="MultiPolygon", fields="class:string")
    folder = export("YOLO", OBJECTS=layer, OBJECT_ID_FIELD=None)
    assert [number for found in read(folder).values() for number, _ in found] == [0, 1]


def test_rotated_boxes_are_the_smallest_around_the_whole_object(export, make_layer):
    house = rotate(box(4, 5, 12, 9), 30)
    # Four fifths of it lie on the tile below.
    cut = box(20, 14.8, 24, 20.8)
    gone = box(33, 14, 36, 18.5)
    layer = make_layer(
        [(on_ground(shape).wkt, {"class": "house"}) for shape in (house, cut, gone)],
        kind="MultiPolygon",
        fields="class:string",
    )
    folder = export("YOLO", OBJECTS=layer, OBJECT_ID_FIELD=None, SHAPE="ORIENTED_BOX")
    found = {stem: rows for stem, rows in read(folder).items() if rows}
    assert set(found) == {"r00000_c00000", "r00001_c00001"}
    ((_, corners),) = found["r00000_c00000"]
    made = Polygon(corners.reshape(4, 2) * TILE)
    assert made.symmetric_difference(house).area < 0.02
    ((_, corners),) = found["r00001_c00001"]
    made = Polygon(corners.reshape(4, 2) * TILE)
    assert made.symmetric_difference(box(4, 0, 8, 4.8)).area < 0.02
    both = export(
        "YOLO", "all", OBJECTS=layer, OBJECT_ID_FIELD=None, SHAPE="ORIENTED_BOX", MIN_VISIBLE=1
    )
    assert sum(map(len, read(both).values())) == 5
    for rows in read(both).values():
        for _, corners in rows:
            assert corners.min() >= 0 and corners.max() <= 1


def test_what_readers_refuse_is_refused(run, run_error, make_raster, split_tiles, tiles, objects):
    base = {
        "TILES": split_tiles,
        "SPLIT_FIELD": "split",
        "LAYOUT": "YOLO",
        "FORMAT": "GTIFF",
        "SCALING": "NONE",
        "OBJECTS": objects,
        "OBJECT_FIELD": "class",
        "OUTPUT": "TEMPORARY_OUTPUT",
    }
    shape = (48, 64)
    deep = make_raster(np.ones((1, *shape), dtype="uint16"), name="deep.tif")
    assert "the tiles have uint16; choose a SCALING" in run_error(
        "exporttiles", RASTER=deep, **base
    )
    gray = make_raster(np.ones((1, *shape), dtype="uint8"), name="gray.tif")
    assert "does not take FORMAT NPY" in run_error(
        "exporttiles", RASTER=gray, **{**base, "FORMAT": "NPY"}
    )
    assert "and train has none" in run_error(
        "exporttiles", RASTER=gray, **{**base, "TILES": tiles, "SPLIT_FIELD": None}
    )
    all_train = run("splittiles", INPUT=tiles, METHOD="RANDOM", TRAIN=100, VAL=0, TEST=0)["OUTPUT"]
    assert "and val has none" in run_error(
        "exporttiles", RASTER=gray, **{**base, "TILES": all_train}
    )
    small = run("createtilegrid", INPUT=gray, TILE_SIZE=8)["OUTPUT"]
    small = run("splittiles", INPUT=small, METHOD="RANDOM")["OUTPUT"]
    text = run_error("exporttiles", RASTER=gray, **{**base, "TILES": small})
    assert "at least 10 pixels and the smallest has 8" in text
    text = run_error(
        "exporttiles", RASTER=gray, **{**base, "OBJECT_FIELD": None, "OBJECT_LABEL": "n01440764"}
    )
    assert "class name n01440764" in text


@pytest.mark.parametrize("form", ["JPEG", "GTIFF"])
def test_other_pictures_have_the_same_labels(export, form, dataset_files):
    png, other = export("YOLO"), export("YOLO", "other", FORMAT=form)
    labels = [
        {n: d for n, d in dataset_files(Path(f)).items() if "labels/" in n} for f in (png, other)
    ]
    assert len(labels[0]) == 12
    assert labels[0] == labels[1]


@pytest.mark.parametrize("bands", [2, 5])
def test_many_bands_are_pages_of_a_tiff_that_the_card_reads(
    run, export, make_raster, objects, windows, bands, monkeypatch
):
    values = np.random.default_rng(3).integers(0, 255, (bands, 48, 64), dtype="uint8")
    many = make_raster(values, name="many.tif")
    folder = export("YOLO", RASTER=many, FORMAT="GTIFF")
    assert "YOLO take many bands as pages of a TIFF" in run.log
    assert names_of(folder)["channels"] == bands
    masks = export("MASKS", "masks", RASTER=many, FORMAT="GTIFF", MASK=objects, MASK_FIELD="class")
    assert names_of(masks)["channels"] == bands
    assert len(read(folder)) == 12
    card = Path(folder, "README.md").read_text(encoding="utf-8")
    code = card.split("```python\n")[1].split("```")[0]
    monkeypatch.chdir(folder)
    names = {}
    exec(code, names)
    for row, image in zip(names["rows"], names["images"]):
        col, top, width, height = windows(folder)[Path(row["file"]).name]
        assert row["file"].endswith(".tiff")
        assert np.array_equal(image, values[:, top : top + height, col : col + width])
    done = run("validatedataset", INPUT=folder)
    assert done["PASSED"] is True, run.log


def test_an_export_of_pages_is_resumed(export, make_raster, dataset_files):
    values = np.random.default_rng(3).integers(0, 255, (5, 48, 64), dtype="uint8")
    given = {"RASTER": make_raster(values, name="many.tif"), "FORMAT": "GTIFF"}
    folder = Path(export("YOLO", **given))
    expected = dataset_files(folder)
    facts = json.loads((folder / "dataset.json").read_text(encoding="utf-8"))
    images = [name for name in expected if name.endswith(".tiff")]
    labels = [name for name in expected if name.startswith("labels/")]
    note = {
        "fingerprint": facts["fingerprint"],
        "files": [*images, *labels, "data.yaml"],
        "layout": "YOLO",
        "splits": list(facts["splits"]),
    }
    (folder / ".tilewright-unfinished.json").write_text(json.dumps(note), encoding="utf-8")
    for name in ("dataset.json", images[3], labels[5], "data.yaml"):
        (folder / name).unlink()
    export("YOLO", RESUME=True, **given)
    assert dataset_files(folder) == expected
    assert len(images) == len(labels) == 12


def test_other_layouts_keep_geotiff_of_many_bands(export, make_raster):
    values = np.random.default_rng(3).integers(0, 255, (5, 48, 64), dtype="uint8")
    folder = export("COCO", RASTER=make_raster(values, name="many.tif"), FORMAT="GTIFF")
    with rasterio.open(next(Path(folder, "train").glob("*.tif"))) as dataset:
        assert dataset.count == 5


def test_masks_with_gaps_in_their_numbers_are_told_to_the_semantic_task(export, make_raster):
    values = np.random.default_rng(1).choice(np.array([0, 10, 20], dtype="uint8"), (1, 48, 64))
    classes = make_raster(values, name="classes.tif")
    folder = export("MASKS", MASK=classes, CLASS_MAP="10=house, 20=pool")
    told = names_of(folder)
    assert told["names"] == {0: "background", 1: "house", 2: "pool"}
    assert told["label_mapping"] == {0: 0, 10: 1, 20: 2}
    assert told["masks_dir"] == "masks"
    assert "path" not in told
    found = {
        v
        for path in Path(folder, "masks").rglob("*.png")
        for v in np.unique(np.asarray(Image.open(path))).tolist()
    }
    assert found <= set(told["label_mapping"]) | {255}
