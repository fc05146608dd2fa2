"""What the codes of choices mean, in words: dialogs show these, and scripts write the codes."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from types import MappingProxyType

from ...core.message import Message

_RESAMPLING = {
    "NONE": Message("none, whole pixels as they are"),
    "AUTO": Message("as fits each raster"),
    "NEAREST": Message("nearest pixel"),
    "BILINEAR": Message("bilinear"),
    "CUBIC": Message("cubic"),
    "BICUBIC": Message("cubic"),
    "AVERAGE": Message("average"),
}
_IMAGES_TO_ONE = {
    "SOURCE'S": Message("as usual for the source"),
    "MEDIAN": Message("median"),
    "MEAN": Message("mean"),
    "FIRST": Message("the earliest on top"),
    "BEST": Message("the clearest on top"),
}

# By parameter, for those whose codes have no title of their own in the engine.
_WORDS: Mapping[str, Mapping[str, Message]] = {
    "ALLOCATION": {
        "OLOFSSON": Message("more for rare classes (Olofsson)"),
        "EQUAL": Message("as many in each class"),
        "PROPORTIONAL": Message("by the classes' areas"),
        "NEYMAN": Message("by areas and expected errors (Neyman)"),
    },
    "AOI_PREDICATE": {
        "INTERSECTS": Message("the tile touches the area"),
        "WITHIN": Message("the tile lies inside"),
        "CENTROID": Message("the tile's centre lies inside"),
    },
    "AREA_UNIT": {
        "HECTARES": Message("hectares"),
        "SQUARE_METRES": Message("square metres"),
        "PIXELS": Message("pixels"),
    },
    "CATALOG": {
        "EARTH_SEARCH": Message("Earth Search"),
        "PLANETARY_COMPUTER": Message("Planetary Computer"),
        "COPERNICUS": Message("Copernicus Data Space"),
    },
    "CLOUD_COVER": {
        "METADATA": Message("the product's metadata"),
        "SCL": Message("the scene classification, over the area"),
    },
    "COMPOSITE": _IMAGES_TO_ONE,
    "CONNECTEDNESS": {
        "4": Message("a side"),
        "8": Message("a side or a corner"),
    },
    "CROP": {
        "SIZE": Message("the tile size"),
        "BOX": Message("each feature's own box"),
    },
    "CRS": {
        "UTM": Message("metres (UTM)"),
        "LONLAT": Message("longitude and latitude"),
    },
    "DIFFERENCES": {
        "REFUSE": Message("stop and say how they differ"),
        "AS_TAGGED": Message("believe each raster's tags"),
        "AS_FIRST": Message("take all as the first"),
    },
    "EDGE": {
        "DROP": Message("leave out"),
        "KEEP": Message("keep, smaller"),
        "SHIFT": Message("move inward"),
    },
    "EMPTY_TILES": {
        "KEEP": Message("keep"),
        "DROP": Message("leave out"),
        "SHARE": Message("keep a share"),
    },
    "ENDPOINT": {
        "HIGH_VOLUME": Message("for many requests"),
        "STANDARD": Message("standard"),
    },
    "EXTENT": {
        "REFERENCE": Message("of the pixel grid's raster"),
        "UNION": Message("all that any raster covers"),
        "INTERSECTION": Message("what all rasters cover"),
    },
    "FORMAT": {
        "NPZ": Message("NumPy archive (.npz)"),
        "ZARR": Message("Zarr store"),
        "GTIFF": Message("GeoTIFF"),
        "ZIP": Message("zip file"),
        "WEBDATASET": Message("WebDataset shards (.tar)"),
    },
    "LABEL_TYPE": {
        "AUTO": Message("what its type says"),
        "CLASSES": Message("classes"),
        "MEASURED": Message("measured numbers"),
    },
    "LAYOUT": {
        "STACKED": Message("one array of all bands"),
        "SEPARATE": Message("an array for each band"),
    },
    "LINK": {
        "HARDLINK": Message("linked, without more room on the disk"),
        "COPY": Message("copied"),
    },
    "METADATA": {
        "CROISSANT": Message("Croissant"),
        "STAC": Message("STAC"),
        "TDML": Message("TrainingDML-AI"),
        "NONE": Message("none"),
    },
    "METHOD": {
        **_IMAGES_TO_ONE,
        "LARGEST": Message("the one with the largest share"),
        "WEIGHTED": Message("all, by their shares"),
    },
    "MODEL_SCALING": {
        "UNIT": Message("0 to 1"),
        "IMAGENET": Message("as for ImageNet"),
        "NONE": Message("none, values as they are"),
    },
    "NAMING": {
        "TILE_ID": Message("by place"),
        "SEQUENCE": Message("counted"),
    },
    "PAIRS": {
        "NONE": Message("no pairs"),
        "CONSECUTIVE": Message("each with the next by date"),
        "FIRST_LAST": Message("the first with the last"),
    },
    "PREDICATE": {
        "INTERSECTS": Message("a polygon touches it"),
        "WITHIN": Message("it lies in a polygon"),
        "CENTROID": Message("its centre lies in one"),
        "LARGEST": Message("largest share"),
        "COVERAGE": Message("share of at least …"),
    },
    "PREFIX": {
        "NUMBER": Message("the dataset's number"),
        "NAME": Message("the dataset's name"),
    },
    "REFERENCE": {
        "FINEST": Message("of the raster with the finest pixels"),
        "FIRST": Message("of the first raster"),
    },
    "RESAMPLING": _RESAMPLING,
    "RESOLUTION": {name: Message("{metres} m", metres=name) for name in ("10", "20", "60")},
    "RULE": {
        "CENTRE": Message("its centre lies inside"),
        "COVERAGE": Message("enough of it lies inside"),
    },
    "SAME_DAY": {
        "MOSAIC": Message("joined into one"),
        "KEEP": Message("kept apart"),
    },
    "SCALING": {
        "PERCENTILE": Message("2nd–98th percentile"),
        "STYLE": Message("as on the map"),
        "MINMAX": Message("least to greatest"),
        "RANGE": Message("from … to …"),
        "NONE": Message("none, keep values"),
    },
    "SCALING_PER": {
        "DATASET": Message("all scenes together"),
        "SCENE": Message("each scene by itself"),
    },
    "SEPARATOR": {
        "COMMA": Message("comma"),
        "SEMICOLON": Message("semicolon"),
    },
    "SHAPE": {
        "AUTO": Message("as the layout usually has them"),
        "POLYGON": Message("outlines"),
        "BOX": Message("upright boxes"),
        "ORIENTED_BOX": Message("turned boxes"),
    },
    "SMALL_PIECES": {
        "DROP": Message("leave out"),
        "IGNORE": Message("mark as to be ignored"),
    },
    "SPLIT_METHOD": {"NONE": Message("no split")},
    "UNITS": {
        "PIXELS": Message("pixels"),
        "METERS": Message("metres"),
    },
    "UNUSABLE_DATES": {
        "FLAG": Message("keep and mark"),
        "DROP": Message("leave out"),
    },
}
_NO_WORDS: Mapping[str, Message] = MappingProxyType({})


def words_of_choices(
    name: str, codes: Iterable[str], titles: Mapping[str, str] = _NO_WORDS
) -> dict[str, str]:
    """The words for each code of a parameter, in English: messages, or names as they stand.

    Args:
        name: of the parameter.
        codes: what scripts write.
        titles: what the engine calls them; these come first.
    """
    known = _WORDS.get(name, _NO_WORDS)
    return {code: titles.get(code) or known.get(code) or code for code in codes}
