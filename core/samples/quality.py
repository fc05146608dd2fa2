"""How good a classifier is on samples that it has not seen."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import numpy as np

from ..classes.legend import LegendClass
from ..hashing import hash_numbers


def confusion_matrix(truth: np.ndarray, found: np.ndarray, count: int) -> np.ndarray:
    """int64 (classes, classes): how many samples of the class of the row went to the column's."""
    cells = np.bincount(truth * count + found, minlength=count * count)
    return cells.reshape(count, count)


def scores_of_matrix(matrix: np.ndarray) -> dict[str, Any]:
    """Accuracy, Cohen's kappa, and precision, recall and F1 a class; None where nothing counts.

    F1 is the harmonic mean of precision (user's accuracy) and recall (producer's accuracy).
    """
    total, right = int(matrix.sum()), np.diag(matrix)
    rows, cols = matrix.sum(axis=1), matrix.sum(axis=0)
    if not total:
        return {"accuracy": None, "kappa": None, "classes": [], "macro_f1": None}
    accuracy = float(right.sum() / total)
    chance = float((rows * cols).sum() / total**2)
    classes = [
        {
            "samples": int(rows[k]),
            "precision": float(right[k] / cols[k]) if cols[k] else None,
            "recall": float(right[k] / rows[k]) if rows[k] else None,
            "f1": float(2 * right[k] / (rows[k] + cols[k])) if rows[k] else None,
        }
        for k in range(len(matrix))
    ]
    known = [c["f1"] for c in classes if c["f1"] is not None]
    return {
        "accuracy": accuracy,
        "kappa": (accuracy - chance) / (1 - chance) if chance < 1 else None,
        "macro_f1": float(np.mean(known)) if known else None,
        "classes": classes,
    }


def permutation_importance(
    predict: Callable[[np.ndarray], np.ndarray],
    values: np.ndarray,
    truth: np.ndarray,
    found: np.ndarray,
    seed: int,
) -> list[int]:
    """How many more samples go wrong when the values of one band are shuffled, for each band.

    Breiman, "Random Forests" (2001), section 10. May be negative by chance.

    Args:
        predict: (N, bands) to class indices.
        values: (N, bands) held-out samples.
        truth, found: their true classes, and those predicted.
    """
    right = int((truth == found).sum())
    lost = []
    for band in range(values.shape[1]):
        order = np.argsort(hash_numbers(seed + band, np.arange(len(values))), kind="stable")
        shuffled = values.copy()
        shuffled[:, band] = values[order, band]
        lost.append(right - int((predict(shuffled) == truth).sum()))
    return lost


def brightness_order(centres: np.ndarray) -> np.ndarray:
    """Order of clusters by ascending brightness, the mean of the bands; then by first bands.

    Args:
        centres: float64 (clusters, bands) in the image's own units.
    """
    rounded = np.round(centres.mean(axis=1), 9)
    return np.lexsort((*centres.T[::-1], rounded))


def names_of(indices: Sequence[int], legend: Sequence[LegendClass]) -> list[str]:
    """Names of classes by index."""
    return [legend[k].name for k in indices]
