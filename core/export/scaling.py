"""Which scaling an export uses, and what it is fitted to."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

import numpy as np

from ..dataset.plan import fit_tiles
from ..errors import ExportError
from ..message import Message, counted, list_names
from ..resampling.windows import clip_windows, each_part
from ..run.batches import ignore_progress, never_cancelled
from ..scaling.fit import NoValuesError, fit_scaling
from ..scaling.parts import PartScaling
from ..scaling.scaling import FITTED, RANGE, SCENE, Scaling, parse_range
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
    chosen = _tiles_to_fit(request) & (windows[:, 2:] > 0).all(axis=1)
    return PartWindows(windows[chosen], _of_chosen(plan.places.parts, chosen))


def _tiles_to_fit(request: ExportRequest) -> np.ndarray:
    """Bool (N,): see fit_tiles; a scene without such a tile, where each has a fit, takes all."""
    plan = request.plan
    chosen = fit_tiles(plan)
    if request.options.scaling_per == SCENE:
        for _, index in each_part(plan.places.parts, len(chosen)):
            if not chosen[index].any():
                chosen[index] = True
    return chosen


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
    is_sample: bool = False,
) -> Scaling | None:
    """The scaling that the options ask for, fitted to windows; None when values are kept.

    ``is_sample``: the windows are of some tiles only; a scene of which they have no valid pixel
    takes the range of all.

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
    if options.scaling_per == SCENE:
        return _fit_each(request, fitted, progress, is_cancelled, is_sample)
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


def _fit_each(
    request: ExportRequest,
    fitted: PartWindows,
    progress: Callable[[float], None],
    is_cancelled: Callable[[], bool],
    is_sample: bool,
) -> PartScaling:
    """A scaling for each scene, fitted to its own windows."""

    def fit(index: np.ndarray, start: float, share: float) -> Scaling:
        return fit_scaling(
            request.source,
            fitted.windows[index],
            request.options.scaling,
            request.workers,
            lambda fraction: progress(start + share * fraction),
            is_cancelled,
            _of_chosen(fitted.parts, index),
        )

    found: dict[int, Scaling] = {}
    count, done = len(fitted.windows), 0
    for number, index in each_part(fitted.parts, count):
        try:
            found[number] = fit(index, done / count, len(index) / count)
        except NoValuesError as error:
            if not is_sample:
                raise ExportError(
                    "The tiles of {scene} that its scaling is fitted to have no valid pixel in one "
                    "of the bands; leave the scene out, or choose {SCALING_PER=DATASET}.",
                    scene=request.scenes[number].name,
                ) from error
            found[number] = fit(np.arange(count), done / count, len(index) / count)
        done += len(index)
    return PartScaling.join(found)


def log_scaling(scaling: Scaling, request: ExportRequest, log: Callable[[str], None]) -> None:
    """Say what the ends of each band become, and which band has one value only."""
    names = request.source.info.descriptions
    if isinstance(scaling, PartScaling):
        _log_each(scaling, request, log)
        return
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


def _log_each(scaling: PartScaling, request: ExportRequest, log: Callable[[str], None]) -> None:
    chosen = fit_tiles(request.plan)
    without = [
        request.scenes[number].name
        for number, index in each_part(request.plan.places.parts, len(chosen))
        if not chosen[index].any()
    ]
    if without:
        log(
            counted(
                len(without),
                "{scenes} has no tile of the split train, so its scaling is fitted to all of its "
                "tiles.",
                "{count} scenes have no tile of the split train, so the scaling of each is fitted "
                "to all of its tiles: {scenes}.",
                scenes=list_names(without),
            )
        )
    scalings = list(scaling.of_parts.values())
    for k, band in enumerate(request.source.info.descriptions):
        low = [own.least[k] for own in scalings]
        high = [own.greatest[k] for own in scalings]
        log(
            Message(
                "{method} of {band} in each scene: {least:g} to {most:g} becomes 0, "
                "{least_high:g} to {most_high:g} becomes 255.",
                method=scaling.method,
                band=band,
                least=min(low),
                most=max(low),
                least_high=min(high),
                most_high=max(high),
            )
        )
        flat = [
            request.scenes[number].name
            for number, own in scaling.of_parts.items()
            if own.least[k] == own.greatest[k]
        ]
        if flat:
            log(
                Message(
                    "Warning: {band} has one value only in {scenes}; the tiles there will be "
                    "empty.",
                    band=band,
                    scenes=list_names(flat),
                )
            )


def scaling_of_tiles(
    request: ExportRequest,
    progress: Callable[[float], None],
    is_cancelled: Callable[[], bool],
    log: Callable[[str], None],
) -> Scaling | None:
    """The scaling of all tiles, of which the log is told; see choose_scaling."""
    scaling = choose_scaling(request, fit_windows(request), progress, is_cancelled)
    if scaling is not None:
        log_scaling(scaling, request, log)
    return scaling
