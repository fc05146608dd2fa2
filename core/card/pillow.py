"""What Pillow, with which most programs read images, makes of a dataset's tiles."""

from __future__ import annotations

# Types of which Pillow opens a single band in GeoTIFF with all of its values.
_OF_ONE_BAND = ("uint8", "uint16", "int16", "int32", "float32")
_START = "Pillow, with which torchvision and Hugging Face's `datasets` read images, "
_RASTERIO = (
    "give such programs a function such as `read_tile` above, or "
    "`torchgeo.datasets.utils.rasterio_loader`."
)


def is_for_pillow(facts: dict, extension: str) -> bool:
    """Whether Pillow and what is built on it give the values of all of these."""
    return extension in ("jpg", "png") and facts["dtype"] == "uint8"


def opens_with_values(facts: dict, extension: str) -> bool:
    """Whether Pillow by itself opens these with the values that they hold."""
    if is_for_pillow(facts, extension):
        return True
    is_known = extension in ("png", "tif") and facts["dtype"] in _OF_ONE_BAND
    return is_known and len(facts["bands"]) == 1


def pillow_words(facts: dict, extension: str) -> str:
    """What programs that read with Pillow do to these tiles, and what to give them instead."""
    count, dtype = len(facts["bands"]), facts["dtype"]
    if extension == "npy":
        return (
            "Programs that read images with Pillow (torchvision, Hugging Face's `datasets`) take "
            "no arrays; give such programs `numpy.load`."
        )
    if opens_with_values(facts, extension):
        if dtype == "uint8":
            return f"{_START}reads one band of 8 bits as it is; torchvision makes RGB of it."
        return (
            f"{_START}opens one band of {dtype} with its values, but torchvision's own loader then "
            f"makes RGB of 8 bits of it, which cuts values to whole numbers from 0 to 255: "
            f"{_RASTERIO}"
        )
    if extension == "png":
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
