"""Polygons with holes as single rings, for formats that know no holes."""

from __future__ import annotations

import numpy as np

from .tile_object import Part


def join_holes(part: Part) -> np.ndarray:
    """One ring, float64 (points, 2), that runs to each hole and back along a slit of no width.

    Holes run against the shell, so that they are outside by the even-odd and by the winding rule.
    The hole nearest to what is joined already comes first, so that slits stay short and do not
    cross other holes.
    """
    ring = part[0]
    holes = [hole if turns(hole) != turns(ring) else hole[::-1] for hole in part[1:]]
    while holes:
        found = [_nearest(ring, hole) for hole in holes]
        k = min(range(len(holes)), key=lambda i: found[i][0])
        _, at, start = found[k]
        hole = np.roll(holes.pop(k), -start, axis=0)
        ring = np.concatenate((ring[: at + 1], hole, hole[:1], ring[at:]))
    return ring


def split_holes(ring: np.ndarray) -> list[Part]:
    """The parts that a ring of ``join_holes`` stands for: most often one, with its holes.

    A ring that comes back to a point goes around something there: around a hole when it runs
    against the shell, else around another part that touches it.
    """
    loops = _cut_loops(ring)
    if len(loops) < 2:
        return [[loop] for loop in loops]
    *_, shell_turns = ways = [turns(loop) for loop in loops]
    shells = [loop for loop, way in zip(loops, ways) if way == shell_turns]
    holes = [loop for loop, way in zip(loops, ways) if way != shell_turns]
    return [[shells[-1], *holes], *([shell] for shell in shells[:-1])]


def _cut_loops(ring: np.ndarray) -> list[np.ndarray]:
    """Loops that meet in points, the outermost last; slits there and back are none."""
    path: list[tuple[float, float]] = []
    places: dict[tuple[float, float], int] = {}
    loops = []
    for col, row in ring.tolist():
        point = (col, row)
        start = places.get(point)
        if start is not None:
            loops.append(path[start:])
            for gone in path[start + 1 :]:
                del places[gone]
            del path[start + 1 :]
        else:
            places[point] = len(path)
            path.append(point)
    loops.append(path)
    return [np.array(loop) for loop in loops if len(loop) > 2]


def turns(ring: np.ndarray) -> bool:
    """Whether a ring's signed area is positive: clockwise as pictures are seen."""
    cols, rows = (ring - ring[0]).T
    return bool(cols[:-1] @ rows[1:] - rows[:-1] @ cols[1:] > 0)


def _nearest(ring: np.ndarray, hole: np.ndarray) -> tuple[float, int, int]:
    """Squared distance and places of the two points that are nearest to each other."""
    squares = ((ring[:, None, :] - hole[None, :, :]) ** 2).sum(axis=2)
    at, start = np.unravel_index(int(squares.argmin()), squares.shape)
    return float(squares[at, start]), int(at), int(start)
