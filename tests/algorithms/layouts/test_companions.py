"""Second images and targets of tiles, against the pixels of their rasters."""

import json
import tarfile
import zipfile
from pathlib import Path

import numpy as np
import pytest
import rasterio
from rasterio.transform import Affine

COLUMNS, ROWS = 64, 48


def facts_of(folder):
    return json.loads(Path(folder, "dataset.json").read_text(encoding="utf-8"))


@pytest.fixture
def mask(make_raster):
    codes = np.random.default_rng(2).integers(0, 3, (1, ROWS, COLUMNS), dtype="uint8")
    return make_raster(codes, name="codes.tif")


@pytest.fixture
def later():
    return np.random.default_rng(8).integers(1, 255, (3, ROWS, COLUMNS), dtype="uint8")


@pytest.fixture
def export_masks(export, mask):
    def make(folder="out", **parameters):
        return export("MASKS", folder, **{"MASK": mask, **parameters})

    return make


def read_beside(folder, csv_rows, column, bands=3, times=1):
    """The files of a column as one raster, NaN where there is none."""
    whole = np.full((bands, ROWS * times, COLUMNS * times), np.nan)
    for row in csv_rows(f"{folder}/tiles.csv"):
        with rasterio.open(Path(folder, row[column])) as dataset:
            pixels = dataset.read()
        top, left = (16 * times * int(row[name]) for name in ("row", "col"))
        whole[:, top : top + pixels.shape[1], left : left + pixels.shape[2]] = pixels
    return whole


def test_each_tile_has_a_second_image_of_the_same_name(
    export_masks, make_raster, later, csv_rows, files
):
    folder = export_masks(RASTER2=make_raster(later, name="later.tif"))
    assert np.array_equal(read_beside(folder, csv_rows, "image2"), later)
    found = csv_rows(f"{folder}/tiles.csv")
    assert [r["image2"] for r in found] == [
        r["file"].replace("images/", "images2/", 1) for r in found
    ]
    beside = {name for name in files(folder) if name.startswith("images2/")}
    assert beside == {r["image2"] for r in found}
    facts = facts_of(folder)
    assert facts["pairs"] == {
        "raster": facts["sources"]["raster2"]["name"],
        "bands": facts["bands"],
        "dtype": "uint8",
        "nodata": None,
        "extension": "png",
    }
    assert len(facts["sources"]["raster2"]["sha256"]) == 64


def test_the_second_image_has_the_same_indices(export_masks, make_raster, later, csv_rows):
    folder = export_masks(
        RASTER2=make_raster(later, name="later.tif"), FORMAT="GTIFF", SCALING="NONE",
        INDICES="NGRDI", BAND_MEANINGS="1=red,2=green",
    )  # fmt: skip
    found = read_beside(folder, csv_rows, "image2", 4)
    assert np.array_equal(found[:3], later)
    red, green = (later[k].astype(float) for k in (0, 1))
    assert np.allclose(found[3], (green - red) / (green + red), atol=1e-6)
    assert facts_of(folder)["bands"][3] == "NGRDI"


def test_another_grid_is_put_on_that_of_the_first(export_masks, make_raster, csv_rows):
    fine = np.random.default_rng(1).integers(0, 60, (3, 2 * ROWS, 2 * COLUMNS), dtype="uint16") * 4
    raster = make_raster(fine, name="fine.tif", transform=Affine(5, 0, 500000, 0, -5, 4600000))
    folder = export_masks(RASTER2=raster, FORMAT="GTIFF")
    means = fine.reshape(3, ROWS, 2, COLUMNS, 2).astype(float).mean(axis=(2, 4))
    assert np.array_equal(read_beside(folder, csv_rows, "image2"), means)


def test_both_have_the_scaling_of_the_first(export_masks, make_raster, later, csv_rows):
    folder = export_masks(RASTER2=make_raster(later, name="later.tif"), SCALING="MINMAX")
    found = read_beside(folder, csv_rows, "image2")
    for band, values, row in zip(found, later, facts_of(folder)["scaling"]["bands"]):
        share = (values.astype(float) - row["min"]) / (row["max"] - row["min"])
        assert np.array_equal(band, np.rint(np.clip(share, 0, 1) * 255))


def test_hugging_face_has_it_as_a_column(export, make_raster, later, csv_rows):
    folder = export(
        "HUGGINGFACE",
        RASTER2=make_raster(later, name="later.tif"),
        OBJECTS=None,
        OBJECT_FIELD=None,
        OBJECT_ID_FIELD=None,
    )
    assert np.array_equal(read_beside(folder, csv_rows, "image2"), later)
    for path in Path(folder).glob("*/metadata.jsonl"):
        for line in path.read_text(encoding="utf-8").splitlines():
            row = json.loads(line)
            assert row["image2_file_name"] == f"images2/{row['file_name']}"
            assert Path(path.parent, row["image2_file_name"]).is_file()
    head = Path(folder, "README.md").read_text(encoding="utf-8")
    assert "- name: image2\n    dtype: image\n" in head


def test_arcgis_has_it_beside_the_images(export, mask, make_raster, later, csv_rows, files):
    folder = export("ESRI", MASK=mask, RASTER2=make_raster(later, name="later.tif"))
    assert np.array_equal(read_beside(folder, csv_rows, "image2"), later)
    for row in csv_rows(f"{folder}/tiles.csv"):
        assert row["image2"] == row["file"].replace("/images/", "/images2/")


@pytest.fixture
def heights(make_raster):
    """Heights in centimetres with an offset, and a hole."""
    stored = np.random.default_rng(3).integers(1, 3000, (1, ROWS, COLUMNS)).astype("int16")
    stored[0, 10:14, 20:30] = -1
    path = make_raster(stored, name="heights.tif", nodata=-1)
    with rasterio.open(path, "r+") as dataset:
        dataset.scales, dataset.offsets = (0.01,), (5.0,)
    true = stored[0] * np.float32(0.01) + np.float32(5)
    true[stored[0] == -1] = np.nan
    return path, true.astype("float32")


def test_targets_are_true_values_in_decimals(export, heights, csv_rows, files):
    folder = export(
        "MASKS", TARGET=heights[0], OBJECTS=None, OBJECT_FIELD=None, OBJECT_ID_FIELD=None
    )
    found = read_beside(folder, csv_rows, "target", 1)[0]
    assert np.array_equal(found.astype("float32"), heights[1], equal_nan=True)
    assert np.isnan(found).sum() == 40
    names = {name for name in files(folder) if name.startswith("targets/")}
    assert names == {r["target"] for r in csv_rows(f"{folder}/tiles.csv")}
    with rasterio.open(Path(folder, sorted(names)[0])) as dataset:
        assert dataset.dtypes == ("float32",)
        assert np.isnan(dataset.nodata)
    assert not Path(folder, "data.yaml").exists()
    assert len(list(Path(folder, "splits").iterdir())) == 3
    card = Path(folder, "README.md").read_text(encoding="utf-8")
    assert "class_path: GenericNonGeoPixelwiseRegressionDataModule" in card
    assert "  train_label_data_root: targets/train\n" in card
    assert facts_of(folder)["targets"]["nodata"] == "nan"


def test_targets_of_resampled_tiles(export, heights, csv_rows):
    folder = export(
        "MASKS",
        TARGET=heights[0],
        OBJECTS=None,
        OBJECT_FIELD=None,
        OBJECT_ID_FIELD=None,
        RESAMPLING="NEAREST",
        PIXELS=32,
    )
    found = read_beside(folder, csv_rows, "target", 1, 2)[0].astype("float32")
    assert np.array_equal(found, heights[1].repeat(2, 0).repeat(2, 1), equal_nan=True)


def test_masks_and_targets_stand_side_by_side(export_masks, heights, csv_rows, files):
    folder = export_masks(TARGET=heights[0])
    assert Path(folder, "data.yaml").is_file()
    found = files(folder)
    for row in csv_rows(f"{folder}/tiles.csv"):
        assert {row["file"], row["mask"], row["target"]} <= set(found)


def test_blackened_pairs_show_the_same_pixels(export_masks, make_raster, later, csv_rows, mask):
    folder = export_masks(RASTER2=make_raster(later, name="later.tif"), BLACKEN=True)
    with rasterio.open(mask) as dataset:
        codes = dataset.read(1)
    expected = np.where(codes == 0, 0, later)
    assert np.array_equal(read_beside(folder, csv_rows, "image2"), expected)


def test_the_files_belong_to_the_dataset(
    run, export_masks, make_raster, later, heights, files, tmp_path
):
    second = make_raster(later, name="later.tif")
    given = {"RASTER2": second, "TARGET": heights[0]}
    folder = export_masks(**given)
    before = files(folder)
    beside = sorted(n for n in before if n.startswith(("images2/", "targets/")))
    assert len(beside) == 24
    target = str(tmp_path / "all.zip")
    run("packagedataset", INPUT=folder, FORMAT="ZIP", OUTPUT=target)
    with zipfile.ZipFile(target) as package:
        packed = set(package.namelist())
    assert all(any(name.endswith(own) for name in packed) for own in beside)
    found = run("validatedataset", INPUT=folder)
    assert found["PASSED"] is True
    export_masks(OVERWRITE=True)
    assert not any(n.startswith(("images2/", "targets/")) for n in files(folder))


def test_shards_name_them_by_what_they_are(
    run, export_masks, make_raster, later, heights, tmp_path
):
    folder = export_masks(RASTER2=make_raster(later, name="later.tif"), TARGET=heights[0])
    shards = tmp_path / "shards"
    run("packagedataset", INPUT=folder, FORMAT="WEBDATASET", OUTPUT=str(shards))
    found = {}
    for path in shards.rglob("*.tar"):
        with tarfile.open(path) as file:
            for member in file.getmembers():
                key, _, ending = member.name.partition(".")
                found.setdefault(key, {})[ending] = file.extractfile(member).read()
    assert len(found) == 12
    for key, parts in found.items():
        assert sorted(parts) == ["image2.png", "json", "mask.png", "png", "target.tif"]
        row = json.loads(parts["json"])
        assert parts["image2.png"] == Path(folder, row["image2"]).read_bytes()
        assert parts["target.tif"] == Path(folder, row["target"]).read_bytes()
        assert row["tile_id"] == key


def test_workers_of_a_cluster_write_the_same(
    export_masks, make_raster, later, heights, files, scheduler
):
    given = {"RASTER2": make_raster(later, name="later.tif"), "TARGET": heights[0]}
    there = files(export_masks("there", SCHEDULER=scheduler, **given))
    here = files(export_masks("here", **given))
    names = [name for name in here if name.startswith(("images2/", "targets/"))]
    assert len(names) == 24
    assert all(here[name] == there[name] for name in names)


def test_threads_and_one_worker_write_the_same(export_masks, make_raster, later, heights, files):
    second = make_raster(later, name="later.tif")
    first, other = (
        {
            name: data
            for name, data in files(
                export_masks(name, RASTER2=second, TARGET=heights[0], WORKERS=count)
            ).items()
            if name.startswith(("images2/", "targets/", "tiles.csv"))
        }
        for name, count in (("one", 1), ("four", 4))
    )
    assert first == other


@pytest.mark.parametrize(
    ("layout", "name"), [("COCO", "RASTER2"), ("COCO", "TARGET"), ("HUGGINGFACE", "TARGET")]
)
def test_a_layout_needs_a_place(run_error, raster, tiles, objects, tmp_path, layout, name):
    said = run_error(
        "exporttiles",
        RASTER=raster,
        TILES=tiles,
        LAYOUT=layout,
        FORMAT="PNG",
        OBJECTS=objects,
        OBJECT_FIELD="class",
        OUTPUT=str(tmp_path / "o"),
        **{name: raster},
    )
    assert said.startswith(f"LAYOUT {layout} has no place for {name}; choose one of MASKS")


def test_other_bands_are_no_pair(run_error, raster, tiles, mask, make_raster, tmp_path):
    one = make_raster(np.ones((1, ROWS, COLUMNS), dtype="uint8"), name="one.tif")
    said = run_error(
        "exporttiles",
        RASTER=raster,
        TILES=tiles,
        LAYOUT="MASKS",
        FORMAT="PNG",
        MASK=mask,
        RASTER2=one,
        OUTPUT=str(tmp_path / "o"),
    )
    assert said.startswith("RASTER2 ")
    assert "number of bands (1 and 3)" in said
    assert said.strip().endswith("name the same ones with BANDS.")


def test_another_place_is_no_pair(run_error, raster, tiles, mask, make_raster, later, tmp_path):
    far = make_raster(later, name="far.tif", transform=Affine(10, 0, 700000, 0, -10, 4600000))
    said = run_error(
        "exporttiles",
        RASTER=raster,
        TILES=tiles,
        LAYOUT="MASKS",
        FORMAT="PNG",
        MASK=mask,
        RASTER2=far,
        OUTPUT=str(tmp_path / "o"),
    )
    assert "do not overlap; choose rasters of the same place." in said


@pytest.mark.parametrize("gone", ["images/", "images2/", "targets/", "masks/", "splits/"])
def test_a_killed_export_is_finished(
    export_masks, make_raster, later, heights, dataset_files, gone
):
    given = {"RASTER2": make_raster(later, name="later.tif"), "TARGET": heights[0]}
    whole = Path(export_masks(**given))
    expected = dataset_files(whole)
    facts = facts_of(whole)
    names = sorted(p.relative_to(whole).as_posix() for p in whole.rglob("*") if p.is_file())
    own = ("README.md", "tiles.csv", "tiles.gpkg", "dataset.json", "map.png")
    note = {
        "fingerprint": facts["fingerprint"],
        "files": [name for name in names if name not in own],
        "layout": "MASKS",
        "splits": list(facts["splits"]),
        "masks": True,
    }
    (whole / ".tilewright-unfinished.json").write_text(json.dumps(note), encoding="utf-8")
    (whole / "dataset.json").unlink()
    next(whole / name for name in names if name.startswith(gone)).unlink()
    export_masks(RESUME=True, **given)
    assert dataset_files(whole) == expected
