"""What an output layer cannot keep, told before anything is written."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from qgis.core import (
    QgsFields,
    QgsProcessingOutputLayerDefinition,
    QgsVectorFileWriter,
    QgsWkbTypes,
)

from ...core.errors import LayerError
from ...core.message import Parameter, counted
from ...core.tiles.field_names import twin_fields
from ...core.tiles.table import Field
from ..base.values import Values

# What QGIS calls databases whose columns are one whatever their case.
_DATABASES = (".gpkg", ".sqlite", ".db")
_DATABASE_PROVIDERS = ("ogr:", "spatialite:")
_DBASE = (".shp", ".dbf")
_DBASE_BYTES = 10
_MOST = 6
# What QGIS writes of these is the table alone, or without its coordinate system.
_OPTIONS = {"CSV": ("GEOMETRY=AS_WKT",), "SQLite": ()}
_SHAPES_OF_CSV = "WKT"
_SHEETS = ("XLSX", "ODS")


def tell_replaced_fields(values: Values, source, added: Sequence[Field]) -> None:
    """Say which fields of a layer give way to new ones, as merge_fields has it.

    Args:
        values: of the algorithm.
        source: the layer's features, as QGIS gives them.
        added: the new fields.
    """
    new = {field.name.lower(): field.name for field in added}
    lost = [name for name in source.fields().names() if name.lower() in new]
    if not lost:
        return
    values.warn(
        counted(
            len(lost),
            "The field {lost} of {layer} is replaced by the new {new}; rename it first to keep its "
            "values.",
            "The fields {lost} of {layer} are replaced by the new {new}; rename them first to keep "
            "theirs.",
            lost=", ".join(lost),
            layer=source.sourceName(),
            new=", ".join(new[name.lower()] for name in lost),
        )
    )


def better_options(
    values: Values, name: str, fields: QgsFields, like: tuple
) -> QgsVectorFileWriter.SaveVectorOptions | None:
    """How to write the layer of a parameter where QGIS would leave out more than it must.

    Says what the file cannot keep all the same.

    Args:
        values: of the algorithm.
        name: of the destination parameter, which names a file.
        fields: of the layer.
        like: its geometry type and coordinate system.
    """
    shapes, crs = like
    form = QgsVectorFileWriter.driverForExtension(Path(_destination(values.raw(name))).suffix)
    layer = values.alg.parameterDefinition(name).description()
    if shapes == QgsWkbTypes.Type.NoGeometry or is_remapped(values.raw(name)):
        return None
    if form in _SHEETS:
        values.warn(
            "{layer} is written as {form}, which keeps no shapes; choose GeoPackage if you need "
            "them.",
            layer=layer,
            form=form,
        )
    # What was read from a table with shapes has a column of them.
    if form not in _OPTIONS or fields.lookupField(_SHAPES_OF_CSV) >= 0:
        return None
    if form == "CSV":
        values.info(
            "{layer} is written as CSV, which keeps no coordinate system; it is {crs}.",
            layer=layer,
            crs=crs.authid() or crs.description() or crs.toWkt(),
        )
    options = QgsVectorFileWriter.SaveVectorOptions()
    options.driverName = form
    options.fileEncoding = values.context.defaultEncoding()
    options.datasourceOptions = QgsVectorFileWriter.defaultDatasetOptions(form)
    usual = QgsVectorFileWriter.defaultLayerOptions(form)
    # The number of a coordinate system, which QGIS leaves empty, and GDAL takes for that of none.
    options.layerOptions = [*(o for o in usual if o != "SRID="), *_OPTIONS[form]]
    return options


def is_remapped(value: object) -> bool:
    """Whether features are added to a layer that is there, with its fields."""
    return isinstance(value, QgsProcessingOutputLayerDefinition) and value.useRemapping()


def check_layer_fields(values: Values, name: str, fields: QgsFields) -> None:
    """Refuse or tell what becomes of the fields of the layer that the parameter ``name`` asks for.

    Raises:
        LayerError: see refuse_twin_fields.
    """
    refuse_twin_fields(values, name, fields)
    destination = _destination(values.raw(name))
    if not _is_dbase(destination):
        return
    names = fields.names()
    twins = {n for group in twin_fields(names) for n in group[1:]}
    cut = [n for n in names if len(n.encode()) > _DBASE_BYTES or n in twins]
    if cut:
        shown = ", ".join(cut[:_MOST]) + (", ..." if len(cut) > _MOST else "")
        values.warn(
            counted(
                len(cut),
                "Shapefiles cut field names at 10 characters and texts at 254, so that {names} "
                "gets another name in {file}; write a GeoPackage to keep it.",
                "Shapefiles cut field names at 10 characters and texts at 254, so that {names} get "
                "other names in {file}; write a GeoPackage to keep them.",
                names=shown,
                file=Path(destination).name,
            )
        )


def refuse_twin_fields(values: Values, name: str, fields: QgsFields) -> None:
    """Refuse field names that the database which a parameter names does not tell apart.

    Raises:
        LayerError: two differ only in case.
    """
    destination = _destination(values.raw(name))
    ending = Path(destination).suffix.lower()
    twins = twin_fields(fields.names())
    if twins and (ending in _DATABASES or destination.startswith(_DATABASE_PROVIDERS)):
        *others, last = twins[0]
        raise LayerError(
            "{output} is to have the fields {first} and {last}, whose names differ only in case, "
            "and {file} cannot keep both; rename one, or write another format, such as GeoJSON.",
            output=Parameter(name),
            first=", ".join(others),
            last=last,
            file=Path(destination).name,
        )


def _is_dbase(destination: str) -> bool:
    return Path(destination).suffix.lower() in _DBASE


def _destination(value) -> str:
    if isinstance(value, QgsProcessingOutputLayerDefinition):
        value = value.sink.staticValue()
    return value if isinstance(value, str) else ""
