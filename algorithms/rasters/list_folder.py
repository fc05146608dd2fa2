"""The images in a folder and those below it."""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from pathlib import Path

from ...core.dataset.earlier import UNFINISHED
from ...core.errors import RasterError
from ...core.imagery.find_masks import find_class_rasters, find_masks
from ...core.imagery.scenes import RASTER_EXTENSIONS, natural_key, scene_paths
from ...core.message import Parameter, counted, list_names
from ...core.tiles.layout import DESCRIPTION
from ..base.values import Values

_MOST_NAMED = 10


def list_folder(
    folder: str,
    name: str,
    values: Values,
    keeps: Callable[[str], bool] | None = None,
    left_out: Sequence[str] = (),
    has_masks: bool = False,
    has_classes: bool = False,
) -> list[str]:
    """The paths of the rasters and products, by name, without what is no image.

    Tiles of datasets are left out, and with a note masks and rasters of classes, unless they are
    asked for by name or nothing else is there.

    Args:
        folder: its path.
        name: of the parameter.
        values: for the log.
        keeps: whether a path below the folder, with slashes, is asked for; None for all.
        left_out: folders whose files are not meant, such as that of what is made.
        has_masks: whether masks are meant.
        has_classes: whether rasters of classes are meant.

    Raises:
        RasterError: there is none.
    """
    paths = [path for path in scene_paths(folder) if not _is_of_dataset(path, folder)]
    inside = tuple(f"{os.path.abspath(path)}{os.sep}" for path in left_out if path)
    own = f"{os.path.abspath(folder)}{os.sep}"
    inside = tuple(path for path in inside if path.startswith(own) and path != own)
    paths = [path for path in paths if not os.path.abspath(path).startswith(inside)]
    any_found = bool(paths)
    if keeps is not None:
        paths = [path for path in paths if keeps(Path(path).relative_to(folder).as_posix())]
    rasters = paths
    if keeps is None and not has_masks:
        rasters = _without_masks(rasters, folder, values)
    if keeps is None and not has_classes:
        rasters = without_classes(rasters, folder, values)
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


def _without_masks(paths: list[str], folder: str, values: Values) -> list[str]:
    masks = set(find_masks(paths))
    if masks:
        values.info(
            counted(
                len(masks),
                "{count} raster of {folder} is left out, which is a mask by its name: {names}.",
                "{count} rasters of {folder} are left out, which are masks by their names: "
                "{names}.",
                folder=folder,
                names=list_names((Path(paths[k]).name for k in sorted(masks)), _MOST_NAMED),
            )
        )
    return [path for k, path in enumerate(paths) if k not in masks]


def without_classes(paths: list[str], folder: str, values: Values) -> list[str]:
    """Those of a folder's rasters that hold no classes, unless all do; the log tells of the others.

    See find_class_rasters.
    """
    classes = set(find_class_rasters(paths, values.check_cancelled))
    if classes:
        values.info(
            counted(
                len(classes),
                "{count} raster of {folder} is left out, which holds classes, labels or counts and "
                "is no image: {names}.",
                "{count} rasters of {folder} are left out, which hold classes, labels or counts "
                "and are no images: {names}.",
                folder=folder,
                names=list_names(
                    (os.path.relpath(paths[k], folder) for k in sorted(classes)), _MOST_NAMED
                ),
            )
        )
    return [path for k, path in enumerate(paths) if k not in classes]


def _is_of_dataset(path: str, folder: str) -> bool:
    """Whether a raster is a tile of a dataset in a folder that was written there before."""
    inside = Path(path).relative_to(folder).parents
    return any(
        os.path.isfile(Path(folder, part, file))
        for part in inside
        if part.name
        for file in (DESCRIPTION, UNFINISHED)
    )
