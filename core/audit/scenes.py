"""What an audit says of tiles from several scenes."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import Any

import numpy as np

from ..message import Message, counted, sentences


def describe_scenes(
    scenes: Sequence[str | None], codes: np.ndarray, split_names: Sequence[str]
) -> dict[str, Any]:
    """How many scenes there are, and of how many each split holds tiles.

    Args:
        scenes: name of the scene of each tile, None for none.
        codes: int64 (N,) place of each tile's split in ``split_names``, -1 for none.
        split_names: the splits.
    """
    held: list[set[str]] = [set() for _ in split_names]
    for scene, code in zip(scenes, codes.tolist()):
        if scene is not None and code >= 0:
            held[code].add(scene)
    times = Counter(scene for names in held for scene in names)
    return {
        "count": len(times),
        "in_several_splits": sum(count > 1 for count in times.values()),
        "splits": {name: len(names) for name, names in zip(split_names, held)},
    }


def tell_scenes(leak: Message, shared: dict[str, Any]) -> Message:
    """A leak with what it comes from, where different scenes show the same ground."""
    if not shared["pairs"]:
        return leak
    one, other, _ = shared["examples"][0]
    told = counted(
        shared["pairs"],
        "{count} of the pairs is of different scenes, {one} and {other}.",
        "{count} of the pairs are of different scenes, such as {one} and {other}.",
        one=one,
        other=other,
    )
    return sentences([leak, told])
