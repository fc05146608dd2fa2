"""Further rasters of the same ground: a second image of each tile, and targets in decimals."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import ExitStack, closing
from operator import attrgetter

import numpy as np
from qgis.core import QgsProcessingParameterRasterLayer

from ...core.cut.companions import IMAGE2, TARGET, Companion, target_profile
from ...core.errors import ExportError
from ...core.export.options import ExportOptions
from ...core.export.request import image_profile, prepare_source
from ...core.files.fingerprint import fingerprint_file
from ...core.formats import find_format
from ...core.formats.writer import ImageProfile
from ...core.indices.source import info_of_file
from ...core.layouts import find_layout, layouts_that
from ...core.message import Parameter
from ...core.raster.info import RasterInfo
from ...core.raster.source import RasterSource
from ...core.resampling.align import check_any_ground
from ...core.scaling.scaling import NONE, STYLE
from ..base.algorithm import TilewrightAlgorithm
from ..base.values import Values
from ..base.words import tr
from ..rasters.index_parameters import open_indexed, read_index_request
from ..rasters.source import log_bands, read_raster_input
from ..scenes.pair_scenes import PAIRS, add_pairs_parameter, has_pairs

RASTER2 = "RASTER2"
TARGET_RASTER = "TARGET"
_TARGET_FORMAT = "GTIFF"
# What dataset.json calls their files.
_SOURCES = {IMAGE2: "raster2", TARGET: "target"}
# Whether a layout has a place for what a parameter names.
_PLACES = {
    RASTER2: attrgetter("has_pairs"),
    PAIRS: attrgetter("has_pairs"),
    TARGET_RASTER: attrgetter("has_targets"),
}


def add_companion_parameters(alg: TilewrightAlgorithm) -> None:
    """A second image and a target."""
    alg.begin_section("Second images")
    alg.add(
        QgsProcessingParameterRasterLayer(
            RASTER2, tr("Second image of the same ground"), optional=True
        ),
        "For change detection: another date, of which each tile gets a second image, with the same "
        "bands and scaling. Where its pixels are others, they are put on those of the first.",
        advanced=True,
    )
    add_pairs_parameter(alg)
    alg.add(
        QgsProcessingParameterRasterLayer(
            TARGET_RASTER, tr("Raster to be predicted (decimals)"), optional=True
        ),
        "For regression of pixels, such as heights: each tile gets a GeoTIFF of 32-bit decimals in "
        "targets/, NaN where there is no value.",
        advanced=True,
    )


def has_target(values: Values) -> bool:
    """Whether there is something to be predicted besides masks."""
    return values.is_given(TARGET_RASTER)


class CompanionRasters:
    """Rasters that are opened in the main thread and cut in any.

    Args:
        values: of the algorithm.
        options: of the export.
        source: the first raster, as it is exported.
        infos: of all rasters, of which these have to lie over one.
        nodata: the extra nodata value.

    Attributes:
        found: what is cut beside the first.

    Raises:
        ExportError: the layout has no place for one, or it does not fit the first.
    """

    def __init__(
        self,
        values: Values,
        options: ExportOptions,
        source: RasterSource,
        infos: Sequence[RasterInfo],
        nodata: float | None,
    ) -> None:
        self.found: tuple[Companion, ...] = ()
        self._options, self._first = options, source
        self._infos = infos
        takes = find_layout(options.layout).takes
        for name, has_place in _PLACES.items():
            is_asked = has_pairs(values) if name == PAIRS else values.is_given(name)
            if is_asked and not has_place(takes):
                raise ExportError(
                    "{LAYOUT} {layout} has no place for {name}; choose one of {layouts}.",
                    layout=options.layout,
                    name=Parameter(name),
                    layouts=layouts_that(has_place),
                )
        with ExitStack() as opened:
            if values.is_given(RASTER2):
                self._add_second(values, opened, nodata)
            if has_pairs(values):
                self._add_scenes(nodata)
            if values.is_given(TARGET_RASTER):
                self._add_target(values, opened)
            self._opened = opened.pop_all()

    def _add_second(self, values: Values, opened: ExitStack, nodata: float | None) -> None:
        options, first = self._options, self._first
        if options.scaling == STYLE:
            raise ExportError(
                "{SCALING=STYLE} draws the layer of {RASTER} alone, and {RASTER2} has a style of "
                "its own; choose another {SCALING}."
            )
        raster, request = read_raster_input(values, RASTER2), read_index_request(values)
        keep_alpha = options.spec.holds_any and options.scaling == NONE
        source = opened.enter_context(
            closing(open_indexed(raster, values.text("BANDS"), nodata, request, keep_alpha))
        )
        source = prepare_source(source, options)
        log_bands([info_of_file(source)], values)
        counts = [len(found.info.bands) for found in (first, source)]
        if counts[0] != counts[1] or source.is_palette != first.is_palette:
            raise ExportError(
                "{RASTER2} {name} and {RASTER} {other} differ in their number of bands ({count} "
                "and {wanted}); name the same ones with {BANDS}.",
                name=raster.name,
                count=counts[1],
                other=first.info.name,
                wanted=counts[0],
            )
        profile = image_profile(source, options, nodata)
        options.make_writer().check(profile)
        self._add(IMAGE2, source, options.format, profile)

    def _add_scenes(self, nodata: float | None) -> None:
        """The scenes once more, of which each tile has its own."""
        source, options = self._first, self._options
        profiles = {
            k: image_profile(source.part(k), options, nodata) for k in range(len(self._infos))
        }
        method = "BILINEAR" if options.resampling == NONE else options.resampling
        companion = Companion(
            IMAGE2,
            source,
            source.info,
            find_format(options.format).name,
            image_profile(source, options, nodata),
            method,
            profiles,
        )
        self.found = (*self.found, companion)

    def _add_target(self, values: Values, opened: ExitStack) -> None:
        raster = read_raster_input(values, TARGET_RASTER)
        source = opened.enter_context(closing(raster.open()))
        if source.info.colormap or np.dtype(source.info.dtype).kind == "c":
            raise ExportError(
                "{TARGET} {name} holds classes and no measurements; give it as {MASK}.",
                name=raster.name,
            )
        self._add(TARGET, source, _TARGET_FORMAT, target_profile(source.info))

    def _add(self, kind: str, source: RasterSource, form: str, profile: ImageProfile) -> None:
        info = self._first.info
        check_any_ground(source.info, self._infos)
        method = "BILINEAR" if self._options.resampling == NONE else self._options.resampling
        companion = Companion(kind, source, info, find_format(form).name, profile, method)
        self.found = (*self.found, companion)

    def fingerprints(self) -> dict[str, dict]:
        """Of their files, by name; these are read, which is no work for the main thread."""
        return {
            _SOURCES[each.kind]: {
                "name": each.source.info.name,
                **fingerprint_file(each.source.info.path),
            }
            for each in self.found
            if not each.profiles
        }

    def close(self) -> None:
        """Close the rasters."""
        self._opened.close()
