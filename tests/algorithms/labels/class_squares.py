"""Squares of one tile each, side by side, from west to east."""

from __future__ import annotations

import numpy as np

# Pixels, of 10 m each.
SIDE = 16


def layer_of(make_layer, names):
    """A layer with a square of each class."""
    return make_layer([(square(k), {"class": name}) for k, name in enumerate(names)])


def image_below(make_raster, count):
    """Path of an image of three bands, which that many squares cover."""
    shape = 3, SIDE, SIDE * count
    return make_raster(np.arange(1, 1 + np.prod(shape), dtype="uint16").reshape(shape))


def square(k):
    """Outline, as well-known text, of the square at a place from 0."""
    left, right = 500000 + 160 * k, 500160 + 160 * k
    return (
        f"POLYGON(({left} 4599840,{right} 4599840,{right} 4600000,{left} 4600000,{left} 4599840))"
    )
