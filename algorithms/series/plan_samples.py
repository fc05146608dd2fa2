"""The windows of a time series: a tile each, or around a parcel each."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from qgis.core import QgsCoordinateReferenceSystem

from ...core.dataset.plan import DatasetPlan, plan_dataset
from ...core.geometry.outlines import TileGeometries, corners_of_windows, wkb_of_corners
from ...core.message import Message, counted
from ...core.resampling.windows import windows_of_geometries
from ...core.series.plan import SeriesPlan
from ...core.series_export.parcel_windows import (
    ParcelHistogram,
    SizeHistogram,
    centred_windows,
    measure_sizes,
    measure_vertices,
)
from ...core.tiles.table import TEXT, TILE_ID, TileTable, make_column
from ...core.tiles.words import LABEL, SPLIT, class_name
from ..base.parameters import check_field
from ..base.values import Values
from ..inputs.layer_transform import LayerTransform
from ..inputs.tiles import read_table
from ..labels.parcel_parameters import ParcelRequest


@dataclass(frozen=True)
class SamplePlan:
    """Which samples there are.

    Attributes:
        plan: their windows and names.
        crs: of the layer of windows.
        polygons: tile_id -> the one polygon that is labelled; None for all polygons.
        sizes: how large the parcels are; None for tiles.
        vertices: how many vertices they have; None for tiles.
    """

    plan: DatasetPlan
    crs: QgsCoordinateReferenceSystem
    polygons: Mapping[str, int] | None = None
    sizes: SizeHistogram | None = None
    vertices: ParcelHistogram | None = None


def plan_tile_samples(
    values: Values, series: SeriesPlan, crs: QgsCoordinateReferenceSystem, extension: str
) -> SamplePlan:
    """A sample a tile of the layer TILES; ``crs`` is that of the images."""
    source = values.source("TILES")
    split = values.optional_text("SPLIT_FIELD")
    split = check_field(source, "SPLIT_FIELD", split) if split else None
    tiles = read_table(source, values.feedback.isCanceled)
    transform = LayerTransform(
        source.sourceCrs(),
        crs,
        values.context.transformContext(),
        Message("the tile layer"),
        Message("the images"),
    )
    places = windows_of_geometries(transform.outlines(tiles), series.grid.transform)
    _warn_of_rounding(values, series, places.windows)
    remedy = Message("Make the grid from the image with the finest pixels.")
    plan = plan_dataset(tiles, places, series.info, extension, None, split, remedy=remedy)
    return SamplePlan(plan, source.sourceCrs())


def plan_parcel_samples(
    values: Values,
    series: SeriesPlan,
    crs: QgsCoordinateReferenceSystem,
    extension: str,
    request: ParcelRequest,
) -> SamplePlan:
    """A sample around each parcel that has a label; tells how large they are."""
    parcels, used = request.parcels, np.flatnonzero(request.values.used)
    bounds = parcels.store.bounds[used] / values.integer("SCALE_FACTOR")
    # Measures of parcels that have no image would mislead.
    inside = _reach_images(bounds, series)
    sizes = measure_sizes(bounds[inside])
    vertices = measure_vertices(parcels.store.corner_counts[used][inside])
    values.info("Vertices of the parcels (vertices, parcels, share up to there):")
    for line in vertices.lines():
        values.row(line)
    size = _choose_size(values, sizes)
    windows = centred_windows(bounds, size)
    ids = _parcel_ids([parcels.names[k] for k in used] if parcels.names else None, used)
    classes = [class_name(parcels.values[k]) for k in used.tolist()]
    fields = [TILE_ID, LABEL]
    columns = {TILE_ID.name: make_column(TEXT, ids), LABEL.name: make_column(TEXT, classes)}
    split = None
    if parcels.splits is not None:
        split = SPLIT.name
        fields.append(SPLIT)
        columns[split] = make_column(TEXT, [parcels.splits[k] for k in used.tolist()])
    wkb = wkb_of_corners(corners_of_windows(windows, series.grid.transform))
    places = windows_of_geometries(TileGeometries(wkb), series.grid.transform)
    _warn_of_rounding(values, series, windows)
    table = TileTable(fields, columns, wkb)
    plan = plan_dataset(table, places, series.info, extension, None, split)
    return SamplePlan(plan, crs, dict(zip(ids, used.tolist())), sizes, vertices)


def _reach_images(bounds: np.ndarray, series: SeriesPlan) -> np.ndarray:
    inside = (bounds[:, :2] < (series.grid.width, series.grid.height)).all(axis=1)
    return inside & (bounds[:, 2:] > 0).all(axis=1)


def _choose_size(values: Values, sizes: SizeHistogram) -> int:
    values.info("Sizes of the parcels (longer side, parcels, share up to there):")
    for line in sizes.lines(" px"):
        values.row(line)
    size = values.optional_integer("WINDOW") or sizes.suggestion
    values.info(
        "Windows of {size} pixels hold {percent:.0f} % of the parcels whole.",
        size=size,
        percent=100 * sizes.whole_share(size),
    )
    return size


def _parcel_ids(names: Sequence[object] | None, used: np.ndarray) -> list[str]:
    texts = [class_name(name) for name in names] if names else []
    if texts and None not in texts and len(set(texts)) == len(texts):
        return texts
    digits = max(6, len(str(len(used))))
    return [f"p{k + 1:0{digits}d}" for k in used.tolist()]


def _warn_of_rounding(values: Values, series: SeriesPlan, windows: np.ndarray) -> None:
    for group in series.groups:
        off = int((windows % group.factor != 0).any(axis=1).sum())
        if off:
            values.warn(
                counted(
                    off,
                    "{count} window does not end at pixels of {bands}, which are {factor} times as "
                    "wide; it is moved to the nearest there.",
                    "{count} windows do not end at pixels of {bands}, which are {factor} times as "
                    "wide; they are moved to the nearest there.",
                    bands=", ".join(group.bands),
                    factor=group.factor,
                )
            )
