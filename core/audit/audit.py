"""Whether splits have seen each other: shared footprint, distance, look-alikes, classes."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from itertools import combinations

import numpy as np

from ..dataset.thumbnails import Pictures
from ..errors import CancelledError
from ..geodesy.distance import least_distance
from ..geodesy.several import are_several, lay_on_ground, tell_seam
from ..geometry.keys import tile_keys
from ..message import Message, counted
from ..run.batches import ignore_progress, never_cancelled
from .classes import compare_classes
from .near_duplicates import MOST_PAIRS, find_near_duplicates
from .result import MANY_SPLITS, AuditInput, AuditResult
from .scenes import describe_scenes, tell_scenes
from .shared_footprint import SharedFootprint

_EXAMPLES = 20


def audit_split(
    tiles: AuditInput,
    pictures: Pictures | None = None,
    progress: Callable[[float], None] = ignore_progress,
    is_cancelled: Callable[[], bool] = never_cancelled,
) -> AuditResult:
    """Look for leaks between splits.

    Raises:
        SplitError: there are no tiles, or fewer than two splits.
    """
    return _Audit(tiles, pictures, is_cancelled).run(progress)


class _Audit:
    def __init__(
        self, tiles: AuditInput, pictures: Pictures | None, is_cancelled: Callable[[], bool]
    ) -> None:
        names = tiles.split_names()
        self._pairs, self._ground = lay_on_ground(tiles.geometries, tiles.crs_wkt, tiles.scenes)
        self._tiles = replace(tiles, geometries=self._pairs.geometries)
        self._pictures = pictures
        self._is_cancelled = is_cancelled
        place = {name: k for k, name in enumerate(names)}
        codes = np.array([-1 if s is None else place[s] for s in tiles.splits], dtype=np.int64)
        self._result = AuditResult(codes, names)
        self._result.leaking = np.zeros(len(codes), dtype=bool)

    def run(self, progress: Callable[[float], None]) -> AuditResult:
        result = self._result
        codes, names = result.codes, result.split_names
        without = int((codes < 0).sum())
        if without:
            result.warnings.append(
                counted(
                    without,
                    "{count} tile has no split and is left out.",
                    "{count} tiles have no split and are left out.",
                )
            )
        result.facts = {
            "tile_count": len(codes),
            "without_split": without,
            "splits": {n: int((codes == k).sum()) for k, n in enumerate(names)},
        }
        if are_several(self._tiles.scenes):
            result.facts["scenes"] = describe_scenes(self._tiles.scenes or (), codes, names)
        self._find_shared_footprints()
        progress(0.3)
        self._find_repeated_places()
        self._measure_distances()
        progress(0.6)
        self._find_duplicates()
        progress(0.9)
        result.facts["classes"] = compare_classes(result, self._tiles.labels)
        result.facts = {
            "passed": result.passed,
            "leaks": list(map(str, result.leaks)),
            "warnings": list(map(str, result.warnings)),
            **result.facts,
        }
        return result

    def _stop_if_cancelled(self) -> None:
        if self._is_cancelled():
            raise CancelledError

    def _between(self) -> Iterator[tuple[int, int]]:
        names = self._result.split_names
        return combinations(range(len(names)), 2)

    def _find_shared_footprints(self) -> None:
        result, names, scenes = self._result, self._tiles.names, self._tiles.scenes
        found = SharedFootprint(
            self._pairs,
            self._ground,
            result.codes,
            self._pixel_areas(),
            self._is_cancelled,
            scenes if are_several(scenes) else None,
        )
        result.leaking |= found.tiles
        rows = result.facts["shared_ground"] = []
        for key in sorted(found.pair_counts):
            splits = [result.split_names[k] for k in key]
            area, pixels = found.areas[key], found.pixels[key]
            is_exact = np.isfinite(pixels)
            count = int(round(pixels)) if is_exact else None
            row = {
                "splits": splits,
                "pairs": found.pair_counts[key],
                "pixels": count,
                "square_metres": round(area, 3) if self._ground.has_metres else None,
                "examples": [[names[i], names[j]] for i, j in found.examples[key]],
            }
            rows.append(row)
            one, other = (names[k] for k in found.examples[key][0])
            leak = Message(
                "{count} pairs of tiles in {first} and {second} share ground ({how_much}), "
                "such as {one} and {other}.",
                count=row["pairs"],
                first=splits[0],
                second=splits[1],
                how_much=self._how_much(count, area),
                one=one,
                other=other,
            )
            if found.scene_names:
                shared = row["scenes"] = found.describe_scenes(key)
                leak = tell_scenes(leak, shared)
            result.leaks.append(leak)

    def _how_much(self, pixels: int | None, area: float) -> Message:
        if pixels is not None:
            return Message("{count} pixels", count=pixels)
        return Message(
            "{area:.15g} square metres" if self._ground.has_metres else "{area:.15g} square units",
            area=round(area, 3),
        )

    def _pixel_areas(self) -> np.ndarray:
        counts = self._tiles.pixel_counts
        if counts is None:
            return np.full(len(self._tiles.geometries), np.nan)
        return self._tiles.geometries.areas() / np.where(counts > 0, counts, np.nan)

    def _find_repeated_places(self) -> None:
        """The same outline more than once: one place at several dates."""
        codes = self._result.codes
        used = np.flatnonzero(codes >= 0)
        _, place, times = np.unique(
            tile_keys(self._tiles.geometries)[used], return_inverse=True, return_counts=True
        )
        place = place.ravel()
        least = np.full(len(times), MANY_SPLITS)
        last = np.full(len(times), -1)
        np.minimum.at(least, place, codes[used])
        np.maximum.at(last, place, codes[used])
        torn = int((least != last).sum())
        self._result.facts["places"] = {
            "count": len(times),
            "repeated": int((times > 1).sum()),
            "in_several_splits": torn,
        }
        if torn:
            self._result.leaks.append(
                Message(
                    "{count} places occur several times, as at several dates, and are in several "
                    "splits; split with {METHOD=GROUP}, or by place.",
                    count=torn,
                )
            )

    def _measure_distances(self) -> None:
        result, asked = self._result, self._tiles.least_distance
        rows = result.facts["distances"] = []
        result.facts["asked_distance"] = asked
        if not self._ground.has_metres:
            if asked:
                self._ground.require_metres()
            result.warnings.append(
                Message("Distances are not measured, because the tiles have no coordinate system.")
            )
            return
        seam = tell_seam(self._ground, asked)
        result.warnings += [seam] if seam is not None else []
        for s, t in self._between():
            self._stop_if_cancelled()
            ours, theirs = (np.flatnonzero(result.codes == k) for k in (s, t))
            metres, i, j = least_distance(
                self._pairs, self._ground, ours, theirs, self._is_cancelled
            )
            names = [result.split_names[s], result.split_names[t]]
            tiles = [self._tiles.names[i], self._tiles.names[j]]
            row = {"splits": names, "metres": round(metres, 3), "tiles": tiles}
            rows.append(row)
            if metres < asked * (1 - 1e-9) - 1e-6:
                result.leaking[[i, j]] = True
                result.leaks.append(
                    Message(
                        "{first} and {second} come as near as {metres:.10g} m ({one} and "
                        "{other}), and {asked:.10g} m are asked for.",
                        first=names[0],
                        second=names[1],
                        metres=row["metres"],
                        one=tiles[0],
                        other=tiles[1],
                        asked=asked,
                    )
                )

    def _find_duplicates(self) -> None:
        result = self._result
        if self._pictures is None:
            result.facts["duplicates"] = None
            if self._tiles.are_series:
                result.warnings.append(
                    Message(
                        "Images that look the same were not looked for, because the samples are "
                        "time series."
                    )
                )
            return
        codes = np.where(self._pictures.usable, result.codes, -1)
        found = find_near_duplicates(
            self._pictures.thumbnails, self._pictures.hashes, codes, self._is_cancelled
        )
        names = self._tiles.names
        result.facts["duplicates"] = {
            "compared": int((codes >= 0).sum()),
            "pairs": len(found),
            "examples": [[names[i], names[j]] for i, j in found[:_EXAMPLES].tolist()],
        }
        ids = self._tiles.tile_ids
        if ids is not None:
            rows = [[ids[i], ids[j]] for i, j in found[:_EXAMPLES].tolist()]
            result.facts["duplicates"]["tile_ids"] = rows
        if len(found) >= MOST_PAIRS:
            result.warnings.append(
                Message(
                    "So many images look the same that the search stopped at {count} pairs; there "
                    "are more.",
                    count=len(found),
                )
            )
        if len(found):
            result.leaking[found.ravel()] = True
            i, j = found[0].tolist()
            result.leaks.append(
                Message(
                    "{count} pairs of images in different splits look the same, such as {one} and "
                    "{other}.",
                    count=len(found),
                    one=names[i],
                    other=names[j],
                )
            )
