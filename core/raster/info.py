"""What a raster says of itself."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np

from ..errors import ExportError, RasterError
from ..geometry.outlines import place_pixels
from ..message import counted
from .nodata import Interval, NodataSettings, holds_value, nodata_interval

if TYPE_CHECKING:
    from .source import RasterSource

# What GDAL calls rasters that are no files.
_IN_MEMORY = ("/vsimem/", "MEM:::")


@dataclass(frozen=True)
class RasterInfo:
    """Facts of a raster, and the bands of it that are used.

    Attributes:
        path: what GDAL opens; may be a file, a subdataset or a virtual path.
        name: the last part of the path, for messages.
        transform: six affine coefficients a, b, c, d, e, f.
        crs_wkt: coordinate system, empty when there is none.
        bands: 1-based numbers of the bands that are read, in order.
        dtype: numpy name of the type in which they are read.
        descriptions: a name for each band that is read.
        nodatas: tagged nodata value of each band that is read, or None.
        more_nodata: intervals of further values of each band that are nodata, both ends included.
        alpha_band: number of the band that says which pixels are valid, 0 when there is none.
        has_mask_file: whether a mask in or beside the file says so; ``mask_band`` is whose.
        is_mixed: whether the bands are of different types in the file.
        scales: factor of each band from stored to true values, 1 when there is none.
        offsets: what is added then, 0 when there is none.
        colormap: value -> (red, green, blue, alpha) of a paletted band, else None.
        block_shape: rows and columns of a storage block.
        settings: what the user has set for the layer's nodata values.
        tags: of the file as a whole.
        notes: what was decided about the bands, as sentences for the log.
    """

    path: str
    name: str
    width: int
    height: int
    transform: tuple[float, float, float, float, float, float]
    crs_wkt: str
    band_count: int
    bands: tuple[int, ...]
    dtype: str
    descriptions: tuple[str, ...]
    color_names: tuple[str, ...]
    nodatas: tuple[float | None, ...]
    more_nodata: tuple[tuple[Interval, ...], ...]
    alpha_band: int
    has_mask_file: bool
    mask_band: int
    is_mixed: bool
    scales: tuple[float, ...]
    offsets: tuple[float, ...]
    colormap: dict[int, tuple[int, int, int, int]] | None = field(repr=False)
    block_shape: tuple[int, int]
    has_overviews: bool = False
    settings: NodataSettings = field(default_factory=NodataSettings, repr=False)
    tags: Mapping[str, str] = field(default_factory=dict, repr=False)
    notes: tuple[str, ...] = field(default=(), repr=False)

    @property
    def has_mask(self) -> bool:
        """Whether anything besides the values says which pixels are valid."""
        return self.has_mask_file or self.alpha_band > 0

    @cached_property
    def gaps(self) -> tuple[tuple[Interval, ...], ...]:
        """Values of each band that is read which stand for nothing; see nodata_interval."""
        dtype = np.dtype(self.dtype)
        tagged = (nodata_interval(value, dtype) for value in self.nodatas)
        return tuple(
            more if gap is None else (gap, *more) for gap, more in zip(tagged, self.more_nodata)
        )

    @property
    def nodata(self) -> float | None:
        """Tagged nodata value of the first band that is read: a GeoTIFF holds only one."""
        return self.nodatas[0]

    @property
    def is_in_memory(self) -> bool:
        """Whether the raster is not a file but in the memory of this process."""
        return any(mark in self.path for mark in _IN_MEMORY)

    @property
    def shape(self) -> tuple[int, int]:
        """Rows and columns."""
        return self.height, self.width

    @property
    def centre(self) -> tuple[float, float]:
        """Coordinates x, y of the middle of the raster."""
        return place_pixels(self.transform, self.width / 2, self.height / 2)

    def has_values(self, k: int, band: np.ndarray) -> np.ndarray | None:
        """Bool mask of the pixels where the k-th band that is read holds a value of its own.

        A pixel is valid when any band is; a band may be nodata there all the same. None says that
        the band always has a value.
        """
        return holds_value(band, self.gaps[k])

    def as_floats(self, dtype: str, descriptions: tuple[str, ...] = ()) -> RasterInfo:
        """The same raster as true values, of a float type, with NaN where a band has none."""
        count = len(self.bands)
        return replace(
            self,
            dtype=dtype,
            descriptions=descriptions or self.descriptions,
            nodatas=(float("nan"),) * count,
            more_nodata=((),) * count,
            scales=(1.0,) * count,
            offsets=(0.0,) * count,
            is_mixed=False,
            colormap=None,
        )

    def as_colors(self) -> RasterInfo:
        """The same raster shown as red, green and blue of 8 bits."""
        names = ("red", "green", "blue")
        return replace(
            self,
            bands=(1, 2, 3),
            dtype="uint8",
            descriptions=names,
            color_names=names,
            nodatas=(None, None, None),
            more_nodata=((), (), ()),
            scales=(1.0, 1.0, 1.0),
            offsets=(0.0, 0.0, 0.0),
            colormap=None,
        )

    @property
    def is_north_up(self) -> bool:
        """Whether rows run from north to south and columns from west to east."""
        a, b, _, d, e, _ = self.transform
        return a > 0 and e < 0 and b == 0 and d == 0

    @property
    def itemsize(self) -> int:
        """Bytes of one value."""
        return np.dtype(self.dtype).itemsize


def unnamed_band(band: int) -> str:
    """What a band is called that has no name of its own."""
    return f"band {band}"


def fits_type(value: float, dtype: np.dtype) -> bool:
    """Whether a pixel of this type can hold the value."""
    if dtype.kind not in "iu":
        return True
    limits = np.iinfo(dtype)
    return bool(limits.min <= value <= limits.max and value == int(value))


def choose_bands(
    wanted: str | None, band_count: int, alpha_bands: set[int], name: str
) -> tuple[int, ...]:
    """Band numbers from a text such as ``3,2,1``; all bands but alpha ones when it is empty.

    Raises:
        RasterError: a number that is not a band of the raster, or a text that is not a list of
            numbers.
    """
    text = str(wanted or "").strip()
    if not text:
        return tuple(b for b in range(1, band_count + 1) if b not in alpha_bands) or (1,)
    try:
        bands = tuple(int(part) for part in text.replace(";", ",").split(","))
    except ValueError:
        raise RasterError(
            "{BANDS} is {text!r}; write band numbers separated by commas, for example 3,2,1.",
            text=text,
        ) from None
    for band in bands:
        if not 1 <= band <= band_count:
            raise RasterError(
                counted(
                    band_count,
                    "{BANDS} asks for band {band}, but {name} has {count} band; choose from 1 to "
                    "{count}.",
                    "{BANDS} asks for band {band}, but {name} has {count} bands; choose from 1 to "
                    "{count}.",
                    band=band,
                    name=name,
                )
            )
    return bands


def check_can_be_sent(source: RasterSource) -> None:
    """Refuse a source that only works inside this program.

    Raises:
        ExportError: the source cannot be sent to another process.
    """
    if source.can_be_sent:
        return
    if source.info.is_in_memory:
        raise ExportError(
            "{name} is kept in the memory of this program, where the workers of a {SCHEDULER} do "
            "not see it; save it as a file, or leave {SCHEDULER} empty.",
            name=source.info.name,
        )
    refuse_to_send_style()


def refuse_to_send_style() -> None:
    """Raise the ExportError of check_can_be_sent."""
    raise ExportError(
        "{SCALING=STYLE} is drawn by QGIS, which the workers of a {SCHEDULER} do not have; "
        "choose another {SCALING}, or leave {SCHEDULER} empty."
    )
