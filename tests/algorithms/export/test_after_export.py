"""What QGIS knows of coordinate systems after an export, whose threads have ended."""

import math

import numpy as np
import pytest


@pytest.mark.parametrize(
    ("crs", "scaling"),
    [("EPSG:32607", "NONE"), ("EPSG:32608", "STYLE"), ("EPSG:32609", "PERCENTILE")],
)
def test_it_can_measure_still(run, make_raster, tmp_path, crs, scaling):
    """The coordinate systems are ones that no other test has made QGIS's main thread meet."""
    from qgis.core import (
        QgsCoordinateReferenceSystem,
        QgsDistanceArea,
        QgsPointXY,
        QgsProject,
    )

    values = np.random.default_rng(4).integers(1, 250, (3, 64, 64), dtype="uint8")
    raster = make_raster(values, crs=crs)
    tiles = run("createtilegrid", INPUT=raster, TILE_SIZE=32)["OUTPUT"]
    given = {"FORMAT": "PNG", "SCALING": scaling, "OUTPUT": str(tmp_path / "out")}
    assert run("exporttiles", RASTER=raster, TILES=tiles, **given)["TILE_COUNT"] == 4
    measure = QgsDistanceArea()
    measure.setSourceCrs(
        QgsCoordinateReferenceSystem(crs), QgsProject.instance().transformContext()
    )
    measure.setEllipsoid("WGS84")
    length = measure.measureLine(QgsPointXY(500000, 4600000), QgsPointXY(501000, 4600000))
    # A metre of UTM's middle is 0.9996 of one on the ground.
    assert math.isfinite(length) and length == pytest.approx(1000 / 0.9996, rel=1e-6)
