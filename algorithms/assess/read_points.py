"""Points whose class is known, from a layer."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from qgis.core import QgsGeometry

from ...core.assess.facts import HECTARE
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
from .points_layer import STRATUM, STRATUM_AREA

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

    def stored_strata(self, tallied: TalliedMap) -> tuple[tuple[str, ...], np.ndarray, np.ndarray]:
        """Names of the strata, the number of each point's, and their ground.

        Strata that the map has under other names by now get these; of such as have become one the
        ground is added.
        """
        factor = HECTARE if tallied.areas.is_known else 1.0
        now = {name: _new_name(name, tallied) for name in self.areas}
        # In the order of the map's classes, others behind.
        order = {name: k for k, name in enumerate(tallied.classes.names)}
        names = tuple(sorted(set(now.values()), key=lambda n: (order.get(n, len(order)), n)))
        ground = np.zeros(len(names))
        for name, area in self.areas.items():
            ground[names.index(now[name])] += area * factor
        numbers = [names.index(now[name]) for name in self.strata if name is not None]
        return names, np.array(numbers, dtype=np.int64), ground

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


def _new_name(name: str, tallied: TalliedMap) -> str:
    number = tallied.number_of(name)
    return name if number < 0 else tallied.classes.names[number]


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
    fields = layer.fields()
    own = [fields.lookupField(name) for name in (STRATUM.name, STRATUM_AREA.name)]
    has_strata = min(own) >= 0
    names = [column, *(fields.at(k).name() for k in own if has_strata)]
    where = Message("The field {field} of {layer}", field=column, layer=layer.sourceName())
    xy, true, strata, areas, unnamed = [], [], [], {}, 0
    for feature in read_features(layer, names):
        values.check_cancelled()
        label = class_name(plain_value(feature[column]))
        geometry = feature.geometry()
        stratum, area = _stratum(feature, own) if has_strata else (None, 0.0)
        if stratum is not None:
            areas.setdefault(stratum, area)
        if label is None or geometry.isEmpty():
            unnamed += label is None
            continue
        number = tallied.require(label, where)
        moved = transform.apply(geometry)
        for x, y in _places(moved):
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
    cols, rows = _pixels_of(np.array(xy), tallied.info)
    return PointSample(cols, rows, np.array(true, dtype=np.int64), strata, areas)


def _places(geometry: QgsGeometry | None) -> list[tuple[float, float]]:
    if geometry is None:
        return [(np.nan, np.nan)]
    return [(v.x(), v.y()) for v in geometry.vertices()]


def _stratum(feature, own: list[int]) -> tuple[str | None, float]:
    """The stratum that a point says it was drawn from, and its ground."""
    name, area = (plain_value(feature.attribute(k)) for k in own)
    if not isinstance(area, (int, float)) or not 0 <= area < np.inf:
        return None, 0.0
    return class_name(name), float(area)
