"""A map service and an address on this computer, against QGIS's raster writer and the file."""

from __future__ import annotations

import subprocess
import sys
import time
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from urllib.request import urlopen

import numpy as np
from make_scene import cache_folder, make_scene
from row import Row, Target
from session import ROOT

_TILE = 256
_SERVER = ROOT / "tests" / "algorithms" / "services" / "qgis_server.py"
_FILES = Path(__file__).with_name("serve_ranges.py")


def rows(session):
    """2000 tiles of a WMS of QGIS Server; a cloud-optimised GeoTIFF by its address."""
    columns, lines = (10, 8) if session.is_quick else (50, 40)
    picture = _make_picture(columns * _TILE, lines * _TILE)
    for seconds, name in ((0, "on this computer"), (0.05, "that takes 50 ms to answer")):
        with _served(_SERVER, str(_make_project(picture)), "2", str(seconds)) as port:
            layer = _map_layer(port)
            tiles = session.grid(str(picture), _TILE)
            yield Row(
                f"{columns * lines} tiles of a WMS {name}",
                {
                    "tilewright": partial(_export, session, layer, tiles),
                    "raster writer": partial(_write_one_by_one, session, layer, tiles),
                },
                targets=[Target("raster writer", at_least=5)],
            )
    scene = Path(_make_cog(session.half_side))
    with _served(_FILES, str(scene.parent)) as port:
        tiles = session.grid(str(scene), _TILE)
        yield Row(
            "tiles of a COG by its address",
            {
                "tilewright": lambda: _export(
                    session, f"http://127.0.0.1:{port}/{scene.name}", tiles
                ),
                "the file": lambda: _export(session, str(scene), tiles),
            },
            targets=[Target("the file", at_most=2)],
        )


@contextmanager
def _served(script: Path, *arguments: str):
    """The port of a server, which is a process of its own."""
    command = [sys.executable, str(script), *arguments]
    with subprocess.Popen(
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True
    ) as child:
        yield int(child.stdout.readline())
        child.stdin.close()


def _make_picture(width: int, height: int) -> Path:
    """Red, green and blue of 8 bits, with details."""
    import rasterio

    path = cache_folder() / f"picture-{width}x{height}.tif"
    if path.exists():
        return path
    rng = np.random.default_rng(7)
    texture = rng.integers(0, 255, (3, 512, width), dtype=np.uint8)
    texture[:] = np.sort(texture.reshape(3, 512, -1, 64), axis=3).reshape(texture.shape)
    part = path.with_suffix(".part.tif")
    place = rasterio.transform.from_origin(500000, 4900000, 10, 10)
    profile = {"driver": "GTiff", "width": width, "height": height, "count": 3, "dtype": "uint8"}
    with rasterio.open(
        part, "w", **profile, tiled=True, crs="EPSG:32631", transform=place, photometric="RGB"
    ) as file:
        for top in range(0, height, 512):
            rows = min(512, height - top)
            file.write(texture[:, :rows], window=((top, top + rows), (0, width)))
    part.replace(path)
    return path


def _make_project(picture: Path) -> Path:
    from qgis.core import QgsProject, QgsRasterLayer

    path = picture.with_suffix(".qgs")
    project = QgsProject()
    layer = QgsRasterLayer(str(picture), "picture")
    project.addMapLayer(layer)
    project.setCrs(layer.crs())
    project.writeEntry("WMSCrsList", "/", ["EPSG:32631"])
    project.write(str(path))
    return path


def _map_layer(port: int):
    from qgis.core import QgsRasterLayer

    url = f"http://127.0.0.1:{port}/"
    # Each process takes a while until it answers for the first time.
    for _ in range(4):
        with urlopen(f"{url}?SERVICE=WMS&REQUEST=GetCapabilities", timeout=120) as answer:
            answer.read()
    source = f"crs=EPSG:32631&dpiMode=7&format=image/jpeg&layers=picture&styles&url={url}"
    layer = QgsRasterLayer(source, "map service", "wms")
    if not layer.isValid():
        raise RuntimeError("QGIS Server does not answer.")
    return layer


def _export(session, raster, tiles) -> tuple[int, float]:
    start = time.perf_counter()
    folder = session.folder()
    made = session.run(
        "tilewright:exporttiles",
        RASTER=raster,
        TILES=tiles,
        FORMAT="GTIFF",
        SCALING="NONE",
        OUTPUT=str(folder),
    )
    return made["TILE_COUNT"], time.perf_counter() - start


def _write_one_by_one(session, layer, tiles) -> tuple[int, float]:
    """Some tiles, one after the other, as scripts do."""
    from qgis.core import QgsRasterFileWriter

    folder = session.folder()
    folder.mkdir(parents=True, exist_ok=True)
    chosen = [feature.geometry().boundingBox() for feature in tiles.getFeatures()][:200]
    start = time.perf_counter()
    for k, extent in enumerate(chosen):
        writer = QgsRasterFileWriter(str(folder / f"{k}.tif"))
        # As Tilewright's files are.
        writer.setCreateOptions(["COMPRESS=DEFLATE", "ZLEVEL=1", "PREDICTOR=2"])
        writer.writeRaster(layer.pipe(), _TILE, _TILE, extent, layer.crs())
    return len(chosen), time.perf_counter() - start


def _make_cog(side: int) -> str:
    import rasterio.shutil

    path = cache_folder() / f"scene-{side}-cog.tif"
    if not path.exists():
        part = path.with_suffix(".part.tif")
        rasterio.shutil.copy(
            make_scene(side), part, driver="COG", compress="DEFLATE", blocksize=512
        )
        part.replace(path)
    return str(path)
