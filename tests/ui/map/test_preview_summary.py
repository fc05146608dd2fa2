"""What a run will make, in a few lines."""

from tilewright.core.tiles.reasons import read_reason
from tilewright.ui.map.preview_summary import summarize, warn_of_classes


def test_tiles_and_reasons_are_counted():
    reasons = ["cloud mark", "cut by the edge (64 x 56 pixels)", "cut by the edge (3 x 64 pixels)"]
    kinds = [read_reason(reason).kind for reason in reasons]
    assert summarize(303, 689_000, kinds).splitlines() == [
        "Tiles: 303, about 689 kB",
        "Left out: 3",
        "    2: cut by the edge",
        "    1: cloud mark",
    ]
    assert summarize(1, 10, []) == "Tiles: 1, about 10 B"


def test_reasons_beyond_the_sixth_are_summed_up():
    kinds = [read_reason(f"reason {k}").kind for k in range(9) for _ in range(10 - k)]
    lines = summarize(0, 0, kinds).splitlines()
    assert lines[2:] == [f"    {10 - k}: reason {k}" for k in range(6)] + ["    9: other reasons"]


def test_one_class_alone_is_remarked():
    assert warn_of_classes({}, "") == ""
    assert warn_of_classes({"a": 1, "b": 2}, "") == ""
    assert warn_of_classes({"a": 1}, "a") == "All tiles are of one class: a."
    assert "Name a class for all other tiles" in warn_of_classes({"a": 1}, "")
