"""What people should know of images before they are put together."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from ...core.imagery.deliveries import Delivery, delivery_of_scene, find_older
from ...core.imagery.scenes import Scene
from ...core.message import list_names
from ...core.sentinel2.names import read_product_path
from ...core.series.images import SeriesImage
from ..base.words import count_text, tr

# What reads products with their offsets, for algorithms that take a folder of them.
FOLDER_REMEDY = "FOLDER or Load Sentinel-2 Product"


def leave_out_older(
    deliveries: Sequence[Delivery | None], names: Sequence[str], paths: Sequence[str], feedback
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
        text = (
            tr("{} is left out: {} is the same delivery of the same scene, and is used.")
            if is_alike
            else tr("{} is left out: {} is a newer delivery of the same scene, and is used.")
        )
        feedback.pushInfo(text.format(named[k], named[newest]))
    return [k for k in range(len(names)) if k not in older]


def _ways_to_name(names: Sequence[str], paths: Sequence[str]) -> Iterator[list[str]]:
    yield list(names)
    # Images of all deliveries of a scene are called alike.
    products = [read_product_path(path)[0] for path in paths]
    yield [
        tr("{} of {}").format(name, product) if product else path
        for name, product, path in zip(names, products, paths)
    ]


def newest_scenes(scenes: Sequence[Scene], feedback) -> list[Scene]:
    """Scenes without older deliveries of others among them; says which these are."""
    kept = leave_out_older(
        [delivery_of_scene(scene) for scene in scenes],
        [scene.name for scene in scenes],
        [scene.path for scene in scenes],
        feedback,
    )
    return [scenes[k] for k in kept]


def warn_of_levels(scenes: Sequence[Scene], feedback) -> None:
    """Warn when products of several processing levels are used as one."""
    levels = Counter(scene.product.level or tr("unknown") for scene in scenes if scene.product)
    if len(levels) > 1:
        feedback.pushWarning(
            tr(
                "The products are of several levels: {}. Those of L1C are reflectances above the "
                "air, those of L2A on the ground; keep those of one level alone."
            ).format(", ".join(f"{level} ({count})" for level, count in sorted(levels.items())))
        )


def warn_of_clouds(images: Sequence[SeriesImage], feedback) -> None:
    """Warn when nothing tells the clouds of some dates, though it does of others or should."""
    known = {image.date for image in images if image.open_codes}
    unknown = sorted({image.date for image in images} - known)
    if unknown and (known or any(image.is_product for image in images)):
        feedback.pushWarning(
            count_text(
                len(unknown),
                tr("Nothing tells the clouds of {} date, and MAX_CLOUD does not leave it out: {}."),
                tr(
                    "Nothing tells the clouds of {} dates, and MAX_CLOUD leaves none of them out: "
                    "{}."
                ),
                list_names(unknown),
            )
        )


def warn_of_masks(names: Sequence[str], feedback) -> None:
    """Warn when masks among the images become bands of the series."""
    if names:
        feedback.pushWarning(
            tr(
                "Masks by their names are taken as bands of the images: {}. To leave cloudy pixels "
                "out, give them in MASKS or MASK_FOLDER instead."
            ).format(list_names(names, 3))
        )


def warn_of_lost_dates(
    images: Sequence[SeriesImage], bands: Sequence[str], wanted: str, feedback
) -> None:
    """Warn when the choice of bands leaves dates out."""
    days = {image.date for image in images}
    lost = sorted(days - {i.date for i in images if set(bands) & set(i.bands)})
    if lost:
        feedback.pushWarning(
            tr("BANDS={} leaves out {} of {} dates, whose images have no {}: {}.").format(
                wanted, len(lost), len(days), list_names(bands), list_names(lost)
            )
        )
