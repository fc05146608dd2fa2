"""Mask Cloudy Tiles by Raster."""

import numpy as np
import pytest
import rasterio
from rasterio.warp import transform as move
from shapely.geometry import box


@pytest.fixture
def shares(run):
    """tile_id -> cloud_pct of all tiles, kept or not."""

    def measure(tiles, mask, **parameters):
        result = run(
            "maskcloudraster", INPUT=tiles, MASK=mask, REJECTED="TEMPORARY_OUTPUT", **parameters
        )
        measure.result = result
        return {
            f["tile_id"]: f["cloud_pct"]
            for layer in (result["OUTPUT"], result["REJECTED"])
            for f in layer.getFeatures()
        }

    return measure


@pytest.fixture
def grid(run, make_raster):
    """4 x 4 tiles of 20 pixels of 10 m."""
    raster = make_raster(np.ones((80, 80), dtype="uint8"))
    return run("createtilegrid", INPUT=raster, TILE_SIZE=20)["OUTPUT"]


def window(feature):
    col, row = feature["col_off"], feature["row_off"]
    return np.s_[row : row + feature["height"], col : col + feature["width"]]


@pytest.mark.parametrize(
    ("rule", "is_cloudy"),
    [
        ({"BITS": "14-15=3"}, lambda v: v >> 14 == 3),
        ({"BITS": "14-15>=2"}, lambda v: v >> 14 >= 2),
        ({"BITS": "15"}, lambda v: v & 0x8000 > 0),
        ({"BITS": "14-15=3, 12-13=3"}, lambda v: (v >> 14 == 3) | (v >> 12 & 3 == 3)),
        ({"VALUES": "LANDSAT_PRE_COLLECTION"}, lambda v: (v >> 14 == 3) | (v >> 12 & 3 == 3)),
        ({"VALUES": "53248-65535"}, lambda v: v >= 53248),
        ({"VALUES": "28672, 36864"}, lambda v: np.isin(v, (28672, 36864))),
    ],
)
def test_shares_of_the_landsat_example_equal_a_count_in_numpy(
    run, examples, shares, rule, is_cloudy
):
    folder = examples / "clouds"
    grid = run("createtilegrid", INPUT=str(folder / "scene.tif"), TILE_SIZE=64, EDGE="KEEP")
    with rasterio.open(folder / "quality.tif") as dataset:
        cloudy = is_cloudy(dataset.read(1))
    expected = {f["tile_id"]: 100 * cloudy[window(f)].mean() for f in grid["OUTPUT"].getFeatures()}
    found = shares(grid["OUTPUT"], str(folder / "quality.tif"), MAX_CLOUD=10, **rule)
    assert found == pytest.approx(expected, abs=1e-9)
    assert len(set(expected.values())) > 3
    kept = {f["tile_id"] for f in shares.result["OUTPUT"].getFeatures()}
    assert kept == {name for name, share in expected.items() if share <= 10}
    assert shares.result["TILE_COUNT"] == len(kept)
    assert shares.result["REJECTED_COUNT"] == 100 - len(kept)


def test_limit_itself_is_kept_and_reasons_tell_the_share(run, grid, make_raster, shares):
    mask = np.zeros((80, 80), dtype="uint8")
    mask[:10, :10] = 3  # a quarter of the first tile
    path = make_raster(mask, name="mask.tif")
    assert shares(grid, path, VALUES="3", MAX_CLOUD=25)["r00000_c00000"] == 25
    assert shares.result["TILE_COUNT"] == 16
    shares(grid, path, VALUES="3", MAX_CLOUD=24.9)
    (rejected,) = shares.result["REJECTED"].getFeatures()
    assert rejected["reason"] == "too cloudy (25.0 %, at most 24.9 %)"
    shares(grid, path, VALUES="3")
    assert shares.result["REJECTED_COUNT"] == 1


def test_part_pixels_count_by_their_part(run, grid, make_raster, shares):
    # Mask pixels of 150 m: a tile of 200 m holds 1 1/3 of them each way.
    mask = np.zeros((6, 6), dtype="uint8")
    mask[0, 0] = 1
    path = make_raster(mask, name="mask.tif", transform=(150, 0, 500000, 0, -150, 4600000))
    found = shares(grid, path, VALUES="1")
    assert found["r00000_c00000"] == pytest.approx(100 * 150**2 / 200**2)
    assert sum(found.values()) == found["r00000_c00000"]
    mask[:] = 0
    mask[1, 1] = 1  # 150 to 300 m each way: a quarter of it in each of the first four tiles
    path = make_raster(mask, name="mask2.tif", transform=(150, 0, 500000, 0, -150, 4600000))
    found = shares(grid, path, VALUES="1")
    assert found["r00000_c00000"] == pytest.approx(100 * 50 * 50 / 200**2)
    assert found["r00000_c00001"] == pytest.approx(100 * 100 * 50 / 200**2)
    assert found["r00001_c00001"] == pytest.approx(100 * 100 * 100 / 200**2)


@pytest.mark.parametrize(
    ("crs", "transform"),
    [
        ("EPSG:4326", (0.00021, 0, 2.998, 0, -0.00013, 41.553)),
        ("EPSG:3035", (17.0, 0.0, 3735000.0, 0.0, -17.0, 2077900.0)),
        ("EPSG:32631", (13.0, 4.0, 499600.0, 3.0, -12.0, 4600100.0)),
    ],
)
def test_mask_on_any_grid_agrees_with_sampling_points(
    run, grid, make_raster, shares, crs, transform
):
    rng = np.random.default_rng(3)
    coarse = rng.random((30, 30)) > 0.6
    mask = coarse.repeat(5, axis=0).repeat(5, axis=1).astype("uint8")
    path = make_raster(mask, name="mask.tif", crs=crs, transform=transform)
    found = shares(grid, path, VALUES="1", MAX_CLOUD=100)
    steps = (np.arange(100) + 0.5) / 100
    inverse = ~rasterio.Affine(*transform)
    for feature in grid.getFeatures():
        extent = feature.geometry().boundingBox()
        xs = extent.xMinimum() + steps * extent.width()
        ys = extent.yMinimum() + steps * extent.height()
        xs, ys = (v.ravel() for v in np.meshgrid(xs, ys))
        cols, rows = inverse * np.array(move("EPSG:32631", crs, xs, ys))
        assert min(cols.min(), rows.min()) >= 0
        sampled = mask[np.floor(rows).astype(int), np.floor(cols).astype(int)]
        assert found[feature["tile_id"]] == pytest.approx(100 * sampled.mean(), abs=1.5)
    assert max(found.values()) - min(found.values()) > 20


def test_tiles_beyond_the_mask_are_left_out_and_others_judged_by_what_is_known(
    run, grid, make_raster, shares
):
    mask = np.zeros((80, 50), dtype="uint8")  # covers 2 1/2 columns of tiles
    mask[:20, 40:45] = 1
    path = make_raster(mask, name="mask.tif", nodata=9)
    found = shares(grid, path, VALUES="1", MAX_CLOUD=100)
    assert found["r00000_c00002"] == 50  # half of the tile is known, half of that is cloudy
    reasons = {f["tile_id"]: f["reason"] for f in shares.result["REJECTED"].getFeatures()}
    assert reasons == {f"r0000{row}_c00003": "no cloud mask here" for row in range(4)}


def test_nodata_of_the_mask_is_unknown_not_clear(run, grid, make_raster, shares):
    mask = np.zeros((80, 80), dtype="uint8")
    mask[:20, :20] = 255
    mask[:10, 20:40] = 255
    mask[10:20, 20:30] = 1
    found = shares(grid, make_raster(mask, name="mask.tif", nodata=255), VALUES="1", MAX_CLOUD=60)
    assert found["r00000_c00001"] == 50
    (rejected,) = shares.result["REJECTED"].getFeatures()
    assert (rejected["tile_id"], rejected["reason"]) == ("r00000_c00000", "no cloud mask here")


def test_band_chooses_the_mask_and_tiles_of_any_shape_are_measured(make_layer, make_raster, shares):
    mask = np.zeros((2, 80, 80), dtype="uint8")
    mask[1, :, :40] = 1
    path = make_raster(mask, name="mask.tif")
    triangle = "POLYGON((500000 4600000, 500800 4600000, 500000 4599200, 500000 4600000))"
    square = box(500300, 4599600, 500500, 4599800).wkt
    tiles = make_layer(
        [(triangle, {"tile_id": "triangle"}), (square, {"tile_id": "square"})],
        fields="tile_id:string",
    )
    assert shares(tiles, path, VALUES="1", BAND=1) == {"triangle": 0, "square": 0}
    found = shares(tiles, path, VALUES="1", BAND=2, MAX_CLOUD=100)
    assert found["square"] == 50
    assert found["triangle"] == pytest.approx(75, abs=0.5)


@pytest.mark.parametrize(
    ("parameters", "part"),
    [
        ({}, "Say which mask values are cloudy"),
        ({"VALUES": "3", "BITS": "4"}, "Both values (3) and bits (4) are given; give one"),
        ({"VALUES": "3;8"}, "The value '3;8' cannot be understood; write values and ranges"),
        ({"VALUES": "8-3"}, "The range '8-3' runs backwards"),
        ({"BITS": "14-15"}, "The bits '14-15' need a number to compare with"),
        ({"BITS": "4=2"}, "The bits '4=2' can never be 2"),
        ({"VALUES": "3", "BAND": 2}, "mask.tif has 1 band"),
    ],
)
def test_rules_that_make_no_sense_are_one_sentence(run_error, grid, make_raster, parameters, part):
    mask = make_raster(np.zeros((80, 80), dtype="uint8"), name="mask.tif")
    assert part in run_error("maskcloudraster", INPUT=grid, MASK=mask, **parameters)


def test_mask_without_crs_is_named(run_error, grid, make_raster):
    mask = make_raster(np.zeros((80, 80), dtype="uint8"), name="mask.tif", crs=None)
    text = run_error("maskcloudraster", INPUT=grid, MASK=mask, VALUES="3")
    assert "mask has no coordinate system and the tile layer has one" in text
    assert "assign one to mask" in text
