"""What is wrong with a dataset, and what helps."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from ..message import Message

# Pixels. Coordinates are rounded to a thousandth, and sums of them a little more.
SLACK = 0.01


@dataclass(frozen=True)
class Fault:
    """A finding.

    Attributes:
        kind: the same for all findings that want the same remedy; a few English words.
        file: that is wrong, relative to the dataset.
        what: a sentence that says what is wrong.
        remedy: a sentence that says what helps.
        is_note: whether it is worth knowing, but no fault.
    """

    kind: str
    file: str
    what: Message
    remedy: Message
    is_note: bool = False


EXPORT_AGAIN = Message("Export the dataset again.")
RESTORE = Message("Restore the file, or export the dataset again.")


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


def class_faults(
    file: str, found: Mapping[int, str], expected: Mapping[int, str]
) -> Iterator[Fault]:
    """Whether a file numbers classes as dataset.json does."""
    for number in sorted({*found, *expected}):
        if found.get(number) != expected.get(number):
            yield Fault(
                "class numbers disagree",
                file,
                Message(
                    "It calls class {number} {name!r}, and dataset.json {expected!r}.",
                    number=number,
                    name=found.get(number, ""),
                    expected=expected.get(number, ""),
                ),
                Message("Give classes the numbers of dataset.json, or export the dataset again."),
            )


def count_faults(
    file: str, found: Mapping[str, int], expected: Mapping[str, int]
) -> Iterator[Fault]:
    """Whether as many objects of each class are there as dataset.json counts."""
    for name in sorted({*found, *expected}):
        if found.get(name, 0) != expected.get(name, 0):
            yield Fault(
                "objects are missing or too many",
                file,
                Message(
                    "Dataset.json counts {expected} objects of class {name!r}, and the labels "
                    "have {found}.",
                    name=name,
                    expected=expected.get(name, 0),
                    found=found.get(name, 0),
                ),
                EXPORT_AGAIN,
            )


def image_faults(
    file: str,
    images: Sequence[tuple[str, tuple[int, int]]],
    tiles: Mapping[str, tuple[int, int]],
) -> Iterator[Fault]:
    """Whether a file tells of the images of its split, each once and of its size.

    Args:
        file: that tells of them.
        images: name, and width and height in pixels, as it tells.
        tiles: the same of the images that are there; 0 where one cannot be read.
    """
    told = Counter(name for name, _ in images)
    for name in sorted({*told, *tiles}):
        if told[name] != (name in tiles):
            what = Message(
                "It tells of {name} {count} times, and should {expected} times.",
                name=name,
                count=told[name],
                expected=int(name in tiles),
            )
            yield Fault("images of the labels disagree", file, what, EXPORT_AGAIN)
    for name, size in images:
        is_known = all(tiles.get(name, (0, 0)))
        if is_known and size != tiles[name]:
            what = Message(
                "It says that {name} has {told} pixels, and it has {found}.",
                name=name,
                told=f"{size[0]} x {size[1]}",
                found=f"{tiles[name][0]} x {tiles[name][1]}",
            )
            yield Fault("image size in the labels", file, what, RESTORE)


def unique_faults(file: str, ids: Mapping[tuple[str, object], int]) -> Iterator[Fault]:
    """Ids that are there more than once; ``ids`` counts pairs of what they are of and the id."""
    for (thing, number), times in ids.items():
        if times > 1:
            what = Message(
                "The {thing} id {number} is there {count} times.",
                thing=thing,
                number=number,
                count=times,
            )
            yield Fault(f"{thing} id not unique", file, what, EXPORT_AGAIN)
