"""Field names that a file format cannot keep, told before anything is written."""

from __future__ import annotations

import os

from qgis.core import QgsFields, QgsProcessingException, QgsProcessingOutputLayerDefinition

from ...core.tiles.field_names import twin_fields
from ..base.algorithm import TilewrightAlgorithm
from ..base.words import tr

# What QGIS calls databases whose columns are one whatever their case.
_DATABASES = (".gpkg", ".sqlite", ".db")
_DATABASE_PROVIDERS = ("ogr:", "spatialite:")
_DBASE = (".shp", ".dbf")
_DBASE_BYTES = 10
_MOST = 6


def check_layer_fields(
    alg: TilewrightAlgorithm, parameters: dict, name: str, fields: QgsFields
) -> None:
    """Refuse or tell what becomes of the fields of the layer that the parameter ``name`` asks for.

    Raises:
        QgsProcessingException: see refuse_twin_fields.
    """
    refuse_twin_fields(parameters, name, fields)
    destination = _destination(parameters.get(name))
    if os.path.splitext(destination)[1].lower() not in _DBASE:
        return
    names = fields.names()
    twins = {n for group in twin_fields(names) for n in group[1:]}
    cut = [n for n in names if len(n.encode()) > _DBASE_BYTES or n in twins]
    if cut:
        shown = ", ".join(cut[:_MOST]) + (", ..." if len(cut) > _MOST else "")
        alg.feedback.pushWarning(
            tr(
                "Shapefiles cut field names at 10 characters and texts at 254, so that {} get "
                "other names in {}; write a GeoPackage to keep them."
            ).format(shown, os.path.basename(destination))
        )


def refuse_twin_fields(parameters: dict, name: str, fields: QgsFields) -> None:
    """Refuse field names that the database which a parameter names does not tell apart.

    Raises:
        QgsProcessingException: two differ only in case.
    """
    destination = _destination(parameters.get(name))
    ending = os.path.splitext(destination)[1].lower()
    twins = twin_fields(fields.names())
    if twins and (ending in _DATABASES or destination.startswith(_DATABASE_PROVIDERS)):
        raise QgsProcessingException(
            tr(
                "{} is to have the fields {}, whose names differ only in case, and {} cannot keep "
                "both; rename one, or write another format, such as GeoJSON."
            ).format(name, tr(" and ").join(twins[0]), os.path.basename(destination))
        )


def _destination(value) -> str:
    if isinstance(value, QgsProcessingOutputLayerDefinition):
        value = value.sink.staticValue()
    return value if isinstance(value, str) else ""
