"""Model files: what is written comes back, and what was tampered with is refused unrun."""

import io
import json
import pickle
import struct
import zipfile
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from tilewright.core.classes.legend import LegendClass
from tilewright.core.classify.file import read_model, write_model
from tilewright.core.classify.forest import RANDOM_FOREST
from tilewright.core.classify.kmeans import KMEANS
from tilewright.core.classify.methods import check_model
from tilewright.core.classify.model import ClassifierModel
from tilewright.core.classify.predict import ClassPredictor
from tilewright.core.classify.scaled import KNN, SVM
from tilewright.core.errors import ModelError
from tilewright.core.trees.arrays import DecisionTrees
from tilewright.core.vectors.arrays import SampleVectors

DATA = Path(__file__).parent / "data"
LEGEND = (LegendClass(1, "Vårbyg", (1, 2, 3)), LegendClass(7, "a/b", (255, 0, 16)))
TREES = DecisionTrees(
    np.array([0, 3, 4]),
    np.array([0, -1, -1, -1], np.int32),
    np.array([0.5, 0, 0, 0]),
    np.array([1, -1, -1, -1], np.int32),
    np.array([2, -1, -1, -1], np.int32),
    np.array([[0, 0], [1, 0], [0.25, 0.75], [0.5, 0.5]]),
    np.array([3, 2, 1, 3], np.int32),
)
FOREST = ClassifierModel(
    RANDOM_FOREST, ("red", "nir"), LEGEND, TREES, facts={"samples": 3, "note": "é"}
)
CLUSTERS = ClassifierModel(
    KMEANS,
    ("red", "nir"),
    LEGEND,
    means=np.array([1.0, 2.0]),
    scales=np.array([1.0, 0.5]),
    centres=np.array([[0.0, 1.0], [3.0, 4.0]]),
)


VECTORS = SampleVectors(
    np.array([[0.0, 1.0], [1.0, 0.0], [2.0, 2.0]]),
    np.array([0, 1, 1]),
    np.array([[1.0], [-0.5], [-0.5]]),
    np.array([0.25]),
    np.array([0.5]),
)
MACHINE = ClassifierModel(
    SVM, ("red", "nir"), LEGEND, means=np.zeros(2), scales=np.ones(2), vectors=VECTORS
)
NEAR = replace(
    MACHINE,
    method=KNN,
    vectors=replace(
        VECTORS, weights=np.zeros((3, 0)), offsets=np.zeros(0), settings=np.array([3.0])
    ),
)


KINDS = pytest.mark.parametrize("model", [FOREST, CLUSTERS, MACHINE, NEAR], ids=lambda m: m.method)


@pytest.fixture
def written(tmp_path):
    path = tmp_path / "Môdel 1.npz"
    write_model(str(path), FOREST)
    return path


def members(path) -> dict[str, bytes]:
    with zipfile.ZipFile(path) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def rewrite(path, changed: dict):
    """The archive with some members replaced, or left out where None."""
    every = {**members(path), **changed}
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in every.items():
            if data is not None:
                archive.writestr(name, data)


def as_npy(array, **options) -> bytes:
    stream = io.BytesIO()
    np.save(stream, np.asarray(array), **options)
    return stream.getvalue()


@KINDS
def test_models_come_back_and_are_the_same_bytes_each_time(tmp_path, model):
    paths = [tmp_path / name for name in ("a.npz", "b.npz")]
    for path in paths:
        write_model(str(path), model)
    assert paths[0].read_bytes() == paths[1].read_bytes()
    found = read_model(str(paths[0]))
    for name in ("method", "bands", "legend", "facts"):
        assert getattr(found, name) == getattr(model, name)
    for name in ("outputs", "start", "means", "scales", "centres"):
        assert np.array_equal(getattr(found, name), getattr(model, name))
    for part in ("trees", "vectors"):
        own, read = getattr(model, part), getattr(found, part)
        assert (own is None) == (read is None)
        for name, array in vars(own).items() if own else ():
            assert np.array_equal(getattr(read, name), array)
            assert getattr(read, name).dtype == array.dtype
    assert sorted(p.name for p in tmp_path.iterdir()) == ["a.npz", "b.npz"]


def test_numpy_opens_the_file_without_unpickling(written):
    with np.load(written, allow_pickle=False) as arrays:
        assert np.array_equal(arrays["tree_values"], TREES.values)


def refused(path) -> str:
    with pytest.raises(ModelError) as caught:
        read_model(str(path))
    text = str(caught.value)
    assert text.startswith(path.name)
    assert text.count("\n") == 0
    return text


@KINDS
def test_every_truncation_is_refused(written, model):
    write_model(str(written), model)
    data = written.read_bytes()
    for size in {0, 1, 22, *range(30, len(data), 97), len(data) - 1}:
        written.write_bytes(data[:size])
        refused(written)


@KINDS
def test_flipped_bytes_are_refused_or_change_nothing_that_counts(written, model):
    write_model(str(written), model)
    data = written.read_bytes()
    rng = np.random.default_rng(0)
    outcomes = set()
    for place in rng.integers(0, len(data), 400).tolist():
        written.write_bytes(data[:place] + bytes([data[place] ^ 0x55]) + data[place + 1 :])
        try:
            found = read_model(str(written))
        except ModelError:
            outcomes.add("refused")
        else:
            outcomes.add("read")
            check_model(found)
    assert "refused" in outcomes


class Trap:
    """Runs when it is unpickled."""

    def __reduce__(self):
        return (pytest.fail, ("a member was unpickled",))


def test_pickles_are_never_opened(written):
    data = as_npy(np.array([Trap()], dtype=object), allow_pickle=True)
    rewrite(written, {"tree_values.npy": data})
    assert "tree_values in it is of another type" in refused(written)
    rewrite(written, {"tree_values.npy": pickle.dumps(Trap())})
    assert "tree_values in it is not in the format of arrays" in refused(written)
    written.write_bytes(pickle.dumps(Trap()))
    assert "not a Tilewright model, or it is damaged" in refused(written)


def header(text: str, version: bytes = b"\x01\x00") -> bytes:
    raw = text.encode("latin-1")
    return b"\x93NUMPY" + version + struct.pack("<H", len(raw)) + raw


@pytest.mark.parametrize(
    "data",
    [
        header("{'descr': '<f8', 'fortran_order': False, 'shape': (1000000000000, 2), }"),
        header("{'descr': '<f8', 'fortran_order': False, 'shape': (-1, 2), }") + bytes(16),
        header("{'descr': '<f8', 'fortran_order': False, 'shape': (True, 2), }"),
        header("{'descr': '<f8', 'fortran_order': True, 'shape': (4, 2), }") + bytes(64),
        header("{'descr': '|O', 'fortran_order': False, 'shape': (4, 2), }") + bytes(64),
        header("{'descr': '>f8', 'fortran_order': False, 'shape': (4, 2), }") + bytes(64),
        header("{'descr': '<f8', 'fortran_order': False, 'shape': 4, }"),
        header("__import__('os').abort()"),
        header("[" * 60000),
        header("{}"),
        header("'"),
        header("", b"\x02\x00"),
        b"",
        b"\x93NUMPY\x01\x00",
    ],
)
def test_headers_of_arrays_that_lie_are_refused(written, data):
    rewrite(written, {"tree_values.npy": data})
    assert "tree_values in it" in refused(written)


@pytest.mark.parametrize(
    ("name", "array", "text"),
    [
        ("tree_lefts", np.array([0, -1, -1, -1], "<i4"), "form a cycle"),
        ("tree_lefts", np.array([99, -1, -1, -1], "<i4"), "form a cycle"),
        ("tree_features", np.array([2, -1, -1, -1], "<i4"), "bands other than its 2"),
        ("tree_values", np.full((4, 2), np.nan), "not finite"),
        ("tree_values", np.full((4, 3), 0.5), "do not fit its classes"),
        ("tree_values", np.full((4, 2), -0.5), "do not fit its classes"),
        ("tree_starts", np.array([0, 3, 40], "<i8"), "do not fit together"),
        ("outputs", np.array([0, 1], "<i8"), "do not fit its classes"),
        ("start", np.array([np.inf]), "not finite"),
    ],
)
def test_arrays_that_do_not_fit_are_refused(written, name, array, text):
    rewrite(written, {f"{name}.npy": as_npy(array)})
    assert text in refused(written)


@pytest.mark.parametrize(
    ("model", "name", "array", "text"),
    [
        (MACHINE, "sample_values", np.zeros((3, 3)), "samples do not fit its bands"),
        (MACHINE, "sample_values", np.zeros((0, 2)), "samples do not fit its bands"),
        (MACHINE, "sample_values", np.full((3, 2), np.nan), "not finite"),
        (MACHINE, "sample_labels", np.array([0, 1, 2], "<i8"), "samples do not fit its bands"),
        (MACHINE, "sample_labels", np.array([0, -1, 1], "<i8"), "samples do not fit its bands"),
        (MACHINE, "sample_weights", np.zeros((3, 2)), "boundaries do not fit"),
        (MACHINE, "sample_weights", np.zeros((2, 1)), "samples do not fit its bands"),
        (MACHINE, "sample_offsets", np.zeros(3), "boundaries do not fit"),
        (MACHINE, "sample_settings", np.array([-1.0]), "boundaries do not fit"),
        (MACHINE, "sample_settings", np.zeros(2), "samples do not fit its bands"),
        (MACHINE, "sample_settings", None, "sample_settings.npy is missing"),
        (MACHINE, "scales", np.array([1.0, 0.0]), "scales of its bands"),
        (MACHINE, "means", np.zeros(3), "scales of its bands"),
        (NEAR, "sample_settings", np.array([4.0]), "number of neighbours"),
        (NEAR, "sample_settings", np.array([0.0]), "number of neighbours"),
        (NEAR, "sample_settings", np.array([1.5]), "number of neighbours"),
    ],
)
def test_samples_that_do_not_fit_are_refused(tmp_path, model, name, array, text):
    path = tmp_path / "m.npz"
    write_model(str(path), model)
    rewrite(path, {f"{name}.npy": None if array is None else as_npy(array)})
    assert text in refused(path)


@pytest.mark.parametrize("method", [SVM, KNN])
def test_a_model_of_another_method_without_samples_is_refused(written, method):
    rewrite(written, {"model.json": about(method=method)})
    assert "its samples are missing" in refused(written)


@pytest.mark.parametrize("model", [MACHINE, NEAR], ids=lambda m: m.method)
def test_more_samples_than_any_model_keeps_are_refused(tmp_path, model):
    many = {name: np.repeat(getattr(VECTORS, name), 9000, axis=0) for name in ("values", "labels")}
    weights = np.repeat(model.vectors.weights, 9000, axis=0)
    path = tmp_path / "m.npz"
    write_model(str(path), replace(model, vectors=replace(model.vectors, weights=weights, **many)))
    assert "samples do not fit its bands and classes" in refused(path)


def about(**changed) -> bytes:
    plain = {
        "format": "tilewright classifier",
        "version": 1,
        "method": RANDOM_FOREST,
        "bands": ["red", "nir"],
        "classes": [
            {"id": 1, "name": "a", "color": "#000000"},
            {"id": 2, "name": "b", "color": "#000001"},
        ],
        "facts": {},
    }
    return json.dumps({**plain, **changed}).encode()


ONE = {"id": 1, "name": "a", "color": "#000000"}


@pytest.mark.parametrize(
    ("data", "text"),
    [
        (None, "holds no model.json"),
        (b"", "not what it should be"),
        (b"\xff\xfe", "not what it should be"),
        (b"[" * 200_000, "not what it should be"),
        (b"[]", "not what it should be"),
        (about(format="other"), "of another kind"),
        (about(version=2), "version 2 and this Tilewright reads 1; update"),
        (about(method="OTHER"), "method is 'OTHER'"),
        (about(method=KMEANS), "cluster centres do not fit"),
        (about(bands=[]), "0 bands"),
        (about(bands=[3, 4]), "not what it should be"),
        (about(bands=["x" * 10_000, "y"]), "not what it should be"),
        (about(classes=[ONE, ONE]), "not different ones"),
        (about(classes=[ONE, {**ONE, "id": 0}]), "not different ones"),
        (about(classes=[ONE, {**ONE, "id": 10**9}]), "not different ones"),
        (about(classes=[ONE, {**ONE, "id": "2"}]), "not what it should be"),
        (about(classes=[ONE, {**ONE, "id": 2, "color": "red"}]), "not what it should be"),
        (about(classes=[ONE]), "do not fit its classes"),
        (about(facts=[]), "not what it should be"),
    ],
)
def test_descriptions_that_lie_are_refused(written, data, text):
    rewrite(written, {"model.json": data})
    assert text in refused(written)


def test_members_that_do_not_belong_are_refused(written):
    rewrite(written, {"../evil.py": b"x"})
    assert "files that do not belong" in refused(written)
    rewrite(written, {"../evil.py": None, "tree_lefts.npy": None})
    refused(written)


def test_a_bomb_is_refused_before_it_goes_off(written, monkeypatch):
    zeros = bytes(200 * 1024**2)
    rewrite(written, {"tree_values.npy": zeros})
    assert written.stat().st_size < 10**6
    monkeypatch.setattr(zipfile.ZipExtFile, "read", lambda *_: pytest.fail("it was unpacked"))
    assert "would unpack to" in refused(written)


def test_a_member_that_unpacks_to_more_than_it_claims_is_refused(written):
    data = written.read_bytes()
    size = len(members(written)["tree_values.npy"])
    # The directory at the end claims fewer bytes; so does the member's own head.
    name = b"tree_values.npy"
    for mark, at in ((b"PK\x03\x04", 22), (b"PK\x01\x02", 24)):
        start = data.index(name, 0 if mark[2] == 3 else data.index(b"PK\x01\x02"))
        head = data.rindex(mark, 0, start)
        assert struct.unpack("<I", data[head + at : head + at + 4])[0] == size
        data = data[: head + at] + struct.pack("<I", size - 8) + data[head + at + 4 :]
    written.write_bytes(data)
    refused(written)


def test_a_failed_write_leaves_the_earlier_model(written, monkeypatch):
    before = written.read_bytes()
    with pytest.raises(TypeError):
        write_model(str(written), replace(FOREST, facts={"x": object()}))
    assert written.read_bytes() == before
    assert [p.name for p in written.parent.iterdir()] == [written.name]


@pytest.mark.parametrize("name", ["forest", "boosting", "svm", "knn", "kmeans"])
def test_models_of_scikit_learn_1_2_say_the_same_with_any_other(name):
    """What its own predict said is stored; the installed library is not asked."""
    model = read_model(str(DATA / f"{name}_of_scikit_learn_1_2.npz"))
    assert model.facts["versions"]["scikit-learn"].startswith("1.2")
    with np.load(DATA / f"{name}_of_scikit_learn_1_2_found.npz", allow_pickle=False) as found:
        indices, shares = ClassPredictor(model).predict(found["pixels"], "shares" in found)
        assert len(np.unique(found["classes"])) == len(model.legend)
        assert np.array_equal(indices, found["classes"])
        if name == "boosting":
            assert np.allclose(shares, found["shares"], rtol=0, atol=1e-15)
        elif "shares" in found:
            assert np.array_equal(shares, found["shares"])
