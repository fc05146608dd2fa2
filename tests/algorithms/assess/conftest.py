"""Maps to assess."""

from __future__ import annotations

import numpy as np
import pytest

NAMES = "1=forest,2=water,3=urban"


@pytest.fixture
def codes() -> np.ndarray:
    """Forest in the west, water in the east, a small town, and a strip of nodata."""
    codes = np.ones((100, 120), dtype="uint8")
    codes[:, 60:] = 2
    codes[:20, :20] = 3
    codes[90:] = 0
    return codes


@pytest.fixture
def class_raster(make_raster, codes) -> str:
    """A file of them, 10 m pixels from 500000 E, 4600000 N."""
    colormap = {1: (0, 100, 0), 2: (0, 0, 200), 3: (200, 0, 0)}
    return make_raster(codes, name="classes.tif", nodata=0, colormap=colormap)


@pytest.fixture
def fill(qgis):
    """Gives each point of a layer a class: ``fill(layer, lambda feature: "forest")``."""
    from qgis.core import QgsVectorLayer

    def fill_in(layer, decide):
        layer = QgsVectorLayer(layer, "points", "ogr") if isinstance(layer, str) else layer
        index = layer.fields().lookupField("reference")
        layer.startEditing()
        for feature in layer.getFeatures():
            layer.changeAttributeValue(feature.id(), index, decide(feature))
        assert layer.commitChanges()
        return layer

    return fill_in
