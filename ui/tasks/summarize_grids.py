"""The grids over the images of the dock, in numbers."""

from __future__ import annotations

from qgis.core import QgsProject, QgsRasterLayer

from ...algorithms.grid.describe_grid import GridSummary, describe_grid, describe_grid_over
from ...algorithms.services.service_input import is_service
from ...algorithms.services.wanted import bounds_on
from ...core.errors import TooSmallError
from ...core.services.lattice import Bounds
from ..settings.dock_settings import DockSettings
from .scene_looks import SceneChoice


def summarize_grids(
    image: QgsRasterLayer | SceneChoice, settings: DockSettings
) -> dict[int, GridSummary]:
    """The grid over each image by its place in the list; those that cannot be used have none.

    Raises:
        TilewrightError: there can be no grid over one image, or over any of several.
    """
    wanted = settings.grid_settings()
    if not isinstance(image, SceneChoice):
        area = _area_on(image, settings) if is_service(image) else None
        return {0: describe_grid(image, wanted, settings.meters_per_pixel, area)}
    found, trouble = {}, None
    for place, look in enumerate(image.looks):
        if look.problem is not None or look.info is None:
            continue
        try:
            found[place] = describe_grid_over(look.info, look.crs, wanted)
        except TooSmallError as error:
            # A run leaves it out, too.
            trouble = trouble or error
    if trouble is not None and not found:
        raise trouble
    return found


def _area_on(image: QgsRasterLayer, settings: DockSettings) -> Bounds | None:
    project = QgsProject.instance()
    area = project.mapLayer(settings.aoi)
    if area is None:
        return None
    return bounds_on(image, area.extent(), area.crs(), project.transformContext())
