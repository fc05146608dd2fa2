"""Ranges of a raster's values as classes, against numpy."""

from __future__ import annotations

import numpy as np
import pytest

from tilewright.core.classes.renaming import parse_class_map
from tilewright.core.geometry.outlines import TileGeometries
from tilewright.core.labels.proportions import proportions_of_raster
from tilewright.core.labels.ranged import RangedSource, measure_classes
from tilewright.core.raster.source import FileRasterSource


@pytest.mark.parametrize("dtype", ["float32", "float64", "int16", "uint8"])
def test_ranges_are_those_of_numpy(make_raster, dtype):
    values = np.random.default_rng(5).uniform(0, 100, (60, 70)).astype(dtype)
    values[:9, :9] = 255
    source = FileRasterSource(str(make_raster(values, nodata=255)))
    text = "0-19=low,20-39.5=mid,7=seven,39.5-60=,60-inf=high"
    ranged = RangedSource(source, parse_class_map(text, {"50": "fifty"}))
    found, valid = ranged.read((0, 0, 70, 60))
    names = np.array([ranged.keys[k] for k in found[0].reshape(-1)]).reshape(60, 70)
    lies = {
        "0-19": (values >= 0) & (values <= 19) & (values != 7),
        "7": values == 7,
        "20-39.5": (values >= 20) & (values < 39.5),
        "39.5-60": (values >= 39.5) & (values < 60),
        "60-inf": values >= 60,
    }
    for key, held in lies.items():
        expected = held & (values != 255)
        assert ((names == key) & valid == expected).all(), key
    assert (valid == (values != 255) & np.any(list(lies.values()), axis=0)).all()
    ranged.close()


def test_ends_are_numbers_of_the_rasters_own_precision(make_raster):
    values = np.array([[0.1, 0.2, 0.3, 0.7, 0.8, 0.9]], dtype=np.float32)
    source = FileRasterSource(str(make_raster(values)))
    ranged = RangedSource(source, parse_class_map("0.1-0.3=a,0.3-0.7=b,0.7-0.8=c,0.9=d"))
    found, valid = ranged.read((0, 0, 6, 1))
    assert valid.all()
    keys = ["0.1-0.3", "0.1-0.3", "0.3-0.7", "0.7-0.8", "0.7-0.8", "0.9"]
    assert [ranged.keys[k] for k in found[0, 0]] == keys
    ranged.close()


def test_shares_of_ranges_sum_what_lies_in_them(make_raster):
    values = np.random.default_rng(6).normal(0, 30, (40, 60)).astype(np.float32)
    source = FileRasterSource(str(make_raster(values)))
    left, top, pixel = source.info.transform[2], source.info.transform[5], source.info.transform[0]
    from shapely.geometry import box

    tiles = [
        box(left + c * pixel, top - (r + 20) * pixel, left + (c + 20) * pixel, top - r * pixel).wkb
        for r in (0, 20)
        for c in (0, 20, 40)
    ]
    class_map = parse_class_map("-10-0=near,0-10=near,-inf--10=cold,50-60=none,500-501=nowhere")
    areas = measure_classes(source, TileGeometries(tiles), class_map)
    found = proportions_of_raster(areas, class_map)
    assert found.classes == ("cold", "near", "none", "nowhere")
    for i, (r, c) in enumerate((r, c) for r in (0, 20) for c in (0, 20, 40)):
        part = values[r : r + 20, c : c + 20]
        counts = [
            (part < -10).sum(),
            ((part >= -10) & (part <= 10)).sum(),
            ((part >= 50) & (part <= 60)).sum(),
            0,
        ]
        assert found.percent[i] == pytest.approx(100 * np.array(counts) / sum(counts))
        assert found.known[i] == pytest.approx(100 * sum(counts) / 400)
    assert set(class_map.keys) - class_map.matched == {"500-501"}
    source.close()


def test_numbers_with_a_scale_are_compared_as_what_they_stand_for(make_raster):
    import rasterio

    path = str(make_raster(np.array([[0, 1000, 2000, 5000]], dtype=np.int16)))
    with rasterio.open(path, "r+") as dataset:
        dataset.scales, dataset.offsets = (0.0001,), (-0.1,)
    source = FileRasterSource(path)
    ranged = RangedSource(source, parse_class_map("-0.1-0=bare,0-0.1=thin,0.2-1=dense"))
    found, valid = ranged.read((0, 0, 4, 1))
    keys = [ranged.keys[k] for k in found[0, 0]]
    assert keys == ["-0.1-0", "0-0.1", "0-0.1", "0.2-1"] and valid.all()
    ranged.close()
