"""Dealing whole scenes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ...message import Message
from .method import SplitMethod

if TYPE_CHECKING:
    from ..request import SplitRequest


class SceneMethod(SplitMethod):
    """Whole scenes; those that show the same ground go together."""

    name = "SCENE"
    title = Message("whole scenes")
    help = (
        "SCENE: whole scenes, assigned at random; scenes that show the same ground, as at several "
        "dates, go together."
    )
    unit = Message("group of scenes")
    units = Message("groups of scenes")
    too_few = Message("add scenes of other places, or ask for fewer splits")
    closer = Message("more scenes of other places")
    deals_scenes = True
    has_few_units = True

    def keeps_more(self, request: SplitRequest) -> Message:
        """See SplitMethod.keeps_more."""
        return Message("scenes that lie farther apart")
