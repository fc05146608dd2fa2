"""Squares of classes, for modules that name CLASSES; and what tests of this folder share else."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

sys.path.append(str(Path(__file__).parent))


@pytest.fixture
def image(make_raster, request):
    """Path of an image with a tile for each of the module's classes."""
    from class_squares import image_below

    return image_below(make_raster, len(request.module.CLASSES))


@pytest.fixture
def labels(make_layer, request):
    """A square of one tile a class, in the order of CLASSES from west to east."""
    from class_squares import layer_of

    return layer_of(make_layer, request.module.CLASSES)
