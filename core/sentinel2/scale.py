"""From the numbers in Sentinel-2 files to reflectances."""

from __future__ import annotations

from dataclasses import dataclass

from ..errors import RasterError
from ..message import Message
from .names import BANDS
from .product import Sentinel2Product

NODATA = 0
SATURATED = 65535
# ESA: from processing baseline 04.00 on, numbers are shifted so that dark pixels can be negative.
_SHIFTED_SINCE = "04.00"
_SHIFT = -1000.0
# All products so far; the metadata says it too.
_QUANTIFICATION = 10000.0
# What ESA's toolbox gives products that a user has processed.
_OWN_BASELINE = "99.99"


@dataclass(frozen=True)
class ReflectanceScale:
    """Reflectance = (number + offset of its band) / quantification.

    Attributes:
        offsets: band -> what is added to the numbers in the file.
        quantification: what the sum is divided by.
        origin: where these come from, for the log and the file's tags.
    """

    offsets: dict[str, float]
    quantification: float
    origin: str

    def describe(self) -> str:
        """The formula, as text."""
        values = sorted(set(self.offsets.values()))
        number = "number"
        if len(values) != 1:
            number = "(number + offset of the band)"
        elif values[0]:
            number = f"(number{values[0]:+g})"
        return f"{number} / {self.quantification:g}, from {self.origin}"


def choose_scale(
    product: Sentinel2Product, offset: float | None = None, quantification: float | None = None
) -> ReflectanceScale:
    """The scale of a product: as set by hand, else of its metadata, else of its name.

    The processing baseline decides about the offset, never the day of the image, since ESA
    processes old images anew.

    Args:
        product: the product.
        offset: set by hand, for all bands; nothing else is added then.
        quantification: set by hand.

    Raises:
        RasterError: nothing tells the offset.
    """
    if quantification is not None and not quantification > 0:
        raise RasterError(
            "{QUANTIFICATION} is {quantification:g}; it must be above 0, often 10000.",
            quantification=quantification,
        )
    known = product.metadata
    divisor = quantification or (known.quantification if known else None) or _QUANTIFICATION
    if offset is not None:
        return ReflectanceScale(dict.fromkeys(BANDS, float(offset)), divisor, "OFFSET set by hand")
    if product.trouble:
        raise RasterError(
            "The metadata of {name} cannot be used: {trouble} Get the product again, or set "
            "{OFFSET} in Load Sentinel-2 Product (-1000 from processing baseline 04.00 on, 0 "
            "before).",
            name=product.name,
            trouble=product.trouble,
        )
    by_baseline = offset_of_baseline(product.baseline)
    if known and known.offsets:
        offsets = {
            band: known.offsets.get(band, by_baseline if by_baseline is not None else 0.0)
            for band in BANDS
        }
        origin = "the metadata" + (f", baseline {known.baseline}" if known.baseline else "")
        return ReflectanceScale(offsets, divisor, origin)
    if by_baseline is None:
        has = Message("no metadata" if known is None else "metadata without an offset")
        raise RasterError(
            "{name} has {has}, and its name tells no processing baseline (such as N0400); set "
            "{OFFSET} in Load Sentinel-2 Product to -1000 if the baseline is 04.00 or later, "
            "else to 0.",
            name=product.name,
            has=has,
        )
    place = "metadata" if known and known.baseline else "name"
    origin = f"processing baseline {product.baseline} in the {place}"
    return ReflectanceScale(dict.fromkeys(BANDS, by_baseline), divisor, origin)


def offset_of_baseline(baseline: str) -> float | None:
    """What is added to the numbers of a processing baseline, such as 04.00; None if unknown."""
    if not baseline or baseline == _OWN_BASELINE:
        return None
    return _SHIFT if baseline >= _SHIFTED_SINCE else 0.0
