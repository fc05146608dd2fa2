"""The rasters of a contact sheet, and pictures of them."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from qgis.core import QgsProcessingContext, QgsRasterLayer

from ...core.batch.names import NameFilter
from ...core.errors import CancelledError, ExportError, RasterError, TilewrightError
from ...core.message import Message, Parameter, counted, list_names
from ...core.raster.info import RasterInfo
from ...core.report.contact_sheet import Picture, SheetRow
from ...core.report.pictures import raster_picture
from ..base.values import Values
from ..batch.batch_parameters import FILTER
from ..batch.read_images import ProductPath, read_folder
from ..inputs.class_names import read_class_names, styled_layer
from ..rasters.raster_list import read_raster_list
from ..rasters.source import RasterInput, input_of_layer, log_bands
from .place_picture import place_picture

IMAGES = "IMAGES"
IMAGES_FOLDER = "IMAGES_FOLDER"
CLASS_RASTERS = "CLASS_RASTERS"
CLASS_FOLDER = "CLASS_FOLDER"


@dataclass(frozen=True)
class ShownRaster:
    """A raster of the sheet.

    Attributes:
        name: what it is called in its folder, or that of the layer.
        raster: what opens it.
        names: of the codes of a paletted one; None where nobody has looked yet.
    """

    name: str
    raster: RasterInput | ProductPath
    names: dict[str, str] | None = None


def read_sheet_images(values: Values) -> tuple[list[ShownRaster], list[ShownRaster]]:
    """The images and the class rasters, in the order of the sheet; only in the main thread.

    Raises:
        RasterError: a folder holds none, or a list and a folder are both given.
        ExportError: they do not go together.
    """
    names = NameFilter(values.text(FILTER))
    classes = _read(values, (CLASS_RASTERS, CLASS_FOLDER), names)
    images = _read(values, (IMAGES, IMAGES_FOLDER), names)
    if not images or not classes:
        return images, classes
    if values.is_given(IMAGES_FOLDER) or values.is_given(CLASS_FOLDER):
        return _pair(images, classes, values)
    if len(images) != len(classes):
        raise ExportError(
            "There are {count} images and {rasters} class rasters; each image needs the class "
            "raster that is shown above it.",
            count=len(images),
            rasters=len(classes),
        )
    return images, classes


def _read(values: Values, parameters: tuple[str, str], names: NameFilter) -> list[ShownRaster]:
    layers, folder = parameters
    listed = read_raster_list(values, (layers, ""))
    if not values.is_given(folder):
        palettes = {
            input_of_layer(layer).path: _names_of_palette(layer, values.context)
            for layer in values.layers(layers)
        }
        return [ShownRaster(Path(r.name).stem, r, palettes.get(r.path, {})) for r in listed]
    if listed:
        raise RasterError(
            "{rasters} and {folder} are both given; give one of them.",
            rasters=Parameter(layers),
            folder=Parameter(folder),
        )
    other = values.file(CLASS_FOLDER) if folder == IMAGES_FOLDER else ""
    found = read_folder(folder, names, values, other, has_classes=folder == CLASS_FOLDER)
    return [ShownRaster(image.name, image.raster) for image in found]


def _pair(
    images: Sequence[ShownRaster], classes: Sequence[ShownRaster], values: Values
) -> tuple[list[ShownRaster], list[ShownRaster]]:
    """Those whose names are in both lists, in the order of the images."""
    by_name = {each.name.casefold(): each for each in classes}
    pairs = [(each, by_name.pop(each.name.casefold(), None)) for each in images]
    alone = [each.name for each, other in pairs if other is None]
    alone += [each.name for each in by_name.values()]
    both = [(image, other) for image, other in pairs if other is not None]
    if not both:
        raise ExportError(
            "No image has the name of a class raster: {images} beside {classes}. Give the folders "
            "that belong together, or lists in the same order.",
            images=list_names((each.name for each in images), 3),
            classes=list_names((each.name for each in classes), 3),
        )
    if alone:
        values.warn(
            counted(
                len(alone),
                "{count} raster is left out, as the other folder has none of its name: {names}.",
                "{count} rasters are left out, as the other folder has none of their names: "
                "{names}.",
                names=list_names(alone),
            )
        )
    return [image for image, _ in both], [other for _, other in both]


def draw_rows(
    lists: Sequence[tuple[Sequence[ShownRaster], tuple[str, float | None]]],
    columns: int,
    cell: int,
    place: Path,
    values: Values,
) -> list[SheetRow]:
    """Rows of pictures: of each list in turn, so that what belongs together stands together.

    A raster of a folder that cannot be shown is named, and left out with what stands beside it.

    Args:
        lists: rasters, as many in each, and the bands and the nodata value that are read.
        columns: pictures of a row.
        cell: pixels of a picture's side.
        place: an empty folder for files that are needed meanwhile.
        values: of the algorithm.

    Raises:
        RasterError: one of a list cannot be shown; or none of a folder, and this is wrong with the
            first.
    """
    goes_on = values.is_given(IMAGES_FOLDER) or values.is_given(CLASS_FOLDER)
    count = len(lists[0][0])
    infos: list[RasterInfo] = []
    failed: dict[str, TilewrightError] = {}
    columns_of: list[list[Picture]] = []
    for number in range(count):
        column = []
        for k, (rasters, reading) in enumerate(lists):
            values.check_cancelled()
            shown = rasters[number]
            try:
                folder = place / f"{k}_{number}"
                picture, info = _picture(shown, reading, cell, folder, values)
            except CancelledError:
                raise
            except TilewrightError as error:
                if not goes_on:
                    raise
                failed[shown.name] = error
                break
            column.append(picture)
            infos.append(info)
            values.feedback.setProgress(100 * (number + (k + 1) / len(lists)) / count)
        if len(column) == len(lists):
            columns_of.append(column)
    if not columns_of:
        raise next(iter(failed.values()))
    for name, error in failed.items():
        values.error(Message("{name} is left out: {why}", name=name, why=error.message))
    if failed:
        values.warn(
            "{shown} of {all} images are shown; {count} failed: {names}.",
            shown=len(columns_of),
            all=count,
            count=len(failed),
            names=list_names(failed),
        )
    log_bands(infos, values)
    return [
        SheetRow("", [column[k] for column in columns_of[start : start + columns]])
        for start in range(0, len(columns_of), columns)
        for k in range(len(lists))
    ]


def _picture(
    shown: ShownRaster,
    reading: tuple[str, float | None],
    cell: int,
    folder: Path,
    values: Values,
) -> tuple[Picture, RasterInfo]:
    raster, names = shown.raster, shown.names
    has_captions = values.flag("CAPTIONS")
    if isinstance(raster, RasterInput):
        raster = place_picture(raster, folder)
    with closing(raster.open(*reading)) as source:
        # QGIS would wait for ever for what the engine refuses to open, such as pipes.
        if names is None and source.info.colormap and has_captions:
            layer = QgsRasterLayer(shown.raster.path, shown.name, "gdal")
            names = _names_of_palette(layer, values.context) if layer.isValid() else {}
        caption = shown.name if has_captions else ""
        return raster_picture(source, cell, caption, names if has_captions else None), source.info


def _names_of_palette(layer: QgsRasterLayer, context: QgsProcessingContext) -> dict[str, str]:
    """The names of the codes of a raster that is shown in the colours of its palette."""
    if not layer.dataProvider().colorTable(1):
        return {}
    return read_class_names(styled_layer(layer, context), 1)
