"""Review Labels finds labels that were changed on purpose, and says what it cannot judge."""

from __future__ import annotations

import csv
import json
import shutil

import numpy as np
import pytest


def part(field: int, *values: bytes) -> bytes:
    """A field of a protobuf message with a length, as the format of ONNX models has them."""
    content = b"".join(values)
    return bytes([field << 3 | 2, len(content)]) + content


def number(field: int, value: int) -> bytes:
    """A field of a protobuf message with a small number."""
    return bytes([field << 3, value])


def tensor(field: int, name: bytes, *sides: bytes | int) -> bytes:
    """What an ONNX graph says of an input or output of 32-bit numbers."""
    dims = [part(1, number(1, s) if isinstance(s, int) else part(2, s)) for s in sides]
    return part(field, part(1, name), part(2, part(1, number(1, 1), part(2, *dims))))


def pooling_model() -> bytes:
    """An ONNX model whose features are the means of three bands."""
    node = part(1, part(1, b"x"), part(2, b"y"), part(4, b"GlobalAveragePool"))
    ends = tensor(11, b"x", b"n", 3, b"n", b"n") + tensor(12, b"y", b"n", b"c", 1, 1)
    return number(1, 7) + part(7, node, part(2, b"g"), ends) + part(8, number(2, 13))


@pytest.fixture(scope="module")
def foz(qgis, examples, tmp_path_factory):
    """The example as a dataset: 247 tiles non_urban and 56 urban."""
    import processing

    foz = examples / "foz"
    folder = tmp_path_factory.mktemp("foz") / "dataset"
    parameters = {
        "RASTER": str(foz / "foz.tif"),
        "NODATA": 0,
        "MIN_VALID": 100,
        "TILE_SIZE": 64,
        "LABELS": str(foz / "urban.geojson"),
        "LABEL_FIELD": "class",
        "OTHER_LABEL": "non_urban",
        "CLOUDS": str(foz / "leave_out.geojson"),
        "OUTPUT": str(folder),
    }
    processing.run("tilewright:builddataset", parameters)
    return folder


@pytest.fixture
def few_trees(monkeypatch):
    """Where it does not matter how well labels are judged."""
    from tilewright.core.doubt import predict

    monkeypatch.setattr(predict, "_TREES", 20)


@pytest.fixture
def relabel(foz, tmp_path):
    """The example with other values in tiles.csv, which ``change`` makes of its rows."""

    def make(change):
        folder = tmp_path / "dataset"
        shutil.copytree(foz, folder)
        with (folder / "tiles.csv").open(newline="", encoding="utf-8") as file:
            rows = list(csv.DictReader(file))
        change(rows)
        with (folder / "tiles.csv").open("w", newline="", encoding="utf-8") as file:
            table = csv.DictWriter(file, rows[0], lineterminator="\n")
            table.writeheader()
            table.writerows(rows)
        return folder

    return make


def flip(rows, seed):
    """Give one label in ten the other class; returns the ids of these tiles."""
    chosen = np.random.default_rng(seed).choice(len(rows), round(len(rows) / 10), replace=False)
    for k in chosen.tolist():
        rows[k]["label"] = "urban" if rows[k]["label"] == "non_urban" else "non_urban"
    return {rows[k]["tile_id"] for k in chosen.tolist()}


@pytest.mark.parametrize("seed", [0, 1])
def test_flipped_labels_of_the_example_are_among_the_first_shown(run, rows, relabel, seed):
    flipped = set()
    folder = relabel(lambda table: flipped.update(flip(table, seed)))
    found = rows(run("reviewlabels", INPUT=str(folder))["OUTPUT"])
    assert [row["rank"] for row in found] == list(range(1, 304)) and len(flipped) == 30
    first = {row["tile_id"] for row in found[: round(0.15 * 303)]}
    assert len(first & flipped) >= 0.7 * len(flipped)
    doubts = [row["doubt"] for row in found]
    assert doubts == sorted(doubts, reverse=True) and 0 <= doubts[-1] < doubts[0] <= 1
    # Most of what it calls doubtful was flipped, and what it says instead is the true class.
    doubtful = [row for row in found if row["doubtful"]]
    assert len([row for row in doubtful if row["tile_id"] in flipped]) > 0.7 * len(doubtful)
    assert all(row["likely"] != row["given"] for row in doubtful)


@pytest.mark.usefixtures("few_trees")
def test_report_table_and_outputs_agree(run, rows, relabel, tmp_path):
    folder = relabel(lambda table: flip(table, 5))
    before = {p: p.read_bytes() for p in folder.rglob("*") if p.is_file()}
    page, table = tmp_path / "a" / "page.html", tmp_path / "b" / "table.csv"
    done = run("reviewlabels", INPUT=str(folder), REPORT=str(page), CSV=str(table), SEED=3)
    found = rows(done["OUTPUT"])
    told = json.loads(done["CONFUSION"])
    classes = told["classes"]
    assert classes == ["non_urban", "urban"]
    counts = [
        [sum(1 for r in found if (r["given"], r["likely"]) == (a, b)) for b in classes]
        for a in classes
    ]
    assert told["given_by_likely"] == counts
    assert [line.split(",") for line in table.read_text("utf-8").splitlines()] == [
        ["given", *classes],
        *([name, *map(str, row)] for name, row in zip(classes, counts)),
    ]
    joint = np.array(told["confident_joint"])
    assert done["DOUBTFUL_COUNT"] == sum(r["doubtful"] for r in found) <= joint[0, 1] + joint[1, 0]
    assert done["TILE_COUNT"] == len(found) == 303
    text = page.read_text("utf-8")
    assert f"{done['DOUBTFUL_COUNT']} of 303 labels are doubtful." in text
    assert text.count("data:image/png;base64,") == 1 and found[0]["tile_id"] in text
    assert before == {p: p.read_bytes() for p in folder.rglob("*") if p.is_file()}


@pytest.mark.usefixtures("few_trees")
def test_ranks_are_the_same_every_time(run, rows, foz):
    first, again = (rows(run("reviewlabels", INPUT=str(foz), SEED=7)["OUTPUT"]) for _ in range(2))
    assert first == again


@pytest.mark.usefixtures("few_trees")
def test_tiles_of_test_are_left_out_unless_they_are_asked_for(run, rows, relabel):
    def split(table):
        for k, row in enumerate(table):
            row["split"] = ("train", "val", "test")[k % 3]

    folder = relabel(split)
    found = rows(run("reviewlabels", INPUT=str(folder))["OUTPUT"])
    assert {row["split"] for row in found} == {"train", "val"} and len(found) == 202
    assert "101 tiles of test are left out; INCLUDE_TEST judges them as well." in run.log
    found = rows(run("reviewlabels", INPUT=str(folder), INCLUDE_TEST=True)["OUTPUT"])
    assert len(found) == 303
    assert "101 tiles of test are judged as well, as INCLUDE_TEST says." in run.log


@pytest.mark.usefixtures("few_trees")
def test_what_no_other_place_has_is_not_judged(run, rows, relabel):
    def change(table):
        table[40]["label"] = "harbour"
        table[41]["label"] = ""

    folder = relabel(change)
    found = rows(run("reviewlabels", INPUT=str(folder))["OUTPUT"])
    assert len(found) == 302
    last = found[-1]
    assert (last["given"], last["rank"], last["doubt"], last["likely"]) == (
        *("harbour", None, None, None),
    )
    assert "1 tile is not judged, because no other place has its class: harbour." in run.log
    assert "1 tile has no class and is left out." in run.log


@pytest.mark.usefixtures("few_trees")
def test_copies_with_another_class_are_told(run, rows, relabel, foz):
    folder = relabel(lambda table: None)
    with (folder / "tiles.csv").open(newline="", encoding="utf-8") as file:
        table = list(csv.DictReader(file))
    one = next(row for row in table if row["label"] == "urban")
    other = next(row for row in table if row["label"] == "non_urban")
    shutil.copyfile(folder / one["file"], folder / other["file"])
    found = {r["tile_id"]: r for r in rows(run("reviewlabels", INPUT=str(folder))["OUTPUT"])}
    assert found[one["tile_id"]]["duplicate_of"] == other["tile_id"]
    assert found[other["tile_id"]]["duplicate_of"] == one["tile_id"]
    assert sum(row["duplicate_of"] is not None for row in found.values()) == 2
    assert "1 pair of images looks the same and has different classes." in run.log


def test_a_dataset_of_one_class_is_refused(run_error, relabel):
    def change(table):
        for row in table:
            row["label"] = "urban"

    message = run_error("reviewlabels", INPUT=str(relabel(change)))
    assert "are all of one class (urban)" in message


def edit_facts(folder, **more):
    path = folder / "dataset.json"
    path.write_text(json.dumps({**json.loads(path.read_text("utf-8")), **more}), "utf-8")


def without_labels(table):
    for row in table:
        row["label"] = ""


@pytest.mark.parametrize(
    "change, facts, part",
    [
        (
            lambda table: [row.update(labels="a|b") for row in table],
            {},
            "have several classes each, and only labels of one class a tile are judged",
        ),
        (without_labels, {"masks": {"background": 0, "ignore": 255}}, "are masks, and only labels"),
        (without_labels, {"kind": "time series"}, "are time series, whose labels are not judged"),
        (without_labels, {}, "have no classes; give LABELS or a field label"),
    ],
)
def test_other_labels_are_refused_with_a_sentence(run_error, relabel, change, facts, part):
    folder = relabel(change)
    edit_facts(folder, **facts)
    assert part in run_error("reviewlabels", INPUT=str(folder))


@pytest.mark.usefixtures("few_trees")
def test_the_layer_shows_the_worst_above_and_strongest(qgis, run, foz):
    from tilewright.algorithms.labels.style_doubt import style_doubt

    layer = run("reviewlabels", INPUT=str(foz))["OUTPUT"]
    style_doubt(layer)
    renderer = layer.renderer()
    assert renderer.orderByEnabled()
    assert renderer.orderBy().dump().startswith('"doubt" ASC')
    rules = renderer.rootRule().children()
    assert [rule.label() for rule in rules] == [
        *("Probably wrong", "Perhaps wrong", "Probably right", "Not judged"),
    ]


@pytest.mark.usefixtures("few_trees")
def test_a_model_reviews_the_dataset_that_it_has_made(qgis, make_raster, make_layer, tmp_path):
    import processing
    from qgis.core import (
        QgsProcessingModelAlgorithm,
        QgsProcessingModelChildAlgorithm,
        QgsProcessingModelChildParameterSource,
        QgsProcessingModelOutput,
    )

    static = QgsProcessingModelChildParameterSource.fromStaticValue
    values = np.random.default_rng(2).integers(1, 60, (1, 80, 80))
    values[:, :, 40:] += 150
    half = (
        "POLYGON((500000 4599200, 500400 4599200, 500400 4600000, 500000 4600000, 500000 4599200))"
    )
    labels = make_layer([(half, {"class": "dark"})])
    model = QgsProcessingModelAlgorithm("reviewed", "made")
    build = QgsProcessingModelChildAlgorithm("tilewright:builddataset")
    build.setChildId("build")
    parameters = {
        "RASTER": make_raster(values.astype("uint8")),
        "TILE_SIZE": 10,
        "LABEL_FIELD": "class",
        "OTHER_LABEL": "light",
        "PREDICATE": "CENTROID",
        "LABELS": labels,
        "OUTPUT": str(tmp_path / "dataset"),
    }
    for name, value in parameters.items():
        build.addParameterSources(name, [static(value)])
    review = QgsProcessingModelChildAlgorithm("tilewright:reviewlabels")
    review.setChildId("review")
    made = QgsProcessingModelChildParameterSource.fromChildOutput("build", "OUTPUT")
    review.addParameterSources("INPUT", [made])
    output = QgsProcessingModelOutput("doubt")
    output.setChildId("review")
    output.setChildOutputName("OUTPUT")
    review.setModelOutputs({"doubt": output})
    for child in (build, review):
        model.addChildAlgorithm(child)
    (destination,) = model.destinationParameterDefinitions()
    layer = processing.run(model, {destination.name(): "TEMPORARY_OUTPUT"})[destination.name()]
    found = {f["tile_id"]: (f["given"], f["likely"], f["doubtful"]) for f in layer.getFeatures()}
    assert len(found) == 64
    assert found["r00000_c00000"] == ("dark", "dark", 0)
    assert found["r00007_c00007"] == ("light", "light", 0)


def test_embeddings_of_a_model_of_ones_own_judge_as_well(
    optional_libraries, run, rows, relabel, tmp_path
):
    pytest.importorskip("onnxruntime")
    model = tmp_path / "pool.onnx"
    # GlobalAveragePool of (n, 3, h, w), as protocol buffers have it: a mean of each band.
    model.write_bytes(pooling_model())
    flipped = set()
    folder = relabel(lambda table: flipped.update(flip(table, 0)))
    given = {"INPUT": str(folder), "MODEL": str(model), "MODEL_SIZE": 32}
    found = rows(run("reviewlabels", **given)["OUTPUT"])
    first = {row["tile_id"] for row in found[: round(0.15 * 303)]}
    # Three numbers know less than all features do, and far more than chance.
    assert len(first & flipped) >= 0.4 * len(flipped)


def test_without_scikit_learn_a_sentence_says_how_to_get_it(qgis, run_error, foz, monkeypatch):
    import sys

    from tilewright.algorithms.base import dependencies
    from tilewright.algorithms.labels.review_labels import ReviewLabelsAlgorithm

    monkeypatch.setitem(sys.modules, "sklearn", None)
    assert "Judging labels needs the Python package scikit-learn" in run_error(
        "reviewlabels", INPUT=str(foz)
    )
    monkeypatch.delitem(sys.modules, "sklearn")
    find = dependencies.find_spec
    monkeypatch.setattr(
        dependencies, "find_spec", lambda name: None if name == "sklearn" else find(name)
    )
    can, why = ReviewLabelsAlgorithm().canExecute()
    assert not can and "needs the Python package scikit-learn" in why
