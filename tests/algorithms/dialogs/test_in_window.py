"""In QGIS's window sentences name labels, and the help tells of every parameter."""

from __future__ import annotations

import re
from pathlib import Path

import pytest


@pytest.fixture
def window(qgis, monkeypatch):
    """QGIS as if it had its window."""
    from qgis.core import QgsApplication

    monkeypatch.setattr(QgsApplication, "platform", staticmethod(lambda: "desktop"))


@pytest.fixture
def build(qgis):
    from tilewright.algorithms.export.build_dataset import BuildDatasetAlgorithm

    algorithm = BuildDatasetAlgorithm()
    algorithm.initAlgorithm()
    return algorithm


def refuse(algorithm, parameters):
    from qgis.core import QgsProcessingContext

    _, why = algorithm.checkParameterValues(parameters, QgsProcessingContext())
    return str(why)


def test_the_console_names_parameters(build):
    assert refuse(build, {"EDGE": "BAD"}) == "EDGE is 'BAD'; choose one of DROP, KEEP, SHIFT."
    assert build.shortHelpString() == build.HELP


def test_the_window_names_labels_with_the_names_behind(window, build):
    assert refuse(build, {"EDGE": "BAD"}) == (
        "\u201cTiles at the raster's edge\u201d (EDGE) is 'BAD'; choose one of DROP, KEEP, SHIFT."
    )


def test_values_are_named_by_their_words(window, build):
    from tilewright.core.message import Message

    text = build.say(Message("Choose {METHOD=BANDS|BLOCKS}, or lower {OVERLAP}."))
    assert text == (
        "Choose \u201cparallel bands\u201d or \u201csquare blocks\u201d in \u201cSplit by\u201d "
        "(SPLIT_METHOD=BANDS or BLOCKS), or lower \u201cOverlap (pixels)\u201d (OVERLAP)."
    )


def test_the_panel_tells_of_every_parameter_below_its_heading(window, build):
    panel = build.shortHelpString()
    assert "\n" not in panel
    for definition in build.parameterDefinitions():
        assert f"<small>{definition.name()}</small>" in panel
    headings = re.findall("<h3>(.*?)</h3>", panel)
    assert headings[:5] == ["Image", "Tiles", "Labels", "Clouds", "Splits"]
    assert "<li>move inward <small>SHIFT</small></li>" in panel
    assert "Values: DROP" not in panel


def test_pictures_of_the_panel_are_files_that_qt_draws(window, build):
    from qgis.PyQt.QtCore import QUrl
    from qgis.PyQt.QtGui import QImage

    sources = re.findall('<img src="(.*?)"', build.shortHelpString())
    assert [Path(source).name for source in sources] == [
        "help_edge.svg",
        "help_predicate.svg",
        "help_split.svg",
    ]
    for source in sources:
        image = QImage(QUrl(source).toLocalFile())
        assert image.width() == 264, source


def test_split_tiles_shows_the_picture_of_its_methods_too(window):
    from tilewright.algorithms.split.split_tiles import SplitTilesAlgorithm

    algorithm = SplitTilesAlgorithm()
    algorithm.initAlgorithm()
    assert algorithm.shortHelpString().count("help_split.svg") == 1
