"""Masks, from the parameters to what the tiles get."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import ExitStack, closing

from ...core.classes.colors import Color
from ...core.classes.numbers import read_class_map
from ...core.classes.renaming import ClassMap, parse_class_map
from ...core.cut.masks import (
    MaskSource,
    PartMasks,
    PolygonMask,
    RasterMask,
    check_polygon_classes,
)
from ...core.errors import ExportError
from ...core.files.fingerprint import fingerprint_file, fingerprint_values
from ...core.labels.mask_codes import (
    BACKGROUND,
    IGNORE,
    distinct_values,
    raster_codes,
    renumbers_values,
)
from ...core.labels.ranged import RangedSource
from ...core.message import Message, Parameter, list_names, listed, name_in_list
from ...core.polygons.parcels import CLASSES, GROUND_TRUTH, choose_values
from ...core.polygons.rasterize import check_min_coverage
from ...core.polygons.store import PolygonStore
from ...core.raster.source import RasterSource
from ...core.resampling.align import check_any_ground
from ...core.resampling.grid import grid_of
from ..base.layer_snapshot import FeatureSource
from ..base.parameters import choose_field, field_names
from ..base.values import Values
from ..inputs.class_colors import read_class_colors
from ..inputs.parcels import ParcelFields, read_parcels
from ..inputs.place import TilesPlace
from ..inputs.warn_of_class_names import warn_of_absent_classes, warn_of_unnamed_classes
from ..rasters.source import RasterInput, log_bands, raster_extent
from ..scenes.ground import Ground, read_each
from .class_order import tell_of_given_numbers
from .mask_parameters import MASK, MASK_FIELD, MASK_LABEL, MASK_MIN_COVERAGE, MaskInput


def read_mask(
    values: Values,
    taken: MaskInput,
    grounds: Sequence[Ground],
    class_map: str,
    order: Sequence[str] = (),
) -> tuple[MaskSource, dict[str, Color], dict]:
    """The mask for tiles of rasters, its own colours by class, and its fingerprint.

    Its close frees it. Classes of ``order`` are numbered first, unless their numbers are given.
    """
    if taken.raster is None:
        return _polygon_mask(values, grounds, class_map, order)
    return _raster_mask(values, taken, taken.raster, grounds, class_map, order)


def _raster_mask(
    values: Values,
    taken: MaskInput,
    raster: RasterInput,
    grounds: Sequence[Ground],
    class_map: str,
    order: Sequence[str],
) -> tuple[MaskSource, dict[str, Color], dict]:
    for name in (MASK_FIELD, MASK_LABEL):
        if values.is_given(name):
            raise ExportError(
                "{name} is for polygons, and {MASK} is a raster; leave it empty.",
                name=Parameter(name),
            )
    with ExitStack() as opened:
        source = opened.enter_context(closing(raster.open()))
        count = len(source.info.bands)
        if count > 1:
            source = opened.enter_context(closing(raster.open("1")))
            values.warn(
                "{MASK} {name} has {count} bands; the classes are taken from the first. If they "
                "stand in another one, save that band alone.",
                name=raster.name,
                count=count,
            )
        log_bands([source.info], values)
        check_any_ground(source.info, [ground.info for ground in grounds])
        parsed = parse_class_map(values.text(class_map), taken.names)
        if parsed.ranges:
            ranged = RangedSource(source, parsed)
            source, own_colors = ranged, {}
            codes, titles = _number_ranges(ranged, parsed, order)
        else:
            own_colors = taken.colors
            codes, titles = _read_codes(values, taken, source, class_map, order)
        opened.pop_all()
    colors = {}
    for value, number in codes.items():
        color = own_colors.get(str(value))
        if color is not None and number not in (BACKGROUND, IGNORE):
            # Of several values that are one class the first decides.
            colors.setdefault(titles.get(number, str(number)), color)
    masks = [RasterMask(source, ground.info, codes, titles) for ground in grounds]
    return _joined(masks), colors, fingerprint_file(raster.path)


def _joined(masks: Sequence[MaskSource]) -> MaskSource:
    return masks[0] if len(masks) == 1 else PartMasks(masks)


def _read_codes(
    values: Values,
    taken: MaskInput,
    source: RasterSource,
    class_map: str,
    order: Sequence[str],
) -> tuple[dict[int, int], dict[int, str]]:
    """The number of each value of a class raster, and the name of each number."""
    names = parse_class_map(values.text(class_map)).names
    found = distinct_values(source, values.feedback.isCanceled)
    if renumbers_values(found, names, taken.names, order):
        # Those that do not occur would take numbers of those that do.
        found = distinct_values(source, values.feedback.isCanceled, is_exact=True)
    codes, titles = raster_codes(found, names, taken.names, order)
    if any(value not in codes and value != BACKGROUND for value in found):
        values.warn(
            "Values of {MASK} {name} that {class_map} does not name become background.",
            name=taken.raster.name,
            class_map=Parameter(class_map),
        )
    # Names of values that an 8-bit raster might hold, but nobody named, are only noise.
    return codes, {n: t for n, t in titles.items() if t != str(n)}


def _number_ranges(
    source: RangedSource, class_map: ClassMap, order: Sequence[str]
) -> tuple[dict[int, int], dict[int, str]]:
    """The same for ranges of measurements."""
    names = {str(k): class_map.name(key) for k, key in enumerate(source.keys) if key}
    return raster_codes([int(k) for k in names], names, {}, order)


def _mask_fields(values: Values, source: FeatureSource) -> ParcelFields:
    field, label = values.text(MASK_FIELD), values.text(MASK_LABEL).strip()
    if field and label:
        raise ExportError(
            "{MASK_FIELD} ({field}) and {MASK_LABEL} ({label}) are both given; give one of them.",
            field=field,
            label=label,
        )
    if label:
        return ParcelFields(None, label_of_all=label)
    found = choose_field(source, MASK_FIELD, field, GROUND_TRUTH)
    if found is None:
        raise ExportError(
            "Say which class the polygons of {MASK} are: name a field of {sourcename} with "
            "{MASK_FIELD}, or one class for all with {MASK_LABEL}; it has {field_names}.",
            sourcename=source.sourceName(),
            field_names=field_names(source),
        )
    return ParcelFields(found)


def _polygon_mask(
    values: Values, grounds: Sequence[Ground], class_map: str, order: Sequence[str]
) -> tuple[MaskSource, dict[str, Color], dict]:
    source = values.source(MASK)
    fields = _mask_fields(values, source)
    share = check_min_coverage(values.double(MASK_MIN_COVERAGE))
    with ExitStack() as opened:

        def open_store(ground: Ground) -> PolygonStore:
            grid = grid_of(ground.info)
            return opened.enter_context(closing(PolygonStore(grid.transform, grid.height)))

        def read(ground: Ground) -> tuple[PolygonStore, list]:
            place = TilesPlace(ground.crs, raster_extent(ground.info), ground.info.name)
            store = open_store(ground)
            return store, read_parcels(values, source, fields, store, place).values

        found = read_each(grounds, read, lambda ground: (open_store(ground), []))
        wanted = read_class_map(values.text(class_map))
        mapped = choose_values([v for _, own in found for v in own], CLASSES, 0, wanted, order)
        tell_of_given_numbers(order, wanted, class_map, values)
        warn_of_unnamed_classes(values, mapped, class_map)
        warn_of_absent_classes(values, wanted, (v for _, own in found for v in own), class_map)
        check_polygon_classes(mapped)
        masks, start = [], 0
        for store, own in found:
            part = mapped.select(slice(start, start + len(own)))
            store.finish(part.used)
            masks.append(PolygonMask(store, part, mapped.legend.names, share))
            start += len(own)
        opened.pop_all()
    prints = [store.fingerprint(own) for store, own in found]
    fingerprint = {
        "name": source.sourceName(),
        "sha256": prints[0] if len(prints) == 1 else fingerprint_values(prints),
    }
    colors = read_class_colors(source, fields.label or "", fields.label_of_all or "")
    return _joined(masks), colors, fingerprint


def log_masks(masks: dict, class_map: str, text: str, values: Values) -> None:
    """Pixels by class of all masks, and a warning when they show nothing that was asked for.

    Args:
        masks: what dataset.json says of them.
        class_map: name of the parameter with class names.
        text: what it says of a class raster; empty for polygons, which have no other classes.
        values: of the algorithm.
    """
    pixels = {row["class"]: row["pixels"] for row in masks["classes"] if row["pixels"]}
    counts = [
        (Message("background"), masks["background_pixels"]),
        *((name_in_list(name), count) for name, count in pixels.items()),
        (Message("ignored"), masks["ignored_pixels"]),
    ]
    told = listed(Message("{name} {count}", name=name, count=count) for name, count in counts)
    values.info("Pixels of the masks: {counts}.", counts=told)
    # A name for 0 is one of the background.
    asked = parse_class_map(text)
    named = {name for code, name in asked.names.items() if name and code != "0"}
    named |= {found.name for found in asked.ranges if found.name}
    if not pixels:
        values.warn(
            "The masks show no class; check {MASK} and {class_map}.", class_map=Parameter(class_map)
        )
    elif named and named.isdisjoint(pixels):
        values.warn(
            "No pixel of the masks is of a class that {class_map} names.",
            class_map=Parameter(class_map),
        )
    elif missing := sorted(named - pixels.keys()):
        values.warn(
            "No pixel of the masks is of {names}, which {class_map} names.",
            names=list_names(missing),
            class_map=Parameter(class_map),
        )
