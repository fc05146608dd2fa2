"""Choosing images: clear, over the area, and spread over time."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from ..errors import RasterError
from ..message import Message, as_message
from ..tiles.reasons import TOO_CLOUDY, Reason, ReasonKind
from .deliveries import Delivery, delivery_of_scene, find_older
from .find_masks import find_masks
from .measure import SceneFacts
from .scenes import Scene
from .spread import spread_days

_ANOTHER_COPY = ReasonKind(Message("another copy of this delivery counts"))
_NEWER_DELIVERY = ReasonKind(Message("a newer delivery of the scene counts"))
_MASK = ReasonKind(Message("a mask by its name, not an image"))
_NO_DATE = ReasonKind(Message("no date in its metadata or name"))
_ELSEWHERE = ReasonKind(Message("elsewhere than the area of interest"))
_CLOUD_UNKNOWN = ReasonKind(Message("its cloud cover is not known"))
_COVERS_TOO_LITTLE = ReasonKind(Message("covers too little"))


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
                "{START} {start} is after {END} {end}; swap them.",
                start=self.start,
                end=self.end,
            )


def choose_scenes(
    scenes: Sequence[Scene],
    facts: Sequence[SceneFacts],
    criteria: Criteria,
    has_area: bool,
    deliveries: Sequence[Delivery | None] | None = None,
) -> list[Reason | None]:
    """Why each scene is left out; None for those that are chosen.

    Images of one day belong together, since neighbouring tiles are taken minutes apart; of a scene
    the newest delivery counts. Days are chosen by spread_days, with their cloud cover as cost.

    Args:
        scenes: the images.
        facts: of each.
        criteria: what they must be.
        has_area: whether they must show an area.
        deliveries: of each, as a catalogue tells them; else they are told by products and names.
    """
    criteria.check()
    reasons = [_judge(s, f, criteria, has_area) for s, f in zip(scenes, facts)]
    is_catalog = deliveries is not None
    if deliveries is None:
        deliveries = list(map(delivery_of_scene, scenes))
    for k, newest in find_older(deliveries).items():
        own, newer = deliveries[k], deliveries[newest]
        if own is not None and newer is not None and own.version == newer.version:
            # Both have one name.
            file = Path(scenes[newest].path).name
            reasons[k] = Reason(_ANOTHER_COPY, as_message(file))
        else:
            reasons[k] = Reason(_NEWER_DELIVERY, as_message(scenes[newest].name))
    rasters = [k for k, scene in enumerate(scenes) if not scene.product and not scene.problem]
    for k in [] if is_catalog else find_masks([scenes[k].path for k in rasters]):
        reasons[rasters[k]] = Reason(_MASK)
    days = defaultdict(list)
    for i, scene in enumerate(scenes):
        if reasons[i] is None and scene.date is not None:
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
    not_needed = _reason(Message("not needed for {count} days spread evenly", count=criteria.count))
    for k, day in enumerate(ordered):
        if k not in chosen:
            for i in days[day]:
                reasons[i] = not_needed
    return reasons


def _judge(scene: Scene, facts: SceneFacts, criteria: Criteria, has_area: bool) -> Reason | None:
    if scene.problem:
        return _reason(Message("cannot be used: {problem}", problem=scene.problem))
    if scene.date is None:
        return Reason(_NO_DATE)
    if criteria.start and scene.date < criteria.start:
        return _reason(Message("before {start}", start=criteria.start))
    if criteria.end and scene.date > criteria.end:
        return _reason(Message("after {end}", end=criteria.end))
    if has_area and not facts.aoi:
        return Reason(_ELSEWHERE)
    if facts.cloud is None and criteria.max_cloud < 100:
        return Reason(_CLOUD_UNKNOWN)
    if facts.cloud is not None and facts.cloud > criteria.max_cloud:
        detail = Message(
            "{percent:.1f} %, at most {most:g} %", percent=facts.cloud, most=criteria.max_cloud
        )
        return Reason(TOO_CLOUDY, detail)
    coverage = facts.coverage or 0
    if coverage < criteria.min_coverage:
        detail = Message(
            "{percent:.1f} %, at least {least:g} %", percent=coverage, least=criteria.min_coverage
        )
        return Reason(_COVERS_TOO_LITTLE, detail)
    return None


def _reason(title: Message) -> Reason:
    """A reason that holds for a single image, or whose words follow from the criteria."""
    return Reason(ReasonKind(title))
