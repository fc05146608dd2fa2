"""Parameters of what stands in the images, and of the folder they go to."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ...core.formats import FORMATS
from ...core.scaling.scaling import FITTED

if TYPE_CHECKING:
    from .dock_settings import DockSettings


def file_parameters(settings: DockSettings, style: str) -> dict:
    """Format, bands, indices, scaling and folder; ``style`` is a file with that of the map."""
    parameters = {
        "FORMAT": settings.format,
        "BANDS": settings.bands.strip(),
        "SCALING": settings.scaling,
        "NAMING": settings.naming,
        "OUTPUT": settings.output,
        "RESUME": settings.resume,
        "OVERWRITE": settings.overwrite,
        "APPEND": settings.append,
    }
    if settings.indices.strip():
        parameters.update(
            INDICES=settings.indices.strip(),
            BAND_MEANINGS=settings.band_meanings.strip(),
            REFLECTANCE=settings.reflectance.strip(),
        )
    for name, value in (("QUALITY", settings.quality), ("COMPRESS", settings.compress)):
        if settings.format in FORMATS and FORMATS[settings.format].heeds(name):
            parameters[name] = value
    if settings.scaling == "RANGE":
        parameters.update(
            SCALE_MIN=settings.scale_min.strip(), SCALE_MAX=settings.scale_max.strip()
        )
    if settings.scaling in FITTED and len(settings.scenes) > 1:
        parameters["SCALING_PER"] = settings.scaling_per
    if settings.scaling == "STYLE":
        parameters["STYLE_FILE"] = style
    return parameters
