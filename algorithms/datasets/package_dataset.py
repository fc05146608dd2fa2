"""Package Dataset."""

from __future__ import annotations

from qgis.core import (
    QgsProcessingOutputNumber,
    QgsProcessingParameterBoolean,
    QgsProcessingParameterFile,
    QgsProcessingParameterFolderDestination,
)

from ...core.message import Message, counted
from ...core.package.members import open_dataset
from ...core.package.package import PACKAGE_FORMATS, ZIP, Package, package_dataset
from ...core.tiles.layout import SERIES_KIND
from ..base.algorithm import TilewrightAlgorithm
from ..base.parameters import choices_help, enum_parameter, integer_parameter
from ..base.values import Values
from ..base.words import tr
from ..outputs.report import size_text

INPUT = "INPUT"
README_FILE = "README_FILE"
FORMAT = "FORMAT"
SHARD_SIZE = "SHARD_SIZE"
OVERWRITE = "OVERWRITE"
OUTPUT = "OUTPUT"


class PackageDatasetAlgorithm(TilewrightAlgorithm):
    """Packs a dataset folder to be shared."""

    ID = "packagedataset"
    NAME = "Package dataset"
    GROUP_ID = "export"
    GROUP = "Export"
    TAGS = ("dataset", "zip", "webdataset", "shards", "archive", "share", "deep learning")
    HELP = (
        "Packs a dataset folder into one ZIP file, or into WebDataset shards, to share it: images, "
        "masks, labels, proportions, splits, manifest and README, with the checksum of each file. "
        "Everything is read back and compared, with what was read and with the manifest, before "
        "the package gets its name. The same dataset "
        "gives the same bytes. The name ends in digits that stand for the tiles and the settings "
        "of the dataset, so that two datasets never share a file."
    )

    def initAlgorithm(self, config=None) -> None:
        self.add(
            QgsProcessingParameterFile(
                INPUT, tr("Dataset folder"), QgsProcessingParameterFile.Behavior.Folder
            ),
            "A folder that Export Tiles, Build Dataset or Export Time Series wrote.",
        )
        self.add(
            QgsProcessingParameterFile(README_FILE, tr("README of your own"), optional=True),
            "A text file (.md, .rst, .txt) to go in as README. The card of the dataset then goes "
            "in as dataset_card.md.",
        )
        self.add(
            enum_parameter(FORMAT, "Format", PACKAGE_FORMATS, ZIP),
            choices_help(
                "ZIP unpacks to the same folder, with the folders of classes that have no tile in "
                "a split. WEBDATASET makes tar files in a folder a split, in which each tile is an "
                "image, a class number (.cls), a mask when there is one (.mask.png) and its facts "
                "(.json); the README beside them loads shards. A time series of GeoTIFFs is its "
                "list (.series.json) and the images under the names that stand there.",
                PACKAGE_FORMATS,
            ),
        )
        self.add(
            integer_parameter(SHARD_SIZE, "Tiles in a shard", 1000, 1),
            "How many tiles go into each tar file. Used by WEBDATASET only.",
            advanced=True,
        )
        self.add(
            QgsProcessingParameterBoolean(OVERWRITE, tr("Replace an earlier package"), False),
            "Replace a package of the same name. The earlier one stays until the new one is "
            "complete.",
            advanced=True,
        )
        self.add(
            QgsProcessingParameterFolderDestination(OUTPUT, tr("Folder of the package")),
            "The folder in which the package is made. For ZIP, a name that ends in .zip is the "
            "file itself.",
        )
        self.addOutput(QgsProcessingOutputNumber("TILE_COUNT", tr("Tiles packed")))
        self.addOutput(QgsProcessingOutputNumber("FILE_COUNT", tr("Files packed")))

    def compute(self, values: Values) -> dict:
        dataset = open_dataset(values.text(INPUT))
        package = package_dataset(
            dataset,
            values.text(OUTPUT),
            values.choice(FORMAT),
            values.file(README_FILE) if values.is_given(README_FILE) else None,
            values.integer(SHARD_SIZE),
            values.flag(OVERWRITE),
            progress=lambda fraction: values.feedback.setProgress(100 * fraction),
            is_cancelled=values.feedback.isCanceled,
        )
        is_series = dataset.facts.get("kind") == SERIES_KIND
        make_message = _samples_packed if is_series else _tiles_packed
        values.info(make_message(len(dataset.tiles), package))
        return {
            OUTPUT: str(package.path),
            "TILE_COUNT": len(dataset.tiles),
            "FILE_COUNT": package.file_count,
        }


def _samples_packed(count: int, package: Package) -> Message:
    return counted(
        count,
        "{count} sample packed to {path} ({size}), and read back without an error.",
        "{count} samples packed to {path} ({size}), and read back without an error.",
        path=package.path,
        size=size_text(package.size),
    )


def _tiles_packed(count: int, package: Package) -> Message:
    return counted(
        count,
        "{count} tile packed to {path} ({size}), and read back without an error.",
        "{count} tiles packed to {path} ({size}), and read back without an error.",
        path=package.path,
        size=size_text(package.size),
    )
