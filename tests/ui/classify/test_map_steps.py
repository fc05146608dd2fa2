"""From polygons to an assessed map: each step knows what the last one made."""

from __future__ import annotations

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
