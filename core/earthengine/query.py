"""What of an image collection is asked for: days, clouds, bands, and how images become one."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from ..errors import ParameterError

MEDIAN, MEAN, FIRST, BEST = "MEDIAN", "MEAN", "FIRST", "BEST"
COMPOSITES = (MEDIAN, MEAN, FIRST, BEST)
NEAREST, AVERAGE = "NEAREST", "AVERAGE"
SMOOTH = ("BILINEAR", "BICUBIC")
# Pixels that one may be the mean of.
_MOST_IN_ONE = 1024
Bounds = tuple[float, float, float, float]


@dataclass(frozen=True)
class Query:
    """What is asked for.

    Attributes:
        start: the first day, or None.
        end: the last day, or None.
        composite: one of COMPOSITES; empty for the source's own.
        max_cloud: percent of cloud that an image may have, or None.
        bands: names; empty for all.

    Raises:
        ParameterError: the days are the wrong way round.
    """

    start: date | None = None
    end: date | None = None
    composite: str = ""
    max_cloud: float | None = None
    bands: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        if self.start is not None and self.end is not None and self.end < self.start:
            raise ParameterError(
                "{END} {end} lies before {START} {start}; exchange them.",
                start=self.start.isoformat(),
                end=self.end.isoformat(),
            )

    def of_days(self, ee: Any, collection: Any) -> Any:
        """The images of a collection from the first day to the last one, both included."""
        if self.start is None and self.end is None:
            return collection
        start = (self.start or date(1900, 1, 1)).isoformat()
        # Earth Engine leaves the end out.
        end = (self.end + timedelta(days=1)) if self.end is not None else date(2200, 1, 1)
        return collection.filterDate(start, end.isoformat())

    def describe(self) -> dict[str, Any]:
        """What dataset.json says of it."""
        told = {
            "start": self.start.isoformat() if self.start else "",
            "end": self.end.isoformat() if self.end else "",
            "composite": self.composite,
            "max_cloud": self.max_cloud,
            "bands": list(self.bands),
        }
        return {name: value for name, value in told.items() if value not in ("", None, [])}


@dataclass(frozen=True)
class EarthImage:
    """An image of Earth Engine, or one for each place.

    Attributes:
        name: for people.
        image: the ee.Image; or of a collection that is composed for each place, None.
        collection: the ee.ImageCollection that it is made of, if that is known.
        compose: makes the image of the collection's images at a place.
        bands: names of those that are taken; empty for all.
        metres: size of its own pixels on the ground.
        classes: names by value, where values are classes.
        attribution: who is to be named, and under which licence it may be used.
        cast: the numpy type that values are brought to; empty for their own.
        ids: of assets that it is made of.
    """

    name: str
    image: Any = None
    collection: Any = None
    compose: Any = None
    bands: tuple[str, ...] = ()
    metres: float | None = None
    classes: Mapping[int, str] = field(default_factory=dict)
    attribution: str = ""
    cast: str = ""
    ids: tuple[str, ...] = ()

    def at(self, ee: Any, bounds: Bounds | None, resampling: str = NEAREST) -> Any:
        """The ee.Image at a place.

        Args:
            ee: the connected client's module.
            bounds: west, south, east, north in degrees; None for anywhere.
            resampling: NEAREST, BILINEAR, BICUBIC or AVERAGE. A composite has no pixels of its own
                that could be mixed, but the images have that it is made of.
        """
        if self.image is not None:
            return resample(ee, self._chosen(self.image), resampling)
        nearby = self.nearby(ee, bounds)
        if nearby is None:
            return resample(ee, self._chosen(self.compose(None, bounds)), resampling)
        if resampling in SMOOTH:
            nearby = nearby.map(lambda image: image.resample(resampling.lower()))
        found = self._chosen(self.compose(nearby, bounds))
        if resampling != AVERAGE:
            return found
        pixels = nearby.first().select(0).projection()
        return resample(ee, found.setDefaultProjection(pixels), AVERAGE)

    def _chosen(self, image: Any) -> Any:
        return image.select(list(self.bands)) if self.bands else image

    @property
    def is_one(self) -> bool:
        """Whether all places have the same image, of which one expression tells."""
        return self.image is not None

    def nearby(self, ee: Any, bounds: Bounds | None) -> Any:
        """The images of the collection at a place; all without one."""
        if bounds is None or self.collection is None:
            return self.collection
        return self.collection.filterBounds(rectangle(ee, bounds))


def resample(ee: Any, image: Any, how: str) -> Any:
    """An image with pixels of its own, that mixes them as asked where others are wanted."""
    if how in SMOOTH:
        return image.resample(how.lower())
    if how == AVERAGE:
        return image.reduceResolution(ee.Reducer.mean(), False, _MOST_IN_ONE)
    return image


def rectangle(ee: Any, bounds: Sequence[float]) -> Any:
    """The ee.Geometry of a box in degrees, with straight edges."""
    return ee.Geometry.Rectangle([float(v) for v in bounds], "EPSG:4326", False)


def compose(ee: Any, collection: Any, how: str) -> Any:
    """One image of many: FIRST has the earliest on top, BEST the newest."""
    if how == MEDIAN:
        return collection.median()
    if how == MEAN:
        return collection.mean()
    return collection.sort("system:time_start", how == BEST).mosaic()
