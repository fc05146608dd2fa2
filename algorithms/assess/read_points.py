"""Points whose class is known, from a layer."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from qgis.core import QgsGeometry

from ...core.errors import LayerError
from ...core.geometry.outlines import pixel_coordinates, place_pixels
from ...core.message import Message, counted
from ...core.raster.info import RasterInfo
from ...core.resampling.grid import carry_points, same_crs
from ...core.tiles.words import class_name
from ..base.layer_snapshot import FeatureSource
from ..base.values import Values
from ..inputs.layer_transform import LayerTransform
from ..inputs.tiles import plain_value, read_features
from .class_raster import TalliedMap
from .stored_strata import StoredStrata

_NOWHERE = -1


@dataclass(frozen=True)
class PointSample:
    """Points with a class, in the map's pixels.

    Attributes:
        cols: int64 (N,) column of each one's pixel; -1 of those far away.
        rows: int64 (N,).
        true: int64 (N,) number of the true class.
        strata: by point, the name of its stratum, as far as it says.
        areas: by stratum, its ground, of points without a class as well.
    """

    cols: np.ndarray
    rows: np.ndarray
    true: np.ndarray
    strata: list[str | None]
    areas: dict[str, float]

    @property
    def has_strata(self) -> bool:
        """Whether every point says which stratum it was drawn from."""
        return bool(self.strata) and all(each is not None for each in self.strata)

    def on(self, info: RasterInfo, own: RasterInfo) -> tuple[np.ndarray, np.ndarray]:
        """Columns and rows on another raster; -1 of points that are nowhere.

        Args:
            info: that raster.
            own: the raster of ``cols`` and ``rows``.
        """
        xy = np.stack(place_pixels(own.transform, self.cols + 0.5, self.rows + 0.5), axis=-1)
        if not same_crs(own.crs_wkt, info.crs_wkt):
            xy = carry_points(xy, own.crs_wkt, info.crs_wkt)
        cols, rows = _pixels_of(xy, info)
        cols[self.cols < 0] = _NOWHERE
        return cols, rows


def _pixels_of(xy: np.ndarray, info: RasterInfo) -> tuple[np.ndarray, np.ndarray]:
    """int64 columns and rows of the pixels that places lie in; -1 where they have none."""
    pixels = np.floor(pixel_coordinates(xy, info.transform))
    good = np.isfinite(pixels).all(axis=1)
    limits = np.array([info.width, info.height])
    good &= ((pixels >= 0) & (pixels < limits)).all(axis=1)
    found = np.full(pixels.shape, _NOWHERE, dtype=np.int64)
    found[good] = pixels[good].astype(np.int64)
    return found[:, 0].copy(), found[:, 1].copy()


def read_points(
    values: Values,
    layer: FeatureSource,
    column: str,
    transform: LayerTransform,
    tallied: TalliedMap,
) -> PointSample:
    """The points of a layer that have a class.

    Args:
        values: of the algorithm.
        layer: the points.
        column: names the class.
        transform: to the map's coordinate system.
        tallied: the map.

    Raises:
        LayerError: a class that the map does not know, or no point with a class.
    """
    stored = StoredStrata(layer)
    where = Message("The field {field} of {layer}", field=column, layer=layer.sourceName())
    xy, true, strata, unnamed, clustered = [], [], [], 0, 0
    for feature in read_features(layer, [column, *stored.fields]):
        values.check_cancelled()
        label = class_name(plain_value(feature[column]))
        geometry = feature.geometry()
        stratum = stored.take(feature)
        if label is None or geometry.isEmpty():
            unnamed += label is None
            continue
        number = tallied.require(label, where)
        places = _places(transform.apply(geometry))
        clustered += len(places) > 1
        for x, y in places:
            xy.append((x, y))
            true.append(number)
            strata.append(stratum)
    if not true:
        raise LayerError(
            "No point of {layer} has a class in its field {field}; fill it in first.",
            layer=layer.sourceName(),
            field=column,
        )
    if unnamed:
        values.warn(
            counted(
                unnamed,
                "{count} point has no class yet and was left out.",
                "{count} points have no class yet and were left out.",
            )
        )
    if clustered:
        # Who dissolves points by class gets such features, and has drawn each point by itself.
        values.warn(
            counted(
                clustered,
                "{count} feature has several points, and each of them counts. Where they were not "
                "drawn one by one, the standard errors are too small; keep one point of each.",
                "{count} features have several points, and each of them counts. Where they were "
                "not drawn one by one, the standard errors are too small; keep one point of each.",
            )
        )
    cols, rows = _pixels_of(np.array(xy), tallied.info)
    return PointSample(cols, rows, np.array(true, dtype=np.int64), strata, stored.areas)


def warn_of_same_pixels(values: Values, cols: np.ndarray, rows: np.ndarray) -> None:
    """Tell how many of the points that count lie in a pixel that another one has already."""
    again = len(cols) - len(set(zip(cols.tolist(), rows.tolist())))
    if again:
        values.warn(
            counted(
                again,
                "{count} point lies in a pixel that has another point already, and both count, "
                "which makes the standard errors too small; delete duplicates.",
                "{count} points lie in pixels that have another point already, and all count, "
                "which makes the standard errors too small; delete duplicates.",
            )
        )


def _places(geometry: QgsGeometry | None) -> list[tuple[float, float]]:
    if geometry is None:
        return [(np.nan, np.nan)]
    return [(v.x(), v.y()) for v in geometry.vertices()]
