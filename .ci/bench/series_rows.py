"""Label rasters and time series against plain loops over rasterio."""

from __future__ import annotations

import time
from functools import cache
from pathlib import Path

import numpy as np
from make_scene import CRS, cache_folder
from row import Row, Target

_TILE = 64
_BANDS = 4


def rows(session):
    """A hundred thousand parcels as rasters, and a thousand windows of twenty dates."""
    side, count = (1098, 1000) if session.is_quick else (10980, 100_000)
    parcels = cache(lambda: _parcels(side, count))
    yield Row(
        f"rasterise {count} parcels on {side} x {side} pixels",
        {
            "tilewright": lambda: _own_labels(session, parcels(), side),
            "rasterio loop": lambda: _plain_labels(session, parcels(), side),
        },
        targets=[Target("rasterio loop", at_least=2)],
        unit="parcels",
    )
    side, dates = (256, 5) if session.is_quick else (2048, 20)
    images = cache(lambda: _images(side, dates))
    tiles = cache(lambda: session.grid(str(images()[0]), _TILE))
    yield Row(
        f"time series, {(side // _TILE) ** 2} windows of {dates} dates",
        {
            "tilewright": lambda: _own_series(session, images(), tiles()),
            "rasterio loop": lambda: _plain_series(session, images(), side),
            # All blocks of all dates stay in GDAL's cache, which no long series allows.
            "rasterio, open": lambda: _open_series(session, images(), side),
        },
        targets=[Target("rasterio loop", at_least=2)],
        unit="windows",
    )


def _parcels(side: int, count: int) -> Path:
    """A GeoPackage of parcels that lie side by side, some of them over each other."""
    from qgis.core import (
        QgsCoordinateReferenceSystem,
        QgsCoordinateTransformContext,
        QgsFeature,
        QgsFields,
        QgsGeometry,
        QgsPointXY,
        QgsVectorFileWriter,
        QgsWkbTypes,
    )

    from tilewright.algorithms.base.compat import make_field

    path = cache_folder() / f"parcels-{side}-{count}.gpkg"
    if path.exists():
        return path
    across = int(count**0.5)
    step = side * 10 / across
    rng = np.random.default_rng(1)
    fields = QgsFields()
    fields.append(make_field("class", "int"))
    options = QgsVectorFileWriter.SaveVectorOptions()
    options.driverName = "GPKG"
    crs = QgsCoordinateReferenceSystem(CRS)
    writer = QgsVectorFileWriter.create(
        str(path), fields, QgsWkbTypes.Type.Polygon, crs, QgsCoordinateTransformContext(), options
    )
    angles = np.linspace(0, 2 * np.pi, 12, endpoint=False)
    for k in range(across * across):
        x, y = (k % across + 0.5) * step, (k // across + 0.5) * step
        radii = step * rng.uniform(0.35, 0.6, len(angles))
        points = [QgsPointXY(x + r * np.cos(a), y + r * np.sin(a)) for r, a in zip(radii, angles)]
        feature = QgsFeature(fields)
        feature.setGeometry(QgsGeometry.fromPolygonXY([points]))
        feature.setAttributes([k % 20 + 1])
        writer.addFeature(feature)
    del writer
    return path


def _template(side: int) -> Path:
    path = cache_folder() / f"template-{side}.vrt"
    path.write_text(
        f'<VRTDataset rasterXSize="{side}" rasterYSize="{side}"><SRS>{CRS}</SRS>'
        f"<GeoTransform>0,10,0,{side * 10},0,-10</GeoTransform>"
        '<VRTRasterBand dataType="Byte" band="1"/></VRTDataset>'
    )
    return path


def _own_labels(session, parcels: Path, side: int) -> tuple[int, float]:
    folder, template = session.folder(), _template(side)
    start = time.perf_counter()
    made = session.run(
        "tilewright:rasterizelabels",
        LABELS=str(parcels),
        LABEL_FIELD="class",
        TEMPLATE=str(template),
        OUTPUT=str(folder / "classes.tif"),
        IDS=str(folder / "ids.tif"),
        CONFLICTS=str(folder / "conflicts.tif"),
    )
    return made["POLYGON_COUNT"], time.perf_counter() - start


def _plain_labels(session, parcels: Path, side: int) -> tuple[int, float]:
    """The centre rule, parcel by parcel; a pixel that is taken already is in conflict."""
    import rasterio
    from osgeo import ogr
    from rasterio.features import rasterize
    from rasterio.transform import Affine
    from shapely import wkb

    folder = session.folder()
    start = time.perf_counter()
    transform = Affine(10, 0, 0, 0, -10, side * 10)
    classes, ids, conflicts = (np.zeros((side, side), t) for t in ("uint8", "uint32", "uint8"))
    dataset = ogr.Open(str(parcels))
    count = 0
    for number, feature in enumerate(dataset.GetLayer(0), 1):
        shape = wkb.loads(bytes(feature.GetGeometryRef().ExportToWkb()))
        left, bottom, right, top = shape.bounds
        col, row = max(0, int(left / 10)), max(0, int(side - top / 10))
        width = min(side, int(right / 10) + 1) - col
        height = min(side, int(side - bottom / 10) + 1) - row
        own = rasterize(
            [(shape, 1)],
            out_shape=(height, width),
            transform=transform * Affine.translation(col, row),
            dtype="uint8",
        ).astype(bool)
        part = np.s_[row : row + height, col : col + width]
        value = feature.GetField("class")
        taken = own & (classes[part] != 0) & (classes[part] != value)
        conflicts[part][taken] = 2
        free = own & (classes[part] == 0)
        classes[part][free] = value
        ids[part][free] = number
        count += 1
    for name, array in (("classes", classes), ("ids", ids), ("conflicts", conflicts)):
        with rasterio.open(
            folder / f"{name}.tif",
            "w",
            driver="GTiff",
            width=side,
            height=side,
            count=1,
            dtype=array.dtype.name,
            crs=CRS,
            transform=transform,
            tiled=True,
            compress="deflate",
        ) as file:
            file.write(array, 1)
    return count, time.perf_counter() - start


def _images(side: int, dates: int) -> list[Path]:
    import rasterio
    from rasterio.transform import Affine

    folder = cache_folder() / f"dates-{side}-{dates}"
    folder.mkdir(exist_ok=True)
    paths = [folder / f"scene_2020{k // 28 + 1:02d}{k % 28 + 1:02d}.tif" for k in range(dates)]
    rng = np.random.default_rng(2)
    smooth = rng.integers(300, 3000, (_BANDS, side // 16 + 1, side // 16 + 1))
    for path in paths:
        if path.exists():
            continue
        values = smooth.repeat(16, 1).repeat(16, 2)[:, :side, :side]
        values = values + rng.integers(0, 120, (_BANDS, side, side))
        part = path.with_suffix(".part")
        with rasterio.open(
            part,
            "w",
            driver="GTiff",
            width=side,
            height=side,
            count=_BANDS,
            dtype="uint16",
            crs=CRS,
            transform=Affine(10, 0, 0, 0, -10, side * 10),
            tiled=True,
            blockxsize=256,
            blockysize=256,
            compress="deflate",
            predictor=2,
        ) as file:
            file.write(values.astype("uint16"))
        part.rename(path)
    return paths


def _own_series(session, images: list[Path], tiles) -> tuple[int, float]:
    folder = session.folder()
    start = time.perf_counter()
    made = session.run(
        "tilewright:exporttimeseries",
        FOLDER=str(images[0].parent),
        TILES=tiles,
        COMPRESS=False,
        OUTPUT=str(folder / "dataset"),
    )
    return made["TILE_COUNT"], time.perf_counter() - start


def _plain_series(session, images: list[Path], side: int) -> tuple[int, float]:
    """Window by window, date by date."""
    import rasterio

    def read(window) -> np.ndarray:
        arrays = []
        for path in images:
            with rasterio.open(path) as file:
                arrays.append(file.read(window=window))
        return np.stack(arrays)

    return _write_windows(session, side, read)


def _open_series(session, images: list[Path], side: int) -> tuple[int, float]:
    """The same with all files open from beginning to end."""
    import rasterio

    files = [rasterio.open(path) for path in images]
    try:
        return _write_windows(
            session, side, lambda window: np.stack([file.read(window=window) for file in files])
        )
    finally:
        for file in files:
            file.close()


def _write_windows(session, side: int, read) -> tuple[int, float]:
    from rasterio.windows import Window

    folder = session.folder()
    start = time.perf_counter()
    count = 0
    for row in range(0, side - _TILE + 1, _TILE):
        for col in range(0, side - _TILE + 1, _TILE):
            window = Window(col, row, _TILE, _TILE)
            stack = read(window)
            valid = (stack != 0).any(axis=1).mean(axis=(1, 2))
            np.savez(folder / f"{row}_{col}.npz", images=stack, valid=valid)
            count += 1
    return count, time.perf_counter() - start
