"""What dataset.json says of labels: classes, objects, masks, and what lies beside images."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

import numpy as np

from ..balance.class_cap import class_weights
from ..classes.colors import Color, hex_color
from ..cut.companions import IMAGE2, TARGET, Companion
from ..cut.masks import MaskCounts, split_number
from ..dataset.class_counts import count_classes
from ..dataset.plan import DatasetPlan, fit_tiles
from ..formats import find_format
from ..geometry.outlines import six_numbers
from ..labels.mask_codes import BACKGROUND, IGNORE
from ..layouts import DEFAULT_LAYOUT
from ..objects.counts import ObjectCounts
from ..objects.cut_objects import ObjectSource
from ..tiles.layout import ALL_TILES
from .request import ExportRequest


def describe_weights(request: ExportRequest) -> dict[str, Any]:
    """Weights of the classes for training, where they are asked for."""
    plan, balance = request.plan, request.balance
    is_usual = balance.max_per_class is None and plan.layout.name == DEFAULT_LAYOUT
    return {} if is_usual else weights_of(plan)


def weights_of(plan: DatasetPlan) -> dict[str, Any]:
    """Weights of the classes for training; nothing without classes."""
    if not plan.classes:
        return {}
    rows = count_classes(plan)
    key = "train" if plan.is_split else None
    counts = {row["name"]: row["splits"].get(key, 0) if key else row["tiles"] for row in rows}
    return {"class_weights": class_weights(counts)}


def describe_targets(plan: DatasetPlan) -> dict[str, Any]:
    """What is told of tiles besides one class, where anything is."""
    targets = plan.targets
    facts: dict[str, Any] = {}
    if targets.values is not None:
        fitted = fit_tiles(plan)
        values = targets.values[fitted] if fitted.any() else targets.values
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


def describe_companions(request: ExportRequest) -> dict[str, Any]:
    """What the files of further rasters hold: ``pairs`` of second images, ``targets``."""
    return {
        {IMAGE2: "pairs", TARGET: "targets"}[found.kind]: {
            "raster": found.source.info.name,
            "bands": list(found.profile.band_names),
            "dtype": found.profile.dtype,
            "nodata": plain_number(found.profile.nodata),
            "extension": find_format(found.format).extension,
            **_describe_pairs(request, found),
        }
        for found in request.companions
    }


def _describe_pairs(request: ExportRequest, companion: Companion) -> dict[str, Any]:
    """Which scenes make pairs, and of how many tiles; nothing where all have one raster."""
    places = request.plan.places
    if not companion.profiles or places.parts is None or places.seconds is None:
        return {}
    scenes = request.scenes
    counts = Counter(zip(places.parts.tolist(), places.seconds.tolist()))
    return {
        "scenes": [
            {
                "scene": scenes[first].name,
                "date": scenes[first].date,
                "scene2": scenes[second].name,
                "date2": scenes[second].date,
                "tile_count": count,
            }
            for (first, second), count in sorted(counts.items())
        ]
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
        **({"ignored_pieces": counts.marked} if counts.marked else {}),
        "tiles_without": counts.empty_tiles,
        "in_several_splits": counts.in_several_splits,
        **({} if transform is None else {"transform": list(six_numbers(transform))}),
    }


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


def plain_number(value: float | None) -> float | str | None:
    """A number as JSON has it, which knows no NaN."""
    return None if value is None else "nan" if value != value else value
