"""The many images of a run, by name; none is read before its turn."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from qgis.core import QgsCoordinateReferenceSystem, QgsProcessingUtils, QgsRasterLayer

from ...core.batch.names import NameFilter
from ...core.errors import RasterError
from ...core.files.names import plain_names
from ...core.files.paths import clean_path
from ...core.message import Parameter
from ...core.raster.source import RasterSource
from ...core.scenes.names import unique_names
from ...core.scenes.products import open_product_bands
from ...core.sentinel2.product import is_product, open_product
from ..base.values import Values
from ..rasters.list_folder import list_folder
from ..rasters.source import RasterInput, input_of_layer
from ..scenes.find_rasters import find_rasters, flatten
from ..scenes.scene_parameters import SCENES
from .batch_parameters import FILTER, FOLDER, OUTPUT_FOLDER


@dataclass(frozen=True)
class ProductPath:
    """A Sentinel-2 product that nobody has looked at yet; used as a RasterInput is."""

    path: str

    @property
    def name(self) -> str:
        """Of its folder or archive."""
        return Path(self.path).name

    @property
    def all_bands(self) -> str:
        """Names of the bands that it has, of any resolution."""
        return ",".join(open_product(self.path).bands)

    def open(self, bands: str | None = None, nodata: float | None = None) -> RasterSource:
        """Its bands for the engine, whose nodata is NaN; see open_product_bands."""
        return open_product_bands(open_product(self.path), bands or "")


@dataclass(frozen=True)
class NamedImage:
    """One of many images.

    Attributes:
        name: its own: of the layer or file; in a folder that was named the path below it, with
            slashes and without the ending. Fit for a file.
        raster: what opens it.
    """

    name: str
    raster: RasterInput | ProductPath


def read_images(values: Values) -> list[NamedImage]:
    """The images of SCENES or of FOLDER, in order; only in the main thread.

    Raises:
        RasterError: both are given, or something that is no raster; or a folder holds none.
        ParameterError: FILTER cannot be understood.
    """
    items = list(flatten(values.raw(SCENES), values))
    if items and values.is_given(FOLDER):
        raise RasterError(
            "{scenes} and {folder} are both given; give one of them.",
            scenes=Parameter(SCENES),
            folder=Parameter(FOLDER),
        )
    names = NameFilter(values.text(FILTER))
    if not items:
        return _unique(_of_folder(values.file(FOLDER), FOLDER, names, values))
    return _unique(each for item in items for each in _of_item(item, names, values))


def read_folder(
    name: str, names: NameFilter, values: Values, left_out: str = "", has_classes: bool = False
) -> list[NamedImage]:
    """The images of the folder that a parameter names, but for those in another, in order.

    Args:
        name: of the parameter.
        names: that are meant.
        values: of the algorithm.
        left_out: the other folder.
        has_classes: whether they are rasters of classes.

    Raises:
        RasterError: it holds none.
    """
    return _unique(_of_folder(values.file(name), name, names, values, left_out, has_classes))


def _of_item(item: object, names: NameFilter, values: Values) -> Iterator[NamedImage]:
    if isinstance(item, str):
        item = QgsProcessingUtils.mapLayerFromString(item, values.context, False) or item
    if isinstance(item, QgsRasterLayer):
        yield NamedImage(plain_names([item.name()])[0], input_of_layer(item))
        return
    path = clean_path(item.strip(), str(Path.cwd())) if isinstance(item, str) else ""
    if os.path.isdir(path) and not is_product(path):
        yield from _of_folder(path, SCENES, names, values)
    elif os.path.exists(path):
        yield image_of_path(path, Path(path).stem)
    else:
        # A group of layers, an address, or nothing.
        for found in find_rasters(item, SCENES, values):
            yield NamedImage(plain_names([found.name])[0], found.raster)


def image_of_path(path: str, name: str) -> NamedImage:
    """An image that is not opened yet."""
    path = os.path.abspath(path)
    if is_product(path):
        return NamedImage(name, ProductPath(path))
    crs = QgsCoordinateReferenceSystem()
    return NamedImage(name, RasterInput(path, Path(path).name, crs, False))


def _of_folder(
    folder: str,
    name: str,
    names: NameFilter,
    values: Values,
    left_out: str = "",
    has_classes: bool = False,
) -> Iterator[NamedImage]:
    folder = os.path.abspath(folder)
    others = [left_out] if left_out else output_folders(values)
    keeps = names.keeps if names.patterns else None
    for path in list_folder(folder, name, values, keeps, others, has_classes=has_classes):
        below = Path(os.path.relpath(path, folder))
        own = Path(folder).name if below == Path() else below.with_suffix("").as_posix()
        yield image_of_path(path, own)


def output_folders(values: Values) -> list[str]:
    """All folders that the algorithm writes into."""
    names = (d.name() for d in values.alg.destinationParameterDefinitions())
    return [values.output_file(n) for n in names if n.endswith("_FOLDER") and values.is_given(n)]


def output_folder(values: Values) -> str:
    """The folder for many rasters; empty when none is given."""
    is_given = values.has(OUTPUT_FOLDER) and values.is_given(OUTPUT_FOLDER)
    return values.output_file(OUTPUT_FOLDER) if is_given else ""


def _unique(images: Iterator[NamedImage] | Sequence[NamedImage]) -> list[NamedImage]:
    found = list(images)
    names = unique_names([image.name for image in found], [""] * len(found))
    return [NamedImage(name, image.raster) for name, image in zip(names, found)]
