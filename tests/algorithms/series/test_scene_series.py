"""Time series of scenes: a list, a folder, a group of layers, a table, that of Select Products."""

import csv
import json
from pathlib import Path

import numpy as np
import pytest
import rasterio
from rasterio.transform import from_origin
from rasterio.warp import Resampling, calculate_default_transform, reproject

LEFT, TOP = 500000, 4600000
DAYS = ("2020-03-05", "2020-01-20", "2020-02-10")
NAMES = ("red", "nir")


@pytest.fixture
def dates(make_raster, tmp_path):
    """Three dates in disorder: day -> values (red, nir); the second stores nir first."""
    rng = np.random.default_rng(4)
    (tmp_path / "scenes").mkdir()
    made = {}
    for k, day in enumerate(DAYS):
        made[day] = rng.integers(1, 60000, (2, 32, 48), dtype="uint16")
        step = -1 if k == 1 else 1
        make_raster(
            made[day][::step],
            name=f"scenes/S_{day.replace('-', '')}.tif",
            descriptions=NAMES[::step],
            nodata=0,
        )
    return made


@pytest.fixture
def files(dates, tmp_path):
    return [str(tmp_path / f"scenes/S_{day.replace('-', '')}.tif") for day in DAYS]


@pytest.fixture
def tiles(run, files):
    return run("createtilegrid", INPUT=files[0], TILE_SIZE=16)["OUTPUT"]


@pytest.fixture
def export(run, tiles, tmp_path):
    def call(name="out", **parameters):
        return run(
            "exporttimeseries", **{"TILES": tiles, "OUTPUT": str(tmp_path / name), **parameters}
        )["OUTPUT"]

    return call


@pytest.fixture
def table(tmp_path):
    def make(columns, rows, name="scenes.csv"):
        path = tmp_path / name
        with path.open("w", newline="", encoding="utf-8") as file:
            csv.writer(file).writerows([columns, *rows])
        return str(path)

    return make


def load(folder, tile="r00000_c00001"):
    with np.load(f"{folder}/images/{tile}.npz", allow_pickle=False) as sample:
        return {name: sample[name] for name in sample.files}


def stack(dates, days=None):
    return np.stack([dates[day] for day in sorted(days or DAYS)])[..., :16, 16:32]


def check(folder, dates, days=None):
    sample = load(folder)
    assert [str(day) for day in sample["dates"]] == sorted(days or DAYS)
    assert sample["bands"].tolist() == list(NAMES)
    assert np.array_equal(sample["images"], stack(dates, days))


def test_a_list_a_folder_and_a_group_give_the_same(export, dates, files, tmp_path):
    from qgis.core import QgsProject, QgsRasterLayer

    check(export("list", SCENES=files), dates)
    # Bands are those of the first by date.
    sample = load(export("folder", SCENES=[str(tmp_path / "scenes")]))
    assert sample["bands"].tolist() == ["nir", "red"]
    assert np.array_equal(sample["images"], stack(dates)[:, ::-1])
    group = QgsProject.instance().layerTreeRoot().addGroup("All dates")
    for path in files:
        layer = QgsRasterLayer(path, Path(path).stem, "gdal")
        QgsProject.instance().addMapLayer(layer, False)
        group.addLayer(layer)
    check(export("group", SCENES=["All dates"]), dates)
    QgsProject.instance().clear()


def test_a_table_tells_dates_bands_and_clouds(export, dates, files, table, make_raster, run):
    clouds = np.zeros((1, 32, 48), dtype="uint8")
    clouds[:, :, 16:24] = 7
    mask = make_raster(clouds, name="clouds.tif")
    days = ("2021-05-01", "2021-04-01", "2021-06-01")
    rows = [
        [path, f"scene {k}", day, mask if k == 2 else "", "2" if k == 1 else "1", k < 3]
        for k, (path, day) in enumerate(zip(files, days))
    ]
    rows.append([files[0] + "x", "left out", "2021-01-01", "", "", 0])
    columns = ["file", "scene", "date", "cloud_mask", "bands", "selected"]
    folder = export(SCENE_TABLE=table(columns, rows), VALUES="7")
    sample = load(folder)
    assert [str(day) for day in sample["dates"]] == sorted(days)
    assert sample["bands"].tolist() == ["red"]
    order = [1, 0, 2]
    expected = np.stack([dates[DAYS[k]][:1] for k in order])[..., :16, 16:32]
    assert np.array_equal(sample["images"], expected)
    assert np.isnan(sample["cloud"][:2]).all()
    assert sample["cloud"][2] == pytest.approx(0.5)
    facts = json.loads(Path(folder, "dataset.json").read_text("utf-8"))
    assert "scene 1" in json.dumps(facts["dates"])
    assert run("validatedataset", INPUT=folder)["PASSED"]


def test_the_table_of_select_products_is_one(export, run, dates, tmp_path):
    layer = run("selectproducts", INPUT=str(tmp_path / "scenes"), OUTPUT="memory:")["OUTPUT"]
    sample = load(export(SCENE_TABLE=layer, BANDS="red,nir"))
    assert [str(day) for day in sample["dates"]] == sorted(DAYS)
    assert np.array_equal(sample["images"], stack(dates))


def test_dates_of_a_pattern_or_of_a_table_of_dates_come_first(export, dates, files, tmp_path):
    given = tmp_path / "dates.csv"
    given.write_text("name,date\n" + f"{Path(files[0]).name},2019-01-01\n", encoding="utf-8")
    sample = load(export(SCENES=files, DATE_TABLE=str(given), START="2019-01-01"))
    assert [str(day) for day in sample["dates"]] == ["2019-01-01", *sorted(DAYS)[:2]]


def test_a_band_of_codes_is_none_of_the_bands(export, dates, make_raster, tmp_path):
    files = []
    for k, day in enumerate(DAYS):
        codes = np.full((1, 32, 48), k, dtype="uint16")
        values = np.concatenate((codes, dates[day]))
        name = f"coded_{day}.tif"
        files.append(make_raster(values, name=name, descriptions=("codes", *NAMES)))
    for bands in ("", "red,nir"):
        folder = export(f"o{bands}", SCENES=files, CLOUD_BAND="codes", VALUES="1", BANDS=bands)
        check(folder, dates)
        assert load(folder)["cloud"].tolist() == [1, 0, 0]


def test_scenes_of_two_zones_are_laid_over_each_other(export, run, tmp_path):
    smooth = np.add.outer(np.arange(64) * 7, np.arange(64) * 11).astype("uint16") + 500
    transform = from_origin(499900, 4843000, 10, 10)
    bounds = (499900, 4842360, 500540, 4843000)
    place, width, height = calculate_default_transform(
        "EPSG:32631", "EPSG:32630", 64, 64, *bounds, resolution=12
    )
    moved = np.zeros((1, height, width), dtype="uint16")
    reproject(
        smooth[None],
        moved,
        src_transform=transform,
        src_crs="EPSG:32631",
        dst_transform=place,
        dst_crs="EPSG:32630",
        resampling=Resampling.bilinear,
    )
    files = []
    for name, crs, at, values in (
        ("a_20200101", "EPSG:32631", transform, smooth[None]),
        ("b_20200201", "EPSG:32630", place, moved),
    ):
        path = str(tmp_path / f"{name}.tif")
        size = {"height": values.shape[1], "width": values.shape[2]}
        with rasterio.open(
            path, "w", "GTiff", count=1, dtype="uint16", crs=crs, transform=at, nodata=0, **size
        ) as made:
            made.write(values)
        files.append(path)
    tiles = run("createtilegrid", INPUT=files[0], TILE_SIZE=16)["OUTPUT"]
    sample = load(export(SCENES=files[::-1], TILES=tiles), "r00001_c00001")
    one, two = sample["images"].astype(int)
    assert np.array_equal(one[0], smooth[16:32, 16:32])
    assert np.abs(one - two).max() <= 12


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({"FOLDER": "scenes"}, "FOLDER and SCENES are both given; give one of them."),
        ({"RASTERS": True}, "RASTERS and SCENES are both given; give one of them."),
        ({"SCENES": ["no.tif"]}, "SCENES names no.tif, and there is neither such a file"),
        ({"SCENES": "none"}, "There is no image; give RASTERS, FOLDER or SCENES."),
        ({"BANDS": "swir"}, "BANDS asks for swir, which S_20200305 lacks; it has red, nir."),
    ],
)
def test_what_is_no_series_is_refused(run_error, files, tiles, tmp_path, given, said):
    given = dict(given)
    if given.get("FOLDER"):
        given["FOLDER"] = str(tmp_path / "scenes")
    if given.get("RASTERS"):
        given["RASTERS"] = files
    if given.get("SCENES") == "none":
        given["SCENES"] = []
    parameters = {"SCENES": files, "TILES": tiles, "OUTPUT": str(tmp_path / "out"), **given}
    text = run_error("exporttimeseries", **parameters)
    assert said in text
    assert not (tmp_path / "out").exists()
