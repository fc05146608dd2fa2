"""Classifying what QGIS's map shows."""

from __future__ import annotations

import time
from contextlib import closing
from dataclasses import dataclass

from qgis.core import QgsCoordinateReferenceSystem, QgsMapSettings, QgsProcessingFeedback

from ...core.classify.predict import ClassifiedView, classify_view
from ...core.classify.raster import check_band_count
from ...core.errors import RasterError
from ...core.resampling.grid import TargetGrid
from ..rasters.index_parameters import open_indexed
from .train_preview import TrainedPreview

# More pixels than most maps have; of larger maps every second along each side, or fewer.
MOST_PIXELS = 1_500_000


@dataclass(frozen=True)
class ViewPreview:
    """The classes of a map, and how long finding them took."""

    trained: TrainedPreview
    view: ClassifiedView
    seconds: float


def grid_of_map(settings: QgsMapSettings) -> TargetGrid:
    """The pixels of a map, or fewer where it has very many; turned where it is.

    Raises:
        RasterError: the map shows no place.
    """
    size = settings.outputSize()
    to_map, is_possible = settings.mapToPixel().transform().inverted()
    if size.isEmpty() or not is_possible:
        raise RasterError("The map shows no place; zoom to the image.")
    preferred = QgsCoordinateReferenceSystem.WktVariant.WKT_PREFERRED
    grid = TargetGrid(
        settings.destinationCrs().toWkt(preferred),
        (
            to_map.m11(),
            to_map.m21(),
            to_map.dx(),
            to_map.m12(),
            to_map.m22(),
            to_map.dy(),
        ),
        size.width(),
        size.height(),
    )
    factor = 1
    while grid.width * grid.height > MOST_PIXELS * factor**2:
        factor += 1
    return grid.coarser(factor)


def classify_map(
    trained: TrainedPreview, grid: TargetGrid, feedback: QgsProcessingFeedback
) -> ViewPreview:
    """Classify a map's pixels; in any thread.

    Raises:
        TilewrightError: see classify_view.
        CancelledError: the feedback said so.
    """
    begin = time.perf_counter()
    with closing(
        open_indexed(trained.raster, trained.bands, trained.nodata, trained.request)
    ) as source:
        check_band_count(trained.model, source.info)
        view = classify_view(source, trained.predictor, grid, feedback.isCanceled)
    return ViewPreview(trained, view, time.perf_counter() - begin)
