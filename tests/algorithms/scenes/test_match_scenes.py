"""Rasters and products are read with the same bands."""

from contextlib import closing

import numpy as np
import pytest

STORED = {
    name: np.random.default_rng(k).integers(1100, 9000, (12, 12)).astype("uint16")
    for k, name in enumerate(("B02", "B03", "B04", "B08"))
}


@pytest.fixture
def lists(read):
    """The lists of bands of scenes, and the pixels that are read with them."""
    from tilewright.algorithms.scenes.match_scenes import match_scenes

    def call(paths, wanted="", **parameters):
        def look(scenes, values):
            found = match_scenes(scenes, wanted, values)
            pixels = []
            for scene, bands in zip(scenes, found):
                with closing(scene.open(bands)) as source:
                    pixels.append(source.read((0, 0, 12, 12))[0])
            return found, pixels

        read.look = look
        read(SCENES=paths, **parameters)
        return read.found

    return call


def test_products_and_rasters_by_name(lists, read, make_product, make_raster):
    images = {(name, 10): values for name, values in STORED.items()}
    images["B05", 20] = np.full((6, 6), 3000, "uint16")
    product = make_product(images, offsets=-1000)
    order = ("B04", "B08", "B02", "B03")
    raster = make_raster(
        np.stack([STORED[name] for name in order]), "S2A_20200101.tif", descriptions=order
    )
    found, (first, other) = lists([product, raster])
    assert found == ["B02,B03,B04,B08", "3,4,1,2"]
    assert "S2A_20200101 is read with its bands B02, B03, B04, B08." in read.log
    np.testing.assert_array_equal(other, np.stack(list(STORED.values())))
    expected = (np.stack(list(STORED.values())).astype("float32") - 1000) / np.float32(10000)
    np.testing.assert_array_equal(first, expected)
    assert lists([product, raster], "3,1")[0] == ["B04,B02", "1,3"]
    assert lists([product, raster], "B08")[0] == ["B08", "2"]
    # The product is read with what the raster has, and may have it coarser.
    found, (first, other) = lists([raster, product])
    assert found == ["", "B04,B08,B02,B03"]
    red_edge = make_raster(np.stack([STORED["B02"]] * 2), "e.tif", descriptions=("B05", "B02"))
    found, (_, other) = lists([red_edge, product])
    assert found == ["", "B05,B02"]
    assert other.shape == (2, 12, 12)


def test_what_cannot_be_matched(refused, lists, read, make_product, make_raster):
    product = make_product({("B02", 10): STORED["B02"]})
    raster = make_raster(STORED["B02"], "a.tif", descriptions=("elevation",))
    from qgis.core import QgsProcessingException

    with pytest.raises(QgsProcessingException) as caught:
        lists([raster, product])
    assert "a has the bands elevation, " in str(caught.value)
    assert " B02, which cannot be matched by name, wavelength or number" in str(caught.value)


def test_the_table_names_bands_of_a_scene(lists, make_product, make_raster, tmp_path):
    product = make_product({(name, 10): values for name, values in STORED.items()})
    raster = make_raster(np.stack([STORED["B04"], STORED["B08"]]), "a.tif")
    table = tmp_path / "t.csv"
    table.write_text(f'file,bands\n{product},"b8,b4"\n{raster},"2,1"\n')
    assert lists(None, SCENE_TABLE=str(table))[0] == ["B08,B04", "2,1"]
    table.write_text(f'file,bands\n{raster},"2,1"\n{product},"4,3"\n')
    found, (first, other) = lists(None, SCENE_TABLE=str(table))
    assert found == ["2,1", "B08,B04"]
    expected = (first.astype("float32") - 1000) / np.float32(10000)
    np.testing.assert_array_equal(other, expected)


def test_files_of_products_of_two_baselines_are_refused(lists, make_product):
    from pathlib import Path

    from qgis.core import QgsProcessingException

    products = [
        make_product({("B04", 10): STORED["B04"]}, date="20220413", baseline="04.00"),
        make_product({("B04", 10): STORED["B04"]}, date="20210413", baseline="03.01"),
    ]
    files = [str(next(Path(path).rglob("*B04*.jp2"))) for path in products]
    with pytest.raises(QgsProcessingException, match="1000 greater .*; give the products"):
        lists(files)
    assert lists(products)[0] == ["B04", "B04"]
