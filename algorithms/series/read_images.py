"""The dated images that a time series is made of."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from itertools import chain
from pathlib import Path

from qgis.core import QgsCoordinateReferenceSystem

from ...core.errors import RasterError
from ...core.files.dates import read_date, read_date_table
from ...core.imagery.deliveries import check_levels, delivery_of_file
from ...core.imagery.find_masks import part_masks
from ...core.imagery.scenes import Scene, find_scenes
from ...core.message import Parameter, list_names
from ...core.raster.nodata import NodataSettings
from ...core.series.alpha import find_asked_alpha
from ...core.series.band_groups import STACKED
from ...core.series.images import SeriesImage, images_of_file, lookup_date, sort_images
from ...core.series.names import settle_names
from ...core.series.products import images_of_product
from ..base.values import Values
from ..imagery.readable import that_can_be_opened, without_broken
from ..imagery.warn_of_scenes import (
    FOLDER_REMEDY,
    leave_out_older,
    newest_scenes,
    warn_of_levels,
)
from ..rasters.differences import read_differences, settle_offsets
from ..rasters.index_parameters import read_index_request
from ..rasters.list_folder import without_classes
from ..rasters.source import RasterInput
from ..scenes.left_out import LeftOutScenes
from .scene_images import SceneImages

LISTS = ("RASTERS", "FOLDER")


def read_images(
    values: Values,
    rasters: list[RasterInput],
    masks: list[RasterInput],
    layout: str,
    scenes: SceneImages,
) -> tuple[list[SeriesImage], list[RasterInput]]:
    """Images of the time from START to END, by date, and the masks that are not among them."""
    if scenes.scenes:
        return _in_time(values, sort_images(scenes.read(values, layout))), masks
    pattern = values.text("DATE_PATTERN").strip() or None
    folder, left_out = values.file(LISTS[1]), scenes.left_out
    lost = {each.path for each in left_out.found}
    paths, products = [item.path for item in rasters if item.path not in lost], []
    if folder:
        found = find_scenes(folder, pattern, values.feedback.isCanceled)
        found = without_broken([one for one in found if one.path not in lost], left_out, values)
        products = newest_scenes([one for one in found if one.product], values)
        paths = without_classes([one.path for one in found if not one.product], folder, values)
        warn_of_levels(products, values)
    paths = _that_can_be_opened(paths, left_out, values)
    kept, own = part_masks(paths, [item.path for item in masks], pattern)
    paths = [paths[k] for k in kept]
    names = [Path(path).name for path in paths]
    kept = leave_out_older(list(map(delivery_of_file, paths)), names, paths, values)
    paths = [paths[k] for k in kept]
    if not paths and not products:
        raise RasterError("There is no image; give {RASTERS}, {FOLDER} or {SCENES}.")
    choice = read_differences(values)
    settle_offsets(paths, choice, values, FOLDER_REMEDY)
    settings = {item.path: item.settings for item in rasters}
    images = _images_of_files(values, paths, pattern, settings)
    # Levels stay in names that are those of files.
    stacks = [image for image in images if not image.is_named_by_file]
    check_levels([i.name for i in stacks], [i.path for i in stacks], choice, pattern)
    images += _images_of_products(values, products, layout)
    if not images:
        raise RasterError("No product has a band that {BANDS} asks for; choose other {BANDS}.")
    images, notes = settle_names(sort_images(images), pattern)
    for note in notes:
        values.info(note)
    images = _in_time(values, images)
    return images, [masks[k] for k in own]


def _that_can_be_opened(paths: Sequence[str], left_out: LeftOutScenes, values: Values) -> list[str]:
    given = [
        RasterInput(path, Path(path).name, QgsCoordinateReferenceSystem(), False) for path in paths
    ]
    return [item.path for item in that_can_be_opened(given, left_out, values)]


def _images_of_files(
    values: Values,
    paths: Sequence[str],
    pattern: str | None,
    settings: Mapping[str, NodataSettings],
) -> list[SeriesImage]:
    path = values.file("DATE_TABLE")
    table = read_date_table(path) if path else {}
    nodata = values.optional_double("NODATA")
    code_band = values.text("CLOUD_BAND").strip()

    def read(path: str, numbers: str = "") -> list[SeriesImage]:
        day = lookup_date(path, table)
        return images_of_file(path, day, pattern, nodata, code_band, settings.get(path), numbers)

    images = [read(path) for path in paths]
    wanted = values.text("BANDS")
    asked = find_asked_alpha(list(chain(*images)), wanted, pattern)
    images = [read(p, asked[p]) if p in asked else own for p, own in zip(paths, images)]
    return list(chain(*images))


def _images_of_products(
    values: Values, products: Sequence[Scene], layout: str
) -> list[SeriesImage]:
    resolution = values.optional_integer("RESOLUTION")
    if resolution is None and layout == STACKED:
        resolution = 10
    wanted = values.text("BANDS")
    names = [part.strip().upper() for part in wanted.replace(";", ",").split(",") if part.strip()]
    has_indices = bool(read_index_request(values).names)
    if any(name.isdigit() for name in names):
        # Numbers are counted among all bands.
        names = []
    images, without = [], []
    for scene in products:
        found = images_of_product(scene, names, resolution)
        images += images_of_product(scene, (), resolution) if found and has_indices else found
        if not found:
            without.append(scene.name)
    if without:
        values.warn(
            "{BANDS}={wanted} leaves out {count} of {all} products, which have none of them: "
            "{names}.",
            wanted=wanted,
            count=len(without),
            all=len(products),
            names=list_names(without, 3),
        )
    if values.text("CLOUD_BAND").strip() and products:
        values.info("{CLOUD_BAND} is for rasters; products bring their own classes.")
    return images


def _in_time(values: Values, images: list[SeriesImage]) -> list[SeriesImage]:
    limits = []
    for name, usual in (("START", date.min), ("END", date.max)):
        text = values.text(name).strip()
        day = read_date(text) if text else usual
        if day is None:
            raise RasterError(
                "{name} is {text!r}, which is not a date; write for example 2020-03-01.",
                name=Parameter(name),
                text=text,
            )
        limits.append(day)
    chosen = [image for image in images if limits[0] <= image.date <= limits[1]]
    if not chosen:
        raise RasterError(
            "No image is of the time from {START} to {END}; they are from {date} to {images_date}.",
            date=images[0].date,
            images_date=images[-1].date,
        )
    if len(chosen) < len(images):
        values.info(
            "{count} of {all} images are of the time from {START} to {END}.",
            count=len(chosen),
            all=len(images),
        )
    return chosen
