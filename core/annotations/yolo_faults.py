"""What is wrong with rows of YOLO's label files."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence

import numpy as np

from ..faults.fault import RESTORE, Fault
from ..message import Message
from ..objects.tile_object import BOX, ORIENTED_BOX, POLYGON

_NUMBER = r"-?[0-9]{1,9}(\.[0-9]{1,20})?"
_COUNTS = {BOX: 4, ORIENTED_BOX: 8}


def row_faults(
    file: str, lines: Sequence[str], shape: str, classes: int, found: Counter[int]
) -> Iterator[Fault]:
    """What is wrong with the rows of a tile; they are added to ``found`` by class."""
    for line, text in enumerate(lines, 1):
        words = text.split()
        if not all(re.fullmatch(_NUMBER, word) for word in words) or not words[0].isdigit():
            what = Message("Line {line} is not a class and numbers.", line=line)
            yield Fault("row of something else", file, what, RESTORE)
            continue
        count = len(words) - 1
        is_right = count >= 6 and count % 2 == 0 if shape == POLYGON else count == _COUNTS[shape]
        if not is_right:
            what = Message(
                "Line {line} has {count} numbers, which is not a {shape}.",
                line=line,
                count=count,
                shape=shape,
            )
            yield Fault("row of another shape", file, what, RESTORE)
            continue
        number, values = int(words[0]), np.array(words[1:], dtype=float)
        found[number] += 1
        if number >= classes:
            what = Message("Line {line} has the unknown class {number}.", line=line, number=number)
            yield Fault("annotation of an unknown class", file, what, RESTORE)
        if shape == BOX:
            values = np.concatenate((values[:2] - values[2:] / 2, values[:2] + values[2:] / 2))
        if values.min() < 0 or values.max() > 1:
            what = Message("Line {line} leaves its image: shares are from 0 to 1.", line=line)
            yield Fault("box outside the image", file, what, RESTORE)
