"""Class rasters without specks: a majority window, then a least size of patches."""

from __future__ import annotations

import math
import threading
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import numpy as np

from ..classes.legend import Color
from ..errors import RasterError
from ..files.staged import StagedFiles
from ..geotiff.profile import RasterProfile
from ..geotiff.write import check_target, write_raster
from ..raster.info import RasterInfo
from ..raster.source import FileRasterSource, RasterSource
from ..resampling.grid import grid_of
from ..run.batches import ignore_progress, never_cancelled
from .majority import majority
from .sieve import sieve_until_same

_KEPT_TYPES = ("uint8", "uint16", "int16", "int32")
_WHOLE = np.iinfo(np.int32)
# Of the work, reading with the window, and sieving; the rest writes.
_READING, _SIEVING = 0.3, 0.4


@dataclass(frozen=True)
class CleanRule:
    """What is cleaned away.

    Attributes:
        window: side of the majority window in pixels, odd; 1 for none.
        least: pixels of the smallest patch that stays; 1 for all.
        connectedness: whether pixels that share a corner are of one patch: 4 no, 8 yes.
    """

    window: int = 1
    least: int = 1
    connectedness: int = 4


@dataclass(frozen=True)
class CleanedRaster:
    """What was written: pixels by code, and how many have another code than before."""

    counts: dict[int, int]
    changed: int


def least_pixels(least_area: float, pixel_area: float) -> int:
    """Pixels of the smallest patch of at least an area, in the same unit as that of a pixel."""
    return max(1, math.ceil(least_area / pixel_area - 1e-9))


def clean_profile(
    info: RasterInfo, names: Mapping[int, str], colors: Mapping[int, Color]
) -> RasterProfile:
    """A class raster like another, with its nodata value, palette and names.

    Args:
        info: of the raster; its one band is read.
        names: by code.
        colors: by code.

    Raises:
        RasterError: its values cannot be classes.
    """
    dtype = info.dtype if info.dtype in _KEPT_TYPES else "int32"
    limits = np.iinfo(dtype)
    nodata: float | None = None
    # Any decimal number may be NaN, which is no class.
    if info.gaps[0] or info.has_mask or np.dtype(info.dtype).kind == "f":
        nodata = info.nodata
        is_fit = nodata is not None and nodata == nodata and limits.min <= nodata <= limits.max
        if not is_fit:
            nodata = limits.max if limits.min == 0 else limits.min
    colormap = None
    if limits.min == 0:
        shown = {code: color for code, color in colors.items() if 0 <= code <= limits.max}
        colormap = {code: (*color, 255) for code, color in shown.items()}
        if colormap and nodata is not None:
            colormap[int(nodata)] = (0, 0, 0, 0)
    named = {code: name for code, name in names.items() if 0 <= code <= np.iinfo("uint16").max}
    return RasterProfile(
        grid_of(info),
        dtype,
        info.descriptions,
        nodata,
        colormap or None,
        named or None,
    )


def clean_raster(
    source: RasterSource,
    profile: RasterProfile,
    target: str,
    rule: CleanRule,
    workers: int | None = None,
    *,
    progress: Callable[[float], None] = ignore_progress,
    is_cancelled: Callable[[], bool] = never_cancelled,
) -> CleanedRaster:
    """Write a class raster without specks; pixels without a class stay without one.

    Goes through files in a hidden folder beside the target, so that memory is bounded but for some
    bytes a patch.

    Args:
        source: of one band of classes.
        profile: of what is written; see clean_profile.
        target: the GeoTIFF to write.
        rule: what is cleaned away.
        workers: threads; default one a core.
        progress: called with the fraction done.
        is_cancelled: asked often.

    Raises:
        RasterError: values that are no classes, or a file that cannot be written.
        CancelledError: ``is_cancelled`` said so.
    """
    check_target(target)
    codes = _Codes(source, profile, rule.window)
    plain = replace(profile, colormap=None, category_names=None, tags={})
    how: dict[str, Any] = {
        "pixel_bytes": codes.pixel_bytes,
        "read_block": source.info.block_shape,
        "workers": workers,
        "is_cancelled": is_cancelled,
    }
    staged = StagedFiles()
    try:
        last = staged.stage(target).with_name("0.tif")
        write_raster(str(last), plain, codes.read, progress=lambda f: progress(_READING * f), **how)
        if rule.least > 1:
            last = _sieve(last, rule, target, progress, is_cancelled)
        with closing(FileRasterSource(str(last))) as cleaned:
            painter = _Painter(codes, cleaned)
            done = _READING + _SIEVING
            write_raster(
                target,
                profile,
                painter.read,
                progress=lambda f: progress(done + (1 - done) * f),
                **how,
            )
    finally:
        staged.discard()
    counts = {code: count for code, count in painter.counts.items() if count}
    return CleanedRaster(dict(sorted(counts.items())), painter.changed)


class _Codes:
    """Reads windows of a class raster as the type that is written, in any thread."""

    def __init__(self, source: RasterSource, profile: RasterProfile, side: int) -> None:
        self._source, self._side = source, side
        self._dtype = np.dtype(profile.dtype)
        self._nodata = profile.nodata
        # Sums of a window take two numbers of 32 bits a pixel.
        self.pixel_bytes = source.info.itemsize + self._dtype.itemsize + (24 if side > 1 else 2)

    def read(self, window: Sequence[int]) -> np.ndarray:
        """(height, width): codes after the majority window, nodata where there is no class."""
        col, row, width, height = window
        info, reach = self._source.info, self._side // 2
        left, top = max(0, col - reach), max(0, row - reach)
        right = min(info.width, col + width + reach)
        bottom = min(info.height, row + height + reach)
        codes, valid = self.plain((left, top, right - left, bottom - top))
        if reach:
            codes = majority(codes, valid, self._side)
        return codes[row - top : row - top + height, col - left : col - left + width]

    def plain(self, window: Sequence[int]) -> tuple[np.ndarray, np.ndarray]:
        """Codes (height, width) as they are, and which pixels have one.

        Raises:
            RasterError: a value is no whole number, or means nodata in what is written.
        """
        values, valid = self._source.read(window)
        band = values[0]
        name = self._source.info.name
        known = band[valid]
        if band.dtype.kind == "f" and known.size:
            _check_whole(known, name)
        elif band.dtype.name not in _KEPT_TYPES and known.size:
            _check_range(known, name)
        codes = np.zeros(band.shape, dtype=self._dtype)
        codes[valid] = known
        if self._nodata is not None:
            if (codes[valid] == self._nodata).any():
                raise RasterError(
                    "{name} has pixels of the value {nodata} that have a class, and nothing is "
                    "left to mark those without one; tag the raster with a nodata value (Raster > "
                    "Conversion > Translate, Assign a specified NoData value).",
                    name=name,
                    nodata=int(self._nodata),
                )
            codes[~valid] = self._nodata
        return codes, valid


def _check_whole(known: np.ndarray, name: str) -> None:
    wrong = known[known != np.rint(known)]
    if wrong.size:
        raise RasterError(
            "{name} has values such as {value}, which are no classes; choose a class raster.",
            name=name,
            value=f"{float(wrong[0]):.6g}",
        )
    _check_range(known, name)


def _check_range(known: np.ndarray, name: str) -> None:
    for value in (known.min(), known.max()):
        if not _WHOLE.min <= int(value) <= _WHOLE.max:
            raise RasterError(
                "{name} has values such as {value}, which are no classes; choose a class raster.",
                name=name,
                value=f"{float(value):.6g}",
            )


class _Painter:
    """Reads what was cleaned, and counts it beside what was there."""

    def __init__(self, codes: _Codes, cleaned: RasterSource) -> None:
        self._codes, self._cleaned = codes, cleaned
        self._lock = threading.Lock()
        self.counts: Counter[int] = Counter()
        self.changed = 0

    def read(self, window: Sequence[int]) -> np.ndarray:
        """(height, width): the cleaned codes of a window."""
        before, valid = self._codes.plain(window)
        found = self._cleaned.read(window)[0][0]
        codes, counts = np.unique(found[valid], return_counts=True)
        changed = int(np.count_nonzero(found[valid] != before[valid]))
        with self._lock:
            self.counts.update(dict(zip(codes.tolist(), counts.tolist())))
            self.changed += changed
        return found


def _sieve(
    first: Path,
    rule: CleanRule,
    target: str,
    progress: Callable[[float], None],
    is_cancelled: Callable[[], bool],
) -> Path:
    """The path of the sieved file, in the same folder."""
    try:
        return sieve_until_same(
            first,
            rule.least,
            rule.connectedness,
            lambda f: progress(_READING + _SIEVING * f),
            is_cancelled,
        )
    except RuntimeError as error:
        raise RasterError(
            "{path} cannot be written: {error}. Check the free space on the disk, or choose "
            "another folder.",
            path=target,
            error=error,
        ) from error
