"""Trees by tables find the leaves that walking down the tree finds."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tilewright.core.errors import ModelError
from tilewright.core.trees import lookup_trees as flat_trees
from tilewright.core.trees.arrays import DecisionTrees
from tilewright.core.trees.lookup_trees import flatten_trees
from tilewright.core.trees.sklearn_trees import SklearnTrees, rebuild_trees


def random_trees(rng, count, bands, splits, thresholds):
    """Trees that grow at random leaves; thresholds come from a list, so that they repeat."""
    starts, columns = [0], [[], [], [], []]
    for _ in range(count):
        nodes = [[-1, 0.0, -1, -1]]
        for _ in range(splits):
            leaves = [k for k, node in enumerate(nodes) if node[2] < 0]
            leaf = leaves[rng.integers(len(leaves))]
            band, threshold = int(rng.integers(bands)), float(rng.choice(thresholds))
            nodes[leaf] = [band, threshold, len(nodes), len(nodes) + 1]
            nodes += [[-1, 0.0, -1, -1], [-1, 0.0, -1, -1]]
        for column, values in zip(columns, zip(*nodes)):
            column.extend(values)
        starts.append(starts[-1] + len(nodes))
    features, limits, lefts, rights = columns
    return DecisionTrees(
        np.array(starts), np.array(features, np.int32), np.array(limits),
        np.array(lefts, np.int32), np.array(rights, np.int32), np.zeros((starts[-1], 1)),
        rng.integers(0, 99, starts[-1]),
    )  # fmt: skip


def walk(trees, k, pixels):
    """The leaf of each pixel (bands, N), one after the other."""
    start, found = int(trees.starts[k]), []
    for pixel in pixels.T.tolist():
        node = 0
        while trees.lefts[start + node] >= 0:
            goes_left = pixel[trees.features[start + node]] <= trees.thresholds[start + node]
            node = int((trees.lefts if goes_left else trees.rights)[start + node])
        found.append(node)
    return found


def leaves_by_tables(trees, pixels):
    found = {}
    for batch in flatten_trees(trees, len(pixels)):
        codes = batch.encode(pixels)
        found.update({k: batch.leaves(k, codes).tolist() for k in batch.trees})
    assert sorted(found) == list(range(len(trees)))
    return [found[k] for k in range(len(trees))]


@given(st.integers(0, 10**6), st.integers(1, 5), st.integers(0, 40))
@settings(max_examples=60)
def test_tables_find_the_leaves_of_any_tree(seed, bands, splits):
    rng = np.random.default_rng(seed)
    trees = random_trees(rng, 3, bands, splits, np.round(rng.normal(size=6), 1))
    trees.check(bands)
    # Values on thresholds are the ones that go wrong.
    pixels = rng.choice(np.round(rng.normal(size=9), 1), size=(bands, 40))
    pixels[:, :10] = rng.choice(trees.thresholds, size=(bands, 10))
    assert leaves_by_tables(trees, pixels) == [walk(trees, k, pixels) for k in range(3)]


@pytest.mark.parametrize("limits", [(2, 2, 8192), (16, 3, 8192), (1 << 15, 1 << 12, 20)])
def test_small_tables_and_many_batches_change_nothing(monkeypatch, limits):
    for name, value in zip(("_FIRST_CELLS", "_NEXT_CELLS", "_MAX_RANGES"), limits):
        monkeypatch.setattr(flat_trees, name, value)
    rng = np.random.default_rng(1)
    trees = random_trees(rng, 6, 4, 60, rng.normal(size=500))
    pixels = rng.normal(size=(4, 300))
    assert leaves_by_tables(trees, pixels) == [walk(trees, k, pixels) for k in range(6)]


@pytest.mark.parametrize("dtype", ["uint8", "int8", "uint16", "int16", "int32", "float32"])
def test_every_type_of_pixel_is_compared_as_a_number(dtype):
    rng = np.random.default_rng(2)
    trees = random_trees(rng, 4, 2, 20, np.array([-40000.5, -3, -0.5, 0, 0.5, 17, 200, 40000]))
    if dtype.startswith("float"):
        pixels = rng.normal(scale=100, size=(2, 200)).astype(dtype)
    else:
        limits = np.iinfo(dtype)
        pixels = rng.integers(limits.min, limits.max, (2, 200), dtype=dtype, endpoint=True)
        pixels[:, :40] = rng.integers(0, 20, (2, 40))
        pixels[:, 40] = limits.min, limits.max
    assert leaves_by_tables(trees, pixels) == [walk(trees, k, pixels) for k in range(4)]


def test_trees_rebuilt_for_the_installed_library_find_the_same_leaves():
    rng = np.random.default_rng(3)
    trees = random_trees(rng, 5, 6, 300, rng.normal(size=400).astype(np.float32).astype(float))
    pixels = rng.normal(size=(6, 500)).astype(np.float32)
    rebuilt = SklearnTrees(rebuild_trees(trees, 6))
    codes = rebuilt.encode(pixels)
    by_library = [rebuilt.leaves(k, codes).tolist() for k in rebuilt.trees]
    assert by_library == leaves_by_tables(trees, pixels)
    assert by_library == [walk(trees, k, pixels) for k in range(5)]


TREE = {
    "starts": [0, 5],
    "features": [0, 1, -1, -1, -1],
    "thresholds": [0.5, 1.5, 0, 0, 0],
    "lefts": [1, 2, -1, -1, -1],
    "rights": [4, 3, -1, -1, -1],
    "values": [[0.0]] * 5,
    "samples": [9, 5, 2, 3, 4],
}


def tree_with(**changed):
    kinds = {"starts": np.int64, "thresholds": float, "values": float}
    return DecisionTrees(
        **{k: np.array(v, kinds.get(k, np.int32)) for k, v in {**TREE, **changed}.items()}
    )


def test_a_sound_tree_passes_and_is_followed_to_its_leaves():
    tree = tree_with()
    tree.check(2)
    # At most 0.5 goes left, and there at most 1.5 in the second band.
    pixels = np.array([[0.5, 0.0, 1.0, 0.6], [1.5, 2.0, 0.0, 9.0]])
    assert leaves_by_tables(tree, pixels) == [[2, 3, 4, 4]]


@pytest.mark.parametrize(
    "changed",
    [
        {"lefts": [1, 0, -1, -1, -1]},
        {"lefts": [1, 1, -1, -1, -1]},
        {"lefts": [0, 2, -1, -1, -1]},
        {"rights": [1, 3, -1, -1, -1]},
        {"rights": [4, 5, -1, -1, -1]},
        {"rights": [2_000_000_000, 3, -1, -1, -1]},
        {"lefts": [-2, 2, -1, -1, -1]},
        {"lefts": [-1, 2, -1, -1, -1], "rights": [-1, 3, -1, -1, -1]},
        {"features": [2, 1, -1, -1, -1]},
        {"features": [-1, 1, -1, -1, -1]},
        {"features": [0, 1, 0, -1, -1]},
        {"thresholds": [np.nan, 1.5, 0, 0, 0]},
        {"values": [[np.inf]] * 5},
        {"values": [[0.0]] * 4},
        {"values": [0.0] * 5},
        {"samples": [1, 2]},
        {"starts": [0, 6]},
        {"starts": [1, 5]},
        {"starts": [0, 2, 5]},
        {"starts": [0, 5, 5]},
        {"starts": [0, -1, 5]},
        {"starts": [0]},
        {"starts": []},
    ],
)
def test_what_is_no_tree_is_refused(changed):
    with pytest.raises(ModelError):
        tree_with(**changed).check(2)


def test_endless_depth_is_refused():
    count = 2401
    inner = np.arange(count) % 2 == 0
    inner[-1] = False
    places = np.arange(count)
    trees = DecisionTrees(
        np.array([0, count]), np.where(inner, 0, -1).astype(np.int32), np.zeros(count),
        np.where(inner, places + 1, -1).astype(np.int32),
        np.where(inner, places + 2, -1).astype(np.int32), np.zeros((count, 1)), places,
    )  # fmt: skip
    with pytest.raises(ModelError, match="1000 levels"):
        trees.check(1)
