"""What QGIS can do in the process in which a dataset was added to."""

from __future__ import annotations

import os

import pytest


def place_tiles_nowhere():
    """Look for places that UTM does not know, as for a layer with a wrong coordinate system."""
    from qgis.core import (
        QgsCoordinateReferenceSystem,
        QgsCoordinateTransformContext,
        QgsRectangle,
    )

    from tilewright.algorithms.inputs.layer_transform import LayerTransform

    metres, degrees = map(QgsCoordinateReferenceSystem, ("EPSG:32631", "EPSG:4326"))
    transform = LayerTransform(metres, degrees, QgsCoordinateTransformContext(), "labels", "tiles")
    transform.look_near(QgsRectangle(500000, 4590000, 510000, 4600000))
    return transform.near


@pytest.mark.skipif(not hasattr(os, "fork"), reason="a crash would end the tests")
def test_places_that_a_coordinate_system_does_not_know_end_nothing(build, scenes, fields):
    files = list(scenes.values())[:3]
    given = {"LABELS": fields, "LABEL_FIELD": "class", "SCHEDULER": "", "WORKERS": 1}
    place_tiles_nowhere()
    build(files[:2], **given)
    build(files[2:], APPEND=True, **given)
    child = os.fork()
    if not child:
        os._exit(0 if place_tiles_nowhere() is None else 1)
    assert os.waitpid(child, 0)[1] == 0
