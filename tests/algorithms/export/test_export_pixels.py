"""Export Tiles: what stands in the image files, for every kind of raster."""

import io
import json

import numpy as np
import pytest
import rasterio
from PIL import Image


@pytest.fixture
def export(run, tmp_path, csv_rows):
    """Tiles a raster and exports it; returns tile_id -> (path of the image, row of tiles.csv)."""

    def call(raster, size=32, edge="KEEP", **parameters):
        tiles = run("createtilegrid", INPUT=raster, TILE_SIZE=size, EDGE=edge)["OUTPUT"]
        folder = tmp_path / f"out{len(list(tmp_path.glob('out*')))}"
        call.result = run(
            "exporttiles", RASTER=raster, TILES=tiles, OUTPUT=str(folder), **parameters
        )
        call.folder = folder
        lines = csv_rows(folder / "tiles.csv")
        assert call.result["TILE_COUNT"] == len(lines) == tiles.featureCount()
        return {line["tile_id"]: (folder / line["file"], line) for line in lines}

    return call


def read_window(path, line, bands=None):
    """The source's own pixels of a tile, by its window in tiles.csv."""
    window = rasterio.windows.Window(
        *(int(line[name]) for name in ("col_off", "row_off", "width", "height"))
    )
    with rasterio.open(path) as dataset:
        return dataset.read(bands, window=window), dataset.window_transform(window)


def noise(shape, dtype, seed=1, least=0, greatest=None):
    rng = np.random.default_rng(seed)
    if np.dtype(dtype).kind == "f":
        return rng.normal(100, 30, shape).astype(dtype)
    greatest = np.iinfo(dtype).max if greatest is None else greatest
    return rng.integers(least, greatest, shape, dtype=dtype, endpoint=True)


def scaled(values, valid, low, high, fill=0):
    """The documented formula, written out once more."""
    result = np.full(values.shape, fill, dtype=np.uint8)
    for k, band in enumerate(values):
        share = (band.astype(float) - low[k]) / (high[k] - low[k]) * 255
        good = valid & np.isfinite(band)
        result[k][good] = np.clip(np.rint(share[good]), 0, 255)
    return result


GEOREFERENCES = {
    "utm": ("EPSG:32631", (10.0, 0.0, 500000.0, 0.0, -10.0, 4600000.0)),
    "geographic": ("EPSG:4326", (0.0002658692, 0.0, 108.4, 0.0, -0.0002641357688, -6.6)),
    "rotated": ("EPSG:32631", (8.0, 3.0, 500000.0, 2.0, -9.0, 4600000.0)),
    "south up": ("EPSG:32631", (10.0, 0.0, 500000.0, 0.0, 10.0, 4600000.0)),
    "negative northing": ("EPSG:32621", (30.0, 0.0, 700000.0, 0.0, -30.0, -2800000.0)),
}


@pytest.mark.parametrize(
    ("shape", "resampling"), [((96, 128), "NONE"), ((90, 101), "NONE"), ((90, 101), "NEAREST")]
)
@pytest.mark.parametrize("place", list(GEOREFERENCES))
def test_geotiff_tiles_are_the_source_windows_pixel_for_pixel(
    export, make_raster, place, shape, resampling
):
    crs, transform = GEOREFERENCES[place]
    image = noise((2, *shape), "uint16")
    raster = make_raster(
        image, crs=crs, transform=transform, nodata=0, descriptions=("near infrared", "grün")
    )
    tiles = export(raster, FORMAT="GTIFF", SCALING="NONE", RESAMPLING=resampling)
    covered = np.zeros(shape, dtype=int)
    for path, line in tiles.values():
        values, expected_transform = read_window(raster, line)
        with rasterio.open(path) as tile:
            np.testing.assert_array_equal(tile.read(), values)
            np.testing.assert_allclose(tile.transform, expected_transform, rtol=1e-15, atol=1e-12)
            assert tile.crs == rasterio.crs.CRS.from_string(crs)
            assert (tile.nodata, tile.dtypes) == (0, ("uint16", "uint16"))
            assert tile.descriptions == ("near infrared", "grün")
        col, row = int(line["col_off"]), int(line["row_off"])
        covered[row : row + int(line["height"]), col : col + int(line["width"])] += 1
    assert (covered == 1).all()


def test_geotiffs_are_compressed_unless_that_is_refused(export, make_raster):
    image = noise((3, 64, 64), "uint16")
    raster = make_raster(image, nodata=0)
    for more, compression in (({}, "deflate"), ({"COMPRESS": False}, None)):
        tiles = export(raster, FORMAT="GTIFF", SCALING="NONE", **more)
        assert len(tiles) == 4
        told = json.loads((export.folder / "dataset.json").read_text("utf-8"))
        assert told["parameters"]["COMPRESS"] is (compression is not None)
        for path, line in tiles.values():
            with rasterio.open(path) as tile:
                assert tile.profile.get("compress") == compression
                np.testing.assert_array_equal(tile.read(), read_window(raster, line)[0])
    export(raster, FORMAT="NPY", SCALING="NONE", COMPRESS=False)
    told = json.loads((export.folder / "dataset.json").read_text("utf-8"))
    assert "COMPRESS" not in told["parameters"]


def test_jpeg_files_are_jpegs_for_pillow_and_qt(export, examples):
    from qgis.PyQt.QtGui import QImage

    raster = str(examples / "foz" / "foz.tif")
    tiles = export(raster, size=256, NODATA=0)
    for path, line in list(tiles.values())[:3]:
        data = path.read_bytes()
        assert path.suffix == ".jpg"
        assert data[:2] == b"\xff\xd8"
        assert data[-2:] == b"\xff\xd9"
        size = (int(line["width"]), int(line["height"]))
        with Image.open(io.BytesIO(data)) as image:
            assert (image.format, image.mode, image.size) == ("JPEG", "RGB", size)
            pixels = np.asarray(image)
        shown = QImage(str(path), "JPG")
        assert (shown.width(), shown.height()) == size
        middle = shown.pixelColor(40, 50)
        assert np.abs(pixels[50, 40].astype(int) - middle.getRgb()[:3]).max() <= 2


def test_jpeg_holds_the_scaled_values_within_its_loss(export, make_raster):
    ramp = np.linspace(1000, 9000, 64, dtype="uint16")[None].repeat(64, axis=0)
    raster = make_raster(np.stack([ramp, ramp.T, ramp[:, ::-1]]))
    ((path, _),) = export(raster, size=64, SCALING="MINMAX", QUALITY=95).values()
    expected = scaled(np.stack([ramp, ramp.T, ramp[:, ::-1]]), ramp > 0, [1000] * 3, [9000] * 3)
    found = np.asarray(Image.open(path)).transpose(2, 0, 1)
    assert np.abs(found.astype(int) - expected).mean() < 3


@pytest.mark.parametrize("file_format", ["PNG", "NPY", "GTIFF"])
@pytest.mark.parametrize("scaling", ["PERCENTILE", "MINMAX", "RANGE"])
def test_lossless_formats_hold_exactly_the_documented_formula(
    export, make_raster, file_format, scaling
):
    image = noise((3, 70, 90), "uint16", least=300, greatest=9000)
    image[:, :9, :9] = 0
    raster = make_raster(image)
    options = {"SCALE_MIN": "500", "SCALE_MAX": "8000, 8100,8200"} if scaling == "RANGE" else {}
    tiles = export(
        raster, size=32, FORMAT=file_format, SCALING=scaling, NODATA=0, FILL=7, **options
    )
    valid = (image != 0).any(axis=0)
    ends = {"PERCENTILE": (2, 98), "MINMAX": (0, 100)}.get(scaling)
    if ends:
        low, high = np.percentile(image[:, valid].astype(float), ends, axis=1)
    else:
        low, high = [500] * 3, [8000, 8100, 8200]
    expected = scaled(image, valid, low, high, 7)
    for path, line in tiles.values():
        col, row = int(line["col_off"]), int(line["row_off"])
        part = np.s_[:, row : row + int(line["height"]), col : col + int(line["width"])]
        if file_format == "PNG":
            found = np.asarray(Image.open(path)).transpose(2, 0, 1)
        elif file_format == "NPY":
            found = np.load(path)
        else:
            with rasterio.open(path) as dataset:
                found = dataset.read()
        assert found.dtype == np.uint8
        np.testing.assert_array_equal(found, expected[part])
    assert int(expected.max()) == 255


def test_percentiles_are_of_all_exported_tiles_and_of_no_other_pixel(export, make_raster, run):
    image = noise((1, 64, 90), "uint16", greatest=4000)
    image[:, :, 64:] = 60000  # beyond the last whole tile
    tiles = export(make_raster(image), size=32, edge="DROP", FORMAT="NPY")
    low, high = np.percentile(image[:, :, :64].astype(float), (2, 98))
    expected = scaled(image, np.ones((64, 90), dtype=bool), [low], [high])
    for path, line in tiles.values():
        col, row = int(line["col_off"]), int(line["row_off"])
        np.testing.assert_array_equal(np.load(path), expected[:, row : row + 32, col : col + 32])


@pytest.mark.parametrize("file_format", ["PNG", "NPY", "GTIFF"])
@pytest.mark.parametrize(("bands", "dtype"), [(1, "uint8"), (1, "uint16"), (3, "uint16")])
def test_scaling_none_keeps_values_and_type(export, make_raster, file_format, bands, dtype):
    raster = make_raster(noise((bands, 40, 40), dtype))
    for path, line in export(raster, FORMAT=file_format, SCALING="NONE").values():
        values, _ = read_window(raster, line)
        if file_format == "NPY":
            found = np.load(path)
        else:
            with rasterio.open(path) as dataset:
                found = dataset.read()
        assert found.dtype == dtype
        np.testing.assert_array_equal(found, values)


@pytest.mark.parametrize("file_format", ["NPY", "GTIFF"])
@pytest.mark.parametrize("dtype", ["int16", "int32", "float32", "float64"])
def test_reflectances_of_any_type_pass_unchanged(export, make_raster, file_format, dtype):
    image = noise((4, 40, 40), dtype) if dtype[0] == "f" else noise((4, 40, 40), dtype, least=-99)
    raster = make_raster(image)
    for path, line in export(raster, FORMAT=file_format, SCALING="NONE").values():
        values, _ = read_window(raster, line)
        if file_format == "NPY":
            found = np.load(path)
        else:
            with rasterio.open(path) as dataset:
                found = dataset.read()
        assert found.dtype == values.dtype
        np.testing.assert_array_equal(found, values)


def test_eight_bands_need_a_choice_for_pictures_and_none_for_arrays(
    export, make_raster, run, run_error, tmp_path
):
    image = noise((8, 32, 32), "uint16")
    raster = make_raster(image)
    tiles = run("createtilegrid", INPUT=raster, TILE_SIZE=32)["OUTPUT"]
    out = tmp_path / "refused"
    for file_format in ("JPEG", "PNG"):
        text = run_error(
            "exporttiles", RASTER=raster, TILES=tiles, FORMAT=file_format, OUTPUT=str(out)
        )
        counts = "1 or 3" if file_format == "JPEG" else "1, 3 or 4"
        assert f"{file_format} holds {counts} bands and 8 are exported; choose some" in text
        assert not out.exists()
    ((path, _),) = export(raster, FORMAT="PNG", SCALING="MINMAX", BANDS="8, 3,1").values()
    chosen = image[[7, 2, 0]]
    expected = scaled(
        chosen, np.ones((32, 32), bool), chosen.min(axis=(1, 2)), chosen.max(axis=(1, 2))
    )
    np.testing.assert_array_equal(np.asarray(Image.open(path)).transpose(2, 0, 1), expected)
    ((path, _),) = export(raster, FORMAT="NPY", SCALING="NONE").values()
    np.testing.assert_array_equal(np.load(path), image)


def test_one_band_makes_grey_pictures(export, make_raster):
    raster = make_raster(noise((1, 32, 32), "uint16"))
    for file_format in ("JPEG", "PNG"):
        ((path, _),) = export(raster, FORMAT=file_format).values()
        assert Image.open(path).mode == "L"


COLORS = {0: (0, 0, 0, 0), 1: (230, 25, 75, 255), 2: (60, 180, 75, 255), 9: (0, 130, 200, 255)}


@pytest.fixture
def paletted(make_raster):
    codes = np.random.default_rng(2).choice([1, 2, 9], (40, 40)).astype("uint8")
    return make_raster(codes, colormap=COLORS, colorinterp=["palette"]), codes


@pytest.mark.parametrize("scaling", ["PERCENTILE", "MINMAX"])
def test_paletted_rasters_come_out_in_their_colours(export, paletted, scaling):
    raster, codes = paletted
    table = np.zeros((256, 3), dtype=np.uint8)
    for code, color in COLORS.items():
        table[code] = color[:3]
    for path, line in export(raster, FORMAT="PNG", SCALING=scaling).values():
        col, row = int(line["col_off"]), int(line["row_off"])
        expected = table[codes[row : row + 32, col : col + 32]]
        found = Image.open(path)
        assert found.mode == "RGB"
        np.testing.assert_array_equal(np.asarray(found), expected)


def test_paletted_rasters_keep_codes_and_colours_when_not_scaled(export, paletted):
    raster, _ = paletted
    for path, line in export(raster, FORMAT="GTIFF", SCALING="NONE").values():
        values, _ = read_window(raster, line)
        with rasterio.open(path) as tile:
            np.testing.assert_array_equal(tile.read(), values)
            assert {c: tile.colormap(1)[c] for c in (1, 2, 9)} == {c: COLORS[c] for c in (1, 2, 9)}
    for path, line in export(raster, FORMAT="PNG", SCALING="NONE").values():
        values, _ = read_window(raster, line)
        np.testing.assert_array_equal(np.asarray(Image.open(path)), values[0])


def test_alpha_is_transparency_in_pictures_and_a_band_in_geotiff(export, make_raster):
    image = noise((4, 32, 32), "uint8", least=1)
    image[3] = 255
    image[3, :8] = 0
    raster = make_raster(image, colorinterp=["red", "green", "blue", "alpha"])
    full = {"SCALING": "RANGE", "SCALE_MIN": "0", "SCALE_MAX": "255"}
    ((path, line),) = export(raster, FORMAT="PNG", FILL=9, **full).values()
    found = np.asarray(Image.open(path)).transpose(2, 0, 1)
    expected = image[:3].copy()
    expected[:, :8] = 9
    np.testing.assert_array_equal(found, expected)
    assert float(line["valid_pct"]) == 75
    ((path, _),) = export(raster, FORMAT="GTIFF", SCALING="NONE").values()
    with rasterio.open(path) as tile:
        np.testing.assert_array_equal(tile.read(), image)
        assert tile.colorinterp[3].name == "alpha"


def test_float_with_nan_is_scaled_without_them_and_keeps_them_when_not_scaled(export, make_raster):
    image = noise((2, 32, 32), "float32")
    image[:, :4] = np.nan
    image[0, 10, 10] = np.nan  # one band only: the pixel counts, the value does not
    raster = make_raster(image, nodata=float("nan"))
    ((path, line),) = export(raster, FORMAT="NPY", FILL=3).values()
    valid = np.isfinite(image).any(axis=0)
    # Linear between the two nearest ranks; float64, as QGIS and NumPy users would compute.
    ends = [np.percentile(band[np.isfinite(band)].astype(float), (2, 98)) for band in image]
    expected = scaled(image, valid, [e[0] for e in ends], [e[1] for e in ends], 3)
    np.testing.assert_array_equal(np.load(path), np.where(np.isfinite(image), expected, 3))
    assert float(line["valid_pct"]) == pytest.approx(100 * 28 / 32)
    ((path, _),) = export(raster, FORMAT="GTIFF", SCALING="NONE").values()
    with rasterio.open(path) as tile:
        np.testing.assert_array_equal(tile.read(), image)
        assert np.isnan(tile.nodata)


def test_geotiff_marks_invalid_pixels_of_rasters_without_nodata(export, make_raster):
    image = noise((3, 32, 32), "uint8", least=1)
    mask = np.ones((32, 32), dtype=bool)
    mask[:5, :7] = False
    ((path, _),) = export(make_raster(image, mask=mask), FORMAT="GTIFF", SCALING="NONE").values()
    with rasterio.open(path) as tile:
        np.testing.assert_array_equal(tile.dataset_mask() > 0, mask)
    zeros = image.copy()
    zeros[:, :5, :7] = 0
    ((path, _),) = export(
        make_raster(zeros, name="zeros.tif"), FORMAT="GTIFF", SCALING="NONE", NODATA=0
    ).values()
    with rasterio.open(path) as tile:
        assert tile.nodata == 0
        np.testing.assert_array_equal(tile.read(), zeros)


@pytest.mark.parametrize(
    ("dtype", "parameters", "part"),
    [
        ("uint16", {"SCALING": "NONE"}, "JPEG holds 8-bit values and the raster has uint16"),
        ("float32", {"SCALING": "NONE", "FORMAT": "PNG"}, "PNG holds values of 8 or 16 bits"),
        ("uint8", {"SCALING": "RANGE"}, "SCALING=RANGE needs SCALE_MIN"),
        ("uint8", {"SCALING": "RANGE", "SCALE_MIN": "9", "SCALE_MAX": "2"}, "must be the smaller"),
        ("uint8", {"SCALING": "RANGE", "SCALE_MIN": "1,2", "SCALE_MAX": "9"}, "has 2 numbers"),
        ("uint8", {"SCALING": "RANGE", "SCALE_MIN": "a", "SCALE_MAX": "9"}, "SCALE_MIN is 'a'"),
        ("uint8", {"BANDS": "1,5"}, "BANDS asks for band 5, but raster.tif has 1 band"),
        ("uint8", {"NODATA": 4}, "No tile has a valid pixel in band 1"),
        ("uint8", {"PIXELS": 16}, "PIXELS changes the pixels; say how with RESAMPLING"),
        (
            "uint8",
            {"PIXELS": 16, "METERS_PER_PIXEL": 5, "RESAMPLING": "NEAREST"},
            "PIXELS and METERS_PER_PIXEL exclude each other",
        ),
        (
            "uint8",
            {"PIXELS": 2_000_000, "RESAMPLING": "CUBIC"},
            "choose fewer PIXELS, or a larger METERS_PER_PIXEL",
        ),
        (
            "uint8",
            {"METERS_PER_PIXEL": 1e-9, "RESAMPLING": "CUBIC"},
            "pixels; choose a larger METERS_PER_PIXEL",
        ),
        (
            "uint8",
            {"METERS_PER_PIXEL": 1e-300, "RESAMPLING": "CUBIC"},
            "pixels; choose a larger METERS_PER_PIXEL",
        ),
    ],
)
def test_what_cannot_be_written_is_one_sentence_and_no_folder(
    run, run_error, make_raster, tmp_path, dtype, parameters, part
):
    raster = make_raster(np.full((1, 32, 32), 4, dtype=dtype))
    tiles = run("createtilegrid", INPUT=raster, TILE_SIZE=16)["OUTPUT"]
    out = tmp_path / "out"
    text = run_error("exporttiles", RASTER=raster, TILES=tiles, OUTPUT=str(out), **parameters)
    assert part in text
    assert not out.exists()


def test_overlapping_tiles_hold_their_own_windows(run, make_raster, tmp_path, csv_rows):
    image = noise((1, 100, 130), "uint16")
    raster = make_raster(image)
    tiles = run("createtilegrid", INPUT=raster, TILE_SIZE=48, OVERLAP=20, EDGE="SHIFT")["OUTPUT"]
    out = tmp_path / "out"
    run("exporttiles", RASTER=raster, TILES=tiles, OUTPUT=str(out), FORMAT="NPY", SCALING="NONE")
    lines = csv_rows(out / "tiles.csv")
    assert len(lines) == 3 * 4
    for line in lines:
        col, row = int(line["col_off"]), int(line["row_off"])
        found = np.load(out / line["file"])
        np.testing.assert_array_equal(found, image[:, row : row + 48, col : col + 48])
