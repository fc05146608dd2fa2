"""Rasters that do not say where their pixels lie, and what helps."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

import numpy as np

from ..geometry.outlines import place_pixels
from ..message import Message

if TYPE_CHECKING:
    from rasterio.io import DatasetReader

    from .describe import RasterHeader

# Far beyond all that is on the Earth, in whatever unit; squares of such numbers still are numbers.
_FARTHEST = 1e12
# How many numbers that a computer knows lie within the side of a pixel: with fewer, places cannot
# be told to the thousandth of a pixel.
_LEAST_STEPS = 1000


def georeferencing_problem(dataset: DatasetReader | RasterHeader, name: str) -> Message | None:
    """Why pixels of a rasterio dataset cannot be placed on the map, as a sentence.

    Args:
        dataset: open for reading, or what it says of itself.
        name: what users call it.

    Returns:
        None when the dataset has a pixel grid: a transform from pixels to coordinates (origin: the
        upper left corner of the upper left pixel), or a coordinate system whose units are pixels.
    """
    wrong = _numbers_problem(dataset)
    if wrong:
        a, b, c, d, e, f = dataset.transform[:6]
        return Message(
            "{name} cannot be placed on the map: pixels of {width:g} x {height:g} at {x:g}, {y:g} "
            "{wrong}; correct its extent with Raster > Conversion > Translate, or with "
            "gdal_edit.py -a_ullr.",
            name=name,
            width=math.hypot(a, d),
            height=math.hypot(b, e),
            x=c,
            y=f,
            wrong=wrong,
        )
    if not dataset.transform.is_identity:
        return None
    points, _ = dataset.gcps
    if points:
        what = Message("{count} ground control points", count=len(points))
    elif dataset.rpcs:
        what = Message("rational polynomial coefficients (RPC)")
    elif dataset.crs is None:
        return Message(
            "{name} has no georeferencing; give it one with Layer > Georeferencer first.", name=name
        )
    else:
        return None
    return Message(
        "{name} has {what} but no pixel grid on the ground; make one first with Raster > "
        "Projections > Warp (Reproject), or with gdalwarp.",
        name=name,
        what=what,
    )


def _numbers_problem(dataset: DatasetReader | RasterHeader) -> Message | None:
    """What is wrong with the numbers of a transform, or None; see georeferencing_problem."""
    transform = dataset.transform[:6]
    a, b, _, d, e, _ = transform
    if not np.isfinite(transform).all():
        return Message("are no numbers")
    if a * e == b * d:
        return Message("have no area")
    corners = np.array([[0, 1, 0, 1], [0, 0, 1, 1]]) * [[dataset.width], [dataset.height]]
    places = np.abs(place_pixels(transform, *corners))
    if not places.max() <= _FARTHEST:
        return Message("lie farther away than any place")
    if not min(math.hypot(a, d), math.hypot(b, e)) >= _LEAST_STEPS * np.spacing(places.max()):
        return Message("are too small to be told apart there")
    return None
