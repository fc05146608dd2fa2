"""Sentinel-2 Tiles of an Area."""

from __future__ import annotations

from qgis.core import (
    QgsCoordinateReferenceSystem,
    QgsFeature,
    QgsGeometry,
    QgsProcessing,
    QgsProcessingOutputNumber,
    QgsProcessingOutputString,
    QgsProcessingParameterFeatureSink,
    QgsWkbTypes,
)

from ...core.geometry.outlines import multi_wkb
from ...core.message import counted
from ...core.sentinel2.tile_cover import NeededTile, covered_share, tiles_over
from ...core.tiles.table import DOUBLE, INT, TEXT, Field
from ..base.algorithm import TilewrightAlgorithm
from ..base.values import Values
from ..base.words import tr
from ..inputs.metric_area import add_area_parameters, area_reader
from ..outputs.tiles import TileSink, layer_fields

_FIELDS = (
    Field("tile", TEXT),
    Field("crs", TEXT),
    Field("aoi_pct", DOUBLE),
    Field("needed", INT),
)


class MgrsTilesAlgorithm(TilewrightAlgorithm):
    """Which tiles of Sentinel-2 an area lies on."""

    ID = "mgrstiles"
    NAME = "Sentinel-2 tiles of an area"
    GROUP_ID = "imagery"
    GROUP = "Imagery"
    TAGS = ("sentinel-2", "mgrs", "tiles", "products", "area of interest", "coverage", "download")
    HELP = (
        "Lists the Sentinel-2 tiles (squares of 109.8 km, called like 31TCJ) that an area of "
        "interest has a part in, before anything is searched for or downloaded. Neighbours "
        "overlap by some 10 km, and more where zones meet: the few tiles that together hold the "
        "whole area are marked as needed, and are what to search for. The tiling is computed; "
        "nothing is asked for on the network. Over open sea there are tiles without any product."
    )
    OUTPUT = "OUTPUT"

    def initAlgorithm(self, config=None) -> None:
        add_area_parameters(self)
        self.add(
            QgsProcessingParameterFeatureSink(
                self.OUTPUT, tr("Tiles"), QgsProcessing.SourceType.TypeVectorPolygon
            ),
            "The tiles, in longitude and latitude: tile is the name, crs the coordinate system of "
            "its products, aoi_pct how much of the area lies in it, and needed 1 or 0.",
        )
        self.addOutput(QgsProcessingOutputString("TILES", tr("Names of the needed tiles")))
        self.addOutput(QgsProcessingOutputNumber("NEEDED_COUNT", tr("Tiles needed")))
        self.addOutput(QgsProcessingOutputNumber("TILE_COUNT", tr("Tiles found")))

    def compute(self, values: Values) -> dict:
        degrees = QgsCoordinateReferenceSystem("EPSG:4326")
        area = area_reader(values)(degrees)
        tiles = tiles_over(area, values.feedback.isCanceled)
        fields = layer_fields(_FIELDS)
        like = (QgsWkbTypes.Type.MultiPolygon, degrees)
        sink = TileSink(values, self.OUTPUT, fields, like)
        sink.write([_feature(tile, fields) for tile in tiles])
        sink.close(is_tiles=False)
        needed = [tile.tile.name for tile in tiles if tile.is_needed]
        values.info(
            counted(
                len(needed),
                "{count} tile holds the area: {names}.",
                "{count} tiles hold the area: {names}.",
                names=", ".join(needed),
            )
        )
        share = covered_share(area, tiles)
        if share < 1:
            values.warn(
                "{share:.1f} % of the area lie on no tile; they reach from 80 degrees south to 84 "
                "degrees north.",
                share=100 * (1 - share),
            )
        return {
            self.OUTPUT: sink.destination,
            "TILES": ",".join(needed),
            "NEEDED_COUNT": len(needed),
            "TILE_COUNT": len(tiles),
        }


def _feature(tile: NeededTile, fields) -> QgsFeature:
    feature = QgsFeature(fields)
    geometry = QgsGeometry()
    geometry.fromWkb(multi_wkb(tile.outline.wkb))
    feature.setGeometry(geometry)
    name, crs = tile.tile.name, f"EPSG:{tile.tile.epsg}"
    feature.setAttributes([name, crs, 100 * tile.share, int(tile.is_needed)])
    return feature
