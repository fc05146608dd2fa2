"""Layers that change or vanish while an algorithm runs."""

from __future__ import annotations

import pytest

SQUARES = [
    (f"POLYGON(({k} 0,{k + 1} 0,{k + 1} 1,{k} 1,{k} 0))", {"class": name})
    for k, name in enumerate("abc")
]


@pytest.fixture
def layer(make_layer, qgis):
    """A layer of the project with an edit that is not saved."""
    from qgis.core import QgsProject

    made = make_layer(SQUARES, name="squares")
    QgsProject.instance().addMapLayer(made)
    assert made.startEditing()
    made.changeAttributeValue(1, 0, "edited")
    made.deleteFeature(2)
    yield made
    QgsProject.instance().clear()


@pytest.fixture
def context(qgis):
    from qgis.core import QgsProcessingContext, QgsProject

    made = QgsProcessingContext()
    made.setProject(QgsProject.instance())
    return made


@pytest.fixture
def algorithm(qgis):
    return qgis.processingRegistry().createAlgorithmById("tilewright:joinlabels")


@pytest.fixture
def values_of(algorithm, context):
    """Parameters of the algorithm as it reads them."""
    from qgis.core import QgsProcessingFeedback

    from tilewright.algorithms.base.values import Values

    return lambda parameters: Values(algorithm, parameters, context, QgsProcessingFeedback())


def classes(source) -> list[str]:
    return sorted(feature["class"] for feature in source.getFeatures())


def test_a_snapshot_is_what_qgis_says_of_the_layer(layer, algorithm, context, values_of):
    from tilewright.algorithms.base.layer_snapshot import take_snapshots

    parameters = {"LABELS": layer.id()}
    taken = take_snapshots(values_of(parameters))["LABELS"]
    source = algorithm.parameterAsSource(parameters, "LABELS", context)
    for name in ("sourceName", "sourceCrs", "sourceExtent", "fields", "wkbType", "featureCount"):
        assert getattr(taken, name)() == getattr(source, name)()
    assert classes(taken) == classes(source) == ["c", "edited"]


def test_a_snapshot_outlives_the_layer_and_its_edits(layer, values_of):
    from qgis.core import QgsProject

    from tilewright.algorithms.base.layer_snapshot import take_snapshots

    taken = take_snapshots(values_of({"LABELS": layer.id()}))["LABELS"]
    layer.changeAttributeValue(1, 0, "edited again")
    QgsProject.instance().clear()
    assert classes(taken) == ["c", "edited"]
    assert taken.sourceName() == "squares"


def test_files_and_selections_are_left_to_qgis(layer, values_of, examples):
    from qgis.core import QgsProcessingFeatureSourceDefinition

    from tilewright.algorithms.base.layer_snapshot import take_snapshots

    parameters = {
        "INPUT": str(examples / "foz" / "urban.geojson"),
        "LABELS": QgsProcessingFeatureSourceDefinition(layer.id(), selectedFeaturesOnly=True),
    }
    assert take_snapshots(values_of(parameters)) == {}


def test_selected_polygons_alone_label_tiles(make_layer, run, rows, layer):
    from qgis.core import QgsProcessingFeatureSourceDefinition

    tiles = make_layer([(wkt, {}) for wkt, _ in SQUARES], fields="")
    layer.rollBack()
    layer.selectByIds([2])
    chosen = QgsProcessingFeatureSourceDefinition(layer.id(), selectedFeaturesOnly=True)
    done = run(
        "joinlabels", INPUT=tiles, LABELS=chosen, LABEL_FIELD="class", PREDICATE="CENTROID",
        OTHER_LABEL="rest",
    )  # fmt: skip
    assert [row["label"] for row in rows(done["OUTPUT"])] == ["rest", "b", "rest"]


def test_labels_with_edits_that_are_not_saved_count(make_layer, run, rows, layer):
    tiles = make_layer([(wkt, {}) for wkt, _ in SQUARES], fields="")
    done = run(
        "joinlabels", INPUT=tiles, LABELS=layer.id(), LABEL_FIELD="class", PREDICATE="CENTROID",
        OTHER_LABEL="rest",
    )  # fmt: skip
    assert [row["label"] for row in rows(done["OUTPUT"])] == ["edited", "rest", "c"]
