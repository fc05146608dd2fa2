"""Classifying pixels with a model, the same whatever pixels are classified together."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from ..errors import CancelledError
from ..run.batches import never_cancelled
from .method import Predictor
from .methods import METHODS
from .model import ClassifierModel

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
