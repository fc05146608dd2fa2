"""Composite."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import ExitStack, closing

from qgis.core import (
    QgsProcessingParameterBand,
    QgsProcessingParameterRasterLayer,
    QgsProcessingParameterString,
)

from ...core.clouds.presets import SCL_CLOUDS
from ...core.clouds.rules import MaskRule
from ...core.errors import RasterError, UnreadableError
from ...core.imagery.composite import (
    BEST,
    MEDIAN,
    METHODS,
    Composite,
    CompositeInput,
    order_inputs,
    write_composite,
)
from ...core.imagery.scenes import find_scenes
from ...core.imagery.titles import title_days
from ...core.message import list_names
from ...core.raster.compare import check_band_counts
from ...core.raster.info import RasterInfo
from ...core.resampling.align import ALIGNMENTS, AUTO, REFERENCE, UNION, common_grid
from ...core.resampling.grid import TargetGrid, grid_of
from ...core.sentinel2.names import RESOLUTIONS
from ..base.algorithm import TilewrightAlgorithm
from ..base.parameters import (
    ALL_BANDS,
    choices_help,
    double_parameter,
    enum_parameter,
)
from ..base.values import Values
from ..base.words import tr
from ..clouds.cloud_parameters import add_code_parameters
from ..outputs.rasters import add_raster_output, read_raster_outputs
from ..outputs.show_image import show_image
from ..rasters.differences import add_differences_parameter
from ..rasters.list_folder import without_classes
from ..rasters.raster_list import add_raster_list, list_rasters, read_raster_list
from ..rasters.source import log_bands, read_raster_input
from ..rasters.warn_of_pixels import warn_of_fill, warn_of_unused_rule
from ..scenes.left_out import LeftOutScenes
from ..scenes.read_scenes import cloud_raster, read_scenes
from ..scenes.scene_parameters import SCENE_TABLE, add_scene_table, add_skip_parameter
from .composite_inputs import (
    DateInput,
    describe_dates,
    is_broken_product,
    open_inputs,
    take_products,
)
from .composite_rasters import take_rasters
from .composite_scenes import take_scenes
from .readable import that_can_be_opened, that_can_be_read, without_broken

_LISTS = ("RASTERS", "FOLDER")
_MASK_LISTS = ("MASKS", "MASK_FOLDER")
TEMPLATE = "TEMPLATE"


class CompositeAlgorithm(TilewrightAlgorithm):
    """The cloud-free image of a season or a year."""

    ID = "composite"
    NAME = "Composite of many dates"
    GROUP_ID = "imagery"
    GROUP = "Imagery"
    TAGS = ("composite", "median", "mosaic", "cloud-free", "season", "time series", "sentinel-2")
    HELP = (
        "Makes one image out of images of many dates, pixel by pixel, without clouds. Clouds are "
        "told by mask rasters, one a date, or by the scene classification of Sentinel-2 products. "
        "Images on other pixel grids are brought to that of the first one or of a template. The "
        "images are read block by block, so that many of them need little memory."
    )

    OUTPUT = "OUTPUT"
    COUNT_BAND = "COUNT_BAND"

    def initAlgorithm(self, config=None) -> None:
        add_raster_list(
            self,
            _LISTS,
            ("Rasters, one a date", "Folder of Sentinel-2 products or rasters"),
            (
                "The images. All must have the same bands, which may be one file each.",
                "A folder that is searched for Sentinel-2 products (.SAFE folders and zip files), "
                "or else for rasters, instead. Products are read as Load Sentinel-2 Product does.",
            ),
            is_told=True,
        )
        add_scene_table(
            self,
            "A table with a row for each image, in place of RASTERS and FOLDER: that of Search "
            "Catalogue or Select Products. Items of a catalogue are read as the values that it "
            "tells, and masked by their scene classification.",
        )
        add_skip_parameter(self)
        add_raster_list(
            self,
            _MASK_LISTS,
            ("Cloud masks, one a raster", "Folder of cloud masks"),
            (
                "Rasters that tell the clouds of each image, on any pixel grid. Dates in the names "
                "tell which belongs to which; else it is the order.",
                "A folder whose rasters are the cloud masks, instead.",
            ),
        )
        add_code_parameters(
            self, "VALUES", "BITS", "the masks", f" Empty for Sentinel-2 products: {SCL_CLOUDS}."
        )
        self._add_choices()
        self._add_reading()
        self._add_outputs()

    def _add_choices(self) -> None:
        self.add(
            enum_parameter("METHOD", "Method", METHODS, MEDIAN),
            choices_help(
                "MEDIAN and MEAN of the clear dates, each band by itself. FIRST: all bands of the "
                "earliest clear date (of rasters without dates: the first in order). BEST: the "
                "same from the image with the most clear pixels, then the next.",
                METHODS,
            ),
        )
        self.add(
            QgsProcessingParameterString("BANDS", tr("Bands"), optional=True),
            "Band numbers, for example 3,2,1; of Sentinel-2 products and of files of one band each "
            "names, for example B04,B03,B02." + ALL_BANDS,
        )
        resolutions = [str(r) for r in RESOLUTIONS]
        self.add(
            enum_parameter(
                "RESOLUTION", "Resolution of Sentinel-2 products (m)", resolutions, "10"
            ),
            choices_help("Pixel size at which products are read, in metres.", resolutions),
            advanced=True,
        )

    def _add_reading(self) -> None:
        # QGIS refuses a band that is left out unless it is optional, whatever its default.
        self.add(
            QgsProcessingParameterBand(
                "MASK_BAND", tr("Band of the cloud masks"), 1, _MASK_LISTS[0], optional=True
            ),
            "The band of the cloud masks.",
            advanced=True,
        )
        self.add(
            double_parameter("NODATA", "Extra nodata value", decimals=6),
            "A value to treat as nodata besides the rasters' own, for rasters that forgot to tag "
            "theirs; often 0.",
            advanced=True,
        )
        self.add(
            enum_parameter("RESAMPLING", "Resampling", ALIGNMENTS, AUTO),
            choices_help(
                "For images on other grids. AUTO averages finer pixels and is bilinear between "
                "coarser or shifted ones. Masks are always NEAREST.",
                ALIGNMENTS,
            ),
            advanced=True,
        )
        self.add(
            QgsProcessingParameterRasterLayer(TEMPLATE, tr("Template"), optional=True),
            "A raster whose pixel grid and extent the result takes. Empty: the pixel grid of the "
            "first image, over the ground of all.",
            advanced=True,
        )
        add_differences_parameter(self)
        self.add(
            QgsProcessingParameterString("DATE_PATTERN", tr("Date pattern"), optional=True),
            "How dates are written in file names, for example img_%Y%j with %Y (year), %m, %d, %j "
            "(day of the year). Empty: 20210908, 2021-09-08, 2021251 and Landsat's are known.",
            advanced=True,
        )

    def _add_outputs(self) -> None:
        add_raster_output(
            self,
            self.OUTPUT,
            "Composite",
            "The image: floating-point numbers, NaN where no date is clear. Scale and offset of "
            "the rasters, if they have some, are applied.",
        )
        add_raster_output(
            self,
            self.COUNT_BAND,
            "Number of clear dates",
            "A raster that counts how many dates are clear at each pixel.",
            is_optional=True,
        )

    def take_inputs(self, values: Values) -> None:
        has_table = values.is_given(SCENE_TABLE)
        left_out = self._left_out = LeftOutScenes(values)
        self._scenes = []
        if has_table:
            self._scenes = read_scenes(values, _LISTS[0], left_out=left_out, asks=False)
        self._masks_of_scenes = [cloud_raster(scene, values) for scene in self._scenes]
        self._folder = values.file(_LISTS[1])
        if self._scenes and self._folder:
            raise RasterError("{FOLDER} and {SCENE_TABLE} are both given; give one of them.")
        # Folders may hold many products, and need no layers: they are searched later.
        is_list = not self._scenes and (bool(values.layers(_LISTS[0])) or not self._folder)
        self._rasters = read_raster_list(values, _LISTS, left_out.add) if is_list else []
        self._masks = read_raster_list(values, _MASK_LISTS)
        is_given = values.is_given(TEMPLATE)
        self._template = read_raster_input(values, TEMPLATE) if is_given else None

    def compute(self, values: Values) -> dict:
        dates, rule = self._take_dates(values)
        if not dates:
            raise RasterError(
                "There is nothing to make a composite of; give {RASTERS} or {FOLDER}."
            )
        if self._left_out.skips:
            dates = that_can_be_read(dates, self._left_out, values)
        try:
            return self._compose(dates, rule, values)
        except UnreadableError:
            # Says of all which cannot be read.
            that_can_be_read(dates, self._left_out, values)
            raise

    def _compose(self, dates: Sequence[DateInput], rule: MaskRule | None, values: Values) -> dict:
        """Write the image of some dates."""
        read = [path for date in dates for path in date.paths]
        read += [item.path for item in self._masks]
        output, counts = read_raster_outputs(values, (self.OUTPUT, self.COUNT_BAND), read)
        with ExitStack() as stack:
            inputs = open_inputs(dates, stack)
            composite = self._plan(inputs, rule, values)
            for text in composite.describe():
                values.info(text)
            write_composite(
                output,
                counts,
                composite,
                describe_dates(composite.method, dates),
                progress=lambda f: values.feedback.setProgress(100 * f),
            )
            shown = dict.fromkeys(item.source.info.name for item in inputs)
            warn_of_fill([composite.watch], list_names(shown, 2), values)
        title = " ".join(filter(None, (tr("Composite"), title_days([d.date for d in dates]))))
        names = " ".join(date.name for date in dates)
        show_image(values, self.OUTPUT, output, title, composite.band_names, names)
        results = {self.OUTPUT: output}
        if counts:
            results[self.COUNT_BAND] = counts
        return results

    def _take_dates(self, values: Values) -> tuple[list[DateInput], MaskRule | None]:
        rasters = self._rasters
        if self._scenes:
            return take_scenes(values, self._scenes, self._masks_of_scenes, self._masks)
        if not rasters and self._folder:
            pattern = values.text("DATE_PATTERN") or None
            scenes = find_scenes(self._folder, pattern, values.feedback.isCanceled)
            products = [scene for scene in scenes if scene.product or is_broken_product(scene)]
            if products:
                products = without_broken(products, self._left_out, values)
                return take_products(values, products, self._masks)
            rasters = list_rasters(self._folder, _LISTS[1])
            kept = set(without_classes([item.path for item in rasters], self._folder, values))
            rasters = [item for item in rasters if item.path in kept]
        rasters = that_can_be_opened(rasters, self._left_out, values)
        return take_rasters(values, rasters, self._masks)

    def _plan(
        self, inputs: Sequence[CompositeInput], rule: MaskRule | None, values: Values
    ) -> Composite:
        infos = [item.source.info for item in inputs]
        log_bands(infos, values)
        check_band_counts(infos)
        if values.is_given("VALUES") or values.is_given("BITS"):
            masks = [item.mask for item in inputs if item.mask is not None]
            warn_of_unused_rule(rule, masks, values)
        method = values.choice("METHOD")
        grid = self._grid(infos)
        ordered = order_inputs(inputs, method, rule)
        if method == BEST:
            names = ", ".join(item.source.info.name for item in ordered[:3])
            values.info("Most clear pixels, in this order: {names} ...", names=names)
        is_cancelled = values.feedback.isCanceled
        return Composite(ordered, grid, method, rule, values.choice("RESAMPLING"), is_cancelled)

    def _grid(self, infos: Sequence[RasterInfo]) -> TargetGrid:
        if self._template is None:
            return common_grid(infos, grid_of(infos[0]), UNION)
        with closing(self._template.open()) as source:
            return common_grid(infos, grid_of(source.info), REFERENCE)
