"""Exports against plain loops, the tutorial's steps, gdal_retile.py, and what cannot be beaten."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import time
from functools import partial
from pathlib import Path

import numpy as np
from make_scene import cache_folder, make_scene
from row import Row, Target

LOW, HIGH = 200, 3500
# As Tilewright's files are.
_COMPRESSED = ("COMPRESS=DEFLATE", "PREDICTOR=2", "ZLEVEL=1", "INTERLEAVE=PIXEL")


def rows(session):
    """All export rows."""
    # Scenes are made when they are needed, and before the clock starts.
    scene = partial(make_scene, session.side)
    for size, plain, tutorial in ((64, 2.2, 500), (256, 2.2, 100)):
        yield Row(
            f"JPEG {size} px",
            {
                "tilewright": partial(_export, session, scene, size),
                "plain loop": partial(plain_jpegs, session, scene, size),
                "tutorial": partial(tutorial_route, session, scene, size),
                "floor": partial(floor, session, scene, size),
            },
            targets=[
                Target("plain loop", at_least=plain),
                Target("tutorial", at_least=tutorial),
                Target("floor", at_most=1.4),
            ],
        )
    yield Row(
        "JPEG 256 px on disk",
        {
            "tilewright": partial(_export, session, scene, 256, on_disk=True),
            "plain loop": partial(plain_jpegs, session, scene, 256, on_disk=True),
        },
    )
    kept = {"SCALING": "NONE"}
    yield Row(
        "GTIFF 256 px",
        {
            "tilewright": partial(_export, session, scene, 256, FORMAT="GTIFF", **kept),
            "gdal_retile.py": partial(retile, session, scene, 256, _COMPRESSED),
            "the same, uncompressed": partial(retile, session, scene, 256, ()),
        },
        targets=[
            Target("gdal_retile.py", at_least=2.5),
            Target("the same, uncompressed", at_least=1.5),
        ],
    )
    plain = {**kept, "COMPRESS": False}
    yield Row(
        "GTIFF 256 px, uncompressed",
        {
            "tilewright": partial(_export, session, scene, 256, FORMAT="GTIFF", **plain),
            "gdal_retile.py": partial(retile, session, scene, 256, ()),
        },
        targets=[Target("gdal_retile.py", at_least=1.5)],
    )
    yield Row(
        "NPY 256 px",
        {
            "tilewright": partial(_export, session, scene, 256, FORMAT="NPY", **kept),
            "plain loop": partial(plain_arrays, session, scene, 256),
        },
        targets=[Target("plain loop", at_least=1.8)],
    )
    yield Row(
        "JPEG 256 px, STYLE",
        {
            "tilewright": partial(_export, session, scene, 256, SCALING="STYLE"),
            "plain loop": partial(plain_jpegs, session, scene, 256),
        },
        targets=[Target("plain loop", at_least=1.5)],
    )
    side = session.half_side
    many = partial(make_scene, side, 12)
    yield Row(
        f"NPY 256 px, 12 bands, {side} x {side}",
        {
            "tilewright": partial(_export, session, many, 256, FORMAT="NPY", **kept),
            "plain loop": partial(plain_arrays, session, many, 256),
        },
        targets=[Target("plain loop", at_least=1.8)],
    )
    strips = [Target("plain loop", at_least=2)]
    for layout, across, targets in (
        ("striped", session.side, strips),
        ("striped", side, strips),
        ("jp2", side, []),
    ):
        other = partial(make_scene, across, 3, layout)
        yield Row(
            f"JPEG 256 px, {layout}, {across} x {across}",
            {
                "tilewright": partial(_export, session, other, 256),
                "plain loop": partial(plain_jpegs, session, other, 256),
            },
            targets=targets,
        )
    # As many as geetiles makes of Luxembourg, of 1 km each; fewer on a small scene.
    wide = 9 if session.is_quick else 53
    for name, degrees, pixels, more in (
        ("100 px of tiles in degrees", True, 100, {"PIXELS": 100}),
        ("12.5 m of tiles in metres", False, 80, {"METERS_PER_PIXEL": 12.5}),
    ):
        yield Row(
            f"Resampled GTIFF, {name}",
            {
                "tilewright": partial(_resample, session, scene, wide, degrees, more),
                "WarpedVRT loop": partial(plain_warps, session, scene, wide, degrees, pixels),
            },
            targets=[Target("WarpedVRT loop", at_most=1.5)],
        )


def _boxes(scene: str, wide: int, in_degrees: bool) -> tuple[str, list[tuple[float, ...]]]:
    """Coordinate system and bounds of tiles of about 1 km, off the scene's pixels."""
    import rasterio
    from rasterio.warp import transform_bounds

    with rasterio.open(scene) as dataset:
        crs, bounds = dataset.crs, dataset.bounds
    left, bottom, across, down = bounds.left + 503.0, bounds.bottom + 507.0, 1000.0, 1000.0
    if in_degrees:
        west, south, east, north = transform_bounds(crs, "EPSG:4326", *bounds)
        down = 1000 / 111_200
        across = down / np.cos(np.radians((south + north) / 2))
        left, bottom = (west + east - wide * across) / 2, (south + north - wide * down) / 2
    boxes = [
        (left + c * across, bottom + r * down, left + (c + 1) * across, bottom + (r + 1) * down)
        for r in range(wide)
        for c in range(wide)
    ]
    return "EPSG:4326" if in_degrees else crs.to_string(), boxes


def _resample(session, make, wide: int, in_degrees: bool, parameters: dict):
    from qgis.core import QgsFeature, QgsGeometry, QgsRectangle, QgsVectorLayer

    raster = make()
    crs, boxes = _boxes(raster, wide, in_degrees)
    tiles = QgsVectorLayer(f"Polygon?crs={crs}", "tiles", "memory")
    features = [QgsFeature() for _ in boxes]
    for feature, box in zip(features, boxes):
        feature.setGeometry(QgsGeometry.fromRect(QgsRectangle(*box)))
    tiles.dataProvider().addFeatures(features)
    parameters = {"FORMAT": "GTIFF", "SCALING": "NONE", "RESAMPLING": "BILINEAR", **parameters}
    folder, start = session.folder(), time.perf_counter()
    return session.export(raster, tiles, folder, **parameters), time.perf_counter() - start


def plain_warps(session, make, wide: int, in_degrees: bool, pixels: int):
    """A virtual warped raster a tile, which is read and saved."""
    import rasterio
    from rasterio.enums import Resampling
    from rasterio.transform import from_bounds
    from rasterio.vrt import WarpedVRT

    scene, folder = make(), session.folder()
    crs, boxes = _boxes(scene, wide, in_degrees)
    start = time.perf_counter()
    with rasterio.open(scene) as dataset:
        for k, box in enumerate(boxes):
            grid = {
                "crs": crs,
                "transform": from_bounds(*box, pixels, pixels),
                "width": pixels,
                "height": pixels,
            }
            with WarpedVRT(dataset, resampling=Resampling.bilinear, **grid) as warped:
                values = warped.read()
            profile = {"driver": "GTiff", "count": len(values), "dtype": values.dtype, **grid}
            packing = {"compress": "deflate", "predictor": 2, "zlevel": 1}
            with rasterio.open(folder / f"{k}.tif", "w", **profile, **packing) as file:
                file.write(values)
    return len(boxes), time.perf_counter() - start


def _target_folder(session, on_disk: bool) -> Path:
    if not on_disk:
        return session.folder()
    path = cache_folder() / "out"
    shutil.rmtree(path, ignore_errors=True)
    path.mkdir()
    return path


def _export(session, make, size: int, on_disk: bool = False, **parameters):
    raster = make()
    tiles = session.grid(raster, size)
    if parameters.get("SCALING") == "STYLE":
        raster = _styled(raster)
    folder = _target_folder(session, on_disk)
    start = time.perf_counter()
    count = session.export(raster, tiles, folder, **parameters)
    if on_disk:
        os.sync()
    return count, time.perf_counter() - start


def _styled(scene: str):
    from qgis.core import QgsContrastEnhancement, QgsRasterLayer, QgsRasterMinMaxOrigin

    layer = QgsRasterLayer(scene, "scene")
    limits = QgsRasterMinMaxOrigin.Limits.MinMax
    layer.setContrastEnhancement(
        QgsContrastEnhancement.ContrastEnhancementAlgorithm.StretchToMinimumMaximum, limits
    )
    return layer


def _windows(dataset, size: int):
    from rasterio.windows import Window

    for row in range(0, dataset.height - size + 1, size):
        for col in range(0, dataset.width - size + 1, size):
            yield Window(col, row, size, size)


def plain_jpegs(session, make, size: int, on_disk: bool = False):
    """What everybody writes first: read a window, scale it, save it."""
    import rasterio
    from PIL import Image

    scene, folder = make(), _target_folder(session, on_disk)
    start = time.perf_counter()
    count = 0
    with rasterio.open(scene) as dataset:
        for window in _windows(dataset, size):
            values = dataset.read(window=window).astype(np.float32)
            scaled = np.clip((values - LOW) / (HIGH - LOW) * 255, 0, 255).round().astype(np.uint8)
            image = Image.fromarray(np.moveaxis(scaled, 0, -1))
            image.save(folder / f"{window.row_off}_{window.col_off}.jpg", quality=90)
            count += 1
    if on_disk:
        os.sync()
    return count, time.perf_counter() - start


def plain_arrays(session, make, size: int):
    """The same without scaling, to NumPy's format."""
    import rasterio

    scene, folder = make(), session.folder()
    start = time.perf_counter()
    count = 0
    with rasterio.open(scene) as dataset:
        for window in _windows(dataset, size):
            np.save(folder / f"{window.row_off}_{window.col_off}.npy", dataset.read(window=window))
            count += 1
    return count, time.perf_counter() - start


def tutorial_route(session, make, size: int, sample: int = 12):
    """The tutorial's steps as a script, on a few tiles: clip by each cell, then save as picture."""
    from qgis.core import QgsFeatureRequest, QgsRasterFileWriter, QgsRasterLayer, QgsRasterPipe

    scene, folder = make(), session.folder()
    tiles = session.grid(scene, size)
    count = min(4 if session.is_quick else sample, tiles.featureCount())
    start = time.perf_counter()
    for k in range(count):
        cell = tiles.materialize(QgsFeatureRequest(k + 1))
        clipped = session.run(
            "gdal:cliprasterbymasklayer",
            INPUT=scene,
            MASK=cell,
            CROP_TO_CUTLINE=True,
            KEEP_RESOLUTION=True,
            OUTPUT=str(folder / f"{k}.tif"),
        )["OUTPUT"]
        layer = QgsRasterLayer(clipped, "clipped")
        pipe = QgsRasterPipe()
        pipe.set(layer.dataProvider().clone())
        pipe.set(layer.renderer().clone())
        writer = QgsRasterFileWriter(str(folder / f"urban_{k}.jpg"))
        writer.setCreateOptions(["COMPRESS=JPEG"])
        writer.writeRaster(pipe, layer.width(), layer.height(), layer.extent(), layer.crs())
    return count, time.perf_counter() - start


def retile(session, make, size: int, options: tuple[str, ...]):
    """gdal_retile.py, with options of the format."""
    scene, folder = make(), session.folder()
    start = time.perf_counter()
    subprocess.run(
        ["gdal_retile.py", "-q", "-ps", str(size), str(size)]
        + [word for option in options for word in ("-co", option)]
        + ["-targetDir", str(folder), scene],
        check=True,
        capture_output=True,
    )
    seconds = time.perf_counter() - start
    return sum(path.name.endswith(".tif") for path in Path(folder).iterdir()), seconds


def floor(session, make, size: int):
    """What cannot be saved: see measure_floor.py. A process of its own, as QGIS must not fork."""
    script = Path(__file__).with_name("measure_floor.py")
    done = subprocess.run(
        [sys.executable, "-W", "ignore", str(script), make(), str(size), str(session.folder())],
        check=True,
        capture_output=True,
        text=True,
    )
    found = json.loads(done.stdout)
    return found["tiles"], found["seconds"]
