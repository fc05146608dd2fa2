"""What people should know of images before they are put together."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from ..core.scenes import Scene
from ..core.series_images import SeriesImage
from .base import tr

# More dates than these are only counted.
_NAMED = 5


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
        days = ", ".join(map(str, unknown[:_NAMED])) + (", ..." if len(unknown) > _NAMED else "")
        feedback.pushWarning(
            tr(
                "Nothing tells the clouds of {} dates, and MAX_CLOUD leaves none of them out: {}."
            ).format(len(unknown), days)
        )
