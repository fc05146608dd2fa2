"""Which tiles are exported, and under which names."""

from __future__ import annotations

import re

import numpy as np
import pytest
from shapely.affinity import rotate
from shapely.geometry import box

from tilewright.core.dataset.plan import plan_dataset
from tilewright.core.errors import ExportError
from tilewright.core.export.options import ExportOptions
from tilewright.core.resampling.windows import windows_of_geometries
from tilewright.core.tiles.words import class_name

TRANSFORM = (10.0, 0.0, 500000.0, 0.0, -10.0, 4600000.0)


@pytest.fixture
def plan(open_source, make_table):
    """Plans windows or polygons (in pixels) on a raster of 40 x 30 pixels."""
    info = open_source(np.zeros((30, 40), np.uint8), name="scene.tif").info

    def run(tiles, label=None, split=None, naming="TILE_ID", is_resampled=False, /, **columns):
        table = make_table(tiles, TRANSFORM, **columns)
        places = windows_of_geometries(table.geometries, info.transform)
        return plan_dataset(
            table, places, info, "png", label, split, naming, is_resampled=is_resampled
        )

    return run


def pixels(*sides):
    """A box given in pixels as a polygon in coordinates."""
    left, top, right, bottom = sides
    return box(500000 + 10 * left, 4600000 - 10 * bottom, 500000 + 10 * right, 4600000 - 10 * top)


FOUR = [(0, 0, 10, 10), (10, 0, 10, 10), (20, 0, 10, 10), (30, 0, 10, 10)]


def files(planned):
    return planned.tiles["file"].tolist()


def test_tiles_stand_in_class_folders_in_the_order_of_their_names(plan):
    planned = plan(FOUR, "class", tile_id=list("dbca"), **{"class": ["x", "y", "x", "y"]})
    assert files(planned) == ["y/y_a.png", "y/y_b.png", "x/x_c.png", "x/x_d.png"]
    assert planned.places.windows[:, 0].tolist() == [30, 10, 20, 0]
    assert (planned.classes, planned.folders) == (("x", "y"), ("x", "y"))
    assert planned.tiles["label"].tolist() == ["y", "y", "x", "x"]


def test_without_labels_all_tiles_stand_in_images(plan):
    assert files(plan(FOUR[:2])) == ["images/t000001.png", "images/t000002.png"]
    assert files(plan(FOUR[:2], None, None, "SEQUENCE")) == [
        "images/tile_1.png",
        "images/tile_2.png",
    ]
    assert plan(FOUR[:2]).folders == ("images",)


def test_class_folders_are_the_same_in_every_split(plan):
    planned = plan(
        FOUR, "label", "split", label=["a", "b", "a", "c"], split=["train", "train", "val", "test"]
    )
    assert planned.folders == tuple(
        f"{split}/{name}" for split in ("train", "val", "test") for name in "abc"
    )
    assert files(planned)[2] == "val/a/a_t000003.png"


def test_splits_that_no_tile_has_get_no_folder(plan):
    planned = plan(FOUR[:2], None, "split", split=["test", "train"])
    assert planned.folders == ("train/images", "test/images")
    assert files(planned) == ["test/images/t000001.png", "train/images/t000002.png"]


def test_words_for_splits_are_understood(plan):
    words = ["Training", " VALID ", "validation", "testing"]
    planned = plan(FOUR, None, "part", part=words)
    assert planned.tiles["split"].tolist() == ["train", "val", "val", "test"]
    assert planned.tiles.find_field("part") is None


def test_other_words_for_splits_are_named(plan):
    with pytest.raises(ExportError, match="The split field holds fold1, fold2; it may hold train"):
        plan(FOUR[:3], None, "split", split=["fold2", "train", "fold1"])


def test_sequence_follows_the_names_within_a_class_across_splits(plan):
    planned = plan(
        FOUR,
        "label",
        "split",
        "SEQUENCE",
        tile_id=["d", "c", "b", "a"],
        label=["u", "u", "u", "n"],
        split=["train", "val", "train", "val"],
    )
    assert dict(zip(planned.tiles["tile_id"], files(planned))) == {
        "a": "val/n/n_1.png",
        "b": "train/u/u_1.png",
        "c": "val/u/u_2.png",
        "d": "train/u/u_3.png",
    }


def test_numbers_of_a_class_have_as_many_digits_as_their_count(plan):
    windows = [(k % 40, k // 40, 1, 1) for k in range(112)]
    labels = ["a"] * 100 + ["b"] * 10 + ["c"] * 2
    splits = ["train", "val"] * 56
    names = files(plan(windows, "label", "split", "SEQUENCE", label=labels, split=splits))
    assert names[:2] == ["train/a/a_001.png", "val/a/a_002.png"]
    assert names[99:101] == ["val/a/a_100.png", "train/b/b_01.png"]
    assert names[109:] == ["val/b/b_10.png", "train/c/c_1.png", "val/c/c_2.png"]
    # Lists of tiles are searched by parts of names.
    stems = [name.rpartition("/")[2].partition(".")[0] for name in names]
    assert not [(a, b) for a in stems for b in stems if a != b and a in b]
    alone = files(plan(windows[:10], None, None, "SEQUENCE"))
    assert (alone[0], alone[9]) == ("images/tile_01.png", "images/tile_10.png")


def test_class_folders_are_safe_and_true_names_stay(plan):
    names = ["Vårbyg", "a/b", "..", "CON"]
    planned = plan(FOUR, "label", label=names)
    assert planned.classes == ("..", "CON", "Vårbyg", "a/b")
    assert sorted(planned.folders) == ["%2E%2E", "%43ON", "Vårbyg", "a%2Fb"]
    assert files(planned)[1] == "a%2Fb/a%2Fb_t000002.png"
    assert planned.tiles["label"].tolist() == names


@pytest.mark.parametrize("name", ["train", "masks", "tiles.csv", "README.md"])
def test_class_named_as_something_of_the_dataset_gets_another_folder(plan, name):
    folder = plan(FOUR[:1], "label", label=[name]).folders[0]
    assert folder.casefold() != name.casefold()


def test_names_of_tiles_are_safe(plan):
    planned = plan(FOUR[:3], tile_id=["a/b", "../c", "con"])
    assert [f.split("/") for f in files(planned)] == [
        ["images", "%2E%2E%2Fc.png"],
        ["images", "a%2Fb.png"],
        ["images", "%63on.png"],
    ]
    assert planned.tiles["tile_id"].tolist() == ["../c", "a/b", "con"]


def test_tiles_without_names_are_numbered(plan):
    planned = plan(FOUR[:2], tile_id=False)
    assert planned.tiles["tile_id"].tolist() == ["t000001", "t000002"]


def test_tiles_without_label_or_split_are_skipped_with_the_reason(plan):
    planned = plan(
        [*FOUR, (100, 0, 10, 10)],
        "label",
        "split",
        label=["a", None, "  ", "a", "a"],
        split=["train", "train", "train", None, "val"],
    )
    assert files(planned) == ["train/a/a_t000001.png"]
    skipped = dict(zip(planned.skipped["tile_id"].tolist(), planned.skipped["reason"].tolist()))
    assert skipped == {
        "t000002": "no label",
        "t000003": "no label",
        "t000004": "no split",
        "t000005": "outside the raster",
    }


def test_no_tile_left_says_why(plan):
    with pytest.raises(ExportError, match="None of 3 tiles can be exported: 2 no label, 1 outside"):
        plan([*FOUR[:2], (90, 0, 9, 9)], "label", label=[None, None, "a"])
    with pytest.raises(ExportError, match="The tile layer has no tiles"):
        plan([])


def test_repeated_names_are_named(plan):
    with pytest.raises(ExportError, match="2 values of tile_id occur more than once: a, b; each"):
        plan([*FOUR, FOUR[0]], tile_id=["b", "a", "a", "b", "c"])
    with pytest.raises(ExportError, match="1 tile has no tile_id"):
        plan(FOUR[:2], tile_id=["a", None])


def test_missing_field_is_named(plan):
    with pytest.raises(ExportError, match="has no field 'klass'; it has tile_id, label"):
        plan(FOUR[:1], "klass", label=["a"])


def test_label_field_is_found_in_any_case_and_replaced_by_label(plan):
    planned = plan(FOUR[:2], "CLASS", **{"Class": ["a", "b"]})
    assert planned.classes == ("a", "b")
    assert planned.tiles.find_field("class") is None


@pytest.mark.parametrize(
    ("value", "name"),
    [(3, "3"), (3.0, "3"), (2.5, "2.5"), ("3.0", "3.0"), (None, None), (float("nan"), None)]
    + [("", None), (" \t", None), (" a ", " a "), (float("inf"), "inf"), (True, "True")],
)
def test_class_as_text(value, name):
    assert class_name(value) == name


WINDOW = ("col_off", "row_off", "width", "height")


def windows_as_columns(windows):
    return {name: [w[k] for w in windows] for k, name in enumerate(WINDOW)}


def test_tile_that_was_moved_from_its_window_is_an_error(plan):
    moved = [*FOUR[:3], (29, 0, 10, 10)]
    message = (
        "1 tile is not where its window fields say: t000004. t000004 has window "
        "30, 0, 10, 10, but its outline is at 29, 0, 10, 10."
    )
    with pytest.raises(ExportError, match=re.escape(message)):
        plan(moved, **windows_as_columns(FOUR))


def test_windows_of_another_raster_or_none_are_no_error(plan):
    other = [(x + 1000, y + 500, 20, 20) for x, y, _, _ in FOUR]
    assert len(plan(FOUR, **windows_as_columns(other)).tiles) == 4
    columns = windows_as_columns(FOUR)
    columns["col_off"] = [None, None, 20, 30]
    assert len(plan(FOUR, **columns).tiles) == 4


def test_tile_off_the_grid_is_an_error_with_the_distance(plan):
    tiles = [pixels(0, 0, 10, 10), pixels(10.25, 0, 20.25, 10), pixels(20.1, 0, 30.1, 10)]
    message = "2 of 3 tiles do not lie on the pixels of scene.tif: t000002 is off by 0.25 pixel"
    with pytest.raises(ExportError, match=re.escape(message)):
        plan(tiles)
    assert len(plan(tiles, None, None, "TILE_ID", True).tiles) == 3


def test_tile_that_is_no_rectangle_is_an_error(plan):
    tiles = [rotate(pixels(5, 5, 15, 15), 20)]
    with pytest.raises(ExportError, match="t000001 is not a rectangle of whole pixels"):
        plan(tiles)


def test_tile_over_the_edge_is_exported(plan):
    assert plan([(35, 25, 10, 10)]).places.windows.tolist() == [[35, 25, 10, 10]]


@pytest.mark.parametrize(
    ("options", "message"),
    [
        ({"scaling": "LOG"}, "SCALING is 'LOG'; choose one of PERCENTILE, STYLE"),
        ({"naming": "HASH"}, "NAMING is 'HASH'; choose one of TILE_ID, SEQUENCE"),
        ({"resampling": "LANCZOS"}, "RESAMPLING is 'LANCZOS'; choose one of NONE, NEAREST"),
        ({"fill": 256}, "FILL is 256; it is an 8-bit value from 0 to 255."),
        ({"pixels": 0, "resampling": "CUBIC"}, "PIXELS is 0; it must be at least 1."),
        ({"metres_per_pixel": 0.0}, "METERS_PER_PIXEL is 0; it must be more than 0."),
        ({"pixels": 64}, "PIXELS changes the pixels; say how with RESAMPLING: NEAREST"),
        ({"metres_per_pixel": 5}, "METERS_PER_PIXEL changes the pixels"),
        (
            {"pixels": 64, "metres_per_pixel": 5, "resampling": "CUBIC"},
            "PIXELS and METERS_PER_PIXEL exclude each other",
        ),
        ({"workers": 0}, "WORKERS is 0; it must be at least 1."),
    ],
)
def test_options_that_make_no_sense_are_refused(options, message):
    with pytest.raises(ExportError, match=re.escape(message)):
        ExportOptions(**options)
