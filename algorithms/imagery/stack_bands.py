"""Stack Bands."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import ExitStack, closing
from pathlib import Path

from qgis.core import QgsProcessingParameterRasterLayer, QgsProcessingParameterString

from ...core.errors import RasterError
from ...core.imagery.stack import FINEST, REFERENCES, choose_reference, plan_stack, write_stack
from ...core.imagery.titles import title_files
from ...core.message import counted
from ...core.raster.source import RasterSource
from ...core.raster.transient import open_sources
from ...core.resampling.align import ALIGNMENTS, AUTO, EXTENTS
from ...core.resampling.grid import TargetGrid, grid_of
from ...core.run.batches import default_workers
from ..base.algorithm import TilewrightAlgorithm
from ..base.parameters import (
    ALL_BANDS,
    choices_help,
    double_parameter,
    enum_parameter,
)
from ..base.values import Values
from ..base.words import tr
from ..outputs.rasters import add_raster_output, read_raster_outputs
from ..outputs.show_image import show_image
from ..rasters.raster_list import add_raster_list, read_raster_list
from ..rasters.source import log_bands, read_raster_input

_LISTS = ("INPUTS", "FOLDER")
TEMPLATE = "TEMPLATE"


class StackBandsAlgorithm(TilewrightAlgorithm):
    """Many files, one raster."""

    ID = "stackbands"
    NAME = "Stack bands"
    GROUP_ID = "imagery"
    GROUP = "Imagery"
    TAGS = ("stack", "merge", "bands", "composite", "layer stack", "multispectral")
    HELP = (
        "Puts the bands of several files into one raster, on one pixel grid. Files on that grid "
        "keep their pixels; others are resampled, and the log says which and how. Nothing is "
        "guessed: what does not fit is refused with a reason."
    )

    OUTPUT = "OUTPUT"

    def initAlgorithm(self, config=None) -> None:
        add_raster_list(
            self,
            _LISTS,
            ("Rasters", "Folder of rasters"),
            (
                "The rasters, in the order of their bands. Rasters of several bands give all of "
                "them.",
                "A folder whose rasters are taken, by name, instead.",
            ),
        )
        self.add(
            QgsProcessingParameterString("NAMES", tr("Band names"), optional=True),
            "A name a band, separated by commas. Empty: the bands' own names, or the files'.",
        )
        self.add(
            QgsProcessingParameterString("BANDS", tr("Bands of each raster"), optional=True),
            "Band numbers that are taken of each raster, for example 1." + ALL_BANDS,
            advanced=True,
        )
        self.add(
            enum_parameter("REFERENCE", "Pixel grid", REFERENCES, FINEST),
            choices_help(
                "Whose pixel grid and coordinate system the result has: the raster with the finest "
                "pixels, or the first one.",
                REFERENCES,
            ),
        )
        self.add(
            QgsProcessingParameterRasterLayer(TEMPLATE, tr("Template"), optional=True),
            "A raster whose pixel grid is taken instead. It need not be one of the stack.",
            advanced=True,
        )
        self.add(
            enum_parameter("EXTENT", "Extent", EXTENTS, "REFERENCE"),
            choices_help(
                "REFERENCE: the ground of the raster that gives the pixel grid. UNION: that of all "
                "rasters. INTERSECTION: what all share.",
                EXTENTS,
            ),
        )
        self.add(
            enum_parameter("RESAMPLING", "Resampling", ALIGNMENTS, AUTO),
            choices_help(
                "For rasters on other grids. AUTO averages finer pixels, is bilinear between "
                "coarser or shifted ones, and nearest for rasters with a colour table.",
                ALIGNMENTS,
            ),
            advanced=True,
        )
        self.add(
            double_parameter("NODATA", "Nodata value of the result", decimals=6),
            "What stands where a band has no value. Empty: the rasters' own where they agree, else "
            "NaN.",
            advanced=True,
        )
        add_raster_output(self, self.OUTPUT, "Stack", "The raster of all bands, a GeoTIFF.")

    def take_inputs(self, values: Values) -> None:
        self._inputs = read_raster_list(values, _LISTS)
        is_given = values.is_given(TEMPLATE)
        self._template = read_raster_input(values, TEMPLATE) if is_given else None

    def compute(self, values: Values) -> dict:
        if not self._inputs:
            raise RasterError("There is nothing to stack; give {INPUTS} or {FOLDER}.")
        read = [item.path for item in self._inputs]
        (output,) = read_raster_outputs(values, (self.OUTPUT,), read)
        bands = values.text("BANDS")
        makers = [lambda item=item: item.open(bands) for item in self._inputs]
        sources = open_sources(makers, default_workers())
        with ExitStack() as opened:
            for source in sources:
                opened.callback(source.close)
            stack = plan_stack(
                sources,
                self._reference(sources, values),
                values.choice("EXTENT"),
                values.choice("RESAMPLING"),
                _split_names(values.text("NAMES")),
                values.optional_double("NODATA"),
            )
            log_bands([source.info for source in sources], values)
            for note in stack.notes:
                values.info(note)
            for text in stack.warnings:
                values.warn(text)
            write_stack(
                output,
                stack,
                progress=lambda f: values.feedback.setProgress(100 * f),
                is_cancelled=values.feedback.isCanceled,
            )
        names = ", ".join(stack.names)
        values.info(
            counted(
                len(stack.names), "{count} band: {names}.", "{count} bands: {names}.", names=names
            )
        )
        names = [Path(path).name for path in read]
        title = title_files(names)
        show_image(values, self.OUTPUT, output, title, stack.names, " ".join(names))
        return {self.OUTPUT: output}

    def _reference(self, sources: Sequence[RasterSource], values: Values) -> TargetGrid:
        if self._template is None:
            infos = [source.info for source in sources]
            return choose_reference(infos, values.choice("REFERENCE"))
        with closing(self._template.open()) as source:
            return grid_of(source.info)


def _split_names(text: str) -> list[str]:
    return [name.strip() for name in text.split(",")] if text.strip() else []
