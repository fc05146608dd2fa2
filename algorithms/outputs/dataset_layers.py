"""tiles.gpkg: the dataset's tiles and rejected tiles as map layers."""

from __future__ import annotations

import shutil
import sqlite3
from collections.abc import Callable
from contextlib import contextmanager, suppress
from functools import partial
from pathlib import Path

from osgeo import gdal
from qgis.core import (
    QgsCoordinateReferenceSystem,
    QgsCoordinateTransformContext,
    QgsVectorFileWriter,
    QgsWkbTypes,
)

from ...core.errors import CancelledError, ExportError
from ...core.files.whole import disk_is_full, remove_parts, whole_file
from ...core.geopackage.rows import count_indexed, count_rows, write_index, write_rows
from ...core.message import Message, as_message
from ...core.run.batches import never_cancelled, run_aside
from ...core.tiles.table import TileTable
from .geopackage import BESIDE, make_index
from .tiles import layer_fields

# GeoPackage notes when each layer changed; a fixed date makes equal datasets equal files.
_DATE = "2000-01-01T00:00:00.000Z"
# Where less is free when writing fails, that is why.
_ROOM = 2_000_000


def write_dataset_layers(
    path: Path,
    tiles: TileTable,
    rejected: TileTable,
    crs: QgsCoordinateReferenceSystem,
    is_cancelled: Callable[[], bool] = never_cancelled,
) -> None:
    """Write the layers ``tiles`` and ``rejected`` to a new GeoPackage, then rename it in place.

    Raises:
        ExportError: the file cannot be written.
        CancelledError: ``is_cancelled`` said so.
    """
    remove_parts(path)
    try:
        with whole_file(path, path.suffix, BESIDE) as part:
            for name, table in (("tiles", tiles), ("rejected", rejected)):
                with _fixed_date():
                    _write_layer(part, name, table, crs, is_cancelled)
                # That of a million tiles takes a second, in which nothing looks for a cancel.
                run_aside(partial(_make_index, part, name, table), is_cancelled)
                _check_written(part, name, len(table))
            if is_cancelled():
                raise CancelledError
    except _WriteError as error:
        if "full" in str(error) or shutil.disk_usage(path.parent).free < _ROOM:
            raise disk_is_full(str(path)) from error
        raise ExportError(
            "{path} cannot be written: {reason}", path=path, reason=_reason(error)
        ) from error


class _WriteError(Exception):
    """Why GDAL did not write a file: a message, or a text of QGIS."""


def _reason(error: _WriteError) -> Message:
    return as_message(error.args[0])


def _make_index(path: Path, name: str, table: TileTable) -> None:
    """Index all tiles; where that fails, it is noticed afterwards."""
    with suppress(sqlite3.Error):
        write_index(path, name, table.geometries.bounds)


def _write_layer(path: Path, name: str, table: TileTable, crs, is_cancelled) -> None:
    options = QgsVectorFileWriter.SaveVectorOptions()
    options.driverName = "GPKG"
    options.layerName = name
    options.fileEncoding = "UTF-8"
    options.layerOptions = ["SPATIAL_INDEX=NO"]
    if path.exists():
        options.actionOnExistingFile = (
            QgsVectorFileWriter.ActionOnExistingFile.CreateOrOverwriteLayer
        )
    writer = QgsVectorFileWriter.create(
        str(path),
        layer_fields(table.fields),
        QgsWkbTypes.Type.MultiPolygon,
        crs,
        QgsCoordinateTransformContext(),
        options,
    )
    try:
        if writer.hasError() != QgsVectorFileWriter.WriterError.NoError:
            raise _WriteError(writer.errorMessage())
    finally:
        # An error holds this frame, and Windows deletes no file that is open.
        del writer
    # That of no tiles, with the tables and triggers that GDAL's version has for it.
    make_index(path, name)
    try:
        write_rows(path, name, table, is_cancelled)
    except sqlite3.Error as error:
        raise _WriteError(str(error)) from error


def _check_written(path: Path, name: str, count: int) -> None:
    """A full disk is noticed when the file is closed, and then nobody is told."""
    found = indexed = None
    with suppress(sqlite3.Error):
        found = count_rows(path, name)
        indexed = count_indexed(path, name)
    if found == count and indexed != count:
        raise _WriteError(Message("layer {name} has no spatial index", name=name))
    if found != count:
        raise _WriteError(
            Message(
                "of {count} tiles in layer {name} it holds {found}",
                count=count,
                name=name,
                found=found or 0,
            )
        )


@contextmanager
def _fixed_date():
    name = "OGR_CURRENT_DATE"
    earlier = gdal.GetThreadLocalConfigOption(name)
    gdal.SetThreadLocalConfigOption(name, _DATE)
    try:
        yield
    finally:
        gdal.SetThreadLocalConfigOption(name, earlier)
