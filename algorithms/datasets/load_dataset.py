"""Load Dataset."""

from __future__ import annotations

from pathlib import Path

from qgis.core import (
    QgsProcessing,
    QgsProcessingOutputNumber,
    QgsProcessingParameterFeatureSink,
    QgsProcessingParameterFile,
    QgsWkbTypes,
)

from ...core.message import counted
from ..base.algorithm import TilewrightAlgorithm
from ..base.values import Values
from ..base.words import tr
from ..outputs.tiles import TileSink, layer_fields
from .dataset_layers import read_dataset_layers
from .object_layer import told_colors, write_object_layer

INPUT = "INPUT"
TILES = "TILES"
OBJECTS = "OBJECTS"


class LoadDatasetAlgorithm(TilewrightAlgorithm):
    """Makes layers of a dataset folder."""

    ID = "loaddataset"
    NAME = "Load dataset"
    GROUP_ID = "export"
    GROUP = "Export"
    TAGS = ("dataset", "load", "import", "tiles", "coco", "objects", "annotations", "edit")
    HELP = (
        "Makes layers of a dataset folder: its tiles with file, class, split and all other columns "
        "of tiles.csv, and its objects in map coordinates, read from the files that programs train "
        "with. Look at them, or edit classes and splits of the tiles and export them again."
    )

    def initAlgorithm(self, config=None) -> None:
        self.add(
            QgsProcessingParameterFile(
                INPUT, tr("Dataset folder"), QgsProcessingParameterFile.Behavior.Folder
            ),
            "A folder that Export Tiles or Build Dataset wrote.",
        )
        self.add(
            QgsProcessingParameterFeatureSink(
                TILES, tr("Tiles of the dataset"), QgsProcessing.SourceType.TypeVectorPolygon
            ),
            "The tiles as they were exported, in the coordinate system of their layer.",
        )
        self.add(
            QgsProcessingParameterFeatureSink(
                OBJECTS,
                tr("Objects of the dataset"),
                QgsProcessing.SourceType.TypeVectorPolygon,
                optional=True,
                createByDefault=False,
            ),
            "What lies on the tiles, for layouts with objects: a feature for each piece, with the "
            "object it is of, its class, tile and split, the share of the object that is visible, "
            "and whether the tile cuts it (truncated) or programs are to ignore it.",
        )
        self.addOutput(QgsProcessingOutputNumber("TILE_COUNT", tr("Tiles")))
        self.addOutput(QgsProcessingOutputNumber("OBJECT_COUNT", tr("Pieces of objects")))

    def compute(self, values: Values) -> dict:
        layers = read_dataset_layers(Path(values.file(INPUT)), values.feedback.isCanceled)
        facts = layers.dataset.facts
        colors = told_colors(facts.get("classes") or (), "name")
        self.read_label_colors = lambda: colors
        like = QgsWkbTypes.Type.MultiPolygon
        tiles = TileSink(values, TILES, layer_fields(layers.tiles.fields), (like, layers.crs))
        tiles.write_table(layers.tiles)
        tiles.close()
        results = {TILES: tiles.destination, "TILE_COUNT": len(layers.tiles)}
        values.info(
            counted(
                len(layers.tiles),
                "{count} tile loaded from {folder}.",
                "{count} tiles loaded from {folder}.",
                folder=layers.dataset.folder,
            )
        )
        destination, results["OBJECT_COUNT"] = write_object_layer(values, OBJECTS, layers)
        return results if destination is None else {**results, OBJECTS: destination}
