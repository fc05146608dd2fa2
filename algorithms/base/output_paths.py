"""Places of outputs: where they can be, and not over what is read, nor over each other."""

from __future__ import annotations

import os
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from osgeo import gdal
from qgis.core import (
    QgsDataSourceUri,
    QgsMapLayer,
    QgsProcessing,
    QgsProcessingContext,
    QgsProcessingFeatureSourceDefinition,
    QgsProcessingOutputLayerDefinition,
    QgsProcessingParameterFeatureSink,
    QgsProcessingParameterFileDestination,
    QgsProcessingParameterFolderDestination,
    QgsProcessingUtils,
    QgsProperty,
    QgsProviderRegistry,
    QgsVectorFileWriter,
)

from ...core.dataset.earlier import refuse_owned_files
from ...core.dataset.places import some_names
from ...core.errors import ParameterError, RasterError
from ...core.files.paths import path_key
from ...core.files.places import check_place
from ...core.message import Parameter, as_message, either
from ...core.raster.gdal_errors_by_osgeo import heard_by_osgeo

if TYPE_CHECKING:
    from .values import Values

# What QGIS takes for a provider and its database.
_PROVIDER = re.compile("(.{3,}?):(.*)", re.DOTALL)
_ENDINGS = re.compile(r"\*(\.\w+)")
_PROVIDER_NAMES = {"postgis": "postgres"}
# Files that QGIS replaces as a whole, with all of their tables, and their drivers.
_DATABASES = {".gpkg": "GPKG", ".sqlite": "SQLite"}
_STYLES = "layer_styles"
# How tables begin that are being put into a database, or were by a killed run.
PART_TABLE = "tilewright_part_"


def check_parameters(values: Values) -> None:
    """Refuse places where outputs cannot be, and files that other parameters name.

    Only in the main thread.

    Raises:
        ParameterError: an output cannot be there; see check_place.
        RasterError: see check_outputs.
    """
    outputs, folders, tables, kinds, inputs = {}, {}, {}, {}, []
    for definition in values.alg.parameterDefinitions():
        name = definition.name()
        if not definition.isDestination():
            inputs.extend(_layers(values.parameters.get(name), values.context))
            continue
        place = read_destination(values, name)
        if not place or place == QgsProcessing.TEMPORARY_OUTPUT:
            continue
        if isinstance(definition, QgsProcessingParameterFeatureSink):
            check_layer_place(name, place)
            outputs[name] = layer_file(place)
            tables[name] = table_of(place)
        else:
            is_folder = isinstance(definition, QgsProcessingParameterFolderDestination)
            check_place(name, place, is_folder)
            if isinstance(definition, QgsProcessingParameterFileDestination):
                kinds[name] = [e.lower() for e in _ENDINGS.findall(definition.fileFilter())]
            # Folders are looked after by what writes into them.
            (folders if is_folder else outputs)[name] = place
    check_outputs(outputs, [path for path, _ in inputs])
    # What is read is told of as that, whatever its kind.
    for name, endings in kinds.items():
        _check_ending(name, outputs[name], endings)
    refuse_owned_files(outputs, kinds, folders.values())
    _check_tables({k: table for k, table in tables.items() if table[0]}, outputs, inputs)


def _check_ending(name: str, place: str, endings: Sequence[str]) -> None:
    """Refuse to put a file in the place of one of another kind, such as a database.

    Raises:
        ParameterError: such a file is there, by the ending of its name.
    """
    path = Path(place)
    if endings and path.is_file() and path.suffix.lower() not in endings:
        raise ParameterError(
            "{output} is {path}, a file of another kind that is there already; choose another name "
            "that ends in {endings}.",
            output=Parameter(name),
            path=place,
            endings=either(map(as_message, endings)),
        )


def read_destination(values: Values, name: str) -> str:
    """What the parameter of an output names, empty for nothing."""
    value = values.parameters.get(name)
    if isinstance(value, QgsProcessingOutputLayerDefinition):
        value = value.sink
    if isinstance(value, QgsProperty):
        value, _ = value.valueAsString(values.context.expressionContext())
    return value if isinstance(value, str) else ""


def layer_file(place: str) -> str:
    """The file of a layer's place, with the ending that QGIS adds; empty for memory, databases."""
    if (
        not place
        or place == QgsProcessing.TEMPORARY_OUTPUT
        or place.startswith("/vsi")
        or _PROVIDER.match(place)
    ):
        return ""
    is_known = QgsVectorFileWriter.driverForExtension(Path(place).suffix)
    return place if is_known else f"{place}.gpkg"


def check_layer_place(name: str, place: str) -> None:
    """Refuse a place where a layer cannot be.

    Raises:
        ParameterError: it is no path and no database, or see check_place.
    """
    found = _PROVIDER.match(place)
    path = layer_file(place)
    if found is not None:
        provider, source = found.groups()
        provider = _PROVIDER_NAMES.get(provider, provider)
        if provider == "ogr":
            path = QgsDataSourceUri(source).database()
            if path:
                check_place(name, path, may_be_link=True)
        elif provider not in ("memory", *QgsProviderRegistry.instance().providerList()):
            # Those that are addresses have sentences of their own.
            check_place(name, place)
            raise ParameterError(
                "{output} is {path}, and QGIS takes what stands before the colon for a database; "
                "choose a path without colons.",
                output=Parameter(name),
                path=place,
            )
        return
    if not path:
        return
    check_place(name, path)
    if "|" in path:
        raise ParameterError(
            "{output} is {path}, and QGIS finds no layer whose path has a |; choose another name.",
            output=Parameter(name),
            path=place,
        )
    others = _tables(path)
    if len(others) > 1:
        raise ParameterError(
            "{output} is {path}, whose {count} tables ({names}) would all be lost; choose another "
            "file, or give ogr:dbname='{path}' table=\"{new}\" (geom) to put one table there.",
            output=Parameter(name),
            path=path,
            count=len(others),
            names=some_names(others),
            new="new",
        )


def _tables(path: str) -> list[str]:
    """Names of the tables of a database that is a file, and of its rasters; styles are no more."""
    if not os.path.isfile(path) or Path(path).suffix.lower() not in _DATABASES:
        return []
    with heard_by_osgeo(), suppress(RuntimeError, AttributeError):
        dataset = gdal.OpenEx(path, gdal.OF_VECTOR | gdal.OF_RASTER, [*_DATABASES.values()])
        names = [dataset.GetLayer(k).GetName() for k in range(dataset.GetLayerCount())]
        rasters = [name.rpartition(":")[2] for name, _ in dataset.GetSubDatasets()]
        return sorted(n for n in {*names, *rasters} if not n.startswith((_STYLES, PART_TABLE)))
    return []


def table_of(place: str) -> tuple[str, str]:
    """The file and the name of a table in a database that is a file; empty for anything else."""
    found = _PROVIDER.match(place)
    if found is None or found[1] != "ogr":
        return "", ""
    uri = QgsDataSourceUri(found[2])
    return uri.database(), uri.table()


def _check_tables(
    tables: Mapping[str, tuple[str, str]],
    outputs: Mapping[str, str],
    inputs: Iterable[tuple[str, str]],
) -> None:
    """Refuse tables that are read, or that another output would take away.

    Args:
        tables: file and name by parameter.
        outputs: the files that are written whole, by parameter.
        inputs: file and name of what is read; without a name the first table of the file.

    Raises:
        RasterError: see there.
    """
    for name, (path, table) in tables.items():
        for other, layer in inputs:
            if _is_same(path, other) and _is_name(table, layer or _first_table(other)):
                raise RasterError(
                    "{output} is the table {table} of {path}, which is read; choose another table.",
                    output=Parameter(name),
                    table=table,
                    path=path,
                )
        for other, file in outputs.items():
            taken = tables.get(other, ("", ""))
            is_twin = other != name and _is_same(path, taken[0]) and _is_name(table, taken[1])
            if (file and _is_same(path, file)) or (taken[0] and is_twin):
                raise RasterError(
                    "{first} and {second} are both {path}; choose another file for one of them.",
                    first=Parameter(name),
                    second=Parameter(other),
                    path=path,
                )


def _is_name(first: str, second: str) -> bool:
    return first.casefold() == second.casefold()  # as SQLite compares names


def _first_table(path: str) -> str:
    with suppress(RuntimeError, AttributeError):
        # Layers of GDAL's do not outlive their dataset.
        dataset = gdal.OpenEx(path, gdal.OF_VECTOR)
        return dataset.GetLayer(0).GetName()
    return ""


def check_outputs(outputs: Mapping[str, str], inputs: Sequence[str]) -> None:
    """Refuse outputs that would destroy a file.

    Args:
        outputs: path by parameter; empty ones are not written.
        inputs: paths that are read.

    Raises:
        RasterError: an output is one of the inputs, or the same file as another output.
    """
    given = [(name, path) for name, path in outputs.items() if path]
    for k, (name, path) in enumerate(given):
        if any(_is_same(path, other) for other in inputs):
            raise RasterError(
                "{output} is {path}, which is read; choose another file.",
                output=Parameter(name),
                path=path,
            )
        twin = next((other for other, taken in given[:k] if _is_same(path, taken)), None)
        if twin is not None:
            raise RasterError(
                "{first} and {second} are both {path}; choose another file for one of them.",
                first=Parameter(twin),
                second=Parameter(name),
                path=path,
            )


def _layers(value, context: QgsProcessingContext) -> Iterator[tuple[str, str]]:
    """The files that the value of a parameter names, and the names of layers in them if given.

    The value is a path, a layer or its name, or a list of them.
    """
    if isinstance(value, (list, tuple)):
        for item in value:
            yield from _layers(item, context)
        return
    if isinstance(value, QgsProcessingFeatureSourceDefinition):
        value = value.source.staticValue()
    if isinstance(value, str) and value:
        # Opens nothing: what is not a layer already is a path, or no file at all.
        value = QgsProcessingUtils.mapLayerFromString(value, context, False) or value
    provider, source = "ogr", value
    if isinstance(value, QgsMapLayer):
        provider, source = value.providerType(), value.source()
    if not isinstance(source, str):
        return
    parts = QgsProviderRegistry.instance().decodeUri(provider, source)
    path = parts.get("path") or source.partition("|")[0]
    if os.path.isfile(path):
        yield path, parts.get("layerName") or ""


def _is_same(first: str, second: str) -> bool:
    if os.path.exists(first) and os.path.exists(second):
        return Path(first).samefile(second)
    return path_key(first) == path_key(second)
