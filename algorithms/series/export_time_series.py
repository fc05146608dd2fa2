"""Export Time Series."""

from __future__ import annotations

from qgis.core import (
    QgsProcessing,
    QgsProcessingOutputFile,
    QgsProcessingOutputNumber,
    QgsProcessingOutputString,
    QgsProcessingParameterBoolean,
    QgsProcessingParameterFeatureSource,
    QgsProcessingParameterField,
    QgsProcessingParameterFolderDestination,
    QgsProcessingParameterRasterLayer,
    QgsRasterLayer,
)

from ...core.series_export.sample import FLAG, UNUSABLE
from ...core.series_export.writers import NPZ, SERIES_FORMATS
from ..base.algorithm import TilewrightAlgorithm
from ..base.parameters import (
    add_scheduler_parameter,
    choices_help,
    double_parameter,
    enum_parameter,
    integer_parameter,
)
from ..base.values import Values
from ..base.words import tr
from ..labels.parcel_parameters import add_parcel_parameters
from ..rasters.raster_list import read_raster_list
from ..rasters.source import read_raster_input
from ..scenes.scene_parameters import SCENES
from ..services.service_input import is_service
from ..services.service_parameters import add_service_parameters
from .read_images import LISTS
from .scene_images import SceneImages
from .series_parameters import MASK_LISTS, add_series_parameters
from .series_run import SeriesRun

OUTPUT = "OUTPUT"


class ExportTimeSeriesAlgorithm(TilewrightAlgorithm):
    """Writes windows of many dates as arrays, with labels."""

    ID = "exporttimeseries"
    NAME = "Export time series"
    GROUP_ID = "export"
    GROUP = "Export"
    TAGS = ("time series", "sits", "dates", "crop", "sentinel-2", "npz", "zarr", "deep learning")
    HELP = (
        "Cuts images of many dates into windows and writes a dataset of time series: a sample a "
        "tile of a layer, or one a parcel with the parcel in its middle. A sample holds the pixels "
        "of all dates, the dates with their shares of valid and cloudy pixels, and labels, parcel "
        "numbers and conflicts when there are label polygons. Images of several grids are laid "
        "over each other."
    )

    def initAlgorithm(self, config=None) -> None:
        add_series_parameters(self)
        self.add(
            QgsProcessingParameterFeatureSource(
                "TILES",
                tr("Tiles"),
                [QgsProcessing.SourceType.TypeVectorPolygon],
                optional=True,
            ),
            "A tile layer, made from the finest of the images: one sample a tile.",
        )
        self.add(
            QgsProcessingParameterField(
                "SPLIT_FIELD",
                tr("Field with the split"),
                parentLayerParameterName="TILES",
                optional=True,
            ),
            "The field of the tile layer that says train, val or test. Empty: no split.",
        )
        self._add_parcels()
        add_parcel_parameters(self, optional=True)
        self.add(
            QgsProcessingParameterRasterLayer("LABEL_RASTER", tr("Label raster"), optional=True),
            "A raster of classes or measured values instead of label polygons, on any pixel grid.",
        )
        self.add(
            integer_parameter(
                "SCALE_FACTOR", "Label pixels an image pixel, along a side", 1, 1, 16
            ),
            "1 puts labels on the images' finest pixels; 4 makes labels of 2.5 m on 10 m.",
            advanced=True,
        )
        self.add(
            QgsProcessingParameterBoolean(
                "SKIP_UNLABELLED", tr("Leave out windows without a label"), False
            ),
            "Windows of which no pixel has a label are listed as rejected.",
        )
        self._add_label_arrays()
        self._add_samples()
        self._add_files()
        self.add(
            QgsProcessingParameterFolderDestination(OUTPUT, tr("Dataset folder")),
            "Where the dataset goes: a new or empty folder.",
        )
        self.addOutput(QgsProcessingOutputNumber("TILE_COUNT", tr("Samples exported")))
        self.addOutput(QgsProcessingOutputNumber("SKIPPED_COUNT", tr("Windows left out")))
        self.addOutput(QgsProcessingOutputNumber("FAILED_COUNT", tr("Samples not read")))
        self.addOutput(QgsProcessingOutputNumber("REQUEST_COUNT", tr("Requests to services")))
        self.addOutput(QgsProcessingOutputNumber("DATE_COUNT", tr("Dates")))
        self.addOutput(QgsProcessingOutputFile("MANIFEST", tr("Manifest (tiles.csv)")))
        self.addOutput(QgsProcessingOutputString("SIZES", tr("Sizes of parcels, as JSON")))
        self.addOutput(QgsProcessingOutputString("VERTICES", tr("Vertices of parcels, as JSON")))
        self.addOutput(QgsProcessingOutputNumber("ESTIMATED_BYTES", tr("Bytes of a dry run")))

    def _add_parcels(self) -> None:
        self.add(
            QgsProcessingParameterFeatureSource(
                "PARCELS",
                tr("Parcels"),
                [QgsProcessing.SourceType.TypeVector],
                optional=True,
            ),
            "Polygons instead of tiles: one sample a polygon, with the polygon in the middle, and "
            "all other pixels background in its labels unless KEEP_NEIGHBOURS. Tables are read as "
            "for label polygons.",
        )
        for name, text, help_text in (
            (
                "PARCEL_LABEL_FIELD",
                "Field with the parcel's class",
                "The field of the parcels with the class or measurement. Empty: ground_truth.",
            ),
            (
                "PARCEL_ID_FIELD",
                "Field with the parcel's name",
                "The field of the parcels that samples are called by. Empty: they are numbered.",
            ),
            (
                "PARCEL_SPLIT_FIELD",
                "Field with the parcel's split",
                "The field of the parcels that says train, val or test. Empty: no split.",
            ),
        ):
            self.add(
                QgsProcessingParameterField(
                    name, tr(text), parentLayerParameterName="PARCELS", optional=True
                ),
                help_text,
            )
        self.add(
            integer_parameter("WINDOW", "Size of a parcel's window (pixels)", None, 1, 4096),
            "Width and height of the samples of parcels. Empty: the least multiple of 8 that holds "
            "nine parcels out of ten; the log shows how large they are and how many vertices "
            "they have.",
        )
        self.add(
            QgsProcessingParameterBoolean(
                "KEEP_NEIGHBOURS", tr("Labels of neighbours in a window"), False, optional=True
            ),
            "Whether other parcels in a parcel's window keep their labels and numbers. False: they "
            "are background.",
            advanced=True,
        )

    def _add_label_arrays(self) -> None:
        for name, text, help_text in (
            (
                "RATIOS",
                "Write the coverage of each pixel",
                "Adds the array ratios: the share of each pixel that its polygon covers, 0 to 1.",
            ),
            (
                "DISTANCES",
                "Write distances to the edge",
                "Adds the array distances: how many pixels the middle of each pixel is from the "
                "edge of its polygon; below 0 outside of it, NaN without polygon.",
            ),
        ):
            self.add(
                QgsProcessingParameterBoolean(name, tr(text), False, optional=True),
                help_text + " Not for a label raster.",
                advanced=True,
            )

    def _add_samples(self) -> None:
        self.add(
            enum_parameter("UNUSABLE_DATES", "Unusable dates", UNUSABLE, FLAG),
            choices_help(
                "A date is usable in a window when it holds something, and enough, and is not too "
                "cloudy. FLAG keeps all dates and says in the array usable which are. DROP leaves "
                "the others out, so that samples differ in length.",
                UNUSABLE,
            ),
        )
        self.add(
            double_parameter("MAX_CLOUD", "Largest cloudy share of a date (%)", 100, 0, 100),
            "Dates with a larger share of cloudy pixels in a window are not usable there.",
        )
        self.add(
            double_parameter("MIN_VALID", "Least share of valid pixels of a date (%)", 0, 0, 100),
            "Dates with fewer valid pixels in a window are not usable there, nor are empty ones.",
            advanced=True,
        )
        self.add(
            QgsProcessingParameterBoolean(
                "PIXEL_MASKS", tr("Write the state of each pixel"), False
            ),
            "Adds the array masks (dates, height, width): 0 clear, 1 cloudy, 2 without a value.",
            advanced=True,
        )

    def _add_files(self) -> None:
        self.add(
            enum_parameter("FORMAT", "Format", SERIES_FORMATS, NPZ),
            choices_help(
                "NPZ: a NumPy archive a sample. ZARR: a zipped Zarr group a sample, a date in a "
                "chunk. GTIFF: a folder a sample with a GeoTIFF a date.",
                SERIES_FORMATS,
            ),
        )
        self.add(
            QgsProcessingParameterBoolean("COMPRESS", tr("Compress"), True),
            "Compress without loss: smaller files, which take longer to write and read.",
            advanced=True,
        )
        self.add(
            QgsProcessingParameterBoolean("DRY_RUN", tr("Dry run"), False),
            "Only tell what would be written: dates, samples, bytes, and how large parcels are.",
            advanced=True,
        )
        self.add(
            QgsProcessingParameterBoolean("RESUME", tr("Resume an interrupted export"), False),
            "Finish an export of the same inputs and parameters into the same folder.",
            advanced=True,
        )
        self.add(
            QgsProcessingParameterBoolean("OVERWRITE", tr("Replace an earlier dataset"), False),
            "Replace a dataset in the folder. The earlier one stays until the new one is complete.",
            advanced=True,
        )
        self.add(
            integer_parameter("WORKERS", "Threads", None, 1, 256),
            "How many threads work at once. Empty: one per processor, at most 8.",
            advanced=True,
        )
        add_scheduler_parameter(self)
        add_service_parameters(self)

    def take_inputs(self, values: Values) -> None:
        # A folder is searched later, with those in it.
        layers = values.layers(LISTS[0])
        is_asked = any(isinstance(one, QgsRasterLayer) and is_service(one) for one in layers)
        # Services have bands as scenes have them, and no files to be named by.
        given = values.overridden({LISTS[0]: None, SCENES: layers}) if is_asked else values
        scenes = SceneImages(given, LISTS)
        is_list = bool(layers) or not values.file(LISTS[1])
        left_out, rasters = scenes.left_out, []
        if is_list and not scenes.scenes:
            rasters = read_raster_list(given, LISTS, left_out.add)
        masks = read_raster_list(values, MASK_LISTS)
        has_labels = values.is_given("LABEL_RASTER")
        label_raster = read_raster_input(values, "LABEL_RASTER") if has_labels else None
        self._run = SeriesRun(rasters, masks, label_raster, scenes)

    def compute(self, values: Values) -> dict:
        return self._run.run(values)
