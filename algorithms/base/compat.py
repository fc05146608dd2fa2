"""What differs between QGIS versions."""

from __future__ import annotations

import os
from collections.abc import Mapping
from typing import TYPE_CHECKING

from qgis.core import Qgis, QgsFeatureSink, QgsField
from qgis.PyQt.QtCore import QVariant

from ...core.tiles.table import DOUBLE, INT, TEXT

if TYPE_CHECKING:
    from .values import Values

# QgsField takes QMetaType types from 3.38 on, and warns about QVariant ones.
_WANTS_META_TYPE = Qgis.QGIS_VERSION_INT >= 33800
# QVariantMap, QVariantList, QStringList, QByteArray.
_SEVERAL = (8, 9, 11, 12)


def _types() -> dict:
    if _WANTS_META_TYPE:
        from qgis.PyQt.QtCore import QMetaType

        return {
            TEXT: QMetaType.Type.QString,
            INT: QMetaType.Type.LongLong,
            DOUBLE: QMetaType.Type.Double,
        }
    return {
        TEXT: QVariant.Type.String,
        INT: QVariant.Type.LongLong,
        DOUBLE: QVariant.Type.Double,
    }


def make_field(name: str, kind: str) -> QgsField:
    """A field of one of the engine's kinds."""
    return QgsField(name, _types()[kind])


def holds_lists(field: QgsField) -> bool:
    """Whether a field's values are lists, maps or bytes."""
    kind = field.type()
    # Their numbers are the same in all versions, their types are not.
    return int(getattr(kind, "value", kind)) in _SEVERAL


def is_null(value) -> bool:
    """Whether an attribute is NULL, which is None or a null QVariant by version and provider."""
    return value is None or (isinstance(value, QVariant) and value.isNull())


def field_names(values: Values, name: str) -> list[str]:
    """The fields of a parameter that takes several."""
    whole_name = values.name(name)
    # parameterAsFields is deprecated from 3.40 on; its successor knows no fields before 3.34.
    if Qgis.QGIS_VERSION_INT >= 34000:
        return values.alg.parameterAsStrings(values.parameters, whole_name, values.context)
    return values.alg.parameterAsFields(values.parameters, whole_name, values.context)


def finish_sink(sink: QgsFeatureSink) -> bool:
    """Write what a sink holds back; whether all went well."""
    # Newer sinks have a method to end them, which flushes, too, and says more.
    finalize = getattr(sink, "finalize", sink.flushBuffer)
    return finalize() is not False


def plain_paths(parameters: Mapping) -> dict:
    """Parameters where paths, as Python's pathlib has them, are texts, as QGIS has them."""
    return {name: _plain_path(value) for name, value in parameters.items()}


def _plain_path(value: object) -> object:
    if isinstance(value, (list, tuple)):
        return [_plain_path(item) for item in value]
    return os.fspath(value) if isinstance(value, os.PathLike) else value
