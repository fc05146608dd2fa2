"""Masks of tiles against the class raster and the rasterized polygons."""

import json
from pathlib import Path

import numpy as np
import pytest
import rasterio
from PIL import Image
from shapely.geometry import box

LEFT, TOP = 500000, 4600000


@pytest.fixture
def raster(make_raster):
    values = np.random.default_rng(2).integers(1, 200, (3, 40, 48), dtype="uint8")
    values[:, 20:24, 4:9] = 0
    return make_raster(values, name="image.tif", nodata=0)


@pytest.fixture
def tiles(run, raster):
    return run("createtilegrid", INPUT=raster, TILE_SIZE=20, EDGE="KEEP")["OUTPUT"]


def pixels(col, row, width, height):
    left, top = LEFT + 10 * col, TOP - 10 * row
    return box(left, top - 10 * height, left + 10 * width, top).wkt


def read_masks(out, extension="png"):
    """All masks laid together, on the raster's pixels."""
    whole = np.full((40, 48), 77, dtype="uint8")
    for row in range(2):
        for col in range(3):
            path = f"{out}/masks/images/r{row:05d}_c{col:05d}.{extension}"
            if extension == "npy":
                mask = np.load(path)[0]
            elif extension == "tif":
                with rasterio.open(path) as dataset:
                    mask = dataset.read(1)
                    assert dataset.transform[2] == LEFT + 200 * col
            else:
                with Image.open(path) as picture:
                    assert picture.mode == "L"
                    mask = np.asarray(picture)
            height, width = mask.shape
            whole[20 * row : 20 * row + height, 20 * col : 20 * col + width] = mask
    return whole


def facts(out):
    with Path(f"{out}/dataset.json").open(encoding="utf-8") as file:
        return json.load(file)["masks"]


@pytest.mark.parametrize(
    ("form", "extension"), [("JPEG", "png"), ("PNG", "png"), ("GTIFF", "tif"), ("NPY", "npy")]
)
def test_polygons_become_masks_with_conflicts_ignored(
    run, make_layer, raster, tiles, tmp_path, csv_rows, form, extension
):
    mask = make_layer(
        [
            (pixels(2, 2, 10.25, 20), {"class": "wheat"}),
            (pixels(12.25, 2, 20, 9), {"class": "æ"}),
            (pixels(30, 25, 0.4, 5), {"class": "wheat"}),
        ]
    )
    out = str(tmp_path / "out")
    base = {"RASTER": raster, "TILES": tiles, "FORMAT": form, "OUTPUT": out}
    run("exporttiles", MASK=mask, MASK_FIELD="class", **base)
    expected = np.zeros((40, 48), dtype="uint8")
    expected[2:22, 2:12] = 1
    expected[2:22, 12] = 0
    expected[2:11, 12:32] = 2
    expected[2:11, 12] = 255
    expected[20:24, 4:9] = 255
    assert np.array_equal(read_masks(out, extension), expected)
    rows = csv_rows(f"{out}/tiles.csv")
    assert rows[0]["mask"] == f"masks/images/r00000_c00000.{extension}"
    told = facts(out)
    assert (told["background"], told["ignore"]) == (0, 255)
    assert told["ignored_pixels"] == np.count_nonzero(expected == 255)
    assert [(c["class_id"], c["class"], c["pixels"]) for c in told["classes"]] == [
        (1, "wheat", np.count_nonzero(expected == 1)),
        (2, "æ", np.count_nonzero(expected == 2)),
    ]


def test_a_class_raster_is_cut_and_its_nodata_ignored(run, make_raster, raster, tiles, tmp_path):
    codes = np.random.default_rng(5).choice(np.array([0, 10, 20, 30, 99], "uint8"), (40, 48))
    mask = make_raster(codes, name="classes.tif", nodata=99)
    image = np.zeros((40, 48), dtype=bool)
    image[20:24, 4:9] = True
    out = str(tmp_path / "a")
    run("exporttiles", RASTER=raster, TILES=tiles, MASK=mask, OUTPUT=out)
    expected = np.where(image | (codes == 99), 255, codes)
    assert np.array_equal(read_masks(out), expected)
    assert [c["class_id"] for c in facts(out)["classes"]] == [10, 20, 30]
    out = str(tmp_path / "b")
    names = "10=tree,20=shrub,30=tree,0="
    run("exporttiles", RASTER=raster, TILES=tiles, MASK=mask, CLASS_MAP=names, OUTPUT=out)
    merged = np.select([codes == 10, codes == 30, codes == 20], [1, 1, 2], 255)
    assert np.array_equal(read_masks(out), np.where(image, 255, merged))
    assert [(c["class_id"], c["class"]) for c in facts(out)["classes"]] == [
        (1, "tree"),
        (2, "shrub"),
    ]


def test_of_a_raster_of_several_bands_the_first_is_taken_and_said(
    run, make_raster, raster, tiles, tmp_path
):
    codes = np.random.default_rng(4).integers(1, 5, (3, 40, 48), dtype="uint8")
    mask = make_raster(codes, name="colours.tif")
    out = str(tmp_path / "out")
    run("exporttiles", RASTER=raster, TILES=tiles, SCALING="NONE", MASK=mask, OUTPUT=out)
    found = read_masks(out)
    # Where the image has nothing, its mask says so.
    assert (found[20:24, 4:9] == 255).all()
    found[20:24, 4:9] = codes[0, 20:24, 4:9]
    assert np.array_equal(found, codes[0])
    assert "MASK colours has 3 bands; the classes are taken from the first" in run.log


def test_a_raster_of_finer_pixels_and_resampled_tiles(run, make_raster, raster, tiles, tmp_path):
    fine = np.random.default_rng(7).integers(1, 9, (80, 96)).astype("uint8")
    mask = make_raster(fine, name="fine.tif", transform=(5.0, 0, LEFT, 0, -5.0, TOP))
    out = str(tmp_path / "out")
    run(
        "exporttiles",
        RASTER=raster,
        TILES=tiles,
        MASK=mask,
        FORMAT="GTIFF",
        METERS_PER_PIXEL=5,
        RESAMPLING="NEAREST",
        OUTPUT=out,
    )
    # UTM metres are not quite those of the ground, but the tiles have 40 pixels all the same.
    with rasterio.open(f"{out}/masks/images/r00000_c00001.tif") as dataset:
        assert dataset.shape == (40, 40)
        assert np.array_equal(dataset.read(1), fine[:40, 40:80])


def test_wide_numbers_are_renumbered_by_their_names(run, make_raster, raster, tiles, tmp_path):
    codes = np.random.default_rng(5).choice(np.array([0, 300, 1200], "uint16"), (40, 48))
    mask = make_raster(codes, name="classes.tif")
    out = str(tmp_path / "out")
    names = {"CLASS_MAP": "1200=corn,300=beet"}
    run("exporttiles", RASTER=raster, TILES=tiles, MASK=mask, OUTPUT=out, **names)
    expected = np.select([codes == 300, codes == 1200], [1, 2], 0)
    expected[20:24, 4:9] = 255
    assert np.array_equal(read_masks(out), expected)


def test_masks_belong_to_the_dataset(
    run, make_raster, raster, tiles, tmp_path, dataset_files, monkeypatch
):
    mask = make_raster(np.full((40, 48), 3, dtype="uint8"), name="classes.tif")
    base = {"RASTER": raster, "TILES": tiles, "WORKERS": 1}
    whole, out = str(tmp_path / "whole"), tmp_path / "out"
    run("exporttiles", MASK=mask, OUTPUT=whole, **base)
    run("exporttiles", MASK=mask, OUTPUT=str(out), **base)
    for name in ("images/r00000_c00001.jpg", "masks/images/r00001_c00001.png", "tiles.csv"):
        (out / name).unlink()
    run("exporttiles", MASK=mask, OUTPUT=str(out), RESUME=True, **base)
    assert dataset_files(out) == dataset_files(whole)
    run("exporttiles", OUTPUT=str(out), OVERWRITE=True, **base)
    assert not (out / "masks").exists()


def test_build_dataset_writes_the_same_masks(run, make_raster, raster, tiles, tmp_path):
    mask = make_raster(np.full((40, 48), 3, dtype="uint8"), name="classes.tif")
    out = str(tmp_path / "out")
    run(
        "builddataset",
        RASTER=raster,
        TILE_SIZE=20,
        EDGE="KEEP",
        MASK=mask,
        MASK_CLASS_MAP="3=meadow",
        OUTPUT=out,
    )
    expected = np.full((40, 48), 3)
    expected[20:24, 4:9] = 255
    assert np.array_equal(read_masks(out), expected)
    assert facts(out)["classes"][0]["class"] == "meadow"


def test_a_class_raster_of_another_place_is_refused(
    run_error, make_raster, raster, tiles, tmp_path
):
    classes = np.ones((40, 48), dtype="uint8")
    east = make_raster(classes, name="east.tif", transform=(10, 0, 700000, 0, -10, TOP))
    out = tmp_path / "out"
    text = run_error("exporttiles", RASTER=raster, TILES=tiles, MASK=east, OUTPUT=str(out))
    assert "east.tif and image.tif do not overlap; choose rasters of the same place." in text
    bare = make_raster(classes, name="bare.tif", crs=None)
    text = run_error("exporttiles", RASTER=raster, TILES=tiles, MASK=bare, OUTPUT=str(out))
    assert "bare.tif has no coordinate system and others have one" in text
    assert not out.exists()


def test_what_no_mask_can_hold_is_said(run_error, make_raster, make_layer, raster, tiles, tmp_path):
    base = {"RASTER": raster, "TILES": tiles, "OUTPUT": str(tmp_path / "out")}
    many = make_layer([(pixels(k % 40, 1, 1, 1), {"class": f"c{k}"}) for k in range(255)])
    text = run_error("exporttiles", MASK=many, MASK_FIELD="class", **base)
    assert "MASK has 255 classes, but a mask of 8 bits has room for the numbers 1 to 254" in text
    wide = make_raster(np.full((40, 48), 1203, dtype="uint16"), name="wide.tif")
    text = run_error("exporttiles", MASK=wide, **base)
    assert "MASK holds the class number 1203, but a mask of 8 bits has room" in text
    values = np.ones((40, 48), dtype="float32")
    values[5, 6] = 0.25
    decimals = make_raster(values, name="decimals.tif")
    text = run_error("exporttiles", MASK=decimals, **base)
    assert "MASK decimals.tif holds decimals such as 0.25 and no classes" in text
    text = run_error("exporttiles", MASK=many, **base)
    assert (
        "Say which class the polygons of MASK are: name a field of layer with MASK_FIELD, or one "
        "class for all with MASK_LABEL; it has class."
    ) in text
    assert "ground_truth" not in text
    for name in ("MASK_FIELD", "MASK_LABEL"):
        text = run_error("exporttiles", **{name: "class"}, **base)
        assert f"{name} is given without MASK" in text
        text = run_error("exporttiles", MASK=wide, **{name: "class"}, **base)
        assert f"{name} is for polygons, and MASK is a raster; leave it empty." in text
    text = run_error("exporttiles", MASK=many, MASK_FIELD="class", MASK_LABEL="roof", **base)
    assert "MASK_FIELD (class) and MASK_LABEL (roof) are both given; give one of them." in text
    empty = make_layer([], fields="")
    text = run_error("exporttiles", MASK=empty, MASK_LABEL="roof", **base)
    assert "layer has no polygon near the raster; check the coordinate system." in text
    text = run_error(
        "exporttiles", MASK=many, MASK_FIELD="class", RESAMPLING="NEAREST", PIXELS=9, **base
    )
    assert "turn them into a raster with Rasterize Labels" in text
    assert not (tmp_path / "out").exists()


def test_a_class_map_that_matches_no_polygon_is_told(run, make_layer, raster, tiles, tmp_path):
    mask = make_layer([(pixels(2, 2, 10, 20), {"class": "tree"})])
    base = {"RASTER": raster, "MASK": mask, "MASK_FIELD": "class"}
    run("exporttiles", TILES=tiles, CLASS_MAP="1=palm", OUTPUT=str(tmp_path / "a"), **base)
    assert "1 label polygon is of a class that CLASS_MAP does not name." in run.log
    assert "Pixels of the masks: background 1900, ignored 20." in run.log
    assert "The masks show no class; check MASK and CLASS_MAP." in run.log
    out = str(tmp_path / "b")
    run("builddataset", TILE_SIZE=20, EDGE="KEEP", MASK_CLASS_MAP="1=palm", OUTPUT=out, **base)
    assert "1 label polygon is of a class that MASK_CLASS_MAP does not name." in run.log
    out = str(tmp_path / "c")
    run("exporttiles", TILES=tiles, CLASS_MAP="1=palm,7=tree", OUTPUT=out, **base)
    assert "Pixels of the masks: background 1710, tree 190, ignored 20." in run.log
    assert "does not name" not in run.log and "show no class" not in run.log


@pytest.mark.parametrize(
    ("dtype", "values", "names", "part"),
    [
        ("uint8", (1, 2), "7=palm,8=oak", "No pixel of the masks is of a class that CLASS_MAP"),
        (
            "uint8",
            (1, 2),
            "1=tree,9=palm",
            "No pixel of the masks is of palm, which CLASS_MAP names",
        ),
        ("uint8", (1, 2), "300=palm", "Values of MASK classes that CLASS_MAP does not name become"),
        ("uint16", (300, 400), "500=palm", "The masks show no class; check MASK and CLASS_MAP."),
        ("uint16", (300, 400), "300=palm", "Values of MASK classes that CLASS_MAP does not name"),
        ("uint8", (0, 0), "", "The masks show no class; check MASK and CLASS_MAP."),
    ],
)
def test_a_class_map_that_matches_no_value_is_told(
    run, make_raster, raster, tiles, tmp_path, dtype, values, names, part
):
    codes = np.where(np.arange(48) < 20, *values) * np.ones((40, 1))
    mask = make_raster(codes.astype(dtype), name="classes.tif")
    out = str(tmp_path / "out")
    run("exporttiles", RASTER=raster, TILES=tiles, MASK=mask, CLASS_MAP=names, OUTPUT=out)
    assert part in run.log


@pytest.mark.parametrize("names", ["", "1=tree", "0=ground", "2="])
def test_masks_that_show_what_was_asked_for_raise_no_warning(
    run, make_raster, raster, tiles, tmp_path, names
):
    codes = np.where(np.arange(48) < 20, 1, 2) * np.ones((40, 1), dtype="uint8")
    mask = make_raster(codes.astype("uint8"), name="classes.tif")
    out = str(tmp_path / "out")
    run("exporttiles", RASTER=raster, TILES=tiles, MASK=mask, CLASS_MAP=names, OUTPUT=out)
    assert not any(part in run.log for part in ("does not name", "show no class", "No pixel"))
    assert run.log.count("Pixels of the masks: background 0, ") == 1


@pytest.mark.parametrize("algorithm", ["exporttiles", "builddataset"])
def test_ranges_of_a_raster_of_measurements_are_classes_of_masks(
    run, make_raster, raster, tiles, tmp_path, algorithm
):
    heights = np.random.default_rng(3).uniform(-5, 60, (40, 48)).astype("float32")
    heights[:3, :4] = -999
    mask = make_raster(heights, name="heights.tif", nodata=-999)
    names = "0=sea,-5--1=,1-20=low,20-40=high,45-60=low,100-200=top"
    grid, key = {"TILES": tiles}, "CLASS_MAP"
    if algorithm == "builddataset":
        grid, key = {"TILE_SIZE": 20, "EDGE": "KEEP", "BLACK_EDGE": False}, "MASK_CLASS_MAP"
    out = str(tmp_path / "out")
    run(algorithm, RASTER=raster, MASK=mask, OUTPUT=out, **{key: names}, **grid)
    told = {c["class"]: c["class_id"] for c in facts(out)["classes"]}
    assert told["low"] == 1 and told["high"] == 2
    low = ((heights >= 1) & (heights < 20)) | (heights >= 45)
    high = (heights >= 20) & (heights <= 40)
    expected = np.select([low, high], [1, 2], 255)
    image = np.zeros((40, 48), dtype=bool)
    image[20:24, 4:9] = True
    found = read_masks(out)
    assert np.array_equal(found, np.where(image, 255, expected)[: len(found), : found.shape[1]])
    assert f"No pixel of the masks is of top, which {key} names." in run.log


@pytest.mark.parametrize("algorithm", ["exporttiles", "builddataset"])
def test_polygons_without_a_class_field_are_all_of_one_class(
    run, make_layer, raster, tiles, tmp_path, algorithm
):
    houses = make_layer([(pixels(2, 2, 10, 9), {}), (pixels(14, 2, 3, 3), {})], fields="height:int")
    out = str(tmp_path / "out")
    grid = {"TILES": tiles} if algorithm == "exporttiles" else {"TILE_SIZE": 20, "EDGE": "KEEP"}
    run(algorithm, RASTER=raster, MASK=houses, MASK_LABEL=" building ", OUTPUT=out, **grid)
    expected = np.zeros((40, 48), dtype="uint8")
    expected[2:11, 2:12] = expected[2:5, 14:17] = 1
    expected[20:24, 4:9] = 255
    assert np.array_equal(read_masks(out), expected)
    assert [(c["class_id"], c["class"], c["pixels"]) for c in facts(out)["classes"]] == [
        (1, "building", 99)
    ]


def test_the_class_of_all_polygons_gets_its_number_of_the_class_map(
    run, make_layer, raster, tiles, tmp_path
):
    houses = make_layer([(pixels(2, 2, 10, 9), {})], fields="")
    out = str(tmp_path / "out")
    names = {"MASK_LABEL": "building", "CLASS_MAP": "9=building"}
    run("exporttiles", RASTER=raster, TILES=tiles, MASK=houses, OUTPUT=out, **names)
    assert np.unique(read_masks(out)).tolist() == [0, 9, 255]


@pytest.mark.parametrize("dtype", ["float32", "float64"])
def test_whole_numbers_of_a_decimal_type_are_classes(
    run, make_raster, raster, tiles, tmp_path, dtype
):
    codes = np.random.default_rng(5).choice(np.array([0, 1, 7, -9999]), (40, 48)).astype(dtype)
    codes[:2] = np.nan
    mask = make_raster(codes, name="classes.tif", nodata=-9999)
    out = str(tmp_path / "out")
    run("exporttiles", RASTER=raster, TILES=tiles, MASK=mask, CLASS_MAP="7=wheat", OUTPUT=out)
    expected = np.where(np.isnan(codes) | (codes == -9999), 255, codes)
    expected[20:24, 4:9] = 255
    assert np.array_equal(read_masks(out), expected)
    assert [(c["class_id"], c["class"]) for c in facts(out)["classes"]] == [(1, "1"), (7, "wheat")]


@pytest.mark.parametrize("dtype", ["uint8", "int16"])
@pytest.mark.parametrize(
    ("names", "numbers"),
    [
        # What the user names comes first; what nobody names keeps its value as its name.
        ("30=tree,50=tree,60=water", {0: 0, 20: (3, "20"), 30: (1, "tree"), 50: (1, "tree"),
                                      60: (2, "water")}),
        ("30=tree,50=tree,0=ground", {0: 0, 20: (2, "20"), 30: (1, "tree"), 50: (1, "tree"),
                                      60: (3, "60")}),
        ("0=land,20=land,60=water", {0: (1, "land"), 20: (1, "land"), 30: (3, "30"),
                                     50: (4, "50"), 60: (2, "water")}),
        # Nothing is merged: values keep their number.
        ("30=tree,60=water", {0: 0, 20: (20, "20"), 30: (30, "tree"), 50: (50, "50"),
                              60: (60, "water")}),
    ],
)  # fmt: skip
def test_merged_classes_are_numbered_without_gaps(
    run, make_raster, raster, tiles, tmp_path, dtype, names, numbers
):
    codes = np.random.default_rng(5).choice(np.array(sorted(numbers), dtype), (40, 48))
    mask = make_raster(codes, name="classes.tif")
    out = str(tmp_path / "out")
    run("exporttiles", RASTER=raster, TILES=tiles, MASK=mask, CLASS_MAP=names, OUTPUT=out)
    expected = np.zeros((40, 48), dtype="uint8")
    for value, told in numbers.items():
        expected[codes == value] = told[0] if told else 0
    expected[20:24, 4:9] = 255
    assert np.array_equal(read_masks(out), expected)
    assert {(c["class_id"], c["class"]) for c in facts(out)["classes"]} == {
        told for told in numbers.values() if told
    }
    assert "does not name" not in run.log
