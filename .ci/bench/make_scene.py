"""Scenes to measure with: made once, the same on every machine, and kept."""

from __future__ import annotations

import os
from pathlib import Path

import numpy as np

# Rows made at once; also the height of a block, so that each is written once.
_ROWS = 512
_TEXTURE = 2048
TRANSFORM = (10.0, 0.0, 600000.0, 0.0, -10.0, 4900020.0)
CRS = "EPSG:32631"


def cache_folder() -> Path:
    """Where scenes are kept."""
    told = os.environ.get("TILEWRIGHT_CACHE")
    base = os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache"
    folder = Path(told) if told else Path(base) / "tilewright"
    folder = folder / "bench"
    folder.mkdir(parents=True, exist_ok=True)
    return folder


def make_scene(side: int, bands: int = 3, layout: str = "tiled") -> str:
    """The path of a uint16 raster of ``side`` x ``side`` pixels.

    ``layout`` is tiled (blocks of 256, deflate), striped (whole rows, deflate) or jp2 (JPEG2000,
    lossy, blocks of 1024, as Sentinel-2 comes).
    """
    path = cache_folder() / f"scene-{side}x{bands}-{layout}.{'jp2' if layout == 'jp2' else 'tif'}"
    if not path.exists():
        part = path.with_name(f"part-{os.getpid()}-{path.name}")
        try:
            if layout == "jp2":
                _copy_as_jp2(make_scene(side, bands), part)
            else:
                _write_tiff(part, side, bands, layout)
            part.replace(path)
        finally:
            part.unlink(missing_ok=True)
    return str(path)


def _write_tiff(path: Path, side: int, bands: int, layout: str) -> None:
    import rasterio
    from rasterio.transform import Affine

    blocks = {"tiled": True} if layout == "tiled" else {}
    textures = [_texture(band) for band in range(bands)]
    with rasterio.open(
        path,
        "w",
        driver="GTiff",
        width=side,
        height=side,
        count=bands,
        dtype="uint16",
        crs=CRS,
        transform=Affine(*TRANSFORM),
        compress="deflate",
        interleave="pixel",
        bigtiff="if_safer",
        **blocks,
    ) as dataset:
        for top in range(0, side, _ROWS):
            rows = min(_ROWS, side - top)
            strip = np.stack([_strip(t, side, top, rows) for t in textures])
            dataset.write(strip, window=((top, top + rows), (0, side)))


def _copy_as_jp2(source: str, path: Path) -> None:
    from rasterio.shutil import copy

    copy(source, str(path), driver="JP2OpenJPEG", QUALITY="25", REVERSIBLE="NO")


def _texture(band: int) -> np.ndarray:
    """Values (2048, 2048) with detail at every scale, as land has: noise of spectrum 1/f^1.6."""
    rng = np.random.default_rng(100 + band)
    # Bands look alike: most of the noise is common to all.
    noise = np.random.default_rng(7).normal(size=(_TEXTURE, _TEXTURE))
    noise += 0.3 * rng.normal(size=noise.shape)
    along = np.fft.fftfreq(_TEXTURE)
    frequency = np.hypot(along[:, None], np.fft.rfftfreq(_TEXTURE)[None])
    frequency[0, 0] = 1
    field = np.fft.irfft2(np.fft.rfft2(noise) / frequency**1.6, s=noise.shape)
    field = (field - field.mean()) / field.std()
    grain = 12 * rng.normal(size=field.shape)
    return (1400 + 200 * band + 450 * field + grain).clip(1, 10000)


def _strip(texture: np.ndarray, side: int, top: int, rows: int) -> np.ndarray:
    """Rows of the scene: the texture repeated, each repetition of another brightness."""
    row, col = np.arange(top, top + rows), np.arange(side)
    values = texture[np.ix_(row % _TEXTURE, col % _TEXTURE)]
    shade = 0.8 + 0.05 * ((3 * (row // _TEXTURE)[:, None] + 5 * (col // _TEXTURE)) % 9)
    return np.rint(values * shade).astype(np.uint16)
