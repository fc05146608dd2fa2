"""Which scaling an export uses, and what it is fitted to."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

import numpy as np

from ..dataset.plan import fit_tiles
from ..message import Message
from ..resampling.windows import clip_windows
from ..run.batches import ignore_progress, never_cancelled
from ..scaling.fit import fit_scaling
from ..scaling.scaling import FITTED, RANGE, Scaling, parse_range
from .request import ExportRequest


class PartWindows(NamedTuple):
    """Windows, int64 (N, 4), and the raster that each lies in; see PixelWindows.parts."""

    windows: np.ndarray
    parts: np.ndarray | None


def fit_windows(request: ExportRequest) -> PartWindows:
    """Windows inside the raster, int64 (N, 4), of the tiles that scaling is fitted to."""
    info, plan = request.source.info, request.plan
    exact = plan.places.exact
    rounded = np.concatenate((np.floor(exact[:, :2]), np.ceil(exact[:, 2:])), axis=1)
    least_and_size = np.concatenate((rounded[:, :2], rounded[:, 2:] - rounded[:, :2]), axis=1)
    on_grid = plan.places.is_on_grid()[:, None]
    windows = np.where(on_grid, plan.places.windows, least_and_size).astype(np.int64)
    windows = clip_windows(windows, *plan.places.limits(info))
    chosen = fit_tiles(plan) & (windows[:, 2:] > 0).all(axis=1)
    return PartWindows(windows[chosen], _of_chosen(plan.places.parts, chosen))


def sample_windows(request: ExportRequest, chosen: np.ndarray) -> PartWindows:
    """Windows inside the raster of some tiles, by number."""
    places = request.plan.places.select(chosen)
    windows = clip_windows(places.windows, *places.limits(request.source.info))
    return PartWindows(windows, places.parts)


def _of_chosen(parts: np.ndarray | None, chosen: np.ndarray) -> np.ndarray | None:
    return None if parts is None else parts[chosen]


def choose_scaling(
    request: ExportRequest,
    fitted: PartWindows,
    progress: Callable[[float], None] = ignore_progress,
    is_cancelled: Callable[[], bool] = never_cancelled,
) -> Scaling | None:
    """The scaling that the options ask for, fitted to windows; None when values are kept.

    Raises:
        ExportError: a bad range, or no valid pixel to fit to.
    """
    options, source = request.options, request.source
    if request.is_colored:
        return None
    if request.kept_scaling is not None:
        return request.kept_scaling.scaling
    if options.scaling == RANGE:
        return parse_range(options.scale_min, options.scale_max, source.info)
    if options.scaling in FITTED:
        return fit_scaling(
            source,
            fitted.windows,
            options.scaling,
            request.workers,
            progress,
            is_cancelled,
            fitted.parts,
        )
    return None


def log_scaling(scaling: Scaling, names: tuple[str, ...], log: Callable[[str], None]) -> None:
    """Say what the ends of each band become, and which band has one value only."""
    for row in scaling.describe(names):
        log(
            Message(
                "{method} of {band}: {min:g} becomes 0, {max:g} 255.", method=scaling.method, **row
            )
        )
        if row["min"] == row["max"]:
            log(
                Message(
                    "Warning: {band} has one value only; its tiles will be empty.",
                    band=row["band"],
                )
            )
