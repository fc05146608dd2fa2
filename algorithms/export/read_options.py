"""What the export's parameters say."""

from __future__ import annotations

from ...core.errors import ExportError
from ...core.export.options import NO_RESAMPLING, ExportOptions
from ...core.metadata.choice import RecordChoice, choose_records
from ...core.raster.source import RasterSource
from ...core.resampling.resample import BILINEAR
from ...core.scaling.scaling import SCENE
from ...core.scenes.source import SceneSource
from ..base.values import Values
from ..scenes.scene_parameters import has_scenes
from .export_parameters import METERS_PER_PIXEL


def read_export_options(values: Values, is_service: bool = False) -> ExportOptions:
    """What the parameters say of the images.

    Without a resampling, a size of pixels says which of its own a service is asked for, and images
    of a number of pixels are resampled from these.

    Raises:
        ExportError: a bad value, or two that exclude each other.
    """
    if values.choice("SCALING_PER") == SCENE and not has_scenes(values):
        raise ExportError(
            "{SCALING_PER} SCENE fits the scaling to each of several scenes; give {SCENES}, or "
            "leave {SCALING_PER} out."
        )
    pixels = values.optional_integer("PIXELS")
    metres = values.optional_double(METERS_PER_PIXEL)
    resampling = values.choice("RESAMPLING")
    if is_service and resampling == NO_RESAMPLING:
        metres = None
        resampling = BILINEAR if pixels else resampling
    return ExportOptions(
        format=values.choice("FORMAT"),
        scaling=values.choice("SCALING"),
        scale_min=values.text("SCALE_MIN").strip(),
        scale_max=values.text("SCALE_MAX").strip(),
        fill=values.integer("FILL"),
        quality=values.integer("QUALITY"),
        compress=values.flag("COMPRESS"),
        naming=values.choice("NAMING"),
        pixels=pixels,
        metres_per_pixel=metres,
        resampling=resampling,
        workers=values.optional_integer("WORKERS"),
        scheduler=values.text("SCHEDULER").strip(),
        layout=values.choice("LAYOUT"),
        scaling_per=values.choice("SCALING_PER"),
    )


def read_records(values: Values, source: RasterSource) -> RecordChoice:
    """Which records for catalogues are written, and when the raster was taken.

    Raises:
        ExportError: see choose_records.
    """
    scenes = source.scenes if isinstance(source, SceneSource) else ()
    days = [scene.date for scene in scenes] or [source.info.tags.get("DATE", "")]
    return choose_records(values.choices("METADATA"), values.text("DATE"), days)
