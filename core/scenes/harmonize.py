"""Scenes brought to one kind of values, and refused where that cannot be."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import replace

import numpy as np

from ..errors import RasterError
from ..geodesy.scale import NOMINAL_TOLERANCE, measure_ground_scale
from ..message import Message
from ..raster.compare import check_band_counts, tags_of
from ..raster.info import RasterInfo
from ..raster.source import RasterSource
from ..raster.true_values import TrueValues, float_type, is_scaled
from ..resampling.grid import same_crs
from ..sentinel2.product_source import ProductSource


def called(infos: Iterable[RasterInfo], names: Iterable[str]) -> list[RasterInfo]:
    """What rasters say of themselves, for messages that call them as the scenes are called."""
    return [replace(info, name=name) for info, name in zip(infos, names)]


def open_alike(
    sources: Sequence[RasterSource], names: Sequence[str] | None = None
) -> list[RasterSource]:
    """The scenes as sources of one type, scale and offset.

    Where these are the same already, they are the sources themselves; nodata values may differ.
    Else all are true values: float32, or float64 where one of the types needs it, with NaN.

    Args:
        sources: of the scenes, each with the same bands in the same order.
        names: of the scenes, for messages; None for those of their files.

    Raises:
        RasterError: numbers of bands differ; one has a palette and another has none, or another
            one; or numbers stand beside true values without saying what they mean: whole numbers
            without a scale beside some with one, or beside a product.
    """
    infos = [source.info for source in sources]
    if names is not None:
        infos = called(infos, names)
    check_band_counts(infos)
    _check_palettes(
        [info for s, info in zip(sources, infos) if not _has_palette(s)],
        [info for s, info in zip(sources, infos) if _has_palette(s)],
    )
    if are_alike(infos):
        return list(sources)
    _check_scales(infos)
    products = [info for s, info in zip(sources, infos) if isinstance(s, ProductSource)]
    _check_reflectances(products, infos)
    _check_decimals(infos)
    dtype = np.result_type(*(float_type(info.dtype) for info in infos)).name
    return [
        source if _is_true(source.info, dtype) else TrueValues(source, dtype) for source in sources
    ]


def are_alike(infos: Sequence[RasterInfo]) -> bool:
    """Whether all rasters are of one type, and their numbers stand for the same values."""
    return len({(info.dtype, info.scales, info.offsets) for info in infos}) <= 1


def tell_difference(infos: Sequence[RasterInfo]) -> Message | None:
    """What is said of scenes that open_alike brings to true values; None where it need not."""
    if are_alike(infos):
        return None
    first = infos[0]
    other = next(info for info in infos if not are_alike((first, info)))
    scales = zip(first.scales, first.offsets), zip(other.scales, other.offsets)
    band = next((k for k, (one, two) in enumerate(zip(*scales)) if one != two), 0)
    return Message(
        "{name} holds {kind}, {other} {other_kind}: all scenes are taken as the decimals that "
        "their numbers stand for.",
        name=first.name,
        kind=_describe_kind(first, band),
        other=other.name,
        other_kind=_describe_kind(other, band),
    )


def _describe_kind(info: RasterInfo, band: int) -> Message:
    return Message(
        "{dtype} with {scale}", dtype=info.dtype, scale=tags_of(info)[band].describe_scale()
    )


def _is_true(info: RasterInfo, dtype: str) -> bool:
    """Whether a raster holds true values of a type already, NaN alone where there are none."""
    is_plain = set(info.scales) == {1.0} and set(info.offsets) == {0.0}
    has_nan = all(value is not None and math.isnan(value) for value in info.nodatas)
    return info.dtype == dtype and is_plain and has_nan and not any(info.more_nodata)


def _check_palettes(plains: Sequence[RasterInfo], palettes: Sequence[RasterInfo]) -> None:
    """Refuse rasters with a palette beside others, and palettes that differ."""
    coded, plain = next(iter(palettes), None), next(iter(plains), None)
    if coded and plain:
        raise RasterError(
            "{name} holds codes of a palette, {other} values of another kind, which make no "
            "dataset together; make {name} a picture of red, green and blue first (Raster > "
            "Conversion > PCT to RGB).",
            name=coded.name,
            other=plain.name,
        )
    other = next((info for info in palettes if coded and info.colormap != coded.colormap), None)
    if coded and other:
        raise RasterError(
            "{name} and {other} have different palettes, so that their codes mean different "
            "colours; make each a picture of red, green and blue first (Raster > Conversion > PCT "
            "to RGB).",
            name=coded.name,
            other=other.name,
        )


def _has_palette(source: RasterSource) -> bool:
    return source.is_palette or source.info.colormap is not None


def _check_scales(infos: Sequence[RasterInfo]) -> None:
    """Refuse numbers that need a scale beside whole numbers that come without."""
    for bands in zip(*map(tags_of, infos)):
        whole = [band for band in bands if np.dtype(band.dtype).kind in "iub"]
        scaled = next((band for band in whole if band.is_scaled), None)
        bare = next((band for band in whole if not band.is_scaled), None)
        if scaled is not None and bare is not None:
            raise RasterError(
                "{name} has {scale}, {other} {other_scale}, so that their numbers do not mean the "
                "same; write the scale into {other} (gdal_edit.py -scale -offset), or save both as "
                "true values with the raster calculator.",
                name=scaled.raster,
                scale=scaled.describe_scale(),
                other=bare.raster,
                other_scale=bare.describe_scale(),
            )


def _check_decimals(infos: Sequence[RasterInfo]) -> None:
    """Refuse decimals beside whole numbers without a scale: shares of 1 and counts of a sensor."""
    for bands in zip(*map(tags_of, infos)):
        decimal = next((band for band in bands if np.dtype(band.dtype).kind == "f"), None)
        bare = next((b for b in bands if np.dtype(b.dtype).kind in "iub" and not b.is_scaled), None)
        if decimal is not None and bare is not None:
            raise RasterError(
                "{name} holds decimals, and {other} whole numbers without a scale, so that they "
                "may not mean the same; write the scale into {other} (gdal_edit.py -scale "
                "-offset), or save both as one type with the raster calculator.",
                name=decimal.raster,
                other=bare.raster,
            )


def _check_reflectances(products: Sequence[RasterInfo], infos: Sequence[RasterInfo]) -> None:
    """Refuse products, which are read as reflectances, beside whole numbers without a scale."""
    product = next(iter(products), None)
    bare = next(
        (info for info in infos if np.dtype(info.dtype).kind in "iub" and not is_scaled(info)),
        None,
    )
    if product is not None and bare is not None:
        raise RasterError(
            "{name} is read as reflectances, and {other} holds {dtype} without a scale, so that "
            "their numbers do not mean the same; write the scale into {other} (gdal_edit.py -scale "
            "-offset), or give the product that it was made of.",
            name=product.name,
            other=bare.name,
            dtype=bare.dtype,
        )


def check_pixel_sizes(infos: Sequence[RasterInfo]) -> None:
    """Refuse scenes whose pixels are of different sizes, so that equal tiles show unequal ground.

    Sizes are the same within 1 %. They are compared as they are within one coordinate system, and
    between several in metres on the ground in the middle of each scene. What has no coordinate
    system is compared with its like alone.

    Raises:
        RasterError: names two scenes and the sizes of their pixels.
    """
    first: list[RasterInfo] = []
    for info in infos:
        twin = next((other for other in first if same_crs(other.crs_wkt, info.crs_wkt)), None)
        if twin is None:
            first.append(info)
        elif not _is_near(_units(twin), _units(info)):
            raise _sizes_differ(twin, info)
    placed = [info for info in first if info.crs_wkt]
    for info in placed[1:]:
        if not _is_near(pixel_metres(placed[0]), pixel_metres(info)):
            raise _sizes_differ(placed[0], info)


def pixel_metres(info: RasterInfo) -> tuple[float, float]:
    """Width and height of a pixel on the ground in metres, in the middle of a raster.

    Raises:
        RasterError: the raster has no coordinate system, or one that is of no use there.
    """
    return measure_ground_scale(info.crs_wkt, *info.centre).pixel_size(info.transform)


def _units(info: RasterInfo) -> tuple[float, float]:
    a, b, _, d, e, _ = info.transform
    return math.hypot(a, d), math.hypot(b, e)


def _is_near(one: Sequence[float], other: Sequence[float]) -> bool:
    return all(math.isclose(a, b, rel_tol=NOMINAL_TOLERANCE) for a, b in zip(one, other))


def _sizes_differ(first: RasterInfo, other: RasterInfo) -> RasterError:
    return RasterError(
        "{name} has pixels of {size}, {other} of {other_size}; give {METERS_PER_PIXEL} with a "
        "{RESAMPLING}, or {PIXELS}, which bring all to one size.",
        name=first.name,
        size=_describe_size(first),
        other=other.name,
        other_size=_describe_size(other),
    )


def _describe_size(info: RasterInfo) -> Message:
    if not info.crs_wkt:
        width, height = _units(info)
        return Message("{width:.6g} x {height:.6g} units", width=width, height=height)
    width, height = pixel_metres(info)
    return Message("{width:.6g} x {height:.6g} m", width=width, height=height)
