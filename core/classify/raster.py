"""A class raster from a raster and a model, block by block."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from ..classes.legend import MAX_CLASS_ID, LegendClass
from ..errors import ModelError
from ..geotiff.profile import RasterProfile
from ..geotiff.write import write_rasters
from ..imagery.find_masks import METHOD_TAG
from ..message import list_names
from ..raster.info import RasterInfo
from ..raster.source import RasterSource
from ..resampling.grid import TargetGrid
from ..run.batches import heed, ignore_progress, never_cancelled, run_aside
from ..samples.labelled import has_all_values, strip_windows, strips
from .methods import METHODS
from .model import ClassifierModel
from .predict import NODATA, ClassPredictor, PixelPainter

_UNCERTAIN_COLOR = (160, 160, 160)
_UNNAMED = "band "
_MOST_BANDS = 12
# Squares along a side, and pixels of each, that are looked at before the work, to tell other units.
_LOOKS = 4
_LOOK = 64
# Reflectances from 0 to 1 are 255 times smaller than pictures of 8 bits and 10000 times smaller
# than stored numbers; dark water is not so much darker than all else in every band.
_OTHER_UNITS = 100


@dataclass(frozen=True)
class ClassifiedRaster:
    """What was written: the classes in the raster, and pixels by number of the class."""

    legend: tuple[LegendClass, ...]
    counts: dict[int, int]
    nodata_count: int


def count_classes(
    source: RasterSource, is_cancelled: Callable[[], bool] = never_cancelled
) -> Counter[int]:
    """Pixels by number of the class, of a class raster.

    Raises:
        CancelledError: ``is_cancelled`` said so.
        RasterError: it cannot be read.
    """
    counts: Counter[int] = Counter()
    for top, height in strips(source.info):
        for window in strip_windows(source.info, top, height):
            heed(is_cancelled)
            values, valid = source.read(window)
            found, numbers = np.unique(values[0][valid], return_counts=True)
            counts.update(dict(zip(found.tolist(), numbers.tolist())))
    return counts


def bands_by_name(model: ClassifierModel, descriptions: Sequence[str]) -> tuple[int, ...] | None:
    """Numbers of the bands that the model's bands are called like, or None.

    Args:
        descriptions: names of all bands of a raster.
    """
    names = [text.lower() for text in descriptions]
    wanted = [text.lower() for text in model.bands]
    if any(w.startswith(_UNNAMED) or names.count(w) != 1 for w in wanted):
        return None
    return tuple(names.index(w) + 1 for w in wanted)


def check_band_count(model: ClassifierModel, info: RasterInfo) -> None:
    """Make sure that as many bands of a raster are chosen as the model has.

    Raises:
        ModelError: they are more or less.
    """
    if len(info.bands) != len(model.bands):
        raise ModelError(
            "{name} has {count} bands to classify ({names}) and the model was trained on "
            "{trained} ({trained_names}); choose the same bands in the same order with {BANDS}.",
            name=info.name,
            count=len(info.bands),
            names=list_names(info.descriptions, _MOST_BANDS),
            trained=len(model.bands),
            trained_names=list_names(model.bands, _MOST_BANDS),
        )


def check_band_names(model: ClassifierModel, info: RasterInfo) -> None:
    """Make sure that a raster's chosen bands are called like the model's, where both have names.

    Raises:
        ModelError: they are other bands, or in another order.
    """
    wrong = [
        (own, wanted)
        for own, wanted in zip(info.descriptions, model.bands)
        if own.lower() != wanted.lower()
        and not own.startswith(_UNNAMED)
        and not wanted.startswith(_UNNAMED)
    ]
    if wrong:
        raise ModelError(
            "The bands of {name} ({names}) are not those that the model was trained on "
            "({trained_names}); choose the same bands in the same order with {BANDS}.",
            name=info.name,
            names=list_names(info.descriptions, _MOST_BANDS),
            trained_names=list_names(model.bands, _MOST_BANDS),
        )


def share_outside(source: RasterSource, model: ClassifierModel) -> float:
    """Share of pixels, 0 to 1, with a value that no training sample came near to.

    A band's own range on either side counts as near; all pixels are far when they are in other
    units, so small that all bands of all of them are next to nothing in the model's. Looks at 16
    small squares, as decoding the whole raster would take a good part of the time of
    classifying it.
    """
    ranges = model.facts.get("band_ranges")
    if not isinstance(ranges, list) or len(ranges) != len(model.bands):
        return 0.0
    found = []
    for window in _look_windows(source.info):
        values, valid = source.read(window)
        found.append(values[:, has_all_values(source, values, valid)])
    pixels = np.concatenate(found, axis=1).astype(float)
    outside = np.zeros(pixels.shape[1], dtype=bool)
    tiny = np.ones(pixels.shape[1], dtype=bool)
    try:
        for band, (least, greatest) in zip(pixels, ranges):
            span = greatest - least
            outside |= (band < least - span) | (band > greatest + span)
            tiny &= _OTHER_UNITS * np.abs(band) < max(abs(least), abs(greatest))
    except (TypeError, ValueError):
        # What a stranger's file says of itself need not make sense.
        return 0.0
    if not len(outside):
        return 0.0
    return 1.0 if tiny.all() and pixels.any() else float(outside.mean())


def _look_windows(info: RasterInfo) -> list[tuple[int, int, int, int]]:
    width, height = min(_LOOK, info.width), min(_LOOK, info.height)
    lefts = np.linspace(0, info.width - width, _LOOKS).astype(int).tolist()
    tops = np.linspace(0, info.height - height, _LOOKS).astype(int).tolist()
    return [(left, top, width, height) for top in tops for left in lefts]


def classify_raster(
    source: RasterSource,
    model: ClassifierModel,
    path: str,
    probabilities: str | None = None,
    min_certainty: float = 0.0,
    uncertain: str = "uncertain",
    workers: int | None = None,
    *,
    tags: Mapping[str, str] | None = None,
    predictor: ClassPredictor | None = None,
    progress: Callable[[float], None] = ignore_progress,
    is_cancelled: Callable[[], bool] = never_cancelled,
) -> ClassifiedRaster:
    """Write a GeoTIFF of class numbers, with colours and names; 0 is nodata.

    Args:
        source: the raster, with the model's bands in the model's order.
        model: a checked model.
        path: the file to write.
        probabilities: a second file, a float32 band a class, 0 to 1, nodata NaN; or None.
        min_certainty: pixels whose likeliest class is less likely, in percent, get a class of
            their own, named ``uncertain``, with the number behind the last.
        workers: threads, default one a core.
        tags: further ones of what is written.
        predictor: the model made ready, where several rasters are classified with it.

    Raises:
        ModelError: the number of bands differs, or probabilities are asked for and the model knows
            none.
        CancelledError: ``is_cancelled`` said so; nothing is left behind.
    """
    check_band_count(model, source.info)
    if not 0 <= min_certainty <= 100:
        raise ModelError(
            "{MIN_CERTAINTY} is {min_certainty:g}; it is a percentage from 0 to 100.",
            min_certainty=min_certainty,
        )
    needs_likelihood = min_certainty > 0 or probabilities is not None
    if needs_likelihood and not METHODS[model.method].has_probabilities:
        raise ModelError(
            "Models of {method} do not know how likely a class is; leave {MIN_CERTAINTY} at 0 "
            "and {PROBABILITIES} empty.",
            method=model.method,
        )
    legend = _extend_legend(model.legend, uncertain) if min_certainty > 0 else model.legend
    predictor = predictor or run_aside(lambda: ClassPredictor(model), is_cancelled)
    least = min_certainty / 100
    painter = PixelPainter(source, predictor, legend, least, needs_likelihood, is_cancelled)
    targets = [(path, class_profile(source.info, legend, model, tags or {}))]
    if probabilities is not None:
        targets.append((probabilities, _share_profile(source.info, model, tags or {})))
    write_rasters(
        targets,
        painter.paint if probabilities is not None else lambda window: painter.paint(window)[:1],
        painter.pixel_bytes,
        source.info.block_shape,
        workers,
        progress=progress,
        is_cancelled=is_cancelled,
    )
    counts = {c.id: int(painter.counts[c.id]) for c in legend}
    return ClassifiedRaster(tuple(legend), counts, int(painter.counts[NODATA]))


def _extend_legend(legend: Sequence[LegendClass], name: str) -> tuple[LegendClass, ...]:
    number = max(c.id for c in legend) + 1
    if number > MAX_CLASS_ID:
        raise ModelError(
            "The classes use numbers up to {max_class_id}, so that none is left for uncertain "
            "pixels; leave {MIN_CERTAINTY} at 0.",
            max_class_id=MAX_CLASS_ID,
        )
    return (*legend, LegendClass(number, name.strip() or "uncertain", _UNCERTAIN_COLOR))


def _grid(info: RasterInfo) -> TargetGrid:
    return TargetGrid(info.crs_wkt, info.transform, info.width, info.height)


def class_profile(
    info: RasterInfo,
    legend: Sequence[LegendClass],
    model: ClassifierModel,
    tags: Mapping[str, str],
) -> RasterProfile:
    """What the class raster of an image holds besides its pixels."""
    most = max(c.id for c in legend)
    return RasterProfile(
        _grid(info),
        "uint8" if most <= 255 else "uint16",
        ("class",),
        nodata=NODATA,
        colormap={NODATA: (0, 0, 0, 0), **{c.id: (*c.color, 255) for c in legend}},
        category_names={c.id: c.name for c in legend},
        tags={METHOD_TAG: model.method, **tags},
    )


def _share_profile(
    info: RasterInfo, model: ClassifierModel, tags: Mapping[str, str]
) -> RasterProfile:
    names = tuple(c.name for c in model.legend)
    tags = {METHOD_TAG: model.method, **tags}
    return RasterProfile(_grid(info), "float32", names, nodata=float("nan"), tags=tags)
