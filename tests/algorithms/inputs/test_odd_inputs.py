"""Layers and rasters as they come from elsewhere."""

import json

import numpy as np
import pytest

WORLD = "POLYGON((-180 -90, 180 -90, 180 90, -180 90, -180 -90))"


@pytest.fixture
def noise():
    return np.random.default_rng(0).integers(0, 1000, (3, 128, 128)).astype("int16")


@pytest.fixture
def facts(run, tmp_path):
    """dataset.json of a dataset that is built with some parameters."""

    def build(**parameters):
        folder = tmp_path / "dataset"
        run("builddataset", **parameters, OUTPUT=str(folder))
        return json.loads((folder / "dataset.json").read_text("utf-8"))

    return build


def test_labels_of_the_whole_world_are_followed_near_the_tiles(facts, make_raster, make_layer):
    world = make_layer([(WORLD, {"class": "world"})], crs="EPSG:4326")
    north = "POLYGON((-180 0, 180 0, 180 90, -180 90, -180 0))"
    half = make_layer([(north, {"class": "north"})], crs="EPSG:4326")
    raster = make_raster(np.ones((128, 128), "uint8"))
    for layer, name in ((world, "world"), (half, "north")):
        made = facts(RASTER=raster, TILE_SIZE=64, LABELS=layer, LABEL_FIELD="class", OVERWRITE=True)
        assert [(c["name"], c["tiles"]) for c in made["classes"]] == [(name, 4)]


def test_an_area_of_the_whole_world_keeps_all_tiles(run, make_raster, make_layer):
    world = make_layer([(WORLD, {})], crs="EPSG:4326")
    raster = make_raster(np.ones((128, 128), "uint8"))
    assert run("createtilegrid", INPUT=raster, TILE_SIZE=64, AOI=world)["TILE_COUNT"] == 4


def test_nodata_of_one_band_spoils_neither_scaling_nor_statistics(facts, make_raster, noise):
    noise[0, :64, :64] = -9999
    raster = make_raster(noise, nodata=-9999)
    made = facts(RASTER=raster, TILE_SIZE=64, SCALING="MINMAX")
    assert [(b["min"], b["max"]) for b in made["scaling"]["bands"]] == [(0, 999)] * 3
    raw = facts(RASTER=raster, TILE_SIZE=64, SCALING="NONE", FORMAT="NPY", OVERWRITE=True)
    known = noise[0][noise[0] != -9999]
    assert raw["statistics"][0]["pixels"] == known.size
    assert raw["statistics"][0]["mean"] == pytest.approx(known.mean(), rel=1e-12)
    assert raw["statistics"][0]["std"] == pytest.approx(known.std(), rel=1e-12)


def test_nodata_of_one_band_is_not_averaged_into_its_neighbours(run, make_raster, noise, tmp_path):
    noise[0, :, :33] = -9999
    raster = make_raster(noise, nodata=-9999)
    run(
        "builddataset",
        RASTER=raster,
        TILE_SIZE=128,
        SCALING="NONE",
        FORMAT="NPY",
        RESAMPLING="AVERAGE",
        PIXELS=32,
        OUTPUT=str(tmp_path / "out"),
    )
    (tile,) = (np.load(p) for p in (tmp_path / "out" / "images").iterdir())
    assert (tile[0, :, :8] == -9999).all()
    assert (tile[0, :, 8:] >= 0).all()
    mean = noise[0, :4, 36:40].mean()
    assert tile[0, 0, 9] == pytest.approx(mean, abs=0.5)


def test_bands_of_different_types_are_read_as_the_wider(run, make_raster, noise, tmp_path):
    from osgeo import gdal

    parts = [
        make_raster((noise[0] % 200).astype("uint8"), name="a.tif"),
        make_raster(noise[1].astype("uint16"), name="b.tif"),
    ]
    stack = str(tmp_path / "stack.vrt")
    gdal.BuildVRT(stack, parts, separate=True).FlushCache()
    run(
        "builddataset",
        RASTER=stack,
        TILE_SIZE=128,
        SCALING="NONE",
        FORMAT="NPY",
        OUTPUT=str(tmp_path / "out"),
    )
    (tile,) = (np.load(p) for p in (tmp_path / "out" / "images").iterdir())
    assert tile.dtype == np.uint16
    np.testing.assert_array_equal(tile, np.stack([noise[0] % 200, noise[1]]))


def test_scale_and_offset_stay_with_the_values(run, make_raster, noise, tmp_path):
    import rasterio

    raster = make_raster(noise)
    with rasterio.open(raster, "r+") as dataset:
        dataset.scales, dataset.offsets = (1e-4,) * 3, (-0.1,) * 3
    run(
        "builddataset",
        RASTER=raster,
        TILE_SIZE=128,
        SCALING="NONE",
        FORMAT="GTIFF",
        OUTPUT=str(tmp_path / "out"),
    )
    (path,) = (tmp_path / "out" / "images").iterdir()
    with rasterio.open(path) as tile:
        assert tile.scales == (1e-4,) * 3
        assert tile.offsets == (-0.1,) * 3


def test_metres_are_metres_at_the_pole(run, make_raster):
    raster = make_raster(
        np.ones((120, 120), "uint8"),
        transform=(25000, 0, -1.5e6, 0, -25000, 1.5e6),
        crs="EPSG:6931",
    )
    made = run("createtilegrid", INPUT=raster, UNITS="METERS", TILE_SIZE=750000)
    assert made["TILE_COUNT"] == 16


@pytest.mark.parametrize(
    "wkt",
    [
        "CURVEPOLYGON((500000 4599000, 501000 4599000, 501000 4600000, 500000 4599000))",
        "MULTISURFACE(((500000 4599000, 501000 4599000, 501000 4600000, 500000 4599000)))",
    ],
)
def test_curve_types_without_arcs_are_polygons(run, make_raster, make_layer, wkt):
    labels = make_layer([(wkt, {"class": "a"})], kind=wkt.split("(")[0])
    raster = make_raster(np.ones((100, 100), "uint8"))
    grid = run("createtilegrid", INPUT=raster, TILE_SIZE=50)["OUTPUT"]
    made = run("joinlabels", INPUT=grid, LABELS=labels, LABEL_FIELD="class", PREDICATE="LARGEST")
    assert made["TILE_COUNT"] == 3


def test_points_are_no_tiles(run_error, make_raster, make_layer, tmp_path):
    points = make_layer([("POINT(500100 4599900)", {})], kind="Point")
    raster = make_raster(np.ones((100, 100), "uint8"))
    text = run_error("exporttiles", RASTER=raster, TILES=points, OUTPUT=str(tmp_path / "out"))
    assert "TILES layer holds points, and polygons are needed" in text


def test_nan_is_no_extra_nodata(facts, make_raster, noise):
    made = facts(RASTER=make_raster(noise), TILE_SIZE=64, NODATA=float("nan"))
    assert made["parameters"]["NODATA"] is None


@pytest.mark.parametrize(
    ("idle", "needed"),
    [
        ({"CLOUD_VALUES": "3"}, "CLOUD_MASK"),
        ({"CLOUD_BITS": "4"}, "CLOUD_MASK"),
        ({"MAX_CLOUD": 5}, "CLOUD_MASK"),
        ({"CLOUD_BUFFER": 30}, "CLOUDS"),
    ],
)
def test_cloud_settings_without_their_layer_are_refused(
    run_error, make_raster, noise, tmp_path, idle, needed
):
    raster, folder = make_raster(noise), tmp_path / "out"
    text = run_error("builddataset", RASTER=raster, TILE_SIZE=64, OUTPUT=str(folder), **idle)
    assert f"{next(iter(idle))} is given without {needed}" in text
    assert not folder.exists()


def test_scripts_hear_the_sentence_of_a_refusal(run, make_raster, noise, tmp_path):
    from qgis.core import QgsProcessingException

    with pytest.raises(QgsProcessingException, match="BANDS asks for band 9"):
        run("builddataset", RASTER=make_raster(noise), BANDS="9", OUTPUT=str(tmp_path / "out"))


def test_class_codes_are_never_mixed(run_error, make_raster, tmp_path):
    codes = np.ones((64, 64), "uint8")
    raster = make_raster(codes, colormap={1: (255, 0, 0, 255)}, colorinterp=["palette"])
    text = run_error(
        "builddataset",
        RASTER=raster,
        TILE_SIZE=32,
        SCALING="NONE",
        FORMAT="GTIFF",
        RESAMPLING="BILINEAR",
        PIXELS=16,
        OUTPUT=str(tmp_path / "out"),
    )
    assert "holds class codes, which BILINEAR would mix; choose RESAMPLING=NEAREST." in text


def test_a_second_run_into_a_folder_that_is_being_written_is_refused(tmp_path):
    from tilewright.core.dataset.folder import UNFINISHED, OutputFolder
    from tilewright.core.errors import ExportError

    folder = str(tmp_path / "dataset")
    first, second = OutputFolder(folder), OutputFolder(folder)
    first.start("a", ["x.jpg"])
    note = (tmp_path / "dataset" / UNFINISHED).read_bytes()
    with pytest.raises(ExportError, match="Another run is writing into"):
        second.start("b", ["y.jpg"])
    second.abandon()
    assert (tmp_path / "dataset" / UNFINISHED).read_bytes() == note


def test_a_failed_run_leaves_datasets_beside_it_alone(tmp_path):
    from tilewright.core.dataset.folder import OutputFolder

    failed = OutputFolder(str(tmp_path / "new" / "failed"))
    failed.start("a", ["x.jpg"])
    other = tmp_path / "new" / "other"
    other.mkdir()
    (other / "tile.jpg").write_bytes(b"mine")
    failed.abandon()
    assert (other / "tile.jpg").read_bytes() == b"mine"
    assert not failed.folder.exists()


def test_a_failed_run_takes_its_own_new_folders_away(tmp_path):
    from tilewright.core.dataset.folder import OutputFolder

    failed = OutputFolder(str(tmp_path / "new" / "deeper" / "failed"))
    failed.start("a", ["x.jpg"])
    failed.abandon()
    assert list(tmp_path.iterdir()) == []


UNREADABLE = (
    "POLYGON((500000 4599500, 500500 4599500, 500500 4599900))",
    "POLYGON((500000 4599500, 500500 4599500))",
)
SQUARE = "POLYGON((500000 4599000, 501000 4599000, 501000 4600000, 500000 4600000, 500000 4599000))"


@pytest.fixture
def torn_labels(make_layer):
    """A square, and rings that are not closed."""
    shapes = [(SQUARE, {"class": 1}), *((text, {"class": 2}) for text in UNREADABLE)]
    return make_layer(shapes)


@pytest.mark.parametrize("name", ["joinlabels", "rasterizelabels", "masks", "aoi", "clouds"])
def test_rings_that_are_not_closed_are_skipped(run, make_raster, torn_labels, tmp_path, name):
    raster = make_raster(np.ones((100, 100), "uint8"))
    tiles = run("createtilegrid", INPUT=raster, TILE_SIZE=50)["OUTPUT"]
    out = str(tmp_path / ("out.tif" if name == "rasterizelabels" else "out"))
    labels = {"LABELS": torn_labels, "LABEL_FIELD": "class"}
    if name == "joinlabels":
        made = run("joinlabels", INPUT=tiles, **labels)
        assert json.loads(made["CLASS_COUNTS"]) == {"1": 4}
    elif name == "rasterizelabels":
        made = run("rasterizelabels", TEMPLATE=raster, **labels, OUTPUT=out)
        assert made["POLYGON_COUNT"] == 1
    elif name == "masks":
        run(
            "exporttiles",
            RASTER=raster,
            TILES=tiles,
            MASK=torn_labels,
            MASK_FIELD="class",
            OUTPUT=out,
        )
    elif name == "aoi":
        assert run("createtilegrid", INPUT=raster, TILE_SIZE=50, AOI=torn_labels)["TILE_COUNT"] == 4
    else:
        made = run("maskcloudpoints", INPUT=tiles, CLOUDS=torn_labels)
        assert (made["TILE_COUNT"], made["REJECTED_COUNT"]) == (0, 4)
    if name not in ("aoi", "clouds"):
        said = "2 label features have no area, or no outline that can be read, and were skipped"
        assert said in run.log


def test_tiles_whose_rings_are_not_closed_are_told(run_error, make_raster, torn_labels, tmp_path):
    raster = make_raster(np.ones((100, 100), "uint8"))
    text = run_error("exporttiles", RASTER=raster, TILES=torn_labels, OUTPUT=str(tmp_path / "out"))
    assert "The outline of tile 2 is not a polygon; each ring needs three corners" in text
    assert not (tmp_path / "out").exists()


def test_labels_are_not_taken_for_those_of_a_local_system(facts, make_raster, make_layer):
    raster = make_raster(np.ones((128, 128), "uint8"), crs='LOCAL_CS["here",UNIT["metre",1]]')
    labels = make_layer([(WORLD, {"class": "world"})], crs="EPSG:32631")
    with pytest.raises(Exception, match='Nothing leads from the coordinate system of .*"here"'):
        facts(RASTER=raster, TILE_SIZE=64, LABELS=labels, LABEL_FIELD="class")
