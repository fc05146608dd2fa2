"""An asset as it is, read by GDAL where Earth Engine's client is missing."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np

from ..errors import ParameterError, RasterError, TileEmptyError, TileRefusedError
from ..raster.info import RasterInfo
from ..raster.source import FileRasterSource, RasterSource
from ..resampling.grid import TargetGrid, grid_of
from ..resampling.resample import read_resampled
from .client import Connection, check_address, import_client, not_a_key
from .detached import run_detached

_DRIVER = "EEDAI"
_METHODS = {"BICUBIC": "CUBIC"}


class PlainAssetSource(RasterSource):
    """An image without a composite, on the grids of some zones, of which each is a part.

    Args:
        asset: its id.
        connection: whose key is used; a stored sign-in is one of the client's, which is missing.
        bands: names of those that are read; none for all.
        resampling: NEAREST, BILINEAR, BICUBIC or AVERAGE.
        is_cancelled: polled while the server is waited for.

    Raises:
        MissingLibraryError: GDAL cannot read assets, or nobody's key is given.
        ParameterError: there is no band of a name.
        RasterError: there is no such image, or the server refuses.
    """

    reads_grids = True

    def __init__(
        self,
        asset: str,
        connection: Connection,
        bands: Sequence[str],
        resampling: str,
        is_cancelled: Callable[[], bool],
    ) -> None:
        self._options = _gdal_options(connection)
        self._method = _METHODS.get(resampling, resampling)
        self._is_cancelled = is_cancelled
        path = f"{_DRIVER}:{_whole_name(asset)}"
        self._inner = self._call(lambda: FileRasterSource(path))
        names = self._inner.info.descriptions
        unknown = [band for band in bands if band not in names]
        if unknown:
            raise ParameterError(
                "{ASSET} {asset} has no band {band}; it has {names}.",
                asset=asset,
                band=unknown[0],
                names=", ".join(names),
            )
        if bands:
            numbers = ",".join(str(names.index(band) + 1) for band in bands)
            self._inner.close()
            self._inner = self._call(lambda: FileRasterSource(path, numbers))
        self.info = replace(self._inner.info, name=asset)
        self._infos: list[RasterInfo] = []

    def _call(self, work: Callable[[], Any]) -> Any:
        import rasterio

        def run() -> Any:
            with rasterio.Env(**self._options):
                return work()

        return run_detached(run, self._is_cancelled)

    def set_zones(self, grids: Sequence[TargetGrid]) -> None:
        """The pixel grids that the parts have, around all tiles of each zone."""
        self._infos = [
            replace(
                self.info,
                transform=grid.transform,
                crs_wkt=grid.crs_wkt,
                width=grid.width,
                height=grid.height,
                block_shape=(256, 256),
            )
            for grid in grids
        ]
        self.info = self._infos[0]

    @property
    def metres(self) -> float | None:
        """Size of its own pixels, where it has them in metres."""
        from rasterio.crs import CRS

        info = self._inner.info
        return abs(info.transform[0]) if CRS.from_wkt(info.crs_wkt).is_projected else None

    def fingerprint(self) -> str | None:
        """See RasterSource.fingerprint."""
        return f"{self._inner.info.path} {self._method}"

    def part(self, number: int) -> RasterSource:
        """The image on the grid of a zone."""
        return _Zone(self, self._infos[number])

    def read(self, window: Sequence[int]) -> tuple[np.ndarray, np.ndarray]:
        """See RasterSource.read."""
        return self.part(0).read(window)

    def read_overview(self, width: int, height: int) -> tuple[np.ndarray, np.ndarray]:
        """See RasterSource.read_overview."""
        return self.part(0).read_overview(width, height)

    def read_grid(self, target: TargetGrid) -> tuple[np.ndarray, np.ndarray]:
        """Values and valid pixels on a grid; see GridSource.

        Raises:
            TileEmptyError: the image has no valid pixel there.
            TileRefusedError: the server does not give them.
        """
        try:
            values, valid = self._call(lambda: read_resampled(self._inner, target, self._method))
        except RasterError as error:
            raise TileRefusedError("Earth Engine: {error}", error=error.message) from error
        if not valid.any():
            raise TileEmptyError("{name}", name=self.info.name)
        return values, valid

    def close(self) -> None:
        """See RasterSource.close."""
        self._inner.close()


class _Zone(RasterSource):
    """The image on the grid of one zone."""

    reads_grids = True

    def __init__(self, whole: PlainAssetSource, info: RasterInfo) -> None:
        self._whole, self.info = whole, info

    def fingerprint(self) -> str | None:
        return self._whole.fingerprint()

    def read(self, window: Sequence[int]) -> tuple[np.ndarray, np.ndarray]:
        return self.read_grid(grid_of(self.info).window(window))

    def read_grid(self, target: TargetGrid) -> tuple[np.ndarray, np.ndarray]:
        return self._whole.read_grid(target)

    def read_overview(self, width: int, height: int) -> tuple[np.ndarray, np.ndarray]:
        outline = grid_of(self.info).outline()
        return self.read_grid(TargetGrid.over_corners(outline, width, height, self.info.crs_wkt))

    def close(self) -> None:
        return


def _gdal_options(connection: Connection) -> dict[str, str]:
    """What GDAL's driver is told of server and key."""
    from rasterio.env import Env

    with Env() as env:
        has_driver = _DRIVER in env.drivers()
    if not has_driver or not (connection.credentials or connection.url):
        import_client()
    options = {}
    if connection.url:
        check_address(connection.url)
        options["EEDA_URL"] = f"{connection.url.rstrip('/')}/v1alpha/"
    if connection.credentials:
        options["GOOGLE_APPLICATION_CREDENTIALS"] = connection.credentials
        options["GO2A_AUD"] = _token_address(connection.credentials)
    else:
        # Without a word of any kind GDAL would ask nobody.
        options["EEDA_BEARER"] = "none"
    return options


def _token_address(path: str) -> str:
    try:
        return str(json.loads(Path(path).read_text("utf-8"))["token_uri"])
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise not_a_key(path, error) from error


def _whole_name(asset: str) -> str:
    is_whole = asset.startswith("projects/")
    return asset if is_whole else f"projects/earthengine-public/assets/{asset}"
