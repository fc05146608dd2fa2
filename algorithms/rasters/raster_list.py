"""Several rasters named by the user, as layers or as a folder."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

from qgis.core import (
    QgsCoordinateReferenceSystem,
    QgsProcessing,
    QgsProcessingParameterFile,
    QgsProcessingParameterMultipleLayers,
    QgsRasterLayer,
)

from ...core.errors import RasterError
from ...core.imagery.scenes import RASTER_EXTENSIONS, natural_key
from ...core.message import Parameter
from ..base.algorithm import TilewrightAlgorithm
from ..base.parameters import let_name_lost
from ..base.values import Values
from ..base.words import tr
from .source import RasterInput, input_of_layer


def add_raster_list(
    alg: TilewrightAlgorithm,
    names: tuple[str, str],
    labels: tuple[str, str],
    helps: tuple[str, str],
    advanced: bool = False,
    is_told: bool = False,
) -> None:
    """Two parameters: layers, and a folder instead of them.

    Where ``is_told``, the algorithm says which rasters of the list cannot be opened.
    """
    rasters = QgsProcessingParameterMultipleLayers(
        names[0], tr(labels[0]), QgsProcessing.SourceType.TypeRaster, optional=True
    )
    if is_told:
        let_name_lost(rasters)
    alg.add(rasters, helps[0], advanced=advanced)
    alg.add(
        QgsProcessingParameterFile(
            names[1],
            tr(labels[1]),
            QgsProcessingParameterFile.Behavior.Folder,
            optional=True,
        ),
        helps[1],
        advanced=advanced,
    )


def read_raster_list(
    values: Values,
    names: tuple[str, str],
    leave_out: Callable[[str, str, RasterError], None] | None = None,
) -> list[RasterInput]:
    """The rasters of a list, in order; those of a folder by name. Only in the main thread.

    Args:
        values: of the algorithm.
        names: of the parameters, of the list and of the folder.
        leave_out: hears name and path of those that cannot be opened, so that no error is raised.

    Raises:
        RasterError: both or something that is not a raster is given.
    """
    layers, given = values.layers(names[0]), values.raw(names[0])
    wanted = given if isinstance(given, (list, tuple)) else layers
    if len(wanted or ()) > len(layers):
        found = {layer.source() for layer in layers} | {layer.id() for layer in layers}
        lost = [str(w) for w in wanted if isinstance(w, str) and w not in found] or [""]
        for path in lost:
            error = RasterError(
                "{parameter} names {path}, which cannot be opened as a raster.",
                parameter=Parameter(names[0]),
                path=path,
            )
            if leave_out is None:
                raise error
            leave_out(Path(path).name, path, error)
    other = next((layer for layer in layers if not isinstance(layer, QgsRasterLayer)), None)
    if other is not None:
        raise RasterError(
            "{names} names {name}, which is not a raster.",
            names=Parameter(names[0]),
            name=other.name(),
        )
    has_folder = values.is_given(names[1])
    if layers and has_folder:
        rasters, folder = map(Parameter, names)
        raise RasterError(
            "{rasters} and {folder} are both given; give one of them.",
            rasters=rasters,
            folder=folder,
        )
    if not has_folder:
        return [input_of_layer(layer) for layer in layers]
    return list_rasters(values.file(names[1]), names[1])


def list_rasters(folder: str, name: str) -> list[RasterInput]:
    """The rasters in a folder, by name, b2 before b10.

    Raises:
        RasterError: there is none.
    """
    if not os.path.isdir(folder):
        raise RasterError(
            "{name} is {folder}, which is not a folder.", name=Parameter(name), folder=folder
        )
    paths = [
        path
        for path in sorted(Path(folder).iterdir(), key=lambda path: natural_key(path.name))
        if path.suffix.lower() in RASTER_EXTENSIONS and not path.name.startswith(".")
    ]
    if not paths:
        raise RasterError(
            "{name} {folder} holds no raster ({raster_extensions}).",
            name=Parameter(name),
            folder=folder,
            raster_extensions=", ".join(RASTER_EXTENSIONS),
        )
    return [
        RasterInput(os.path.abspath(path), path.name, QgsCoordinateReferenceSystem(), False)
        for path in paths
    ]
