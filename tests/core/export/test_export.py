"""Whole exports: what is written, that it is the same however it is made, and that it can stop."""

from __future__ import annotations

import csv
import errno
import io
import json
import re
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
import rasterio
from PIL import Image

from tilewright.core.dataset.folder import UNFINISHED
from tilewright.core.dataset.plan import plan_dataset
from tilewright.core.errors import CancelledError, ExportError
from tilewright.core.export import export as export_module
from tilewright.core.export import map as picture_module
from tilewright.core.export.describe import begin_fingerprint
from tilewright.core.export.export import export_dataset
from tilewright.core.export.options import ExportOptions
from tilewright.core.export.request import ExportRequest, prepare_source
from tilewright.core.layouts import imagefolder
from tilewright.core.preview.sample import sample_dataset
from tilewright.core.resampling import plan_reads
from tilewright.core.resampling.grid import TargetGrid
from tilewright.core.resampling.windows import windows_of_geometries

EXTENSIONS = {"JPEG": "jpg", "PNG": "png", "GTIFF": "tif", "NPY": "npy"}
WINDOWS = [(x, y, 16, 16) for y in range(0, 48, 16) for x in range(0, 64, 16)]
LABELS = ["crop", "urban", "water"] * 4
SPLITS = ["train", "train", "val", "train", "test", "val"] * 2
RECORDS = {"tiles.csv", "dataset.json", "README.md", "map.png", "index.html"}
TRANSFORMS = {
    "utm": (10.0, 0.0, 500000.0, 0.0, -10.0, 4600000.0),
    "degrees": (0.0003, 0.0, -54.7, 0.0, -0.0002, -25.1),
    "rotated": (8.0, 6.0, 500000.0, 6.0, -8.0, 4600000.0),
    "south-up": (30.0, 0.0, 738885.0, 0.0, 30.0, 2787285.0),
    "negative northing": (30.0, 0.0, 738885.0, 0.0, -30.0, -2787285.0),
}


def image(dtype="uint16", bands=3):
    rng = np.random.default_rng(12)
    values = np.abs(rng.normal(120, 50, (bands, 48, 64))).clip(1, 250)
    return values.astype(dtype)


@pytest.fixture
def make_request(open_source, make_table):
    """A request to export windows of a raster."""

    def make(
        values=None, windows=WINDOWS, labels=LABELS, splits=None, raster=None, nodata=None, **o
    ):
        raster = {"transform": TRANSFORMS["utm"], **(raster or {})}
        values = image() if values is None else values
        options = ExportOptions(**{"format": "PNG", "workers": 2, **o})
        source = open_source(values, nodata=nodata, **raster)
        columns = {}
        if labels is not None:
            columns["label"] = labels[: len(windows)]
        if splits is not None:
            columns["split"] = splits[: len(windows)]
        table = make_table(windows, raster["transform"], **columns)
        places = windows_of_geometries(table.geometries, source.info.transform)
        plan = plan_dataset(
            table,
            places,
            source.info,
            EXTENSIONS[options.format],
            "label" if labels is not None else None,
            "split" if splits is not None else None,
            options.naming,
            is_resampled=options.is_resampled,
        )
        shown = prepare_source(source, options)
        return ExportRequest(plan, shown, options, crs_name="EPSG:32631", nodata=nodata)

    return make


def export(request, folder, **options):
    return export_dataset(request, str(folder), log=lambda _: None, **options)


def bytes_of(folder):
    found = {
        p.relative_to(folder).as_posix(): p.read_bytes() for p in folder.rglob("*") if p.is_file()
    }
    if "dataset.json" in found:
        facts = json.loads(found["dataset.json"])
        facts.pop("created")
        found["dataset.json"] = facts
    return found


def rows_of(folder):
    with (folder / "tiles.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def facts_of(folder):
    return json.loads((folder / "dataset.json").read_text("utf-8"))


@pytest.mark.parametrize("transform", TRANSFORMS)
@pytest.mark.parametrize("dtype", ["uint8", "uint16", "int16", "float32"])
def test_geotiffs_are_the_windows_of_the_source(make_request, tmp_path, transform, dtype):
    values = image(dtype)
    place = TRANSFORMS[transform]
    raster = {"transform": place, "tagged": 3, "descriptions": ("nir", "red", "green")}
    windows = [(0, 0, 17, 13), (17, 0, 17, 13), (50, 40, 14, 8), (5, 7, 31, 2)]
    request = make_request(values, windows, raster=raster, format="GTIFF", scaling="NONE")
    result = export(request, tmp_path / "out")
    assert (result.tile_count, result.skipped_count, result.scaling) == (4, 0, None)
    rows = rows_of(tmp_path / "out")
    assert [
        tuple(int(r[k]) for k in ("col_off", "row_off", "width", "height")) for r in rows
    ] == windows
    a, b, c, d, e, f = place
    for (x, y, w, h), row in zip(windows, rows):
        with rasterio.open(tmp_path / "out" / row["file"]) as tile:
            assert np.array_equal(tile.read(), values[:, y : y + h, x : x + w])
            assert tile.transform == rasterio.Affine(
                a, b, a * x + b * y + c, d, e, d * x + e * y + f
            )
            assert tile.crs == rasterio.crs.CRS.from_epsg(32631)
            assert tile.dtypes == (dtype,) * 3 and tile.nodata == 3
            assert tile.descriptions == ("nir", "red", "green")


def scaled_by_hand(values, windows, percents):
    """The stretch in numpy alone."""
    scaled = np.empty(values.shape, np.uint8)
    for k, band in enumerate(values.astype(np.float64)):
        pool = np.concatenate([band[y : y + h, x : x + w].ravel() for x, y, w, h in windows])
        low, high = np.percentile(pool, percents)
        scaled[k] = np.clip(np.rint((band - low) / (high - low) * 255), 0, 255)
    return scaled


@pytest.mark.parametrize("format", ["PNG", "NPY", "GTIFF"])
@pytest.mark.parametrize(("scaling", "percents"), [("PERCENTILE", (2, 98)), ("MINMAX", (0, 100))])
def test_scaled_tiles_hold_the_exact_values(make_request, tmp_path, format, scaling, percents):
    values = image()
    export(make_request(values, format=format, scaling=scaling), tmp_path / "out")
    expected = scaled_by_hand(values, WINDOWS, percents)
    for (x, y, w, h), row in zip(WINDOWS, rows_of(tmp_path / "out")):
        path = tmp_path / "out" / row["file"]
        if format == "NPY":
            found = np.load(path)
        elif format == "PNG":
            found = np.asarray(Image.open(path)).transpose(2, 0, 1)
        else:
            with rasterio.open(path) as tile:
                found = tile.read()
        assert np.array_equal(found, expected[:, y : y + h, x : x + w])


def test_jpegs_come_near_the_scaled_values(make_request, tmp_path):
    values = np.tile(np.linspace(0, 3000, 64).astype(np.uint16), (3, 48, 1))
    request = make_request(values, format="JPEG", scaling="RANGE", scale_min="0", scale_max="3000")
    export(request, tmp_path / "out")
    expected = np.rint(values / 3000 * 255)
    for (x, y, w, h), row in zip(WINDOWS, rows_of(tmp_path / "out")):
        with Image.open(tmp_path / "out" / row["file"]) as tile:
            assert tile.format == "JPEG"
            found = np.asarray(tile).transpose(2, 0, 1).astype(int)
        assert np.abs(found - expected[:, y : y + h, x : x + w]).max() <= 6


def test_folder_holds_the_tiles_and_the_records_alone(make_request, tmp_path):
    export(make_request(), tmp_path / "out")
    found = bytes_of(tmp_path / "out")
    assert {row["file"] for row in rows_of(tmp_path / "out")} | RECORDS == set(found)
    folders = {p.name for p in (tmp_path / "out").iterdir() if p.is_dir()}
    assert folders == {"crop", "urban", "water"}
    assert [row["tile_id"] for row in rows_of(tmp_path / "out")] == [
        f"t{k:06d}" for k in range(1, 13)
    ]


@pytest.mark.parametrize(
    ("format", "scaling", "dtype"),
    [
        ("PNG", "PERCENTILE", "uint16"),
        ("JPEG", "MINMAX", "float32"),
        ("NPY", "NONE", "float32"),
        ("GTIFF", "NONE", "int16"),
    ],
)
def test_workers_and_memory_change_no_byte(
    make_request, tmp_path, monkeypatch, format, scaling, dtype
):
    found = []
    values = image(dtype)
    for workers, budget in ((1, None), (4, None), (1, 4000), (3, 9000)):
        if budget:
            monkeypatch.setattr(plan_reads, "DEFAULT_BUDGET", budget)
            monkeypatch.setattr(plan_reads, "_LARGE_BUDGET", 0)
        request = make_request(
            values, splits=SPLITS, format=format, scaling=scaling, workers=workers
        )
        folder = tmp_path / f"{workers}-{budget}" / "out"
        export(request, folder)
        found.append(bytes_of(folder))
    assert found[0] == found[1] == found[2] == found[3]


def test_name_of_the_folder_changes_no_byte(make_request, tmp_path):
    request = make_request()
    for name in ("one", "two"):
        export(request, tmp_path / name)
    assert bytes_of(tmp_path / "one") == bytes_of(tmp_path / "two")


def test_scaling_and_statistics_are_those_of_the_train_tiles(make_request, tmp_path):
    values = image()
    train = [w for w, split in zip(WINDOWS, SPLITS) if split == "train"]
    export(make_request(values, splits=SPLITS), tmp_path / "out")
    facts = facts_of(tmp_path / "out")
    scaled = scaled_by_hand(values, train, (2, 98))
    assert facts["scaling"]["fitted_to"] == facts["statistics_of"] == "train"
    for k in range(3):
        pool = [values[k, y : y + h, x : x + w].ravel() for x, y, w, h in train]
        low, high = np.percentile(np.concatenate(pool).astype(float), (2, 98))
        assert facts["scaling"]["bands"][k]["min"] == pytest.approx(low, rel=1e-12)
        assert facts["scaling"]["bands"][k]["max"] == pytest.approx(high, rel=1e-12)
        written = np.concatenate([scaled[k, y : y + h, x : x + w].ravel() for x, y, w, h in train])
        row = facts["statistics"][k]
        assert row["pixels"] == written.size == 6 * 256
        assert row["mean"] == pytest.approx(written.mean(), rel=1e-12)
        assert row["std"] == pytest.approx(written.std(), rel=1e-12)
    assert facts["splits"] == {"train": 6, "val": 4, "test": 2}


def test_statistics_without_scaling_are_of_the_values_without_invalid_pixels(
    make_request, tmp_path
):
    values = image("float32")
    values[:, :5] = np.nan
    values[0, 20] = np.nan
    request = make_request(values, format="NPY", scaling="NONE")
    export(request, tmp_path / "out")
    for k, row in enumerate(facts_of(tmp_path / "out")["statistics"]):
        used = values[k][np.isfinite(values[k])].astype(np.float64)
        assert row["pixels"] == used.size
        assert row["mean"] == pytest.approx(used.mean(), rel=1e-12)
        assert row["std"] == pytest.approx(used.std(), rel=1e-12)
    assert facts_of(tmp_path / "out")["statistics_of"] == "all tiles"


def test_no_train_tile_is_an_error(make_request, tmp_path):
    request = make_request(splits=["val", "test"] * 6)
    with pytest.raises(ExportError, match="No exported tile is of the train split"):
        export(request, tmp_path / "out")
    assert not (tmp_path / "out").exists()


def test_invalid_pixels_become_the_fill_and_valid_pct_counts_them(make_request, tmp_path):
    values = image()
    values[:, :4, :16] = 0
    export(make_request(values, nodata=0, fill=77), tmp_path / "out")
    row = rows_of(tmp_path / "out")[0]
    tile = np.asarray(Image.open(tmp_path / "out" / row["file"]))
    assert (tile[:4] == 77).all() and not (tile[4:] == 77).all()
    assert float(row["valid_pct"]) == 75.0
    assert {float(r["valid_pct"]) for r in rows_of(tmp_path / "out")[1:]} == {100.0}


def test_tile_over_the_edge_is_padded(make_request, tmp_path):
    values = image()
    request = make_request(values, [(56, 40, 16, 16)], ["a"], format="GTIFF", scaling="NONE")
    export(request, tmp_path / "out")
    row = rows_of(tmp_path / "out")[0]
    with rasterio.open(tmp_path / "out" / row["file"]) as tile:
        assert np.array_equal(tile.read()[:, :8, :8], values[:, 40:, 56:])
        mask = tile.dataset_mask() > 0
        assert mask[:8, :8].all() and mask.sum() == 64
    assert float(row["valid_pct"]) == 25.0


def test_description_says_how_the_dataset_was_made(make_request, tmp_path):
    request = make_request(splits=SPLITS, scaling="RANGE", scale_min="0", scale_max="1,2,3")
    export(request, tmp_path / "out")
    facts = facts_of(tmp_path / "out")
    assert facts["tool"] == "Tilewright"
    assert facts["parameters"]["SCALING"] == "RANGE" and facts["parameters"]["FORMAT"] == "PNG"
    assert facts["sources"]["raster"]["name"] == "raster.tif"
    assert len(facts["sources"]["raster"]["sha256"]) == 64
    assert (facts["dtype"], facts["bands"]) == ("uint8", ["band 1", "band 2", "band 3"])
    assert [b["max"] for b in facts["scaling"]["bands"]] == [1, 2, 3]
    assert [(c["name"], c["tiles"]) for c in facts["classes"]] == [
        ("crop", 4),
        ("urban", 4),
        ("water", 4),
    ]
    assert facts["versions"]["numpy"] == np.__version__
    assert facts["tile_count"] == 12 and facts["skipped_count"] == 0


def test_layers_get_the_tiles_and_all_that_were_left_out(make_request, make_table, tmp_path):
    seen = {}

    def write_layers(path, tiles, rejected):
        seen.update(path=path, tiles=tiles, rejected=rejected)
        path.write_bytes(b"layers")

    request = make_request(labels=["a", None, *LABELS[2:]])
    earlier = make_table([(0, 0, 1, 1)], tile_id=["t000000"], reason=["cloud mark"])
    export(replace(request, rejected=earlier), tmp_path / "out", write_layers=write_layers)
    assert (tmp_path / "out" / "tiles.gpkg").read_bytes() == b"layers"
    assert len(seen["tiles"]) == 11
    assert seen["rejected"]["tile_id"].tolist() == ["t000000", "t000002"]
    assert seen["rejected"]["reason"].tolist() == ["cloud mark", "no label"]
    facts = facts_of(tmp_path / "out")
    assert (facts["skipped_count"], facts["rejected_count"]) == (1, 2)


class CancelAfter:
    """Says stop once a folder holds some tiles."""

    def __init__(self, folder: Path, count: int) -> None:
        self.folder, self.count = folder, count

    def __call__(self) -> bool:
        return len(list(self.folder.rglob("*.png"))) >= self.count


def test_cancelled_export_has_whole_tiles_and_can_be_resumed(make_request, tmp_path, monkeypatch):
    monkeypatch.setattr(plan_reads, "DEFAULT_BUDGET", 6000)
    monkeypatch.setattr(plan_reads, "_LARGE_BUDGET", 0)
    request = make_request(splits=SPLITS, workers=2)
    export(request, tmp_path / "whole")
    expected = bytes_of(tmp_path / "whole")
    out = tmp_path / "out"
    with pytest.raises(CancelledError):
        export(request, out, is_cancelled=CancelAfter(out, 4))
    left = bytes_of(out)
    tiles = {name: data for name, data in left.items() if name != UNFINISHED}
    assert 4 <= len(tiles) < 12 and len(left) == len(tiles) + 1
    assert all(expected[name] == data for name, data in tiles.items())
    times = {name: (out / name).stat().st_mtime_ns for name in tiles}
    export(request, out, resume=True)
    assert bytes_of(out) == expected
    assert {name: (out / name).stat().st_mtime_ns for name in tiles} == times


def test_resume_writes_what_is_missing_and_gives_the_same_bytes(make_request, tmp_path):
    request = make_request(splits=SPLITS, format="NPY", scaling="NONE", values=image("float32"))
    out = tmp_path / "out"
    export(request, out)
    expected = bytes_of(out)
    for name in sorted(expected)[::3]:
        (out / name).unlink()
    if not (out / "dataset.json").exists():
        (out / "dataset.json").write_bytes(json.dumps(expected["dataset.json"]).encode())
    export(request, out, resume=True)
    assert bytes_of(out) == expected


def test_resume_with_other_choices_is_refused(make_request, tmp_path):
    export(make_request(), tmp_path / "out")
    before = bytes_of(tmp_path / "out")
    with pytest.raises(ExportError, match="was begun with other inputs or parameters"):
        export(make_request(fill=3), tmp_path / "out", resume=True)
    assert bytes_of(tmp_path / "out") == before


def test_overwrite_gives_the_bytes_of_a_new_export(make_request, tmp_path):
    export(make_request(), tmp_path / "out")
    other = make_request(labels=["x"] * 12, fill=9)
    export(other, tmp_path / "out", overwrite=True)
    export(other, tmp_path / "fresh" / "out")
    assert bytes_of(tmp_path / "out") == bytes_of(tmp_path / "fresh" / "out")


def test_cancelled_overwrite_leaves_the_earlier_dataset(make_request, tmp_path):
    export(make_request(), tmp_path / "out")
    before = bytes_of(tmp_path / "out")
    for answers in (0, 3, 9):
        count = iter(range(100))
        with pytest.raises(CancelledError):
            export(
                make_request(fill=9),
                tmp_path / "out",
                overwrite=True,
                is_cancelled=lambda n=answers, c=count: next(c) >= n,
            )
        assert bytes_of(tmp_path / "out") == before
        assert not [p for p in tmp_path.iterdir() if p.is_dir() and p.name != "out"]


def test_progress_runs_from_start_to_end(make_request, tmp_path):
    told = []
    export(make_request(), tmp_path / "out", progress=told.append)
    assert told == sorted(told) and told[-1] == pytest.approx(1.0) and told[0] < 1


def test_format_that_cannot_hold_the_values_is_refused_before_anything_is_written(
    make_request, tmp_path
):
    with pytest.raises(ExportError, match="JPEG holds 8-bit values and the raster has uint16"):
        export(make_request(format="JPEG", scaling="NONE"), tmp_path / "out")
    assert not (tmp_path / "out").exists()


def test_nothing_valid_to_fit_to_leaves_no_folder(make_request, tmp_path):
    with pytest.raises(ExportError, match="No tile has a valid pixel"):
        export(make_request(np.zeros((3, 48, 64), np.uint8), nodata=0), tmp_path / "out")
    assert not (tmp_path / "out").exists()


PALETTE = {k: (k * 20, 255 - k * 10, k, 255) for k in range(5)}


def test_palette_is_shown_in_its_colours_or_kept_as_codes(make_request, tmp_path):
    codes = np.random.default_rng(1).integers(0, 5, (1, 48, 64)).astype(np.uint8)
    raster = {"colormap": PALETTE}
    export(make_request(codes, raster=raster), tmp_path / "shown")
    colors = np.array([PALETTE[k][:3] for k in range(5)], np.uint8)
    for (x, y, w, h), row in zip(WINDOWS, rows_of(tmp_path / "shown")):
        tile = np.asarray(Image.open(tmp_path / "shown" / row["file"]))
        assert np.array_equal(tile, colors[codes[0, y : y + h, x : x + w]])
    export(make_request(codes, raster=raster, format="GTIFF", scaling="NONE"), tmp_path / "codes")
    for (x, y, w, h), row in zip(WINDOWS, rows_of(tmp_path / "codes")):
        with rasterio.open(tmp_path / "codes" / row["file"]) as tile:
            assert np.array_equal(tile.read(1), codes[0, y : y + h, x : x + w])
            assert {k: tile.colormap(1)[k] for k in PALETTE} == PALETTE


def test_resampled_tiles_are_on_their_own_grid(make_request, tmp_path):
    values = image()
    windows = WINDOWS[:3]
    request = make_request(values, windows, format="GTIFF", scaling="NONE", resampling="AVERAGE")
    a, _, c, _, e, f = TRANSFORMS["utm"]
    wkt = request.source.info.crs_wkt
    targets = [
        TargetGrid(wkt, (2 * a, 0, c + a * x, 0, 2 * e, f + e * y), 8, 8) for x, y, _, _ in windows
    ]
    export(replace(request, targets=targets), tmp_path / "out")
    for (x, y, w, h), row in zip(windows, rows_of(tmp_path / "out")):
        blocks = values[:, y : y + h, x : x + w].reshape(3, 8, 2, 8, 2).astype(float)
        with rasterio.open(tmp_path / "out" / row["file"]) as tile:
            assert np.abs(tile.read() - blocks.mean(axis=(2, 4))).max() <= 0.5
            assert tile.transform.a == 20 and tile.shape == (8, 8)


def test_strange_class_names_have_safe_folders_and_true_names(make_request, tmp_path):
    names = ["Vårbyg", "a/b", "..", "CON", "con", "x" * 300, "x" * 299 + "y"]
    export(make_request(windows=WINDOWS[: len(names)], labels=names), tmp_path / "out")
    rows = rows_of(tmp_path / "out")
    assert [row["label"] for row in rows] == names
    files = [row["file"] for row in rows]
    assert len({f.casefold() for f in files}) == len(names)
    for file in files:
        assert (tmp_path / "out" / file).is_file()
        assert all(len(part.encode()) < 250 for part in file.split("/"))
    classes = facts_of(tmp_path / "out")["classes"]
    assert {c["name"] for c in classes} == set(names)
    assert [c["folder"] for c in classes] == sorted({file.split("/")[0] for file in files})


@pytest.mark.parametrize("format", EXTENSIONS)
def test_card_holds_python_that_loads_the_dataset(make_request, tmp_path, monkeypatch, format):
    values = image("uint8")
    export(make_request(values, format=format, scaling="NONE"), tmp_path / "out")
    card = (tmp_path / "out" / "README.md").read_text("utf-8")
    assert "| 0 | crop | `crop` | 4 |" in card and "![Where the tiles lie](map.png)" in card
    code = re.search(r"```python\n(.*?)```", card, re.DOTALL)[1]
    monkeypatch.chdir(tmp_path / "out")
    names = {}
    exec(code, names)
    assert len(names["images"]) == 12
    assert names["labels"] == LABELS and names["classes"] == ["crop", "urban", "water"]
    first = np.asarray(names["images"][0])
    if format != "JPEG":
        first = first.transpose(2, 0, 1) if format == "PNG" else first
        assert np.array_equal(first, values[:, :16, :16])


def test_map_shows_the_raster_with_the_tiles_outlined(make_request, tmp_path):
    values = np.full((3, 48, 64), 100, np.uint8)
    export(make_request(values, WINDOWS[:1], ["a"], scaling="NONE"), tmp_path / "out")
    picture = np.asarray(Image.open(tmp_path / "out" / "map.png"))
    assert picture.shape == (480, 640, 3)
    outlined = (picture != 100).any(axis=2)
    rows, cols = np.nonzero(outlined)
    assert (rows.min(), cols.min(), rows.max(), cols.max()) == (0, 0, 159, 159)
    assert not outlined[1:159, 1:159].any()


def test_map_and_card_show_the_classes_in_the_same_colours(make_request, tmp_path):
    labels = ["b", "a", "c"]
    values = np.full((3, 48, 64), 100, np.uint8)
    windows = [(0, 0, 16, 16), (16, 16, 16, 16), (32, 32, 16, 16)]
    export(make_request(values, windows, labels, scaling="NONE"), tmp_path / "out")
    picture = np.asarray(Image.open(tmp_path / "out" / "map.png"))
    card = (tmp_path / "out" / "README.md").read_text("utf-8")
    for label, (col, row, _, _) in zip(labels, windows):
        color = "#{:02x}{:02x}{:02x}".format(*picture[10 * row, 10 * col].tolist())
        assert f"| {label} | `{label}` | 1 | `{color}` |" in card


@pytest.mark.parametrize("format", EXTENSIONS)
def test_estimated_size_of_few_tiles_is_the_size_itself(make_request, tmp_path, format):
    request = make_request(format=format)
    sample = sample_dataset(request)
    assert sample.image_bytes == export(request, tmp_path / "out").image_bytes


def test_estimated_size_of_many_tiles_comes_near(make_request, tmp_path):
    windows = [(x, y, 4, 4) for y in range(0, 48, 4) for x in range(0, 64, 4)]
    request = make_request(windows=windows, labels=["a"] * len(windows))
    written = export(request, tmp_path / "out").image_bytes
    assert sample_dataset(request).image_bytes == pytest.approx(written, rel=0.05)


@pytest.mark.parametrize(("dtype", "bands"), [("uint8", 1), ("uint16", 1), ("uint16", 3)])
def test_sample_shows_a_tile_before_and_after(make_request, dtype, bands):
    values = image(dtype, bands)
    if dtype == "uint16":
        values *= 250
    values[:, 16:32, 16:32] = np.where(np.arange(16) % 2, values.max(), 1)
    sample = sample_dataset(make_request(values, scaling="NONE"))
    part = values[:, 16:32, 16:32].astype(float) / np.iinfo(dtype).max * 255
    expected = np.rint(part).astype(np.uint8).transpose(1, 2, 0).repeat(3 // bands, axis=2)
    assert np.array_equal(sample.before, expected)
    assert np.abs(sample.after.astype(int) - expected.astype(int)).max() <= 1
    picture = np.asarray(Image.open(io.BytesIO(sample.picture())))
    assert picture.shape == (16, 16 + 8 + 16, 3)


def test_moved_inputs_are_the_same_inputs(make_request, tmp_path):
    request = make_request()
    here = replace(
        request,
        parameters={"RASTER": "/here/a.tif", "FILL": 0},
        sources={"mask": {"path": "/here/m.tif", "size": 3, "sha256": "x"}},
        places=frozenset({"RASTER"}),
    )
    moved = replace(
        here,
        parameters={"RASTER": "/there/b.tif", "FILL": 0},
        sources={"mask": {"path": "/there/m.tif", "size": 3, "sha256": "x"}},
    )
    assert begin_fingerprint(here).result() == begin_fingerprint(moved).result()
    for other in (
        replace(here, parameters={"RASTER": "/here/a.tif", "FILL": 1}),
        replace(here, sources={"mask": {"path": "/here/m.tif", "size": 3, "sha256": "y"}}),
        replace(here, rejected=here.plan.tiles),
        replace(here, nodata=3.0),
    ):
        assert begin_fingerprint(other).result() != begin_fingerprint(here).result()


def test_changed_raster_is_another_input(make_request, tmp_path):
    export(make_request(), tmp_path / "out")
    values = image()
    values[0, 0, 0] += 1
    with pytest.raises(ExportError, match="was begun with other inputs or parameters"):
        export(make_request(values), tmp_path / "out", resume=True)


def test_classes_of_very_many_tiles_are_dealt_to_sub_folders(make_request, tmp_path, monkeypatch):
    monkeypatch.setattr(imagefolder, "MOST_IN_A_FOLDER", 4)
    monkeypatch.setattr(imagefolder, "FILES_A_SHARD", 2)
    labels = ["crop"] * 5 + ["urban"] * 4 + ["water"] * 3
    export(make_request(labels=labels), tmp_path / "out")
    names = [row["file"] for row in rows_of(tmp_path / "out")]
    assert names[:5] == [f"crop/{k // 2:04d}/crop_t{k + 1:06d}.png" for k in range(5)]
    assert names[5:] == [
        f"{label}/{label}_t{k + 1:06d}.png" for k, label in enumerate(labels) if k > 4
    ]
    # As torchvision's ImageFolder walks it: classes are the folders at the top.
    folders = [path for path in (tmp_path / "out").iterdir() if path.is_dir()]
    found = {path.name: sum(1 for _ in path.rglob("*.png")) for path in folders}
    assert found == {"crop": 5, "urban": 4, "water": 3}
    before = bytes_of(tmp_path / "out")
    export(make_request(labels=labels), tmp_path / "out", resume=True)
    assert bytes_of(tmp_path / "out") == before


@pytest.mark.parametrize("format", ["JPEG", "NPY"])
def test_cancel_is_heard_at_whatever_look(make_request, tmp_path, format):
    request = make_request(format=format, scaling="MINMAX", workers=1)
    export(request, tmp_path / "whole")
    expected = bytes_of(tmp_path / "whole")
    for answers in range(0, 60, 7):
        count = iter(range(10_000))
        out = tmp_path / f"out-{answers}"
        try:
            export(request, out, is_cancelled=lambda n=answers, c=count: next(c) >= n)
        except CancelledError:
            export(request, out, resume=out.exists())
        assert bytes_of(out) == expected


def test_large_raster_shows_its_tiles_on_the_map(make_request, tmp_path, monkeypatch):
    values = np.full((3, 48, 64), 100, np.uint8)
    whole = make_request(values, WINDOWS[:1], ["a"], scaling="NONE")
    export(whole, tmp_path / "whole")
    monkeypatch.setattr(picture_module, "_SMALL_PIXELS", 0)
    export(whole, tmp_path / "out")
    small, large = (np.asarray(Image.open(tmp_path / n / "map.png")) for n in ("whole", "out"))
    assert np.array_equal(small[:160, :160], large[:160, :160])
    assert (small[160:] == 100).all() and not large[160:].any() and not large[:, 160:].any()


def test_bands_without_a_name_get_none_in_geotiffs(make_request, tmp_path):
    for name, raster, expected in (
        ("none", {}, (None, None, None)),
        ("some", {"descriptions": ("a", "", "c")}, ("a", None, "c")),
    ):
        export(make_request(format="GTIFF", scaling="NONE", raster=raster), tmp_path / name)
        with rasterio.open(tmp_path / name / rows_of(tmp_path / name)[0]["file"]) as tile:
            assert tile.descriptions == expected
    assert facts_of(tmp_path / "some")["bands"] == ["a", "band 2", "c"]


def test_full_disk_during_an_overwrite_is_told_with_the_right_advice(
    make_request, tmp_path, monkeypatch
):
    export(make_request(), tmp_path / "out")
    before = bytes_of(tmp_path / "out")

    def fail(path, data):
        raise OSError(errno.ENOSPC, "No space left on device", str(path))

    monkeypatch.setattr(export_module, "write_whole", fail)
    with pytest.raises(ExportError, match=r"disk is full: .* as it was; free space for both, then"):
        export(make_request(fill=9), tmp_path / "out", overwrite=True)
    assert bytes_of(tmp_path / "out") == before
    assert [p.name for p in tmp_path.iterdir() if p.is_dir()] == ["out"]
