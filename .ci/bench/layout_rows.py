"""Datasets of objects against the same images without them."""

from __future__ import annotations

import time
from functools import partial
from pathlib import Path

import numpy as np
from make_scene import cache_folder, make_scene
from row import Row, Target

_TILE = 110
_OBJECTS_A_TILE = 10


def rows(session):
    """All rows of layouts."""
    scene = partial(make_scene, session.side)
    count = (session.side // _TILE) ** 2 * _OBJECTS_A_TILE
    for layout in ("COCO", "YOLO"):
        yield Row(
            f"{layout}, {count} objects on tiles of {_TILE} px",
            {
                "tilewright": partial(_export, session, scene, count, LAYOUT=layout),
                "without objects": partial(_export, session, scene, 0),
            },
            targets=[Target("without objects", at_most=1.5)],
        )


def _export(session, scene, count: int, **parameters) -> tuple[int, float]:
    raster = str(scene())
    tiles = session.run(
        "tilewright:splittiles", INPUT=session.grid(raster, _TILE), METHOD="RANDOM",
        OUTPUT="TEMPORARY_OUTPUT",
    )["OUTPUT"]  # fmt: skip
    if count:
        parameters.update(OBJECTS=str(make_objects(session.side, count)), OBJECT_LABEL="thing")
    folder, start = session.folder(), time.perf_counter()
    made = session.export(raster, tiles, folder, SPLIT_FIELD="split", **parameters)
    return made, time.perf_counter() - start


def make_objects(side: int, count: int) -> Path:
    """A GeoPackage of octagons over a scene, a fifth of which crosses edges of tiles."""
    path = cache_folder() / f"objects-{side}-{count}.gpkg"
    if path.exists():
        return path
    from osgeo import gdal, ogr, osr

    ogr.UseExceptions()
    scene = gdal.Open(str(make_scene(side)))
    left, width, _, top, _, height = scene.GetGeoTransform()
    part = path.with_suffix(".part.gpkg")
    source = ogr.GetDriverByName("GPKG").CreateDataSource(str(part))
    system = osr.SpatialReference(wkt=scene.GetProjection())
    layer = source.CreateLayer("objects", system, ogr.wkbPolygon)
    rng = np.random.default_rng(4)
    turns = np.linspace(0, 2 * np.pi, 9)
    layer.StartTransaction()
    for col, row, radius in zip(*rng.uniform(0, side, (2, count)), rng.uniform(3, 8, count)):
        ring = ogr.Geometry(ogr.wkbLinearRing)
        for x, y in zip(col + radius * np.cos(turns), row + radius * np.sin(turns)):
            ring.AddPoint_2D(left + width * float(x), top + height * float(y))
        ring.CloseRings()
        polygon = ogr.Geometry(ogr.wkbPolygon)
        polygon.AddGeometry(ring)
        feature = ogr.Feature(layer.GetLayerDefn())
        feature.SetGeometry(polygon)
        layer.CreateFeature(feature)
    layer.CommitTransaction()
    layer = source = None
    part.rename(path)
    return path
