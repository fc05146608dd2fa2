"""Reading windows of a raster: the seam between the engine and where pixels come from."""

from __future__ import annotations

import os
import threading
import warnings
from collections.abc import Sequence
from typing import Protocol

import numpy as np

from .check_whole import check_whole
from .errors import RasterError
from .gdal_errors import advise, listening_to_gdal
from .raster_info import RasterInfo, choose_bands, unnamed_band
from .watch_fill import FillWatch


class RasterSource(Protocol):
    """Where the engine gets pixels from; safe to use from several threads at once."""

    info: RasterInfo

    def read(self, window: Sequence[int]) -> tuple[np.ndarray, np.ndarray]:
        """Read a window that lies inside the raster.

        Args:
            window: column offset, row offset, width, height in pixels.

        Returns:
            Values (bands, height, width) and a bool mask (height, width) of valid pixels. A pixel
            is invalid when all bands that are read are.
        """
        ...

    def read_overview(self, width: int, height: int) -> tuple[np.ndarray, np.ndarray]:
        """The whole raster on ``width`` x ``height`` pixels, nearest neighbours; see read."""
        ...

    def close(self) -> None:
        """Free what reading has opened."""
        ...


class FileRasterSource:
    """A raster that GDAL can open, read through rasterio.

    Each thread opens a dataset of its own, and a copy sent to another process opens its own there.

    Args:
        path: what GDAL opens.
        bands: text such as ``3,2,1``; empty for all but alpha bands.
        nodata: a value to treat as nodata besides the tagged one.
        keep_alpha: whether alpha bands count as bands when ``bands`` is empty.

    Attributes:
        watch: looks at what is read in this process, when it is set.
    """

    def __init__(
        self,
        path: str,
        bands: str | None = None,
        nodata: float | None = None,
        keep_alpha: bool = False,
    ) -> None:
        self.nodata = nodata
        self.watch: FillWatch | None = None
        self._start()
        check_whole(path)
        self.info = _describe(self._open(path), path, bands, keep_alpha)

    def _start(self) -> None:
        self._local = threading.local()
        self._opened = []
        self._lock = threading.Lock()

    @property
    def can_be_sent(self) -> bool:
        """Whether other processes can read it."""
        return not self.info.is_in_memory

    def __getstate__(self) -> dict:
        return {"info": self.info, "nodata": self.nodata}

    def __setstate__(self, state: dict) -> None:
        self.__dict__.update(state)
        self.watch = None
        self._start()

    def _open(self, path: str):
        import rasterio
        from rasterio.errors import NotGeoreferencedWarning, RasterioError

        try:
            with warnings.catch_warnings():
                warnings.simplefilter("ignore", NotGeoreferencedWarning)
                dataset = rasterio.open(path)
        except (RasterioError, OSError) as error:
            raise RasterError(f"The raster {path} cannot be opened: {error}") from error
        self._local.dataset = dataset
        with self._lock:
            self._opened.append(dataset)
        return dataset

    def dataset(self):
        """The calling thread's open rasterio dataset."""
        dataset = getattr(self._local, "dataset", None)
        return self._open(self.info.path) if dataset is None else dataset

    def read(self, window: Sequence[int]) -> tuple[np.ndarray, np.ndarray]:
        """See RasterSource.read."""
        return self._read(window, None)

    def read_overview(self, width: int, height: int) -> tuple[np.ndarray, np.ndarray]:
        """See RasterSource.read_overview; GDAL takes it from overviews where there are some."""
        return self._read((0, 0, self.info.width, self.info.height), (height, width))

    def read_reduced(
        self, window: Sequence[int], width: int, height: int
    ) -> tuple[np.ndarray, np.ndarray]:
        """A window on ``width`` x ``height`` pixels, nearest neighbours; see read."""
        return self._read(window, (height, width))

    def _read(self, window: Sequence[int], shape: tuple[int, int] | None):
        from rasterio.errors import RasterioError
        from rasterio.windows import Window

        dataset = self.dataset()
        window = Window(*(int(v) for v in window))
        many = None if shape is None else (len(self.info.bands), *shape)
        try:
            with listening_to_gdal():
                if self.info.is_mixed:
                    values = np.stack(
                        [
                            dataset.read(b, window=window, out_shape=shape).astype(self.info.dtype)
                            for b in self.info.bands
                        ]
                    )
                else:
                    values = dataset.read(list(self.info.bands), window=window, out_shape=many)
                mask = (
                    dataset.read_masks(self.info.mask_band, window=window, out_shape=shape) > 0
                    if self.info.has_mask
                    else None
                )
        except (RasterioError, OSError) as error:
            raise RasterError(
                f"{self.info.name} cannot be read at column {window.col_off}, row "
                f"{window.row_off}: {error}. {advise(error)}"
            ) from error
        valid = self.valid_pixels(values, mask)
        if self.watch is not None and shape is None:
            self.watch.add(values, valid)
        return values, valid

    def valid_pixels(self, values: np.ndarray, mask: np.ndarray | None = None) -> np.ndarray:
        """Bool (height, width): pixels with at least one valid band, within ``mask`` if given."""
        valid = np.zeros(values.shape[1:], dtype=bool)
        for band, tagged in zip(values, self.info.nodatas):
            band_valid = np.ones(band.shape, dtype=bool)
            if band.dtype.kind in "fc":
                band_valid &= np.isfinite(band)
            for nodata in (tagged, self.nodata):
                if nodata is not None and nodata == nodata:
                    band_valid &= band != _in_type(nodata, band.dtype)
            valid |= band_valid
            if valid.all():
                break
        return valid if mask is None else valid & mask

    def close(self) -> None:
        """Close the datasets of all threads."""
        with self._lock:
            for dataset in self._opened:
                dataset.close()
            self._opened = []
        self._local = threading.local()


def _in_type(value: float, dtype: np.dtype):
    # -3.4e38 as float64 never equals the float32 that stands in the file.
    return dtype.type(value) if dtype.kind == "f" else value


def _describe(dataset, path: str, bands: str | None, keep_alpha: bool) -> RasterInfo:
    from rasterio.enums import ColorInterp, MaskFlags

    name = os.path.basename(path.rstrip("/\\")) or path
    if dataset.count == 0:
        raise RasterError(
            f"{name} holds several rasters and no bands of its own; choose one of its subdatasets."
        )
    if dataset.crs is None and dataset.transform.is_identity:
        raise RasterError(
            f"{name} has no georeferencing; give it one with Layer > Georeferencer first."
        )
    colors = tuple(c.name for c in dataset.colorinterp)
    alpha = {i for i, c in enumerate(dataset.colorinterp, 1) if c == ColorInterp.alpha}
    chosen = choose_bands(bands, dataset.count, set() if keep_alpha else alpha, name)
    # An alpha band has no mask of its own: the others' is what tells.
    mask_band = next((b for b in chosen if b not in alpha), chosen[0])
    flags = dataset.mask_flag_enums[mask_band - 1]
    colormap = None
    if len(chosen) == 1 and dataset.colorinterp[chosen[0] - 1] == ColorInterp.palette:
        colormap = dataset.colormap(chosen[0])
    dtype = np.result_type(*(dataset.dtypes[b - 1] for b in chosen))
    return RasterInfo(
        path=path,
        name=name,
        width=dataset.width,
        height=dataset.height,
        transform=tuple(float(v) for v in dataset.transform[:6]),
        crs_wkt=dataset.crs.to_wkt() if dataset.crs else "",
        band_count=dataset.count,
        bands=chosen,
        dtype=str(dtype),
        descriptions=tuple(dataset.descriptions[b - 1] or unnamed_band(b) for b in chosen),
        color_names=tuple(colors[b - 1] for b in chosen),
        nodatas=tuple(dataset.nodatavals[b - 1] for b in chosen),
        is_mixed=len({dataset.dtypes[b - 1] for b in chosen}) > 1,
        mask_band=mask_band,
        scales=tuple(dataset.scales[b - 1] for b in chosen),
        offsets=tuple(dataset.offsets[b - 1] for b in chosen),
        has_mask=bool({MaskFlags.per_dataset, MaskFlags.alpha} & set(flags)),
        colormap=colormap,
        block_shape=tuple(dataset.block_shapes[chosen[0] - 1]),
        has_overviews=bool(dataset.overviews(chosen[0])),
    )
