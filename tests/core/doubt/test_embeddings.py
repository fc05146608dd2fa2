"""Embeddings by ONNX models, which are written here byte by byte."""

import numpy as np
import pytest

from tilewright.core.doubt.embeddings import OnnxEmbedder
from tilewright.core.errors import ModelError


def number(value):
    """A whole number as protocol buffers have it."""
    found = bytearray()
    while value > 127:
        found.append(value & 127 | 128)
        value >>= 7
    return bytes([*found, value])


def field(key, value):
    """A field of a message: a whole number, a text, or a message."""
    if isinstance(value, int):
        return number(key << 3) + number(value)
    value = value.encode() if isinstance(value, str) else value
    return number(key << 3 | 2) + number(len(value)) + value


def tensor(name, shape):
    """A value of floats; None or a text is a side that the model leaves open."""
    sides = b"".join(
        field(1, field(1, side) if isinstance(side, int) else field(2, side or "n"))
        for side in shape
    )
    return field(1, name) + field(2, field(1, field(1, 1) + field(2, sides)))


def write_model(path, operator, shape, out=("n", "c", 1, 1), inputs=1):
    """A model of one operator between ``x`` and ``y``."""
    names = ["x", "x2"][:inputs]
    node = b"".join(field(1, name) for name in names) + field(2, "y") + field(4, operator)
    graph = field(1, node) + field(2, "g")
    graph += b"".join(field(11, tensor(name, shape)) for name in names)
    graph += field(12, tensor("y", out))
    path.write_bytes(field(1, 7) + field(7, graph) + field(8, field(2, 13)))
    return str(path)


@pytest.fixture(autouse=True)
def runtime(optional_libraries):
    return pytest.importorskip("onnxruntime")


RNG = np.random.default_rng(4)
TILE = RNG.integers(0, 255, (3, 10, 14)).astype("uint8")
ALL = np.ones((10, 14), dtype=bool)


def test_means_of_bands_by_a_model_that_pools_them(tmp_path):
    path = write_model(tmp_path / "a.onnx", "GlobalAveragePool", ("n", 3, None, None))
    size = OnnxEmbedder(path, None, "NONE")
    assert size.size == 224
    assert size.embed(np.full((3, 10, 14), 7, dtype="uint8"), ALL).tolist() == [7, 7, 7]
    square = np.ascontiguousarray(TILE[:, :, :10])
    found = OnnxEmbedder(path, 10, "UNIT").embed(square, ALL[:, :10])
    np.testing.assert_allclose(found, square.mean(axis=(1, 2)) / 255, rtol=1e-5)
    found = OnnxEmbedder(path, 10, "IMAGENET").embed(square, ALL[:, :10])
    mean, std = np.array([0.485, 0.456, 0.406]), np.array([0.229, 0.224, 0.225])
    expected = (square.mean(axis=(1, 2)) / 255 - mean) / std
    np.testing.assert_allclose(found, expected, rtol=1e-4)


def test_maps_of_features_become_means_and_pixels_without_values_the_mean_of_the_others(tmp_path):
    path = write_model(tmp_path / "a.onnx", "Relu", (1, 3, 10, 10), (1, 3, 10, 10))
    embedder = OnnxEmbedder(path, None, "NONE")
    assert embedder.size == 10
    square, valid = TILE[:, :, :10].copy(), ALL[:, :10].copy()
    valid[2:5] = False
    found = embedder.embed(square, valid)
    np.testing.assert_allclose(found, square[:, valid].mean(axis=1), rtol=1e-5)


def test_models_whose_bands_come_last(tmp_path):
    path = write_model(tmp_path / "a.onnx", "Relu", (1, 10, 10, 3), (1, 10, 10, 3))
    square = np.ascontiguousarray(TILE[:, :, :10])
    found = OnnxEmbedder(path, None, "NONE").embed(square, ALL[:, :10])
    np.testing.assert_allclose(found, square.mean(axis=(1, 2)), rtol=1e-5)


def test_of_many_bands_red_green_and_blue_are_shown_and_one_is_shown_three_times(tmp_path):
    path = write_model(tmp_path / "a.onnx", "GlobalAveragePool", ("n", 3, None, None))
    five = np.stack([np.full((10, 10), k, dtype="uint8") for k in range(5)])
    whole = ALL[:, :10]
    assert OnnxEmbedder(path, 10, "NONE", (3, 1, 0)).embed(five, whole).tolist() == [3, 1, 0]
    assert OnnxEmbedder(path, 10, "NONE").embed(five[4:], whole).tolist() == [4, 4, 4]
    with pytest.raises(ModelError, match="takes images of 3 bands, and the tiles have 2"):
        OnnxEmbedder(path, 10, "NONE").embed(five[:2], whole)


def test_what_is_no_such_model_is_refused_with_a_sentence(tmp_path):
    broken = tmp_path / "broken.onnx"
    broken.write_bytes(b"no model")
    with pytest.raises(ModelError, match="cannot be opened as an ONNX model"):
        OnnxEmbedder(str(broken), None, "NONE")
    path = write_model(tmp_path / "two.onnx", "Add", ("n", 3, 8, 8), inputs=2)
    with pytest.raises(ModelError, match="does not take one image of float values"):
        OnnxEmbedder(path, None, "NONE")
    path = write_model(tmp_path / "fixed.onnx", "Relu", (1, 3, 8, 8), (1, 3, 8, 8))
    with pytest.raises(ModelError, match="MODEL_SIZE is 16, but MODEL fixed.onnx takes"):
        OnnxEmbedder(path, 16, "NONE")
    path = write_model(tmp_path / "wide.onnx", "Relu", (1, 3, 8, 9), (1, 3, 8, 9))
    with pytest.raises(ModelError, match="8 x 9 pixels, and tiles become square"):
        OnnxEmbedder(path, None, "NONE")
    path = write_model(tmp_path / "log.onnx", "Log", (1, 3, 8, 8), (1, 3, 8, 8))
    with pytest.raises(ModelError, match="values that are not finite"):
        OnnxEmbedder(path, None, "NONE").embed(np.zeros((3, 8, 8)), np.ones((8, 8), bool))


def test_without_the_runtime_a_sentence_says_how_to_get_it(tmp_path, monkeypatch):
    monkeypatch.setitem(__import__("sys").modules, "onnxruntime", None)
    with pytest.raises(ModelError, match="python3 -m pip install onnxruntime"):
        OnnxEmbedder(str(tmp_path / "a.onnx"), None, "NONE")
