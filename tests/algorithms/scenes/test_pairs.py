"""Scenes of several dates over one ground become pairs: an earlier image and a later one."""

from __future__ import annotations

import csv
import importlib.util
import json
from pathlib import Path

import numpy as np
import pytest
import rasterio
from rasterio.transform import from_origin

_spec = importlib.util.spec_from_file_location(
    "pair_inputs", Path(__file__).with_name("test_scene_datasets.py")
)
_inputs = importlib.util.module_from_spec(_spec)
_spec.loader.exec_module(_inputs)
write, read_rows, describe, read_window = (
    _inputs.write,
    _inputs.read_rows,
    _inputs.describe,
    _inputs.read_window,
)

TILE = 16
# Columns and rows from the first scene's corner, and size in pixels.
PLACES = {
    "a_20200101": ((0, 0), (64, 64)),
    "b_20210101": ((8, 8), (64, 64)),
    "c_20220101": ((0, 0), (48, 64)),
}


@pytest.fixture
def scenes(tmp_path):
    """Files by name; the second orders its bands otherwise, the third lacks a corner."""
    rng = np.random.default_rng(9)
    folder = tmp_path / "in"
    folder.mkdir()
    files = {}
    for k, (name, ((col, row), shape)) in enumerate(PLACES.items()):
        values = rng.integers(1 + 100 * k, 3000, (2, *shape)).astype("uint16")
        names = ["green", "red"]
        if k == 1:
            values, names = values[::-1].copy(), names[::-1]
        if k == 2:
            values[:, :16, :16] = 0
        transform = from_origin(499900 + 10 * col, 4843000 - 10 * row, 10, 10)
        path = folder / f"{name}.tif"
        files[name] = write(path, "EPSG:32631", transform, values, names, nodata=0)
    return files


@pytest.fixture
def build(run, scenes, tmp_path):
    def make(folder="out", algorithm="builddataset", **parameters):
        given = {
            "SCENES": list(scenes.values()),
            "PAIRS": "CONSECUTIVE",
            "LAYOUT": "HUGGINGFACE",
            "FORMAT": "GTIFF",
            "SCALING": "NONE",
            "OUTPUT": str(tmp_path / folder),
        }
        if algorithm == "builddataset":
            given["TILE_SIZE"] = TILE
        return run(algorithm, **{**given, **parameters})["OUTPUT"]

    return make


def ground_of(name, col, row):
    """Columns and rows of a window from the first scene's corner."""
    (left, top), _ = PLACES[name]
    return left + col, top + row


def expected_pairs(method):
    """By tile_id: names of both scenes, by going through all windows and dates."""
    names, found = list(PLACES), {}
    for k, name in enumerate(names):
        _, (height, width) = PLACES[name]
        for r in range(height // TILE):
            for c in range(width // TILE):
                left, top = ground_of(name, c * TILE, r * TILE)
                shows = []
                for other in names:
                    (x, y), (h, w) = PLACES[other]
                    whole = x <= left and y <= top and left + TILE <= x + w and top + TILE <= y + h
                    is_empty = other == names[2] and left + TILE <= 16 and top + TILE <= 16
                    if whole and not is_empty:
                        shows.append(other)
                later = [n for n in shows if names.index(n) > k]
                if not later or (method == "FIRST_LAST" and shows[0] != name):
                    continue
                second = later[-1] if method == "FIRST_LAST" else later[0]
                found[f"s{k + 1:03d}_r{r:05d}_c{c:05d}"] = name, second
    return found


def read_image(folder, name):
    with rasterio.open(Path(folder, name)) as tile:
        return tile.read(), tile.transform


@pytest.mark.parametrize("method", ["CONSECUTIVE", "FIRST_LAST"])
@pytest.mark.parametrize("workers", [1, 3])
def test_every_tile_has_the_ground_of_a_later_scene(build, scenes, run, method, workers):
    folder = build(PAIRS=method, WORKERS=workers)
    rows = read_rows(folder)
    expected = expected_pairs(method)
    assert {row["tile_id"]: (row["scene"], row["scene2"]) for row in rows} == expected
    for row in rows:
        first, second = expected[row["tile_id"]]
        assert (row["date"], row["date2"]) == tuple(f"{n[2:6]}-01-01" for n in (first, second))
        values, transform, _ = read_window(scenes[first], row)
        found, place = read_image(folder, row["file"])
        order = slice(None, None, -1 if first.startswith("b") else 1)
        assert np.array_equal(found, values[order])
        with rasterio.open(scenes[second]) as later:
            window = later.window(*rasterio.transform.array_bounds(TILE, TILE, transform))
            values = later.read(window=window.round_offsets().round_lengths())
        found, later_place = read_image(folder, row["image2"])
        order = slice(None, None, -1 if second.startswith("b") else 1)
        assert np.array_equal(found, values[order]), row["tile_id"]
        assert later_place.almost_equals(place)
    facts = describe(folder)
    assert facts["parameters"]["PAIRS"] == method
    told = {(p["scene"], p["scene2"]): p["tile_count"] for p in facts["pairs"]["scenes"]}
    pairs = list(expected.values())
    assert told == {pair: pairs.count(pair) for pair in pairs}
    assert len(told) > 1
    card = Path(folder, "README.md").read_text("utf-8")
    for row in facts["pairs"]["scenes"]:
        cells = (row[key] for key in ("scene", "date", "scene2", "date2", "tile_count"))
        assert f"| {' | '.join(map(str, cells))} |" in card
    assert run("validatedataset", INPUT=folder)["PASSED"]


def rejected(folder):
    from qgis.core import QgsVectorLayer

    layer = QgsVectorLayer(f"{folder}/tiles.gpkg|layername=rejected", "rejected", "ogr")
    return {f["tile_id"]: f["reason"] for f in layer.getFeatures()}


def test_tiles_without_a_pair_say_why(build):
    folder = build(PAIRS="FIRST_LAST")
    reasons = rejected(folder)
    assert reasons["s003_r00000_c00001"] == "an earlier date is here"
    assert reasons["s002_r00003_c00003"] == "no later date here"
    # The corner that the last scene lacks is on no other date.
    assert reasons["s001_r00000_c00000"] == (
        "no later date is usable here (c_20220101: too few valid pixels)"
    )
    assert len(reasons) + len(read_rows(folder)) == 16 + 16 + 12


def test_exporttiles_pairs_tiles_as_builddataset_does(build, run, scenes, tmp_path):
    built = build()
    grid = run("createtilegrid", SCENES=list(scenes.values()), TILE_SIZE=TILE, OUTPUT="memory:")
    folder = build("tiles", "exporttiles", TILES=grid["OUTPUT"])
    names = ("tile_id", "scene", "scene2", "date2", "file", "image2")
    ours, theirs = ([[row[n] for n in names] for row in read_rows(f)] for f in (folder, built))
    assert ours == theirs
    for row in read_rows(built):
        for name in ("file", "image2"):
            assert Path(folder, row[name]).read_bytes() == Path(built, row[name]).read_bytes()
    assert rejected(folder) == rejected(built)
    skipped = run(
        "exporttiles",
        SCENES=list(scenes.values()),
        TILES=grid["OUTPUT"],
        PAIRS="FIRST_LAST",
        LAYOUT="HUGGINGFACE",
        FORMAT="GTIFF",
        SCALING="NONE",
        OUTPUT=str(tmp_path / "skipped"),
    )
    assert skipped["SKIPPED_COUNT"] == len(rejected(skipped["OUTPUT"])) > 20
    assert skipped["TILE_COUNT"] == len(expected_pairs("FIRST_LAST"))
    # Tiles that name their later scene keep it.
    again = build("again", "exporttiles", TILES=f"{built}/tiles.gpkg|layername=tiles")
    assert [[row[n] for n in names] for row in read_rows(again)] == theirs


def test_ground_of_several_pairs_lies_in_one_split(build):
    rows = read_rows(build(SPLIT_METHOD="BLOCKS", SPLIT_BLOCK_SIZE=160, SPLIT_VAL=0))
    boxes = [
        (*ground_of(row["scene"], int(row["col_off"]), int(row["row_off"])), row["split"])
        for row in rows
    ]
    assert len({split for *_, split in boxes}) > 1
    for x, y, split in boxes:
        for u, v, other in boxes:
            if abs(x - u) < TILE and abs(y - v) < TILE:
                assert split == other


def test_one_scaling_is_that_of_the_first_images(build, scenes):
    folder = build(SCALING="MINMAX", FORMAT="GTIFF")
    bands = describe(folder)["scaling"]["bands"]
    low, high = (np.array([b[key] for b in bands])[:, None, None] for key in ("min", "max"))
    row = next(r for r in read_rows(folder) if r["scene2"].startswith("c"))
    found, _ = read_image(folder, row["image2"])
    with rasterio.open(scenes["c_20220101"]) as later:
        col, line = ground_of(row["scene"], int(row["col_off"]), int(row["row_off"]))
        values = later.read(window=((line, line + TILE), (col, col + TILE)))
    scaled = np.clip(np.rint((values - low) / (high - low) * 255), 0, 255)
    assert np.abs(found - scaled.astype(int))[:, values.min(axis=0) > 0].max() <= 1


def test_a_cloudy_later_date_gives_way_to_the_next(build, scenes, tmp_path):
    clouds = np.zeros((1, 64, 64), dtype="uint8")
    clouds[:, :32] = 1
    (x, y), _ = PLACES["b_20210101"]
    place = from_origin(499900 + 10 * x, 4843000 - 10 * y, 10, 10)
    mask = write(tmp_path / "clouds.tif", "EPSG:32631", place, clouds)
    table = tmp_path / "scenes.csv"
    with table.open("w", newline="", encoding="utf-8") as file:
        writer = csv.writer(file)
        writer.writerow(["file", "date", "cloud_mask"])
        for name, path in scenes.items():
            writer.writerow([path, "", mask if name.startswith("b") else ""])
    given = {"SCENES": [], "SCENE_TABLE": str(table), "CLOUD_VALUES": "1", "CLOUD_MAX_CLOUD": 0}
    given["CLOUD_MASK"] = write(tmp_path / "clear.tif", "EPSG:32631", place, clouds * 0)
    found = {r["tile_id"]: r["scene2"] for r in read_rows(build(**given))}
    # Row 1 of the first scene lies under the clouds of the second, row 2 is half below them.
    assert found["s001_r00001_c00001"] == "c_20220101"
    assert found["s001_r00003_c00001"] == "b_20210101"


def test_a_pair_over_two_zones_is_put_on_the_first_pixels(build, scenes, run, tmp_path):
    from rasterio.warp import Resampling, calculate_default_transform, reproject

    with rasterio.open(scenes["a_20200101"]) as first:
        crs, transform, values = first.crs, first.transform, first.read()
        smooth = np.add.outer(np.arange(64) * 7, np.arange(64) * 11).astype("uint16") + 500
        values = np.stack([smooth, smooth + 30])
        place, width, height = calculate_default_transform(
            crs, "EPSG:32630", 64, 64, *first.bounds, resolution=10
        )
    moved = np.zeros((2, height, width), dtype="uint16")
    reproject(
        values,
        moved,
        src_transform=transform,
        src_crs=crs,
        dst_transform=place,
        dst_crs="EPSG:32630",
        resampling=Resampling.bilinear,
    )
    names = ["green", "red"]
    first = write(tmp_path / "x_20200101.tif", crs, transform, values, names)
    later = write(tmp_path / "y_20210101.tif", "EPSG:32630", place, moved, names, nodata=0)
    folder = build(SCENES=[later, first])
    rows = read_rows(folder)
    assert {(row["scene"], row["scene2"]) for row in rows} == {("x_20200101", "y_20210101")}
    assert len(rows) >= 8
    inner = [row for row in rows if row["row"] in "12" and row["col"] in "12"]
    for row in inner:
        one, two = (read_image(folder, row[name])[0].astype(int) for name in ("file", "image2"))
        assert np.abs(one - two).max() <= 6
    assert len(inner) == 4


def test_resume_finishes_pairs(build):
    folder = Path(build())
    facts, rows = describe(folder), read_rows(folder)
    files = [row[name] for row in rows for name in ("file", "image2")]
    whole = {name: Path(folder, name).read_bytes() for name in files}
    note = {
        "fingerprint": facts["fingerprint"],
        "files": files,
        "layout": facts["layout"],
        "splits": list(facts["splits"]),
    }
    Path(folder, ".tilewright-unfinished.json").write_text(json.dumps(note), encoding="utf-8")
    Path(folder, "dataset.json").unlink()
    for name in (rows[0]["image2"], rows[3]["file"], rows[-1]["image2"]):
        Path(folder, name).unlink()
    build(RESUME=True)
    assert {name: Path(folder, name).read_bytes() for name in files} == whole
    assert describe(folder)["fingerprint"] == facts["fingerprint"]


def test_workers_of_a_cluster_write_the_same(build, scheduler):
    here, there = build("here"), build("there", SCHEDULER=scheduler)
    for row in read_rows(here):
        for name in ("file", "image2"):
            assert Path(here, row[name]).read_bytes() == Path(there, row[name]).read_bytes()


def test_rebuild_and_update_keep_pairs(build, run, scenes, tmp_path):
    folder = build()
    assert run("rebuilddataset", INPUT=folder)["IDENTICAL"], run.log
    before = {p: p.read_bytes() for p in Path(folder).rglob("*.tif")}
    build(
        algorithm="exporttiles",
        TILES=f"{folder}/tiles.gpkg|layername=tiles",
        UPDATE=True,
    )
    assert {p: p.read_bytes() for p in Path(folder).rglob("*.tif")} == before


def test_merged_pairs_know_their_scenes(build, run, scenes, tmp_path):
    files = list(scenes.values())
    first, second = (
        build("one", SCENES=files[:2]),
        build("two", SCENES=files[1:], BANDS="green,red"),
    )
    given = {"DATASETS": [first, second], "OUTPUT": str(tmp_path / "both"), "PREFIX": "NUMBER"}
    folder = run("mergedatasets", **given)["OUTPUT"]
    rows = read_rows(folder)
    pairs = [(row["scene"], row["scene2"]) for row in rows]
    facts = describe(folder)
    told = {(p["scene"], p["scene2"]): p["tile_count"] for p in facts["pairs"]["scenes"]}
    assert told == {pair: pairs.count(pair) for pair in pairs}
    assert run("validatedataset", INPUT=folder)["PASSED"]


REFUSED = [
    (
        {"LAYOUT": "IMAGEFOLDER"},
        "LAYOUT IMAGEFOLDER has no place for PAIRS; choose one of",
    ),
    (
        {"SCENES": ["a_20200101"]},
        "PAIRS needs scenes of two dates, and all are of 2020-01-01; add later ones to SCENES.",
    ),
    (
        {"RASTER2": "b_20210101"},
        "PAIRS and RASTER2 exclude each other; leave one of them out.",
    ),
    (
        {"SCENES": [], "RASTER": "a_20200101"},
        "PAIRS makes pairs of SCENES, and there are none; give SCENES of several dates, or name",
    ),
    (
        {"SCENES": ["a_20200101", "undated"]},
        "PAIRS puts scenes in the order of their dates, and nothing tells those of undated;",
    ),
    (
        {"AOI": "none", "SCENES": ["a_20200101", "far_20210101"]},
        "No tile is left of 32: 16 no later date here;",
    ),
]


@pytest.mark.parametrize(("given", "said"), REFUSED)
def test_what_cannot_be_paired_is_refused(run_error, scenes, tmp_path, given, said):
    with rasterio.open(scenes["a_20200101"]) as first:
        values, names = first.read(), list(first.descriptions)
    near, far = from_origin(499900, 4843000, 10, 10), from_origin(599900, 4843000, 10, 10)
    files = {
        **scenes,
        "undated": write(tmp_path / "undated.tif", "EPSG:32631", near, values, names),
        "far_20210101": write(tmp_path / "far_20210101.tif", "EPSG:32631", far, values, names),
    }
    if given.pop("AOI", None):
        area = "POLYGON((2.99 43.73,3.02 43.73,3.02 43.75,2.99 43.75,2.99 43.73))"
        Path(tmp_path, "area.wkt").write_text(area, encoding="utf-8")
        given["AOI_WKT"] = str(tmp_path / "area.wkt")
    parameters = {
        "SCENES": list(scenes.values()),
        "PAIRS": "CONSECUTIVE",
        "LAYOUT": "HUGGINGFACE",
        "FORMAT": "GTIFF",
        "TILE_SIZE": TILE,
        "OUTPUT": str(tmp_path / "out"),
        **{
            key: [files[n] for n in value] if isinstance(value, list) else files.get(value, value)
            for key, value in given.items()
        },
    }
    assert run_error("builddataset", **parameters).startswith(said)
    assert not Path(tmp_path, "out").exists()


def test_append_is_refused_with_pairs(build, run_error, scenes, tmp_path):
    files = list(scenes.values())
    folder = build(SCENES=files[:2])
    given = {"SCENES": files, "LAYOUT": "HUGGINGFACE", "FORMAT": "GTIFF", "SCALING": "NONE"}
    given.update(TILE_SIZE=TILE, APPEND=True, OUTPUT=folder)
    alone = run_error("builddataset", **given)
    assert "PAIRS is not given where the dataset has CONSECUTIVE; give the same." in alone
    said = run_error("builddataset", **given, PAIRS="CONSECUTIVE")
    assert said.startswith("APPEND makes no pairs of new SCENES and those of the dataset; leave")
    assert json.loads(Path(folder, "dataset.json").read_text("utf-8"))["pairs"]


def test_pairs_are_loaded_and_packed(build, run, tmp_path):
    import tarfile

    folder = build()
    loaded = run("loaddataset", INPUT=folder, TILES="memory:", OUTPUT=None)["TILES"]
    names = [field.name() for field in loaded.fields()]
    assert {"scene", "date", "scene2", "date2"} <= set(names)
    packed = run("packagedataset", INPUT=folder, FORMAT="WEBDATASET", OUTPUT=str(tmp_path / "p"))
    (shard,) = Path(packed["OUTPUT"]).rglob("*.tar")
    with tarfile.open(shard) as archive:
        names = archive.getnames()
    assert sum(name.endswith(".image2.tif") for name in names) == len(read_rows(folder))
