"""The strata that points say they were drawn from."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from qgis.core import QgsFeature

from ...core.assess.codes import NO_CLASS
from ...core.assess.facts import HECTARE
from ...core.errors import LayerError
from ...core.message import Message, counted, list_names
from ...core.tiles.words import class_name
from ..base.layer_snapshot import FeatureSource
from ..base.values import Values
from ..inputs.tiles import plain_value
from .class_raster import TalliedMap
from .points_layer import STRATUM, STRATUM_AREA

# Earlier layers have the second name, of which a Shapefile keeps the third.
_AREA_NAMES = (STRATUM_AREA.name, "stratum_area", "stratum_ar")
# Areas of a stratum that differ by less are the same, however they were rounded.
SAME_AREA = 1e-3
# Of all strata, what they may differ by from the map until somebody is told.
_SAME_WHOLE = 1e-2
# More hectares no globe has, and no raster as many pixels that anybody can interpret.
_MOST = 1e15


class StoredStrata:
    """Collects the strata of a layer's points.

    Args:
        layer: the points, with or without strata.

    Attributes:
        fields: names of the fields with name and area of the stratum; empty where it has not both.
        areas: by stratum, its hectares (or pixels), as far as ``take`` has seen points.
    """

    def __init__(self, layer: FeatureSource) -> None:
        fields = layer.fields()
        areas = [k for k in map(fields.lookupField, _AREA_NAMES) if k >= 0]
        own = [fields.lookupField(STRATUM.name), *areas[:1]]
        self._layer = layer.sourceName()
        self._indexes = own if len(own) > 1 and own[0] >= 0 else []
        self.fields = [fields.at(k).name() for k in self._indexes]
        self.areas: dict[str, float] = {}

    def take(self, feature: QgsFeature) -> str | None:
        """The stratum of a point; None where it does not say both its name and its area.

        Raises:
            LayerError: its area is none, or another than that of other points of the stratum.
        """
        if not self.fields:
            return None
        name, given = (plain_value(feature.attribute(k)) for k in self._indexes)
        stratum = class_name(name)
        if stratum is None or given is None:
            return None
        area = _number(given)
        if not 0 < area < _MOST:
            raise LayerError(
                "The field {field} of {layer} has {area} for the stratum {stratum}; an area is a "
                "number above 0 and below {most:g}. Correct it there.",
                field=self.fields[1],
                layer=self._layer,
                area=given,
                stratum=stratum,
                most=_MOST,
            )
        first = self.areas.setdefault(stratum, area)
        if abs(area - first) > SAME_AREA * first:
            raise LayerError(
                "The field {field} of {layer} has two areas for the stratum {stratum}, {first:g} "
                "and {second:g}; a stratum has one. Correct it there, or assess points of "
                "different drawings one after the other.",
                field=self.fields[1],
                layer=self._layer,
                stratum=stratum,
                first=first,
                second=area,
            )
        return stratum


def _number(value: object) -> float:
    """Of text as well, which is all that a CSV has; NaN for no number."""
    try:
        return float(str(value))
    except ValueError:
        return np.nan


def match_strata(
    areas: dict[str, float], names: Sequence[str], mapped: np.ndarray, tallied: TalliedMap
) -> tuple[tuple[str, ...], np.ndarray, np.ndarray]:
    """Names of the strata, the number of each point's, and their ground.

    Strata that the map has under other names by now get these. Where it has several as one class
    all keep their own: points that were drawn from each apart are weighted by each one's area.
    A stratum all of whose points lie where the map has no class, such as one that the user leaves
    out, has no ground.

    Args:
        areas: by stratum, see StoredStrata.
        names: of each point's stratum.
        mapped: the map's class of each point.
        tallied: the map.
    """
    factor = HECTARE if tallied.areas.is_known else 1.0
    now = {name: _new_name(name, tallied) for name in areas}
    if len(set(now.values())) < len(now):
        now = {name: name for name in areas}
    # In the order of the map's classes, others behind.
    order = {name: k for k, name in enumerate(tallied.classes.names)}
    found = tuple(sorted(now.values(), key=lambda n: (order.get(n, len(order)), n)))
    place = {name: found.index(new) for name, new in now.items()}
    ground = np.zeros(len(found))
    for name, area in areas.items():
        ground[place[name]] = area * factor
    strata = np.array([place[name] for name in names], dtype=np.int64)
    points, inside = (
        np.bincount(own, minlength=len(found)) for own in (strata, strata[mapped >= 0])
    )
    ground[(points > 0) & (inside == 0)] = 0.0
    return found, strata, ground


def _new_name(name: str, tallied: TalliedMap) -> str:
    number = tallied.number_of(name)
    return name if number == NO_CLASS else tallied.classes.names[number]


def are_the_classes(
    names: Sequence[str],
    strata: np.ndarray,
    ground: np.ndarray,
    mapped: np.ndarray,
    tallied: TalliedMap,
) -> bool:
    """Whether stored strata are the map's classes.

    Args:
        names: of the strata.
        strata: of each point.
        ground: of each stratum.
        mapped: the map's class of each point.
        tallied: the map.

    Raises:
        LayerError: they are, and all points of a class are gone.
    """
    classes = tallied.classes
    own = np.array([classes.number(name) for name in names])
    same_ground = all(
        k != NO_CLASS and abs(area - classes.areas[k]) <= SAME_AREA * max(area, 1e-9)
        for k, area in zip(own.tolist(), ground.tolist())
    )
    is_same = same_ground and bool((own[strata] == mapped)[mapped >= 0].all())
    missing = {classes.names[k] for k in np.flatnonzero(classes.areas > 0)} - set(names)
    if missing and is_same:
        raise LayerError(
            "The layer has no points of {missing}; each class needs two or more. Add points there.",
            missing=list_names(sorted(missing)),
        )
    return is_same


def warn_of_ground(
    values: Values, layer: str, raster: str, ground: np.ndarray, tallied: TalliedMap
) -> None:
    """Tell where all strata together are not what the map is."""
    whole, mapped = float(ground.sum()), float(tallied.classes.areas.sum())
    if not whole or abs(whole - mapped) <= _SAME_WHOLE * mapped:
        return
    is_known = tallied.areas.is_known
    divisor = HECTARE if is_known else 1.0
    values.warn(
        "The strata of {layer} add up to {strata:.0f} {unit}, and the classes of {raster} to "
        "{mapped:.0f} {unit}. The areas told are shares of the former; check that all strata still "
        "have points, and what the points say of their areas.",
        layer=layer,
        raster=raster,
        strata=whole / divisor,
        mapped=mapped / divisor,
        unit=Message("ha") if is_known else Message("pixels"),
    )


def warn_without_strata(values: Values, names: Sequence[str | None], tallied: TalliedMap) -> None:
    """Tell where weights by the map's classes may be wrong.

    Args:
        values: of the algorithm.
        names: of each point's stratum, as far as it says.
        tallied: the map.
    """
    without = sum(name is None for name in names)
    if without < len(names):
        values.warn(
            counted(
                without,
                "{count} point does not say its stratum and the area of it, so all points are "
                "weighted by the map's classes. Fill in both, or name the raster that the points "
                "were drawn from as {STRATA}.",
                "{count} points do not say their stratum and the area of it, so all points are "
                "weighted by the map's classes. Fill in both, or name the raster that the points "
                "were drawn from as {STRATA}.",
            )
        )
    classes = tallied.classes
    joined = [
        name
        for name, codes, area in zip(classes.names, classes.codes, classes.areas.tolist())
        if len(codes) > 1 and area > 0
    ]
    if joined and tallied.class_map.names:
        values.warn(
            "{CLASS_MAP} makes one class of several, {names}. Unless points had the same chance "
            "in all of them, name the raster that the points were drawn from as {STRATA}.",
            names=list_names(joined),
        )
