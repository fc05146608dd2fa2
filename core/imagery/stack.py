"""Bands of many files on one grid."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from ..errors import RasterError
from ..geotiff.profile import RasterProfile
from ..geotiff.write import write_raster
from ..message import Message, as_message, counted, list_names, listed
from ..raster.compare import EIGHT_BITS, find_nodata_difference, tags_of
from ..raster.info import RasterInfo, fits_type
from ..raster.source import RasterSource
from ..raster.true_values import float_type
from ..resampling.align import AUTO, REFERENCE, GridReader, check_ground, common_grid
from ..resampling.grid import TargetGrid, grid_of, same_crs
from ..run.batches import ignore_progress, never_cancelled
from .band_names import names_in_stack

FINEST, FIRST = "FINEST", "FIRST"
REFERENCES = (FINEST, FIRST)


@dataclass(frozen=True)
class BandStack:
    """Rasters to be laid over each other.

    Attributes:
        readers: one a raster, in order, all on one grid.
        names: of all bands, in order.
        dtype: numpy name of the type that holds all of them.
        nodata: what stands where a band has no value, or None when all have one everywhere.
        notes: what was decided, as sentences for the log.
        warnings: what only some of the files say of their values.
    """

    readers: list[GridReader]
    names: tuple[str, ...]
    dtype: str
    nodata: float | None
    notes: tuple[Message, ...]
    warnings: tuple[Message, ...] = ()

    @property
    def grid(self) -> TargetGrid:
        """The common grid, in the reference's coordinate system."""
        return self.readers[0].grid

    def read(self, window: Sequence[int]) -> np.ndarray:
        """All bands of a window, (bands, height, width)."""
        parts = []
        for reader in self.readers:
            values, valid = reader.read(window)
            info = reader.source.info
            dtype = np.dtype(self.dtype)
            if self.nodata is None:
                parts.append(values.astype(dtype))
                continue
            for k, band in enumerate(values):
                has = info.has_values(k, band)
                has = valid if has is None else valid & has
                parts.append(np.where(has, band.astype(dtype), dtype.type(self.nodata))[None])
        return np.concatenate(parts)


def choose_reference(infos: Sequence[RasterInfo], reference: str) -> TargetGrid:
    """The first raster's grid, or that of the finest pixels.

    Raises:
        RasterError: the finest is not known because the coordinate systems differ.
    """
    if reference == FIRST:
        return grid_of(infos[0])
    different = next((i for i in infos if not same_crs(i.crs_wkt, infos[0].crs_wkt)), None)
    if different is not None:
        raise RasterError(
            "{name} and {different_name} have different coordinate systems, so that their pixels "
            "cannot be compared; set {REFERENCE} to FIRST, or give a {TEMPLATE}.",
            name=infos[0].name,
            different_name=different.name,
        )
    return min(map(grid_of, infos), key=lambda grid: grid.pixel_area)


def plan_stack(
    sources: Sequence[RasterSource],
    reference: TargetGrid,
    extent: str,
    method: str = AUTO,
    names: Sequence[str] = (),
    nodata: float | None = None,
) -> BandStack:
    """Decide grid, type, nodata and names; nothing is read but what the files say of themselves.

    Args:
        sources: the rasters, whose bands follow each other.
        reference: the pixel grid.
        extent: see common_grid.
        method: see GridReader.
        names: a name a band; empty for the files' own.
        nodata: what is to stand where a band has no value.

    Raises:
        RasterError: they do not fit together, one lies outside the grid, or the names or nodata do
            not fit.
    """
    infos = [source.info for source in sources]
    grid = common_grid(infos, reference, extent)
    if extent == REFERENCE:
        # Others would give bands without a single value.
        for info in infos:
            check_ground([info], grid, Message("the raster that gives the pixel grid"))
    readers = [GridReader(source, grid, method) for source in sources]
    names = _settle_names(names, infos)
    dtype = np.result_type(*(info.dtype for info in infos))
    notes = [reader.describe() for reader in readers]
    chosen, why = _choose_nodata(readers, dtype, nodata)
    if why:
        notes.append(why)
    if chosen is not None and not fits_type(chosen, dtype) or (chosen != chosen):
        wider = float_type(str(dtype)) if chosen != chosen else np.result_type(dtype, chosen)
        if wider != dtype:
            notes.append(
                Message(
                    "The type becomes {wider} instead of {dtype} to hold it.",
                    wider=str(wider),
                    dtype=str(dtype),
                )
            )
        dtype = wider
    warnings = tuple(_differences(infos, str(dtype)))
    return BandStack(readers, names, str(dtype), chosen, tuple(notes), warnings)


def _settle_names(names: Sequence[str], infos: Sequence[RasterInfo]) -> tuple[str, ...]:
    bands = sum(len(info.bands) for info in infos)
    if names and len(names) != bands:
        raise RasterError(
            counted(
                len(names),
                "{NAMES} holds {count} name, but the number of bands is {bands}; give one per "
                "band.",
                "{NAMES} holds {count} names, but the number of bands is {bands}; give one per "
                "band.",
                bands=bands,
            )
        )
    names = tuple(names) or names_in_stack(infos)
    repeated = [name for name, count in Counter(names).items() if count > 1]
    if repeated:
        raise RasterError(
            "Two bands would be called {repeated}; set {NAMES}, one per band.", repeated=repeated[0]
        )
    return names


def _differences(infos: Sequence[RasterInfo], dtype: str) -> Iterator[Message]:
    """Bands may differ in scale and type, but some may have been forgotten or taken by mistake."""
    bands = [tags for info in infos for tags in tags_of(info)]
    difference = find_nodata_difference(bands)
    if difference:
        yield Message(
            "{difference}, so all its pixels count as values; if some are nodata, tag them first "
            "(Raster > Conversion > Translate, Assign a nodata value).",
            difference=difference.text,
        )
    small = list(dict.fromkeys(band.raster for band in bands if band.kind == EIGHT_BITS))
    other = next((band for band in bands if band.kind != EIGHT_BITS), None)
    if small and other is not None:
        yield Message(
            "8-bit values, as of pictures or classes, stand beside measured ones in one stack of "
            "{dtype}: {names} beside {other} ({other_type}). If that is not meant, name the files "
            "of one kind in {INPUTS}.",
            dtype=dtype,
            names=list_names(small),
            other=other.raster,
            other_type=other.dtype,
        )


def _choose_nodata(
    readers: Sequence[GridReader], dtype: np.dtype, wanted: float | None
) -> tuple[float | None, Message | None]:
    infos = [reader.source.info for reader in readers]
    if wanted is not None:
        return wanted, Message("Nodata is {value:g}, as set.", value=wanted)
    tagged = {value for info in infos for value in info.nodatas}
    is_masked = any(info.has_mask or any(info.more_nodata) for info in infos)
    has_gaps = is_masked or not all(map(_covers, readers))
    if dtype.kind == "f" and (has_gaps or tagged != {None}):
        return float("nan"), Message("Nodata is NaN.")
    if tagged == {None} and not has_gaps:
        return None, None
    if len(tagged) == 1 and None not in tagged:
        (value,) = tagged
        return value, Message("Nodata is {value:g}, as in all inputs.", value=value)
    if tagged - {None}:
        values = listed(
            Message("none") if v is None else as_message(f"{v:g}") for v in sorted(tagged, key=str)
        )
        return float("nan"), Message(
            "The inputs' nodata values differ ({values}): nodata becomes NaN.", values=values
        )
    if is_masked:
        return float("nan"), Message(
            "Some inputs have masked pixels and none has a nodata value: it becomes NaN."
        )
    return float("nan"), Message(
        "Some inputs do not cover everything and none has a nodata value: it becomes NaN."
    )


def _covers(reader: GridReader) -> bool:
    """Whether a raster has pixels everywhere on the grid, as far as is known without looking."""
    info, grid = reader.source.info, reader.grid
    if reader.offset is not None:
        col, row = reader.offset
        return (
            col >= 0
            and row >= 0
            and col + grid.width <= info.width
            and row + grid.height <= info.height
        )
    # Its own extent must hold that of the grid.
    if not same_crs(info.crs_wkt, grid.crs_wkt):
        return False
    try:
        union = common_grid([info], grid, "UNION")
    except RasterError:
        return False
    place = grid.affine
    left = (place.c - union.affine.c) / place.a
    top = (place.f - union.affine.f) / place.e
    tolerance = 1e-3
    return (
        left >= -tolerance
        and top >= -tolerance
        and left + grid.width <= union.width + tolerance
        and top + grid.height <= union.height + tolerance
    )


def write_stack(
    path: str,
    stack: BandStack,
    workers: int | None = None,
    tags: Mapping[str, str] | None = None,
    progress: Callable[[float], None] = ignore_progress,
    is_cancelled: Callable[[], bool] = never_cancelled,
) -> None:
    """Write the stack as a GeoTIFF, with ``tags`` of the whole; see write_raster."""
    infos = [reader.source.info for reader in stack.readers]
    scales = tuple(v for info in infos for v in info.scales)
    offsets = tuple(v for info in infos for v in info.offsets)
    has_scale = any(v != 1 for v in scales) or any(offsets)
    colormap = infos[0].colormap if len(stack.names) == 1 else None
    profile = RasterProfile(
        stack.grid,
        stack.dtype,
        stack.names,
        stack.nodata,
        colormap=colormap if np.dtype(stack.dtype).kind == "u" else None,
        scales=scales if has_scale else (),
        offsets=offsets if has_scale else (),
        tags=dict(tags or {}),
        band_tags=tuple(
            {"SOURCE": reader.source.info.name, "RESAMPLING": reader.method}
            for reader in stack.readers
            for _ in reader.source.info.bands
        ),
    )
    blocks = [reader.read_block for reader in stack.readers]
    write_raster(
        path,
        profile,
        stack.read,
        profile.pixel_bytes + max(reader.pixel_bytes for reader in stack.readers),
        (max(b[0] for b in blocks), max(b[1] for b in blocks)),
        workers,
        progress=progress,
        is_cancelled=is_cancelled,
    )
