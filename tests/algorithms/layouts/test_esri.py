"""Image chips for ArcGIS, by the rules that arcgis.learn's own code sets; pixels by rasterio."""

import json
import zipfile
from pathlib import Path
from xml.etree import ElementTree

import numpy as np
import pytest
import rasterio
from PIL import Image
from shapely.geometry import Point

from tilewright.core.validate.validate import validate_dataset

SPLITS = ("train", "val", "test")


def read_json(path):
    return json.loads(Path(path).read_text(encoding="utf-8"))


def definition(folder, word):
    return read_json(Path(folder, word, "esri_model_definition.emd"))


def statistics(folder, word):
    return read_json(Path(folder, word, "esri_accumulated_stats.json"))


def read_map(folder, word):
    """Image and labels of each line, as paths from the folder of the split."""
    lines = Path(folder, word, "map.txt").read_text(encoding="utf-8").splitlines()
    return [[part.replace("\\", "/") for part in line.split()] for line in lines]


def check_folders(folder, mode):
    """What arcgis.learn asks of the folders that it is given together; returns their classes."""
    of_train = definition(folder, "train")
    for word in SPLITS:
        about, stats = definition(folder, word), statistics(folder, word)
        assert about["MetaDataMode"] == stats["MetaDataMode"] == mode
        assert about["Classes"] == of_train["Classes"]
        assert about["AllTilesStats"] == of_train["AllTilesStats"]
        images = sorted(path.name for path in Path(folder, word, "images").iterdir())
        assert stats["NumTiles"] == len(images)
        assert [line[0] for line in read_map(folder, word)] == [f"images/{n}" for n in images]
        for line in read_map(folder, word):
            assert all(Path(folder, word, name).is_file() for name in line)
        counts = stats.get("FeatureStats") or stats["ClassPixelStats"]
        for numbers in counts.values():
            assert isinstance(numbers, int) or len(numbers) == len(about["Classes"])
    return {row["Value"]: row["Name"] for row in of_train["Classes"]}


@pytest.fixture
def labelled(run, split_tiles):
    return run(
        "native:fieldcalculator",
        INPUT=split_tiles,
        FIELD_NAME="label",
        FIELD_TYPE=2,
        FORMULA="CASE WHEN \"col\" % 2 = 0 THEN '>10 %' ELSE '0-10 %' END",
        OUTPUT="memory:",
    )["OUTPUT"]


def test_boxes_have_the_number_of_their_class(export, windows, clipped, visible_refs, object_table):
    folder = export("ESRI")
    names = check_folders(folder, "PASCAL_VOC_rectangles")
    assert names == {1: "house", 2: "pool >10 %"}
    places, counts = windows(folder), {word: {1: 0, 2: 0} for word in SPLITS}
    for word in SPLITS:
        for image, label in read_map(folder, word):
            window = places[Path(image).name]
            root = ElementTree.parse(Path(folder, word, label)).getroot()
            found = []
            for each in root.iter("object"):
                value = int(each.findtext("name"))
                corners = ("xmin", "ymin", "xmax", "ymax")
                found.append((names[value], [float(each.findtext(f"bndbox/{c}")) for c in corners]))
                counts[word][value] += 1
            expected = [
                (object_table[ref][0], clipped(ref, window).bounds) for ref in visible_refs(window)
            ]
            assert len(found) == len(expected)
            for (name, box), (known, bounds) in zip(sorted(found), sorted(expected)):
                assert name == known
                assert box == pytest.approx(bounds, abs=1e-3)
        stats = statistics(folder, word)["FeatureStats"]
        assert stats["NumFeaturesPerClass"] == list(counts[word].values())


def test_outlines_are_numbered_pixels_in_a_folder_a_class(
    export, windows, clipped, visible_refs, object_table
):
    folder = export("ESRI", SHAPE="POLYGON")
    names = check_folders(folder, "RCNN_Masks")
    # Folders are named as classes, without blanks and what Windows does not take.
    assert names == {1: "house", 2: "pool_%3E10_%25"}
    places, seen = windows(folder), set()
    for word in SPLITS:
        for line in Path(folder, word, "map.txt").read_text(encoding="utf-8").splitlines():
            image, *_ = line.split()
            window = places[image.rpartition("\\")[2]]
            of_class = {value: [] for value in names}
            for ref in visible_refs(window):
                of_class[1 if object_table[ref][0] == "house" else 2].append(ref)
            for value, refs in of_class.items():
                path = Path(folder, word, "labels", names[value], image.rpartition("\\")[2])
                assert path.is_file() == bool(refs)
                if not refs:
                    continue
                numbers = np.asarray(Image.open(path))
                assert numbers.shape == (window[3], window[2])
                shapes = [clipped(ref, window) for ref in refs]
                for (row, column), number in np.ndenumerate(numbers):
                    middle = Point(column + 0.5, row + 0.5)
                    if any(shape.boundary.distance(middle) < 1e-3 for shape in shapes):
                        continue
                    holds = [k for k, shape in enumerate(shapes, 1) if shape.contains(middle)]
                    assert number == (holds[-1] if holds else 0)
                    seen.update({refs[k - 1] for k in holds})
    # That one is smaller than a pixel.
    assert seen == set(object_table) - {"10"}


def test_an_object_between_the_middles_of_pixels_keeps_one(export, clipped, windows):
    folder = export("ESRI", SHAPE="POLYGON", MIN_OBJECT_PIXELS=0)
    for name, window in windows(folder).items():
        if clipped("10", window).is_empty:
            continue
        (path,) = Path(folder).glob(f"*/labels/house/{name}")
        left, top, right, bottom = clipped("10", window).bounds
        numbers = np.asarray(Image.open(path))
        assert numbers[int((top + bottom) / 2), int((left + right) / 2)] > 0


def test_masks_are_labels_and_their_pixels_are_counted(export, objects):
    folder = export("ESRI", MASK=objects, MASK_FIELD="class")
    names = check_folders(folder, "Classified_Tiles")
    assert list(names) == [1, 2]
    for word in SPLITS:
        masks = [
            np.asarray(Image.open(Path(folder, word, label))) for _, label in read_map(folder, word)
        ]
        stats = statistics(folder, word)["ClassPixelStats"]
        assert stats["NumPixelsPerClass"] == [sum((m == v).sum() for m in masks) for v in names]
        assert stats["NumImagesPerClass"] == [sum((m == v).any() for m in masks) for v in names]
        assert set(np.unique(np.stack(masks))) <= {0, *names}


def test_pixels_to_be_ignored_are_a_class_where_there_are_any(run, export, objects):
    # arcgis.learn stops at numbers that it is not told.
    tiles = run(
        "native:creategrid",
        TYPE=2,
        EXTENT="500000,500800,4599400,4600000",
        HSPACING=200,
        VSPACING=200,
        CRS="EPSG:32631",
        OUTPUT="memory:",
    )["OUTPUT"]
    folder = export("ESRI", TILES=tiles, SPLIT_FIELD=None, MASK=objects, MASK_FIELD="class")
    about, stats = definition(folder, "train"), statistics(folder, "train")
    assert [row["Value"] for row in about["Classes"]] == [1, 2, 255]
    masks = [np.asarray(Image.open(p)) for p in Path(folder, "train/labels").iterdir()]
    pixels = [sum(int((mask == value).sum()) for mask in masks) for value in (1, 2, 255)]
    assert stats["ClassPixelStats"]["NumPixelsPerClass"] == pixels
    assert pixels[2] > 0
    assert "ignore_classes=[255]" in Path(folder, "README.md").read_text(encoding="utf-8")


def test_labels_are_boxes_of_whole_tiles(export, labelled, csv_rows):
    none = {"OBJECTS": None, "OBJECT_FIELD": None, "OBJECT_ID_FIELD": None}
    folder = export("ESRI", TILES=labelled, LABEL_FIELD="label", **none)
    names = check_folders(folder, "Labeled_Tiles")
    assert sorted(names.values()) == ["0-10 %", ">10 %"]
    manifest = {row["file"]: row for row in csv_rows(f"{folder}/tiles.csv")}
    for word in SPLITS:
        for image, label in read_map(folder, word):
            (found,) = ElementTree.parse(Path(folder, word, label)).getroot().iter("object")
            row = manifest[f"{word}/{image}"]
            assert names[int(found.findtext("name"))] == row["label"]
            box = [float(each.text) for each in found.find("bndbox")]
            assert box == [0, 0, int(row["width"]), int(row["height"])]
        stats = statistics(folder, word)["FeatureStats"]
        expected = [
            sum(row["label"] == name and row["split"] == word for row in manifest.values())
            for name in names.values()
        ]
        assert stats["NumImagesPerClass"] == stats["NumFeaturesPerClass"] == expected


def test_statistics_are_those_of_the_pixels_of_train(export, csv_rows, raster):
    folder = export("ESRI")
    with rasterio.open(raster) as dataset:
        values = dataset.read()
    parts = []
    for row in csv_rows(f"{folder}/tiles.csv"):
        if row["split"] == "train":
            col, line, width, height = (
                int(row[name]) for name in ("col_off", "row_off", "width", "height")
            )
            parts.append(values[:, line : line + height, col : col + width].reshape(3, -1))
    pixels = np.concatenate(parts, axis=1).astype(float)
    about, stats = definition(folder, "val"), statistics(folder, "val")
    assert about["InputRastersProps"]["BandNames"] == ["Red", "Green", "Blue"]
    for k, (row, state) in enumerate(zip(about["AllTilesStats"], stats["BandStatsState"])):
        assert (row["Min"], row["Max"]) == (pixels[k].min(), pixels[k].max())
        assert row["Mean"] == pytest.approx(pixels[k].mean())
        assert row["StdDev"] == pytest.approx(pixels[k].std())
        # As arcgis.learn makes one of several folders.
        assert (state["M2"] / state["Num"]) ** 0.5 == pytest.approx(pixels[k].std())
        assert state["Num"] == pixels.shape[1]


def test_names_of_files_have_no_white_space(export, run, split_tiles):
    tiles = run(
        "native:fieldcalculator",
        INPUT=split_tiles,
        FIELD_NAME="tile_id",
        FIELD_TYPE=2,
        FORMULA="'tile ' || \"row\" || '\u00a0' || \"col\"",
        OUTPUT="memory:",
    )["OUTPUT"]
    folder = export("ESRI", TILES=tiles)
    check_folders(folder, "PASCAL_VOC_rectangles")
    names = {path.name for path in Path(folder).glob("*/images/*")}
    assert len(names) == 12
    assert not any(character.isspace() for name in names for character in name)


def test_pixels_of_outlines_are_replaced_resumed_and_packaged(export, run, tmp_path, dataset_files):
    folder = Path(export("ESRI", SHAPE="POLYGON"))
    whole = dataset_files(folder)
    labels = [name for name in whole if "/labels/" in name]
    assert len(labels) >= 6
    run("packagedataset", INPUT=str(folder), FORMAT="ZIP", OUTPUT=str(tmp_path / "pack"))
    (archive,) = (tmp_path / "pack").glob("*.zip")
    with zipfile.ZipFile(archive) as opened:
        packed = opened.namelist()
    assert all(any(name.endswith(label) for name in packed) for label in labels)
    export("ESRI", OVERWRITE=True)
    assert not list(folder.glob("*/labels/*/"))
    assert dataset_files(folder) == dataset_files(Path(export("ESRI", "boxes")))


def test_outlines_come_back_as_their_pixels(run, run_error, export, clipped, windows, visible_refs):
    folder = export("ESRI", SHAPE="POLYGON")
    found = run("loaddataset", INPUT=folder, TILES="memory:", OBJECTS="memory:")
    features = [] if found["OBJECTS"] is None else list(found["OBJECTS"].getFeatures())
    expected = sum(len(visible_refs(window)) for window in windows(folder).values())
    assert len(features) == found["OBJECT_COUNT"] == expected
    area = sum(feature.geometry().area() for feature in features)
    pixels = [np.count_nonzero(Image.open(p)) for p in Path(folder).glob("*/labels/*/*.png")]
    assert area == pytest.approx(100 * sum(pixels))
    damaged = next(Path(folder).glob("*/labels/house/*.png"))
    given = {"INPUT": folder, "TILES": "memory:", "OBJECTS": "memory:"}
    Image.new("L", (5, 16)).save(damaged)
    assert "is not of 16 x 16 pixels as its image is" in run_error("loaddataset", **given)
    damaged.write_bytes(b"none")
    assert f"{damaged.name} cannot be read as an image" in run_error("loaddataset", **given)


def change(path, old, new):
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")


def test_faults_of_each_kind_of_chips_are_found(export, objects, labelled):
    none = {"OBJECTS": None, "OBJECT_FIELD": None, "OBJECT_ID_FIELD": None}
    kinds = {
        "boxes": {},
        "outlines": {"SHAPE": "POLYGON"},
        "masks": {"MASK": objects, "MASK_FIELD": "class"},
        "labels": {"TILES": labelled, "LABEL_FIELD": "label", **none},
    }
    folders = {name: Path(export("ESRI", name, **given)) for name, given in kinds.items()}
    for folder in folders.values():
        assert not validate_dataset(str(folder))[1].counts
    box = folders["boxes"] / "train/labels/r00000_c00000.xml"
    change(box, "<name>1</name>", "<name>9</name>")
    change(box, "<xmin>2.0</xmin>", "<xmin>-2.0</xmin>")
    change(folders["outlines"] / "train/esri_model_definition.emd", '"house"', '"home"')
    next(folders["outlines"].glob("*/labels/house/*.png")).unlink()
    change(folders["masks"] / "val/map.txt", "images", "pictures")
    change(folders["masks"] / "val/esri_accumulated_stats.json", '"NumTiles": ', '"NumTiles": 1')
    change(folders["labels"] / "test/esri_model_definition.emd", "Labeled", "Classified")
    change(next(folders["labels"].glob("test/labels/*.xml")), "<filename>", "<filename>x")
    expected = {
        "boxes": {
            "annotation of an unknown class",
            "box outside the image",
            "objects are missing or too many",
        },
        "outlines": {"class numbers disagree", "labels are missing"},
        "masks": {"images of the labels disagree", "statistics of chips disagree"},
        "labels": {"kind of chips disagrees", "images of the labels disagree"},
    }
    found = {name: set(validate_dataset(str(f))[1].counts) for name, f in folders.items()}
    assert found == expected


def test_masks_and_objects_exclude_each_other_and_something_is_needed(
    run_error, raster, split_tiles, objects
):
    base = {
        "RASTER": raster,
        "TILES": split_tiles,
        "LAYOUT": "ESRI",
        "FORMAT": "PNG",
        "OUTPUT": "TEMPORARY_OUTPUT",
    }
    both = {"OBJECTS": objects, "OBJECT_LABEL": "a", "MASK": objects, "MASK_LABEL": "a"}
    assert "ESRI has a place for MASK or OBJECTS, and not for both" in run_error(
        "exporttiles", **both, **base
    )
    assert "ESRI needs labels, objects or masks" in run_error("exporttiles", **base)


@pytest.fixture
def several(run, split_tiles):
    """Tiles with classes that their place tells."""
    return run(
        "native:fieldcalculator",
        INPUT=split_tiles,
        FIELD_NAME="kinds",
        FIELD_TYPE=2,
        FIELD_LENGTH=40,
        FORMULA="if(\"col\" % 2, 'wood & water|>10 %', if(\"row\" % 2, '>10 %', 'wood & water'))",
    )["OUTPUT"]


def test_several_classes_stand_with_commas_between_them(run, raster, several, tmp_path, csv_rows):
    given = {"RASTER": raster, "TILES": several, "SPLIT_FIELD": "split", "LABELS_FIELD": "kinds"}
    given.update(LAYOUT="ESRI", FORMAT="PNG", OUTPUT=str(tmp_path / "out"))
    folder = Path(run("exporttiles", **given)["OUTPUT"])
    names = check_folders(folder, "MultiLabeled_Tiles")
    assert names == {1: ">10 %", 2: "wood & water"}
    rows = {Path(row["file"]).stem: row for row in csv_rows(folder / "tiles.csv")}
    seen = 0
    for word in SPLITS:
        counts = statistics(folder, word)["FeatureStats"]
        told = dict.fromkeys(names.values(), 0)
        for image, label in read_map(folder, word):
            # As arcgis.learn reads it.
            root = ElementTree.parse(folder / word / label).getroot()
            found = root.find("object").find("name").text.split(",")
            assert found == rows[Path(image).stem]["labels"].split("|")
            assert set(found) <= set(names.values())
            for name in found:
                told[name] += 1
            seen += 1
        assert counts["NumFeaturesPerClass"] == counts["NumImagesPerClass"] == list(told.values())
    assert seen == len(rows) == 12
    assert not validate_dataset(str(folder))[1].counts
    path = folder / rows[min(rows)]["file"].replace("images", "labels").replace(".png", ".xml")
    text = path.read_text(encoding="utf-8")
    assert "<name>wood &amp; water</name>" in text
    path.write_text(text.replace("wood &amp;", "woods &amp;"), encoding="utf-8")
    kinds = set(validate_dataset(str(folder))[1].counts)
    assert "annotation of an unknown class" in kinds


def test_a_class_with_a_comma_cannot_be_joined(run, raster, split_tiles, tmp_path):
    tiles = run(
        "native:fieldcalculator", INPUT=split_tiles, FIELD_NAME="kinds", FIELD_TYPE=2,
        FIELD_LENGTH=40, FORMULA="'a, b|c'",
    )["OUTPUT"]  # fmt: skip
    given = {"RASTER": raster, "TILES": tiles, "LABELS_FIELD": "kinds", "FORMAT": "PNG"}
    with pytest.raises(Exception) as told:
        run("exporttiles", LAYOUT="ESRI", OUTPUT=str(tmp_path / "out"), **given)
    assert str(told.value) == (
        "LAYOUT ESRI writes the classes of a tile with commas between them, and 'a, b' has one "
        "itself; rename that class."
    )
    assert not (tmp_path / "out").exists()
    folder = run("exporttiles", LAYOUT="HUGGINGFACE", OUTPUT=str(tmp_path / "hf"), **given)
    assert Path(folder["OUTPUT"], "tiles.csv").is_file()
