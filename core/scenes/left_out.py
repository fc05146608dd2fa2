"""Scenes that give a dataset no tile, and why."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from ..message import Message, counted, list_names

SMALL = "small"
AWAY = "away"
ELSEWHERE = "elsewhere"
UNREADABLE = "unreadable"
# In dataset.json.
LEFT_OUT = "scenes_left_out"
# In a sentence; dataset.json has all.
_MOST_NAMED = 20


@dataclass(frozen=True)
class LeftOut:
    """A scene that gives no tile.

    Attributes:
        name: of the scene, or of its file where it has none.
        path: of its file.
        reason: SMALL, AWAY, ELSEWHERE or UNREADABLE.
        why: what was said of it.
        width: in pixels; 0 where nobody knows.
        height: likewise.
    """

    name: str
    path: str
    reason: str
    why: Message
    width: int = 0
    height: int = 0

    def describe(self) -> dict[str, Any]:
        """For dataset.json."""
        return {"name": self.name, "file": self.path, "reason": self.reason, "why": str(self.why)}


def tell_left_out(found: Sequence[LeftOut]) -> list[Message]:
    """A sentence for each reason, which names the scenes."""
    told = []
    small = [each for each in found if each.reason == SMALL]
    if small:
        told.append(
            counted(
                len(small),
                "{count} scene is left out, which has no room for a whole tile: {names}. Choose "
                "a smaller {TILE_SIZE}, or {EDGE=KEEP}, to have tiles of it.",
                "{count} scenes are left out, which have no room for a whole tile: {names}. "
                "Choose a smaller {TILE_SIZE}, or {EDGE=KEEP}, to have tiles of them.",
                names=list_names(map(_with_size, small), _MOST_NAMED),
            )
        )
    away = [each for each in found if each.reason == AWAY]
    if away:
        told.append(
            counted(
                len(away),
                "{count} scene is left out, which has no feature of {CENTRES} near it: {names}.",
                "{count} scenes are left out, which have no feature of {CENTRES} near them: "
                "{names}.",
                names=list_names((each.name for each in away), _MOST_NAMED),
            )
        )
    for each in found:
        if each.reason in (ELSEWHERE, UNREADABLE):
            told.append(
                Message("The scene {scene} is left out. {why}", scene=each.name, why=each.why)
            )
    return told


def left_out_names(facts: Mapping[str, Any], reason: str) -> set[str]:
    """Names of the scenes that a dataset has left out for a reason, by its dataset.json."""
    rows = facts.get(LEFT_OUT) or ()
    return {str(row["name"]) for row in rows if row.get("reason") == reason}


def _with_size(scene: LeftOut) -> Message:
    if not scene.width:
        return Message("{name}", name=scene.name)
    return Message(
        "{name} ({width} x {height} pixels)",
        name=scene.name,
        width=scene.width,
        height=scene.height,
    )
