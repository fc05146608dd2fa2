"""A dataset's folder at a glance."""

import csv
import io
import json

import numpy as np
import pytest
from PIL import Image

from tilewright.core.errors import CancelledError, ExportError
from tilewright.core.page import gallery as module
from tilewright.core.page.gallery import draw_tile, read_gallery

FIELDS = "file,label,split,tile_id,row,col,col_off,row_off,width,height,xmin,ymin,xmax,ymax,crs"


@pytest.fixture
def write(tmp_path):
    """Writes a dataset of grey tiles of 32 pixels: ``[(file, label, split)]``."""

    def make(tiles, **facts):
        fields = FIELDS.split(",")
        with (tmp_path / "tiles.csv").open("w", newline="", encoding="utf-8") as file:
            writer = csv.writer(file, lineterminator="\n")
            writer.writerow(fields)
            for k, (name, label, split) in enumerate(tiles):
                where = [0, k, 32 * k, 0, 32, 32, 32.0 * k, -32.0, 32.0 * (k + 1), 0.0]
                writer.writerow([name, label, split, f"t{k}", *where, "EPSG:32631"])
                path = tmp_path / name
                path.parent.mkdir(parents=True, exist_ok=True)
                Image.fromarray(np.full((32, 32, 3), 90, np.uint8)).save(path)
        told = {"bands": ["red", "green", "blue"], "tile_count": len(tiles), **facts}
        (tmp_path / "dataset.json").write_text(json.dumps(told), "utf-8")
        return tmp_path

    return make


def test_groups_are_whole_and_in_the_order_of_classes_and_splits(write):
    classes = [
        {"index": 0, "name": "sea", "tiles": 3, "splits": {"train": 1, "test": 2}},
        {"index": 1, "name": "ash", "tiles": 20, "splits": {"train": 20, "test": 0}},
    ]
    tiles = [(f"train/ash/{k}.png", "ash", "train") for k in range(20)]
    tiles += [(f"test/sea/{k}.png", "sea", "test") for k in range(2)]
    tiles.append(("train/sea/9.png", "sea", "train"))
    folder = write(tiles, classes=classes, splits={"test": 2, "train": 21})
    found = read_gallery(folder)
    assert [(g.label, g.split, g.count) for g in found.groups] == [
        ("sea", "train", 1),
        ("sea", "test", 2),
        ("ash", "train", 20),
    ]
    assert list(found.splits.items()) == [("train", 21), ("test", 2)]
    assert found.tile_count == 23 and found.rejected == {}
    assert [len(g.tiles) for g in found.groups] == [1, 2, module._MOST_OF_GROUP]
    assert [(c.name, c.total) for c in found.classes] == [("sea", 3), ("ash", 20)]
    tile = found.groups[0].tiles[0]
    assert (tile.tile_id, tile.bounds, tile.crs) == (
        "t22",
        (704.0, -32.0, 736.0, 0.0),
        "EPSG:32631",
    )
    pixels = np.asarray(Image.open(io.BytesIO(tile.jpeg)))
    assert np.abs(pixels.astype(int) - 90).max() <= 2
    # The same again, and others for another seed.
    names = [t.file for t in found.groups[2].tiles]
    assert [t.file for t in read_gallery(folder).groups[2].tiles] == names
    assert [t.file for t in read_gallery(folder, seed=1).groups[2].tiles] != names


def test_objects_are_drawn_on_their_tiles(write):
    classes = [{"class_id": 0, "class": "house", "color": "#ff0000", "objects": 1}]
    objects = {"shape": "BOX", "classes": classes}
    tiles = [("images/train/a.png", "", "train"), ("images/train/b.png", "", "train")]
    folder = write(tiles, layout="YOLO", objects=objects, splits={"train": 2})
    for name, text in (("a", "0 0.5 0.5 0.5 0.5\n"), ("b", "")):
        path = folder / "labels" / "train" / f"{name}.txt"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)
    found = read_gallery(folder)
    assert found.counts_objects
    assert [(c.name, c.color, c.total) for c in found.classes] == [("house", (255, 0, 0), 1)]
    pictures = {
        t.file: np.asarray(Image.open(io.BytesIO(t.jpeg))).astype(int)
        for g in found.groups
        for t in g.tiles
    }
    red = {name: (p[..., 0] - p[..., 1] > 60).sum() for name, p in pictures.items()}
    assert red["images/train/a.png"] > 100 and red["images/train/b.png"] == 0
    # Without its labels a dataset is shown all the same.
    for path in (folder / "labels" / "train").iterdir():
        path.unlink()
    assert all(t.jpeg for g in read_gallery(folder).groups for t in g.tiles)


def test_what_cannot_be_read_is_a_tile_without_a_picture(write):
    folder = write([("a/a.png", "", ""), ("a/b.png", "", ""), ("a/c.png", "", "")])
    (folder / "a" / "a.png").write_bytes(b"no picture")
    (folder / "a" / "b.png").unlink()
    (group,) = read_gallery(folder).groups
    assert {t.file: bool(t.jpeg) for t in group.tiles} == {
        "a/a.png": False,
        "a/b.png": False,
        "a/c.png": True,
    }


def test_a_strangers_table_does_not_lead_elsewhere(write, tmp_path):
    folder = write([("a/a.png", "", "")])
    table = (folder / "tiles.csv").read_text("utf-8")
    (folder / "tiles.csv").write_text(table.replace("a/a.png", "../a.png"), "utf-8")
    with pytest.raises(ExportError, match="outside the dataset"):
        read_gallery(folder)


@pytest.mark.parametrize(
    ("spoil", "expected"),
    [
        (lambda f: (f / "dataset.json").unlink(), "is not a Tilewright dataset"),
        (lambda f: (f / "tiles.csv").unlink(), "has no tiles.csv"),
        (lambda f: (f / "dataset.json").write_text("{"), "is damaged"),
        (lambda f: (f / "dataset.json").write_text('{"kind": "time series"}'), "time series"),
    ],
)
def test_no_dataset_of_tiles_gives_a_sentence(write, spoil, expected):
    folder = write([("a/a.png", "", "")])
    spoil(folder)
    with pytest.raises(ExportError, match=expected):
        read_gallery(folder)


def test_it_heeds_a_cancel(write):
    folder = write([("a/a.png", "", "")])
    with pytest.raises(CancelledError):
        read_gallery(folder, is_cancelled=lambda: True)


def test_one_tile_is_drawn_alone(write):
    folder = write([("a/a.png", "", ""), ("a/b.png", "", "")])
    (folder / "a" / "b.png").write_bytes(b"no picture")
    pixels = np.asarray(Image.open(io.BytesIO(draw_tile(folder, "a/a.png"))))
    assert np.abs(pixels.astype(int) - 90).max() <= 2
    assert draw_tile(folder, "a/b.png") == draw_tile(folder, "a/none.png") == b""
    with pytest.raises(ExportError, match="outside the dataset"):
        draw_tile(folder, "../a.png")
