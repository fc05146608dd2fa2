"""Doubtful labels are those of cleanlab, in its order."""

import importlib.util
import sys
from pathlib import Path

import cleanlab
import numpy as np
import pytest

SOURCE = Path(__file__).resolve().parents[2] / "core" / "doubt" / "confident.py"


@pytest.fixture(scope="module")
def confident():
    """The module by itself: it needs nothing but numpy."""
    spec = importlib.util.spec_from_file_location("confident", SOURCE)
    module = sys.modules["confident"] = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def noisy(seed, count, classes):
    """Labels of which some are wrong, and probabilities that mostly know the true ones."""
    rng = np.random.default_rng(seed)
    true = rng.integers(0, classes, count)
    true[:classes] = np.arange(classes)
    logits = rng.normal(0, 1, (count, classes))
    logits[np.arange(count), true] += 4 * rng.random(count)
    probabilities = np.exp(logits)
    probabilities /= probabilities.sum(axis=1, keepdims=True)
    labels = true.copy()
    wrong = rng.random(count) < 0.15
    wrong[:classes] = False
    labels[wrong] = rng.integers(0, classes, int(wrong.sum()))
    return labels, probabilities


@pytest.mark.parametrize("classes", [2, 3, 7, 20])
@pytest.mark.parametrize("seed", range(5))
def test_doubt_order_and_confident_joint_are_those_of_cleanlab(confident, seed, classes):
    labels, probabilities = noisy(seed, 500, classes)
    found = confident.judge_labels(labels, probabilities)
    scores = cleanlab.rank.get_label_quality_scores(
        labels, probabilities, method="normalized_margin"
    )
    np.testing.assert_allclose(found.doubt, 1 - scores, atol=1e-12)
    issues = cleanlab.filter.find_label_issues(
        labels,
        probabilities,
        filter_by="confident_learning",
        return_indices_ranked_by="normalized_margin",
        n_jobs=1,
    )
    order = confident.worst_first(found.doubt).tolist()
    assert [k for k in order if found.is_doubtful[k]] == issues.tolist()
    joint = cleanlab.count.compute_confident_joint(labels, probabilities, calibrate=False)
    # cleanlab has at least one on the diagonal.
    assert np.maximum(found.joint, np.eye(classes, dtype=int)).tolist() == joint.tolist()
