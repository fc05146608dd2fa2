"""Tiles that are left out for balance: files, ledger and description, against plain counts."""

import hashlib
import json
from collections import Counter
from pathlib import Path

import pytest


def draw(tile_id, seed):
    key = seed.to_bytes(8, "little")
    return hashlib.blake2b(tile_id.encode(), digest_size=8, key=key).digest()[::-1]


def facts_of(folder):
    return json.loads(Path(folder, "dataset.json").read_text(encoding="utf-8"))


def rejected_of(folder, rows):
    from qgis.core import QgsVectorLayer

    layer = QgsVectorLayer(f"{folder}/tiles.gpkg|layername=rejected", "r", "ogr")
    return {row["tile_id"]: row["reason"] for row in rows(layer)} if layer.isValid() else {}


@pytest.fixture
def labelled(run, split_tiles):
    """Tiles of which nine are land and three water, by their place."""
    return run(
        "native:fieldcalculator",
        INPUT=split_tiles,
        FIELD_NAME="kind",
        FIELD_TYPE=2,
        FORMULA="if(\"col\" = 3, 'water', 'land')",
    )["OUTPUT"]


@pytest.fixture
def plain(run, raster, labelled, tmp_path):
    """Exports tiles with classes as image folders; returns the folder."""

    def make(folder="out", **parameters):
        given = {"RASTER": raster, "TILES": labelled, "LABEL_FIELD": "kind", "FORMAT": "PNG"}
        return run("exporttiles", OUTPUT=str(tmp_path / folder), **{**given, **parameters})[
            "OUTPUT"
        ]

    return make


def test_a_class_is_capped_in_train_alone(plain, csv_rows, rows, labelled, files):
    folder = plain(SPLIT_FIELD="split", MAX_PER_CLASS=2, BALANCE_SEED=5)
    tiles = [(row["tile_id"], row["kind"], row["split"]) for row in rows(labelled)]
    expected = {}
    for kind in ("land", "water"):
        train = sorted(
            (t for t, k, s in tiles if (k, s) == (kind, "train")), key=lambda t: draw(t, 5)
        )
        expected.update(dict.fromkeys(train[2:], f"class cap ({kind})"))
    assert len(expected) >= 4
    assert rejected_of(folder, rows) == expected
    found = csv_rows(f"{folder}/tiles.csv")
    assert {row["tile_id"] for row in found} == {t for t, _, _ in tiles} - set(expected)
    images = {name for name in files(folder) if name.endswith(".png") and "/" in name}
    assert images == {row["file"] for row in found}
    facts = facts_of(folder)
    counts = Counter(row["label"] for row in found if row["split"] == "train")
    inverse = {name: 1 / count for name, count in counts.items()}
    mean = sum(inverse.values()) / len(inverse)
    assert facts["class_weights"] == {
        name: pytest.approx(value / mean, abs=1e-6) for name, value in sorted(inverse.items())
    }
    assert facts["parameters"]["MAX_PER_CLASS"] == 2
    assert facts["parameters"]["BALANCE_SEED"] == 5


def test_all_tiles_are_for_training_without_splits(plain, csv_rows):
    folder = plain(MAX_PER_CLASS=4)
    counts = Counter(row["label"] for row in csv_rows(f"{folder}/tiles.csv"))
    assert counts == {"land": 4, "water": 3}
    assert facts_of(folder)["class_weights"] == {"land": 0.857143, "water": 1.142857}


def test_numbered_names_have_no_gaps(plain, csv_rows):
    folder = plain(MAX_PER_CLASS=3, NAMING="SEQUENCE")
    names = sorted(row["file"] for row in csv_rows(f"{folder}/tiles.csv"))
    assert names == [f"{kind}/{kind}_{k}.png" for kind in ("land", "water") for k in (1, 2, 3)]


def test_other_layouts_have_weights_and_image_folders_only_when_asked(plain, export, labelled):
    folder = export("COCO", TILES=labelled, LABEL_FIELD="kind", SPLIT_FIELD=None)
    assert facts_of(folder)["class_weights"] == {"land": 0.5, "water": 1.5}
    facts = facts_of(plain("plain"))
    assert "class_weights" not in facts
    assert not {"MAX_PER_CLASS", "BALANCE_SEED", "EMPTY_TILES"} & set(facts["parameters"])


def test_saying_the_usual_leaves_no_trace(plain, files):
    first = files(plain("one"))
    second = files(plain("two", EMPTY_TILES="KEEP", MAX_PER_CLASS=None))
    assert facts_of_bytes(first) == facts_of_bytes(second)
    assert {n: b for n, b in first.items() if n != "dataset.json" and not n.endswith("gpkg")} == {
        n: b for n, b in second.items() if n != "dataset.json" and not n.endswith("gpkg")
    }


def facts_of_bytes(files):
    return {k: v for k, v in json.loads(files["dataset.json"]).items() if k != "created"}


def empty_ids(windows, visible_refs, folder, csv_rows):
    """Tiles without an object, by shapely alone, of a dataset that has them all."""
    places = windows(folder)
    found = csv_rows(f"{folder}/tiles.csv")
    return {r["tile_id"] for r in found if not visible_refs(places[Path(r["file"]).name])}, {
        r["tile_id"]: r["split"] for r in found
    }


def test_empty_tiles_are_dropped(export, windows, visible_refs, csv_rows, rows):
    empty, splits = empty_ids(windows, visible_refs, export("COCO", "all"), csv_rows)
    folder = export("COCO", EMPTY_TILES="DROP")
    assert 0 < len(empty) < len(splits)
    assert rejected_of(folder, rows) == dict.fromkeys(empty, "no object")
    assert {r["tile_id"] for r in csv_rows(f"{folder}/tiles.csv")} == set(splits) - empty
    assert facts_of(folder)["objects"]["tiles_without"] == 0


@pytest.mark.parametrize("share", [0, 30, 100])
def test_a_share_of_empty_tiles_stays_in_each_split(export, windows, visible_refs, csv_rows, share):
    empty, splits = empty_ids(windows, visible_refs, export("COCO", "all"), csv_rows)
    folder = export("COCO", EMPTY_TILES="SHARE", EMPTY_SHARE=share, BALANCE_SEED=3)
    kept = {r["tile_id"] for r in csv_rows(f"{folder}/tiles.csv")}
    for split in ("train", "val", "test"):
        own = [t for t, s in splits.items() if s == split]
        others = sum(t not in empty for t in own)
        drawn = sorted((t for t in own if t in empty), key=lambda t: draw(t, 3))
        most = len(drawn) if share == 100 else others * share // (100 - share)
        assert {t for t in own if t in kept and t in empty} == set(drawn[:most])
        assert sum(t in kept and t not in empty for t in own) == others


def test_resampled_tiles_are_looked_at_on_their_own_grid(export, csv_rows):
    more = {"RESAMPLING": "NEAREST", "PIXELS": 32}
    both = {
        tuple(sorted(r["tile_id"] for r in csv_rows(f"{folder}/tiles.csv")))
        for folder in (
            export("COCO", "a", EMPTY_TILES="DROP", MIN_OBJECT_PIXELS=4, **more),
            export("COCO", "b", EMPTY_TILES="DROP", MIN_OBJECT_PIXELS=1),
        )
    }
    assert len(both) == 1


def test_build_dataset_lists_them_with_the_rejected(run, raster, objects, tmp_path, rows):
    given = {
        "RASTER": raster,
        "TILE_SIZE": 16,
        "OTHER_LABEL": "land",
        "LAYOUT": "COCO",
        "OBJECTS": objects,
        "OBJECT_FIELD": "class",
        "MAX_PER_CLASS": 4,
        "EMPTY_TILES": "DROP",
        "TILES": "TEMPORARY_OUTPUT",
        "REJECTED": "TEMPORARY_OUTPUT",
    }
    done = run("builddataset", OUTPUT=str(tmp_path / "out"), **given)
    reasons = Counter(row["reason"] for row in rows(done["REJECTED"]))
    assert done["TILE_COUNT"] == 4
    assert reasons["class cap (land)"] > 0
    assert set(reasons) == {"class cap (land)", "no object"}
    assert done["REJECTED_COUNT"] == sum(reasons.values()) == 8
    assert json.loads(done["CLASS_COUNTS"]) == {"land": 4}
    assert rejected_of(tmp_path / "out", rows) == {
        row["tile_id"]: row["reason"] for row in rows(done["REJECTED"])
    }
    assert len(rows(done["TILES"])) == 4
    dry = run("builddataset", DRY_RUN=True, **given)
    for name in ("TILE_COUNT", "REJECTED_COUNT", "CLASS_COUNTS"):
        assert dry[name] == done[name]


@pytest.mark.parametrize(
    ("given", "said"),
    [
        (
            {"MAX_PER_CLASS": 3},
            "MAX_PER_CLASS is given, and the tiles have no classes; give them some, or leave it "
            "empty.",
        ),
        (
            {"EMPTY_TILES": "DROP"},
            "EMPTY_TILES is about tiles without objects, and there are none; name their layer "
            "with OBJECTS, or choose EMPTY_TILES=KEEP.",
        ),
        (
            {"BALANCE_SEED": 3},
            "BALANCE_SEED is given and no tile is left out by it; give MAX_PER_CLASS or "
            "EMPTY_TILES, too.",
        ),
    ],
)
def test_what_does_nothing_is_refused(run_error, raster, tiles, tmp_path, given, said):
    found = run_error(
        "exporttiles", RASTER=raster, TILES=tiles, OUTPUT=str(tmp_path / "out"), **given
    )
    assert found.strip() == said
    assert not (tmp_path / "out").exists()
