"""Accuracies and areas: printed examples, plain loops, intervals that hold what they promise."""

from __future__ import annotations

import numpy as np
import pytest

from tilewright.core.assess.estimate import assess, check_strata, weigh
from tilewright.core.errors import LayerError

# Olofsson et al., Remote Sensing of Environment 148 (2014), tables 8 and 9 and section 5.2:
# deforestation, forest gain, stable forest, stable non-forest; pixels of 30 m.
OLOFSSON = np.array([[66, 0, 5, 4], [0, 55, 8, 12], [1, 0, 153, 11], [2, 1, 9, 313]])
OLOFSSON_HECTARES = np.array([200_000, 150_000, 3_200_000, 6_450_000]) * 0.09
# Stehman, International Journal of Remote Sensing 35 (2014), table 2: stratum, map, reference.
STEHMAN = (
    "AAA AAA AAA AAA AAA AAC AAB ABA ABB ABC BAA BBB BBB BBB BBB BBB BBA BBA BBB BBB "
    "CCC CCC CCC CCC CCC CCD CCD CBB CBB CBA DDD DDD DDD DDD DDD DDD DDD DDC DDC DDB"
)
# As the paper has them, map and reference of the third stratum.
THIRD = "CBC CBC CBB CBA CCC CCC CCC CCD CCD CCB"


def diagonal(matrix):
    """The counts of a sample whose strata are the map's classes."""
    counts = np.zeros((len(matrix), *matrix.shape), dtype=np.int64)
    for k, row in enumerate(matrix):
        counts[k, k] = row
    return counts


def half(figure, factor=1.0):
    """Half of the 95 % interval, as printed."""
    return 1.96 * figure.error * factor


def test_areas_of_the_worked_example_of_olofsson():
    found = assess(diagonal(OLOFSSON), OLOFSSON_HECTARES)
    whole = OLOFSSON_HECTARES.sum()
    areas = [(round(f.value * whole), round(half(f, whole))) for f in found.areas]
    assert areas == [(21158, 6158), (11686, 3756), (285770, 15510), (581386, 16282)]


def test_accuracies_of_the_worked_example_of_olofsson():
    found = assess(diagonal(OLOFSSON), OLOFSSON_HECTARES)
    printed = [(round(f.value, 2), round(half(f), 2)) for f in found.users]
    assert printed == [(0.88, 0.07), (0.73, 0.10), (0.93, 0.04), (0.96, 0.02)]
    assert [round(f.value, 2) for f in found.producers] == [0.75, 0.85, 0.93, 0.96]
    # The paper prints 0.23 for the second and 0.01 for the last, which its equation 7 denies.
    assert [round(half(f), 2) for f in found.producers] == [0.21, 0.25, 0.03, 0.02]
    assert (round(found.overall.value, 2), round(half(found.overall), 2)) == (0.95, 0.02)
    assert np.array_equal(found.counts, OLOFSSON)


def test_equation_7_of_olofsson_is_the_producers_error():
    pixels = OLOFSSON_HECTARES / 0.09
    rows = OLOFSSON.sum(axis=1)
    shares = OLOFSSON / rows[:, None]
    found = assess(diagonal(OLOFSSON), OLOFSSON_HECTARES)
    for j in range(4):
        total = (pixels * shares[:, j]).sum()
        users = shares[j, j]
        producers = pixels[j] * users / total
        square = pixels[j] ** 2 * (1 - producers) ** 2 * users * (1 - users) / (rows[j] - 1)
        for i in range(4):
            if i != j:
                p = shares[i, j]
                square += producers**2 * pixels[i] ** 2 * p * (1 - p) / (rows[i] - 1)
        assert found.producers[j].error == pytest.approx(square**0.5 / total, rel=1e-12)


def stehman_counts():
    units = STEHMAN.split()
    counts = np.zeros((4, 4, 4), dtype=np.int64)
    for unit in [*units[:20], *THIRD.split(), *units[30:]]:
        counts[tuple("ABCD".index(letter) for letter in unit)] += 1
    return counts


def test_example_of_stehman_whose_strata_are_no_classes():
    found = assess(stehman_counts(), np.array([40_000, 30_000, 20_000, 10_000]))
    assert (round(found.overall.value, 2), round(found.overall.error, 3)) == (0.63, 0.085)
    users = found.users[1]
    assert (round(users.value, 3), round(users.error, 3)) == (0.574, 0.125)


def plain_ratio(units, areas, upper, lower):
    """Equations 2, 25, 27 and 28 of Stehman (2014), unit by unit."""
    above = below = 0.0
    for h, own in enumerate(units):
        above += areas[h] * sum(upper(m, r) for m, r in own) / len(own)
        below += areas[h] * sum(lower(m, r) for m, r in own) / len(own)
    ratio = above / below
    square = 0.0
    for h, own in enumerate(units):
        y, x = [upper(m, r) for m, r in own], [lower(m, r) for m, r in own]
        n, my, mx = len(own), sum(y) / len(own), sum(x) / len(own)
        syy = sum((v - my) ** 2 for v in y) / (n - 1)
        sxx = sum((v - mx) ** 2 for v in x) / (n - 1)
        sxy = sum((v - my) * (w - mx) for v, w in zip(y, x)) / (n - 1)
        square += areas[h] ** 2 * (syy + ratio**2 * sxx - 2 * ratio * sxy) / n
    return ratio, square**0.5 / below


@pytest.mark.parametrize("seed", range(3))
def test_all_figures_are_those_of_a_loop_over_the_units(seed):
    rng = np.random.default_rng(seed)
    units = [[tuple(p) for p in rng.integers(0, 3, (n, 2)).tolist()] for n in (12, 30, 7, 9)]
    areas = np.array([5.0, 1.5, 20.0, 3.25])
    counts = np.zeros((4, 3, 3), dtype=np.int64)
    for h, own in enumerate(units):
        for m, r in own:
            counts[h, m, r] += 1
    found = assess(counts, areas)

    def same(figure, upper, lower=lambda m, r: 1):
        value, error = plain_ratio(units, areas, upper, lower)
        assert (figure.value, figure.error) == pytest.approx((value, error), rel=1e-9)

    same(found.overall, lambda m, r: int(m == r))
    for own in range(3):
        same(found.areas[own], lambda m, r, k=own: int(r == k))
        same(found.mapped[own], lambda m, r, k=own: int(m == k))
        both = lambda m, r, k=own: int(m == r == k)  # noqa: E731
        same(found.users[own], both, lambda m, r, k=own: int(m == k))
        same(found.producers[own], both, lambda m, r, k=own: int(r == k))
        twice = lambda m, r, k=own: 2 * (m == r == k)  # noqa: E731
        same(found.f1[own], twice, lambda m, r, k=own: (m == k) + (r == k))
    shares = found.shares
    users, producers = found.users[0].value, found.producers[0].value
    assert found.f1[0].value == pytest.approx(2 / (1 / users + 1 / producers))
    chance = shares.sum(axis=0) @ shares.sum(axis=1)
    assert found.kappa == pytest.approx((np.trace(shares) - chance) / (1 - chance))


def test_intervals_of_1000_maps_hold_the_truth():
    """Of overall accuracy, areas and accuracies, 93 to 97 of 100 intervals that say 95 %."""
    rng = np.random.default_rng(5)
    areas = np.array([0.1, 0.2, 0.7])
    truth = np.array([[0.8, 0.15, 0.05], [0.1, 0.75, 0.15], [0.04, 0.06, 0.9]])
    shares = areas[:, None] * truth
    maps = 1000
    counts = np.zeros((maps, 3, 3, 3), dtype=np.int64)
    for k, n in enumerate((150, 150, 400)):
        counts[:, k, k] = rng.multinomial(n, truth[k], size=maps)
    everything, eye = np.ones((3, 3)), np.eye(3)
    quantities = [(eye, everything, np.trace(shares))]
    for k in range(3):
        both, mapped, true = np.zeros((3, 3)), np.zeros((3, 3)), np.zeros((3, 3))
        both[k, k], mapped[k], true[:, k] = 1, 1, 1
        quantities += [
            (true, everything, shares[:, k].sum()),
            (both, mapped, shares[k, k] / shares[k].sum()),
            (both, true, shares[k, k] / shares[:, k].sum()),
        ]
    for upper, lower, real in quantities:
        value, error = weigh(counts, np.broadcast_to(areas, (maps, 3)), upper, lower)
        held = np.abs(value - real) <= 1.959964 * error
        assert 0.93 <= held.mean() <= 0.97
        # And they are in the right place.
        assert value.mean() == pytest.approx(real, abs=4 * error.mean() / maps**0.5)


def test_a_reference_of_everything_has_no_error():
    counts = diagonal(np.array([[30, 10], [4, 56]]))
    ground = counts * 2.5
    whole = ground.sum(axis=(1, 2))
    # The ground of a stratum is summed elsewhere, in another order.
    for areas in (whole, np.nextafter(whole, np.inf), np.nextafter(whole, 0)):
        found = assess(counts, areas, ground=ground)
        assert [f.value for f in found.areas] == pytest.approx([0.34, 0.66])
        assert found.areas[0].error == found.overall.error == 0
    # Half of it: the error is that of a sample, times the root of one half.
    half_of_it = assess(counts, 2 * ground.sum(axis=(1, 2)), ground=ground)
    sample = assess(counts, ground.sum(axis=(1, 2)))
    assert half_of_it.overall.error == pytest.approx(sample.overall.error * 0.5**0.5)


def test_pixels_count_by_their_ground():
    counts = diagonal(np.array([[2, 2], [0, 4]]))
    ground = counts.astype(float)
    ground[0, 0] = (1.0, 3.0)
    found = assess(counts, ground.sum(axis=(1, 2)), ground=ground)
    assert [f.value for f in found.areas] == pytest.approx([1 / 8, 7 / 8])


def test_what_nothing_is_known_of_is_none():
    counts = diagonal(np.array([[5, 0, 0], [1, 6, 0], [0, 0, 0]]))
    found = assess(counts, np.array([10.0, 20.0, 0.0]))
    assert found.users[2].value is None
    assert found.producers[2].error is None
    assert found.areas[2].value == 0
    assert found.areas[2].low == found.areas[2].high == 0


def test_strata_without_enough_points_are_told():
    counts = diagonal(np.array([[5, 0, 0], [0, 1, 0], [0, 0, 0]]))
    names, areas = ("forest", "water", "urban"), np.array([9.0, 9.0, 0.0])
    with pytest.raises(LayerError) as caught:
        check_strata(names, counts, areas)
    assert str(caught.value) == (
        "The stratum water has only 1 point with a reference class; standard errors need 2 or "
        "more. Add points there, or join classes with CLASS_MAP if points had the same chance in "
        "all of them."
    )
    with pytest.raises(LayerError, match=r"need 2 or more\. Add points there\.$"):
        check_strata(names, counts, areas, can_join=False)
    with pytest.raises(LayerError) as caught:
        check_strata(names, counts - counts, areas)
    assert str(caught.value).startswith(
        "The stratum forest has no point with a reference class (1 more lacks points); each"
    )
