"""Where images that the dock adds stand among the layers, and in which colours."""

from __future__ import annotations

import numpy as np
import pytest


@pytest.fixture
def image(project, make_raster):
    from qgis.core import QgsRasterLayer

    names = ["B02", "B03", "B04"]
    return QgsRasterLayer(make_raster(np.ones((3, 8, 8), "uint8"), descriptions=names), "image")


def polygons(name):
    from qgis.core import QgsVectorLayer

    return QgsVectorLayer("Polygon?crs=EPSG:32631", name, "memory")


def names_of(project):
    return [layer.name() for layer in project.layerTreeRoot().layerOrder()]


def test_polygons_stay_above_an_image_that_comes_later(project, image, make_raster):
    from qgis.core import QgsRasterLayer

    from tilewright.ui.image.add_images import add_images

    first = QgsRasterLayer(make_raster(np.ones((1, 8, 8), "uint8")), "first")
    group = project.layerTreeRoot().addGroup("drawn")
    for layer in (polygons("in a group"), polygons("below")):
        project.addMapLayer(layer, False)
        group.addLayer(layer)
    project.addMapLayer(first, False)
    project.layerTreeRoot().addLayer(first)
    add_images([image])
    assert names_of(project) == ["in a group", "below", "image", "first"]


def test_an_image_without_others_stands_last_and_in_natural_colours(project, image):
    from tilewright.ui.image.add_images import add_images

    project.addMapLayer(polygons("drawn"))
    add_images([image])
    assert names_of(project) == ["drawn", "image"]
    shown = image.renderer()
    assert (shown.redBand(), shown.greenBand(), shown.blueBand()) == (3, 2, 1)
