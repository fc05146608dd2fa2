"""Every layout is resumed, replaced and packaged as a whole."""

import json
import zipfile
from pathlib import Path

import pytest

from tilewright.core.layouts import LAYOUTS

ROOT_FILES = ("README.md", "tiles.csv", "index.html", "croissant.json")


@pytest.fixture(params=list(LAYOUTS))
def make(request, export, objects):
    """Exports with all that the layout takes."""
    layout = LAYOUTS[request.param]

    def export_all(folder="out", **parameters):
        labels = {"OBJECTS": None, "OBJECT_FIELD": None, "OBJECT_ID_FIELD": None}
        if layout.takes.shapes:
            labels = {}
        has_masks = layout.takes.has_masks and not layout.takes.one_kind
        if has_masks:
            labels.update(MASK=objects, MASK_FIELD="class")
        given = {"MASK": objects, **labels, **parameters}
        if not has_masks:
            del given["MASK"]
        if layout.takes.shapes:
            given.update(OBJECTS=objects, OBJECT_FIELD="class", OBJECT_ID_FIELD="ref")
        return export(layout.name, folder, **given)

    return export_all


def test_a_resumed_export_has_the_bytes_of_one_that_was_not_interrupted(make, dataset_files):
    whole = Path(make())
    expected = dataset_files(whole)
    names = sorted(
        name for name in expected if name not in ("dataset.json", "tiles.gpkg", "map.png")
    )
    facts = json.loads((whole / "dataset.json").read_text(encoding="utf-8"))
    # One of each kind, among them the first.
    for gone in sorted({names[0], *{Path(name).suffix: name for name in names}.values()}):
        note = {
            "fingerprint": facts["fingerprint"],
            "files": [n for n in names if n not in ROOT_FILES],
            "layout": facts.get("layout", "IMAGEFOLDER"),
            "splits": list(facts["splits"]),
            **{kind: facts[kind] for kind in ("masks", "objects") if kind in facts},
        }
        (whole / ".tilewright-unfinished.json").write_text(json.dumps(note), encoding="utf-8")
        (whole / "dataset.json").unlink()
        (whole / gone).unlink()
        make(RESUME=True)
        assert dataset_files(whole) == expected, gone


def test_a_replaced_dataset_leaves_none_of_its_files(make, dataset_files):
    folder = Path(make())
    own = folder / "notes of mine.txt"
    own.write_text("keep", encoding="utf-8")
    make(OVERWRITE=True, NAMING="SEQUENCE")
    assert own.read_text(encoding="utf-8") == "keep"
    own.unlink()
    fresh = dataset_files(Path(make("fresh", NAMING="SEQUENCE")))
    assert sorted(dataset_files(folder)) == sorted(fresh)
    assert dataset_files(folder) == fresh


def test_threads_write_the_same_bytes(make, dataset_files):
    one, four = (dataset_files(Path(make(f"w{n}", WORKERS=n))) for n in (1, 4))
    assert one == four


def test_a_package_holds_all_files_of_the_layout(make, run, tmp_path, dataset_files):
    folder = Path(make())
    packed = run("packagedataset", INPUT=str(folder), FORMAT="ZIP", OUTPUT=str(tmp_path / "pack"))
    assert packed
    archives = list((tmp_path / "pack").glob("*.zip"))
    assert len(archives) == 1
    with zipfile.ZipFile(archives[0]) as archive:
        names = {name.rstrip("/") for name in archive.namelist()}
    missing = [n for n in dataset_files(folder) if not any(m.endswith(n) for m in names)]
    assert missing == []


def test_shards_come_with_the_files_that_tell_of_labels(make, run, tmp_path, dataset_files):
    folder = Path(make())
    given = {"FORMAT": "WEBDATASET", "OUTPUT": str(tmp_path / "shards")}
    run("packagedataset", INPUT=str(folder), **given)
    (shards,) = (tmp_path / "shards").iterdir()
    pictures = (".png", ".tar")
    labels = {name for name in dataset_files(folder) if not name.endswith(pictures)}
    # The record for catalogues tells of folders of images, which shards have not.
    assert labels - {"croissant.json"} <= set(dataset_files(shards))
    assert not (shards / "croissant.json").exists()
