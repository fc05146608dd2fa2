"""How a dataset was made, for dataset.json and for recognising it again."""

from __future__ import annotations

import platform
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import Future
from typing import Any

import numpy as np

from ..classes.colors import hex_color
from ..dataset.class_counts import count_classes
from ..dataset.manifest import label_files, manifest_table, possible_files
from ..files.fingerprint import fingerprint_values
from ..formats.versions import library_versions
from ..layouts import DEFAULT_LAYOUT
from ..layouts.layout import DatasetLayout
from ..run.batches import never_cancelled, start_aside
from ..scaling.moments import BandStatistics
from ..scaling.parts import PartScaling
from ..scaling.scaling import NONE, SCENE, Scaling
from ..scenes.left_out import LEFT_OUT
from ..tiles.fingerprint import fingerprint_table
from ..tiles.layout import ALL_TILES, BLOCK_SIZE, COMPANIONS, MADE_WITH, MASK, TOOL
from ..tiles.shards import table_files
from ..tiles.table import TEXT, TileTable, make_column
from ..update.scaling import EARLIER
from .colors import describe_own_colors, tile_colors
from .describe_labels import (
    describe_companions,
    describe_targets,
    describe_weights,
    plain_number,
)
from .notes import find_padding, list_scales, scene_nodata
from .request import ExportRequest


def begin_fingerprint(
    request: ExportRequest, is_cancelled: Callable[[], bool] = never_cancelled
) -> Future[str]:
    """SHA-256 of the inputs and parameters: two exports of the same one write the same bytes.

    Inputs are known by what they hold and not by where they lie: an export can be resumed after
    its inputs were moved. Only what has no contents of its own, such as a service, goes by name.
    The files of rasters are read in another thread, as tiles can be written meanwhile.
    """
    rejected = request.rejected
    parameters = {k: v for k, v in request.parameters.items() if k not in request.places}
    colors = describe_own_colors(request)
    kept = request.kept_scaling
    scaling = kept.scaling.describe(request.profile.band_names) if kept and kept.is_earlier else []
    known = {
        **({"colors": colors} if colors else {}),
        **({"scaling": scaling} if scaling else {}),
        "style": request.source.fingerprint(),
        "tiles": fingerprint_table(request.plan.tiles, is_cancelled),
        "rejected": None if rejected is None else fingerprint_table(rejected, is_cancelled),
        "bands": list(request.source.info.bands),
        "nodata": request.nodata,
        "options": request.options.describe(),
        "parameters": parameters,
        "sources": {name: _contents(source) for name, source in request.sources.items()},
    }
    return start_aside(lambda: fingerprint_values({**known, **_rasters(request)}))


def _rasters(request: ExportRequest) -> dict[str, Any]:
    if request.scenes:
        return {
            "scenes": [{**row, "file": _contents(row["file"])} for row in request.scene_records]
        }
    return {"raster": _contents(request.raster_fingerprint)}


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
        "padding": {"tiles": padded, "value": plain_number(padding)} if padded else None,
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
            "raster": {
                "name": info.name,
                **({} if request.scenes else request.raster_fingerprint),
            },
            **request.origin,
            **request.sources,
        },
        **({"scenes": _describe_scenes(request, scaling)} if request.scenes else {}),
        **({LEFT_OUT: [each.describe() for each in request.left_out]} if request.left_out else {}),
        "crs": _crs_name(request),
        "tiles_crs": request.crs_name,
        "crs_wkt": profile.crs_wkt,
        "bands": list(profile.band_names),
        "band_numbers": list(info.bands),
        "dtype": profile.dtype,
        "nodata": plain_number(profile.nodata if options.scaling == NONE else None),
        **{name: fact for name, fact in optional.items() if fact},
        "scaling": {
            "method": scaling.method if scaling else options.scaling,
            **({"per": SCENE} if isinstance(scaling, PartScaling) else {}),
            "fitted_to": fitted_to,
            "bands": _describe_scaling(scaling, profile.band_names),
        },
        "statistics_of": "train" if used else ALL_TILES,
        "statistics": describe_statistics(profile.band_names, statistics),
        "tile_count": len(plan.tiles),
        "skipped_count": len(plan.skipped),
        "classes": [
            {**row, "color": hex_color(colors[row["name"]])} for row in count_classes(plan)
        ],
        **describe_weights(request),
        **describe_targets(plan),
        **describe_companions(request),
        "splits": {s: plan.splits.count(s) for s in used},
        **({MADE_WITH: dict(request.made_with)} if request.made_with else {}),
        **({BLOCK_SIZE: request.block_size} if request.block_size else {}),
        "versions": {"python": platform.python_version(), **library_versions(), **request.versions},
    }


def _crs_name(request: ExportRequest) -> str:
    """Of the pixels: those of resampled tiles lie as the tiles do, unless computed for them."""
    is_resampled = request.targets is not None and not request.source.reads_grids
    return request.crs_name if is_resampled else request.raster_crs_name


def _describe_scaling(scaling: Scaling | None, names: Sequence[str]) -> list[dict[str, Any]]:
    """A row a band; none where no one range is that of all tiles."""
    if scaling is None or isinstance(scaling, PartScaling):
        return []
    return scaling.describe(names)


def _describe_scenes(request: ExportRequest, scaling: Scaling | None) -> list[dict[str, Any]]:
    parts = request.plan.places.parts
    counts = np.bincount([] if parts is None else parts, minlength=len(request.scenes))
    rows = [
        {**row, "tile_count": count} for row, count in zip(request.scene_records, counts.tolist())
    ]
    for row, value in zip(rows, scene_nodata(request) or ()):
        row["stored_nodata"] = plain_number(value)
    if isinstance(scaling, PartScaling):
        for number, row in enumerate(rows):
            own = scaling.of_parts.get(number)
            row["scaling"] = _describe_scaling(own, request.profile.band_names)
    return rows


def foretell_description(request: ExportRequest, scaling: Scaling | None = None) -> dict[str, Any]:
    """What dataset.json will say, but for what is measured on the way."""
    nothing = BandStatistics(len(request.profile.band_names))
    return describe_dataset(request, "", scaling, nothing)


def describe_statistics(names: Sequence[str], statistics: BandStatistics) -> list[dict[str, Any]]:
    """A row a band: pixels, mean, standard deviation, and the range where it was looked for."""
    rows: list[dict[str, Any]] = [
        {"band": name, "pixels": count, "mean": mean, "std": std}
        for name, (count, mean, std) in zip(names, statistics.results())
    ]
    for row, found in zip(rows, statistics.ranges()):
        row["min"], row["max"] = found or (None, None)
    return rows


def describe_layout(layout: DatasetLayout) -> dict[str, str]:
    """The layout, where it is not the usual one."""
    return {} if layout.name == DEFAULT_LAYOUT else {"layout": layout.name}


def describe_files(request: ExportRequest) -> dict[str, Any]:
    """The facts that decide which files there will be beside the images."""
    plan, objects = request.plan, request.objects
    facts: dict[str, Any] = {**describe_layout(plan.layout), "splits": plan.used_splits}
    if request.masks is not None:
        facts["masks"] = True
    facts.update(describe_targets(plan))
    facts.update(describe_companions(request))
    if objects is not None:
        classes = [{"class_id": k, "class": name} for k, name in sorted(objects.names.items())]
        facts["objects"] = {"shape": objects.settings.shape, "classes": classes}
    return facts


def table_of_tiles(
    request: ExportRequest,
    valid_percent: np.ndarray,
    mask_files: Sequence[str],
    companions: Mapping[str, Sequence[str]],
) -> TileTable:
    """What tiles.csv holds of all tiles of a plan.

    Args:
        request: what to write.
        valid_percent: float64 (tiles,) of each, which is not copied.
        mask_files: path of each tile's mask; empty without masks.
        companions: paths of each tile's files of each companion, by its kind.
    """
    table = manifest_table(request.plan, valid_percent, request.crs_name)
    if request.masks is not None:
        table = table.with_column(MASK, make_column(TEXT, mask_files))
    for kind, names in companions.items():
        table = table.with_column(COMPANIONS[kind], make_column(TEXT, names))
    return table


def list_files(
    request: ExportRequest, layout: Mapping[str, Any], beside: Sequence[str]
) -> list[str]:
    """Files of a dataset besides those that every dataset has.

    Args:
        request: what to write.
        layout: what describe_files tells.
        beside: masks and companions.
    """
    images = request.plan.tiles["file"].tolist()
    labels = [*label_files(layout, images), *beside, *possible_files(layout, images)]
    return [*images, *labels, *table_files(request.plan.tiles)]
