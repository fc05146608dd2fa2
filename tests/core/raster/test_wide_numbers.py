"""Whole numbers of 64 bits, which rasterio before 1.4 takes for others."""

from __future__ import annotations

from contextlib import closing

import numpy as np
import pytest

from tilewright.core.raster.source import FileRasterSource

gdal = pytest.importorskip("osgeo.gdal")
pytestmark = pytest.mark.skipif(not hasattr(gdal, "GDT_Int64"), reason="GDAL has no such numbers")

SIGNED = np.array([[-5, 3, 2**40], [-(2**40), 0, 2**62]], dtype="int64")
UNSIGNED = np.array([[5, 3, 2**40], [2**63 + 4096, 0, 2**62]], dtype="uint64")


@pytest.fixture
def write(tmp_path):
    def make(*bands):
        """A GeoTIFF by GDAL itself, of one type a band where they differ as VRT."""
        paths = []
        for k, values in enumerate(bands):
            kind = gdal.GDT_Int64 if values.dtype == np.int64 else gdal.GDT_UInt64
            paths.append(str(tmp_path / f"band{k}.tif"))
            made = gdal.GetDriverByName("GTiff").Create(paths[-1], 3, 2, 1, kind)
            made.SetGeoTransform((500000, 10, 0, 4600000, 0, -10))
            made.WriteRaster(0, 0, 3, 2, values.tobytes(), 3, 2, kind)
            made = None
        if len(paths) == 1:
            return paths[0]
        options = gdal.BuildVRTOptions(separate=True)
        gdal.BuildVRT(str(tmp_path / "bands.vrt"), paths, options=options).FlushCache()
        return str(tmp_path / "bands.vrt")

    return make


@pytest.mark.parametrize("values", [SIGNED, UNSIGNED], ids=["int64", "uint64"])
def test_they_are_read_as_they_are(write, values):
    with closing(FileRasterSource(write(values))) as source:
        assert source.info.dtype == values.dtype.name
        found, valid = source.read((0, 0, 3, 2))
        reduced, _ = source.read_reduced((0, 0, 3, 2), 3, 2)
    assert found.dtype == values.dtype
    assert np.array_equal(found[0], values)
    assert np.array_equal(reduced[0], values)
    assert valid.all()


def test_bands_of_both_kinds_keep_their_signs(write):
    # Virtual rasters carry signed numbers.
    unsigned = np.minimum(UNSIGNED, np.uint64(2**62))
    with closing(FileRasterSource(write(SIGNED, unsigned))) as source:
        found, _ = source.read((0, 0, 3, 2))
    assert np.array_equal(found[0], SIGNED.astype(found.dtype))
    assert np.array_equal(found[1], unsigned.astype(found.dtype))


@pytest.mark.parametrize("values", [SIGNED, UNSIGNED], ids=["int64", "uint64"])
def test_they_are_written_as_they_are(tmp_path, values):
    from tilewright.core.geotiff.describe_by_osgeo import band_type

    kind, more = band_type(values.dtype.name)
    assert gdal.GetDataTypeName(kind).lower() == values.dtype.name
    assert more == {}
