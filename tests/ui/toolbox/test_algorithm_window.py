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
