"""What the user can choose about objects."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from ..errors import ExportError
from ..message import Parameter
from .tile_object import POLYGON, SHAPES

DROP, IGNORE = "DROP", "IGNORE"
SMALL_PIECES = (DROP, IGNORE)


@dataclass(frozen=True)
class ObjectSettings:
    """Choices about objects; see the algorithm's help for each.

    Attributes:
        shape: POLYGON, BOX or ORIENTED_BOX.
        min_visible: pieces with less than this percentage of their object's area are small.
        min_pixels: parts of less than this area in square pixels are left out, and with the last
            one the piece; unless it is 0, so are parts in which no pixel's centre lies.
        small_pieces: DROP leaves small pieces out, IGNORE marks them where the layout can.

    Raises:
        ExportError: a value that is out of range.
    """

    shape: str = POLYGON
    min_visible: float = 0.0
    min_pixels: float = 1.0
    small_pieces: str = DROP

    def __post_init__(self) -> None:
        for name, value, choices in (
            ("SHAPE", self.shape, SHAPES),
            ("SMALL_PIECES", self.small_pieces, SMALL_PIECES),
        ):
            if value not in choices:
                raise ExportError(
                    "{name} is {value!r}; choose one of {choices}.",
                    name=Parameter(name),
                    value=value,
                    choices=", ".join(choices),
                )
        if not 0 <= self.min_visible <= 100:
            raise ExportError(
                "{MIN_VISIBLE} is {value:g}; it is a percentage from 0 to 100.",
                value=self.min_visible,
            )
        if not self.min_pixels >= 0:
            raise ExportError(
                "{MIN_OBJECT_PIXELS} is {value:g}; it must not be less than 0.",
                value=self.min_pixels,
            )

    @property
    def drops_small(self) -> bool:
        """Whether small pieces are left out."""
        return self.small_pieces == DROP

    def describe(self) -> dict[str, Any]:
        """The choices, as dataset.json keeps them."""
        return {
            "SHAPE": self.shape,
            "MIN_VISIBLE": self.min_visible,
            "MIN_OBJECT_PIXELS": self.min_pixels,
            "SMALL_PIECES": self.small_pieces,
        }
