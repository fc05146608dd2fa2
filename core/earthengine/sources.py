"""The images that are known by name, and geetiles' two under its own names."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from ..errors import ParameterError
from .geetiles import geetiles_cover, geetiles_rgb
from .query import BEST, FIRST, MEAN, MEDIAN, Bounds, EarthImage, Query, compose

_CLEAR = 0.6
_CLOUD_SCORE = "GOOGLE/CLOUD_SCORE_PLUS/V1/S2_HARMONIZED"
_SENTINEL2 = "COPERNICUS/S2_SR_HARMONIZED"
_REFLECTANCE = ("B2", "B3", "B4", "B5", "B6", "B7", "B8", "B8A", "B11", "B12")
_COPERNICUS = "Contains modified Copernicus Sentinel data"
_USUAL_CLOUD = 60.0
_WORLDCOVER = {
    10: "tree cover",
    20: "shrubland",
    30: "grassland",
    40: "cropland",
    50: "built-up",
    60: "bare or sparse vegetation",
    70: "snow and ice",
    80: "water",
    90: "herbaceous wetland",
    95: "mangroves",
    100: "moss and lichen",
}
# Masks hold classes from 1 on; the product's own values begin with 0.
_DYNAMIC_WORLD = ("water", "trees", "grass", "flooded vegetation", "crops", "shrub and scrub") + (
    "built",
    "bare",
    "snow and ice",
)


@dataclass(frozen=True)
class NamedSource:
    """A source that is known by name.

    Attributes:
        summary: what it is, in a phrase for the help.
        make: gives the image.
        metres: size of its own pixels.
        attribution: who is to be named, and the licence.
        is_dated: whether it is many images of which days choose some.
        composites: how these may become one, the usual first.
        classes: names by value.
        has_clouds: whether images say how cloudy they are.
    """

    summary: str
    make: Callable[[Any, Query], EarthImage]
    metres: float
    attribution: str
    is_dated: bool = True
    composites: tuple[str, ...] = (MEDIAN, MEAN, FIRST, BEST)
    classes: Mapping[int, str] = field(default_factory=dict)
    has_clouds: bool = False


def make_image(ee: Any, name: str, query: Query) -> EarthImage:
    """The image of a source.

    Args:
        ee: the connected client's module.
        name: one of SOURCES.
        query: days, clouds, composite and bands.

    Raises:
        ParameterError: the source needs days, or does not know what is asked for.
    """
    source = SOURCES[name]
    check_query(name, query)
    if not query.composite and source.composites:
        query = replace(query, composite=source.composites[0])
    image = source.make(ee, query)
    return replace(
        image,
        name=name,
        bands=query.bands,
        metres=source.metres,
        classes=source.classes,
        attribution=source.attribution,
    )


def check_query(name: str, query: Query) -> None:
    """Refuse what a source does not know, before Earth Engine is asked.

    Raises:
        ParameterError: see make_image.
    """
    source = SOURCES[name]
    has_days = query.start is not None and query.end is not None
    if source.is_dated and not has_days:
        raise ParameterError(
            "{SOURCE} {name} has many images of each place; give {START} and {END}.", name=name
        )
    if not source.is_dated and (query.start is not None or query.end is not None):
        raise ParameterError(
            "{SOURCE} {name} is one image for all days; leave {START} and {END} out.", name=name
        )
    if query.composite and not source.composites:
        raise ParameterError(
            "{SOURCE} {name} is not composed by {composite}; leave {COMPOSITE} out.",
            name=name,
            composite=query.composite,
        )
    if query.composite and query.composite not in source.composites:
        raise ParameterError(
            "{SOURCE} {name} is not composed by {composite}; choose one of {composites}.",
            name=name,
            composite=query.composite,
            composites=", ".join(source.composites),
        )
    if query.max_cloud is not None and not source.has_clouds:
        raise ParameterError(
            "The images of {SOURCE} {name} do not say how cloudy they are; leave {MAX_CLOUD} out.",
            name=name,
        )


def _sentinel2(ee: Any, query: Query, bands: tuple[str, ...]) -> Callable[[Any], EarthImage]:
    """Images of the days with few clouds, and of each what Cloud Score+ calls clear."""
    images = query.of_days(ee, ee.ImageCollection(_SENTINEL2))
    cloud = _USUAL_CLOUD if query.max_cloud is None else query.max_cloud
    images = images.filter(ee.Filter.lte("CLOUDY_PIXEL_PERCENTAGE", cloud))

    def clear(image: Any) -> Any:
        return image.updateMask(image.select("cs_cdf").gte(_CLEAR))

    def make(finish: Callable[[Any], Any]) -> EarthImage:
        def composed(nearby: Any, bounds: Bounds | None) -> Any:
            scored = nearby.linkCollection(ee.ImageCollection(_CLOUD_SCORE), ["cs_cdf"]).map(clear)
            if query.composite == BEST:
                # Of each pixel the clearest image.
                return finish(scored.qualityMosaic("cs_cdf").select(list(bands)))
            return finish(compose(ee, scored.select(list(bands)), query.composite))

        return EarthImage("", None, images, composed, ids=(_SENTINEL2, _CLOUD_SCORE))

    return make


def _sentinel2_rgb(ee: Any, query: Query) -> EarthImage:
    names = ["red", "green", "blue"]
    make = _sentinel2(ee, query, ("B4", "B3", "B2"))
    return make(lambda image: image.visualize(min=0, max=3000).rename(names))


def _sentinel2_reflectance(ee: Any, query: Query) -> EarthImage:
    return _sentinel2(ee, query, _REFLECTANCE)(lambda image: image.divide(10000).toFloat())


def _sentinel1(ee: Any, query: Query) -> EarthImage:
    id_, bands = "COPERNICUS/S1_GRD", ["VV", "VH"]
    images = query.of_days(ee, ee.ImageCollection(id_))
    images = images.filter(ee.Filter.eq("instrumentMode", "IW"))
    for band in bands:
        images = images.filter(ee.Filter.listContains("transmitterReceiverPolarisation", band))
    return _composed(ee, images.select(bands), query, id_, lambda image: image.toFloat())


def _worldcover(ee: Any, query: Query) -> EarthImage:
    return EarthImage(
        "", ee.ImageCollection("ESA/WorldCover/v200").first(), ids=("ESA/WorldCover/v200",)
    )


def _dynamic_world(ee: Any, query: Query) -> EarthImage:
    id_ = "GOOGLE/DYNAMICWORLD/V1"
    images = query.of_days(ee, ee.ImageCollection(id_)).select("label")

    def composed(nearby: Any, bounds: Bounds | None) -> Any:
        return nearby.reduce(ee.Reducer.mode()).rename(["label"]).toByte()

    return EarthImage("", None, images, composed, ids=(id_,))


def _treecover(ee: Any, query: Query) -> EarthImage:
    id_ = "MODIS/061/MOD44B"
    images = query.of_days(ee, ee.ImageCollection(id_)).select("Percent_Tree_Cover")
    # Beyond 100 percent are codes, such as that of water.
    images = images.map(lambda image: image.updateMask(image.lte(100)))
    return _composed(ee, images, query, id_, lambda image: image.toByte())


def _elevation(ee: Any, query: Query) -> EarthImage:
    id_ = "COPERNICUS/DEM/GLO30"
    images = ee.ImageCollection(id_).select(["DEM"])
    return EarthImage("", None, images, lambda nearby, _: nearby.mosaic().toFloat(), ids=(id_,))


def _embeddings(ee: Any, query: Query) -> EarthImage:
    id_ = "GOOGLE/SATELLITE_EMBEDDING/V1/ANNUAL"
    images = query.of_days(ee, ee.ImageCollection(id_))
    return _composed(ee, images, query, id_, lambda image: image.toFloat())


def _composed(
    ee: Any, images: Any, query: Query, id_: str, finish: Callable[[Any], Any]
) -> EarthImage:
    def composed(nearby: Any, bounds: Bounds | None) -> Any:
        return finish(compose(ee, nearby, query.composite))

    return EarthImage("", None, images, composed, ids=(id_,))


_ESA = "© ESA WorldCover project {}; contains modified Copernicus Sentinel data; CC BY 4.0"
_S2 = (
    f"{_COPERNICUS}, processed by ESA; clouds by Cloud Score+, Google (CC BY 4.0); free use under "
    "the Sentinel data terms"
)
SOURCES = {
    "sentinel2-rgb": NamedSource(
        "colours of Sentinel-2 without clouds",
        _sentinel2_rgb,
        10,
        _S2,
        has_clouds=True,
    ),
    "sentinel2-reflectance": NamedSource(
        "ten bands of Sentinel-2 as reflectance without clouds",
        _sentinel2_reflectance,
        10,
        _S2,
        has_clouds=True,
    ),
    "sentinel1": NamedSource(
        "radar of Sentinel-1, VV and VH in decibels",
        _sentinel1,
        10,
        f"{_COPERNICUS}, processed by ESA; free use under the Sentinel data terms",
    ),
    "worldcover": NamedSource(
        "land cover of 2021 by ESA",
        _worldcover,
        10,
        _ESA.format(2021),
        False,
        (),
        _WORLDCOVER,
    ),
    "dynamicworld": NamedSource(
        "land cover by Google, the class that is seen most often",
        _dynamic_world,
        10,
        "Dynamic World by Google and the World Resources Institute; contains modified Copernicus "
        "Sentinel data; CC BY 4.0",
        composites=(),
        classes=dict(enumerate(_DYNAMIC_WORLD)),
    ),
    "treecover": NamedSource(
        "percent of tree cover by MODIS",
        _treecover,
        250,
        "MOD44B 061, NASA LP DAAC; no restrictions on use",
        composites=(MEAN, MEDIAN, FIRST, BEST),
    ),
    "elevation": NamedSource(
        "heights in metres, Copernicus GLO-30",
        _elevation,
        30,
        "© DLR e.V. 2010-2014 and © Airbus Defence and Space GmbH 2014-2018, provided under "
        "COPERNICUS by the European Union and ESA; all rights reserved",
        False,
        (),
    ),
    "embeddings": NamedSource(
        "64 numbers a pixel that sum a year up, AlphaEarth",
        _embeddings,
        10,
        "The AlphaEarth Foundations Satellite Embedding dataset is produced by Google and Google "
        "DeepMind; CC BY 4.0",
        composites=(BEST, FIRST, MEAN),
    ),
    "sentinel2-rgb-median-2020": NamedSource(
        "geetiles' own colours of 2020", geetiles_rgb, 10, _S2, False, ()
    ),
    "esa-world-cover": NamedSource(
        "geetiles' own land cover of 2020",
        geetiles_cover,
        10,
        _ESA.format(2020),
        False,
        (),
        _WORLDCOVER,
    ),
}
