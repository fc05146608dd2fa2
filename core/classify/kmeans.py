"""K-means: clusters that are numbered the same every time, and how many there might be."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np

from ..classes.colors import make_colors
from ..classes.legend import LegendClass
from ..errors import CancelledError, ModelError
from ..hashing import hash_numbers
from ..samples.quality import brightness_order
from .method import Method, Predictor, TrainingJob
from .model import MAX_CLASSES, ClassifierModel

# More samples than this are clustered in small batches.
LARGE = 100_000
_STARTS = 10
_BATCH = 4096
# For the curves of the report, where each number of clusters is tried.
_TRIED = 20_000
_PAIRED = 2_000
_MOST_TRIED = 10


KMEANS = "KMEANS"


class KMeansClusters(Method):
    """Clusters of similar pixels, numbered from 1 by ascending brightness (mean of the bands)."""

    name = KMEANS
    title = "K-means clusters"
    help = "clusters of similar pixels, without labels; in small batches above 100000 samples."
    needs_labels = False
    has_probabilities = False

    def train(self, job: TrainingJob) -> tuple[ClassifierModel, dict[str, Any]]:
        """Find clusters.

        The job's curves try other numbers of clusters as well, for the report; that is most of the
        work and leaves the model as it is.
        """
        data, bands, options = job.data, job.bands, job.options
        count = options.clusters
        values = np.asarray(data.values, dtype=np.float64)
        _check_count(count, values)
        means, scales = np.zeros(len(bands)), np.ones(len(bands))
        if options.standardize:
            means, scales = values.mean(axis=0), values.std(axis=0)
            scales[scales == 0] = 1.0
        scaled = (values - means) / scales
        weights = data.weights(options.balance_images, False)
        curves = {}
        if job.has_curves:
            most = max(count, _MOST_TRIED)
            curves = _try_counts(scaled, most, options.seed, job.progress, job.is_cancelled)
        if job.is_cancelled():
            raise CancelledError
        fitted = _make(count, options.seed, len(scaled)).fit(scaled, sample_weight=weights)
        centres = fitted.cluster_centers_ * scales + means
        order = brightness_order(centres)
        colors = make_colors(count)
        legend = tuple(LegendClass(k + 1, f"cluster {k + 1}", colors[k]) for k in range(count))
        model = ClassifierModel(
            self.name,
            tuple(bands),
            legend,
            means=means,
            scales=scales,
            centres=fitted.cluster_centers_[order],
            facts=job.facts,
        )
        sizes = np.bincount(fitted.labels_, minlength=count)[order]
        job.progress(1.0)
        return model, {
            "classes": [{"id": c.id, "name": c.name, "color": c.color} for c in legend],
            "cluster_samples": sizes.tolist(),
            "centres": centres[order].tolist(),
            "inertia": float(fitted.inertia_),
            **curves,
        }

    def check(self, model: ClassifierModel) -> None:
        """Make sure that each class has a centre."""
        count, bands = len(model.legend), len(model.bands)
        if (
            model.centres.shape != (count, bands)
            or model.means.shape != (bands,)
            or model.scales.shape != (bands,)
            or not (model.scales > 0).all()
            or model.trees is not None
        ):
            raise ModelError("its cluster centres do not fit its bands and classes")

    def predictor(self, model: ClassifierModel) -> NearestCentre:
        """The nearest centre."""
        return NearestCentre(model)


class NearestCentre(Predictor):
    """Gives pixels the class of the nearest centre."""

    def __init__(self, model: ClassifierModel) -> None:
        self._model = model

    def predict(self, values: np.ndarray) -> np.ndarray:
        """See ``Predictor``."""
        # Band by band, so that rounding is the same whatever the number of pixels.
        model = self._model
        best, found = None, np.zeros(values.shape[1], dtype=np.int64)
        scaled = (values.astype(np.float64) - model.means[:, None]) / model.scales[:, None]
        for k, centre in enumerate(model.centres):
            distance = np.zeros(values.shape[1])
            for band, place in zip(scaled, centre):
                distance += (band - place) ** 2
            if best is None:
                best = distance
                continue
            is_nearer = distance < best
            found[is_nearer] = k
            best = np.minimum(best, distance)
        return found


def _check_count(count: int, values: np.ndarray) -> None:
    if not 2 <= count <= MAX_CLASSES:
        raise ModelError(
            "{CLASSES} is {count}; it is a number from 2 to {max_classes}.",
            count=count,
            max_classes=MAX_CLASSES,
        )
    different = len(np.unique(values[: 50 * count], axis=0))
    if different < count and len(np.unique(values, axis=0)) < count:
        raise ModelError(
            "{CLASSES} asks for {count} clusters, but there are fewer different samples "
            "({different}); choose fewer.",
            count=count,
            different=different,
        )


def _make(count: int, seed: int, samples: int) -> Any:
    from sklearn.cluster import KMeans, MiniBatchKMeans

    if samples > LARGE:
        return MiniBatchKMeans(
            count, batch_size=_BATCH, n_init=_STARTS, random_state=seed, max_iter=100
        )
    return KMeans(count, n_init=_STARTS, random_state=seed)


def _try_counts(
    scaled: np.ndarray,
    most: int,
    seed: int,
    progress: Callable[[float], None],
    is_cancelled: Callable[[], bool],
) -> dict[str, Any]:
    """Inertia and silhouette for 2 and more clusters, of a sample.

    Inertia (sum of squared distances) bends where further clusters help little; the silhouette
    (Rousseeuw, 1987) is highest where clusters are farthest apart for their size.
    """
    from sklearn.metrics import silhouette_score

    ranks = np.argsort(hash_numbers(seed, np.arange(len(scaled))), kind="stable")
    some = scaled[np.sort(ranks[:_TRIED])]
    few = np.linspace(0, len(some) - 1, min(len(some), _PAIRED)).astype(int)
    most = min(most, 2 * _MOST_TRIED, len(np.unique(some, axis=0)) - 1)
    tried, inertias, silhouettes = [], [], []
    for count in range(2, most + 1):
        if is_cancelled():
            raise CancelledError
        fitted = _make(count, seed, len(some)).set_params(n_init=3).fit(some)
        labels = fitted.labels_[few]
        tried.append(count)
        inertias.append(float(fitted.inertia_))
        is_split = 1 < len(np.unique(labels)) < len(labels)
        silhouettes.append(float(silhouette_score(some[few], labels)) if is_split else None)
        progress(0.8 * count / most)
    return {"tried": tried, "tried_inertia": inertias, "silhouette": silhouettes}
