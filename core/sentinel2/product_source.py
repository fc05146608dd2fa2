"""Bands of a Sentinel-2 product, of whatever resolution, as one raster."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from contextlib import closing
from dataclasses import replace

import numpy as np

from ..errors import CancelledError, RasterError
from ..files.intact import told_of_checks
from ..message import Message, as_message, either
from ..raster.info import RasterInfo
from ..raster.source import FileRasterSource, RasterSource
from ..resampling.align import AUTO, GridReader
from ..resampling.grid import TargetGrid, grid_of
from ..run.batches import never_cancelled
from .band_source import ReflectanceSource
from .names import BANDS
from .product import Sentinel2Product
from .scale import ReflectanceScale

# Parts of a pixel that are rounding errors of a transformation: 1 cm of 10 m.
_EDGE = 1e-3
# Of blocks that windows share, for all bands together.
_KEPT_BYTES = 256 * 1024**2


def choose_bands_of(
    product: Sentinel2Product, wanted: Sequence[str], resolution: int
) -> tuple[str, ...]:
    """The bands that are asked for, or all that need no finer pixels than the product has.

    Raises:
        RasterError: a band that the product lacks, or none that comes at the resolution or finer.
    """
    missing = [band for band in wanted if not product.resolutions(band)]
    if missing:
        raise RasterError(
            "{name} has no {missing}; it has {bands}.",
            name=product.name,
            missing=", ".join(missing),
            bands=", ".join(product.bands) or Message("no band"),
        )
    if wanted:
        return tuple(wanted)
    found = tuple(b for b in product.bands if product.resolutions(b)[0] <= resolution)
    if not found:
        have = sorted({res for band, res in product.files if band in BANDS})
        raise RasterError(
            "{name} has no band at {resolution} m or finer; set {RESOLUTION} to {have}, or name "
            "{BANDS} to have them resampled.",
            name=product.name,
            resolution=resolution,
            have=either(as_message(str(each)) for each in have),
        )
    return found


def choose_file(product: Sentinel2Product, band: str, resolution: int) -> tuple[str, int]:
    """The file that a band is best taken from, and its resolution.

    That of the resolution itself, else the next finer, else the next coarser.
    """
    have = product.resolutions(band)
    finer = [res for res in have if res <= resolution]
    chosen = finer[-1] if finer else have[0]
    return product.files[band, chosen], chosen


def product_grid(product: Sentinel2Product, resolution: int) -> TargetGrid:
    """The pixel grid of a product at a resolution in metres.

    Raises:
        RasterError: a file that cannot be read, or has no place.
    """
    keys = sorted(product.files, key=lambda key: (key[1] != resolution, key[1], key[0]))
    # The band may be none of those that are used.
    with told_of_checks(is_off=True):
        source = FileRasterSource(product.files[keys[0]], "1")
    with closing(source):
        grid = grid_of(source.info)
    a, b, c, d, e, f = grid.transform
    if b or d or a <= 0 or e >= 0:
        raise RasterError(
            "{name} is turned or mirrored, which no such product is.", name=source.info.name
        )
    if abs(a - resolution) < 1e-6 and abs(e + resolution) < 1e-6:
        return grid
    width = math.ceil(grid.width * a / resolution - 1e-6)
    height = math.ceil(-grid.height * e / resolution - 1e-6)
    moved = (float(resolution), 0.0, c, 0.0, -float(resolution), f)
    return TargetGrid(grid.crs_wkt, moved, width, height)


def part_of_grid(
    grid: TargetGrid, bounds: Sequence[float], name: str, place: Message
) -> TargetGrid:
    """The whole pixels of a grid that lie in a rectangle, or are cut by it.

    Args:
        grid: upright pixels, as of product_grid.
        bounds: least x, least y, greatest x, greatest y in the grid's coordinate system.
        name: of the product.
        place: what the rectangle is, for people.

    Raises:
        RasterError: the rectangle lies elsewhere.
    """
    ends = grid.pixels(np.array([[bounds[0], bounds[3]], [bounds[2], bounds[1]]]))
    first = np.maximum(np.floor(ends[0] + _EDGE), 0)
    last = np.minimum(np.ceil(ends[1] - _EDGE), (grid.width, grid.height))
    if not np.isfinite(ends).all() or (last <= first).any():
        raise RasterError(
            "{place} does not lie on {name}; choose a place on it, or another product.",
            place=place,
            name=name,
        )
    return grid.window([*first.astype(int).tolist(), *(last - first).astype(int).tolist()])


class ProductSource(RasterSource):
    """Reflectances of bands on one grid: float32, NaN where a band has none.

    Args:
        product: the product.
        bands: their names, in order.
        resolution: metres.
        scale: how numbers become reflectances.
        method: a resampling, or AUTO; see GridReader.
        is_cancelled: asked before each band.
        grid: a part of the product's grid at that resolution; by default all of it.
    """

    def __init__(
        self,
        product: Sentinel2Product,
        bands: Sequence[str],
        resolution: int,
        scale: ReflectanceScale,
        method: str = AUTO,
        is_cancelled: Callable[[], bool] = never_cancelled,
        grid: TargetGrid | None = None,
    ) -> None:
        self.is_cancelled = is_cancelled
        is_whole = grid is None
        self.grid = product_grid(product, resolution) if grid is None else grid
        self.readers: list[GridReader] = []
        self.resolutions: list[int] = []
        self._sources: list[ReflectanceSource] = []
        try:
            for band in bands:
                path, res = choose_file(product, band, resolution)
                # Windows of a part cut the blocks of the files, and so do those of other pixels.
                kept = 0 if is_whole and res == resolution else _KEPT_BYTES // len(bands)
                source = ReflectanceSource(
                    path, band, scale.offsets[band], scale.quantification, kept
                )
                self._sources.append(source)
                self.readers.append(GridReader(source, self.grid, method))
                self.resolutions.append(res)
        except BaseException:
            self.close()
            raise
        first = self._sources[0].info
        count = len(self.readers)
        self.info: RasterInfo = replace(
            first,
            path=product.path,
            name=product.name,
            width=self.grid.width,
            height=self.grid.height,
            transform=self.grid.transform,
            crs_wkt=self.grid.crs_wkt,
            band_count=count,
            bands=tuple(range(1, count + 1)),
            descriptions=tuple(bands),
            color_names=("gray",) + ("undefined",) * (count - 1),
            nodatas=(float("nan"),) * count,
            more_nodata=((),) * count,
            scales=(1.0,) * count,
            offsets=(0.0,) * count,
            mask_band=1,
            alpha_band=0,
            has_mask_file=False,
            block_shape=self.read_block,
        )

    @property
    def can_be_sent(self) -> bool:
        """Whether other processes can read it."""
        return all(source.can_be_sent for source in self._sources)

    @property
    def read_block(self) -> tuple[int, int]:
        """Rows and columns, in pixels of the grid, that hold whole blocks of most bands."""
        blocks = [reader.read_block for reader in self.readers]
        return max(b[0] for b in blocks), max(b[1] for b in blocks)

    @property
    def counts(self) -> dict[str, int]:
        """Pixels read so far by kind; see ReflectanceSource."""
        parts = [source.counts for source in self._sources]
        return {kind: sum(part[kind] for part in parts) for kind in parts[0]}

    def read(self, window: Sequence[int]) -> tuple[np.ndarray, np.ndarray]:
        """See RasterSource.read."""
        values = np.empty((len(self.readers), window[3], window[2]), dtype=np.float32)
        any_valid = np.zeros(values.shape[1:], dtype=bool)
        for k, reader in enumerate(self.readers):
            if self.is_cancelled():
                raise CancelledError
            read, valid = reader.read(window)
            values[k] = np.where(valid, read[0], np.float32(np.nan))
            any_valid |= valid
        return values, any_valid

    def read_overview(self, width: int, height: int) -> tuple[np.ndarray, np.ndarray]:
        """See RasterSource.read_overview."""
        parts = [source.read_overview(width, height) for source in self._sources]
        values = np.concatenate([values for values, _ in parts])
        return values, np.any([valid for _, valid in parts], axis=0)

    def close(self) -> None:
        """See RasterSource.close."""
        for source in self._sources:
            source.close()
