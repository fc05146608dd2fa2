"""Stack Bands."""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping, Sequence
from contextlib import ExitStack, closing
from pathlib import Path

from qgis.core import QgsProcessingParameterRasterLayer, QgsProcessingParameterString

from ...core.batch.bands import BandFiles, group_bands
from ...core.batch.names import NameFilter
from ...core.batch.run import BatchImage
from ...core.errors import RasterError
from ...core.imagery.scenes import natural_key
from ...core.imagery.stack import (
    FINEST,
    REFERENCES,
    BandStack,
    choose_reference,
    plan_stack,
    write_stack,
)
from ...core.imagery.titles import title_files
from ...core.message import counted, list_names
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
from ..batch.batch_parameters import FILTER, add_batch_outputs, add_name_filter
from ..batch.read_images import image_of_path, output_folder, output_folders
from ..batch.run_images import run_images, target_of
from ..outputs.rasters import add_raster_output, read_raster_outputs
from ..outputs.show_image import show_image
from ..rasters.list_folder import list_folder
from ..rasters.raster_list import add_raster_list, read_raster_list
from ..rasters.source import RasterInput, log_bands, read_raster_input

_LISTS = ("INPUTS", "FOLDER")
# What a stack depends on beside its files.
_CHOICES = ("NAMES", "BANDS", "REFERENCE", "EXTENT", "RESAMPLING", "NODATA", FILTER)
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
        "guessed: what does not fit is refused with a reason. With a folder for several, each "
        "folder of rasters becomes one stack."
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
                "A folder whose rasters are taken, by name, instead. Of several images: the folder "
                "that holds the folder of each.",
            ),
        )
        add_name_filter(
            self,
            "Names of the files to take, in the order of their bands, such as red,nir. * stands "
            "for any letters, ? for one; the ending may be left out. Where files of several images "
            "share a folder, * stands for the image: *_red,*_nir. Empty: all.",
        )
        self.add(
            QgsProcessingParameterString("NAMES", tr("Band names"), optional=True),
            "A name a band, separated by commas. Empty: the bands' own names, or what "
            "tells their files apart.",
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
        add_raster_output(
            self,
            self.OUTPUT,
            "Stack",
            "The raster of all bands, a GeoTIFF; of one image.",
            is_optional=True,
            is_default=True,
        )
        add_batch_outputs(
            self,
            "The folder for the stacks of several images, one of each folder with rasters, under "
            "its name.",
        )

    def take_inputs(self, values: Values) -> None:
        self._names = NameFilter(values.text(FILTER))
        is_given = values.is_given(TEMPLATE)
        self._template = read_raster_input(values, TEMPLATE) if is_given else None
        self._images = None
        if output_folder(values):
            self._images = self._read_images(values)
        elif not values.raw(self.OUTPUT):
            raise RasterError("Give {OUTPUT}, or {OUTPUT_FOLDER} for several images.")
        else:
            self._inputs = _choose(read_raster_list(values, _LISTS), self._names)

    def _read_images(self, values: Values) -> list[BandFiles]:
        self._inputs = {}
        if values.is_given("FOLDER") and not values.layers("INPUTS"):
            folder = os.path.abspath(values.file("FOLDER"))
            keeps = self._names.keeps if self._names.patterns else None
            others = output_folders(values)
            paths = list_folder(folder, "FOLDER", values, keeps, others, has_masks=True)
        else:
            inputs = read_raster_list(values, _LISTS)
            self._inputs = {i.path: i for i in inputs if self._names.keeps(_below(i.path))}
            paths = list(self._inputs)
            folder = os.path.commonpath([Path(path).parent for path in paths]) if paths else ""
        return group_bands(paths, folder, self._names, natural_key)

    def compute(self, values: Values) -> dict:
        if self._images is not None:
            return self._stack_many(values)
        if not self._inputs:
            raise RasterError("There is nothing to stack; give {INPUTS} or {FOLDER}.")
        read = [item.path for item in self._inputs]
        (output,) = read_raster_outputs(values, (self.OUTPUT,), read)
        stack = self._stack(
            self._inputs, output, values, lambda part: values.feedback.setProgress(100 * part)
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

    def _stack_many(self, values: Values) -> dict:
        if not self._images:
            raise RasterError("There is nothing to stack; give {INPUTS} or {FOLDER}.")

        def image_of(image: BandFiles) -> BatchImage:
            target = target_of(image.name, values)

            def make(tags: Mapping[str, str], progress: Callable[[float], None]) -> None:
                if image.problem is not None:
                    raise RasterError(image.problem)
                inputs = [
                    self._inputs.get(path) or image_of_path(path, image.name).raster
                    for path in image.paths
                ]
                self._stack(inputs, target, values, progress, tags)

            return BatchImage(image.name, image.paths, target, make)

        how = {name: str(values.raw(name)) for name in (*_CHOICES, TEMPLATE) if values.raw(name)}
        return run_images([image_of(image) for image in self._images], how, values)

    def _stack(
        self,
        inputs: Sequence[RasterInput],
        output: str,
        values: Values,
        progress: Callable[[float], None],
        tags: Mapping[str, str] | None = None,
    ) -> BandStack:
        """Write one stack."""
        bands = values.text("BANDS")
        makers = [lambda item=item: item.open(bands) for item in inputs]
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
            if tags is None:
                log_bands([source.info for source in sources], values)
                for note in stack.notes:
                    values.info(note)
            for text in stack.warnings:
                values.warn_once(text)
            write_stack(
                output,
                stack,
                tags=tags,
                progress=progress,
                is_cancelled=values.feedback.isCanceled,
            )
        return stack

    def _reference(self, sources: Sequence[RasterSource], values: Values) -> TargetGrid:
        if self._template is None:
            infos = [source.info for source in sources]
            return choose_reference(infos, values.choice("REFERENCE"))
        with closing(self._template.open()) as source:
            return grid_of(source.info)


def _below(path: str) -> str:
    """A path as names of files are told: without a drive, with slashes."""
    return Path(path).as_posix().lstrip("/")


def _choose(inputs: list[RasterInput], names: NameFilter) -> list[RasterInput]:
    """The rasters that are meant, in the order of the names that ask for them.

    Raises:
        RasterError: one of the names asks for none.
    """
    if not names.patterns:
        return inputs
    found = [(names.find(_below(item.path)), item) for item in inputs]
    met = {match.number for match, _ in found if match}
    missing = [names.patterns[k] for k in range(len(names.patterns)) if k not in met]
    if missing:
        raise RasterError(
            "{FILTER} names {missing}, which none of the rasters is called; mend it, or leave it "
            "empty for all.",
            missing=list_names(missing),
        )
    chosen = [(match.number, item) for match, item in found if match]
    return [item for _, item in sorted(chosen, key=lambda pair: pair[0])]


def _split_names(text: str) -> list[str]:
    return [name.strip() for name in text.split(",")] if text.strip() else []
