"""What an export of time series is asked for."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from ..clouds.rules import MaskRule
from ..dataset.plan import DatasetPlan
from ..files.fingerprint import fingerprint_file, fingerprint_values
from ..run.batches import default_workers, thread_pool
from ..series.images import SeriesImage
from ..series.plan import SeriesPlan
from ..services.answers import AnswerStore
from ..tiles.fingerprint import fingerprint_table
from .labels import WindowLabels
from .sample import SampleOptions
from .writers import NPZ


@dataclass(frozen=True)
class SeriesRecord:
    """What dataset.json says that the engine does not know by itself.

    Attributes:
        legend: classes of the labels, as rows.
        crs_name: name of the tile layer's coordinate system, for people.
        raster_crs_name: that of the images.
        parameters: what shaped the dataset.
        sources: further inputs.
        versions: of the programs above the engine.
        left_out: images that were asked for and cannot be read, as rows.
    """

    legend: Sequence[dict[str, Any]] = ()
    crs_name: str = ""
    raster_crs_name: str = ""
    parameters: dict[str, Any] = field(default_factory=dict)
    sources: dict[str, Any] = field(default_factory=dict)
    versions: dict[str, Any] = field(default_factory=dict)
    left_out: Sequence[dict[str, Any]] = ()


@dataclass(frozen=True)
class SeriesRequest:
    """All that an export of time series needs.

    Attributes:
        plan: which windows, under which names.
        series: where the pixels come from.
        images: the same, as files, for dataset.json.
        options: what a sample holds.
        format: NPZ, ZARR or GTIFF.
        compress: whether samples are compressed.
        labels: where labels come from, or None.
        parcels: tile_id -> the one polygon that is labelled; None for all polygons.
        skip_unlabelled: whether windows without a label are left out.
        rule: which codes are cloudy.
        record: what else dataset.json says.
        workers: threads; None for one a core.
        answers: of services, kept until the dataset is whole.
        scheduler: address of a Dask scheduler whose workers write the samples; empty for threads.
    """

    plan: DatasetPlan
    series: SeriesPlan
    images: Sequence[SeriesImage]
    options: SampleOptions
    format: str = NPZ
    compress: bool = True
    labels: WindowLabels | None = None
    parcels: Mapping[str, int] | None = None
    skip_unlabelled: bool = False
    rule: MaskRule | None = None
    record: SeriesRecord = field(default_factory=SeriesRecord)
    workers: int | None = None
    answers: AnswerStore | None = None
    scheduler: str = ""

    @property
    def threads(self) -> int:
        """How many threads to use."""
        return self.workers or default_workers()

    @cached_property
    def files(self) -> list[dict[str, Any]]:
        """Path, size and hash of each file, read once, by several threads."""
        paths = list(dict.fromkeys(image.path for image in self.images))
        with thread_pool(self.threads) as pool:
            return list(pool.map(fingerprint_file, paths))

    def fingerprint(self) -> str:
        """SHA-256 of inputs and parameters: exports of the same one write the same bytes."""
        return fingerprint_values(
            {
                "images": self.files,
                "tags": [
                    [
                        [tag.scale, tag.offset, str(tag.nodata), tag.more_nodata]
                        for tag in image.tags
                    ]
                    for image in self.images
                ],
                "tiles": fingerprint_table(self.plan.tiles),
                "bands": list(self.series.bands),
                "dates": [step.date.isoformat() for step in self.series.steps],
                "format": self.format,
                "parameters": self.record.parameters,
                "sources": self.record.sources,
            }
        )
