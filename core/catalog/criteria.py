"""Which items of a catalogue are looked for."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from ..errors import RasterError
from .item import Item

if TYPE_CHECKING:
    from shapely.geometry.base import BaseGeometry

    Box = tuple[float, float, float, float]


@dataclass(frozen=True)
class Criteria:
    """What items must be; None and empty for anything.

    Attributes:
        collections: ids.
        area: shapely geometry in longitude and latitude, which footprints must touch.
        start: first day.
        end: last day.
        max_cloud: largest cloudy percentage; items that do not tell theirs are left out.
        tiles: names such as 31UFT.
        level: such as L2A.
        most: how many items at most.
    """

    collections: tuple[str, ...] = ()
    area: BaseGeometry | None = None
    start: date | None = None
    end: date | None = None
    max_cloud: float | None = None
    tiles: tuple[str, ...] = ()
    level: str = ""
    most: int = 500

    def check(self) -> None:
        """Raise RasterError when nothing can meet them."""
        if self.start and self.end and self.start > self.end:
            raise RasterError(
                "{START} {start} is after {END} {end}; swap them.",
                start=self.start,
                end=self.end,
            )

    @property
    def box(self) -> Box | None:
        """West, south, east, north of the area."""
        return None if self.area is None else self.area.bounds

    @property
    def times(self) -> str | None:
        """The days as a STAC API takes them, the last one whole."""
        if self.start is None and self.end is None:
            return None
        start = f"{self.start}T00:00:00Z" if self.start else ".."
        end = f"{self.end}T23:59:59Z" if self.end else ".."
        return f"{start}/{end}"

    def meets(self, item: Item) -> bool:
        """Whether an item is as it must be."""
        if self.collections and item.collection not in self.collections:
            return False
        if self.max_cloud is not None and (item.cloud is None or item.cloud > self.max_cloud):
            return False
        if self.tiles and item.tile not in self.tiles:
            return False
        if self.level and item.level != self.level.upper():
            return False
        return self._is_in_time(item.date) and self._is_in_place(item)

    def _is_in_time(self, day: str) -> bool:
        if self.start is None and self.end is None:
            return True
        if not day:
            return False
        first, last = self.start or date.min, self.end or date.max
        return first <= date.fromisoformat(day) <= last

    def _is_in_place(self, item: Item) -> bool:
        if self.area is None:
            return True
        shape = outline_of(item)
        return shape is not None and bool(shape.intersects(self.area))

    def may_hold(self, extent: Mapping[str, Any]) -> bool:
        """Whether a collection of this extent can hold such items, as STAC writes extents."""
        return self._may_be_in_place(extent) and self._may_be_in_time(extent)

    def _may_be_in_place(self, extent: Mapping[str, Any]) -> bool:
        from shapely.geometry import box

        if self.area is None:
            return True
        try:
            boxes = extent["spatial"]["bbox"]
            shapes = [box(*(b if len(b) == 4 else (b[0], b[1], b[3], b[4]))) for b in boxes]
        except (KeyError, TypeError, IndexError, ValueError):
            return True
        return not shapes or any(shape.intersects(self.area) for shape in shapes)

    def _may_be_in_time(self, extent: Mapping[str, Any]) -> bool:
        try:
            intervals = [
                (str(first or "0001")[:10], str(last or "9999")[:10])
                for first, last in extent["temporal"]["interval"]
            ]
        except (KeyError, TypeError, ValueError):
            return True
        start, end = str(self.start or "0001"), str(self.end or "9999-99")
        return not intervals or any(first <= end and start <= last for first, last in intervals)


def outline_of(item: Item) -> BaseGeometry | None:
    """The footprint of an item as polygons in longitude and latitude; None where it has none."""
    from shapely.geometry import box, shape

    if item.outline is not None:
        try:
            found: BaseGeometry = shape(item.outline)
        except Exception:
            # Whatever strangers write there.
            found = None
        if found is not None and found.area > 0:
            return found if found.is_valid else found.buffer(0)
    return box(*item.box) if item.box is not None else None
