"""Tags of TIFF files against what GDAL says of them."""

import numpy as np
import pytest
import rasterio

from tilewright.core.geotiff.first_tags import (
    GDAL_METADATA,
    PALETTE,
    PHOTOMETRIC,
    read_first_tags,
)

BOTH = (PHOTOMETRIC, GDAL_METADATA)


def write(path, palette=False, tags=None, **profile):
    profile = {
        "driver": "GTiff",
        "width": 20,
        "height": 30,
        "count": 1,
        "dtype": "uint8",
        **profile,
    }
    with rasterio.open(path, "w", crs="EPSG:32631", **profile) as dataset:
        dataset.write(np.ones((1, 30, 20), dtype=profile["dtype"]))
        if palette:
            dataset.write_colormap(1, {1: (255, 0, 0, 255)})
        dataset.update_tags(**(tags or {}))


@pytest.mark.filterwarnings("ignore::rasterio.errors.NotGeoreferencedWarning")
@pytest.mark.parametrize("order", [{}, {"ENDIANNESS": "BIG"}])
@pytest.mark.parametrize("size", [{}, {"BIGTIFF": "YES"}])
@pytest.mark.parametrize("dtype", ["uint8", "uint16"])
def test_palettes_and_metadata(tmp_path, order, size, dtype):
    path = str(tmp_path / "a.tif")
    write(path, True, {"KIND": "å"}, dtype=dtype, **order, **size)
    found = read_first_tags(path, BOTH)
    assert int.from_bytes(found[PHOTOMETRIC], "little") == PALETTE
    assert '<Item name="KIND">å</Item>' in found[GDAL_METADATA].decode()
    write(path, dtype=dtype, **order, **size)
    found = read_first_tags(path, BOTH)
    assert int.from_bytes(found[PHOTOMETRIC], "little") == 1
    assert GDAL_METADATA not in found
    assert read_first_tags(path, ()) == {}


@pytest.mark.filterwarnings("ignore::rasterio.errors.NotGeoreferencedWarning")
def test_damaged_files_and_others_have_no_tags_or_some(tmp_path):
    path = tmp_path / "a.tif"
    write(str(path), True, {"KIND": "x"})
    data = path.read_bytes()
    for size in range(0, len(data), 7):
        path.write_bytes(data[:size])
        assert set(read_first_tags(str(path), BOTH)) <= set(BOTH)
    rng = np.random.default_rng(1)
    for place in rng.integers(0, 400, 300).tolist():
        path.write_bytes(data[:place] + bytes([data[place] ^ 0xFF]) + data[place + 1 :])
        assert set(read_first_tags(str(path), BOTH)) <= set(BOTH)
    path.write_bytes(b"PNG" * 20)
    assert read_first_tags(str(path), BOTH) == {}
    with pytest.raises(OSError, match="No such file"):
        read_first_tags(str(tmp_path / "none.tif"), BOTH)
