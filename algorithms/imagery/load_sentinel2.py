"""Load Sentinel-2 Product."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextlib import closing
from pathlib import Path

from qgis.core import (
    QgsCoordinateReferenceSystem,
    QgsProcessingOutputString,
    QgsProcessingParameterExtent,
    QgsProcessingParameterFile,
    QgsProcessingParameterString,
)

from ...core.errors import RasterError
from ...core.geotiff.write import check_target
from ...core.imagery.titles import title_product
from ...core.message import Message
from ...core.resampling.align import ALIGNMENTS, AUTO
from ...core.resampling.grid import TargetGrid
from ...core.sentinel2.names import RESOLUTIONS, SCL_CLASSES, SCL_COLORS, TCI, read_band_names
from ...core.sentinel2.product import Sentinel2Product, open_product
from ...core.sentinel2.product_source import (
    ProductSource,
    choose_bands_of,
    part_of_grid,
    product_grid,
)
from ...core.sentinel2.scale import choose_scale
from ...core.sentinel2.vrt import write_reflectance_vrt
from ...core.sentinel2.write import (
    check_classification,
    write_classification,
    write_picture,
    write_reflectances,
)
from ..base.algorithm import TilewrightAlgorithm
from ..base.parameters import choices_help, double_parameter, enum_parameter
from ..base.values import Values
from ..base.words import tr
from ..inputs.area_names import refuse_two_areas
from ..inputs.metric_area import add_area_parameters, area_reader, has_area
from ..outputs.rasters import add_raster_output, read_raster_outputs
from ..outputs.show_image import show_image
from ..outputs.style_classes import finish_class_raster

# Processing imports it where there is a window; its own field chooses folders alone.
_PRODUCT_FIELD = f"{__package__.partition('.')[0]}.ui.toolbox.product_field.ProductWidget"
EXTENT = "EXTENT"
# With more pixels below zero than this, something else than the sea is dark.
_MANY_NEGATIVE = 0.1
# Of the progress, where the scene classification is written as well.
_IMAGE_SHARE = 0.8


class LoadSentinel2Algorithm(TilewrightAlgorithm):
    """Reads a product right: offset, quantification, nodata, resolutions."""

    ID = "loadsentinel2"
    NAME = "Load Sentinel-2 product"
    GROUP_ID = "imagery"
    GROUP = "Imagery"
    TAGS = ("sentinel-2", "safe", "reflectance", "L1C", "L2A", "offset", "SCL", "bands")
    HELP = (
        "Turns a Sentinel-2 product into one raster of reflectances. Offset and quantification "
        "come from the product's metadata, so that products of before and after processing "
        "baseline 04.00 (January 2022) fit together. 0 is nodata and 65535 is saturated; both "
        "become nodata (NaN). A name that ends in .vrt writes a small virtual raster instead, "
        "which keeps the numbers of the files and tells QGIS scale and offset."
    )

    INPUT = "INPUT"
    OUTPUT = "OUTPUT"
    SCL = "SCL"

    def initAlgorithm(self, config=None) -> None:
        product = QgsProcessingParameterFile(
            self.INPUT,
            tr("Product (.SAFE folder or .zip)"),
            QgsProcessingParameterFile.Behavior.Folder,
        )
        product.setMetadata({"widget_wrapper": {"class": _PRODUCT_FIELD}})
        self.add(
            product,
            "A product as ESA delivers it, Level-1C or Level-2A: the .SAFE folder or its zip file, "
            "which is not unpacked; MTD_MSIL2A.xml or MTD_MSIL1C.xml in the folder stands for it. "
            "Cut-down products will do: some bands, some resolutions, no metadata.",
        )
        resolutions = [str(r) for r in RESOLUTIONS]
        self.add(
            enum_parameter("RESOLUTION", "Resolution (m)", resolutions, "10"),
            choices_help("Size of the pixels in metres.", resolutions),
        )
        self.add(
            QgsProcessingParameterString("BANDS", tr("Bands"), optional=True),
            "Names in the order they are written, for example B04,B03,B02,B08. TCI alone gives the "
            "true-colour image. Empty: all bands that the product has at this resolution or finer.",
        )
        self._add_place()
        self._add_reading()
        self._add_outputs()

    def _add_reading(self) -> None:
        self.add(
            double_parameter("OFFSET", "Offset, set by hand", decimals=4),
            "What is added to the numbers in the files before they are divided: -1000 from "
            "processing baseline 04.00 on, 0 before. Empty: from the metadata, else from the "
            "product's name. It replaces the metadata's and is never added to it; set 0 if the "
            "product was harmonised already.",
            advanced=True,
        )
        self.add(
            double_parameter("QUANTIFICATION", "Quantification, set by hand", None, 0, decimals=4),
            "What the sum is divided by. Empty: from the metadata, else 10000.",
            advanced=True,
        )
        self.add(
            enum_parameter("RESAMPLING", "Resampling of other resolutions", ALIGNMENTS, AUTO),
            choices_help(
                "How bands of another resolution get the pixel size. AUTO averages finer pixels "
                "and is bilinear between coarser ones. The scene classification is always NEAREST.",
                ALIGNMENTS,
            ),
            advanced=True,
        )
        self.add(
            QgsProcessingParameterString("TILE", tr("Tile"), optional=True),
            "Which tile to take, for example 31TCJ, where a product holds several (before December "
            "2016).",
            advanced=True,
        )

    def _add_place(self) -> None:
        self.add(
            QgsProcessingParameterExtent(EXTENT, tr("Extent"), optional=True),
            "The part of the product that is loaded: a rectangle in any coordinate system, in "
            "whole pixels of the resolution. Empty: all of it, or the part around the area of "
            "interest.",
        )
        add_area_parameters(self)

    def _add_outputs(self) -> None:
        add_raster_output(
            self,
            self.OUTPUT,
            "Reflectances",
            "The raster: float32 reflectances, 1 being all light, with the bands' names; or a "
            "virtual raster when its name ends in .vrt.",
        )
        add_raster_output(
            self,
            self.SCL,
            "Scene classification",
            "The scene classification (SCL) of a Level-2A product on the same pixels, with names "
            "and colours: a cloud mask for Mask Cloudy Tiles by Raster and for Composite.",
            is_optional=True,
        )
        self.addOutput(QgsProcessingOutputString("DATE", tr("Date of the image")))
        self.addOutput(QgsProcessingOutputString("BASELINE", tr("Processing baseline")))

    def compute(self, values: Values) -> dict:
        product = open_product(values.text(self.INPUT), values.text("TILE"))
        resolution = int(values.choice("RESOLUTION"))
        asked = read_band_names(values.text("BANDS"))
        files = product.files.values()
        output, scl = read_raster_outputs(values, (self.OUTPUT, self.SCL), files)
        if scl:
            check_classification(product)
            check_target(scl)
        date = product.date.isoformat() if product.date else ""
        values.info(
            "{product}: level {level}, tile {tile}, date {date}, processing baseline {baseline}.",
            product=product.name,
            level=product.level or Message("unknown"),
            tile=product.tile or Message("unknown"),
            date=date or Message("unknown"),
            baseline=product.baseline or Message("unknown"),
        )
        if TCI in asked and len(asked) > 1:
            raise RasterError("TCI is a picture of 8 bits and no reflectance; load it by itself.")
        bands = choose_bands_of(product, asked, resolution)
        grid = _read_part(values, product, resolution)
        share = _IMAGE_SHARE if scl else 1.0
        is_cancelled = values.feedback.isCanceled

        def progress(fraction: float) -> None:
            values.feedback.setProgress(100 * share * fraction)

        if TCI in asked:
            done = write_picture(
                output, product, resolution, progress=progress, is_cancelled=is_cancelled, grid=grid
            )
            values.info(done)
        else:
            _write_reflectances(output, product, bands, values, progress, grid)
        results = {self.OUTPUT: output, "DATE": date, "BASELINE": product.baseline}
        shown = [] if TCI in asked else bands
        ending = f"TCI {resolution} m" if TCI in asked else f"{resolution} m"
        show_image(values, self.OUTPUT, output, title_product(product, ending), shown)
        if scl:
            done = write_classification(
                scl,
                product,
                resolution,
                progress=lambda f: values.feedback.setProgress(100 * (share + (1 - share) * f)),
                is_cancelled=is_cancelled,
                grid=grid,
            )
            values.info(done)
            finish_class_raster(values.context, scl, SCL_COLORS, SCL_CLASSES)
            results[self.SCL] = scl
            show_image(values, self.SCL, scl, title_product(product, "SCL"))
        return results


def _read_part(values: Values, product: Sentinel2Product, resolution: int) -> TargetGrid | None:
    """The pixels that are loaded: of the extent, or around the area of interest; None for all.

    Raises:
        GridError: both are given.
        RasterError: the place is elsewhere.
    """
    refuse_two_areas(values, EXTENT)
    grid = product_grid(product, resolution)
    crs = QgsCoordinateReferenceSystem.fromWkt(grid.crs_wkt)
    if values.is_given(EXTENT):
        place = Message("The extent")
        box = values.extent(EXTENT, crs)
        bounds = (box.xMinimum(), box.yMinimum(), box.xMaximum(), box.yMaximum())
    elif has_area(values):
        place = Message("The area of interest")
        bounds = area_reader(values)(crs).bounds
    else:
        return None
    part = part_of_grid(grid, bounds, product.name, place)
    values.info(
        "{width} x {height} of the product's {all_width} x {all_height} pixels are loaded.",
        width=part.width,
        height=part.height,
        all_width=grid.width,
        all_height=grid.height,
    )
    return part


def _write_reflectances(
    output: str,
    product: Sentinel2Product,
    bands: Sequence[str],
    values: Values,
    progress: Callable[[float], None],
    grid: TargetGrid | None,
) -> None:
    scale = choose_scale(
        product, values.optional_double("OFFSET"), values.optional_double("QUANTIFICATION")
    )
    values.info("Reflectance = {scale}.", scale=scale.describe())
    _warn_of_metadata(product, values)
    source = ProductSource(
        product,
        bands,
        int(values.choice("RESOLUTION")),
        scale,
        values.choice("RESAMPLING"),
        values.feedback.isCanceled,
        grid,
    )
    with closing(source):
        for reader in source.readers:
            values.info(reader.describe())
        if Path(output).suffix.lower() == ".vrt":
            write_reflectance_vrt(output, product, source, scale)
            return
        write_reflectances(output, product, source, scale, progress=progress)
        counts = source.counts
    if counts["saturated"]:
        values.info(
            "Saturated pixels (65535) became nodata; {count} were read.", count=counts["saturated"]
        )
    if counts["negative"] > _MANY_NEGATIVE * max(1, counts["valid"]):
        values.warn(
            "{percent:.0f} % of the pixels are below 0. If the product was harmonised already, so "
            "that its numbers hold no offset, run again with {OFFSET}=0.",
            percent=100 * counts["negative"] / counts["valid"],
        )


def _warn_of_metadata(product: Sentinel2Product, values: Values) -> None:
    if product.trouble:
        values.warn("The metadata is left aside: {trouble}", trouble=product.trouble)
    told = product.told.baseline
    if told and product.metadata and product.metadata.baseline not in ("", told):
        values.warn(
            "The name says baseline {told} and the metadata {baseline}; the metadata counts.",
            told=told,
            baseline=product.metadata.baseline,
        )
