"""The raster of an export as it is exported."""

from __future__ import annotations

from ...core.errors import ExportError
from ...core.export.options import ExportOptions
from ...core.export.request import prepare_source
from ...core.raster.info import refuse_to_send_style
from ...core.raster.source import RasterSource
from ...core.run.batches import default_workers
from ...core.run.processes import Processes, are_processes_worth_it, start_processes
from ...core.scaling.scaling import NONE, STYLE
from ..base.values import Values
from ..rasters.index_parameters import INDICES
from ..rasters.source import raster_layer
from ..rasters.style_source import StyleSource, open_style
from ..scenes.scene_style import style_of_scenes
from .export_parameters import RASTER
from .label_inputs import ExportInputs


def open_raster(
    values: Values, inputs: ExportInputs, nodata: float | None
) -> tuple[RasterSource, bool]:
    """The pixels, and whether they are drawn in the style that QGIS gives to new layers.

    Raises:
        ExportError: a style is asked for that cannot be drawn.
        RasterError: the raster cannot be read so.
    """
    rasters, options, services = inputs.rasters, inputs.options, inputs.services
    keep_alpha = options.spec.holds_any and options.scaling == NONE
    is_drawn = options.scaling == STYLE
    if is_drawn and options.scheduler:
        refuse_to_send_style()
    if is_drawn and values.is_given(INDICES):
        raise ExportError(
            "{SCALING=STYLE} draws the layer as it is on the map, without {INDICES}; choose "
            "another {SCALING}."
        )
    # What comes as a picture is drawn already.
    if not is_drawn or (services is not None and services.are_pictures(rasters.rasters)):
        return rasters.open(
            values, nodata, keep_alpha, lambda source: prepare_source(source, options)
        ), False
    if services is not None:
        raise ExportError(
            "{SCALING} STYLE draws files, and {name} is a service that sends values; choose "
            "another.",
            name=services.name,
        )
    if rasters.scenes:
        style, uses_default = style_of_scenes(rasters.scenes, values)
        return rasters.open(values, nodata, keep_alpha, style.draw, is_drawn=True), uses_default
    source = rasters.open(values, nodata, keep_alpha, lambda source: source)
    layer, uses_default = open_style(raster_layer(values, RASTER), values)
    source.close()
    return StyleSource(layer, source.info, options.workers or default_workers()), uses_default


def start_early(source: RasterSource, options: ExportOptions, tile_count: int) -> Processes | None:
    """Start the processes that an export of so many tiles, about all of a raster, will want."""
    info, workers = source.info, options.workers or default_workers()
    values = info.width * info.height * len(info.bands)
    may_be_apart = source.can_be_sent and not (source.is_asked or options.scheduler)
    if may_be_apart and are_processes_worth_it(tile_count, values, workers):
        return start_processes(workers)
    return None
