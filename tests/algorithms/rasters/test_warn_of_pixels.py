"""What users are told of masks, fill and padding."""

import json

import numpy as np
import pytest

ROWS, COLUMNS = np.mgrid[:128, :128]


def scene(fill=None):
    noise = np.random.default_rng(0).normal(0, 60, (3, 128, 128))
    values = (2000 + 900 * np.sin(COLUMNS / 30) + noise).astype(np.uint16)
    if fill is not None:
        values[:, COLUMNS + 0.35 * ROWS < 40] = fill
    return values


@pytest.fixture
def wedge(make_raster):
    return make_raster(scene(0), name="wedge.tif")


@pytest.fixture
def quality(make_raster):
    """A quality band of Landsat, all clear."""
    return make_raster(np.full((128, 128), 2720, dtype=np.uint16), name="BQA.tif")


def share_of_wedge():
    return 100 * (COLUMNS + 0.35 * ROWS < 40).mean()


TOLD = "in every band"


def told_share(log, name="wedge"):
    line = next(line for line in log.splitlines() if TOLD in line)
    assert line.startswith("About ") and f"pixels that were read of {name} are 0 in every" in line
    assert line.endswith("they count as data. If they are fill, set NODATA=0 and run again.")
    assert log.count(TOLD) == 1
    return float(line.split()[1])


def test_fill_that_passes_min_valid_is_told(run, wedge):
    result = run("createtilegrid", INPUT=wedge, TILE_SIZE=32, MIN_VALID=100)
    assert result["TILE_COUNT"] == 16
    assert told_share(run.log) == pytest.approx(share_of_wedge(), abs=1)
    run("createtilegrid", INPUT=wedge, TILE_SIZE=32, MIN_VALID=100, NODATA=0)
    assert TOLD not in run.log


@pytest.mark.parametrize("extra", [{}, {"MIN_VALID": 100}, {"DRY_RUN": True}])
def test_fill_in_a_dataset_is_told_once(run, wedge, tmp_path, extra):
    out = str(tmp_path / "out")
    run("builddataset", RASTER=wedge, TILE_SIZE=32, OUTPUT=out, FORMAT="PNG", **extra)
    assert told_share(run.log) == pytest.approx(share_of_wedge(), abs=1)


def test_exported_tiles_tell_of_fill_and_whole_images_do_not(run, wedge, make_raster, tmp_path):
    tiles = run("createtilegrid", INPUT=wedge, TILE_SIZE=32)["OUTPUT"]
    run("exporttiles", RASTER=wedge, TILES=tiles, OUTPUT=str(tmp_path / "a"), FORMAT="PNG")
    assert told_share(run.log) == pytest.approx(share_of_wedge(), abs=1)
    whole = make_raster(scene(), name="whole.tif")
    run("exporttiles", RASTER=whole, TILES=tiles, OUTPUT=str(tmp_path / "b"), FORMAT="PNG")
    assert TOLD not in run.log


def test_two_fills_are_told_with_a_remedy_for_both(run, make_raster):
    values = scene()
    values[:, ROWS < 18] = 0
    values[:, ROWS >= 119] = 65535
    raster = make_raster(values, name="two.tif")
    run("createtilegrid", INPUT=raster, TILE_SIZE=32, MIN_VALID=100)
    assert (
        "About 14 % of the pixels that were read of two are 0 in every band, and about 7 % are "
        "65535: they count as data. If these are fill, set NODATA to one of them, give the other "
        "as an additional nodata value (layer properties, Transparency), and run again."
    ) in run.log


@pytest.fixture
def everywhere(make_layer):
    """Two polygons that cover the scene."""
    half = "POLYGON(({0} 4598720,{1} 4598720,{1} 4600000,{0} 4600000,{0} 4598720))"
    shapes = [(half.format(500000, 500640), {"class": "a"})]
    shapes.append((half.format(500640, 501280), {"class": "b"}))
    return make_layer(shapes)


def test_fill_among_samples_is_told(run, wedge, everywhere, tmp_path):
    labels = {"LABELS": everywhere, "LABEL_FIELD": "class"}
    run("samplepixels", RASTER=wedge, OUTPUT=str(tmp_path / "s.csv"), **labels)
    assert told_share(run.log) == pytest.approx(share_of_wedge(), abs=2)
    run("samplepixels", RASTER=wedge, NODATA=0, OUTPUT=str(tmp_path / "n.csv"), **labels)
    assert TOLD not in run.log


def test_fill_that_clusters_are_made_of_is_told(run, wedge, tmp_path):
    model = str(tmp_path / "m.twm")
    run("trainclassifier", RASTER=[wedge], METHOD="KMEANS", OUTPUT=model)
    assert told_share(run.log) == pytest.approx(share_of_wedge(), abs=2)


def test_fill_in_a_composite_is_told(run, make_raster, tmp_path):
    rasters = [make_raster(scene(0), name=f"{name}.tif") for name in ("a_20210908", "b_20210918")]
    run("composite", RASTERS=rasters, METHOD="MEAN", OUTPUT=str(tmp_path / "c.tif"))
    share = told_share(run.log, "a_20210908.tif, b_20210918.tif")
    assert share == pytest.approx(share_of_wedge(), abs=2)
    run("composite", RASTERS=rasters, NODATA=0, OUTPUT=str(tmp_path / "n.tif"))
    assert TOLD not in run.log


def test_rules_that_fit_nothing_are_told_in_every_algorithm(run, make_raster, quality, tmp_path):
    image = make_raster(scene(), name="image_20210908.tif")
    tiles = run("createtilegrid", INPUT=image, TILE_SIZE=32)["OUTPUT"]
    told = "No pixel of BQA.tif is cloudy by values 3, 8-10; its values are 2720 (100 %)"
    run("maskcloudraster", INPUT=tiles, MASK=quality, VALUES="3,8-10")
    assert told in run.log
    run("maskcloudraster", INPUT=tiles, MASK=quality, BITS="16")
    assert "cloudy by bits 16; its values are 2720 (100 %), in which the bits" in run.log
    run("maskcloudraster", INPUT=tiles, MASK=quality, BITS="5")
    assert "No pixel" not in run.log
    run(
        "builddataset", RASTER=image, TILE_SIZE=32, DRY_RUN=True, CLOUD_MASK=quality,
        CLOUD_VALUES="3,8-10",
    )  # fmt: skip
    assert told in run.log
    masks = {"MASKS": [quality], "VALUES": "3,8-10"}
    run("composite", RASTERS=[image], OUTPUT=str(tmp_path / "c.tif"), **masks)
    assert told in run.log
    run("exporttimeseries", RASTERS=[image], TILES=tiles, OUTPUT=str(tmp_path / "series"), **masks)
    assert told in run.log


@pytest.fixture
def overhanging(qgis, make_raster):
    """3 x 3 tiles of 48 pixels over 128: five reach beyond."""
    import processing

    made = processing.run(
        "native:creategrid",
        {
            "TYPE": 2, "EXTENT": "500000,501280,4598720,4600000 [EPSG:32631]", "HSPACING": 480,
            "VSPACING": 480, "CRS": "EPSG:32631", "OUTPUT": "TEMPORARY_OUTPUT",
        },
    )  # fmt: skip
    return made["OUTPUT"]


@pytest.mark.parametrize(
    ("parameters", "text"),
    [
        (
            {"FORMAT": "NPY", "SCALING": "NONE"},
            "padded with 0, and NPY files do not tell which pixels these are; make the grid with "
            "Create Tile Grid and EDGE=DROP or SHIFT, set NODATA, or choose FORMAT=GTIFF.",
        ),
        ({"FORMAT": "NPY", "SCALING": "NONE", "NODATA": 7}, "padded with 7, the nodata value."),
        ({"FORMAT": "GTIFF", "SCALING": "NONE"}, "padded with 0, and a mask in each file tells"),
        ({"FORMAT": "PNG", "FILL": 9}, "padded with 9 (FILL), and PNG files do not tell"),
    ],
)
def test_tiles_beyond_the_edge_are_counted(
    run, make_raster, overhanging, tmp_path, parameters, text
):
    raster = make_raster(scene(), name="scene.tif")
    out = tmp_path / "out"
    run("exporttiles", RASTER=raster, TILES=overhanging, OUTPUT=str(out), **parameters)
    assert f"5 of 9 tiles reach beyond scene.tif; they are {text}" in run.log
    if parameters["FORMAT"] == "NPY":
        corner = [np.load(p) for p in sorted(out.rglob("*.npy"))]
        fill = parameters.get("NODATA", 0)
        assert sum((tile == fill).all(axis=0).any() for tile in corner) == 5


def test_an_alpha_band_that_is_kept_tells_of_padding(run, make_raster, overhanging, tmp_path):
    values = np.concatenate([scene(), np.full((1, 128, 128), 65535, np.uint16)])
    raster = make_raster(
        values, name="a.tif", colorinterp=["gray", "undefined", "undefined", "alpha"]
    )
    out = tmp_path / "out"
    run(
        "exporttiles", RASTER=raster, TILES=overhanging, FORMAT="NPY", SCALING="NONE",
        OUTPUT=str(out),
    )  # fmt: skip
    told = "they are padded with 0, in the alpha band too, which tells which pixels these are."
    assert f"5 of 9 tiles reach beyond a.tif; {told}" in run.log
    alphas = [np.load(path)[3] for path in out.rglob("*.npy")]
    assert sum((alpha == 0).sum() for alpha in alphas) == 144**2 - 128**2


@pytest.mark.parametrize("form", ["PNG", "GTIFF"])
def test_masks_count_pixels_beyond_the_edge_as_ignored(
    run, make_raster, overhanging, everywhere, tmp_path, form
):
    raster, out = make_raster(scene(), name="scene.tif"), str(tmp_path / "out")
    masks = {"MASK": everywhere, "MASK_FIELD": "class"}
    run("exporttiles", RASTER=raster, TILES=overhanging, FORMAT=form, OUTPUT=out, **masks)
    beyond, half = 144**2 - 128**2, 128 * 64
    told = f"Pixels of the masks: background 0, a {half}, b {half}, ignored {beyond}."
    assert told in run.log


def test_one_tile_is_not_called_tiles(run, make_raster, tmp_path):
    raster = make_raster(scene()[:1], name="one.tif")
    run("createtilegrid", INPUT=raster, TILE_SIZE=128)
    assert "1 tile kept, 0 rejected." in run.log
    out = str(tmp_path / "out")
    run("builddataset", RASTER=raster, TILE_SIZE=128, DRY_RUN=True, FORMAT="PNG")
    assert "Dry run: 1 tile, about" in run.log
    run("builddataset", RASTER=raster, TILE_SIZE=128, FORMAT="PNG", OUTPUT=out)
    assert "1 tile cut in" in run.log and f"1 tile written to {out}" in run.log
    run("packagedataset", INPUT=out, OUTPUT=str(tmp_path / "p.zip"))
    assert "1 tile packed to" in run.log
    run("stackbands", INPUTS=[raster], OUTPUT=str(tmp_path / "s.tif"))
    assert "1 band: one." in run.log


def test_whole_tiles_say_nothing_of_padding(run, make_raster, tmp_path):
    raster = make_raster(scene(), name="scene.tif")
    tiles = run("createtilegrid", INPUT=raster, TILE_SIZE=48, EDGE="KEEP")["OUTPUT"]
    run("exporttiles", RASTER=raster, TILES=tiles, OUTPUT=str(tmp_path / "a"), FORMAT="NPY")
    assert "reach beyond" not in run.log


def test_samples_of_a_series_beyond_the_edge_are_counted(run, make_raster, overhanging, tmp_path):
    raster = make_raster(scene(), name="scene_20210908.tif")
    out = str(tmp_path / "series")
    run("exporttimeseries", RASTERS=[raster], TILES=overhanging, OUTPUT=out)
    assert "5 of 9 windows reach beyond the images; they are padded with 0, which" in run.log
    record = json.loads((tmp_path / "series" / "dataset.json").read_text("utf-8"))
    assert record["padding"] == {"tiles": 5}
    card = (tmp_path / "series" / "README.md").read_text("utf-8")
    assert "5 samples reach beyond the images, where nothing is known." in card
