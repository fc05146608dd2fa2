"""Which tiles are shown, and how."""

import io

import numpy as np
import pytest
from PIL import Image

from tilewright.core.errors import CancelledError
from tilewright.core.layouts.layout import TileRecord
from tilewright.core.objects.tile_object import TileObject
from tilewright.core.page.samples import MOST_IN_ALL, MOST_OF_GROUP, choose_samples, read_samples

FACTS = {"bands": ["red", "green", "blue"], "nodata": None}


def test_every_class_and_split_is_shown_and_none_too_often():
    rng = np.random.default_rng(1)
    ids = [f"t{k}" for k in range(500)]
    labels = [("a", "b", None)[k] for k in rng.integers(0, 3, 500)]
    splits = [("train", "val")[k] for k in rng.integers(0, 2, 500)]
    chosen = choose_samples(ids, labels, splits)
    groups = [(labels[k], splits[k]) for k in chosen]
    assert {group: groups.count(group) for group in groups} == {
        (label, split): MOST_OF_GROUP for label in ("a", "b", None) for split in ("train", "val")
    }
    # Tiles that come first or last elsewhere change nothing.
    back = choose_samples(ids[::-1], labels[::-1], splits[::-1])
    assert {ids[::-1][k] for k in back} == {ids[k] for k in chosen}


def test_many_classes_share_the_room():
    labels = [str(k % 100) for k in range(1000)]
    chosen = choose_samples([f"t{k}" for k in range(1000)], labels, [None] * 1000)
    assert len(chosen) == MOST_IN_ALL == len({labels[k] for k in chosen})


def test_masks_and_objects_are_drawn_and_values_counted(tmp_path):
    values = np.full((32, 32, 3), 100, dtype=np.uint8)
    values[:4] = 200
    mask = np.zeros((32, 32), dtype=np.uint8)
    mask[16:, 16:] = 2
    Image.fromarray(values).save(tmp_path / "a.png")
    Image.fromarray(mask).save(tmp_path / "m.png")
    ring = np.array([(4.0, 8.0), (12.0, 8.0), (12.0, 12.0), (4.0, 12.0)])
    shape = TileObject("1", 1, ((ring,),), 32.0, 1.0, False)
    record = TileRecord("t1", "a.png", None, None, 32, 32, "m.png", [shape])
    facts = {
        **FACTS,
        "masks": {"classes": [{"class_id": 2, "color": "#ff0000"}]},
        "objects": {"classes": [{"class_id": 1, "color": "#0000ff"}]},
    }
    found = read_samples(tmp_path, facts, [record], lambda: False)
    picture = np.asarray(Image.open(io.BytesIO(found.pictures[0].jpeg)).convert("RGB")).astype(int)
    factor = picture.shape[0] / 32

    def at(x, y):
        return picture[int((y + 0.5) * factor), int((x + 0.5) * factor)]

    assert np.abs(at(8, 2) - 200).max() < 12 and np.abs(at(25, 6) - 100).max() < 12
    assert np.abs(at(24, 24) - (170, 55, 55)).max() < 12
    edge = picture[round(8 * factor), round(8 * factor)]
    assert edge[2] > edge[0] + 60
    assert (found.first, found.last) == (0, 255)
    for counts in found.counts.values():
        expected = np.histogram(values[..., 0], 32, (0, 255))[0]
        assert counts.tolist() == expected.tolist()


def test_all_pages_of_a_tiff_are_bands(tmp_path):
    values = np.random.default_rng(2).integers(0, 256, (5, 8, 8), dtype=np.uint8)
    first, *others = map(Image.fromarray, values)
    first.save(tmp_path / "a.tiff", save_all=True, append_images=others)
    names = ["nir", "blue", "green", "red", "swir"]
    record = TileRecord("a", "a.tiff", None, None, 8, 8)
    found = read_samples(tmp_path, {"bands": names, "nodata": None}, [record], lambda: False)
    assert list(found.counts) == names
    for band, counts in zip(values, found.counts.values()):
        assert counts.tolist() == np.histogram(band, 32, (0, 255))[0].tolist()


def test_an_image_that_cannot_be_read_moves_no_other(tmp_path):
    Image.fromarray(np.zeros((8, 8, 3), dtype=np.uint8)).save(tmp_path / "b.png")
    (tmp_path / "a.png").write_bytes(b"")
    records = [TileRecord(n, f"{n}.png", None, None, 8, 8) for n in ("a", "b")]
    none, picture = read_samples(tmp_path, FACTS, records, lambda: False).pictures
    assert none is None and picture.caption == "b"


def test_cancel_is_heard_between_pictures(tmp_path):
    with pytest.raises(CancelledError):
        read_samples(tmp_path, FACTS, [TileRecord("t", "t.png", None, None, 8, 8)], lambda: True)
