"""Pairs of scenes: which later scene shows the ground of a tile again."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np

from ..errors import ExportError
from ..message import Message, list_names
from ..resampling.windows import each_part
from ..tiles.reasons import LATER_UNUSABLE, NO_LATER_DATE, NOT_FIRST_DATE, Reason
from ..tiles.table import TEXT, TileTable, make_column
from ..tiles.words import DATE, DATE2, SCENE, SCENE2

NO_PAIRS, CONSECUTIVE, FIRST_LAST = "NONE", "CONSECUTIVE", "FIRST_LAST"
PAIRINGS = (NO_PAIRS, CONSECUTIVE, FIRST_LAST)
# Of a scene that does not show the whole tile.
ELSEWHERE = Reason(NO_LATER_DATE)
_NOT_FIRST = Reason(NOT_FIRST_DATE)

# Of a scene, by its place in the list, and some tiles, by number: object (N,), None where it shows
# a tile, ELSEWHERE where it does not lie there, and another reason where it cannot be used there.
Look = Callable[[int, np.ndarray], np.ndarray]


@dataclass(frozen=True)
class Pairing:
    """How scenes are paired.

    Attributes:
        method: CONSECUTIVE or FIRST_LAST.
        names: of the scenes.
        dates: of each, ISO.
    """

    method: str
    names: Sequence[str]
    dates: Sequence[str]

    def check(self) -> None:
        """Refuse scenes that cannot be brought into order.

        Raises:
            ExportError: some have no date, or all have the same one.
        """
        undated = [name for name, day in zip(self.names, self.dates) if not day]
        if undated:
            raise ExportError(
                "{PAIRS} puts scenes in the order of their dates, and nothing tells those of "
                "{names}; give them in a column date of {SCENE_TABLE}.",
                names=list_names(undated),
            )
        if len(set(self.dates)) < 2:
            raise ExportError(
                "{PAIRS} needs scenes of two dates, and all are of {date}; add later ones to "
                "{SCENES}.",
                date=self.dates[0],
            )

    def earlier(self, number: int) -> list[int]:
        """The scenes before one, the first date first."""
        return sorted(
            (k for k, day in enumerate(self.dates) if day < self.dates[number]),
            key=lambda k: (self.dates[k], k),
        )

    def later(self, number: int) -> list[int]:
        """The scenes after one in the order in which they are tried."""
        found = sorted(
            (k for k, day in enumerate(self.dates) if day > self.dates[number]),
            key=lambda k: (self.dates[k], k),
        )
        return found[::-1] if self.method == FIRST_LAST else found

    def choose(self, parts: np.ndarray, look: Look) -> tuple[np.ndarray, np.ndarray]:
        """The later scene of each tile, int64 (N,), and why others have none, object (N,).

        CONSECUTIVE takes the next date that shows the whole tile and can be used there; FIRST_LAST
        the last one, for tiles of the first date there.

        Args:
            parts: int64 (N,) the scene of each tile, by its place in the list.
            look: tells how scenes show tiles.
        """
        seconds = np.full(len(parts), -1, dtype=np.int64)
        reasons = np.full(len(parts), None, dtype=object)
        for number, tiles in each_part(parts, len(parts)):
            left = tiles
            for k in self.earlier(number) if self.method == FIRST_LAST else ():
                shown = _is_none(look(k, left))
                reasons[left[shown]] = _NOT_FIRST
                left = left[~shown]
            for k in self.later(number):
                if not len(left):
                    break
                found = look(k, left)
                shown = _is_none(found)
                seconds[left[shown]] = k
                for tile, reason in zip(left[~shown].tolist(), found[~shown].tolist()):
                    if reason is not ELSEWHERE and reasons[tile] is None:
                        reasons[tile] = self._unusable(k, reason)
                left = left[~shown]
            reasons[tiles[seconds[tiles] >= 0]] = None
            for tile in left.tolist():
                reasons[tile] = reasons[tile] or ELSEWHERE
        return seconds, reasons

    def _unusable(self, number: int, reason: Reason) -> Reason:
        detail = Message("{scene}: {reason}", scene=self.names[number], reason=reason)
        return Reason(LATER_UNUSABLE, detail)

    def name_seconds(self, tiles: TileTable, seconds: np.ndarray) -> TileTable:
        """The tiles with the names and dates of their later scenes, behind those of their own."""
        chosen = seconds.tolist()
        names = make_column(TEXT, [self.names[k] for k in chosen])
        days = make_column(TEXT, [self.dates[k] for k in chosen])
        own = [field for field in tiles.fields if field.name not in (SCENE2.name, DATE2.name)]
        last = max((k for k, f in enumerate(own) if f.name in (SCENE.name, DATE.name)), default=-1)
        fields = [*own[: last + 1], SCENE2, DATE2, *own[last + 1 :]]
        columns = {**tiles.columns, SCENE2.name: names, DATE2.name: days}
        return TileTable(fields, columns, tiles.wkb)


def _is_none(found: np.ndarray) -> np.ndarray:
    return np.array([reason is None for reason in found.tolist()], dtype=bool)
