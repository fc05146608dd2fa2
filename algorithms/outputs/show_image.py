"""How images are called and shown that QGIS loads when an algorithm has made them."""

from __future__ import annotations

from collections.abc import Sequence

from qgis.core import QgsMultiBandColorRenderer, QgsRasterLayer

from ...core.imagery.natural_color import choose_natural_color
from ..base.values import Values
from .style_on_load import style_on_load


def show_image(
    values: Values, name: str, path: str, title: str, bands: Sequence[str] = (), source: str = ""
) -> None:
    """Call a raster by a title and show it in natural colours, when QGIS is about to load it.

    Args:
        values: of the algorithm.
        name: of the output's parameter; a name that a user or model gave it stays.
        path: the raster.
        title: empty when nothing tells one.
        bands: names of its bands, which tell red, green and blue.
        source: name of the scene, where the bands do not tell the satellite.
    """
    context = values.context
    if not path or not context.willLoadLayerOnCompletion(path):
        return
    details = context.layerToLoadOnCompletionDetails(path)
    if title and details.name in ("", name, values.alg.parameterDefinition(name).description()):
        details.name = title
    chosen = choose_natural_color(bands, source=source)
    if chosen is not None:
        style_on_load(context, path, lambda layer: show_natural_colors(layer, chosen))


def show_natural_colors(layer: QgsRasterLayer, bands: tuple[int, int, int]) -> None:
    """Show these bands as red, green and blue, stretched as the user's settings say."""
    renderer = layer.renderer()
    if isinstance(renderer, QgsMultiBandColorRenderer):
        shown = (renderer.redBand(), renderer.greenBand(), renderer.blueBand())
        if shown == bands:
            return
    if layer.bandCount() >= max(bands):
        layer.setRenderer(QgsMultiBandColorRenderer(layer.dataProvider(), *bands))
        layer.setDefaultContrastEnhancement()
