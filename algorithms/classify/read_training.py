"""Samples for training, from tables or from rasters and polygons."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from contextlib import closing
from dataclasses import dataclass
from functools import partial
from pathlib import Path

import numpy as np

from ...core.classes.legend import LegendClass
from ...core.classify.methods import METHODS
from ...core.classify.train import TrainingOptions
from ...core.errors import ModelError
from ...core.imagery.compare_names import check_names
from ...core.imagery.deliveries import check_levels
from ...core.indices.record import IndexRecord, record_of_source, record_of_table
from ...core.indices.request import open_with_indices
from ...core.indices.source import IndexSource, info_of_file
from ...core.raster.compare import AS_FIRST, BandTags, check_alike, check_band_counts, tags_of
from ...core.raster.fill import FillWatch
from ...core.raster.info import choose_bands
from ...core.raster.source import RasterSource
from ...core.run.batches import ignore_progress, run_aside
from ...core.samples.labelled import PixelSampler
from ...core.samples.samples import PixelSamples
from ...core.samples.table import SampleTable, column_names, legend_of_tables, read_samples
from ...core.samples.thin import ThinningRule, thin_samples
from ...core.samples.training import TrainingData, as_float32
from ...core.samples.unlabelled import sample_raster
from ..base.layer_snapshot import FeatureSource
from ..base.values import Values
from ..inputs.warn_of_class_names import warn_of_near_names
from ..rasters.differences import read_differences, settle_offsets
from ..rasters.index_parameters import log_indices, read_index_request
from ..rasters.source import RasterInput, log_bands
from ..rasters.warn_of_pixels import warn_of_fill
from .class_raster_labels import LabelRaster
from .classify_parameters import (
    BANDS,
    LABELS,
    LEGEND,
    NODATA,
    check_rule,
    log_left_out,
    log_legend,
    read_class_source,
    read_thinning_rule,
)


@dataclass(frozen=True)
class TrainingInputs:
    """Samples, the names of their bands, their classes, and what they were taken from.

    Attributes:
        indices: the bands among them that are computed of the others.
    """

    data: TrainingData
    bands: Sequence[str]
    legend: Sequence[LegendClass]
    names: Sequence[str]
    indices: IndexRecord = IndexRecord()


class TrainingReader:
    """Reads what the parameters name; the first ``percent`` of the progress are its own."""

    def __init__(
        self,
        values: Values,
        options: TrainingOptions,
        percent: float,
        class_raster: LabelRaster | None = None,
    ) -> None:
        self._values = values
        self._class_raster = class_raster
        self._options = options
        self._percent = percent
        self._bands_text = values.text(BANDS)
        self._request = read_index_request(values)

    def read_tables(self, paths: Sequence[str]) -> TrainingInputs:
        """The samples of CSV files, each one image."""
        tables = []
        for k, path in enumerate(paths):
            tables.append(run_aside(partial(read_samples, path), self._values.feedback.isCanceled))
            self._values.feedback.setProgress(self._percent * (k + 1) / len(paths))
        bands = self._same_bands(tables, paths)
        ids, colors = {}, {}
        for table in reversed(tables):
            ids.update(table.class_ids)
            colors.update(table.colors)
        names = {label for table in tables for label in table.labels}
        legend = legend_of_tables(names, self._values.text(LEGEND), ids, colors)
        places = {c.name: k for k, c in enumerate(legend)}

        def make(table: SampleTable) -> TrainingData:
            return TrainingData(
                as_float32(table.values[:, bands]),
                np.array([places[label] for label in table.labels], dtype=np.int64),
                table.groups(),
                np.zeros(len(table.labels), dtype=np.int64),
            )

        data = self._join(lambda: map(make, tables))
        columns = [tables[0].bands[b] for b in bands]
        files = [Path(path).name for path in paths]
        warn_of_near_names(self._values, names, ", ".join(files))
        if any((table.polygons < 0).all() for table in tables):
            self._values.warn(
                "A table does not say which polygon its samples are of; the quality is "
                "measured on single pixels, which looks better than it is."
            )
        return TrainingInputs(data, columns, legend, files, record_of_table(columns))

    def _join(self, parts: Callable[[], Iterable[TrainingData]]) -> TrainingData:
        """The samples of all images; millions take seconds."""
        return run_aside(
            lambda: TrainingData.concatenate(list(parts())), self._values.feedback.isCanceled
        )

    def _same_bands(self, tables: list[SampleTable], paths: Sequence[str]) -> list[int]:
        for table, path in zip(tables, paths):
            if table.bands != tables[0].bands:
                raise ModelError(
                    "The columns of {basename} ({bands}) are not those of {basename2} ({bands2}).",
                    basename=Path(path).name,
                    bands=", ".join(table.bands),
                    basename2=Path(paths[0]).name,
                    bands2=", ".join(tables[0].bands),
                )
        count = len(tables[0].bands)
        name = Path(paths[0]).name
        return [b - 1 for b in choose_bands(self._bands_text, count, set(), name)]

    def read_rasters(self, rasters: Sequence[RasterInput]) -> TrainingInputs:
        """The samples of pixels in labelled polygons, or for K-means from anywhere."""
        layer = self._values.optional_source(LABELS)
        if (
            layer is None
            and self._class_raster is None
            and METHODS[self._options.method].needs_labels
        ):
            raise ModelError(
                "{method} learns from labelled pixels: give {LABELS} or {LABEL_RASTER}, or choose "
                "{METHOD=KMEANS}.",
                method=self._options.method,
            )
        check_rule(self._values)
        nodata = self._values.optional_double(NODATA)
        like = self._compare(rasters, nodata)
        parts, legend, bands, names = [], (), None, []
        indices = IndexRecord()
        for k, raster in enumerate(rasters):
            with closing(self._open(raster, nodata, like)) as source:
                if isinstance(source, IndexSource) and not indices.names:
                    indices = record_of_source(source)
                source.watch = FillWatch()
                progress = self._progress_of(k, len(rasters))
                if self._class_raster is not None:
                    legend = legend or self._class_raster.legend(self._values, ignore_progress)
                    part = self._sample_by_raster(source, raster.name, legend, progress)
                elif layer is None:
                    part = self._draw(source, k, progress)
                else:
                    part, legend = self._sample(source, raster, layer, progress)
                own = column_names(source.info.descriptions)
                warn_of_fill([source.watch], raster.name, self._values)
            names.append(raster.name)
            if bands is None:
                bands = own
            elif len(own) == len(bands) and own != bands:
                self._values.warn(
                    "The bands of {raster} ({bands}) are called {other_bands} in {other}.",
                    raster=raster.name,
                    bands=", ".join(own),
                    other_bands=", ".join(bands),
                    other=names[0],
                )
            if part is None:
                self._values.warn(
                    "{raster} has no pixel to train on and was skipped.", raster=raster.name
                )
            else:
                parts.append(part)
        if not parts:
            raise ModelError(
                "No pixel with values in all bands has its centre in a polygon; check where the "
                "polygons lie, their coordinate system, and the rasters' nodata values. Polygons "
                "smaller than a pixel may hold no centre."
            )
        return TrainingInputs(self._join(lambda: parts), bands, legend, names, indices)

    def _open(
        self,
        raster: RasterInput,
        nodata: float | None,
        like: tuple[BandTags, ...] | None = None,
    ) -> RasterSource:
        return open_with_indices(
            lambda bands: raster.open(bands, nodata),
            self._bands_text,
            self._request,
            lambda bands: raster.open(bands, nodata, like=like),
        )

    def _progress_of(self, number: int, count: int) -> Callable[[float], None]:
        """Takes the progress of one raster of so many, from 0 to 1."""
        return lambda fraction: self._values.feedback.setProgress(
            self._percent * (number + fraction) / count
        )

    def _compare(
        self, rasters: Sequence[RasterInput], nodata: float | None
    ) -> tuple[BandTags, ...] | None:
        """Look at all before any is read; returns the tags that count for all, if any do."""
        infos = []
        for raster in rasters:
            with closing(self._open(raster, nodata)) as source:
                log_indices(source, self._values)
                infos.append(info_of_file(source))
        log_bands(infos, self._values)
        check_band_counts(infos)
        choice = read_differences(self._values)
        paths = [raster.path for raster in rasters]
        check_levels([raster.name for raster in rasters], paths, choice)
        settle_offsets(paths, choice, self._values)
        check_names(infos, choice)
        check_alike(infos, choice, nodata, uses_true_values=False)
        return tags_of(infos[0]) if choice == AS_FIRST else None

    def _draw(
        self, source: RasterSource, number: int, progress: Callable[[float], None]
    ) -> TrainingData | None:
        count = self._values.integer("PIXELS")
        seed = self._options.seed + number
        is_cancelled = self._values.feedback.isCanceled
        samples = sample_raster(source, count, seed, progress, is_cancelled)
        return self._as_data(samples, np.zeros(len(samples), dtype=np.int64))

    def _sample(
        self,
        source: RasterSource,
        raster: RasterInput,
        layer: FeatureSource,
        progress: Callable[[float], None],
    ) -> tuple[TrainingData | None, tuple[LegendClass, ...]]:
        values, is_cancelled = self._values, self._values.feedback.isCanceled
        classes = read_class_source(values, layer, raster, source)
        burner = classes.burner(values, source)
        sampler = PixelSampler(source, burner, progress, is_cancelled)
        rule = read_thinning_rule(values, source.info)
        return self._thin(sampler, rule, classes.legend), classes.legend

    def _sample_by_raster(
        self,
        source: RasterSource,
        name: str,
        legend: Sequence[LegendClass],
        progress: Callable[[float], None],
    ) -> TrainingData | None:
        """Pixels of each class of the class raster, at random."""
        sampling = self._class_raster.sampler(self._values, source, name, legend, progress)
        with sampling as (sampler, rule):
            return self._thin(sampler, rule, legend)

    def _thin(
        self, sampler: PixelSampler, rule: ThinningRule, legend: Sequence[LegendClass]
    ) -> TrainingData | None:
        """The samples that the rule keeps, which the log tells of."""
        samples = thin_samples(sampler.read(), rule, self._values.feedback.isCanceled)
        log_left_out(sampler, self._values)
        if samples is None:
            return None
        ids = np.array([c.id for c in legend])
        found, counts = np.unique(samples.class_ids, return_counts=True)
        counts = dict(zip(found.tolist(), counts.tolist()))
        log_legend(legend, counts, self._values)
        return self._as_data(samples, np.searchsorted(ids, samples.class_ids))

    def _as_data(self, samples: PixelSamples, labels: np.ndarray) -> TrainingData | None:
        if not len(samples):
            return None
        images = np.zeros(len(samples), dtype=np.int64)
        return TrainingData(
            as_float32(samples.values), labels.astype(np.int64), samples.polygons, images
        )
