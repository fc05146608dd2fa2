"""Files that are opened for a run: those of addresses, and all closed where the run fails."""

from __future__ import annotations

from weakref import WeakKeyDictionary

from qgis.core import (
    QgsProcessing,
    QgsProcessingContext,
    QgsProcessingParameterDefinition,
    QgsProcessingParameterMultipleLayers,
    QgsProcessingUtils,
    QgsRasterLayer,
)
from qgis.PyQt.QtCore import QThread

from ...core.message import Message, Parameter
from ...core.network.remote_files import gdal_name
from ...core.network.stays_local import is_address
from .parameters import takes_more

# QGIS checks parameters with one algorithm object and runs another; both are given the context.
_layers_before: WeakKeyDictionary[QgsProcessingContext, frozenset[str]] = WeakKeyDictionary()


def note_layers(context: QgsProcessingContext) -> None:
    """Remember which layers the context holds before parameters are looked at."""
    _layers_before[context] = _layer_ids(context)


def has_noted_layers(context: QgsProcessingContext) -> bool:
    """Whether parameters were looked at with this context; models and tasks do not do it."""
    return context in _layers_before


def take_noted_layers(context: QgsProcessingContext) -> frozenset[str]:
    """Ids of the layers that the context held then, or holds now when nobody noted them."""
    noted = _layers_before.pop(context, None)
    return _layer_ids(context) if noted is None else noted


def release_layers(context: QgsProcessingContext, before: frozenset[str]) -> None:
    """Close what the context has opened since, but for layers that live in memory.

    QGIS never frees an error that it takes from Python, nor the frames that called: with
    processing.run, one of them holds the context, and so every layer that was opened from a path.
    Layers which the caller put there stay: they were there before.
    """
    # A task's layers belong to the window's thread; a task has no such frames.
    if QThread.currentThread() != context.thread():
        return
    store = context.temporaryLayerStore()
    for layer_id, layer in store.mapLayers().items():
        # A sink that Python has not tidied up yet may still write into a memory layer.
        if layer_id not in before and layer.providerType() != "memory":
            store.removeMapLayer(layer_id)


def open_address(
    definition: QgsProcessingParameterDefinition, value: object, context: QgsProcessingContext
) -> Message | None:
    """Open rasters that are given by their addresses: QGIS looks for files of these names."""
    is_list = (
        isinstance(definition, QgsProcessingParameterMultipleLayers)
        and definition.layerType() == QgsProcessing.SourceType.TypeRaster
        and isinstance(value, (list, tuple))
        and not takes_more(definition)
    )
    if not is_list and definition.type() != "raster":
        return None
    given = [v for v in (value if is_list else [value]) if isinstance(v, str) and is_address(v)]
    found = (_open_at(definition, each, context) for each in given)
    return next((refusal for refusal in found if refusal is not None), None)


def _open_at(
    definition: QgsProcessingParameterDefinition, value: str, context: QgsProcessingContext
) -> Message | None:
    if QgsProcessingUtils.mapLayerFromString(value, context, False) is not None:
        return None
    name = gdal_name(value.strip())
    if not name.lower().startswith("/vsi"):
        return None
    layer = QgsRasterLayer(name, value, "gdal")
    if not layer.isValid():
        return Message(
            "{parameter} {address} cannot be opened as a raster: check the address, and that the "
            "server lets you read it in pieces.",
            parameter=Parameter(definition.name()),
            address=value,
        )
    # By its name QGIS finds it.
    context.temporaryLayerStore().addMapLayer(layer)
    return None


def _layer_ids(context: QgsProcessingContext) -> frozenset[str]:
    return frozenset(context.temporaryLayerStore().mapLayers())
