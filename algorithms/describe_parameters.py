"""An algorithm's parameters as plain values, for the dataset's description."""

from __future__ import annotations

from qgis.core import QgsMapLayer, QgsProcessingUtils

from .compat import is_null

# What changes how a dataset is made but not what is in it.
_NO_TRACE = {"OUTPUT", "WORKERS", "SCHEDULER", "RESUME", "OVERWRITE", "DRY_RUN"}


def describe_parameters(alg, parameters: dict, context) -> dict:
    """Every parameter that shapes the dataset; only in the main thread, as layers are looked up."""
    described = {"ALGORITHM": alg.id()}
    for definition in alg.parameterDefinitions():
        name = definition.name()
        if name in _NO_TRACE or definition.isDestination():
            continue
        value = parameters.get(name, definition.defaultValue())
        described[name] = _plain(value, definition, context)
    return described


def _plain(value, definition, context):
    if is_null(value):
        return None
    if isinstance(value, QgsMapLayer):
        return _layer_name(value)
    if isinstance(value, (list, tuple)):
        return [_plain(item, definition, context) for item in value]
    if isinstance(value, (bool, int, float)):
        return value
    if isinstance(value, str):
        layer = None
        if definition.type() in ("raster", "source", "vector", "multilayer"):
            layer = QgsProcessingUtils.mapLayerFromString(value, context, False)
        return value if layer is None else _layer_name(layer)
    return definition.valueAsPythonString(value, context)


def _layer_name(layer: QgsMapLayer) -> str:
    # The source of a memory layer is a random number, which would make equal datasets differ.
    is_memory = layer.providerType() == "memory"
    return f"memory layer {layer.name()}" if is_memory else layer.source()
