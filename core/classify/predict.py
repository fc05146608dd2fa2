"""Classifying pixels with a model, the same whatever pixels are classified together."""

from __future__ import annotations

import threading
from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np

from ..classes.legend import LegendClass
from ..errors import CancelledError, RasterError
from ..raster.source import RasterSource
from ..resampling.align import GridReader
from ..resampling.decimated import DecimatedSource
from ..resampling.grid import TargetGrid
from ..resampling.places import place_on
from ..resampling.resample import NEAREST, gdal_session
from ..resampling.warp import warp
from ..run.batches import never_cancelled
from ..samples.labelled import has_all_values
from .method import Predictor
from .methods import METHODS
from .model import ClassifierModel

NODATA = 0
# Pixels at once: few enough for a processor's cache, many enough for numpy.
_PIXELS = 1 << 15
_NUMBERS = 1 << 20


class ClassPredictor:
    """A model made ready; safe to use from several threads at once."""

    def __init__(self, model: ClassifierModel) -> None:
        self.model = model
        self._pixels = max(256, min(_PIXELS, _NUMBERS // (len(model.legend) + len(model.bands))))
        self.predictor: Predictor = METHODS[model.method].predictor(model)
        self._pixels = min(self._pixels, self.predictor.most_pixels or self._pixels)

    def predict(
        self,
        values: np.ndarray,
        with_probabilities: bool = False,
        is_cancelled: Callable[[], bool] = never_cancelled,
    ) -> tuple[np.ndarray, np.ndarray | None]:
        """Classify pixels that have a value in every band.

        Args:
            values: (bands, N), of the raster's type.
            with_probabilities: also say how likely each class is.
            is_cancelled: polled every 32768 pixels, or more often.

        Returns:
            int64 (N,): index of the class in the model's legend, the first where several are
            equally likely; and float64 (N, classes) or None.

        Raises:
            CancelledError: ``is_cancelled`` said so.
        """
        count = values.shape[1]
        found = np.empty(count, dtype=np.int64)
        likely = np.empty((count, len(self.model.legend))) if with_probabilities else None
        for start in range(0, count, self._pixels):
            if is_cancelled():
                raise CancelledError
            part = slice(start, start + self._pixels)
            pixels = values[:, part]
            if likely is None:
                found[part] = self.predictor.predict(pixels)
                continue
            likely[part] = self.predictor.probabilities(pixels)
            found[part] = likely[part].argmax(axis=1)
        return found, likely


class PixelPainter:
    """Classifies windows, in any thread, and counts what it finds."""

    def __init__(
        self,
        source: RasterSource,
        predictor: ClassPredictor,
        legend: Sequence[LegendClass],
        least: float,
        needs_likelihood: bool,
        is_cancelled: Callable[[], bool],
    ) -> None:
        self._source = source
        model = predictor.model
        self._predictor = predictor
        self._ids = np.array([c.id for c in model.legend])
        self._other = legend[-1].id
        self._least = least
        self._needs_likelihood = needs_likelihood
        self._is_cancelled = is_cancelled
        self._lock = threading.Lock()
        self.counts = np.zeros(max(c.id for c in legend) + 1, dtype=np.int64)
        bands, classes = len(model.bands), len(model.legend)
        self.pixel_bytes = 2 * bands * source.info.itemsize + 20
        if needs_likelihood:
            self.pixel_bytes += 16 * classes

    def paint(self, window: Sequence[int]) -> tuple[np.ndarray, ...]:
        """Class numbers (height, width), and float32 (classes, height, width) if asked for."""
        if self._is_cancelled():
            raise CancelledError
        values, valid = self._source.read(window)
        complete = has_all_values(self._source, values, valid)
        is_whole = complete.all()
        pixels = values.reshape(len(values), -1) if is_whole else values[:, complete]
        found, likely = self._predictor.predict(pixels, self._needs_likelihood, self._is_cancelled)
        numbers = self._ids[found]
        if likely is not None and self._least > 0:
            # Shares of trees are sums: 0.7 of them may be 0.7 less a rounding error.
            numbers[likely.max(axis=1) < self._least - 1e-9] = self._other
        classes = np.zeros(complete.shape, dtype=np.uint16)
        classes[complete] = numbers
        counts = np.bincount(classes.reshape(-1), minlength=len(self.counts))
        with self._lock:
            self.counts += counts
        if likely is None:
            return (classes,)
        shares = np.full((likely.shape[1], *complete.shape), np.nan, dtype=np.float32)
        shares[:, complete] = likely.T
        return classes, shares


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
    source: RasterSource,
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
        RasterError: raster and map do not overlap.
        CancelledError: ``is_cancelled`` said so.
    """
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
