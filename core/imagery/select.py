"""Choosing images: clear, over the area, and spread over time."""

from __future__ import annotations

import os
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from ..errors import RasterError
from .deliveries import delivery_of_scene, find_older
from .find_masks import find_masks
from .measure import SceneFacts
from .scenes import Scene
from .spread import spread_days


@dataclass(frozen=True)
class Criteria:
    """What images must be.

    Attributes:
        start: first day, or None.
        end: last day, or None.
        max_cloud: largest cloudy share in percent.
        min_coverage: least share of the area in percent.
        count: how many days are chosen; None for all.
    """

    start: date | None = None
    end: date | None = None
    max_cloud: float = 100
    min_coverage: float = 0
    count: int | None = None

    def check(self) -> None:
        """Raise RasterError when they cannot be met by anything."""
        if self.start and self.end and self.start > self.end:
            raise RasterError(
                "{START} {start} is after {END} {end}; exchange them.",
                start=self.start,
                end=self.end,
            )


def choose_scenes(
    scenes: Sequence[Scene], facts: Sequence[SceneFacts], criteria: Criteria, has_area: bool
) -> list[str]:
    """Why each scene is left out; empty for those that are chosen.

    Images of one day belong together, since neighbouring tiles are taken minutes apart; of a scene
    the newest delivery counts. Days are chosen by spread_days, with their cloud cover as cost.
    """
    criteria.check()
    reasons = [_judge(s, f, criteria, has_area) for s, f in zip(scenes, facts)]
    deliveries = list(map(delivery_of_scene, scenes))
    for k, newest in find_older(deliveries).items():
        if deliveries[k].version == deliveries[newest].version:
            # Both have one name.
            file = os.path.basename(scenes[newest].path)
            reasons[k] = f"another copy of this delivery counts ({file})"
        else:
            reasons[k] = f"a newer delivery of the scene counts ({scenes[newest].name})"
    rasters = [k for k, scene in enumerate(scenes) if not scene.product and not scene.problem]
    for k in find_masks([scenes[k].path for k in rasters]):
        reasons[rasters[k]] = "a mask by its name, not an image"
    days = defaultdict(list)
    for i, scene in enumerate(scenes):
        if not reasons[i]:
            days[scene.date.toordinal()].append(i)
    if criteria.count is None or criteria.count >= len(days):
        return reasons
    ordered = sorted(days)
    period = (
        criteria.start.toordinal() if criteria.start else ordered[0],
        criteria.end.toordinal() if criteria.end else ordered[-1],
    )
    costs = [sum(facts[i].cloud or 0 for i in days[d]) / len(days[d]) for d in ordered]
    chosen = set(spread_days(ordered, criteria.count, period, costs))
    for k, day in enumerate(ordered):
        if k not in chosen:
            for i in days[day]:
                reasons[i] = f"not needed for {criteria.count} days spread evenly"
    return reasons


def _judge(scene: Scene, facts: SceneFacts, criteria: Criteria, has_area: bool) -> str:
    if scene.problem:
        return f"cannot be used: {scene.problem}"
    if scene.date is None:
        return "no date in its metadata or name"
    if criteria.start and scene.date < criteria.start:
        return f"before {criteria.start}"
    if criteria.end and scene.date > criteria.end:
        return f"after {criteria.end}"
    if has_area and not facts.aoi:
        return "elsewhere than the area of interest"
    if facts.cloud is None and criteria.max_cloud < 100:
        return "its cloud cover is not known"
    if facts.cloud is not None and facts.cloud > criteria.max_cloud:
        return f"too cloudy ({facts.cloud:.1f} %, at most {criteria.max_cloud:g} %)"
    coverage = facts.coverage or 0
    if coverage < criteria.min_coverage:
        return f"covers too little ({coverage:.1f} %, at least {criteria.min_coverage:g} %)"
    return ""
