"""Boxes and outlines of objects, as they should be."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ..message import Message
from .fault import RESTORE, Fault

# Pixels. Coordinates are rounded to a thousandth, and sums of them a little more.
SLACK = 0.01

# What a box and its outline may differ by, in pixels.
_SAME_PIXELS = 0.01


def box_faults(
    file: str, name: object, box: Sequence[float], area: float, size: tuple[int, int]
) -> Iterator[Fault]:
    """What is wrong with a box: of no size, outside its image, smaller than what is in it.

    Args:
        file: that tells of it.
        name: of the annotation.
        box: left, top, width and height in pixels from the upper left corner of the image.
        area: of the object in square pixels.
        size: width and height of the image in pixels.
    """
    if len(box) != 4:
        yield Fault(
            "box without four numbers",
            file,
            Message("The box of annotation {name} has {count} numbers.", name=name, count=len(box)),
            RESTORE,
        )
        return
    left, top, width, height = box
    if not (width > 0 and height > 0):
        yield Fault(
            "box without size",
            file,
            Message(
                "The box of annotation {name} is {width:g} x {height:g} pixels.",
                name=name,
                width=width,
                height=height,
            ),
            Message("Remove the annotation, or export the dataset again."),
        )
    elif area > width * height + SLACK * (1 + width + height) or not area > 0:
        yield Fault(
            "area does not fit the box",
            file,
            Message(
                "Annotation {name} has an area of {area:g} in a box of {box:g} square pixels.",
                name=name,
                area=area,
                box=width * height,
            ),
            RESTORE,
        )
    if not is_within((left, top, left + width, top + height), size):
        yield Fault(
            "box outside the image",
            file,
            Message(
                "The box of annotation {name} leaves its image of {width} x {height} pixels.",
                name=name,
                width=size[0],
                height=size[1],
            ),
            Message("Clip the box to its image, or export the dataset again."),
        )


def ring_faults(
    file: str, name: object, ring: Sequence[float], size: tuple[int, int]
) -> Iterator[Fault]:
    """What is wrong with a ring: too few points, outside its image.

    Args:
        file: that tells of it.
        name: of the annotation.
        ring: x and y in turn, in pixels from the upper left corner of the image.
        size: width and height of the image in pixels.
    """
    if len(ring) < 6 or len(ring) % 2:
        yield Fault(
            "outline of too few points",
            file,
            Message(
                "An outline of annotation {name} has {count} numbers, and three points have six.",
                name=name,
                count=len(ring),
            ),
            Message("Remove the outline, or export the dataset again."),
        )
        return
    xs, ys = ring[::2], ring[1::2]
    if not is_within((min(xs), min(ys), max(xs), max(ys)), size):
        yield Fault(
            "outline outside the image",
            file,
            Message(
                "An outline of annotation {name} leaves its image of {width} x {height} pixels.",
                name=name,
                width=size[0],
                height=size[1],
            ),
            Message("Clip the outline to its image, or export the dataset again."),
        )


def is_within(bounds: Sequence[float], size: tuple[int, int]) -> bool:
    """Whether bounds (left, top, right, bottom) in pixels lie in an image (width, height)."""
    left, top, right, bottom = bounds
    return (
        left >= -SLACK and top >= -SLACK and right <= size[0] + SLACK and bottom <= size[1] + SLACK
    )


def agreement_faults(
    file: str, name: object, box: Sequence[float], rings: Sequence[Sequence[float]]
) -> Iterator[Fault]:
    """Whether a box is that of its outline, within a hundredth of a pixel.

    Args:
        file: that tells of them.
        name: of the annotation.
        box: column, row, width and height.
        rings: x and y in turn.
    """
    whole = [ring for ring in rings if len(ring) >= 6 and not len(ring) % 2]
    if len(box) != 4 or not whole:
        return
    xs = [x for ring in whole for x in ring[::2]]
    ys = [y for ring in whole for y in ring[1::2]]
    bounds = (min(xs), min(ys), max(xs) - min(xs), max(ys) - min(ys))
    if any(abs(a - b) > _SAME_PIXELS for a, b in zip(box, bounds)):
        yield Fault(
            "box and outline disagree",
            file,
            Message("The box of annotation {name} is not that of its outline.", name=name),
            RESTORE,
        )
