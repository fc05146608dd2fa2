"""What the user can choose about an export."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from ..errors import ExportError
from ..formats import DEFAULT_QUALITY, FormatSpec, TileWriter, find_format, make_writer
from ..formats.jpeg import JPEG
from ..layouts import DEFAULT_LAYOUT, LAYOUTS
from ..layouts.naming import NAMINGS, TILE_ID
from ..message import Parameter
from ..resampling.resample import NONE as NO_RESAMPLING
from ..resampling.resample import RESAMPLINGS
from ..scaling.scaling import DATASET, FITTED, SCALING_PERS, SCALINGS


@dataclass(frozen=True)
class ExportOptions:
    """Choices of an export; see the algorithm's help for each.

    Raises:
        ExportError: a value that is out of range, or two that exclude each other.
    """

    format: str = JPEG.name
    scaling: str = "PERCENTILE"
    scale_min: str = ""
    scale_max: str = ""
    fill: int = 0
    quality: int = DEFAULT_QUALITY
    compress: bool = True
    naming: str = TILE_ID
    pixels: int | None = None
    metres_per_pixel: float | None = None
    resampling: str = NO_RESAMPLING
    workers: int | None = None
    scheduler: str = ""
    layout: str = DEFAULT_LAYOUT
    scaling_per: str = DATASET

    def __post_init__(self) -> None:
        for name, value, choices in (
            ("SCALING", self.scaling, SCALINGS),
            ("SCALING_PER", self.scaling_per, SCALING_PERS),
            ("NAMING", self.naming, NAMINGS),
            ("LAYOUT", self.layout, tuple(LAYOUTS)),
            ("RESAMPLING", self.resampling, RESAMPLINGS),
        ):
            if value not in choices:
                raise ExportError(
                    "{name} is {value!r}; choose one of {choices}.",
                    name=Parameter(name),
                    value=value,
                    choices=", ".join(choices),
                )
        if self.scaling_per != DATASET and self.scaling not in FITTED:
            raise ExportError(
                "{SCALING_PER} {per} fits the scaling to each scene, and {SCALING} {scaling} is "
                "not fitted to anything; choose {SCALING=PERCENTILE|MINMAX}, or leave "
                "{SCALING_PER} out.",
                per=self.scaling_per,
                scaling=self.scaling,
            )
        if not 0 <= self.fill <= 255:
            raise ExportError(
                "{FILL} is {fill}; it is an 8-bit value from 0 to 255.", fill=self.fill
            )
        if self.pixels is not None and self.pixels < 1:
            raise ExportError("{PIXELS} is {pixels}; it must be at least 1.", pixels=self.pixels)
        if self.metres_per_pixel is not None and not self.metres_per_pixel > 0:
            raise ExportError(
                "{METERS_PER_PIXEL} is {metres_per_pixel:g}; it must be more than 0.",
                metres_per_pixel=self.metres_per_pixel,
            )
        if self.pixels and self.metres_per_pixel:
            raise ExportError(
                "{PIXELS} and {METERS_PER_PIXEL} exclude each other; give one of them."
            )
        if (self.pixels or self.metres_per_pixel) and not self.is_resampled:
            asked = Parameter("PIXELS" if self.pixels else "METERS_PER_PIXEL")
            raise ExportError(
                "{asked} changes the pixels; say how with {RESAMPLING}: {resamplings}.",
                asked=asked,
                resamplings=", ".join(RESAMPLINGS[1:]),
            )
        if self.workers is not None and self.workers < 1:
            raise ExportError(
                "{WORKERS} is {workers}; it must be at least 1.", workers=self.workers
            )

    @property
    def spec(self) -> FormatSpec:
        """All that is known of the format.

        Raises:
            ExportError: there is no such format.
        """
        return find_format(self.format)

    def make_writer(self) -> TileWriter:
        """The writer of the images.

        Raises:
            ExportError: see make_writer of the formats.
        """
        return make_writer(self.format, self.quality, self.compress)

    @property
    def is_resampled(self) -> bool:
        """Whether tiles may be put on a pixel grid of their own."""
        return self.resampling != NO_RESAMPLING

    def describe(self) -> dict[str, Any]:
        """The choices that shape the dataset, as dataset.json keeps them."""
        return {
            "FORMAT": self.format,
            "SCALING": self.scaling,
            "SCALE_MIN": self.scale_min,
            "SCALE_MAX": self.scale_max,
            "FILL": self.fill,
            "QUALITY": self.quality,
            "NAMING": self.naming,
            "PIXELS": self.pixels,
            "METERS_PER_PIXEL": self.metres_per_pixel,
            "RESAMPLING": self.resampling,
            **({} if self.scaling_per == DATASET else {"SCALING_PER": self.scaling_per}),
            **({"COMPRESS": self.compress} if self.spec.has_compression else {}),
            **({} if self.layout == DEFAULT_LAYOUT else {"LAYOUT": self.layout}),
        }
