"""mlcroissant reads the record of each dataset, and the table by it."""

import json
import os
import shutil
from fnmatch import fnmatch
from pathlib import Path

import mlcroissant
import pytest

KINDS = {"train": "cr:TrainingSplit", "val": "cr:ValidationSplit", "test": "cr:TestSplit"}
FOLDER = Path(os.environ["TILEWRIGHT_DATASETS"])
NAMES = sorted(path.parent.name for path in FOLDER.glob("*/dataset.json"))


def plain(value):
    return value.decode("utf-8") if isinstance(value, bytes) else value


def records_of(folder, name):
    found = mlcroissant.Dataset(jsonld=str(folder / "croissant.json"))
    assert not found.metadata.issues.errors
    return [
        {key.partition("/")[2]: plain(value) for key, value in row.items()}
        for row in found.records(name)
    ]


@pytest.mark.parametrize("name", NAMES)
def test_records_are_the_rows_of_the_table(open_dataset, name):
    dataset = open_dataset(name)
    found = records_of(dataset.folder, "tiles")
    assert len(found) == dataset.facts["tile_count"] == len(dataset.rows)
    for row, expected in zip(found, dataset.rows):
        assert row.keys() == expected.keys()
        for key, text in expected.items():
            value = row[key]
            if isinstance(value, (int, float)):
                assert value == float(text) if text else value != value
            else:
                assert (value or "") == text, key


@pytest.mark.parametrize("name", NAMES)
def test_splits_and_their_files_are_those_of_the_dataset(open_dataset, name):
    dataset = open_dataset(name)
    if dataset.facts["splits"]:
        assert records_of(dataset.folder, "splits") == [
            {"name": split, "url": KINDS[split]} for split in dataset.facts["splits"]
        ]
    record = mlcroissant.Dataset(jsonld=str(dataset.folder / "croissant.json"))
    sets = {each.id: each.includes for each in record.metadata.file_sets}
    for split, rows in dataset.splits.items():
        patterns = sets.get(f"images-{split}") or sets["images"]
        assert all(any(fnmatch(row["file"], one) for one in patterns) for row in rows)
        others = {row["file"] for row in dataset.rows} - {row["file"] for row in rows}
        if f"images-{split}" in sets:
            assert not any(fnmatch(file, one) for file in others for one in patterns)


def spoil_column(record):
    field = record["recordSet"][-1]["field"][0]
    field["source"]["extract"]["column"] = "no such column"


def spoil_type(record):
    record["distribution"][0]["@type"] = "cr:Nothing"


def spoil_reference(record):
    record["recordSet"][-1]["field"][0]["source"]["fileObject"]["@id"] = "other.csv"


@pytest.mark.parametrize("spoil", [spoil_column, spoil_type, spoil_reference])
def test_a_broken_copy_fails(open_dataset, tmp_path, spoil):
    folder = open_dataset("imagefolder").folder
    for name in ("tiles.csv", "croissant.json"):
        shutil.copy(folder / name, tmp_path)
    assert records_of(tmp_path, "tiles")
    record = json.loads((tmp_path / "croissant.json").read_text(encoding="utf-8"))
    spoil(record)
    (tmp_path / "croissant.json").write_text(json.dumps(record), encoding="utf-8")
    with pytest.raises((mlcroissant.ValidationError, mlcroissant.GenerationError)):
        records_of(tmp_path, "tiles")
