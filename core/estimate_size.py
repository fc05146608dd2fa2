"""How large a dataset will be, from a few of its tiles."""

from __future__ import annotations

import numpy as np

from .cut_tiles import clip_windows, plan_resampled_batches, plan_window_batches
from .export_dataset import ExportRequest, image_profile, prepare_tile
from .fit_scaling import fit_scaling
from .formats import TileImage, make_writer
from .read_plan import DEFAULT_BUDGET
from .scaling import FITTED, RANGE, Scaling, parse_range

_SAMPLE = 48


def estimate_bytes(request: ExportRequest) -> int:
    """Bytes of all images: a sample, evenly spread, is encoded in memory and scaled up."""
    plan, options, source = request.plan, request.options, request.source
    count = len(plan.tiles)
    chosen = np.unique(np.linspace(0, count - 1, min(count, _SAMPLE)).astype(int))
    writer = make_writer(options.format, options.quality)
    profile = image_profile(source, options, request.nodata)
    writer.check(profile)
    windows = plan.places.windows[chosen]
    scaling = _sample_scaling(request, windows)
    if request.targets is not None:
        batches = plan_resampled_batches([request.targets[i] for i in chosen], options.resampling)
    else:
        batches = plan_window_batches(source, windows, DEFAULT_BUDGET)
    size = 0
    for batch in batches:
        for tile in batch.cut(source):
            values = prepare_tile(tile, scaling, profile, options.fill)
            image = TileImage(values, tile.valid, tile.transform)
            size += len(writer.encode(image, profile))
    return round(size * count / len(chosen))


def _sample_scaling(request: ExportRequest, windows: np.ndarray) -> Scaling | None:
    options, info = request.options, request.source.info
    if options.scaling == RANGE:
        return parse_range(options.scale_min, options.scale_max, info)
    if options.scaling not in FITTED or request.is_colored:
        return None
    inside = clip_windows(windows, info.width, info.height)
    return fit_scaling(request.source, inside, options.scaling)
