"""The images of a time series that are given as scenes."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass, replace
from datetime import date
from functools import partial
from pathlib import Path

from ...core.catalog.item_source import band_names, choose_bands
from ...core.errors import RasterError
from ...core.files.dates import read_date, read_date_table
from ...core.imagery.band_names import find_band, names_of_bands
from ...core.imagery.deliveries import delivery_of_file, delivery_of_scene
from ...core.imagery.scenes import Scene, raster_date
from ...core.indices.meanings import find_meanings
from ...core.indices.request import IndexRequest, check_found
from ...core.message import Parameter, list_names
from ...core.raster.source import FileRasterSource
from ...core.scenes.bands import match_bands
from ...core.scenes.products import product_bands
from ...core.series.band_groups import STACKED
from ...core.series.images import SeriesImage, images_of_file, lookup_date, open_codes_of
from ...core.series.openers import ItemBands, ServiceBands
from ...core.series.products import images_of_product
from ..base.values import Values
from ..imagery.warn_of_scenes import leave_out_older, warn_of_levels
from ..rasters.index_parameters import read_index_request
from ..rasters.item_input import ItemInput
from ..scenes.left_out import LeftOutScenes
from ..scenes.match_scenes import describe_scene, match_scenes
from ..scenes.read_scenes import cloud_raster, read_scenes
from ..scenes.scene_input import ProductInput, SceneInput
from ..scenes.scene_parameters import SCENE_TABLE, SCENES, has_scenes
from ..services.service_input import ServiceInput
from ..services.together import AskedServices


class SceneImages:
    """Scenes with their dates, bands and cloud masks; taken in the main thread, read in any.

    Args:
        values: of the algorithm.
        lists: names of the parameters for images that are no scenes.

    Attributes:
        scenes: in the order given; empty where images are given otherwise.
        left_out: images that cannot be read.
        services: those of them that servers are asked for; None without.
        shown: names of the bands that samples hold, once the images are read with indices; else
            empty, and they hold all.
        meanings: name of the band of each meaning, once the images are read with indices.

    Raises:
        RasterError: images are given in both ways, or see read_scenes.
    """

    def __init__(self, values: Values, lists: tuple[str, str]) -> None:
        self.left_out = LeftOutScenes(values)
        self.scenes: list[SceneInput] = []
        self.services: AskedServices | None = None
        self.shown: tuple[str, ...] = ()
        self.meanings: dict[str, str] | None = None
        self._masks: dict[int, str] = {}
        if not has_scenes(values):
            return
        for name in lists[1:]:
            if values.is_given(name):
                raise RasterError(
                    "{raster} and {scenes} are both given; give one of them.",
                    raster=Parameter(name),
                    scenes=Parameter(SCENES if values.raw(SCENES) else SCENE_TABLE),
                )
        self.scenes = read_scenes(values, lists[0], left_out=self.left_out)
        self.services = AskedServices.among(scene.raster for scene in self.scenes)
        if self.services is not None and values.flag("RESUME"):
            self.services.find_answers(Path(values.text("OUTPUT")))
        for scene in self.scenes:
            mask = cloud_raster(scene, values)
            if mask is not None:
                self._masks[scene.number] = mask.path
        labelled = [scene.name for scene in self.scenes if scene.labels]
        if labelled:
            values.warn(
                "The labels that {SCENE_TABLE} names for {names} are not used: a series has "
                "labels of its place, not of its dates.",
                names=list_names(labelled),
            )

    def read(self, values: Values, layout: str) -> list[SeriesImage]:
        """The images of all scenes, with the bands of the first under its names for them.

        Raises:
            RasterError: see match_scenes, or nothing tells a date.
        """
        pattern = values.text("DATE_PATTERN").strip() or None
        path = values.file("DATE_TABLE")
        dates = read_date_table(path) if path else {}
        scenes = self._newest(values)
        lost = {each.path for each in self.left_out.found}
        scenes = [scene for scene in scenes if scene.raster.path not in lost]
        wanted, request = values.text("BANDS"), read_index_request(values)
        needed = None
        if request.names and scenes:
            needed = _NeededBands.of(scenes[0], wanted, request)
            wanted = needed.wanted
        lists = match_scenes(scenes, wanted, values)
        images: list[SeriesImage] = []
        names: list[str] = []
        for scene, bands in zip(scenes, lists):
            values.check_cancelled()
            day = _date_of(scene, pattern, dates)
            if isinstance(scene.raster, ProductInput):
                own = bands.split(",")
                found = _of_product(scene, scene.raster, own, day, layout, values)
            elif isinstance(scene.raster, ServiceInput):
                found = [_of_service(scene, scene.raster, bands, day, values)]
                own = list(found[0].bands)
            elif isinstance(scene.raster, ItemInput):
                found = [_of_item(scene, scene.raster, bands, day)]
                own = list(found[0].bands)
            else:
                found = _of_file(scene, bands, day, pattern, values)
                own = list(found[0].bands)
            if needed is not None and not images:
                self.shown, self.meanings = needed.named(found)
            names = names or own
            called = dict(zip(own, names))
            images += [
                self._with_mask(
                    scene, replace(image, bands=tuple(called.get(b, b) for b in image.bands))
                )
                for image in found
            ]
        return images

    def _with_mask(self, scene: SceneInput, image: SeriesImage) -> SeriesImage:
        path = self._masks.get(scene.number)
        if path is None:
            return image
        return replace(image, open_codes=partial(open_codes_of, path, "1"))

    def _newest(self, values: Values) -> list[SceneInput]:
        """The scenes without older deliveries of others."""
        deliveries = [
            delivery_of_scene(_scene_of(scene, scene.raster))
            if isinstance(scene.raster, ProductInput)
            else None
            if isinstance(scene.raster, ServiceInput)
            else delivery_of_file(scene.raster.path)
            for scene in self.scenes
        ]
        names = [scene.name for scene in self.scenes]
        paths = [scene.raster.path for scene in self.scenes]
        kept = [self.scenes[k] for k in leave_out_older(deliveries, names, paths, values)]
        products = [
            _scene_of(scene, scene.raster)
            for scene in kept
            if isinstance(scene.raster, ProductInput)
        ]
        warn_of_levels(products, values)
        return kept


@dataclass(frozen=True)
class _NeededBands:
    """Bands of the first scene, by name where lists are of names and else by number, as text.

    Attributes:
        shown: that samples hold.
        meanings: those that indices are made of.
        wanted: all of them, as BANDS takes them.
    """

    shown: tuple[str, ...]
    meanings: Mapping[str, str]
    wanted: str

    @classmethod
    def of(cls, scene: SceneInput, wanted: str, request: IndexRequest) -> _NeededBands:
        info = describe_scene(scene)
        found = find_meanings(info, request.meanings)
        check_found(found, request, scene.name, info.descriptions)
        is_named = isinstance(scene.raster, (ProductInput, ItemInput))
        keys = info.descriptions if is_named else tuple(map(str, info.bands))
        meanings = {m: keys[info.bands.index(found[m])] for m in request.needed}
        if isinstance(scene.raster, ProductInput):
            shown = product_bands(scene.raster.product, wanted)
        else:
            listed = match_bands([info], wanted)[0]
            numbers = listed.split(",") if listed else map(str, info.bands)
            shown = tuple(keys[info.bands.index(int(number))] for number in numbers)
        others = [key for key in dict.fromkeys(meanings.values()) if key not in shown]
        return cls(shown, meanings, ",".join((*shown, *others)) if others else wanted)

    def named(self, images: Sequence[SeriesImage]) -> tuple[tuple[str, ...], dict[str, str]]:
        """What the scene's images call the bands that are shown, and those of each meaning."""
        called = {}
        for image in images:
            called.update(zip(map(str, image.info.bands), image.bands))
            called.update(zip(image.bands, image.bands))
        shown = tuple(called[key] for key in self.shown if key in called)
        return shown, {m: called[key] for m, key in self.meanings.items() if key in called}


def _scene_of(scene: SceneInput, raster: ProductInput, day: date | None = None) -> Scene:
    return Scene(raster.path, scene.name, day or raster.product.date, raster.product)


def _date_of(scene: SceneInput, pattern: str | None, dates: Mapping[str, date]) -> date | None:
    """Of a table, then as the pattern reads it, then as scenes have it."""
    is_service = isinstance(scene.raster, ServiceInput)
    day = lookup_date(scene.name if is_service else scene.raster.path, dates)
    if day is None and pattern and is_service:
        day = read_date(scene.name, pattern)
    elif day is None and pattern and scene.info is not None:
        day = raster_date(scene.info, pattern)
    return day or (date.fromisoformat(scene.date) if scene.date else None)


def _of_product(
    scene: SceneInput,
    raster: ProductInput,
    bands: list[str],
    day: date | None,
    layout: str,
    values: Values,
) -> list[SeriesImage]:
    resolution = values.optional_integer("RESOLUTION")
    if resolution is None and layout == STACKED:
        resolution = 10
    return images_of_product(_scene_of(scene, raster, day), bands, resolution)


def _of_service(
    scene: SceneInput, raster: ServiceInput, bands: str, day: date | None, values: Values
) -> SeriesImage:
    nodata = values.optional_double("NODATA") if scene.nodata is None else scene.nodata
    source = raster.open(bands, nodata)
    info = source.info
    opener = ServiceBands(lambda numbers: raster.open(numbers, nodata), info.bands)
    return SeriesImage(
        raster.path, scene.name, _needed(day, scene), info.descriptions, info, opener
    )


def _needed(day: date | None, scene: SceneInput) -> date:
    """The date of a scene.

    Raises:
        RasterError: nothing tells it.
    """
    if day is None:
        raise RasterError("Nothing tells the date of {name}; give a {DATE_TABLE}.", name=scene.name)
    return day


def _of_item(scene: SceneInput, raster: ItemInput, bands: str, day: date | None) -> SeriesImage:
    day = _needed(day, scene)
    names = band_names(raster.item)
    chosen = tuple(names[k - 1] for k in choose_bands(raster.item, bands))
    opener = ItemBands(raster.item, chosen, raster.sign, raster.is_cancelled)
    mask = raster.mask()
    with closing(opener()) as source:
        return SeriesImage(
            raster.path,
            scene.name,
            day,
            chosen,
            source.info,
            opener,
            None if mask is None else mask.open,
            is_product=True,
        )


def _of_file(
    scene: SceneInput, bands: str, day: date | None, pattern: str | None, values: Values
) -> list[SeriesImage]:
    path, nodata = scene.raster.path, values.optional_double("NODATA")
    nodata = nodata if scene.nodata is None else scene.nodata
    code_band = values.text("CLOUD_BAND").strip()
    if bands and code_band:
        bands = _with_code_band(path, bands, code_band, pattern)
    found = images_of_file(path, day, pattern, nodata, code_band, scene.raster.settings, bands)
    return [replace(found[0], name=scene.name)] if len(found) == 1 else found


def _with_code_band(path: str, bands: str, code_band: str, pattern: str | None) -> str:
    """The bands of the image, and that of its codes."""
    with closing(FileRasterSource(path)) as source:
        info = source.info
    names, _ = names_of_bands(info, path, pattern)
    number = find_band(names, info.bands, code_band)
    is_more = number is not None and str(number) not in bands.split(",")
    return f"{bands},{number}" if is_more else bands
