"""What Pillow, with which most programs read images, makes of a dataset's tiles."""

from __future__ import annotations

from typing import Any

from ..formats import FormatSpec

_START = "Pillow, with which torchvision and Hugging Face's `datasets` read images, "
_RASTERIO = (
    "give such programs a function such as `read_tile` above, or "
    "`torchgeo.datasets.utils.rasterio_loader`."
)


def pillow_words(facts: dict[str, Any], spec: FormatSpec) -> str:
    """What programs that read with Pillow do to these tiles, and what to give them instead."""
    count, dtype = len(facts["bands"]), facts["dtype"]
    if spec.is_array:
        return (
            "Programs that read images with Pillow (torchvision, Hugging Face's `datasets`) take "
            "no arrays; give such programs `numpy.load`."
        )
    if spec.opens_with_values(dtype, count):
        if dtype == "uint8":
            return f"{_START}reads one band of 8 bits as it is; torchvision makes RGB of it."
        return (
            f"{_START}opens one band of {dtype} with its values, but torchvision's own loader then "
            f"makes RGB of 8 bits of it, which cuts values to whole numbers from 0 to 255: "
            f"{_RASTERIO}"
        )
    if spec.is_picture and dtype == "uint8":
        return f"{_START}takes the fourth band for transparency, and many leave it out; {_RASTERIO}"
    if spec.is_picture:
        return f"{_START}keeps 8 of the 16 bits of colours; {_RASTERIO}"
    if count == 1:
        return f"{_START}refuses one band of {dtype}, or changes its values; {_RASTERIO}"
    if dtype != "uint8":
        return f"{_START}refuses GeoTIFFs of {count} bands of {dtype}; {_RASTERIO}"
    if count == 3:
        return (
            f"{_START}reads GeoTIFFs of 3 bands of 8 bits where these are tagged as red, green and "
            f"blue, and refuses others; {_RASTERIO}"
        )
    return (
        f"{_START}refuses GeoTIFFs of {count} bands of 8 bits, or reads some of the bands alone; "
        f"{_RASTERIO}"
    )
