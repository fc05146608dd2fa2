"""Passing batches of tiles through the steps of the workflow."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from .table import TileStep, TileTable


def run_steps(
    batches: Iterable[tuple[TileTable, TileTable]], steps: Sequence[TileStep]
) -> Iterator[tuple[TileTable, TileTable]]:
    """For each batch of kept and already rejected tiles: those that all steps keep, and the rest.

    Rejected tiles have the columns known when they were dropped, and a reason.
    """
    for tiles, rejected in batches:
        yield _run_batch(tiles, [rejected], steps)


def _run_batch(
    tiles: TileTable, dropped: list[TileTable], steps: Sequence[TileStep]
) -> tuple[TileTable, TileTable]:
    for step in steps:
        tiles, rejected = step.divide(tiles)
        dropped.append(rejected)
    return tiles, TileTable.concatenate(dropped, dropped[-1].fields)
