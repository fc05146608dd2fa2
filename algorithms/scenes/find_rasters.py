"""The rasters that a text or a layer stands for."""

from __future__ import annotations

import datetime
import os
import re
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from qgis.core import (
    QgsCoordinateReferenceSystem,
    QgsMapLayer,
    QgsProcessingUtils,
    QgsProperty,
    QgsRasterLayer,
)

from ...core.errors import RasterError
from ...core.files.dates import date_of_bands
from ...core.files.paths import clean_path
from ...core.imagery.compare_names import band_key_of_file
from ...core.imagery.scenes import natural_key, raster_date
from ...core.message import Parameter, counted, list_names
from ...core.network.remote_files import quote_name
from ...core.raster.info import RasterInfo
from ...core.raster.source import FileRasterSource
from ...core.scenes.cut_off import check_not_cut_off
from ...core.scenes.products import finest_resolution
from ...core.scenes.table import is_opened_by_gdal
from ...core.sentinel2.product import Sentinel2Product, is_product, open_product
from ...core.sentinel2.product_source import product_grid
from ..base.compat import is_null
from ..base.values import Values
from ..rasters.item_input import ItemInput
from ..rasters.list_folder import list_folder
from ..rasters.source import RasterInput, input_of_layer
from ..services.service_input import is_service
from ..services.service_layer import ServiceLayer
from .left_out import LeftOutScenes
from .scene_input import ProductInput

# Other programs open a product by this file.
_METADATA = re.compile(r"MTD_MSIL\w+\.xml$", re.IGNORECASE)


@dataclass(frozen=True)
class FoundRaster:
    """A raster of a list.

    Attributes:
        raster: what opens it.
        name: of the layer, else of the file without its ending.
        date: of the image, or None.
        info: what it says of itself; None of products, items and services.
    """

    raster: RasterInput | ProductInput | ItemInput
    name: str
    date: datetime.date | None
    info: RasterInfo | None = None


def flatten(value: object, values: Values) -> Iterator[object]:
    """Layers and texts of a parameter's value, which may be a list; nothing for empty ones."""
    if isinstance(value, QgsProperty):
        value, _ = value.valueAsString(values.context.expressionContext())
    if isinstance(value, (list, tuple)):
        for item in value:
            yield from flatten(item, values)
    elif isinstance(value, QgsMapLayer) or (isinstance(value, str) and value.strip()):
        yield value
    elif not is_null(value) and not isinstance(value, str):
        raise RasterError(
            "{SCENES} holds {value!r}, which is neither a layer nor a text; give layers or paths.",
            value=value,
        )


def find_rasters(
    item: object, name: str, values: Values, left_out: LeftOutScenes | None = None
) -> list[FoundRaster]:
    """The rasters of a layer, or of a text; only in the main thread.

    Args:
        item: a layer; or the name or source of one, a file, a product, a folder, or the name of a
            group of layers in the project.
        name: of the parameter.
        values: of the algorithm.
        left_out: takes those that are not there or cannot be read, so that no error is raised.

    Raises:
        RasterError: it is none of these, or cannot be read.
    """
    if isinstance(item, str):
        found = QgsProcessingUtils.mapLayerFromString(item, values.context, False)
        if found is None:
            return _of_text(item.strip(), name, values, left_out)
        item = found
    return _try(lambda: _of_layer(item, name), item.name(), item.source(), left_out)


def _try(
    open_one: Callable[[], FoundRaster], name: str, path: str, left_out: LeftOutScenes | None
) -> list[FoundRaster]:
    try:
        return [open_one()]
    except RasterError as error:
        if left_out is None:
            raise
        left_out.add(name, path, error)
        return []


def _of_layer(layer: QgsMapLayer, name: str) -> FoundRaster:
    if not isinstance(layer, QgsRasterLayer):
        raise RasterError(
            "{names} names {name}, which is not a raster.",
            names=Parameter(name),
            name=layer.name(),
        )
    if is_service(layer):
        service = ServiceLayer.of(layer)
        return FoundRaster(service, service.name, service.date)
    return look_at(input_of_layer(layer), layer.name())


def look_at(raster: RasterInput, name: str) -> FoundRaster:
    """Open a raster to see what it is; in any thread.

    Raises:
        RasterError: it cannot be read.
    """
    with closing(raster.open()) as source:
        info = source.info
        if isinstance(source, FileRasterSource):
            check_not_cut_off(source, info.name)
    return FoundRaster(raster, name, _date_of(info), info)


def _of_text(
    text: str, name: str, values: Values, left_out: LeftOutScenes | None
) -> list[FoundRaster]:
    path = clean_path(text, str(Path.cwd()))
    title = Path(path).stem
    if os.path.exists(path) and (is_product(path) or _METADATA.match(Path(path).name)):
        return _try(lambda: _of_product(open_product(path)), title, path, left_out)
    if os.path.isdir(path):
        return _of_folder(path, name, values, left_out)
    if os.path.isfile(path):
        return _try(lambda: _of_file(path), title, path, left_out)
    group = _find_group(text, values)
    if group is not None:
        return _of_group(group, text, name, values, left_out)
    return _try(lambda: _of_address(text, name), title or text, text, left_out)


def _of_address(text: str, name: str) -> FoundRaster:
    """What GDAL opens besides files."""
    if not is_opened_by_gdal(text):
        raise RasterError(
            "{parameter} names {text}, and there is neither such a file nor such a layer or group "
            "of layers.",
            parameter=Parameter(name),
            text=text,
        )
    return _of_file(quote_name(text))


def _of_file(path: str) -> FoundRaster:
    with closing(FileRasterSource(path)) as source:
        info = source.info
        check_not_cut_off(source, info.name)
    crs = QgsCoordinateReferenceSystem.fromWkt(info.crs_wkt)
    stem = Path(path.rstrip("/\\")).stem
    raster = RasterInput(path, Path(path).name or path, crs, False)
    return FoundRaster(raster, stem, _date_of(info), info)


def _of_product(product: Sentinel2Product) -> FoundRaster:
    grid = product_grid(product, finest_resolution(product))
    crs = QgsCoordinateReferenceSystem.fromWkt(grid.crs_wkt)
    return FoundRaster(ProductInput(product, crs), product.name, product.date)


def _of_folder(
    folder: str, name: str, values: Values, left_out: LeftOutScenes | None
) -> list[FoundRaster]:
    rasters = list_folder(folder, name, values)
    found: list[FoundRaster] = []
    for path in rasters:
        values.check_cancelled()
        found += _try(partial(_of_path, path), Path(path).stem, path, left_out)
    last = datetime.date.max
    found.sort(key=lambda f: (f.date or last, natural_key(Path(f.raster.path).name), f.raster.path))
    _refuse_single_bands(found, folder, name)
    return found


def _of_path(path: str) -> FoundRaster:
    return _of_product(open_product(path)) if is_product(path) else _of_file(path)


def _refuse_single_bands(found: Sequence[FoundRaster], folder: str, name: str) -> None:
    """Refuse files of which each is a band of an image, which no list of scenes is made of."""
    single = {band_key_of_file(f.info): f.raster.name for f in found if f.info is not None}
    single.pop("", None)
    if len(single) > 1:
        raise RasterError(
            "{parameter} is the folder {folder}, which holds files of a band each, such as "
            "{names}; put the bands of each image together with Stack Bands, and give what that "
            "makes.",
            parameter=Parameter(name),
            folder=folder,
            names=list_names(single.values(), 3),
        )


def _find_group(text: str, values: Values):
    project = values.context.project()
    return None if project is None else project.layerTreeRoot().findGroup(text)


def _of_group(
    group, title: str, name: str, values: Values, left_out: LeftOutScenes | None
) -> list[FoundRaster]:
    layers = [node.layer() for node in group.findLayers()]
    rasters = [layer for layer in layers if isinstance(layer, QgsRasterLayer)]
    if not rasters:
        raise RasterError(
            "{parameter} names the group {group}, which holds no raster.",
            parameter=Parameter(name),
            group=title,
        )
    if len(rasters) < len(layers):
        values.info(
            counted(
                len(layers) - len(rasters),
                "{count} layer of the group {group} is left out, which is no raster.",
                "{count} layers of the group {group} are left out, which are no rasters.",
                group=title,
            )
        )
    return [
        found
        for layer in rasters
        for found in _try(partial(_of_layer, layer, name), layer.name(), layer.source(), left_out)
    ]


def _date_of(info: RasterInfo) -> datetime.date | None:
    return raster_date(info) or date_of_bands(info.descriptions)
