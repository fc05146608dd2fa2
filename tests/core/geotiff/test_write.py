"""Rasters written block by block: pixels, facts, bytes, and nothing left behind."""

import os
import resource
import subprocess
import sys
from dataclasses import replace

import numpy as np
import pytest
import rasterio
from rasterio.transform import Affine

from tilewright.core.errors import CancelledError, RasterError
from tilewright.core.geotiff import write as module
from tilewright.core.geotiff.profile import RasterProfile
from tilewright.core.geotiff.write import plan_windows, write_raster, write_rasters
from tilewright.core.resampling.grid import TargetGrid

PLACE = (10.0, 0.0, 500000.0, 0.0, -10.0, 4600000.0)


@pytest.fixture(autouse=True, params=["osgeo", "rasterio"])
def bindings(request, monkeypatch):
    """Both ways to write a file, which QGIS has and pip has."""
    name = "tilewright.core.geotiff.file_by_osgeo"
    if request.param == "rasterio":
        monkeypatch.setitem(sys.modules, name, None)
    expected = {"osgeo": "OsgeoRasterFile", "rasterio": "RasterioRasterFile"}[request.param]
    made = module.make_raster_file

    def make(*arguments):
        file = made(*arguments)
        assert type(file).__name__ == expected
        return file

    monkeypatch.setattr(module, "make_raster_file", make)
    return request.param


def profile(width, height, dtype="float32", names=("red", "nir"), **facts):
    grid = TargetGrid(rasterio.crs.CRS.from_epsg(32631).to_wkt(), PLACE, width, height)
    return RasterProfile(grid, dtype, names, **facts)


def cut(values):
    """Work that cuts an array (bands, rows, columns)."""
    return lambda w: values[:, w[1] : w[1] + w[3], w[0] : w[0] + w[2]]


def random_values(shape, dtype="float32"):
    return (np.random.default_rng(3).random(shape) * 200).astype(dtype)


def test_pixels_and_facts_come_back(tmp_path):
    values = random_values((2, 700, 1100))
    values[:, :5, :7] = np.nan
    path = tmp_path / "neuer ordner" / "città.tif"
    seen = []
    write_raster(
        str(path),
        profile(
            1100,
            700,
            nodata=float("nan"),
            scales=(1.0, 0.5),
            offsets=(0.0, -3.0),
            tags={"METHOD": "median <b>"},
            band_tags=({"WAVE": "665"}, {"WAVE": "842"}),
        ),
        cut(values),
        progress=seen.append,
    )
    with rasterio.open(path) as dataset:
        assert np.array_equal(dataset.read(), values, equal_nan=True)
        assert dataset.crs.to_epsg() == 32631
        assert dataset.transform == Affine(*PLACE)
        assert dataset.descriptions == ("red", "nir")
        assert np.isnan(dataset.nodata)
        assert (dataset.scales, dataset.offsets) == ((1.0, 0.5), (0.0, -3.0))
        assert dataset.tags()["METHOD"] == "median <b>"
        assert dataset.tags(2)["WAVE"] == "842"
        assert dataset.block_shapes == [(512, 512)] * 2
        assert dataset.compression.name == "deflate"
        assert dataset.tags(ns="IMAGE_STRUCTURE")["PREDICTOR"] == "3"
    assert seen == sorted(seen)
    assert seen[-1] == 1
    assert [p.name for p in path.parent.iterdir()] == ["città.tif"]


def test_blocks_of_nodata_alone_are_written_too(tmp_path):
    values = np.full((1, 700, 1100), 7, dtype="uint8")
    values[:, :, 1050:] = 3
    path = tmp_path / "nodata.tif"
    write_raster(str(path), profile(1100, 700, "uint8", ("a",), nodata=7), cut(values))
    with rasterio.open(path) as dataset:
        assert np.array_equal(dataset.read(), values)
        sizes = [
            int(dataset.get_tag_item(f"BLOCK_SIZE_{col}_{row}", "TIFF", 1))
            for col in range(3)
            for row in range(2)
        ]
    assert all(sizes)


def test_reflectances_are_kept_as_they_are_and_take_less_room(tmp_path):
    numbers = np.random.default_rng(3).integers(1, 3000, (1, 256, 256)).astype(np.float32)
    values = (numbers - 1000) / 10000
    sizes = []
    for is_quantised, predictor in ((True, None), (False, "3")):
        path = tmp_path / f"{is_quantised}.tif"
        facts = profile(256, 256, names=("b",), is_quantised=is_quantised)
        write_raster(str(path), facts, cut(values))
        with rasterio.open(path) as dataset:
            assert dataset.tags(ns="IMAGE_STRUCTURE").get("PREDICTOR") == predictor
            assert np.array_equal(dataset.read(), values)
        sizes.append(path.stat().st_size)
    assert sizes[0] < 0.9 * sizes[1]


def test_classes_have_colours_and_names(tmp_path, qgis):
    from qgis.core import QgsRasterLayer

    codes = np.arange(30 * 20, dtype="uint8").reshape(1, 30, 20) % 3
    colors = {0: (0, 0, 0, 0), 1: (255, 0, 0, 255), 2: (0, 128, 0, 255)}
    path = str(tmp_path / "classes.tif")
    made = profile(20, 30, "uint8", ("class",), nodata=0, colormap=colors)
    write_raster(path, replace(made, category_names={1: "Häuser & <Wege>", 2: "bos"}), cut(codes))
    layer = QgsRasterLayer(path, "classes")
    legend = {c.value: (c.label, c.color.getRgb()) for c in layer.dataProvider().colorTable(1)}
    assert legend[1] == ("Häuser & <Wege>", (255, 0, 0, 255))
    assert legend[2] == ("bos", (0, 128, 0, 255))
    with rasterio.open(path) as dataset:
        assert np.array_equal(dataset.read(), codes)
        assert dataset.nodata == 0


def test_bytes_do_not_depend_on_threads(tmp_path):
    values = random_values((3, 1500, 1300), "uint16")
    made = profile(1300, 1500, "uint16", ("a", "b", "c"))
    contents = set()
    for workers in (1, 2, 3, 7):
        path = tmp_path / f"{workers}.tif"
        write_raster(str(path), made, cut(values), 400, workers=workers)
        contents.add(path.read_bytes())
    assert len(contents) == 1


@pytest.mark.parametrize("size", [(1, 1), (16, 16), (17, 513), (1500, 700), (511, 2049)])
@pytest.mark.parametrize("blocks", [0.1, 1, 2.5, 7, 1000])
def test_windows_cover_every_pixel_once_and_start_at_blocks(size, blocks):
    made = profile(*size, "uint8", ("a",))
    rows, columns = made.block_shape
    seen = np.zeros(size[::-1], dtype=int)
    for col, row, width, height in plan_windows(made, 4, int(4 * rows * columns * blocks)):
        seen[row : row + height, col : col + width] += 1
        assert (row % rows, col % columns) == (0, 0)
        assert width * height <= max(1, blocks) * rows * columns
    assert (seen == 1).all()


def test_windows_hold_whole_blocks_of_what_is_read_if_these_are_not_too_large():
    made = profile(4000, 3000, "uint8", ("a",))
    budget = 512 * 512 * 4
    assert plan_windows(made, 4, budget, (1024, 1024))[:2] == [
        (0, 0, 1024, 1024),
        (1024, 0, 1024, 1024),
    ]
    assert plan_windows(made, 4, budget, (192, 192))[0] == (0, 0, 512, 512)
    assert plan_windows(made, 4, budget, (1, 4000))[0] == (0, 0, 2048, 512)
    assert plan_windows(made, 400, budget, (1024, 1024))[0] == (0, 0, 512, 512)


def test_several_rasters_in_one_pass(tmp_path):
    values = random_values((2, 40, 50))
    paths = [str(tmp_path / name) for name in ("a.tif", "b.tif")]
    profiles = [profile(50, 40), profile(50, 40, "uint8", ("count",))]

    def work(window):
        part = cut(values)(window)
        return part, (part[0] > 100).astype("uint8")

    write_rasters(list(zip(paths, profiles)), work)
    with rasterio.open(paths[0]) as first, rasterio.open(paths[1]) as second:
        assert np.array_equal(first.read(), values)
        assert np.array_equal(second.read(1), values[0] > 100)


def failing(after):
    calls = []

    def work(window):
        calls.append(window)
        if len(calls) > after:
            raise ValueError("inner")
        return np.zeros((2, window[3], window[2]), dtype="float32")

    return work


@pytest.mark.parametrize("after", [0, 10])
def test_a_failure_leaves_the_earlier_file_and_nothing_else(tmp_path, monkeypatch, after):
    monkeypatch.setattr(module, "_GROUP_BYTES", 1)
    path = tmp_path / "a.tif"
    path.write_bytes(b"earlier")
    with pytest.raises(ValueError, match="inner"):
        write_raster(str(path), profile(2100, 1100), failing(after), workers=1)
    assert path.read_bytes() == b"earlier"
    assert list(tmp_path.iterdir()) == [path]


def test_a_failure_leaves_no_new_folder(tmp_path):
    with pytest.raises(ValueError, match="inner"):
        write_raster(str(tmp_path / "a" / "b" / "c.tif"), profile(9, 9), failing(0))
    assert list(tmp_path.iterdir()) == []


def test_cancel_leaves_nothing(tmp_path):
    with pytest.raises(CancelledError):
        write_raster(
            str(tmp_path / "a.tif"), profile(9, 9), cut(np.ones((2, 9, 9))), is_cancelled=lambda: 1
        )
    assert list(tmp_path.iterdir()) == []


def test_a_replaced_file_loses_side_files_that_are_not_its_own(tmp_path):
    path = tmp_path / "a.tif"
    for suffix in ("", ".aux.xml", ".ovr", ".msk"):
        path.with_name(path.name + suffix).write_bytes(b"stale")
    values = random_values((2, 9, 9))
    write_raster(str(path), profile(9, 9), cut(values))
    assert list(tmp_path.iterdir()) == [path]
    with rasterio.open(path) as dataset:
        assert np.array_equal(dataset.read(), values)


@pytest.mark.parametrize("locked", ["a.tif", "a.tif.ovr", "a.tif.msk"])
def test_what_is_open_on_windows_keeps_all_of_the_earlier_raster(tmp_path, monkeypatch, locked):
    path = tmp_path / "a.tif"
    for suffix in ("", ".aux.xml", ".ovr", ".msk"):
        path.with_name(path.name + suffix).write_bytes(f"earlier{suffix}".encode())
    before = {p.name: p.read_bytes() for p in tmp_path.iterdir()}
    replace = os.replace

    def refuse(source, target, **more):
        if str(tmp_path / locked) in (str(source), str(target)):
            raise PermissionError(13, "it is used by another process", str(source))
        return replace(source, target, **more)

    monkeypatch.setattr(os, "replace", refuse)
    with pytest.raises(PermissionError) as caught:
        write_raster(str(path), profile(9, 9), cut(random_values((2, 9, 9))))
    assert caught.value.filename == str(tmp_path / locked)
    assert {p.name: p.read_bytes() for p in tmp_path.iterdir()} == before


def test_other_extensions_are_refused(tmp_path):
    with pytest.raises(RasterError, match=r"a\.img is to be a GeoTIFF; .* ends in \.tif"):
        write_raster(str(tmp_path / "a.img"), profile(9, 9), failing(0))


@pytest.mark.parametrize("room", [300_000, 300, 20])
def test_a_full_disk_is_one_sentence_and_leaves_nothing(tmp_path, root, room):
    # A limit of the size of files stands for the full disk.
    script = f"""
import importlib.util, sys
import numpy as np
sys.path.insert(0, {str(root / "tests")!r})
import conftest
from tilewright.core.errors import TilewrightError
from tilewright.core.geotiff.profile import RasterProfile
from tilewright.core.resampling.resample import TargetGrid
from tilewright.core.geotiff.write import write_raster
grid = TargetGrid("", {PLACE}, 2000, 600)
values = np.random.default_rng(1).random((1, 600, 2000)).astype("float32")
try:
    write_raster({str(tmp_path / "a.tif")!r}, RasterProfile(grid, "float32", ("a",)),
                 lambda w: values[:, w[1]:w[1]+w[3], w[0]:w[0]+w[2]])
except (TilewrightError, OSError) as error:
    print("refused:", error)
"""
    done = subprocess.run(
        [sys.executable, "-c", script],
        capture_output=True,
        text=True,
        check=False,
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (room, room)),
    )
    assert done.stdout.startswith("refused: "), done.stderr
    assert "a.tif cannot be written" in done.stdout
    assert list(tmp_path.iterdir()) == []


def test_far_too_many_pixels_are_refused_before_anything_is_made(tmp_path):
    with pytest.raises(RasterError, match="would have 1000000000 x 1000000 pixels; choose larger"):
        write_raster(str(tmp_path / "a.tif"), profile(10**9, 10**6), cut(None))
    assert not list(tmp_path.iterdir())
