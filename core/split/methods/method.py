"""What a split method says of itself; messages, parameters and the dock ask it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from ...geodesy.tiles import TileGround
from ...message import Message

if TYPE_CHECKING:
    from ..request import SplitRequest


@dataclass(frozen=True)
class Cut:
    """The area, cut into pieces that are the units.

    Attributes:
        pieces: uint64 (N,) number of the piece that holds each tile's centre; pieces are assigned
            to splits in the order of their numbers.
        reach: width of a piece in metres. Clusters of overlapping tiles that are wider are cut
            where pieces meet; smaller ones stay whole.
    """

    pieces: np.ndarray
    reach: float


class SplitMethod:
    """How tiles are gathered into units. ``METHODS`` of ``core/split/request.py`` lists them.

    Attributes:
        name: the word for scripts.
        title: what the dock calls it.
        help: a sentence for the help of METHOD.
        units: what its units are called, after a number.
        unit: the same of one.
        closer: what comes nearer to the shares asked for, before "come nearer".
        too_few: what to do when there are fewer units than splits, after "; ".
        parameters: the parameters that it needs, fields of SplitRequest in capitals.
        needs_groups: whether it makes no sense without groups.
        deals_scenes: whether tiles of one scene stay together, which needs several scenes.
        cuts_area: whether ``cut`` makes the units. Otherwise they are clusters of overlapping
            tiles, joined by groups.
        lies_in_order: whether units of neighbouring numbers are neighbours. They then alternate
            between splits; others are assigned at random.
        has_single_tiles: whether a unit is one tile where no tiles overlap.
        has_few_units: whether units are few and of different sizes, so that which of them go where
            decides the shares; those that lie in order are.
    """

    name: str
    title: Message
    help: str
    units: Message
    unit: Message
    too_few: Message
    closer: Message
    parameters: tuple[str, ...] = ()
    needs_groups = False
    deals_scenes = False
    cuts_area = False
    lies_in_order = False
    has_single_tiles = False
    has_few_units = False

    def complete(
        self, request: SplitRequest, ground: TileGround, place_count: int, buffer: float
    ) -> tuple[SplitRequest, list[Message]]:
        """Choose what the request leaves open; returns it with notes for the log.

        Args:
            request: what was asked for.
            ground: where the tiles are, in metres.
            place_count: how many different outlines they have.
            buffer: metres between splits.
        """
        return request, []

    def cut(self, request: SplitRequest, ground: TileGround) -> Cut:
        """The piece of each tile, for methods that cut the area."""
        raise TypeError(f"{self.name} does not cut the area.")

    def keeps_more(self, request: SplitRequest) -> Message | None:
        """What would reject fewer tiles, after "choose"; None to propose methods that cut."""
        return None
