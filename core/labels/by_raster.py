"""Giving tiles the classes of a class raster."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import numpy as np

from ..classes.renaming import ClassMap
from ..errors import LayerError
from ..files.fingerprint import fingerprint_file, fingerprint_values
from ..geometry.outlines import TileGeometries
from ..geometry.overlay import TileOverlay
from ..raster.source import RasterSource
from ..tiles.table import TileTable
from .on_tiles import DIGITS, ClassesOnTiles, classes_of_rows
from .ranged import measure_classes
from .step import CENTROID, ClassSource, LabelEdit, LabelRule


class LabelsOfRaster(ClassSource):
    """Classes of a raster, of which a tile has shares.

    Args:
        source: the class raster, one band.
        class_map: names of its codes.
        to_raster: maps a batch's outlines into the raster's coordinate system.
    """

    def __init__(
        self,
        source: RasterSource,
        class_map: ClassMap,
        to_raster: Callable[[TileTable], TileGeometries],
    ) -> None:
        self.source = source
        self.class_map = class_map
        self.to_raster = to_raster

    def check(self, rule: LabelRule) -> None:
        """See ClassSource.check; INTERSECTS and LARGEST are the same here."""
        if rule.predicate == CENTROID:
            raise LayerError(
                "{PREDICATE=CENTROID} is for polygons; with a class raster choose LARGEST, "
                "COVERAGE or WITHIN."
            )

    def fingerprint(self, edits: Sequence[LabelEdit]) -> str:
        """See ClassSource.fingerprint."""
        told = {
            "raster": fingerprint_file(self.source.info.path),
            "bands": list(self.source.info.bands),
            "names": dict(self.class_map.names),
            "known": dict(self.class_map.known),
            "edits": [repr(edit) for edit in edits],
        }
        if self.class_map.ranges:
            told["ranges"] = [repr(found) for found in self.class_map.ranges]
        return fingerprint_values(told)

    def close(self) -> None:
        """See ClassSource.close."""
        self.source.close()

    def on_tiles(
        self, tiles: TileOverlay, rule: LabelRule, is_cancelled: Callable[[], bool]
    ) -> ClassesOnTiles:
        """See ClassSource.on_tiles."""
        table = TileTable([], {}, tiles.tiles.wkb)
        found = measure_classes(self.source, self.to_raster(table), self.class_map, is_cancelled)
        names = [self.class_map.name(code) for code in found.codes.tolist()]
        shares: list[dict[str, float]] = []
        rest = np.full(len(tiles.tiles), 100.0)
        for i, (row, whole) in enumerate(zip(found.areas.tolist(), found.tile_areas.tolist())):
            areas: dict[str, float] = {}
            for name, area in zip(names, row):
                if area > 0 and name is not None:
                    areas[name] = areas.get(name, 0.0) + area
            percents = {n: min(100.0, round(100 * a / whole, DIGITS)) for n, a in areas.items()}
            shares.append(percents)
            rest[i] = max(0.0, 100.0 - sum(percents.values()))
        return classes_of_rows(shares, rest)
