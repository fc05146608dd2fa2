"""Numbers and several classes a tile: files, tables and what loaders read of them."""

import csv
import json
from pathlib import Path

import numpy as np
import pytest


def facts_of(folder):
    return json.loads(Path(folder, "dataset.json").read_text(encoding="utf-8"))


def table_of(folder):
    with Path(folder, "labels.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.reader(file))


def rows_of(folder):
    """Rows of the tables of Hugging Face, by tile."""
    found = {}
    for path in sorted(Path(folder).glob("*/metadata.jsonl")):
        for line in path.read_text(encoding="utf-8").splitlines():
            row = json.loads(line)
            found[Path(row["file_name"]).stem] = row
    return found


@pytest.fixture
def measured(run, split_tiles):
    """Tiles with a number that is the fourth of their place, and none in the last."""
    return run(
        "native:fieldcalculator",
        INPUT=split_tiles,
        FIELD_NAME="tons",
        FIELD_TYPE=0,
        FORMULA='if("row" = 2 and "col" = 3, NULL, ("row" * 4 + "col") / 4.0)',
    )["OUTPUT"]


def number_of(tile_id):
    row, col = int(tile_id[1:6]), int(tile_id[8:])
    return (row * 4 + col) / 4


@pytest.fixture
def regress(run, raster, measured, tmp_path):
    """Exports tiles with numbers; returns the folder."""

    def make(folder="out", **parameters):
        given = {"RASTER": raster, "TILES": measured, "VALUE_FIELD": "tons", "FORMAT": "PNG"}
        return run("exporttiles", OUTPUT=str(tmp_path / folder), **{**given, **parameters})[
            "OUTPUT"
        ]

    return make


def test_numbers_stand_in_the_manifest_and_a_table(regress, csv_rows, rows):
    from qgis.core import QgsVectorLayer

    folder = regress()
    found = {r["tile_id"]: float(r["value"]) for r in csv_rows(f"{folder}/tiles.csv")}
    assert len(found) == 11
    assert found == {tile_id: number_of(tile_id) for tile_id in found}
    head, *body = table_of(folder)
    assert head == ["tile_id", "value"]
    assert {tile_id: float(value) for tile_id, value in body} == found
    assert [tile_id for tile_id, _ in body] == sorted(found)
    rejected = QgsVectorLayer(f"{folder}/tiles.gpkg|layername=rejected", "r", "ogr")
    assert [(r["tile_id"], r["reason"]) for r in rows(rejected)] == [("r00002_c00003", "no value")]
    values = np.array(list(found.values()))
    assert facts_of(folder)["values"] == {
        "statistics_of": "all tiles",
        "mean": pytest.approx(values.mean()),
        "std": pytest.approx(values.std()),
        "min": 0.0,
        "max": 2.5,
    }
    assert facts_of(folder)["parameters"]["VALUE_FIELD"] == "tons"


def test_statistics_of_numbers_are_those_of_train(regress, csv_rows):
    folder = regress(SPLIT_FIELD="split")
    found = csv_rows(f"{folder}/tiles.csv")
    train = np.array([float(r["value"]) for r in found if r["split"] == "train"])
    facts = facts_of(folder)["values"]
    assert facts["statistics_of"] == "train"
    assert (facts["mean"], facts["std"]) == (
        pytest.approx(train.mean()),
        pytest.approx(train.std()),
    )


def test_hugging_face_has_the_number_as_its_label(regress):
    folder = regress(LAYOUT="HUGGINGFACE", SPLIT_FIELD="split")
    found = rows_of(folder)
    assert {tile_id: row["label"] for tile_id, row in found.items()} == {
        tile_id: number_of(tile_id) for tile_id in found
    }
    assert len(found) == 11
    head = Path(folder, "README.md").read_text(encoding="utf-8")
    assert "- name: label\n    dtype: float64\n" in head


def test_numbers_and_classes_stand_side_by_side_in_image_folders(regress, csv_rows):
    folder = regress(LABEL_FIELD="tile_id")
    found = csv_rows(f"{folder}/tiles.csv")
    assert all(r["label"] == r["tile_id"] and float(r["value"]) >= 0 for r in found)
    assert len(table_of(folder)) == 12


def test_hugging_face_has_one_place_for_both(run_error, raster, measured, tmp_path):
    said = run_error(
        "exporttiles",
        RASTER=raster,
        TILES=measured,
        LAYOUT="HUGGINGFACE",
        FORMAT="PNG",
        VALUE_FIELD="tons",
        LABEL_FIELD="tile_id",
        OUTPUT=str(tmp_path / "o"),
    )
    assert said.strip() == (
        "LAYOUT HUGGINGFACE has one place for VALUE_FIELD and LABEL_FIELD; give one of them, or "
        "choose another layout."
    )


def test_text_is_no_number(run_error, raster, measured, tmp_path):
    said = run_error(
        "exporttiles",
        RASTER=raster,
        TILES=measured,
        VALUE_FIELD="tile_id",
        OUTPUT=str(tmp_path / "o"),
    )
    assert said.strip() == (
        "VALUE_FIELD tile_id holds 'r00000_c00000', which is no number; name another field."
    )


@pytest.fixture
def ground(make_layer):
    """In tiles of 16 pixels: water in the left half, forest all over but the last column."""
    from shapely.geometry import box

    def on_ground(left, top, right, bottom):
        return box(
            500000 + 10 * left, 4600000 - 10 * bottom, 500000 + 10 * right, 4600000 - 10 * top
        )

    return make_layer(
        [
            (on_ground(0, 0, 24, 48).wkt, {"class": "water"}),
            (on_ground(8, 0, 48, 48).wkt, {"class": ">10 % forest"}),
        ]
    )


# By column: water covers 100, 50, 0, 0 %; forest 50, 100, 100, 0 %.
SEVERAL = {0: ">10 % forest|water", 1: ">10 % forest|water", 2: ">10 % forest", 3: None}


@pytest.fixture
def several(run, split_tiles, ground):
    done = run(
        "joinlabels",
        INPUT=split_tiles,
        LABELS=ground,
        LABEL_FIELD="class",
        MULTI=True,
        REJECTED="TEMPORARY_OUTPUT",
    )
    return done


def test_tiles_get_all_classes_of_at_least_the_coverage(several, rows):
    found = {(r["row"], r["col"]): (r["labels"], r["label"]) for r in rows(several["OUTPUT"])}
    assert found == {
        (row, col): (SEVERAL[col], "water" if col == 0 else ">10 % forest")
        for row in range(3)
        for col in range(3)
    }
    assert {r["col"] for r in rows(several["REJECTED"])} == {3}


@pytest.mark.parametrize(
    ("least", "other", "expected"),
    [
        (51, None, ["water", ">10 % forest", ">10 % forest", None]),
        (0, None, [">10 % forest|water", ">10 % forest|water", ">10 % forest", None]),
        (51, "rest", ["water", ">10 % forest", ">10 % forest", "rest"]),
    ],
)
def test_coverage_and_other_tiles(run, split_tiles, ground, rows, least, other, expected):
    done = run(
        "joinlabels",
        INPUT=split_tiles,
        LABELS=ground,
        LABEL_FIELD="class",
        MULTI=True,
        MIN_COVERAGE=least,
        OTHER_LABEL=other,
    )
    found = {r["col"]: r["labels"] for r in rows(done["OUTPUT"])}
    assert found == {col: text for col, text in enumerate(expected) if text}


def test_without_it_tiles_have_no_such_field(run, split_tiles, ground):
    done = run("joinlabels", INPUT=split_tiles, LABELS=ground, LABEL_FIELD="class")
    assert "labels" not in done["OUTPUT"].fields().names()


def test_tables_of_several_classes(export, several):
    folder = export(
        "HUGGINGFACE",
        TILES=several["OUTPUT"],
        LABELS_FIELD="labels",
        OBJECTS=None,
        OBJECT_FIELD=None,
        OBJECT_ID_FIELD=None,
    )
    head, *body = table_of(folder)
    assert head == ["tile_id", ">10 % forest", "water"]
    expected = {
        f"r{row:05d}_c{col:05d}": [str(int(name in SEVERAL[col].split("|"))) for name in head[1:]]
        for row in range(3)
        for col in range(3)
    }
    assert {tile_id: cells for tile_id, *cells in body} == expected
    for tile_id, row in rows_of(folder).items():
        assert row["labels"] == [k for k, cell in enumerate(expected[tile_id]) if cell == "1"]
        assert "label" not in row
    facts = facts_of(folder)
    assert [(r["index"], r["name"]) for r in facts["labels"]] == list(enumerate(head[1:]))
    assert {r["name"]: r["tiles"] for r in facts["labels"]} == {">10 % forest": 9, "water": 6}
    assert all(sum(r["splits"].values()) == r["tiles"] for r in facts["labels"])
    assert facts["classes"] == []


def test_build_dataset_joins_several_classes(run, raster, ground, tmp_path):
    given = {
        "RASTER": raster,
        "TILE_SIZE": 16,
        "LABELS": ground,
        "LABEL_FIELD": "class",
        "MULTI": True,
        "LAYOUT": "HUGGINGFACE",
        "FORMAT": "PNG",
    }
    done = run("builddataset", OUTPUT=str(tmp_path / "o"), **given)
    dry = run("builddataset", DRY_RUN=True, **given)
    assert done["TILE_COUNT"] == dry["TILE_COUNT"] == 9
    assert done["CLASS_COUNTS"] == dry["CLASS_COUNTS"]
    assert json.loads(done["CLASS_COUNTS"]) == {">10 % forest": 9, "water": 6}
    assert {r["name"]: r["tiles"] for r in facts_of(tmp_path / "o")["labels"]} == {
        ">10 % forest": 9,
        "water": 6,
    }


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({}, "LAYOUT IMAGEFOLDER has no place for several classes of a tile; choose one of HUGG"),
        (
            {"LAYOUT": "HUGGINGFACE", "LABEL_FIELD": "label"},
            "LABEL_FIELD (label) and LABELS_FIELD (labels) are both given; give one of them.",
        ),
    ],
)
def test_several_classes_need_a_place(run_error, raster, several, tmp_path, given, said):
    found = run_error(
        "exporttiles",
        RASTER=raster,
        TILES=several["OUTPUT"],
        LABELS_FIELD="labels",
        FORMAT="PNG",
        OUTPUT=str(tmp_path / "o"),
        **given,
    )
    assert found.startswith(said)


def test_several_classes_need_a_place_before_tiles_are_made(run_error, raster, ground, tmp_path):
    said = run_error(
        "builddataset",
        RASTER=raster,
        TILE_SIZE=16,
        LABELS=ground,
        LABEL_FIELD="no such field",
        MULTI=True,
        OUTPUT=str(tmp_path / "o"),
    )
    assert said.startswith("LAYOUT IMAGEFOLDER has no place for several classes of a tile;")


def test_a_bar_in_a_name_is_refused(run_error, split_tiles, make_layer):
    corners = "500000 4599000, 501000 4599000, 501000 4600000, 500000 4600000, 500000 4599000"
    layer = make_layer([(f"POLYGON (({corners}))", {"class": "a|b"})])
    said = run_error("joinlabels", INPUT=split_tiles, LABELS=layer, LABEL_FIELD="class", MULTI=True)
    assert said.startswith("The class a|b has a vertical bar in its name, which stands between")


def test_packages_updates_and_rules_know_the_table(run, regress, tmp_path, files):
    folder = regress(LAYOUT="HUGGINGFACE")
    before = files(folder)
    assert "labels.csv" in before
    target = str(tmp_path / "all.zip")
    run("packagedataset", INPUT=folder, FORMAT="ZIP", OUTPUT=target)
    import zipfile

    with zipfile.ZipFile(target) as package:
        assert any(name.endswith("labels.csv") for name in package.namelist())
    regress(LAYOUT="HUGGINGFACE", OVERWRITE=True, VALUE_FIELD=None)
    assert not Path(folder, "labels.csv").exists()
