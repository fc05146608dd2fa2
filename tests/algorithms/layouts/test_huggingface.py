"""Tables of tiles for Hugging Face's loader against shapely's own clipping; heads by PyYAML."""

import json
from pathlib import Path

import pytest
import yaml

WORDS = {"train": "train", "val": "validation", "test": "test"}
NAMES = "CASE WHEN \"col\" % 2 = 0 THEN '>10 %' ELSE '{other}' END"


def read(folder, words=WORDS):
    """Rows with the word for their split, in the order of image_id."""
    rows = []
    for word in words.values():
        with Path(folder, word, "metadata.jsonl").open(encoding="utf-8") as file:
            rows += [(word, json.loads(line)) for line in file]
    return sorted(rows, key=lambda found: found[1]["image_id"])


def head(folder):
    """The YAML at the beginning of the card."""
    text = Path(folder, "README.md").read_text(encoding="utf-8")
    return yaml.safe_load(text.split("---\n")[1])


def kinds(folder):
    """Types of the columns by name."""
    return {
        column["name"]: column.get("dtype") or column["struct"]
        for column in head(folder)["dataset_info"]["features"]
    }


@pytest.fixture
def labelled(run, split_tiles):
    """Tiles with two classes, of which the second is named."""

    def label(other):
        return run(
            "native:fieldcalculator",
            INPUT=split_tiles,
            FIELD_NAME="label",
            FIELD_TYPE=2,
            FORMULA=NAMES.format(other=other),
            OUTPUT="memory:",
        )["OUTPUT"]

    return label


def test_objects_are_what_shapely_clips(export, windows, clipped, visible_refs, object_table):
    folder = export("HUGGINGFACE")
    places, names = windows(folder), ["house", "pool >10 %"]
    rows, ids = read(folder), []
    assert [row["image_id"] for _, row in rows] == list(range(1, 13))
    for word, row in rows:
        window = places[row["file_name"]]
        assert Path(folder, word, row["file_name"]).is_file()
        assert (row["width"], row["height"]) == window[2:]
        assert not {"label", "mask_file_name"} & set(row)
        objects = row["objects"]
        ids += objects["id"]
        assert sorted(objects["object_id"]) == sorted(visible_refs(window))
        for k, ref in enumerate(objects["object_id"]):
            left, top, right, bottom = clipped(ref, window).bounds
            size = right - left, bottom - top
            assert objects["bbox"][k] == pytest.approx([left, top, *size], abs=2e-3)
            assert objects["area"][k] == pytest.approx(size[0] * size[1], abs=0.05)
            assert names[objects["category"][k]] == object_table[ref][0]
            share = clipped(ref, window).area / object_table[ref][1].area
            assert objects["visible"][k] == pytest.approx(share, abs=1e-4)
            assert objects["truncated"][k] == (share < 1)
    assert ids == list(range(1, len(ids) + 1))
    (category,) = (each for each in kinds(folder)["objects"] if each["name"] == "category")
    assert category["list"] == {"class_label": {"names": {"0": "house", "1": "pool >10 %"}}}


def test_labels_are_names_in_the_order_of_dataset_json(export, labelled, csv_rows):
    folder = export(
        "HUGGINGFACE",
        TILES=labelled('a "b": #'),
        LABEL_FIELD="label",
        OBJECTS=None,
        OBJECT_FIELD=None,
        OBJECT_ID_FIELD=None,
    )
    manifest = {row["file"]: row for row in csv_rows(f"{folder}/tiles.csv")}
    for word, row in read(folder):
        assert "objects" not in row
        told = manifest[f"{word}/{row['file_name']}"]
        assert row["label"] == told["label"]
        assert word == WORDS[told["split"]]
    classes = json.loads(Path(folder, "dataset.json").read_text(encoding="utf-8"))["classes"]
    names = {str(row["index"]): row["name"] for row in classes}
    assert sorted(names.values()) == [">10 %", 'a "b": #']
    assert kinds(folder) == {
        "image": "image",
        "image_id": "int64",
        "width": "int64",
        "height": "int64",
        "label": {"class_label": {"names": names}},
    }


def test_labels_that_look_like_dates_are_numbers(export, labelled, csv_rows):
    folder = export("HUGGINGFACE", TILES=labelled("2019-05-01"), LABEL_FIELD="label")
    names = kinds(folder)["label"]["class_label"]["names"]
    manifest = {row["file"]: row["label"] for row in csv_rows(f"{folder}/tiles.csv")}
    for word, row in read(folder):
        assert names[str(row["label"])] == manifest[f"{word}/{row['file_name']}"]


def test_masks_lie_below_the_table(export, objects):
    folder = export("HUGGINGFACE", MASK=objects, MASK_FIELD="class")
    rows = read(folder)
    for word, row in rows:
        assert row["mask_file_name"] == f"masks/{row['file_name']}"
        assert Path(folder, word, row["mask_file_name"]).is_file()
    assert len(list(Path(folder).glob("*/masks/*.png"))) == len(rows) == 12
    assert [name for name, kind in kinds(folder).items() if kind == "image"] == ["image", "mask"]


def test_the_card_of_shards_does_not_tell_of_the_table(export, run, tmp_path, objects):
    folder = export("HUGGINGFACE", MASK=objects, MASK_FIELD="class")
    card = Path(folder, "README.md").read_text(encoding="utf-8")
    assert "`train/masks/`, `validation/masks/` and `test/masks/` hold a mask" in card
    assert list(head(folder)) == ["configs", "dataset_info"]
    given = {"FORMAT": "WEBDATASET", "OUTPUT": str(tmp_path / "shards")}
    run("packagedataset", INPUT=folder, **given)
    (shards,) = (tmp_path / "shards").iterdir()
    assert list(head(shards)) == ["configs"]
    assert "Each image has a mask, which ends in" in (shards / "README.md").read_text("utf-8")


def test_the_head_names_images_and_tables_of_each_split(export):
    folder = export("HUGGINGFACE")
    (config,) = head(folder)["configs"]
    assert config["data_files"] == [
        {"split": word, "path": [f"{word}/*.png", f"{word}/metadata.jsonl"]}
        for word in WORDS.values()
    ]
    unsplit = export("HUGGINGFACE", "unsplit", SPLIT_FIELD=None)
    (config,) = head(unsplit)["configs"]
    assert config["data_files"] == [
        {"split": "train", "path": ["train/*.png", "train/metadata.jsonl"]}
    ]
    assert len(read(unsplit, {"train": "train"})) == 12


def test_a_split_without_objects_is_left_out_of_the_head(export, make_layer):
    # Its empty lists would be of another type than those of the others.
    one = make_layer(
        [("MULTIPOLYGON(((500020 4599970, 500060 4599970, 500060 4599920, 500020 4599970)))", {})],
        kind="MultiPolygon",
        fields="class:string",
    )
    folder = export(
        "HUGGINGFACE", OBJECTS=one, OBJECT_FIELD=None, OBJECT_ID_FIELD=None, OBJECT_LABEL="a"
    )
    counts = dict.fromkeys(WORDS.values(), 0)
    for word, row in read(folder):
        counts[word] += len(row["objects"]["id"])
    (full,) = (word for word, count in counts.items() if count)
    (config,) = head(folder)["configs"]
    assert [each["split"] for each in config["data_files"]] == [full]
    card = Path(folder, "README.md").read_text(encoding="utf-8")
    for word in set(counts) - {full}:
        assert f"No tile of {word} has an object" in card
    facts = json.loads(Path(folder, "dataset.json").read_text(encoding="utf-8"))
    assert {WORDS[split]: n for split, n in facts["objects"]["splits"].items()} == counts


def test_geotiffs_are_given_as_paths(export):
    card = Path(export("HUGGINGFACE", FORMAT="GTIFF"), "README.md").read_text(encoding="utf-8")
    assert 'cast_column("image", Image(decode=False))' in card
    assert "takes masks and the map for images" not in card
