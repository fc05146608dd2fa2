"""Grid and label join against QGIS's own algorithms."""

from __future__ import annotations

import math
import random
import time
from functools import cache

from make_scene import CRS, cache_folder
from row import Row, Target

_TILE = 640
_POLYGONS = 2000
_FULL_SIDE = 1000


def rows(session):
    """Grid of a million tiles, and the join of 2000 polygons to them."""
    side = 100 if session.is_quick else 1000
    yield Row(
        f"grid of {side * side} tiles",
        {
            "tilewright": lambda: _own_grid(session, side).featureCount(),
            "native": lambda: _native_grid(session, side).featureCount(),
        },
        targets=[Target("native", at_most=3)],
    )
    own = cache(lambda: _own_grid(session, side))
    native, labels = cache(lambda: _native_grid(session, side)), cache(lambda: _labels(side))
    for name, predicate, method, times in (
        ("first match", "INTERSECTS", 1, 10),
        ("largest overlap", "LARGEST", 2, 5),
    ):
        yield Row(
            f"label join, {name}, {side * side} tiles",
            {
                "tilewright": lambda p=predicate: _own_join(session, own(), labels(), p),
                "native": lambda m=method: _native_join(session, native(), labels(), m),
            },
            targets=[Target("native", at_least=times)],
        )


def _own_grid(session, side: int):
    # Only a size and a place: a grid reads no pixel.
    path = cache_folder() / f"nothing-{side}.vrt"
    path.write_text(
        f'<VRTDataset rasterXSize="{side * 64}" rasterYSize="{side * 64}"><SRS>{CRS}</SRS>'
        f"<GeoTransform>0,10,0,{side * _TILE},0,-10</GeoTransform>"
        '<VRTRasterBand dataType="Byte" band="1"/></VRTDataset>'
    )
    return session.grid(str(path), 64)


def _native_grid(session, side: int):
    return session.run(
        "native:creategrid",
        TYPE=2,
        EXTENT=f"0,{side * _TILE},0,{side * _TILE} [{CRS}]",
        HSPACING=_TILE,
        VSPACING=_TILE,
        CRS=CRS,
        OUTPUT="TEMPORARY_OUTPUT",
    )["OUTPUT"]


def _labels(side: int):
    from qgis.core import QgsFeature, QgsGeometry, QgsPointXY, QgsVectorLayer

    rng = random.Random(1)
    layer = QgsVectorLayer(f"Polygon?crs={CRS}&field=class:string", "labels", "memory")
    features = []
    # As dense in a small grid as in the full one.
    for k in range(max(5, _POLYGONS * side**2 // _FULL_SIDE**2)):
        x, y = (rng.random() * side * _TILE for _ in range(2))
        size, corners = rng.uniform(300, 6000), rng.randint(8, 60)
        points = []
        for corner in range(corners):
            angle, radius = corner * 2 * math.pi / corners, size * rng.uniform(0.6, 1)
            points.append(QgsPointXY(x + radius * math.cos(angle), y + radius * math.sin(angle)))
        feature = QgsFeature(layer.fields())
        feature.setGeometry(QgsGeometry.fromPolygonXY([points]))
        feature.setAttributes([f"c{k % 5}"])
        features.append(feature)
    layer.dataProvider().addFeatures(features)
    layer.updateExtents()
    return layer


def _own_join(session, tiles, labels, predicate: str) -> tuple[int, float]:
    start = time.perf_counter()
    made = session.run(
        "tilewright:joinlabels",
        INPUT=tiles,
        LABELS=labels,
        LABEL_FIELD="class",
        PREDICATE=predicate,
        OTHER_LABEL="none",
        OUTPUT="TEMPORARY_OUTPUT",
    )
    return made["TILE_COUNT"], time.perf_counter() - start


def _native_join(session, tiles, labels, method: int) -> tuple[int, float]:
    start = time.perf_counter()
    made = session.run(
        "native:joinattributesbylocation",
        INPUT=tiles,
        JOIN=labels,
        PREDICATE=[0],
        JOIN_FIELDS=["class"],
        METHOD=method,
        DISCARD_NONMATCHING=False,
        PREFIX="",
        OUTPUT="TEMPORARY_OUTPUT",
    )
    return made["OUTPUT"].featureCount(), time.perf_counter() - start
