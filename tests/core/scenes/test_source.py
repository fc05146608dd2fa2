"""Several rasters as one source."""

from __future__ import annotations

import pickle
from concurrent.futures import ThreadPoolExecutor

import numpy as np
import pytest
import rasterio
from rasterio.transform import from_origin

from tilewright.core.errors import RasterError
from tilewright.core.raster.source import FileRasterSource
from tilewright.core.scenes import source as scenes_module
from tilewright.core.scenes.source import Scene, SceneSource


def write_raster(path, values, **tags):
    values = np.asarray(values)
    profile = {
        "driver": "GTiff",
        "width": values.shape[2],
        "height": values.shape[1],
        "count": values.shape[0],
        "dtype": values.dtype.name,
        "crs": "EPSG:32631",
        "transform": from_origin(500000, 4800000, 10, 10),
        **tags,
    }
    with rasterio.open(path, "w", **profile) as dataset:
        dataset.write(values)
    return str(path)


def make_scenes(folder, count, dtype="uint16"):
    rng = np.random.default_rng(count)
    pixels = [rng.integers(1, 999, (2, 8 + k, 9)).astype(dtype) for k in range(count)]
    paths = [write_raster(folder / f"{k}.tif", p) for k, p in enumerate(pixels)]
    sources = [FileRasterSource(path) for path in paths]
    return pixels, SceneSource([Scene(k, str(k), s) for k, s in enumerate(sources, 1)])


def open_files(source):
    return sum(bool(scene.source._opened) for scene in source.scenes)


def test_each_part_reads_its_own_pixels(tmp_path):
    pixels, source = make_scenes(tmp_path, 3)
    for number, expected in enumerate(pixels):
        part = source.part(number)
        assert part.info.shape == expected.shape[1:]
        values, valid = part.read((1, 2, 5, 4))
        assert np.array_equal(values, expected[:, 2:6, 1:6])
        assert valid.all()
    assert source.info.name == "0.tif, 1.tif, 2.tif"
    source.close()


def test_few_of_many_scenes_stay_open(tmp_path, monkeypatch):
    monkeypatch.setattr(scenes_module, "MOST_OPEN", 3)
    pixels, source = make_scenes(tmp_path, 12)
    for scene in source.scenes:
        scene.source.close()
    most = 0

    def read(number):
        nonlocal most
        found = source.part(number).read((0, 0, 9, 8))[0]
        most = max(most, open_files(source))
        return np.array_equal(found, pixels[number][:, :8])

    with ThreadPoolExecutor(2) as pool:
        assert all(pool.map(read, [k % 12 for k in range(120)]))
    # Those that are being read when another is opened stay open besides.
    assert most <= 3 + 2
    assert open_files(source) <= 3
    source.close()
    assert open_files(source) == 0


def test_it_can_be_sent_to_another_process(tmp_path):
    pixels, source = make_scenes(tmp_path, 2)
    assert source.can_be_sent
    copy = pickle.loads(pickle.dumps(source))
    assert np.array_equal(copy.part(1).read((0, 0, 9, 9))[0], pixels[1])
    copy.close()
    source.close()


@pytest.mark.parametrize(
    ("values", "words"),
    [
        (np.ones((3, 4, 4), np.uint16), "3 bands of the type uint16"),
        (np.ones((2, 4, 4), np.uint8), "2 bands of the type uint8"),
    ],
)
def test_scenes_of_another_kind_are_refused(tmp_path, values, words):
    one = FileRasterSource(write_raster(tmp_path / "one.tif", np.ones((2, 4, 4), np.uint16)))
    two = FileRasterSource(write_raster(tmp_path / "two.tif", values))
    with pytest.raises(RasterError) as refused:
        SceneSource([Scene(1, "one", one), Scene(2, "two", two)])
    assert "one has 2 bands of the type uint16" in str(refused.value)
    assert f"two has {words}" in str(refused.value)
    one.close()
    two.close()
