"""Export Time Series against numpy stacks that are cut by hand."""

import csv
import io
import json
import os
import zipfile
import zlib
from pathlib import Path

import numpy as np
import pytest
import rasterio
from shapely.geometry import MultiPolygon, Polygon, box

LEFT, TOP = 500000, 4600000
DAYS = ("2020-03-05", "2020-01-20", "2020-02-10")


@pytest.fixture
def dates(make_raster, tmp_path):
    """Three dates of two bands, made in disorder: day -> values (bands, rows, columns)."""
    rng = np.random.default_rng(3)
    made = {}
    (tmp_path / "scenes").mkdir()
    for day in DAYS:
        made[day] = rng.integers(1, 60000, (2, 48, 64), dtype="uint16")
        make_raster(
            made[day],
            name=f"scenes/S_{day.replace('-', '')}.tif",
            descriptions=("red", "nir"),
            nodata=0,
        )
    return made


@pytest.fixture
def folder(tmp_path):
    return str(tmp_path / "scenes")


@pytest.fixture
def tiles(run, dates, tmp_path):
    """Twelve tiles of 16 pixels."""
    raster = str(tmp_path / "scenes" / "S_20200305.tif")
    return run("createtilegrid", INPUT=raster, TILE_SIZE=16)["OUTPUT"]


def load(folder, tile):
    with np.load(f"{folder}/images/{tile}.npz", allow_pickle=False) as sample:
        return {name: sample[name] for name in sample.files}


def window(values, row, col, size=16):
    return values[..., row * size : (row + 1) * size, col * size : (col + 1) * size]


def rows_of(folder):
    with Path(f"{folder}/tiles.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def pixels(col, row, width, height, pixel=10):
    left, top = LEFT + pixel * col, TOP - pixel * row
    return box(left, top - pixel * height, left + pixel * width, top).wkt


def test_samples_are_the_stacks_cut_by_hand(run, dates, tiles, folder, tmp_path):
    out = str(tmp_path / "out")
    results = run("exporttimeseries", FOLDER=folder, TILES=tiles, OUTPUT=out)
    assert (results["TILE_COUNT"], results["SKIPPED_COUNT"], results["DATE_COUNT"]) == (12, 0, 3)
    stack = np.stack([dates[day] for day in sorted(DAYS)])
    for row in range(3):
        for col in range(4):
            sample = load(out, f"r{row:05d}_c{col:05d}")
            assert np.array_equal(sample["images"], window(stack, row, col))
            assert sample["images"].dtype == np.uint16
    assert sample["bands"].tolist() == ["red", "nir"]
    assert [str(day) for day in sample["dates"]] == sorted(DAYS)
    assert sample["doy"].tolist() == [20, 41, 65]
    assert sample["year"].tolist() == [2020, 2020, 2020]
    assert sample["valid"].tolist() == [1, 1, 1]
    assert np.isnan(sample["cloud"]).all()
    assert sample["usable"].tolist() == [True, True, True]
    rows = rows_of(out)
    assert [r["file"] for r in rows][:2] == [
        "images/r00000_c00000.npz",
        "images/r00000_c00001.npz",
    ]
    assert {(r["dates"], r["valid_pct"]) for r in rows} == {("3", "100.0")}
    with Path(f"{out}/dataset.json").open(encoding="utf-8") as file:
        facts = json.load(file)
    assert [d["date"] for d in facts["dates"]] == sorted(DAYS)
    for k, row in enumerate(facts["statistics"]):
        assert row["mean"] == pytest.approx(stack[:, k].mean(), rel=1e-12)
        assert row["std"] == pytest.approx(stack[:, k].std(), rel=1e-12)


def test_bands_are_chosen_by_name_or_number(run, dates, tiles, folder, tmp_path):
    for bands in ("nir", "2"):
        out = str(tmp_path / bands)
        run("exporttimeseries", FOLDER=folder, TILES=tiles, BANDS=bands, OUTPUT=out)
        sample = load(out, "r00000_c00000")
        expected = np.stack([dates[day][1:] for day in sorted(DAYS)])
        assert np.array_equal(sample["images"], window(expected, 0, 0))


def test_empty_dates_are_flagged_or_dropped(run, dates, tiles, folder, make_raster, tmp_path):
    values = dates["2020-02-10"].copy()
    values[:, :16, :16] = 0
    values[:, :8, 16:32] = 0
    make_raster(values, name="scenes/S_20200210.tif", descriptions=("red", "nir"), nodata=0)
    stack = np.stack([dates["2020-01-20"], values, dates["2020-03-05"]])
    flagged = str(tmp_path / "flagged")
    run("exporttimeseries", FOLDER=folder, TILES=tiles, MIN_VALID=60, OUTPUT=flagged)
    sample = load(flagged, "r00000_c00000")
    assert np.array_equal(sample["images"], window(stack, 0, 0))
    assert sample["valid"].tolist() == [1, 0, 1]
    assert sample["usable"].tolist() == [True, False, True]
    sample = load(flagged, "r00000_c00001")
    assert sample["valid"].tolist() == [1, 0.5, 1]
    assert sample["usable"].tolist() == [True, False, True]
    dropped = str(tmp_path / "dropped")
    run("exporttimeseries", FOLDER=folder, TILES=tiles, UNUSABLE_DATES="DROP", OUTPUT=dropped)
    sample = load(dropped, "r00000_c00000")
    assert np.array_equal(sample["images"], window(stack[[0, 2]], 0, 0))
    assert sample["doy"].tolist() == [20, 65]
    assert "usable" not in sample
    assert load(dropped, "r00000_c00001")["images"].shape[0] == 3
    assert [r["dates"] for r in rows_of(dropped)][:2] == ["2", "3"]


def test_two_scenes_a_day_are_mosaicked_or_kept(run, tiles, dates, folder, make_raster, tmp_path):
    first = dates["2020-02-10"].copy()
    first[:, :, 24:] = 0
    second = np.random.default_rng(8).integers(1, 60000, first.shape, dtype="uint16")
    second[:, :, :8] = 0
    names = {"descriptions": ("red", "nir"), "nodata": 0}
    make_raster(first, name="scenes/S_20200210.tif", **names)
    make_raster(second, name="scenes/S_20200210_b.tif", **names)
    mosaic = np.where(first > 0, first, second)
    before, after = dates["2020-01-20"], dates["2020-03-05"]
    for same_day, stack in (
        ("MOSAIC", np.stack([before, mosaic, after])),
        ("KEEP", np.stack([before, first, second, after])),
    ):
        out = str(tmp_path / same_day)
        run("exporttimeseries", FOLDER=folder, TILES=tiles, SAME_DAY=same_day, OUTPUT=out)
        for col in range(4):
            sample = load(out, f"r00001_c{col:05d}")
            assert np.array_equal(sample["images"], window(stack, 1, col)), same_day


def test_jp2_images_are_read(run, tiles, dates, folder, tmp_path):
    jp2 = tmp_path / "jp2"
    jp2.mkdir()
    for day in DAYS:
        with rasterio.open(
            jp2 / f"T_{day}.jp2",
            "w",
            driver="JP2OpenJPEG",
            width=64,
            height=48,
            count=2,
            dtype="uint16",
            crs="EPSG:32631",
            transform=rasterio.Affine(10, 0, LEFT, 0, -10, TOP),
            QUALITY="100",
            REVERSIBLE="YES",
        ) as dataset:
            dataset.write(dates[day])
    out = str(tmp_path / "out")
    run("exporttimeseries", FOLDER=str(jp2), TILES=tiles, OUTPUT=out)
    stack = np.stack([dates[day] for day in sorted(DAYS)])
    assert np.array_equal(load(out, "r00002_c00003")["images"], window(stack, 2, 3))


def test_a_file_a_band_and_dates_in_folders(run, tiles, dates, make_raster, tmp_path):
    for k, band in enumerate(("evi", "kndvi")):
        (tmp_path / "vars" / band).mkdir(parents=True)
        for doy, day in (("2020065", "2020-03-05"), ("2020020", "2020-01-20")):
            make_raster(dates[day][k], name=f"vars/{band}/{doy}.tif")
    out = str(tmp_path / "out")
    run("exporttimeseries", FOLDER=str(tmp_path / "vars"), TILES=tiles, OUTPUT=out)
    sample = load(out, "r00000_c00001")
    stack = np.stack([dates["2020-01-20"], dates["2020-03-05"]])
    assert sample["bands"].tolist() == ["evi", "kndvi"]
    assert np.array_equal(sample["images"], window(stack, 0, 1))


@pytest.mark.parametrize("mark", [",", ";"])
def test_a_date_a_band_and_a_table_of_dates(run, tiles, dates, make_raster, tmp_path, mark):
    stack = np.stack([dates[day][0] for day in sorted(DAYS)])
    many = make_raster(stack, name="ndvi.tif", descriptions=tuple(sorted(DAYS)))
    out = str(tmp_path / "a")
    run("exporttimeseries", RASTERS=[many], TILES=tiles, OUTPUT=out)
    sample = load(out, "r00000_c00001")
    assert np.array_equal(sample["images"][:, 0], window(stack, 0, 1))
    assert sample["bands"].tolist() == ["ndvi"]
    paths = [make_raster(dates[day], name=f"img{k}.tif") for k, day in enumerate(DAYS)]
    table = tmp_path / "dates.csv"
    table.write_text(
        f"name{mark}date\n" + "".join(f"img{k}.tif{mark}{d}\n" for k, d in enumerate(DAYS))
    )
    out = str(tmp_path / "b")
    run("exporttimeseries", RASTERS=paths, DATE_TABLE=str(table), TILES=tiles, OUTPUT=out)
    stack = np.stack([dates[day] for day in sorted(DAYS)])
    assert np.array_equal(load(out, "r00000_c00001")["images"], window(stack, 0, 1))


def test_bands_of_other_pixels_keep_them_or_are_stacked(run, tiles, dates, make_raster, tmp_path):
    (tmp_path / "two").mkdir()
    coarse = {}
    for day in DAYS[:2]:
        name = day.replace("-", "")
        make_raster(dates[day][0], name=f"two/red_{name}.tif")
        coarse[day] = np.random.default_rng(1).integers(1, 999, (24, 32), dtype="uint16")
        place = (20.0, 0.0, LEFT, 0.0, -20.0, TOP)
        make_raster(coarse[day], name=f"two/swir_{name}.tif", transform=place)
    days = sorted(DAYS[:2])
    out = str(tmp_path / "separate")
    run(
        "exporttimeseries", FOLDER=str(tmp_path / "two"), TILES=tiles, LAYOUT="SEPARATE", OUTPUT=out
    )
    for row, col in ((0, 0), (2, 3)):
        sample = load(out, f"r{row:05d}_c{col:05d}")
        assert "images" not in sample
        red = np.stack([dates[d][0] for d in days])
        assert np.array_equal(sample["red"], window(red, row, col))
        swir = np.stack([coarse[d] for d in days])
        assert np.array_equal(sample["swir"], window(swir, row, col, 8))
    out = str(tmp_path / "stacked")
    run(
        "exporttimeseries",
        FOLDER=str(tmp_path / "two"),
        TILES=tiles,
        RESAMPLING="NEAREST",
        OUTPUT=out,
    )
    sample = load(out, "r00001_c00002")
    fine = np.stack([coarse[d].repeat(2, axis=0).repeat(2, axis=1) for d in days])
    assert np.array_equal(sample["images"][:, 1], window(fine, 1, 2))
    assert "resampled with NEAREST" in run.log


def test_images_of_neighbouring_grids_are_laid_together(run, dates, make_raster, tmp_path):
    (tmp_path / "near").mkdir()
    values = dates["2020-01-20"]
    make_raster(values[:, :, :40], name="near/w_20200120.tif", nodata=0)
    place = (10.0, 0.0, LEFT + 400, 0.0, -10.0, TOP)
    east = make_raster(values[:, :, 40:], name="near/e_20200120.tif", transform=place, nodata=0)
    whole = make_raster(values, name="whole.tif")
    tiles = run("createtilegrid", INPUT=whole, TILE_SIZE=16)["OUTPUT"]
    out = str(tmp_path / "out")
    run("exporttimeseries", FOLDER=str(tmp_path / "near"), TILES=tiles, OUTPUT=out)
    assert east
    for col in range(4):
        sample = load(out, f"r00000_c{col:05d}")
        assert np.array_equal(sample["images"][0], window(values, 0, col))
        assert sample["valid"].tolist() == [1]


def test_clouds_of_a_band_of_codes_and_of_masks(run, tiles, dates, make_raster, tmp_path):
    (tmp_path / "coded").mkdir()
    codes = np.random.default_rng(4).integers(0, 5, (3, 48, 64)).astype("uint16")
    masks = []
    for k, day in enumerate(sorted(DAYS)):
        name = day.replace("-", "")
        both = np.concatenate((dates[day], codes[k : k + 1]))
        make_raster(both, name=f"coded/{name}.tif", descriptions=("red", "nir", "qa"))
        masks.append(make_raster(codes[k], name=f"mask_{name}.tif"))
    cloudy = np.isin(codes, (2, 3, 4))
    shares = window(cloudy, 1, 1).mean(axis=(1, 2))
    limit = float(np.sort(shares)[1] * 100 + 1e-6)
    base = {"TILES": tiles, "VALUES": "2-4", "MAX_CLOUD": limit, "PIXEL_MASKS": True}
    run(
        "exporttimeseries",
        FOLDER=str(tmp_path / "coded"),
        CLOUD_BAND="qa",
        OUTPUT=str(tmp_path / "a"),
        **base,
    )
    # Not by their order.
    masks = masks[1:] + masks[:1]
    run(
        "exporttimeseries",
        FOLDER=str(tmp_path / "scenes"),
        MASKS=masks,
        OUTPUT=str(tmp_path / "b"),
        **base,
    )
    for out in ("a", "b"):
        sample = load(tmp_path / out, "r00001_c00001")
        assert sample["images"].shape == (3, 2, 16, 16)
        assert sample["cloud"] == pytest.approx(shares)
        assert sample["usable"].tolist() == (shares * 100 <= limit).tolist()
        assert np.array_equal(sample["masks"], window(cloudy, 1, 1).astype("uint8"))
    row = next(r for r in rows_of(tmp_path / "a") if r["tile_id"] == "r00001_c00001")
    assert float(row["cloud_pct"]) == pytest.approx(100 * shares.mean(), abs=1e-4)


def label_layer(make_layer):
    return make_layer(
        [
            (pixels(2, 2, 10, 9.5), {"class": "wheat", "nr": 11, "part": "train"}),
            (pixels(11.5, 3, 9, 9), {"class": "maize", "nr": 7, "part": "test"}),
            (pixels(40, 30, 6, 5), {"class": "wheat", "nr": 9, "part": "train"}),
        ],
        fields="class:string,nr:integer,part:string",
    )


@pytest.mark.parametrize("factor", [1, 4])
def test_labels_are_those_of_rasterize_labels(
    run, make_layer, dates, tiles, folder, tmp_path, factor
):
    labels = {"LABELS": label_layer(make_layer), "LABEL_FIELD": "class", "ID_FIELD": "nr"}
    out = str(tmp_path / "out")
    run(
        "exporttimeseries",
        FOLDER=folder,
        TILES=tiles,
        SCALE_FACTOR=factor,
        SKIP_UNLABELLED=True,
        OUTPUT=out,
        **labels,
    )
    rasters = {n: str(tmp_path / f"{n}.tif") for n in ("OUTPUT", "IDS", "CONFLICTS")}
    run(
        "rasterizelabels",
        TEMPLATE=f"{folder}/S_20200305.tif",
        SCALE_FACTOR=factor,
        **labels,
        **rasters,
    )
    whole = {}
    for key, name in (("labels", "OUTPUT"), ("ids", "IDS"), ("conflicts", "CONFLICTS")):
        with rasterio.open(rasters[name]) as dataset:
            whole[key] = dataset.read(1)
    kept = []
    for row in range(3):
        for col in range(4):
            expected = {k: window(v, row, col, 16 * factor) for k, v in whole.items()}
            if not expected["ids"].any():
                continue
            kept.append(f"r{row:05d}_c{col:05d}")
            sample = load(out, kept[-1])
            for name, array in expected.items():
                assert np.array_equal(sample[name], array), name
                assert sample[name].dtype == array.dtype
    rows = rows_of(out)
    assert [r["tile_id"] for r in rows] == kept
    assert 0 < len(kept) < 12
    with Path(f"{out}/dataset.json").open(encoding="utf-8") as file:
        facts = json.load(file)
    assert [(r["class_id"], r["class"]) for r in facts["legend"]] == [(1, "maize"), (2, "wheat")]
    assert facts["skipped_count"] == 12 - len(kept)


def test_a_sample_a_parcel(run, make_layer, dates, folder, tmp_path):
    parcels = {
        "PARCELS": label_layer(make_layer),
        "PARCEL_LABEL_FIELD": "class",
        "PARCEL_ID_FIELD": "nr",
        "PARCEL_SPLIT_FIELD": "part",
    }
    out = tmp_path / "out"
    results = run("exporttimeseries", FOLDER=folder, WINDOW=12, OUTPUT=str(out), **parcels)
    assert results["TILE_COUNT"] == 3
    with np.load(out / "train" / "images" / "11.npz") as sample:
        stack = np.stack([dates[day] for day in sorted(DAYS)])
        # The middle of 2..12 and 2..11.5.
        assert np.array_equal(sample["images"], stack[:, :, 1:13, 1:13])
        expected = np.zeros((12, 12), dtype="uint32")
        expected[1:11, 1:11] = 11
        # Half of the parcel's pixels there is the other's, and the first has them.
        assert np.array_equal(sample["ids"], expected)
        assert np.array_equal(sample["labels"], np.where(expected > 0, 2, 0))
        assert sample["conflicts"].any()
    rows = {r["tile_id"]: (r["label"], r["split"]) for r in rows_of(out)}
    assert rows == {"11": ("wheat", "train"), "7": ("maize", "test"), "9": ("wheat", "train")}
    assert json.loads(results["SIZES"]) == [
        {"from": 0, "to": 8, "parcels": 1},
        {"from": 8, "to": 16, "parcels": 2},
    ]
    dry = run(
        "exporttimeseries", FOLDER=folder, DRY_RUN=True, OUTPUT=str(tmp_path / "no"), **parcels
    )
    assert "Windows of 16 pixels hold 100 % of the parcels whole" in run.log
    assert not (tmp_path / "no").exists()
    assert dry["ESTIMATED_BYTES"] > 3 * 16 * 16 * 3 * 2 * 2


def test_vertices_of_parcels_are_counted_as_by_hand(run, make_layer, dates, folder, tmp_path):
    """In another coordinate system, with holes and parts; those beside the images do not count."""
    from qgis.core import (
        QgsCoordinateReferenceSystem,
        QgsCoordinateTransform,
        QgsGeometry,
        QgsProject,
    )

    rng = np.random.default_rng(5)
    utm, degrees = (QgsCoordinateReferenceSystem(f"EPSG:{k}") for k in (32631, 4326))
    to_degrees = QgsCoordinateTransform(utm, degrees, QgsProject.instance())
    shapes, expected = [], []
    for corners in (3, 4, 4, 5, 7, 8, 19, 40):
        x, y = LEFT + 60 + rng.integers(400), TOP - 60 - rng.integers(300)
        angles = np.arange(corners) * 2 * np.pi / corners
        shape = Polygon(np.stack((x + 50 * np.cos(angles), y + 50 * np.sin(angles)), axis=1))
        if corners == 5:
            shape = shape.difference(box(x - 9, y - 9, x + 9, y + 9))
        if corners == 7:
            shape = MultiPolygon([shape, box(x + 90, y, x + 99, y + 9)])
        rings = [r for p in getattr(shape, "geoms", [shape]) for r in (p.exterior, *p.interiors)]
        expected.append(sum(len(set(ring.coords)) for ring in rings))
        shapes.append(shape.wkt)
    assert sorted(expected) == [3, 4, 4, 8, 9, 11, 19, 40]
    shapes.append(box(LEFT - 90000, TOP, LEFT - 89000, TOP + 1000).wkt)
    rows = []
    for wkt in shapes:
        geometry = QgsGeometry.fromWkt(wkt)
        geometry.transform(to_degrees)
        rows.append((geometry.asWkt(17), {"class": "a"}))
    layer = make_layer(rows, fields="class:string", crs="EPSG:4326", name="parcels")
    made = run(
        "exporttimeseries", FOLDER=folder, DRY_RUN=True, OUTPUT=str(tmp_path / "no"),
        PARCELS=layer, PARCEL_LABEL_FIELD="class",
    )  # fmt: skip
    bins = json.loads(made["VERTICES"])
    assert [row["to"] - row["from"] for row in bins] == [4] * 11
    for row in bins:
        count = sum(row["from"] <= number < row["to"] for number in expected)
        assert row["parcels"] == count
    assert "40 - 44 1 100.0 % " in " ".join(run.log.split())


def test_neighbours_coverage_and_distances_in_a_parcels_window(
    run, make_layer, dates, folder, tmp_path
):
    parcels = {
        "PARCELS": label_layer(make_layer),
        "PARCEL_LABEL_FIELD": "class",
        "PARCEL_ID_FIELD": "nr",
        "PARCEL_SPLIT_FIELD": "part",
    }
    more = {"RATIOS": True, "DISTANCES": True}
    for name, keeps in (("own", False), ("all", True)):
        run(
            "exporttimeseries", FOLDER=folder, WINDOW=12, OUTPUT=str(tmp_path / name),
            KEEP_NEIGHBOURS=keeps, **parcels, **more,
        )  # fmt: skip
    with (
        np.load(tmp_path / "own" / "train" / "images" / "11.npz") as own,
        np.load(tmp_path / "all" / "train" / "images" / "11.npz") as every,
    ):
        assert set(np.unique(own["ids"])) == {0, 11}
        assert set(np.unique(every["ids"])) > {0, 11}
        mine = every["ids"] == 11
        assert np.array_equal(own["ids"] == 11, mine)
        for name in ("labels", "ratios", "distances"):
            assert np.array_equal(own[name][mine], every[name][mine])
        # The parcel begins a pixel into the window.
        assert own["distances"][5, 1:6] == pytest.approx([0.5, 1.5, 2.5, 3.5, 4.5])
        assert np.isnan(own["distances"][0]).all()
        assert own["ratios"][5, 5] == 1
        assert (own["ratios"][~mine] == 0).all()
        assert (every["ratios"][every["ids"] > 0] > 0).all()
        assert every["labels"][every["ids"] > 0].all()
    facts = json.loads((tmp_path / "all" / "dataset.json").read_text("utf-8"))
    assert facts["arrays"][-2:] == ["ratios", "distances"]
    assert "share of the pixel that its polygon covers" in (
        tmp_path / "all" / "README.md"
    ).read_text("utf-8")


def test_zarr_samples_follow_the_format(run, dates, tiles, folder, tmp_path):
    out = tmp_path / "out"
    run("exporttimeseries", FOLDER=folder, TILES=tiles, FORMAT="ZARR", OUTPUT=str(out))
    stack = np.stack([dates[day] for day in sorted(DAYS)])
    with zipfile.ZipFile(out / "images" / "r00001_c00002.zarr.zip") as archive:
        assert json.loads(archive.read(".zgroup")) == {"zarr_format": 2}
        described = json.loads(archive.read("images/.zarray"))
        assert described["shape"] == [3, 2, 16, 16]
        assert described["chunks"] == [1, 2, 16, 16]
        for k in range(3):
            data = zlib.decompress(archive.read(f"images/{k}.0.0.0"))
            values = np.frombuffer(data, described["dtype"]).reshape(2, 16, 16)
            assert np.array_equal(values, window(stack[k], 1, 2))
    import zarr

    store = zarr.storage.ZipStore(out / "images" / "r00001_c00002.zarr.zip", mode="r")
    group = zarr.open_group(store, mode="r")
    assert np.array_equal(group["images"][:], window(stack, 1, 2))


def test_geotiffs_a_date_and_their_replacement(run, dates, tiles, folder, make_layer, tmp_path):
    out = tmp_path / "out"
    base = {"FOLDER": folder, "TILES": tiles, "OUTPUT": str(out)}
    labels = {"LABELS": label_layer(make_layer), "LABEL_FIELD": "class"}
    run("exporttimeseries", FORMAT="GTIFF", **base, **labels)
    sample = json.loads((out / "images" / "r00000_c00001.json").read_text())
    assert [d["files"] for d in sample["dates"]] == [[f"{day}.tif"] for day in sorted(DAYS)]
    with rasterio.open(out / "images" / "r00000_c00001" / "2020-02-10.tif") as dataset:
        assert np.array_equal(dataset.read(), window(dates["2020-02-10"], 0, 1))
        assert tuple(dataset.transform)[:6] == (10, 0, LEFT + 160, 0, -10, TOP)
        assert dataset.descriptions == ("red", "nir")
    with rasterio.open(out / "images" / "r00000_c00001" / "labels.tif") as dataset:
        assert set(np.unique(dataset.read(1))) == {0, 1}
    for compress in (True, False):
        run("exporttimeseries", FORMAT="GTIFF", COMPRESS=compress, OVERWRITE=True, **base)
        with rasterio.open(out / "images" / "r00000_c00001" / "2020-02-10.tif") as dataset:
            assert dataset.profile.get("compress") == ("deflate" if compress else None)
            assert np.array_equal(dataset.read(), window(dates["2020-02-10"], 0, 1))
    run("exporttimeseries", OVERWRITE=True, **base)
    assert not list(out.rglob("*.tif"))
    assert len(list(out.rglob("*.npz"))) == 12


@pytest.mark.parametrize("ask", ["OVERWRITE", "RESUME"])
@pytest.mark.parametrize("name", ["README.md", "tiles.csv", "images/r00000_c00001/2020-02-10.tif"])
def test_what_the_user_changed_is_not_taken_away(
    run, run_error, tiles, folder, files, tmp_path, ask, name
):
    out = tmp_path / "out"
    call = {"FOLDER": folder, "TILES": tiles, "OUTPUT": str(out), "FORMAT": "GTIFF"}
    run("exporttimeseries", **call)
    path = out / name
    path.write_bytes(path.read_bytes() + b"mine")
    # As if somebody had edited it the next day.
    os.utime(path, (path.stat().st_mtime + 86400,) * 2)
    before = files(out)
    text = run_error("exporttimeseries", **call, **{ask: True})
    assert f"{path} was changed after the dataset was written" in text
    assert files(out) == before


def test_same_bytes_again_whatever_the_threads(run, tiles, folder, tmp_path, dataset_files):
    found = []
    for workers in (1, 3):
        out = str(tmp_path / f"w{workers}")
        run("exporttimeseries", FOLDER=folder, TILES=tiles, OUTPUT=out, WORKERS=workers)
        found.append(dataset_files(out))
    assert found[0] == found[1]
    with zipfile.ZipFile(io.BytesIO(found[0]["images/r00000_c00000.npz"])) as archive:
        assert {info.date_time for info in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}


def test_an_interrupted_export_is_resumed(run, tiles, folder, tmp_path, dataset_files, monkeypatch):
    from qgis.core import QgsProcessingException

    from tilewright.core.series_export import encode as encode_series

    whole, out = str(tmp_path / "whole"), str(tmp_path / "out")
    base = {"FOLDER": folder, "TILES": tiles, "WORKERS": 1}
    run("exporttimeseries", OUTPUT=whole, **base)
    write, written = encode_series.write_whole, []

    def fail(path, data):
        if len(written) == 5:
            raise OSError(28, "No space left on device", str(path))
        written.append(path)
        return write(path, data)

    monkeypatch.setattr(encode_series, "write_whole", fail)
    with pytest.raises(QgsProcessingException, match="The disk is full"):
        run("exporttimeseries", OUTPUT=out, **base)
    monkeypatch.undo()
    assert len(list((tmp_path / "out").rglob("*.npz"))) == 5
    run("exporttimeseries", OUTPUT=out, RESUME=True, **base)
    assert dataset_files(out) == dataset_files(whole)


def test_large_rounds_go_through_a_file(run, tiles, folder, tmp_path, dataset_files, monkeypatch):
    from tilewright.core.series import read as read_series

    small, large = str(tmp_path / "small"), str(tmp_path / "large")
    run("exporttimeseries", FOLDER=folder, TILES=tiles, OUTPUT=small)
    monkeypatch.setattr(read_series, "_MEMORY_BYTES", 20_000)
    monkeypatch.setattr(read_series, "_FILE_BYTES", 30_000)
    run("exporttimeseries", FOLDER=folder, TILES=tiles, OUTPUT=large)
    assert dataset_files(small) == dataset_files(large)


@pytest.mark.parametrize(
    ("more", "message"),
    [
        ({"TILES": None}, "Give either TILES .* or PARCELS"),
        ({"BANDS": "swir"}, "BANDS asks for swir, which no image has; they have red, nir"),
        ({"START": "2021-01-01"}, "No image is of the time from START to END"),
        ({"START": "soon"}, "START is 'soon', which is not a date"),
        ({"VALUES": "3"}, "nothing tells clouds; give MASKS or CLOUD_BAND"),
        ({"CLOUD_BAND": "qa", "VALUES": "3"}, "has no band qa with cloud codes; it has red, nir"),
        ({"SKIP_UNLABELLED": True}, "SKIP_UNLABELLED needs labels"),
        ({"MIN_VALID": 100, "UNUSABLE_DATES": "DROP", "NODATA": 5, "CLOUD_BAND": "nir"}, "VALUES"),
        ({"FOLDER": "/none"}, "/none is not a folder"),
    ],
)
def test_what_cannot_be_done_is_said_and_nothing_written(
    run_error, tiles, folder, tmp_path, more, message
):
    import re

    out = tmp_path / "out"
    base = {"FOLDER": folder, "TILES": tiles, "OUTPUT": str(out)}
    text = run_error("exporttimeseries", **{**base, **more})
    assert re.search(message, text), text
    assert not out.exists()


def test_products_give_reflectances_at_their_own_pixels(run, make_product, tmp_path):
    rng = np.random.default_rng(6)
    made = {}
    for day in ("20220413", "20220305"):
        made[day] = {
            ("B02", 10): rng.integers(1001, 9000, (48, 64), dtype="uint16"),
            ("B05", 20): rng.integers(1001, 9000, (24, 32), dtype="uint16"),
            ("SCL", 20): rng.choice(np.array([4, 9], "uint8"), (24, 32)),
        }
        make_product(made[day], date=day, offsets=-1000, folder=tmp_path / "products")
    corner = "POLYGON((300000 4899860,300160 4899860,300160 4900020,300000 4900020,300000 4899860))"
    from qgis.core import QgsFeature, QgsGeometry, QgsVectorLayer

    tiles = QgsVectorLayer("Polygon?crs=EPSG:32631&field=tile_id:string", "tiles", "memory")
    feature = QgsFeature(tiles.fields())
    feature.setGeometry(QgsGeometry.fromWkt(corner))
    feature["tile_id"] = "one"
    tiles.dataProvider().addFeatures([feature])
    out = str(tmp_path / "out")
    run(
        "exporttimeseries",
        FOLDER=str(tmp_path / "products"),
        TILES=tiles,
        LAYOUT="SEPARATE",
        OUTPUT=out,
    )
    sample = load(out, "one")
    assert [str(day) for day in sample["dates"]] == ["2022-03-05", "2022-04-13"]
    for k, day in enumerate(("20220305", "20220413")):
        for band, res, size in (("B02", 10, 16), ("B05", 20, 8)):
            expected = (made[day][band, res][:size, :size] - 1000.0) / 10000
            assert sample[band][k] == pytest.approx(expected, abs=1e-6)
        cloudy = made[day]["SCL", 20][:8, :8] == 9
        assert sample["cloud"][k] == pytest.approx(cloudy.mean(), abs=1e-6)


def test_days_that_lack_a_band_and_images_without_a_date_are_named(
    run_error, tiles, folder, make_raster, tmp_path
):
    one = np.ones((48, 64), dtype="uint16")
    make_raster(one, name="scenes/red_20200401.tif", descriptions=("red",), nodata=0)
    out = str(tmp_path / "out")
    text = run_error("exporttimeseries", FOLDER=folder, TILES=tiles, OUTPUT=out)
    assert "The images of 2020-04-01 have no nir; add it, leave the day out" in text
    make_raster(one, name="scenes/red.tif", descriptions=("red",))
    text = run_error("exporttimeseries", FOLDER=folder, TILES=tiles, OUTPUT=out)
    assert "Nothing tells the date of red.tif" in text
    assert "move it out of the folder, or name the images in RASTERS" in text


def test_a_label_raster_of_another_place_is_refused(
    run_error, tiles, folder, make_raster, tmp_path
):
    there = make_raster(
        np.ones((48, 64), dtype="uint8"), name="there.tif", transform=(10, 0, 9e5, 0, -10, 0)
    )
    out = tmp_path / "out"
    text = run_error(
        "exporttimeseries", FOLDER=folder, TILES=tiles, LABEL_RASTER=there, OUTPUT=str(out)
    )
    assert "there.tif and the images do not overlap; choose rasters of the same place." in text
    assert not out.exists()


def test_dates_of_different_scales_give_true_values(run, make_product, tmp_path):
    numbers = np.random.default_rng(4).integers(1200, 4000, (30, 30), dtype="uint16")
    numbers[3, 4] = 0
    rasters = tmp_path / "vrt"
    for date, baseline, offset in (("20210110", "03.01", 0), ("20220410", "04.00", 1000)):
        stored = np.where(numbers == 0, 0, numbers + offset).astype("uint16")
        offsets = -1000 if offset else None
        product = make_product(
            {("B02", 10): stored}, date=date, baseline=baseline, offsets=offsets, folder=tmp_path
        )
        run("loadsentinel2", INPUT=product, OUTPUT=str(rasters / f"s2_{date}.vrt"))
    image = str(rasters / "s2_20210110.vrt")
    tiles = run("createtilegrid", INPUT=image, TILE_SIZE=30)["OUTPUT"]
    out = tmp_path / "out"
    run("exporttimeseries", FOLDER=str(rasters), TILES=tiles, OUTPUT=str(out))
    assert "2 rasters store numbers with a scale and an offset: their true values" in run.log
    (path,) = out.rglob("*.npz")
    found = np.load(path)["images"]
    assert found.dtype == np.float32
    expected = np.where(numbers == 0, np.nan, numbers / 1e4)
    for date in found:
        assert np.allclose(date[0], expected, rtol=0, atol=1e-6, equal_nan=True)


@pytest.fixture
def two_baselines(make_product, tmp_path):
    """Products before and after the change of offset; their numbers by day and band."""
    rng = np.random.default_rng(12)
    made = {}
    for day, baseline, offsets in (("20210110", "03.01", None), ("20220410", "04.00", -1000)):
        fine = rng.integers(1, 9000, (48, 64), dtype="uint16")
        fine[:4, :5], fine[9, 9], fine[0, 10] = 0, 65535, 65534
        made[day] = {
            ("B02", 10): fine,
            ("B05", 20): rng.integers(1, 9000, (24, 32), dtype="uint16"),
            ("SCL", 20): rng.choice(np.array([4, 9], "uint8"), (24, 32)),
        }
        make_product(
            made[day], date=day, baseline=baseline, offsets=offsets, folder=tmp_path / "products"
        )
    return made


@pytest.fixture
def corner_tile(make_layer):
    ring = "300000 4899860,300160 4899860,300160 4900020,300000 4900020,300000 4899860"
    return make_layer([(f"POLYGON(({ring}))", {})], crs="EPSG:32631")


def as_shifted(numbers, offset):
    """What the numbers are with an offset of -1000 for all."""
    moved = np.minimum(numbers.astype(int) + (1000 if offset == 0 else 0), 65534)
    return np.where((numbers == 0) | (numbers == 65535), 0, moved)


@pytest.mark.parametrize("way", ["FOLDER", "SCENES"])
def test_products_stay_whole_numbers_with_one_scale(run, two_baselines, corner_tile, tmp_path, way):
    folder, out = tmp_path / "products", tmp_path / "out"
    images = str(folder) if way == "FOLDER" else sorted(map(str, folder.glob("*.SAFE")))
    common = {way: images, "TILES": corner_tile, "LAYOUT": "SEPARATE"}
    run("exporttimeseries", **common, FLOAT=False, OUTPUT=str(out))
    (path,) = out.rglob("*.npz")
    sample = np.load(path)
    for k, (day, offset) in enumerate((("20210110", 0), ("20220410", -1000))):
        # Of scenes, the bands that are as fine as the finest are used.
        for band, res, size in (("B02", 10, 16), ("B05", 20, 8))[: 2 if way == "FOLDER" else 1]:
            numbers = two_baselines[day][band, res][:size, :size]
            assert sample[band].dtype == np.uint16
            assert np.array_equal(sample[band][k], as_shifted(numbers, offset))
    facts = json.loads((out / "dataset.json").read_text())
    assert facts["parameters"]["FLOAT"] is False
    for group in facts["groups"]:
        assert group["dtype"] == "uint16" and group["fill"] == 0
        assert group["scales"] == [1e-4] and group["offsets"] == [-0.1]
    assert "B02: 0.0001 x number -0.1" in (out / "README.md").read_text()
    # As decimals they are the same reflectances.
    run("exporttimeseries", **common, OUTPUT=str(tmp_path / "decimals"))
    (path,) = (tmp_path / "decimals").rglob("*.npz")
    true = np.load(path)["B02"]
    numbers = sample["B02"].astype(float)
    fits = (numbers != 65534) | np.isnan(true)
    assert np.allclose(
        np.where(numbers == 0, np.nan, numbers * 1e-4 - 0.1)[fits],
        true[fits],
        atol=1e-6,
        equal_nan=True,
    )
    told = json.loads((tmp_path / "decimals" / "dataset.json").read_text())
    assert "FLOAT" not in told["parameters"] and "scales" not in told["groups"][0]


def test_scale_and_offset_stand_in_each_format(run, two_baselines, corner_tile, tmp_path):
    common = {"FOLDER": str(tmp_path / "products"), "TILES": corner_tile, "FLOAT": False}
    out = tmp_path / "tif"
    run("exporttimeseries", **common, FORMAT="GTIFF", OUTPUT=str(out))
    for path in out.rglob("*.tif"):
        with rasterio.open(path) as dataset:
            assert dataset.scales == (1e-4, 1e-4) and dataset.offsets == (-0.1, -0.1)
            assert dataset.nodata == 0 and dataset.dtypes[0] == "uint16"
    run("exporttimeseries", **common, FORMAT="ZARR", OUTPUT=str(tmp_path / "zarr"))
    (path,) = (tmp_path / "zarr").rglob("*.zarr.zip")
    with zipfile.ZipFile(path) as archive:
        facts = json.loads(archive.read(".zattrs"))
    assert facts["scales"] == {"B02": [1e-4, -0.1], "B05": [1e-4, -0.1]}


def test_whole_numbers_are_for_products(run_error, tiles, folder, tmp_path):
    text = run_error(
        "exporttimeseries", FOLDER=folder, TILES=tiles, FLOAT=False, OUTPUT=str(tmp_path / "out")
    )
    assert "FLOAT=false is for Sentinel-2 products" in text and "leave FLOAT as it is" in text


def test_tiles_off_the_pixels_are_told_what_helps(run_error, tiles, folder, make_layer, tmp_path):
    shifted = make_layer([(box(LEFT + 3, TOP - 160, LEFT + 163, TOP).wkt, {})])
    out = tmp_path / "out"
    text = run_error(
        "exporttimeseries", FOLDER=folder, TILES=shifted, RESAMPLING="BILINEAR", OUTPUT=str(out)
    )
    assert "Make the grid from the image with the finest pixels." in text
    assert not out.exists()


def test_dates_whose_clouds_nobody_knows_are_named(run, make_product, tmp_path):
    values = np.full((20, 20), 3000, dtype="uint16")
    clear = np.full((10, 10), 4, dtype="uint8")
    products = tmp_path / "products"
    make_product({("B02", 10): values, ("SCL", 20): clear}, date="20220410", folder=products)
    make_product({("B02", 10): values}, date="20220420", folder=products)
    make_product({("B02", 10): values}, date="20220501", level="1C", folder=products)
    image = str(tmp_path / "a.tif")
    run("loadsentinel2", INPUT=str(next(products.glob("*20220410*"))), BANDS="B02", OUTPUT=image)
    tiles = run("createtilegrid", INPUT=image, TILE_SIZE=20)["OUTPUT"]
    run("exporttimeseries", FOLDER=str(products), TILES=tiles, OUTPUT=str(tmp_path / "out"))
    assert "Nothing tells the clouds of 2 dates, and MAX_CLOUD leaves none of them out: " in run.log
    assert "2022-04-20, 2022-05-01." in run.log
    assert "The products are of several levels: L1C (1), L2A (2)." in run.log
    run("composite", FOLDER=str(products), BANDS="B02", OUTPUT=str(tmp_path / "c.tif"))
    assert "The products are of several levels: L1C (1), L2A (2)." in run.log


def test_masks_of_another_place_are_refused(
    run, run_error, dates, tiles, folder, make_raster, tmp_path
):
    masks = []
    for day in DAYS:
        name = f"M_{day.replace('-', '')}.tif"
        place = rasterio.Affine(10, 0, LEFT + 4e5, 0, -10, TOP)
        masks.append(make_raster(np.ones((48, 64), "uint8"), name=name, transform=place))
    given = {"MASKS": masks, "VALUES": "3"}
    out = {"OUTPUT": str(tmp_path / "out")}
    text = run_error("exporttimeseries", FOLDER=folder, TILES=tiles, **given, **out)
    assert "do not overlap; choose rasters of the same place" in text
    rasters = [f"{folder}/S_{day.replace('-', '')}.tif" for day in DAYS]
    text = run_error("composite", RASTERS=rasters, **given, OUTPUT=str(tmp_path / "c.tif"))
    assert "do not overlap; choose rasters of the same place" in text


@pytest.mark.parametrize(
    "options",
    [{}, {"UNUSABLE": "DROP"}, {"LAYOUT": "SEPARATE", "PIXEL_MASKS": True}],
    ids=["flag", "drop", "separate"],
)
@pytest.mark.parametrize("labels", ["none", "polygons", "raster"])
def test_the_card_tells_all_arrays(
    run, tiles, folder, make_layer, make_raster, tmp_path, options, labels
):
    given = {}
    if labels == "polygons":
        shape = box(LEFT, TOP - 300, LEFT + 400, TOP).wkt
        given = {"LABELS": make_layer([(shape, {"class": "a"})]), "LABEL_FIELD": "class"}
    elif labels == "raster":
        given = {"LABEL_RASTER": make_raster(np.ones((48, 64), "uint8"), name="codes.tif")}
    out = tmp_path / "out"
    run("exporttimeseries", FOLDER=folder, TILES=tiles, **options, **given, OUTPUT=str(out))
    sample = load(out, "r00000_c00001")
    card = (out / "README.md").read_text("utf-8")
    table = card.partition("## Arrays")[2].partition("\n## ")[0]
    told = {row.split("`")[1] for row in table.splitlines() if row.startswith("| `")}
    assert told == set(sample)


def test_parcels_without_a_pixel_are_told(run, folder, dates, make_layer, tmp_path):
    shapes = [
        box(LEFT, TOP - 100, LEFT + 90, TOP),
        box(LEFT + 202, TOP - 204, LEFT + 204, TOP - 202),
    ]
    parcels = make_layer([(shape.wkt, {"class": "a"}) for shape in shapes])
    out = tmp_path / "out"
    run(
        "exporttimeseries",
        FOLDER=folder,
        PARCELS=parcels,
        PARCEL_LABEL_FIELD="class",
        WINDOW=16,
        OUTPUT=str(out),
    )
    shares = {row["tile_id"]: float(row["labelled_pct"]) for row in rows_of(out)}
    assert [share > 0 for share in shares.values()] == [True, False]
    assert "Warning: 1 parcel has no pixel of its own" in run.log
    assert f"background: {list(shares)[1]}." in run.log
