"""Cloud-optimised GeoTIFFs by their address: as files, read in pieces."""

from __future__ import annotations

import numpy as np
import pytest
import rasterio
import rasterio.shutil


@pytest.fixture
def cog(tmp_path, image_file):
    """A raster of 1536 x 1280 pixels in pieces, with overviews."""
    rng = np.random.default_rng(3)
    values = rng.integers(1, 4000, (3, 80, 96), dtype=np.uint16).repeat(16, 1).repeat(16, 2)
    values += rng.integers(0, 100, values.shape, dtype=np.uint16)
    plain, path = tmp_path / "plain.tif", tmp_path / "cog.tif"
    place = rasterio.transform.from_origin(500000, 4600000, 10, 10)
    profile = {"driver": "GTiff", "count": 3, "height": 1280, "width": 1536, "dtype": "uint16"}
    with rasterio.open(plain, "w", **profile, crs="EPSG:32631", transform=place) as file:
        file.write(values)
    rasterio.shutil.copy(plain, path, driver="COG", compress="DEFLATE", blocksize=256)
    return path


@pytest.mark.parametrize("form", ["{url}/cog.tif", "/vsicurl/{url}/cog.tif", "{url}/cog.tif?a=1"])
def test_an_address_typed_as_text_equals_the_file(
    form, export, cog, file_server, image_tiles, files, tmp_path
):
    file_server.files["/cog.tif"] = cog.read_bytes()
    tiles = image_tiles({0, 1, 2, 12, 13, 30})
    export(str(cog), tiles, "file")
    results = export(form.format(url=file_server.url), tiles, "address")
    assert results["TILE_COUNT"] == 6
    assert files(tmp_path / "address" / "images") == files(tmp_path / "file" / "images")
    assert 0 < file_server.sent < cog.stat().st_size / 3
    # Nothing is looked for beside it.
    assert {path.partition("?")[0] for path in file_server.asked} == {"/cog.tif"}
