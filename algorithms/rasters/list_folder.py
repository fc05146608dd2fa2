"""The images in a folder and those below it."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

from ...core.dataset.earlier import UNFINISHED
from ...core.errors import RasterError
from ...core.imagery.find_masks import find_masks
from ...core.imagery.scenes import RASTER_EXTENSIONS, natural_key, scene_paths
from ...core.message import Parameter, counted, list_names
from ...core.tiles.layout import DESCRIPTION
from ..base.values import Values


def list_folder(
    folder: str, name: str, values: Values, keeps: Callable[[str], bool] | None = None
) -> list[str]:
    """The paths of the rasters and products, by name; masks and tiles of datasets are left out.

    Args:
        folder: its path.
        name: of the parameter.
        values: for the log.
        keeps: whether a path below the folder, with slashes, is meant; then what is called like a
            mask is, too.

    Raises:
        RasterError: there is none.
    """
    paths = [path for path in scene_paths(folder) if not _is_of_dataset(path, folder)]
    any_found = bool(paths)
    if keeps is not None:
        paths = [path for path in paths if keeps(Path(path).relative_to(folder).as_posix())]
    masks = find_masks(paths) if keeps is None else set()
    if masks:
        values.info(
            counted(
                len(masks),
                "{count} raster of {folder} is left out, which is a mask by its name: {names}.",
                "{count} rasters of {folder} are left out, which are masks by their names: "
                "{names}.",
                folder=folder,
                names=list_names(Path(paths[k]).name for k in masks),
            )
        )
    rasters = [path for k, path in enumerate(paths) if k not in masks]
    if not rasters and any_found and keeps is not None:
        raise RasterError(
            "{parameter} is the folder {folder}, where no raster has a name that {FILTER} asks "
            "for; write names such as red,nir, or leave it empty for all.",
            parameter=Parameter(name),
            folder=folder,
        )
    if not rasters:
        raise RasterError(
            "{parameter} is the folder {folder}, which holds neither a raster "
            "({raster_extensions}) nor a Sentinel-2 product.",
            parameter=Parameter(name),
            folder=folder,
            raster_extensions=", ".join(RASTER_EXTENSIONS),
        )
    return sorted(rasters, key=natural_key)


def _is_of_dataset(path: str, folder: str) -> bool:
    """Whether a raster is a tile of a dataset in a folder that was written there before."""
    inside = Path(path).relative_to(folder).parents
    return any(
        os.path.isfile(Path(folder, part, file))
        for part in inside
        if part.name
        for file in (DESCRIPTION, UNFINISHED)
    )
