"""Fields that an output layer cannot keep, told before anything is written."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from contextlib import contextmanager

from osgeo import gdal
from qgis.core import QgsFields, QgsProcessingException, QgsProcessingOutputLayerDefinition

from ...core.tiles.field_names import twin_fields
from ...core.tiles.table import Field
from ..base.algorithm import TilewrightAlgorithm
from ..base.words import count_text, tr

# What QGIS calls databases whose columns are one whatever their case.
_DATABASES = (".gpkg", ".sqlite", ".db")
_DATABASE_PROVIDERS = ("ogr:", "spatialite:")
_DBASE = (".shp", ".dbf")
_DBASE_BYTES = 10
_MOST = 6


def tell_replaced_fields(source, added: Sequence[Field], feedback) -> None:
    """Say which fields of a layer give way to new ones, as merge_fields has it.

    Args:
        source: the layer's features, as QGIS gives them.
        added: the new fields.
        feedback: told.
    """
    new = {field.name.lower(): field.name for field in added}
    lost = [name for name in source.fields().names() if name.lower() in new]
    if not lost:
        return
    text = count_text(
        len(lost),
        tr("The field {1} of {2} is replaced by the new {3}; rename it first to keep its values."),
        tr("The fields {1} of {2} are replaced by the new {3}; rename them first to keep theirs."),
        ", ".join(lost),
        source.sourceName(),
        ", ".join(new[name.lower()] for name in lost),
    )
    feedback.pushWarning(text)


def check_layer_fields(
    alg: TilewrightAlgorithm, parameters: dict, name: str, fields: QgsFields
) -> None:
    """Refuse or tell what becomes of the fields of the layer that the parameter ``name`` asks for.

    Raises:
        QgsProcessingException: see refuse_twin_fields.
    """
    refuse_twin_fields(parameters, name, fields)
    destination = _destination(parameters.get(name))
    if not _is_dbase(destination):
        return
    names = fields.names()
    twins = {n for group in twin_fields(names) for n in group[1:]}
    cut = [n for n in names if len(n.encode()) > _DBASE_BYTES or n in twins]
    if cut:
        shown = ", ".join(cut[:_MOST]) + (", ..." if len(cut) > _MOST else "")
        alg.feedback.pushWarning(
            count_text(
                len(cut),
                tr(
                    "Shapefiles cut field names at 10 characters and texts at 254, so that {1} "
                    "gets another name in {2}; write a GeoPackage to keep it."
                ),
                tr(
                    "Shapefiles cut field names at 10 characters and texts at 254, so that {1} get "
                    "other names in {2}; write a GeoPackage to keep them."
                ),
                shown,
                os.path.basename(destination),
            )
        )


@contextmanager
def without_notes_on_names(parameters: dict, name: str) -> Iterator[None]:
    """Within the block GDAL does not print what check_layer_fields tells in better words."""
    if not _is_dbase(_destination(parameters.get(name))):
        yield
        return
    gdal.PushErrorHandler("CPLQuietErrorHandler")
    try:
        yield
    finally:
        gdal.PopErrorHandler()


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


def _is_dbase(destination: str) -> bool:
    return os.path.splitext(destination)[1].lower() in _DBASE


def _destination(value) -> str:
    if isinstance(value, QgsProcessingOutputLayerDefinition):
        value = value.sink.staticValue()
    return value if isinstance(value, str) else ""
