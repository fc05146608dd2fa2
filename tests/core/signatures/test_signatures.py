"""Signatures and distances beside plain loops, closed forms and numbers of a simulation."""

from __future__ import annotations

import json
import math

import numpy as np
import pytest

from tilewright.core.classes.legend import LegendClass
from tilewright.core.signatures.report import write_report
from tilewright.core.signatures.separability import (
    jeffries_matusita,
    regularize,
    telling_bands,
)
from tilewright.core.signatures.signatures import (
    SignatureCounter,
    facts_of,
    near_pairs,
    table_of,
)

LEGEND = (
    LegendClass(1, "forest", (0, 100, 0)),
    LegendClass(4, "water", (0, 0, 200)),
    LegendClass(7, "town", (255, 255, 255)),
)


def normal(counts=(400, 300, 90), offset=0.0, bands=3):
    """Pixels of normal classes, whose bands go together."""
    rng = np.random.default_rng(11)
    mix = rng.normal(0, 1, (bands, bands))
    parts = [offset + 5 * k + rng.normal(0, 1 + k, (n, bands)) @ mix for k, n in enumerate(counts)]
    ids = np.repeat([c.id for c in LEGEND], counts)
    order = rng.permutation(len(ids))
    return np.concatenate(parts)[order], ids[order]


def count_in(values, ids, size, bands=("red", "green", "nir")):
    counter = SignatureCounter(bands, LEGEND)
    for start in range(0, len(ids), size):
        counter.add(values[start : start + size], ids[start : start + size])
    return counter.signatures()


@pytest.mark.parametrize("size", [1, 37, 10_000])
def test_means_and_covariances_are_those_of_numpy_whatever_the_batches(size):
    values, ids = normal(offset=1e6)
    found = count_in(values, ids, size)
    for k, c in enumerate(LEGEND):
        own = values[ids == c.id]
        assert found.counts[k] == len(own)
        assert found.means[k] == pytest.approx(own.mean(axis=0), rel=1e-12)
        assert found.covariances[k] == pytest.approx(np.cov(own.T), rel=1e-6)
        assert found.spreads[k] == pytest.approx(own.std(axis=0, ddof=1), rel=1e-6)
        assert np.array_equal(found.least[k], own.min(axis=0))
        assert np.array_equal(found.greatest[k], own.max(axis=0))
        assert {tuple(v) for v in found.shown[k]} <= {tuple(v) for v in own}
        assert len(found.shown[k]) == min(150, len(own))
    again = count_in(values, ids, 500)
    assert all(np.array_equal(a, b) for a, b in zip(found.shown, again.shown))


def distance_by_loops(m1, s1, m2, s2):
    """The formula with determinants and an inverse, term by term."""
    bands = len(m1)
    middle = [[(s1[i][j] + s2[i][j]) / 2 for j in range(bands)] for i in range(bands)]
    inverse = np.linalg.inv(np.array(middle))
    square = sum(
        (m1[i] - m2[i]) * inverse[i][j] * (m1[j] - m2[j])
        for i in range(bands) for j in range(bands)
    )  # fmt: skip
    ratio = np.linalg.det(middle) / math.sqrt(np.linalg.det(s1) * np.linalg.det(s2))
    return 2 * (1 - math.exp(-(square / 8 + math.log(ratio) / 2)))


def test_distances_are_those_of_the_formula():
    values, ids = normal()
    means = np.array([values[ids == c.id].mean(axis=0) for c in LEGEND])
    covariances = np.array([np.cov(values[ids == c.id].T) for c in LEGEND])
    found = jeffries_matusita(means, covariances)
    for i in range(3):
        assert found[i, i] == 0
        for j in range(3):
            if i != j:
                expected = distance_by_loops(means[i], covariances[i], means[j], covariances[j])
                assert found[i, j] == pytest.approx(expected, rel=1e-9)
    # Other units change nothing.
    units = np.array([1e-4, 1.0, 255.0])
    again = jeffries_matusita(means * units, covariances * np.outer(units, units))
    assert again == pytest.approx(found, rel=1e-9)


def test_two_normals_of_closed_form():
    """Of one spread B is d^2 / 8; of one mean it is ln((a + b) / (2 sqrt(ab))) / 2."""
    same = jeffries_matusita(np.array([[0.0], [3.0]]), np.full((2, 1, 1), 1.0))
    assert same[0, 1] == pytest.approx(2 * (1 - math.exp(-9 / 8)))
    spread = jeffries_matusita(np.zeros((2, 1)), np.array([[[1.0]], [[9.0]]]))
    assert spread[0, 1] == pytest.approx(2 * (1 - math.exp(-math.log(10 / 6) / 2)))
    equal = jeffries_matusita(np.zeros((2, 4)), np.array([np.eye(4)] * 2))
    assert equal[0, 1] == 0
    # By its integral, too: the squared distance of the roots of two densities.
    x = np.linspace(-30, 30, 200_001)
    density = [np.exp(-((x - m) ** 2) / (2 * v)) / math.sqrt(2 * math.pi * v) for m, v in
               ((0, 1), (2, 4))]  # fmt: skip
    integral = ((np.sqrt(density[0]) - np.sqrt(density[1])) ** 2).sum() * (x[1] - x[0])
    found = jeffries_matusita(np.array([[0.0], [2.0]]), np.array([[[1.0]], [[4.0]]]))
    assert found[0, 1] == pytest.approx(integral, rel=1e-6)


def test_regularized_covariances_can_be_inverted():
    values, ids = normal(counts=(400, 300, 2))
    found = count_in(values, ids, 1000)
    assert np.linalg.matrix_rank(found.covariances[2]) < 3
    regular = found.regular
    assert np.linalg.matrix_rank(regular[2]) == 3
    weights = np.maximum(found.counts - 1, 0)
    pooled = (weights[:, None, None] * found.covariances).sum(axis=0) / weights.sum()
    for k, n in enumerate(weights.tolist()):
        # Of many pixels it is the class's own.
        lent = 3 if n + 1 < 30 else 0
        expected = (n * found.covariances[k] + lent * pooled) / (n + lent)
        expected += 1e-6 * np.diag(np.diag(expected))
        assert regular[k] == pytest.approx(expected, rel=1e-9)
    assert np.isfinite(found.distances()).all()


def test_a_class_that_varies_much_does_not_blur_two_that_are_apart():
    rng = np.random.default_rng(5)
    middles, spreads, counts = (0.05, 0.06, 0.6), (0.005, 0.005, 0.25), (100, 100, 800)
    drawn = [rng.normal(m, s, (n, 8)) for m, s, n in zip(middles, spreads, counts)]
    means = np.array([pixels.mean(axis=0) for pixels in drawn])
    own = np.array([np.cov(pixels.T) for pixels in drawn])
    found = jeffries_matusita(means, regularize(counts, own))
    mean, apart = (own[0] + own[1]) / 2, means[0] - means[1]
    volume = np.linalg.det(mean) / np.sqrt(np.linalg.det(own[0]) * np.linalg.det(own[1]))
    distance = apart @ np.linalg.solve(mean, apart) / 8 + np.log(volume) / 2
    assert found[0, 1] == pytest.approx(2 * (1 - np.exp(-distance)), abs=1e-4)
    assert found[0, 1] > 1.9


def test_a_band_twice_and_a_constant_band_change_next_to_nothing():
    values, ids = normal()
    plain = count_in(values, ids, 1000).distances()
    twice = np.concatenate((values, values[:, :1], np.full((len(ids), 1), 7.0)), axis=1)
    found = count_in(twice, ids, 1000, ("a", "b", "c", "d", "e")).distances()
    assert found == pytest.approx(plain, abs=0.02)
    alone = regularize([1, 1], np.zeros((2, 2, 2)))
    assert jeffries_matusita(np.array([[0.0, 1], [1, 1]]), alone)[0, 1] == pytest.approx(2)


def test_the_two_bands_that_tell_most():
    rng = np.random.default_rng(2)
    means = np.zeros((3, 5))
    means[:, 1], means[:, 3] = (0, 4, 0), (0, 0, 4)
    covariances = np.array([np.eye(5)] * 3)
    assert telling_bands(means + rng.normal(0, 0.01, means.shape), covariances) == (1, 3)
    assert telling_bands(means[:, :1], covariances[:, :1, :1]) == (0, 0)


def test_page_numbers_and_table(tmp_path):
    values, ids = normal()
    values[ids == 4] = values[ids == 1][:300] + 0.01
    found = count_in(values, ids, 100)
    facts = facts_of(found)
    hardly, not_well = near_pairs(facts)
    assert [text.partition(" (")[0] for text in hardly] == ["forest / water"]
    distances = found.distances()
    assert facts["separability"]["pairs"][0]["distance"] == distances[0, 1] < 0.1
    write_report(found, facts, "foz.tif", tmp_path / "page.html")
    page = (tmp_path / "page.html").read_text("utf-8")
    assert "Hardly to be told apart by these bands (below 1.0): forest / water" in page
    assert page.count("<circle") == 3 * 3 + 150 + 150 + 90
    written = json.loads((tmp_path / "page.json").read_text("utf-8"))
    assert written == {"kind": "class signatures", **facts}
    columns, rows = table_of(facts)
    assert len(rows) == 9
    lines = (tmp_path / "page_table.csv").read_text("utf-8").splitlines()
    assert lines[0] == ",".join(columns)
    assert lines[1].startswith(f"forest,400,red,{facts['classes'][0]['mean'][0]}")


def test_classes_without_pixels_are_left_out():
    values, ids = normal()
    few = ids != 4
    found = count_in(values[few], ids[few], 50)
    assert [c.name for c in found.classes] == ["forest", "town"]
    assert len(facts_of(found)["separability"]["pairs"]) == 1
