"""The raster that an algorithm was called with, or its scenes, and where tiles lie in them."""

from __future__ import annotations

from collections.abc import Callable, Iterable

import numpy as np
from qgis.core import QgsCoordinateReferenceSystem

from ...core.errors import ExportError
from ...core.indices.source import info_of_file
from ...core.message import Message, list_names
from ...core.raster.fill import FillWatch
from ...core.raster.source import RasterSource
from ...core.resampling.windows import PixelWindows, each_part, windows_of_geometries
from ...core.run.batches import never_cancelled, run_aside
from ...core.scaling.scaling import NONE
from ...core.scenes.harmonize import called, open_alike, tell_difference
from ...core.scenes.source import Scene, SceneSource
from ...core.tiles.table import TileTable
from ...core.tiles.words import SCENE
from ..base.values import Values
from ..inputs.layer_transform import LayerTransform
from ..rasters.index_parameters import log_indices, open_indexed, read_index_request
from ..rasters.item_input import ItemInput
from ..rasters.source import RasterInput, input_of_layer, log_bands, raster_layer
from ..services.service_input import ServiceInput, is_service, read_service
from ..services.together import AskedServices
from ..services.wanted import find_wanted
from .ask_services import settle_pictures
from .left_out import LeftOutScenes
from .match_scenes import check_drawn_alike, check_systems, match_scenes
from .read_scenes import read_scenes
from .scene_input import Earlier, ProductInput, SceneInput
from .scene_parameters import RASTER

# Of tiles over scenes of several coordinate systems.
_OF_ALL = "EPSG:4326"


class TakenRasters:
    """One raster, or several; taken in the main thread and opened in any.

    Args:
        values: of the algorithm.
        raster: name of the parameter for one.
        earlier: a dataset that scenes are added to, if there is one.

    Attributes:
        scenes: of several; none of one.
        crs: of layers of tiles over all: that of the rasters, or longitude and latitude where
            they have several.
        left_out: scenes that give no tiles.

    Raises:
        RasterError: see read_scenes.
    """

    def __init__(
        self, values: Values, raster: str = RASTER, earlier: Earlier | None = None
    ) -> None:
        self.left_out = LeftOutScenes(values)
        self.scenes = read_scenes(values, raster, earlier, self.left_out)
        self._raster = None if self.scenes else _take_raster(values, raster)
        self._bands: list[str] = []
        self._transforms = values.context.transformContext()
        check_systems(self.scenes)
        systems = [raster.crs for raster in self.rasters]
        systems += [earlier.crs] if earlier is not None else []
        is_shared = all(crs == systems[0] for crs in systems)
        self.crs = systems[0] if is_shared else QgsCoordinateReferenceSystem(_OF_ALL)

    @property
    def rasters(self) -> list[RasterInput | ProductInput | ItemInput]:
        """All of them, in order."""
        if self._raster is not None:
            return [self._raster]
        return [scene.raster for scene in self.scenes]

    @property
    def services(self) -> AskedServices | None:
        """Those that servers are asked for; None where there are none."""
        return AskedServices.among(self.rasters)

    @property
    def names(self) -> list[str]:
        """Of the layer, or of each scene."""
        if self._raster is not None:
            return [self._raster.name]
        return [scene.name for scene in self.scenes]

    @property
    def name(self) -> str:
        """Of the layer; of several rasters the first ones."""
        return str(list_names(self.names))

    def open(
        self,
        values: Values,
        nodata: float | None,
        keep_alpha: bool,
        prepare: Callable[[RasterSource], RasterSource],
        is_drawn: bool = False,
    ) -> RasterSource:
        """The pixels for the engine; ``prepare`` makes of each raster what is shown of it.

        Scenes are brought to the bands of the first and to one type, but where one style draws
        all, by the numbers of their bands.

        Raises:
            RasterError: a raster cannot be read so, or scenes have nothing in common.
        """
        bands, request = values.text("BANDS"), read_index_request(values)
        if self._raster is not None:
            source = open_indexed(self._raster, bands, nodata, request, keep_alpha)
            log_bands([info_of_file(source)], values)
            log_indices(source, values)
            return _watched(prepare, source)
        self._bands = match_scenes(self.scenes, bands, values, keep_alpha)
        opened = []
        for scene, own in zip(self.scenes, self._bands):
            source = open_indexed(scene, own, nodata, request, keep_alpha)
            # Reading opens it again: there may be more scenes than files that can be open.
            source.close()
            opened.append(source)
        infos = [source.info for source in opened]
        log_bands(map(info_of_file, opened), values)
        log_indices(opened[0], values)
        names = [scene.name for scene in self.scenes]
        settle_pictures(opened, names, values.choice("SCALING") == NONE)
        difference = tell_difference(called(infos, names))
        if is_drawn:
            check_drawn_alike(self.scenes, self._bands, difference)
        alike = open_alike(opened, names)
        if difference is not None:
            values.warn(difference)
        shown = [_watched(prepare, source) for source in alike]
        return SceneSource(
            [
                Scene(
                    scene.number,
                    scene.name,
                    source,
                    scene.date,
                    crs_name(scene.raster.crs),
                    _set_for(scene),
                )
                for scene, source in zip(self.scenes, shown)
            ]
        )

    def values_of(self, scene: SceneInput, values: Values) -> Values:
        """The values of the run as they are for a scene: what is its own, and its bands.

        The bands are known once all are open.
        """
        own = scene.values(values)
        if not self._bands:
            return own
        return own.overridden({"BANDS": self._bands[self.scenes.index(scene)]})

    def without_left_out(self, tiles: TileTable) -> TileTable:
        """Tiles but those of scenes that are left out."""
        field, names = tiles.find_field(SCENE.name), {each.name for each in self.left_out.found}
        if field is None or not names:
            return tiles
        return tiles.select(np.array([name not in names for name in tiles[field.name]], bool))

    def find_places(
        self,
        tiles: TileTable,
        crs: QgsCoordinateReferenceSystem,
        source: RasterSource,
        is_cancelled: Callable[[], bool] = never_cancelled,
    ) -> PixelWindows:
        """Where tiles lie in the pixels of the raster, or each of its scene.

        Args:
            tiles: of several rasters they say which, in the column ``scene``.
            crs: of their outlines.
            source: what ``open`` gave.
            is_cancelled: polled between tiles.

        Raises:
            ExportError: a tile does not say which scene it is of, or names none of them.
            CancelledError: ``is_cancelled`` said so.
        """
        if not self.scenes:
            return self.places_in(0, tiles, crs, source, is_cancelled)
        parts = self.scene_numbers(tiles)
        count = len(tiles)
        windows, exact = np.zeros((count, 4), np.int64), np.zeros((count, 4))
        off_grid, sizes = np.zeros(count), np.zeros((count, 2), np.int64)
        for number, index in each_part(parts, count):
            found = self.places_in(number, tiles.select(index), crs, source, is_cancelled)
            windows[index], exact[index] = found.windows, found.exact
            off_grid[index] = found.off_grid
            info = source.part(number).info
            sizes[index] = info.width, info.height
        return PixelWindows(windows, exact, off_grid, parts, sizes)

    def places_in(
        self,
        number: int,
        tiles: TileTable,
        crs: QgsCoordinateReferenceSystem,
        source: RasterSource,
        is_cancelled: Callable[[], bool],
    ) -> PixelWindows:
        """Where tiles lie in the pixels of one of the rasters, by its place in the list.

        Raises:
            CancelledError: ``is_cancelled`` said so.
        """
        outlines = self.to_raster(number, crs).outlines(tiles, is_cancelled)
        transform = source.part(number).info.transform
        # QGIS's transforms stay in this thread: what others leave in them outlives these.
        return run_aside(lambda: windows_of_geometries(outlines, transform), is_cancelled)

    def to_raster(self, number: int, crs: QgsCoordinateReferenceSystem) -> LayerTransform:
        """From the tiles' coordinate system to that of a raster, by its place in the list."""
        raster = self.rasters[number]
        return LayerTransform(
            crs, raster.crs, self._transforms, Message("the tile layer"), raster.name
        )

    def carried(
        self, tiles: TileTable, scene: SceneInput, is_cancelled: Callable[[], bool]
    ) -> TileTable:
        """Tiles of a scene in the coordinate system of all."""
        there = LayerTransform(
            scene.raster.crs, self.crs, self._transforms, scene.name, Message("the tile layer")
        )
        if there.is_identity:
            return tiles
        return TileTable(tiles.fields, tiles.columns, there.outlines(tiles, is_cancelled).wkb)

    def scene_numbers(self, tiles: TileTable) -> np.ndarray:
        """The place in the list of the scene that each tile is of, int64 (N,).

        Raises:
            ExportError: a tile does not say, or names none of them.
        """
        field = tiles.find_field(SCENE.name)
        if field is None or None in tiles[field.name].tolist():
            raise ExportError(
                "The tiles do not say which of the {SCENES} they are of; make them with Create "
                "Tile Grid from the same {SCENES}, or give one {RASTER}."
            )
        numbers = {scene.name: k for k, scene in enumerate(self.scenes)}
        named = tiles[field.name].tolist()
        unknown = sorted({str(name) for name in named if name not in numbers})
        if unknown:
            raise ExportError(
                "Tiles are of scenes that {SCENES} does not hold: {unknown}; it holds {known}.",
                unknown=list_names(unknown),
                known=list_names(numbers),
            )
        return np.array([numbers[name] for name in named], dtype=np.int64)


def _take_raster(values: Values, name: str) -> RasterInput:
    layer = raster_layer(values, name)
    if is_service(layer):
        return read_service(values, layer, find_wanted(values, layer))
    return input_of_layer(layer)


def crs_name(crs: QgsCoordinateReferenceSystem) -> str:
    """A coordinate system as people call it."""
    return crs.authid() or crs.description()


def crs_names(rasters: Iterable[RasterInput | ProductInput | ItemInput]) -> str:
    """The coordinate systems of rasters, each once."""
    return ", ".join(dict.fromkeys(crs_name(raster.crs) for raster in rasters))


def _set_for(scene: SceneInput) -> dict[str, object]:
    own: dict[str, object] = {
        "bands": scene.bands,
        "nodata": scene.nodata,
        "attribution": scene.attribution,
    }
    if isinstance(scene.raster, ServiceInput):
        own["service"] = scene.raster.facts
    return {name: value for name, value in own.items() if value not in ("", None)}


def _watched(prepare: Callable[[RasterSource], RasterSource], source: RasterSource) -> RasterSource:
    shown = prepare(source)
    if not shown.is_palette:
        source.watch = FillWatch()
    return shown
