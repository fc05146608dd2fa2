"""Export Tiles: which tiles are cut, where, and what happens to those that do not fit."""

import numpy as np
import pytest
import rasterio
from shapely.geometry import box

LEFT, TOP = 500000, 4600000


@pytest.fixture
def image():
    return np.random.default_rng(4).integers(1, 250, (3, 100, 130), dtype="uint8")


@pytest.fixture
def raster(make_raster, image):
    """130 x 100 pixels of 10 m."""
    return make_raster(image)


@pytest.fixture
def export(run, raster, tmp_path):
    """Exports exact values; returns what the algorithm returns."""

    def call(tiles, name="out", source=raster, **parameters):
        parameters = {"FORMAT": "GTIFF", "SCALING": "NONE", **parameters}
        return run(
            "exporttiles", RASTER=source, TILES=tiles, OUTPUT=str(tmp_path / name), **parameters
        )

    return call


@pytest.fixture
def refuse(run_error, raster, tmp_path):
    def call(tiles, **parameters):
        out = tmp_path / "refused"
        text = run_error("exporttiles", RASTER=raster, TILES=tiles, OUTPUT=str(out), **parameters)
        assert not out.exists()
        return text

    return call


@pytest.fixture
def read_tiles(csv_rows):
    """tile_id -> (values, affine transform) of a dataset of GeoTIFFs."""

    def read(result):
        found = {}
        for line in csv_rows(result["MANIFEST"]):
            with rasterio.open(f"{result['OUTPUT']}/{line['file']}") as tile:
                found[line["tile_id"]] = tile.read(), tile.transform
        return found

    return read


@pytest.fixture
def grid(run, raster):
    return run("createtilegrid", INPUT=raster, TILE_SIZE=32)["OUTPUT"]


def at_pixels(col, row, width, height):
    x, y = LEFT + 10 * col, TOP - 10 * row
    return box(x, y - 10 * height, x + 10 * width, y).wkt


def names(result):
    from pathlib import Path

    folder = Path(result["OUTPUT"])
    return sorted(p.relative_to(folder).as_posix() for p in folder.rglob("*.tif"))


def read_layer(result, name):
    from qgis.core import QgsVectorLayer

    layer = QgsVectorLayer(f"{result['OUTPUT']}/tiles.gpkg|layername={name}", name, "ogr")
    assert layer.isValid()
    return layer


def test_labels_make_folders_and_their_absence_one_folder(make_layer, export):
    tiles = make_layer(
        [
            (at_pixels(0, 0, 10, 10), {"tile_id": "x1", "label": "urban"}),
            (at_pixels(10, 0, 10, 10), {"tile_id": "x2", "label": "rural"}),
        ],
        fields="tile_id:string,label:string",
    )
    assert names(export(tiles, LABEL_FIELD="label")) == ["rural/rural_x2.tif", "urban/urban_x1.tif"]
    assert names(export(tiles, name="plain")) == ["images/x1.tif", "images/x2.tif"]


def test_sequence_numbers_follow_tile_id_within_a_class(make_layer, export, csv_rows):
    order = ["d", "a", "c", "b"]
    tiles = make_layer(
        [
            (at_pixels(10 * k, 0, 10, 10), {"tile_id": n, "label": "urban" if n < "d" else "z"})
            for k, n in enumerate(order)
        ],
        fields="tile_id:string,label:string",
    )
    result = export(tiles, LABEL_FIELD="label", NAMING="SEQUENCE")
    assert {line["tile_id"]: line["file"] for line in csv_rows(result["MANIFEST"])} == {
        "a": "urban/urban_1.tif",
        "b": "urban/urban_2.tif",
        "c": "urban/urban_3.tif",
        "d": "z/z_1.tif",
    }


def test_sequence_numbers_run_across_splits(make_layer, export, csv_rows):
    splits = ["val", "train", "test", "train"]
    tiles = make_layer(
        [
            (at_pixels(10 * k, 0, 10, 10), {"tile_id": f"t{k}", "label": "a", "part": split})
            for k, split in enumerate(splits)
        ],
        fields="tile_id:string,label:string,part:string",
    )
    result = export(tiles, LABEL_FIELD="label", SPLIT_FIELD="part", NAMING="SEQUENCE")
    assert [line["file"] for line in csv_rows(result["MANIFEST"])] == [
        f"{split}/a/a_{k}.tif" for k, split in enumerate(splits, 1)
    ]


def test_any_tile_id_becomes_a_file_inside_the_folder(make_layer, export, csv_rows):
    ids = ["../../out", "a/b", "A", "a", "NUL", "with space", "..", "q?*"]
    tiles = make_layer(
        [(at_pixels(10 * k, 0, 10, 10), {"tile_id": name}) for k, name in enumerate(ids)],
        fields="tile_id:string",
    )
    result = export(tiles)
    lines = csv_rows(result["MANIFEST"])
    assert {line["tile_id"] for line in lines} == set(ids)
    assert names(result) == sorted(line["file"] for line in lines)
    assert len({line["file"].lower() for line in lines}) == len(ids)
    assert not any(set(line["file"][7:]) & set('<>:"/\\|?*') for line in lines)


def test_crs_that_the_user_gave_the_layer_is_the_one_of_the_tiles(run, make_raster, image, export):
    from qgis.core import QgsCoordinateReferenceSystem, QgsRasterLayer

    layer = QgsRasterLayer(make_raster(image, name="bare.tif", crs=None), "bare")
    layer.setCrs(QgsCoordinateReferenceSystem("EPSG:32631"))
    tiles = run("createtilegrid", INPUT=layer, TILE_SIZE=64)["OUTPUT"]
    assert tiles.crs().authid() == "EPSG:32631"
    result = export(tiles, source=layer)
    with rasterio.open(f"{result['OUTPUT']}/{names(result)[0]}") as tile:
        assert tile.crs == rasterio.crs.CRS.from_epsg(32631)
        np.testing.assert_array_equal(tile.read(), image[:, :64, :64])


def test_tiles_without_label_are_skipped_counted_and_listed(run, make_layer, export, rows):
    tiles = make_layer(
        [
            (at_pixels(0, 0, 10, 10), {"tile_id": "a", "label": "urban"}),
            (at_pixels(10, 0, 10, 10), {"tile_id": "b", "label": None}),
            (at_pixels(900, 0, 10, 10), {"tile_id": "c", "label": "urban"}),
        ],
        fields="tile_id:string,label:string",
    )
    result = export(tiles, LABEL_FIELD="label")
    assert (result["TILE_COUNT"], result["SKIPPED_COUNT"]) == (1, 2)
    assert "1 tile is skipped: no label" in run.log
    rejected = {row["tile_id"]: row["reason"] for row in rows(read_layer(result, "rejected"))}
    assert rejected == {"b": "no label", "c": "outside the raster"}


def test_no_tile_left_is_one_sentence_with_reasons(make_layer, refuse):
    tiles = make_layer(
        [(at_pixels(0, 0, 10, 10), {}), (at_pixels(900, 0, 10, 10), {})], fields="label:string"
    )
    assert "None of 2 tiles can be exported: " in refuse(tiles, LABEL_FIELD="label")
    assert "1 outside the raster" in refuse(tiles, LABEL_FIELD="label")
    assert "The tile layer has no tiles" in refuse(make_layer([]))
    assert "no such field; it has label" in refuse(tiles, LABEL_FIELD="class")


def test_splits_make_folders_with_the_same_classes_and_fit_on_train_only(
    make_layer, export, refuse, image, tmp_path
):
    import json

    plan = [("training", "a"), ("train", "b"), ("Validation", "a"), ("test", "a"), (None, "b")]
    tiles = make_layer(
        [
            (at_pixels(20 * k, 0, 20, 20), {"tile_id": f"t{k}", "label": label, "part": split})
            for k, (split, label) in enumerate(plan)
        ],
        fields="tile_id:string,label:string,part:string",
    )
    fields = {"LABEL_FIELD": "label", "SPLIT_FIELD": "part"}
    result = export(tiles, SCALING="MINMAX", FORMAT="NPY", **fields)
    folder = tmp_path / "out"
    assert {p.relative_to(folder).as_posix() for p in folder.rglob("*.npy")} == {
        "train/a/a_t0.npy",
        "train/b/b_t1.npy",
        "val/a/a_t2.npy",
        "test/a/a_t3.npy",
    }
    for split in ("train", "val", "test"):
        assert {p.name for p in (folder / split).iterdir()} == {"a", "b"}
    assert result["SKIPPED_COUNT"] == 1
    facts = json.loads((folder / "dataset.json").read_text("utf-8"))
    train = image[:, :20, :40]
    assert [(b["min"], b["max"]) for b in facts["scaling"]["bands"]] == [
        (band.min(), band.max()) for band in train
    ]
    written = np.stack([np.load(folder / f) for f in ("train/a/a_t0.npy", "train/b/b_t1.npy")])
    means = [row["mean"] for row in facts["statistics"]]
    assert means == pytest.approx(written.mean(axis=(0, 2, 3)))
    assert facts["splits"] == {"train": 2, "val": 1, "test": 1}
    assert facts["classes"][0]["splits"] == {"train": 1, "val": 1, "test": 1}


def test_unknown_split_words_are_named(make_layer, refuse):
    tiles = make_layer([(at_pixels(0, 0, 20, 20), {"part": "north"})], fields="part:string")
    text = refuse(tiles, SPLIT_FIELD="part")
    assert "The split field holds north; it may hold train, val, test" in text


def test_splits_without_train_are_refused_before_anything_is_written(make_layer, refuse):
    tiles = make_layer([(at_pixels(0, 0, 20, 20), {"part": "val"})], fields="part:string")
    assert "No exported tile is of the train split" in refuse(tiles, SPLIT_FIELD="part")


@pytest.mark.parametrize(("shift", "told"), [(0.25, "0.25"), (0.0011, "0.0011"), (-0.5, "0.5")])
def test_tiles_off_the_pixel_grid_are_refused_with_the_number(make_layer, refuse, shift, told):
    tiles = make_layer(
        [
            (at_pixels(0, 0, 20, 20), {"tile_id": "good"}),
            (at_pixels(20 + shift, 0, 20, 20), {"tile_id": "bad"}),
        ],
        fields="tile_id:string",
    )
    text = refuse(tiles)
    assert "1 of 2 tiles does not lie on the pixels of raster.tif" in text
    assert f"bad is off by {told} pixel" in text
    assert "choose RESAMPLING" in text


def test_a_tile_within_a_thousandth_of_a_pixel_is_on_the_grid(
    make_layer, export, read_tiles, image
):
    tiles = make_layer([(at_pixels(5.0009, 7, 20, 20), {"tile_id": "a"})], fields="tile_id:string")
    values, transform = read_tiles(export(tiles))["a"]
    np.testing.assert_array_equal(values, image[:, 7:27, 5:25])
    assert (transform.c, transform.f) == (LEFT + 50, TOP - 70)


def test_outlines_that_are_no_rectangles_are_refused_by_name(make_layer, refuse):
    x, y = LEFT, TOP
    triangle = f"POLYGON(({x} {y}, {x + 200} {y}, {x} {y - 200}, {x} {y}))"
    tiles = make_layer([(triangle, {"tile_id": "three"})], fields="tile_id:string")
    assert "three is not a rectangle of whole pixels" in refuse(tiles)


def test_repeated_and_missing_tile_ids(make_layer, refuse, export):
    def layer(*ids):
        return make_layer(
            [(at_pixels(10 * k, 0, 10, 10), {"tile_id": i}) for k, i in enumerate(ids)],
            fields="tile_id:string",
        )

    text = refuse(layer("b", "a", "b", "c", "a"))
    assert "2 values of tile_id occur more than once: a, b; each tile needs its own" in text
    assert "1 tile has no tile_id; fill the field in" in refuse(layer("a", None))
    bare = make_layer([(at_pixels(10 * k, 0, 10, 10), {}) for k in range(2)], fields="")
    assert names(export(bare)) == ["images/t000001.tif", "images/t000002.tif"]


def test_outlines_that_left_their_window_are_refused_with_both(grid, refuse):
    feature = next(f for f in grid.getFeatures() if f["tile_id"] == "r00001_c00002")
    geometry = feature.geometry()
    geometry.translate(40, 0)
    grid.dataProvider().changeGeometryValues({feature.id(): geometry})
    text = refuse(grid)
    assert "1 tile is not where its window fields say: r00001_c00002" in text
    assert "has window 64, 32, 32, 32, but its outline is at 68, 32, 32, 32" in text


def test_windows_of_another_raster_say_nothing(grid, export, make_raster, image, csv_rows):
    # The same ground in pixels of 5 m: the grid's own window fields are wrong for it.
    fine = image.repeat(2, axis=1).repeat(2, axis=2)
    source = make_raster(fine, name="fine.tif", transform=(5, 0, LEFT, 0, -5, TOP))
    lines = csv_rows(export(grid, source=source)["MANIFEST"])
    line = next(r for r in lines if r["tile_id"] == "r00001_c00002")
    assert [line[n] for n in ("col_off", "row_off", "width", "height")] == ["128", "64", "64", "64"]


def test_tiles_of_several_sizes_and_shapes_share_a_layer(make_layer, export, read_tiles, image):
    windows = {"a": (0, 0, 7, 31), "b": (40, 3, 64, 5), "c": (129, 99, 1, 1)}
    tiles = make_layer(
        [(at_pixels(*w), {"tile_id": n}) for n, w in windows.items()], fields="tile_id:string"
    )
    found = read_tiles(export(tiles))
    for name, (col, row, width, height) in windows.items():
        expected = image[:, row : row + height, col : col + width]
        np.testing.assert_array_equal(found[name][0], expected)


def test_tiles_in_another_crs_are_the_same_tiles(run, grid, export, read_tiles):
    moved = run("native:reprojectlayer", INPUT=grid, TARGET_CRS="EPSG:4326")["OUTPUT"]
    here, there = read_tiles(export(grid)), read_tiles(export(moved, name="moved"))
    assert here.keys() == there.keys()
    for name, (values, transform) in here.items():
        np.testing.assert_array_equal(there[name][0], values)
        assert there[name][1] == transform


def test_tiles_that_overhang_are_filled_up(run, raster, export, csv_rows, read_tiles, image):
    cells = run(
        "native:creategrid", TYPE=2, EXTENT=raster, HSPACING=640, VSPACING=640, CRS="EPSG:32631"
    )["OUTPUT"]
    result = export(cells, FORMAT="GTIFF", SCALING="RANGE", SCALE_MIN="0", SCALE_MAX="255", FILL=99)
    padded = np.full((3, 128, 192), 99, dtype="uint8")
    padded[:, :100, :130] = image
    lines = csv_rows(result["MANIFEST"])
    assert len(lines) == 6
    found = read_tiles(result)
    for line in lines:
        col, row = int(line["col_off"]), int(line["row_off"])
        part = padded[:, row : row + 64, col : col + 64]
        np.testing.assert_array_equal(found[line["tile_id"]][0], part)
        inside = (min(col + 64, 130) - col) * (min(row + 64, 100) - row)
        assert float(line["valid_pct"]) == pytest.approx(100 * inside / 64**2)


def warp(raster, bounds, width, height, crs, method):
    """GDAL's own answer."""
    from osgeo import gdal

    result = gdal.Warp(
        "",
        raster,
        format="MEM",
        outputBounds=bounds,
        width=width,
        height=height,
        dstSRS=crs,
        resampleAlg=method,
        errorThreshold=0,
        outputType=gdal.GDT_Float32,
    )
    return result.ReadAsArray()


@pytest.mark.parametrize("method", ["NEAREST", "BILINEAR", "CUBIC", "AVERAGE"])
@pytest.mark.parametrize("pixels", [15, 40, 64])
def test_resampled_tiles_agree_with_gdal(raster, make_layer, export, read_tiles, method, pixels):
    tiles = make_layer([(at_pixels(30.3, 41.7, 40, 40), {"tile_id": "a"})], fields="tile_id:string")
    values, transform = read_tiles(export(tiles, RESAMPLING=method, PIXELS=pixels))["a"]
    bounds = (LEFT + 303, TOP - 417 - 400, LEFT + 303 + 400, TOP - 417)
    expected = warp(raster, bounds, pixels, pixels, "EPSG:32631", method.lower().replace("est", ""))
    assert values.shape == expected.shape
    assert np.abs(values - np.clip(expected, 0, 255)).max() <= 0.51
    assert (transform.a, transform.e) == pytest.approx((400 / pixels, -400 / pixels))
    assert (transform.c, transform.f) == pytest.approx((bounds[0], bounds[3]))


def test_nearest_doubles_and_average_halves_exactly(grid, export, read_tiles, image):
    doubled = read_tiles(export(grid, RESAMPLING="NEAREST", PIXELS=64))
    halved = read_tiles(export(grid, name="half", RESAMPLING="AVERAGE", METERS_PER_PIXEL=20))
    for name in ("r00000_c00000", "r00002_c00003"):
        row, col = 32 * int(name[1:6]), 32 * int(name[8:])
        own = image[:, row : row + 32, col : col + 32]
        np.testing.assert_array_equal(doubled[name][0], own.repeat(2, axis=1).repeat(2, axis=2))
        means = own.reshape(3, 16, 2, 16, 2).mean(axis=(2, 4))
        assert halved[name][0].shape == (3, 16, 16)
        assert np.abs(halved[name][0] - means).max() <= 0.5
        assert halved[name][1].a == 20


def test_invalid_pixels_take_no_part_in_resampling(
    run, make_raster, image, export, read_tiles, csv_rows
):
    holes = image[:, :32, :32].astype(float)
    counts = np.arange(256).reshape(16, 16) % 5  # invalid pixels in each block of 2 x 2
    valid = np.ones((32, 32), dtype=bool)
    for k, (down, across) in enumerate(((0, 0), (0, 1), (1, 0), (1, 1))):
        valid[down::2, across::2] = counts <= k
    source = make_raster(np.where(valid, holes, 0).astype("uint8"), name="holes.tif", nodata=0)
    tiles = run("createtilegrid", INPUT=source, TILE_SIZE=32)["OUTPUT"]
    result = export(tiles, source=source, RESAMPLING="AVERAGE", PIXELS=16)
    blocks = np.where(valid, holes, np.nan).reshape(3, 16, 2, 16, 2).transpose(0, 1, 3, 2, 4)
    keeps = counts <= 2
    expected = np.zeros((3, 16, 16))
    expected[:, keeps] = np.nanmean(blocks.reshape(3, 16, 16, 4)[:, keeps], axis=2)
    ((values, _),) = read_tiles(result).values()
    assert (values[:, ~keeps] == 0).all()
    assert np.abs(values - expected).max() <= 0.51
    (line,) = csv_rows(result["MANIFEST"])
    assert float(line["valid_pct"]) == pytest.approx(100 * keeps.mean())


def test_resampling_leaves_tiles_on_the_grid_as_they_are(grid, export, read_tiles):
    plain, again = (
        read_tiles(export(grid, name=method, RESAMPLING=method)) for method in ("NONE", "CUBIC")
    )
    for name, (values, transform) in plain.items():
        np.testing.assert_array_equal(again[name][0], values)
        assert again[name][1] == transform


def test_boxes_of_another_crs_are_resampled_into_that_crs(
    raster, make_layer, export, read_tiles, refuse
):
    bounds = (3.0030, 41.5460, 3.0090, 41.5500)
    tiles = make_layer(
        [(box(*bounds).wkt, {"tile_id": "a"})], crs="EPSG:4326", fields="tile_id:string"
    )
    assert "choose RESAMPLING" in refuse(tiles)
    result = export(tiles, RESAMPLING="NEAREST", PIXELS=50)
    values, transform = read_tiles(result)["a"]
    expected = warp(raster, bounds, 50, 50, "EPSG:4326", "near")
    assert (values == expected).mean() > 0.99
    assert transform.a == pytest.approx(0.006 / 50)
    with rasterio.open(f"{result['OUTPUT']}/images/a.tif") as tile:
        assert tile.crs == rasterio.crs.CRS.from_epsg(4326)


def test_metres_a_pixel_are_measured_on_the_ground(make_layer, export, read_tiles):
    tiles = make_layer(
        [(box(3.0030, 41.5460, 3.0090, 41.5500).wkt, {"tile_id": "a"})],
        crs="EPSG:4326",
        fields="tile_id:string",
    )
    values, _ = read_tiles(export(tiles, RESAMPLING="BILINEAR", METERS_PER_PIXEL=10))["a"]
    # At 41.548 degrees north a degree is 111.06 km long and 83.4 km wide.
    assert values.shape == (3, 44, 50)


def test_missing_crs_is_told_of_the_side_that_lacks_it(run_error, make_layer, raster, tmp_path):
    tiles = make_layer([(at_pixels(0, 0, 20, 20), {})], crs=None)
    out = tmp_path / "out"
    text = run_error("exporttiles", RASTER=raster, TILES=tiles, OUTPUT=str(out))
    assert "The tile layer has no coordinate system and raster has one" in text
    assert not out.exists()
