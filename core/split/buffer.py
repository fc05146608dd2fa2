"""Choosing the distance between splits."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np

from ..classes.shares import ClassShares
from ..errors import SplitError
from ..geodesy.several import are_several
from ..geodesy.tiles import TileGround
from ..message import Message, sentences
from .request import SplitRequest
from .variogram import LabelVariogram, measure_variogram


@dataclass
class BufferChoice:
    """A distance, and how it was found.

    Attributes:
        metres: the distance.
        facts: the variogram, where one was measured, as plain values.
        notes: sentences for the log.
        warnings: sentences about what may be wrong with it.
    """

    metres: float
    facts: dict[str, Any] = field(default_factory=dict)
    notes: list[Message] = field(default_factory=list)
    warnings: list[Message] = field(default_factory=list)


def choose_buffer(
    request: SplitRequest,
    ground: TileGround,
    classes: ClassShares | None,
    keys: np.ndarray,
    scenes: Sequence[str | None] | None = None,
) -> BufferChoice:
    """The distance that was asked for, or that the labels ask for where it is longer.

    Args:
        request: what is asked for.
        ground: where the tiles are, in metres.
        classes: their classes, or None.
        keys: uint64 (N,) number of each tile; see measure_variogram.
        scenes: name of the scene of each tile, or None. Of several, which may be far from each
            other, distances up to half the length of the longest are looked at.

    Raises:
        SplitError: the labels give no distance, or it is longer than the area.
    """
    choice = BufferChoice(request.buffer)
    if request.buffer_auto:
        of_scenes = are_several(scenes)
        reach = _half_a_scene(ground, scenes) if of_scenes else None
        _follow_labels(choice, ground, _measure(ground, classes, keys, reach), of_scenes)
    if choice.metres and len(request.wanted) > 1:
        width, height = ground.size()
        if choice.metres >= np.hypot(width, height):
            raise SplitError(
                "{SPLIT_BUFFER} is {buffer:g} m and the tiles cover only {width:.4g} by "
                "{height:.4g} m, so no two splits fit in; choose a smaller {SPLIT_BUFFER}.",
                buffer=choice.metres,
                width=width,
                height=height,
            )
    return choice


def _half_a_scene(ground: TileGround, scenes: Sequence[str | None] | None) -> float | None:
    """Half the length of the longest scene in metres; None where all their tiles are at one."""
    ground.require_metres()
    names = [scene or "" for scene in scenes or ()]
    codes = np.unique(names, return_inverse=True)[1].ravel()
    order = np.argsort(codes, kind="stable")
    starts = np.flatnonzero(np.diff(codes[order], prepend=-1))
    places = ground.places()[order]
    spans = np.maximum.reduceat(places, starts) - np.minimum.reduceat(places, starts)
    return float(np.sqrt((spans**2).sum(axis=1)).max()) / 2 or None


def _measure(
    ground: TileGround, classes: ClassShares | None, keys: np.ndarray, reach: float | None
) -> LabelVariogram:
    if classes is None or not len(classes):
        raise SplitError(
            "{BUFFER_AUTO} looks at how far labels are alike, so it needs the class of each tile; "
            "name it with {STRATIFY_FIELD}."
        )
    ground.require_metres()
    return measure_variogram(ground.places(), classes, keys, reach)


def _follow_labels(
    choice: BufferChoice, ground: TileGround, found: LabelVariogram, of_scenes: bool
) -> None:
    choice.facts["variogram"] = found.describe()
    compared = Message(
        "{BUFFER_AUTO} compared the labels of {count} tiles.", count=found.tile_count
    )
    if not found.range:
        alike = Message(
            "They are no more alike near each other than far apart, so no distance between splits "
            "is needed."
        )
        choice.notes.append(sentences([compared, alike]))
        return
    side = ground.tile_side()
    # The range is between centres, the buffer between outlines.
    choice.metres = max(0.0, float(round(found.range - side)), choice.metres)
    alike = Message(
        "They are alike up to {range:g} m between tile centres (the range of the variogram). Tiles "
        "are {side:.4g} m wide, so splits are kept {buffer:g} m apart.",
        range=found.range,
        side=side,
        buffer=choice.metres,
    )
    choice.notes.append(sentences([compared, alike]))
    if found.is_open:
        choice.warnings.append(
            Message(
                "Labels are still alike at {reach:.4g} m, half the length of the longest scene, so "
                "their true range may be longer."
                if of_scenes
                else "Labels are still alike at {reach:.4g} m, half the length of the area, so "
                "their true range may be longer.",
                reach=found.reach,
            )
        )
