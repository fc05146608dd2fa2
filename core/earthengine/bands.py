"""Names, types and pixel sizes of the bands of an image, as Earth Engine tells of them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np

from .answers import EarthEngineError, NoImageError
from .client import EarthEngine
from .query import Bounds, EarthImage

_METRES_A_DEGREE = 111_320.0


@dataclass(frozen=True)
class BandFacts:
    """Names and numpy types of the bands of an image, and the size of its pixels if it has one."""

    names: tuple[str, ...]
    dtypes: tuple[str, ...]
    metres: float | None = None

    @property
    def dtype(self) -> str:
        """The type that holds the values of all."""
        return np.result_type(*self.dtypes).name

    @property
    def item_bytes(self) -> list[int]:
        """Bytes of a value of each."""
        return [np.dtype(dtype).itemsize for dtype in self.dtypes]


def ask_bands(client: EarthEngine, image: EarthImage, bounds: Bounds) -> BandFacts:
    """Names and types of the bands, as Earth Engine tells them: one request.

    Raises:
        EarthEngineError: the image has none, or cannot be computed.
    """
    try:
        facts = client.call(lambda: image.at(client.ee, bounds).getInfo())
    except NoImageError:
        facts = None
    bands = (facts or {}).get("bands", [])
    if not bands:
        raise EarthEngineError(
            "{name} has no image over these tiles; check {START}, {END}, {MAX_CLOUD} and {BANDS}.",
            name=image.name,
        )
    names = tuple(str(band["id"]) for band in bands)
    dtypes = tuple(_numpy_type(band.get("data_type", {})) for band in bands)
    if image.cast:
        dtypes = (np.dtype(image.cast).name,) * len(names)
    return BandFacts(names, dtypes, _metres(bands[0]))


def _metres(band: dict[str, Any]) -> float | None:
    """Size of a band's pixels; composites have none of their own, and say one degree."""
    from rasterio.crs import CRS
    from rasterio.errors import CRSError

    step = abs(float((band.get("crs_transform") or [0])[0]))
    try:
        crs = CRS.from_string(str(band.get("crs", "")))
    except CRSError:
        return None
    if crs.is_geographic:
        return step * _METRES_A_DEGREE if 0 < step < 1 else None
    return step or None


def _numpy_type(kind: dict[str, Any]) -> str:
    precision = kind.get("precision")
    if precision != "int":
        return "float64" if precision == "double" else "float32"
    least, greatest = kind.get("min", 0), kind.get("max", 0)
    for name in ("uint8", "int8", "uint16", "int16", "uint32", "int32"):
        limits = np.iinfo(name)
        if limits.min <= least and greatest <= limits.max:
            return name
    return "float64"
