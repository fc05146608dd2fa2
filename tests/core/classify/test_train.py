"""Training: the same as scikit-learn by hand, measured honestly, numbered the same every time."""

import json
import math
import threading
import time

import numpy as np
import pytest

from tilewright.core.classes.legend import make_legend
from tilewright.core.classify.boosting import GRADIENT_BOOSTING
from tilewright.core.classify.file import read_model, write_model
from tilewright.core.classify.forest import RANDOM_FOREST
from tilewright.core.classify.kmeans import KMEANS
from tilewright.core.classify.methods import METHODS
from tilewright.core.classify.predict import ClassPredictor
from tilewright.core.classify.report import render_report, tell_settings
from tilewright.core.classify.scaled import KNN, SVM
from tilewright.core.classify.train import TrainingOptions, train_classifier
from tilewright.core.errors import CancelledError, ModelError
from tilewright.core.samples.quality import brightness_order, confusion_matrix, scores_of_matrix
from tilewright.core.samples.training import TrainingData, deal_folds
from tilewright.core.vectors.arrays import scale_pixels
from tilewright.core.vectors.boundaries import BoundaryVotes

LEGEND = make_legend(["field", "forest", "water"])
CENTRES = np.array([[300, 500, 400, 2500], [350, 400, 300, 1800], [400, 350, 300, 600]])


def draw(count, seed=0, classes=3, spread=250.0, dtype="float32", polygons=40):
    """Samples of Gaussian classes in four bands, in polygons of one class each."""
    rng = np.random.default_rng(seed)
    owner = rng.integers(0, polygons, count)
    labels = owner % classes
    values = CENTRES[labels] + rng.normal(scale=spread, size=(count, 4))
    return TrainingData(values.astype(dtype), labels, owner, np.zeros(count, dtype=np.int64))


def train(data, legend=LEGEND, sources=("scene.tif",), **options):
    bands = [f"B{k}" for k in range(data.values.shape[1])]
    options.setdefault("folds", 0)
    return train_classifier(data, bands, legend, TrainingOptions(**options), sources)


@pytest.fixture(scope="module")
def data():
    return draw(900)


@pytest.fixture(autouse=True)
def one_thread():
    """The library's threads mostly wait for each other on a machine that does other things too."""
    from threadpoolctl import threadpool_limits

    with threadpool_limits(1):
        yield


@pytest.fixture(scope="module")
def pixels():
    """Pixels (bands, N), some of them on the very values of training samples."""
    return np.concatenate((draw(3000, 5).values, draw(900).values)).T


def scaled_by_hand(estimator, data):
    from sklearn.pipeline import make_pipeline
    from sklearn.preprocessing import StandardScaler

    return make_pipeline(StandardScaler(), estimator).fit(data.values.astype(float), data.labels)


def by_hand(method, data, legend=LEGEND):
    from sklearn.ensemble import HistGradientBoostingClassifier, RandomForestClassifier

    if method == RANDOM_FOREST:
        model = RandomForestClassifier(60, random_state=3)
        return model.fit(data.values, data.labels)
    model = HistGradientBoostingClassifier(max_iter=60, random_state=3, early_stopping=False)
    return model.fit(data.values.astype(float), data.labels)


@pytest.mark.parametrize("method", [RANDOM_FOREST, GRADIENT_BOOSTING])
@pytest.mark.parametrize("classes", [2, 3])
def test_classes_and_probabilities_are_those_of_the_library(tmp_path, pixels, method, classes):
    data = draw(900, classes=classes)
    model, _ = train(data, LEGEND[:classes], method=method, trees=60, seed=3)
    write_model(str(tmp_path / "m.npz"), model)
    predictor = ClassPredictor(read_model(str(tmp_path / "m.npz")))
    library = by_hand(method, data)
    matrix = pixels.T if method == RANDOM_FOREST else pixels.T.astype(float)
    found, shares = predictor.predict(pixels, True)
    assert np.array_equal(found, library.predict(matrix))
    assert np.allclose(shares, library.predict_proba(matrix), rtol=0, atol=1e-15)
    if method == RANDOM_FOREST:
        assert np.array_equal(shares, library.predict_proba(matrix))


@pytest.mark.parametrize("classes", [2, 3])
@pytest.mark.parametrize("penalty", [1.0, 300.0])
def test_support_vectors_find_the_classes_of_the_library(tmp_path, pixels, classes, penalty):
    from sklearn.svm import SVC

    data = draw(900, classes=classes)
    model, quality = train(data, LEGEND[:classes], method=SVM, penalty=penalty)
    write_model(str(tmp_path / "m.npz"), model)
    model = read_model(str(tmp_path / "m.npz"))
    library = scaled_by_hand(SVC(C=penalty), data)
    found, _ = ClassPredictor(model).predict(pixels)
    assert np.array_equal(found, library.predict(pixels.T.astype(float)))
    assert len(set(found.tolist())) == classes
    machine = library[-1]
    assert quality["support_vectors"] == len(machine.support_)
    # What the votes are made of, too.
    scores = BoundaryVotes(model.vectors, classes).scores(
        scale_pixels(pixels, model.means, model.scales)
    )
    machine.decision_function_shape = "ovo"
    expected = library.decision_function(pixels.T.astype(float)).reshape(len(found), -1).T
    assert np.allclose(scores, expected if classes > 2 else -expected, rtol=0, atol=1e-9)


@pytest.mark.parametrize("count", [1, 4, 5])
def test_neighbours_are_those_of_the_library(tmp_path, pixels, count):
    from sklearn.neighbors import KNeighborsClassifier

    data = draw(900)
    model, quality = train(data, method=KNN, neighbours=count)
    write_model(str(tmp_path / "m.npz"), model)
    found, shares = ClassPredictor(read_model(str(tmp_path / "m.npz"))).predict(pixels, True)
    library = scaled_by_hand(KNeighborsClassifier(count), data)
    matrix = pixels.T.astype(float)
    assert np.array_equal(found, library.predict(matrix))
    assert np.array_equal(shares, library.predict_proba(matrix))
    assert quality["trained_on"] == 900


@pytest.mark.parametrize("method", [SVM, KNN])
def test_classes_do_not_depend_on_which_pixels_stand_together(pixels, method):
    predictor = ClassPredictor(train(draw(300), method=method)[0])
    found, _ = predictor.predict(pixels)
    parts = [predictor.predict(pixels[:, k : k + 7])[0] for k in range(0, 700, 7)]
    assert np.array_equal(np.concatenate(parts), found[:700])
    whole = pixels.clip(0, 9000).astype("uint16")
    as_floats = predictor.predict(whole.astype("float64"))[0]
    assert np.array_equal(predictor.predict(whole)[0], as_floats)


@pytest.mark.parametrize("method", [SVM, KNN])
def test_of_many_samples_each_class_gives_its_share(method, monkeypatch):
    monkeypatch.setattr("tilewright.core.classify.scaled.MOST_SAMPLES", 300)
    data = draw(3000, polygons=7)
    model, quality = train(data, method=method)
    sizes = np.bincount(data.labels)
    assert quality["trained_on"] == (300 * sizes // 3000).sum()
    if method == KNN:
        assert np.array_equal(np.bincount(model.vectors.labels), 300 * sizes // 3000)
    again, _ = train(data, method=method)
    assert np.array_equal(again.vectors.values, model.vectors.values)
    other, _ = train(data, method=method, seed=1)
    assert other.vectors.values.shape != model.vectors.values.shape or not np.array_equal(
        other.vectors.values, model.vectors.values
    )


def test_more_neighbours_than_samples_are_refused():
    with pytest.raises(ModelError) as caught:
        train(draw(30), method=KNN, neighbours=31)
    assert str(caught.value) == (
        "NEIGHBOURS is 31, and there are 30 samples to learn from; choose fewer."
    )


@pytest.mark.parametrize(
    ("method", "name", "count"),
    [(RANDOM_FOREST, "trees", 8), (GRADIENT_BOOSTING, "trees", 8), (SVM, "penalty", 4),
     (KNN, "neighbours", 6)],
)  # fmt: skip
def test_a_search_takes_the_best_settings_on_held_out_polygons(method, name, count, monkeypatch):
    from sklearn.metrics import confusion_matrix as by_library

    tried = METHODS[method].tried
    if "trees" in tried:
        # As many, of which each takes less time.
        few = tuple(6 + k for k in range(len(tried["trees"])))
        monkeypatch.setattr(METHODS[method], "tried", {**tried, "trees": few})
    data = draw(240, spread=500.0, polygons=18)
    given = {"trees": 5, "neighbours": 2}
    model, quality = train(data, method=method, folds=3, search=True, **given)
    rows = quality["search"]
    assert len(rows) == count
    assert rows[0]["settings"][name] == getattr(TrainingOptions(**given), name)
    (chosen,) = [row for row in rows if row["is_chosen"]]
    assert chosen["macro_f1"] == max(row["macro_f1"] for row in rows)
    assert {k: model.facts["options"][k] for k in chosen["settings"]} == chosen["settings"]
    page = render_report(model, quality).decode()
    assert page.count("<td>yes</td>") == 1
    assert tell_settings(chosen["settings"]) in page
    # Measured as the chosen ones alone would be.
    assert quality["held_out"]["accuracy"] == chosen["accuracy"]
    plain, alone = train(data, method=method, folds=3, **{**given, **chosen["settings"]})
    assert alone["held_out"] == quality["held_out"]
    assert np.array_equal(
        ClassPredictor(plain).predict(data.values.T)[0],
        ClassPredictor(model).predict(data.values.T)[0],
    )
    if method == KNN:
        from sklearn.neighbors import KNeighborsClassifier

        folds, _ = deal_folds(data, 3, 0)
        for row in rows:
            matrix = np.zeros((3, 3), dtype=int)
            for fold in range(3):
                inside = folds != fold
                k = row["settings"]["neighbours"]
                library = scaled_by_hand(KNeighborsClassifier(k), data.select(inside))
                test = data.select(~inside)
                found = library.predict(test.values.astype(float))
                matrix += by_library(test.labels, found, labels=[0, 1, 2])
            assert row["accuracy"] == np.trace(matrix) / matrix.sum()


@pytest.mark.parametrize("is_pure", [True, False])
def test_drawn_votes_go_where_the_library_sends_them(is_pure):
    from sklearn.ensemble import RandomForestClassifier

    # Few trees over few values draw level all over the place.
    rng = np.random.default_rng(0)
    grid = np.stack(np.meshgrid(np.arange(-1, 9), np.arange(-1, 9))).reshape(2, -1)
    values = grid.T[rng.permutation(100)[:40]].astype("float32")
    depth = None if is_pure else 3
    data = TrainingData(values, rng.integers(0, 3, 40), np.arange(40), np.zeros(40, dtype=np.int64))
    model, _ = train(data, trees=4, max_depth=depth)
    library = RandomForestClassifier(4, random_state=0, max_depth=depth)
    library.fit(values, data.labels)
    likely = np.sort(library.predict_proba(grid.T.astype("float32")), axis=1)
    assert not is_pure or (likely[:, -1] == likely[:, -2]).sum() > 10
    predictor = ClassPredictor(model)
    assert predictor.predictor.vote.counts_votes == is_pure
    for dtype in ("uint8", "float32", "float64", "int16"):
        usable = grid if dtype != "uint8" else grid.clip(0)
        expected = library.predict(usable.T.astype("float32"))
        found, _ = predictor.predict(usable.astype(dtype))
        assert np.array_equal(found, expected)


@pytest.mark.parametrize("min_leaf", [1, 5])
@pytest.mark.parametrize("classes", [2, 3])
def test_asking_fewer_trees_changes_no_class(min_leaf, classes):
    from sklearn.ensemble import RandomForestClassifier

    # Few values and labels without sense: forests that are of two minds nearly everywhere.
    rng = np.random.default_rng(1)
    values = rng.integers(0, 9, (300, 3)).astype("float32")
    labels = rng.integers(0, classes, 300)
    data = TrainingData(values, labels, np.arange(300), np.zeros(300, dtype=np.int64))
    grid = np.stack(np.meshgrid(*[np.arange(9)] * 3)).reshape(3, -1).astype("uint8")
    for trees in (20, 21, 64):
        model, _ = train(data, LEGEND[:classes], trees=trees, min_leaf=min_leaf)
        library = RandomForestClassifier(trees, random_state=0, min_samples_leaf=min_leaf)
        library.fit(values, labels)
        predictor = ClassPredictor(model)
        expected = library.predict(grid.T.astype("float32"))
        assert np.array_equal(predictor.predict(grid)[0], expected)
        found, shares = predictor.predict(grid, True)
        assert np.array_equal(found, expected)
        assert np.array_equal(shares, library.predict_proba(grid.T.astype("float32")))


def test_clusters_are_those_of_the_library_by_ascending_brightness(data, pixels):
    from sklearn.cluster import KMeans

    model, quality = train(data, method=KMEANS, clusters=4, seed=1)
    values = data.values.astype(float)
    mean, deviation = values.mean(axis=0), values.std(axis=0)
    library = KMeans(4, n_init=10, random_state=1).fit((values - mean) / deviation)
    centres = library.cluster_centers_ * deviation + mean
    order = np.argsort(centres.mean(axis=1))
    place_of = np.argsort(order)
    expected = place_of[library.predict((pixels.T - mean) / deviation)]
    assert np.array_equal(ClassPredictor(model).predict(pixels)[0], expected)
    assert np.allclose(quality["centres"], centres[order])
    assert [c.name for c in model.legend] == [f"cluster {k}" for k in (1, 2, 3, 4)]
    brightness = np.mean(quality["centres"], axis=1)
    assert (np.diff(brightness) > 0).all()
    assert quality["cluster_samples"] == np.bincount(place_of[library.labels_]).tolist()


def test_other_seeds_number_the_same_clusters_the_same():
    # Three far clusters: any start finds them.
    data = draw(600, spread=8)
    found = [
        ClassPredictor(train(data, method=KMEANS, clusters=3, seed=seed)[0]).predict(data.values.T)[
            0
        ]
        for seed in range(4)
    ]
    assert all(np.array_equal(f, found[0]) for f in found)
    # Water is darkest, then forest, then field.
    assert np.array_equal(found[0], np.array([2, 1, 0])[data.labels])


def test_silhouette_and_elbow_point_at_the_true_number():
    _, quality = train(draw(900, spread=8), method=KMEANS, clusters=5)
    best = quality["tried"][int(np.argmax(quality["silhouette"]))]
    assert best == 3
    inertia = dict(zip(quality["tried"], quality["tried_inertia"]))
    assert inertia[2] / inertia[3] > 5
    assert inertia[3] / inertia[4] < 2


def test_many_samples_are_clustered_in_batches(monkeypatch):
    from tilewright.core.classify import kmeans as cluster_pixels

    monkeypatch.setattr(cluster_pixels, "LARGE", 500)
    data = draw(5000, spread=8)
    model, _ = train(data, method=KMEANS, clusters=3)
    found, _ = ClassPredictor(model).predict(data.values.T)
    assert np.array_equal(found, np.array([2, 1, 0])[data.labels])


def test_accuracy_comes_within_a_point_of_the_bayes_limit():
    """Two Gaussian classes at distance d with one deviation: the best rule errs in Phi(-d / 2)."""
    rng = np.random.default_rng(0)
    distance = 2.0

    def scene(count):
        labels = rng.integers(0, 2, count)
        values = rng.normal(size=(count, 2))
        values[:, 0] += labels * distance
        # Integers, as images hold them.
        return np.round(values * 200 + 2000).astype("uint16"), labels

    values, labels = scene(20000)
    zeros = np.zeros(len(labels), dtype=np.int64)
    training = TrainingData(values.astype("float32"), labels, np.arange(len(labels)) // 50, zeros)
    legend = make_legend(["a", "b"])
    bayes = 0.5 * (1 + math.erf(distance / 2 / math.sqrt(2)))
    assert 0.84 < bayes < 0.8414
    test_values, test_labels = scene(60000)
    for options in (
        {"method": RANDOM_FOREST, "min_leaf": 40, "trees": 40},
        {"method": GRADIENT_BOOSTING, "trees": 40},
    ):
        model, _ = train(training, legend, **options)
        found, _ = ClassPredictor(model).predict(test_values.T)
        accuracy = (found == test_labels).mean()
        assert abs(accuracy - bayes) < 0.01, options


def test_folds_never_tear_a_polygon_and_are_even():
    data = draw(4000, polygons=60)
    folds, alone = deal_folds(data, 5, 0)
    assert alone == []
    for group in np.unique(data.groups):
        assert len(np.unique(folds[data.groups == group])) == 1
    for label in range(3):
        sizes = np.bincount(folds[data.labels == label], minlength=5)
        assert sizes.min() > 0.8 * sizes.max()
    assert not np.array_equal(folds, deal_folds(data, 5, 1)[0])


def test_a_class_of_one_polygon_is_trained_on_and_said_to_be_untested():
    data = draw(900, polygons=40)
    groups = np.where(data.labels == 1, 1000, data.groups)
    data = TrainingData(data.values, data.labels, groups, data.images)
    model, quality = train(data, folds=4, trees=10)
    held_out = quality["held_out"]
    assert held_out["untested"] == ["forest"]
    page = render_report(model, quality).decode()
    share = f"{100 * held_out['accuracy']:.1f} % of field and water; forest was not measured."
    assert f"{chr(0x2718)} {share}" in page
    # Before all tables, where nobody misses it.
    assert page.index(share) < page.index("<table")
    assert held_out["polygons"][1] == 1
    matrix = np.array(held_out["confusion"])
    assert matrix[1].sum() == 0
    assert matrix.sum() == (data.labels != 1).sum()


def test_quality_on_polygons_shows_what_out_of_bag_hides():
    """Each polygon has values of its own that say nothing of its class: nothing can be learned."""
    rng = np.random.default_rng(0)
    groups = np.repeat(np.arange(60), 30)
    own = rng.normal(size=(60, 4)) * 100
    values = (own[groups] + rng.normal(size=(1800, 4))).astype("float32")
    zeros = np.zeros(1800, dtype=np.int64)
    data = TrainingData(values, groups % 2, groups, zeros)
    _, quality = train(data, make_legend(["a", "b"]), folds=5, trees=30)
    assert quality["out_of_bag"] > 0.99
    assert 0.2 < quality["held_out"]["accuracy"] < 0.8


def test_importance_finds_the_only_band_that_tells():
    rng = np.random.default_rng(0)
    labels = rng.integers(0, 2, 1200)
    values = rng.normal(size=(1200, 3))
    values[:, 1] += 6 * labels
    zeros = np.zeros(1200, dtype=np.int64)
    data = TrainingData(values.astype("float32"), labels, np.arange(1200) // 20, zeros)
    # Whole groups of 20 of one class.
    data = TrainingData(data.values, labels, labels * 100 + data.groups, zeros)
    for method in (RANDOM_FOREST, GRADIENT_BOOSTING):
        _, quality = train(data, make_legend(["a", "b"]), method=method, folds=3, trees=20)
        lost = quality["held_out"]["permutation_importance"]
        assert lost[1] > 0.4
        assert max(abs(lost[0]), abs(lost[2])) < 0.05
        if method == RANDOM_FOREST:
            assert np.argmax(quality["impurity_importance"]) == 1
            assert sum(quality["impurity_importance"]) == pytest.approx(1)


def test_scores_are_those_of_the_library():
    from sklearn import metrics

    rng = np.random.default_rng(1)
    truth, found = rng.integers(0, 4, 500), rng.integers(0, 4, 500)
    found[:300] = truth[:300]
    matrix = confusion_matrix(truth, found, 4)
    assert np.array_equal(matrix, metrics.confusion_matrix(truth, found))
    scores = scores_of_matrix(matrix)
    assert scores["accuracy"] == pytest.approx(metrics.accuracy_score(truth, found))
    assert scores["kappa"] == pytest.approx(metrics.cohen_kappa_score(truth, found))
    assert scores["macro_f1"] == pytest.approx(metrics.f1_score(truth, found, average="macro"))
    for name, score in (("f1", metrics.f1_score), ("recall", metrics.recall_score)):
        own = [c[name] for c in scores["classes"]]
        assert own == pytest.approx(score(truth, found, average=None))


def test_images_and_classes_weigh_the_same_when_asked():
    images = np.array([0] * 90 + [1] * 10)
    labels = np.array([0] * 80 + [1] * 20)
    data = TrainingData(np.zeros((100, 1)), labels, np.arange(100), images)
    assert data.weights(False, False) is None
    weights = data.weights(True, False)
    assert weights.mean() == pytest.approx(1)
    assert weights[images == 0].sum() == pytest.approx(weights[images == 1].sum())
    both = data.weights(True, True)
    assert both[labels == 0].sum() == pytest.approx(both[labels == 1].sum())
    assert data.select(images == 0).weights(True, False) is None


def test_polygons_of_two_images_stay_apart():
    one, two = draw(300, 1), draw(200, 2)
    both = TrainingData.concatenate([one, two])
    assert len(np.unique(both.groups)) == len(np.unique(one.groups)) + len(np.unique(two.groups))
    assert np.bincount(both.images).tolist() == [300, 200]
    narrow = TrainingData(two.values[:, :3], two.labels, two.groups, two.images)
    with pytest.raises(ModelError, match=r"different numbers of bands \(4, 3\)"):
        TrainingData.concatenate([one, narrow])


def test_brightness_decides_the_order_and_bands_decide_draws():
    centres = np.array([[9.0, 0.0], [1.0, 2.0], [0.0, 3.0], [5.0, 5.0]])
    assert brightness_order(centres).tolist() == [2, 1, 0, 3]


@pytest.mark.parametrize(
    ("change", "options", "text"),
    [
        ({"labels": 0}, {}, "all of one class \\(field\\); a classifier needs two"),
        ({"values": 1.0}, {"method": KMEANS, "clusters": 3}, "CLASSES asks for 3 clusters"),
        ({}, {"method": KMEANS, "clusters": 1}, "CLASSES is 1"),
    ],
)
def test_too_little_to_learn_from_is_said(data, change, options, text):
    values, labels = data.values, data.labels
    if "labels" in change:
        labels = np.zeros_like(labels)
    if "values" in change:
        values = np.ones_like(values)
    with pytest.raises(ModelError, match=text):
        train(TrainingData(values, labels, data.groups, data.images), **options)


def test_options_that_make_no_sense_are_refused():
    with pytest.raises(ModelError, match="METHOD is 'NET'; choose one of RANDOM_FOREST"):
        TrainingOptions(method="NET")
    with pytest.raises(ModelError, match="SEED is -1"):
        TrainingOptions(seed=-1)


@pytest.mark.parametrize("method", METHODS)
def test_training_stops_when_asked(data, method):
    options = TrainingOptions(method=method, folds=0)
    with pytest.raises(CancelledError):
        train_classifier(data, list("abcd"), LEGEND, options, is_cancelled=lambda: True)


@pytest.mark.parametrize("method", METHODS)
def test_training_is_left_while_scikit_learn_is_at_it(data, method, monkeypatch):
    is_at_it, may_end, stop = (threading.Event() for _ in range(3))

    def fit(*args, **kwargs):
        is_at_it.set()
        may_end.wait(60)
        raise OSError("lost")

    for kind in ("ensemble.RandomForestClassifier", "ensemble.HistGradientBoostingClassifier"):
        monkeypatch.setattr(f"sklearn.{kind}.fit", fit)
    for kind in ("cluster.KMeans", "svm.SVC", "neighbors.KNeighborsClassifier"):
        monkeypatch.setattr(f"sklearn.{kind}.fit", fit)
    threading.Thread(target=lambda: (is_at_it.wait(60), stop.set()), daemon=True).start()
    options = TrainingOptions(method=method, folds=0)
    begin = time.monotonic()
    with pytest.raises(CancelledError):
        train_classifier(data, list("abcd"), LEGEND, options, is_cancelled=stop.is_set)
    assert time.monotonic() - begin < 10
    may_end.set()


def test_forests_do_not_depend_on_how_many_trees_grow_at_once(data, monkeypatch):
    expected, quality = train(data, folds=0, trees=7)
    monkeypatch.setattr("tilewright.core.classify.forest._LARGE", 1)
    monkeypatch.setattr("tilewright.core.classify.forest.default_workers", lambda: 1)
    found, again = train(data, folds=0, trees=7)
    assert np.array_equal(found.trees.thresholds, expected.trees.thresholds)
    assert np.array_equal(found.trees.values, expected.trees.values)
    assert again == quality


@pytest.mark.parametrize("method", METHODS)
def test_progress_runs_to_its_end_and_reports_are_whole(data, method):
    seen = []
    options = TrainingOptions(method=method, folds=2, trees=8, clusters=3)
    bands = ["red", "<b>nir</b>", "é", "4"]
    model, quality = train_classifier(
        data, bands, LEGEND, options, ["a <i>.tif"], progress=seen.append
    )
    assert seen == sorted(seen)
    assert seen[-1] == 1
    json.dumps(quality, allow_nan=False)
    page = render_report(model, quality).decode("utf-8")
    assert page.startswith("<!DOCTYPE html>")
    for text in ("a &lt;i&gt;.tif", "&lt;b&gt;nir&lt;/b&gt;", "svg"):
        assert text in page
    assert "<b>nir" not in page
    if method != KMEANS:
        assert f"{100 * quality['held_out']['accuracy']:.1f} %" in page
        assert "Confusion matrix" in page
