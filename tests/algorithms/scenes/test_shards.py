"""Tables of many tiles lie in several files, and all that reads datasets gives what one file gives.

The number of tiles from which that is so is lowered here.
"""

from __future__ import annotations

import csv
import importlib.util
import json
import zipfile
from pathlib import Path

import pytest

MOST = 7


def _load(path: Path):
    spec = importlib.util.spec_from_file_location("shard_scene_inputs", path)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


_inputs = _load(Path(__file__).with_name("test_scene_datasets.py"))
scenes, fields = _inputs.scenes, _inputs.fields


@pytest.fixture
def shard(monkeypatch):
    """From now on, tables of more than a few tiles lie in several files."""
    from tilewright.core.tiles import shards

    return lambda most=MOST: monkeypatch.setattr(shards, "MOST_IN_ONE", most)


@pytest.fixture
def build(run, scenes, fields, tmp_path):
    """Builds a dataset of the scenes with classes and splits."""

    def make(folder, files=None, **parameters):
        given = {
            "SCENES": list(files or scenes.values()),
            "TILE_SIZE": 16,
            "FORMAT": "PNG",
            "SCALING": "RANGE",
            "SCALE_MIN": "0",
            "SCALE_MAX": "3000",
            "BANDS": "1,2,1",
            "LABELS": fields,
            "LABEL_FIELD": "class",
            "OTHER_LABEL": "other",
            "MIN_VALID": 100,
            "SPLIT_METHOD": "BANDS",
            "METADATA": ["CROISSANT", "STAC"],
            "DATE": "2020-06-01",
            "OUTPUT": str(tmp_path / folder),
        }
        return Path(run("builddataset", **{**given, **parameters})["OUTPUT"])

    return make


@pytest.fixture
def both(build, shard):
    """The dataset with one table, and the same with several."""
    one = build("one")
    shard()
    return one, build("several")


def describe(folder):
    return json.loads(Path(folder, "dataset.json").read_text("utf-8"))


def list_files(folder):
    return sorted(p.relative_to(folder).as_posix() for p in Path(folder).rglob("*") if p.is_file())


def shards_of(folder):
    return describe(folder)["shards"]


def tables_of(folder):
    return [row[key] for row in shards_of(folder) for key in ("manifest", "layers")]


def features(path, name):
    """Attributes and outlines of a layer by GDAL alone."""
    from osgeo import ogr

    source = ogr.Open(str(path))
    layer = source.GetLayerByName(name)
    return [(f.items(), f.GetGeometryRef().ExportToWkb()) for f in layer]


def without_tables(folder):
    """All that a dataset holds but what tells of its tables, as bytes or facts."""
    told = describe(folder)
    told.pop("shards", None)
    for row in told.get("runs", ()):
        row.pop("created")
    names = [n for n in list_files(folder) if not n.startswith("tiles") and n != "dataset.json"]
    records = ("README.md", "croissant.json", "collection.json", "index.html")
    kept = {n: (folder / n).read_bytes() for n in names if n not in records}
    facts = {k: v for k, v in told.items() if k not in ("created", "checksums")}
    return kept, facts


def assert_is_whole(run, folder):
    assert run("validatedataset", INPUT=str(folder))["PROBLEM_COUNT"] == 0, run.log


def test_several_tables_are_the_one_table(both):
    one, several = both
    assert not (several / "tiles.csv").exists()
    assert not (several / "tiles.gpkg").exists()
    rows = (one / "tiles.csv").read_text("utf-8").splitlines()
    parts = [(several / s["manifest"]).read_text("utf-8").splitlines() for s in shards_of(several)]
    assert all(part[0] == rows[0] for part in parts)
    assert [line for part in parts for line in part[1:]] == rows[1:]
    assert [len(part) - 1 for part in parts] == [s["tile_count"] for s in shards_of(several)]
    assert max(len(part) - 1 for part in parts) == MOST
    for shard, part in zip(shards_of(several), parts):
        assert {row["scene"] for row in csv.DictReader(part)} == {shard["scene"]}
    for name in ("tiles", "rejected"):
        whole = features(one / "tiles.gpkg", name)
        assert whole
        assert [
            f for s in shards_of(several) for f in features(several / s["layers"], name)
        ] == whole
    assert without_tables(one) == without_tables(several)


def test_files_of_a_scene_are_called_like_it(build, shard):
    shard(30)
    told = shards_of(build("several"))
    assert [row["manifest"] for row in told] == [
        f"tiles/s{k:03d}_{name}.csv" for k, name in enumerate(_inputs.PLACES, 1)
    ]


def test_readers_give_the_same(both, run, tmp_path):
    from qgis.core import QgsVectorLayer

    results = []
    for folder in both:
        layer = str(tmp_path / f"{folder.name}.gpkg")
        run("loaddataset", INPUT=str(folder), TILES=layer)
        loaded = [
            (f.attributes()[1:], bytes(f.geometry().asWkb()))
            for f in QgsVectorLayer(layer).getFeatures()
        ]
        report = tmp_path / "audit.html"
        found = run("auditsplit", DATASET=str(folder), REPORT=str(report))
        audit = json.loads(report.with_suffix(".json").read_text("utf-8"))
        named = ("title", *(k for k, v in audit.items() if str(folder) in str(v)))
        audit = {k: v for k, v in audit.items() if k not in named}, found["PASSED"]
        results.append((loaded, audit))
    assert results[0] == results[1]
    assert results[0][0]


def test_a_dataset_of_several_tables_is_whole(both, run):
    assert_is_whole(run, both[1])


def test_what_is_wrong_with_one_of_the_tables_is_found(both, run):
    _, several = both
    table = several / shards_of(several)[1]["manifest"]
    lines = table.read_text("utf-8").splitlines(keepends=True)
    table.write_text("".join(lines[:-1]), "utf-8")
    assert run("validatedataset", INPUT=str(several))["PROBLEM_COUNT"] > 0
    table.unlink()
    assert run("validatedataset", INPUT=str(several))["PROBLEM_COUNT"] > 0
    assert f"{table.name} is not there" in run.log


def test_tables_that_no_export_writes_are_refused(both, run, tmp_path):
    from tilewright.core.dataset.manifest import manifest_files
    from tilewright.core.errors import FileError

    _, several = both
    told = describe(several)
    for name in (
        "../one/tiles.csv",
        "/etc/passwd",
        "tiles/../x.csv",
        "images/a.csv",
        "tiles/x.csv",
    ):
        told["shards"][0]["manifest"] = name
        (several / "dataset.json").write_text(json.dumps(told), "utf-8")
        with pytest.raises(FileError, match="no export writes such a file"):
            manifest_files(several)
        with pytest.raises(Exception, match="no export writes such a file"):
            run("packagedataset", INPUT=str(several), OUTPUT=str(tmp_path / "p.zip"))


@pytest.mark.parametrize("kind", ["ZIP", "WEBDATASET"])
def test_packages_hold_all_tables(both, run, tmp_path, kind):
    _, several = both
    output = tmp_path / "packages"
    # The second knows the first for a package, and replaces it.
    for again in (False, True):
        run(
            "packagedataset",
            INPUT=str(several),
            FORMAT=kind,
            OUTPUT=str(output),
            OVERWRITE=again,
        )
    (place,) = output.iterdir()
    if kind == "ZIP":
        names = set(zipfile.ZipFile(place).namelist())
        assert set(list_files(several)) <= names
    else:
        names = set(list_files(place))
    assert {row[key] for row in shards_of(several) for key in ("manifest", "layers")} <= names


def test_it_is_rebuilt(both, run):
    assert run("rebuilddataset", INPUT=str(both[1]), OUTPUT=None)["IDENTICAL"], run.log


def test_it_is_replaced_and_updated(both, build, run, shard):
    one, several = both
    build("several", OVERWRITE=True)
    assert without_tables(one) == without_tables(several)
    shard(10**6)
    build("several", OVERWRITE=True)
    assert list_files(one) == list_files(several)
    shard()
    build("several", OVERWRITE=True)
    assert not (several / "tiles.csv").exists()
    tile = several / next(n for n in list_files(several) if n.endswith(".png") and "/" in n)
    before = tile.stat().st_ino
    layers = _one_layer(several)
    run(
        "exporttiles",
        SCENES=list(describe(several)["parameters"]["SCENES"]),
        TILES=layers,
        LABEL_FIELD="label",
        SPLIT_FIELD="split",
        FORMAT="PNG",
        SCALING="RANGE",
        SCALE_MIN="0",
        SCALE_MAX="3000",
        BANDS="1,2,1",
        OUTPUT=str(several),
        OVERWRITE=True,
    )
    assert tile.stat().st_ino != before
    assert_is_whole(run, several)


def _one_layer(folder):
    from osgeo import gdal

    path = folder.parent / "all.gpkg"
    for row in shards_of(folder):
        gdal.VectorTranslate(
            str(path), str(folder / row["layers"]), options=["-append", "-nln", "tiles", "tiles"]
        )
    return f"{path}|layername=tiles"


def test_an_export_that_was_interrupted_is_resumed(both, build):
    one, several = both
    # As a kill leaves it before dataset.json: the note, some tables, some images.
    told, tables = describe(several), tables_of(several)
    names = [n for n in list_files(several) if n.endswith(".png") and "/" in n or n in tables]
    note = {"fingerprint": told["fingerprint"], "files": names}
    (several / "dataset.json").unlink()
    (several / ".tilewright-unfinished.json").write_text(json.dumps(note), "utf-8")
    for row in told["shards"][1:]:
        (several / row["manifest"]).unlink()
        (several / row["layers"]).unlink()
    build("several", RESUME=True)
    assert without_tables(one) == without_tables(several)
    assert shards_of(several) == told["shards"]
    assert not (several / ".tilewright-unfinished.json").exists()


def test_an_unfinished_one_is_replaced(both, build):
    one, several = both
    tables = tables_of(several)
    names = [n for n in list_files(several) if n.endswith(".png") and "/" in n or n in tables]
    note = {"fingerprint": describe(several)["fingerprint"], "files": names}
    (several / "dataset.json").unlink()
    (several / ".tilewright-unfinished.json").write_text(json.dumps(note), "utf-8")
    build("several", OVERWRITE=True)
    assert without_tables(one) == without_tables(several)


def test_users_files_among_the_tables_stay(both, build):
    _, several = both
    (several / "tiles" / "mine.csv").write_text("a\n", "utf-8")
    build("several", OVERWRITE=True)
    assert (several / "tiles" / "mine.csv").read_text("utf-8") == "a\n"
    table = several / shards_of(several)[0]["manifest"]
    table.write_text(table.read_text("utf-8").replace("other", "mine"), "utf-8")
    with pytest.raises(Exception, match="was changed after the dataset was written"):
        build("several", OVERWRITE=True)


def test_scenes_are_appended(build, scenes, shard, tmp_path):
    files = list(scenes.values())
    whole = []
    for name in ("one", "several"):
        build(name, files[:2], SPLIT_METHOD="NONE", METADATA=["CROISSANT"], DATE=None)
        build(name, files[2:], SPLIT_METHOD="NONE", METADATA=["CROISSANT"], DATE=None, APPEND=True)
        whole.append(without_tables(tmp_path / name))
        shard()
    for _, facts in whole:
        # It stands for the earlier dataset.json too, which lists the tables.
        facts.pop("fingerprint")
        for row in facts["runs"]:
            row.pop("fingerprint", None)
    assert whole[0] == whole[1]
    assert [s["scene"] for s in shards_of(tmp_path / "several")][-1] == "degrees"


def test_datasets_are_merged(both, build, run, scenes, shard, tmp_path):
    parts = []
    for k, path in enumerate(scenes.values()):
        shard()
        parts.append(str(build(f"part{k}", [path], SPLIT_METHOD="NONE")))
    found = []
    for most in (10**6, MOST):
        shard(most)
        output = tmp_path / f"merged{most}"
        run("mergedatasets", DATASETS=parts[:2], OUTPUT=str(output))
        found.append(without_tables(output))
        assert_is_whole(run, output)
    assert found[0] == found[1]


def test_one_raster_has_numbered_tables(build, shard, run, scenes, tmp_path):
    shard()
    output = tmp_path / "raster"
    path = next(iter(scenes.values()))
    run("builddataset", RASTER=path, TILE_SIZE=16, FORMAT="PNG", BANDS="1,2,1", OUTPUT=str(output))
    told = shards_of(output)
    assert [row["manifest"] for row in told] == [f"tiles/s{k:03d}.csv" for k in (1, 2, 3)]
    assert_is_whole(run, output)


def test_the_card_loads_all_tiles(both, monkeypatch):
    one, several = both
    code = (several / "README.md").read_text("utf-8").split("```python\n")[1].split("```")[0]
    found = {}
    monkeypatch.chdir(several)
    exec(compile(code, "README.md", "exec"), found)
    with (one / "tiles.csv").open(encoding="utf-8", newline="") as file:
        assert found["rows"] == list(csv.DictReader(file))
