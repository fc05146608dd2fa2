"""What people should know of images before they are put together."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from ...core.imagery.deliveries import Delivery, delivery_of_scene, find_older
from ...core.imagery.scenes import Scene
from ...core.message import Message, counted, list_names, listed
from ...core.sentinel2.names import read_product_path
from ...core.series.images import SeriesImage
from ..base.values import Values

# What reads products with their offsets, for algorithms that take a folder of them.
FOLDER_REMEDY = "FOLDER or Load Sentinel-2 Product"


def leave_out_older(
    deliveries: Sequence[Delivery | None],
    names: Sequence[str],
    paths: Sequence[str],
    values: Values,
) -> list[int]:
    """Which images count, where some are older deliveries of others; says which do not.

    Args:
        deliveries: of each image; see deliveries.py.
        names: of the images, for people.
        paths: of the images, which tell those of one name apart.
    """
    older = find_older(deliveries)
    for k, newest in older.items():
        named = next((n for n in _ways_to_name(names, paths) if n[k] != n[newest]), paths)
        is_alike = deliveries[k].version == deliveries[newest].version
        values.info(
            "{name} is left out: {newest} is the same delivery of the same scene, and is used."
            if is_alike
            else "{name} is left out: {newest} is a newer delivery of the same scene, and is used.",
            name=named[k],
            newest=named[newest],
        )
    return [k for k in range(len(names)) if k not in older]


def _ways_to_name(names: Sequence[str], paths: Sequence[str]) -> Iterator[list[str]]:
    yield list(names)
    # Images of all deliveries of a scene are called alike.
    products = [read_product_path(path)[0] for path in paths]
    yield [
        Message("{name} of {product}", name=name, product=product) if product else path
        for name, product, path in zip(names, products, paths)
    ]


def newest_scenes(scenes: Sequence[Scene], values: Values) -> list[Scene]:
    """Scenes without older deliveries of others among them; says which these are."""
    kept = leave_out_older(
        [delivery_of_scene(scene) for scene in scenes],
        [scene.name for scene in scenes],
        [scene.path for scene in scenes],
        values,
    )
    return [scenes[k] for k in kept]


def warn_of_levels(scenes: Sequence[Scene], values: Values) -> None:
    """Warn when products of several processing levels are used as one."""
    levels = Counter(scene.product.level or Message("unknown") for scene in scenes if scene.product)
    if len(levels) > 1:
        values.warn(
            "The products are of several levels: {levels}. Those of L1C are reflectances above the "
            "air, those of L2A on the ground; keep those of one level alone.",
            levels=list_counts(levels),
        )


def list_counts(counts: Counter[str]) -> Message:
    """Names and how many there are of each, for a message."""
    return listed(
        Message("{name} ({count})", name=name, count=count)
        for name, count in sorted(counts.items())
    )


def warn_of_clouds(images: Sequence[SeriesImage], values: Values) -> None:
    """Warn when nothing tells the clouds of some dates, though it does of others or should."""
    known = {image.date for image in images if image.open_codes}
    unknown = sorted({image.date for image in images} - known)
    if unknown and (known or any(image.is_product for image in images)):
        values.warn(
            counted(
                len(unknown),
                "Nothing tells the clouds of {count} date, and {MAX_CLOUD} does not leave it out: "
                "{dates}.",
                "Nothing tells the clouds of {count} dates, and {MAX_CLOUD} leaves none of them "
                "out: {dates}.",
                dates=list_names(unknown),
            )
        )


def warn_of_masks(names: Sequence[str], values: Values) -> None:
    """Warn when masks among the images become bands of the series."""
    if names:
        values.warn(
            "Masks by their names are taken as bands of the images: {names}. To leave cloudy "
            "pixels out, give them in {MASKS} or {MASK_FOLDER} instead.",
            names=list_names(names, 3),
        )


def warn_of_lost_dates(
    images: Sequence[SeriesImage], bands: Sequence[str], wanted: str, values: Values
) -> None:
    """Warn when the choice of bands leaves dates out."""
    days = {image.date for image in images}
    lost = sorted(days - {i.date for i in images if set(bands) & set(i.bands)})
    if lost:
        values.warn(
            "{BANDS}={wanted} leaves out {count} of {all} dates, whose images have no {names}: "
            "{dates}.",
            wanted=wanted,
            count=len(lost),
            all=len(days),
            names=list_names(bands),
            dates=list_names(lost),
        )
