"""The classes of what a map shows of a raster, without a file."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from ..errors import RasterError
from ..raster.source import FileRasterSource
from ..resampling.align import GridReader
from ..resampling.decimated import DecimatedSource
from ..resampling.grid import TargetGrid
from ..resampling.places import place_on
from ..resampling.resample import NEAREST, gdal_session
from ..resampling.warp import warp
from ..run.batches import never_cancelled
from .predict import ClassPredictor
from .raster import NODATA, PixelPainter, check_band_count


@dataclass(frozen=True)
class ClassifiedView:
    """What a map shows, classified.

    Attributes:
        grid: of the map's pixels.
        classes: uint16 (height, width), numbers of classes; 0 where the raster has no value.
        counts: the map's pixels by number of the class, without 0.
        factor: how many pixels of the raster lie between two that were classified.
    """

    grid: TargetGrid
    classes: np.ndarray
    counts: dict[int, int]
    factor: int


def classify_view(
    source: FileRasterSource,
    predictor: ClassPredictor,
    grid: TargetGrid,
    is_cancelled: Callable[[], bool] = never_cancelled,
) -> ClassifiedView:
    """Classify the pixels that a map shows.

    Where the map's pixels are coarser than the raster's, so many are classified as the map has;
    where they are finer, each of the raster's is classified once.

    Args:
        source: the raster, with the model's bands in the model's order.
        predictor: the model made ready.
        grid: of the map's pixels, in any coordinate system; turned maps have a turned grid.

    Raises:
        ModelError: the number of bands differs.
        RasterError: raster and map do not overlap.
        CancelledError: ``is_cancelled`` said so.
    """
    check_band_count(predictor.model, source.info)
    reader = GridReader(source, grid, NEAREST)
    # A hair more, as sizes of pixels are quotients.
    thinned = DecimatedSource(source, int(1 / reader.ratio + 1e-6))
    place = place_on(thinned.info, reader.grid)
    if place is None:
        raise RasterError("The map shows nothing of {name}; zoom to it.", name=source.info.name)
    painter = PixelPainter(thinned, predictor, predictor.model.legend, 0.0, False, is_cancelled)
    own = painter.paint(place.window)[0]
    shown = np.zeros((1, grid.height, grid.width), dtype=np.float32)
    with gdal_session():
        numbers = own[None].astype(np.float32)
        warp(numbers, shown, thinned.info, place.window, reader.grid, NEAREST)
    classes = shown[0].astype(np.uint16)
    found, counts = np.unique(classes, return_counts=True)
    by_number = {k: n for k, n in zip(found.tolist(), counts.tolist()) if k != NODATA}
    return ClassifiedView(grid, classes, by_number, thinned.factor)
