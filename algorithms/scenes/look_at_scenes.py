"""What is known of the rasters of a list before they become scenes, and why one cannot be used."""

from __future__ import annotations

import os
from collections.abc import Sequence
from contextlib import ExitStack, closing
from dataclasses import dataclass, field, replace
from pathlib import Path

from qgis.core import QgsCoordinateReferenceSystem, QgsProject, QgsRasterLayer

from ...core.errors import TilewrightError
from ...core.message import Message, Parameter
from ...core.raster.info import RasterInfo
from ...core.scenes.harmonize import called, check_pixel_sizes, open_alike
from ...core.scenes.names import unique_names
from ...core.scenes.table import is_opened_by_gdal
from ..base.values import Values
from ..rasters.source import RasterInput, input_of_layer
from ..services.service_input import is_service
from .find_rasters import FoundRaster, find_rasters, look_at
from .match_scenes import describe_scene, match_scenes
from .read_scenes import raster_key, twin_message
from .scene_input import ProductInput, SceneInput
from .scene_parameters import SCENES


@dataclass(frozen=True)
class SceneEntry:
    """An entry of a list of scenes, taken in the main thread.

    Attributes:
        text: what SCENES has: the id of a layer, a file, or a product.
        name: what it is called where it cannot be opened.
        raster: what opens it; None of what is no layer of the project.
        problem: why it cannot be used, if that is known already.
    """

    text: str
    name: str
    raster: RasterInput | None = None
    problem: Message | None = None


@dataclass(frozen=True)
class SceneLook:
    """A scene as a list shows it.

    Attributes:
        text: what SCENES has.
        name: its own among the scenes of the list, as builddataset calls it.
        date: ISO; empty when nobody knows.
        problem: why it cannot be used together with the first; None when it can.
        raster: what opens it; None where that failed.
        info: what it says of itself; None where that failed.
    """

    text: str
    name: str
    date: str = ""
    problem: Message | None = None
    raster: RasterInput | ProductInput | None = field(default=None, repr=False)
    info: RasterInfo | None = field(default=None, repr=False, compare=False)

    @property
    def crs(self) -> QgsCoordinateReferenceSystem:
        """Its coordinate system, which is not valid where there is none."""
        return self.raster.crs if self.raster is not None else QgsCoordinateReferenceSystem()


def take_entry(text: str, project: QgsProject, name: str = "") -> SceneEntry:
    """An entry of a list; only in the main thread, and without opening files.

    Args:
        text: what SCENES has.
        project: holds the layers.
        name: what the entry was called before, where a layer may be gone.
    """
    layer = project.mapLayer(text)
    if layer is None:
        return SceneEntry(text, name or Path(text.rstrip("/\\")).stem)
    if not isinstance(layer, QgsRasterLayer) or not layer.isValid():
        problem = Message(
            "The layer {name} cannot be opened; repair its source, or take it off the list.",
            name=layer.name(),
        )
        return SceneEntry(text, layer.name(), problem=problem)
    if is_service(layer):
        problem = Message(
            "{name} is a layer of a service; choose it alone as the image, or run Build Dataset "
            "from the toolbox, which takes such layers among {SCENES}.",
            name=layer.name(),
        )
        return SceneEntry(text, layer.name(), problem=problem)
    try:
        return SceneEntry(text, layer.name(), input_of_layer(layer))
    except TilewrightError as error:
        return SceneEntry(text, layer.name(), problem=error.message)


def list_rasters(text: str, values: Values) -> list[str]:
    """What SCENES takes for each raster of a folder, in order of dates, or for a file or product.

    In any thread.

    Raises:
        TilewrightError: there is none, or one cannot be read.
    """
    return [found.raster.path for found in find_rasters(text, SCENES, values)]


def look_at_scenes(entries: Sequence[SceneEntry], bands: str, values: Values) -> list[SceneLook]:
    """Open each scene once and compare it with the first that can be opened; in any thread.

    Args:
        entries: of the list, in order.
        bands: of BANDS.
        values: heeded for a cancel; its log hears nothing that matters.

    Raises:
        CancelledError: the user stopped it.
    """
    found = [_open(entry, values) for entry in entries]
    dates = [str(f.date or "") if isinstance(f, FoundRaster) else "" for f in found]
    titles = [
        each.name if isinstance(each, FoundRaster) else entry.name
        for entry, each in zip(entries, found)
    ]
    names = unique_names(titles, dates)
    looks: list[SceneLook] = []
    first: SceneInput | None = None
    keys: set[str] = set()
    for number, (entry, each, name, date) in enumerate(zip(entries, found, names, dates), 1):
        values.check_cancelled()
        if not isinstance(each, FoundRaster):
            looks.append(SceneLook(entry.text, name, problem=each))
            continue
        key, problem = raster_key(each.raster.path), None
        scene = SceneInput(number, name, each.raster, date, info=each.info)
        if each.info is None:
            scene = replace(scene, info=describe_scene(scene))
        if key in keys:
            problem = twin_message(Parameter(SCENES), each.raster.path)
        elif first is not None:
            problem = _compare(first, scene, bands, values)
        first = first or scene
        keys.add(key)
        looks.append(SceneLook(entry.text, name, date, problem, each.raster, scene.info))
    return looks


def _open(entry: SceneEntry, values: Values) -> FoundRaster | Message:
    """What an entry stands for, or why it stands for nothing."""
    values.check_cancelled()
    if entry.problem is not None:
        return entry.problem
    try:
        if entry.raster is not None:
            return look_at(entry.raster, entry.name)
        if not os.path.exists(entry.text) and not is_opened_by_gdal(entry.text):
            return Message(
                "{name} is neither a layer of this project nor a file; take it off the list.",
                name=entry.name,
            )
        found = find_rasters(entry.text, SCENES, values)
    except TilewrightError as error:
        return error.message
    if len(found) != 1:
        return Message("{name} holds {count} rasters; add each.", name=entry.name, count=len(found))
    return found[0]


def _compare(first: SceneInput, scene: SceneInput, bands: str, values: Values) -> Message | None:
    """Why a scene makes no dataset together with the first; None when it does."""
    pair = [first, scene]
    try:
        lists = match_scenes(pair, bands, values)
        with ExitStack() as opened:
            sources = [
                opened.enter_context(closing(each.open(own))) for each, own in zip(pair, lists)
            ]
            names = [each.name for each in pair]
            check_pixel_sizes(called((source.info for source in sources), names))
            open_alike(sources, names)
    except TilewrightError as error:
        return error.message
    return None
