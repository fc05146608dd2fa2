"""Giving tiles the classes of a class raster."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from ..classes.renaming import ClassMap
from ..errors import LayerError
from ..files.fingerprint import fingerprint_file, fingerprint_values
from ..geometry.outlines import TileGeometries
from ..geometry.overlay import TileOverlay
from ..raster.source import RasterSource
from ..tiles.table import TileTable
from .areas import measure_class_areas
from .by_polygons import CENTROID, LabelEdit, LabelPolygons, LabelRule, LabelStep

# As in the overlay of polygons: what is behind these digits of a percentage is rounding.
_DIGITS = 7


class _RasterShares:
    """What the classes do on one tile: their shares of its area in percent."""

    __slots__ = ("centred", "percents", "touched")

    def __init__(self, percents: dict[str, float]) -> None:
        self.percents = percents
        self.touched = set(percents)
        self.centred: set[str] = set()


class RasterLabelStep(LabelStep):
    """Labels tiles by the shares that classes of a raster have of them.

    Args:
        source: the class raster, one band.
        class_map: names of its codes.
        to_raster: maps a batch's outlines into the raster's coordinate system.
        rule: as for polygons; INTERSECTS and LARGEST are the same here.
        edits: hand corrections.

    Raises:
        LayerError: the rule asks for the centre.
    """

    def __init__(
        self,
        source: RasterSource,
        class_map: ClassMap,
        to_raster: Callable[[TileTable], TileGeometries],
        rule: LabelRule,
        edits: Sequence[LabelEdit] = (),
    ) -> None:
        super().__init__(LabelPolygons([], []), rule, edits)
        if rule.predicate == CENTROID:
            raise LayerError(
                "{PREDICATE=CENTROID} is for polygons; with a class raster choose LARGEST, "
                "COVERAGE or WITHIN."
            )
        self.source = source
        self.class_map = class_map
        self.to_raster = to_raster

    def fingerprint(self) -> str:
        """SHA-256 of the raster's fingerprint, names and corrections."""
        return fingerprint_values(
            {
                "raster": fingerprint_file(self.source.info.path),
                "bands": list(self.source.info.bands),
                "names": dict(self.class_map.names),
                "known": dict(self.class_map.known),
                "edits": [repr(edit) for edit in self.edits],
            }
        )

    def close(self) -> None:
        """See LabelStep.close."""
        self.source.close()

    def _overlay(self, tiles: TileOverlay) -> dict[int, _RasterShares]:
        table = TileTable([], {}, tiles.tiles.wkb)
        found = measure_class_areas(self.source, self.to_raster(table), self.is_cancelled)
        names = [self.class_map.name(code) for code in found.codes.tolist()]
        shares = {}
        for i, (row, whole) in enumerate(zip(found.areas.tolist(), found.tile_areas.tolist())):
            areas: dict[str, float] = {}
            for name, area in zip(names, row):
                if area > 0 and name is not None:
                    areas[name] = areas.get(name, 0.0) + area
            if areas:
                shares[i] = _RasterShares(
                    {n: min(100.0, round(100 * a / whole, _DIGITS)) for n, a in areas.items()}
                )
        return shares

    def _percents(self, here, area: float) -> tuple[dict, dict]:
        covered = dict(getattr(here, "percents", {}))
        ranked = dict(covered)
        other = self.rule.other_label
        if other is not None:
            rest = max(0.0, 100.0 - sum(covered.values()))
            ranked[other] = min(100.0, round(covered.get(other, 0.0) + rest, _DIGITS))
        return covered, ranked
