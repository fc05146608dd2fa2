"""Doubt and doubtful labels against what cleanlab said, and against plain loops.

tests/loaders asks cleanlab itself.
"""

import numpy as np
import pytest

from tilewright.core.doubt.confident import judge_labels, worst_first

# cleanlab 2.9.0 of the same inputs: ``find_label_issues(labels, probabilities,
# filter_by="confident_learning", return_indices_ranked_by="normalized_margin")``, the first ten of
# ``get_label_quality_scores(method="normalized_margin")`` by rank, and
# ``compute_confident_joint(calibrate=False)``.
CLEANLAB = {
    (0, 60, 3): (
        [16, 27, 14, 40, 21, 48, 49, 54],
        [16, 27, 14, 40, 21, 48, 36, 49, 54, 7],
        [[12, 1, 1], [2, 13, 1], [2, 1, 14]],
    ),
    (1, 80, 2): (
        [9, 67, 21, 55, 63, 77, 42],
        [9, 67, 21, 55, 26, 59, 63, 77, 51, 42],
        [[29, 4], [3, 22]],
    ),
    (2, 120, 5): (
        [51, 27, 38, 16, 1, 91, 108, 95, 29, 32, 56, 39, 113, 107, 33, 63, 15, 76, 3, 74, 88, 37],
        [51, 27, 38, 16, 1, 91, 108, 95, 29, 32],
        [[8, 2, 0, 0, 1], [0, 11, 0, 2, 2], [1, 1, 17, 1, 2], [1, 0, 1, 11, 2], [2, 2, 1, 1, 10]],
    ),
}


def noisy(seed, count, classes, sharpness=4.0):
    """Labels of which some are wrong, and probabilities that mostly know the true ones."""
    rng = np.random.default_rng(seed)
    true = rng.integers(0, classes, count)
    true[:classes] = np.arange(classes)
    logits = rng.normal(0, 1, (count, classes))
    logits[np.arange(count), true] += sharpness * rng.random(count)
    probabilities = np.exp(logits)
    probabilities /= probabilities.sum(axis=1, keepdims=True)
    labels = true.copy()
    wrong = rng.random(count) < 0.15
    wrong[:classes] = False
    labels[wrong] = rng.integers(0, classes, int(wrong.sum()))
    return labels, probabilities


def by_loops(labels, probabilities):
    """The confident joint as the paper has it."""
    classes = probabilities.shape[1]
    means = [
        np.mean([p[k] for p, y in zip(probabilities, labels) if y == k]) for k in range(classes)
    ]
    joint = [[0] * classes for _ in range(classes)]
    for p, y in zip(probabilities, labels):
        confident = [k for k in range(classes) if p[k] >= means[k] - 1e-6]
        if confident:
            joint[y][
                max(confident, key=lambda k: p[k]) if len(confident) > 1 else confident[0]
            ] += 1
    return means, joint


@pytest.mark.parametrize("seed, count, classes", CLEANLAB)
def test_the_same_labels_are_doubtful_in_the_same_order_as_in_cleanlab(seed, count, classes):
    labels, probabilities = noisy(seed, count, classes)
    issues, worst, joint = CLEANLAB[seed, count, classes]
    found = judge_labels(labels, probabilities)
    order = worst_first(found.doubt).tolist()
    assert [k for k in order if found.is_doubtful[k]] == issues
    assert order[:10] == worst
    # cleanlab has at least one on the diagonal.
    assert np.maximum(found.joint, np.eye(classes, dtype=int)).tolist() == joint


@pytest.mark.parametrize("seed", range(4))
def test_thresholds_and_joint_are_those_of_a_plain_loop(seed):
    labels, probabilities = noisy(seed, 150, 4, sharpness=2)
    means, joint = by_loops(labels, probabilities)
    found = judge_labels(labels, probabilities)
    np.testing.assert_allclose(found.thresholds, means, rtol=1e-12)
    assert found.joint.tolist() == joint


def test_doubt_goes_from_0_to_1_with_the_margin():
    probabilities = np.array([[1, 0], [0.5, 0.5], [0.2, 0.8], [0, 1.0], [0, 1.0]])
    found = judge_labels(np.array([0, 0, 0, 0, 1]), probabilities)
    assert found.doubt.tolist() == pytest.approx([0, 0.5, 0.8, 1, 0])
    assert worst_first(found.doubt).tolist() == [3, 2, 1, 0, 4]
    assert found.likely.tolist() == [0, 0, 1, 1, 1]
    assert found.is_doubtful.tolist() == [False, False, False, True, False]


def test_a_class_that_nobody_has_can_be_likely_but_is_never_counted():
    found = judge_labels(np.array([0, 0, 1]), np.array([[0.9, 0.1, 0], [0.1, 0, 0.9], [0, 1.0, 0]]))
    assert np.isnan(found.thresholds[2])
    assert found.likely.tolist() == [0, 2, 1]
    assert not found.is_doubtful.any() and found.joint[:, 2].sum() == 0
