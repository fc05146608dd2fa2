"""Parameters and outputs of algorithms that make a raster of each of many images."""

from __future__ import annotations

from qgis.core import (
    QgsProcessing,
    QgsProcessingOutputMultipleLayers,
    QgsProcessingOutputNumber,
    QgsProcessingOutputString,
    QgsProcessingParameterBoolean,
    QgsProcessingParameterFile,
    QgsProcessingParameterFolderDestination,
    QgsProcessingParameterString,
)

from ..base.algorithm import TilewrightAlgorithm
from ..base.parameters import TAKES_MORE
from ..base.words import tr
from ..scenes.scene_parameters import SCENES, ScenesParameter

FOLDER = "FOLDER"
FILTER = "FILTER"
OUTPUT_FOLDER = "OUTPUT_FOLDER"
OVERWRITE = "OVERWRITE"
# What results hold besides.
RASTERS = "RASTERS"

NAMES_HELP = (
    "Names of the files to take of folders, separated by commas, such as img*.tif. * stands for "
    "any letters, ? for one; the ending may be left out, and a name with a slash looks at folders "
    "too. Empty: all."
)


def add_image_list(alg: TilewrightAlgorithm) -> None:
    """Many images: a list, or a folder."""
    scenes = ScenesParameter(
        SCENES, tr("Several rasters"), QgsProcessing.SourceType.TypeRaster, optional=True
    )
    scenes.setMetadata({TAKES_MORE: True})
    alg.add(
        scenes,
        "Many images in one run, in place of RASTER: layers, files and Sentinel-2 products. A "
        "folder stands for all rasters in it and in the folders below it, without masks and "
        "rasters of classes that lie beside images.",
    )
    add_image_folder(
        alg, FOLDER, "Folder of rasters", "A folder with many images, in place of a list."
    )


def add_image_folder(alg: TilewrightAlgorithm, name: str, label: str, help_text: str) -> None:
    """A folder of images, and folders below it."""
    alg.add(
        QgsProcessingParameterFile(
            name, tr(label), QgsProcessingParameterFile.Behavior.Folder, optional=True
        ),
        help_text,
    )


def add_name_filter(alg: TilewrightAlgorithm, help_text: str = NAMES_HELP) -> None:
    """Which files of folders are taken."""
    alg.add(QgsProcessingParameterString(FILTER, tr("Names to take"), optional=True), help_text)


def add_batch_outputs(alg: TilewrightAlgorithm, help_text: str) -> None:
    """Where the rasters of many images go, and what is told of them."""
    alg.add(
        QgsProcessingParameterFolderDestination(
            OUTPUT_FOLDER, tr("Folder for several rasters"), optional=True, createByDefault=False
        ),
        help_text + " An image that fails is named, and the others go on. Run again, and only "
        "what is missing is made.",
    )
    alg.add(
        QgsProcessingParameterBoolean(
            OVERWRITE, tr("Replace earlier rasters"), False, optional=True
        ),
        "Makes all images anew, and replaces what is in the folder under their names. Otherwise "
        "rasters made of the same files in the same way are kept, and no other is touched.",
        advanced=True,
    )
    alg.addOutput(QgsProcessingOutputMultipleLayers(RASTERS, tr("Rasters in the folder")))
    alg.addOutput(QgsProcessingOutputNumber("DONE_COUNT", tr("Images made now")))
    alg.addOutput(QgsProcessingOutputNumber("WHOLE_COUNT", tr("Images that were there")))
    alg.addOutput(QgsProcessingOutputNumber("FAILED_COUNT", tr("Images that failed")))
    alg.addOutput(QgsProcessingOutputString("FAILED", tr("Why images failed, as JSON")))
