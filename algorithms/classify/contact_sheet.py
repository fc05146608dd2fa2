"""Contact Sheet."""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory

from qgis.core import (
    QgsProcessing,
    QgsProcessingOutputNumber,
    QgsProcessingParameterBoolean,
    QgsProcessingParameterFile,
    QgsProcessingParameterFileDestination,
    QgsProcessingParameterMultipleLayers,
    QgsProcessingParameterString,
)

from ...core.errors import ExportError
from ...core.files.whole import whole_file
from ...core.report.contact_sheet import draw_sheet
from ...core.report.pictures import dataset_rows
from ..base.algorithm import TilewrightAlgorithm
from ..base.dependencies import NEEDED, installation_help, missing_packages
from ..base.parameters import double_parameter, integer_parameter
from ..base.values import Values
from ..base.words import tr
from ..batch.batch_parameters import add_image_folder, add_name_filter
from .sheet_images import (
    CLASS_FOLDER,
    CLASS_RASTERS,
    IMAGES,
    IMAGES_FOLDER,
    draw_rows,
    read_sheet_images,
)

DATASET = "DATASET"
OUTPUT = "OUTPUT"


class ContactSheetAlgorithm(TilewrightAlgorithm):
    """Puts small pictures of many images on one sheet."""

    ID = "contactsheet"
    NAME = "Contact sheet"
    GROUP_ID = "classify"
    GROUP = "Classify"
    TAGS = ("contact sheet", "gallery", "overview", "compare", "montage", "thumbnails")
    HELP = (
        "Puts small pictures on one sheet, in rows and columns with captions. "
        "Give images, class rasters to see above them in their own colours, or the folder of a "
        "dataset to see tiles of each class and split at random. Colours are stretched for each "
        "image by itself; those of 8 bits and of classes are shown as they are. Where classes have "
        "names, a key below the pictures tells their colours, and the raster where legends differ. "
        "Folders of images and of class rasters go together by their names."
    )

    def initAlgorithm(self, config=None) -> None:
        self.add(
            QgsProcessingParameterMultipleLayers(
                IMAGES, tr("Images"), QgsProcessing.SourceType.TypeRaster, optional=True
            ),
            "Rasters to show, in order; pictures need no georeferencing. Paletted ones are "
            "shown in their colours.",
        )
        self.add(
            QgsProcessingParameterMultipleLayers(
                CLASS_RASTERS,
                tr("Class rasters"),
                QgsProcessing.SourceType.TypeRaster,
                optional=True,
            ),
            "Class rasters to show above the images, the first above the first, as many as there "
            "are images.",
        )
        add_image_folder(
            self,
            IMAGES_FOLDER,
            "Folder of images",
            "A folder whose rasters are shown, with those of the folders below it, in place of a "
            "list.",
        )
        add_image_folder(
            self,
            CLASS_FOLDER,
            "Folder of class rasters",
            "A folder of class rasters, such as Classify raster fills. Each is shown above the "
            "image of the same name; what has no other is left out and named.",
        )
        add_name_filter(self)
        self.add(
            QgsProcessingParameterFile(
                DATASET,
                tr("Dataset folder"),
                QgsProcessingParameterFile.Behavior.Folder,
                optional=True,
            ),
            "A dataset to show tiles of, instead of images: a row a class and split, in the order "
            "of the class numbers, with the colour of the class. "
            "Datasets of time series are not shown.",
        )
        self._add_look()
        self.add(
            QgsProcessingParameterFileDestination(
                OUTPUT, tr("Contact sheet"), fileFilter="PNG (*.png)"
            ),
            "The PNG file to write.",
        )
        self.addOutput(QgsProcessingOutputNumber("PICTURE_COUNT", tr("Pictures")))

    def _add_look(self) -> None:
        """What is shown of each image, and how."""
        self.add(
            QgsProcessingParameterString("BANDS", tr("Bands"), optional=True),
            "Numbers of the bands that are shown as red, green and blue, such as 4,3,2. Empty: the "
            "first three. For images.",
        )
        self.add(
            integer_parameter("COLUMNS", "Columns", 8, 1, 100),
            "Pictures beside each other.",
        )
        self.add(
            integer_parameter("CELL", "Size of a picture (pixels)", 160, 16, 2000),
            "Width and height that each picture is scaled to fit.",
        )
        self.add(
            QgsProcessingParameterBoolean("CAPTIONS", tr("Captions"), True),
            "Whether names stand below the pictures, and a key of the classes below them all.",
            advanced=True,
        )
        self.add(
            integer_parameter("SEED", "Seed", 0, 0),
            "Another number gives another random choice of tiles, the same one every time.",
            advanced=True,
        )
        self.add(
            double_parameter("NODATA", "Extra nodata value", decimals=6),
            "A value to treat as nodata in images besides their own, for rasters that forgot to "
            "tag theirs; often 0.",
            advanced=True,
        )

    def canExecute(self):
        missing = missing_packages((*NEEDED, "PIL"))
        return (False, installation_help(missing)) if missing else (True, "")

    def take_inputs(self, values: Values) -> None:
        self._images, self._classes = read_sheet_images(values)

    def compute(self, values: Values) -> dict:
        folder = values.file(DATASET)
        output = values.output_file(OUTPUT)
        if not output.lower().endswith(".png"):
            raise ExportError(
                "{output} is to be a PNG; give it a name that ends in .png.", output=output
            )
        cell = values.integer("CELL")
        columns = values.integer("COLUMNS")
        if bool(folder) == bool(self._images or self._classes):
            raise ExportError("Give either images or a {DATASET}; both or none are given.")
        if folder:
            rows = dataset_rows(
                folder,
                columns,
                values.integer("SEED"),
                cell,
                values.flag("CAPTIONS"),
                lambda fraction: values.feedback.setProgress(100 * fraction),
                values.feedback.isCanceled,
            )
        else:
            with TemporaryDirectory() as place:
                lists = [(self._classes, ("", None))] if self._classes else []
                reading = values.text("BANDS"), values.optional_double("NODATA")
                lists += [(self._images, reading)] if self._images else []
                rows = draw_rows(lists, columns, cell, Path(place), values)
        sheet = draw_sheet(rows, cell)
        with whole_file(output) as part:
            part.write_bytes(sheet)
        return {OUTPUT: output, "PICTURE_COUNT": sum(len(row.pictures) for row in rows)}
