"""Load Dataset."""

from __future__ import annotations

from pathlib import Path

from qgis.core import (
    QgsFeature,
    QgsFields,
    QgsGeometry,
    QgsProcessing,
    QgsProcessingOutputNumber,
    QgsProcessingParameterFeatureSink,
    QgsProcessingParameterFile,
    QgsWkbTypes,
)

from ...core.classes.colors import Color
from ...core.classes.legend import parse_color
from ...core.dataset.finished import is_damaged
from ...core.dataset.objects import PlacedObject, read_placed_objects
from ...core.errors import FileError
from ...core.message import counted
from ...core.tiles.table import DOUBLE, INT, TEXT, TILE_ID, Field
from ...core.tiles.words import SPLIT
from ..base.algorithm import TilewrightAlgorithm
from ..base.values import Values
from ..base.words import tr
from ..outputs.new_layer import FEATURES_AT_ONCE
from ..outputs.style_on_load import style_on_load
from ..outputs.style_tiles import style_objects
from ..outputs.tiles import TileSink, layer_fields
from .dataset_layers import DatasetLayers, read_dataset_layers

INPUT = "INPUT"
TILES = "TILES"
OBJECTS = "OBJECTS"
_OBJECT_FIELDS = (
    Field("object_id", TEXT),
    Field("class", TEXT),
    TILE_ID,
    SPLIT,
    Field("visible", DOUBLE),
    Field("truncated", INT),
    Field("ignored", INT),
)


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
        colors = _colors(facts.get("classes") or (), "name")
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
        fields = layer_fields(_OBJECT_FIELDS)
        sink = TileSink(values, OBJECTS, fields, (like, layers.object_crs))
        results["OBJECT_COUNT"] = 0
        if sink.is_wanted:
            results[OBJECTS] = sink.destination
            results["OBJECT_COUNT"] = self._write_objects(values, layers, sink, fields)
        return results

    def _write_objects(
        self, values: Values, layers: DatasetLayers, sink: TileSink, fields: QgsFields
    ) -> int:
        dataset, count, features = layers.dataset, 0, []
        try:
            for placed in read_placed_objects(dataset.folder, dataset.facts, dataset.tiles):
                features.append(_feature(placed, fields))
                count += 1
                if len(features) == FEATURES_AT_ONCE:
                    sink.write(features)
                    features = []
        except FileError as error:
            raise is_damaged(dataset.folder, error) from None
        sink.write(features)
        sink.close(is_tiles=False)
        rows = (dataset.facts.get("objects") or {}).get("classes") or ()
        colors = _colors(rows, "class")
        style_on_load(values.context, sink.destination, lambda layer: style_objects(layer, colors))
        told = sum(row.get("objects") or 0 for row in rows)
        if not rows:
            values.warn("The dataset has no objects, so their layer is empty.")
        elif told != count:
            values.warn(
                "dataset.json counts {told} pieces of objects, and {count} are in the files; they "
                "were changed since.",
                told=told,
                count=count,
            )
        return count


def _feature(placed: PlacedObject, fields: QgsFields) -> QgsFeature:
    feature = QgsFeature(fields)
    found, tile = placed.found, placed.tile
    feature.setAttributes(
        [
            found.object_id,
            placed.class_name,
            tile.tile_id,
            tile.split,
            found.visible,
            int(found.is_cut),
            int(found.is_small),
        ]
    )
    geometry = QgsGeometry()
    geometry.fromWkb(placed.wkb)
    feature.setGeometry(geometry)
    return feature


def _colors(rows, name: str) -> dict[str, Color]:
    """Colours by class that dataset.json tells."""
    found = {row[name]: parse_color(row.get("color")) for row in rows}
    return {title: color for title, color in found.items() if color is not None}
