"""Reading windows of a raster: the seam between the engine and where pixels come from."""

from __future__ import annotations

import math
import threading
import warnings
from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Any, Protocol

import numpy as np

from ..errors import RasterError, UnreadableError
from ..files.intact import check_whole
from ..files.paths import is_special
from ..message import Message
from ..network.stays_local import check_stays_local, is_address
from ..run.memory import check_fits, is_trifle
from ..run.opened import remember_opened
from .compare import BandTags, take_tags
from .describe import RasterHeader, describe_raster, read_header, true_type
from .fill import FillWatch
from .gdal_errors import advise, cannot_open, listening_to_gdal
from .info import RasterInfo
from .nodata import NodataSettings, holds_value, nodata_interval
from .unchanged import NotedFiles, Remembered

if TYPE_CHECKING:
    from rasterio.io import DatasetReader
    from rasterio.windows import Window

# What files say of themselves, and what they are made of: windows that ask wait for no disk.
_headers: Remembered[tuple[RasterHeader, tuple[str, ...], NotedFiles]] = Remembered()


class RasterSource(Protocol):
    """Where the engine gets pixels from; safe to use from several threads at once.

    Attributes:
        info: of the raster, and of the bands that are read.
        nodata: a value that counts as nodata besides the tagged ones, or None.
        watch: looks at what is read in this process, where a source has that and it is set.
        is_palette: whether it shows colours that no scaling should touch.
        is_scaled: whether its values are those that the numbers of a file stand for.
        is_asked: whether reading asks a server, which may refuse; see TileRefusedError.
        reads_grids: whether it gives pixels on any grid by itself; see GridSource.
    """

    info: RasterInfo
    nodata: float | None = None
    watch: FillWatch | None = None
    is_palette: bool = False
    is_scaled: bool = False
    is_asked: bool = False
    reads_grids: bool = False

    @property
    def can_be_sent(self) -> bool:
        """Whether other processes can read it."""
        return False

    def fingerprint(self) -> str | None:
        """What its pixels depend on besides those of the raster, or None."""
        return None

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

    def read_reduced(
        self, window: Sequence[int], width: int, height: int
    ) -> tuple[np.ndarray, np.ndarray]:
        """A window on ``width`` x ``height`` pixels, nearest neighbours; see read."""
        left, top, across, down = (int(v) for v in window)
        columns = (2 * np.arange(width) + 1) * across // (2 * width)
        rows = (2 * np.arange(height) + 1) * down // (2 * height) + top
        # A row at a time, as the whole window may be very large.
        lines = [self.read((left, row, across, 1)) for row in rows.tolist()]
        return (
            np.concatenate([values[:, :, columns] for values, _ in lines], axis=1),
            np.concatenate([valid[:, columns] for _, valid in lines]),
        )

    def part(self, number: int) -> RasterSource:
        """The raster of a number, where a source is made of several; see PixelWindows.parts."""
        return self

    def count_requests(self, windows: Iterable[Sequence[int]]) -> int:
        """How many requests reading some windows, in this order, makes to a server."""
        return 0

    def close(self) -> None:
        """Free what reading has opened."""
        ...


class FileRasterSource(RasterSource):
    """A raster that GDAL can open, read through rasterio.

    Each thread opens a dataset of its own, and a copy sent to another process opens its own there.
    A file whose header is known from an earlier time, and that is the same since, is opened when
    its pixels are read.

    Args:
        path: what GDAL opens.
        bands: text such as ``3,2,1``; empty for all but alpha bands.
        nodata: a value to treat as nodata besides the tagged one.
        keep_alpha: whether alpha bands count as bands, too, when ``bands`` is empty.
        settings: what the user has set for the layer's nodata values.
        like: scales, offsets and nodata of another raster, which count instead of its own.
        crs_wkt: a coordinate system that counts instead of its own.
        driver: GDAL's name of the only format that it may have; None for any.

    Raises:
        RasterError: see describe_raster and take_tags; nothing stays open. Reading raises it too,
            and where files are not those that were opened: see NotedFiles.
    """

    def __init__(
        self,
        path: str,
        bands: str | None = None,
        nodata: float | None = None,
        keep_alpha: bool = False,
        settings: NodataSettings | None = None,
        like: Sequence[BandTags] | None = None,
        crs_wkt: str | None = None,
        driver: str | None = None,
    ) -> None:
        self.nodata = nodata
        self._driver = driver
        self._start()
        remember_opened(self)
        check_whole(path)
        try:
            header = self._read_header(path)
            info = describe_raster(header, path, bands, keep_alpha, settings)
            info = info if like is None else take_tags(info, like)
            self.info = info if crs_wkt is None else replace(info, crs_wkt=crs_wkt)
        except BaseException:
            self.close()
            raise

    def _start(self) -> None:
        self._local = threading.local()
        self._opened: list[DatasetReader] = []
        self._lock = threading.Lock()
        self._is_checked = False
        self._files: NotedFiles | None = None

    def _read_header(self, path: str) -> RasterHeader:
        known = _headers.find(path) if self._driver is None else None
        if known is not None:
            header, files, self._files = known
            for source in files:
                check_whole(source)
            return header
        dataset = self._open(path)
        # Those of a virtual raster; what lies beside a file passes unread.
        for source in dataset.files:
            check_stays_local(source, is_found=not is_address(path))
            check_whole(source)
        header = read_header(dataset)
        if self._driver is None and self._files is not None:
            files = tuple(dataset.files)
            _headers.keep(path, (header, files, self._files), files)
        return header

    @property
    def can_be_sent(self) -> bool:
        """Whether other processes can read it."""
        return not self.info.is_in_memory

    def __getstate__(self) -> dict[str, Any]:
        return {"info": self.info, "nodata": self.nodata, "_driver": self._driver}

    def __setstate__(self, state: dict[str, Any]) -> None:
        self.__dict__.update(state)
        self._start()

    def _open(self, path: str) -> DatasetReader:
        import rasterio
        from rasterio.errors import NotGeoreferencedWarning, RasterioError

        if not self._is_checked:
            check_stays_local(path)
            self._is_checked = True
        if is_special(path):
            raise RasterError(
                "{path} is a pipe or a device, which cannot be read like a file.", path=path
            )
        try:
            with warnings.catch_warnings():
                warnings.simplefilter("ignore", NotGeoreferencedWarning)
                dataset = rasterio.open(path, driver=self._driver)
        except (RasterioError, OSError) as error:
            self._check_unchanged()
            raise cannot_open(path, error) from error
        self._local.dataset = dataset
        with self._lock:
            self._opened.append(dataset)
            if self._files is None:
                self._files = NotedFiles([path, *dataset.files])
        return dataset

    def _check_unchanged(self) -> None:
        if self._files is not None:
            self._files.check()

    def dataset(self) -> DatasetReader:
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
        """See RasterSource.read_reduced."""
        return self._read(window, (height, width))

    def _read(
        self, window: Sequence[int], shape: tuple[int, int] | None
    ) -> tuple[np.ndarray, np.ndarray]:
        from rasterio.errors import RasterioError
        from rasterio.windows import Window

        dataset = self.dataset()
        window = Window(*(int(v) for v in window))
        many = None if shape is None else (len(self.info.bands), *shape)
        needed = math.prod(shape or (window.height, window.width)) * self._pixel_bytes
        if not is_trifle(needed):
            told = {"name": self.info.name, "width": window.width, "height": window.height}
            what = Message("{name}, of which {width} x {height} pixels are read at once,", **told)
            check_fits(needed, what, Message("choose smaller tiles, or larger pixels"))
        try:
            with listening_to_gdal():
                if self.info.is_mixed:
                    values = np.stack(
                        [
                            _as_stored(dataset.read(b, window=window, out_shape=shape)).astype(
                                self.info.dtype
                            )
                            for b in self.info.bands
                        ]
                    )
                else:
                    values = _as_stored(
                        dataset.read(list(self.info.bands), window=window, out_shape=many)
                    )
                mask = self._read_mask(dataset, window, shape)
        except (RasterioError, OSError) as error:
            self._check_unchanged()
            raise UnreadableError(
                "{name} cannot be read at column {col_off}, row {row_off}: {error}. {advise}",
                name=self.info.name,
                col_off=window.col_off,
                row_off=window.row_off,
                error=error,
                advise=advise(error),
            ) from error
        self._check_unchanged()
        valid = self.valid_pixels(values, mask)
        if self.watch is not None and shape is None:
            self.watch.add(values, valid)
        return values, valid

    @property
    def _pixel_bytes(self) -> int:
        """Bytes of memory that a pixel of a read takes: values, and whether they are valid."""
        return len(self.info.bands) * self.info.itemsize + 2

    def _read_mask(
        self, dataset: DatasetReader, window: Window, shape: tuple[int, int] | None
    ) -> np.ndarray | None:
        info, mask = self.info, None
        if info.has_mask_file:
            mask = dataset.read_masks(info.mask_band, window=window, out_shape=shape) > 0
        if info.alpha_band:
            alpha = dataset.read(info.alpha_band, window=window, out_shape=shape) > 0
            mask = alpha if mask is None else mask & alpha
        return mask

    def valid_pixels(self, values: np.ndarray, mask: np.ndarray | None = None) -> np.ndarray:
        """Bool (height, width): pixels with at least one valid band, within ``mask`` if given."""
        valid = np.zeros(values.shape[1:], dtype=bool)
        given = nodata_interval(self.nodata, values.dtype)
        for k, band in enumerate(values):
            gaps = self.info.gaps[k] if given is None else (*self.info.gaps[k], given)
            has = holds_value(band, gaps)
            if has is None:
                valid[...] = True
            else:
                valid |= has
            if valid.all():
                break
        return valid if mask is None else valid & mask

    def close(self) -> None:
        """Close the datasets of all threads."""
        with self._lock:
            while self._opened:
                self._opened.pop().close()
        self._local = threading.local()


def _as_stored(values: np.ndarray) -> np.ndarray:
    return values.view(true_type(values.dtype.name))
