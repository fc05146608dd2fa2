"""Splits of tiles from several scenes: what is refused, and what the log tells of them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

import numpy as np

from ..errors import CancelledError, SplitError
from ..geometry.near import near_pairs
from ..geometry.outlines import TileGeometries
from ..geometry.overlapping import unite
from ..geometry.pairs import TilePairs
from ..message import Message, Parameter, counted, list_names
from ..run.batches import never_cancelled
from ..tiles.words import SPLITS
from .methods.groups import group_codes
from .request import SplitRequest, cutting_methods
from .separate import Assignment

if TYPE_CHECKING:
    from shapely.geometry.base import BaseGeometry

# Footprints of neighbours overlap a little where their edges are bent; this part of the smaller one
# is more than that.
_LEAST_SHARED = 0.01
_TURNS = np.arange(24) * (2 * np.pi / 24)
_DIRECTIONS = np.stack((np.cos(_TURNS), np.sin(_TURNS)))


def check_scenes(request: SplitRequest, scenes: Sequence[str | None] | None) -> None:
    """Refuse to deal scenes where there are none, or too few.

    Raises:
        SplitError: says which.
    """
    if not request.of_method.deals_scenes:
        return
    method = Parameter("METHOD", (request.method,))
    names = set(scenes or ()) - {None}
    if not names:
        raise SplitError(
            "{method} deals whole scenes, and the tiles have no field scene that names theirs; "
            "make them from several scenes, or choose another {METHOD}.",
            method=method,
        )
    if len(names) < len(request.wanted):
        raise SplitError(
            counted(
                len(names),
                "{method} deals whole scenes, and the tiles are of {count} scene only, where "
                "{wanted} splits are asked for; add scenes, ask for fewer splits, or choose "
                "another {METHOD}.",
                "{method} deals whole scenes, and the tiles are of {count} scenes only, where "
                "{wanted} splits are asked for; add scenes, ask for fewer splits, or choose "
                "another {METHOD}.",
                method=method,
                wanted=len(request.wanted),
            )
        )


def check_scene_units(request: SplitRequest, names: Sequence[str], units: int) -> None:
    """Refuse scenes that hang together, so that there are fewer groups of them than splits.

    Raises:
        SplitError: names the remedies.
    """
    wanted = len(request.wanted)
    if units >= wanted:
        return
    raise SplitError(
        counted(
            units,
            "The {scenes} scenes ({names}) show the same ground as each other in a single group, "
            "and {wanted} splits are asked for. Choose {others}, which cut the area, add scenes of "
            "other places, or set {ALLOW_OVERLAP} to deal each scene by itself, as by date.",
            "The {scenes} scenes ({names}) show the same ground as each other in only {count} "
            "groups, and {wanted} splits are asked for. Choose {others}, which cut the area, add "
            "scenes of other places, or set {ALLOW_OVERLAP} to deal each scene by itself, as by "
            "date.",
            scenes=len(names),
            names=list_names(names),
            wanted=wanted,
            others=cutting_methods(),
        )
    )


def join_footprints(together: np.ndarray, codes: np.ndarray, geometries: TileGeometries) -> None:
    """Join scenes whose footprints overlap, in place, even where none of their tiles do.

    A scene's footprint is what its tiles span (their convex hull), which an image covers whole.

    Args:
        together: int64 (N,): tiles of one number stay together; the least index of each set.
        codes: int64 (N,): the scene of each tile, -1 for none.
        geometries: the tiles.
    """
    order = np.argsort(codes, kind="stable")
    order = order[codes[order] >= 0]
    starts = np.flatnonzero(np.diff(codes[order], prepend=-1))
    hulls = [_hull(_corners(geometries, tiles)) for tiles in np.split(order, starts[1:])]
    bounds = np.array([hull.bounds for hull in hulls])
    for i, j in near_pairs(bounds, np.arange(len(hulls))):
        for a, b in zip(i.tolist(), j.tolist()):
            shared = hulls[a].intersection(hulls[b]).area
            if shared > _LEAST_SHARED * min(hulls[a].area, hulls[b].area):
                unite(together, order[starts[[a]]], order[starts[[b]]])


def _hull(corners: np.ndarray) -> BaseGeometry:
    """The convex hull of the corners of tiles.

    Corners within the hull of those that reach farthest in some directions are left out before
    (Akl and Toussaint, "A Fast Convex Hull Algorithm", 1978).
    """
    from shapely.geometry import MultiPoint

    extremes = corners[np.unique(((corners - corners[0]) @ _DIRECTIONS).argmax(axis=0))]
    rough = MultiPoint(extremes.tolist()).convex_hull
    if rough.geom_type != "Polygon":
        return rough
    ring = np.asarray(rough.exterior.coords)
    outside = np.zeros(len(corners), dtype=bool)
    middle = ring[:-1].mean(axis=0)
    for start, end in zip(ring[:-1], ring[1:]):
        side = np.array((end[1] - start[1], start[0] - end[0]))
        outside |= ((corners - start) @ side) * ((middle - start) @ side) < 0
    return MultiPoint(np.concatenate((extremes, corners[outside])).tolist()).convex_hull


def _corners(geometries: TileGeometries, tiles: np.ndarray) -> np.ndarray:
    """Float64 (M, 2): corners of quadrangles; of other outlines the corners of their bounds."""
    corners = geometries.quads[tiles, :4]
    others = ~geometries.is_quad[tiles]
    left, bottom, right, top = geometries.bounds[tiles[others]].T
    around = ((left, bottom), (right, bottom), (right, top), (left, top))
    corners[others] = np.stack([np.stack(corner, axis=1) for corner in around], axis=1)
    return corners.reshape(-1, 2)


def scenes_of_splits(scenes: Sequence[str | None], found: Assignment) -> dict[str, list[str]]:
    """The scenes of which each split holds tiles, sorted."""
    parts: dict[str, set[str]] = {split: set() for split in SPLITS}
    for scene, code, kept in zip(scenes, found.codes.tolist(), found.kept.tolist()):
        if kept and scene is not None:
            parts[SPLITS[code]].add(scene)
    return {split: sorted(names) for split, names in parts.items() if names}


def tell_scenes(of_splits: dict[str, list[str]]) -> list[Message]:
    """A sentence for each split, for the log."""
    return [
        counted(
            len(names),
            "The scene of {split}: {names}.",
            "The {count} scenes of {split}: {names}.",
            split=split,
            names=list_names(names),
        )
        for split, names in of_splits.items()
    ]


def find_torn_ground(
    pairs: TilePairs,
    found: Assignment,
    scenes: Sequence[str | None],
    is_cancelled: Callable[[], bool] = never_cancelled,
) -> Message | None:
    """What to say of tiles in different splits that show the same ground; None where none do.

    Raises:
        CancelledError: the user asked to stop.
    """
    chosen = np.flatnonzero(found.kept)
    splits = found.codes[chosen]
    of_scene, names = group_codes(scenes)
    # Of all examples the first by split and name is told, whatever the order of the tiles.
    place = (found.codes * (len(names) + 1) + of_scene + 1)[chosen]
    most = len(SPLITS) * (len(names) + 1)
    count, example = 0, most * most
    for i, j in near_pairs(pairs.geometries.bounds[chosen], splits):
        if is_cancelled():
            raise CancelledError
        overlap = pairs.overlap(chosen[i], chosen[j])
        one, other = place[i[overlap]], place[j[overlap]]
        if len(one):
            count += len(one)
            example = min(
                example, int((np.minimum(one, other) * most + np.maximum(one, other)).min())
            )
    if not count:
        return None
    first, second = (divmod(tile, len(names) + 1) for tile in divmod(example, most))
    names = ["", *names]
    return counted(
        count,
        "{count} pair of tiles in different splits shows the same ground, of {first} in {split} "
        "and {second} in {other}, because {ALLOW_OVERLAP} is set; scores will be too good.",
        "{count} pairs of tiles in different splits show the same ground, such as one of {first} "
        "in {split} and one of {second} in {other}, because {ALLOW_OVERLAP} is set; scores will be "
        "too good.",
        first=names[first[1]],
        second=names[second[1]],
        split=SPLITS[first[0]],
        other=SPLITS[second[0]],
    )
