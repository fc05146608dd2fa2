"""Passing batches of tiles through the steps of the workflow."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from .tile_table import REASON, TileStep, TileTable


def run_steps(
    batches: Iterable[tuple[TileTable, TileTable]], steps: Sequence[TileStep]
) -> Iterator[tuple[TileTable, TileTable]]:
    """For each batch of kept and already rejected tiles: those that all steps keep, and the rest.

    Rejected tiles have the columns known when they were dropped, and a reason.
    """
    for tiles, rejected in batches:
        dropped = [rejected] if len(rejected) else []
        for step in steps:
            if not len(tiles):
                break
            tiles, kept = step.extend(tiles)
            if not kept.all():
                dropped.append(tiles.select(~kept))
            tiles = tiles.select(kept).without(REASON.name)
        fields = list((dropped[-1] if dropped else rejected).fields)
        yield tiles, TileTable.concatenate(dropped, fields) if dropped else rejected
