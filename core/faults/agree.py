"""Whether files that tell of labels agree with dataset.json and with the images."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence

from ..message import Message, counted
from ..tiles.layout import DESCRIPTION
from .fault import EXPORT_AGAIN, RESTORE, Fault


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


def count_faults(found: Mapping[str, int], expected: Mapping[str, int]) -> Iterator[Fault]:
    """Whether as many objects of each class are there as dataset.json counts.

    Objects of classes that it does not know are told of where they stand.
    """
    for name, count in sorted(expected.items()):
        if found.get(name, 0) != count:
            yield Fault(
                "objects are missing or too many",
                DESCRIPTION,
                counted(
                    count,
                    "It counts {count} object of the class {name!r}, and the labels have {found}.",
                    "It counts {count} objects of the class {name!r}, and the labels have {found}.",
                    name=name,
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
            if not told[name]:
                what = Message("It does not tell of {name}.", name=name)
            elif name in tiles:
                what = Message("It tells of {name} {count} times.", name=name, count=told[name])
            else:
                what = Message("It tells of {name}, which is no image of its split.", name=name)
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


class UniqueIds:
    """Finds ids that are there more than once, in one file or in several."""

    def __init__(self) -> None:
        self._seen: Counter[tuple[str, object]] = Counter()

    def faults(self, file: str, ids: Iterable[tuple[str, object]]) -> Iterator[Fault]:
        """What is wrong with the ids of a file, which are pairs of what they are of and the id."""
        here = Counter(ids)
        self._seen.update(here)
        for thing, number in here:
            times = self._seen[thing, number]
            if times > 1:
                what = Message(
                    "The {thing} id {number} is there {count} times.",
                    thing=thing,
                    number=number,
                    count=times,
                )
                yield Fault(f"{thing} id not unique", file, what, EXPORT_AGAIN)


def read_names(text: str) -> dict[int, str]:
    """Numbers and names of classes of a YAML, as we write them or others may."""
    found = {}
    for number, name in re.findall(r"(?m)^ +(\d{1,9}): *(.*?) *$", text):
        plain = re.sub(r"\\U([0-9a-f]{8})", _character, name)
        try:
            found[int(number)] = str(json.loads(plain, strict=False))
        except ValueError:
            found[int(number)] = name
    return found


def _character(match: re.Match[str]) -> str:
    number = int(match[1], 16)
    return chr(number) if number < 0x110000 else match[0]
