"""From polygons to an assessed map: each step knows what the last one made."""

from __future__ import annotations

import numpy as np
import pytest


@pytest.fixture
def opened(qgis):
    """Dialogs that were opened, in order; ``finish`` ends the last one."""
    from qgis.PyQt.QtCore import QObject, pyqtSignal

    class Dialog(QObject):
        # As QGIS calls it.
        algorithmFinished = pyqtSignal(bool, dict)  # noqa: N815

    class Opened(list):
        def open(self, algorithm, parameters):
            self.append((algorithm, parameters))
            self.dialog = Dialog()
            return self.dialog

        def finish(self, results, done=True):
            self.dialog.algorithmFinished.emit(done, results)

    return Opened()


@pytest.fixture
def steps(opened):
    from tilewright.ui.classify.map_steps import MapSteps

    found = {
        "RASTER": ["image_id"],
        "LABELS": "labels_id",
        "LABEL_FIELD": "class",
        "METHOD": "RANDOM_FOREST",
        "BANDS": "3,2",
        "NODATA": "0",
    }
    made = MapSteps(opened, lambda: found or None)
    made.found = found
    made.follow(found)
    yield made
    made.deleteLater()


def enabled(steps):
    return [button.isEnabled() for button in (steps.train, steps.classify, steps.assess)]


def test_each_step_opens_with_what_the_last_one_made(steps, opened):
    points = []
    steps.points_drawn.connect(lambda: points.append(1))
    assert enabled(steps) == [True, False, False]
    assert steps.classify.toolTip() == "Train a classifier first."
    steps.train.click()
    opened.finish({"OUTPUT": "/tmp/model.npz"})
    assert enabled(steps) == [True, True, False]
    assert steps.assess.toolTip() == "Classify the image first."
    steps.classify.click()
    opened.finish({"OUTPUT": "/tmp/classes.tif"})
    assert enabled(steps) == [True, True, True]
    steps.assess.click()
    assert points == []
    opened.finish({"OUTPUT": "points"})
    assert points == [1]
    assert opened == [
        ("tilewright:trainclassifier", steps.found),
        (
            "tilewright:classifyraster",
            {"RASTER": "image_id", "MODEL": "/tmp/model.npz", "BANDS": "3,2", "NODATA": "0"},
        ),
        ("tilewright:assessmentpoints", {"RASTER": "/tmp/classes.tif"}),
    ]


def test_a_run_that_failed_leads_nowhere(steps, opened):
    steps.train.click()
    opened.finish({}, done=False)
    assert enabled(steps) == [True, False, False]


def test_without_an_image_there_is_nothing_to_train_on_or_to_classify(steps, opened):
    steps.train.click()
    opened.finish({"OUTPUT": "/tmp/model.npz"})
    steps.found.clear()
    steps.follow(None)
    assert enabled(steps) == [False, False, False]


def test_the_map_is_out_of_sight_while_points_are_interpreted(steps, opened, project, make_raster):
    from qgis.core import QgsRasterLayer

    path = make_raster(np.ones((1, 8, 8), "uint8"), name="classes.tif")
    made, other = QgsRasterLayer(path, "map"), QgsRasterLayer(make_raster(np.ones((8, 8))), "b")
    project.addMapLayers([made, other])
    steps.classify.setEnabled(True)
    steps.classify.click()
    opened.finish({"OUTPUT": path})
    steps.assess.click()
    opened.finish({"OUTPUT": "points"})
    root = project.layerTreeRoot()
    assert not root.findLayer(made.id()).isVisible()
    assert root.findLayer(other.id()).isVisible()


def test_points_are_looked_at_from_near(qgis, make_raster):
    from qgis.core import QgsCoordinateReferenceSystem, QgsRasterLayer, QgsRectangle
    from qgis.gui import QgsMapCanvas

    from tilewright.ui.classify.map_steps import come_close

    image = QgsRasterLayer(make_raster(np.ones((1, 900, 900), "uint8")), "image")
    canvas = QgsMapCanvas()
    canvas.resize(300, 300)
    canvas.setDestinationCrs(QgsCoordinateReferenceSystem("EPSG:32631"))
    canvas.setExtent(QgsRectangle(image.extent()))
    pixel = image.rasterUnitsPerPixelX()
    assert canvas.mapUnitsPerPixel() > pixel
    come_close(canvas, image)
    assert canvas.mapUnitsPerPixel() == pytest.approx(pixel / 4)
    canvas.zoomByFactor(0.5)
    come_close(canvas, image)
    assert canvas.mapUnitsPerPixel() == pytest.approx(pixel / 8)
