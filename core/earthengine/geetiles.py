"""The two images that geetiles has under names of its own, made as it makes them."""

from __future__ import annotations

from typing import Any

from .query import EarthImage, Query

_SENTINEL2 = "COPERNICUS/S2_SR_HARMONIZED"


def geetiles_rgb(ee: Any, query: Query) -> EarthImage:
    """As geetiles makes it, its last day left out and QA60 for clouds, so that pixels are equal."""

    def clear(image: Any) -> Any:
        qa = image.select("QA60")
        mask = qa.bitwiseAnd(1 << 10).eq(0).And(qa.bitwiseAnd(1 << 11).eq(0))
        return image.updateMask(mask).divide(10000)

    images = (
        ee.ImageCollection(_SENTINEL2)
        .filterDate("2020-01-01", "2020-12-31")
        .filter(ee.Filter.lt("CLOUDY_PIXEL_PERCENTAGE", 20))
    )
    image = images.map(clear).select("B4", "B3", "B2").median().visualize(min=0, max=0.3)
    return EarthImage("", image, images, cast="uint8", ids=(_SENTINEL2,))


def geetiles_cover(ee: Any, query: Query) -> EarthImage:
    """ESA's land cover of 2020, with the values that it has there."""
    id_ = "ESA/WorldCover/v100"
    return EarthImage("", ee.ImageCollection(id_).first(), cast="uint8", ids=(id_,))
