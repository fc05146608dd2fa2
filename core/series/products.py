"""The dated images in a Sentinel-2 product."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import closing
from dataclasses import replace
from functools import partial

from ..errors import RasterError
from ..imagery.scenes import Scene
from ..sentinel2.names import NATIVE_RESOLUTIONS, SCL
from ..sentinel2.scale import choose_scale
from .images import SeriesImage, open_codes_of
from .openers import ProductBands, ProductNumbers


def images_of_product(
    scene: Scene,
    bands: Sequence[str] = (),
    resolution: int | None = None,
    offset: float | None = None,
    quantification: float | None = None,
) -> list[SeriesImage]:
    """Reflectances of a Sentinel-2 product: an image for each resolution that its bands have.

    A scene that is not a product has none.

    Args:
        scene: the product.
        bands: those that are wanted; empty for all of the resolution or finer.
        resolution: metres, for all bands; None leaves each at its own.
        offset: set by hand; see choose_scale.
        quantification: set by hand.

    Raises:
        RasterError: a band that it lacks, or nothing tells its date or scale.
    """
    product = scene.product
    if product is None:
        return []
    if scene.date is None:
        raise RasterError("Nothing tells the date of {name}; give a {DATE_TABLE}.", name=scene.name)
    scale = choose_scale(product, offset, quantification)
    names = [b for b in product.bands if not bands or b in bands]
    groups: dict[int, list[str]] = {}
    for band in names:
        have = product.resolutions(band)
        own = max(min(have), NATIVE_RESOLUTIONS.get(band, min(have)))
        own = own if own in have else min(have)
        groups.setdefault(resolution or own, []).append(band)
    codes = None
    if product.resolutions(SCL):
        codes = partial(open_codes_of, product.files[SCL, product.resolutions(SCL)[0]], "1")
    images = []
    for group, members in sorted(groups.items()):
        opener = ProductBands(product, tuple(members), group, scale)
        with closing(opener()) as source:
            images.append(
                SeriesImage(
                    scene.path,
                    scene.name,
                    scene.date,
                    tuple(members),
                    source.info,
                    opener,
                    codes,
                    True,
                )
            )
    return images


def as_numbers(images: Sequence[SeriesImage]) -> list[SeriesImage]:
    """Images of products as whole numbers of 16 bits, with one scale and offset for all.

    Of offsets that differ, before and after a change of processing, the least counts for all, so
    that what is dark in one product is above 0 in all.

    Raises:
        RasterError: an image is of no product.
    """
    openers: list[ProductBands] = []
    for image in images:
        if not isinstance(image.open_bands, ProductBands):
            raise RasterError(
                "{FLOAT=false} is for Sentinel-2 products, whose numbers stand for reflectances, "
                "and {name} is none; leave {FLOAT} as it is.",
                name=image.name,
            )
        openers.append(image.open_bands)
    offsets: dict[str, float] = {}
    for opener in openers:
        for name in opener.names:
            own = opener.scale.offsets[name]
            offsets[name] = min(own, offsets.get(name, own))
    divisor = max(opener.scale.quantification for opener in openers)
    numbered = []
    for image, opener in zip(images, openers):
        numbers = ProductNumbers(opener, offsets, divisor)
        with closing(numbers()) as source:
            numbered.append(replace(image, info=source.info, open_bands=numbers))
    return numbered
