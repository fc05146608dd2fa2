"""The export's parameters, shared by Export Tiles and Build Dataset."""

from __future__ import annotations

from qgis.core import (
    QgsProcessing,
    QgsProcessingOutputFile,
    QgsProcessingOutputNumber,
    QgsProcessingParameterBoolean,
    QgsProcessingParameterFile,
    QgsProcessingParameterFolderDestination,
    QgsProcessingParameterMultipleLayers,
    QgsProcessingParameterString,
)

from ...core.export.options import ExportOptions
from ...core.formats import FORMATS
from ...core.layouts import DEFAULT_LAYOUT, LAYOUTS
from ...core.layouts.naming import NAMINGS
from ...core.metadata.choice import CROISSANT, METADATA
from ...core.resampling.resample import RESAMPLINGS
from ...core.scaling.scaling import SCALING_PERS, SCALINGS
from ..base.algorithm import TilewrightAlgorithm
from ..base.parameters import (
    ALL_BANDS,
    add_scheduler_parameter,
    choices_help,
    double_parameter,
    enum_parameter,
    integer_parameter,
)
from ..base.words import tr
from ..objects.balance_parameters import add_balance_parameters
from ..objects.class_order import add_class_order_parameter
from ..objects.companion_rasters import add_companion_parameters
from ..objects.mask_parameters import add_mask_parameters
from ..objects.object_parameters import add_object_parameters
from ..rasters.index_parameters import add_index_parameters
from ..services.limit_tiles import add_limit_parameters
from ..services.service_parameters import add_service_parameters

OUTPUT = "OUTPUT"
RASTER = "RASTER"
VALIDATE = "VALIDATE"
METERS_PER_PIXEL = "METERS_PER_PIXEL"


def add_export_parameters(
    alg: TilewrightAlgorithm, is_output_optional: bool = False, mask_classes: str = "CLASS_MAP"
) -> None:
    """Format, scaling, masks, names and folder; ``mask_classes`` names the masks' class map."""
    _add_image_parameters(alg)
    alg.begin_section("Dataset")
    alg.add(
        enum_parameter(
            "LAYOUT",
            "Layout of the folder",
            list(LAYOUTS),
            DEFAULT_LAYOUT,
            titles={name: layout.title for name, layout in LAYOUTS.items()},
            is_optional=True,
        ),
        choices_help(
            " ".join(f"{layout.name}: {layout.readers}." for layout in LAYOUTS.values()),
            list(LAYOUTS),
        ),
    )
    add_object_parameters(alg)
    add_balance_parameters(alg)
    add_companion_parameters(alg)
    add_mask_parameters(alg, mask_classes)
    add_class_order_parameter(alg)
    _add_scaling_details(alg)
    _add_resampling_parameters(alg)
    _add_work_parameters(alg)
    alg.begin_section("Dataset")
    alg.add(
        QgsProcessingParameterFolderDestination(
            OUTPUT,
            tr("Dataset folder"),
            optional=is_output_optional,
            # A dataset in a temporary folder is gone when QGIS ends.
            createByDefault=not is_output_optional,
        ),
        "Where the dataset goes: a new or empty folder.",
    )


def _add_image_parameters(alg: TilewrightAlgorithm) -> None:
    alg.begin_section("Pictures")
    alg.add(
        enum_parameter(
            "FORMAT",
            "Image format",
            list(FORMATS),
            ExportOptions.format,
            titles={name: spec.title for name, spec in FORMATS.items()},
        ),
        choices_help(
            " ".join(dict.fromkeys(spec.summary for spec in FORMATS.values())),
            list(FORMATS),
        ),
    )
    alg.add(
        QgsProcessingParameterString("BANDS", tr("Bands"), optional=True),
        "Band numbers in the order they are written, for example 3,2,1." + ALL_BANDS + " "
        "With SCALING=NONE, GTIFF and NPY keep an alpha band, too.",
    )
    add_index_parameters(alg)
    alg.add(
        enum_parameter("SCALING", "Scaling to 8 bits", SCALINGS, ExportOptions.scaling),
        choices_help(
            "How values become 0 to 255, the same for all tiles. PERCENTILE fits each band's 2nd "
            "and 98th percentile, MINMAX its extremes, RANGE takes the two values below, STYLE "
            "draws the layer as you see it, NONE keeps the raster's own values and type (for "
            "training on reflectances: with GTIFF or NPY).",
            SCALINGS,
        ),
    )


def _add_scaling_details(alg: TilewrightAlgorithm) -> None:
    alg.begin_section("Pictures")
    alg.add(
        enum_parameter(
            "SCALING_PER",
            "What the scaling is fitted to",
            SCALING_PERS,
            ExportOptions.scaling_per,
            is_optional=True,
        ),
        choices_help(
            "With several scenes and SCALING PERCENTILE or MINMAX. DATASET fits one scaling to all "
            "scenes, SCENE one to each by itself, for scenes of different haze or sensors; "
            "dataset.json tells the range of each, and scenes that are added later are fitted by "
            "themselves.",
            SCALING_PERS,
        ),
        advanced=True,
    )
    for name, label, end in (
        ("SCALE_MIN", "Value that becomes 0, for RANGE", "0"),
        ("SCALE_MAX", "Value that becomes 255, for RANGE", "255"),
    ):
        alg.add(
            QgsProcessingParameterString(name, tr(label), optional=True),
            f"Used by SCALING=RANGE: the value that becomes {end}; one number, or one a band "
            "separated by commas.",
            advanced=True,
        )
    alg.add(
        QgsProcessingParameterFile("STYLE_FILE", tr("Style file"), optional=True, extension="qml"),
        "A QGIS style (.qml) for SCALING=STYLE, needed where the raster is given by its path and "
        "has no style of its own. With several scenes one style draws all: this one, else that of "
        "their layers, which must be alike, else that of the first file.",
        advanced=True,
    )
    alg.add(
        integer_parameter("FILL", "Value of invalid pixels", 0, 0, 255),
        "What invalid pixels become in 8-bit images. Not used where SCALING=NONE keeps the "
        "raster's own values.",
        advanced=True,
    )


def _add_resampling_parameters(alg: TilewrightAlgorithm) -> None:
    alg.add(
        enum_parameter("RESAMPLING", "Resampling", RESAMPLINGS, ExportOptions.resampling),
        choices_help(
            "NONE cuts whole pixels and refuses tiles that are off the pixel grid. The others put "
            "each tile on a pixel grid of its own.",
            RESAMPLINGS,
        ),
        advanced=True,
    )
    alg.add(
        integer_parameter("PIXELS", "Output size (pixels)", None, 1),
        "Width and height of the images; needs a resampling. Of a map service, images of this size "
        "are taken from its nearest pixels, BILINEAR unless another resampling is chosen.",
        advanced=True,
    )
    alg.add(
        double_parameter(METERS_PER_PIXEL, "Output pixel size (m)", None, 0),
        "Ground size of a pixel of the images; needs a resampling. Of a map service, which has "
        "pixels of many sizes, the nearest are asked for, and cut as they are without a "
        "resampling.",
        advanced=True,
    )
    alg.add(
        integer_parameter("QUALITY", "JPEG quality", ExportOptions.quality, 1, 100),
        "From 1 (small files) to 100.",
        advanced=True,
    )
    alg.add(
        QgsProcessingParameterBoolean("COMPRESS", tr("Compress"), ExportOptions.compress),
        "Compress GeoTIFFs without loss. Without it files are larger, and faster to write and "
        "read. Masks are always compressed.",
        advanced=True,
    )


def _add_work_parameters(alg: TilewrightAlgorithm) -> None:
    alg.begin_section("Files and records")
    alg.add(
        enum_parameter("NAMING", "File names", NAMINGS, ExportOptions.naming),
        choices_help(
            "TILE_ID: urban_r00012_c00034.jpg. SEQUENCE: urban_001.jpg, counted in each class in "
            "the order of tile_id, with as many digits as the number of its tiles has.",
            NAMINGS,
        ),
        advanced=True,
    )
    alg.add(
        enum_parameter(
            "METADATA",
            "Records for catalogues",
            METADATA,
            CROISSANT,
            is_optional=True,
            takes_several=True,
        ),
        choices_help(
            "CROISSANT writes croissant.json, by which catalogues and loaders of datasets know "
            "files, columns, splits, place and bands. STAC writes collection.json and, for up to "
            "10 000 tiles, items.json, by which catalogues find tiles by place and day. TDML "
            "writes tdml.json, the training data markup of the OGC. NONE writes no record.",
            METADATA,
        ),
        advanced=True,
    )
    alg.add(
        QgsProcessingParameterString("DATE", tr("Date of the raster"), optional=True),
        "When the raster was taken: a day as 2024-07-15, or the first and the last day as "
        "2024-05-01/2024-09-30. Told by METADATA; STAC needs it. Rasters of Load Sentinel-2 "
        "Product know theirs.",
        advanced=True,
    )
    alg.add(
        QgsProcessingParameterBoolean("RESUME", tr("Resume an interrupted export"), False),
        "Finish an export of the same inputs and parameters into the same folder.",
        advanced=True,
    )
    alg.add(
        QgsProcessingParameterBoolean("OVERWRITE", tr("Replace an earlier dataset"), False),
        "Replace a dataset in the folder. The earlier one stays until the new one is complete; "
        "files that are not part of it stay in any case.",
        advanced=True,
    )
    alg.add(
        QgsProcessingParameterBoolean(VALIDATE, tr("Validate the dataset"), False, optional=True),
        "Read the dataset back as Validate Dataset does, and tell of what is wrong with it.",
        advanced=True,
    )
    alg.add(
        integer_parameter("WORKERS", "Threads", None, 1, 256),
        "How many threads work at once, in long exports with a process each. Empty: one per "
        "processor, at most 8. 1: one thread and no other process.",
        advanced=True,
    )
    add_scheduler_parameter(alg)
    add_limit_parameters(alg)
    add_service_parameters(alg)


def add_export_outputs(alg: TilewrightAlgorithm) -> None:
    """What an export returns besides the folder."""
    alg.addOutput(QgsProcessingOutputNumber("TILE_COUNT", tr("Tiles exported")))
    alg.addOutput(QgsProcessingOutputFile("MANIFEST", tr("Manifest (tiles.csv)")))
    alg.addOutput(QgsProcessingOutputNumber("FAILED_COUNT", tr("Tiles that could not be read")))
    alg.addOutput(
        QgsProcessingOutputNumber(
            "REQUEST_COUNT", tr("Requests to a service, attempts after failed ones not counted")
        )
    )


def add_rejected_parameter(alg: TilewrightAlgorithm) -> None:
    """Rejected layers of earlier steps, for the dataset's ledger."""
    alg.add(
        QgsProcessingParameterMultipleLayers(
            "REJECTED_TILES",
            tr("Rejected tiles of earlier steps"),
            QgsProcessing.SourceType.TypeVectorPolygon,
            optional=True,
        ),
        "Layers of rejected tiles, to be listed with their reasons in tiles.gpkg.",
        advanced=True,
    )
