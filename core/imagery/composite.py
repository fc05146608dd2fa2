"""One image out of many dates, without clouds."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np

from ..clouds.rules import MaskRule
from ..errors import CancelledError, RasterError
from ..geotiff.profile import CONTENT_TAG, RasterProfile
from ..geotiff.write import Window, write_rasters
from ..message import Message
from ..raster.compare import check_band_counts
from ..raster.fill import FillWatch
from ..raster.source import RasterSource
from ..raster.true_values import float_type, true_values
from ..resampling.align import GridReader, check_ground
from ..resampling.grid import TargetGrid, grid_of
from ..resampling.resample import NEAREST
from ..run.batches import ignore_progress, never_cancelled

MEDIAN, MEAN, FIRST, BEST = "MEDIAN", "MEAN", "FIRST", "BEST"
METHODS = (MEDIAN, MEAN, FIRST, BEST)
# What one thread may hold of all dates; blocks are worked on in strips that fit.
_STACK_BYTES = 32 * 1024**2
# The longer side of the picture on which clouds are counted to find the best date.
_OVERVIEW = 1000
_MOST_DATES = 65535


@dataclass(frozen=True)
class CompositeInput:
    """One date.

    Attributes:
        source: its bands.
        mask: a raster of its clouds, or None.
        date: of the image, or None.
    """

    source: RasterSource
    mask: RasterSource | None = None
    date: date | None = None


def order_inputs(
    inputs: Sequence[CompositeInput], method: str, rule: MaskRule | None
) -> list[CompositeInput]:
    """The order in which FIRST and BEST look for a clear pixel.

    FIRST: by date, where all have one, else as given. BEST: by the share of clear pixels, largest
    first, then like FIRST.
    """
    ordered = list(inputs)
    if all(item.date for item in ordered):
        ordered.sort(key=lambda item: item.date or date.min)
    if method == BEST:
        ordered.sort(key=lambda item: -clear_share(item, rule))
    return ordered


def clear_share(item: CompositeInput, rule: MaskRule | None) -> float:
    """Share of an image's pixels that hold something and are not cloudy, 0 to 1.

    Counted on at most 1000 x 1000 pixels: of the image its valid ones, of its mask the clear ones.
    """
    values, valid = _overview(item.source)
    share = float(np.count_nonzero(valid)) / valid.size
    if item.mask is not None and rule is not None:
        values, known = _overview(item.mask)
        cloudy = rule.matches(values[0]) & known
        share *= 1 - int(np.count_nonzero(cloudy)) / max(1, int(np.count_nonzero(known)))
    return share


def _overview(source: RasterSource) -> tuple[np.ndarray, np.ndarray]:
    info = source.info
    factor = max(1.0, max(info.width, info.height) / _OVERVIEW)
    return source.read_overview(max(1, int(info.width / factor)), max(1, int(info.height / factor)))


class Composite:
    """Reads many dates and makes one of them, window by window.

    ``watch`` looks at the clear pixels of all dates as they are stored.

    Args:
        inputs: the dates, in order of preference for FIRST and BEST.
        grid: the pixel grid of the result.
        method: MEDIAN (of an even number the mean of both in the middle) or MEAN of each band;
            FIRST or BEST: all bands of the first date that is clear there.
        rule: which mask values are cloudy; None without masks.
        resampling: for images on other grids, see GridReader. Masks are always nearest.
        is_cancelled: asked before each date.

    Raises:
        RasterError: no input, numbers of bands that differ, or a mask of another place.
    """

    def __init__(
        self,
        inputs: Sequence[CompositeInput],
        grid: TargetGrid,
        method: str,
        rule: MaskRule | None,
        resampling: str,
        is_cancelled: Callable[[], bool] = never_cancelled,
    ) -> None:
        if not inputs:
            raise RasterError(
                "There is no raster to make a composite of; give {RASTERS} or {FOLDER}."
            )
        if len(inputs) > _MOST_DATES:
            raise RasterError(
                "{count} rasters are too many; at most {most_dates} can be combined.",
                count=len(inputs),
                most_dates=_MOST_DATES,
            )
        check_band_counts([item.source.info for item in inputs])
        first = inputs[0].source.info
        for item in inputs:
            if item.mask is not None:
                own = item.source.info
                check_ground([item.mask.info], grid_of(own), own.name)
        self.grid = grid
        self.method = method
        self.readers = [GridReader(item.source, grid, resampling) for item in inputs]
        self.masks = [
            None if item.mask is None else GridReader(item.mask, grid, NEAREST) for item in inputs
        ]
        self.rule = rule
        self.is_cancelled = is_cancelled
        self.watch = FillWatch()
        self.band_names = first.descriptions
        self.dtype = np.result_type(*(float_type(item.source.info.dtype) for item in inputs))

    def work(self, window: Window) -> tuple[np.ndarray, np.ndarray]:
        """Bands (bands, height, width), NaN where no date is clear; and how many dates are.

        A date counts where any of its bands has a value and its mask, if it has one, knows the
        pixel and calls it clear.
        """
        col, row, width, height = window
        values = np.empty((len(self.band_names), height, width), dtype=self.dtype)
        counts = np.empty((height, width), dtype=np.uint16)
        rows = max(1, _STACK_BYTES // (width * self._stack_bytes))
        for top in range(0, height, rows):
            part = (col, row + top, width, min(rows, height - top))
            strip = slice(top, top + part[3])
            if self.method in (MEDIAN, MEAN):
                self._reduce(part, values[:, strip], counts[strip])
            else:
                self._pick(part, values[:, strip], counts[strip])
        return values, counts

    @property
    def _stack_bytes(self) -> int:
        dates = len(self.readers) if self.method == MEDIAN else 1
        # Sorting and picking the middle takes about as much again.
        return 2 * dates * len(self.band_names) * self.dtype.itemsize + 64

    @property
    def read_block(self) -> tuple[int, int]:
        """Rows and columns of the storage blocks that are read."""
        blocks = [reader.read_block for reader in self.readers]
        return max(b[0] for b in blocks), max(b[1] for b in blocks)

    def _read(self, k: int, window: Window) -> tuple[np.ndarray, np.ndarray]:
        """Values of one date with NaN for gaps and clouds, and where it is clear."""
        if self.is_cancelled():
            raise CancelledError
        reader, mask = self.readers[k], self.masks[k]
        values, valid = reader.read(window)
        # True values: those of other dates may have another scale.
        numbers = true_values(values, valid, reader.source.info).astype(self.dtype, copy=False)
        clear = valid & ~np.isnan(numbers).all(axis=0)
        if mask is not None and self.rule is not None:
            codes, known = mask.read(window)
            clear &= known & ~self.rule.matches(codes[0])
        self.watch.add(values, clear)
        numbers[:, ~clear] = np.nan
        return numbers, clear

    def _reduce(self, window: Window, values: np.ndarray, counts: np.ndarray) -> None:
        counts[:] = 0
        if self.method == MEAN:
            # Sums of many dates in twice the precision.
            sums = np.zeros(values.shape, dtype=np.float64)
            numbers = np.zeros(values.shape, dtype=np.uint16)
            for k in range(len(self.readers)):
                read, clear = self._read(k, window)
                has = ~np.isnan(read)
                sums += np.where(has, read, 0)
                numbers += has
                counts += clear
            with np.errstate(invalid="ignore"):
                values[:] = sums / numbers
            return
        stack = np.empty((len(self.readers), *values.shape), dtype=self.dtype)
        for k in range(len(self.readers)):
            stack[k], clear = self._read(k, window)
            counts += clear
        values[:] = median_of_sorted(np.sort(stack, axis=0))

    def _pick(self, window: Window, values: np.ndarray, counts: np.ndarray) -> None:
        counts[:] = 0
        values[:] = np.nan
        for k in range(len(self.readers)):
            read, clear = self._read(k, window)
            take = clear & (counts == 0)
            values[:, take] = read[:, take]
            counts += clear

    def describe(self) -> list[Message]:
        """What is done to bring all onto the grid, as sentences for the log."""
        return [reader.describe() for reader in self.readers]


def median_of_sorted(stack: np.ndarray) -> np.ndarray:
    """Median along the first axis of values sorted along it, NaN last and left out."""
    count = np.count_nonzero(~np.isnan(stack), axis=0)
    lower = np.maximum(count - 1, 0) // 2
    upper = np.maximum(count // 2, lower)
    upper = np.minimum(upper, stack.shape[0] - 1)
    low = np.take_along_axis(stack, lower[None], axis=0)[0]
    high = np.take_along_axis(stack, upper[None], axis=0)[0]
    # Half the sum could overflow, and must stay exact where both are one value.
    return np.where(lower == upper, low, low + (high - low) / 2).astype(stack.dtype)


def write_composite(
    path: str,
    count_path: str,
    composite: Composite,
    tags: dict[str, str],
    workers: int | None = None,
    progress: Callable[[float], None] = ignore_progress,
) -> None:
    """Write the composite, and how many dates are clear at each pixel if ``count_path`` is given.

    See write_rasters.
    """
    profile = RasterProfile(
        composite.grid, str(composite.dtype), composite.band_names, float("nan"), tags=tags
    )
    targets = [(path, profile)]
    if count_path:
        counts = RasterProfile(
            composite.grid, "uint16", ("count",), tags={CONTENT_TAG: "clear dates"}
        )
        targets.append((count_path, counts))
    write_rasters(
        targets,
        lambda window: composite.work(window)[: len(targets)],
        profile.pixel_bytes + 16,
        composite.read_block,
        workers,
        progress=progress,
        is_cancelled=composite.is_cancelled,
    )
