"""The scenes of a run that give it no tile."""

from __future__ import annotations

from dataclasses import replace

from ...core.errors import NothingNearError, RasterError, TilewrightError, TooSmallError
from ...core.message import Message, list_names, sentences
from ...core.raster.info import RasterInfo
from ...core.scenes.left_out import AWAY, SMALL, UNREADABLE, LeftOut, tell_left_out
from ..base.values import Values
from .scene_parameters import SKIP_UNREADABLE


class LeftOutScenes:
    """Gathers them, so that all are told at once.

    Args:
        values: of the algorithm.

    Attributes:
        found: those so far.
        skips: whether the run goes on without scenes that cannot be read.
    """

    def __init__(self, values: Values) -> None:
        self.skips = values.has(SKIP_UNREADABLE) and values.flag(SKIP_UNREADABLE)
        self.found: list[LeftOut] = []
        self._told = 0

    def add(
        self,
        name: str,
        path: str,
        error: TilewrightError,
        info: RasterInfo | None = None,
        reason: str = UNREADABLE,
    ) -> None:
        """A scene, and what was raised for it, which tells the reason better where it can."""
        if reason == UNREADABLE and isinstance(error, TooSmallError):
            reason = SMALL
        elif reason == UNREADABLE and isinstance(error, NothingNearError):
            reason = AWAY
        width, height = (info.width, info.height) if info is not None else (0, 0)
        self.found.append(LeftOut(name, path, reason, error.message, width, height))

    def rename_last(self, name: str) -> None:
        """The scene that was added last is called otherwise."""
        self.found[-1] = replace(self.found[-1], name=name)

    def settle(self, values: Values, total: int) -> None:
        """Tell of those that are new.

        Args:
            values: for the log.
            total: how many scenes there were.

        Raises:
            RasterError: some cannot be read, and the run is not to go on without them; or none
                is left.
        """
        new, self._told = self.found[self._told :], len(self.found)
        unreadable = [each for each in new if each.reason == UNREADABLE]
        if unreadable and (not self.skips or len(unreadable) == total):
            raise RasterError(_refusal(unreadable, total))
        for message in tell_left_out(new):
            values.warn(message)


def _refusal(unreadable: list[LeftOut], total: int) -> Message:
    name, why = unreadable[0].name, unreadable[0].why
    # What GDAL says has no end.
    why = why if str(why).endswith(".") else Message("{why}.", why=why)
    if len(unreadable) == 1 and name not in str(why):
        why = sentences([Message("The scene {scene} cannot be read.", scene=name), why])
    if total == 1:
        return why
    if len(unreadable) == 1:
        remedy = Message("{SKIP_UNREADABLE=true} leaves such scenes out.")
        return sentences([why, remedy])
    return Message(
        "{count} of {total} scenes cannot be read: {names}. Of the first: {why} "
        "{SKIP_UNREADABLE=true} leaves such scenes out.",
        count=len(unreadable),
        total=total,
        names=list_names(each.name for each in unreadable),
        why=why,
    )
