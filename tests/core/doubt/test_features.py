"""Features of tiles against plain loops."""

import numpy as np

from tilewright.core.doubt.features import tile_features

BAND = 19  # numbers a band


def test_numbers_of_a_band_are_those_of_a_plain_loop():
    values = np.random.default_rng(1).integers(0, 255, (2, 12, 9)).astype("uint8")
    valid = np.ones((12, 9), dtype=bool)
    valid[3, 4] = valid[0, 0] = False
    found = tile_features(values, valid)
    assert len(found) == 2 * BAND + 5
    band = values[0].astype(float)
    plain = [band[r, c] for r in range(12) for c in range(9) if valid[r, c]]
    expected = [np.mean(plain), np.std(plain)]
    expected += [np.percentile(plain, q) for q in (2, 10, 25, 50, 75, 90, 98)]
    np.testing.assert_allclose(found[:9], expected)
    steep, across, down = [], [], []
    for r in range(12):
        for c in range(9):
            right = c < 8 and valid[r, c] and valid[r, c + 1]
            below = r < 11 and valid[r, c] and valid[r + 1, c]
            across += [abs(band[r, c + 1] - band[r, c])] if right else []
            down += [abs(band[r + 1, c] - band[r, c])] if below else []
            if right and below:
                steep.append(np.hypot(band[r, c + 1] - band[r, c], band[r + 1, c] - band[r, c]))
    expected = [np.mean(steep), np.std(steep), np.percentile(steep, 90), np.mean(across)]
    np.testing.assert_allclose(found[9:14], [*expected, np.mean(down)])
    ratios = [
        (a - b) / (a + b) if a + b else 0.0
        for a, b in zip(values[0][valid].astype(float), values[1][valid].astype(float))
    ]
    expected = [np.mean(ratios), np.std(ratios), *np.percentile(ratios, (10, 50, 90))]
    np.testing.assert_allclose(found[-5:], expected)


def test_coarse_texture_is_that_of_means_of_4_by_4_pixels():
    values = np.zeros((1, 8, 9))
    values[0, :4, 4:8] = 16
    values[0, 4:, :4] = 32
    # The checks within a cell cancel out, and the ninth column is in no cell.
    values[0, ::2, ::2] += 1
    found = tile_features(values, np.ones((8, 9), dtype=bool))
    steep = np.hypot(16, 32)
    np.testing.assert_allclose(found[14:], [steep, 0, steep, 24, 24])


def test_tiles_without_pixels_or_with_one_have_numbers_as_well():
    nothing = tile_features(np.ones((3, 8, 8)), np.zeros((8, 8), dtype=bool))
    assert nothing.shape == (3 * BAND + 15,) and not nothing.any()
    one = tile_features(np.full((1, 1, 1), 7, dtype="uint16"), np.ones((1, 1), dtype=bool))
    assert np.isfinite(one).all() and one[0] == 7


def test_of_many_bands_only_neighbours_are_compared():
    assert len(tile_features(np.ones((6, 4, 4)), np.ones((4, 4), bool))) == 6 * BAND + 15 * 5
    assert len(tile_features(np.ones((7, 4, 4)), np.ones((4, 4), bool))) == 7 * BAND + 6 * 5
