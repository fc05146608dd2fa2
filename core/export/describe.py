"""How a dataset was made, for dataset.json and for recognising it again."""

from __future__ import annotations

import platform
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

import numpy as np

from ..balance.class_cap import class_weights
from ..classes.colors import Color, hex_color
from ..cut.companions import IMAGE2, TARGET
from ..cut.masks import MaskCounts, split_number
from ..dataset.manifest import count_classes
from ..dataset.plan import DatasetPlan, fit_tiles
from ..dataset.versions import library_versions
from ..files.fingerprint import fingerprint_values
from ..formats import find_format
from ..geometry.outlines import six_numbers
from ..labels.mask_codes import BACKGROUND, IGNORE
from ..layouts import DEFAULT_LAYOUT
from ..layouts.layout import DatasetLayout
from ..objects.counts import ObjectCounts
from ..objects.cut_objects import ObjectSource
from ..run.batches import never_cancelled
from ..scaling.moments import BandStatistics
from ..scaling.scaling import NONE, Scaling
from ..tiles.fingerprint import fingerprint_table
from ..tiles.layout import ALL_TILES, TOOL
from ..update.scaling import EARLIER
from .colors import describe_own_colors, tile_colors
from .notes import find_padding, list_scales
from .request import ExportRequest


def fingerprint_request(
    request: ExportRequest, is_cancelled: Callable[[], bool] = never_cancelled
) -> str:
    """SHA-256 of the inputs and parameters: two exports of the same one write the same bytes.

    Inputs are known by what they hold and not by where they lie: an export can be resumed after
    its inputs were moved. Only what has no contents of its own, such as a service, goes by name.
    """
    raster, rejected = request.raster_fingerprint, request.rejected
    parameters = {k: v for k, v in request.parameters.items() if k not in request.places}
    colors = describe_own_colors(request)
    kept = request.kept_scaling
    scaling = kept.scaling.describe(request.profile.band_names) if kept and kept.is_earlier else []
    return fingerprint_values(
        {
            **({"colors": colors} if colors else {}),
            **({"scaling": scaling} if scaling else {}),
            "raster": {k: v for k, v in raster.items() if k != "path" or len(raster) == 1},
            "style": request.source.fingerprint(),
            "tiles": fingerprint_table(request.plan.tiles, is_cancelled),
            "rejected": None if rejected is None else fingerprint_table(rejected, is_cancelled),
            "bands": list(request.source.info.bands),
            "nodata": request.nodata,
            "options": request.options.describe(),
            "parameters": parameters,
            "sources": {name: _contents(source) for name, source in request.sources.items()},
        }
    )


def _contents(source: object) -> object:
    if isinstance(source, dict) and len(source) > 1:
        return {name: value for name, value in source.items() if name != "path"}
    return source


def describe_dataset(
    request: ExportRequest,
    fingerprint: str,
    scaling: Scaling | None,
    statistics: BandStatistics,
) -> dict[str, Any]:
    """All facts of dataset.json but the time."""
    profile = request.profile
    info, plan, options = request.source.info, request.plan, request.options
    used = plan.used_splits
    padded, padding = find_padding(request)
    optional = {
        "stored_numbers": list_scales(profile),
        "padding": {"tiles": padded, "value": _plain(padding)} if padded else None,
    }
    colors = tile_colors(request)
    fitted_to = "train" if used else ALL_TILES
    if request.kept_scaling is not None and request.kept_scaling.is_earlier:
        fitted_to = EARLIER
    return {
        "tool": TOOL,
        "fingerprint": fingerprint,
        **describe_layout(plan.layout),
        "parameters": {**options.describe(), **request.parameters},
        "sources": {
            "raster": {"name": info.name, **request.raster_fingerprint},
            **request.sources,
        },
        "crs": request.crs_name if request.targets else request.raster_crs_name,
        "tiles_crs": request.crs_name,
        "crs_wkt": profile.crs_wkt,
        "bands": list(profile.band_names),
        "band_numbers": list(info.bands),
        "dtype": profile.dtype,
        "nodata": _plain(profile.nodata if options.scaling == NONE else None),
        **{name: fact for name, fact in optional.items() if fact},
        "scaling": {
            "method": scaling.method if scaling else options.scaling,
            "fitted_to": fitted_to,
            "bands": scaling.describe(profile.band_names) if scaling else [],
        },
        "statistics_of": "train" if used else ALL_TILES,
        "statistics": _describe_statistics(profile.band_names, statistics),
        "tile_count": len(plan.tiles),
        "skipped_count": len(plan.skipped),
        "classes": [
            {**row, "color": hex_color(colors[row["name"]])} for row in count_classes(plan)
        ],
        **_describe_weights(request),
        **_describe_targets(request),
        **_describe_companions(request),
        "splits": {s: plan.splits.count(s) for s in used},
        "versions": {"python": platform.python_version(), **library_versions(), **request.versions},
    }


def foretell_description(request: ExportRequest, scaling: Scaling | None = None) -> dict[str, Any]:
    """What dataset.json will say, but for what is measured on the way."""
    nothing = BandStatistics(len(request.profile.band_names))
    return describe_dataset(request, "", scaling, nothing)


def _describe_weights(request: ExportRequest) -> dict[str, Any]:
    """Weights of the classes for training, where they are asked for."""
    plan, balance = request.plan, request.balance
    is_usual = balance.max_per_class is None and plan.layout.name == DEFAULT_LAYOUT
    if is_usual or not plan.classes:
        return {}
    rows = count_classes(plan)
    key = "train" if plan.is_split else None
    counts = {row["name"]: row["splits"].get(key, 0) if key else row["tiles"] for row in rows}
    return {"class_weights": class_weights(counts)}


def _describe_statistics(names: Sequence[str], statistics: BandStatistics) -> list[dict[str, Any]]:
    rows: list[dict[str, Any]] = [
        {"band": name, "pixels": count, "mean": mean, "std": std}
        for name, (count, mean, std) in zip(names, statistics.results())
    ]
    for row, found in zip(rows, statistics.ranges()):
        row["min"], row["max"] = found or (None, None)
    return rows


def _describe_targets(request: ExportRequest) -> dict[str, Any]:
    """What is told of tiles besides one class, where anything is."""
    plan, targets = request.plan, request.plan.targets
    facts: dict[str, Any] = {}
    if targets.values is not None:
        values = targets.values[fit_tiles(plan)]
        facts["values"] = {
            "statistics_of": "train" if plan.is_split else ALL_TILES,
            "mean": float(values.mean()),
            "std": float(values.std()),
            "min": float(values.min()),
            "max": float(values.max()),
        }
    if targets.sets is not None:
        pairs = Counter((name, s) for s, names in zip(plan.splits, targets.sets) for name in names)
        facts["labels"] = [
            {
                "index": index,
                "name": name,
                "tiles": sum(count for (own, _), count in pairs.items() if own == name),
                **(
                    {"splits": {s: pairs[name, s] for s in plan.used_splits}}
                    if plan.is_split
                    else {}
                ),
            }
            for index, name in enumerate(targets.names)
        ]
    return facts


def _describe_companions(request: ExportRequest) -> dict[str, Any]:
    """What the files of further rasters hold: ``pairs`` of second images, ``targets``."""
    return {
        {IMAGE2: "pairs", TARGET: "targets"}[found.kind]: {
            "raster": found.source.info.name,
            "bands": list(found.profile.band_names),
            "dtype": found.profile.dtype,
            "nodata": _plain(found.profile.nodata),
            "extension": find_format(found.format).extension,
        }
        for found in request.companions
    }


def describe_objects(
    objects: ObjectSource,
    counts: ObjectCounts,
    splits: Sequence[str],
    choose_colors: Callable[[Iterable[str]], Mapping[str, Color]],
    transform: Sequence[float] | None,
) -> dict[str, Any]:
    """The classes of objects with their pieces on all tiles, and what became of the others.

    Args:
        objects: over the raster.
        counts: of all tiles.
        splits: those that have tiles.
        choose_colors: gives a colour to each of the classes that it is told of.
        transform: of the raster, by which objects find back to the ground; None where tiles have
            other pixels and another coordinate system.
    """
    colors = choose_colors(objects.names.values())
    return {
        "shape": objects.settings.shape,
        "classes": [
            {
                "class_id": number,
                "class": name,
                "color": hex_color(colors[name]),
                "objects": counts.pieces[number],
            }
            for number, name in sorted(objects.names.items())
        ],
        "splits": {split: counts.of_splits[split] for split in splits},
        "cut_by_tiles": counts.cut,
        "small_pieces": counts.small,
        "tiles_without": counts.empty_tiles,
        "in_several_splits": counts.in_several_splits,
        **({} if transform is None else {"transform": list(six_numbers(transform))}),
    }


def describe_layout(layout: DatasetLayout) -> dict[str, str]:
    """The layout, where it is not the usual one."""
    return {} if layout.name == DEFAULT_LAYOUT else {"layout": layout.name}


def describe_files(request: ExportRequest) -> dict[str, Any]:
    """The facts that decide which files there will be beside the images."""
    plan, objects = request.plan, request.objects
    facts: dict[str, Any] = {**describe_layout(plan.layout), "splits": plan.used_splits}
    if request.masks is not None:
        facts["masks"] = True
    facts.update(_describe_targets(request))
    facts.update(_describe_companions(request))
    if objects is not None:
        classes = [{"class_id": k, "class": name} for k, name in sorted(objects.names.items())]
        facts["objects"] = {"shape": objects.settings.shape, "classes": classes}
    return facts


def _plain(value: float | None) -> float | str | None:
    return None if value is None else "nan" if value != value else value


def describe_masks(
    names: Mapping[int, str],
    counts: MaskCounts,
    choose_colors: Callable[[Iterable[str]], Mapping[str, Color]],
    plan: DatasetPlan,
) -> dict[str, Any]:
    """The classes of masks, with their pixels in all tiles.

    Args:
        names: class name of each number that is known.
        counts: of their pixels.
        choose_colors: gives a colour to each of the classes that it is told of.
        plan: whose layout may want the pixels of each split.
    """
    pixels = counts.pixels.sum(axis=0)
    found = sorted({*names, *np.flatnonzero(pixels[1:IGNORE]) + 1})
    titles = [names.get(number, str(number)) for number in found]
    colors = choose_colors(titles)
    return {
        "background": BACKGROUND,
        "ignore": IGNORE,
        "background_pixels": int(pixels[BACKGROUND]),
        "ignored_pixels": int(pixels[IGNORE]),
        "classes": [
            {
                "class_id": int(number),
                "class": title,
                "color": hex_color(colors[title]),
                "pixels": int(pixels[number]),
            }
            for number, title in zip(found, titles)
        ],
        **(
            {"splits": _masks_of_splits(counts, plan.used_splits or [None], [*found, IGNORE])}
            if plan.layout.takes.wants_statistics
            else {}
        ),
    }


def _masks_of_splits(
    counts: MaskCounts, splits: Sequence[str | None], numbers: Sequence[int]
) -> dict[str, list[dict[str, int]]]:
    return {
        split or ALL_TILES: [
            {
                "class_id": int(number),
                "pixels": int(counts.pixels[split_number(split), number]),
                "tiles": int(counts.tiles[split_number(split), number]),
            }
            for number in numbers
        ]
        for split in splits
    }
