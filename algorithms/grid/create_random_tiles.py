"""Create Random Tiles."""

from __future__ import annotations

from typing import TYPE_CHECKING

from qgis.core import (
    QgsProcessing,
    QgsProcessingOutputNumber,
    QgsProcessingParameterBoolean,
    QgsProcessingParameterFeatureSink,
    QgsWkbTypes,
)

from ...core.errors import GridError
from ...core.geometry.partition import LARGEST_VARIANCE, fewest_tiles, partition_area
from ...core.grid.over_area import grid_id, tile_numbers
from ...core.message import counted
from ...core.tiles.table import GRID_FIELDS, TileTable, empty_column
from ..base.algorithm import TilewrightAlgorithm
from ..base.parameters import double_parameter, integer_parameter
from ..base.values import Values
from ..base.words import tr
from ..inputs.metric_area import add_area_parameters, read_metric_area
from ..outputs.tiles import TileSink, layer_fields
from .name_outputs import GRID_ID, GRID_ID_HELP, add_grid_id_output, name_outputs

if TYPE_CHECKING:
    from shapely.geometry.base import BaseGeometry

MAX_SIZE = "MAX_SIZE"
VARIANCE = "VARIANCE"
SEED = "SEED"
CLIP_TO_AOI = "CLIP_TO_AOI"
_BATCH = 5000
# So many are told beforehand.
_MANY = 100_000


class CreateRandomTilesAlgorithm(TilewrightAlgorithm):
    """A random partition of an area into rectangles."""

    ID = "createrandomtiles"
    NAME = "Create random tiles"
    GROUP_ID = "grid"
    GROUP = "Grid"
    TAGS = ("tiles", "random", "partition", "rectangles", "blocks", "deep learning")
    HELP = (
        "Cuts an area of interest into rectangles of random size: its longer side is halved, more "
        "or less, until no side is longer than asked. Together the tiles are the area, without "
        "gap or overlap. They lie in the UTM zone of the area. The same seed gives the same tiles "
        "everywhere. " + GRID_ID_HELP
    )
    OUTPUT = "OUTPUT"

    def initAlgorithm(self, config=None) -> None:
        add_area_parameters(self)
        self.add(
            double_parameter(MAX_SIZE, "Longest side (m)", 5000, 0),
            "No side of a tile is longer than this, in metres.",
        )
        self.add(
            double_parameter(VARIANCE, "Variance", 0.1, 0, LARGEST_VARIANCE),
            "How far from the middle cuts may fall, as a share of the side: 0 always halves, 0.49 "
            "cuts almost anywhere.",
        )
        self.add(
            integer_parameter(SEED, "Seed", 0),
            "Another number gives another partition.",
        )
        self.add(
            QgsProcessingParameterBoolean(
                CLIP_TO_AOI, tr("Cut tiles at the area of interest"), True
            ),
            "Whether tiles end at the outline of the area. Otherwise all are whole rectangles, and "
            "together cover more than the area.",
            advanced=True,
        )
        self.add(
            QgsProcessingParameterFeatureSink(
                self.OUTPUT, tr("Random tiles"), QgsProcessing.SourceType.TypeVectorPolygon
            ),
            "The layer of the tiles.",
        )
        self.addOutput(QgsProcessingOutputNumber("TILE_COUNT", tr("Tiles made")))
        add_grid_id_output(self)

    def compute(self, values: Values) -> dict:
        area = read_metric_area(values)
        max_size = values.double(MAX_SIZE)
        variance = values.double(VARIANCE)
        seed = values.integer(SEED)
        is_clipped = values.flag(CLIP_TO_AOI)
        digits = grid_id(
            crs=area.crs.authid(), area=area.shape, max_size=max_size, variance=variance,
            seed=seed, is_clipped=is_clipped,
        )  # fmt: skip
        pieces = partition_area(area.shape, max_size, variance, seed)
        named = name_outputs(values, (self.OUTPUT,), digits)
        like = (QgsWkbTypes.Type.MultiPolygon, area.crs)
        sink = None
        whole, done, count, waiting = area.shape.area, 0.0, 0, []
        for bounds, piece in pieces:
            if sink is None:
                # Only now is it known that the sizes make sense.
                sink = TileSink(named, self.OUTPUT, layer_fields(GRID_FIELDS), like)
                self._tell_many(values, fewest_tiles(area.shape, max_size))
            values.check_cancelled()
            waiting.append(_as_multi(piece if is_clipped else _rectangle(bounds)).wkb)
            done += piece.area
            if len(waiting) == _BATCH:
                sink.write_table(_table(waiting, count))
                count += len(waiting)
                waiting = []
                values.feedback.setProgress(100 * done / whole)
        if sink is None:
            raise GridError("The area of interest has no area.")
        sink.write_table(_table(waiting, count))
        count += len(waiting)
        sink.close()
        values.info(counted(count, "{count} tile made.", "{count} tiles made."))
        return {self.OUTPUT: sink.destination, "TILE_COUNT": count, GRID_ID: digits}

    @staticmethod
    def _tell_many(values: Values, count: int) -> None:
        if count >= _MANY:
            values.info(
                "{MAX_SIZE} of {max_size:g} m cuts the rectangle around the area into {count} "
                "tiles or more, which takes minutes; a larger one makes fewer.",
                max_size=values.double(MAX_SIZE),
                count=count,
            )


def _table(wkb: list[bytes], earlier: int) -> TileTable:
    columns = {field.name: empty_column(field.kind, len(wkb)) for field in GRID_FIELDS}
    columns["tile_id"] = tile_numbers(earlier + 1, len(wkb))
    return TileTable(GRID_FIELDS, columns, wkb)


def _rectangle(bounds: tuple[float, float, float, float]) -> BaseGeometry:
    from shapely.geometry import box

    return box(*bounds)


def _as_multi(piece: BaseGeometry) -> BaseGeometry:
    from shapely.geometry import MultiPolygon

    return piece if piece.geom_type == "MultiPolygon" else MultiPolygon([piece])
