"""What a raster's bands are: data or mask, of which type, and which values stand for nothing."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from ..errors import RasterError
from ..geometry.outlines import six_numbers
from .alpha_notes import AlphaBands
from .georeferencing import georeferencing_problem
from .info import RasterInfo, choose_bands, unnamed_band
from .nodata import Interval, NodataSettings

# GDAL's code of unsigned whole numbers of 64 bits.
_GDT_UINT64 = 12

if TYPE_CHECKING:
    from rasterio.io import DatasetReader


@dataclass(frozen=True)
class RasterHeader:
    """What an open rasterio dataset says of itself, by the names that rasterio has for it.

    It needs no file to be open. Attributes and methods are those of ``rasterio.DatasetReader``.
    """

    count: int
    width: int
    height: int
    dtypes: tuple[str, ...]
    colorinterp: tuple[Any, ...]
    transform: Any
    crs: Any
    gcps: tuple[Any, Any]
    rpcs: Any
    descriptions: tuple[str | None, ...]
    nodatavals: tuple[float | None, ...]
    mask_flag_enums: tuple[Any, ...]
    scales: tuple[float, ...]
    offsets: tuple[float, ...]
    block_shapes: tuple[Any, ...]
    crs_wkt: str
    colormaps: dict[int, Any]
    reductions: tuple[list[int], ...]
    all_tags: dict[str, str]

    def colormap(self, band: int) -> Any:
        """The colours of a band with a palette."""
        return self.colormaps.get(band)

    def overviews(self, band: int) -> list[int]:
        """How much smaller each overview of a band is."""
        return self.reductions[band - 1]

    def tags(self) -> dict[str, str]:
        """The tags of the file."""
        return dict(self.all_tags)


def read_header(dataset: DatasetReader) -> RasterHeader:
    """What an open rasterio dataset says of itself."""
    from rasterio.enums import ColorInterp

    colormaps = {}
    for band, color in zip(dataset.indexes, dataset.colorinterp):
        if color == ColorInterp.palette:
            with suppress(ValueError):
                colormaps[band] = dataset.colormap(band)
    return RasterHeader(
        count=dataset.count,
        width=dataset.width,
        height=dataset.height,
        dtypes=tuple(dataset.dtypes),
        colorinterp=tuple(dataset.colorinterp),
        transform=dataset.transform,
        crs=dataset.crs,
        gcps=dataset.gcps,
        rpcs=dataset.rpcs,
        descriptions=tuple(dataset.descriptions),
        nodatavals=tuple(dataset.nodatavals),
        mask_flag_enums=tuple(dataset.mask_flag_enums),
        scales=tuple(dataset.scales),
        offsets=tuple(dataset.offsets),
        block_shapes=tuple(dataset.block_shapes),
        crs_wkt=dataset.crs.to_wkt() if dataset.crs else "",
        colormaps=colormaps,
        reductions=tuple(dataset.overviews(band) for band in dataset.indexes),
        all_tags=dataset.tags(),
    )


def describe_raster(
    dataset: RasterHeader,
    path: str,
    bands: str | None = None,
    keep_alpha: bool = False,
    settings: NodataSettings | None = None,
) -> RasterInfo:
    """Facts of a raster, and of the bands of it that are read.

    A band tagged as alpha says which pixels are valid, however many bands there are (GDAL's own
    masks know it in rasters of 2 and 4 bands alone), unless its number is among ``bands``: then it
    is data like any other.

    Args:
        dataset: what it says of itself.
        path: what it was opened by.
        bands: text such as ``3,2,1``; empty for all but alpha bands.
        keep_alpha: whether alpha bands count as bands, too, when ``bands`` is empty.
        settings: what the user has set for the layer.

    Raises:
        RasterError: no bands, no place, numbers that are complex, or ``bands`` that it lacks.
    """
    from rasterio.enums import ColorInterp

    name = Path(path.rstrip("/\\")).name or path
    settings = settings or NodataSettings()
    if dataset.count == 0:
        raise RasterError(
            "{name} holds several rasters and no bands of its own; choose one of its subdatasets.",
            name=name,
        )
    if problem := georeferencing_problem(dataset, name):
        raise RasterError(problem)
    alpha = [i for i, c in enumerate(dataset.colorinterp, 1) if c == ColorInterp.alpha]
    is_asked = bool(str(bands or "").strip())
    chosen = choose_bands(bands, dataset.count, set() if keep_alpha else set(alpha), name)
    dtype = _common_type([true_type(dataset.dtypes[b - 1]) for b in chosen], name)
    masks = [b for b in alpha if not (is_asked and b in chosen)]
    mask_band = masks[0] if masks and len(alpha) < dataset.count else 0
    first = next((b for b in chosen if b not in alpha), chosen[0])
    is_palette = len(chosen) == 1 and dataset.colorinterp[chosen[0] - 1] == ColorInterp.palette
    tagged = AlphaBands(name, alpha, mask_band, chosen, dataset.count, is_asked)
    return RasterInfo(
        path=path,
        name=name,
        width=dataset.width,
        height=dataset.height,
        transform=six_numbers(dataset.transform),
        crs_wkt=dataset.crs_wkt,
        band_count=dataset.count,
        bands=chosen,
        dtype=str(dtype),
        descriptions=tuple(dataset.descriptions[b - 1] or unnamed_band(b) for b in chosen),
        color_names=tuple(
            "undefined" if is_asked and b in alpha else dataset.colorinterp[b - 1].name
            for b in chosen
        ),
        nodatas=tuple(
            None if b in settings.switched_off else dataset.nodatavals[b - 1] for b in chosen
        ),
        more_nodata=tuple(_more_nodata(dataset, b, settings) for b in chosen),
        is_mixed=len({dataset.dtypes[b - 1] for b in chosen}) > 1,
        alpha_band=mask_band,
        # An alpha band has no mask of its own: the others' is what tells.
        mask_band=first,
        has_mask_file=_has_mask_file(dataset, first),
        scales=tuple(dataset.scales[b - 1] for b in chosen),
        offsets=tuple(dataset.offsets[b - 1] for b in chosen),
        colormap=dataset.colormap(chosen[0]) if is_palette else None,
        block_shape=tuple(dataset.block_shapes[chosen[0] - 1]),
        has_overviews=bool(dataset.overviews(chosen[0])),
        settings=settings,
        tags=dataset.tags(),
        notes=(*tagged.notes(), *settings.describe(chosen)),
    )


def _more_nodata(
    dataset: RasterHeader, band: int, settings: NodataSettings
) -> tuple[Interval, ...]:
    scale, offset = dataset.scales[band - 1], dataset.offsets[band - 1]
    return tuple(_stored_interval(gap, scale, offset) for gap in settings.more.get(band, ()))


def _has_mask_file(dataset: RasterHeader, band: int) -> bool:
    from rasterio.enums import MaskFlags

    flags = dataset.mask_flag_enums[band - 1]
    return MaskFlags.per_dataset in flags and MaskFlags.alpha not in flags


def _stored_interval(gap: Interval, scale: float, offset: float) -> Interval:
    """An interval of true values as one of the numbers in the file."""
    if scale == 1 and offset == 0 or not scale:
        return gap
    least, last = sorted((end - offset) / scale for end in gap)
    # Far less than the distance of two whole numbers, and more than the division rounds.
    slack = 1e-6 * max(1.0, abs(least), abs(last))
    return least - slack, last + slack


def true_type(dtype: str) -> str:
    """The type of a band, for what rasterio calls it.

    Before 1.4 it takes GDAL's signed and unsigned whole numbers of 64 bits for each other.
    """
    from rasterio.dtypes import dtype_fwd

    if dtype_fwd.get(_GDT_UINT64) != "int64":
        return dtype
    return {"int64": "uint64", "uint64": "int64"}.get(dtype, dtype)


def _common_type(dtypes: Sequence[str], name: str) -> np.dtype:
    odd = next((d for d in dtypes if str(d).startswith("complex")), None)
    if odd is not None:
        raise RasterError(
            "{name} holds complex numbers ({odd}); make a raster of their amplitude first, for "
            'example with gdal_calc.py --type=Float32 --calc="abs(A)".',
            name=name,
            odd=odd,
        )
    return np.result_type(*dtypes)
