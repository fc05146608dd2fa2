"""K-means: clusters that are numbered the same every time, and how many there might be."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import numpy as np

from ..classes.colors import make_colors
from ..classes.legend import LegendClass
from ..errors import CancelledError, ModelError
from ..hashing import hash_numbers
from .model import KMEANS, MAX_CLASSES, ClassifierModel
from .quality import brightness_order

# More samples than this are clustered in small batches.
LARGE = 100_000
_STARTS = 10
_BATCH = 4096
# For the curves of the report, where each number of clusters is tried.
_TRIED = 20_000
_PAIRED = 2_000
_MOST_TRIED = 10


def train_clusters(
    data,
    bands: Sequence[str],
    options,
    facts: dict,
    progress: Callable[[float], None],
    is_cancelled: Callable[[], bool],
    has_curves: bool = True,
) -> tuple[ClassifierModel, dict]:
    """Find clusters; they are numbered from 1 by ascending brightness (mean of the bands).

    ``has_curves`` tries other numbers of clusters as well, for the report; that is most of the
    work and leaves the model as it is.

    Raises:
        ModelError: there are fewer different samples than clusters.
    """
    count = options.clusters
    if not 2 <= count <= MAX_CLASSES:
        raise ModelError(
            "{CLASSES} is {count}; it is a number from 2 to {max_classes}.",
            count=count,
            max_classes=MAX_CLASSES,
        )
    values = np.asarray(data.values, dtype=np.float64)
    different = len(np.unique(values[: 50 * count], axis=0))
    if different < count and len(np.unique(values, axis=0)) < count:
        raise ModelError(
            "{CLASSES} asks for {count} clusters, but there are fewer different samples "
            "({different}); choose fewer.",
            count=count,
            different=different,
        )
    means, scales = np.zeros(len(bands)), np.ones(len(bands))
    if options.standardize:
        means, scales = values.mean(axis=0), values.std(axis=0)
        scales[scales == 0] = 1.0
    scaled = (values - means) / scales
    weights = data.weights(options.balance_images, False)
    curves = {}
    if has_curves:
        most = max(count, _MOST_TRIED)
        curves = _try_counts(scaled, most, options.seed, progress, is_cancelled)
    if is_cancelled():
        raise CancelledError
    fitted = _make(count, options.seed, len(scaled)).fit(scaled, sample_weight=weights)
    centres = fitted.cluster_centers_ * scales + means
    order = brightness_order(centres)
    colors = make_colors(count)
    legend = tuple(LegendClass(k + 1, f"cluster {k + 1}", colors[k]) for k in range(count))
    model = ClassifierModel(
        KMEANS,
        tuple(bands),
        legend,
        means=means,
        scales=scales,
        centres=fitted.cluster_centers_[order],
        facts=facts,
    )
    sizes = np.bincount(fitted.labels_, minlength=count)[order]
    progress(1.0)
    return model, {
        "classes": [{"id": c.id, "name": c.name, "color": c.color} for c in legend],
        "cluster_samples": sizes.tolist(),
        "centres": centres[order].tolist(),
        "inertia": float(fitted.inertia_),
        **curves,
    }


def _make(count: int, seed: int, samples: int):
    from sklearn.cluster import KMeans, MiniBatchKMeans

    if samples > LARGE:
        return MiniBatchKMeans(
            count, batch_size=_BATCH, n_init=_STARTS, random_state=seed, max_iter=100
        )
    return KMeans(count, n_init=_STARTS, random_state=seed)


def _try_counts(scaled, most: int, seed: int, progress, is_cancelled) -> dict:
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
