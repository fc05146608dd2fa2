"""Classes of training pixels from a class raster."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass, field

import numpy as np
from qgis.core import QgsProcessingParameterRasterLayer

from ...core.assess.codes import ClassReader
from ...core.classes.colors import Color
from ...core.classes.legend import LegendClass, make_legend
from ...core.classes.renaming import parse_class_map
from ...core.classify.model import MAX_CLASSES
from ...core.errors import ModelError, RasterError
from ...core.message import Message, Parameter
from ...core.raster.source import RasterSource
from ...core.resampling.align import GridReader, check_ground
from ...core.resampling.grid import grid_of
from ...core.resampling.resample import NEAREST
from ...core.run.batches import ignore_progress
from ...core.samples.claims import RasterClaims
from ...core.samples.labelled import PixelSampler, strip_windows, strips
from ...core.samples.thin import ThinningRule
from ..base.algorithm import TilewrightAlgorithm
from ..base.values import Values
from ..base.words import tr
from ..inputs.class_names import read_class_names, read_code_colors, styled_layer
from ..rasters.source import RasterInput, input_of_layer, raster_layer
from .classify_parameters import LABELS, LEGEND, read_thinning_rule

LABEL_RASTER = "LABEL_RASTER"
# Pixels of a class that are drawn where the user names no number: a map has millions.
MOST_OF_A_CLASS = 2000


def add_label_raster(alg: TilewrightAlgorithm) -> None:
    """A raster of classes instead of polygons."""
    alg.add(
        QgsProcessingParameterRasterLayer(LABEL_RASTER, tr("Class raster"), optional=True),
        "A map of the classes instead of label polygons, on any pixel grid: of its first band, "
        "with the names of its style or its categories. Of each class as many pixels are drawn as "
        f"the most pixels of a class say, or {MOST_OF_A_CLASS}. It is cut into 100 blocks, which "
        "count as polygons when the quality is measured.",
    )


@dataclass
class LabelRaster:
    """A class raster as it is taken in the main thread.

    Attributes:
        raster: what opens it.
        names: by code, as far as the user sees some.
        colors: by code.
    """

    raster: RasterInput
    names: dict[str, str]
    colors: dict[str, Color]
    _numbers: dict[str, int] = field(default_factory=dict)

    @classmethod
    def read(cls, values: Values) -> LabelRaster | None:
        """What the parameter names, if anything; only in the main thread."""
        if not values.is_given(LABEL_RASTER):
            return None
        if values.is_given(LABELS):
            raise RasterError(
                "{labels} and {raster} are both given; give one of them.",
                labels=Parameter(LABELS),
                raster=Parameter(LABEL_RASTER),
            )
        layer = raster_layer(values, LABEL_RASTER)
        styled = styled_layer(layer, values.context)
        names, colors = read_class_names(styled, 1), read_code_colors(styled, 1)
        return cls(input_of_layer(layer), names, colors)

    def legend(self, values: Values, progress: Callable[[float], None]) -> tuple[LegendClass, ...]:
        """All classes of the raster; reads it.

        Raises:
            ModelError: it has more values than a model has classes.
        """
        colors: dict[str, Color] = {}

        def note(name: str, code: str) -> int:
            if code in self.colors:
                colors.setdefault(name, self.colors[code])
            if len(self._numbers) >= MAX_CLASSES and name not in self._numbers:
                raise ModelError(
                    "{LABEL_RASTER} {raster} has more than {count} values; give a raster of "
                    "classes, with a number for each.",
                    raster=self.raster.name,
                    count=MAX_CLASSES,
                )
            return self._numbers.setdefault(name, len(self._numbers) + 1)

        with closing(self.raster.open("1")) as source:
            reader = ClassReader(source, parse_class_map("", self.names), note)
            for top, height in strips(source.info):
                for window in strip_windows(source.info, top, height):
                    values.check_cancelled()
                    reader.read(window)
                progress((top + height) / source.info.height)
        if not self._numbers:
            raise ModelError(
                "{LABEL_RASTER} {raster} has no value: all its pixels are nodata.",
                raster=self.raster.name,
            )
        return make_legend(self._numbers, values.text(LEGEND), colors)

    @contextmanager
    def sampler(
        self,
        values: Values,
        source: RasterSource,
        name: str,
        legend: Sequence[LegendClass],
        progress: Callable[[float], None] = ignore_progress,
    ) -> Iterator[tuple[PixelSampler, ThinningRule]]:
        """What reads the pixels that have a class, and which of them the parameters ask to keep.

        Args:
            values: of the algorithm.
            source: the raster that has the pixels.
            name: what the user knows it as.
            legend: the classes.
            progress: takes the fraction done.

        Raises:
            RasterError: the two rasters do not overlap.
        """
        with closing(self.raster.open("1")) as opened:
            check_ground([opened.info], grid_of(source.info), Message(name))
            claims = self._claims(source, legend, opened)
            rule = read_thinning_rule(values, source.info, MOST_OF_A_CLASS)
            yield PixelSampler(source, claims, progress, values.feedback.isCanceled), rule

    def _claims(
        self, source: RasterSource, legend: Sequence[LegendClass], opened: RasterSource
    ) -> RasterClaims:
        ids = {c.name: c.id for c in legend}
        info = source.info
        near = GridReader(opened, grid_of(info), NEAREST)
        reader = ClassReader(
            opened, parse_class_map("", self.names), lambda name, _: ids.get(name, 0)
        )

        def read(window: Sequence[int]) -> np.ndarray:
            return np.maximum(reader.numbers(*near.read(window)), 0)

        return RasterClaims(read, info.width, info.height)
