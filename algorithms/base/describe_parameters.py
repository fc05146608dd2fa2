"""An algorithm's parameters as plain values, for the dataset's description."""

from __future__ import annotations

import os

from qgis.core import QgsMapLayer, QgsProcessingUtils, QgsProviderRegistry

from ...core.services.records import clean_parts, clean_path, clean_text
from .parameters import takes_more
from .values import Values

# What changes how a dataset is made but not what is in it.
_NO_TRACE = {
    "OUTPUT",
    "WORKERS",
    "SCHEDULER",
    "RESUME",
    "OVERWRITE",
    "UPDATE",
    "REFIT",
    "DRY_RUN",
    "GRID_PART",
    "VALIDATE",
    "REQUESTS",
    "RETRIES",
    "TIMEOUT",
    "MAX_REQUESTS",
    # Of who asks a server, which is nobody's business.
    "AUTHCFG",
    "PROJECT",
    "CREDENTIALS",
    "ENDPOINT",
    # Told by what heeds it: of tiles, only some formats do.
    "COMPRESS",
}
# Told only where they say something: datasets that do without are the same bytes as before.
_IF_CHOSEN = {
    "OBJECT_BUFFER",
    "MAX_PER_CLASS",
    "EMPTY_TILES",
    "EMPTY_SHARE",
    "BALANCE_SEED",
    "BLACKEN",
    "CENTRES",
    "CROP",
    "ROTATION",
    "VALUE_FIELD",
    "LABELS_FIELD",
    "MULTI",
    "METADATA",
    "DATE",
    "RASTER2",
    "TARGET",
    "SCENES",
    "APPEND",
    "SCENE_TABLE",
    "SKIP_UNREADABLE",
    "SCALING_PER",
    "MAX_TILES",
    "SHUFFLE",
    "AREA_KM2",
    "AOI_NAME",
    "FLOAT",
    "PAIRS",
    "INDICES",
    "BAND_MEANINGS",
    "REFLECTANCE",
    "CLASS_ORDER",
}
# Providers whose layers are files, of which nothing is secret but keys in an address.
_FILES = ("gdal", "ogr", "delimitedtext", "memory")
_LAYERS = {"raster", "source", "vector", "layer"}


def describe_parameters(values: Values) -> dict:
    """Every parameter that shapes the dataset; only in the main thread, as layers are looked up.

    Values are typed by their definition: the console hands all of them over as text.
    """
    described = {"ALGORITHM": values.alg.id()}
    for definition in values.alg.parameterDefinitions():
        name = definition.name()
        if name in _NO_TRACE or definition.isDestination():
            continue
        is_rare = name in _IF_CHOSEN or (name == "SEED" and values.has("SHUFFLE"))
        if not is_rare or _is_chosen(values, definition):
            described[name] = _plain(values, definition)
    return described


def place_parameters(alg) -> frozenset[str]:
    """Names of the parameters that say where an input lies, and not what it holds."""
    return frozenset(
        definition.name()
        for definition in alg.parameterDefinitions()
        if definition.type() in {*_LAYERS, "file", "multilayer"}
    )


def _is_chosen(values: Values, definition) -> bool:
    """Whether a parameter says anything but what it usually does."""
    name, usual = definition.name(), definition.defaultValue()
    if not values.is_given(name):
        return False
    describe = _chosen if definition.type() == "enum" else _plain
    found = describe(values, definition)
    return found not in (None, usual, [])


def _plain(values: Values, definition):
    name, kind = definition.name(), definition.type()
    if not values.is_given(name) and definition.defaultValue() in (None, ""):
        return None
    if kind == "number":
        is_integer = definition.dataType() == type(definition).Type.Integer
        value = values.integer(name) if is_integer else values.double(name)
        return None if value != value else value
    if kind == "band":
        return values.integer(name)
    if kind == "boolean":
        return values.flag(name)
    if kind == "multilayer" and takes_more(definition):
        return [_item_name(item, values) for item in _items(values.raw(name))]
    if kind == "multilayer":
        return [_layer_name(layer) for layer in values.layers(name)]
    if kind == "enum" and definition.allowMultiple():
        return _chosen(values, definition)
    if kind in _LAYERS:
        return _source_name(values, definition)
    if kind == "file":
        return os.path.abspath(values.file(name))
    return values.text(name)


def _items(value: object) -> list:
    """A list's items; a value that is none is the only one."""
    return list(value) if isinstance(value, (list, tuple)) else [value]


def _item_name(item: object, values: Values) -> str:
    """What a list names besides layers is a path, or no file at all."""
    layer = item
    if isinstance(item, str):
        layer = QgsProcessingUtils.mapLayerFromString(item, values.context, False)
    if isinstance(layer, QgsMapLayer):
        return _layer_name(layer)
    return os.path.abspath(str(item)) if os.path.exists(str(item)) else str(item)


def _chosen(values: Values, definition):
    """A word, or several as a list."""
    if not definition.allowMultiple():
        return values.choice(definition.name())
    words = values.choices(definition.name())
    return words[0] if len(words) == 1 else words


def _source_name(values: Values, definition):
    value, context = values.raw(definition.name()), values.context
    if isinstance(value, QgsMapLayer):
        return _layer_name(value)
    if isinstance(value, str):
        layer = QgsProcessingUtils.mapLayerFromString(value, context, False)
        if layer is not None:
            return _layer_name(layer)
        # The same source is written with its provider where no project knows it.
        has_provider, provider, uri = QgsProcessingUtils.decodeProviderKeyAndUri(value)
        if has_provider and provider not in _FILES:
            return clean_source(provider, uri)
        value = uri if has_provider else value
        return os.path.abspath(value) if os.path.exists(value) else clean_path(value)
    return definition.valueAsPythonString(value, context)


def clean_source(provider: str, source: str) -> str:
    """Where a provider of QGIS finds a layer, without passwords and keys."""
    parts = QgsProviderRegistry.instance().decodeUri(provider, source)
    if parts:
        return "&".join(f"{name}={value}" for name, value in clean_parts(parts).items())
    return clean_text(source)


def _layer_name(layer: QgsMapLayer) -> str:
    # The source of a memory layer is a random number, which would make equal datasets differ.
    is_memory = layer.providerType() == "memory"
    if is_memory:
        return f"memory layer {layer.name()}"
    if layer.providerType() not in _FILES:
        return clean_source(layer.providerType(), layer.source())
    path, bar, rest = layer.source().partition("|")
    path = clean_path(path)
    return (os.path.abspath(path) if os.path.exists(path) else path) + bar + rest
