"""Colours of classes."""

from __future__ import annotations

import colorsys

import numpy as np
import pytest

from tilewright.core.classes.colors import (
    PALETTE,
    class_color,
    class_colors,
    hex_color,
    make_colors,
)


def lab(color):
    """CIELAB over D65, by the formulas of CIE 15 and IEC 61966-2-1."""
    linear = [v / 12.92 if v <= 0.04045 else ((v + 0.055) / 1.055) ** 2.4 for v in color]
    rows = (0.4124, 0.3576, 0.1805), (0.2126, 0.7152, 0.0722), (0.0193, 0.1192, 0.9505)
    xyz = [sum(r * v for r, v in zip(row, linear)) for row in rows]
    f = [
        t ** (1 / 3) if t > (6 / 29) ** 3 else t / (3 * (6 / 29) ** 2) + 4 / 29
        for t in (v / w for v, w in zip(xyz, (0.9505, 1.0, 1.089)))
    ]
    return np.array([116 * f[1] - 16, 500 * (f[0] - f[1]), 200 * (f[1] - f[2])])


def least_distance(colors):
    places = np.array([lab([v / 255 for v in color]) for color in colors])
    away = np.linalg.norm(places[:, None] - places, axis=2)
    return away[np.triu_indices(len(colors), 1)].min()


def test_the_first_eight_are_the_safe_palette_and_more_begin_with_the_same():
    assert make_colors(8) == PALETTE
    assert make_colors(0) == ()
    longest = make_colors(70)
    assert len(longest) == 70
    for count in range(70):
        assert make_colors(count) == longest[:count]
        assert class_color(count) == longest[count]


@pytest.mark.parametrize(("count", "least"), [(8, 25), (16, 20), (24, 15), (60, 6)])
def test_colours_can_be_told_apart(count, least):
    # 2.3 is the least difference in CIELAB that people notice (Mahy et al., 1994).
    assert least_distance([*make_colors(count), (128, 128, 128)]) > least


def test_colours_are_neither_too_dark_nor_too_pale_for_a_line_on_imagery():
    for color in make_colors(60):
        assert all(isinstance(v, int) and 0 <= v <= 255 for v in color)
        assert lab([v / 255 for v in color])[0] > 25
    pale = [c for c in make_colors(60) if colorsys.rgb_to_hls(*(v / 255 for v in c))[1] > 0.97]
    assert pale == [(255, 255, 255)]


def test_colours_follow_the_sorted_names():
    found = class_colors(["water", "Vårbyg", "urban", "water"])
    assert found == {"Vårbyg": PALETTE[0], "urban": PALETTE[1], "water": PALETTE[2]}
    assert class_colors([]) == {}
    assert [hex_color(c) for c in PALETTE[:2]] == ["#e69f00", "#56b4e9"]


def test_colours_that_classes_bring_are_theirs_and_nothing_like_them_is_given_to_others():
    # The first colour of the palette is taken, the sixth nearly so.
    own = {"b": PALETTE[0], "x": (230, 85, 13), "no tile": PALETTE[1]}
    names = [*"abcdefg", "x"]
    colors = class_colors(names, own)
    assert list(colors) == sorted(names)
    assert (colors["b"], colors["x"]) == (PALETTE[0], (230, 85, 13))
    # What another class of the layer has on the map is not free.
    assert [colors[name] for name in "acde"] == [PALETTE[k] for k in (2, 3, 4, 7)]
    assert len(set(colors.values())) == len(names)
    assert class_colors(names) == dict(zip(sorted(names), PALETTE))


def test_when_all_colours_are_taken_there_are_others():
    own = {str(k): color for k, color in enumerate(PALETTE)}
    colors = class_colors([*own, "new", "newer"], own)
    assert len(set(colors.values())) == len(PALETTE) + 2
