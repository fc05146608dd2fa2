"""The folders of Pascal VOC against shapely's own clipping, and the masks against the raster."""

import math
from pathlib import Path
from xml.etree import ElementTree

import numpy as np
import pytest
from PIL import Image

SPLITS = ("train", "val", "test")


def names_of(folder, task, split):
    return Path(folder, "ImageSets", task, f"{split}.txt").read_text(encoding="utf-8").split()


def read(folder):
    """Annotations by the stem of their image."""
    found = {}
    for path in Path(folder, "Annotations").iterdir():
        root = ElementTree.parse(path).getroot()
        assert root.tag == "annotation"
        assert root.findtext("folder") == "JPEGImages"
        assert Path(root.findtext("filename")).stem == path.stem
        assert Path(folder, "JPEGImages", root.findtext("filename")).is_file()
        found[path.stem] = root
    return found


def box_of(element):
    return [int(element.findtext(f"bndbox/{name}")) for name in ("xmin", "ymin", "xmax", "ymax")]


def nearest_pixels(start, stop):
    """The first and the last column, counted from 1, of those of which half lies inside."""
    inside = [
        column + 1
        for column in range(math.ceil(stop))
        if min(stop, column + 1) - max(start, column) >= 0.5
    ]
    return inside[0], inside[-1]


def test_boxes_are_what_shapely_clips(export, windows, clipped, visible_refs, object_table):
    folder = export("VOC")
    places = windows(folder)
    annotations = read(folder)
    assert len(annotations) == len(places) == 12
    for name, window in places.items():
        root = annotations[Path(name).stem]
        size = [int(root.findtext(f"size/{part}")) for part in ("width", "height", "depth")]
        assert size == [*window[2:], 3]
        assert root.findtext("source/database") == "image.tif"
        assert root.findtext("segmented") == "0"
        found = {each.findtext("object_id"): each for each in root.iter("object")}
        assert sorted(found) == sorted(visible_refs(window))
        for ref, element in found.items():
            left, top, right, bottom = clipped(ref, window).bounds
            columns, rows = nearest_pixels(left, right), nearest_pixels(top, bottom)
            assert box_of(element) == [columns[0], rows[0], columns[1], rows[1]]
            share = clipped(ref, window).area / object_table[ref][1].area
            assert float(element.findtext("visible")) == pytest.approx(share, abs=1e-4)
            assert element.findtext("truncated") == str(int(share < 1))
            assert element.findtext("difficult") == "0"
            assert element.findtext("name") == object_table[ref][0]


def test_lists_hold_each_tile_once(export, csv_rows):
    folder = export("VOC")
    rows = csv_rows(f"{folder}/tiles.csv")
    for split in SPLITS:
        expected = [Path(row["file"]).stem for row in rows if row["split"] == split]
        assert names_of(folder, "Main", split) == expected
    assert not Path(folder, "ImageSets/Segmentation").exists()
    unsplit = export("VOC", "unsplit", SPLIT_FIELD=None)
    assert len(names_of(unsplit, "Main", "train")) == 12
    assert [path.name for path in Path(unsplit, "ImageSets/Main").iterdir()] == ["train.txt"]


def test_small_pieces_are_difficult_on_demand(export, windows, clipped):
    folder = export("VOC", MIN_VISIBLE=40, SMALL_PIECES="IGNORE")
    places = {Path(name).stem: window for name, window in windows(folder).items()}
    marked = 0
    for stem, root in read(folder).items():
        for element in root.iter("object"):
            is_tiny = element.findtext("object_id") == "10"
            is_small = float(element.findtext("visible")) < 0.4 or is_tiny
            assert element.findtext("difficult") == str(int(is_small))
            marked += is_small
            xmin, ymin, xmax, ymax = box_of(element)
            assert 1 <= xmin <= xmax <= 16
            assert 1 <= ymin <= ymax <= 16
            if is_tiny:
                left, top, _, _ = clipped("10", places[stem]).bounds
                assert (xmin, ymin, xmax, ymax) == (int(left) + 1, int(top) + 1) * 2
    assert marked >= 2


def test_masks_lie_beside_the_boxes_and_are_listed(export, objects, windows, object_table):
    folder = export("VOC", MASK=objects, MASK_FIELD="class", OBJECTS=objects, OBJECT_FIELD="class")
    for split in SPLITS:
        assert names_of(folder, "Segmentation", split) == names_of(folder, "Main", split)
    for name, (col, row, width, height) in windows(folder).items():
        root = read(folder)[Path(name).stem]
        assert root.findtext("segmented") == "1"
        with Image.open(Path(folder, "SegmentationClass", name)) as picture:
            mask = np.asarray(picture)
        assert mask.shape == (height, width)
        if col <= 2 < 9 <= col + width and row <= 3 < 8 <= row + height:
            # The first house lies on whole pixels.
            assert (mask[3 - row : 8 - row, 2 - col : 9 - col] == 1).all()
            assert not mask[3 - row, : 2 - col].any()


def test_masks_alone_are_enough_and_something_is_needed(
    export, objects, run_error, raster, split_tiles
):
    folder = export("VOC", MASK=objects, MASK_FIELD="class")
    assert all(root.find("object") is None for root in read(folder).values())
    message = run_error(
        "exporttiles",
        RASTER=raster,
        TILES=split_tiles,
        LAYOUT="VOC",
        FORMAT="PNG",
        OUTPUT="TEMPORARY_OUTPUT",
    )
    assert "VOC needs objects or masks; give OBJECTS or MASK" in message
