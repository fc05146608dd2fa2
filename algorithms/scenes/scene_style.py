"""Several rasters as one style shows them."""

from __future__ import annotations

import os
import queue
from collections.abc import Sequence

from qgis.core import (
    QgsDataProvider,
    QgsProviderRegistry,
    QgsRasterLayer,
    QgsRasterPipe,
    QgsRasterRange,
)

from ...core.errors import ExportError, RasterError
from ...core.raster.info import RasterInfo
from ...core.raster.nodata import NodataSettings
from ...core.raster.source import RasterSource
from ...core.run.opened import remember_opened
from ..base.values import Values
from ..rasters.fingerprint_style import export_style, fingerprint_style
from ..rasters.style_source import DrawnSource, load_style
from .find_rasters import flatten
from .scene_input import ProductInput, SceneInput
from .scene_parameters import SCENES

# What draws: resolutions, filters, the renderer; the first of a pipe is what reads the file.
_DATA = 0


class SceneStyle:
    """A style that draws all scenes; made in the main thread and used in any.

    Args:
        layer: has the style.
    """

    def __init__(self, layer: QgsRasterLayer) -> None:
        pipe = layer.pipe()
        self._steps = [pipe.at(k).clone() for k in range(pipe.size()) if k != _DATA]
        self.fingerprint = fingerprint_style(export_style(layer))

    def draw(self, source: RasterSource) -> RasterSource:
        """The picture of a scene."""
        return _SceneDrawn(self, source.info)

    def open(self, path: str, settings: NodataSettings) -> QgsRasterPipe:
        """What draws a file; in any thread.

        Raises:
            RasterError: QGIS cannot open it.
        """
        options = QgsDataProvider.ProviderOptions()
        provider = QgsProviderRegistry.instance().createProvider("gdal", path, options)
        if provider is None or not provider.isValid():
            raise RasterError("QGIS cannot open {path} to draw it.", path=path)
        for band in range(1, provider.bandCount() + 1):
            provider.setUseSourceNoDataValue(band, band not in settings.switched_off)
            gaps = settings.more.get(band, ())
            provider.setUserNoDataValue(band, [QgsRasterRange(*gap) for gap in gaps])
        pipe = QgsRasterPipe()
        pipe.set(provider)
        for step in self._steps:
            pipe.set(step.clone())
        return pipe


class _SceneDrawn(DrawnSource):
    """A scene, whose file is opened by each thread that draws it and closed with ``close``."""

    def __init__(self, style: SceneStyle, info: RasterInfo) -> None:
        super().__init__(info)
        self._style, self._settings = style, info.settings
        self._pipes: queue.LifoQueue[QgsRasterPipe] = queue.LifoQueue()
        remember_opened(self)

    def fingerprint(self) -> str | None:
        return self._style.fingerprint

    def take_pipe(self) -> QgsRasterPipe:
        """See DrawnSource.take_pipe."""
        try:
            return self._pipes.get_nowait()
        except queue.Empty:
            return self._style.open(self.info.path, self._settings)

    def give_back(self, pipe: QgsRasterPipe) -> None:
        """See DrawnSource.give_back."""
        self._pipes.put(pipe)

    def close(self) -> None:
        """See RasterSource.close."""
        try:
            while True:
                self._pipes.get_nowait()
        except queue.Empty:
            pass


def style_of_scenes(scenes: Sequence[SceneInput], values: Values) -> tuple[SceneStyle, bool]:
    """The style that draws scenes, and whether QGIS's default one is all that there is.

    A style file counts; else the style of the layers among the scenes, which must have one alike;
    else that beside the file of the first scene. Only in the main thread.

    Raises:
        ExportError: the layers are drawn differently, a scene is a product, or the style file is
            none for these rasters.
    """
    product = next((scene for scene in scenes if isinstance(scene.raster, ProductInput)), None)
    if product is not None:
        raise ExportError(
            "{scene} is a Sentinel-2 product, which no style draws; make a raster of it with Load "
            "Sentinel-2 first, or choose another {SCALING}.",
            scene=product.name,
        )
    path = values.file("STYLE_FILE")
    layers = [] if path else _layers_of(values)
    if layers:
        _check_same(layers)
        return SceneStyle(layers[0]), False
    first = QgsRasterLayer(scenes[0].raster.path, scenes[0].name, "gdal", _without_style())
    if path:
        load_style(first, path)
        return SceneStyle(first), False
    _, has_style = first.loadDefaultStyle()
    if not has_style:
        first.setDefaultContrastEnhancement()
    return SceneStyle(first), not has_style


def _without_style() -> QgsRasterLayer.LayerOptions:
    options = QgsRasterLayer.LayerOptions()
    options.loadDefaultStyle = False
    return options


def _layers_of(values: Values) -> list[QgsRasterLayer]:
    """The layers that SCENES names: themselves, by their ids or names, or by their group."""
    project = values.context.project()
    found = []
    for item in flatten(values.raw(SCENES), values):
        if isinstance(item, QgsRasterLayer):
            found.append(item)
            continue
        if project is None or os.path.exists(str(item)):
            continue
        layer = project.mapLayer(str(item))
        named = [layer] if layer is not None else project.mapLayersByName(str(item))
        group = None if named else project.layerTreeRoot().findGroup(str(item))
        if group is not None:
            named = [node.layer() for node in group.findLayers()]
        found += [each for each in named if isinstance(each, QgsRasterLayer)]
    return found


def _check_same(layers: Sequence[QgsRasterLayer]) -> None:
    first, *others = layers
    own = fingerprint_style(export_style(first))
    for other in others:
        if fingerprint_style(export_style(other)) != own:
            raise ExportError(
                "{first} and {other} have different styles, so that one colour would mean two "
                "things; copy the style of one to all (Layer > Copy Style), give a {STYLE_FILE}, "
                "or choose another {SCALING}.",
                first=first.name(),
                other=other.name(),
            )
