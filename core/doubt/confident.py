"""Confident learning: which labels the predictions of a model speak against, and how loudly.

Northcutt, Jiang and Chuang, "Confident Learning: Estimating Uncertainty in Dataset Labels" (2021),
as the library cleanlab has it.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

# How much a probability may lie below the threshold of its class, as in cleanlab.
_SLACK = 1e-6


@dataclass(frozen=True)
class ConfidentLabels:
    """What N tiles of K classes come to.

    Attributes:
        doubt: float64 (N,): 0 (the given class is sure) to 1 (another is).
        likely: int64 (N,): the likeliest class.
        is_doubtful: bool (N,): counted beside the diagonal of the confident joint.
        thresholds: float64 (K,): mean probability of a class on the tiles that have it; NaN where
            none has.
        joint: int64 (K, K): confident tiles by given (rows) and likely class (columns).
    """

    doubt: np.ndarray
    likely: np.ndarray
    is_doubtful: np.ndarray
    thresholds: np.ndarray
    joint: np.ndarray


def judge_labels(labels: np.ndarray, probabilities: np.ndarray) -> ConfidentLabels:
    """Compare given classes with probabilities from models that have not seen these tiles.

    Args:
        labels: int64 (N,): given classes, 0 to K - 1. Nobody is confident of one that no tile has.
        probabilities: float64 (N, K): rows add up to 1.
    """
    count, classes = probabilities.shape
    every = np.arange(count)
    given = probabilities[every, labels]
    counts = np.bincount(labels, minlength=classes)
    sums = np.bincount(labels, given, classes)
    thresholds = np.divide(sums, counts, out=np.full(classes, np.nan), where=counts > 0)
    is_confident = probabilities >= thresholds - _SLACK
    likely = probabilities.argmax(axis=1)
    # Of several classes above their thresholds the likeliest counts; of none, no class does.
    guess = np.where(is_confident.sum(axis=1) > 1, likely, is_confident.argmax(axis=1))
    is_counted = is_confident.any(axis=1)
    joint = np.zeros((classes, classes), dtype=np.int64)
    np.add.at(joint, (labels[is_counted], guess[is_counted]), 1)
    others = probabilities.copy()
    others[every, labels] = -np.inf
    margin = given - others.max(axis=1)
    # A class below the given one's probability is no doubt, whatever the thresholds.
    is_doubtful = is_counted & (guess != labels) & (margin < 0)
    return ConfidentLabels((1 - margin) / 2, likely, is_doubtful, thresholds, joint)


def worst_first(doubt: np.ndarray) -> np.ndarray:
    """Int64 (N,): indices by falling doubt; equal ones keep their order."""
    return np.argsort(-doubt, kind="stable")
