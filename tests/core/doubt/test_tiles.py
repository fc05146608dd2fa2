"""Images of a dataset are read once, without what is not valid, and large ones in part."""

import numpy as np
import pytest

from tilewright.core.dataset.finished import FinishedDataset
from tilewright.core.doubt.tiles import look_at_tiles, read_values
from tilewright.core.errors import ExportError
from tilewright.core.tiles.table import TileTable


@pytest.fixture
def dataset(tmp_path):
    return FinishedDataset(tmp_path, {"nodata": 0}, TileTable([], {}, []))


def test_nodata_and_values_that_are_not_finite_are_not_valid(tmp_path):
    values = np.ones((2, 3, 3), dtype="float32")
    values[:, 0, 0] = 0
    values[0, 1, 1] = 0
    values[1, 2, 2] = np.nan
    np.save(tmp_path / "a.npy", values)
    found, valid = read_values(tmp_path / "a.npy", 0)
    assert np.array_equal(found, values, equal_nan=True)
    # Nodata in one band alone may be a dark pixel.
    assert valid.tolist() == [[False, True, True], [True, True, True], [True, True, False]]


def test_of_large_images_some_pixels_say_as_much(dataset):
    values = np.arange(1, 1 + 1030 * 1100).reshape(1, 1030, 1100).astype("float32")
    np.save(dataset.folder / "a.npy", values)
    seen = []

    def describe(values, valid):
        seen.append((values, valid.shape))
        return np.array([values.mean()])

    features, pictures = look_at_tiles(dataset, ["a.npy"], describe)
    ((part, shape),) = seen
    assert np.array_equal(part, values[:, ::2, ::2]) and shape == (515, 550)
    assert features.tolist() == [[part.mean()]]
    assert pictures.thumbnails.shape == (1, 16, 17) and pictures.usable.tolist() == [True]


def test_images_of_other_bands_are_named(dataset):
    for name, bands in (("a.npy", 1), ("b.npy", 2)):
        np.save(dataset.folder / name, np.ones((bands, 4, 4), dtype="float32"))
    with pytest.raises(ExportError, match="b.npy has other bands than a.npy"):
        look_at_tiles(dataset, ["a.npy", "b.npy"], lambda values, valid: np.zeros(len(values)))


def test_pictures_of_a_page_are_stretched_alike():
    from tilewright.core.doubt.report import _as_pictures

    rng = np.random.default_rng(0)
    tiles = [rng.integers(low, low + 100, (3, *size)) for low, size in ((0, (4, 6)), (900, (5, 5)))]
    tiles = [tile.astype("uint16") for tile in tiles]
    dark, light = _as_pictures([(tile, np.ones(tile.shape[1:], dtype=bool)) for tile in tiles])
    assert dark.shape == (4, 6, 3) and light.shape == (5, 5, 3)
    assert dark.max() < 30 and light.min() > 220
    least, greatest = np.percentile(np.concatenate([t[1].ravel() for t in tiles]), (2, 98))
    expected = np.clip((tiles[0][1] - least) / (greatest - least) * 255, 0, 255)
    assert np.array_equal(dark[..., 1], expected.astype("uint8"))
