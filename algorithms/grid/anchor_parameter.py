"""A place where tiles over a raster have a corner: its parameter, and the pixel it stands for."""

from __future__ import annotations

import math

import numpy as np
from qgis.core import QgsProcessingParameterPoint

from ...core.geometry.outlines import pixel_coordinates
from ...core.raster.info import RasterInfo
from ..base.algorithm import TilewrightAlgorithm
from ..base.values import Values
from ..base.words import tr
from ..rasters.source import RasterInput

ANCHOR = "ANCHOR"
# Of pixels: coordinates that are written with fewer digits still are those of a corner.
_DIGITS = 6


def add_anchor_parameter(alg: TilewrightAlgorithm) -> None:
    """Where tiles have a corner."""
    alg.add(
        QgsProcessingParameterPoint(ANCHOR, tr("Corner of a tile"), optional=True),
        "Over a raster: a place, on it or not, where a corner of tiles lies or would lie if the "
        "grid went on there; it is moved to the nearest corner of a pixel, so that tiles are whole "
        "pixels still. Rasters on one pixel grid get the same tiles with the same place, as "
        "DeepSatData (Tarasiou and Zafeiriou, 2021) has them. Empty: the raster's upper left "
        "corner.",
        advanced=True,
    )


def read_anchor(
    values: Values, raster: RasterInput, info: RasterInfo, step: tuple[int, int]
) -> tuple[int, int]:
    """Column and row of a corner of tiles, and a line of the log; (0, 0) where none is asked for.

    Args:
        values: of the algorithm.
        raster: the raster.
        info: of it.
        step: pixels from one tile to the next, across and down.

    Raises:
        ParameterError: the place has none in the raster's coordinate system.
    """
    if not values.has(ANCHOR) or not values.is_given(ANCHOR):
        return 0, 0
    point = values.point(ANCHOR, raster.crs)
    place = np.round(pixel_coordinates(np.array([[point.x(), point.y()]]), info.transform), _DIGITS)
    # Steps away are the same tiles; so far no raster reaches.
    col, row = (math.floor(v + 0.5) % max(1, n) for v, n in zip(place[0].tolist(), step))
    off = np.abs(place[0] - np.floor(place[0] + 0.5)).max()
    values.info(
        "The first whole tile begins at column {col} and row {row} of {name}, {off:.3g} pixels "
        "from where {ANCHOR} puts it.",
        col=col,
        row=row,
        name=raster.name,
        off=float(off),
    )
    return col, row
