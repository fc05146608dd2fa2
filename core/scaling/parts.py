"""A scaling for each of several rasters."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from .scaling import Scaling


@dataclass(frozen=True)
class PartScaling(Scaling):
    """Maps the values of each raster by a range of its own.

    The range of the whole reaches over those of all rasters; no tile is scaled by it.

    Attributes:
        of_parts: the scaling of each raster that has tiles, by its number from 0.
    """

    of_parts: Mapping[int, Scaling] = field(default_factory=dict)

    @classmethod
    def join(cls, found: Mapping[int, Scaling]) -> PartScaling:
        """The scalings of one raster or more, made by the same method."""
        scalings = list(found.values())
        return cls(
            scalings[0].method,
            tuple(map(min, zip(*(scaling.least for scaling in scalings)))),
            tuple(map(max, zip(*(scaling.greatest for scaling in scalings)))),
            sum(scaling.refused for scaling in scalings),
            of_parts=dict(found),
        )

    def part(self, number: int) -> Scaling:
        """The scaling of one raster.

        Raises:
            KeyError: it has no tiles.
        """
        return self.of_parts[number]
