"""The two files by which ArcGIS knows what is in a folder of image chips.

After what arcgis.learn 2.4 reads of ``esri_model_definition.emd`` and
``esri_accumulated_stats.json``, and what Export Training Data For Deep Learning writes.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

RECTANGLES = "PASCAL_VOC_rectangles"
INSTANCES = "RCNN_Masks"
PIXELS = "Classified_Tiles"
LABELS = "Labeled_Tiles"
LABEL_SETS = "MultiLabeled_Tiles"
# What shows images by three bands of 8 bits takes them for these.
_COLORS = ("Red", "Green", "Blue")
_UNKNOWN = "Unknown"


@dataclass(frozen=True)
class EsriClass:
    """A class: its number, its name, and its colour as three numbers from 0 to 255."""

    value: int
    name: str
    color: tuple[int, int, int]


@dataclass
class EsriCounts:
    """What a folder holds.

    Attributes:
        tiles: how many.
        sizes: widths and heights in pixels.
        images: with a class, by its number.
        features: objects, labels or pixels of a class, by its number.
    """

    tiles: int = 0
    sizes: set[tuple[int, int]] = field(default_factory=set)
    images: dict[int, int] = field(default_factory=dict)
    features: dict[int, int] = field(default_factory=dict)

    def add_tile(self, size: tuple[int, int], found: Sequence[int]) -> None:
        """Count a tile in, with the class numbers of what is on it."""
        self.tiles += 1
        self.sizes.add(size)
        for value in set(found):
            self.images[value] = self.images.get(value, 0) + 1
        for value in found:
            self.features[value] = self.features.get(value, 0) + 1


def model_definition(
    mode: str,
    classes: Sequence[EsriClass],
    counts: EsriCounts,
    bands: Sequence[Mapping[str, Any]],
    dtype: str,
) -> dict[str, Any]:
    """What ``esri_model_definition.emd`` says.

    Args:
        mode: what the labels are.
        classes: in the order of their numbers.
        counts: of the folder.
        bands: ``band``, ``mean``, ``std``, ``min`` and ``max`` of each; numbers may be None.
        dtype: numpy name of the pixels' type.
    """
    names = band_names([str(row["band"]) for row in bands], dtype)
    width = max((size[0] for size in counts.sizes), default=0)
    height = max((size[1] for size in counts.sizes), default=0)
    return {
        "MetaDataMode": mode,
        "ImageWidth": width,
        "ImageHeight": height,
        "ImageSpaceUsed": "MAP_SPACE",
        "CropTileMode": "Fixed_Size" if len(counts.sizes) < 2 else "Variable_Size",
        "IsMultidimensional": False,
        "ExtractBands": list(range(len(bands))),
        "Classes": [
            {"Value": row.value, "Name": row.name, "Color": list(row.color)} for row in classes
        ],
        "InputRastersProps": {"RasterCount": 1, "SensorName": _UNKNOWN, "BandNames": names},
        "AllTilesStats": [
            {
                "BandName": name,
                "Min": row["min"] or 0,
                "Max": row["max"] or 0,
                "Mean": row["mean"] or 0,
                "StdDev": row["std"] or 0,
            }
            for name, row in zip(names, bands)
        ],
    }


def accumulated_stats(
    mode: str,
    classes: Sequence[EsriClass],
    counts: EsriCounts,
    bands: Sequence[Mapping[str, Any]],
) -> dict[str, Any]:
    """What ``esri_accumulated_stats.json`` says; see ``model_definition`` for what it takes."""
    key, each = "FeatureStats", "NumFeaturesPerClass"
    if mode == PIXELS:
        key, each = "ClassPixelStats", "NumPixelsPerClass"
    return {
        "Version": "1.0",
        "MetaDataMode": mode,
        "NumTiles": counts.tiles,
        "NumBands": len(bands),
        "NumClasses": len(classes),
        key: {
            "NumImagesTotal": counts.tiles,
            "NumImagesPerClass": [counts.images.get(row.value, 0) for row in classes],
            each: [counts.features.get(row.value, 0) for row in classes],
        },
        # Folders that are given together get the mean of M1, and the root of the sum of M2 over
        # that of Num.
        "BandStatsState": [
            {
                "Min": row["min"] or 0,
                "Max": row["max"] or 0,
                "M1": row["mean"] or 0,
                "M2": (row["std"] or 0) ** 2 * row["pixels"],
                "Num": row["pixels"],
            }
            for row in bands
        ],
    }


def band_names(names: Sequence[str], dtype: str) -> list[str]:
    """Names of the bands; three of 8 bits that have none are taken for colours."""
    unnamed = [f"band {number}" for number in range(1, len(_COLORS) + 1)]
    return list(_COLORS) if list(names) == unnamed and dtype == "uint8" else list(names)
