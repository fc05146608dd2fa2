"""The export: plan, fit, cut, encode, write."""

from __future__ import annotations

import platform
import threading
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from pathlib import Path

import numpy as np

from .band_statistics import BandStatistics
from .cut_tiles import CutTile, clip_windows, plan_resampled_batches, plan_window_batches
from .dataset_card import draw_map, write_card
from .dataset_plan import CARD, DESCRIPTION, LAYERS, MANIFEST, MAP, SPLITS, DatasetPlan
from .errors import CancelledError, ExportError
from .export_options import ExportOptions
from .fingerprint import fingerprint_file, fingerprint_table, fingerprint_values
from .fit_scaling import fit_scaling
from .formats import ImageProfile, TileImage, TileWriter, make_writer
from .manifest import count_classes, manifest_table, write_description, write_manifest
from .output_folder import OutputFolder, write_file
from .palette_source import PaletteSource
from .raster_info import fits_type
from .raster_source import RasterSource
from .read_plan import DEFAULT_BUDGET
from .resample_window import TargetGrid
from .run_batches import (
    default_workers,
    ignore_progress,
    never_cancelled,
    run_in_order,
    thread_pool,
)
from .scaling import FITTED, NONE, RANGE, Scaling, parse_range
from .tile_table import TileTable, merge_tables

TOOL = "Tilewright"
# Progress runs from the fit to the last tile; what follows is short.
_FIT_SHARE = 0.3


@dataclass(frozen=True)
class ExportRequest:
    """All that an export needs.

    Attributes:
        plan: which tiles, from where, under which names.
        source: the raster; see open_export_source.
        options: the user's choices.
        targets: pixel grid of each tile when resampled, else None.
        crs_name: name of the tile layer's coordinate system, for people.
        nodata: value besides the tagged one that counts as nodata.
        rejected: tiles that earlier steps rejected.
        parameters: what else shaped the dataset, for dataset.json.
        sources: further inputs, for dataset.json.
        versions: of the programs above the engine.
    """

    plan: DatasetPlan
    source: RasterSource
    options: ExportOptions
    targets: list[TargetGrid] | None = None
    crs_name: str = ""
    nodata: float | None = None
    rejected: TileTable | None = None
    parameters: dict = field(default_factory=dict)
    sources: dict = field(default_factory=dict)
    versions: dict = field(default_factory=dict)

    @property
    def is_colored(self) -> bool:
        """Whether the source shows colours of 8 bits that no scaling should touch."""
        return isinstance(self.source, PaletteSource)


@dataclass(frozen=True)
class ExportResult:
    """What an export wrote."""

    tile_count: int
    skipped_count: int
    manifest: Path
    scaling: Scaling | None
    image_bytes: int


def prepare_source(source: RasterSource, options: ExportOptions) -> RasterSource:
    """The source as the export shows it: paletted rasters as colours, unless codes are kept."""
    keeps_codes = options.scaling == NONE and options.format != "JPEG"
    return PaletteSource(source) if source.info.colormap and not keeps_codes else source


def image_profile(
    source: RasterSource, options: ExportOptions, nodata: float | None
) -> ImageProfile:
    """What the files will hold."""
    info = source.info
    is_raw = options.scaling == NONE
    tagged = info.nodata if info.nodata is not None else nodata
    if tagged is not None and not fits_type(tagged, np.dtype(info.dtype)):
        tagged = None
    return ImageProfile(
        dtype=info.dtype if is_raw else "uint8",
        band_names=info.descriptions,
        color_names=info.color_names,
        nodata=tagged if is_raw else None,
        crs_wkt=info.crs_wkt,
        colormap=info.colormap if is_raw else None,
        is_picture=not is_raw or options.format == "JPEG",
    )


def prepare_tile(
    tile: CutTile, scaling: Scaling | None, profile: ImageProfile, fill: int
) -> np.ndarray:
    """The values that are written, (bands, height, width)."""
    if scaling is not None:
        return scaling.apply(tile.values, tile.valid, fill)
    if profile.is_picture and not tile.valid.all():
        return np.where(tile.valid, tile.values, np.uint8(fill))
    return tile.values


@dataclass(frozen=True)
class _Encoder:
    """The unit of work: cut a batch, scale, encode, write. Can be sent to another process."""

    source: RasterSource
    writer: TileWriter
    profile: ImageProfile
    scaling: Scaling | None
    fill: int
    folder: str

    def run(self, batch, files: list[str], counted: list[bool], skip: list[bool], is_cancelled):
        statistics = BandStatistics(len(self.profile.band_names))
        valid_percent, size = [], 0
        for k, tile in enumerate(batch.cut(self.source)):
            if is_cancelled is not None and is_cancelled():
                raise CancelledError
            values = prepare_tile(tile, self.scaling, self.profile, self.fill)
            if counted[k]:
                statistics.add_tile(values, tile.valid)
            valid_percent.append(100 * np.count_nonzero(tile.valid) / tile.valid.size)
            if not skip[k]:
                image = TileImage(values, tile.valid, tile.transform)
                data = self.writer.encode(image, self.profile)
                write_file(Path(self.folder, files[k]), data)
                size += len(data)
        return batch.index, valid_percent, statistics, size


def export_dataset(
    request: ExportRequest,
    folder: str,
    resume: bool = False,
    overwrite: bool = False,
    write_layers: Callable[[Path, TileTable, TileTable], None] | None = None,
    progress: Callable[[float], None] = ignore_progress,
    is_cancelled: Callable[[], bool] = never_cancelled,
    log: Callable[[str], None] = print,
) -> ExportResult:
    """Write a dataset.

    Args:
        request: what to write.
        folder: where; created when missing.
        resume: finish an interrupted export of the same inputs and parameters.
        overwrite: replace an earlier dataset.
        write_layers: writes tiles.gpkg from a path, the tiles and the rejected ones.
        progress: told the share that is done, 0 to 1.
        is_cancelled: asked often.
        log: told what was found.

    Raises:
        ExportError: what cannot be written as asked; nothing is lost.
        CancelledError: whole tiles stay to be resumed.
    """
    options, plan = request.options, request.plan
    writer = make_writer(options.format, options.quality)
    profile = image_profile(request.source, options, request.nodata)
    if request.targets:
        profile = replace(profile, crs_wkt=request.targets[0].crs_wkt)
    writer.check(profile)
    output = OutputFolder(folder, resume, overwrite)
    fingerprint = _fingerprint(request)
    output.start(fingerprint, plan.tiles["file"].tolist())
    try:
        scaling = _make_scaling(request, lambda f: progress(f * _FIT_SHARE), is_cancelled)
        if scaling is not None:
            _log_scaling(scaling, request.source.info.descriptions, log)
        for name in plan.folders:
            (output.path / name).mkdir(parents=True, exist_ok=True)
        start = _FIT_SHARE if options.scaling in FITTED else 0.0
        valid_percent, statistics, size = _write_tiles(
            request,
            output,
            _Encoder(request.source, writer, profile, scaling, options.fill, str(output.path)),
            lambda f: progress(start + (1 - start) * f),
            is_cancelled,
        )
        table = manifest_table(plan, valid_percent, request.crs_name)
        rejected = request.rejected
        skipped = (
            merge_tables([plan.skipped])
            if rejected is None
            else merge_tables([rejected, plan.skipped])
        )
        write_file(output.path / MANIFEST, write_manifest(table))
        if write_layers is not None:
            write_layers(output.path / LAYERS, table, skipped)
        facts = _describe(request, fingerprint, profile, scaling, statistics)
        facts["rejected_count"] = len(skipped)
        if options.format in ("JPEG", "PNG") or _has_pillow():
            write_file(output.path / MAP, draw_map(plan, request.source, scaling))
        write_file(output.path / CARD, write_card(facts, writer.extension))
        write_file(output.path / DESCRIPTION, write_description(facts))
        output.finish()
    except BaseException:
        output.abandon()
        raise
    return ExportResult(len(plan.tiles), len(plan.skipped), output.folder / MANIFEST, scaling, size)


def _has_pillow() -> bool:
    from importlib.util import find_spec

    return find_spec("PIL") is not None


def _fingerprint(request: ExportRequest) -> str:
    return fingerprint_values(
        {
            "raster": fingerprint_file(request.source.info.path),
            "tiles": fingerprint_table(request.plan.tiles),
            "bands": list(request.source.info.bands),
            "nodata": request.nodata,
            "options": request.options.describe(),
            "parameters": request.parameters,
            "sources": request.sources,
        }
    )


def _fit_windows(request: ExportRequest) -> np.ndarray:
    """Windows of the tiles that scaling is fitted to: the train split, or all."""
    info, plan = request.source.info, request.plan
    exact = plan.places.exact
    rounded = np.concatenate((np.floor(exact[:, :2]), np.ceil(exact[:, 2:])), axis=1)
    least_and_size = np.concatenate((rounded[:, :2], rounded[:, 2:] - rounded[:, :2]), axis=1)
    on_grid = plan.places.is_on_grid()[:, None]
    windows = np.where(on_grid, plan.places.windows, least_and_size).astype(np.int64)
    windows = clip_windows(windows, info.width, info.height)[_fit_tiles(plan)]
    return windows[(windows[:, 2:] > 0).all(axis=1)]


def _fit_tiles(plan: DatasetPlan) -> np.ndarray:
    splits = plan.tiles["split"]
    is_train = np.array([s == "train" for s in splits.tolist()], dtype=bool)
    if is_train.any():
        return is_train
    if any(s is not None for s in splits.tolist()):
        raise ExportError(
            "No exported tile is of the train split, which scaling and statistics are fitted to; "
            "check the split field."
        )
    return np.ones(len(splits), dtype=bool)


def _make_scaling(request: ExportRequest, progress, is_cancelled) -> Scaling | None:
    options, source = request.options, request.source
    if request.is_colored:
        return None
    if options.scaling == RANGE:
        return parse_range(options.scale_min, options.scale_max, source.info)
    if options.scaling in FITTED:
        return fit_scaling(
            source,
            _fit_windows(request),
            options.scaling,
            options.workers or default_workers(),
            progress,
            is_cancelled,
        )
    return None


def _log_scaling(scaling: Scaling, names: tuple[str, ...], log) -> None:
    for row in scaling.describe(names):
        log(f"{scaling.method} of {row['band']}: {row['min']:g} becomes 0, {row['max']:g} 255.")
        if row["min"] == row["max"]:
            log(f"Warning: {row['band']} has one value only; its tiles will be empty.")


def _write_tiles(
    request: ExportRequest, output: OutputFolder, encoder: _Encoder, progress, is_cancelled
):
    plan, options = request.plan, request.options
    workers = options.workers or default_workers()
    if request.targets is not None:
        batches = plan_resampled_batches(request.targets, options.resampling)
    else:
        batches = plan_window_batches(
            request.source, plan.places.windows, DEFAULT_BUDGET * 2 // workers
        )
    files = plan.tiles["file"].tolist()
    counted = _fit_tiles(plan)
    valid_percent = np.zeros(len(files))
    statistics = BandStatistics(len(encoder.profile.band_names))
    stop = threading.Event()

    def encode(batch):
        index = batch.index.tolist()
        names = [files[i] for i in index]
        return encoder.run(
            batch,
            names,
            counted[batch.index].tolist(),
            [output.has(name) for name in names],
            lambda: stop.is_set() or is_cancelled(),
        )

    size = done = 0
    with thread_pool(workers) as pool:
        try:
            for index, percents, part, written in run_in_order(
                pool, encode, batches, workers, is_cancelled
            ):
                valid_percent[index] = percents
                statistics.merge(part)
                size += written
                done += len(index)
                progress(done / len(files))
        except BaseException:
            stop.set()
            raise
    return valid_percent, statistics, size


def _describe(
    request: ExportRequest,
    fingerprint: str,
    profile: ImageProfile,
    scaling: Scaling | None,
    statistics: BandStatistics,
) -> dict:
    info, plan, options = request.source.info, request.plan, request.options
    splits = plan.tiles["split"].tolist()
    used = [s for s in SPLITS if s in set(splits)]
    return {
        "tool": TOOL,
        "fingerprint": fingerprint,
        "parameters": {**options.describe(), **request.parameters},
        "sources": {
            "raster": {"name": info.name, **fingerprint_file(info.path)},
            **request.sources,
        },
        "crs": request.crs_name,
        "crs_wkt": profile.crs_wkt,
        "bands": list(profile.band_names),
        "band_numbers": list(info.bands),
        "dtype": profile.dtype,
        "nodata": _plain(profile.nodata if options.scaling == NONE else None),
        "scaling": {
            "method": scaling.method if scaling else options.scaling,
            "fitted_to": "train" if used else "all tiles",
            "bands": scaling.describe(profile.band_names) if scaling else [],
        },
        "statistics_of": "train" if used else "all tiles",
        "statistics": [
            {"band": name, "pixels": count, "mean": mean, "std": std}
            for name, (count, mean, std) in zip(profile.band_names, statistics.results())
        ],
        "tile_count": len(plan.tiles),
        "skipped_count": len(plan.skipped),
        "classes": count_classes(plan),
        "splits": {s: splits.count(s) for s in used},
        "versions": {"python": platform.python_version(), **_versions(), **request.versions},
    }


def _plain(value: float | None):
    return None if value is None else "nan" if value != value else value


def _versions() -> dict:
    import rasterio

    versions = {
        "numpy": np.__version__,
        "rasterio": rasterio.__version__,
        "gdal": rasterio.__gdal_version__,
    }
    if _has_pillow():
        import PIL

        versions["pillow"] = PIL.__version__
    return versions
