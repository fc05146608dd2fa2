"""Processing's dialog for our algorithms has headings, and asks for the folder."""

from __future__ import annotations

import pytest


@pytest.fixture
def open_window(qgis):
    from qgis.core import QgsApplication
    from qgis.PyQt import sip

    from tilewright.ui.toolbox.algorithm_window import offer_windows, withdraw_windows

    windows = []

    def make(name):
        registry = QgsApplication.processingRegistry()
        algorithm = registry.createAlgorithmById(f"tilewright:{name}")
        window = algorithm.createCustomParametersWidget(None)
        windows.append(window)
        return window

    offer_windows()
    yield make
    withdraw_windows()
    for window in windows:
        if window is not None:
            sip.delete(window)


def headings(window):
    from qgis.PyQt.QtWidgets import QLabel

    found = window.findChildren(QLabel, "sectionHeading")
    return [(label.text(), label.parentWidget().layout().indexOf(label)) for label in found]


def test_a_heading_stands_before_the_first_field_of_its_section(open_window):
    window = open_window("builddataset")
    panel = window.mainWidget()
    label = panel.wrappers["TILE_SIZE"].wrappedLabel()
    layout = label.parentWidget().layout()
    before = layout.itemAt(layout.indexOf(label) - 1).widget()
    assert before.text() == "Tiles"
    texts = [text for text, _ in headings(window)]
    assert texts.count("Tiles") == 2, "once among the advanced ones"


def test_a_short_dialog_has_none(open_window):
    assert headings(open_window("validatedataset")) == []


def test_the_folder_is_asked_for(open_window):
    from qgis.PyQt.QtWidgets import QLineEdit

    window = open_window("builddataset")
    line = window.mainWidget().wrappers["OUTPUT"].wrappedWidget().findChild(QLineEdit)
    assert line.placeholderText() == "[Choose a folder; a dry run needs none]"


def test_processing_has_its_own_dialog_without_ours(qgis):
    from qgis.core import QgsApplication

    registry = QgsApplication.processingRegistry()
    algorithm = registry.createAlgorithmById("tilewright:builddataset")
    assert algorithm.createCustomParametersWidget(None) is None


@pytest.fixture
def reference_layers(make_layer):
    """Polygons whose third field tells the class; and what is drawn to assess maps."""
    from qgis.core import QgsProject

    square = "POLYGON((0 0,1 0,1 1,0 1,0 0))"
    polygons = make_layer(
        [(square, {"id": 1, "note": "a", "land_cover": "crop"})],
        fields="id:integer,note:string,land_cover:string",
        name="polygons",
    )
    points = make_layer(
        [(square, {"class": "crop", "reference": ""})],
        fields="class:string,reference:string",
        name="points",
    )
    QgsProject.instance().addMapLayers([polygons, points])
    yield polygons, points
    QgsProject.instance().clear()


@pytest.mark.parametrize(
    ("algorithm", "layer_name", "field_name"),
    [
        ("assessmap", "REFERENCE", "REFERENCE_FIELD"),
        ("builddataset", "LABELS", "LABEL_FIELD"),
        ("builddataset", "OBJECTS", "OBJECT_FIELD"),
        ("exporttiles", "MASK", "MASK_FIELD"),
    ],
)
def test_the_field_of_the_class_is_guessed(
    open_window, reference_layers, algorithm, layer_name, field_name
):
    from qgis.core import QgsProcessingContext

    polygons, points = reference_layers
    context = QgsProcessingContext()
    window = open_window(algorithm)
    layer, field = (window.mainWidget().wrappers[name] for name in (layer_name, field_name))
    # What an earlier run was told is not added to.
    layer.setParameterValue(polygons.id(), context)
    assert not field.parameterValue()
    layer.setParameterValue(None, context)
    window.show()
    layer.setParameterValue(polygons.id(), context)
    assert field.parameterValue() == "land_cover"
    field.setParameterValue("note", context)
    layer.setParameterValue(points.id(), context)
    # The field that is meant without any is not chosen.
    assert field.parameterValue() == (None if algorithm == "assessmap" else "class")
