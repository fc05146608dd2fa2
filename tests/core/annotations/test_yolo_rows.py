"""Rows of label files read back as what was on the tile."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tilewright.core.annotations.yolo_rows import label_rows
from tilewright.core.layouts.label_folder import yaml_text
from tilewright.core.objects.tile_object import TileObject


def square(left, top, right, bottom):
    return np.array([(left, top), (right, top), (right, bottom), (left, bottom)], dtype=float)


def made(*parts, class_id=1, whole=None):
    return TileObject("1", class_id, tuple(parts), 1.0, 1.0, False, whole=whole)


def rows_of(objects, shape, width=16, height=16, numbers=None):
    return label_rows([objects], shape, numbers or {1: 0, 2: 1}, (width, height))[0]


@st.composite
def spans(draw):
    """A length in pixels, and two places on it in thousandths of a pixel."""
    length = draw(st.integers(10, 12000))
    low = draw(st.integers(0, length * 1000 - 1))
    high = draw(st.integers(low + 1, length * 1000))
    low, high = draw(st.sampled_from([(low, high), (0, high), (low, length * 1000)]))
    return length, low / 1000, high / 1000


@given(across=spans(), down=spans())
def test_boxes_read_back_lie_on_the_tile_and_where_they_were(across, down):
    (width, left, right), (height, top, bottom) = across, down
    (row,) = rows_of([made([square(left, top, right, bottom)])], "BOX", width, height)
    texts = row.split()
    assert texts[0] == "0" and len(texts) == 5
    lengths = np.array((width, height))
    for kind, near in ((np.float64, 1e-3), (np.float32, 2e-3)):
        middle, size = np.array(texts[1:], dtype=kind).reshape(2, 2)
        # As a reader adds them, in its own precision.
        low, high = middle - size / 2, middle + size / 2
        assert low.dtype == kind
        assert (size > 0).all()
        assert (low >= 0).all() and (high <= 1).all()
        assert np.abs(low * lengths - (left, top)).max() < near
        assert np.abs(high * lengths - (right, bottom)).max() < near


@given(
    st.integers(10, 12000),
    st.integers(10, 12000),
    st.lists(st.tuples(st.floats(0, 1), st.floats(0, 1)), min_size=3, max_size=9, unique=True),
)
def test_outlines_read_back_lie_on_the_tile_and_where_they_were(width, height, points):
    ring = np.round(np.array(points) * (width, height), 3)
    (row,) = rows_of([made([ring])], "POLYGON", width, height)
    found = np.array(row.split()[1:], dtype=float).reshape(-1, 2)
    assert found.min() >= 0 and found.max() <= 1
    assert np.abs(found * (width, height) - ring).max() < 1e-3
    assert "e" not in row


def test_numbers_are_plain_and_short():
    rows = rows_of([made([square(0, 4, 16, 8)]), made([square(4, 4, 8, 8)], class_id=2)], "BOX")
    assert rows == ["0 0.5 0.375 1 0.25", "1 0.375 0.375 0.25 0.25"]
    assert rows_of([made([square(0, 0, 16, 8)])], "POLYGON") == ["0 0 0 1 0 1 0.5 0 0.5"]


def test_each_part_is_a_row_and_a_hole_is_cut_out():
    shell, hole = square(0, 0, 8, 8), square(2, 2, 4, 4)
    rows = rows_of([made([shell, hole], [square(10, 10, 12, 14)])], "POLYGON")
    areas = []
    for row in rows:
        x, y = np.array(row.split()[1:], dtype=float).reshape(-1, 2).T * 16
        areas.append(abs(x @ np.roll(y, -1) - y @ np.roll(x, -1)) / 2)
    assert areas == pytest.approx([60, 8])


def test_a_box_holds_all_parts_of_an_object():
    (row,) = rows_of([made([square(0, 0, 4, 4)], [square(8, 8, 16, 12)])], "BOX")
    assert row == "0 0.5 0.375 1 0.75"


def test_equal_rows_are_written_once():
    twice = [made([square(0, 0, 4, 4)]), made([square(0, 0, 4, 4)])]
    assert len(rows_of(twice, "BOX")) == 1
    assert len(rows_of([*twice, made([square(0, 0, 4, 4)], class_id=2)], "BOX")) == 2
    halves = [np.array([(0, 0), (4, 0), (0, 4)]), np.array([(4, 0), (4, 4), (0, 4)])]
    assert len(rows_of([made([half]) for half in halves], "POLYGON")) == 2
    assert len(rows_of([made([half]) for half in halves], "BOX")) == 1


def test_corners_beyond_the_tile_lie_on_its_edge():
    whole = np.array([(-4, 4), (4, -4), (12, 4), (4, 12)], dtype=float)
    (row,) = rows_of([made([square(0, 0, 8, 8)], whole=whole)], "ORIENTED_BOX")
    assert row == "0 0 0.25 0.25 0 0.75 0.25 0.25 0.75"


def test_a_rectangle_with_all_corners_beyond_becomes_that_of_the_piece():
    # Clamped it would be a line from corner to corner.
    whole = np.array([(-9, -9), (-5, -5), (30, 30), (26, 26)], dtype=float)
    (row,) = rows_of([made([square(2, 3, 8, 9)], whole=whole)], "ORIENTED_BOX")
    assert row == "0 0.125 0.1875 0.5 0.1875 0.5 0.5625 0.125 0.5625"


@given(st.text(max_size=12))
def test_names_are_what_yaml_reads(text):
    yaml = pytest.importorskip("yaml")
    usual = text.encode("utf-8", "ignore").decode("utf-8")
    assert yaml.safe_load(yaml_text(usual)) == usual
