"""Indices of Export Time Series: those that samples, training and classes have of each image."""

import csv
import json
from pathlib import Path

import numpy as np
import pytest
import rasterio

DAYS = ("20200120", "20200210", "20200305")
NAMES = ("blue", "red", "nir")
SIZE = 16


@pytest.fixture
def dates(make_raster, tmp_path):
    """Day -> values of three bands, with gaps in one band alone, and in all."""
    rng = np.random.default_rng(4)
    (tmp_path / "scenes").mkdir()
    made = {}
    for day in DAYS:
        made[day] = rng.integers(1, 9000, (3, 32, 48), dtype="uint16")
        made[day][2, 3, 5:9] = 0
        made[day][:, 20:22, 40:] = 0
        make_raster(made[day], name=f"scenes/S_{day}.tif", descriptions=NAMES, nodata=0)
    return made


@pytest.fixture
def folder(tmp_path):
    return str(tmp_path / "scenes")


@pytest.fixture
def tiles(run, dates, tmp_path):
    raster = str(tmp_path / "scenes" / f"S_{DAYS[0]}.tif")
    return run("createtilegrid", INPUT=raster, TILE_SIZE=SIZE)["OUTPUT"]


@pytest.fixture
def export(run, tiles, folder, tmp_path):
    def make(name, **more):
        out = str(tmp_path / name)
        images = {} if {"RASTERS", "SCENES"} & set(more) else {"FOLDER": folder}
        run("exporttimeseries", TILES=tiles, OUTPUT=out, **images, **more)
        return out

    return make


def whole(out, name="images", rows=2):
    """The samples side by side: (dates, ..., rows, columns)."""
    found = {}
    for path in Path(out, "images").glob("*.npz"):
        row, col = (int(part[1:]) for part in path.stem.split("_"))
        with np.load(path, allow_pickle=False) as sample:
            found[row, col] = sample[name]
    return np.block([[found[r, c] for c in range(3)] for r in range(rows)])


def floats(values):
    return np.where(values == 0, np.nan, values).astype("float32")


def ndvi(values):
    _, red, nir = floats(values)
    return (nir - red) / (nir + red)


def test_indices_stand_behind_the_bands(export, dates, run):
    out = export("out", INDICES="NDVI,evi", REFLECTANCE="0.0001")
    assert "Indices of the images: NDVI, EVI, computed of reflectances" in run.log
    stack = whole(out)
    assert stack.dtype == np.float32
    assert stack.shape == (3, 5, 32, 48)
    for k, day in enumerate(DAYS):
        assert np.array_equal(stack[k, :3], floats(dates[day]), equal_nan=True)
        assert stack[k, 3] == pytest.approx(ndvi(dates[day]), abs=1e-6, nan_ok=True)
        blue, red, nir = floats(dates[day]).astype(float) / 10000
        evi = 2.5 * (nir - red) / (nir + 6 * red - 7.5 * blue + 1)
        known = np.abs(nir + 6 * red - 7.5 * blue + 1) > 0.05
        assert stack[k, 4][known] == pytest.approx(evi[known], rel=1e-3, abs=1e-4, nan_ok=True)
    with Path(out, "dataset.json").open(encoding="utf-8") as file:
        facts = json.load(file)
    assert facts["bands"] == [*NAMES, "NDVI", "EVI"]
    assert facts["indices"]["bands"] == {"blue": "blue", "red": "red", "nir": "nir"}
    assert facts["indices"]["formulas"]["NDVI"] == "(nir - red) / (nir + red)"
    assert facts["indices"]["scale"] == [0.0001, 0]
    means = {row["band"]: row["mean"] for row in facts["statistics"]}
    assert means["NDVI"] == pytest.approx(np.nanmean(stack[:, 3].astype(float)), rel=1e-6)


def test_values_are_those_of_samples_that_a_classifier_learns_from(
    export, run, folder, make_layer, tmp_path
):
    """Also of neighbourhoods, across the borders of the samples."""
    indices = "NDVI,NDVI_SD5,RED_MEAN3"
    stack = whole(export("out", INDICES=indices))
    x, y = 500000, 4600000
    box = f"POLYGON(({x} {y}, {x + 480} {y}, {x + 480} {y - 320}, {x} {y - 320}, {x} {y}))"
    labels = make_layer([(box, {"class": "all"})], fields="class:string", name="labels")
    for k, day in enumerate(DAYS):
        table = tmp_path / f"{day}.csv"
        run("samplepixels", RASTER=f"{folder}/S_{day}.tif", LABELS=labels, LABEL_FIELD="class",
            INDICES=indices, OUTPUT=str(table))  # fmt: skip
        with table.open(encoding="utf-8", newline="") as file:
            lines = list(csv.DictReader(file))
        assert len(lines) == 32 * 48 - 2 * 8 - 4
        rows = [int((y - float(line["y"])) // 10) for line in lines]
        cols = [int((float(line["x"]) - x) // 10) for line in lines]
        for band, name in enumerate((*NAMES, *indices.split(","))):
            own = np.array([line[name] for line in lines], dtype="float32")
            assert stack[k, band, rows, cols] == pytest.approx(own, rel=1e-6), name


def test_a_band_of_an_index_need_not_be_shown(export, dates):
    stack = whole(export("out", BANDS="red", INDICES="NDVI"))
    assert stack.shape[1] == 2
    for k, day in enumerate(DAYS):
        assert np.array_equal(stack[k, 0], floats(dates[day])[1], equal_nan=True)
        assert stack[k, 1] == pytest.approx(ndvi(dates[day]), abs=1e-6, nan_ok=True)


def test_bands_that_are_a_file_each_and_the_others(export, dates, make_raster, tmp_path):
    """Indices are of one date's files, by what their names tell or by what is said."""
    paths = []
    for day in DAYS:
        for name, values in zip(("B02", "B04", "B08"), dates[day]):
            file = f"split_{day}_{name}.tif"
            paths.append(make_raster(values[None], name=file, nodata=0, descriptions=None))
    expected = whole(export("together", INDICES="NDVI"))
    apart = whole(export("apart", RASTERS=paths, INDICES="NDVI"))
    assert np.array_equal(apart, expected, equal_nan=True)
    told = whole(export("told", RASTERS=paths, INDICES="NDVI", BAND_MEANINGS="3=red,1=nir"))
    _, red, nir = (floats(dates[DAYS[0]])[k] for k in (1, 2, 0))
    assert told[0, 3] == pytest.approx((nir - red) / (nir + red), abs=1e-6, nan_ok=True)


def test_coarser_bands_and_arrays_of_their_own(export, dates, make_raster):
    """The index lies on the finest pixels, of coarse bands as they are laid on these."""
    paths = []
    for day in DAYS:
        red, nir = dates[day][1], dates[day][2]
        coarse = red.reshape(16, 2, 24, 2).max(axis=(1, 3))
        paths.append(make_raster(nir[None], name=f"{day}_B08.tif", nodata=0, descriptions=None))
        wide = rasterio.transform.from_origin(500000, 4600000, 20, 20)
        paths.append(
            make_raster(
                coarse[None], name=f"{day}_B04.tif", nodata=0, descriptions=None, transform=wide
            )  # fmt: skip
        )
    more = {"RASTERS": paths, "INDICES": "NDVI_MEAN3,NDVI", "RESAMPLING": "NEAREST"}
    stacked = whole(export("stacked", BANDS="B08,B04", **more))
    out = export("separate", LAYOUT="SEPARATE", BANDS="B08,B04", **more)
    assert np.array_equal(whole(out, "NDVI"), stacked[:, 3], equal_nan=True)
    assert np.array_equal(whole(out, "NDVI_MEAN3"), stacked[:, 2], equal_nan=True)
    assert whole(out, "B04").shape == (3, 16, 24)
    red = floats(dates[DAYS[0]][1].reshape(16, 2, 24, 2).max(axis=(1, 3)))
    red = red.repeat(2, axis=0).repeat(2, axis=1)
    nir = floats(dates[DAYS[0]][2])
    assert stacked[0, 3] == pytest.approx((nir - red) / (nir + red), abs=1e-6, nan_ok=True)
    alone = whole(export("alone", BANDS="B08", **more))
    assert np.array_equal(alone, stacked[:, [0, 2, 3]], equal_nan=True)


def test_scenes_have_the_same(export, folder, dates):
    scenes = [f"{folder}/S_{day}.tif" for day in DAYS]
    expected = whole(export("folder", BANDS="red", INDICES="NDVI,NDVI_SD3"))
    found = whole(export("listed", SCENES=scenes, BANDS="2", INDICES="NDVI,NDVI_SD3"))
    assert np.array_equal(found, expected, equal_nan=True)
    told = whole(export("told", SCENES=scenes, INDICES="NDVI", BAND_MEANINGS="1=red"))
    blue, _, nir = floats(dates[DAYS[0]])
    assert told[0, 3] == pytest.approx((nir - blue) / (nir + blue), abs=1e-6, nan_ok=True)


def test_scaled_images_count_with_their_true_values(export, folder, dates):
    for day in DAYS:
        with rasterio.open(f"{folder}/S_{day}.tif", "r+") as dataset:
            dataset.scales, dataset.offsets = (0.0001,) * 3, (-0.1,) * 3
    stack = whole(export("out", INDICES="NDVI"))
    red, nir = (floats(dates[DAYS[1]])[k] / np.float32(10000) - np.float32(0.1) for k in (1, 2))
    known = np.abs(nir + red) > 0.01
    found = stack[1, 3][known]
    assert found == pytest.approx(((nir - red) / (nir + red))[known], rel=1e-3, nan_ok=True)


@pytest.mark.parametrize(
    ("more", "says"),
    [
        ({"INDICES": "NDBI"}, "NDBI needs swir1 and nir, and nothing tells which band of the"),
        ({"INDICES": "EVI"}, "EVI needs reflectances from 0 to 1, and S_20200120.tif holds uint16"),
        (
            {"INDICES": "NDVI", "BAND_MEANINGS": "4=nir"},
            "BAND_MEANINGS names band 4, but the images have 3 bands.",
        ),
        ({"INDICES": "NDVI", "FLOAT": False}, "INDICES are decimals, and FLOAT=false keeps whole"),
    ],
)
def test_what_cannot_be_computed_is_told(run_error, folder, tiles, tmp_path, more, says):
    out = tmp_path / "out"
    text = run_error("exporttimeseries", FOLDER=folder, TILES=tiles, OUTPUT=str(out), **more)
    assert says in text
    assert not out.exists()


@pytest.mark.parametrize("way", ["FOLDER", "SCENES"])
@pytest.mark.parametrize("layout", ["STACKED", "SEPARATE"])
def test_products_have_indices_of_bands_of_all_resolutions(
    run, run_error, make_product, make_layer, tmp_path, way, layout
):
    rng = np.random.default_rng(6)
    folder, days = tmp_path / "products", ("20220413", "20220305")
    made = {}
    for day in days:
        made[day] = {
            ("B04", 10): rng.integers(1500, 9000, (48, 64), dtype="uint16"),
            ("B08", 10): rng.integers(1500, 9000, (48, 64), dtype="uint16"),
            ("B8A", 20): rng.integers(1500, 9000, (24, 32), dtype="uint16"),
            # The same everywhere, as products bring coarse bands to finer pixels in their own way.
            ("B11", 20): np.full((24, 32), rng.integers(1500, 9000), dtype="uint16"),
            ("SCL", 20): np.full((24, 32), 4, dtype="uint8"),
        }
        make_product(made[day], date=day, offsets=-1000, folder=folder)
    ring = "300000 4899860,300160 4899860,300160 4900020,300000 4900020,300000 4899860"
    asked = {
        "TILES": make_layer([(f"POLYGON(({ring}))", {})], crs="EPSG:32631"),
        way: str(folder) if way == "FOLDER" else sorted(map(str, folder.glob("*.SAFE"))),
        "LAYOUT": layout,
        "BANDS": "B04",
        "OUTPUT": str(tmp_path / "out"),
    }
    text = run_error("exporttimeseries", **asked, INDICES="NDVI", REFLECTANCE="0.0001")
    assert "REFLECTANCE is for numbers as they are stored, and of S2A_MSIL2A_20220305" in text
    run("exporttimeseries", **asked, INDICES="NDVI,SAVI,NDMI", RESAMPLING="NEAREST")
    (path,) = Path(asked["OUTPUT"], "images").glob("*.npz")
    with np.load(path) as sample:
        if layout == "STACKED":
            assert sample["bands"].tolist() == ["B04", "NDVI", "SAVI", "NDMI"]
            red, ndvi, savi, ndmi = sample["images"].transpose(1, 0, 2, 3)
        else:
            assert "B08" not in sample and "B11" not in sample
            red, ndvi, savi, ndmi = (sample[name] for name in ("B04", "NDVI", "SAVI", "NDMI"))
    for k, day in enumerate(sorted(days)):
        true = {
            name: (values.astype(float).repeat(res // 10, 0).repeat(res // 10, 1) - 1000) / 10000
            for (name, res), values in made[day].items()
        }
        b04, b08, b11 = (true[name][:16, :16] for name in ("B04", "B08", "B11"))
        assert red[k] == pytest.approx(b04, abs=1e-6)
        assert ndvi[k] == pytest.approx((b08 - b04) / (b08 + b04), abs=1e-5)
        assert savi[k] == pytest.approx(1.5 * (b08 - b04) / (b08 + b04 + 0.5), abs=1e-5)
        # Of the near infrared bands the one whose centre is nearest.
        assert ndmi[k] == pytest.approx((b08 - b11) / (b08 + b11), abs=1e-5)


def test_classes_that_lie_among_dates_are_no_dates(
    run, export, folder, dates, make_raster, tmp_path
):
    expected = whole(export("before", INDICES="NDVI"))
    codes = np.ones((32, 48), dtype="uint8")
    colors = {1: (255, 0, 0, 255)}
    make_raster(codes, name="scenes/classes_20200120.tif", colormap=colors)
    assert np.array_equal(whole(export("after", INDICES="NDVI")), expected, equal_nan=True)
    assert "holds classes, labels or counts and is no image: classes_20200120.tif." in run.log
    run("composite", FOLDER=folder, METHOD="MEDIAN", OUTPUT=str(tmp_path / "c.tif"))
    assert "holds classes, labels or counts and is no image: classes_20200120.tif." in run.log
    with rasterio.open(tmp_path / "c.tif") as dataset:
        assert dataset.count == 3
