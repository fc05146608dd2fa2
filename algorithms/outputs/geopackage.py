"""Tables of GeoPackages and their like: made, indexed, and put into databases that have others.

A spatial index is made when all features are there, as a step that can be left.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from osgeo import gdal, ogr
from qgis.core import (
    QgsFeatureSink,
    QgsFields,
    QgsProcessingContext,
    QgsProcessingException,
    QgsProcessingOutputLayerDefinition,
    QgsProcessingUtils,
    QgsVectorFileWriter,
)

from ...core.errors import LayerError
from ...core.files.runs import is_dead, running
from ...core.files.whole import remove_quietly
from ...core.raster.gdal_errors import gist
from ...core.raster.gdal_errors_by_osgeo import heard_by_osgeo
from ..base.output_paths import PART_TABLE
from ..base.values import Values

GPKG = "GPKG"
# What SQLite may have beside a database.
BESIDE = ("-journal", "-wal", "-shm")
_INDEX = "SPATIAL_INDEX="


def make_geopackage(
    values: Values, name: str, path: str, table: str, fields: QgsFields, like: tuple
) -> tuple[QgsFeatureSink, str]:
    """A sink and its layer's place, as of ``parameterAsSink``; closing it makes no spatial index.

    Processing lets nobody choose that, and an index of many features takes seconds in which QGIS
    hears no cancel.

    Args:
        values: of the algorithm.
        name: of the destination parameter.
        path: the file, whose name ends in .gpkg.
        table: of the layer; empty for one of the file's name.
        fields: of the layer.
        like: geometry type and coordinate system.

    Raises:
        QgsProcessingException: the file cannot be made.
    """
    options = QgsVectorFileWriter.SaveVectorOptions()
    options.driverName = GPKG
    options.layerName = table
    options.fileEncoding = values.context.defaultEncoding()
    options.datasourceOptions = QgsVectorFileWriter.defaultDatasetOptions(GPKG)
    kept = [o for o in QgsVectorFileWriter.defaultLayerOptions(GPKG) if not o.startswith(_INDEX)]
    options.layerOptions = [*kept, f"{_INDEX}NO"]
    kind, crs = like
    transforms = values.context.transformContext()
    writer = QgsVectorFileWriter.create(path, fields, kind, crs, transforms, options)
    if writer.hasError() != QgsVectorFileWriter.WriterError.NoError:
        raise QgsProcessingException(writer.errorMessage())
    made = f"{path}|layername={table}" if table else path
    _promise(values, name, made)
    return writer, made


def _promise(values: Values, name: str, made: str) -> None:
    """Have the layer loaded when the run has ended, where the user asked for it."""
    given = values.raw(name)
    if not isinstance(given, QgsProcessingOutputLayerDefinition) or not given.destinationProject:
        return
    title = given.destinationName or values.alg.parameterDefinition(name).description()
    details = QgsProcessingContext.LayerDetails(
        title, given.destinationProject, name, QgsProcessingUtils.LayerHint.Vector
    )
    values.context.addLayerToLoadOnCompletion(made, details)


def make_index(path: Path, name: str = "") -> None:
    """Make the spatial index of a layer that has none; where that fails it has none.

    By GDAL alone, as QGIS's objects stay in their threads. When the file is gone meanwhile, nothing
    is left of it.

    Args:
        path: of the GeoPackage.
        name: of the layer; the first by default.
    """
    with quiet_gdal(), suppress(RuntimeError, AttributeError):
        dataset = gdal.OpenEx(str(path), gdal.OF_VECTOR | gdal.OF_UPDATE)
        layer = dataset.GetLayerByName(name) if name else dataset.GetLayer(0)
        place = [text.replace("'", "''") for text in (layer.GetName(), layer.GetGeometryColumn())]
        made = dataset.ExecuteSQL("SELECT CreateSpatialIndex('{}', '{}')".format(*place))
        if made is not None:
            dataset.ReleaseResultSet(made)
        layer = dataset = None
    if not path.exists():
        # The run was cancelled; SQLite may have put something in the place.
        for ending in ("", *BESIDE):
            remove_quietly(f"{path}{ending}")


def has_index(layer: ogr.Layer) -> bool:
    """Whether a layer finds features by their place without a look at all others."""
    return bool(layer.TestCapability(ogr.OLCFastSpatialFilter))


@contextmanager
def quiet_gdal() -> Iterator[None]:
    """Within the block GDAL prints no errors; what matters of them is told in a sentence."""
    gdal.PushErrorHandler("CPLQuietErrorHandler")
    try:
        yield
    finally:
        gdal.PopErrorHandler()


class _PutError(Exception):
    """The database did not take something; GDAL has said why, or nobody knows."""


def put_table(table: str, new: Path, target: Path) -> None:
    """Copy a table into a database, in place of an earlier one of its name.

    It comes under another name, and takes the earlier one's place in a transaction of its own, so
    that a full disk or a kill leaves one of the two. What killed runs have left goes.

    Args:
        table: its name.
        new: a database that holds the table alone.
        target: the database, which other programs may have open.

    Raises:
        LayerError: the database did not take it, and has the earlier table.
    """
    reason = ""
    with heard_by_osgeo() as heard, running() as mark:
        try:
            _put(new, target, f"{PART_TABLE}{mark}", table, heard)
        except (_PutError, RuntimeError) as error:
            reason = gist(heard) or str(error)
            with suppress(_PutError, RuntimeError):
                _drop(_open(target), f"{PART_TABLE}{mark}")
    if reason:
        raise LayerError(
            "The table {table} cannot be put into {path}: {reason}. Close it where it is open, or "
            "choose another file.",
            table=table,
            path=target,
            reason=reason,
        )


def _put(new: Path, target: Path, part: str, table: str, heard: list[str]) -> None:
    dataset = _open(target)
    if dataset.GetLayerByName("spatial_ref_sys_aux") is not None:
        raise _PutError("SpatiaLite keeps more than tables in it, and takes none in this way")
    for name in _names(dataset):
        if name.startswith(PART_TABLE) and is_dead(name[len(PART_TABLE) :]):
            _drop(dataset, name)
    options = ["-nln", part, "-preserve_fid", "-gt", "unlimited"]
    gdal.VectorTranslate(dataset, str(new), options=options)
    _check(heard)
    # Only what was written is believed.
    del dataset
    dataset = _open(target)
    is_whole = part in _names(dataset) and _count(dataset, part) == _count(_open(new), "")
    if not is_whole:
        raise _PutError("not all of it arrived")
    dataset.StartTransaction()
    try:
        _drop(dataset, table)
        _rename(dataset, part, table)
        _check(heard)
    except (_PutError, RuntimeError):
        dataset.RollbackTransaction()
        raise
    dataset.CommitTransaction()
    _check(heard)


def _check(heard: list[str]) -> None:
    """GDAL goes on after errors, of which some end a transaction: nothing more may be written."""
    if heard:
        raise _PutError(gist(heard))


def _open(path: Path) -> gdal.Dataset:
    dataset = gdal.OpenEx(str(path), gdal.OF_VECTOR | gdal.OF_UPDATE)
    if dataset is None:
        raise _PutError("it cannot be opened")
    return dataset


def _names(dataset: gdal.Dataset) -> list[str]:
    return [dataset.GetLayer(k).GetName() for k in range(dataset.GetLayerCount())]


def _count(dataset: gdal.Dataset, name: str) -> int:
    layer = dataset.GetLayerByName(name) if name else dataset.GetLayer(0)
    return layer.GetFeatureCount()


def _drop(dataset: gdal.Dataset, table: str) -> None:
    # As SQLite compares names.
    found = [k for k, name in enumerate(_names(dataset)) if name.casefold() == table.casefold()]
    for k in found:
        dataset.DeleteLayer(k)


def _rename(dataset: gdal.Dataset, part: str, table: str) -> None:
    dataset.ExecuteSQL(f'ALTER TABLE "{part}" RENAME TO "{_quoted(table)}"')
    # GeoPackages follow; in other databases of SQLite the list of geometries is a table like any.
    if dataset.GetDriver().ShortName == "SQLite":
        columns = dataset.GetLayerByName("geometry_columns")
        if columns is not None:
            _name_in_list(columns, part, table)


def _name_in_list(columns: ogr.Layer, part: str, table: str) -> None:
    for row in [row for row in columns if row.GetField("f_table_name") == part]:
        row.SetField("f_table_name", table)
        columns.SetFeature(row)


def _quoted(name: str) -> str:
    return name.replace('"', '""')
