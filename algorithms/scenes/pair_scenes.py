"""Before and after: tiles of scenes with a second image of a later scene."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from contextlib import suppress

import numpy as np
from qgis.core import QgsCoordinateReferenceSystem, QgsCoordinateTransform, QgsCsException

from ...core.errors import ExportError, UnreadableError
from ...core.grid.valid import measure_valid_percent, too_few_valid
from ...core.message import counted, list_names
from ...core.raster.source import RasterSource
from ...core.resampling.windows import ON_GRID_PIXELS, clip_windows
from ...core.run.batches import never_cancelled
from ...core.scenes.pairs import CONSECUTIVE, ELSEWHERE, NO_PAIRS, PAIRINGS, Pairing
from ...core.tiles.reasons import REFUSED, TOO_FEW_VALID, Reason
from ...core.tiles.table import REASON, TEXT, TileTable, make_column, no_reasons
from ...core.tiles.words import SCENE2
from ..base.algorithm import TilewrightAlgorithm
from ..base.parameters import choices_help, enum_parameter
from ..base.values import Values
from ..rasters.source import raster_extent
from .taken import TakenRasters

PAIRS = "PAIRS"
_EMPTY = Reason(TOO_FEW_VALID)
# What else is asked of a scene that shows tiles: a reason a tile, or None.
Check = Callable[[TileTable], np.ndarray]


def add_pairs_parameter(alg: TilewrightAlgorithm) -> None:
    """How scenes are paired."""
    alg.add(
        enum_parameter(PAIRS, "Pairs of scenes", PAIRINGS, NO_PAIRS, is_optional=True),
        choices_help(
            "For change detection with SCENES of several dates: each tile gets a second image of "
            "the same ground from a later scene, as from RASTER2, scaled like the first, and the "
            "fields scene2 and date2 name it. CONSECUTIVE pairs each date with the next one that "
            "shows the whole tile (and is valid and clear there as MIN_VALID and the scene's own "
            "cloud mask ask), FIRST_LAST the first with the last. Tiles that no later date shows "
            "are left out. Labels are those of the earlier scene; tiles that name a scene2 already "
            "keep it.",
            PAIRINGS,
        ),
        advanced=True,
    )


def has_pairs(values: Values) -> bool:
    """Whether scenes are to be paired."""
    return values.is_given(PAIRS) and values.choice(PAIRS) != NO_PAIRS


class ScenePairs:
    """The later scene of each tile; read in the main thread, found in any.

    Args:
        values: of the algorithm.
        rasters: the scenes.
        source: their pixels, as they are exported.

    Raises:
        ExportError: there is nothing to pair, or what does not go together is given.
    """

    def __init__(self, values: Values, rasters: TakenRasters, source: RasterSource) -> None:
        if not rasters.scenes:
            raise ExportError(
                "{PAIRS} makes pairs of {SCENES}, and there are none; give {SCENES} of several "
                "dates, or name the second image with {RASTER2}."
            )
        if values.is_given("RASTER2"):
            raise ExportError("{PAIRS} and {RASTER2} exclude each other; leave one of them out.")
        scenes = rasters.scenes
        names, dates = [scene.name for scene in scenes], [scene.date for scene in scenes]
        self.pairing = Pairing(values.choice(PAIRS) or CONSECUTIVE, names, dates)
        self.pairing.check()
        self._rasters, self._source = rasters, source
        self._context = values.context.transformContext()

    def divide(
        self,
        tiles: TileTable,
        crs: QgsCoordinateReferenceSystem,
        values: Values,
        min_valid: float = 0.0,
        checks: Mapping[int, Check] | None = None,
    ) -> tuple[TileTable, TileTable]:
        """The tiles that are paired, with the names of their later scenes, and the others.

        Args:
            tiles: with their scenes; those that name their later scene keep it.
            crs: of their outlines.
            values: for the log, and to be stopped.
            min_valid: least share of valid pixels of the second image, in percent.
            checks: what else is asked of a scene, by its place in the list.

        Raises:
            ExportError: no tile is paired, or one names a scene that is not there.
            CancelledError: the user asked to stop.
        """
        if tiles.find_field(SCENE2.name) is not None:
            seconds = self.numbers(tiles)
            return self.pairing.name_seconds(tiles, seconds), tiles.select(np.arange(0))
        looks = _Looks(self._rasters, self._source, tiles, crs, self._context, min_valid)
        looks.checks, looks.is_cancelled = checks or {}, values.feedback.isCanceled
        parts = self._rasters.scene_numbers(tiles)
        seconds, reasons = self.pairing.choose(parts, looks.look)
        found = seconds >= 0
        self._tell(parts[found], seconds[found], values)
        dropped = tiles.select(np.flatnonzero(~found))
        dropped = dropped.with_column(REASON, reasons[~found])
        kept = tiles.select(np.flatnonzero(found))
        return self.pairing.name_seconds(kept, seconds[found]), dropped

    def numbers(self, tiles: TileTable) -> np.ndarray:
        """The place in the list of the later scene that each tile names, int64 (N,).

        Raises:
            ExportError: one names none of them.
        """
        places = {name: k for k, name in enumerate(self.pairing.names)}
        field = tiles.find_field(SCENE2.name)
        named = tiles[field.name].tolist() if field is not None else []
        unknown = sorted({str(name or "") for name in named if name not in places})
        if unknown:
            raise ExportError(
                "Tiles name later scenes in {field} that {SCENES} does not hold: {unknown}; it "
                "holds {known}.",
                field=SCENE2.name,
                unknown=list_names(unknown),
                known=list_names(places),
            )
        return np.array([places[name] for name in named], dtype=np.int64)

    def _tell(self, firsts: np.ndarray, seconds: np.ndarray, values: Values) -> None:
        names = self.pairing.names
        pairs, counts = np.unique(np.stack((firsts, seconds), axis=1), axis=0, return_counts=True)
        for (first, second), count in zip(pairs.tolist(), counts.tolist()):
            values.info(
                counted(
                    count,
                    "{first} and {second} make {count} pair of tiles.",
                    "{first} and {second} make {count} pairs of tiles.",
                    first=names[first],
                    second=names[second],
                )
            )


class _Looks:
    """How scenes show tiles."""

    checks: Mapping[int, Check] = {}
    is_cancelled: Callable[[], bool] = staticmethod(never_cancelled)

    def __init__(
        self,
        rasters: TakenRasters,
        source: RasterSource,
        tiles: TileTable,
        crs: QgsCoordinateReferenceSystem,
        context,
        min_valid: float,
    ) -> None:
        self._rasters, self._source, self._tiles, self._crs = rasters, source, tiles, crs
        self._min_valid = min_valid
        self._bounds = tiles.geometries.bounds
        self._boxes = [self._box(k, context) for k in range(len(rasters.scenes))]

    def _box(self, number: int, context) -> tuple[float, float, float, float] | None:
        """Bounds of a scene where tiles lie; None where nobody knows."""
        crs = self._rasters.rasters[number].crs
        extent = raster_extent(self._source.part(number).info)
        if crs == self._crs or not (crs.isValid() and self._crs.isValid()):
            return None
        with suppress(QgsCsException):
            moved = QgsCoordinateTransform(crs, self._crs, context).transformBoundingBox(extent)
            if moved.isFinite():
                return moved.xMinimum(), moved.yMinimum(), moved.xMaximum(), moved.yMaximum()
        return None

    def look(self, number: int, index: np.ndarray) -> np.ndarray:
        """See core.scenes.pairs.Look."""
        reasons = make_column(TEXT, [ELSEWHERE] * len(index))
        near = self._near(number, index)
        if not len(near):
            return reasons
        tiles, source = self._tiles.select(index[near]), self._source.part(number)
        places = self._rasters.places_in(number, tiles, self._crs, self._source, self.is_cancelled)
        size = np.array([source.info.width, source.info.height])
        margin = ON_GRID_PIXELS
        whole = (places.exact[:, :2] >= -margin) & (places.exact[:, 2:] <= size + margin)
        inside = np.flatnonzero(whole.all(axis=1))
        if not len(inside):
            return reasons
        found = no_reasons(len(inside))
        windows = clip_windows(places.windows[inside], *size.tolist())
        if source.is_asked:
            # A service is asked for the pixels of tiles that are exported alone.
            reasons[near[inside]] = self._checked(number, tiles.select(inside), found)
            return reasons
        try:
            percent = measure_valid_percent(source, windows, self.is_cancelled)
        except UnreadableError:
            if not self._rasters.left_out.skips:
                raise
            reasons[near[inside]] = Reason(REFUSED)
            return reasons
        for k in np.flatnonzero((percent < self._min_valid) | (percent == 0)).tolist():
            least = self._min_valid
            found[k] = too_few_valid(round(float(percent[k]), 1), least) if least else _EMPTY
        reasons[near[inside]] = self._checked(number, tiles.select(inside), found)
        return reasons

    def _checked(self, number: int, tiles: TileTable, found: np.ndarray) -> np.ndarray:
        """Reasons with those of the checks of a scene."""
        if number in self.checks:
            for k, reason in enumerate(self.checks[number](tiles).tolist()):
                found[k] = found[k] or reason
        return found

    def _near(self, number: int, index: np.ndarray) -> np.ndarray:
        box = self._boxes[number]
        if box is None:
            return np.arange(len(index))
        bounds = self._bounds[index]
        is_near = (bounds[:, :2] <= box[2:]).all(axis=1) & (bounds[:, 2:] >= box[:2]).all(axis=1)
        return np.flatnonzero(is_near)
